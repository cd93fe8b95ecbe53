#include "compose/changed.h"

#include "compose/difference.h"

enum { SHOWN_MAX = 40 };

struct flagging {
	struct bw_arena *a;
	const struct bw_later *later;
	size_t n_later;
	uint32_t n;
	bw_time last;
};

static const struct bw_later *later_of(const struct bw_later *later, size_t n, uint64_t article)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (later[mid].article < article)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && later[low].article == article ? &later[low] : NULL;
}

/* The newest version of the article, when it does not hold these words. */
static const struct bw_later *changed(const struct flagging *f, const struct bw_inline *i)
{
	if (!i->n_cites || (i->kind != BW_INLINE_SENTENCE && i->kind != BW_INLINE_TITLE))
		return NULL;
	const struct bw_cite *c = &i->cites[0];
	const struct bw_later *later = later_of(f->later, f->n_later, c->article);
	if (!later || c->field == BW_CITE_VERSION)
		return NULL;
	bool stands = c->field == BW_CITE_TITLE ? later->text.len && bw_str_eq(later->title, c->quote)
						: bw_str_find(later->text, c->quote, 0) != BW_NPOS;
	return stands ? NULL : later;
}

static struct bw_inline mark_of(struct flagging *f, const struct bw_later *later)
{
	return (struct bw_inline){.kind = BW_INLINE_LINK,
				  .text = later->text.len ? BW_STR("[changed since]") : BW_STR("[taken away since]"),
				  .href = bw_path_article(f->a, later->article)};
}

static void flag_block(struct flagging *f, struct bw_block *b)
{
	struct bw_inline *old = b->inlines.ptr;
	size_t n = b->inlines.len;

	if (b->role == BW_ROLE_CHANGES)
		return;

	memset(&b->inlines, 0, sizeof(b->inlines));
	for (size_t i = 0; i < n; i++) {
		const struct bw_later *later = changed(f, &old[i]);
		*BW_PUSH(f->a, &b->inlines) = old[i];
		if (!later)
			continue;
		*BW_PUSH(f->a, &b->inlines) = mark_of(f, later);
		f->n++;
		f->last = f->last == BW_TIME_NONE || later->fetched > f->last ? later->fetched : f->last;
	}
	for (size_t i = 0; i < b->children.len; i++)
		flag_block(f, b->children.ptr[i]);
}

void bw_changed_flag(struct bw_arena *a, const struct bw_later *later, size_t n, struct bw_page *page)
{
	struct flagging f = {a, later, n, 0, BW_TIME_NONE};
	char day[BW_TIME_TEXT];

	if (!n)
		return;
	for (size_t i = 0; i < page->blocks.len; i++)
		flag_block(&f, page->blocks.ptr[i]);
	if (!f.n)
		return;
	struct bw_block *note = bw_page_block(a, page, BW_BLOCK_NOTE);
	bw_block_printf(
		a, note,
		"Revised %s: of what is printed above, %u %s on words that the source has changed or taken away since. "
		"The words are printed as they were archived, and marked.",
		bw_time_iso_day(f.last, day), f.n, f.n == 1 ? "sentence rests" : "sentences rest");
}

static void put_words(struct bw_arena *a, struct bw_block *section, const struct bw_view_article *article,
		      const struct bw_later *later, struct bw_span span)
{
	struct bw_block *q = bw_block_child(a, section, BW_BLOCK_QUOTE);
	struct bw_str text = later ? later->text : article->article->text;
	struct bw_str quote = bw_str_sub(text, span.start, span.end - span.start);
	struct bw_inline *i = bw_block_inline(a, q, BW_INLINE_SENTENCE, quote);
	struct bw_cite *cite = BW_NEW(a, struct bw_cite);
	char day[BW_TIME_TEXT];

	*cite = (struct bw_cite){article->key,
				 later ? BW_CITE_VERSION : BW_CITE_TEXT,
				 span.start,
				 span.end,
				 span.anchor_start,
				 span.anchor_end,
				 quote};
	i->cites = cite;
	i->n_cites = 1;
	q->ref = article->key;
	bw_block_printf(a, q, later ? "found on %s" : "archived on %s",
			bw_time_iso_day(later ? later->fetched : article->fetched, day));
}

void bw_changed_section(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *article,
			struct bw_page *page)
{
	const struct bw_later *later = later_of(view->later, view->n_later, article->key);
	struct bw_changes changes = {0};
	char day[BW_TIME_TEXT];

	if (!later)
		return;
	struct bw_block *section = bw_page_block(a, page, BW_BLOCK_SECTION);
	section->role = BW_ROLE_CHANGES;
	bw_quote_heading(a, section, 2, "Changed since it was archived");
	struct bw_block *note = bw_block_child(a, section, BW_BLOCK_PARAGRAPH);
	if (!later->text.len) {
		bw_block_printf(a, note, "On %s it was no longer at its address. What was archived stays.",
				bw_time_iso_day(later->fetched, day));
		return;
	}
	bw_difference(a, article->article->text, later->text, &changes);
	bw_block_printf(a, note, "On %s its text was another one: %zu %s.", bw_time_iso_day(later->fetched, day),
			changes.rows.len, changes.rows.len == 1 ? "paragraph differs" : "paragraphs differ");
	for (size_t i = 0; i < changes.rows.len && i < SHOWN_MAX; i++) {
		const struct bw_change *c = &changes.rows.ptr[i];
		if (c->was.end)
			put_words(a, section, article, NULL, c->was);
		if (c->is.end)
			put_words(a, section, article, later, c->is);
	}
}
