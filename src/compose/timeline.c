#include "compose/timeline.h"

#include "compose/disagree.h"
#include "compose/pick.h"
#include "compose/reprise.h"

enum { QUOTES_MAX = 2 };

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_development *d;
};

/* ---- the words of a turn ---- */

static void put_quote(const struct making *m, const struct bw_view_article *x, struct bw_span span,
		      enum bw_status status, struct bw_block *into)
{
	struct bw_block *q = bw_block_child(m->a, into, BW_BLOCK_QUOTE);

	q->ref = x->key;
	bw_quote_sentence(m->a, q, x, span, BW_TRIM_DATELINE);
	bw_quote_status(m->a, q, status);
}

/* The quotations of one turn. */
struct quotes {
	struct quote {
		struct bw_span span;
		enum bw_status status;
	} rows[QUOTES_MAX];
	uint32_t n, n_new;
};

static bool is_taken(const struct quotes *q, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < q->n; i++)
		if (q->rows[i].span.start < end && start < q->rows[i].span.end)
			return true;
	return false;
}

static void take(struct quotes *q, const struct bw_view_article *x, struct bw_span span, enum bw_status status)
{
	if (q->n >= QUOTES_MAX || is_taken(q, span.start, span.end))
		return;
	q->rows[q->n++] = (struct quote){span, status};
	q->n_new += bw_fold_is_fresh(x, span.start, span.end);
}

/* What the sentence tells; the first of the text mostly tells the event. */
static double weight_of(const struct bw_view_article *x, struct bw_span span)
{
	const struct bw_statement *s = bw_pick_statement(x->notes, span.start, span.end);
	bool lead = x->notes->body.n_sentences && span.start <= x->notes->body.sentences[0].start;

	return s ? (double)s->score * (lead ? 1.5 : 1) : 0;
}

/* Of the sentences that were new and are not taken the one that tells most. */
static bool take_fresh(struct quotes *q, const struct bw_view_article *x)
{
	struct bw_span best = {0}, span;
	enum bw_status of_best = BW_STATUS_NONE, status;
	double top = -1;

	for (uint32_t i = 0; i < x->n_fresh && q->n < QUOTES_MAX; i++) {
		if (!bw_fold_fresh(x, i, &span, &status) || is_taken(q, span.start, span.end) ||
		    weight_of(x, span) <= top)
			continue;
		top = weight_of(x, span);
		best = span;
		of_best = status;
	}
	if (top < 0)
		return false;
	take(q, x, best, of_best);
	return true;
}

static uint32_t count_fresh(const struct bw_view_article *x)
{
	enum bw_status status;
	struct bw_span span;
	uint32_t n = 0;

	for (uint32_t i = 0; i < x->n_fresh; i++)
		n += bw_fold_fresh(x, i, &span, &status);
	return n;
}

static void take_statements(struct quotes *q, const struct bw_view_article *x, uint32_t most)
{
	for (uint32_t i = 0; i < x->notes->n_statements && q->n < most; i++) {
		const struct bw_statement *s = &x->notes->statements[i];
		if (s->score >= 4 || s->status != BW_STATUS_NONE)
			take(q, x, (struct bw_span){s->start, s->end, s->anchor_start, s->anchor_end}, s->status);
	}
}

static void take_conflict(struct quotes *q, const struct bw_view_article *x, const struct bw_conflict *c)
{
	const struct bw_statement *s = c ? bw_pick_statement(x->notes, c->b_start, c->b_end) : NULL;

	if (c)
		take(q, x, (struct bw_span){c->b_start, c->b_end, 0, 0}, s ? s->status : BW_STATUS_NONE);
}

/* What was new, the event first, and what corrects or contradicts; of what was not new, enough to see what it tells. */
static void put_words(const struct making *m, const struct bw_view_article *teller, struct bw_block *into)
{
	static const uint32_t most[BW_N_TURN] = {QUOTES_MAX, QUOTES_MAX, 1, 1};
	const struct bw_conflict *corrects = bw_disagree_brought(m->view, teller, true),
				 *contradicts = bw_disagree_brought(m->view, teller, false);
	bool is_new = teller->verdict.turn == BW_TURN_NEW && teller->n_fresh;
	bool tells = !is_new && (!corrects || teller->verdict.turn == BW_TURN_NEW);
	struct quotes q = {.n = 0};

	take_conflict(&q, teller, corrects);
	if (is_new)
		take_fresh(&q, teller);
	else if (tells)
		take_statements(&q, teller, 1);
	take_conflict(&q, teller, contradicts);
	while (is_new && take_fresh(&q, teller))
		;
	if (tells)
		take_statements(&q, teller, most[teller->verdict.turn]);
	for (uint32_t i = 0; i < q.n; i++)
		put_quote(m, teller, q.rows[i].span, q.rows[i].status, into);
	if (is_new && count_fresh(teller) > q.n_new)
		bw_block_printf(m->a, bw_block_child(m->a, into, BW_BLOCK_NOTE), "and %u more that were new.",
				count_fresh(teller) - q.n_new);
}

/* ---- what folds under it ---- */

enum fold { FOLD_NONE, FOLD_COPY, FOLD_REWRITE, FOLD_VERSION };

static enum fold fold_of(const struct making *m, const struct bw_view_article *x, const struct bw_view_article *y)
{
	const struct bw_view_article *of;

	if (y == x)
		return FOLD_NONE;
	if (y->verdict.origin == x->verdict.origin)
		return y->verdict.copy == BW_COPY_DERIVED ? FOLD_REWRITE : FOLD_COPY;
	of = y->verdict.turn == BW_TURN_NEW ? NULL : bw_fold_version_of(m->view, y);
	return of && of->verdict.origin == x->verdict.origin ? FOLD_VERSION : FOLD_NONE;
}

static void put_folded(const struct making *m, const struct bw_view_article *x, enum fold kind, const char *words,
		       struct bw_block *into)
{
	struct bw_block *note = NULL;

	for (uint32_t i = 0; i < m->d->n_articles; i++) {
		const struct bw_view_article *y = bw_fold_member(m->view, m->d, i);
		if (fold_of(m, x, y) != kind)
			continue;
		if (!note || !words) {
			note = bw_block_child(m->a, into, BW_BLOCK_NOTE);
			bw_block_printf(m->a, note, "%s:", words ? words : bw_fold_version_words(m->view, y));
		}
		bw_quote_source(m->a, note, y, BW_STR(""));
	}
}

/* ---- origins ---- */

/* Another outlet of the same voice that spoke before; NULL when this outlet spoke before itself. */
static const struct bw_view_article *earlier_of_voice(const struct bw_view *view, const struct bw_view_development *d,
						      const struct bw_view_article *x)
{
	const struct bw_view_article *found = NULL;

	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *y = bw_fold_member(view, d, i);
		if (y == x)
			break;
		if (!y->original || !bw_fold_same_voice(x, y))
			continue;
		if (bw_str_eq(bw_quote_outlet(x->article), bw_quote_outlet(y->article)))
			return NULL;
		found = found ? found : y;
	}
	return found;
}

void bw_timeline_origin(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			const struct bw_view_article *x, struct bw_block *into)
{
	const struct bw_view_article *y = earlier_of_voice(view, d, x);

	if (x->origin.not_held.len)
		bw_block_printf(a, into, "Text of %" BW_PRISTR ", which is not among the sources.",
				BW_ARG(x->origin.not_held));
	if (!y)
		return;
	if (x->owner.len && bw_str_eq(x->owner, y->owner))
		bw_block_printf(a, into, "One voice with %" BW_PRISTR ": both belong to %" BW_PRISTR ".",
				BW_ARG(bw_quote_outlet(y->article)), BW_ARG(x->owner));
	else
		bw_block_printf(a, into, "One voice with %" BW_PRISTR ".", BW_ARG(bw_quote_outlet(y->article)));
}

/* ---- the timeline ---- */

static void put_mark(const struct making *m, struct bw_block *note, const char *words)
{
	bw_block_inline(m->a, note, BW_INLINE_MARK, bw_str_from(words));
}

static void put_marks(const struct making *m, const struct bw_view_article *x, const struct bw_view_article *teller,
		      struct bw_block *note)
{
	bool corrects = bw_disagree_brought(m->view, teller, true);

	if (bw_reprise_is(x->article, x->notes, x->at))
		put_mark(m, note, "Old text published again");
	else if (!corrects || teller->verdict.turn == BW_TURN_NEW)
		put_mark(m, note, bw_fold_turn_words(m->d, teller));
	if (corrects)
		put_mark(m, note, "Correction");
	if (bw_disagree_brought(m->view, teller, false))
		put_mark(m, note, "Contradicts");
}

static void put_head(const struct making *m, const struct bw_view_article *x, const struct bw_view_article *teller,
		     struct bw_block *into)
{
	const struct bw_view_article *of = bw_fold_version_of(m->view, x), *o;
	struct bw_block *note = bw_block_child(m->a, into, BW_BLOCK_NOTE);

	put_marks(m, x, teller, note);
	bw_quote_source(m->a, note, x, BW_STR(""));
	bw_quote_article_id(m->a, m->view, x->key, note);
	if (x->notes->kind != BW_KIND_NEWS)
		bw_block_inline(m->a, note, BW_INLINE_TEXT, bw_str_from(bw_kind_name(x->notes->kind)));
	bw_timeline_origin(m->a, m->view, m->d, x, note);
	if (!x->original) {
		o = bw_fold_original(m->view, x);
		bw_block_inline(m->a, note, BW_INLINE_TEXT, BW_STR("Carried from another development."));
		if (o)
			bw_quote_source(m->a, note, o, BW_STR(""));
	}
	if (of) {
		bw_block_printf(m->a, note, "%s of", bw_fold_version_words(m->view, x));
		bw_quote_source(m->a, note, of, BW_STR(""));
	}
}

static void put_turn(const struct making *m, const struct bw_view_article *x, struct bw_block *into)
{
	const struct bw_view_article *teller = bw_fold_teller(m->view, m->d, x);
	struct bw_block *s = bw_block_child(m->a, into, BW_BLOCK_SECTION);

	s->ref = x->key;
	s->role = BW_ROLE_TURN;
	bw_quote_title(m->a, bw_quote_heading(m->a, s, 4, NULL), x)->href = bw_path_article(m->a, x->key);
	put_head(m, x, teller, s);
	put_words(m, teller, s);
	put_folded(m, x, FOLD_VERSION, NULL, s);
	put_folded(m, x, FOLD_COPY, "Also carried, counted once", s);
	put_folded(m, x, FOLD_REWRITE, "Rewritten from it, counted once", s);
}

void bw_timeline_section(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			 struct bw_page *page)
{
	struct making m = {a, view, d};
	struct bw_block *all = bw_page_block(a, page, BW_BLOCK_SECTION), *day = NULL;
	bw_time current = BW_TIME_NONE;

	all->role = BW_ROLE_TIMELINE;
	bw_quote_heading(a, all, 2, "Timeline");
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *x = bw_fold_member(view, d, i);
		if (!bw_fold_leads(view, d, i))
			continue;
		if (!day || bw_time_day_start(x->at) != current) {
			current = bw_time_day_start(x->at);
			day = bw_block_child(a, all, BW_BLOCK_SECTION);
			bw_block_inline(a, bw_quote_heading(a, day, 3, NULL), BW_INLINE_TEXT, bw_quote_day(a, x->at));
		}
		put_turn(&m, x, day);
	}
}
