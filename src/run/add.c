#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/url.h"
#include "run/fetcher.h"
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
	row.owner = x->request->owner.len ? x->request->owner : row.owner;
	row.allow_private = x->request->allow_private;
	row.added = x->now;
	row.visited = row.succeeded = BW_TIME_NONE;
	int code = bw_store_source_put(x->e->store, &row, &is_new, err);
	if (!code)
		*BW_PUSH(x->a, &x->out->rows) = (struct bw_added){row.url, row.name, row.kind, is_new};
	return code;
}

static struct bw_str desk_called(const struct adding *x, struct bw_str name)
{
	for (size_t i = 0; i < x->e->desks.n; i++) {
		const struct bw_desk *d = &x->e->desks.rows[i];
		if (bw_str_eq_ascii_nocase(name, d->name) || bw_str_eq_ascii_nocase(name, d->id))
			return d->id;
	}
	return BW_STR_NONE;
}

/* A folder of a list that is called as a desk is that desk; of nested ones the innermost that is. */
static struct bw_str desk_of(const struct adding *x, struct bw_str folder)
{
	struct bw_str desk = desk_called(x, folder), name;
	bool whole = desk.len > 0;
	while (!whole && bw_str_split(&folder, '/', &name)) {
		struct bw_str inner = desk_called(x, bw_str_trim(name));
		desk = inner.len ? inner : desk;
	}
	return desk;
}

static int put_opml(struct adding *x, const struct bw_opml *opml, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < opml->entries.len; i++) {
		const struct bw_opml_entry *o = &opml->entries.ptr[i];
		struct bw_source_row row = {
			.name = o->title, .home = o->home, .owner = o->owner, .kind = BW_SOURCE_UNKNOWN};
		row.desk = desk_of(x, o->folder);
		if (!o->feed_url.len)
			continue;
		code = bw_url_canonical(x->a, o->feed_url, &row.url, err);
		if (!code)
			code = put(x, row, err);
	}
	for (size_t i = 0; !code && i < opml->includes.len; i++)
		*BW_PUSH(x->a, &x->out->includes) = opml->includes.ptr[i];
	if (!code && !x->out->rows.len && !opml->includes.len)
		code = bw_err_set(err, BW_EINPUT, "the list names no feed");
	return code;
}

static int put_feed(struct adding *x, struct bw_str url, const struct bw_feed *feed, struct bw_err *err)
{
	struct bw_source_row row = {.url = url, .kind = feed->kind, .home = feed->home};
	row.name = x->request->name.len ? x->request->name : feed->title;
	return put(x, row, err);
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

static int put_discovered(struct adding *x, struct bw_str page, const struct bw_feed_links *found, struct bw_err *err)
{
	struct bw_source_row row = {.home = page, .kind = BW_SOURCE_UNKNOWN};
	row.name = x->request->name.len ? x->request->name : found->page_title;
	int code = bw_url_canonical(x->a, found->links.ptr[0].url, &row.url, err);
	return code ? code : put(x, row, err);
}

/* A page is watched itself when it names no feed, or when that is wanted. */
static int put_watched(struct adding *x, const struct bw_response *r, struct bw_str title, struct bw_err *err)
{
	enum { LINKS_MIN = 3 };
	struct bw_parse_result *parsed = BW_NEW(x->a, struct bw_parse_result);
	struct bw_source_row row = {.home = r->url, .kind = BW_SOURCE_PAGE};
	int code = parse(x, BW_PARSE_LINKS, r, parsed, err);
	if (code)
		return code;
	if (!x->request->watch && (parsed->code || parsed->feed.items.len < LINKS_MIN))
		return bw_err_set(err, BW_ENOTFOUND,
				  "%" BW_PRISTR " is a page that names no feed and has too few links to articles to be "
				  "watched; look for its feed (RSS, Atom) and add that address, or say --watch",
				  BW_ARG(r->url));
	row.name = x->request->name.len ? x->request->name : title;
	code = bw_url_canonical(x->a, r->url, &row.url, err);
	return code ? code : put(x, row, err);
}

static int fetch(struct adding *x, struct bw_str url, struct bw_response *r, struct bw_err *err)
{
	struct bw_fetcher *f;
	struct bw_request request = {.url = url, .allow_private = x->request->allow_private};
	int code = bw_engine_fetcher(x->e, x->a, &f, err);
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
		return parsed->links.links.len && !x->request->watch
			       ? put_discovered(x, r.url, &parsed->links, err)
			       : put_watched(x, &r, parsed->links.page_title, err);
	default:
		return put_feed(x, r.permanent && r.url.len ? r.url : url, &parsed->feed, err);
	}
}

static bool is_maildir(struct adding *x, const char *path)
{
	static const char *const parts[] = {"cur", "new", "tmp"};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!bw_file_is_dir(bw_arena_printf(x->a, "%s/%s", path, parts[i]).ptr))
			return false;
	return true;
}

static int put_path(struct adding *x, const char *path, enum bw_source_kind kind, struct bw_err *err)
{
	struct bw_source_row row = {.kind = kind, .name = x->request->name};
	row.url = bw_arena_printf(x->a, "file://%s", path);
	if (!row.name.len)
		row.name = bw_str_from_pos(bw_str_from(path), bw_str_rfind_char(bw_str_from(path), '/') + 1);
	return put(x, row, err);
}

/* What a file of many documents is, by its first bytes; an archive that is packed, by its name. */
static enum bw_source_kind container_kind(const char *path)
{
	char head[5] = "";
	struct bw_str name = bw_str_from(path);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof(head));
	if (fd >= 0)
		close(fd);
	if (n == sizeof(head) && !memcmp(head, "From ", sizeof(head)))
		return BW_SOURCE_MAILBOX;
	if ((n == sizeof(head) && !memcmp(head, "WARC/", sizeof(head))) || bw_str_ends(name, BW_STR(".warc.gz")))
		return BW_SOURCE_ARCHIVE;
	return BW_SOURCE_UNKNOWN;
}

static int add_file(struct adding *x, const char *path, struct bw_err *err)
{
	enum bw_source_kind kind = container_kind(path);
	if (kind != BW_SOURCE_UNKNOWN)
		return put_path(x, path, kind, err);
	struct bw_response r = {.url = bw_arena_printf(x->a, "file://%s", path)};
	struct bw_parse_result *parsed = BW_NEW(x->a, struct bw_parse_result);
	int code = bw_file_read(x->a, path, LIST_MAX, &r.body, err);
	if (!code)
		code = parse(x, BW_PARSE_SOURCE, &r, parsed, err);
	if (code)
		return code;
	if (parsed->sniffed != BW_SOURCE_OPML)
		return bw_err_set(err, BW_EINPUT,
				  "%s is no list of sources (OPML), no mailbox and no web archive (WARC); to keep "
				  "files, add the folder they stand in",
				  path);
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
	if (!S_ISDIR(st.st_mode))
		return add_file(x, path, err);
	return put_path(x, path, is_maildir(x, path) ? BW_SOURCE_MAILDIR : BW_SOURCE_FOLDER, err);
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
