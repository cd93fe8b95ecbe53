#include "core/phrase.h"

/* Node 0 is the root. The pair (node, word) is one 64-bit key: with a million edges the chance of any clash is about
 * 3 in a hundred million, and the odd multiplier keeps neighbouring nodes apart. */
static uint64_t edge(uint64_t node, uint64_t word)
{
	uint64_t x = word ^ (node + 1) * 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93u;
	return x ^ (x >> 32);
}

void bw_phrases_init(struct bw_phrases *p)
{
	bw_map_init(&p->next);
	bw_map_init(&p->value);
	p->n_nodes = 1;
}

void bw_phrases_release(struct bw_phrases *p)
{
	bw_map_release(&p->next);
	bw_map_release(&p->value);
	p->n_nodes = 1;
}

static uint64_t step(struct bw_phrases *p, uint64_t node, uint64_t word)
{
	bool is_new;
	uint64_t *next = bw_map_put(&p->next, edge(node, word), &is_new);
	if (is_new)
		*next = p->n_nodes++;
	return *next;
}

static void finish(struct bw_phrases *p, uint64_t node, uint32_t value)
{
	bool is_new;
	if (node == 0)
		return; /* an empty phrase would match everywhere */
	uint64_t *kept = bw_map_put(&p->value, node, &is_new);
	if (is_new)
		*kept = (uint64_t)value + 1;
}

void bw_phrases_add(struct bw_phrases *p, struct bw_str phrase, uint32_t value)
{
	uint64_t node = 0;
	struct bw_str rest = phrase, word;
	while (bw_str_split(&rest, ' ', &word))
		if (word.len)
			node = step(p, node, bw_str_hash(word));
	finish(p, node, value);
}

void bw_phrases_add_hashes(struct bw_phrases *p, const uint64_t *words, size_t n, uint32_t value)
{
	uint64_t node = 0;
	for (size_t i = 0; i < n; i++)
		node = step(p, node, words[i]);
	finish(p, node, value);
}

size_t bw_phrases_match(const struct bw_phrases *p, const uint64_t *words, size_t n, uint32_t *value)
{
	uint64_t node = 0;
	size_t longest = 0;
	for (size_t i = 0; i < n; i++) {
		const uint64_t *next = bw_map_get(&p->next, edge(node, words[i]));
		if (!next)
			break;
		node = *next;
		const uint64_t *found = bw_map_get(&p->value, node);
		if (found) {
			longest = i + 1;
			*value = (uint32_t)(*found - 1);
		}
	}
	return longest;
}
