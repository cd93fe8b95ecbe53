#include "compose/related.h"

static const struct bw_view_development *held(const struct bw_view *view, uint64_t id)
{
	for (size_t i = 0; i < view->n_developments; i++)
		if (view->developments[i].id == id)
			return &view->developments[i];
	return NULL;
}

const struct bw_view_development *bw_related_find(const struct bw_view *view, uint64_t id)
{
	const struct bw_view_development *d = held(view, id);

	for (size_t i = 0; !d && i < view->n_redirects; i++)
		if (view->redirects[i].from == id)
			return held(view, view->redirects[i].to);
	return d;
}

void bw_related_title(struct bw_arena *a, const struct bw_view *view, uint64_t id, struct bw_block *into)
{
	const struct bw_view_development *d = bw_related_find(view, id);

	if (d && d->n_articles) {
		bw_quote_title(a, into, &view->articles[bw_development_heading(view, d)])->href =
			bw_path_development(a, d->id);
		bw_quote_development_id(a, view, d->id, into);
	} else {
		bw_quote_link(a, into,
			      bw_arena_printf(a, "development %08x", (unsigned)(id >> 32)), /* as lists show it */
			      bw_path_development(a, id));
	}
}

/* ---- links ---- */

static const char *link_words(const struct bw_view_link *l)
{
	static const char *const words[BW_N_LINK][2] = {
		[BW_LINK_FOLLOWS] = {"Followed by", "Follows"},
		[BW_LINK_REACTS] = {"Drew the reaction", "Reacts to"},
		[BW_LINK_SERIES] = {"Next of its series", "Before it in its series"},
	};

	return words[l->kind][l->outgoing];
}

void bw_related_links(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d, bw_time at,
		      struct bw_page *page)
{
	struct bw_block *list = NULL;

	for (uint32_t i = 0; i < d->n_links; i++) {
		const struct bw_view_link *l = &d->links[i];
		struct bw_block *item;
		if (at != BW_TIME_NONE && l->at != at)
			continue;
		if (!list) {
			struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION);
			s->role = BW_ROLE_LINKS;
			bw_quote_heading(a, s, 2, "Linked developments");
			list = bw_block_child(a, s, BW_BLOCK_LIST);
		}
		item = bw_block_child(a, list, BW_BLOCK_ITEM);
		item->ref = l->other;
		bw_block_inline(a, item, BW_INLINE_MARK, bw_str_from(link_words(l)));
		bw_related_title(a, view, l->other, item);
		bw_block_printf(a, bw_block_child(a, item, BW_BLOCK_NOTE), "Since %" BW_PRISTR ", likeness %.2f",
				BW_ARG(bw_quote_day(a, l->at)), (double)l->score);
	}
}

/* ---- mentions ---- */

enum { TELLING_WORDS = 6 };

bool bw_related_entry_span(const struct bw_notes *notes, const struct bw_story_entry *e, struct bw_span *out)
{
	bool found = false;

	for (uint32_t i = 0; i < notes->body.n_sentences; i++) {
		const struct bw_sentence *s = &notes->body.sentences[i];
		bool tells = s->n_tokens >= TELLING_WORDS;
		if (s->start < e->start || s->end > e->end || (found && !tells))
			continue;
		*out = (struct bw_span){s->start, s->end, 0, 0};
		found = true;
		if (tells)
			break;
	}
	return found;
}

static void put_mention(struct bw_arena *a, const struct bw_view_article *x, struct bw_span span, struct bw_block *list)
{
	struct bw_block *item = bw_block_child(a, list, BW_BLOCK_ITEM);

	item->ref = x->key;
	bw_quote_sentence(a, item, x, span, BW_TRIM_DATELINE);
	bw_quote_source(a, item, x, BW_STR(""));
}

void bw_related_mentions(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			 struct bw_page *page)
{
	struct bw_block *list = NULL;

	for (size_t i = 0; i < view->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[i];
		bool own = x->development < view->n_developments && &view->developments[x->development] == d;
		struct bw_span span;
		for (uint32_t k = 0; !own && k < x->n_entries; k++) {
			if (x->entries[k].development != d->id ||
			    !bw_related_entry_span(x->notes, &x->entries[k], &span))
				continue;
			if (!list) {
				struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION);
				s->role = BW_ROLE_MENTIONS;
				bw_quote_heading(a, s, 2, "Mentions in live pages and round-ups");
				list = bw_block_child(a, s, BW_BLOCK_LIST);
			}
			put_mention(a, x, span, list);
		}
	}
}

/* ---- merges and splits ---- */

/* One decision moves many articles: each is told once. */
static bool is_told_before(const struct bw_view *view, size_t at)
{
	const struct bw_view_move *m = &view->moves[at];

	for (size_t i = 0; i < at; i++) {
		const struct bw_view_move *o = &view->moves[i];
		if (o->move.kind == m->move.kind && o->move.from == m->move.from && o->move.to == m->move.to &&
		    o->at == m->at)
			return true;
	}
	return false;
}

/* The first article that was told under that id. */
static const struct bw_view_article *decided_in(const struct bw_view *view, uint64_t id)
{
	for (size_t i = 0; i < view->n_articles; i++)
		if (view->articles[i].decided_in == id)
			return &view->articles[i];
	return NULL;
}

static void put_merge(struct bw_arena *a, const struct bw_view *view, const struct bw_view_move *m,
		      struct bw_page *page)
{
	const struct bw_view_article *x = decided_in(view, m->move.from);
	struct bw_block *note = bw_page_block(a, page, BW_BLOCK_PARAGRAPH);

	if (x) {
		bw_block_printf(a, note, "Until %" BW_PRISTR " told in two: the other as",
				BW_ARG(bw_quote_day(a, m->at)));
		bw_quote_title(a, note, x)->href = bw_path_article(a, x->key);
	} else {
		bw_block_printf(a, note, "Until %" BW_PRISTR " told in two; the other was development %08x.",
				BW_ARG(bw_quote_day(a, m->at)), (unsigned)(m->move.from >> 32));
	}
}

static void put_split(struct bw_arena *a, const struct bw_view *view, const struct bw_view_move *m, bool away,
		      struct bw_page *page)
{
	struct bw_block *note = bw_page_block(a, page, BW_BLOCK_PARAGRAPH);

	if (away)
		bw_block_printf(a, note, "On %" BW_PRISTR " this was split off it:", BW_ARG(bw_quote_day(a, m->at)));
	else
		bw_block_printf(a, note, "Until %" BW_PRISTR " told as part of", BW_ARG(bw_quote_day(a, m->at)));
	bw_related_title(a, view, away ? m->move.to : m->move.from, note);
}

void bw_related_moves(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
		      struct bw_page *page)
{
	for (size_t i = 0; i < view->n_moves; i++) {
		const struct bw_view_move *m = &view->moves[i];
		bool here = m->move.to == d->id, away = m->move.from == d->id;
		if ((!here && !away) || is_told_before(view, i))
			continue;
		if (m->move.kind == BW_MOVE_SPLIT)
			put_split(a, view, m, away, page);
		else if (here && !m->move.article)
			put_merge(a, view, m, page);
	}
}
