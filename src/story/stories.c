#include "core/mem.h"
#include "core/num.h"
#include "story/part.h"
#include "story/told.h"

struct bw_stories *bw_stories_open(const struct bw_config *config, const struct bw_lexicons *lexicons)
{
	struct bw_stories *s = bw_mem_alloc(sizeof(*s));
	s->w = bw_story_weights_default;
	s->join = bw_config_real(config, "story.join");
	s->window = bw_config_int(config, "story.window");
	s->copy_window = bw_config_int(config, "story.copy_window");
	s->memory_max = (uint64_t)bw_config_int(config, "story.memory");
	for (uint32_t i = 1; i < BW_STORY_DAMPS; i++)
		s->damp[i] = 1 + bw_num_ln(i);
	bw_map_init(&s->bands);
	bw_map_init(&s->names);
	bw_arena_init(&s->scratch);
	bw_story_bands(&s->bands, bw_lexicon_get(lexicons, "en/news-words"));
	bw_window_open(s);
	bw_members_open(s);
	bw_voices_open(s);
	bw_copies_open(s);
	return s;
}

void bw_stories_close(struct bw_stories *s)
{
	if (!s)
		return;
	bw_copies_close(s);
	bw_voices_close(s);
	bw_members_close(s);
	bw_window_close(s);
	bw_story_rules_close(s->rules);
	bw_lessons_close(s->lessons);
	bw_map_release(&s->bands);
	bw_map_release(&s->names);
	bw_arena_release(&s->scratch);
	bw_mem_free(s);
}

/* Times of wild texts must not overflow when windows are taken off. */
static bw_time bounded(bw_time at)
{
	const bw_time limit = (bw_time)1 << 48;
	return at > limit ? limit : at < -limit ? -limit : at;
}

void bw_stories_restore(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v,
			uint64_t development)
{
	struct bw_profile copy = *p;
	copy.at = bounded(p->at);
	bw_window_advance(s, copy.at);
	bw_window_add(s, &copy, v, development);
}

void bw_stories_restore_lesson(struct bw_stories *s, const struct bw_story_lesson *lesson)
{
	bw_lessons_put(&s->lessons, lesson);
}

void bw_stories_name(struct bw_stories *s, uint64_t article, uint64_t id)
{
	if (id)
		*bw_map_put(&s->names, article, NULL) = id;
}

static bool is_free(const struct bw_stories *s, uint64_t id)
{
	return id && bw_dev_find(s, id) == BW_STORY_NONE;
}

/* What the development is called that the article founds. */
static uint64_t name_of(const struct bw_stories *s, uint64_t article)
{
	const uint64_t *name = bw_map_get(&s->names, article);
	uint64_t id = article;
	if (name && is_free(s, *name))
		return *name;
	while (!is_free(s, id))
		id = id * 6364136223846793005u + 1442695040888963407u;
	return id;
}

/* ---- where it goes ---- */

struct decision {
	struct bw_stories *s;
	struct bw_arena *a;
	const struct bw_profile *p;
	struct bw_story_news *out;
	struct bw_story_query q;
	struct bw_story_match best; /* dev BW_STORY_NONE when it was not looked for */
	BW_VEC(struct bw_story_reason) reasons;
};

static void add_reasons(struct decision *d, const struct bw_story_reason *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*BW_PUSH(d->a, &d->reasons) = rows[i];
}

static void add_rule(struct decision *d, const struct bw_rule_said *why)
{
	*BW_PUSH(d->a, &d->reasons) =
		(struct bw_story_reason){.kind = BW_REASON_RULE, .article = why->article, .value = (double)why->made};
}

/* A correction kept it out of the development. */
static bool is_barred(struct decision *d, uint64_t development)
{
	struct bw_rule_said why;
	if (!bw_story_rules_bar(d->s, d->p->key, development, &why))
		return false;
	for (size_t i = 0; i < d->reasons.len; i++)
		if (d->reasons.ptr[i].kind == BW_REASON_RULE && d->reasons.ptr[i].article == why.article)
			return true;
	add_rule(d, &why);
	return true;
}

static bool by_rule(struct decision *d)
{
	struct bw_verdict *v = &d->out->verdict;
	struct bw_rule_said why;
	if (!bw_story_rules_home(d->s, d->p->key, &v->development, &why))
		return false;
	v->join = BW_JOIN_RULE;
	add_rule(d, &why);
	return true;
}

/* Copies and versions go where the one went whose words they have. */
static bool by_copy(struct decision *d, const struct bw_copy_match *m)
{
	struct bw_verdict *v = &d->out->verdict;
	if (m->copy == BW_COPY_NONE || m->copy == BW_COPY_QUOTES)
		return false;
	uint64_t id = bw_dev(d->s, bw_doc(d->s, m->doc)->dev)->id;
	if (is_barred(d, id))
		return false;
	v->development = id;
	v->join = BW_JOIN_COPY;
	v->similarity = (float)m->containment;
	return true;
}

static void by_score(struct decision *d)
{
	struct bw_verdict *v = &d->out->verdict;
	struct bw_story_match *m = &d->best;
	uint32_t n;
	*m = bw_score_best(d->s, &d->q);
	v->threshold = (float)m->threshold;
	v->similarity = (float)m->score;
	const struct bw_story_reason *why = bw_score_why(d->s, d->a, &d->q, m, &n);
	add_reasons(d, why, n);
	if (m->barred != BW_STORY_NONE)
		is_barred(d, bw_dev(d->s, m->barred)->id);
	if (m->dev == BW_STORY_NONE || m->score < m->threshold)
		return;
	v->development = bw_dev(d->s, m->dev)->id;
	v->join = BW_JOIN_SCORE;
}

static void place(struct decision *d, const struct bw_copy_match *m)
{
	if (by_rule(d) || by_copy(d, m))
		return;
	if (bw_story_is_alone(d->p))
		d->out->verdict.join = BW_JOIN_ALONE;
	else
		by_score(d);
}

static void decide(struct decision *d)
{
	struct bw_verdict *v = &d->out->verdict;
	struct bw_copy_match m = bw_copy_find(d->s, d->p);
	*v = (struct bw_verdict){.origin = d->p->key, .development = name_of(d->s, d->p->key), .join = BW_JOIN_OPENED};
	if (m.copy != BW_COPY_NONE) {
		const struct bw_story_doc *root = bw_doc(d->s, m.doc);
		v->copy = m.copy;
		v->copy_of = root->key;
		v->containment = (float)m.containment;
		v->origin = m.copy == BW_COPY_QUOTES || m.copy == BW_COPY_VERSION ? d->p->key : root->key;
	}
	add_reasons(d, m.reasons, m.n_reasons);
	d->best.dev = BW_STORY_NONE;
	bw_query_open(d->s, d->p, d->p->words, d->p->n_words, &d->q);
	place(d, &m);
	/* A copy that stands elsewhere than its original speaks there for itself, for nobody else may. */
	if (v->origin != d->p->key && v->development != bw_dev(d->s, bw_doc(d->s, m.doc)->dev)->id)
		v->origin = d->p->key;
}

static bool has_words_of(enum bw_copy copy)
{
	return copy == BW_COPY_IDENTICAL || copy == BW_COPY_SAME || copy == BW_COPY_DERIVED;
}

/* What the user's rules teach about this article and the developments that they name. Where a copy belongs says nothing
 * of likeness. */
static void learn(struct decision *d)
{
	enum { MOST = 8 };
	struct bw_rule_known known[MOST];
	size_t n = has_words_of(d->out->verdict.copy) ? 0 : bw_story_rules_known(d->s, d->p->key, known, MOST);
	struct bw_story_lesson *rows = BW_ARRAY(d->a, struct bw_story_lesson, n);
	for (size_t i = 0; i < n; i++) {
		uint32_t dev = bw_dev_find(d->s, known[i].development);
		bool holds = known[i].together == (known[i].development == d->out->verdict.development);
		if (dev == BW_STORY_NONE || !bw_dev(d->s, dev)->n_voices || !holds)
			continue;
		struct bw_story_lesson *l = &rows[d->out->n_lessons++];
		struct bw_story_match m = bw_score_of(d->s, &d->q, dev);
		*l = (struct bw_story_lesson){known[i].made, d->p->key, known[i].development, known[i].together, {0}};
		memcpy(l->features, m.features, sizeof(l->features));
	}
	for (uint32_t i = 0; i < d->out->n_lessons; i++)
		bw_lessons_put(&d->s->lessons, &rows[i]);
	d->out->lessons = rows;
}

/* ---- what it tells ---- */

static double rarity(const void *ctx, uint32_t stem)
{
	const struct bw_stories *s = ctx;
	uint32_t term = bw_term_find(s, stem);
	return bw_num_ln((s->n_live_devs + 30.0) / ((term == BW_STORY_NONE ? 0 : s->terms[term].df) + 1.0));
}

/* The founder and the newest that are still held in full: they end with the newest. */
static struct bw_told told_of(struct decision *d, uint32_t dev)
{
	struct bw_stories *s = d->s;
	struct bw_told told = {.rarity = rarity, .ctx = s};
	const struct bw_profile **members = BW_ARRAY(&s->scratch, const struct bw_profile *, BW_TOLD_MEMBERS);
	uint32_t at = BW_TOLD_MEMBERS, first = BW_STORY_NONE, looked = 0;
	if (dev == BW_STORY_NONE)
		return told;
	first = bw_dev(s, dev)->first_full;
	for (uint32_t i = bw_dev(s, dev)->roots.last; first != BW_STORY_NONE && i != first && at > 1;
	     i = bw_doc(s, i)->before) {
		if (looked++ == BW_STORY_LOOK)
			break;
		if (!bw_doc(s, i)->slim)
			members[--at] = bw_doc(s, i)->p;
	}
	s->steps += looked;
	if (first != BW_STORY_NONE)
		members[--at] = bw_doc(s, first)->p;
	told.members = members + at;
	told.n = BW_TOLD_MEMBERS - at;
	return told;
}

static void tell(struct decision *d)
{
	struct bw_story_news *out = d->out;
	struct bw_conflict *rows;
	const struct bw_conflict *found = NULL;
	struct bw_told told = told_of(d, bw_dev_find(d->s, out->verdict.development));
	bool alone = out->verdict.origin == d->p->key;
	enum bw_copy copy = alone && has_words_of(out->verdict.copy) ? BW_COPY_NONE : out->verdict.copy;
	out->verdict.turn = bw_told_turn(d->a, &told, d->p, copy, &out->fresh, &out->n_fresh);
	if (!alone)
		return;
	bw_told_conflicts(d->a, &told, d->p, &found, &out->n_conflicts);
	rows = BW_ARRAY(d->a, struct bw_conflict, out->n_conflicts);
	for (uint32_t i = 0; i < out->n_conflicts; i++) {
		rows[i] = found[i];
		rows[i].development = out->verdict.development;
	}
	out->conflicts = rows;
}

static void place_entries(struct decision *d)
{
	struct bw_story_entry *rows = BW_ARRAY(d->a, struct bw_story_entry, d->p->n_entries);
	for (uint32_t i = 0; i < d->p->n_entries; i++) {
		rows[i] = bw_entry_place(d->s, d->p->key, &d->p->entries[i]);
		bw_arena_reset(&d->s->scratch);
	}
	d->out->entries = rows;
	d->out->n_entries = d->p->n_entries;
}

void bw_stories_add(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *given, struct bw_story_news *out)
{
	struct bw_profile p = *given;
	struct decision d = {.s = s, .a = a, .p = &p, .out = out};
	*out = (struct bw_story_news){0};
	p.at = bounded(p.at);
	bw_window_advance(s, p.at);
	uint32_t had = bw_slots_find(&s->doc_of, p.key);
	if (had != BW_STORY_NONE) {
		out->verdict = bw_doc(s, had)->v;
		return;
	}
	bw_voices_settle(s);
	decide(&d);
	learn(&d);
	tell(&d);
	if (out->verdict.join == BW_JOIN_OPENED)
		out->links = bw_links_find(s, a, &p, out->verdict.development, &d.best, &out->n_links);
	bw_arena_reset(&s->scratch);
	place_entries(&d);
	out->reasons = d.reasons.ptr;
	out->n_reasons = (uint32_t)d.reasons.len;
	bw_window_add(s, &p, &out->verdict, out->verdict.development);
}
