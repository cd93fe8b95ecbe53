#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/url.h"
#include "net/fetch.h"
#include "run/ingest.h"
#include "run/workers.h"

enum { LIST_MAX = 16 << 20 };

struct adding {
	struct bw_engine *e;
	const struct bw_add_request *request;
	bw_time now;
	struct bw_arena *a;
	struct bw_add_report *out;
};

static int put(struct adding *x, struct bw_source_row row, struct bw_err *err)
{
	bool is_new;
	row.desk = row.desk.len ? row.desk : x->request->desk;
	row.allow_private = x->request->allow_private;
	row.added = x->now;
	row.visited = row.succeeded = BW_TIME_NONE;
	int code = bw_store_source_put(x->e->store, &row, &is_new, err);
	if (!code)
		*BW_PUSH(x->a, &x->out->rows) = (struct bw_added){row.url, row.name, is_new};
	return code;
}

static int put_opml(struct adding *x, const struct bw_opml *opml, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < opml->entries.len; i++) {
		const struct bw_opml_entry *o = &opml->entries.ptr[i];
		struct bw_source_row row = {.name = o->title, .home = o->home, .kind = BW_SOURCE_UNKNOWN};
		if (!o->feed_url.len)
			continue;
		code = bw_url_canonical(x->a, o->feed_url, &row.url, err);
		if (!code)
			code = put(x, row, err);
	}
	if (!code && !x->out->rows.len)
		code = bw_err_set(err, BW_EINPUT, "the list names no feed");
	return code;
}

static int put_feed(struct adding *x, struct bw_str url, const struct bw_feed *feed, struct bw_err *err)
{
	struct bw_source_row row = {.url = url, .kind = feed->kind, .home = feed->home};
	row.name = x->request->name.len ? x->request->name : feed->title;
	return put(x, row, err);
}

static int put_discovered(struct adding *x, struct bw_str page, const struct bw_feed_links *found, struct bw_err *err)
{
	if (!found->links.len)
		return bw_err_set(err, BW_ENOTFOUND,
				  "%" BW_PRISTR
				  " is a page that names no feed; look for its feed (RSS, Atom) and add that address",
				  BW_ARG(page));
	struct bw_source_row row = {.home = page, .kind = BW_SOURCE_UNKNOWN};
	row.name = x->request->name.len ? x->request->name : found->page_title;
	int code = bw_url_canonical(x->a, found->links.ptr[0].url, &row.url, err);
	return code ? code : put(x, row, err);
}

/* What the bytes are and say, as a worker reads them. */
static int parse(struct adding *x, enum bw_parse_what what, const struct bw_response *r, struct bw_parse_result *out,
		 struct bw_err *err)
{
	struct bw_parse_task task = {
		.what = what,
		.bytes = r->body,
		.content_type = r->content_type,
		.url = r->url,
		.hints.published = BW_TIME_NONE,
		.updated = BW_TIME_NONE,
	};
	return bw_workers_run(x->e->workers, x->a, &task, 1, out, err);
}

static int fetch(struct adding *x, struct bw_str url, struct bw_response *r, struct bw_err *err)
{
	struct bw_fetcher *f;
	struct bw_request request = {.url = url, .allow_private = x->request->allow_private};
	int code = bw_fetcher_open(x->a, x->e->config, &f, err);
	if (code)
		return code;
	code = bw_fetch_all(f, x->a, &request, 1, r, NULL, NULL, err);
	bw_fetcher_close(f);
	if (!code && r->code)
		code = bw_err_set(err, r->code, "%s", r->err.msg);
	return code;
}

static int add_address(struct adding *x, struct bw_str url, struct bw_err *err)
{
	struct bw_response r = {0};
	struct bw_parse_result *parsed = BW_NEW(x->a, struct bw_parse_result);
	int code = fetch(x, url, &r, err);
	if (!code)
		code = parse(x, BW_PARSE_SOURCE, &r, parsed, err);
	if (code)
		return code;
	if (parsed->code)
		return bw_err_set(err, (enum bw_code)parsed->code, "%" BW_PRISTR ": %s", BW_ARG(url), parsed->err.msg);
	switch (parsed->sniffed) {
	case BW_SOURCE_OPML:
		return put_opml(x, &parsed->opml, err);
	case BW_SOURCE_PAGE:
		return put_discovered(x, r.url, &parsed->links, err);
	default:
		return put_feed(x, r.permanent && r.url.len ? r.url : url, &parsed->feed, err);
	}
}

static int add_folder(struct adding *x, const char *path, struct bw_err *err)
{
	struct bw_source_row row = {.kind = BW_SOURCE_FOLDER, .name = x->request->name};
	row.url = bw_arena_printf(x->a, "file://%s", path);
	if (!row.name.len)
		row.name = bw_str_from_pos(bw_str_from(path), bw_str_rfind_char(bw_str_from(path), '/') + 1);
	return put(x, row, err);
}

static int add_file(struct adding *x, const char *path, struct bw_err *err)
{
	struct bw_response r = {.url = bw_arena_printf(x->a, "file://%s", path)};
	struct bw_parse_result *parsed = BW_NEW(x->a, struct bw_parse_result);
	int code = bw_file_read(x->a, path, LIST_MAX, &r.body, err);
	if (!code)
		code = parse(x, BW_PARSE_SOURCE, &r, parsed, err);
	if (code)
		return code;
	if (parsed->sniffed != BW_SOURCE_OPML)
		return bw_err_set(err, BW_EINPUT,
				  "%s is no list of sources (OPML); to keep files, add the folder they stand in", path);
	if (parsed->code)
		return bw_err_set(err, (enum bw_code)parsed->code, "%s: %s", path, parsed->err.msg);
	return put_opml(x, &parsed->opml, err);
}

/* A list of files that is named on the command line may be relative; what is stored must not be. */
static int add_path(struct adding *x, const char *given, struct bw_err *err)
{
	struct stat st;
	char real[PATH_MAX];
	if (!realpath(given, real) || stat(real, &st))
		return bw_err_set(err, BW_ENOTFOUND,
				  "%s is neither an address (http:// or https://) nor a file or folder here", given);
	const char *path = bw_arena_cstr(x->a, bw_str_from(real));
	return S_ISDIR(st.st_mode) ? add_folder(x, path, err) : add_file(x, path, err);
}

int bw_ingest_add(struct bw_engine *e, const struct bw_add_request *request, bw_time now, struct bw_arena *a,
		  struct bw_add_report *out, struct bw_err *err)
{
	struct adding x = {e, request, now, a, out};
	bool web = bw_str_starts_ascii_nocase(request->what, BW_STR("http://")) ||
		   bw_str_starts_ascii_nocase(request->what, BW_STR("https://"));
	struct bw_str url;
	int code = bw_store_begin(e->store, err);
	if (code)
		return code;
	if (!web)
		code = add_path(&x, bw_arena_cstr(a, request->what), err);
	else if (!(code = bw_url_canonical(a, request->what, &url, err)))
		code = add_address(&x, url, err);
	if (!code)
		code = bw_store_commit(e->store, err);
	bw_store_abandon(e->store);
	return code;
}
