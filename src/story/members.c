#include "core/mem.h"
#include "story/part.h"

static uint64_t key_of_dev(const void *ctx, uint32_t slot)
{
	return bw_dev(ctx, slot)->id;
}

void bw_members_open(struct bw_stories *s)
{
	bw_slots_init(&s->dev_of, key_of_dev, s);
	s->free_dev = BW_STORY_NONE;
}

void bw_members_close(struct bw_stories *s)
{
	bw_slots_release(&s->dev_of);
	for (uint32_t i = 0; i < s->n_devs; i++)
		bw_mem_free(bw_dev(s, i)->uses);
	for (uint32_t i = 0; i * BW_STORY_CHUNK < s->n_devs; i++)
		bw_mem_free(s->devs[i]);
	bw_mem_free(s->devs);
	bw_mem_free(s->dirty);
}

/* ---- chains of members ---- */

bool bw_doc_is_before(const struct bw_story_doc *a, const struct bw_story_doc *b)
{
	return a->at != b->at ? a->at < b->at : a->key < b->key;
}

static struct bw_story_members *chain_of(struct bw_story_dev *dev, const struct bw_story_doc *d)
{
	return d->p ? &dev->roots : &dev->copies;
}

/* Nearly always at the end. */
static void chain_put(struct bw_stories *s, struct bw_story_members *m, uint32_t doc)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	uint32_t before = m->last;
	while (before != BW_STORY_NONE && bw_doc_is_before(d, bw_doc(s, before)))
		before = bw_doc(s, before)->before;
	d->before = before;
	d->behind = before == BW_STORY_NONE ? m->first : bw_doc(s, before)->behind;
	if (d->before != BW_STORY_NONE)
		bw_doc(s, d->before)->behind = doc;
	else
		m->first = doc;
	if (d->behind != BW_STORY_NONE)
		bw_doc(s, d->behind)->before = doc;
	else
		m->last = doc;
	m->n++;
}

static void chain_take(struct bw_stories *s, struct bw_story_members *m, uint32_t doc)
{
	const struct bw_story_doc *d = bw_doc(s, doc);
	if (d->before != BW_STORY_NONE)
		bw_doc(s, d->before)->behind = d->behind;
	else
		m->first = d->behind;
	if (d->behind != BW_STORY_NONE)
		bw_doc(s, d->behind)->before = d->before;
	else
		m->last = d->before;
	m->n--;
}

/* ---- the first that is held in full ---- */

static void first_full_put(const struct bw_stories *s, struct bw_story_dev *dev, uint32_t doc)
{
	const struct bw_story_doc *d = bw_doc(s, doc);
	if (d->p && !d->slim && (dev->first_full == BW_STORY_NONE || bw_doc_is_before(d, bw_doc(s, dev->first_full))))
		dev->first_full = doc;
}

/* It is no longer full, or leaves; its neighbour behind is still known. */
static void first_full_take(struct bw_stories *s, struct bw_story_dev *dev, uint32_t doc)
{
	if (dev->first_full != doc)
		return;
	uint32_t i = bw_doc(s, doc)->behind;
	for (; i != BW_STORY_NONE && bw_doc(s, i)->slim; i = bw_doc(s, i)->behind)
		s->steps++;
	dev->first_full = i;
}

void bw_dev_slimmed(struct bw_stories *s, uint32_t doc)
{
	first_full_take(s, bw_dev(s, bw_doc(s, doc)->dev), doc);
}

/* ---- developments ---- */

uint32_t bw_dev_find(const struct bw_stories *s, uint64_t id)
{
	uint32_t dev = bw_slots_find(&s->dev_of, id);
	return dev != BW_STORY_NONE && bw_dev_size(bw_dev(s, dev)) ? dev : BW_STORY_NONE;
}

static uint32_t dev_slot(struct bw_stories *s)
{
	if (s->free_dev != BW_STORY_NONE) {
		uint32_t slot = s->free_dev;
		s->free_dev = bw_dev(s, slot)->next_free;
		return slot;
	}
	if (s->n_devs % BW_STORY_CHUNK == 0) {
		s->devs = bw_story_room(s->devs, s->n_devs / BW_STORY_CHUNK, &s->cap_devs, sizeof(*s->devs));
		s->devs[s->n_devs / BW_STORY_CHUNK] = bw_mem_alloc(BW_STORY_CHUNK * sizeof(struct bw_story_dev));
	}
	return s->n_devs++;
}

uint32_t bw_dev_get(struct bw_stories *s, uint64_t id)
{
	uint32_t dev = bw_slots_find(&s->dev_of, id);
	if (dev != BW_STORY_NONE)
		return dev;
	const struct bw_story_members none = {BW_STORY_NONE, BW_STORY_NONE, 0};
	dev = dev_slot(s);
	*bw_dev(s, dev) = (struct bw_story_dev){.id = id,
						.roots = none,
						.copies = none,
						.founder = BW_STORY_NONE,
						.first_full = BW_STORY_NONE,
						.next_free = BW_STORY_NONE};
	bw_slots_put(&s->dev_of, dev);
	return dev;
}

void bw_dev_release(struct bw_stories *s, uint32_t dev)
{
	struct bw_story_dev *d = bw_dev(s, dev);
	bw_slots_take(&s->dev_of, d->id);
	bw_mem_free(d->uses);
	*d = (struct bw_story_dev){.next_free = s->free_dev};
	s->free_dev = dev;
}

void bw_dev_join(struct bw_stories *s, uint32_t doc, uint32_t dev)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	struct bw_story_dev *to = bw_dev(s, dev);
	d->dev = dev;
	s->n_live_devs += bw_dev_size(to) == 0;
	chain_put(s, chain_of(to, d), doc);
	first_full_put(s, to, doc);
	bw_voices_dirty(s, dev);
	bw_story_rules_place(s, d->key, to->id);
}

void bw_dev_leave(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	struct bw_story_dev *from = bw_dev(s, d->dev);
	chain_take(s, chain_of(from, d), doc);
	first_full_take(s, from, doc);
	s->n_live_devs -= bw_dev_size(from) == 0;
	bw_voices_dirty(s, d->dev);
	d->dev = BW_STORY_NONE;
}

bw_time bw_dev_newest(const struct bw_stories *s, const struct bw_story_dev *dev)
{
	bw_time root = dev->roots.n ? bw_doc(s, dev->roots.last)->at : INT64_MIN;
	bw_time copy = dev->copies.n ? bw_doc(s, dev->copies.last)->at : INT64_MIN;
	return root > copy ? root : copy;
}

/* ---- who speaks ---- */

static bool can_speak(const struct bw_story_doc *d, bool live_blogs)
{
	return live_blogs || d->p->kind != BW_KIND_LIVE_BLOG;
}

/* The first that can speak among the first, or else among the last. */
static uint32_t find_founder(const struct bw_stories *s, const struct bw_story_dev *dev, bool live_blogs)
{
	uint32_t i = dev->roots.first, last = BW_STORY_NONE, looked = 0;
	for (; i != BW_STORY_NONE && looked < BW_STORY_LOOK; i = bw_doc(s, i)->behind, looked++)
		if (can_speak(bw_doc(s, i), live_blogs))
			return i;
	for (i = dev->roots.last, looked = 0; i != BW_STORY_NONE && looked < BW_STORY_LOOK;
	     i = bw_doc(s, i)->before, looked++)
		last = can_speak(bw_doc(s, i), live_blogs) ? i : last;
	return last;
}

static uint32_t pick(const struct bw_stories *s, const struct bw_story_dev *dev, bool live_blogs, uint32_t *docs,
		     uint32_t max)
{
	uint32_t n = 0, looked = 0, founder = find_founder(s, dev, live_blogs);
	if (founder == BW_STORY_NONE || !max)
		return 0;
	docs[n++] = founder;
	for (uint32_t i = dev->roots.last; i != founder && n < max && looked < BW_STORY_LOOK;
	     i = bw_doc(s, i)->before, looked++)
		if (can_speak(bw_doc(s, i), live_blogs))
			docs[n++] = i;
	return n;
}

uint32_t bw_dev_voices(const struct bw_stories *s, const struct bw_story_dev *dev, uint32_t *docs, uint32_t max)
{
	uint32_t n = pick(s, dev, false, docs, max);
	return n ? n : pick(s, dev, true, docs, max);
}

/* ---- moves ---- */

static void move_doc(struct bw_stories *s, uint32_t doc, uint32_t to)
{
	bw_dev_leave(s, doc);
	bw_dev_join(s, doc, to);
}

static void move_all(struct bw_stories *s, struct bw_story_members *m, uint32_t to)
{
	while (m->n)
		move_doc(s, m->first, to);
}

static void move_copies(struct bw_stories *s, uint64_t origin, uint32_t from, uint32_t to)
{
	for (uint32_t i = bw_dev(s, from)->copies.first, next; i != BW_STORY_NONE; i = next) {
		next = bw_doc(s, i)->behind;
		if (bw_doc(s, i)->v.origin == origin)
			move_doc(s, i, to);
	}
}

void bw_moves_apply(struct bw_stories *s, const struct bw_story_move *m)
{
	if (m->from == m->to)
		return;
	uint32_t from = bw_dev_find(s, m->from), to;
	if (!m->article) {
		bw_story_rules_merged(s, m->from, m->to);
		if (from == BW_STORY_NONE)
			return;
		to = bw_dev_get(s, m->to);
		move_all(s, &bw_dev(s, from)->roots, to);
		move_all(s, &bw_dev(s, from)->copies, to);
		return;
	}
	uint32_t doc = bw_slots_find(&s->doc_of, m->article);
	bw_story_rules_place(s, m->article, m->to);
	if (doc == BW_STORY_NONE || bw_doc(s, doc)->dev != from)
		return;
	to = bw_dev_get(s, m->to);
	move_doc(s, doc, to);
	move_copies(s, m->article, from, to);
}
