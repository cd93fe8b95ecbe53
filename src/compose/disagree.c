#include "compose/disagree.h"

#include "compose/pick.h"

/* The same two sentences: of two such rows the one that says that it is corrected stands, else the first. */
static bool is_covered(const struct bw_view *view, const struct bw_conflict *c)
{
	for (size_t i = 0; i < view->n_conflicts; i++) {
		const struct bw_conflict *o = &view->conflicts[i];
		bool before = o->corrected == c->corrected ? o < c : o->corrected;
		if (before && o->a_article == c->a_article && o->b_article == c->b_article &&
		    o->a_start == c->a_start && o->b_start == c->b_start)
			return true;
	}
	return false;
}

bool bw_disagree_is_told(const struct bw_view *view, const struct bw_conflict *c)
{
	return bw_quote_article(view, c->a_article) && bw_quote_article(view, c->b_article) && !is_covered(view, c);
}

uint32_t bw_disagree_count(const struct bw_view *view, uint64_t development, bool corrected)
{
	uint32_t n = 0;

	for (size_t i = 0; i < view->n_conflicts; i++) {
		const struct bw_conflict *c = &view->conflicts[i];
		n += c->development == development && c->corrected == corrected && bw_disagree_is_told(view, c);
	}
	return n;
}

const struct bw_conflict *bw_disagree_brought(const struct bw_view *view, const struct bw_view_article *x,
					      bool corrected)
{
	for (size_t i = 0; i < view->n_conflicts; i++) {
		const struct bw_conflict *c = &view->conflicts[i];
		if (c->b_article == x->key && c->corrected == corrected && bw_disagree_is_told(view, c))
			return c;
	}
	return NULL;
}

struct bw_str bw_disagree_words(struct bw_arena *a, const struct bw_view *view, const struct bw_conflict *c)
{
	static const char *const words[BW_N_CONFLICT] = {
		[BW_CONFLICT_FIGURE] = "Figures that differ:",
		[BW_CONFLICT_DATE] = "Days or times that differ:",
		[BW_CONFLICT_WHO] = "Who it was, told in two ways:",
		[BW_CONFLICT_WHERE] = "Where it was, told in two ways:",
		[BW_CONFLICT_DENIAL] = "Said and denied:",
	};

	if (c->corrected)
		return bw_arena_printf(a, "Corrected on %" BW_PRISTR ":",
				       BW_ARG(bw_quote_day(a, bw_quote_article(view, c->b_article)->at)));
	return bw_str_from(words[c->kind]);
}

static struct bw_block *put_side(struct bw_arena *a, const struct bw_view *view, uint64_t article, struct bw_span span,
				 unsigned trims, struct bw_block *into)
{
	const struct bw_view_article *x = bw_quote_article(view, article);
	const struct bw_statement *s = bw_pick_statement(x->notes, span.start, span.end);
	struct bw_block *b;

	b = bw_quote_block(a, into, x, span, s ? s->status : BW_STATUS_NONE, trims);
	b->ref = x->key;
	return b;
}

void bw_disagree_put(struct bw_arena *a, const struct bw_view *view, const struct bw_conflict *c, unsigned trims,
		     struct bw_block *into)
{
	struct bw_block *pair = bw_block_child(a, into, BW_BLOCK_SECTION);
	struct bw_span x = {c->a_start, c->a_end, 0, 0}, y = {c->b_start, c->b_end, 0, 0};

	pair->role = BW_ROLE_CONFLICT;
	bw_block_inline(a, bw_block_child(a, pair, BW_BLOCK_NOTE), BW_INLINE_TEXT, bw_disagree_words(a, view, c));
	put_side(a, view, c->a_article, x, trims, pair)->role = BW_ROLE_AGAINST;
	/* What corrects stands. */
	put_side(a, view, c->b_article, y, trims, pair)->role = c->corrected ? BW_ROLE_EVIDENCE : BW_ROLE_AGAINST;
}

static void put_section(struct bw_arena *a, const struct bw_view *view, uint64_t development, bool corrected,
			struct bw_page *page)
{
	struct bw_block *s = NULL;

	for (size_t i = 0; i < view->n_conflicts; i++) {
		const struct bw_conflict *c = &view->conflicts[i];
		if (c->development != development || c->corrected != corrected || !bw_disagree_is_told(view, c))
			continue;
		if (!s) {
			s = bw_page_block(a, page, BW_BLOCK_SECTION);
			s->role = corrected ? BW_ROLE_CORRECTED : BW_ROLE_AGAINST;
			bw_quote_heading(a, s, 2, corrected ? "Corrected" : "Where the sources disagree");
		}
		bw_disagree_put(a, view, c, BW_TRIM_DATELINE, s);
	}
}

void bw_disagree_sections(struct bw_arena *a, const struct bw_view *view, uint64_t development, struct bw_page *page)
{
	put_section(a, view, development, false, page);
	put_section(a, view, development, true, page);
}
