/* From a mailbox or a web archive in memory to articles, in one process: containers_speed FILE... Prints the documents,
 * what was refused, the articles, and MB of the file (packed as it is) and documents a second. */
#include <stdio.h>
#include <time.h>

#include "core/file.h"
#include "run/document.h"
#include "source/container.h"

enum { DOCUMENT_MAX = 32 << 20, FILE_MAX = 1 << 30 };

struct run {
	struct bw_str bytes;
	size_t at, documents, refused, articles, unpacked;
	bool parse;
	struct bw_arena a; /* of one document */
};

static size_t read_some(void *ctx, char *to, size_t n)
{
	struct run *r = ctx;
	struct bw_str rest = bw_str_sub(r->bytes, r->at, n);
	if (rest.len)
		memcpy(to, rest.ptr, rest.len);
	r->at += rest.len;
	return rest.len;
}

static int take(void *ctx, const struct bw_captured *c, struct bw_err *err)
{
	struct run *r = ctx;
	struct bw_document d = {0};
	struct bw_err fault = {0};
	struct bw_str id;
	(void)err;
	r->documents++;
	r->unpacked += c->bytes.len;
	if (!r->parse)
		return 0;
	bw_arena_reset(&r->a);
	int code = c->url.len ? bw_document_read(&r->a, c->bytes, c->content_type, c->url, &d, &fault)
			      : bw_document_message(&r->a, c->bytes, &d.article, &d.kind, &id, &fault);
	r->articles += !code && d.kind == BW_PAGE_ARTICLE && d.article.text.len;
	return 0;
}

static void refuse(void *ctx, const char *why)
{
	struct run *r = ctx;
	r->refused++;
	fprintf(stderr, "%s\n", why);
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void measure(struct run *r, const char *path)
{
	struct bw_container_teller teller = {take, refuse, r};
	struct bw_byte_reader in = {read_some, r};
	struct bw_err err = {0};
	r->at = r->documents = r->refused = r->articles = r->unpacked = 0;
	double from = seconds();
	int code = bw_container_sniff(r->bytes) == BW_SOURCE_MAILBOX ? bw_mbox_read(in, DOCUMENT_MAX, &teller, &err)
								     : bw_warc_read(in, DOCUMENT_MAX, &teller, &err);
	double took = seconds() - from, mb = (double)r->bytes.len / 1e6;
	printf("%s %s: %zu documents of %.1f MB, %zu refused, %zu articles; %.2f s, %.1f MB/s of the file, %.1f MB/s "
	       "unpacked, %.0f documents/s%s%s\n",
	       path, r->parse ? "to articles" : "to documents", r->documents, (double)r->unpacked / 1e6, r->refused,
	       r->articles, took, mb / took, (double)r->unpacked / 1e6 / took, (double)r->documents / took,
	       code ? " " : "", err.msg);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	for (int i = 1; i < argc; i++) {
		struct run r = {0};
		struct bw_err err = {0};
		bw_arena_init(&r.a);
		if (bw_file_read(&a, argv[i], FILE_MAX, &r.bytes, &err)) {
			fprintf(stderr, "%s\n", err.msg);
			continue;
		}
		measure(&r, argv[i]);
		r.parse = true;
		measure(&r, argv[i]);
		bw_arena_release(&r.a);
	}
	bw_arena_release(&a);
	return 0;
}
