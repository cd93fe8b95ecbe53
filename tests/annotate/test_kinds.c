/* Kind, credit and domain of whole articles, one case a row. */
#include "core/buf.h"
#include "rows.h"

enum { OUT_MAX = 1 << 16 };

struct reading {
	const struct bw_annotator *an;
	struct bw_article article;
	struct bw_notes notes;
};

static void show_kind(const struct reading *r, struct bw_buf *out)
{
	bw_buf_cstr(out, bw_kind_name(r->notes.kind));
}

static void show_credit(const struct reading *r, struct bw_buf *out)
{
	bw_buf_str(out, r->notes.credit);
}

static void show_domain(const struct reading *r, struct bw_buf *out)
{
	if (r->notes.n_domains)
		bw_buf_str(out, bw_domain_name(r->an, r->notes.domains[0].id));
}

/* Which columns stand between the name of the check and the answer: s section, t title, a author, x text. */
static const struct {
	const char *name, *columns;
	void (*show)(const struct reading *r, struct bw_buf *out);
} checks[] = {{"kind", "tax", show_kind},
	      {"section", "stax", show_kind},
	      {"credit", "ax", show_credit},
	      {"domain", "tx", show_domain}};

static const char *language = "";

static void check_row(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row)
{
	struct bw_str rest = row, what = {0}, col = {0};
	struct reading r = {.an = an, .article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE}};
	r.article.language = bw_str_from(language);
	if (!row.len || row.ptr[0] == '#' || !bw_str_split(&rest, '\t', &what))
		return;
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		struct bw_buf out;
		if (!bw_str_eq(what, bw_str_from(checks[i].name)))
			continue;
		for (const char *c = checks[i].columns; *c; c++) {
			bw_str_split(&rest, '\t', &col);
			*(*c == 't'   ? &r.article.title
			  : *c == 's' ? &r.article.section
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

/* kinds.tsv for English, kinds-<language>.tsv for the others. */
int main(int argc, char **argv)
{
	char name[32] = "kinds.tsv";
	if (argc > 2) {
		language = argv[2];
		snprintf(name, sizeof(name), "kinds-%s.tsv", language);
	}
	check_rows(argc > 1 ? argv[1] : ".", name, check_row);
	return tap_done();
}
