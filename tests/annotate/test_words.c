/* Tokens, sentences, quotation marks and language, one case a row of words.tsv and words-<language>.tsv; and what must
 * hold for every text: exact, ordered offsets. */
#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/buf.h"
#include "core/file.h"
#include "tap.h"

enum { FILE_MAX = 1 << 20, OUT_MAX = 1 << 16 };

struct fixture {
	struct bw_arena *arena;
	struct bw_words *words;
	struct bw_str language; /* of the file of cases */
	uint32_t right, wrong, missed;
};

static struct bw_notes note(struct fixture *f, struct bw_str text)
{
	struct bw_article article = {
		.text = text, .language = f->language, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	struct bw_notes notes = {0};
	bw_words_note(f->words, f->arena, &article, &notes);
	return notes;
}

static struct bw_str sentences(struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	for (uint32_t i = 0; i < n.body.n_sentences; i++) {
		const struct bw_sentence *s = &n.body.sentences[i];
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_str(out, bw_str_sub(text, s->start, s->end - s->start));
	}
	return bw_buf_view(out);
}

static struct bw_str tokens(struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	for (uint32_t i = 0; i < n.body.n_tokens; i++) {
		bw_buf_cstr(out, i ? " " : "");
		bw_buf_str(out, bw_token_text(text, &n.body.tokens[i]));
	}
	return bw_buf_view(out);
}

static struct bw_str quotes(struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_quoted *q;
	size_t n = bw_words_quoted(f->arena, text, &q);
	for (size_t i = 0; i < n; i++) {
		bw_buf_cstr(out, i ? "|" : "");
		bw_buf_str(out, bw_str_sub(text, q[i].start, q[i].end - q[i].start));
	}
	return bw_buf_view(out);
}

/* What the text is about, in the order in which it is said; forms of one stem once. */
static struct bw_str terms(struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	for (uint32_t t = 0; t < n.body.n_tokens; t++)
		for (uint32_t i = 0; i < n.n_terms; i++)
			if (n.terms[i].shown.ptr == text.ptr + n.body.tokens[t].start) {
				bw_buf_cstr(out, bw_buf_view(out).len ? " " : "");
				bw_buf_str(out, n.terms[i].shown);
			}
	return bw_buf_view(out);
}

static struct bw_str language(struct fixture *f, struct bw_str text, struct bw_buf *out)
{
	struct bw_notes n = note(f, text);
	bw_buf_cstr(out, n.language);
	return bw_buf_view(out);
}

/* The text of a case: "|" is a blank, a new line is written as a sign of its own, "^" stands for nothing. */
static struct bw_str text_of(struct fixture *f, struct bw_str gold)
{
	struct bw_buf out;
	bw_buf_init(&out, OUT_MAX);
	for (size_t i = 0; i < gold.len; i++)
		if (gold.ptr[i] == '|')
			bw_buf_cstr(&out, " ");
		else if (bw_str_starts(bw_str_from_pos(gold, i), BW_STR("¶")))
			bw_buf_cstr(&out, ++i ? "\n" : "");
		else if (gold.ptr[i] != '^')
			bw_buf_str(&out, bw_str_sub(gold, i, 1));
	struct bw_str text = bw_buf_copy(&out, f->arena);
	bw_buf_release(&out);
	return text;
}

/* The sentences of the case's text, written as the case writes them. */
static struct bw_str cut(struct fixture *f, struct bw_str gold, struct bw_buf *out)
{
	struct bw_str text = text_of(f, gold);
	struct bw_notes n = note(f, text);
	for (uint32_t i = 0; i < n.body.n_sentences; i++) {
		const struct bw_sentence *s = &n.body.sentences[i];
		char gap = i ? text.ptr[s->start - 1] : 0;
		bw_buf_cstr(out, !i ? "" : gap == '\n' ? "¶" : gap == ' ' ? "|" : "^");
		bw_buf_str(out, bw_str_sub(text, s->start, s->end - s->start));
	}
	return bw_buf_view(out);
}

/* Counts the boundaries inside paragraphs that both, the first alone or the second alone have. */
static void count_cuts(struct fixture *f, struct bw_str gold, struct bw_str found)
{
	size_t g = 0, k = 0;
	while (g < gold.len && k < found.len) {
		char x = gold.ptr[g], y = found.ptr[k];
		bool want = x == '|' || x == '^', have = y == '|' || y == '^';
		f->right += want && have;
		f->missed += want && !have;
		f->wrong += have && !want;
		g += x != '^' || have ? y != '^' || want : 1;
		k += x != '^' || have;
	}
}

static const struct {
	const char *name;
	struct bw_str (*show)(struct fixture *f, struct bw_str text, struct bw_buf *out);
} checks[] = {{"sentence", sentences}, {"token", tokens}, {"quote", quotes}, {"language", language}, {"term", terms}};

static void check_cut(struct fixture *f, struct bw_str gold, bool must_hold)
{
	struct bw_buf out;
	bw_buf_init(&out, OUT_MAX);
	struct bw_str found = cut(f, gold, &out);
	count_cuts(f, gold, found);
	if (must_hold)
		tap_str(found, gold, bw_arena_cstr(f->arena, gold));
	bw_buf_release(&out);
}

static void check_row(struct fixture *f, struct bw_str row)
{
	struct bw_str rest = row, what = {0}, text = {0};
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &what) || !bw_str_split(&rest, '\t', &text))
		return;
	if (bw_str_eq(what, BW_STR("cut")) || bw_str_eq(what, BW_STR("miss")))
		check_cut(f, text, what.ptr[0] == 'c');
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		struct bw_buf out;
		if (!bw_str_eq(what, bw_str_from(checks[i].name)))
			continue;
		bw_buf_init(&out, OUT_MAX);
		tap_str(checks[i].show(f, text, &out), rest, bw_arena_cstr(f->arena, row));
		bw_buf_release(&out);
	}
}

static void check_terms(struct fixture *f)
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

/* The cases of one language; a file without cases fails. */
static void check_file(struct fixture *f, const char *folder, const char *language)
{
	struct bw_err err = {0};
	struct bw_str rows = {0}, row;
	struct bw_str path = bw_arena_printf(f->arena, "%s/words%s%s.tsv", folder, language[0] ? "-" : "", language);
	f->language = bw_str_from(language);
	f->right = f->wrong = f->missed = 0;
	if (bw_file_read(f->arena, path.ptr, FILE_MAX, &rows, &err))
		tap_ok(false, "%s", err.msg);
	while (bw_str_split(&rows, '\n', &row))
		check_row(f, row);
	tap_ok(f->right > 0, "%s: %u boundaries right, %u wrong, %u missed", path.ptr, f->right, f->wrong, f->missed);
}

int main(int argc, char **argv)
{
	static const char *const languages[] = {"", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja"};
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct fixture f = {.arena = &a};
	bw_arena_init(&a);
	int rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_words_open(&a, &lexicons, &f.words, &err);
	tap_ok(rc == 0, "the lexicons load %s", err.msg);
	for (size_t i = 0; !rc && i < sizeof(languages) / sizeof(*languages); i++)
		check_file(&f, argc > 1 ? argv[1] : ".", languages[i]);
	if (!rc)
		check_terms(&f);
	bw_words_close(f.words);
	bw_arena_release(&a);
	return tap_done();
}
