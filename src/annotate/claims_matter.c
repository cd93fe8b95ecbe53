#include "annotate/claims_part.h"

/*
 * Two bills of one article are told apart by the words before their nouns ("the wolf bill", "a separate bear bill"). A
 * noun without such words stands for the matter that was told of last, when all that is told of agrees or nothing else
 * has come between.
 */
enum { WORDS_LEFT = 5, REACH = 14 };

static bool is_instrument(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	const struct bw_statuses *s = &r->claims->statuses;
	const uint64_t *classes = bw_map_get(&s->nouns, u->row.words[i]);
	return classes && (*classes & bw_status_noun(s, BW_STR("bill")));
}

static bool ends_name(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	return u->row.tokens[i].kind == BW_TOKEN_PUNCT ||
	       bw_small_is(&r->claims->statuses, u->row.words[i],
			   BW_SMALL_PREPOSITION | BW_SMALL_JOINT | BW_SMALL_AUXILIARY | BW_SMALL_MODAL);
}

/* The words that name the instrument at token i. */
static void read_matter(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i, struct bw_matter *out)
{
	*out = (struct bw_matter){0};
	for (uint32_t k = i; k > u->row.first && i - k < WORDS_LEFT && !ends_name(r, u, k - 1); k--) {
		const struct bw_token *t = &u->row.tokens[k - 1];
		bool small = (t->flags & BW_TOKEN_STOP) ||
			     bw_small_is(&r->claims->statuses, t->word, BW_SMALL_ARTICLE | BW_SMALL_ADVERB);
		if (t->kind == BW_TOKEN_WORD && !small && out->n < BW_MATTER_WORDS)
			out->words[out->n++] = r->stems[k - 1];
		if (bw_small_is(&r->claims->statuses, t->word, BW_SMALL_ARTICLE))
			break;
	}
}

static bool share_word(const struct bw_matter *a, const struct bw_matter *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++)
			if (a->words[i] == b->words[k])
				return true;
	return false;
}

/* The instrument nearest to the cue; the row's end when there is none. */
static uint32_t nearest(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t first, uint32_t end)
{
	uint32_t best = u->row.end, least = REACH;
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		uint32_t away = i < first ? first - i : i >= end ? i - end : 0;
		if (away < least && is_instrument(r, u, i)) {
			least = away;
			best = i;
		}
	}
	return best;
}

void bw_claim_keep_matter(struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status)
{
	uint32_t at = nearest(r, u, u->cues.first[status], u->cues.end[status]);
	struct bw_matter m;
	if (at == u->row.end)
		return;
	read_matter(r, u, at, &m);
	m.status = status;
	for (size_t i = r->matters.len; !m.n && i > 0; i--)
		if (r->matters.ptr[i - 1].n) { /* "it passed the bill": the one told of last */
			m = r->matters.ptr[i - 1];
			m.status = status;
		}
	*BW_PUSH(r->arena, &r->matters) = m;
}

enum bw_status bw_claim_matter(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	uint32_t at = u->row.end;
	struct bw_matter m;
	for (uint32_t i = u->row.first; i < u->row.end && i - u->row.first < WORDS_LEFT + 1 && at == u->row.end; i++)
		at = is_instrument(r, u, i) ? i : at;
	if (at == u->row.end)
		return BW_STATUS_NONE;
	read_matter(r, u, at, &m);
	for (size_t i = r->matters.len; i > 0; i--)
		if (!m.n || share_word(&m, &r->matters.ptr[i - 1]))
			return r->matters.ptr[i - 1].status;
	return BW_STATUS_NONE;
}
