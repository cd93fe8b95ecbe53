#include <stdlib.h>

#include "core/mem.h"
#include "story/part.h"

/* A development speaks through its founder and its newest members. Copies add nothing; a live blog speaks only when
 * nobody else does, since it gathers many matters. */

static int by_stem(const void *x, const void *y)
{
	const struct bw_story_use *a = x, *b = y;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

/* Adds up neighbours of the same stem in an ordered list. */
static size_t add_up(struct bw_story_use *u, size_t n)
{
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		if (!m || u[i].stem != u[m - 1].stem) {
			u[m++] = u[i];
			continue;
		}
		u[m - 1].full += u[i].full;
		u[m - 1].lead += u[i].lead;
		u[m - 1].name += u[i].name;
	}
	return m;
}

size_t bw_story_uses(struct bw_stories *s, const struct bw_profile *p, struct bw_story_use *out)
{
	size_t n = 0;
	for (uint32_t i = 0; i < p->n_terms; i++) {
		const struct bw_profile_term *t = &p->terms[i];
		out[n++] = (struct bw_story_use){.stem = t->stem,
						 .full = s->w.title_times * t->in_title + t->in_lead + t->in_body,
						 .lead = t->in_title + t->in_lead,
						 .title = t->in_title};
	}
	for (uint32_t i = 0; i < p->n_names; i++)
		out[n++] = (struct bw_story_use){.stem = p->names[i].name, .name = (uint32_t)p->names[i].weight};
	if (n)
		qsort(out, n, sizeof(*out), by_stem);
	n = add_up(out, n);
	for (size_t i = 0; i < n; i++)
		out[i].term = bw_term_intern(s, out[i].stem);
	return n;
}

const struct bw_story_use *bw_uses_find(const struct bw_story_use *uses, uint32_t n, uint64_t stem)
{
	while (n) {
		uint32_t half = n / 2;
		if (uses[half].stem == stem)
			return &uses[half];
		if (uses[half].stem < stem) {
			uses += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return NULL;
}

uint32_t bw_term_intern(struct bw_stories *s, uint64_t stem)
{
	bool is_new;
	uint64_t *at = bw_map_put(&s->term_of, stem, &is_new);
	if (is_new) {
		const uint64_t *band = bw_map_get(&s->bands, stem);
		s->terms = bw_story_room(s->terms, s->n_terms, &s->cap_terms, sizeof(*s->terms));
		s->terms[s->n_terms] = (struct bw_story_term){.band = band ? (uint32_t)*band : 0};
		*at = s->n_terms++;
	}
	return (uint32_t)*at;
}

static bool can_speak(const struct bw_story_doc *d, bool live_blogs)
{
	return d->is_root && (live_blogs || d->p.kind != BW_KIND_LIVE_BLOG);
}

/* The founder, then the newest. */
static uint32_t pick(const struct bw_stories *s, const struct bw_story_dev *dev, bool live_blogs,
		     uint32_t out[BW_STORY_VOICES])
{
	uint32_t n = 0, founder = 0;
	while (founder < dev->n_docs && !can_speak(&s->docs[dev->docs[founder]], live_blogs))
		founder++;
	if (founder == dev->n_docs)
		return 0;
	out[n++] = dev->docs[founder];
	for (uint32_t i = dev->n_docs; i-- > founder + 1 && n < BW_STORY_VOICES;)
		if (can_speak(&s->docs[dev->docs[i]], live_blogs))
			out[n++] = dev->docs[i];
	return n;
}

static size_t sum(struct bw_stories *s, const uint32_t *docs, uint32_t n_docs, struct bw_story_use **out)
{
	size_t n = 0;
	for (uint32_t i = 0; i < n_docs; i++)
		n += s->docs[docs[i]].n_uses;
	struct bw_story_use *u = *out = BW_ARRAY(&s->scratch, struct bw_story_use, n);
	n = 0;
	for (uint32_t i = 0; i < n_docs; i++) {
		const struct bw_story_doc *d = &s->docs[docs[i]];
		if (d->n_uses)
			memcpy(u + n, d->uses, d->n_uses * sizeof(*u));
		n += d->n_uses;
	}
	if (n && n_docs > 1)
		qsort(u, n, sizeof(*u), by_stem);
	return add_up(u, n);
}

/* Walks the old and the new list: what is in one only changes how many developments hold the stem. */
static void reindex(struct bw_stories *s, uint32_t dev, const struct bw_story_use *was, size_t n_was,
		    const struct bw_story_use *is, size_t n_is)
{
	size_t i = 0, k = 0;
	while (i < n_was || k < n_is) {
		if (k == n_is || (i < n_was && was[i].stem < is[k].stem)) {
			s->terms[was[i++].term].df--;
		} else if (i == n_was || is[k].stem < was[i].stem) {
			s->terms[is[k].term].df++;
			s->terms[is[k].term].n_nodes++;
			bw_chains_put(&s->postings, is[k++].stem, dev);
		} else {
			i++;
			k++;
		}
	}
}

void bw_voices_refresh(struct bw_stories *s, uint32_t index)
{
	struct bw_story_dev *dev = &s->devs[index];
	uint32_t docs[BW_STORY_VOICES], n_docs = pick(s, dev, false, docs);
	if (!n_docs)
		n_docs = pick(s, dev, true, docs);
	struct bw_story_use *uses;
	size_t n = sum(s, docs, n_docs, &uses);
	reindex(s, index, dev->uses, dev->n_uses, uses, n);
	dev->uses = bw_mem_resize(dev->uses, (n + !n) * sizeof(*uses));
	if (n)
		memcpy(dev->uses, uses, n * sizeof(*uses));
	dev->n_uses = (uint32_t)n;
	dev->founder = n_docs ? docs[0] : BW_STORY_NONE;
	dev->alone = n_docs && bw_story_is_alone(&s->docs[docs[0]].p);
	bw_arena_reset(&s->scratch);
}
