/* What the reader makes of whole articles: speech, one case a row of reading.tsv. */
#include "core/buf.h"
#include "rows.h"

enum { OUT_MAX = 1 << 16 };

struct reading {
	const struct bw_annotator *an;
	struct bw_article article;
	struct bw_notes notes;
};

static struct bw_str part(const struct reading *r, uint32_t start, uint32_t end)
{
	return bw_str_sub(r->article.text, start, end - start);
}

static void show_speech(const struct reading *r, struct bw_buf *out)
{
	for (uint32_t i = 0; i < r->notes.n_quotations; i++) {
		const struct bw_quotation *q = &r->notes.quotations[i];
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_str(out, part(r, q->speaker_start, q->speaker_end));
		bw_buf_char(out, '=');
		bw_buf_str(out, part(r, q->start, q->end));
	}
}

/* Which columns stand between the name of the check and the answer: t title, a author, x text. */
static const struct {
	const char *name, *columns;
	void (*show)(const struct reading *r, struct bw_buf *out);
} checks[] = {{"speech", "x", show_speech}};

/* "\n" in a case stands for a line break. */
static struct bw_str unfold(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool line = s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == 'n';
		out[n++] = line ? '\n' : s.ptr[i];
		i += line;
	}
	return (struct bw_str){out, n};
}

static void check_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, what = {0}, col = {0};
	struct reading r = {.an = an, .article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE}};
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &what))
		return;
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		struct bw_buf out;
		if (!bw_str_eq(what, bw_str_from(checks[i].name)))
			continue;
		for (const char *c = checks[i].columns; *c; c++) {
			bw_str_split(&rest, '\t', &col);
			*(*c == 't'   ? &r.article.title
			  : *c == 'a' ? &r.article.author
				      : &r.article.text) = unfold(a, col);
		}
		bw_buf_init(&out, OUT_MAX);
		bw_annotate(an, a, &r.article, &r.notes);
		checks[i].show(&r, &out);
		tap_str(bw_buf_view(&out), rest, bw_arena_cstr(a, row));
		bw_buf_release(&out);
	}
}

int main(int argc, char **argv)
{
	return check_rows(argc > 1 ? argv[1] : ".", "reading.tsv", check_row);
}
