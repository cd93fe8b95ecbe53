#include "annotate/words.h"
#include "core/lexicon.h"
#include "story/score_part.h"

/* Shares and odds are settled by hand, near what train/story/fit.py finds, and checked on several collections. */
const struct bw_story_weights bw_story_weights_default = {
	.plain = 0.015,
	.common = 0.25,
	.frequent = 0.06,
	.place = 0.06,
	.proper = 0.008,
	.unseen = 20,
	.unsure = 8,
	.crowd = 100,
	.full_terms = 100,
	.centroid_terms = 200,
	.like =
		{
			[BW_F_BODY] = 0.45,
			[BW_F_LEAD] = 0.2,
			[BW_F_FOUNDER] = 0.2,
			[BW_F_OWN] = 0.1,
			[BW_F_HEAD] = 0.2,
			[BW_F_CENTRE] = 0.05,
			[BW_F_ACTORS] = 0.15,
		},
	.like_far =
		{
			[BW_F_OWN] = 0.35,
			[BW_F_ACTORS] = 0.35,
			[BW_F_FIGURES] = 0.45,
			[BW_F_DAYS] = 0.1,
		},
	.rank_like = 4.5,
	.rank_gap = -0.2,
	.rank_age = -0.5,
	.join =
		{
			[BW_F_FOUNDER] = 0.54,
			[BW_F_NAMES] = -1.2,
			[BW_F_FIGURES] = 0.7,
			[BW_F_DAYS] = 0.3,
			[BW_F_GAP] = 0.3,
			[BW_F_AGE] = -0.45,
			[BW_F_SIZE] = -0.16,
			[BW_F_OUTLET] = -1.2,
			[BW_F_LIVE] = -6,
			[BW_F_FOREIGN] = 0.4,
			[BW_F_PERIOD] = -7,
			[BW_F_SURE] = 4.8,
			[BW_F_LIKE] = 2.97,
			[BW_F_AHEAD] = 0.23,
			[BW_F_RIVAL] = 0.46,
			[BW_F_CROWD] = -4.1,
			[BW_F_STALE] = -1.1,
		},
	.bias = 2.5,
};

const struct bw_story_feature bw_story_features[BW_STORY_FEATURES] = {
	[BW_F_BODY] = {"body", "words of the whole text"},
	[BW_F_LEAD] = {"lead", "words of title and opening"},
	[BW_F_FOUNDER] = {"founder", "words of the first article's opening"},
	[BW_F_WORDS] = {"words", "words that are no names"},
	[BW_F_NAMES] = {"names", "its names that are known there"},
	[BW_F_OWN] = {"own", "its names that are known nearly there alone"},
	[BW_F_HEAD] = {"head", "words of its title that stand nearly there alone"},
	[BW_F_CENTRE] = {"centre", "what the development is about that it speaks of"},
	[BW_F_ACTORS] = {"actors", "actors, by how much they are spoken of"},
	[BW_F_FIGURES] = {"figures", "figures shared"},
	[BW_F_DAYS] = {"days", "days shared"},
	[BW_F_GAP] = {"gap", "days since the last article"},
	[BW_F_AGE] = {"age", "days since the first article"},
	[BW_F_SIZE] = {"size", "articles that the development has"},
	[BW_F_OUTLET] = {"outlet", "the same outlet wrote the last article"},
	[BW_F_LIVE] = {"live", "the development is a live blog"},
	[BW_F_FOREIGN] = {"foreign", "another language"},
	[BW_F_PERIOD] = {"period", "a text of the same series, of another period"},
	[BW_F_SURE] = {"sure", "how many developments are known"},
	[BW_F_LIKE] = {"likeness", "likeness in all"},
	[BW_F_AHEAD] = {"ahead", "how far ahead of the second"},
	[BW_F_RIVAL] = {"rival", "likeness of the second"},
	[BW_F_CROWD] = {"crowd", "how many others it might be like by chance"},
	[BW_F_STALE] = {"stale", "days since the last article, where there are many others"},
};

/* Rows of the lexicon: class, then words. The first class given to a stem is kept. */
void bw_story_bands(struct bw_map *bands, const struct bw_lexicon *l)
{
	static const struct {
		const char *name;
		enum bw_score_class class;
	} classes[] = {{"common", BW_WORD_COMMON}, {"frequent", BW_WORD_FREQUENT}, {"place", BW_WORD_PLACE}};
	struct bw_arena a;
	bw_arena_init(&a);
	for (size_t i = 0; i < l->n_rows; i++) {
		enum bw_score_class class = BW_WORD_PLAIN;
		for (size_t k = 0; k < sizeof(classes) / sizeof(*classes); k++)
			if (bw_str_eq(l->rows[i].col[0], bw_str_from(classes[k].name)))
				class = classes[k].class;
		uint64_t *stems;
		size_t n = bw_words_stemmed(&a, l->rows[i].col[1], &stems);
		for (size_t k = 0; k < n; k++) {
			bool is_new;
			uint64_t *at = bw_map_put(bands, (uint32_t)stems[k], &is_new);
			if (is_new)
				*at = class;
		}
	}
	bw_arena_release(&a);
}
