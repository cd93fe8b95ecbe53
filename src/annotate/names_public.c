#include "annotate/names_back.h"

/* Institutions of a country that are written small: "China's central bank", "the Danish government". */

/* End of "health ministry" after a country at k, 0 when there is none. */
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

/* End of "fisheries committee" after "the Parliament's", 0 when there is none. */
static uint32_t part_end(const struct bw_back *b, uint32_t k)
{
	const uint64_t stops = W_PREPOSITION | W_ARTICLE | W_LINK_AND | W_LINK_OF | W_SPEECH;
	for (uint32_t j = k; j < k + 4 && bw_back_small_word(b, j) && !(b->l->bits[j] & stops); j++) {
		bool body = b->l->bits[j] & W_BACK && b->l->bits[j] & W_HEAD(BW_ACTOR_ORG);
		bool more = bw_back_small_word(b, j + 1) && b->l->bits[j + 1] & W_BACK;
		if (body && j > k && !more)
			return j + 1;
	}
	return 0;
}

static uint32_t small_end(const struct bw_back *b, uint32_t i, const struct bw_gazette *g)
{
	uint32_t k = i + b->l->gazette_n[i];
	bool clitic = bw_back_clitic(b, k);
	if (g->kind == BW_ACTOR_ORG)
		return clitic && b->l->bits[k - 1] & W_PUBLIC ? part_end(b, k + 1) : 0;
	return clitic || g->flags & (BW_G_DEMONYM | BW_G_ACRONYM) ? public_end(b, k + clitic) : 0;
}

void bw_names_public(struct bw_naming *n)
{
	struct bw_back b = {.n = n, .l = &n->body};
	for (uint32_t i = 0; i < b.l->layer->n_tokens; i++) {
		const struct bw_gazette *g = bw_names_row(n, b.l->gazette[i]);
		if (!g || (g->kind != BW_ACTOR_COUNTRY && g->kind != BW_ACTOR_ORG) || b.l->bits[i] & T_HEADING)
			continue;
		uint32_t end = small_end(&b, i, g);
		if (!end || n->entities.len >= BW_MAX_ENTITIES)
			continue;
		struct bw_span s = bw_back_span(&b, i, end);
		s.entity = bw_names_entity(n, b.l, &s);
		struct bw_entity *e = &n->entities.ptr[s.entity];
		e->votes[BW_ACTOR_ORG] += 6;
		e->kind = BW_ACTOR_ORG;
		memcpy(e->country, g->code, sizeof(e->country));
		*BW_PUSH(n->arena, &n->spans) = s;
		if (g->kind != BW_ACTOR_ORG || i == 0 || !(b.l->bits[i - 1] & W_DEFINITE))
			continue;
		s.start = bw_back_token(&b, i - 1)->start; /* "the Parliament's fisheries committee" */
		bw_names_add_form(n, e, bw_names_span_text(b.l, &s));
	}
}

/* ---- "the health ministry", whose country is not told ---- */

/* Tokens of a name that many countries have, written small after "the"; 0 when none begins at i. */
static uint32_t shared_at(const struct bw_back *b, uint32_t i, uint32_t *row)
{
	uint32_t left = b->l->layer->n_tokens - i;
	if (i == 0 || !(b->l->bits[i - 1] & W_DEFINITE) || !bw_back_small_word(b, i))
		return 0;
	uint32_t len = (uint32_t)bw_phrases_match(&b->n->names->gazette, b->l->keys + i, left, row);
	const struct bw_gazette *g = len > 1 ? bw_names_row(b->n, (int32_t)*row) : NULL;
	if (!g || g->kind != BW_ACTOR_ORG || !(g->flags & BW_G_SHARED))
		return 0;
	bool headed = false;
	for (uint32_t k = i; k < i + len; k++) {
		if (!bw_back_small_word(b, k) || b->l->bits[k] & (T_TAKEN | T_HEADING))
			return 0;
		headed |= b->l->bits[k] & W_BACK && b->l->bits[k] & W_HEAD(BW_ACTOR_ORG);
	}
	return headed ? len : 0;
}

/* "China's foreign ministry" and Russia's stand in the text: nobody knows whose "the foreign ministry" is. */
static bool has_longer(const struct bw_back *b, uint32_t first, uint32_t len)
{
	for (uint32_t i = 0; i < b->n->entities.len; i++) {
		const struct bw_entity *e = &b->n->entities.ptr[i];
		uint32_t held = 0, words = 0;
		for (uint32_t k = first; k < first + len; k++) {
			words += !(b->l->bits[k] & (W_LINK_OF | W_ARTICLE));
			for (uint32_t w = 0; w < e->n_words; w++)
				held += e->words[w] == bw_names_token_key(b->n, b->l, k);
		}
		if (held >= words && e->n_words > words)
			return true;
	}
	return false;
}

/* The one body with this head; BW_NO_ENTITY when there are two. */
static uint32_t only_one(const struct bw_naming *n, uint64_t head)
{
	enum { MOST = 512 }; /* names that are looked through, so that the work stays linear */
	uint32_t found = BW_NO_ENTITY;
	if (n->entities.len > MOST)
		return BW_NO_ENTITY;
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		uint32_t root = bw_names_root(n, i);
		bool has = e->n_words && (e->words[e->n_words - 1] == head || e->words[0] == head);
		if (!has || root == found || n->entities.ptr[root].dropped)
			continue;
		if (found != BW_NO_ENTITY)
			return BW_NO_ENTITY;
		found = root;
	}
	return found;
}

/* "the ministry" after "the health ministry" */
static void point_to_shared(struct bw_back *b, uint32_t entity, uint32_t after, const bool *taken)
{
	const struct bw_entity *e = &b->n->entities.ptr[entity];
	uint64_t last = e->words[e->n_words - 1], first = e->words[0];
	uint64_t head = e->bits[e->n_words - 1] & W_BACK ? last : first;
	if (only_one(b->n, head) != bw_names_root(b->n, entity))
		return;
	for (uint32_t i = after; i < b->l->layer->n_tokens && b->n->spans.len < BW_MAX_SPANS; i++) {
		uint64_t next = i + 1 < b->l->layer->n_tokens ? b->l->bits[i + 1] : 0;
		bool alone = !(next & (T_NAME | W_BACK | W_LINK_OF)) && b->l->bits[i - 1] & W_DEFINITE;
		if (taken[i] || !alone || !bw_back_small_word(b, i) || bw_names_token_key(b->n, b->l, i) != head)
			continue;
		struct bw_span s = bw_back_span(b, i - 1, i + 1);
		s.entity = entity;
		struct bw_entity *root = &b->n->entities.ptr[bw_names_root(b->n, entity)];
		bw_names_add_form(b->n, root, bw_names_span_text(b->l, &s));
		root->n_mentions++;
		root->n_agentive += s.agentive;
		*BW_PUSH(b->n->arena, &b->n->spans) = s;
	}
}

void bw_names_shared(struct bw_naming *n)
{
	enum { MOST = 64 }; /* such names in one article, so that the work stays linear */
	struct bw_back b = {.n = n, .l = &n->body};
	bool *taken = BW_ARRAY(n->arena, bool, b.l->layer->n_tokens + 1);
	uint32_t row, len, found = 0;
	if (n->names->writes & (BW_WRITES_NOUNS_LARGE | BW_WRITES_TAILS_SMALL))
		return;
	for (size_t i = 0; i < n->spans.len; i++)
		for (uint32_t k = 0; !n->spans.ptr[i].in_title && k < n->spans.ptr[i].n; k++)
			taken[n->spans.ptr[i].first + k] = true;
	for (uint32_t i = 0; i < b.l->layer->n_tokens && found < MOST; i++) {
		if (taken[i] || !(len = shared_at(&b, i, &row)) || taken[i + len - 1] || has_longer(&b, i, len) ||
		    n->entities.len >= BW_MAX_ENTITIES || n->spans.len >= BW_MAX_SPANS)
			continue;
		struct bw_span s = bw_back_span(&b, i, i + len);
		s.gazette = (int32_t)row;
		s.entity = bw_names_entity(n, b.l, &s);
		struct bw_entity *e = &n->entities.ptr[s.entity];
		e->votes[BW_ACTOR_ORG] += 6;
		e->kind = BW_ACTOR_ORG;
		s.first--; /* the mention has its article, the name has none */
		s.n++;
		s.start = bw_back_token(&b, s.first)->start;
		bw_names_add_form(n, e, bw_names_span_text(b.l, &s));
		*BW_PUSH(n->arena, &n->spans) = s;
		if (e->n_mentions == 1)
			point_to_shared(&b, s.entity, i + len, taken);
		found++;
	}
}
