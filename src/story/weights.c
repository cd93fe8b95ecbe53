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
	.title_times = 1,
	.full_terms = 100,
	.centroid_terms = 200,
};

/* x = m * 2^e with m near 1, then the series of artanh((m - 1) / (m + 1)). */
double bw_story_ln(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof(bits));
	int e = (int)(bits >> 52 & 0x7FF) - 1023;
	bits = (bits & 0xFFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL;
	double m;
	memcpy(&m, &bits, sizeof(m));
	if (m > 1.4142135623730951) {
		m *= 0.5;
		e++;
	}
	double t = (m - 1) / (m + 1), t2 = t * t, sum = 0;
	for (int k = 17; k >= 1; k -= 2)
		sum = sum * t2 + 1.0 / k;
	return e * 0.6931471805599453 + 2 * t * sum;
}

/* Rows of the lexicon: class, then words. 1 is the commonest class. The first class given to a stem is kept. */
void bw_story_bands(struct bw_map *bands)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons = {0};
	bw_arena_init(&a);
	if (bw_lexicons_load(&a, NULL, &lexicons, &err))
		goto out;
	const struct bw_lexicon *l = bw_lexicon_get(&lexicons, "en/news-words");
	for (size_t i = 0; i < l->n_rows; i++) {
		uint64_t class = bw_str_eq(l->rows[i].col[0], BW_STR("common")) ? 1 : 2;
		uint64_t *stems;
		size_t n = bw_words_stemmed(&a, l->rows[i].col[1], &stems);
		for (size_t k = 0; k < n; k++) {
			bool is_new;
			uint64_t *at = bw_map_put(bands, stems[k], &is_new);
			if (is_new)
				*at = class;
		}
	}
out:
	bw_arena_release(&a);
}
