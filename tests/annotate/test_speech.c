/* Who is found to have said what, one case a row of speech.tsv (English) and speech-<language>.tsv. */
#include <string.h>

#include "core/buf.h"
#include "rows.h"

enum { OUT_MAX = 1 << 16 };

static const char *language; /* of the file that is read */

static void show(const struct bw_article *article, const struct bw_notes *notes, struct bw_buf *out)
{
	for (uint32_t i = 0; i < notes->n_quotations; i++) {
		const struct bw_quotation *q = &notes->quotations[i];
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_char(out, q->mode == BW_MODE_DIRECT ? 'd' : 'r');
		bw_buf_char(out, ' ');
		bw_buf_str(out, bw_str_sub(article->text, q->speaker_start, q->speaker_end - q->speaker_start));
		if (q->affiliation >= 0) {
			bw_buf_char(out, '@');
			bw_buf_str(out, notes->actors[q->affiliation].name);
		}
		bw_buf_char(out, '=');
		bw_buf_str(out, bw_str_sub(article->text, q->start, q->end - q->start));
	}
}

static void check_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, text = {0};
	struct bw_article article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	struct bw_notes notes;
	struct bw_buf out;
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &text))
		return;
	article.text = unfold(a, text);
	article.language = bw_str_from(language);
	bw_buf_init(&out, OUT_MAX);
	bw_annotate(an, a, &article, &notes);
	show(&article, &notes, &out);
	tap_str(bw_buf_view(&out), rest, bw_arena_cstr(a, row));
	bw_buf_release(&out);
}

int main(int argc, char **argv)
{
	char name[32] = "speech.tsv";
	language = argc > 2 ? argv[2] : "en";
	if (strcmp(language, "en") != 0)
		snprintf(name, sizeof(name), "speech-%.2s.tsv", language);
	check_rows(argc > 1 ? argv[1] : ".", name, check_row);
	return tap_done();
}
