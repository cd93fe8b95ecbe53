#include "net/mirror.h"

#include <sys/stat.h>

#include "core/digest.h"
#include "core/file.h"
#include "core/url.h"

static const struct {
	struct bw_str end;
	const char *type;
} types[] = {
	{{".html", 5}, "text/html"},
	{{".htm", 4}, "text/html"},
	{{".xhtml", 6}, "application/xhtml+xml"},
	{{".xml", 4}, "application/xml"},
	{{".rss", 4}, "application/rss+xml"},
	{{".atom", 5}, "application/atom+xml"},
	{{".json", 5}, "application/json"},
	{{".txt", 4}, "text/plain"},
	{{".pdf", 4}, "application/pdf"},
};

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char low = (char)(c | 0x20);
	return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static struct bw_str percent_decoded(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool encoded = s.ptr[i] == '%' && i + 2 < s.len && hex_value(s.ptr[i + 1]) >= 0 &&
			       hex_value(s.ptr[i + 2]) >= 0;
		out[len++] = encoded ? (char)(hex_value(s.ptr[i + 1]) << 4 | hex_value(s.ptr[i + 2])) : s.ptr[i];
		i += encoded ? 2 : 0;
	}
	return (struct bw_str){out, len};
}

/* Looked at after decoding, so that "%2e%2e%2f" is seen for what it is. */
static bool leads_out(struct bw_str path)
{
	struct bw_str part;
	if (bw_str_find_char(path, '\0', 0) != BW_NPOS)
		return true;
	while (bw_str_split(&path, '/', &part))
		if (bw_str_eq(part, BW_STR("..")) || bw_str_eq(part, BW_STR(".")))
			return true;
	return false;
}

struct bw_str bw_mirror_path(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	if (bw_url_parse(a, url, &u, NULL) || !u.host.len || bw_str_find_char(u.host, '/', 0) != BW_NPOS)
		return BW_STR_NONE;
	struct bw_str path = percent_decoded(a, u.path);
	if (leads_out(path))
		return BW_STR_NONE;
	path = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR "/%" BW_PRISTR "%s%s%" BW_PRISTR, BW_ARG(u.host),
			       u.port.len ? ":" : "", BW_ARG(u.port), BW_ARG(bw_str_from_pos(path, 1)),
			       bw_str_ends(path, BW_STR("/")) ? "index.html" : "", u.has_query ? "?" : "",
			       BW_ARG(u.has_query ? u.query : BW_STR_NONE));
	return leads_out(path) ? BW_STR_NONE : path;
}

static const char *type_of(struct bw_str path)
{
	size_t query = bw_str_find_char(path, '?', 0);
	struct bw_str name = bw_str_sub(path, 0, query == BW_NPOS ? path.len : query);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (bw_str_ends(name, types[i].end))
			return types[i].type;
	return "";
}

static bool is_file(struct bw_arena *a, struct bw_str root, struct bw_str path, const char **full)
{
	struct stat st;
	*full = bw_arena_printf(a, "%" BW_PRISTR "/%" BW_PRISTR, BW_ARG(root), BW_ARG(path)).ptr;
	return path.len && stat(*full, &st) == 0 && S_ISREG(st.st_mode);
}

int bw_mirror_answer(struct bw_arena *a, struct bw_str root, const struct bw_ask *ask, struct bw_answer *out,
		     struct bw_err *err)
{
	struct bw_str path = bw_mirror_path(a, bw_str_from(ask->url)), bytes;
	char hex[BW_SHA256_HEX];
	const char *full;
	*out = (struct bw_answer){.status = 404};
	if (!is_file(a, root, path, &full))
		return BW_OK;
	int code = bw_file_read(a, full, ask->max_body, &bytes, err);
	if (code == BW_ELIMIT) {
		out->fault = ask->cut_at_max ? BW_FAULT_NONE : BW_FAULT_LONG;
		return BW_OK;
	}
	if (code)
		return code;
	out->etag = bw_arena_printf(a, "\"%s\"", bw_sha256_hex(bw_sha256(bytes), hex));
	out->content_type = bw_str_from(type_of(path));
	bool same = bw_str_eq(out->etag, ask->etag);
	out->status = same ? 304 : 200;
	out->body = same ? BW_STR_NONE : bytes;
	return BW_OK;
}
