#include "annotate/names_back.h"

/* Institutions of a country that are written small: "China's central bank", "the Danish government". */

/* End of "commerce ministry" after a country at k, 0 when there is none. */
static uint32_t public_end(const struct bw_back *b, uint32_t k)
{
	const uint64_t stops = W_PREPOSITION | W_ARTICLE | W_LINK_AND | W_LINK_OF | W_SPEECH;
	for (uint32_t j = k; j < k + 3 && bw_back_small_word(b, j); j++) {
		uint64_t bits = b->l->bits[j];
		if (bits & stops || bw_str_ends(bw_token_text(b->l->text, bw_back_token(b, j)), BW_STR("est")))
			return 0;
		bool next_is_head = bw_back_small_word(b, j + 1) && b->l->bits[j + 1] & (W_PUBLIC | W_BACK) &&
				    b->l->bits[j + 1] & W_HEAD(BW_ACTOR_ORG);
		if (next_is_head)
			continue;
		if (bits & W_PUBLIC || (j > k && bits & W_STATE))
			return j + 1;
	}
	return 0;
}

void bw_names_public(struct bw_naming *n)
{
	struct bw_back b = {.n = n, .l = &n->body};
	for (uint32_t i = 0; i < b.l->layer->n_tokens; i++) {
		const struct bw_gazette *g = bw_names_row(n, b.l->gazette[i]);
		if (!g || g->kind != BW_ACTOR_COUNTRY || b.l->bits[i] & T_HEADING)
			continue;
		uint32_t k = i + b.l->gazette_n[i];
		bool clitic = bw_back_clitic(&b, k);
		uint32_t end = clitic || g->flags & (BW_G_DEMONYM | BW_G_ACRONYM) ? public_end(&b, k + clitic) : 0;
		if (!end || n->entities.len >= BW_MAX_ENTITIES)
			continue;
		struct bw_span s = bw_back_span(&b, i, end);
		s.entity = bw_names_entity(n, b.l, &s);
		struct bw_entity *e = &n->entities.ptr[s.entity];
		e->votes[BW_ACTOR_ORG] += 6;
		e->kind = BW_ACTOR_ORG;
		memcpy(e->country, g->code, sizeof(e->country));
		*BW_PUSH(n->arena, &n->spans) = s;
	}
}
