#include "cli/cli.h"
#include "core/json.h"

static int print_gate(struct bw_cli *c, const struct bw_edition *e, struct bw_err *err)
{
	const struct bw_json *gate;
	int code = bw_json_read(&c->arena, e->gate, &gate, err);
	if (code)
		return code;
	bw_cli_printf("%" BW_PRISTR "  %s\n  %" BW_PRISTR "\n", BW_ARG(e->desk), bw_outcome_name(e->outcome),
		      BW_ARG(bw_cli_plain(&c->arena, e->reason)));
	for (size_t i = 0; i < bw_json_len(gate); i++) {
		const struct bw_json *t = bw_json_at(gate, i), *bar = bw_json_get(t, "bar");
		struct bw_str label = bw_cli_plain(&c->arena, bw_json_str(bw_json_get(t, "label")));
		bw_cli_printf("    %10.4g", bw_json_real(bw_json_get(t, "value"), 0));
		if (!bw_json_is_null(bar))
			bw_cli_printf("  (bar %.4g)", bw_json_real(bar, 0));
		bw_cli_printf("  %" BW_PRISTR "\n", BW_ARG(label));
	}
	return 0;
}

static void print_json(const struct bw_edition *e, struct bw_buf *b)
{
	struct bw_json_out j;
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "desk", e->desk);
	bw_json_put_str(&j, "date", e->date);
	bw_json_put_str(&j, "outcome", bw_str_from(bw_outcome_name(e->outcome)));
	bw_json_put_str(&j, "reason", e->reason);
	/* the gate is JSON already: it goes in as the last member as it stands */
	bw_buf_printf(b, ",\"gate\":%" BW_PRISTR, BW_ARG(e->gate));
	bw_json_end_object(&j);
	bw_buf_char(b, '\n');
}

static int tell(struct bw_cli *c, struct bw_engine *e, struct bw_str date, struct bw_err *err)
{
	struct bw_editions all = {0};
	struct bw_str desk = bw_str_from(bw_cli_get(c, "desk"));
	struct bw_buf b;
	bool any = false;
	bw_buf_init(&b, 64 << 20);
	int code = bw_store_edition_list(e->store, &c->arena, date, &all, err);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		const struct bw_edition *x = &all.rows.ptr[i];
		if (!bw_str_eq(x->date, date) || (desk.len && !bw_str_eq(x->desk, desk)))
			continue;
		any = true;
		if (bw_cli_has(c, "json"))
			print_json(x, &b);
		else
			code = print_gate(c, x, err);
	}
	if (!code)
		code = bw_cli_out(bw_buf_view(&b), err);
	if (!code && !any)
		code = bw_err_set(err, BW_ENOTFOUND,
				  "no run was made on %" BW_PRISTR "; 'bellwether brief --as-of %" BW_PRISTR
				  "' composes that day",
				  BW_ARG(date), BW_ARG(date));
	bw_buf_release(&b);
	return code;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	bw_time t;
	char day[BW_TIME_TEXT];
	if (!bw_time_parse(bw_str_from(c->operands[0]), &t))
		return bw_err_set(err, BW_EUSAGE, "'%s' is no date; write it as 2026-03-05", c->operands[0]);
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = tell(c, &e, bw_str_from(bw_time_iso_day(t, day)), err);
	if (code == BW_ENOTFOUND && bw_cli_check_desk(c, &e, err))
		code = BW_EUSAGE;
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"desk", "ID", "only this desk"},
	{"json", NULL, "one JSON object a line"},
	{NULL},
};

const struct bw_verb bw_verb_why = {
	.name = "why",
	.summary = "tells why a day has an edition or none, with the numbers",
	.operands = "DATE",
	.min_operands = 1,
	.max_operands = 1,
	.details = "For each desk: the outcome in words and every figure that decided, with the bar that it had to "
		   "reach.\n",
	.flags = flags,
	.run = run,
};
