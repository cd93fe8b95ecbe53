#include "net/robots.h"

#include "core/buf.h"

/* A pattern longer than any address that is fetched can only match by its wildcards; it is not worth the memory. */
enum { PATTERN_MAX_BYTES = 4096, DELAY_MAX_S = 86400 };

/* Which groups the lines belong to that are being read. */
struct reader {
	struct bw_arena *arena;
	struct bw_str agent;
	bool for_agent, for_all; /* the group that is open */
	bool in_names;           /* the last line that counted was a user-agent line */
	bool named;              /* some group named the agent */
	struct bw_robots *mine, *all;
};

struct bw_str bw_robots_token(struct bw_str user_agent)
{
	size_t len = 0;
	while (len < user_agent.len) {
		char c = user_agent.ptr[len], low = (char)(c | 0x20);
		if (!(low >= 'a' && low <= 'z') && c != '_' && c != '-')
			break;
		len++;
	}
	return bw_str_sub(user_agent, 0, len);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char low = (char)(c | 0x20);
	return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool is_unreserved(unsigned char c)
{
	char low = (char)(c | 0x20);
	return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

/* RFC 9309, 2.2.2: compared after octets outside ASCII are percent-encoded and encoded unreserved ones decoded. */
static struct bw_str normalised(struct bw_arena *a, struct bw_str s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = bw_arena_alloc(a, s.len * 3 + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool encoded =
			c == '%' && i + 2 < s.len && hex_value(s.ptr[i + 1]) >= 0 && hex_value(s.ptr[i + 2]) >= 0;
		if (encoded) {
			c = (unsigned char)(hex_value(s.ptr[i + 1]) << 4 | hex_value(s.ptr[i + 2]));
			i += 2;
		}
		if ((encoded && !is_unreserved(c)) || c >= 0x80 || c <= 0x20) {
			out[len++] = '%';
			out[len++] = hex[c >> 4];
			out[len++] = hex[c & 15];
		} else {
			out[len++] = (char)c;
		}
	}
	return (struct bw_str){out, len};
}

static void name_line(struct reader *r, struct bw_str value)
{
	if (!r->in_names)
		r->for_agent = r->for_all = false;
	r->in_names = true;
	bool all = bw_str_eq(value, BW_STR("*"));
	bool mine = !all && bw_str_eq_ascii_nocase(bw_robots_token(value), r->agent) && r->agent.len;
	r->for_all = r->for_all || all;
	r->for_agent = r->for_agent || mine;
	r->named = r->named || mine;
}

static void rule_line(struct reader *r, struct bw_str value, bool allow)
{
	r->in_names = false;
	if (!value.len || value.len > PATTERN_MAX_BYTES || (value.ptr[0] != '/' && value.ptr[0] != '*'))
		return;
	if (!r->for_agent && !r->for_all)
		return;
	struct bw_robots_rule rule = {normalised(r->arena, value), allow};
	if (r->for_agent)
		*BW_PUSH(r->arena, &r->mine->rules) = rule;
	if (r->for_all)
		*BW_PUSH(r->arena, &r->all->rules) = rule;
}

/* Seconds, perhaps with a fraction. The line ends no run of user-agent lines: to the RFC it is an unknown record. */
static void delay_line(struct reader *r, struct bw_str value)
{
	size_t point = bw_str_find_char(value, '.', 0);
	struct bw_str tail = point == BW_NPOS ? BW_STR_NONE : bw_str_sub(value, point + 1, 3);
	int64_t whole = 0, part = 0;
	if (!bw_str_to_i64(bw_str_sub(value, 0, point == BW_NPOS ? value.len : point), &whole))
		return;
	if (tail.len && !bw_str_to_i64(tail, &part))
		return;
	for (size_t i = tail.len; i < 3; i++)
		part *= 10;
	int64_t ms = (whole < DELAY_MAX_S ? whole : DELAY_MAX_S) * 1000 + part;
	if (r->for_agent && ms > r->mine->delay_ms)
		r->mine->delay_ms = ms;
	if (r->for_all && ms > r->all->delay_ms)
		r->all->delay_ms = ms;
}

static void line(struct reader *r, struct bw_str text)
{
	size_t comment = bw_str_find_char(text, '#', 0);
	struct bw_str s = bw_str_sub(text, 0, comment == BW_NPOS ? text.len : comment);
	size_t colon = bw_str_find_char(s, ':', 0);
	if (colon == BW_NPOS)
		return;
	struct bw_str key = bw_str_trim(bw_str_sub(s, 0, colon)), value = bw_str_trim(bw_str_from_pos(s, colon + 1));
	if (bw_str_eq_ascii_nocase(key, BW_STR("user-agent")))
		name_line(r, value);
	else if (bw_str_eq_ascii_nocase(key, BW_STR("allow")))
		rule_line(r, value, true);
	else if (bw_str_eq_ascii_nocase(key, BW_STR("disallow")))
		rule_line(r, value, false);
	else if (bw_str_eq_ascii_nocase(key, BW_STR("crawl-delay")))
		delay_line(r, value);
}

void bw_robots_read(struct bw_arena *a, struct bw_str bytes, struct bw_str agent, struct bw_robots *out)
{
	struct bw_robots mine = {.delay_ms = -1}, all = {.delay_ms = -1};
	struct reader r = {.arena = a, .agent = agent, .mine = &mine, .all = &all};
	struct bw_str rest = bw_str_sub(bytes, 0, BW_ROBOTS_MAX_BYTES), lines, part;
	if (bw_str_starts(rest, BW_STR("\xEF\xBB\xBF")))
		rest = bw_str_from_pos(rest, 3);
	while (bw_str_split(&rest, '\n', &lines))
		while (bw_str_split(&lines, '\r', &part))
			line(&r, part);
	*out = r.named ? mine : all;
}

/* The pieces between wildcards, each found as early as it can be: since a pattern is a prefix, an early match never
 * loses a later one. Only a "$" asks for the last piece at the very end. */
static bool matches(struct bw_str pattern, struct bw_str path)
{
	bool to_end = bw_str_ends(pattern, BW_STR("$"));
	size_t pos = 0;
	struct bw_str rest = bw_str_sub(pattern, 0, pattern.len - to_end);
	for (bool first = true;; first = false) {
		size_t star = bw_str_find_char(rest, '*', 0);
		struct bw_str piece = bw_str_sub(rest, 0, star == BW_NPOS ? rest.len : star);
		bool last = star == BW_NPOS;
		if (first && !bw_str_starts(path, piece))
			return false;
		if (first)
			pos = piece.len;
		if (last && to_end)
			return first ? pos == path.len : path.len - pos >= piece.len && bw_str_ends(path, piece);
		if (!first && (pos = bw_str_find(path, piece, pos)) == BW_NPOS)
			return false;
		pos += first ? 0 : piece.len;
		if (last)
			return true;
		rest = bw_str_from_pos(rest, star + 1);
	}
}

bool bw_robots_allow(struct bw_arena *a, const struct bw_robots *robots, struct bw_str path, struct bw_str *rule)
{
	struct bw_str p = normalised(a, path);
	const struct bw_robots_rule *best = NULL;
	if (rule)
		*rule = BW_STR_NONE;
	if (bw_str_eq(path, BW_STR("/robots.txt")))
		return true;
	for (size_t i = 0; i < robots->rules.len; i++) {
		const struct bw_robots_rule *r = &robots->rules.ptr[i];
		bool longer = !best || r->path.len > best->path.len || (r->path.len == best->path.len && r->allow);
		if (longer && matches(r->path, p))
			best = r;
	}
	if (rule && best && !best->allow)
		*rule = best->path;
	return !best || best->allow;
}
