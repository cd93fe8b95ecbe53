#include "core/mem.h"
#include "core/num.h"
#include "story/part.h"

struct bw_stories *bw_stories_open(const struct bw_config *config, const struct bw_lexicons *lexicons)
{
	struct bw_stories *s = bw_mem_alloc(sizeof(*s));
	s->w = bw_story_weights_default;
	s->join = bw_config_real(config, "story.join");
	s->window = bw_config_int(config, "story.window");
	s->copy_window = bw_config_int(config, "story.copy_window");
	s->clock = INT64_MIN / 2;
	for (uint32_t i = 1; i < BW_STORY_DAMPS; i++)
		s->damp[i] = 1 + bw_num_ln(i);
	bw_map_init(&s->doc_of);
	bw_map_init(&s->dev_of);
	bw_map_init(&s->term_of);
	bw_map_init(&s->bands);
	bw_chains_init(&s->postings);
	bw_chains_init(&s->prints);
	bw_arena_init(&s->scratch);
	bw_story_bands(&s->bands, bw_lexicon_get(lexicons, "en/news-words"));
	return s;
}

void bw_stories_close(struct bw_stories *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->n_docs; i++)
		bw_mem_free(s->docs[i].block);
	for (uint32_t i = 0; i < s->n_devs; i++) {
		bw_mem_free(s->devs[i].docs);
		bw_mem_free(s->devs[i].uses);
	}
	bw_mem_free(s->docs);
	bw_mem_free(s->devs);
	bw_mem_free(s->due);
	bw_mem_free(s->terms);
	bw_map_release(&s->doc_of);
	bw_map_release(&s->dev_of);
	bw_map_release(&s->term_of);
	bw_map_release(&s->bands);
	bw_chains_release(&s->postings);
	bw_chains_release(&s->prints);
	bw_arena_release(&s->scratch);
	bw_mem_free(s);
}

/* Times of wild texts must not overflow when windows are taken off. */
static bw_time bounded(bw_time at)
{
	const bw_time limit = (bw_time)1 << 48;
	return at > limit ? limit : at < -limit ? -limit : at;
}

void bw_stories_restore(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v)
{
	struct bw_profile copy = *p;
	copy.at = bounded(p->at);
	bw_window_advance(s, copy.at);
	bw_window_add(s, &copy, v);
}

static void fold(const struct bw_stories *s, const struct bw_copy_match *m, struct bw_verdict *out)
{
	const struct bw_story_doc *root = &s->docs[m->doc];
	out->copy = m->copy;
	out->copy_of = root->p.key;
	out->containment = (float)m->containment;
	if (m->copy == BW_COPY_QUOTES)
		return;
	out->origin = root->p.key;
	out->development = root->v.development;
	out->similarity = out->containment;
	out->threshold = 0;
	out->opens = false;
}

static void settle(struct bw_stories *s, const struct bw_profile *p, struct bw_verdict *out)
{
	struct bw_story_use *uses = BW_ARRAY(&s->scratch, struct bw_story_use, p->n_terms + p->n_names);
	uint32_t n = (uint32_t)bw_story_uses(s, p, uses);
	struct bw_story_match m = bw_score_best(s, p, uses, n);
	out->threshold = (float)m.threshold;
	if (m.dev == BW_STORY_NONE || m.score < m.threshold)
		return;
	out->development = s->devs[m.dev].id;
	out->similarity = (float)m.score;
	out->opens = false;
}

void bw_stories_add(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *given, struct bw_verdict *out,
		    struct bw_conflict_list *conflicts)
{
	struct bw_profile p = *given;
	p.at = bounded(p.at);
	if (conflicts)
		*conflicts = (struct bw_conflict_list){0};
	bw_window_advance(s, p.at);
	const uint64_t *had = bw_map_get(&s->doc_of, p.key);
	if (had && s->docs[*had].alive) {
		*out = s->docs[*had].v;
		return;
	}
	*out = (struct bw_verdict){.copy = BW_COPY_NONE, .origin = p.key, .development = p.key, .opens = true};
	struct bw_copy_match copy = bw_copy_find(s, &p);
	if (copy.copy != BW_COPY_NONE)
		fold(s, &copy, out);
	if (out->origin == p.key && !bw_story_is_alone(&p))
		settle(s, &p, out);
	bw_arena_reset(&s->scratch);
	uint32_t doc = bw_window_add(s, &p, out);
	if (doc != BW_STORY_NONE && conflicts && !out->opens)
		bw_conflicts_find(s, a, doc, conflicts);
}

const char *bw_copy_name(enum bw_copy c)
{
	static const char *const names[] = {"none", "identical", "same-copy", "derived", "quotes-only"};
	return (unsigned)c < sizeof(names) / sizeof(*names) ? names[c] : "none";
}
