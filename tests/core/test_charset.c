/* Encodings: the rows of charset.tsv and charset_labels.tsv, and the public cases of html5lib when they are there. */
#include "cases.h"
#include "core/charset.h"
#include "tap.h"

static struct bw_str name_of(const struct bw_charset *c)
{
	return c ? bw_charset_name(c) : BW_STR("none");
}

/* what, bytes, header, encoding, text ("=": the bytes themselves, without a copy) */
static void decode(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "charset.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str bytes = guarded(row.cell[1]), got = bw_charset_decode(a, bytes, row.cell[2]);
		tap_str(name_of(bw_charset_choose(bytes, row.cell[2])), row.cell[3], row.cell[0].ptr);
		if (bw_str_eq(row.cell[4], BW_STR("=")))
			tap_ok(got.ptr == bytes.ptr && got.len == bytes.len, "line %d: borrowed", row.line);
		else
			tap_str(got, row.cell[4], "its text");
	}
}

/* name, label */
static void labels(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "charset_labels.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str rest = row.cell[1], one;
		int wrong = 0;
		while (bw_str_split(&rest, ' ', &one))
			if (!bw_str_eq(name_of(bw_charset_labelled(one)), row.cell[0])) {
				printf("# %" BW_PRISTR " is %s\n", BW_ARG(one), name_of(bw_charset_labelled(one)).ptr);
				wrong++;
			}
		tap_int(wrong, 0, bw_arena_cstr(a, row.cell[0]));
	}
	tap_str(name_of(bw_charset_labelled(BW_STR(" \tUTF-8\n"))), BW_STR("UTF-8"), "white space around a label");
	tap_ok(!bw_charset_labelled(BW_STR("")) && !bw_charset_labelled(BW_STR("utf-7")), "what is no label");
}

/* No byte of ASCII is lost behind a fault, or markup would vanish. */
static void faults(struct bw_arena *a)
{
	static const char *const several[] = {"gbk", "big5", "euc-jp", "shift_jis", "euc-kr"};
	for (size_t i = 0; i < sizeof several / sizeof *several; i++) {
		const struct bw_charset *c = bw_charset_labelled(bw_str_from(several[i]));
		int lost = 0;
		for (int lead = 0x81; lead < 0xFF; lead++) {
			char text[] = {(char)lead, '<', 'b', '>', (char)lead, '"', ' '};
			struct bw_str got = bw_charset_convert(a, (struct bw_str){text, sizeof text}, c);
			lost += bw_str_find(got, BW_STR("<b>"), 0) == BW_NPOS ||
				bw_str_find_char(got, '"', 0) == BW_NPOS;
		}
		tap_int(lost, 0, several[i]);
	}
}

/* Every cut of the bytes is read without one byte too far, and gives well-formed text. */
static void cuts(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "charset.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		for (size_t n = 0; n < row.cell[1].len; n += 1 + n / 16) {
			struct bw_str got = bw_charset_decode(a, guarded(bw_str_sub(row.cell[1], 0, n)), row.cell[2]);
			if (got.len > 3 * n + 3)
				tap_ok(0, "line %d cut at %zu", row.line, n);
		}
	}
}

/* "#data\n...\n#encoding\nLABEL\n\n" */
static void public_cases(struct bw_arena *a, const char *path)
{
	struct bw_str rest, label;
	struct bw_err err = {0};
	if (bw_file_read(a, path, 1 << 24, &rest, &err)) {
		tap_ok(1, "%s # SKIP not there", path);
		return;
	}
	int wrong = 0, n = 0;
	for (size_t at = 0; (at = bw_str_find(rest, BW_STR("#data\n"), at)) != BW_NPOS; n++) {
		at += strlen("#data\n");
		size_t end = bw_str_find(rest, BW_STR("\n#encoding\n"), at);
		struct bw_str data = bw_str_sub(rest, at, end - at), after = bw_str_from_pos(rest, end + 11);
		bw_str_split(&after, '\n', &label);
		const struct bw_charset *got = bw_charset_declared(data, BW_STR_NONE);
		struct bw_str want = name_of(bw_charset_labelled(label));
		at = end;
		if (bw_str_eq(got ? name_of(got) : BW_STR("windows-1252"), want))
			continue;
		wrong++;
		printf("# case %d: got %s, want %s: %.60s\n", n, name_of(got).ptr, want.ptr, data.ptr);
	}
	tap_ok(n > 0 && !wrong, "%s: %d of %d", strrchr(path, '/') + 1, n - wrong, n);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : ".";
	static const char *const files[] = {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"};
	struct bw_arena a;
	bw_arena_init(&a);
	decode(&a, folder);
	labels(&a, folder);
	faults(&a);
	cuts(&a, folder);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		public_cases(&a,
			     bw_arena_printf(&a, "%s/../../../shared/eval/html5lib/encoding/%s", folder, files[i]).ptr);
	bw_arena_release(&a);
	return tap_done();
}
