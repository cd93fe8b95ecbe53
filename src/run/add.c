#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/url.h"
#include "net/fetch.h"
#include "run/ingest.h"

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

static int put_opml(struct adding *x, struct bw_str bytes, struct bw_str base, struct bw_err *err)
{
	struct bw_opml opml = {0};
	int code = bw_opml_read(x->a, bytes, base, &opml, err);
	for (size_t i = 0; !code && i < opml.entries.len; i++) {
		const struct bw_opml_entry *o = &opml.entries.ptr[i];
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

static int put_feed(struct adding *x, struct bw_str url, enum bw_source_kind kind, const struct bw_response *r,
		    struct bw_err *err)
{
	struct bw_feed feed = {0};
	struct bw_source_row row = {.url = url, .kind = kind};
	int code = bw_feed_read(x->a, r->body, r->content_type, r->url, &feed, err);
	if (code)
		return code;
	row.name = x->request->name.len ? x->request->name : feed.title;
	row.home = feed.home;
	return put(x, row, err);
}

static int put_discovered(struct adding *x, const struct bw_response *r, struct bw_err *err)
{
	struct bw_feed_links found = {0};
	int code = bw_feed_discover(x->a, r->body, r->url, &found, err);
	if (code)
		return code;
	if (!found.links.len)
		return bw_err_set(err, BW_ENOTFOUND,
				  "%" BW_PRISTR
				  " is a page that names no feed; look for its feed (RSS, Atom) and add that address",
				  BW_ARG(r->url));
	struct bw_source_row row = {.home = r->url, .kind = BW_SOURCE_UNKNOWN};
	row.name = x->request->name.len ? x->request->name : found.page_title;
	code = bw_url_canonical(x->a, found.links.ptr[0].url, &row.url, err);
	return code ? code : put(x, row, err);
}

static int add_address(struct adding *x, struct bw_str url, struct bw_err *err)
{
	struct bw_fetcher *f;
	struct bw_response r = {0};
	struct bw_request request = {.url = url, .allow_private = x->request->allow_private};
	int code = bw_fetcher_open(x->a, x->e->config, &f, err);
	if (code)
		return code;
	code = bw_fetch_all(f, x->a, &request, 1, &r, NULL, NULL, err);
	bw_fetcher_close(f);
	if (code)
		return code;
	if (r.code)
		return bw_err_set(err, r.code, "%s", r.err.msg);
	enum bw_source_kind kind = bw_source_sniff(r.body, r.content_type);
	if (kind == BW_SOURCE_OPML)
		return put_opml(x, r.body, r.url, err);
	if (kind == BW_SOURCE_PAGE)
		return put_discovered(x, &r, err);
	if (kind == BW_SOURCE_UNKNOWN)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR " is neither a feed, a page nor a list of feeds",
				  BW_ARG(url));
	return put_feed(x, r.permanent && r.url.len ? r.url : url, kind, &r, err);
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
	struct bw_str bytes;
	int code = bw_file_read(x->a, path, LIST_MAX, &bytes, err);
	if (code)
		return code;
	if (bw_source_sniff(bytes, BW_STR_NONE) != BW_SOURCE_OPML)
		return bw_err_set(err, BW_EINPUT,
				  "%s is no list of sources (OPML); to keep files, add the folder they stand in", path);
	return put_opml(x, bytes, bw_arena_printf(x->a, "file://%s", path), err);
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
