#include "core/url.h"

#include "core/utf8.h"

enum { TEXT_MAX = 16384, HOST_MAX = 255 };

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct bw_str lower_ascii(struct bw_arena *a, struct bw_str s)
{
	struct bw_str copy = bw_arena_str(a, s);
	char *p = (char *)copy.ptr;
	for (size_t i = 0; i < copy.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] |= 32;
	return copy;
}

/* Browsers take control characters and blanks off both ends and tabs and line ends out of the middle: pages wrap long
 * addresses. */
static struct bw_str tidy(struct bw_arena *a, struct bw_str text)
{
	size_t start = 0, end = text.len, n = 0;
	while (start < end && (unsigned char)text.ptr[start] <= ' ')
		start++;
	while (end > start && (unsigned char)text.ptr[end - 1] <= ' ')
		end--;
	char *p = bw_arena_alloc(a, end - start + 1);
	for (size_t i = start; i < end; i++)
		if (text.ptr[i] != '\t' && text.ptr[i] != '\n' && text.ptr[i] != '\r')
			p[n++] = text.ptr[i];
	return (struct bw_str){p, n};
}

/* Length of "scheme" before its ':', 0 when there is none. */
static size_t scheme_len(struct bw_str s)
{
	size_t n = 0;
	if (s.len == 0 || !is_alpha(s.ptr[0]))
		return 0;
	while (n < s.len && (is_alpha(s.ptr[n]) || is_digit(s.ptr[n]) || strchr("+-.", s.ptr[n])))
		n++;
	return n < s.len && s.ptr[n] == ':' ? n : 0;
}

static bool is_web(struct bw_str scheme)
{
	return bw_str_eq(scheme, BW_STR("http")) || bw_str_eq(scheme, BW_STR("https"));
}

/* First of the stop bytes at or after from, or the length. */
static size_t span(struct bw_str s, size_t from, const char *stops)
{
	while (from < s.len && (!s.ptr[from] || !strchr(stops, s.ptr[from])))
		from++;
	return from;
}

/* Writes what may stand in an address as it is and the rest as %XX; an escape that is there is kept. */
static struct bw_str escape(struct bw_arena *a, struct bw_str s, const char *forbidden)
{
	struct bw_buf out;
	bw_buf_init(&out, 3 * TEXT_MAX);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c <= ' ' || c >= 0x7F || strchr(forbidden, c))
			bw_buf_printf(&out, "%%%02X", c);
		else
			bw_buf_char(&out, (char)c);
	}
	struct bw_str copy = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	return copy;
}

/* "." and ".." also when written with %2e; a segment ends at '/'. */
static int dots(struct bw_str segment)
{
	int n = 0;
	for (size_t i = 0; i < segment.len; n++) {
		if (segment.ptr[i] == '.')
			i++;
		else if (bw_str_starts_ascii_nocase(bw_str_from_pos(segment, i), BW_STR("%2e")))
			i += 3;
		else
			return 0;
	}
	return n <= 2 ? n : 0;
}

/* RFC 3986, 5.2.4, on a path that starts with '/': out never grows past the input, and each step back drops what a step
 * forward put there. */
static struct bw_str remove_dots(struct bw_arena *a, struct bw_str path)
{
	char *out = bw_arena_alloc(a, path.len + 2);
	size_t n = 0;
	struct bw_str rest = bw_str_from_pos(path, 1), segment;
	while (bw_str_split(&rest, '/', &segment)) {
		int up = dots(segment);
		if (up == 2)
			while (n > 0 && out[--n] != '/')
				;
		if (up == 0 || !rest.ptr)
			out[n++] = '/';
		if (up == 0 && segment.len) {
			memcpy(out + n, segment.ptr, segment.len);
			n += segment.len;
		}
	}
	return (struct bw_str){out, n};
}

/* Host names are compared by eye and by machine: escapes undone, international names in the form that is sent. */
static int read_host(struct bw_arena *a, struct bw_str raw, struct bw_str *host, struct bw_err *err)
{
	char plain[HOST_MAX + 1], wire[HOST_MAX + 1];
	size_t n = 0, len;
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		if (n == HOST_MAX)
			return bw_err_set(err, BW_EINPUT, "The host name is longer than %d bytes.", HOST_MAX);
		if (c == '%' && raw.len - i > 2 && hex_value(raw.ptr[i + 1]) >= 0 && hex_value(raw.ptr[i + 2]) >= 0) {
			c = (char)(hex_value(raw.ptr[i + 1]) << 4 | hex_value(raw.ptr[i + 2]));
			i += 2;
		}
		if ((unsigned char)c <= ' ' || c == 0x7F || strchr("#%/:<>?@[\\]^|\"`{}", c))
			return bw_err_set(err, BW_EINPUT,
					  "The host name holds a character that no host name may hold.");
		plain[n++] = c;
	}
	struct bw_str name = {plain, n};
	bool ascii = true;
	for (size_t i = 0; i < n; i++)
		ascii = ascii && (unsigned char)plain[i] < 0x80;
	if (ascii) {
		*host = lower_ascii(a, name);
		return BW_OK;
	}
	if (!bw_utf8_valid(name) || !bw_uni_host_ascii(name, wire, HOST_MAX, &len))
		return bw_err_set(err, BW_EINPUT, "The host name is no possible international name.");
	*host = bw_arena_str(a, (struct bw_str){wire, len});
	return BW_OK;
}

static int read_ipv6(struct bw_arena *a, struct bw_str raw, struct bw_str *host, struct bw_err *err)
{
	for (size_t i = 1; i + 1 < raw.len; i++)
		if (hex_value(raw.ptr[i]) < 0 && raw.ptr[i] != ':' && raw.ptr[i] != '.')
			return bw_err_set(err, BW_EINPUT, "The address in brackets is no IPv6 address.");
	if (raw.len < 4 || raw.len > 48)
		return bw_err_set(err, BW_EINPUT, "The address in brackets is no IPv6 address.");
	*host = lower_ascii(a, raw);
	return BW_OK;
}

static int read_port(struct bw_arena *a, struct bw_str text, struct bw_url *out, struct bw_err *err)
{
	int64_t port;
	if (text.len == 0)
		return BW_OK;
	if (!bw_str_to_i64(text, &port) || port > 65535)
		return bw_err_set(err, BW_EINPUT, "The port is no number up to 65535.");
	bool is_default = (port == 80 && bw_str_eq(out->scheme, BW_STR("http"))) ||
			  (port == 443 && bw_str_eq(out->scheme, BW_STR("https")));
	if (!is_default)
		out->port = bw_arena_printf(a, "%d", (int)port);
	return BW_OK;
}

/* [userinfo@]host[:port] */
static int read_authority(struct bw_arena *a, struct bw_str text, struct bw_url *out, struct bw_err *err)
{
	size_t at = bw_str_rfind_char(text, '@');
	if (at != BW_NPOS)
		text = bw_str_from_pos(text, at + 1);
	size_t end = bw_str_find_char(text, ':', 0);
	bool bracket = text.len && text.ptr[0] == '[';
	if (bracket) {
		end = bw_str_find_char(text, ']', 0);
		if (end == BW_NPOS)
			return bw_err_set(err, BW_EINPUT, "The bracket of the address is not closed.");
		end++;
		if (end < text.len && text.ptr[end] != ':')
			return bw_err_set(err, BW_EINPUT, "Something stands between the bracket and the port.");
	}
	struct bw_str host = bw_str_sub(text, 0, end);
	if (host.len == 0 && (is_web(out->scheme) || end < text.len))
		return bw_err_set(err, BW_EINPUT, "The address has no host.");
	int rc = bracket ? read_ipv6(a, host, &out->host, err) : read_host(a, host, &out->host, err);
	if (rc)
		return rc;
	if (bw_str_starts(out->host, BW_STR(".")))
		return bw_err_set(err, BW_EINPUT, "The host name begins with a point.");
	return end < text.len ? read_port(a, bw_str_from_pos(text, end + 1), out, err) : BW_OK;
}

static struct bw_str read_path(struct bw_arena *a, struct bw_str path, bool web)
{
	bool rooted = path.len && (path.ptr[0] == '/' || (web && path.ptr[0] == '\\'));
	if (!web)
		return escape(a, rooted ? remove_dots(a, path) : path, "");
	char *p = (char *)bw_arena_printf(a, "%s%" BW_PRISTR, rooted ? "" : "/", BW_ARG(path)).ptr;
	for (char *c = p; *c; c++)
		if (*c == '\\')
			*c = '/';
	return escape(a, remove_dots(a, bw_str_from(p)), "\"<>`{}^|");
}

/* path [?query] [#fragment]. Escaping makes an address longer: what comes out must be short enough to be read again. */
static int read_rest(struct bw_arena *a, struct bw_str rest, struct bw_url *out, struct bw_err *err)
{
	size_t hash = span(rest, 0, "#");
	if (hash < rest.len)
		out->fragment = escape(a, bw_str_from_pos(rest, hash + 1), "\"<>`");
	rest.len = hash;
	size_t mark = span(rest, 0, "?");
	out->has_query = mark < rest.len;
	if (out->has_query)
		out->query = escape(a, bw_str_from_pos(rest, mark + 1), "\"<>'");
	out->path = read_path(a, bw_str_sub(rest, 0, mark), is_web(out->scheme));
	size_t len =
		out->scheme.len + out->host.len + out->port.len + out->path.len + out->query.len + out->fragment.len;
	if (len + sizeof("://:?#") > TEXT_MAX)
		return bw_err_set(err, BW_EINPUT, "The address is longer than %d bytes.", TEXT_MAX);
	return BW_OK;
}

int bw_url_parse(struct bw_arena *a, struct bw_str text, struct bw_url *out, struct bw_err *err)
{
	*out = (struct bw_url){0};
	if (text.len > TEXT_MAX)
		return bw_err_set(err, BW_EINPUT, "The address is longer than %d bytes.", TEXT_MAX);
	if (bw_str_find_char(text, '\0', 0) != BW_NPOS)
		return bw_err_set(err, BW_EINPUT, "The address holds a NUL byte.");
	text = tidy(a, text);
	size_t n = scheme_len(text);
	if (n == 0)
		return bw_err_set(err, BW_EINPUT, "The address has no scheme such as https://.");
	out->scheme = lower_ascii(a, bw_str_sub(text, 0, n));
	struct bw_str rest = bw_str_from_pos(text, n + 1);
	if (is_web(out->scheme)) {
		while (rest.len && strchr("/\\", rest.ptr[0]))
			rest = bw_str_from_pos(rest, 1);
	} else if (bw_str_starts(rest, BW_STR("//"))) {
		rest = bw_str_from_pos(rest, 2);
	} else {
		return read_rest(a, rest, out, err);
	}
	size_t end = span(rest, 0, is_web(out->scheme) ? "/\\?#" : "/?#");
	int rc = read_authority(a, bw_str_sub(rest, 0, end), out, err);
	return rc ? rc : read_rest(a, bw_str_from_pos(rest, end), out, err);
}

/* scheme://host[:port], or scheme: for an address without an authority */
static void put_start(struct bw_buf *b, const struct bw_url *u)
{
	bool slashes = u->host.len || (u->path.len && u->path.ptr[0] == '/');
	bw_buf_printf(b, "%" BW_PRISTR ":%s%" BW_PRISTR, BW_ARG(u->scheme), slashes ? "//" : "", BW_ARG(u->host));
	if (u->port.len)
		bw_buf_printf(b, ":%" BW_PRISTR, BW_ARG(u->port));
}

struct bw_str bw_url_text(struct bw_arena *a, const struct bw_url *u)
{
	struct bw_buf b;
	bw_buf_init(&b, 16 * TEXT_MAX);
	put_start(&b, u);
	bw_buf_str(&b, u->path);
	if (u->has_query)
		bw_buf_printf(&b, "?%" BW_PRISTR, BW_ARG(u->query));
	if (u->fragment.len)
		bw_buf_printf(&b, "#%" BW_PRISTR, BW_ARG(u->fragment));
	struct bw_str text = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return text;
}

/* The part of the base that a relative reference keeps (RFC 3986, 5.2.2), without a fragment. */
static void put_base(struct bw_buf *b, const struct bw_url *base, struct bw_str ref)
{
	char first = ref.len ? ref.ptr[0] : '\0';
	put_start(b, base);
	if (first == '/' || (first == '\\' && is_web(base->scheme)))
		return;
	size_t keep = base->path.len;
	if (first && first != '?' && first != '#')
		keep = bw_str_rfind_char(base->path, '/') + 1;
	bw_buf_str(b, bw_str_sub(base->path, 0, keep));
	if ((!first || first == '#') && base->has_query)
		bw_buf_printf(b, "?%" BW_PRISTR, BW_ARG(base->query));
}

int bw_url_resolve(struct bw_arena *a, struct bw_str base, struct bw_str ref, struct bw_str *out, struct bw_err *err)
{
	struct bw_url from, to;
	struct bw_buf b;
	*out = BW_STR_NONE;
	if (ref.len > TEXT_MAX)
		return bw_err_set(err, BW_EINPUT, "The address is longer than %d bytes.", TEXT_MAX);
	if (bw_str_find_char(ref, '\0', 0) != BW_NPOS)
		return bw_err_set(err, BW_EINPUT, "The address holds a NUL byte.");
	int rc = bw_url_parse(a, base, &from, err);
	if (rc)
		return rc;
	ref = tidy(a, ref);
	bool web = is_web(from.scheme);
	bw_buf_init(&b, 4 * TEXT_MAX);
	if (!scheme_len(ref)) {
		if (ref.len > 1 && (ref.ptr[0] == '/' || (web && ref.ptr[0] == '\\')) &&
		    (ref.ptr[1] == '/' || (web && ref.ptr[1] == '\\')))
			bw_buf_printf(&b, "%" BW_PRISTR ":", BW_ARG(from.scheme));
		else if (from.path.len && from.path.ptr[0] == '/')
			put_base(&b, &from, ref);
		else
			rc = bw_err_set(err, BW_EINPUT, "A relative address cannot stand on a base of this kind.");
	}
	bw_buf_str(&b, ref);
	if (!rc)
		rc = bw_url_parse(a, bw_buf_view(&b), &to, err);
	if (!rc)
		*out = bw_url_text(a, &to);
	bw_buf_release(&b);
	return rc;
}

struct bw_str bw_url_origin(struct bw_arena *a, struct bw_str text)
{
	struct bw_url u;
	struct bw_buf b;
	if (bw_url_parse(a, text, &u, NULL) || !u.host.len)
		return BW_STR_NONE;
	bw_buf_init(&b, 2 * TEXT_MAX);
	put_start(&b, &u);
	struct bw_str origin = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return origin;
}

bool bw_url_same_host(struct bw_arena *a, struct bw_str x, struct bw_str y)
{
	struct bw_url u, v;
	if (bw_url_parse(a, x, &u, NULL) || bw_url_parse(a, y, &v, NULL))
		return false;
	return u.host.len && bw_str_eq(u.host, v.host);
}
