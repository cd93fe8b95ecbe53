/*
 * Figures against gold: figures.tsv (English) and figures-<language>.tsv, one text a row: day of publication, text, and
 * its figures joined by "|", each "value:unit:key:bound:low:high:date". unit: c count, p percent, m money, d date,
 * u measure. bound: a about, m at most, l at least, r range, - none. date: the value of the date that it belongs to, or
 * "-". A "-" is an empty field; fields left out at the end are not looked at. Values of dates are days.
 * `test_figures FOLDER LANGUAGE all` shows every miss, without "all" those of rows that are not held out (each third).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

enum { FIGURES_MAX = 64, FIELDS = 7, HELD = 3 };
static const double bar = 0.97;

struct tally {
	uint32_t gold, found, right;
};
struct run {
	const char *language;
	bool show_all;
	uint32_t row;
	struct tally all, held;
};
struct case_row {
	struct bw_article article;
	struct bw_notes notes;
};

static double number_of(struct bw_str s)
{
	bw_time t;
	char room[64] = {0};
	if (bw_str_eq(s, BW_STR("inf")))
		return INFINITY;
	if (bw_str_eq(s, BW_STR("-inf")))
		return -INFINITY;
	if (s.len == 10 && s.ptr[4] == '-' && bw_time_parse(s, &t))
		return (double)t;
	memcpy(room, s.ptr, s.len < sizeof(room) - 1 ? s.len : sizeof(room) - 1);
	return strtod(room, NULL);
}

static bool is_near(double a, struct bw_str want, bool is_end)
{
	double b = number_of(want);
	if (isinf(a) || isinf(b))
		return a == b;
	if (is_end && want.len == 10 && want.ptr[4] == '-')
		b += BW_DAY - 1;
	return fabs(a - b) <= 1e-4 * fabs(b) + 1e-9;
}

static bool fits_date(const struct case_row *c, const struct bw_figure *f, struct bw_str want)
{
	if (bw_str_eq(want, BW_STR("-")))
		return f->date < 0;
	return f->date >= 0 && is_near(c->notes.figures[f->date].value, want, false);
}

static bool fits_key(const struct bw_figure *f, struct bw_str want)
{
	return bw_str_eq(want, BW_STR("-")) ? !f->unit_key : f->unit_key == bw_str_hash(want);
}

static bool fits(const struct case_row *c, const struct bw_figure *f, struct bw_str want)
{
	struct bw_str field;
	for (int i = 0; i < FIELDS && bw_str_split(&want, ':', &field); i++) {
		bool ok = i == 0   ? is_near(f->value, field, false)
			  : i == 1 ? field.len == 1 && field.ptr[0] == "cpmdu"[f->unit]
			  : i == 2 ? !field.len || fits_key(f, field)
			  : i == 3 ? !field.len || field.ptr[0] == "-amlr"[f->bound]
			  : i == 4 ? !field.len || is_near(f->low, field, false)
			  : i == 5 ? !field.len || is_near(f->high, field, true)
				   : !field.len || fits_date(c, f, field);
		if (!ok)
			return false;
	}
	return true;
}

static void show(const struct case_row *c, uint32_t i)
{
	const struct bw_figure *f = &c->notes.figures[i];
	printf("#   %.*s = %.12g:%c:%016llx:%c:%.12g:%.12g:%.0f\n", (int)(f->end - f->start),
	       c->article.text.ptr + f->start, f->value, "cpmdu"[f->unit], (unsigned long long)f -> unit_key,
	       "-amlr"[f->bound], f -> low, f -> high, f -> date < 0 ? -1.0 : c -> notes.figures[f->date].value);
}

/* Gold and found are matched in order, a found one to the next gold that it fits. */
static uint32_t count_right(const struct case_row *c, struct bw_str gold, uint32_t *n_gold)
{
	uint32_t next = 0, right = 0;
	struct bw_str one;
	while (gold.len && bw_str_split(&gold, '|', &one)) {
		(*n_gold)++;
		for (uint32_t k = next; k < c->notes.n_figures; k++)
			if (fits(c, &c->notes.figures[k], one)) {
				next = k + 1;
				right++;
				break;
			}
	}
	return right;
}

static struct run *current;

static void check_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, day = {0}, text = {0};
	struct case_row c = {.article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE}};
	uint32_t n_gold = 0;
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &day) || !bw_str_split(&rest, '\t', &text))
		return;
	if (day.len)
		bw_time_parse(day, &c.article.published);
	c.article.language = bw_str_from(current->language);
	c.article.text = text;
	bw_annotate(an, a, &c.article, &c.notes);
	uint32_t right = count_right(&c, rest, &n_gold);
	bool held = ++current->row % HELD == 0;
	struct tally *const tallies[] = {&current->all, held ? &current->held : NULL};
	for (int i = 0; i < 2 && tallies[i]; i++) {
		tallies[i]->gold += n_gold;
		tallies[i]->found += c.notes.n_figures;
		tallies[i]->right += right;
	}
	if ((right == n_gold && right == c.notes.n_figures) || (held && !current->show_all))
		return;
	printf("# %.*s\n#   want %.*s\n", (int)text.len, text.ptr, (int)rest.len, rest.ptr);
	for (uint32_t i = 0; i < c.notes.n_figures; i++)
		show(&c, i);
}

static double share(uint32_t part, uint32_t of)
{
	return of ? (double)part / of : 1;
}

/* Reads one language's file; the exit status. */
static int check_file(const char *folder, const char *language, bool show_all)
{
	struct run run = {.language = language, .show_all = show_all};
	char name[32] = "figures.tsv";
	if (strcmp(language, "en") != 0)
		snprintf(name, sizeof(name), "figures-%.2s.tsv", language);
	current = &run;
	check_rows(folder, name, check_row);
	printf("# %s: %u rows, %u figures; precision %.3f recall %.3f; held out %.3f %.3f\n", language, run.row,
	       run.all.gold, share(run.all.right, run.all.found), share(run.all.right, run.all.gold),
	       share(run.held.right, run.held.found), share(run.held.right, run.held.gold));
	tap_ok(run.row > 0 && share(run.all.right, run.all.found) >= bar, "%s: precision", language);
	tap_ok(share(run.all.right, run.all.gold) >= bar, "%s: recall", language);
	return tap_done();
}

int main(int argc, char **argv)
{
	return check_file(argc > 1 ? argv[1] : ".", argc > 2 ? argv[2] : "en", argc > 3);
}
