#include "compose/why.h"

#include <math.h>

#include "compose/related.h"
#include "compose/reprise.h"
#include "core/num.h"

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

/* ---- features ---- */

static const char *feature_words(const struct bw_story_reason *r)
{
	const struct bw_story_feature *f;

	if (r->kind != BW_REASON_FEATURE || r->what >= BW_STORY_FEATURES)
		return NULL;
	f = &bw_story_features[r->what];
	return f->words ? f->words : f->name;
}

void bw_why_short(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_str s = BW_STR("");
	int n = 0;

	for (uint32_t i = 0; i < x->n_reasons && n < 3; i++) {
		const struct bw_story_reason *r = &x->reasons[i];
		const char *words = feature_words(r);
		if (!words || r->amount <= 0)
			continue;
		s = bw_arena_printf(a, "%" BW_PRISTR "%s%s (%.2f)", BW_ARG(s), n ? ", " : "", words, (double)r->amount);
		n++;
	}
	if (n)
		bw_block_printf(a, into, "What counted most: %" BW_PRISTR ".", BW_ARG(s));
}

static void put_number(struct bw_arena *a, struct bw_block *row, double v)
{
	if (isfinite(v))
		bw_block_printf(a, row, "%.*f", v == floor(v) && fabs(v) < 1e6 ? 0 : 2, v);
	else
		bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("-"));
}

static struct bw_block *put_row(struct bw_arena *a, struct bw_block *table, const char *label)
{
	struct bw_block *row = bw_block_child(a, table, BW_BLOCK_ROW);

	bw_block_inline(a, row, BW_INLINE_TEXT, bw_str_from(label));
	return row;
}

static void put_part(struct bw_arena *a, struct bw_block *row, double part)
{
	bw_block_printf(a, row, "%+.2f", part);
}

/* The likeness is a probability, and its parts add up to its logarithmic odds; the rest is where every article begins.
 */
static void put_sum(struct bw_arena *a, struct bw_block *table, const struct bw_view_article *x, double shown)
{
	double p = (double)x->verdict.similarity, odds;
	struct bw_block *row;

	if (!(p > 1e-5 && p < 1 - 1e-5)) /* its odds are rounded away */
		return;
	odds = bw_num_ln(p / (1 - p));
	row = put_row(a, table, "where every article begins");
	bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR(""));
	put_part(a, row, odds - shown);
	row = put_row(a, table, "likeness, and its odds");
	put_number(a, row, p);
	put_part(a, row, odds);
}

void bw_why_table(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_block *table = NULL, *row;
	double sum = 0;

	for (uint32_t i = 0; i < x->n_reasons; i++) {
		const char *words = feature_words(&x->reasons[i]);
		if (!words)
			continue;
		if (!table) {
			table = bw_block_child(a, into, BW_BLOCK_TABLE);
			row = put_row(a, table, "what was compared");
			bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("value"));
			bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("part"));
		}
		row = put_row(a, table, words);
		put_number(a, row, x->reasons[i].value);
		put_part(a, row, (double)x->reasons[i].amount);
		sum += (double)x->reasons[i].amount;
	}
	if (table)
		put_sum(a, table, x, sum);
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

/* "meters 0.04, wells 0.03"; what no word of the articles can be found for is left out. */
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
		if (r->amount > 0)
			list = bw_arena_printf(a, "%" BW_PRISTR " %.2f", BW_ARG(list), (double)r->amount);
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
