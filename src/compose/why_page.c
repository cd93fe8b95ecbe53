#include "compose/fold.h"
#include "compose/why.h"

static void put_article(const struct bw_why_words *w, const struct bw_view *view, const struct bw_view_development *d,
			const struct bw_view_article *x, struct bw_page *page)
{
	struct bw_arena *a = w->a;
	struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION), *note;

	s->ref = x->key;
	s->role = BW_ROLE_WHY;
	bw_quote_title(a, bw_quote_heading(a, s, 3, NULL), x)->href = bw_path_article(a, x->key);
	note = bw_block_child(a, s, BW_BLOCK_NOTE);
	bw_block_inline(a, note, BW_INLINE_MARK, bw_str_from(bw_fold_turn_words(d, x)));
	bw_quote_source(a, note, x, BW_STR(""));
	bw_quote_article_id(a, view, x->key, note);
	if (x->verdict.join != BW_JOIN_SCORE)
		bw_why_decision(a, view, x, bw_block_child(a, s, BW_BLOCK_PARAGRAPH));
	bw_why_facts(w, view, x, s);
	if (x->verdict.join == BW_JOIN_SCORE)
		bw_why_likeness(a, x, bw_block_child(a, s, BW_BLOCK_PARAGRAPH));
	bw_why_table(a, x, s);
}

void bw_development_why(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *development,
			struct bw_page *out)
{
	const struct bw_view_article *x = &view->articles[bw_development_heading(view, development)];
	struct bw_why_words words;
	struct bw_block *b;

	*out = (struct bw_page){.type = BW_PAGE_DEVELOPMENT, .at = view->now};
	out->path = bw_path_why(a, development->id);
	out->title = bw_arena_printf(a, "Why: %" BW_PRISTR, BW_ARG(x->article->title));
	b = bw_page_block(a, out, BW_BLOCK_HEADING);
	b->level = 1;
	bw_quote_title(a, b, x)->href = bw_path_development(a, development->id);
	bw_quote_development_id(a, view, development->id, bw_page_block(a, out, BW_BLOCK_NOTE));
	bw_block_inline(
		a, bw_page_block(a, out, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT,
		BW_STR("What put each article into this development, in the order in which it was decided: what "
		       "it shares, the weightiest first, and the likeness that came of it; an article joins "
		       "where that reaches the bar. In the tables each part speaks for it (+) or against it "
		       "(-), in logarithmic odds; the rest is what holds for every article of the "
		       "collection."));
	bw_why_words_open(&words, a, view, development);
	for (uint32_t i = 0; i < development->n_articles; i++)
		put_article(&words, view, development, bw_fold_member(view, development, i), out);
	bw_why_words_close(&words);
}
