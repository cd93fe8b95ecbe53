#include "annotate/names_part.h"
#include "core/utf8.h"

/* What is no actor (methods.md 2.2): chance capitals, common words, the outlet itself and its writers. */

static bool all_bits(const struct bw_entity *e, uint64_t bits)
{
	for (uint32_t i = 0; i < e->n_words; i++)
		if (!(e->bits[i] & bits))
			return false;
	return e->n_words > 0;
}

static bool any_bits(const struct bw_entity *e, uint64_t bits)
{
	for (uint32_t i = 0; i < e->n_words; i++)
		if (e->bits[i] & bits)
			return true;
	return false;
}

static uint64_t seen(const struct bw_naming *n, uint64_t word)
{
	const uint64_t *v = bw_map_get(&n->seen, word);
	return v ? *v : 0;
}

/* One English word with a capital: "Commerce". Kept when it stands for a longer name, or always has its capital and
 * acts. */
static bool is_chance_word(const struct bw_naming *n, const struct bw_entity *e)
{
	uint64_t v = seen(n, e->words[0]);
	if (e->forms.len > 1 && e->n_words > 1)
		return false;
	if (any_bits(e, W_BACK | T_NOT | W_STARTER | W_OF))
		return true;
	bool always = bw_seen_small(v) == 0 && bw_seen_mid(v) && e->n_mentions >= 2;
	return !(always && e->n_agentive) && !(e->titled && !bw_seen_small(v));
}

static bool is_shouted(const struct bw_entity *e)
{
	for (size_t i = 0; i < e->forms.len; i++)
		for (size_t k = 0; k < e->forms.ptr[i].len; k++)
			if (e->forms.ptr[i].ptr[k] >= 'a' && e->forms.ptr[i].ptr[k] <= 'z')
				return false;
	return true;
}

/* "TERROR DEAL", "Hide Caption 39", "LLC" */
static bool is_furniture(const struct bw_entity *e)
{
	uint32_t last = e->n_words - 1;
	if (e->n_words == 1 && e->bits[0] & W_SUFFIX && is_shouted(e))
		return true;
	if (e->n_words == 1 && e->acronym && e->bits[0] & W_COMMON)
		return !(e->n_agentive && e->n_mid > 1);
	if (e->n_words < 2)
		return false;
	bool plain = true;
	for (uint32_t i = 0; i < last; i++)
		plain &= !!(e->bits[i] & W_COMMON);
	if (plain && e->bits[last] & T_DIGIT && e->n_mentions < 2)
		return true;
	return plain && e->bits[last] & W_COMMON && is_shouted(e);
}

/* "the Winter War", "Battle of Lissa": takes place, and does nothing. */
static bool is_occasion(const struct bw_entity *e)
{
	uint32_t head = e->head ? e->head : e->n_words;
	return e->n_words > 1 && e->bits[head - 1] & W_OCCASION && !e->n_agentive && !e->acronym;
}

static bool is_no_actor(const struct bw_naming *n, const struct bw_entity *e)
{
	if (e->n_words == 0 || all_bits(e, T_NOT | W_STARTER) ||
	    (e->n_words == 1 && bw_names_is_generation(e->words[0])))
		return true;
	if (e->gazette >= 0)
		return false;
	if (is_furniture(e) || is_occasion(e))
		return true;
	if (e->n_words == 1 && e->bits[0] & W_COMMON && !e->acronym)
		return is_chance_word(n, e);
	if ((e->kind != BW_ACTOR_UNKNOWN && e->n_mid) || (e->titled && e->kind == BW_ACTOR_PERSON))
		return false;
	if (e->n_mentions > 1 && e->n_mid)
		return false;
	if (e->n_agentive && e->n_mid)
		return false;
	if (!e->n_mid)
		return !(e->n_words > 1 && e->kind != BW_ACTOR_UNKNOWN) && !(e->n_agentive && !any_bits(e, W_COMMON));
	return e->n_words < 2 || all_bits(e, W_COMMON);
}

/* The last words of the outlet's name, with "the" before: "The Post" for "The Evening Post". */
static bool ends_with_word(struct bw_str whole, struct bw_str tail)
{
	if (!tail.len || !bw_str_ends(whole, tail))
		return false;
	return whole.len == tail.len || whole.ptr[whole.len - tail.len - 1] == ' ';
}

static struct bw_str without_the(struct bw_str s)
{
	return bw_str_starts(s, BW_STR("the ")) ? bw_str_from_pos(s, 4) : s;
}

static bool is_outlet(struct bw_naming *n, const struct bw_entity *e, struct bw_str publisher, struct bw_str author,
		      struct bw_str credit)
{
	struct bw_str name = bw_uni_fold(n->arena, e->name);
	if (n->notes->kind == BW_KIND_PRESS_RELEASE)
		return false;
	if (ends_with_word(without_the(publisher), without_the(name)) || bw_str_eq(credit, name))
		return true;
	return author.len && bw_str_find(author, name, 0) != BW_NPOS && e->kind == BW_ACTOR_PERSON && e->n_words > 1;
}

void bw_names_gate(struct bw_naming *n)
{
	const struct bw_article *article = n->article;
	struct bw_str publisher = bw_uni_fold(n->arena, article->publisher.len ? article->publisher : article->source);
	struct bw_str author = bw_uni_fold(n->arena, article->author), credit = bw_uni_fold(n->arena, n->notes->credit);
	for (size_t i = 0; i < n->entities.len; i++) {
		struct bw_entity *e = &n->entities.ptr[i];
		if (e->into < 0)
			e->dropped |= is_no_actor(n, e) || is_outlet(n, e, publisher, author, credit);
	}
}
