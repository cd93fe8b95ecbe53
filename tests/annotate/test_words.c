/* Tokens, sentences, quotation marks and language, one case a row of words.tsv; and what must hold for every text:
 * exact, ordered offsets. */
#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/buf.h"
#include "core/file.h"
#include "tap.h"

enum { FILE_MAX = 1 << 20, OUT_MAX = 1 << 16 };

struct fixture {
	struct bw_arena *arena;
	struct bw_words *words;
};

static struct bw_notes note(const struct fixture *f, struct bw_str text)
{
	struct bw_article article = {.text = text, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	struct bw_notes notes = {0};
	bw_words_note(f->words, f->arena, &article, &notes);
	return notes;
}

static struct bw_str sentences(const struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	for (uint32_t i = 0; i < n.body.n_sentences; i++) {
		const struct bw_sentence *s = &n.body.sentences[i];
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_str(out, bw_str_sub(text, s->start, s->end - s->start));
	}
	return bw_buf_view(out);
}

static struct bw_str tokens(const struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	for (uint32_t i = 0; i < n.body.n_tokens; i++) {
		bw_buf_cstr(out, i ? " " : "");
		bw_buf_str(out, bw_token_text(text, &n.body.tokens[i]));
	}
	return bw_buf_view(out);
}

static struct bw_str quotes(const struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_quoted *q;
	size_t n = bw_words_quoted(f->arena, text, &q);
	for (size_t i = 0; i < n; i++) {
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_str(out, bw_str_sub(text, q[i].start, q[i].end - q[i].start));
	}
	return bw_buf_view(out);
}

static struct bw_str language(const struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	bw_buf_cstr(out, n.language);
	return bw_buf_view(out);
}

static const struct {
	const char *name;
	struct bw_str (*show)(const struct fixture *f, struct bw_str text, struct bw_buf *out);
} checks[] = {{"sentence", sentences}, {"token", tokens}, {"quote", quotes}, {"language", language}};

static void check_row(const struct fixture *f, struct bw_str row)
{
	struct bw_str rest = row, what = {0}, text = {0};
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &what) || !bw_str_split(&rest, '\t', &text))
		return;
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		struct bw_buf out;
		if (!bw_str_eq(what, bw_str_from(checks[i].name)))
			continue;
		bw_buf_init(&out, OUT_MAX);
		tap_str(checks[i].show(f, text, &out), rest, bw_arena_cstr(f->arena, row));
		bw_buf_release(&out);
	}
}

static void check_terms(const struct fixture *f)
{
	struct bw_article article = {.title = BW_STR("Ports close"),
				     .text = BW_STR("The port closed. Ports were closing, port by port."),
				     .published = BW_TIME_NONE,
				     .modified = BW_TIME_NONE,
				     .language = BW_STR("en")};
	struct bw_notes n = {0};
	bw_words_note(f->words, f->arena, &article, &n);
	tap_int(n.n_terms, 2, "forms of one stem are one term, function words are none");
	bool ordered = true;
	for (uint32_t i = 1; i < n.n_terms; i++)
		ordered &= n.terms[i - 1].stem < n.terms[i].stem;
	tap_ok(ordered, "terms are ordered by stem");
	for (uint32_t i = 0; i < n.n_terms; i++)
		if (bw_str_eq(n.terms[i].shown, BW_STR("port")))
			tap_int(n.terms[i].in_title * 10 + n.terms[i].in_lead, 14, "title and lead are counted apart");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct fixture f = {&a, NULL};
	struct bw_str rows = {0}, row;
	bw_arena_init(&a);
	struct bw_str path = bw_arena_printf(&a, "%s/words.tsv", argc > 1 ? argv[1] : ".");
	int rc = bw_file_read(&a, path.ptr, FILE_MAX, &rows, &err);
	if (!rc)
		rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_words_open(&a, &lexicons, &f.words, &err);
	tap_ok(rc == 0, "the lexicons and the cases load %s", err.msg);
	while (!rc && bw_str_split(&rows, '\n', &row))
		check_row(&f, row);
	if (!rc)
		check_terms(&f);
	bw_words_close(f.words);
	bw_arena_release(&a);
	return tap_done();
}
