#include "compose/why.h"

#include "compose/related.h"
#include "compose/reprise.h"

static const struct bw_story_reason *reason_of(const struct bw_view_article *x, enum bw_reason_kind kind)
{
	for (uint32_t i = 0; i < x->n_reasons; i++)
		if (x->reasons[i].kind == kind)
			return &x->reasons[i];
	return NULL;
}

/* The headline of an article that a reason names, or its key where the view does not hold it. */
static void put_article(struct bw_arena *a, const struct bw_view *view, uint64_t key, struct bw_block *into)
{
	const struct bw_view_article *x = bw_quote_article(view, key);

	if (!x) {
		bw_quote_link(a, into, bw_arena_printf(a, "article %08x", (unsigned)(key >> 32)),
			      bw_path_article(a, key));
		return;
	}
	bw_quote_title(a, into, x)->href = bw_path_article(a, key);
	bw_quote_source(a, into, x, BW_STR(""));
}

/* ---- the decision ---- */

static void put_opened(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	const struct bw_verdict *v = &x->verdict;

	if (v->similarity > 0)
		bw_block_printf(a, into,
				"Opened the development: the nearest one reached likeness %.2f, the bar was %.2f.",
				(double)v->similarity, (double)v->threshold);
	else
		bw_block_inline(a, into, BW_INLINE_TEXT, BW_STR("Opened the development: nothing known was like it."));
}

static void put_rule(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *x,
		     struct bw_block *into)
{
	const struct bw_story_reason *r = reason_of(x, BW_REASON_RULE);

	bw_block_inline(a, into, BW_INLINE_TEXT, BW_STR("Put here by your correction"));
	if (r && r->value > 0)
		bw_block_printf(a, into, "of %" BW_PRISTR, BW_ARG(bw_quote_day(a, (bw_time)r->value)));
	if (!r || !r->article)
		return;
	bw_block_inline(a, into, BW_INLINE_TEXT, BW_STR(": it belongs with"));
	put_article(a, view, r->article, into);
}

static void put_alone(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	if (bw_reprise_is(x->article, x->notes, x->at))
		bw_block_inline(a, into, BW_INLINE_TEXT,
				BW_STR("Stands alone: an old text published again is no news."));
	else
		bw_block_printf(a, into, "Stands alone: a text of its kind (%s) founds a development of its own.",
				bw_kind_name(x->notes->kind));
}

void bw_why_decision(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *x,
		     struct bw_block *into)
{
	switch (x->verdict.join) {
	case BW_JOIN_OPENED:
		put_opened(a, x, into);
		break;
	case BW_JOIN_COPY:
		bw_block_inline(a, into, BW_INLINE_TEXT, BW_STR("Went where its original went:"));
		put_article(a, view, x->verdict.copy_of, into);
		break;
	case BW_JOIN_RULE:
		put_rule(a, view, x, into);
		break;
	case BW_JOIN_ALONE:
		put_alone(a, x, into);
		break;
	default:
		bw_block_printf(a, into, "Joined: likeness %.2f, bar %.2f.", (double)x->verdict.similarity,
				(double)x->verdict.threshold);
	}
}

void bw_why_likeness(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	bw_block_printf(a, into, "Likeness %.2f, bar %.2f.", (double)x->verdict.similarity,
			(double)x->verdict.threshold);
}

/* ---- what was shared ---- */

struct telling {
	const struct bw_why_words *w;
	const struct bw_view *view;
	const struct bw_view_article *x;
	struct bw_block *facts;
};

static struct bw_str shown(const struct telling *t, const struct bw_story_reason *r)
{
	switch (r->kind) {
	case BW_REASON_WORD:
		return bw_why_words_get(t->w, t->x, r->what);
	case BW_REASON_NAME:
		return bw_why_words_name(t->w, t->x, r->what);
	case BW_REASON_FIGURE:
		return bw_why_words_figure(t->w, t->x, r->value);
	default:
		return bw_quote_day(t->w->a, (bw_time)r->value);
	}
}

enum { SHARED_MAX = 16 };

static bool is_among(const struct bw_str *list, uint32_t n, struct bw_str s)
{
	for (uint32_t i = 0; i < n; i++)
		if (bw_str_eq(list[i], s))
			return true;
	return false;
}

/* "meters, wells", the weightiest first; what no word of the articles can be found for is left out. */
static void put_shared(const struct telling *t, enum bw_reason_kind kind, const char *label)
{
	struct bw_str seen[SHARED_MAX], list = BW_STR("");
	struct bw_arena *a = t->w->a;
	uint32_t n = 0;

	for (uint32_t i = 0; i < t->x->n_reasons && n < SHARED_MAX; i++) {
		const struct bw_story_reason *r = &t->x->reasons[i];
		struct bw_str s = r->kind == kind ? shown(t, r) : BW_STR("");
		if (!s.len || is_among(seen, n, s))
			continue;
		list = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(list), n ? ", " : "", BW_ARG(s));
		seen[n++] = s;
	}
	if (n)
		bw_block_inline(a, bw_quote_fact(a, t->facts, label), BW_INLINE_TEXT, list);
}

/* ---- rivals, copies, corrections, moves ---- */

static void put_rival(const struct telling *t, const struct bw_story_reason *r)
{
	struct bw_arena *a = t->w->a;
	struct bw_block *f = bw_quote_fact(a, t->facts, "Second best");

	bw_related_title(a, t->view, r->article, f);
	bw_block_printf(a, f, "likeness %.2f, bar %.2f", (double)r->amount, r->value);
}

static void put_copy(const struct telling *t, const struct bw_story_reason *r)
{
	struct bw_arena *a = t->w->a;

	bw_block_printf(a, bw_quote_fact(a, t->facts, "Text shared"),
			"%.0f%% of the shorter text, %.0f sampled runs of five words", (double)r->amount * 100,
			r->value);
}

static void put_quotes(const struct telling *t, const struct bw_story_reason *r)
{
	struct bw_arena *a = t->w->a;

	bw_block_printf(a, bw_quote_fact(a, t->facts, "Quotations shared"), "%.0f, %.0f%% of its own", r->value,
			(double)r->amount * 100);
}

static void put_credit(const struct telling *t, const struct bw_story_reason *r)
{
	struct bw_arena *a = t->w->a;
	struct bw_block *f = bw_quote_fact(a, t->facts, "Credits");

	if (t->x->notes->credit.len)
		bw_block_printf(a, f, "%" BW_PRISTR "%s", BW_ARG(t->x->notes->credit), r->article ? ":" : "");
	if (r->article)
		put_article(a, t->view, r->article, f);
	else
		bw_block_inline(a, f, BW_INLINE_TEXT, BW_STR("which is not among the sources"));
}

/* A correction that kept it away from another article; the one that put it here is told by the decision. */
static void put_apart(const struct telling *t, const struct bw_story_reason *r)
{
	struct bw_arena *a = t->w->a;
	struct bw_block *f;

	if (t->x->verdict.join == BW_JOIN_RULE)
		return;
	f = bw_quote_fact(a, t->facts, "Your correction");
	bw_block_inline(a, f, BW_INLINE_TEXT, BW_STR("it does not belong with"));
	put_article(a, t->view, r->article, f);
}

static void put_reason(const struct telling *t, const struct bw_story_reason *r)
{
	static void (*const put[BW_N_REASON])(const struct telling *, const struct bw_story_reason *) = {
		[BW_REASON_RIVAL] = put_rival,   [BW_REASON_SHINGLE] = put_copy, [BW_REASON_QUOTE] = put_quotes,
		[BW_REASON_CREDIT] = put_credit, [BW_REASON_RULE] = put_apart,
	};

	if ((unsigned)r->kind < BW_N_REASON && put[r->kind])
		put[r->kind](t, r);
}

/* It was put elsewhere when it came, and went here with a merge or a split. */
static void put_moved(const struct telling *t)
{
	struct bw_arena *a = t->w->a;
	const struct bw_view_move *last = NULL;
	uint64_t here = t->x->development < t->view->n_developments ? t->view->developments[t->x->development].id
								    : t->x->decided_in;

	if (!t->x->decided_in || t->x->decided_in == here)
		return;
	for (size_t i = 0; i < t->view->n_moves; i++) {
		const struct bw_view_move *m = &t->view->moves[i];
		bool its = m->move.article ? m->move.article == t->x->key : m->move.from == t->x->decided_in;
		if (its)
			last = m;
	}
	struct bw_block *f = bw_quote_fact(a, t->facts, "Moved here");
	if (last)
		bw_block_printf(a, f, "on %" BW_PRISTR ", by a %s", BW_ARG(bw_quote_day(a, last->at)),
				bw_move_name(last->move.kind));
	else
		bw_block_inline(a, f, BW_INLINE_TEXT, BW_STR("with a development that was merged into this one"));
}

void bw_why_facts(const struct bw_why_words *w, const struct bw_view *view, const struct bw_view_article *x,
		  struct bw_block *into)
{
	static const struct {
		enum bw_reason_kind kind;
		const char *label;
	} shared[] = {{BW_REASON_WORD, "Words shared"},
		      {BW_REASON_NAME, "Names shared"},
		      {BW_REASON_FIGURE, "Figures shared"},
		      {BW_REASON_DATE, "Days shared"}};
	struct bw_block *facts = bw_block_child(w->a, into, BW_BLOCK_FACTS);
	struct telling t = {w, view, x, facts};

	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		put_shared(&t, shared[i].kind, shared[i].label);
	for (uint32_t i = 0; i < x->n_reasons; i++)
		put_reason(&t, &x->reasons[i]);
	put_moved(&t);
	if (!facts->children.len)
		into->children.len--;
}
