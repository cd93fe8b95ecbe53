#include "cli/cli.h"
#include "cli/notes.h"
#include "core/file.h"
#include "core/json.h"
#include "core/url.h"
#include "run/fetcher.h"
#include "run/pdf.h"
#include "run/workers.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES_MAX = 64 << 20 };

struct reading {
	struct bw_cli *c;
	struct bw_engine *e;
	struct bw_arena a; /* of one document */
	bool json, notes;
};

static int load_address(struct reading *r, struct bw_str url, struct bw_response *out, struct bw_err *err)
{
	struct bw_fetcher *f;
	struct bw_request request = {.url = url, .allow_private = bw_cli_has(r->c, "allow-private")};
	int code = bw_engine_fetcher(r->e, &r->a, &f, err);
	if (code)
		return code;
	code = bw_fetch_all(f, &r->a, &request, 1, out, NULL, NULL, err);
	bw_fetcher_close(f);
	if (!code && out->code)
		code = bw_err_set(err, out->code, "%s", out->err.msg);
	return code;
}

static bool is_address(struct bw_str s)
{
	return bw_str_starts_ascii_nocase(s, BW_STR("http://")) || bw_str_starts_ascii_nocase(s, BW_STR("https://"));
}

static int load(struct reading *r, const char *what, struct bw_response *out, struct bw_err *err)
{
	const char *given = bw_cli_get(r->c, "url");
	if (is_address(bw_str_from(what)))
		return load_address(r, bw_str_from(what), out, err);
	char buffer[PATH_MAX];
	const char *real = strcmp(what, "-") ? realpath(what, buffer) : NULL;
	out->url = given  ? bw_str_from(given)
		   : real ? bw_arena_printf(&r->a, "file://%s", real)
			  : BW_STR("file:///dev/stdin");
	return bw_file_read(&r->a, what, PAGE_BYTES_MAX, &out->body, err);
}

static void print_article(struct reading *r, const struct bw_article *x)
{
	char day[BW_TIME_TEXT];
	struct bw_str text = x->text, line;
	struct {
		const char *label;
		struct bw_str value;
	} facts[] = {{"by", x->author},
		     {"in", x->publisher},
		     {"on", bw_str_from(x->published == BW_TIME_NONE ? "" : bw_time_iso(x->published, day))},
		     {"at", x->url}};
	bw_cli_printf("%" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&r->a, x->title)));
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		if (facts[i].value.len)
			bw_cli_printf("%s %" BW_PRISTR "\n", facts[i].label,
				      BW_ARG(bw_cli_plain(&r->a, facts[i].value)));
	bw_cli_printf("\n");
	while (bw_str_split(&text, '\n', &line))
		bw_cli_printf("%" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&r->a, line)));
}

static void print_item(struct reading *r, const struct bw_item *x)
{
	char day[BW_TIME_TEXT];
	bw_cli_printf("%-20s  %" BW_PRISTR "\n%22s%" BW_PRISTR "\n",
		      x->published == BW_TIME_NONE ? "unknown" : bw_time_iso(x->published, day),
		      BW_ARG(bw_cli_plain(&r->a, x->title)), "", BW_ARG(bw_cli_plain(&r->a, x->url)));
}

static void put_item(struct bw_json_out *j, const struct bw_item *x)
{
	char day[BW_TIME_TEXT];
	bw_json_begin_object(j, NULL);
	bw_json_put_str_or_null(j, "id", x->id);
	bw_json_put_str_or_null(j, "url", x->url);
	bw_json_put_str_or_null(j, "title", x->title);
	bw_json_put_str_or_null(j, "author", x->author);
	bw_json_put_str_or_null(j, "summary", x->summary);
	bw_json_put_str_or_null(j, "content", x->content);
	bw_json_put_str_or_null(j, "published",
				x->published == BW_TIME_NONE ? BW_STR_NONE
							     : bw_str_from(bw_time_iso(x->published, day)));
	bw_json_put_str_or_null(j, "updated",
				x->updated == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(x->updated, day)));
	bw_json_end_object(j);
}

static void put_feed(struct bw_buf *b, const struct bw_feed *f)
{
	struct bw_json_out j;
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "kind", bw_str_from(bw_source_kind_name(f->kind)));
	bw_json_put_str_or_null(&j, "title", f->title);
	bw_json_put_str_or_null(&j, "home", f->home);
	bw_json_put_str_or_null(&j, "lang", f->language);
	bw_json_put_str_or_null(&j, "complaint", f->complaint);
	bw_json_begin_array(&j, "items");
	for (size_t i = 0; i < f->items.len; i++)
		put_item(&j, &f->items.ptr[i]);
	bw_json_end_array(&j);
	bw_json_end_object(&j);
}

static void put_notes(struct reading *r, struct bw_buf *b, const struct bw_article *article)
{
	struct bw_notes notes;
	bw_annotate(r->e->annotator, &r->a, article, &notes);
	bw_cli_notes_json(b, article, &notes);
}

static void print_notes(struct reading *r, const struct bw_article *article)
{
	struct bw_notes notes;
	bw_annotate(r->e->annotator, &r->a, article, &notes);
	bw_cli_notes_print(&r->a, article, &notes);
}

static int print_json(struct reading *r, const struct bw_parse_result *d, struct bw_err *err)
{
	struct bw_buf b;
	bw_buf_init(&b, PAGE_BYTES_MAX);
	if (d->is_feed)
		put_feed(&b, &d->feed);
	else if (r->notes)
		put_notes(r, &b, &d->article);
	else
		bw_article_write_json(&d->article, &b);
	if (!b.len || b.ptr[b.len - 1] != '\n')
		bw_buf_char(&b, '\n');
	int code = b.failed ? bw_err_set(err, BW_ELIMIT, "it is too large to print") : bw_cli_out(bw_buf_view(&b), err);
	bw_buf_release(&b);
	return code;
}

/* A worker reads it: what stands on standard input may be a page as well. */
static int parse(struct reading *r, const struct bw_response *response, struct bw_parse_result *out, struct bw_err *err)
{
	struct bw_parse_task task = {
		.what = BW_PARSE_DOCUMENT,
		.bytes = response->body,
		.content_type = response->content_type,
		.url = response->url,
		.hints.published = BW_TIME_NONE,
		.updated = BW_TIME_NONE,
	};
	int code = bw_workers_run(r->e->workers, &r->a, &task, 1, out, err);
	if (!code && out->code)
		code = bw_err_set(err, (enum bw_code)out->code, "%s", out->err.msg);
	if (!code && !out->is_feed && out->kind != BW_PAGE_ARTICLE)
		code = bw_err_set(err, BW_ENOTFOUND, "it is %s, no article", bw_page_kind_words(out->kind));
	return code;
}

static int read_one(struct reading *r, const char *what, struct bw_err *err)
{
	struct bw_response response = {0};
	struct bw_parse_result d = {0};
	bw_arena_reset(&r->a);
	int code = load(r, what, &response, err);
	if (!code)
		code = bw_pdf_prepare(&r->a, &response.body, &response.content_type, err);
	if (!code)
		code = parse(r, &response, &d, err);
	if (code) {
		bw_err_context(err, "%s", what);
		return code;
	}
	if (r->json)
		return print_json(r, &d, err);
	for (size_t i = 0; i < d.feed.items.len; i++)
		print_item(r, &d.feed.items.ptr[i]);
	if (!d.is_feed && r->notes)
		print_notes(r, &d.article);
	else if (!d.is_feed)
		print_article(r, &d.article);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	static const char *const standard_input[] = {"-"};
	const char *const *what = c->n_operands ? c->operands : standard_input;
	int n = c->n_operands ? c->n_operands : 1;
	struct bw_engine e;
	int code = bw_cli_open(c, &e, BW_ENGINE_NO_STORE, err);
	if (code)
		return code;
	struct reading r = {.c = c, .e = &e, .json = bw_cli_has(c, "json") || n > 1, .notes = bw_cli_has(c, "notes")};
	bw_arena_init(&r.a);
	for (int i = 0; i < n; i++) {
		struct bw_err fault = {0};
		int rc = read_one(&r, what[i], &fault);
		if (rc && n > 1)
			c->teller.warn(c->teller.ctx, fault.msg);
		if (rc && !code) {
			code = rc;
			if (n == 1)
				*err = fault;
		}
	}
	bw_arena_release(&r.a);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"json", NULL, "as JSON; several documents always are, one a line"},
	{"notes", NULL, "what is understood of an article: actors, quotations, figures, statements and their status"},
	{"url", "ADDRESS", "where the file or standard input came from"},
	{"allow-private", NULL, "the address may be one that is not public"},
	{NULL},
};

const struct bw_verb bw_verb_read = {
	.name = "read",
	.summary = "reads a page or a feed and prints what it says; keeps nothing",
	.operands = "[ADDRESS|FILE|-]...",
	.max_operands = -1,
	.details = "A page is printed as the article that bellwether sees in it, a feed as its items. Without an "
		   "operand standard\n"
		   "input is read. Exit code 1: there is no article in it.\n",
	.flags = flags,
	.run = run,
};
