#include "annotate/figures_part.h"
#include "core/utf8.h"

/* Reading digits without the C library, whose decimal point follows a locale. */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

enum { DIGITS_MAX = 20, GROUPS_MAX = 6 };

struct groups {
	uint32_t len[GROUPS_MAX + 1], n;
	char sign[GROUPS_MAX];
};

/* Digits in groups with points or commas between; false when there are too many. */
static bool split_groups(struct bw_str s, struct groups *g, struct bw_digits *out, double *whole)
{
	*g = (struct groups){.n = 1};
	*whole = 0;
	for (; out->used < s.len; out->used++) {
		char c = s.ptr[out->used];
		if (is_digit(c)) {
			if (++out->count > DIGITS_MAX)
				return false;
			*whole = *whole * 10 + (c - '0');
			g->len[g->n - 1]++;
			continue;
		}
		bool inner = (c == '.' || c == ',') && out->used + 1 < s.len && is_digit(s.ptr[out->used + 1]);
		if (!inner)
			break;
		if (g->n > GROUPS_MAX)
			return false;
		g->sign[g->n - 1] = c;
		g->n++;
	}
	return out->count > 0;
}

/* The groups from..to (exclusive) behind the first hold three digits, or two and three as in India. */
static bool is_grouping(const struct groups *g, uint32_t to)
{
	for (uint32_t i = 1; i < to; i++) {
		bool last = i + 1 == to;
		if (g->sign[i - 1] != g->sign[0] || (g->len[i] != 3 && (last || g->len[i] != 2)))
			return false;
	}
	return g->len[0] >= 1 && g->len[0] <= 3;
}

bool bw_digits_read(struct bw_str s, bool comma, struct bw_digits *out)
{
	struct groups g;
	double whole;
	*out = (struct bw_digits){0};
	if (!split_groups(s, &g, out, &whole))
		return false;
	char decimal = comma ? ',' : '.';
	uint32_t tail = g.len[g.n - 1];
	bool has_fraction = false;
	out->zero = s.ptr[0] == '0' && g.len[0] > 1;
	if (g.n == 1) {
		out->integer = true;
	} else if (g.n == 2 && (g.sign[0] == decimal || tail < 3)) {
		has_fraction = true;
		out->strange = g.sign[0] != decimal;
	} else if (is_grouping(&g, g.n)) {
		out->integer = out->grouped = true;
		out->strange = g.sign[0] == decimal;
	} else if (g.n > 2 && g.sign[g.n - 2] != g.sign[0] && is_grouping(&g, g.n - 1)) {
		has_fraction = out->grouped = true;
		out->strange = g.sign[0] == decimal;
	} else {
		return false;
	}
	for (; has_fraction && tail; tail--)
		whole /= 10;
	out->value = whole;
	return true;
}

const struct bw_figure_word *bw_figure_any(const struct bw_figures *f, const struct bw_map *map, struct bw_str text)
{
	const uint64_t *at = text.len ? bw_map_get(map, bw_str_hash(text)) : NULL;
	return at ? &f->any.ptr[*at - 1] : NULL;
}

/* Cuts a currency sign with its letters off the front ("US$5"); of an unknown one ("XY$") the sign alone counts. */
static void cut_currency(const struct bw_figure_reader *r, struct bw_str *s, struct bw_numeral *out)
{
	size_t n = 0;
	while (n < s->len && !is_digit(s->ptr[n]))
		n++;
	if (!n || n == s->len)
		return;
	struct bw_str sign = bw_str_sub(*s, 0, n);
	const struct bw_figure_word *w = bw_figure_any(r->figures, &r->figures->signs, sign);
	out->money = true;
	out->currency = w ? bw_figure_currency(r, w) : sign;
	*s = bw_str_from_pos(*s, n);
}

/* "1 250 000": groups of three digits with one space between. English does so only in round numbers and long ones. */
static uint32_t join_groups(const struct bw_figure_reader *r, uint32_t i, double *value, bool *grouped)
{
	uint32_t at = i, n = r->tokens[i].end - r->tokens[i].start;
	double v = *value;
	if (n > 3)
		return i;
	while (at + 1 < r->end && r->tokens[at + 1].kind == BW_TOKEN_NUMBER && at - i < 4) {
		const struct bw_token *t = &r->tokens[at + 1];
		struct bw_digits d;
		if (t->end - t->start < 3 || t->start - r->tokens[at].end > 3 ||
		    memchr(r->text.ptr + r->tokens[at].end, '\n', t->start - r->tokens[at].end))
			break;
		struct bw_str text = bw_figure_text(r, at + 1);
		if (!bw_digits_read(text, r->comma, &d) || d.count < 3 || !is_digit(text.ptr[2]) ||
		    (text.len > 3 && is_digit(text.ptr[3])))
			break;
		v = v * 1000 + d.value;
		at++;
	}
	bool round = at > i && bw_str_eq(bw_figure_text(r, at), BW_STR("000"));
	if (at == i || (!r->comma && !round && at < i + 2))
		return i;
	*value = v;
	*grouped = true;
	return at;
}

static void read_scales(const struct bw_figure_reader *r, struct bw_numeral *n)
{
	const struct bw_figure_word *w;
	while ((w = bw_figure_word_at(r, n->end, BW_FIG_SCALE))) {
		n->scale *= w->factor;
		n->end += r->hit_len[n->end];
		if (bw_figure_sign_at(r, n->end, '.') && bw_figure_is_joined(r, n->end) && n->end + 1 < r->end &&
		    r->tokens[n->end + 1].kind == BW_TOKEN_WORD)
			n->end++; /* "Mio." */
	}
	const struct bw_figure_word *half = bw_figure_word_at(r, n->end + 1, BW_FIG_FRACTION);
	if (n->scale > 1 && half && half->factor > 0.4 && bw_figure_word_at(r, n->end, BW_FIG_JOINT)) {
		n->value += half->factor;
		n->end += 2;
	}
}

static bool read_digits(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out)
{
	struct bw_digits d;
	struct bw_str s = bw_figure_text(r, i);
	cut_currency(r, &s, out);
	if (!bw_digits_read(s, r->comma, &d) || d.zero)
		return false;
	out->rest = bw_str_from_pos(s, d.used);
	out->value = d.value;
	out->digits = true;
	out->grouped = d.grouped;
	out->strange = d.strange;
	out->count = d.count;
	uint32_t last = i;
	if (d.integer && !out->rest.len && !d.grouped)
		last = join_groups(r, i, &out->value, &out->grouped);
	if (last > i) {
		struct bw_str tail = bw_figure_text(r, last);
		out->rest = bw_str_from_pos(tail, 3);
		out->rest =
			out->rest.len && (out->rest.ptr[0] == ',' || out->rest.ptr[0] == '.') ? BW_STR_NONE : out->rest;
	}
	out->plain = d.integer && !out->grouped && !out->rest.len && !out->money;
	out->end = last + 1;
	return true;
}

/* "½" and its kin. */
static double small_fraction(struct bw_str s)
{
	size_t pos = 0;
	if (s.len < 2 || (unsigned char)s.ptr[0] < 0xC2)
		return 0;
	uint32_t cp = bw_utf8_next(s, &pos);
	return cp == 0xBC ? 0.25 : cp == 0xBD ? 0.5 : cp == 0xBE ? 0.75 : 0;
}

/* "EUR5m" is one word. */
static bool is_glued_code(const struct bw_figure_reader *r, uint32_t i)
{
	struct bw_str s = bw_figure_text(r, i);
	if (s.len < 3 || !(r->tokens[i].flags & BW_TOKEN_CAPITAL))
		return false;
	size_t n = is_digit(s.ptr[2]) ? 2 : s.len > 3 && is_digit(s.ptr[3]) ? 3 : 0;
	return n && bw_figure_any(r->figures, &r->figures->signs, bw_str_sub(s, 0, n));
}

bool bw_numeral_read(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out)
{
	*out = (struct bw_numeral){.first = i, .end = i, .scale = 1};
	if (i >= r->end)
		return false;
	const struct bw_token *t = &r->tokens[i];
	unsigned char c = (unsigned char)r->text.ptr[t->start];
	bool digits =
		t->kind == BW_TOKEN_NUMBER || (t->kind == BW_TOKEN_WORD && c >= '0' && c <= '9') || is_glued_code(r, i);
	if (digits ? !read_digits(r, i, out) : !bw_numeral_spelled(r, i, out))
		return false;
	if (digits && out->end < r->end && small_fraction(bw_figure_text(r, out->end)) > 0) {
		out->value += small_fraction(bw_figure_text(r, out->end));
		out->end++;
	}
	if (!digits || !out->rest.len)
		read_scales(r, out);
	if (out->scale > 1)
		out->plain = false;
	out->raw = out->value;
	out->value *= out->scale;
	return out->end <= r->end;
}

static bool is_ordinal(struct bw_str rest)
{
	static const char *const tails[] = {"st", "nd", "rd",       "th",       "er",
					    "e",  "re", "\xC2\xBA", "\xC2\xAA", "\xC2\xB0"};
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (bw_str_eq_ascii_nocase(rest, bw_str_from(tails[i])))
			return true;
	return false;
}

int bw_numeral_int(const struct bw_figure_reader *r, uint32_t i)
{
	struct bw_digits d;
	if (i >= r->end)
		return -1;
	struct bw_str s = bw_figure_text(r, i);
	if (!s.len || !is_digit(s.ptr[0]) || !bw_digits_read(s, r->comma, &d) || !d.integer || d.grouped || d.count > 6)
		return -1;
	struct bw_str rest = bw_str_from_pos(s, d.used);
	return !rest.len || is_ordinal(rest) ? (int)d.value : -1;
}
