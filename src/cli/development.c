#include "cli/cli.h"
#include "run/locate.h"
#include "run/view.h"

/* Ids that begin with the word: those of developments before those that lead to one. */
struct finding {
	const struct bw_loaded_view *v;
	struct bw_str word;
	const struct bw_view_development *own, *other;
	uint64_t other_id;
	int n_own, n_other;
};

static bool begins(struct bw_cli *c, const struct finding *f, uint64_t id)
{
	return bw_str_starts(bw_arena_printf(&c->arena, "%016llx", (unsigned long long)id), f->word);
}

static void look(struct bw_cli *c, struct finding *f, uint64_t id)
{
	const struct bw_view_development *d = begins(c, f, id) ? bw_view_find(f->v, id) : NULL;
	if (!d)
		return;
	if (d->id == id) {
		f->own = d;
		f->n_own++;
	} else if (f->other != d) {
		f->other = d;
		f->other_id = id;
		f->n_other++;
	}
}

static int find_address(struct bw_cli *c, const struct bw_engine *e, struct finding *f, struct bw_err *err)
{
	struct bw_derived_row row = {0};
	int code = bw_locate_article(e->store, &c->arena, c->operands[0], &row, err);
	f->own = code ? NULL : bw_view_find(f->v, row.key);
	f->n_own = f->own != NULL;
	return code == BW_ENOTFOUND ? 0 : code;
}

static int find(struct bw_cli *c, struct finding *f, const struct bw_view_development **out, struct bw_err *err)
{
	const struct bw_view *view = &f->v->view;
	for (size_t i = 0; !f->own && i < view->n_developments; i++)
		look(c, f, view->developments[i].id);
	for (size_t i = 0; i < view->n_redirects; i++)
		look(c, f, view->redirects[i].from);
	for (size_t i = 0; !f->n_own && i < view->n_articles; i++)
		look(c, f, view->articles[i].key);
	int n = f->n_own ? f->n_own : f->n_other;
	*out = f->n_own ? f->own : f->other;
	if (!n)
		return bw_err_set(err, BW_ENOTFOUND,
				  "there is no development '%s'; 'bellwether developments' lists them", c->operands[0]);
	if (n > 1)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits %d developments; give more of the identifier",
				  c->operands[0], n);
	return 0;
}

static int compose(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v, struct bw_page *out,
		   struct bw_err *err)
{
	struct finding f = {.v = v, .word = bw_str_from(c->operands[0])};
	const struct bw_view_development *d;
	uint64_t from, to;
	int code = bw_locate_range(f.word, &from, &to) ? 0 : find_address(c, e, &f, err);
	if (!code)
		code = find(c, &f, &d, err);
	if (code)
		return code;
	if (!f.n_own)
		bw_cli_say(c, "%016llx is in development %016llx now", (unsigned long long)f.other_id,
			   (unsigned long long)d->id);
	if (bw_cli_has(c, "why"))
		bw_development_why(&c->arena, &v->view, d, out);
	else
		bw_development_page(&c->arena, &v->view, d, out);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	return bw_cli_show_view(c, 0, compose, err);
}

static const struct bw_flag flags[] = {
	{"why", NULL, "why each of its articles is in it: the terms, figures and bars that decided"},
	{"as-of", "DATE", "as it was known then"},
	{"format", "NAME", "terminal, html, markdown or json"},
	{"json", NULL, "the same as --format json"},
	{NULL},
};

const struct bw_verb bw_verb_development = {
	.name = "development",
	.summary = "prints one happening: where it stands, its turns, what is told in two ways",
	.operands = "ID",
	.min_operands = 1,
	.max_operands = 1,
	.details = "The identifier may be cut short as long as it is clear which development is meant; that of a "
		   "development which was\n"
		   "merged, or of an article, leads to the one that it is in now; so does an article's address.\n",
	.flags = flags,
	.run = run,
};
