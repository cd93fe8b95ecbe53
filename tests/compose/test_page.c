#include "compose/page.h"
#include "core/file.h"
#include "tap.h"

static struct bw_str written(struct bw_arena *a, const struct bw_page *p)
{
	struct bw_buf b;
	struct bw_str s;

	bw_buf_init(&b, 1 << 22);
	bw_page_write_json(p, &b);
	s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static void test_round(struct bw_arena *a, struct bw_str json)
{
	struct bw_page p, q;
	struct bw_err err = {0};
	struct bw_str once;

	tap_int(bw_page_read_json(a, json, &p, &err), 0, "a page is read");
	once = written(a, &p);
	tap_str(once, bw_str_trim(json), "and written as it was");
	tap_int(bw_page_read_json(a, once, &q, &err), 0, "and read again");
	tap_ok(p.blocks.len > 5 && bw_page_words(&p) > 40, "with its blocks and words");
	tap_int(bw_page_words(&q), bw_page_words(&p), "the same number of words");
}

static void test_words(struct bw_arena *a)
{
	struct bw_page p = {.type = BW_PAGE_BRIEF};
	struct bw_block *b = bw_page_block(a, &p, BW_BLOCK_PARAGRAPH);

	bw_block_inline(a, b, BW_INLINE_SENTENCE, BW_STR("One two three."));
	bw_block_inline(a, b, BW_INLINE_SOURCE, BW_STR("Tamar Post"));
	bw_block_printf(a, b, "%d %s", 4, "five");
	bw_block_inline(a, bw_page_block(a, &p, BW_BLOCK_NOTE), BW_INLINE_TEXT, BW_STR("small print"));
	b = bw_page_block(a, &p, BW_BLOCK_SECTION);
	b->role = BW_ROLE_COVERAGE;
	bw_block_inline(a, bw_block_child(a, b, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT, BW_STR("not these"));
	tap_int(bw_page_words(&p), 5, "sentences and computed text count, marks, notes and coverage do not");
}

static void test_refusals(struct bw_arena *a)
{
	static const char *const bad[] = {
		"",
		"[]",
		"{}",
		"{\"format\":\"bellwether-page/2\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[]}",
		"{\"format\":\"bellwether-page/1\",\"type\":\"novel\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[]}",
		"{\"format\":\"bellwether-page/1\",\"type\":\"brief\",\"path\":7,\"title\":\"t\",\"blocks\":[]}",
		"{\"format\":\"bellwether-page/"
		"1\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"at\":\"soon\",\"blocks\":[]}",
		"{\"format\":\"bellwether-page/"
		"1\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[{\"kind\":\"poem\"}]}",
		"{\"format\":\"bellwether-page/"
		"1\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[{\"kind\":\"heading\","
		"\"level\":9}]}",
		"{\"format\":\"bellwether-page/"
		"1\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[{\"kind\":\"chart\","
		"\"points\":[{\"value\":11}]}]}",
		"{\"format\":\"bellwether-page/"
		"1\",\"type\":\"brief\",\"path\":\"p\",\"title\":\"t\",\"blocks\":[{\"kind\":\"note\","
		"\"ref\":\"xyz\"}]}",
	};
	struct bw_page p;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct bw_err err = {0};
		int code = bw_page_read_json(a, bw_str_from(bad[i]), &p, &err);
		tap_ok(code == BW_EINPUT && err.msg[0], "refused: %.60s", err.msg);
	}
}

static void test_depth(struct bw_arena *a)
{
	struct bw_page p = {.path = BW_STR("p"), .title = BW_STR("t"), .at = BW_TIME_NONE}, q;
	struct bw_block *b = bw_page_block(a, &p, BW_BLOCK_SECTION);
	struct bw_err err = {0};

	for (int i = 1; i < BW_PAGE_DEPTH - 1; i++)
		b = bw_block_child(a, b, BW_BLOCK_SECTION);
	tap_int(bw_page_read_json(a, written(a, &p), &q, &err), 0, "blocks nest to the limit");
	b = bw_block_child(a, bw_block_child(a, b, BW_BLOCK_SECTION), BW_BLOCK_SECTION);
	tap_int(bw_page_read_json(a, written(a, &p), &q, &err), BW_ELIMIT, "and not beyond");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str json = BW_STR("");
	struct bw_err err = {0};

	bw_arena_init(&a);
	if (argc < 2 ||
	    bw_file_read(&a, bw_arena_printf(&a, "%s/../render/page.json", argv[1]).ptr, 1 << 20, &json, &err))
		return 1;
	test_round(&a, json);
	test_words(&a);
	test_refusals(&a);
	test_depth(&a);
	bw_arena_release(&a);
	return tap_done();
}
