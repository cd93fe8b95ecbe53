#include "compose/check.h"

#include "compose/trim.h"

struct checking {
	struct bw_arena *a;
	struct bw_str where;
	const struct bw_archive *archive;
	struct bw_faults *faults;
	struct bw_str moved; /* an attribution that a source mark still owes */
	uint64_t moved_from;
};

static void fault(struct checking *c, struct bw_str sentence, uint64_t article, struct bw_str why)
{
	struct bw_fault *f = BW_PUSH(c->a, &c->faults->rows);

	f->page = c->where;
	f->sentence = sentence;
	f->article = article;
	f->why = why;
}

static size_t first_difference(struct bw_str x, struct bw_str y)
{
	size_t i = 0;

	while (i < x.len && i < y.len && x.ptr[i] == y.ptr[i])
		i++;
	return i;
}

static struct bw_str where_it_differs(struct bw_arena *a, const struct bw_cite *cite, struct bw_str held)
{
	return bw_arena_printf(a, "the archive holds other words at bytes %u to %u, from byte %zu on", cite->start,
			       cite->end, cite->start + first_difference(cite->quote, held));
}

static void check_cite(struct checking *c, struct bw_str sentence, const struct bw_cite *cite)
{
	struct bw_str title = BW_STR_NONE, text = BW_STR_NONE, field, held;

	c->faults->cites++;
	bool held_at_all = cite->field == BW_CITE_VERSION
				   ? c->archive->version && c->archive->version(c->archive->ctx, cite->article, &text)
				   : c->archive->article(c->archive->ctx, cite->article, &title, &text);
	if (!held_at_all) {
		fault(c, sentence, cite->article, BW_STR("the archive does not hold the article"));
		return;
	}
	field = cite->field == BW_CITE_TITLE ? title : text;
	if (cite->start >= cite->end || cite->end > field.len) {
		fault(c, sentence, cite->article,
		      bw_arena_printf(c->a, "bytes %u to %u lie outside the archived %s of %zu bytes", cite->start,
				      cite->end, cite->field == BW_CITE_TITLE ? "title" : "text", field.len));
		return;
	}
	held = bw_str_sub(field, cite->start, cite->end - cite->start);
	if (!bw_str_eq(held, cite->quote))
		fault(c, sentence, cite->article, where_it_differs(c->a, cite, held));
	if (cite->anchor_start > cite->anchor_end ||
	    (cite->anchor_end > cite->anchor_start &&
	     (cite->anchor_start < cite->start || cite->anchor_end > cite->end)))
		fault(c, sentence, cite->article, BW_STR("the anchor lies outside its quote"));
}

static void check_words(struct checking *c, const struct bw_inline *i)
{
	unsigned applied;
	struct bw_str wanted = bw_trim(c->a, i->cites[0].quote, i->trims, &applied);

	if (applied != i->trims)
		fault(c, i->text, i->cites[0].article, BW_STR("a trim is named that does not fit the cited words"));
	else if (!bw_str_eq(wanted, i->text))
		fault(c, i->text, i->cites[0].article,
		      bw_arena_printf(c->a, "the cited words do not give this sentence, from byte %zu on",
				      first_difference(wanted, i->text)));
}

static void owe_attribution(struct checking *c, const struct bw_inline *i)
{
	unsigned applied;
	struct bw_str before = bw_trim(c->a, i->cites[0].quote, i->trims & ~(unsigned)BW_TRIM_ATTRIBUTION, &applied);

	c->moved = bw_trim_attribution(before);
	c->moved_from = i->cites[0].article;
}

static void settle_attribution(struct checking *c, struct bw_str mark)
{
	if (c->moved.len && bw_str_find_ascii_nocase(mark, c->moved, 0) == BW_NPOS)
		fault(c, c->moved, c->moved_from,
		      BW_STR("the attribution that was taken off stands in no source mark"));
	c->moved = BW_STR("");
}

static int check_inline(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct checking *c = ctx;
	bool from_source = i->kind == BW_INLINE_SENTENCE || i->kind == BW_INLINE_TITLE;

	if (i->kind != BW_INLINE_STATUS)
		settle_attribution(c, i->kind == BW_INLINE_SOURCE ? i->text : BW_STR(""));
	c->faults->sentences += from_source;
	for (uint32_t k = 0; k < i->n_cites; k++)
		check_cite(c, i->text, &i->cites[k]);
	if (b->kind == BW_BLOCK_QUOTE && i == b->inlines.ptr && i->kind != BW_INLINE_SENTENCE)
		fault(c, i->text, 0, BW_STR("a quote does not begin with a source sentence"));
	if (!from_source)
		return 0;
	if (!i->n_cites) {
		fault(c, i->text, 0, BW_STR("nothing is cited for it"));
		return 0;
	}
	if (i->kind == BW_INLINE_TITLE && (i->trims || i->cites[0].field != BW_CITE_TITLE))
		fault(c, i->text, i->cites[0].article, BW_STR("a headline must be cited whole, as a headline"));
	check_words(c, i);
	if (i->trims & BW_TRIM_ATTRIBUTION)
		owe_attribution(c, i);
	return 0;
}

void bw_check_page(struct bw_arena *a, const struct bw_page *page, const struct bw_archive *archive,
		   struct bw_faults *faults)
{
	struct checking c = {a, page->path, archive, faults, BW_STR(""), 0};

	bw_page_walk(page, check_inline, &c);
	settle_attribution(&c, BW_STR(""));
}

void bw_check_quote(struct bw_arena *a, struct bw_str where, const struct bw_cite *cite,
		    const struct bw_archive *archive, struct bw_faults *faults)
{
	struct checking c = {a, where, archive, faults, BW_STR(""), 0};

	faults->sentences++;
	check_cite(&c, cite->quote, cite);
}
