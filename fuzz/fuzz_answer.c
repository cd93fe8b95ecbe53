/* An answer as a server sends it: lines for Content-Encoding, Retry-After, Date, Cache-Control and Location, then the
 * body. What is unpacked stays within its limit, pauses within a year, and no user name is left in an address. */
#include <stdint.h>
#include <stdlib.h>

#include "net/encoding.h"
#include "net/header.h"

enum { MAX_BYTES = 1 << 20, YEAR_S = 366 * 86400 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_str rest = {(const char *)data, size}, encodings = BW_STR_NONE, out;
	struct bw_answer answer = {.fault = BW_FAULT_NONE};
	bw_arena_init(&a);
	bw_str_split(&rest, '\n', &encodings);
	bw_str_split(&rest, '\n', &answer.retry_after);
	bw_str_split(&rest, '\n', &answer.date);
	bw_str_split(&rest, '\n', &answer.cache_control);
	bw_str_split(&rest, '\n', &answer.location);
	int64_t pause = bw_header_retry_after(&answer), fresh = bw_header_fresh(&answer);
	hold(pause >= -1 && pause < YEAR_S && fresh >= -1 && fresh < YEAR_S);
	for (int tries = 0; tries < 12; tries++) {
		int64_t ms = bw_header_backoff_ms(answer.location, tries);
		hold(ms > 0 && ms <= 8000);
	}
	struct bw_str shown = bw_header_without_user(&a, answer.location);
	hold(shown.len <= answer.location.len && !bw_header_has_user(shown));
	enum bw_fault fault = bw_encoding_undo(&a, encodings, rest, MAX_BYTES, &out);
	hold(fault == BW_FAULT_NONE ? out.len <= MAX_BYTES || out.ptr == rest.ptr : out.len == 0);
	bw_arena_release(&a);
	return 0;
}
