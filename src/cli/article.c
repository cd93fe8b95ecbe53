#include "cli/cli.h"
#include "core/url.h"
#include "run/view.h"

#include <stdio.h>

/* By address, or by the beginning of its identifier. */
static const struct bw_view_article *find(struct bw_cli *c, const struct bw_view *view, const char *word, int *matches)
{
	const struct bw_view_article *found = NULL;
	struct bw_str address, id = bw_str_from(word);
	if (bw_url_canonical(&c->arena, id, &address, NULL))
		address = id;
	*matches = 0;
	for (size_t i = 0; i < view->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[i];
		char hex[20];
		snprintf(hex, sizeof(hex), "%016llx", (unsigned long long)x->key);
		if (!bw_str_eq(x->article->url, address) && !bw_str_starts(bw_str_from(hex), id))
			continue;
		found = x;
		(*matches)++;
	}
	return found;
}

static int compose(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v, struct bw_page *out,
		   struct bw_err *err)
{
	const struct bw_view *view = &v->view;
	int matches;
	const struct bw_view_article *x = find(c, view, c->operands[0], &matches);
	(void)e;
	if (!matches)
		return bw_err_set(err, BW_ENOTFOUND, "no article '%s' is archived; 'bellwether search' finds them",
				  c->operands[0]);
	if (matches > 1)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits %d articles; give more of the identifier", c->operands[0],
				  matches);
	bw_article_page(&c->arena, view, x, out);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	return bw_cli_show_view(c, 0, compose, err);
}

const struct bw_verb bw_verb_article = {
	.name = "article",
	.summary = "prints what is known of one article: where it comes from, its statements, how it changed",
	.operands = "ADDRESS|ID",
	.min_operands = 1,
	.max_operands = 1,
	.details = "The identifier may be cut short as long as it is clear which article is meant. When its text has "
		   "changed "
		   "since it was\n"
		   "archived, both versions are shown where they differ.\n",
	.flags = bw_page_flags,
	.run = run,
};
