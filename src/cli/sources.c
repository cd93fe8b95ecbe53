#include "cli/cli.h"
#include "core/json.h"

static void print_json(const struct bw_source_row *s, struct bw_buf *b)
{
	struct bw_json_out j;
	char day[BW_TIME_TEXT];
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "url", s->url);
	bw_json_put_str_or_null(&j, "name", s->name);
	bw_json_put_str(&j, "kind", bw_str_from(bw_source_kind_name(s->kind)));
	bw_json_put_str_or_null(&j, "desk", s->desk);
	bw_json_put_str_or_null(&j, "owner", s->owner);
	bw_json_put_bool(&j, "allow_private", s->allow_private);
	bw_json_put_str_or_null(&j, "visited",
				s->visited == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(s->visited, day)));
	bw_json_put_str_or_null(&j, "succeeded",
				s->succeeded == BW_TIME_NONE ? BW_STR_NONE
							     : bw_str_from(bw_time_iso(s->succeeded, day)));
	bw_json_put_str_or_null(&j, "ended",
				s->ended == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(s->ended, day)));
	bw_json_put_int(&j, "interval_s", s->interval_s);
	bw_json_put_int(&j, "failures", s->failures);
	bw_json_put_str_or_null(&j, "complaint", s->complaint);
	bw_json_put_int(&j, "articles", s->n_articles);
	bw_json_end_object(&j);
	bw_buf_char(b, '\n');
}

/* How often it is asked, and when next; for those who run on a timer. */
static const char *pace_of(struct bw_cli *c, const struct bw_source_row *s)
{
	enum { MINUTES_MAX = 120 };
	char at[BW_TIME_TEXT];
	if (s->ended != BW_TIME_NONE || s->interval_s <= 0 || s->visited == BW_TIME_NONE)
		return "";
	int64_t minutes = (s->interval_s + 30) / 60;
	bool wait = s->not_before != BW_TIME_NONE && s->not_before > s->visited + s->interval_s;
	bw_time next = wait ? s->not_before : s->visited + s->interval_s;
	return bw_arena_printf(&c->arena, ", asked every %lld %s, next from %s on",
			       (long long)(minutes > MINUTES_MAX ? (minutes + 30) / 60 : minutes),
			       minutes > MINUTES_MAX ? "hours" : "minutes", bw_time_iso(next, at))
		.ptr;
}

static void print_row(struct bw_cli *c, const struct bw_source_row *s)
{
	char day[BW_TIME_TEXT];
	struct bw_str name = bw_cli_plain(&c->arena, s->name.len ? s->name : BW_STR("(not visited yet)"));
	bw_cli_printf("%-7s %5lld articles  last read %-20s  %" BW_PRISTR "\n",
		      s->ended != BW_TIME_NONE     ? "ended"
		      : s->failures                ? "failing"
		      : s->visited == BW_TIME_NONE ? "new"
						   : "good",
		      (long long)s->n_articles, s->succeeded == BW_TIME_NONE ? "never" : bw_time_iso(s->succeeded, day),
		      BW_ARG(name));
	bw_cli_printf("        %" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&c->arena, s->url)));
	bw_cli_printf("        %s%s\n", bw_source_kind_name(s->kind), pace_of(c, s));
	if (s->owner.len)
		bw_cli_printf("        owned by %" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&c->arena, s->owner)));
	if (s->complaint.len)
		bw_cli_printf("        %" BW_PRISTR "%s\n", BW_ARG(bw_cli_plain(&c->arena, s->complaint)),
			      s->failures > 1
				      ? bw_arena_printf(&c->arena, " (%lld times in a row)", (long long)s->failures).ptr
				      : "");
}

/* The name under which other programs show the desk, for a folder. */
static struct bw_str folder_of(const struct bw_engine *e, struct bw_str desk)
{
	for (size_t i = 0; i < e->desks.n; i++)
		if (bw_str_eq(e->desks.rows[i].id, desk))
			return e->desks.rows[i].name;
	return desk;
}

/* Files are no feeds: other programs could not read them. */
static void print_opml(struct bw_cli *c, const struct bw_engine *e, const struct bw_source_rows *rows, struct bw_buf *b)
{
	struct bw_opml opml = {.title = BW_STR("Sources of bellwether")};
	for (size_t i = 0; i < rows->rows.len; i++) {
		const struct bw_source_row *s = &rows->rows.ptr[i];
		if (s->ended != BW_TIME_NONE)
			continue;
		if (bw_str_starts(s->url, BW_STR("http")))
			*BW_PUSH(&c->arena, &opml.entries) = (struct bw_opml_entry){.title = s->name,
										    .feed_url = s->url,
										    .home = s->home,
										    .folder = folder_of(e, s->desk),
										    .owner = s->owner};
		else
			bw_cli_say(c, "left out, as it is no address: %" BW_PRISTR, BW_ARG(s->url));
	}
	bw_opml_write(&opml, b);
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_source_rows rows = {0};
	struct bw_buf b;
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_source_list(e.store, &c->arena, &rows, err);
	if (!code)
		code = bw_store_source_count(e.store, &rows, err);
	bw_buf_init(&b, 64 << 20);
	bool opml = bw_cli_has(c, "opml");
	if (!code && opml && rows.rows.len)
		print_opml(c, &e, &rows, &b);
	for (size_t i = 0; !code && !opml && i < rows.rows.len; i++) {
		if (bw_cli_has(c, "json"))
			print_json(&rows.rows.ptr[i], &b);
		else
			print_row(c, &rows.rows.ptr[i]);
	}
	if (!code)
		code = bw_cli_out(bw_buf_view(&b), err);
	if (!code && !rows.rows.len)
		code = bw_err_set(err, BW_ENOTFOUND, "no source is followed yet; add one with 'bellwether add'");
	bw_buf_release(&b);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"json", NULL, "one JSON object a line"},
	{"opml", NULL, "as a list of feeds (OPML) for other programs, a folder for each desk"},
	{NULL},
};

const struct bw_verb bw_verb_sources = {
	.name = "sources",
	.summary = "lists what is followed and how it is doing",
	.operands = "",
	.details = "For each source: whether the last visit went well, how many articles it gave, when it was last "
		   "read, who owns it,\n"
		   "and what is wrong with it and what to do.\n",
	.flags = flags,
	.run = run,
};
