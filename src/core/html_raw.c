/* What is not read as markup: text up to a certain end tag, comments, declarations; and the names of attributes. */
#include "core/html_part.h"

#include <stdlib.h>

enum { FEW_ATTRS = 16 };

static bool same_letters(const char *s, const char *low, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 0x20 : s[i]) != low[i])
			return false;
	return true;
}

/* At pos stands this name, and then a byte that ends one. */
static bool is_name(struct bw_str s, size_t pos, struct bw_str low)
{
	return low.len && s.len - pos > low.len && same_letters(s.ptr + pos, low.ptr, low.len) &&
	       bw_html_is(s.ptr[pos + low.len], BW_BYTE_TAG_END);
}

static bool is_end_tag(struct bw_str s, size_t lt, struct bw_str name)
{
	return lt + 2 < s.len && s.ptr[lt + 1] == '/' && is_name(s, lt + 2, name);
}

/* Inside "<!--" of a script: where the escape ends at pos or behind it, or where the script's end tag stands. A script
 * tag in it hides the end tag that belongs to it. */
static size_t skip_escape(struct bw_str s, size_t pos, struct bw_str name, bool *ended)
{
	bool hidden = false;
	for (size_t i = pos; i < s.len; i++) {
		if (s.ptr[i] == '>' && i >= pos + 2 && s.ptr[i - 1] == '-' && s.ptr[i - 2] == '-')
			return i + 1;
		if (s.ptr[i] != '<')
			continue;
		*ended = !hidden && is_end_tag(s, i, name);
		if (*ended)
			return i;
		bool close = i + 1 < s.len && s.ptr[i + 1] == '/';
		if (close == hidden && i + 1 + close < s.len && is_name(s, i + 1 + close, BW_STR("script")))
			hidden = !hidden;
	}
	*ended = true;
	return s.len;
}

size_t bw_html_raw_end(struct bw_str s, size_t pos, enum bw_lex_state state, struct bw_str name)
{
	bool ended = false;
	while ((pos = bw_str_find_char(s, '<', pos)) != BW_NPOS && !is_end_tag(s, pos, name)) {
		bool escape = state == BW_LEX_SCRIPT && bw_str_starts(bw_str_from_pos(s, pos), BW_STR("<!--"));
		pos = escape ? skip_escape(s, pos + 2, name, &ended) : pos + 1;
		if (ended)
			return pos;
	}
	return pos == BW_NPOS ? s.len : pos;
}

/* Where the comment text that begins at `from` ends, and *behind it the comment itself. */
static size_t comment_end(struct bw_str s, size_t from, size_t *behind)
{
	static const struct bw_str unfinished[] = {{"--!", 3}, {"--", 2}, {"-", 1}};
	struct bw_str rest = bw_str_from_pos(s, from);
	size_t gt = from;
	if (bw_str_starts(rest, BW_STR(">")) || bw_str_starts(rest, BW_STR("->"))) {
		*behind = from + (rest.ptr[0] == '>' ? 1 : 2);
		return from;
	}
	for (; (gt = bw_str_find_char(s, '>', gt)) != BW_NPOS; gt++) {
		struct bw_str text = bw_str_sub(s, from, gt - from);
		size_t cut = bw_str_ends(text, BW_STR("--")) ? 2 : bw_str_ends(text, BW_STR("--!")) ? 3 : 0;
		*behind = gt + 1;
		if (cut)
			return gt - cut;
	}
	*behind = s.len;
	for (size_t i = 0; i < 3; i++)
		if (bw_str_ends(rest, unfinished[i]))
			return s.len - unfinished[i].len;
	return s.len;
}

size_t bw_html_skip(struct bw_str s, size_t pos)
{
	size_t behind;
	if (bw_str_starts(bw_str_from_pos(s, pos), BW_STR("<!--"))) {
		comment_end(s, pos + 4, &behind);
		return behind;
	}
	size_t gt = bw_str_find_char(s, '>', pos);
	return gt == BW_NPOS ? s.len : gt + 1;
}

struct doctype {
	struct bw_lexer *h;
	struct bw_lexeme *t;
	size_t i;
};

static bool at_space(struct doctype *d)
{
	while (d->i < d->h->s.len && bw_html_is(d->h->s.ptr[d->i], BW_BYTE_SPACE))
		d->i++;
	return d->i < d->h->s.len;
}

/* An identifier in quotes at i; false when none stands there. One that '>' or the input cuts off is kept as it is. */
static bool identifier(struct doctype *d, struct bw_str *out)
{
	bool ignored;
	if (!at_space(d) || (d->h->s.ptr[d->i] != '"' && d->h->s.ptr[d->i] != '\''))
		return false;
	size_t from = d->i + 1, end = from;
	while (end < d->h->s.len && d->h->s.ptr[end] != d->h->s.ptr[d->i] && d->h->s.ptr[end] != '>')
		end++;
	bool closed = end < d->h->s.len && d->h->s.ptr[end] != '>';
	*out = bw_html_fixed(d->h, from, end, BW_FIX_NUL, &ignored);
	d->i = end + closed;
	d->t->quirks |= !closed;
	return true;
}

static bool keyword(struct doctype *d, struct bw_str low)
{
	bool here = d->h->s.len - d->i >= low.len && same_letters(d->h->s.ptr + d->i, low.ptr, low.len);
	d->i += here ? low.len : 0;
	return here;
}

/* What stands behind the name (13.2.5.56 and after). */
static void doctype_identifiers(struct doctype *d)
{
	struct bw_str s = d->h->s;
	bool public = keyword(d, BW_STR("public"));
	bool system = !public && keyword(d, BW_STR("system"));
	if ((!public && !system) || !identifier(d, public ? &d->t->public : &d->t->system)) {
		d->t->quirks = true;
		return;
	}
	if (public && !d->t->quirks && at_space(d) && s.ptr[d->i] != '>')
		d->t->quirks |= !identifier(d, &d->t->system);
}

static bool lex_doctype(struct bw_lexer *h, size_t from, struct bw_lexeme *t)
{
	struct doctype d = {h, t, from};
	bool ignored;
	t->kind = BW_LEXEME_DOCTYPE;
	bool named = at_space(&d) && h->s.ptr[d.i] != '>';
	t->quirks = !named;
	if (named) {
		size_t name = d.i;
		while (d.i < h->s.len && !bw_html_is(h->s.ptr[d.i], BW_BYTE_VALUE_END))
			d.i++;
		t->name = bw_html_fixed(h, name, d.i, BW_FIX_NUL | BW_FIX_CASE, &ignored);
		if (at_space(&d) && h->s.ptr[d.i] != '>')
			doctype_identifiers(&d);
	}
	bool cut_off = !at_space(&d);
	size_t gt = bw_str_find_char(h->s, '>', d.i);
	t->quirks |= cut_off;
	t->to = h->pos = gt == BW_NPOS ? h->s.len : gt + 1;
	return true;
}

bool bw_html_declaration(struct bw_lexer *h, size_t lt, struct bw_lexeme *t)
{
	struct bw_str rest = bw_str_from_pos(h->s, lt);
	size_t behind;
	if (bw_str_starts(rest, BW_STR("<!--"))) {
		size_t end = comment_end(h->s, lt + 4, &behind);
		t->kind = BW_LEXEME_COMMENT;
		t->text = bw_html_fixed(h, lt + 4, end, BW_FIX_NUL, &t->changed);
		t->to = h->pos = behind;
		return true;
	}
	if (bw_str_starts_ascii_nocase(rest, BW_STR("<!doctype")))
		return lex_doctype(h, lt + 9, t);
	if (!h->cdata || !bw_str_starts(rest, BW_STR("<![CDATA[")))
		return bw_html_bogus(h, lt + 2, t);
	h->pos = lt + 9;
	h->state = BW_LEX_CDATA;
	return false;
}

/* By name, and where names are equal by place. */
static int by_name(const void *x, const void *y, void *attrs)
{
	uint32_t i = *(const uint32_t *)x, k = *(const uint32_t *)y;
	const struct bw_attr *at = attrs;
	int order = bw_str_cmp(at[i].name, at[k].name);
	return order ? order : i < k ? -1 : 1;
}

/* Marks the later ones of one name by taking their name off. Sorted, so that thousands of names cost no square. */
static void mark_repeated(struct bw_lexer *h, struct bw_attr *at, uint32_t n)
{
	if (n <= FEW_ATTRS) {
		for (uint32_t i = 1; i < n; i++)
			for (uint32_t k = 0; k < i && at[i].name.ptr; k++)
				if (bw_str_eq(at[i].name, at[k].name))
					at[i].name = BW_STR_NONE;
		return;
	}
	uint32_t *order = BW_ARRAY(h->arena, uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, n, sizeof *order, by_name, at);
	for (uint32_t i = 1, first = 0; i < n; i++) {
		bool same = bw_str_eq(at[order[i]].name, at[order[first]].name);
		if (same)
			at[order[i]].name = BW_STR_NONE;
		first = same ? first : i;
	}
}

void bw_html_drop_repeated(struct bw_lexer *h, uint32_t first)
{
	struct bw_attr *at = h->attrs.ptr + first;
	uint32_t n = (uint32_t)h->attrs.len - first, kept = 0;
	mark_repeated(h, at, n);
	for (uint32_t i = 0; i < n; i++)
		if (at[i].name.ptr)
			at[kept++] = at[i];
	h->attrs.len = first + kept;
}
