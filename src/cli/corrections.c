#include "cli/cli.h"
#include "core/json.h"
#include "run/correct.h"

static void print_row(struct bw_cli *c, const struct bw_correction *x)
{
	char made[BW_TIME_TEXT], undone[BW_TIME_TEXT];
	bw_cli_printf("%4lld  %s  %" BW_PRISTR, (long long)x->id, bw_time_iso_day(x->made, made),
		      BW_ARG(bw_cli_plain(&c->arena, x->words)));
	if (x->undone != BW_TIME_NONE)
		bw_cli_printf("  (taken back %s)", bw_time_iso_day(x->undone, undone));
	bw_cli_printf("\n");
}

static void put_id(struct bw_cli *c, struct bw_json_out *j, const char *key, uint64_t id)
{
	bw_json_put_str(j, key, bw_arena_printf(&c->arena, "%016llx", (unsigned long long)id));
}

static void print_json(struct bw_cli *c, const struct bw_correction *x, struct bw_buf *b)
{
	struct bw_json_out j;
	char day[BW_TIME_TEXT];
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_int(&j, "id", x->id);
	bw_json_put_str(&j, "made", bw_str_from(bw_time_iso(x->made, day)));
	bw_json_put_str(&j, "kind", bw_str_from(bw_correction_kind_name(x->kind)));
	bw_json_put_str(&j, "words", x->words);
	bw_json_put_str_or_null(&j, "undone",
				x->undone == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(x->undone, day)));
	bw_json_begin_array(&j, "pairs");
	for (size_t i = 0; i < x->n_pairs; i++) {
		bw_json_begin_object(&j, NULL);
		put_id(c, &j, "article", x->pairs[i].article);
		put_id(c, &j, "other", x->pairs[i].other);
		bw_json_put_bool(&j, "together", x->pairs[i].together);
		bw_json_put_bool(&j, "held", x->pairs[i].held);
		bw_json_end_object(&j);
	}
	bw_json_end_array(&j);
	bw_json_end_object(&j);
	bw_buf_char(b, '\n');
}

static int list(struct bw_cli *c, struct bw_engine *e, struct bw_err *err)
{
	struct bw_corrections all = {0};
	struct bw_buf b;
	bw_buf_init(&b, 64 << 20);
	int code = bw_store_correction_list(e->store, &c->arena, &all, err);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		if (bw_cli_has(c, "json"))
			print_json(c, &all.rows.ptr[i], &b);
		else
			print_row(c, &all.rows.ptr[i]);
	}
	if (!code)
		code = bw_cli_out(bw_buf_view(&b), err);
	if (!code && !all.rows.len)
		code = bw_err_set(err, BW_ENOTFOUND,
				  "nothing was corrected yet; 'bellwether move', 'merge' and 'split' do that");
	bw_buf_release(&b);
	return code;
}

static int undo(struct bw_cli *c, struct bw_engine *e, int64_t id, struct bw_err *err)
{
	struct bw_clock clock;
	struct bw_correct_report report = {0};
	int lock = -1, code = bw_cli_clock(c, &clock, err);
	if (!code)
		code = bw_engine_lock(e, &lock, err);
	if (!code)
		code = bw_correct_undo(e, &c->arena, id, clock.now, &c->teller, &report, err);
	if (!code)
		bw_cli_say(c, "correction %lld holds no more: %" BW_PRISTR, (long long)id,
			   BW_ARG(bw_cli_plain(&c->arena, report.words)));
	if (!code)
		bw_cli_correct_tell(c, &report);
	bw_engine_unlock(lock);
	return code;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	const char *text = bw_cli_get(c, "undo");
	int64_t id = 0;
	if (text && (!bw_str_to_i64(bw_str_from(text), &id) || id < 1))
		return bw_err_set(err, BW_EUSAGE, "--undo takes the number of a correction");
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = text ? undo(c, &e, id, err) : list(c, &e, err);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"undo", "N", "take correction N back; what it changed is decided again"},
	{"as-of", "DATE", "with --undo: as if it had been said then"},
	{"json", NULL, "one JSON object a line"},
	{NULL},
};

const struct bw_verb bw_verb_corrections = {
	.name = "corrections",
	.summary = "lists what you said of articles and developments, and takes it back",
	.operands = "",
	.details =
		"Corrections are made with 'bellwether move', 'merge' and 'split'. Of two that contradict each other "
		"the later\n"
		"one holds. 'bellwether check' proves that none was changed. What is looked at with --as-of is seen "
		"as it is\n"
		"decided now, with all corrections that hold, whenever they were made.\n",
	.flags = flags,
	.run = run,
};
