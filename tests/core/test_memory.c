/* Arena, vector, buffer, error. */
#include <stdint.h>

#include "cases.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/mem.h"
#include "core/vec.h"
#include "tap.h"

static bool all_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static void arena(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	static const size_t sizes[] = {0, 1, 15, 16, 17, 4000, 5000, 100000, 3 << 20, 8, 1 << 20};
	bool zero = true, aligned = true, apart = true;
	char *before = NULL;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			char *p = bw_arena_alloc(&a, sizes[i]);
			zero = zero && all_zero(p, sizes[i]);
			aligned = aligned && (uintptr_t)p % 16 == 0;
			apart = apart && p != before;
			memset(p, 0xAB, sizes[i]);
			before = p;
		}
		bw_arena_reset(&a);
	}
	tap_ok(zero, "memory is zeroed, also what was used before");
	tap_ok(aligned, "memory is aligned for any type");
	tap_ok(apart, "even nothing has an address of its own");
	tap_int((long long)a.used_bytes, 0, "reset forgets");
	struct bw_str copy = bw_arena_str(&a, BW_STR("a\0b"));
	tap_ok(bw_str_eq(copy, BW_STR("a\0b")) && copy.ptr[3] == '\0', "a copy is followed by NUL");
	tap_ok(bw_arena_cstr(&a, BW_STR_NONE)[0] == '\0', "nothing is an empty C string");
	tap_str(bw_arena_printf(&a, "%d-%s", 7, "x"), BW_STR("7-x"), "printf");
	bw_arena_release(&a);
	tap_str(bw_arena_str(&a, BW_STR("again")), BW_STR("again"), "released arenas may be used again");
	bw_arena_release(&a);
}

/* Many small things must not cost a block each. */
static void arena_is_compact(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	uintptr_t low = UINTPTR_MAX, high = 0;
	for (int i = 0; i < 100; i++) {
		uintptr_t p = (uintptr_t)bw_arena_alloc(&a, 16);
		low = p < low ? p : low;
		high = p > high ? p : high;
	}
	tap_ok(high - low < 8192, "small things stand together");
	bw_arena_release(&a);
}

static void vector(void)
{
	struct bw_arena a;
	BW_VEC(int) v = {0};
	bw_arena_init(&a);
	bool zero = true, kept = true;
	for (int i = 0; i < 1000; i++) {
		int *p = BW_PUSH(&a, &v);
		zero = zero && *p == 0;
		*p = i;
	}
	for (int i = 0; i < 1000; i++)
		kept = kept && v.ptr[i] == i;
	v.len = 10;
	zero = zero && *BW_PUSH(&a, &v) == 0;
	tap_ok(zero, "a new element is zeroed, also where one was before");
	tap_ok(kept, "elements survive growth");
	bw_arena_release(&a);
}

static void buffer(void)
{
	struct bw_buf b;
	bw_buf_init(&b, 10);
	bw_buf_cstr(&b, "12345");
	bw_buf_printf(&b, "%s", "67890");
	tap_ok(!b.failed, "the maximum can be reached");
	tap_str(bw_buf_view(&b), BW_STR("1234567890"), "what was written stands there");
	bw_buf_char(&b, 'x');
	tap_ok(b.failed, "the maximum cannot be passed");
	bw_buf_put(&b, "", 0);
	bw_buf_printf(&b, "%d", 1);
	tap_ok(b.failed && b.len == 10, "the fault sticks and nothing is written after it");
	bw_buf_reset(&b);
	tap_ok(!b.failed && b.len == 0 && b.max == 10, "reset keeps the maximum");
	bw_buf_printf(&b, "%s", "12345678901");
	tap_ok(b.failed && b.len == 0, "printf writes all or nothing");
	bw_buf_reset(&b);
	bw_buf_str(&b, BW_STR_NONE);
	tap_str(bw_buf_view(&b), BW_STR(""), "nothing can be written");
	bw_buf_release(&b);
	bw_buf_init(&b, SIZE_MAX);
	for (int i = 0; i < 100000; i++)
		bw_buf_char(&b, 'x');
	tap_ok(b.len == 100000 && !b.failed, "a buffer without a limit grows");
	bw_buf_put(&b, "", SIZE_MAX);
	tap_ok(b.failed && b.len == 100000, "lengths do not wrap around");
	bw_buf_release(&b);
}

static void error(void)
{
	struct bw_err e = {0};
	tap_int(bw_err_set(&e, BW_EINPUT, "line %d\n", 3), BW_EINPUT, "the code is returned");
	tap_str(bw_str_from(e.msg), BW_STR("line 3"), "no newline at the end");
	bw_err_context(&e, "%s", "feed.xml");
	tap_str(bw_str_from(e.msg), BW_STR("feed.xml: line 3"), "context stands before");
	tap_int(bw_err_set(&e, BW_EIO, "again: %s", e.msg), BW_EIO, "the old message may be an argument");
	tap_str(bw_str_from(e.msg), BW_STR("again: feed.xml: line 3"), "and is not lost");
	tap_int(bw_err_set(NULL, BW_ENET, "x"), BW_ENET, "an error that nobody reads");
	tap_str(bw_str_from(bw_code_name(BW_ENOTFOUND)), BW_STR("not-found"), "code name");
	tap_str(bw_str_from(bw_code_name((enum bw_code)99)), BW_STR("unknown"), "unknown code");
	for (size_t shift = 0; shift < 4; shift++) {
		char text[2048] = "";
		memset(text, 'a', shift);
		for (size_t i = shift; i + 4 < sizeof(text); i += 3)
			memcpy(text + i, "\xE2\x82\xAC", 3);
		bw_err_set(&e, BW_EIO, "%s", text);
		size_t len = strlen(e.msg);
		tap_ok((len - shift) % 3 == 0 && len > BW_ERR_MAX - 4,
		       "a long message is cut between code points (%zu)", shift);
	}
	bw_err_set(&e, BW_EIO, "%s", "ground");
	for (int i = 0; i < 300; i++)
		bw_err_context(&e, "context %d", i);
	tap_ok(strlen(e.msg) < BW_ERR_MAX, "context never overflows");
}

int main(void)
{
	arena();
	arena_is_compact();
	vector();
	buffer();
	error();
	return tap_done();
}
