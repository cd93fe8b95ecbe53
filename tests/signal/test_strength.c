#include "core/num.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>

#include "core/file.h"
#include "core/vec.h"
#include "signal/part.h"

enum { NOW_DAY = 30 };

struct state_case {
	struct {
		struct bw_evidence *ptr;
		size_t len, cap;
	} rows;
	struct {
		struct bw_candidate *ptr;
		size_t len, cap;
	} candidates;
};

static enum bw_kind kind_from(struct bw_str name)
{
	for (int k = 0; k < BW_N_KIND; k++)
		if (bw_str_eq(bw_str_from(bw_kind_name((enum bw_kind)k)), name))
			return (enum bw_kind)k;
	return BW_KIND_NEWS;
}

static uint64_t key(struct bw_str s)
{
	return bw_str_eq(s, BW_STR("-")) ? 0 : bw_str_hash(s);
}

static void add_row(struct bw_arena *a, struct state_case *c, struct bw_str spec)
{
	struct bw_str part[8] = {0};
	int64_t day = 0;
	for (int i = 0; i < 8 && bw_str_split(&spec, '/', &part[i]); i++)
		;
	bw_str_to_i64(part[0], &day);
	*BW_PUSH(a, &c->candidates) = (struct bw_candidate){
		.article = c->rows.len + 1,
		.at = day * BW_DAY,
		.source = key(part[1]),
		.origin = key(part[2]),
		.speaker = key(part[3]),
		.development = key(part[4]),
		.kind = kind_from(part[5]),
		.status = bw_str_eq(part[6], BW_STR("-")) ? BW_STATUS_NONE : bw_status_from_name(part[6]),
		.frame = BW_FRAME_STRUCTURAL,
		.polarity = 1};
	*BW_PUSH(a, &c->rows) =
		(struct bw_evidence){.article = c->rows.len,
				     .match = 1,
				     .stance = bw_str_eq(part[7], BW_STR("c")) ? BW_CONTRADICTS : BW_SUPPORTS};
}

static void test_case(struct bw_arena *a, struct bw_str line)
{
	struct bw_str what, want, contested, spec;
	struct state_case c = {0};
	struct bw_signal signal = {.id = 1};
	struct bw_signal_state state, again;
	int64_t value = 0;
	bw_str_split(&line, '\t', &what);
	bw_str_split(&line, '\t', &want);
	bw_str_split(&line, '\t', &contested);
	while (bw_str_split(&line, ' ', &spec))
		add_row(a, &c, spec);
	const struct bw_candidate **pointers = BW_ARRAY(a, const struct bw_candidate *, c.candidates.len);
	for (size_t i = 0; i < c.candidates.len; i++)
		pointers[i] = &c.candidates.ptr[i];
	bw_str_to_i64(want, &value);
	bw_signal_state(a, &signal, c.rows.ptr, pointers, c.rows.len, NOW_DAY * BW_DAY, &state);
	const char *name = bw_arena_cstr(a, what);
	if (!tap_int(state.strength.value, value, name))
		for (size_t i = 0; i < state.strength.n_terms; i++)
			printf("#   %" BW_PRISTR " %g\n", BW_ARG(state.strength.terms[i].label),
			       state.strength.terms[i].value);
	tap_ok(state.strength.contested == bw_str_eq(contested, BW_STR("y")), "%s: contested", name);
	tap_ok(state.strength.n_terms > 8, "%s: the arithmetic is shown", name);
	tap_int(state.extracted, (long long)c.rows.len, "a row an article");
	bw_signal_state(a, &signal, c.rows.ptr, pointers, c.rows.len, (NOW_DAY + 2000) * (bw_time)BW_DAY, &again);
	tap_ok(again.strength.value <= state.strength.value && again.strength.value <= 2,
	       "%s: fades when nothing new comes", name);
}

static void test_state(struct bw_arena *a)
{
	static const char de[2][3] = {"DE", "FR"}, fr[1][3] = {"FR"};
	static const uint32_t domain[] = {7};
	struct bw_str ana[] = {BW_STR("Ana")}, two[] = {BW_STR("Ana"), BW_STR("Bo")};
	uint64_t one_hash[] = {5}, two_hash[] = {5, 9};
	struct bw_candidate c[2] = {{.article = 1,
				     .origin = 1,
				     .development = 1,
				     .source = 1,
				     .at = 5 * BW_DAY,
				     .geo = de,
				     .n_geo = 2,
				     .domains = domain,
				     .n_domains = 1,
				     .actors = one_hash,
				     .actor_names = ana,
				     .n_actors = 1,
				     .nature = BW_NATURE_REGULATORY},
				    {.article = 2,
				     .origin = 2,
				     .development = 2,
				     .source = 1,
				     .at = 3 * BW_DAY,
				     .geo = fr,
				     .n_geo = 1,
				     .actors = two_hash,
				     .actor_names = two,
				     .n_actors = 2,
				     .nature = BW_NATURE_REGULATORY | BW_NATURE_SOCIAL}};
	const struct bw_candidate *pointers[] = {&c[0], &c[1]};
	struct bw_evidence rows[2] = {{.article = 1, .stance = BW_CONTRADICTS, .match = 1}, {.article = 2, .match = 1}};
	struct bw_signal signal = {.id = 1, .born = 5 * BW_DAY};
	struct bw_signal_state state;
	const char *names[8];
	bw_signal_state(a, &signal, rows, pointers, 2, 6 * BW_DAY, &state);
	tap_int(state.articles, 2, "articles");
	tap_int(state.origins, 2, "origins");
	tap_int(state.sources, 1, "sources");
	tap_int(state.first_seen, 3 * BW_DAY, "first seen: the earliest statement, whatever its order");
	tap_ok(state.n_geo == 1 && !strcmp(state.geo[0], "FR"), "geography that two rows name");
	tap_ok(state.n_domains == 1 && state.domains[0] == 7, "domain");
	tap_ok(state.n_actors == 2 && bw_str_eq(state.actors[0], BW_STR("Ana")), "actors by rows");
	size_t n = bw_nature_names(state.nature, names);
	tap_ok(n == 2 && !strcmp(names[0], "regulatory") && !strcmp(names[1], "social"), "nature in fixed order");
	bw_signal_state(a, &signal, NULL, NULL, 0, 6 * BW_DAY, &state);
	tap_ok(state.strength.value == 1 && state.extracted == 0 && state.first_seen == signal.born,
	       "a signal without evidence has the least strength");
}

static void test_numbers(void)
{
	static const double xs[] = {1e-9, 0.1, 0.5, 0.7071, 1, 1.5, 2, 10, 12345.678, 1e12};
	int wrong = 0;
	for (size_t i = 0; i < sizeof(xs) / sizeof(*xs); i++)
		wrong += fabs(bw_num_ln(xs[i]) - log(xs[i])) > 1e-12 * (1 + fabs(log(xs[i])));
	for (double t = 0; t < 20; t += 0.37)
		wrong += fabs(bw_num_halved(t) - exp2(-t)) > 1e-14;
	tap_int(wrong, 0, "own logarithm and halving agree with the library");
	tap_ok(bw_num_halved(-1) == 1 && bw_num_halved(1e9) == 0, "halving keeps to its range");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str text, line;
	(void)argc;
	bw_arena_init(&a);
	const char *path = bw_arena_cstr(&a, bw_arena_printf(&a, "%s/strength.tsv", argv[1]));
	if (bw_file_read(&a, path, 1 << 20, &text, NULL)) {
		printf("Bail out! no %s\n", path);
		return 1;
	}
	while (bw_str_split(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#')
			test_case(&a, line);
	test_state(&a);
	test_numbers();
	bw_arena_release(&a);
	return tap_done();
}
