#include <stdlib.h>

#include "core/utf8.h"
#include "story/part.h"

enum { MAX_ACTORS = 24 };

static int by_name(const void *x, const void *y)
{
	const struct bw_profile_actor *a = x, *b = y;
	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static int by_weight(const void *x, const void *y)
{
	const struct bw_profile_actor *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_name(x, y);
}

/* Letters and digits alone, so that "Al-Masri" is "al masri"; 0 when there are none. */
static uint32_t letters_of(struct bw_arena *a, struct bw_str name)
{
	struct bw_str folded = bw_uni_fold(a, name);
	char *out = bw_arena_alloc(a, folded.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < folded.len; i++) {
		unsigned char c = (unsigned char)folded.ptr[i];
		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = (char)c;
	}
	return n ? (uint32_t)bw_str_hash((struct bw_str){out, n}) : 0;
}

uint32_t bw_profile_actor_name(struct bw_arena *a, const struct bw_actor *actor)
{
	const uint64_t spread = 0x9e3779b97f4a7c15ULL;
	return actor->known ? (uint32_t)(actor->known * spread >> 32) : letters_of(a, actor->name);
}

static uint32_t in_title(const struct bw_notes *notes, uint32_t actor)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < notes->n_mentions && notes->mentions[i].in_title; i++)
		n += notes->mentions[i].actor == actor;
	return n;
}

void bw_profile_actors(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out)
{
	struct bw_profile_actor *v = BW_ARRAY(a, struct bw_profile_actor, notes->n_actors);
	uint32_t n = 0, m = 0;
	for (uint32_t i = 0; i < notes->n_actors; i++) {
		const struct bw_actor *x = &notes->actors[i];
		uint32_t name = bw_profile_actor_name(a, x), weight = x->n_mentions + in_title(notes, i);
		if (name)
			v[n++] = (struct bw_profile_actor){name, (uint8_t)x->kind,
							   weight > UINT8_MAX ? UINT8_MAX : (uint8_t)weight};
	}
	if (n)
		qsort(v, n, sizeof(*v), by_weight);
	n = n < MAX_ACTORS ? n : MAX_ACTORS;
	if (n)
		qsort(v, n, sizeof(*v), by_name);
	for (uint32_t i = 0; i < n; i++)
		if (!m || v[m - 1].name != v[i].name)
			v[m++] = v[i];
	out->actors = v;
	out->n_actors = m;
}
