/*
 * Sources that are files: a folder of documents, a Maildir, a mailbox, a web archive. A document of a folder is known
 * by its name and the digest of its bytes, so that a changed file is read again; a mailbox or an archive is read again
 * when its size or date has changed, a mailbox that grew from where it ended before.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/digest.h"
#include "core/file.h"
#include "core/url.h"
#include "run/pdf.h"
#include "run/visit_part.h"

enum { FILE_MAX = 64 << 20, HANDFUL = 16, HANDFUL_BYTES = 16 << 20, COMMIT_EVERY = 64 };

bool bw_visit_is_file(enum bw_source_kind kind)
{
	return kind == BW_SOURCE_FOLDER || kind == BW_SOURCE_MAILDIR || kind == BW_SOURCE_MAILBOX ||
	       kind == BW_SOURCE_ARCHIVE;
}

static const char *path_of(const struct bw_source_row *s)
{
	return s->url.ptr + strlen("file://");
}

/* Archives what was read, or remembers why not. *waits: it is dated later than the clock of a replay. */
static int keep_document(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *keep, struct bw_parse_result *x,
			 bool *waits, struct bw_err *err)
{
	if (!x->code && (x->is_feed || x->sniffed == BW_SOURCE_OPML))
		x->code = bw_err_set(&x->err, BW_EINPUT, "it is no article");
	if (!x->code && x->kind == BW_PAGE_ARTICLE)
		x->code = bw_ingest_check_length(v->e, &x->article, &x->err);
	if (x->code) {
		bw_visit_tell(v, keep->url, bw_arena_printf(a, "set aside: %s", x->err.msg).ptr);
		return bw_keep_aside(v, keep->source, keep->url, x->err.msg, err);
	}
	if (x->kind != BW_PAGE_ARTICLE) {
		const char *why = bw_arena_printf(a, "it is %s", bw_page_kind_words(x->kind)).ptr;
		bw_visit_tell(v, keep->url, bw_arena_printf(a, "set aside: %s", why).ptr);
		return bw_keep_aside(v, keep->source, keep->url, why, err);
	}
	*waits = bw_visit_is_later(v, x->article.published);
	v->out->waiting += *waits;
	return *waits ? 0 : bw_keep(v, keep, err);
}

/* ---- folders of documents ---- */

struct folder {
	struct bw_visit *v;
	struct bw_source_row *source;
	struct bw_arena arena; /* of a handful of files */
	struct bw_parse_task tasks[HANDFUL];
	struct bw_str marks[HANDFUL]; /* the address with the digest of the bytes */
	struct bw_str raw[HANDFUL];
	struct bw_err faults[HANDFUL]; /* of a PDF whose text cannot be had */
	size_t n, bytes;
};

static int flush(struct folder *f, struct bw_err *err)
{
	struct bw_parse_result *results = BW_ARRAY(&f->arena, struct bw_parse_result, f->n);
	bool waits;
	int code = bw_visit_parse(f->v, &f->arena, f->tasks, f->n, results, err);
	if (!code)
		code = bw_store_begin(f->v->e->store, err);
	for (size_t i = 0; !code && i < f->n; i++) {
		struct bw_keep keep = {.source = f->source,
				       .url = f->marks[i],
				       .id = results[i].id,
				       .parsed = &results[i].article,
				       .raw = f->raw[i]};
		if (f->faults[i].code) {
			results[i].code = (int)f->faults[i].code;
			results[i].err = f->faults[i];
		}
		code = keep_document(f->v, &f->arena, &keep, &results[i], &waits, err);
	}
	if (!code)
		code = bw_store_commit(f->v->e->store, err);
	bw_store_abandon(f->v->e->store);
	bw_arena_reset(&f->arena);
	f->n = f->bytes = 0;
	return code;
}

static int take_file(struct folder *f, struct bw_str name, enum bw_parse_what what, struct bw_err *err)
{
	char hex[BW_SHA256_HEX];
	struct bw_err fault = {0};
	struct bw_seen seen;
	struct bw_str bytes,
		type = BW_STR_NONE,
		url = bw_arena_printf(&f->arena, "%" BW_PRISTR "/%" BW_PRISTR, BW_ARG(f->source->url), BW_ARG(name));
	if (bw_file_read(&f->arena, url.ptr + strlen("file://"), FILE_MAX, &bytes, &fault)) {
		f->v->teller->warn(f->v->teller->ctx, fault.msg);
		return 0;
	}
	struct bw_str mark =
		bw_arena_printf(&f->arena, "%" BW_PRISTR "#%s", BW_ARG(url), bw_sha256_hex(bw_sha256(bytes), hex));
	int code = bw_store_seen(f->v->e->store, &f->arena, mark, f->v->clock.now, 0, &seen, err);
	if (code || seen.known)
		return code;
	f->raw[f->n] = bytes;
	if (what == BW_PARSE_DOCUMENT && bw_pdf_prepare(&f->arena, &bytes, &type, &fault) == BW_ENOTFOUND) {
		f->v->teller->warn(f->v->teller->ctx, fault.msg); /* until the program is installed */
		return 0;
	}
	f->marks[f->n] = mark;
	f->faults[f->n] = fault;
	f->tasks[f->n++] = (struct bw_parse_task){.what = what,
						  .bytes = bytes,
						  .content_type = type,
						  .url = url,
						  .hints.published = BW_TIME_NONE,
						  .updated = BW_TIME_NONE};
	f->bytes += bytes.len;
	return f->n == HANDFUL || f->bytes > HANDFUL_BYTES ? flush(f, err) : 0;
}

/* Messages of a Maildir stand in cur and new; tmp holds those that are not whole yet. */
static bool is_message(struct bw_str name)
{
	return bw_str_starts(name, BW_STR("cur/")) || bw_str_starts(name, BW_STR("new/")) ||
	       bw_str_find(name, BW_STR("/cur/"), 0) != BW_NPOS || bw_str_find(name, BW_STR("/new/"), 0) != BW_NPOS;
}

static int visit_folder(struct bw_visit *v, struct bw_source_row *s, struct bw_err *err)
{
	struct folder f = {.v = v, .source = s};
	const struct bw_str *names;
	struct bw_err fault = {0};
	size_t n = 0;
	int code = 0;
	if (bw_file_list(&v->part, path_of(s), &names, &n, &fault)) {
		bw_visit_failed(v, s, fault.msg);
		return 0;
	}
	bw_visit_read(v, s, BW_STR_NONE);
	bw_arena_init(&f.arena);
	for (size_t i = 0; !code && i < n; i++) {
		if (s->kind == BW_SOURCE_FOLDER)
			code = take_file(&f, names[i], BW_PARSE_DOCUMENT, err);
		else if (is_message(names[i]))
			code = take_file(&f, names[i], BW_PARSE_MESSAGE, err);
		if (i % HANDFUL == 0)
			v->teller->progress(v->teller->ctx, "reading files", i, n);
	}
	if (!code)
		code = flush(&f, err);
	bw_arena_release(&f.arena);
	return code;
}

/* ---- mailboxes and archives ---- */

struct container {
	struct bw_visit *v;
	struct bw_source_row *source;
	struct bw_arena arena; /* of one document */
	int fd;
	off_t from;
	int64_t size, done;
	size_t n, n_refused;
	bool waits; /* something of it is left for a later clock */
};

static size_t read_some(void *ctx, char *to, size_t n)
{
	struct container *c = ctx;
	ssize_t got = read(c->fd, to, n);
	c->done += got > 0 ? got : 0;
	c->v->teller->progress(c->v->teller->ctx, "reading a file (MB)", (size_t)(c->done >> 20),
			       (size_t)(c->size >> 20));
	return got > 0 ? (size_t)got : 0;
}

static bool rewind_file(void *ctx)
{
	struct container *c = ctx;
	c->done = c->from;
	return lseek(c->fd, c->from, SEEK_SET) == c->from;
}

static void take_refused(void *ctx, const char *why)
{
	struct container *c = ctx;
	c->n_refused++;
	bw_visit_tell(c->v, c->source->url, why);
}

static int take_document(void *ctx, const struct bw_streamed *document, struct bw_err *err)
{
	struct container *c = ctx;
	struct bw_parse_result x = document->result;
	bool waits = false;
	bw_arena_reset(&c->arena);
	struct bw_str url = document->captured.url;
	if (!x.code && !url.len)
		url = x.article.url;
	if (!url.len || bw_url_canonical(&c->arena, url, &url, NULL))
		url = bw_arena_printf(&c->arena, "%" BW_PRISTR "#%llu", BW_ARG(c->source->url),
				      (unsigned long long)document->captured.offset);
	struct bw_keep keep = {
		.source = c->source, .url = url, .id = x.id, .parsed = &x.article, .raw = document->captured.bytes};
	int code = keep_document(c->v, &c->arena, &keep, &x, &waits, err);
	c->waits = c->waits || waits;
	if (code || ++c->n % COMMIT_EVERY)
		return code;
	code = bw_store_commit(c->v->e->store, err);
	return code ? code : bw_store_begin(c->v->e->store, err);
}

static int stream(struct container *c, struct bw_err *err)
{
	struct bw_err fault = {0};
	struct bw_stream s = {.what = c->source->kind == BW_SOURCE_MAILBOX ? BW_STREAM_MBOX : BW_STREAM_WARC,
			      .in = {read_some, c},
			      .rewind = rewind_file,
			      .document = take_document,
			      .refused = take_refused,
			      .ctx = c};
	int code = bw_store_begin(c->v->e->store, err);
	if (code)
		return code;
	int rc = bw_workers_stream(c->v->e->workers, &s, &fault);
	if (rc == BW_EINPUT || rc == BW_ELIMIT)
		bw_visit_failed(c->v, c->source, fault.msg);
	else if (rc)
		*err = fault, code = rc;
	else
		bw_visit_read(c->v, c->source,
			      c->n_refused
				      ? bw_arena_printf(&c->arena, "%zu records of it could not be read", c->n_refused)
				      : BW_STR_NONE);
	if (!code)
		code = bw_store_commit(c->v->e->store, err);
	bw_store_abandon(c->v->e->store);
	return code;
}

/* A mailbox that grew is read from where it ended before, when a message begins there. */
static off_t start_of(const struct container *c, int64_t size)
{
	int64_t end;
	char head[5];
	if (c->source->kind != BW_SOURCE_MAILBOX || !bw_str_to_i64(c->source->last_modified, &end) || end <= 0 ||
	    end > size)
		return 0;
	bool begins = pread(c->fd, head, sizeof(head), end) == sizeof(head) && !memcmp(head, "From ", sizeof(head));
	return begins || end == size ? end : 0;
}

static int visit_container(struct bw_visit *v, struct bw_source_row *s, struct bw_err *err)
{
	struct container c = {.v = v, .source = s, .fd = open(path_of(s), O_RDONLY | O_CLOEXEC)};
	struct stat st;
	if (c.fd < 0 || fstat(c.fd, &st) || !S_ISREG(st.st_mode)) {
		if (c.fd >= 0)
			close(c.fd);
		bw_visit_failed(v, s, "the file cannot be opened; check that it is there and may be read");
		return 0;
	}
	struct bw_str state = bw_arena_printf(&v->arena, "%lld bytes, %lld.%09ld", (long long)st.st_size,
					      (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	int code = 0;
	if (bw_str_eq(state, s->etag)) {
		v->out->unchanged++;
		bw_visit_read(v, s, BW_STR_NONE);
	} else {
		bw_arena_init(&c.arena);
		c.size = st.st_size;
		c.from = c.done = start_of(&c, st.st_size);
		if (lseek(c.fd, c.from, SEEK_SET) != c.from)
			c.from = 0;
		code = stream(&c, err);
		bw_arena_release(&c.arena);
		s->etag = c.waits || s->failures ? BW_STR_NONE : state;
		s->last_modified = bw_arena_printf(&v->arena, "%lld", (long long)(s->etag.len ? st.st_size : 0));
	}
	close(c.fd);
	return code;
}

int bw_visit_files(struct bw_visit *v, size_t source, struct bw_err *err)
{
	struct bw_source_row *s = &v->sources.rows.ptr[source];
	bool folder = s->kind == BW_SOURCE_FOLDER || s->kind == BW_SOURCE_MAILDIR;
	s->visited = v->clock.now;
	return folder ? visit_folder(v, s, err) : visit_container(v, s, err);
}
