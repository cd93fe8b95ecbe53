#include "run/proof.h"

#include "core/file.h"
#include "run/site.h"

enum { FILE_BYTES_MAX = 64 << 20 };

struct proving {
	struct bw_engine *e;
	struct bw_arena *a;     /* of the report */
	struct bw_arena moment; /* of one article */
	const char *dir;
	struct bw_proof *out;
};

static bool archived(void *ctx, uint64_t key, struct bw_str *title, struct bw_str *text)
{
	struct proving *p = ctx;
	struct bw_article_row row = {0};
	if (bw_store_article_get(p->e->store, &p->moment, key, &row, NULL))
		return false;
	*title = row.article.title;
	*text = row.article.text;
	return true;
}

static void fault(struct proving *p, struct bw_str page, struct bw_str sentence, const char *why, uint64_t article)
{
	*BW_PUSH(p->a, &p->out->faults.rows) = (struct bw_fault){bw_arena_str(p->a, page), bw_arena_str(p->a, sentence),
								 bw_arena_str(p->a, bw_str_from(why)), article};
}

/* What was archived and what was printed stand as they were written. */
static int prove_seals(struct proving *p, struct bw_err *err)
{
	static const char *const words[] = {
		[BW_PART_TEXT] = "the archived text is not the text that was archived (its SHA-256 differs)",
		[BW_PART_RAW] = "the archived page is not the page that came (its SHA-256 differs)",
		[BW_PART_FACTS] = "title, source, author or dates are not what was archived (their SHA-256 differs)",
		[BW_PART_VERSION] = "a later version of it is not what was archived (its SHA-256 differs)",
		[BW_PART_EDITION] = "the edition is not the one that was made (its SHA-256 differs)",
		[BW_PART_CORRECTION] = "the correction is not the one that was made (its SHA-256 differs)",
	};
	struct bw_broken_rows broken = {0};
	int code = bw_store_prove(p->e->store, p->a, &broken, err);
	for (size_t i = 0; !code && i < broken.rows.len; i++) {
		const struct bw_broken *b = &broken.rows.ptr[i];
		struct bw_str where = b->url;
		if (b->part == BW_PART_EDITION)
			where = bw_path_brief(p->a, b->desk, b->date);
		if (b->part == BW_PART_CORRECTION)
			where = bw_arena_printf(p->a, "correction %lld", (long long)b->correction);
		fault(p, where, b->title, words[b->part], b->article);
	}
	return code;
}

/* What the articles' statements cite; the faults are told after the rows are gone. */
static void prove_candidates(struct proving *p, struct bw_str url, uint64_t key, const struct bw_candidates *candidates)
{
	struct bw_archive archive = {archived, p};
	size_t first = p->out->faults.rows.len;
	for (size_t k = 0; k < candidates->n; k++) {
		const struct bw_candidate *c = &candidates->rows[k];
		struct bw_cite cite = {key, BW_CITE_TEXT, c->start, c->end, c->anchor_start, c->anchor_end, c->quote};
		bw_check_quote(p->a, url, &cite, &archive, &p->out->faults);
	}
	for (size_t i = first; i < p->out->faults.rows.len; i++) {
		struct bw_fault *f = &p->out->faults.rows.ptr[i];
		f->page = bw_arena_str(p->a, f->page);
		f->sentence = bw_arena_str(p->a, f->sentence);
	}
}

static int prove_article(void *ctx, struct bw_arena *a, const struct bw_derived_row *row, const struct bw_remembered *r,
			 struct bw_err *err)
{
	struct proving *p = ctx;
	struct bw_article_row article = {0};
	struct bw_candidates candidates = {0};
	bw_arena_reset(&p->moment);
	int code = bw_store_article_get(p->e->store, a, row->key, &article, err);
	if (code)
		return code;
	p->out->articles++;
	if (!bw_candidates_unpack(a, r->candidates, &candidates))
		fault(p, article.article.url, article.article.title,
		      "what was derived from it cannot be read; run 'bellwether rebuild'", row->key);
	prove_candidates(p, article.article.url, row->key, &candidates);
	return 0;
}

static int prove_editions(struct proving *p, struct bw_err *err)
{
	struct bw_editions editions = {0};
	struct bw_arena a;
	struct bw_archive archive = {archived, p};
	bw_arena_init(&a);
	int code = bw_store_edition_list(p->e->store, &a, BW_STR_NONE, &editions, err);
	for (size_t i = 0; !code && i < editions.rows.len; i++) {
		const struct bw_edition *e = &editions.rows.ptr[i];
		struct bw_page *page = BW_NEW(p->a, struct bw_page);
		struct bw_err unreadable = {0};
		bw_arena_reset(&p->moment);
		p->out->editions++;
		if (bw_page_read_json(p->a, e->page, page, &unreadable))
			fault(p, bw_path_brief(p->a, e->desk, e->date), BW_STR_NONE, unreadable.msg, 0);
		else
			bw_check_page(p->a, page, &archive, &p->out->faults);
	}
	bw_arena_release(&a);
	return code;
}

static int prove_signals(struct proving *p, struct bw_err *err)
{
	struct bw_signal_rows signals = {0};
	struct bw_archive archive = {archived, p};
	int code = bw_store_signal_list(p->e->store, p->a, INT64_MIN, INT64_MAX, &signals, err);
	for (size_t i = 0; !code && i < signals.rows.len; i++) {
		const struct bw_signal *s = &signals.rows.ptr[i];
		struct bw_cite cite = {s->title_article, BW_CITE_TEXT,   s->title_start, s->title_end,
				       s->title_start,   s->title_start, s->title};
		bw_arena_reset(&p->moment);
		bw_check_quote(p->a, bw_path_signal(p->a, s->id), &cite, &archive, &p->out->faults);
		p->out->signals++;
	}
	return code;
}

int bw_proof_store(struct bw_engine *e, struct bw_arena *a, struct bw_proof *out, struct bw_err *err)
{
	struct proving p = {.e = e, .a = a, .out = out};
	bw_arena_init(&p.moment);
	int code = prove_seals(&p, err);
	if (!code)
		code = bw_store_candidates_walk(e->store, INT64_MIN, &(struct bw_walk){prove_article, &p}, err);
	if (!code)
		code = prove_editions(&p, err);
	if (!code)
		code = prove_signals(&p, err);
	bw_arena_release(&p.moment);
	return code;
}

/* ---- a published site ---- */

/* The text of a page without its tags, entities of the five that our renderer writes resolved. */
static struct bw_str without_markup(struct bw_arena *a, struct bw_str html)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
	char *out = bw_arena_alloc(a, html.len + 1);
	size_t n = 0;
	bool in_tag = false;
	for (size_t i = 0; i < html.len; i++) {
		char c = html.ptr[i];
		if (c == '<' || c == '>') {
			in_tag = c == '<';
			continue;
		}
		if (in_tag)
			continue;
		for (size_t k = 0; c == '&' && k < sizeof(entities) / sizeof(entities[0]); k++)
			if (bw_str_starts(bw_str_from_pos(html, i), bw_str_from(entities[k].entity))) {
				c = entities[k].c;
				i += strlen(entities[k].entity) - 1;
				break;
			}
		out[n++] = c;
	}
	return (struct bw_str){out, n};
}

struct missing {
	struct bw_str text, found;
};

static int find_missing(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct missing *m = ctx;
	(void)b;
	if (bw_str_find(m->text, i->text, 0) != BW_NPOS)
		return 0;
	m->found = i->text;
	return 1;
}

/* The line in which two texts first differ, as it should be. */
static struct bw_str differing_line(struct bw_str want, struct bw_str have)
{
	size_t i = 0;
	while (i < want.len && i < have.len && want.ptr[i] == have.ptr[i])
		i++;
	size_t start = i, end = bw_str_find_char(want, '\n', i);
	while (start > 0 && want.ptr[start - 1] != '\n')
		start--;
	return bw_str_trim(bw_str_sub(want, start, (end == BW_NPOS ? want.len : end) - start));
}

static int compare_file(void *ctx, struct bw_str path, struct bw_str bytes, const struct bw_page *page,
			struct bw_err *err)
{
	struct proving *p = ctx;
	struct bw_str have;
	bw_arena_reset(&p->moment);
	const char *full = bw_arena_printf(&p->moment, "%s/%" BW_PRISTR, p->dir, BW_ARG(path)).ptr;
	p->out->files++;
	if (bw_file_read(&p->moment, full, FILE_BYTES_MAX, &have, err)) {
		fault(p, bw_str_from(full), BW_STR_NONE, err->msg, 0);
		*err = (struct bw_err){0};
		return 0;
	}
	if (bw_str_eq(have, bytes))
		return 0;
	struct missing m = {.found = BW_STR_NONE};
	if (page && bw_str_ends(path, BW_STR(".html"))) {
		m.text = without_markup(&p->moment, have);
		bw_page_walk(page, find_missing, &m);
	}
	if (!m.found.len)
		m.found = differing_line(bytes, have);
	fault(p, bw_str_from(full), m.found, "the page does not say this as the archive gives it", 0);
	return 0;
}

int bw_proof_site(struct bw_engine *e, struct bw_arena *a, const char *dir, struct bw_proof *out, struct bw_err *err)
{
	struct proving p = {.e = e, .a = a, .dir = dir, .out = out};
	bw_arena_init(&p.moment);
	int code = bw_site_walk(e, compare_file, &p, err);
	bw_arena_release(&p.moment);
	return code;
}
