/* Packed records, compression, digests, the log line. */
#include <math.h>

#include "cases.h"
#include "core/digest.h"
#include "core/err.h"
#include "core/log.h"
#include "core/pack.h"
#include "tap.h"

static const uint64_t numbers[] = {
	0, 1, 127, 128, 300, 16383, 16384, 1u << 31, 1ull << 56, (1ull << 63) - 1, 1ull << 63, UINT64_MAX};
enum { N_NUMBERS = sizeof(numbers) / sizeof(numbers[0]) };

static void put_all(struct bw_buf *b)
{
	for (size_t i = 0; i < N_NUMBERS; i++) {
		bw_pack_u64(b, numbers[i]);
		bw_pack_i64(b, (int64_t)numbers[i]);
		bw_pack_fixed64(b, numbers[i]);
	}
	bw_pack_f32(b, 0.1f);
	bw_pack_f32(b, -INFINITY);
	bw_pack_str(b, BW_STR("a\0b"));
	bw_pack_str(b, BW_STR_NONE);
}

static bool get_all(struct bw_unpack *u)
{
	bool good = true;
	for (size_t i = 0; i < N_NUMBERS; i++) {
		good = bw_unpack_u64(u) == numbers[i] && good;
		good = bw_unpack_i64(u) == (int64_t)numbers[i] && good;
		good = bw_unpack_fixed64(u) == numbers[i] && good;
	}
	good = bw_unpack_f32(u) == 0.1f && good;
	good = bw_unpack_f32(u) == -INFINITY && good;
	good = bw_str_eq(bw_unpack_str(u), BW_STR("a\0b")) && good;
	return bw_unpack_str(u).len == 0 && good;
}

static void records(void)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 16);
	put_all(&b);
	struct bw_str whole = guarded(bw_buf_view(&b));
	struct bw_unpack u = {.in = whole};
	tap_ok(get_all(&u) && !u.bad && u.pos == whole.len, "what was packed is unpacked");
	int bad = 0;
	for (size_t cut = 0; cut < whole.len; cut++) {
		u = (struct bw_unpack){.in = guarded(bw_str_sub(whole, 0, cut))};
		get_all(&u);
		bad += !u.bad || bw_unpack_u64(&u) || bw_unpack_str(&u).len;
	}
	tap_int(bad, 0, "every cut is noticed, and only zeros come after it");
	bw_buf_reset(&b);
	bw_pack_u64(&b, 300);
	tap_str(bw_buf_view(&b), BW_STR("\xAC\x02"), "LEB128, as published");
	bw_buf_reset(&b);
	bw_pack_i64(&b, -2);
	tap_str(bw_buf_view(&b), BW_STR("\x03"), "zigzag, as published");
	bw_buf_reset(&b);
	bw_pack_fixed64(&b, 0x0102030405060708u);
	tap_str(bw_buf_view(&b), BW_STR("\x08\x07\x06\x05\x04\x03\x02\x01"), "little-endian");
	bw_buf_release(&b);
}

static bool is_bad(struct bw_str in)
{
	struct bw_unpack u = {.in = guarded(in)};
	return !bw_unpack_u64(&u) && u.bad;
}

static void malformed(void)
{
	tap_ok(is_bad(BW_STR("")), "nothing");
	tap_ok(is_bad(BW_STR("\x80")), "a number without an end");
	tap_ok(is_bad(BW_STR("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01")), "eleven bytes");
	tap_ok(is_bad(BW_STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02")), "more than 64 bits");
	tap_ok(is_bad(BW_STR("\x81\x00")), "a longer form of a number");
	struct bw_unpack u = {.in = BW_STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01x")};
	tap_ok(bw_unpack_str(&u).len == 0 && u.bad, "a string of all the memory there is");
	u = (struct bw_unpack){.in = BW_STR("\x03"
					    "123456")};
	tap_ok(bw_unpack_count(&u, 2) == 3 && !u.bad, "three things of two bytes fit");
	u = (struct bw_unpack){.in = BW_STR("\x03"
					    "12345")};
	tap_ok(bw_unpack_count(&u, 2) == 0 && u.bad, "or not");
	u = (struct bw_unpack){.in = BW_STR("\x07"
					    "12345")};
	tap_ok(bw_unpack_count(&u, 0) == 0 && u.bad, "things of no size are still counted");
}

static void compression(struct bw_arena *a)
{
	struct bw_buf b;
	struct bw_str out = BW_STR("?");
	char *text = bw_arena_alloc(a, 100000);
	for (size_t i = 0; i < 100000; i++)
		text[i] = "the same words "[i % 15];
	bw_buf_init(&b, 1 << 20);
	tap_int(bw_zstd_compress(&b, (struct bw_str){text, 100000}), BW_OK, "compress");
	tap_ok(b.len < 1000, "made small");
	tap_ok(bw_zstd_expand(a, bw_buf_view(&b), 100000, &out) && bw_str_eq(out, (struct bw_str){text, 100000}),
	       "and back");
	tap_ok(!bw_zstd_expand(a, bw_buf_view(&b), 99999, &out), "past the maximum");
	tap_ok(!bw_zstd_expand(a, bw_str_sub(bw_buf_view(&b), 0, b.len - 1), 1 << 20, &out), "cut short");
	b.ptr[b.len / 2] ^= 0x55;
	struct bw_str other;
	tap_ok(!bw_zstd_expand(a, bw_buf_view(&b), 1 << 20, &other) || !bw_str_eq(other, (struct bw_str){text, 100000}),
	       "damage is not what was put in");
	tap_ok(!bw_zstd_expand(a, BW_STR("plain text"), 1 << 20, &out), "not compressed");
	tap_ok(!bw_zstd_expand(a, BW_STR_NONE, 1 << 20, &out), "nothing");
	bw_buf_reset(&b);
	tap_int(bw_zstd_compress(&b, BW_STR_NONE), BW_OK, "compress nothing");
	tap_ok(bw_zstd_expand(a, bw_buf_view(&b), 0, &out) && out.len == 0, "and back");
	bw_buf_char(&b, 'x');
	tap_ok(!bw_zstd_expand(a, bw_buf_view(&b), 100, &out), "something behind it");
	bw_buf_release(&b);
	bw_buf_init(&b, 4);
	tap_int(bw_zstd_compress(&b, (struct bw_str){text, 100000}), BW_ELIMIT, "a buffer that is too small");
	bw_buf_release(&b);
}

static void digest(void)
{
	char hex[BW_SHA256_HEX];
	tap_str(bw_str_from(bw_sha256_hex(bw_sha256(BW_STR("abc")), hex)),
		BW_STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
		"SHA-256 of abc, FIPS 180-4");
	tap_str(bw_str_from(bw_sha256_hex(bw_sha256(BW_STR_NONE), hex)),
		BW_STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), "SHA-256 of nothing");
	tap_ok(bw_sha256_key(BW_STR("abc")) == 0xba7816bf8f01cfeau >> 1, "the key is the first 63 bits");
}

static void keep_line(void *ctx, enum bw_log_level level, const char *line)
{
	snprintf(ctx, 64, "%d:%s", (int)level, line);
}

static void log_line(void)
{
	char got[64] = "";
	bw_log(BW_LOG_WARN, "nobody listens");
	bw_log_set_sink(keep_line, got);
	bw_log(BW_LOG_INFO, "a\nb\x1B[1m %s",
	       "\xC2\x9B"
	       "é");
	tap_str(bw_str_from(got), BW_STR("2:a b [1m   é"), "one line, no controls");
	bw_log_set_sink(NULL, NULL);
}

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	records();
	malformed();
	compression(&a);
	digest();
	log_line();
	bw_arena_release(&a);
	return tap_done();
}
