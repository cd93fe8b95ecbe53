/*
 * The key of an article among its addresses. Every rule is a row with its reason; none takes off what can name an
 * article: where a rule could, it asks for a path that names one without it (is_specific).
 */
#include <stdlib.h>

#include "core/url.h"

/* First labels of a host that serves the same articles as the host without them. */
static const char *const host_labels[] = {
	"www.",                              /* by convention */
	"m.",                                /* pages for telephones */
	"mobile.", "touch.", "wap.", "amp.", /* AMP pages */
};

/* Segments that make another view of the page before or behind them. */
static const struct {
	const char *segment;
	bool first, last;
} path_views[] = {
	{"amp", true, true},                               /* AMP: /amp/2026/story-of-a-dam, /2026/story-of-a-dam/amp */
	{"amp.html", false, true},  {"print", true, true}, /* for printing */
	{"printable", false, true}, {"m", true, false},    /* for telephones: /m/2026/story-of-a-dam */
	{"mobile", true, false},
};

/* Ends of the last segment: story.amp.html is story.html. */
static const struct {
	const char *end, *instead;
} path_ends[] = {
	{".amp.html", ".html"},
	{".amp.htm", ".htm"},
	{".amp", ""},
	{".print.html", ".html"},
};

/* What a server shows for a folder. */
static const char *const index_files[] = {"index.html", "index.htm", "index.shtml", "index.php",   "index.asp",
					  "index.aspx", "index.jsp", "default.asp", "default.aspx"};

/* Parameters that choose a view. value NULL: whatever it is; "1": also "true", "yes", "on" and nothing. */
static const struct {
	const char *name, *value;
} query_views[] = {
	{"amp", "1"},          {"_amp", "1"},       {"amp_markup", "1"}, {"outputtype", "amp"}, {"output", "amp"},
	{"view", "amp"},       {"format", "amp"},   {"print", "1"},      {"print", "print"},    {"printable", "1"},
	{"view", "print"},     {"format", "print"}, {"output", "print"}, {"mode", "print"},     {"pagewanted", "print"},
	{"pagewanted", "all"}, /* all pages of a long article at once */
	{"singlepage", "1"},   {"page", "all"},     {"mobile", "1"},     {"nomobile", "1"},     {"share", "twitter"},
	{"share", "facebook"}, /* buttons of WordPress */
};

static bool is_on(struct bw_str v)
{
	static const char *const words[] = {"", "1", "true", "yes", "on"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bw_str_eq_ascii_nocase(v, bw_str_from(words[i])))
			return true;
	return false;
}

static bool is_view(struct bw_str parameter)
{
	struct bw_str name = bw_str_sub(parameter, 0, bw_str_find_char(parameter, '=', 0));
	struct bw_str value = bw_str_from_pos(parameter, name.len + 1);
	for (size_t i = 0; i < sizeof query_views / sizeof *query_views; i++) {
		struct bw_str want = bw_str_from(query_views[i].value);
		if (bw_str_eq_ascii_nocase(name, bw_str_from(query_views[i].name)) &&
		    (bw_str_eq_ascii_nocase(value, want) || (bw_str_eq(want, BW_STR("1")) && is_on(value))))
			return true;
	}
	return false;
}

/* A name of two labels at least. */
static bool is_host(struct bw_str s)
{
	size_t point = bw_str_find_char(s, '.', 0);
	return point != BW_NPOS && point > 0 && point + 1 < s.len;
}

/* A label taken off the front, or the second one where language stands first (en.m.example.org). */
static bool strip_host(struct bw_arena *a, struct bw_str *host)
{
	for (size_t i = 0; i < sizeof host_labels / sizeof *host_labels; i++) {
		struct bw_str label = bw_str_from(host_labels[i]), rest = bw_str_from_pos(*host, label.len);
		if (bw_str_starts(*host, label) && is_host(rest)) {
			*host = rest;
			return true;
		}
	}
	size_t point = bw_str_find_char(*host, '.', 0);
	struct bw_str behind = bw_str_from_pos(*host, point == BW_NPOS ? host->len : point);
	if (!bw_str_starts(behind, BW_STR(".m.")) || !is_host(bw_str_from_pos(behind, 3)))
		return false;
	*host = bw_arena_printf(a, "%" BW_PRISTR "%" BW_PRISTR, BW_ARG(bw_str_sub(*host, 0, point)),
				BW_ARG(bw_str_from_pos(behind, 2)));
	return true;
}

/* The last segment names one article: words with two hyphens or underscores at least, or a number of five digits. */
static bool is_specific(struct bw_str path)
{
	size_t joints = 0, digits = 0, longest = 0;
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	size_t slash = bw_str_rfind_char(path, '/');
	for (size_t i = slash == BW_NPOS ? 0 : slash + 1; i < path.len; i++) {
		char c = path.ptr[i];
		joints += c == '-' || c == '_';
		digits = c >= '0' && c <= '9' ? digits + 1 : 0;
		longest = digits > longest ? digits : longest;
	}
	return joints >= 2 || longest >= 5;
}

static bool strip_slash(struct bw_str *path)
{
	bool found = path->len > 1 && path->ptr[path->len - 1] == '/';
	path->len -= found;
	return found;
}

static bool strip_index(struct bw_str *path)
{
	size_t slash = bw_str_rfind_char(*path, '/');
	for (size_t i = 0; slash != BW_NPOS && i < sizeof index_files / sizeof *index_files; i++) {
		if (!bw_str_eq_ascii_nocase(bw_str_from_pos(*path, slash + 1), bw_str_from(index_files[i])))
			continue;
		path->len = slash + 1;
		return true;
	}
	return false;
}

static bool strip_view(struct bw_str *path)
{
	for (size_t i = 0; i < sizeof path_views / sizeof *path_views; i++) {
		struct bw_str segment = bw_str_from(path_views[i].segment);
		struct bw_str rest = bw_str_from_pos(*path, segment.len + 1);
		struct bw_str before = bw_str_sub(*path, 0, path->len > segment.len ? path->len - segment.len - 1 : 0);
		if (path_views[i].first && bw_str_starts(bw_str_from_pos(*path, 1), segment) && rest.len &&
		    rest.ptr[0] == '/' && is_specific(rest)) {
			*path = rest;
			return true;
		}
		if (path_views[i].last && bw_str_ends(*path, segment) && path->len > before.len && before.len &&
		    path->ptr[before.len] == '/' && is_specific(before)) {
			*path = before;
			return true;
		}
	}
	return false;
}

static bool strip_end(struct bw_arena *a, struct bw_str *path)
{
	for (size_t i = 0; i < sizeof path_ends / sizeof *path_ends; i++) {
		struct bw_str end = bw_str_from(path_ends[i].end);
		struct bw_str before = bw_str_sub(*path, 0, path->len > end.len ? path->len - end.len : 0);
		if (!bw_str_ends(*path, end) || !is_specific(before))
			continue;
		*path = bw_arena_printf(a, "%" BW_PRISTR "%s", BW_ARG(before), path_ends[i].instead);
		return true;
	}
	return false;
}

static int by_bytes(const void *x, const void *y)
{
	return bw_str_cmp(*(const struct bw_str *)x, *(const struct bw_str *)y);
}

/* Parameters in the order of their bytes, without those that choose a view. */
static struct bw_str ordered(struct bw_arena *a, struct bw_str query)
{
	size_t n = 0, len = 0;
	struct bw_str rest = query, part, *parts = BW_ARRAY(a, struct bw_str, query.len + 1);
	while (bw_str_split(&rest, '&', &part))
		if (part.len && !is_view(part))
			parts[n++] = part;
	qsort(parts, n, sizeof *parts, by_bytes);
	char *out = bw_arena_alloc(a, query.len + 1);
	for (size_t i = 0; i < n; i++) {
		if (len)
			out[len++] = '&';
		memcpy(out + len, parts[i].ptr, parts[i].len);
		len += parts[i].len;
	}
	return (struct bw_str){out, len};
}

/* One round over a canonical address of http(s). */
static struct bw_str without_views(struct bw_arena *a, struct bw_url u)
{
	u.scheme = BW_STR("https");
	if (bw_str_eq(u.port, BW_STR("443")))
		u.port = BW_STR_NONE;
	while (strip_host(a, &u.host))
		;
	while (strip_slash(&u.path) || strip_index(&u.path) || strip_view(&u.path) || strip_end(a, &u.path))
		;
	u.query = ordered(a, u.query);
	u.has_query = u.query.len > 0;
	return bw_url_text(a, &u);
}

/* What one round takes off may uncover more (a cache behind "touch."). An address that does not come to rest is left as
 * it is. */
int bw_url_key(struct bw_arena *a, struct bw_str text, struct bw_str *out, struct bw_err *err)
{
	enum { ROUNDS_MAX = 8 };
	struct bw_url u;
	struct bw_str canonical, now, next;
	*out = BW_STR_NONE;
	int rc = bw_url_canonical(a, text, &canonical, err);
	if (rc)
		return rc;
	*out = now = canonical;
	for (int round = 0; round < ROUNDS_MAX; round++, now = next) {
		if (bw_url_parse(a, now, &u, NULL) ||
		    (!bw_str_eq(u.scheme, BW_STR("http")) && !bw_str_eq(u.scheme, BW_STR("https"))))
			return BW_OK;
		if (bw_url_canonical(a, without_views(a, u), &next, NULL))
			return BW_OK;
		if (bw_str_eq(now, next)) {
			*out = now;
			return BW_OK;
		}
	}
	return BW_OK;
}
