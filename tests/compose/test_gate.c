#include "core/file.h"
#include "scene.h"
#include "tap.h"

static const struct bw_desk *desk_of(const struct scene *s, const char *id)
{
	for (size_t i = 0; i < s->desks.n; i++)
		if (bw_str_eq(s->desks.rows[i].id, bw_str_from(id)))
			return &s->desks.rows[i];
	return NULL;
}

static enum bw_kind kind_of(struct bw_str name)
{
	for (int k = 0; k < BW_N_KIND; k++)
		if (bw_str_eq(bw_str_from(bw_kind_name((enum bw_kind)k)), name))
			return (enum bw_kind)k;
	return BW_N_KIND;
}

static int number(struct bw_str s)
{
	int64_t n = 0;

	return bw_str_to_i64(s, &n) ? (int)n : 0;
}

/* Articles of one development share their subject but not their sentences. */
static void add_line(struct scene *s, struct bw_str line, int *told, size_t n)
{
	struct bw_str col[8] = {0};
	struct scene_row row = {.outlet = "Tamar Post", .status = n % 2 ? BW_STATUS_CONFIRMED : BW_STATUS_PROPOSED};

	for (int i = 0; i < 8 && bw_str_split(&line, '\t', &col[i]); i++)
		;
	row.title = bw_arena_printf(&s->a, "River board sets the dam %zu to half its height", n).ptr;
	row.text = bw_arena_printf(&s->a,
				   "The river board of Tamar voted on Monday to lower dam number %zu by half. "
				   "Farmers below the dam %zu would lose a third of their water next year.",
				   n, n)
			   .ptr;
	row.hours = number(col[0]);
	row.kind = kind_of(col[1]);
	row.domain = bw_arena_cstr(&s->a, col[2]);
	row.copy_of = number(col[3]);
	row.development = number(col[4]);
	row.score = (float)number(col[5]);
	told[row.development] = number(col[6]);
	scene_add(s, row);
	for (int t = 0; t < BW_N_TURN; t++)
		if (bw_str_eq(col[7], bw_str_from(bw_turn_name((enum bw_turn)t))))
			s->articles.ptr[n].verdict.turn = (enum bw_turn)t;
}

static void finish(struct scene *s, struct bw_str name, struct bw_str want, const int *told)
{
	struct bw_page page = {0};
	struct bw_gate gate = {0};

	scene_gather(s, told, 8);
	bw_brief_compose(&s->a, s->config, s->an, desk_of(s, "society"), &s->view, &page, &gate);
	tap_str(bw_str_from(bw_outcome_name(gate.outcome)), want, bw_arena_cstr(&s->a, name));
	tap_ok(gate.reason.len > 20 && gate.n_terms > 1, "with its reason: %" BW_PRISTR, BW_ARG(gate.reason));
	tap_ok((page.type == BW_PAGE_BRIEF) == (gate.outcome == BW_PUBLISHED), "the page is what the gate says");
}

static int run_cases(struct bw_str text)
{
	struct scene s = {0};
	struct bw_str line, name = BW_STR(""), want = BW_STR("");
	int told[8] = {0};
	size_t n = 0;
	bool open = false;

	while (bw_str_split(&text, '\n', &line)) {
		if (line.len && line.ptr[0] != '#' && !bw_str_starts(line, BW_STR("case ")))
			add_line(&s, line, told, n++);
		if (!bw_str_starts(line, BW_STR("case ")))
			continue;
		if (open) {
			finish(&s, name, want, told);
			scene_close(&s);
		}
		if (scene_open(&s))
			return 1;
		open = true;
		n = 0;
		memset(told, 0, sizeof told);
		name = bw_str_sub(line, 5, bw_str_find(line, BW_STR(" => "), 0) - 5);
		want = bw_str_from_pos(line, bw_str_find(line, BW_STR(" => "), 0) + 4);
	}
	finish(&s, name, want, told);
	scene_close(&s);
	return 0;
}

/* Half of the sources failed: a quiet day cannot be told from a blind one. */
static int test_blind(void)
{
	struct scene s;
	struct bw_page page = {0};
	struct bw_gate gate = {0};

	if (scene_open(&s))
		return 1;
	s.view.coverage = (struct bw_coverage){.sources = 8, .polled = 8, .failed = 5};
	scene_gather(&s, NULL, 0);
	bw_brief_compose(&s.a, s.config, s.an, desk_of(&s, "society"), &s.view, &page, &gate);
	tap_int(gate.outcome, BW_NOT_ASSESSED, "most sources failed: could not assess");
	tap_ok(bw_str_find(gate.reason, BW_STR("5 of 8 sources failed"), 0) != BW_NPOS, "and says how many");
	scene_close(&s);
	return 0;
}

static int find_text(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	(void)b;
	return i->kind == BW_INLINE_SENTENCE && bw_str_find(i->text, bw_str_from(ctx), 0) != BW_NPOS;
}

/* Of a development that was told: what was new, and what shares no words with what was told. */
static int test_told(void)
{
	static const int told[] = {28};
	struct scene s;
	struct bw_page page = {0};
	struct bw_gate gate = {0};

	if (scene_open(&s))
		return 1;
	scene_add(&s, (struct scene_row){"Tamar Post", "River board lowers the dam",
					 "The river board of Tamar voted on Monday to lower the Corran dam by half. "
					 "Farmers below the Corran dam would lose a third of their water next year.",
					 30, BW_KIND_NEWS, "water", 0, 0, 5, BW_STATUS_PROPOSED});
	scene_add(&s,
		  (struct scene_row){"Vale Observer", "Court stops the lowering of the dam",
				     "A court in Tamar stopped the river board from lowering anything before June. "
				     "Farmers below the Corran dam would lose a third of their water, growers said. "
				     "Engineers have begun to drain two reservoirs upstream for repairs.",
				     3, BW_KIND_NEWS, "water", 0, 0, 5, BW_STATUS_BLOCKED});
	scene_turn(&s, 1, BW_TURN_NEW, "A court in Tamar");
	scene_gather(&s, told, 1);
	bw_brief_compose(&s.a, s.config, s.an, desk_of(&s, "society"), &s.view, &page, &gate);
	tap_int(gate.outcome, BW_PUBLISHED, "a new fact of what was told is an edition");
	tap_ok(bw_page_walk(&page, find_text, "A court in Tamar"), "with the sentence that is new");
	tap_ok(bw_page_walk(&page, find_text, "Engineers have begun"), "and one whose words were not told");
	tap_ok(!bw_page_walk(&page, find_text, "Farmers below"), "not with one that says again what was");
	scene_close(&s);
	return 0;
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str text = BW_STR("");
	struct bw_err err = {0};

	bw_arena_init(&a);
	if (argc < 2 || bw_file_read(&a, bw_arena_printf(&a, "%s/gate.cases", argv[1]).ptr, 1 << 20, &text, &err) ||
	    run_cases(text) || test_blind() || test_told())
		return 1;
	bw_arena_release(&a);
	return tap_done();
}
