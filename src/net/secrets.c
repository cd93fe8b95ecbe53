#include "net/secrets.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "core/config.h"
#include "core/file.h"
#include "core/url.h"
#include "core/vec.h"

/* Shorter values stand in any text by chance: in words for people nothing is lost then, in an article something is. */
enum {
	HIDDEN_MIN_BYTES = 4,
	HANDED_ON_MIN_BYTES = 8,
	REMOVED_MIN_BYTES = 12,
	COOKIE_MIN_BYTES = 16, /* what a cookie says is a setting as often as a key */
	FILE_VALUE_MAX = 16 << 10,
};

/* A value as it is or percent-encoded. */
struct hidden {
	struct bw_str word, origin;
	size_t n_bytes; /* of the value as it is */
	bool is_secret; /* else it may be an ordinary word */
};

struct section {
	struct bw_str name, user, password;
	struct bw_secret secret;
	BW_VEC(struct bw_str) headers;
};

struct bw_secrets {
	struct bw_arena *arena;
	const char *path;
	BW_VEC(struct section) sections;
	BW_VEC(struct hidden) hidden;
};

/* Lines that would change what is asked, or how the answer is read. */
static const char *const reserved[] = {
	"host",
	"content-length",
	"transfer-encoding",
	"connection",
	"upgrade",
	"expect",
	"te",
	"trailer",
	"range",
	"if-none-match",
	"if-modified-since",
	"accept-encoding",
	"if-range",
	"proxy-authorization",
};

static int private_file(const char *path, bool *is_there, struct bw_err *err)
{
	struct stat st;
	*is_there = stat(path, &st) == 0;
	if (!*is_there && errno != ENOENT && errno != ENOTDIR)
		return bw_err_set(err, BW_EIO, "%s cannot be looked at; check its folder", path);
	if (*is_there && (st.st_mode & (S_IRWXG | S_IRWXO)))
		return bw_err_set(err, BW_EREFUSED,
				  "%s holds secrets and others on this machine may read it: chmod 600 it", path);
	return BW_OK;
}

static bool is_token(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i], low = (char)(c | 0x20);
		if (!(low >= 'a' && low <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
			return false;
	}
	return s.len > 0;
}

static bool is_line(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return false;
	return s.len > 0;
}

static int from_environment(struct bw_arena *a, struct bw_str name, struct bw_str *out, struct bw_err *err)
{
	const char *value = getenv(bw_arena_cstr(a, name));
	if (!value || !*value)
		return bw_err_set(err, BW_EINPUT, "the environment has no %" BW_PRISTR "; set it", BW_ARG(name));
	*out = bw_arena_str(a, bw_str_from(value));
	return BW_OK;
}

static int from_file(struct bw_arena *a, struct bw_str name, struct bw_str *out, struct bw_err *err)
{
	const char *path = bw_arena_cstr(a, name);
	struct bw_str bytes;
	bool is_there;
	int code = private_file(path, &is_there, err);
	if (!code)
		code = bw_file_read(a, path, FILE_VALUE_MAX, &bytes, err);
	if (!code && !bw_str_split(&bytes, '\n', out))
		code = bw_err_set(err, BW_EINPUT, "%s is empty", path);
	*out = code ? BW_STR_NONE : bw_str_trim(*out);
	return code;
}

/* The value with its last word replaced, when that says where the secret is: then *found is what was there. */
static int resolve(struct bw_arena *a, struct bw_str value, struct bw_str *out, struct bw_str *found,
		   struct bw_err *err)
{
	size_t space = bw_str_rfind_char(value, ' '), at = space == BW_NPOS ? 0 : space + 1;
	struct bw_str word = bw_str_from_pos(value, at);
	bool env = bw_str_starts(word, BW_STR("env:")), file = bw_str_starts(word, BW_STR("file:"));
	*out = value;
	*found = BW_STR_NONE;
	if (!env && !file)
		return BW_OK;
	int code = env ? from_environment(a, bw_str_from_pos(word, 4), found, err)
		       : from_file(a, bw_str_from_pos(word, 5), found, err);
	if (!code)
		*out = bw_arena_printf(a, "%" BW_PRISTR "%" BW_PRISTR, BW_ARG(bw_str_sub(value, 0, at)),
				       BW_ARG(*found));
	return code;
}

static struct bw_str percent_encoded(struct bw_arena *a, struct bw_str s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = bw_arena_alloc(a, s.len * 3 + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i], low = c | 0x20;
		if ((low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c))) {
			out[len++] = (char)c;
		} else {
			out[len++] = '%';
			out[len++] = hex[c >> 4];
			out[len++] = hex[c & 15];
		}
	}
	return (struct bw_str){out, len};
}

static void hide(struct bw_secrets *s, const struct section *section, struct bw_str value, bool is_secret)
{
	value = bw_str_trim(value);
	if (value.len < HIDDEN_MIN_BYTES)
		return;
	struct hidden h = {value, section->secret.origin, value.len, is_secret};
	*BW_PUSH(s->arena, &s->hidden) = h;
	h.word = percent_encoded(s->arena, value);
	if (h.word.len != value.len)
		*BW_PUSH(s->arena, &s->hidden) = h;
}

/* Headers whose name says that their value is a secret. */
static bool names_a_secret(struct bw_str name)
{
	static const char *const parts[] = {"token", "key", "secret", "auth", "password", "credential", "session"};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (bw_str_find_ascii_nocase(name, bw_str_from(parts[i]), 0) != BW_NPOS)
			return true;
	return false;
}

static void hide_cookie(struct bw_secrets *s, const struct section *section, struct bw_str cookie)
{
	struct bw_str rest = cookie, part;
	hide(s, section, cookie, false);
	while (bw_str_split(&rest, ';', &part)) {
		struct bw_str value = bw_str_trim(bw_str_from_pos(part, bw_str_find_char(part, '=', 0) + 1));
		hide(s, section, value, value.len >= COOKIE_MIN_BYTES);
	}
}

/* The whole value, what stands behind its scheme ("Bearer ..."), and what came from elsewhere. */
static void hide_header(struct bw_secrets *s, const struct section *section, struct bw_str name, struct bw_str value,
			struct bw_str found)
{
	bool is_secret = found.len || names_a_secret(name);
	size_t space = bw_str_rfind_char(value, ' ');
	hide(s, section, value, is_secret);
	hide(s, section, found, true);
	if (space != BW_NPOS)
		hide(s, section, bw_str_from_pos(value, space + 1), is_secret);
}

static struct bw_str base64(struct bw_arena *a, struct bw_str in)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = bw_arena_alloc(a, in.len / 3 * 4 + 5);
	size_t len = 0;
	for (size_t i = 0; i < in.len; i += 3) {
		unsigned long bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < in.len ? (unsigned char)in.ptr[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			out[len++] = i + k > in.len ? '=' : letters[bits >> (18 - 6 * k) & 63];
	}
	return (struct bw_str){out, len};
}

/* Its section, made when it is new. */
static int section_get(struct bw_secrets *s, struct bw_str name, struct section **out, struct bw_err *err)
{
	struct bw_url u;
	bool whole = bw_str_find(name, BW_STR("://"), 0) != BW_NPOS;
	for (size_t i = 0; i < s->sections.len; i++)
		if (bw_str_eq(s->sections.ptr[i].name, name)) {
			*out = &s->sections.ptr[i];
			return BW_OK;
		}
	struct bw_str url = whole ? name : bw_arena_printf(s->arena, "https://%" BW_PRISTR, BW_ARG(name));
	struct bw_str origin = bw_url_origin(s->arena, url);
	bool web = bw_str_starts(origin, BW_STR("https://")) || bw_str_starts(origin, BW_STR("http://"));
	if (!name.len || bw_url_parse(s->arena, url, &u, NULL) || !web || u.has_query)
		return bw_err_set(err, BW_EINPUT,
				  "a section is a host or the beginning of an address, such as [https://host/path]");
	*out = BW_PUSH(s->arena, &s->sections);
	(*out)->name = name;
	(*out)->secret = (struct bw_secret){.origin = origin, .path = u.path};
	return BW_OK;
}

static int add_header(struct bw_secrets *s, struct section *section, struct bw_str key, struct bw_str value,
		      struct bw_str found, struct bw_err *err)
{
	if (!is_token(key))
		return bw_err_set(err, BW_EINPUT, "that is no name of a header");
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (bw_str_eq_ascii_nocase(key, bw_str_from(reserved[i])))
			return bw_err_set(err, BW_EINPUT, "the header %s cannot be set", reserved[i]);
	if (bw_str_eq_ascii_nocase(key, BW_STR("cookie")))
		hide_cookie(s, section, value);
	else
		hide_header(s, section, key, value, found);
	*BW_PUSH(s->arena, &section->headers) =
		bw_arena_printf(s->arena, "%" BW_PRISTR ": %" BW_PRISTR, BW_ARG(key), BW_ARG(value));
	return BW_OK;
}

static int take_row(struct bw_secrets *s, struct bw_str name, struct bw_str key, struct bw_str given,
		    struct bw_err *err)
{
	struct section *section = NULL;
	struct bw_str value = BW_STR_NONE, found = BW_STR_NONE;
	int code = section_get(s, name, &section, err);
	if (!code)
		code = resolve(s->arena, given, &value, &found, err);
	if (code)
		return code;
	if (!is_line(value))
		return bw_err_set(err, BW_EINPUT, "the value is empty or more than one line");
	if (bw_str_eq(key, BW_STR("user")))
		section->user = value;
	else if (bw_str_eq(key, BW_STR("password")))
		section->password = value;
	else
		code = add_header(s, section, key, value, found, err);
	return code;
}

static int on_row(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
		  struct bw_err *err)
{
	struct bw_secrets *s = ctx;
	struct bw_err fault = {0};
	struct bw_str name = bw_arena_str(s->arena, section);
	int code = take_row(s, name, bw_arena_str(s->arena, key), bw_arena_str(s->arena, value), &fault);
	return code ? bw_err_set(err, code, "%s:%d: %s", s->path, line, fault.msg) : BW_OK;
}

/* User and password become the header that they are sent as (RFC 7617). */
static void finish(struct bw_secrets *s, struct section *section)
{
	if (section->user.len || section->password.len) {
		struct bw_str pair = bw_arena_printf(s->arena, "%" BW_PRISTR ":%" BW_PRISTR, BW_ARG(section->user),
						     BW_ARG(section->password));
		struct bw_str code = base64(s->arena, pair);
		hide(s, section, section->password, true);
		hide(s, section, code, true);
		*BW_PUSH(s->arena, &section->headers) =
			bw_arena_printf(s->arena, "Authorization: Basic %" BW_PRISTR, BW_ARG(code));
	}
	section->secret.headers = section->headers.ptr;
	section->secret.n_headers = section->headers.len;
}

int bw_secrets_read(struct bw_arena *a, const char *path, struct bw_secrets **out, struct bw_err *err)
{
	bool is_there;
	*out = NULL;
	int code = private_file(path, &is_there, err);
	if (code || !is_there)
		return code;
	struct bw_secrets *s = BW_NEW(a, struct bw_secrets);
	s->arena = a;
	s->path = bw_arena_cstr(a, bw_str_from(path));
	code = bw_ini_read(a, s->path, on_row, s, err);
	for (size_t i = 0; !code && i < s->sections.len; i++)
		finish(s, &s->sections.ptr[i]);
	*out = code ? NULL : s;
	return code;
}

/* "/a" fits "/a", "/a/b" and "/a?b", not "/ab". */
static bool fits(struct bw_str prefix, struct bw_str path)
{
	return bw_str_starts(path, prefix) &&
	       (bw_str_ends(prefix, BW_STR("/")) || path.len == prefix.len || path.ptr[prefix.len] == '/');
}

const struct bw_secret *bw_secrets_for(struct bw_arena *scratch, const struct bw_secrets *s, struct bw_str url)
{
	const struct bw_secret *best = NULL;
	struct bw_url u;
	if (!s || bw_url_parse(scratch, url, &u, NULL))
		return NULL;
	struct bw_str origin = bw_url_origin(scratch, url);
	for (size_t i = 0; i < s->sections.len; i++) {
		const struct bw_secret *x = &s->sections.ptr[i].secret;
		if (bw_str_eq(x->origin, origin) && fits(x->path, u.path) && (!best || x->path.len > best->path.len))
			best = x;
	}
	return best;
}

static bool is_of(const struct hidden *h, struct bw_str origin, size_t min_bytes)
{
	return h->is_secret && h->n_bytes >= min_bytes && bw_str_eq(h->origin, origin);
}

bool bw_secrets_in(const struct bw_secrets *s, struct bw_str origin, struct bw_str text)
{
	for (size_t i = 0; s && i < s->hidden.len; i++)
		if (is_of(&s->hidden.ptr[i], origin, HANDED_ON_MIN_BYTES) &&
		    bw_str_find(text, s->hidden.ptr[i].word, 0) != BW_NPOS)
			return true;
	return false;
}

/* text is searched and *copy written, so that a secret within another one does not hide a part of it. */
static void cover(struct bw_arena *a, struct bw_str text, struct bw_str word, struct bw_str *copy)
{
	for (size_t at = 0; (at = bw_str_find(text, word, at)) != BW_NPOS; at++) {
		if (copy->ptr == text.ptr)
			*copy = bw_arena_str(a, text);
		memset((char *)copy->ptr + at, '*', word.len);
	}
}

struct bw_str bw_secrets_hidden(struct bw_arena *a, const struct bw_secrets *s, struct bw_str text)
{
	struct bw_str copy = text;
	for (size_t i = 0; s && i < s->hidden.len; i++)
		cover(a, text, s->hidden.ptr[i].word, &copy);
	return copy;
}

struct bw_str bw_secrets_removed(struct bw_arena *a, const struct bw_secrets *s, struct bw_str origin,
				 struct bw_str text)
{
	struct bw_str copy = text;
	for (size_t i = 0; s && i < s->hidden.len; i++)
		if (is_of(&s->hidden.ptr[i], origin, REMOVED_MIN_BYTES))
			cover(a, text, s->hidden.ptr[i].word, &copy);
	return copy;
}
