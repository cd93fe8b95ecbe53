#include "annotate/kinds_part.h"
#include "core/utf8.h"

/*
 * Who made the text, or reported it first, as the text itself says. Read in the order of how sure each place is: the
 * dateline, the author line, a credit at the end, a clause such as ", Reuters reported on Monday". Only words that
 * stand there are given back.
 */
enum { DATELINE_BYTES = 120, NAME_TOKENS = 6, LEAD_SENTENCES = 12 };

struct reader {
	const struct bw_kinds *kinds;
	struct bw_str text;
	const struct bw_token *tokens;
	uint32_t n;
};

static bool is_word(const struct reader *r, uint32_t i, const char *const *words)
{
	for (; i < r->n && *words; words++)
		if (bw_str_eq_ascii_nocase(bw_token_text(r->text, &r->tokens[i]), bw_str_from(*words)))
			return true;
	return false;
}

static bool is_dash(const struct reader *r, uint32_t i)
{
	if (i >= r->n || r->tokens[i].kind != BW_TOKEN_PUNCT)
		return false;
	size_t pos = r->tokens[i].start;
	uint32_t cp = bw_utf8_next(r->text, &pos);
	return cp == '-' || cp == 0x2013 || cp == 0x2014;
}

static bool is_sign(const struct reader *r, uint32_t i, char c)
{
	return i < r->n && r->tokens[i].end - r->tokens[i].start == 1 && r->text.ptr[r->tokens[i].start] == c;
}

static struct bw_str span(const struct reader *r, uint32_t first, uint32_t end)
{
	return bw_str_sub(r->text, r->tokens[first].start, r->tokens[end - 1].end - r->tokens[first].start);
}

/* "LIMA, Sept 8 (AFP) - A dam": the name in brackets before the dash. */
static struct bw_str from_dateline(const struct reader *r)
{
	for (uint32_t i = 1; i < r->n && r->tokens[i].start < DATELINE_BYTES; i++) {
		uint32_t end = i + 1;
		if (memchr(r->text.ptr + r->tokens[i - 1].end, '\n', r->tokens[i].start - r->tokens[i - 1].end))
			return BW_STR_NONE;
		if (!is_sign(r, i, '('))
			continue;
		while (end < r->n && !is_sign(r, end, ')') && end - i <= NAME_TOKENS)
			end++;
		if (end > i + 1 && is_sign(r, end, ')') && is_dash(r, end + 1) &&
		    (r->tokens[i + 1].flags & BW_TOKEN_CAPITAL) && (r->tokens[0].flags & BW_TOKEN_CAPITAL))
			return span(r, i + 1, end);
	}
	return BW_STR_NONE;
}

static bool is_agency(const struct bw_kinds *k, struct bw_str name)
{
	struct bw_arena a;
	bw_arena_init(&a);
	bool known = bw_map_get(&k->agencies, bw_str_hash(bw_uni_fold(&a, name))) != NULL;
	bw_arena_release(&a);
	return known;
}

/* An author line that begins with a known agency, or that is one bare capitalised word other than the publisher: people
 * sign with two. */
static struct bw_str from_author(const struct bw_kinds *k, const struct bw_article *article)
{
	struct bw_str rest = article->author, first;
	if (!bw_str_split(&rest, ',', &first))
		return BW_STR_NONE;
	first = bw_str_trim(first);
	size_t slash = bw_str_find_char(first, '/', 0);
	if (slash != BW_NPOS)
		first = bw_str_trim(bw_str_sub(first, 0, slash));
	if (is_agency(k, first))
		return first;
	if (!first.len || bw_str_find_char(first, ' ', 0) != BW_NPOS)
		return BW_STR_NONE;
	size_t pos = 0;
	bool own = bw_str_eq_ascii_nocase(first, article->publisher) ||
		   bw_str_eq_ascii_nocase(first, article->source) || bw_str_eq_ascii_nocase(first, BW_STR("staff")) ||
		   bw_str_eq_ascii_nocase(first, BW_STR("editors"));
	return !own && bw_uni_is_upper(bw_utf8_next(first, &pos)) ? first : BW_STR_NONE;
}

/* The run of capitalised words that ends at token end (exclusive), "of" and "the" inside it allowed. */
static uint32_t name_before(const struct reader *r, uint32_t end)
{
	static const char *const inner[] = {"of", "and", "&", NULL};
	uint32_t i = end;
	while (i > 0 && end - i < NAME_TOKENS) {
		const struct bw_token *t = &r->tokens[i - 1];
		bool capital = t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL);
		if (!capital && !(i < end && is_word(r, i - 1, inner)))
			break;
		i--;
	}
	while (i < end && !(r->tokens[i].flags & BW_TOKEN_CAPITAL))
		i++;
	static const char *const articles[] = {"the", "a", NULL};
	return i < end && is_word(r, i, articles) ? i + 1 : i;
}

static uint32_t name_after(const struct reader *r, uint32_t first)
{
	static const char *const inner[] = {"of", "and", "&", NULL};
	uint32_t i = first;
	while (i < r->n && i - first < NAME_TOKENS && r->tokens[i].kind == BW_TOKEN_WORD &&
	       ((r->tokens[i].flags & BW_TOKEN_CAPITAL) || (i > first && is_word(r, i, inner))))
		i++;
	while (i > first && !(r->tokens[i - 1].flags & BW_TOKEN_CAPITAL))
		i--;
	return i;
}

/* Token i is "reported". */
static struct bw_str from_report(const struct reader *r, uint32_t i)
{
	static const char *const by[] = {"by", NULL}, *const the[] = {"the", NULL},
				 *const first_word[] = {"first", NULL};
	static const char *const as[] = {"as", "first", "was", "previously", "earlier", NULL};
	static const char *const after[] = {"on",        "earlier",  "citing", "monday",   "tuesday",
					    "wednesday", "thursday", "friday", "saturday", "sunday",
					    "yesterday", "last",     "this",   NULL};
	if (i > 0 && is_word(r, i + 1, by) && is_word(r, i - 1, as)) {
		uint32_t start = i + 2 + is_word(r, i + 2, the), end = name_after(r, start);
		return end > start ? span(r, start, end) : BW_STR_NONE;
	}
	bool is_first = i > 0 && is_word(r, i - 1, first_word);
	uint32_t end = i - is_first, start = name_before(r, end);
	if (start == end || start == 0)
		return BW_STR_NONE;
	uint32_t before = start - 1 - is_word(r, start - 1, the);
	bool closes = is_sign(r, i + 1, '.') || is_sign(r, i + 1, ',') || is_word(r, i + 1, after);
	return is_first || (before < r->n && is_sign(r, before, ',') && closes) ? span(r, start, end) : BW_STR_NONE;
}

/* A last paragraph that is nothing but a credit: "- AP", "Source: AFP", "(AFP)". */
static struct bw_str from_tail(const struct reader *r, const struct bw_layer *body)
{
	if (body->n_sentences < 2)
		return BW_STR_NONE;
	const struct bw_sentence *s = &body->sentences[body->n_sentences - 1];
	uint32_t first = s->first, end = s->first + s->n_tokens;
	if (s->n_tokens > 8 || s->paragraph == body->sentences[body->n_sentences - 2].paragraph)
		return BW_STR_NONE;
	while (first < end &&
	       (r->tokens[first].kind == BW_TOKEN_PUNCT || !is_agency(r->kinds, span(r, first, first + 1))))
		first++;
	uint32_t stop = name_after(r, first);
	return first < end && stop > first ? span(r, first, stop) : BW_STR_NONE;
}

struct bw_str bw_credit_find(const struct bw_kinds *k, const struct bw_article *article, const struct bw_notes *notes)
{
	struct reader r = {k, article->text, notes->body.tokens, notes->body.n_tokens};
	static const char *const report[] = {"reported", "reports", NULL};
	struct bw_str credit = from_dateline(&r);
	if (!credit.len)
		credit = from_author(k, article);
	if (!credit.len)
		credit = from_tail(&r, &notes->body);
	for (uint32_t s = 0; !credit.len && s < notes->body.n_sentences && s < LEAD_SENTENCES; s++) {
		const struct bw_sentence *sentence = &notes->body.sentences[s];
		for (uint32_t i = sentence->first; !credit.len && i < sentence->first + sentence->n_tokens; i++)
			if (is_word(&r, i, report) && !(r.tokens[i].flags & BW_TOKEN_QUOTED))
				credit = from_report(&r, i);
	}
	return credit;
}
