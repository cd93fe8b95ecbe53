#include "run/site.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "compose/changed.h"
#include "compose/quote.h"
#include "core/file.h"
#include "core/map.h"
#include "render/render.h"
#include "run/view.h"

enum { FILE_BYTES_MAX = 64 << 20 };

/* The files of the site, a line each: what an earlier publishing wrote and this one does not is taken away. */
#define FILE_LIST "files.txt"

static const struct bw_renderer *const formats[] = {&bw_render_html, &bw_render_json, &bw_render_markdown};

struct walking {
	struct bw_engine *e;
	bw_site_visit visit;
	void *ctx;
	struct bw_loaded_view v;
	struct bw_editions editions;
	struct bw_edition_row *rows; /* newest first */
	struct bw_arena page;        /* of one page */
	struct bw_buf bytes;
	struct bw_buf names; /* of the files given, a line each */
	struct bw_map told;  /* ids of developments that editions tell of */
	struct bw_err *err;
};

static int give_file(struct walking *w, struct bw_str path, struct bw_str bytes, const struct bw_page *page)
{
	bw_buf_str(&w->names, path);
	bw_buf_char(&w->names, '\n');
	return w->visit(w->ctx, path, bytes, page, w->err);
}

/* Gives a page in all its formats, then forgets it. What rests on words that their source has changed is marked. */
static int give(struct walking *w, struct bw_page *page)
{
	struct bw_render_options options = {.site_title = BW_STR("Bellwether")};
	int code = 0;
	bw_changed_flag(&w->page, w->v.view.later, w->v.view.n_later, page);
	for (size_t i = 0; !code && i < sizeof(formats) / sizeof(formats[0]); i++) {
		bw_buf_reset(&w->bytes);
		formats[i]->render(page, &options, &w->bytes);
		if (w->bytes.failed)
			return bw_err_set(w->err, BW_ELIMIT, "page %" BW_PRISTR " is too large", BW_ARG(page->path));
		struct bw_str path =
			bw_arena_printf(&w->page, "%" BW_PRISTR "%s", BW_ARG(page->path), formats[i]->extension);
		code = give_file(w, path, bw_buf_view(&w->bytes), page);
	}
	bw_arena_reset(&w->page);
	return code;
}

static void note_told(struct walking *w, const struct bw_block *b)
{
	if (b->role == BW_ROLE_DEVELOPMENT)
		bw_map_put(&w->told, b->ref, NULL);
	for (size_t i = 0; i < b->children.len; i++)
		note_told(w, b->children.ptr[i]);
}

static int give_editions(struct walking *w)
{
	int code = 0;
	for (size_t i = 0; !code && i < w->editions.rows.len; i++) {
		struct bw_page page = {0};
		code = bw_page_read_json(&w->page, w->editions.rows.ptr[i].page, &page, w->err);
		for (size_t k = 0; !code && k < page.blocks.len; k++)
			note_told(w, page.blocks.ptr[k]);
		if (!code)
			code = give(w, &page);
	}
	return code;
}

/* In place of a development that was merged, or decided otherwise since an edition told of it: where it is now. */
static int give_leading(struct walking *w, uint64_t id)
{
	const struct bw_view *view = &w->v.view;
	const struct bw_view_development *d = bw_view_find(&w->v, id);
	struct bw_page page = {.type = BW_PAGE_DEVELOPMENT, .at = view->now};
	if (!d || d->id == id)
		return 0;
	const struct bw_view_article *x = &view->articles[bw_development_heading(view, d)];
	struct bw_block *b = bw_page_block(&w->page, &page, BW_BLOCK_HEADING);
	page.title = x->article->title;
	page.path = bw_path_development(&w->page, id);
	b->level = 1;
	bw_quote_title(&w->page, b, x);
	b = bw_page_block(&w->page, &page, BW_BLOCK_PARAGRAPH);
	bw_block_inline(&w->page, b, BW_INLINE_TEXT, BW_STR("What was told under this address is part of"));
	bw_block_inline(&w->page, b, BW_INLINE_LINK, BW_STR("another development now"))->href =
		bw_path_development(&w->page, d->id);
	return give(w, &page);
}

static int give_leads(struct walking *w)
{
	const struct bw_view *view = &w->v.view;
	int code = 0;
	for (size_t i = 0; i < view->n_redirects; i++)
		bw_map_put(&w->told, view->redirects[i].from, NULL);
	for (uint32_t i = 0; !code && i < w->told.len; i++)
		code = give_leading(w, w->told.entries[i].key);
	return code;
}

static int give_things(struct walking *w)
{
	const struct bw_view *view = &w->v.view;
	int code = 0;
	for (size_t i = 0; !code && i < view->n_signals; i++) {
		struct bw_page page = {0};
		bw_signal_page(&w->page, w->e->annotator, view, &view->signals[i], &page);
		code = give(w, &page);
	}
	for (size_t i = 0; !code && i < view->n_developments; i++) {
		struct bw_page page = {0};
		bw_development_page(&w->page, view, &view->developments[i], &page);
		code = give(w, &page);
		if (code)
			break;
		bw_development_why(&w->page, view, &view->developments[i], &page);
		code = give(w, &page);
	}
	for (size_t i = 0; !code && i < view->n_articles; i++) {
		struct bw_page page = {0};
		bw_article_page(&w->page, view, &view->articles[i], &page);
		code = give(w, &page);
	}
	return code;
}

static int give_listings(struct walking *w)
{
	size_t n = w->editions.rows.len;
	struct bw_page front = {0}, signals = {0}, developments = {0}, archive = {0};
	bw_front_page(&w->page, &w->e->desks, w->rows, n, &w->v.view, &front);
	int code = give(w, &front);
	if (code)
		return code;
	bw_signals_listing(&w->page, w->e->annotator, &w->v.view, &signals);
	if ((code = give(w, &signals)))
		return code;
	bw_developments_listing(&w->page, &w->v.view, &developments);
	if ((code = give(w, &developments)))
		return code;
	bw_archive_listing(&w->page, w->rows, n, NULL, w->v.view.now, &archive);
	code = give(w, &archive);
	for (size_t i = 0; !code && i < w->e->desks.n; i++) {
		struct bw_page desk = {0};
		bw_archive_listing(&w->page, w->rows, n, &w->e->desks.rows[i], w->v.view.now, &desk);
		code = give(w, &desk);
	}
	return code;
}

static struct bw_str desk_name(const struct bw_engine *e, struct bw_str id)
{
	for (size_t i = 0; i < e->desks.n; i++)
		if (bw_str_eq(e->desks.rows[i].id, id))
			return e->desks.rows[i].name;
	return id;
}

static int load_editions(struct walking *w)
{
	int code = bw_store_edition_list(w->e->store, &w->v.arena, BW_STR_NONE, &w->editions, w->err);
	size_t n = w->editions.rows.len;
	w->rows = BW_ARRAY(&w->v.arena, struct bw_edition_row, n);
	for (size_t i = 0; !code && i < n; i++) {
		const struct bw_edition *e = &w->editions.rows.ptr[n - 1 - i];
		struct bw_page page = {0};
		code = bw_page_read_json(&w->v.arena, e->page, &page, w->err);
		w->rows[i] = (struct bw_edition_row){
			e->desk, desk_name(w->e, e->desk), e->date, page.title, e->outcome, e->reason};
	}
	return code;
}

static int walk(struct walking *w)
{
	int code = load_editions(w);
	if (!code)
		code = give_file(w, BW_STR("style.css"), bw_render_stylesheet(), NULL);
	if (!code)
		code = give_listings(w);
	if (!code)
		code = give_editions(w);
	if (!code)
		code = give_things(w);
	if (!code)
		code = give_leads(w);
	return code ? code : w->visit(w->ctx, BW_STR(FILE_LIST), bw_buf_view(&w->names), NULL, w->err);
}

int bw_site_walk(struct bw_engine *e, bw_site_visit visit, void *ctx, struct bw_err *err)
{
	struct walking w = {.e = e, .visit = visit, .ctx = ctx, .err = err};
	struct bw_view_request request = {.since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	int code = bw_store_clock(e->store, &request.now, err);
	if (code || (code = bw_view_load(e, &request, &w.v, err)))
		return code;
	bw_arena_init(&w.page);
	bw_buf_init(&w.bytes, FILE_BYTES_MAX);
	bw_buf_init(&w.names, FILE_BYTES_MAX);
	bw_map_init(&w.told);
	code = walk(&w);
	bw_map_release(&w.told);
	bw_buf_release(&w.names);
	bw_buf_release(&w.bytes);
	bw_arena_release(&w.page);
	bw_view_release(&w.v);
	return code;
}

struct publishing {
	const char *dir;
	size_t n;
	struct bw_arena path;
	struct bw_arena names;
	struct bw_strmap written;
};

static int write_file(void *ctx, struct bw_str path, struct bw_str bytes, const struct bw_page *page,
		      struct bw_err *err)
{
	struct publishing *p = ctx;
	(void)page;
	bw_arena_reset(&p->path);
	struct bw_str full = bw_arena_printf(&p->path, "%s/%" BW_PRISTR, p->dir, BW_ARG(path));
	struct bw_str folder = bw_arena_str(&p->path, bw_str_sub(full, 0, bw_str_rfind_char(full, '/')));
	int code = bw_file_make_dirs(folder.ptr, err);
	p->n++;
	bw_strmap_put(&p->written, path, NULL);
	return code ? code : bw_file_write_derived(full.ptr, bytes, err);
}

/* "NAME.1234.tmp" that a process left which was killed while it wrote NAME (core/file.h). */
static bool is_left_over(struct bw_str name)
{
	int64_t pid;
	if (!bw_str_ends(name, BW_STR(".tmp")))
		return false;
	struct bw_str rest = bw_str_sub(name, 0, name.len - strlen(".tmp"));
	size_t dot = bw_str_rfind_char(rest, '.');
	return dot != BW_NPOS && bw_str_to_i64(bw_str_from_pos(rest, dot + 1), &pid) && pid > 0 &&
	       kill((pid_t)pid, 0) && errno == ESRCH;
}

static int sweep(const char *dir, struct bw_err *err)
{
	struct bw_arena a;
	const struct bw_str *names;
	size_t n;
	bw_arena_init(&a);
	int code = bw_file_list(&a, dir, &names, &n, err);
	for (size_t i = 0; !code && i < n; i++)
		if (is_left_over(names[i]))
			unlink(bw_arena_printf(&a, "%s/%" BW_PRISTR, dir, BW_ARG(names[i])).ptr);
	bw_arena_release(&a);
	return code;
}

/* The list comes from the folder: a line of it names a file below the folder, or is not followed. */
static bool stays_below(struct bw_str name)
{
	return name.len && name.ptr[0] != '/' && bw_str_find(name, BW_STR(".."), 0) == BW_NPOS;
}

static void take_away_stale(struct publishing *p, struct bw_str list)
{
	struct bw_str name;
	while (bw_str_split(&list, '\n', &name)) {
		bw_arena_reset(&p->path);
		if (stays_below(name) && !bw_strmap_get(&p->written, name))
			unlink(bw_arena_printf(&p->path, "%s/%" BW_PRISTR, p->dir, BW_ARG(name)).ptr);
	}
}

int bw_site_publish(struct bw_engine *e, const char *dir, size_t *n, struct bw_err *err)
{
	struct publishing p = {.dir = dir};
	struct bw_str before = BW_STR_NONE;
	bw_arena_init(&p.path);
	bw_arena_init(&p.names);
	bw_strmap_init(&p.written, &p.names);
	bw_file_read(&p.names, bw_arena_printf(&p.names, "%s/" FILE_LIST, dir).ptr, FILE_BYTES_MAX, &before, NULL);
	int code = bw_site_walk(e, write_file, &p, err);
	if (!code)
		take_away_stale(&p, before);
	if (!code)
		code = sweep(dir, err);
	bw_strmap_release(&p.written);
	bw_arena_release(&p.names);
	bw_arena_release(&p.path);
	*n = p.n;
	return code;
}
