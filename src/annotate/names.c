#include "annotate/names_role.h"

#include <math.h>
#include <stdlib.h>

/* Entities become actors, spans become mentions. */

static bool is_kept(const struct bw_naming *n, uint32_t entity)
{
	return entity != BW_NO_ENTITY && !n->entities.ptr[entity].dropped;
}

/* Forms of one name that differ by their cases: "России", "Россия". */
static bool is_same_name(const struct bw_naming *n, struct bw_str a, struct bw_str b)
{
	struct bw_str x, y;
	while (a.len && b.len) {
		if (!bw_str_split(&a, ' ', &x) || !bw_str_split(&b, ' ', &y) ||
		    bw_names_bare(n->names, n->arena, x, false) != bw_names_bare(n->names, n->arena, y, false))
			return false;
	}
	return !a.len && !b.len;
}

static struct bw_str actor_name(const struct bw_naming *n, const struct bw_entity *e)
{
	const struct bw_gazette *g = bw_names_row(n, e->gazette);
	for (size_t i = 0; g && e->kind == BW_ACTOR_COUNTRY && i < e->forms.len; i++)
		if (bw_str_eq(e->forms.ptr[i], g->name))
			return e->forms.ptr[i];
	bool cased = n->names->cases.n > 0;
	bool same = g && !(g->flags & BW_G_ACRONYM) &&
		    (bw_str_eq_ascii_nocase(g->form, e->name) || /* a dateline's capitals are no name */
		     (cased && !(g->flags & BW_G_SMALL) && is_same_name(n, e->name, g->form)));
	if (same && cased && bw_str_starts(g->form, g->name))
		return g->name; /* a form of a case may be a row of its own */
	if (same)
		return g->form;
	return e->name;
}

/* An acronym by itself proves nothing, nor does a seat of government, nor a name that many countries use. */
static uint32_t known_as(const struct bw_naming *n, const struct bw_entity *e)
{
	const struct bw_gazette *g = bw_names_row(n, e->gazette);
	if (e->seat)
		return g->group + 1;
	if (!g || g->flags & (BW_G_SEAT | BW_G_SHARED) || (g->flags & BW_G_ACRONYM && g->kind != BW_ACTOR_COUNTRY))
		return 0;
	return g->group + 1;
}

static void fill_actor(struct bw_naming *n, const struct bw_entity *e, struct bw_actor *out)
{
	struct bw_str *aliases = BW_ARRAY(n->arena, struct bw_str, e->forms.len);
	out->name = actor_name(n, e);
	out->affiliation = -1;
	out->role = e->kind == BW_ACTOR_PERSON ? e->role : BW_STR_NONE;
	out->kind = e->seat ? BW_ACTOR_COUNTRY : e->kind;
	out->agentive = e->n_agentive > 0;
	out->known = known_as(n, e);
	memcpy(out->country, e->country, sizeof(out->country));
	for (size_t i = 0; i < e->forms.len; i++)
		if (!bw_str_eq(e->forms.ptr[i], out->name))
			aliases[out->n_aliases++] = e->forms.ptr[i];
	out->aliases = aliases;
}

static int by_place(const void *x, const void *y)
{
	const struct bw_mention *a = x, *b = y;
	if (a->in_title != b->in_title)
		return a->in_title ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	return a->actor < b->actor ? -1 : a->actor > b->actor;
}

/* Two readers may have found one place, or one the longer form of the other's: it is one mention. Keeps the first of
 * them, which is the longest; mentions are in order. */
static uint32_t drop_nested(struct bw_mention *mentions, uint32_t n)
{
	enum { LOOK_BACK = 4 };
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++) {
		bool nested = false;
		for (uint32_t k = kept; k > 0 && kept - k < LOOK_BACK; k--) {
			const struct bw_mention *before = &mentions[k - 1];
			nested |= before->actor == mentions[i].actor && before->in_title == mentions[i].in_title &&
				  before->end >= mentions[i].end;
		}
		if (!nested)
			mentions[kept++] = mentions[i];
	}
	return kept;
}

static void fill_mentions(struct bw_naming *n, const uint32_t *numbers, struct bw_actor *actors)
{
	struct bw_mention *mentions = BW_ARRAY(n->arena, struct bw_mention, n->spans.len);
	uint32_t kept = 0;
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		uint32_t root = bw_names_root(n, s->entity);
		if (!is_kept(n, root))
			continue;
		mentions[kept++] = (struct bw_mention){s->start, s->end, numbers[root], s->in_title};
	}
	qsort(mentions, kept, sizeof(*mentions), by_place);
	kept = drop_nested(mentions, kept);
	for (uint32_t i = 0; i < kept; i++)
		actors[mentions[i].actor].n_mentions++;
	n->notes->mentions = mentions;
	n->notes->n_mentions = kept;
}

static void add_affiliation(const struct bw_naming *n, uint32_t i, const uint32_t *numbers, struct bw_actor *actors)
{
	const struct bw_entity *e = &n->entities.ptr[i];
	uint32_t body = e->body < 0 ? BW_NO_ENTITY : bw_names_root(n, (uint32_t)e->body);
	if (e->into >= 0 || e->dropped || !is_kept(n, body) || body == i)
		return;
	actors[numbers[i]].affiliation = (int32_t)numbers[body];
}

/* "Ministry of Health" by itself: every country has one, so it is that of the country that the article is about. */
static bool is_generic(const struct bw_naming *n, const struct bw_entity *e)
{
	const struct bw_gazette *g = bw_names_row(n, e->gazette);
	if (e->kind != BW_ACTOR_ORG || (g && !(g->flags & BW_G_SHARED)) || e->country[0] || e->n_words < 2)
		return false;
	uint64_t any = 0;
	for (uint32_t i = 0; i < e->n_words; i++) {
		any |= e->bits[i];
		if (!(e->bits[i] & (W_COMMON | W_HEADS)))
			return false;
	}
	return any & (W_PUBLIC | W_STATE);
}

static void place_generic(struct bw_naming *n, const uint32_t *numbers, struct bw_actor *actors)
{
	const float clear = 4.0f;
	const struct bw_geo *geo = n->notes->geo;
	if (!n->notes->n_geo || geo[0].score < clear || (n->notes->n_geo > 1 && geo[0].score < 2 * geo[1].score))
		return;
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (e->into < 0 && !e->dropped && is_generic(n, e))
			memcpy(actors[numbers[i]].country, geo[0].code, sizeof(geo[0].code));
	}
}

static void fill_actors(struct bw_naming *n)
{
	uint32_t *numbers = BW_ARRAY(n->arena, uint32_t, n->entities.len), kept = 0;
	struct bw_actor *actors = BW_ARRAY(n->arena, struct bw_actor, n->entities.len);
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (e->into >= 0 || e->dropped)
			continue;
		numbers[i] = kept;
		fill_actor(n, e, &actors[kept++]);
	}
	fill_mentions(n, numbers, actors);
	for (uint32_t i = 0; i < n->entities.len; i++)
		add_affiliation(n, i, numbers, actors);
	n->notes->actors = actors;
	n->notes->n_actors = kept;
	bw_places_note(n);
	place_generic(n, numbers, actors);
}

void bw_names_note(const struct bw_names *p, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes)
{
	struct bw_naming *n = BW_NEW(a, struct bw_naming);
	n->names = bw_names_pack(p, notes->language);
	n->arena = a;
	n->article = article;
	n->notes = notes;
	bw_map_init(&n->seen);
	bw_map_init(&n->by_key);
	bw_names_mark(n);
	bw_names_find(n);
	bw_names_gather(n);
	bw_names_type(n);
	bw_names_public(n);
	bw_names_join(n);
	bw_names_back(p->roles, n);
	bw_names_shared(n);
	bw_names_roles(p->roles, n);
	bw_names_back_people(p->roles, n);
	bw_names_lookup_title(n);
	bw_names_implied(n);
	bw_names_gate(n);
	fill_actors(n);
	bw_map_release(&n->seen);
	bw_map_release(&n->by_key);
}

/* ---- after speech ---- */

struct ranked {
	struct bw_actor actor;
	uint32_t number, first; /* first: where it first stands, the title before the text */
	bool in_title, in_lead;
};

static int by_salience(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	if (a->actor.salience != b->actor.salience)
		return a->actor.salience > b->actor.salience ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void see_mentions(const struct bw_notes *notes, struct ranked *rows)
{
	const struct bw_layer *body = &notes->body;
	uint32_t lead_end = body->n_sentences ? body->sentences[body->n_sentences > 1 ? 1 : 0].end : 0;
	for (uint32_t i = 0; i < notes->n_mentions; i++) {
		const struct bw_mention *m = &notes->mentions[i];
		struct ranked *r = &rows[m->actor];
		r->in_title |= m->in_title;
		r->in_lead |= !m->in_title && m->start < lead_end;
		if (!m->in_title && m->start + 1 < r->first)
			r->first = m->start + 1;
		else if (m->in_title)
			r->first = 0;
	}
}

static void renumber(struct bw_arena *a, struct bw_notes *notes, const uint32_t *numbers)
{
	struct bw_mention *mentions = BW_ARRAY(a, struct bw_mention, notes->n_mentions);
	struct bw_quotation *quotations = BW_ARRAY(a, struct bw_quotation, notes->n_quotations);
	for (uint32_t i = 0; i < notes->n_mentions; i++) {
		mentions[i] = notes->mentions[i];
		mentions[i].actor = numbers[mentions[i].actor];
	}
	for (uint32_t i = 0; i < notes->n_quotations; i++) {
		quotations[i] = notes->quotations[i];
		if (quotations[i].actor >= 0)
			quotations[i].actor = (int32_t)numbers[quotations[i].actor];
		if (quotations[i].affiliation >= 0)
			quotations[i].affiliation = (int32_t)numbers[quotations[i].affiliation];
	}
	notes->mentions = mentions;
	notes->quotations = quotations;
}

void bw_names_finish(const struct bw_names *p, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes)
{
	uint32_t n = notes->n_actors;
	struct ranked *rows = BW_ARRAY(a, struct ranked, n);
	struct bw_actor *actors = BW_ARRAY(a, struct bw_actor, n);
	uint32_t *numbers = BW_ARRAY(a, uint32_t, n);
	(void)p;
	(void)article;
	for (uint32_t i = 0; i < n; i++)
		rows[i] = (struct ranked){.actor = notes->actors[i], .number = i, .first = UINT32_MAX};
	for (uint32_t i = 0; i < notes->n_quotations; i++)
		if (notes->quotations[i].actor >= 0)
			rows[notes->quotations[i].actor].actor.agentive = true;
	see_mentions(notes, rows);
	for (uint32_t i = 0; i < n; i++) {
		struct bw_actor *x = &rows[i].actor;
		float often =
			roundf(log2f(1.0f + (float)x->n_mentions) * 64.0f) / 64.0f; /* the same on every machine */
		x->salience = 3.0f * rows[i].in_title + 2.0f * rows[i].in_lead + often + 2.0f * x->agentive;
	}
	qsort(rows, n, sizeof(*rows), by_salience);
	for (uint32_t i = 0; i < n; i++) {
		actors[i] = rows[i].actor;
		numbers[rows[i].number] = i;
	}
	for (uint32_t i = 0; i < n; i++)
		if (actors[i].affiliation >= 0)
			actors[i].affiliation = (int32_t)numbers[actors[i].affiliation];
	notes->actors = actors;
	renumber(a, notes, numbers);
}
