#include "core/digest.h"
#include "core/mem.h"
#include "signal/part.h"

/* Signals that nothing has borne out for so long take no more evidence; what they held stays in the store. */
static const int64_t life_seconds = 180 * (int64_t)BW_DAY;

struct bw_signals *bw_signals_open(const struct bw_config *config)
{
	struct bw_signals *s = bw_mem_alloc(sizeof(*s));
	bw_memory_open(&s->memory, config ? bw_config_int(config, "signal.window") : 45 * (int64_t)BW_DAY);
	bw_arena_init(&s->arena);
	bw_map_init(&s->by_id);
	return s;
}

void bw_signals_close(struct bw_signals *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->n_signals; i++) {
		bw_mem_free(s->signals[i]->rows);
		bw_mem_free(s->signals[i]);
	}
	bw_mem_free(s->signals);
	bw_map_release(&s->by_id);
	bw_memory_close(&s->memory);
	bw_arena_release(&s->arena);
	bw_mem_free(s);
}

/* ---- living signals ---- */

static bool before(const struct bw_living *a, const struct bw_living *b)
{
	return a->signal.born != b->signal.born ? a->signal.born < b->signal.born : a->signal.id < b->signal.id;
}

/* Kept ordered by birth, so that nothing depends on the order in which they were given back. */
struct bw_living *bw_living_add(struct bw_signals *s, const struct bw_signal *signal)
{
	if (bw_map_get(&s->by_id, signal->id))
		return NULL;
	if (s->n_signals == s->cap_signals) {
		s->cap_signals = s->cap_signals ? s->cap_signals * 2 : 16;
		s->signals = bw_mem_resize(s->signals, s->cap_signals * sizeof(struct bw_living *));
	}
	struct bw_living *l = bw_mem_alloc(sizeof(*l));
	l->signal = *signal;
	l->signal.title = bw_arena_str(&s->arena, signal->title);
	l->founder = BW_NO_DOC;
	l->last = signal->born;
	uint32_t i = s->n_signals++;
	for (; i > 0 && before(l, s->signals[i - 1]); i--)
		s->signals[i] = s->signals[i - 1];
	s->signals[i] = l;
	*bw_map_put(&s->by_id, signal->id, NULL) = (uint64_t)(uintptr_t)l;
	return l;
}

uint64_t bw_statement_key(const struct bw_candidate *c)
{
	struct bw_arena a;
	bw_arena_init(&a);
	uint64_t key =
		bw_sha256_key(bw_arena_printf(&a, "%llu:%u-%u", (unsigned long long)c->article, c->start, c->end));
	bw_arena_release(&a);
	return key;
}

bool bw_living_hold(struct bw_signals *s, struct bw_living *l, uint32_t doc, uint32_t candidate, enum bw_stance stance)
{
	struct bw_doc **docs = s->memory.docs, *d = docs[doc];
	for (uint32_t i = 0; i < l->n_rows; i++)
		if (l->rows[i].doc == doc)
			return false;
	if (l->n_rows == l->cap_rows) {
		l->cap_rows = l->cap_rows ? l->cap_rows * 2 : 8;
		l->rows = bw_mem_resize(l->rows, l->cap_rows * sizeof(*l->rows));
	}
	uint32_t i = l->n_rows++;
	for (; i > 0; i--) {
		const struct bw_candidates *o = &docs[l->rows[i - 1].doc]->c;
		if (o->at < d->c.at || (o->at == d->c.at && o->article < d->c.article))
			break;
		l->rows[i] = l->rows[i - 1];
	}
	l->rows[i] = (struct bw_held){doc, candidate, stance};
	l->last = d->c.at > l->last ? d->c.at : l->last;
	if (bw_statement_key(&d->c.rows[candidate]) == l->signal.id)
		l->founder = doc;
	d->uses++;
	return true;
}

bool bw_living_has_development(const struct bw_signals *s, const struct bw_living *l, uint64_t development)
{
	for (uint32_t i = 0; i < l->n_rows; i++)
		if (s->memory.docs[l->rows[i].doc]->c.development == development)
			return true;
	return false;
}

uint32_t bw_living_developments(const struct bw_signals *s, const struct bw_living *l)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < l->n_rows; i++) {
		uint64_t development = s->memory.docs[l->rows[i].doc]->c.development;
		bool seen = false;
		for (uint32_t k = 0; k < i && !seen; k++)
			seen = s->memory.docs[l->rows[k].doc]->c.development == development;
		n += !seen;
	}
	return n;
}

static void bury(struct bw_signals *s, bw_time now)
{
	for (uint32_t i = 0; i < s->n_signals; i++) {
		struct bw_living *l = s->signals[i];
		if (l->dead || l->last >= now - life_seconds)
			continue;
		l->dead = true;
		for (uint32_t k = 0; k < l->n_rows; k++)
			s->memory.docs[l->rows[k].doc]->uses--;
		l->n_rows = 0;
	}
}

/* ---- replay and decision ---- */

/* Reprints and what follows another outlet's report say nothing of their own: the original is remembered, they are not.
 */
static bool is_original(const struct bw_candidates *c)
{
	return c->origin == c->article;
}

void bw_signals_restore_signal(struct bw_signals *s, const struct bw_signal *signal)
{
	bw_living_add(s, signal);
}

void bw_signals_restore_candidates(struct bw_signals *s, const struct bw_candidates *c)
{
	if (is_original(c) && bw_signal_time_fits(c->at))
		bw_memory_put(&s->memory, c);
}

void bw_signals_restore_evidence(struct bw_signals *s, const struct bw_evidence *e)
{
	uint64_t *slot = bw_map_get(&s->by_id, e->signal);
	uint32_t doc = bw_memory_find(&s->memory, e->article);
	if (!slot || doc == BW_NO_DOC)
		return;
	const struct bw_candidates *c = &s->memory.docs[doc]->c;
	for (uint32_t i = 0; i < c->n; i++)
		if (c->rows[i].start == e->start && c->rows[i].end == e->end)
			bw_living_hold(s, (struct bw_living *)(uintptr_t)*slot, doc, i, e->stance);
}

void bw_signals_add(struct bw_signals *s, struct bw_arena *a, const struct bw_candidates *c,
		    struct bw_signal_changes *out)
{
	*out = (struct bw_signal_changes){0};
	if (!bw_signal_time_fits(c->at))
		return;
	bw_memory_expire(&s->memory, c->at);
	bury(s, c->at);
	bw_memory_sweep(&s->memory);
	uint32_t doc = is_original(c) ? bw_memory_put(&s->memory, c) : BW_NO_DOC;
	if (doc == BW_NO_DOC || !s->memory.docs[doc]->bears || s->memory.active_developments < BW_WARM_DEVELOPMENTS)
		return;
	struct bw_step step = {.s = s, .a = a, .doc = doc};
	bw_attach(&step);
	bw_birth(&step);
	out->births = step.births.ptr;
	out->n_births = step.births.len;
	out->rows = step.rows.ptr;
	out->n_rows = step.rows.len;
}
