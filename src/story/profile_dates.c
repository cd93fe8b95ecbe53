#include "story/part.h"
#include "story/profile_words.h"

/* The days that sentences name for what they tell. A day of telling ("said on Tuesday", the dateline) is none. */
enum { MAX_DATES = 24, SPAN_DAYS = 31, DATELINE_TOKENS = 12, SAY_REACH = 3 };

struct read {
	const struct bw_article *article;
	const struct bw_notes *notes;
	const struct bw_layer *body;
	const struct bw_told_word *w;
};

/* "OSLO, 7 September (Agency) -": the day stands in the first words, before the mark that ends the line. */
static bool is_dateline(const struct read *r, const struct bw_figure *f, uint32_t next)
{
	const struct bw_sentence *s = &r->body->sentences[f->sentence];
	if (f->sentence || next > s->first + DATELINE_TOKENS || next >= r->body->n_tokens)
		return false;
	const struct bw_token *t = &r->body->tokens[next];
	char c = t->start < r->article->text.len ? r->article->text.ptr[t->start] : 0;
	return t->kind == BW_TOKEN_PUNCT && (c == '(' || c == '-' || c == ':' || (unsigned char)c == 0xE2);
}

/* The verb next to the day is one of telling. */
static bool is_telling(const struct read *r, const struct bw_sentence *s, uint32_t first)
{
	for (uint32_t i = first; i > s->first && first - i < SAY_REACH; i--) {
		if (r->w[i - 1].cues & BW_CUE_SAY)
			return true;
		if (r->w[i - 1].cues & BW_CUE_TOPIC)
			return false;
	}
	return false;
}

static bool has(const struct bw_profile_date *d, uint32_t stem)
{
	for (uint8_t i = 0; i < d->n_about; i++)
		if (d->about[i] == stem)
			return true;
	return false;
}

static void take_about(const struct read *r, const struct bw_sentence *s, int64_t i, struct bw_profile_date *d)
{
	if (i < (int64_t)s->first || i >= (int64_t)s->first + s->n_tokens || d->n_about == BW_FIGURE_ABOUT)
		return;
	const struct bw_told_word *w = &r->w[i];
	if ((w->cues & BW_CUE_TOPIC) && !has(d, w->stem))
		d->about[d->n_about++] = w->stem;
}

static bool is_not(const struct read *r, const struct bw_sentence *s, uint32_t first)
{
	enum { REACH = 2 };
	uint32_t from = first > s->first + REACH ? first - REACH : s->first;
	return bw_told_has(r->w, from, first, BW_CUE_NOT) && !bw_told_has(r->w, from, first, BW_CUE_PASS);
}

/* A day modifies what stands before it rather than what stands behind, so two words before count as near as one
 * behind. */
static void read_around(const struct read *r, const struct bw_sentence *s, uint32_t first, uint32_t next,
			struct bw_profile_date *d)
{
	uint32_t before = first, behind = next, end = s->first + s->n_tokens;
	while (d->n_about < BW_FIGURE_ABOUT && (before > s->first || behind < end)) {
		for (int k = 0; k < 2 && before > s->first; k++)
			take_about(r, s, (int64_t)--before, d);
		if (behind < end)
			take_about(r, s, (int64_t)behind++, d);
	}
}

static bool read_date(const struct read *r, const struct bw_figure *f, struct bw_profile_date *d)
{
	const struct bw_sentence *s = &r->body->sentences[f->sentence];
	uint32_t first = bw_told_token_at(r->body, f->start), next = bw_told_token_at(r->body, f->end);
	*d = (struct bw_profile_date){
		.from = bw_told_day(f->low), .to = bw_told_day(f->high), .start = s->start, .end = s->end};
	if (d->from == INT32_MIN || d->to == INT32_MAX || d->to < d->from || d->to - d->from > SPAN_DAYS ||
	    is_dateline(r, f, next) || is_telling(r, s, first) ||
	    bw_told_has(r->w, s->first, s->first + s->n_tokens, BW_CUE_GREW))
		return false;
	d->denied = is_not(r, s, first);
	d->corrects = bw_told_has(r->w, s->first, s->first + s->n_tokens, BW_CUE_CORRECTS);
	read_around(r, s, first, next, d);
	return true;
}

void bw_profile_dates(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
		      const struct bw_told_word *w, struct bw_profile *out)
{
	struct read r = {.article = article, .notes = notes, .body = &notes->body, .w = w};
	struct bw_profile_date *d = BW_ARRAY(a, struct bw_profile_date, MAX_DATES);
	uint32_t n = 0;
	for (uint32_t i = 0; i < notes->n_figures && n < MAX_DATES; i++) {
		const struct bw_figure *f = &notes->figures[i];
		if (f->unit == BW_UNIT_DATE && f->sentence < notes->body.n_sentences && read_date(&r, f, &d[n]))
			n++;
	}
	out->dates = d;
	out->n_dates = n;
}
