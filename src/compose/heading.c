#include "compose/heading.h"

#include "compose/fit.h"
#include "compose/wording.h"
#include "core/map.h"

enum { SHORT_WORDS = 6, LONG_WORDS = 16 };

static bool begins_with_any(struct bw_str s, const char *const *list)
{
	for (; *list; list++)
		if (bw_str_starts_ascii_nocase(s, bw_str_from(*list)))
			return true;
	return false;
}

static double kind_score(enum bw_kind k)
{
	static const double scores[BW_N_KIND] = {
		[BW_KIND_NEWS] = 1,         [BW_KIND_ANALYSIS] = 0.3,
		[BW_KIND_OPINION] = -1,     [BW_KIND_PRESS_RELEASE] = 0.4,
		[BW_KIND_LIVE_BLOG] = -0.5, [BW_KIND_ROUND_UP] = -2,
		[BW_KIND_LISTING] = -2,     [BW_KIND_FILLER] = -2,
	};
	return scores[k];
}

/* A headline that teases, asks or quotes does not say what happened. */
static double form_score(struct bw_str title)
{
	static const char *const teases[] = {"how ",    "why ",    "what ",     "here",     "watch",
					     "live",    "opinion", "exclusive", "analysis", "explain",
					     "inside ", "meet ",   "the case ", NULL};
	struct bw_str table = bw_wording_open("en/fit");
	struct bw_fit_words words = {.sentence = title};
	struct bw_fit_word w;
	size_t n = 0;
	double score = 0;
	bool verb = false;

	while (bw_fit_next(&words, &w)) {
		n++;
		verb |= !w.first && (bw_wording_is(table, w.text, BW_STR("finite")) ||
				     (w.text.len > 3 && w.text.ptr[w.text.len - 1] == 's'));
	}
	score += n >= SHORT_WORDS && n <= LONG_WORDS ? 0.5 : 0;
	score += verb ? 0.3 : 0;
	score -= bw_str_find_char(title, '?', 0) != BW_NPOS ? 1.5 : 0;
	score -= begins_with_any(title, teases) ? 0.6 : 0;
	score -= words.quoted || bw_str_find_char(title, '!', 0) != BW_NPOS ? 0.5 : 0;
	return score;
}

/* A headline that names who acts says more than one that sets figures side by side. */
static double actor_score(const struct bw_notes *notes)
{
	for (uint32_t i = 0; i < notes->n_mentions && notes->mentions[i].in_title; i++)
		if (notes->actors[notes->mentions[i].actor].agentive)
			return notes->mentions[i].start == 0 ? 0.6 : 0.3;
	return 0;
}

static bool is_content(const struct bw_token *t)
{
	return t->stem && !(t->flags & BW_TOKEN_STOP);
}

/* In how many of the titles each content stem stands. */
static void count_titles(const struct bw_view *view, const uint32_t *articles, uint32_t n, struct bw_map *titles)
{
	struct bw_map seen;

	bw_map_init(&seen);
	for (uint32_t i = 0; i < n; i++) {
		const struct bw_layer *title = &view->articles[articles[i]].notes->title;
		bw_map_reset(&seen);
		for (uint32_t k = 0; k < title->n_tokens; k++)
			if (is_content(&title->tokens[k]))
				*bw_map_put(&seen, title->tokens[k].stem, NULL) = 1;
		for (uint32_t k = 0; k < seen.len; k++)
			++*bw_map_put(titles, seen.entries[k].key, NULL);
	}
	bw_map_release(&seen);
}

/* 0..1: the mean share of the others' titles that have a content word of this one. */
static double agreement(const struct bw_map *titles, uint32_t n, const struct bw_layer *mine)
{
	double shared = 0, of = 0;

	for (uint32_t i = 0; i < mine->n_tokens; i++) {
		if (!is_content(&mine->tokens[i]))
			continue;
		of += n - 1;
		shared += (double)*bw_map_get(titles, mine->tokens[i].stem) - 1;
	}
	return of > 0 ? shared / of : 0;
}

/* Where a development turned, its last state says more. */
static const double newer = 0.4;

uint32_t bw_heading_best(const struct bw_view *view, const uint32_t *articles, uint32_t n)
{
	uint32_t best = articles[0];
	double top = -100;
	struct bw_map titles;

	bw_map_init(&titles);
	count_titles(view, articles, n, &titles);
	for (uint32_t i = 0; i < n; i++) {
		const struct bw_view_article *x = &view->articles[articles[i]];
		double score = kind_score(x->notes->kind) + form_score(x->article->title) + actor_score(x->notes) +
			       agreement(&titles, n, &x->notes->title) + (x->original ? 0.4 : 0) -
			       (x->article->title.len ? 0 : 10) + newer * i / n;
		if (score > top) {
			top = score;
			best = articles[i];
		}
	}
	bw_map_release(&titles);
	return best;
}

uint32_t bw_development_heading(const struct bw_view *view, const struct bw_view_development *development)
{
	return bw_heading_best(view, development->articles, development->n_articles);
}
