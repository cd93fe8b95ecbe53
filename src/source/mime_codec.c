/* Transfer encodings and parameters. */
#include "source/mime.h"

enum { PARAM_PIECES_MAX = 64 };

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* Text that only claims to be base64: a blank within a line, or many characters that are none of its alphabet. */
static bool is_base64(struct bw_str s)
{
	struct bw_str head = bw_str_sub(s, 0, 4096);
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < head.len; i++) {
		char c = head.ptr[i];
		if (base64_value(c) >= 0 || c == '=')
			good++;
		else if (c != '\r' && c != '\n')
			bad++;
	}
	return bad * 20 <= good;
}

/* Padding ends four characters, not the text: pieces that were coded one by one stand behind one another. */
struct bw_str bw_mime_base64(struct bw_arena *a, struct bw_str s)
{
	if (!is_base64(s))
		return s;
	char *out = bw_arena_alloc(a, s.len / 4 * 3 + 3);
	size_t n = 0;
	uint32_t bits = 0;
	int have = 0;
	for (size_t i = 0; i < s.len; i++) {
		int v = base64_value(s.ptr[i]);
		if (s.ptr[i] == '=')
			have = 0;
		if (v < 0)
			continue;
		bits = bits << 6 | (uint32_t)v;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		out[n++] = (char)(bits >> have & 0xFF);
		if (!have)
			bits = 0;
	}
	return (struct bw_str){out, n};
}

/* Length of "=", blanks and a line end: a line that was broken for the wire. 0: it is none. */
static size_t soft_break(struct bw_str s, size_t i)
{
	size_t at = i + 1;
	while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t') && at - i < 80)
		at++;
	if (at < s.len && s.ptr[at] == '\r')
		at++;
	if (at < s.len && s.ptr[at] == '\n')
		return at + 1 - i;
	return at == s.len ? at - i : 0;
}

struct bw_str bw_mime_quoted_printable(struct bw_arena *a, struct bw_str s, bool header)
{
	char *out = bw_arena_alloc(a, s.len);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c != '=') {
			out[n++] = header && c == '_' ? ' ' : c;
			continue;
		}
		int high = s.len - i > 2 ? hex_value(s.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.ptr[i + 2]) : -1;
		size_t soft = low < 0 && !header ? soft_break(s, i) : 0;
		if (low >= 0)
			out[n++] = (char)(high << 4 | low);
		else if (!soft)
			out[n++] = c;
		i += low >= 0 ? 2 : soft ? soft - 1 : 0;
	}
	return (struct bw_str){out, n};
}

struct param {
	struct bw_str name, value; /* value: quotes off */
};

/* Blanks and comments. */
static size_t skip_blank(struct bw_str s, size_t i)
{
	int depth = 0;
	for (; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '(')
			depth++;
		else if (c == ')' && depth)
			depth--;
		else if (c == '\\' && depth)
			i++;
		else if (!depth && c != ' ' && c != '\t' && c != '\r' && c != '\n')
			break;
	}
	return i < s.len ? i : s.len;
}

/* A quoted string; a copy only where a backslash must go. */
static struct bw_str quoted(struct bw_arena *a, struct bw_str s, size_t *i)
{
	size_t from = *i + 1, at = from, n = 0;
	bool escapes = false;
	for (; at < s.len && s.ptr[at] != '"'; at++)
		if (s.ptr[at] == '\\' && at + 1 < s.len) {
			escapes = true;
			at++;
		}
	*i = at + (at < s.len);
	struct bw_str inside = bw_str_sub(s, from, at - from);
	if (!escapes)
		return inside;
	char *out = bw_arena_alloc(a, inside.len);
	for (size_t k = 0; k < inside.len; k++) {
		k += inside.ptr[k] == '\\' && k + 1 < inside.len;
		out[n++] = inside.ptr[k];
	}
	return (struct bw_str){out, n};
}

static bool is_bare(char c)
{
	return c != ';' && c != ' ' && c != '\t' && c != '\r' && c != '\n';
}

/* The next "; name=value"; the semicolon may be missing. */
static bool next_param(struct bw_arena *a, struct bw_str s, size_t *i, struct param *out)
{
	while (*i < s.len) {
		*i = skip_blank(s, *i);
		size_t from = *i;
		while (*i < s.len && is_bare(s.ptr[*i]) && s.ptr[*i] != '=' && s.ptr[*i] != '"')
			++*i;
		out->name = bw_str_sub(s, from, *i - from);
		*i = skip_blank(s, *i);
		if (*i < s.len && s.ptr[*i] == '=' && out->name.len) {
			*i = skip_blank(s, *i + 1);
			if (*i < s.len && s.ptr[*i] == '"') {
				out->value = quoted(a, s, i);
				return true;
			}
			for (from = *i; *i < s.len && is_bare(s.ptr[*i]);)
				++*i;
			out->value = bw_str_sub(s, from, *i - from);
			return true;
		}
		*i += *i < s.len && (s.ptr[*i] == ';' || s.ptr[*i] == '=' || s.ptr[*i] == '"');
	}
	return false;
}

static struct bw_str undo_percent(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		int high = s.ptr[i] == '%' && s.len - i > 2 ? hex_value(s.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.ptr[i + 2]) : -1;
		out[n++] = low >= 0 ? (char)(high << 4 | low) : s.ptr[i];
		i += low >= 0 ? 2 : 0;
	}
	return (struct bw_str){out, n};
}

/* RFC 2231: the number of "name*3" and "name*3*", 0 of "name*"; -1: it is no piece of this name. */
static int piece_number(struct bw_str got, struct bw_str name, bool *coded)
{
	int64_t number = 0;
	if (!bw_str_starts_ascii_nocase(got, name) || got.len == name.len || got.ptr[name.len] != '*')
		return -1;
	struct bw_str rest = bw_str_from_pos(got, name.len + 1);
	*coded = !rest.len || rest.ptr[rest.len - 1] == '*';
	if (*coded && rest.len)
		rest.len--;
	if (rest.len && (!bw_str_to_i64(rest, &number) || number >= PARAM_PIECES_MAX))
		return -1;
	return (int)number;
}

/* charset'language'text: the text as UTF-8. */
static struct bw_str undo_charset(struct bw_arena *a, struct bw_str s)
{
	size_t first = bw_str_find_char(s, '\'', 0);
	size_t second = first == BW_NPOS ? BW_NPOS : bw_str_find_char(s, '\'', first + 1);
	if (second == BW_NPOS)
		return s;
	return bw_mime_decode(a, bw_str_from_pos(s, second + 1), bw_str_sub(s, 0, first));
}

static struct bw_str joined(struct bw_arena *a, const struct bw_str piece[PARAM_PIECES_MAX], bool charset)
{
	size_t len = 0, n = 0;
	for (int i = 0; i < PARAM_PIECES_MAX && piece[i].ptr; i++)
		len += piece[i].len;
	char *out = bw_arena_alloc(a, len);
	for (int i = 0; i < PARAM_PIECES_MAX && piece[i].ptr; i++) {
		if (piece[i].len)
			memcpy(out + n, piece[i].ptr, piece[i].len);
		n += piece[i].len;
	}
	struct bw_str s = {out, n};
	return charset ? undo_charset(a, s) : s;
}

struct bw_str bw_mime_param(struct bw_arena *a, struct bw_str value, struct bw_str name)
{
	struct bw_str piece[PARAM_PIECES_MAX] = {{0}};
	struct param p;
	bool charset = false, coded = false, any = false;
	size_t i = bw_str_find_char(value, ';', 0);
	if (i == BW_NPOS)
		i = bw_str_find_char(value, ' ', 0);
	while (i != BW_NPOS && next_param(a, value, &i, &p)) {
		if (bw_str_eq_ascii_nocase(p.name, name))
			return p.value;
		int number = piece_number(p.name, name, &coded);
		if (number < 0 || piece[number].ptr)
			continue;
		piece[number] = coded ? undo_percent(a, p.value) : p.value;
		charset = charset || (coded && number == 0);
		any = any || piece[number].ptr;
	}
	return any ? joined(a, piece, charset) : BW_STR_NONE;
}
