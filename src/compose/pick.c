#include "compose/pick.h"

#include "compose/fit.h"
#include "compose/fold.h"
#include "compose/trim.h"
#include "compose/wording.h"

enum { CANDIDATES_MAX = 200, CONCEPTS_MAX = 64 };

struct candidate {
	struct bw_pick pick;
	uint64_t concepts[CONCEPTS_MAX];
	uint32_t n_concepts, position;
	float statement; /* score, 0 none */
	bool taken, fresh;
};

struct choosing {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_item *item;
	struct bw_map weights; /* concept -> weight in tenths */
	struct bw_map known;   /* concepts of texts before the last edition */
	struct candidate *rows;
	uint32_t n_rows;
};

/* ---- fitness ---- */

static bool inside(uint32_t start, uint32_t end, const struct bw_statement *s)
{
	return start >= s->start && end <= s->end;
}

const struct bw_statement *bw_pick_statement(const struct bw_notes *notes, uint32_t start, uint32_t end)
{
	const struct bw_statement *best = NULL;

	for (uint32_t i = 0; i < notes->n_statements; i++)
		if (inside(start, end, &notes->statements[i]) && (!best || notes->statements[i].score > best->score))
			best = &notes->statements[i];
	return best;
}

static bool person_named(const struct bw_notes *notes, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < notes->n_mentions; i++) {
		const struct bw_mention *m = &notes->mentions[i];
		if (!m->in_title && m->start >= start && m->end <= end &&
		    notes->actors[m->actor].kind == BW_ACTOR_PERSON)
			return true;
	}
	return false;
}

/* "Rossane has painted the domes, he said": a name stands there, but nobody's. */
static bool pronouns_are_named(const struct bw_view_article *x, struct bw_span span)
{
	struct bw_str table = bw_wording_open("en/fit");
	struct bw_fit_words words = {.sentence = bw_str_sub(x->article->text, span.start, span.end - span.start)};
	struct bw_fit_word w;

	while (bw_fit_next(&words, &w))
		if (!w.quoted && bw_wording_is(table, w.text, BW_STR("person")) &&
		    !person_named(x->notes, span.start, span.start + (uint32_t)w.start))
			return false;
	return true;
}

bool bw_pick_is_fit(struct bw_arena *a, const struct bw_view_article *x, struct bw_span span)
{
	unsigned applied;
	struct bw_str quote = bw_str_sub(x->article->text, span.start, span.end - span.start);
	struct bw_str text = bw_trim(a, quote, BW_TRIM_DATELINE | BW_TRIM_CONNECTIVE, &applied);
	size_t most = span.start == 0 ? BW_FIT_LEAD_WORDS : BW_FIT_MAX_WORDS;

	return !bw_fit_fault_within(text, most) && pronouns_are_named(x, span);
}

/* ---- concepts ---- */

static bool carries_topic(const struct bw_token *t)
{
	return t->stem && !(t->flags & BW_TOKEN_STOP) && t->kind != BW_TOKEN_PUNCT;
}

static uint64_t concept_of(uint64_t x, uint64_t y)
{
	return (x * 0x9E3779B97F4A7C15u) ^ (y + 0x632BE59BD9B4E019u + (x >> 7));
}

/* Of the tokens from `first` on that end at `end` or before. */
static uint32_t concepts_in(const struct bw_layer *layer, uint32_t first, uint32_t end, uint64_t *out)
{
	uint64_t before = 0;
	uint32_t n = 0;

	for (uint32_t i = first; i < layer->n_tokens && layer->tokens[i].end <= end && n < CONCEPTS_MAX; i++) {
		const struct bw_token *t = &layer->tokens[i];
		if (!carries_topic(t))
			continue;
		if (before)
			out[n++] = concept_of(before, t->stem);
		before = t->stem;
	}
	return n;
}

static void count_layer(struct bw_map *seen, const struct bw_layer *layer)
{
	uint64_t concepts[CONCEPTS_MAX];

	for (uint32_t i = 0; i < layer->n_sentences; i++) {
		uint32_t n = concepts_in(layer, layer->sentences[i].first, layer->sentences[i].end, concepts);
		for (uint32_t k = 0; k < n; k++)
			*bw_map_put(seen, concepts[k], NULL) = 1;
	}
}

enum { ORIGIN_TENTHS = 10, TITLE_PERCENT = 150, KNOWN_PERCENT = 20 };

static void scale(struct bw_map *weights, const struct bw_map *seen, unsigned percent)
{
	for (uint32_t i = 0; i < seen->len; i++) {
		uint64_t *w = bw_map_get(weights, seen->entries[i].key);
		if (w)
			*w = *w * percent / 100;
	}
}

static bool is_fresh(const struct bw_item *item, uint32_t article)
{
	for (uint32_t i = 0; i < item->n_fresh; i++)
		if (item->fresh[i] == article)
			return true;
	return false;
}

static bool is_before(const struct bw_view *view, uint32_t article)
{
	return view->since != BW_TIME_NONE && view->articles[article].at <= view->since;
}

/* Each fresh article is an origin of its own. */
static void weigh_concepts(struct choosing *c)
{
	const struct bw_view_development *d = &c->view->developments[c->item->development];
	struct bw_map one, titles;

	bw_map_init(&one);
	bw_map_init(&titles);
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_notes *notes = c->view->articles[d->articles[i]].notes;
		if (is_before(c->view, d->articles[i]))
			count_layer(&c->known, &notes->body);
		if (!is_fresh(c->item, d->articles[i]))
			continue;
		bw_map_reset(&one);
		count_layer(&one, &notes->body);
		count_layer(&titles, &notes->title);
		for (uint32_t k = 0; k < one.len; k++)
			*bw_map_put(&c->weights, one.entries[k].key, NULL) += ORIGIN_TENTHS;
	}
	scale(&c->weights, &titles, TITLE_PERCENT);
	scale(&c->weights, &c->known, KNOWN_PERCENT);
	bw_map_release(&one);
	bw_map_release(&titles);
}

/* ---- candidates ---- */

static uint32_t words_in(struct bw_str s)
{
	uint32_t n = s.len > 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == ' ';
	return n;
}

static bool was_printed(const struct choosing *c, const struct bw_map *printed, struct bw_str quote)
{
	uint64_t hash = bw_str_hash(quote);

	return (printed && bw_map_get(printed, hash)) || (c->view->printed && bw_map_get(c->view->printed, hash));
}

/* Up to this share of its concepts may have stood in texts that were told. */
static const double known_bar = 0.34;

static bool is_known(const struct choosing *c, const struct candidate *row)
{
	uint32_t known = 0;

	for (uint32_t i = 0; i < row->n_concepts; i++)
		known += bw_map_get(&c->known, row->concepts[i]) != NULL;
	return !row->n_concepts || known > known_bar * row->n_concepts;
}

/* Whether it may be told as new. The story room finds about half of the sentences that a reader would call new, so in
 * an article that brings something new those count too whose words the development did not have. */
static bool is_news(const struct choosing *c, const struct bw_view_article *x, const struct bw_statement *st,
		    const struct candidate *row)
{
	if (!c->item->told || row->fresh)
		return true;
	if (st && bw_item_brings_status(c->view, c->item, st))
		return true;
	return bw_fold_turn(c->view, x) == BW_TURN_NEW && !is_known(c, row);
}

/* A sentence, or the sentences of one quotation, from sentence `at` to the byte `end`. */
static void consider(struct choosing *c, uint32_t article, uint32_t at, uint32_t end, const struct bw_map *printed)
{
	const struct bw_view_article *x = &c->view->articles[article];
	const struct bw_sentence *s = &x->notes->body.sentences[at];
	struct bw_str quote = bw_str_sub(x->article->text, s->start, end - s->start);
	const struct bw_statement *st = bw_pick_statement(x->notes, s->start, end);
	struct bw_span span = {s->start, end, 0, 0};
	struct candidate *row = &c->rows[c->n_rows];

	if (c->n_rows == CANDIDATES_MAX || was_printed(c, printed, quote))
		return;
	row->n_concepts = concepts_in(&x->notes->body, s->first, end, row->concepts);
	row->fresh = bw_fold_is_fresh(x, s->start, end);
	if (!is_news(c, x, st, row) || !bw_pick_is_fit(c->a, x, span))
		return;
	if (st && st->anchor_start >= s->start && st->anchor_end <= end) {
		span.anchor_start = st->anchor_start;
		span.anchor_end = st->anchor_end;
	}
	row->pick = (struct bw_pick){article, span, st ? st->status : BW_STATUS_NONE, 0, bw_fit_strain(quote)};
	row->pick.words = words_in(quote);
	row->statement = st ? st->score : 0;
	row->position = at;
	c->n_rows++;
}

/* Only what annotate took for a statement is printed: its voice and status are known, and the article's page shows it.
 */
static void consider_article(struct choosing *c, uint32_t article, const struct bw_map *printed)
{
	const struct bw_notes *notes = c->view->articles[article].notes;

	for (uint32_t i = 0; i < notes->n_statements; i++) {
		const struct bw_statement *st = &notes->statements[i];
		if (st->sentence < notes->body.n_sentences && st->start == notes->body.sentences[st->sentence].start)
			consider(c, article, st->sentence, st->end, printed);
	}
}

static double kind_factor(enum bw_kind k)
{
	switch (k) {
	case BW_KIND_NEWS:
		return 1;
	case BW_KIND_PRESS_RELEASE:
	case BW_KIND_ANALYSIS:
		return 0.8;
	default:
		return 0.5;
	}
}

static double weight_left(const struct choosing *c, const struct candidate *row, double *whole)
{
	double left = 0;

	*whole = 0;
	for (uint32_t i = 0; i < row->n_concepts; i++) {
		const uint64_t *w = bw_map_get(&c->weights, row->concepts[i]);
		double v = w ? (double)(*w & 0xFFFFFFFFu) / ORIGIN_TENTHS : 0;
		bool covered = w && *w >> 32;
		*whole += v;
		left += covered ? 0 : v;
	}
	return left;
}

static void cover(struct choosing *c, const struct candidate *row)
{
	for (uint32_t i = 0; i < row->n_concepts; i++) {
		uint64_t *w = bw_map_get(&c->weights, row->concepts[i]);
		if (w)
			*w |= (uint64_t)1 << 32;
	}
}

/* Below this share of new concepts a sentence says again what was said. */
static const double novelty_bar = 0.5;

static double score_of(const struct choosing *c, const struct candidate *row, double best_whole)
{
	const struct bw_view_article *x = &c->view->articles[row->pick.article];
	double whole, left = weight_left(c, row, &whole);
	double lead = 1.0 / (1 + row->position);

	if (row->taken || left < novelty_bar * whole)
		return -1;
	return kind_factor(x->notes->kind) * (best_whole > 0 ? left / best_whole : 0) + 0.6 * lead +
	       0.3 * (row->statement > 8 ? 1 : (double)row->statement / 8) +
	       (row->pick.status != BW_STATUS_NONE ? 0.1 : 0) + (row->fresh ? 0.2 : 0) - 0.6 * row->pick.strain;
}

static struct candidate *best_left(struct choosing *c, double best_whole)
{
	struct candidate *best = NULL;
	double top = -0.5;

	for (uint32_t i = 0; i < c->n_rows; i++) {
		double score = score_of(c, &c->rows[i], best_whole);
		if (score > top) {
			top = score;
			best = &c->rows[i];
		}
	}
	return best;
}

static void choose(struct choosing *c, struct bw_picks *out)
{
	double best_whole = 0, whole;
	struct candidate *row;

	for (uint32_t i = 0; i < c->n_rows; i++) {
		weight_left(c, &c->rows[i], &whole);
		best_whole = whole > best_whole ? whole : best_whole;
	}
	while (out->n < BW_PICKS_MAX && (row = best_left(c, best_whole))) {
		row->taken = true;
		out->rows[out->n++] = row->pick;
		cover(c, row);
	}
}

void bw_picks_make(struct bw_arena *a, const struct bw_view *view, const struct bw_item *item,
		   const struct bw_map *printed, struct bw_picks *out)
{
	struct choosing c = {.a = a, .view = view, .item = item};

	out->n = 0;
	c.rows = BW_ARRAY(a, struct candidate, CANDIDATES_MAX);
	bw_map_init(&c.weights);
	bw_map_init(&c.known);
	weigh_concepts(&c);
	for (uint32_t i = 0; i < item->n_fresh; i++) {
		consider_article(&c, item->fresh[i], printed);
	}
	choose(&c, out);
	bw_map_release(&c.weights);
	bw_map_release(&c.known);
}
