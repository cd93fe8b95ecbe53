#include "core/mem.h"
#include "story/part.h"

/* Dead articles are swept out when they outnumber the living: the work is shared among those that died. */
enum { SWEEP_MIN = 64 };

void *bw_story_room(void *v, uint32_t n, uint32_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 16;
	return bw_mem_resize(v, *cap * size);
}

/* ---- chains ---- */

void bw_chains_init(struct bw_story_chains *c)
{
	*c = (struct bw_story_chains){0};
	bw_map_init(&c->heads);
}

void bw_chains_release(struct bw_story_chains *c)
{
	bw_map_release(&c->heads);
	bw_mem_free(c->nodes);
	bw_chains_init(c);
}

void bw_chains_put(struct bw_story_chains *c, uint64_t key, uint32_t what)
{
	bool is_new;
	uint64_t *head = bw_map_put(&c->heads, key, &is_new);
	c->nodes = bw_story_room(c->nodes, c->n, &c->cap, sizeof(*c->nodes));
	c->nodes[c->n] = (struct bw_story_node){what, is_new ? BW_STORY_NONE : (uint32_t)*head};
	*head = c->n++;
}

uint32_t bw_chains_first(const struct bw_story_chains *c, uint64_t key)
{
	const uint64_t *head = bw_map_get(&c->heads, key);
	return head ? (uint32_t)*head : BW_STORY_NONE;
}

void bw_chains_skip(struct bw_story_chains *c, uint64_t key, uint32_t last, uint32_t next)
{
	if (last != BW_STORY_NONE)
		c->nodes[last].next = next;
	else
		*bw_map_get(&c->heads, key) = next;
}

/* ---- order of articles ---- */

static bool is_before(const struct bw_stories *s, uint32_t a, uint32_t b)
{
	const struct bw_profile *p = &s->docs[a].p, *q = &s->docs[b].p;
	return p->at != q->at ? p->at < q->at : p->key < q->key;
}

static void due_push(struct bw_stories *s, uint32_t doc)
{
	s->due = bw_story_room(s->due, s->n_due, &s->cap_due, sizeof(*s->due));
	uint32_t i = s->n_due++;
	while (i && is_before(s, doc, s->due[(i - 1) / 2])) {
		s->due[i] = s->due[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	s->due[i] = doc;
}

static uint32_t due_pop(struct bw_stories *s)
{
	uint32_t top = s->due[0], last = s->due[--s->n_due], i = 0;
	for (uint32_t k; (k = 2 * i + 1) < s->n_due; i = k) {
		if (k + 1 < s->n_due && is_before(s, s->due[k + 1], s->due[k]))
			k++;
		if (!is_before(s, s->due[k], last))
			break;
		s->due[i] = s->due[k];
	}
	if (s->n_due)
		s->due[i] = last;
	return top;
}

/* ---- a kept copy of a profile ---- */

static void *keep(char **at, const void *from, size_t n, size_t size)
{
	void *to = *at;
	if (n)
		memcpy(to, from, n * size);
	*at += (n * size + 15) / 16 * 16;
	return to;
}

/* What is kept: prints, figures, uses and the credit line. Terms and names live on in the uses only. */
static void doc_keep(struct bw_stories *s, struct bw_story_doc *d, const struct bw_profile *p)
{
	struct bw_story_use *uses = BW_ARRAY(&s->scratch, struct bw_story_use, p->n_terms + p->n_names);
	d->n_uses = (uint32_t)bw_story_uses(s, p, uses);
	size_t size = d->n_uses * sizeof(*uses) + ((size_t)p->n_prints + p->n_quoted) * sizeof(uint64_t) +
		      p->n_figures * sizeof(*p->figures) + p->credit.len + 5 * 16;
	char *at = d->block = bw_mem_alloc(size);
	d->p = *p;
	d->p.terms = NULL;
	d->p.names = NULL;
	d->p.n_terms = d->p.n_names = 0;
	d->uses = keep(&at, uses, d->n_uses, sizeof(*uses));
	d->p.prints = keep(&at, p->prints, p->n_prints, sizeof(*p->prints));
	d->p.quoted_prints = keep(&at, p->quoted_prints, p->n_quoted, sizeof(*p->quoted_prints));
	d->p.figures = keep(&at, p->figures, p->n_figures, sizeof(*p->figures));
	d->p.credit.ptr = keep(&at, p->credit.ptr, p->credit.len, 1);
}

/* ---- developments ---- */

bool bw_story_is_alone(const struct bw_profile *p)
{
	return p->reprise || p->kind == BW_KIND_ROUND_UP || p->kind == BW_KIND_LISTING;
}

static uint32_t dev_get(struct bw_stories *s, uint64_t id)
{
	bool is_new;
	uint64_t *at = bw_map_put(&s->dev_of, id, &is_new);
	if (is_new) {
		s->devs = bw_story_room(s->devs, s->n_devs, &s->cap_devs, sizeof(*s->devs));
		s->devs[s->n_devs] = (struct bw_story_dev){.id = id, .founder = BW_STORY_NONE};
		*at = s->n_devs++;
	}
	return (uint32_t)*at;
}

static void dev_join(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_dev *dev = &s->devs[s->docs[doc].dev];
	dev->docs = bw_story_room(dev->docs, dev->n_docs, &dev->cap_docs, sizeof(*dev->docs));
	uint32_t i = dev->n_docs++;
	for (; i && is_before(s, doc, dev->docs[i - 1]); i--)
		dev->docs[i] = dev->docs[i - 1];
	dev->docs[i] = doc;
	s->n_live_devs += dev->n_docs == 1;
}

static void dev_leave(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_dev *dev = &s->devs[s->docs[doc].dev];
	uint32_t i = 0;
	while (dev->docs[i] != doc)
		i++;
	dev->n_docs--;
	memmove(&dev->docs[i], &dev->docs[i + 1], (dev->n_docs - i) * sizeof(*dev->docs));
	s->n_live_devs -= dev->n_docs == 0;
}

/* ---- sweeping ---- */

static void drop_indexes(struct bw_stories *s)
{
	for (uint32_t i = 0; i < s->n_devs; i++) {
		bw_mem_free(s->devs[i].docs);
		bw_mem_free(s->devs[i].uses);
	}
	s->n_devs = s->n_live_devs = s->n_terms = s->n_due = 0;
	bw_map_release(&s->doc_of);
	bw_map_release(&s->dev_of);
	bw_map_release(&s->term_of);
	bw_chains_release(&s->postings);
	bw_chains_release(&s->prints);
}

/* Everything is made again from the living: the only way in which chains and maps give memory back. */
static void sweep(struct bw_stories *s)
{
	drop_indexes(s);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n_docs; i++)
		if (s->docs[i].alive)
			s->docs[n++] = s->docs[i];
	s->n_docs = n;
	s->n_dead = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_story_doc *d = &s->docs[i];
		for (uint32_t k = 0; k < d->n_uses; k++)
			d->uses[k].term = bw_term_intern(s, d->uses[k].stem);
		*bw_map_put(&s->doc_of, d->p.key, NULL) = i;
		d->dev = dev_get(s, d->v.development);
		dev_join(s, i);
		due_push(s, i);
		bw_copy_index(s, i);
	}
	for (uint32_t i = 0; i < s->n_devs; i++)
		bw_voices_refresh(s, i);
}

static void doc_expire(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_doc *d = &s->docs[doc];
	d->alive = false;
	s->n_dead++;
	dev_leave(s, doc);
	bw_voices_refresh(s, d->dev);
	bw_mem_free(d->block);
	d->block = NULL;
	d->uses = NULL;
	d->n_uses = 0;
}

void bw_window_advance(struct bw_stories *s, bw_time at)
{
	if (at > s->clock)
		s->clock = at;
	while (s->n_due && s->docs[s->due[0]].p.at < s->clock - s->window)
		doc_expire(s, due_pop(s));
	if (s->n_dead > SWEEP_MIN && s->n_dead > s->n_docs - s->n_dead)
		sweep(s);
}

uint32_t bw_window_add(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v)
{
	const uint64_t *had = bw_map_get(&s->doc_of, p->key);
	if (p->at < s->clock - s->window || (had && s->docs[*had].alive && s->docs[*had].p.key == p->key))
		return BW_STORY_NONE;
	s->docs = bw_story_room(s->docs, s->n_docs, &s->cap_docs, sizeof(*s->docs));
	uint32_t doc = s->n_docs++;
	struct bw_story_doc *d = &s->docs[doc];
	*d = (struct bw_story_doc){.v = *v, .alive = true, .is_root = v->origin == p->key};
	doc_keep(s, d, p);
	d->dev = dev_get(s, v->development);
	*bw_map_put(&s->doc_of, p->key, NULL) = doc;
	dev_join(s, doc);
	due_push(s, doc);
	bw_copy_index(s, doc);
	bw_voices_refresh(s, d->dev);
	return doc;
}
