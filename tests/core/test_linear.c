#include "core/arena.h"
#include "core/linear.h"
#include "tap.h"

#include <string.h>

enum { BITS = 8, BYTES = 8 + 4 * BW_LINEAR_CLASSES + (BW_LINEAR_CLASSES << BITS) };

static struct bw_linear m;
static char bytes[BYTES];

static void put(size_t at, int16_t v)
{
	bytes[at] = (char)(v & 0xFF);
	bytes[at + 1] = (char)((uint16_t)v >> 8);
}

static int8_t *weight(uint64_t feature, int class)
{
	return (int8_t *)bytes + 8 + 4 * BW_LINEAR_CLASSES + bw_linear_row(feature, BITS) * BW_LINEAR_CLASSES + class;
}

static int decide(const uint64_t *features, size_t n)
{
	int32_t score[BW_LINEAR_CLASSES];
	bw_linear_score(&m, features, n, score);
	return bw_linear_decide(&m, score);
}

static void test_scores(void)
{
	uint64_t rises = 11, falls = 22;
	memcpy(bytes, "BWLM\1\10\0\0", 8);
	put(8 + 2 * 2, -5);                         /* bias of class 2 */
	put(8 + 2 * BW_LINEAR_CLASSES + 2 * 1, 10); /* margins */
	put(8 + 2 * BW_LINEAR_CLASSES + 2 * 2, 10);
	put(8 + 2 * BW_LINEAR_CLASSES + 2 * 3, INT16_MAX);
	*weight(rises, 1) = 12;
	*weight(falls, 2) = 20;
	*weight(falls, 3) = 7;
	tap_ok(!bw_linear_open(&m, (struct bw_str){bytes, BYTES}, NULL), "weights are read");
	tap_int(decide(&rises, 1), 1, "a class that leads by its margin is told");
	tap_int(decide(&falls, 1), 0, "a lead below the margin tells nothing: the bias counts");
	tap_int(decide((const uint64_t[]){22, 22}, 2), 2, "features add up");
	tap_int(decide(NULL, 0), 0, "no feature, no class");
	*weight(falls, 3) = 127;
	tap_int(decide(&falls, 1), 0, "a class without a margin is never told");
}

static void test_damage(void)
{
	struct bw_err err = {0};
	tap_int(bw_linear_open(&m, (struct bw_str){bytes, BYTES - 1}, &err), BW_EINPUT,
		"weights that are cut are refused");
	bytes[0] = 'X';
	tap_int(bw_linear_open(&m, (struct bw_str){bytes, BYTES}, &err), BW_EINPUT, "other bytes are refused");
	tap_int((long)bw_linear_embedded("en/nothing").len, 0, "no weights under a name that is not there");
}

int main(void)
{
	test_scores();
	test_damage();
	return tap_done();
}
