/*
 * What unpacks packs to the same bytes, and the room takes it as it takes any article: twelve developments are made of
 * one record, so that neighbours, births and strength are reached too.
 */
#include <stdlib.h>

#include "core/buf.h"
#include "signal/signal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COPIES = 14, OUT_MAX = 1 << 24 };

static void feed(struct bw_arena *a, struct bw_candidates c)
{
	struct bw_signals *s = bw_signals_open(NULL);
	for (uint64_t i = 1; i <= COPIES; i++) {
		struct bw_signal_changes changes;
		struct bw_candidate *rows = BW_ARRAY(a, struct bw_candidate, c.n);
		c.article = c.origin = i;
		c.development = i / 2 + 1 + i * (i > 4);
		for (size_t k = 0; k < c.n; k++) {
			rows[k] = c.rows[k];
			rows[k].article = rows[k].origin = i;
		}
		struct bw_candidates copy = c;
		copy.rows = rows;
		bw_signals_add(s, a, &copy, &changes);
		for (size_t k = 0; k < changes.n_rows; k++)
			if (changes.rows[k].end < changes.rows[k].start || !changes.rows[k].reasoning.len)
				abort();
	}
	bw_signals_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_candidates c;
	struct bw_buf packed;
	struct bw_str bytes = {(const char *)data, size};
	bw_arena_init(&a);
	bw_buf_init(&packed, OUT_MAX);
	if (bw_candidates_unpack(&a, bytes, &c)) {
		bw_candidates_pack(&c, &packed);
		if (!bw_str_eq(bw_buf_view(&packed), bytes))
			abort();
		feed(&a, c);
	}
	bw_buf_release(&packed);
	bw_arena_release(&a);
	return 0;
}
