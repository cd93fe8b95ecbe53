#include "cli/cli.h"
#include "core/json.h"

static void print_hit(struct bw_cli *c, const struct bw_hit *h)
{
	char day[BW_TIME_TEXT];
	bw_cli_printf("%s  %" BW_PRISTR " (%" BW_PRISTR ")\n", bw_time_iso_day(h->at, day),
		      BW_ARG(bw_cli_plain(&c->arena, h->title)), BW_ARG(bw_cli_plain(&c->arena, h->source)));
	bw_cli_printf("            %" BW_PRISTR "\n            %" BW_PRISTR "\n",
		      BW_ARG(bw_cli_plain(&c->arena, h->snippet)), BW_ARG(bw_cli_plain(&c->arena, h->url)));
}

static int print_json(const struct bw_hits *hits, struct bw_err *err)
{
	struct bw_buf b;
	char day[BW_TIME_TEXT];
	bw_buf_init(&b, 64 << 20);
	for (size_t i = 0; i < hits->rows.len; i++) {
		const struct bw_hit *h = &hits->rows.ptr[i];
		struct bw_json_out j;
		bw_json_out_init(&j, &b);
		bw_json_begin_object(&j, NULL);
		bw_json_put_str(&j, "url", h->url);
		bw_json_put_str(&j, "title", h->title);
		bw_json_put_str(&j, "source", h->source);
		bw_json_put_str(&j, "at", bw_str_from(bw_time_iso(h->at, day)));
		bw_json_put_str(&j, "snippet", h->snippet);
		bw_json_end_object(&j);
		bw_buf_char(&b, '\n');
	}
	int code = bw_cli_out(bw_buf_view(&b), err);
	bw_buf_release(&b);
	return code;
}

static struct bw_str join_operands(struct bw_cli *c)
{
	struct bw_str query = BW_STR_NONE;
	for (int i = 0; i < c->n_operands; i++)
		query = bw_arena_printf(&c->arena, "%" BW_PRISTR "%s%s", BW_ARG(query), i ? " " : "", c->operands[i]);
	return query;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_hits hits = {0};
	const char *text = bw_cli_get(c, "limit");
	int64_t limit = 20;
	if (text && (!bw_str_to_i64(bw_str_from(text), &limit) || limit < 1 || limit > 10000))
		return bw_err_set(err, BW_EUSAGE, "--limit takes a number from 1 to 10000");
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_search(e.store, &c->arena, join_operands(c), (size_t)limit, &hits, err);
	if (!code && bw_cli_has(c, "json"))
		code = print_json(&hits, err);
	for (size_t i = 0; !code && !bw_cli_has(c, "json") && i < hits.rows.len; i++)
		print_hit(c, &hits.rows.ptr[i]);
	if (!code && !hits.rows.len)
		code = bw_err_set(err, BW_ENOTFOUND, "nothing was found");
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"limit", "N", "at most N articles (20)"},
	{"json", NULL, "one JSON object a line"},
	{NULL},
};

const struct bw_verb bw_verb_search = {
	.name = "search",
	.summary = "finds archived articles by their words, newest first",
	.operands = "WORD...",
	.min_operands = 1,
	.max_operands = -1,
	.details = "All words must stand in the article; words in double quotes must stand together.\n",
	.flags = flags,
	.run = run,
};
