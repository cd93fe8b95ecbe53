#include "compose/fold.h"

#include "compose/pick.h"

enum { CHAIN_MAX = 16, VOICES_SHOWN = 12 };

const struct bw_view_article *bw_fold_member(const struct bw_view *view, const struct bw_view_development *d,
					     uint32_t i)
{
	return &view->articles[d->articles[i]];
}

const struct bw_view_article *bw_fold_original(const struct bw_view *view, const struct bw_view_article *x)
{
	const struct bw_view_article *y;

	if (x->original)
		return x;
	if (x->origin.original >= view->n_articles)
		return NULL;
	y = &view->articles[x->origin.original];
	return y->original && y->verdict.origin == x->verdict.origin ? y : NULL;
}

/* ---- versions ---- */

const struct bw_view_article *bw_fold_version_of(const struct bw_view *view, const struct bw_view_article *x)
{
	const struct bw_view_article *found = NULL;

	for (int i = 0; i < CHAIN_MAX && x->verdict.copy == BW_COPY_VERSION; i++) {
		const struct bw_view_article *earlier = bw_quote_article(view, x->verdict.copy_of);
		if (!earlier || earlier->at > x->at)
			break;
		found = x = earlier;
	}
	return found;
}

/* "Correction: ...", as the languages that are read begin it. */
static bool says_so(struct bw_str title)
{
	static const char *const words[] = {"correc", "correz", "corrig", "korrek", "korrig", "rectif", "berichtig"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bw_str_starts_ascii_nocase(title, bw_str_from(words[i])))
			return true;
	return false;
}

static bool corrects(const struct bw_view *view, const struct bw_view_article *x)
{
	if (says_so(x->article->title))
		return true;
	for (size_t i = 0; i < view->n_conflicts; i++)
		if (view->conflicts[i].corrected && view->conflicts[i].b_article == x->key &&
		    view->conflicts[i].a_article == x->verdict.copy_of)
			return true;
	return false;
}

const char *bw_fold_version_words(const struct bw_view *view, const struct bw_view_article *x)
{
	const struct bw_view_article *earlier = bw_quote_article(view, x->verdict.copy_of);

	if (corrects(view, x))
		return "Corrected version";
	return earlier && x->article->text.len > earlier->article->text.len ? "Extended version" : "Later version";
}

/* ---- places ---- */

static bool is_member(const struct bw_view *view, const struct bw_view_development *d, const struct bw_view_article *x)
{
	return x->development < view->n_developments && &view->developments[x->development] == d;
}

static bool is_first_of_group(const struct bw_view *view, const struct bw_view_development *d, uint32_t i)
{
	uint64_t origin = bw_fold_member(view, d, i)->verdict.origin;

	for (uint32_t k = 0; k < i; k++)
		if (bw_fold_member(view, d, k)->verdict.origin == origin)
			return false;
	return true;
}

bool bw_fold_leads(const struct bw_view *view, const struct bw_view_development *d, uint32_t i)
{
	const struct bw_view_article *x = bw_fold_member(view, d, i), *of;

	if (!x->original) {
		of = bw_fold_original(view, x);
		return !(of && is_member(view, d, of)) && is_first_of_group(view, d, i);
	}
	of = x->verdict.turn == BW_TURN_NEW ? NULL : bw_fold_version_of(view, x);
	return !of || !is_member(view, d, of);
}

const struct bw_view_article *bw_fold_teller(const struct bw_view *view, const struct bw_view_development *d,
					     const struct bw_view_article *x)
{
	if (x->verdict.turn != BW_TURN_COPY)
		return x;
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *y = bw_fold_member(view, d, i);
		if (y->verdict.origin == x->verdict.origin && y->verdict.turn != BW_TURN_COPY)
			return y;
	}
	return x;
}

/* ---- turns ---- */

enum bw_turn bw_fold_turn(const struct bw_view *view, const struct bw_view_article *x)
{
	if (x->development >= view->n_developments)
		return x->verdict.turn;
	return bw_fold_teller(view, &view->developments[x->development], x)->verdict.turn;
}

const char *bw_fold_turn_words(const struct bw_view_development *d, const struct bw_view_article *teller)
{
	static const char *const words[BW_N_TURN] = {"New fact", "Confirmation", "Colour", "Copy"};

	if (teller->verdict.turn == BW_TURN_NEW && teller->key == d->id)
		return "First report";
	if (teller->verdict.turn == BW_TURN_NEW && teller->n_fresh > 1)
		return "New facts";
	return words[teller->verdict.turn];
}

uint32_t bw_fold_count_new(const struct bw_view *view, const struct bw_view_development *d,
			   const struct bw_view_article **last)
{
	uint32_t n = 0;

	*last = NULL;
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *x = bw_fold_member(view, d, i);
		if (x->verdict.turn != BW_TURN_NEW)
			continue;
		*last = x;
		n++;
	}
	return n;
}

bool bw_fold_is_fresh(const struct bw_view_article *x, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < x->n_fresh; i++)
		if (x->fresh[i].start < end && start < x->fresh[i].end)
			return true;
	return false;
}

/* Quotation marks that open in one sentence and close in another leave neither readable alone. */
static struct bw_span whole_quotation(const struct bw_view_article *x, uint32_t i, const struct bw_statement *s)
{
	struct bw_span span = {x->fresh[i].start, x->fresh[i].end, 0, 0};

	if (s && s->mode == BW_MODE_DIRECT) {
		span.start = s->start < span.start ? s->start : span.start;
		span.end = s->end > span.end ? s->end : span.end;
	}
	if (s) {
		span.anchor_start = s->anchor_start;
		span.anchor_end = s->anchor_end;
	}
	return span;
}

static const struct bw_statement *statement_of(const struct bw_view_article *x, uint32_t i)
{
	return bw_pick_statement(x->notes, x->fresh[i].start, x->fresh[i].end);
}

bool bw_fold_fresh(const struct bw_view_article *x, uint32_t i, struct bw_span *span, enum bw_status *status)
{
	const struct bw_statement *s = statement_of(x, i);

	*span = whole_quotation(x, i, s);
	*status = s ? s->status : BW_STATUS_NONE;
	return !i || whole_quotation(x, i - 1, statement_of(x, i - 1)).start != span->start;
}

/* ---- voices ---- */

bool bw_fold_same_voice(const struct bw_view_article *x, const struct bw_view_article *y)
{
	if (x->voice && y->voice)
		return x->voice == y->voice;
	return bw_str_eq(bw_quote_outlet(x->article), bw_quote_outlet(y->article));
}

/* Who produced the text: the agency that is credited, else the outlet. */
static struct bw_str speaker_of(const struct bw_view_article *x)
{
	return x->origin.not_held.len ? x->origin.not_held : bw_quote_outlet(x->article);
}

static struct bw_str speaker_words(struct bw_arena *a, const struct bw_view_article *x)
{
	if (!x->origin.not_held.len)
		return bw_quote_outlet(x->article);
	return bw_arena_printf(a, "%" BW_PRISTR " (not among the sources)", BW_ARG(x->origin.not_held));
}

/* An original whose speaker, or any speaker of whose voice, was not named before. */
static bool is_new_among(const struct bw_view *view, const struct bw_view_development *d, uint32_t i, bool by_voice)
{
	const struct bw_view_article *x = bw_fold_member(view, d, i);

	for (uint32_t k = 0; k < i; k++) {
		const struct bw_view_article *y = bw_fold_member(view, d, k);
		bool same = by_voice ? bw_fold_same_voice(x, y) : bw_str_eq(speaker_of(x), speaker_of(y));
		if (y->original && same)
			return false;
	}
	return true;
}

/* The speakers of one voice, the first of whom is number i. */
static struct bw_str voice_words(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
				 uint32_t i)
{
	const struct bw_view_article *x = bw_fold_member(view, d, i);
	struct bw_str s = speaker_words(a, x);
	uint32_t n = 1;

	for (uint32_t k = i + 1; k < d->n_articles; k++) {
		const struct bw_view_article *y = bw_fold_member(view, d, k);
		if (!y->original || !bw_fold_same_voice(x, y) || !is_new_among(view, d, k, false))
			continue;
		s = bw_arena_printf(a, "%" BW_PRISTR " and %" BW_PRISTR, BW_ARG(s), BW_ARG(speaker_words(a, y)));
		n++;
	}
	return n == 1 ? s : bw_arena_printf(a, "%" BW_PRISTR " (one voice)", BW_ARG(s));
}

struct bw_str bw_fold_voices(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d)
{
	struct bw_str list = BW_STR("");
	uint32_t n = 0;

	for (uint32_t i = 0; i < d->n_articles && n < VOICES_SHOWN; i++) {
		if (!bw_fold_member(view, d, i)->original || !is_new_among(view, d, i, true))
			continue;
		list = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(list), n ? ", " : "",
				       BW_ARG(voice_words(a, view, d, i)));
		n++;
	}
	if (n < VOICES_SHOWN || d->n_origins <= n)
		return list;
	return bw_arena_printf(a, "%" BW_PRISTR " and %u more", BW_ARG(list), d->n_origins - n);
}
