/* What a later version says otherwise: rows of before, after, and what is told. */
#include "compose/difference.h"
#include "core/buf.h"
#include "tap.h"

struct row {
	const char *name, *before, *after, *told; /* "-was[anchor] +is[anchor]" a line each */
};

static const struct row rows[] = {
	{"nothing differs", "One.\n\nTwo.", "One.\n\nTwo.", ""},
	{"a word", "One.\n\nThe toll is 12 people.\n\nEnd.", "One.\n\nThe toll is 14 people.\n\nEnd.",
	 "-The toll is 12 people.[12]+The toll is 14 people.[14]\n"},
	{"a paragraph went", "One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "-Two.[]\n"},
	{"a paragraph came", "One.\n\nThree.", "One.\n\nTwo.\n\nThree.", "+Two.[]\n"},
	{"at the end", "One.", "One.\n\nCorrection: two.", "+Correction: two.[]\n"},
	{"at the start", "One.\n\nTwo.", "Note.\n\nOne.\n\nTwo.", "+Note.[]\n"},
	{"two places", "A a.\n\nSame.\n\nB b.", "A x.\n\nSame.\n\nB y.", "-A a.[a.]+A x.[x.]\n-B b.[b.]+B y.[y.]\n"},
	{"words added at the end", "It closed", "It closed on Monday",
	 "-It closed[closed]+It closed on Monday[closed on Monday]\n"},
	{"order changed", "One.\n\nTwo.", "Two.\n\nOne.", "-One.[]\n+One.[]\n"},
	{"everything", "One.", "Two.", "-One.[One.]+Two.[Two.]\n"},
};

static void put(struct bw_buf *b, char sign, struct bw_str text, struct bw_span s)
{
	if (!s.end)
		return;
	struct bw_str all = bw_str_sub(text, s.start, s.end - s.start);
	struct bw_str anchor = bw_str_sub(text, s.anchor_start, s.anchor_end - s.anchor_start);
	bw_buf_printf(b, "%c%" BW_PRISTR "[%" BW_PRISTR "]", sign, BW_ARG(all), BW_ARG(anchor));
}

int main(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bw_arena a;
		struct bw_buf b;
		struct bw_changes changes = {0};
		struct bw_str before = bw_str_from(rows[i].before), after = bw_str_from(rows[i].after);
		bw_arena_init(&a);
		bw_buf_init(&b, 1 << 16);
		bw_difference(&a, before, after, &changes);
		for (size_t k = 0; k < changes.rows.len; k++) {
			put(&b, '-', before, changes.rows.ptr[k].was);
			put(&b, '+', after, changes.rows.ptr[k].is);
			bw_buf_char(&b, '\n');
		}
		tap_str(bw_buf_view(&b), bw_str_from(rows[i].told), rows[i].name);
		bw_buf_release(&b);
		bw_arena_release(&a);
	}
	return tap_done();
}
