/* The standing that a statement is given, one case a row of status.tsv; "!x" forbids a status, "-" wants none. */
#include "rows.h"

static enum bw_status status_of(const struct bw_annotator *an, struct bw_arena *a, struct bw_str title,
				struct bw_str text)
{
	struct bw_article article = {.title = title, .text = text, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	struct bw_notes notes;
	bw_annotate(an, a, &article, &notes);
	for (uint32_t i = 0; i < notes.n_statements; i++)
		if (notes.statements[i].start == 0)
			return notes.statements[i].status;
	return BW_STATUS_NONE;
}

static void check_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, want = {0}, title = {0};
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &want) || !bw_str_split(&rest, '\t', &title))
		return;
	struct bw_str got = bw_str_from(bw_status_name(status_of(an, a, title, rest)));
	bool forbids = bw_str_starts(want, BW_STR("!"));
	struct bw_str name = bw_str_from_pos(want, forbids);
	bool good = bw_str_eq(want, BW_STR("-")) ? !got.len : bw_str_eq(got, name) != forbids;
	tap_ok(good, "%" BW_PRISTR ", got %" BW_PRISTR ": %" BW_PRISTR, BW_ARG(want), BW_ARG(got), BW_ARG(rest));
}

int main(int argc, char **argv)
{
	return check_rows(argc > 1 ? argv[1] : ".", "status.tsv", check_row);
}
