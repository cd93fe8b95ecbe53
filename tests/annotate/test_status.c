/*
 * The standing that statements are given. status.tsv: each case must hold ("!x" forbids a status, "-" wants none).
 * status-gold*.tsv: wider sets, of which a share must hold, and few may get a false status. status-<language>.tsv: each
 * case must hold. status-causes.tsv: cause and effect. status-polarity*.tsv: whether a claim is negated.
 */

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/lexicon.h"
#include "tap.h"

enum { RIGHT_PERCENT = 75, FALSE_PERCENT = 12, POLARITY_PERCENT = 90 };

struct count {
	uint32_t n, right, none, falsely;
};

static bool read_cell(struct bw_str *rest, struct bw_str *out)
{
	return bw_str_split(rest, '\t', out);
}

static const struct bw_statement *statement_at(const struct bw_notes *n, uint32_t start)
{
	for (uint32_t i = 0; i < n->n_statements; i++)
		if (n->statements[i].start <= start && n->statements[i].end > start)
			return &n->statements[i];
	return NULL;
}

static enum bw_status status_of(const struct bw_annotator *an, struct bw_arena *a, const struct bw_article *article,
				uint32_t start)
{
	struct bw_notes notes;
	bw_annotate(an, a, article, &notes);
	const struct bw_statement *s = statement_at(&notes, start);
	return s ? s->status : BW_STATUS_NONE;
}

static struct bw_article article_of(struct bw_str title, struct bw_str text, struct bw_str language)
{
	return (struct bw_article){.title = title,
				   .text = text,
				   .language = language,
				   .published = BW_TIME_NONE,
				   .modified = BW_TIME_NONE};
}

/* Whether a status is what "x", "!x,y" or "-" wants. */
static bool holds(struct bw_str want, struct bw_str got)
{
	bool forbids = bw_str_starts(want, BW_STR("!"));
	struct bw_str rest = bw_str_from_pos(want, forbids), name;
	if (bw_str_eq(want, BW_STR("-")))
		return !got.len;
	while (bw_str_split(&rest, ',', &name))
		if (bw_str_eq(name, got))
			return !forbids;
	return forbids;
}

static void check_in(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row, struct bw_str language)
{
	struct bw_str rest = row, want = {0}, title = {0};
	if (!row.len || row.ptr[0] == '#' || !read_cell(&rest, &want) || !read_cell(&rest, &title))
		return;
	struct bw_article article = article_of(title, rest, language);
	struct bw_str got = bw_str_from(bw_status_name(status_of(an, a, &article, 0)));
	tap_ok(holds(want, got), "%" BW_PRISTR ", got %" BW_PRISTR ": %" BW_PRISTR, BW_ARG(want), BW_ARG(got),
	       BW_ARG(rest));
}

/* "a | b" as one text; *start is where its last part begins. */
static struct bw_str join_parts(struct bw_arena *a, struct bw_str text, uint32_t *start)
{
	struct bw_str out = BW_STR_NONE;
	for (size_t bar; (bar = bw_str_find(text, BW_STR(" | "), 0)) != BW_NPOS;
	     text = bw_str_from_pos(text, bar + 3)) {
		struct bw_str part = bw_str_sub(text, 0, bar);
		out = bw_arena_printf(a, "%" BW_PRISTR "%" BW_PRISTR " ", BW_ARG(out), BW_ARG(part));
	}
	*start = (uint32_t)out.len;
	return bw_arena_printf(a, "%" BW_PRISTR "%" BW_PRISTR, BW_ARG(out), BW_ARG(text));
}

static struct bw_str section_of(struct bw_str kind)
{
	static const struct {
		const char *kind, *section;
	} rows[] = {{"opinion", "Opinion"}, {"analysis", "Analysis"}, {"press-release", "Press release"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (bw_str_eq(kind, bw_str_from(rows[i].kind)))
			return bw_str_from(rows[i].section);
	return BW_STR_NONE;
}

static void count_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row, struct count *c)
{
	struct bw_str rest = row, want = {0}, kind = {0}, title = {0}, section = {0};
	uint32_t start;
	if (!row.len || row.ptr[0] == '#' || !read_cell(&rest, &want) || !read_cell(&rest, &kind) ||
	    !read_cell(&rest, &title))
		return;
	bw_str_split(&kind, ':', &section);
	struct bw_article article = article_of(title, join_parts(a, rest, &start), BW_STR("en"));
	article.section = section_of(section);
	article.author = kind;
	article.published = bw_time_from_date((struct bw_date){.year = 2026, .month = 6, .day = 15});
	struct bw_str got = bw_str_from(bw_status_name(status_of(an, a, &article, start)));
	bool wants_none = bw_str_eq(want, BW_STR("-")) || bw_str_starts(want, BW_STR("!")), good = holds(want, got);
	c->n += !wants_none;
	c->right += !wants_none && good;
	c->none += wants_none;
	c->falsely += wants_none && !good;
}

static void check_shares(const struct bw_annotator *an, struct bw_arena *a, const char *folder, const char *name)
{
	struct bw_err err = {0};
	struct bw_str rows = {0}, row;
	struct count c = {0};
	struct bw_str path = bw_arena_printf(a, "%s/%s", folder, name);
	int rc = bw_file_read(a, path.ptr, 1 << 20, &rows, &err);
	while (!rc && bw_str_split(&rows, '\n', &row))
		count_row(an, a, row, &c);
	tap_ok(c.n > 0 && c.right * 100 >= c.n * RIGHT_PERCENT, "%s: %u of %u right", name, c.right, c.n);
	tap_ok(c.none > 0 && c.falsely * 100 <= c.none * FALSE_PERCENT, "%s: %u of %u get a false status", name,
	       c.falsely, c.none);
}

static void check_cause(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, cause = {0}, effect = {0};
	struct bw_notes notes;
	if (!row.len || row.ptr[0] == '#' || !read_cell(&rest, &cause) || !read_cell(&rest, &effect))
		return;
	struct bw_article article = article_of(BW_STR_NONE, rest, BW_STR("en"));
	bw_annotate(an, a, &article, &notes);
	const struct bw_statement *s = statement_at(&notes, 0);
	struct bw_str c = s ? bw_str_sub(rest, s->cause_start, s->cause_end - s->cause_start) : BW_STR_NONE;
	struct bw_str e = s ? bw_str_sub(rest, s->effect_start, s->effect_end - s->effect_start) : BW_STR_NONE;
	bool none = bw_str_eq(cause, BW_STR("-"));
	bool good = none ? !c.len && !e.len : bw_str_eq_ascii_nocase(c, cause) && bw_str_eq_ascii_nocase(e, effect);
	tap_ok(good, "cause \"%" BW_PRISTR "\", effect \"%" BW_PRISTR "\": %" BW_PRISTR, BW_ARG(c), BW_ARG(e),
	       BW_ARG(rest));
}

static void check_file(const struct bw_annotator *an, struct bw_arena *a, const char *folder, const char *name,
		       struct bw_str language, bool causes)
{
	struct bw_err err = {0};
	struct bw_str rows = {0}, row;
	struct bw_str path = bw_arena_printf(a, "%s/%s", folder, name);
	int rc = bw_file_read(a, path.ptr, 1 << 20, &rows, &err);
	tap_ok(rc == 0, "%s is read %s", name, err.msg);
	while (!rc && bw_str_split(&rows, '\n', &row)) {
		if (causes)
			check_cause(an, a, row);
		else
			check_in(an, a, row, language);
	}
}

/* Polarity: all must hold, or that share of them. */
static void check_polarity(const struct bw_annotator *an, struct bw_arena *a, const char *folder, const char *name,
			   uint32_t percent)
{
	struct bw_err err = {0};
	struct bw_str rows = {0}, row, want;
	uint32_t n = 0, right = 0;
	struct bw_str path = bw_arena_printf(a, "%s/%s", folder, name);
	int rc = bw_file_read(a, path.ptr, 1 << 20, &rows, &err);
	while (!rc && bw_str_split(&rows, '\n', &row)) {
		struct bw_notes notes;
		if (!row.len || row.ptr[0] == '#' || !read_cell(&row, &want))
			continue;
		struct bw_article article = article_of(BW_STR_NONE, row, BW_STR("en"));
		bw_annotate(an, a, &article, &notes);
		const struct bw_statement *s = statement_at(&notes, 0);
		bool good = s && (s->polarity < 0) == bw_str_eq(want, BW_STR("-"));
		n++;
		right += good;
		if (!good)
			tap_ok(percent < 100, "want %" BW_PRISTR "%s: %" BW_PRISTR, BW_ARG(want),
			       s ? "" : ", no statement", BW_ARG(row));
	}
	tap_ok(n > 0 && right * 100 >= n * percent, "%s: %u of %u right", name, right, n);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : ".";
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_annotator *an = NULL;
	bw_arena_init(&a);
	int rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&a, &lexicons, &an, &err);
	tap_ok(rc == 0, "the lexicons load %s", err.msg);
	if (!rc) {
		check_file(an, &a, folder, "status.tsv", BW_STR_NONE, false);
		check_file(an, &a, folder, "status-de.tsv", BW_STR("de"), false);
		check_file(an, &a, folder, "status-fr.tsv", BW_STR("fr"), false);
		check_file(an, &a, folder, "status-es.tsv", BW_STR("es"), false);
		check_file(an, &a, folder, "status-causes.tsv", BW_STR_NONE, true);
		check_polarity(an, &a, folder, "status-polarity.tsv", 100);
		check_polarity(an, &a, folder, "status-polarity-apart.tsv", POLARITY_PERCENT);
		check_shares(an, &a, folder, "status-gold.tsv");
		check_shares(an, &a, folder, "status-gold-apart.tsv");
	}
	bw_annotator_close(an);
	bw_arena_release(&a);
	return tap_done();
}
