#include "annotate/words.h"
#include "core/lexicon.h"
#include "story/part.h"

const struct bw_story_weights bw_story_weights_default = {
	.full = 0.39,
	.lead = 0.21,
	.own = 0.275,
	.head = 0.13,
	.founder = 0.19,
	.gap = 0.024,
	.size = 0.01,
	.unsure = 8,
	.unseen = 20,
	.common = 0.25,
	.frequent = 0.06,
	.plain = 0.008,
	.proper = 0.004,
	.full_terms = 100,
	.centroid_terms = 200,
};

/* Rows of the lexicon: class, then words. 1 is the commonest class. The first class given to a stem is kept. */
void bw_story_bands(struct bw_map *bands, const struct bw_lexicon *l)
{
	struct bw_arena a;
	bw_arena_init(&a);
	for (size_t i = 0; i < l->n_rows; i++) {
		uint64_t class = bw_str_eq(l->rows[i].col[0], BW_STR("common")) ? 1 : 2;
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
