#include <string.h>

#include "cli/cli.h"
#include "compose/page.h"
#include "run/edition.h"
#include "run/view.h"

/* The latest day on which a desk that was asked for has an edition; of that day the fullest. */
static const struct bw_edition *pick(const struct bw_editions *all, struct bw_str desk, struct bw_str date)
{
	const struct bw_edition *best = NULL;
	for (size_t i = 0; i < all->rows.len; i++) {
		const struct bw_edition *e = &all->rows.ptr[i];
		bool fits = (!desk.len || bw_str_eq(desk, e->desk)) && (!date.len || bw_str_eq(date, e->date));
		if (!fits || (e->outcome != BW_PUBLISHED && !(desk.len && date.len)))
			continue;
		int newer = best ? bw_str_cmp(e->date, best->date) : 1;
		if (newer > 0 || (newer == 0 && e->page.len > best->page.len))
			best = e;
	}
	return best;
}

static void tell_others(struct bw_cli *c, const struct bw_editions *all, const struct bw_edition *shown)
{
	for (size_t i = 0; i < all->rows.len; i++) {
		const struct bw_edition *e = &all->rows.ptr[i];
		if (e != shown && e->outcome == BW_PUBLISHED && bw_str_eq(e->date, shown->date))
			bw_cli_say(c,
				   "also of %" BW_PRISTR ": bellwether brief --desk %" BW_PRISTR " --date %" BW_PRISTR,
				   BW_ARG(e->date), BW_ARG(e->desk), BW_ARG(e->date));
	}
}

static int show_kept(struct bw_cli *c, struct bw_engine *e, struct bw_str desk, struct bw_str date, struct bw_err *err)
{
	struct bw_editions all = {0};
	struct bw_page page = {0};
	int code = bw_store_edition_list(e->store, &c->arena, BW_STR_NONE, &all, err);
	if (code)
		return code;
	const struct bw_edition *best = pick(&all, desk, date);
	if (!best)
		return bw_err_set(err, BW_ENOTFOUND,
				  "no edition was published%s; 'bellwether why DATE' tells the reasons",
				  date.len ? " on that day" : " yet");
	code = bw_page_read_json(&c->arena, best->page, &page, err);
	if (!code)
		code = bw_later_flag(e, &c->arena, INT64_MAX, &page, err);
	if (!code)
		code = bw_cli_show_page(c, &page, err);
	if (!code && !desk.len)
		tell_others(c, &all, best);
	if (!code && best->outcome != BW_PUBLISHED)
		code = bw_err_set(err, BW_ENOTFOUND, "%s", "");
	return code;
}

static int show_again(struct bw_cli *c, struct bw_engine *e, struct bw_str desk, struct bw_str date, struct bw_err *err)
{
	int code = 0, published = 0;
	for (size_t i = 0; !code && i < e->desks.n; i++) {
		struct bw_page page = {0};
		struct bw_gate gate = {0};
		if (desk.len && !bw_str_eq(desk, e->desks.rows[i].id))
			continue;
		code = bw_edition_recompose(e, &e->desks.rows[i], date, &c->arena, &page, &gate, err);
		if (!code && (desk.len || gate.outcome == BW_PUBLISHED))
			code = bw_cli_show_page(c, &page, err);
		published += gate.outcome == BW_PUBLISHED;
	}
	if (!code && !published)
		code = bw_err_set(err, BW_ENOTFOUND, "%s", "");
	return code;
}

static int check_date(struct bw_str date, bool replay, struct bw_err *err)
{
	bw_time day;
	bool has_time;
	if (date.len && replay)
		return bw_err_set(err, BW_EUSAGE,
				  "--date and --as-of do not go together: one prints what was "
				  "published, the other composes it again");
	if (!date.len || (date.len == strlen("2026-03-05") && bw_time_parse_precise(date, &day, &has_time)))
		return 0;
	return bw_err_set(err, BW_EUSAGE, "'%" BW_PRISTR "' is no date; write it as 2026-03-05", BW_ARG(date));
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	char day[BW_TIME_TEXT];
	struct bw_str desk = bw_str_from(bw_cli_get(c, "desk")), date = bw_str_from(bw_cli_get(c, "date"));
	int code = bw_cli_clock(c, &clock, err);
	if (!code)
		code = check_date(date, clock.replay, err);
	if (code || (code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err)))
		return code;
	if (clock.replay)
		code = show_again(c, &e, desk, bw_str_from(bw_time_iso_day(clock.now, day)), err);
	else
		code = show_kept(c, &e, desk, date, err);
	if (code == BW_ENOTFOUND && bw_cli_check_desk(c, &e, err))
		code = BW_EUSAGE;
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"desk", "ID", "of this desk"},
	{"date", "DATE", "of this day, as it was published"},
	{"as-of", "DATE", "compose that day again from the archive"},
	{"format", "NAME", "terminal, html, markdown or json"},
	{"json", NULL, "the same as --format json"},
	{NULL},
};

const struct bw_verb bw_verb_brief = {
	.name = "brief",
	.summary = "prints the latest brief, or that of a day and desk",
	.operands = "",
	.details = "Without options: the fullest edition of the latest day that has one. Exit code 1: there is none, "
		   "which is an\n"
		   "answer too.\n",
	.flags = flags,
	.run = run,
};
