#include "annotate/annotate.h"
#include "core/num.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "signal/part.h"

/* Articles of these kinds bear no evidence: they gather what others reported, or do not mean what they say. */
static const bool remembered_kinds[BW_N_KIND] = {
	[BW_KIND_NEWS] = true,
	[BW_KIND_ANALYSIS] = true,
	[BW_KIND_PRESS_RELEASE] = true,
};

/*
 * What the kind of proposition adds, little: the cues of a frame stand in sentences about events as well. Direct speech
 * adds more: it is where somebody draws the general point.
 */
static const float frame_bonus[BW_N_FRAME] = {
	[BW_FRAME_CAUSAL] = 0.3f,     [BW_FRAME_TREND] = 0.25f,     [BW_FRAME_COMPARISON] = 0.1f,
	[BW_FRAME_STRUCTURAL] = 0.4f, [BW_FRAME_PREDICTION] = 0.1f, [BW_FRAME_PRESCRIPTION] = 0.1f,
};
static const float mode_bonus[] = {[BW_MODE_OWN] = 0, [BW_MODE_DIRECT] = 1.5f, [BW_MODE_REPORTED] = 0.2f};

enum { TITLE_WORDS_MIN = 8, TITLE_WORDS_MAX = 25, WORDS_MIN = 6, WORDS_MAX = 60, TITLE_BYTES_MAX = 200 };

struct make {
	const struct bw_propositions *p;
	struct bw_arena *a;
	const struct bw_article *text;
	const struct bw_notes *notes;
	struct bw_candidates *out;
	const bool *in_name; /* one a token of the body */
	unsigned nature;
	bool headline_refutes;
};

/* ---- the article around the statements ---- */

static bool *tokens_in_names(struct bw_arena *a, const struct bw_notes *notes)
{
	bool *in = BW_ARRAY(a, bool, notes->body.n_tokens);
	uint32_t t = 0;
	for (uint32_t m = 0; m < notes->n_mentions; m++) {
		const struct bw_mention *mention = &notes->mentions[m];
		if (mention->in_title)
			continue;
		while (t < notes->body.n_tokens && notes->body.tokens[t].end <= mention->start)
			t++;
		for (uint32_t k = t; k < notes->body.n_tokens && notes->body.tokens[k].start < mention->end; k++)
			in[k] = true;
	}
	return in;
}

static int by_stem(const void *x, const void *y)
{
	const struct bw_context_term *a = x, *b = y;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static int by_weight(const void *x, const void *y)
{
	const struct bw_context_term *a = x, *b = y;
	return a->weight != b->weight ? (a->weight > b->weight ? -1 : 1) : by_stem(x, y);
}

/* A compound stands among the terms by its parts, as a token whole: its parts count as outside names. */
static struct bw_map name_uses(const struct make *m)
{
	struct bw_map uses;
	bw_map_init(&uses);
	for (uint32_t i = 0; i < m->notes->body.n_tokens; i++)
		if (m->in_name[i] && m->notes->body.tokens[i].kind == BW_TOKEN_WORD)
			++*bw_map_put(&uses, m->notes->body.tokens[i].stem, NULL);
	return uses;
}

static void make_context(struct make *m)
{
	const struct bw_notes *notes = m->notes;
	struct bw_context_term *terms = BW_ARRAY(m->a, struct bw_context_term, notes->n_terms);
	struct bw_map names = name_uses(m);
	for (uint32_t i = 0; i < notes->n_terms; i++) {
		const struct bw_term *t = &notes->terms[i];
		uint32_t body = (uint32_t)t->in_lead + t->in_body, n = body + 2u * t->in_title;
		uint64_t *named = bw_map_get(&names, t->stem);
		bool in_name = named && *named * 2 > body;
		double weight = (1 + bw_num_ln(n ? n : 1)) * (in_name ? BW_NAME_WEIGHT : 1);
		uint64_t *common = bw_map_get(&m->p->news, t->stem);
		terms[i] = (struct bw_context_term){t->stem, (float)weight, t->shown, common ? (uint8_t)*common : 0,
						    in_name};
	}
	bw_map_release(&names);
	uint32_t n = notes->n_terms;
	if (n > BW_CONTEXT_TERMS) {
		bw_sort(terms, n, sizeof(*terms), by_weight);
		n = BW_CONTEXT_TERMS;
		bw_sort(terms, n, sizeof(*terms), by_stem);
	}
	m->out->context = terms;
	m->out->n_context = n;
}

/* ---- one statement ---- */

static int by_term(const void *x, const void *y)
{
	const struct bw_candidate_term *a = x, *b = y;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static void fill_terms(const struct make *m, struct bw_candidate *c)
{
	const struct bw_layer *body = &m->notes->body;
	BW_VEC(struct bw_candidate_term) terms = {0};
	for (uint32_t i = 0; i < body->n_tokens && body->tokens[i].start < c->end; i++) {
		const struct bw_token *t = &body->tokens[i];
		if (t->start < c->start || t->kind != BW_TOKEN_WORD || (t->flags & BW_TOKEN_STOP) ||
		    t->end - t->start < 3)
			continue;
		*BW_PUSH(m->a, &terms) =
			(struct bw_candidate_term){t->stem, m->in_name[i] ? (float)BW_NAME_WEIGHT : 1.0f};
	}
	bw_sort(terms.ptr, terms.len, sizeof(*terms.ptr), by_term);
	size_t n = 0;
	for (size_t i = 0; i < terms.len; i++)
		if (!n || terms.ptr[n - 1].stem != terms.ptr[i].stem)
			terms.ptr[n++] = terms.ptr[i];
	c->terms = terms.ptr;
	c->n_terms = (uint32_t)n;
}

static uint64_t folded_hash(struct bw_arena *a, struct bw_str name)
{
	return bw_str_hash(bw_uni_fold(a, name));
}

struct actor {
	uint64_t hash;
	struct bw_str name;
};

static int by_hash(const void *x, const void *y)
{
	const struct actor *a = x, *b = y;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void fill_actors(const struct make *m, const struct bw_statement *s, struct bw_candidate *c)
{
	struct actor *rows = BW_ARRAY(m->a, struct actor, s->n_actors + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n_actors; i++) {
		const struct bw_actor *actor = &m->notes->actors[s->actors[i]];
		rows[n++] = (struct actor){folded_hash(m->a, actor->name), actor->name};
	}
	if (s->speaker >= 0) {
		const struct bw_actor *actor = &m->notes->actors[s->speaker];
		c->speaker = folded_hash(m->a, actor->name);
		rows[n++] = (struct actor){c->speaker, actor->name};
	}
	bw_sort(rows, n, sizeof(*rows), by_hash);
	uint64_t *hashes = BW_ARRAY(m->a, uint64_t, n);
	struct bw_str *names = BW_ARRAY(m->a, struct bw_str, n);
	for (uint32_t i = 0; i < n; i++) {
		if (c->n_actors && hashes[c->n_actors - 1] == rows[i].hash)
			continue;
		hashes[c->n_actors] = rows[i].hash;
		names[c->n_actors++] = rows[i].name;
	}
	c->actors = hashes;
	c->actor_names = names;
}

/* The words between the marks of direct speech stand alone better than the sentence with its "said". */
static void title_span(const struct make *m, const struct bw_candidate *c, uint32_t *start, uint32_t *end)
{
	*start = c->start;
	*end = c->end;
	for (uint32_t i = 0; i < m->notes->n_quotations; i++) {
		const struct bw_quotation *q = &m->notes->quotations[i];
		if (q->mode != BW_MODE_DIRECT || q->start < c->start || q->end > c->end || q->end - q->start < 4)
			continue;
		if (*start != c->start || *end != c->end) {
			if (q->end - q->start <= *end - *start)
				continue;
		} else if (c->mode != BW_MODE_DIRECT) {
			continue;
		}
		*start = q->start;
		*end = q->end;
	}
}

static const char *const edges[] = {
	"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9E", "\xE2\x80\x98", " ", ",", "."};

static size_t edge_at(struct bw_str s, bool front)
{
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		struct bw_str edge = bw_str_from(edges[i]);
		if (front ? bw_str_starts(s, edge) : bw_str_ends(s, edge))
			return edge.len;
	}
	return 0;
}

static void trim_edges(struct bw_str text, uint32_t *start, uint32_t *end)
{
	size_t n;
	while (*start < *end && (n = edge_at(bw_str_sub(text, *start, *end - *start), true)))
		*start += (uint32_t)n;
	while (*start < *end && (n = edge_at(bw_str_sub(text, *start, *end - *start), false)))
		*end -= (uint32_t)n;
}

/* Marks inside the words would be left without their partner or mix two voices. */
static bool has_marks(struct bw_str s)
{
	for (size_t i = 0; i < 6; i++)
		if (bw_str_find(s, bw_str_from(edges[i]), 0) != BW_NPOS)
			return true;
	return false;
}

static void fill_title(const struct make *m, struct bw_candidate *c)
{
	struct bw_reading r;
	struct bw_str text = m->text->text;
	title_span(m, c, &c->title_start, &c->title_end);
	trim_edges(text, &c->title_start, &c->title_end);
	struct bw_str title = bw_str_sub(text, c->title_start, c->title_end - c->title_start);
	if (!title.len) {
		c->title_start = c->start;
		c->title_end = c->end;
		c->title_score = -9;
		return;
	}
	bw_propositions_read(m->p, m->a, m->notes, text, c->title_start, c->title_end, &r);
	c->title_score =
		r.general + frame_bonus[c->frame] + (c->mode == BW_MODE_DIRECT ? 0.7f : 0) + (r.generic ? 0.8f : 0);
	c->title_score -= 0.4f * (r.past < 3 ? r.past : 3) + 0.2f * (r.particulars < 5 ? r.particulars : 5);
	c->title_score -=
		(r.definite ? 1.0f : 0) + (has_marks(title) ? 3.0f : 0) + (title.len > TITLE_BYTES_MAX ? 3.0f : 0);
	c->title_score -= (r.dangling ? 4.0f : 0) + (r.first_person ? 4.0f : 0) + (r.question ? 4.0f : 0);
	c->title_score -= r.n_words < TITLE_WORDS_MIN || r.n_words > TITLE_WORDS_MAX ? 3.0f : 0;
	unsigned char first = (unsigned char)title.ptr[0];
	c->title_score -= first >= 'a' && first <= 'z' ? 3.0f : 0;
}

static bool make_row(const struct make *m, const struct bw_statement *s, struct bw_candidate *c)
{
	struct bw_reading r;
	bw_propositions_read(m->p, m->a, m->notes, m->text->text, s->start, s->end, &r);
	if (r.n_words < WORDS_MIN || r.n_words > WORDS_MAX * 2 || r.question)
		return false;
	*c = (struct bw_candidate){.article = m->out->article,
				   .development = m->out->development,
				   .origin = m->out->origin,
				   .source = m->out->source,
				   .at = m->out->at,
				   .start = s->start,
				   .end = s->end,
				   .anchor_start = s->anchor_start,
				   .anchor_end = s->anchor_end,
				   .frame = s->frame,
				   .status = s->status,
				   .mode = s->mode,
				   .act = s->act,
				   .kind = m->notes->kind,
				   .direction = s->direction,
				   .polarity = s->polarity,
				   .hedged = s->hedged,
				   .score = s->score,
				   .nature = m->nature,
				   .refutes = r.refutes || m->headline_refutes,
				   .cues = r.cues};
	c->quote = bw_str_sub(m->text->text, s->start, s->end - s->start);
	c->general = r.general + frame_bonus[s->frame] + mode_bonus[s->mode] - (r.n_words > WORDS_MAX ? 1 : 0);
	if (s->speaker_end > s->speaker_start)
		c->speaker_name = bw_str_sub(m->text->text, s->speaker_start, s->speaker_end - s->speaker_start);
	return true;
}

static void finish_row(const struct make *m, const struct bw_statement *s, struct bw_candidate *c)
{
	char(*geo)[3] = bw_arena_array(m->a, m->notes->n_geo, 3);
	uint32_t *domains = BW_ARRAY(m->a, uint32_t, m->notes->n_domains);
	fill_terms(m, c);
	fill_actors(m, s, c);
	fill_title(m, c);
	for (uint32_t i = 0; i < m->notes->n_geo && i < 4; i++)
		memcpy(geo[c->n_geo++], m->notes->geo[i].code, 3);
	for (uint32_t i = 0; i < m->notes->n_domains && i < 4; i++)
		domains[c->n_domains++] = m->notes->domains[i].id;
	c->geo = (const char(*)[3])geo;
	c->domains = domains;
}

struct ranked {
	struct bw_candidate c;
	const struct bw_statement *s;
};

static int by_general(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	if (a->c.general != b->c.general)
		return a->c.general > b->c.general ? -1 : 1;
	return a->c.start < b->c.start ? -1 : a->c.start > b->c.start;
}

static int by_start(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	return a->c.start < b->c.start ? -1 : a->c.start > b->c.start;
}

static void make_rows(struct make *m)
{
	BW_VEC(struct ranked) rows = {0};
	for (uint32_t i = 0; i < m->notes->n_statements; i++) {
		struct ranked r = {.s = &m->notes->statements[i]};
		if (make_row(m, r.s, &r.c))
			*BW_PUSH(m->a, &rows) = r;
	}
	bw_sort(rows.ptr, rows.len, sizeof(*rows.ptr), by_general);
	size_t n = rows.len < BW_CANDIDATES_MAX ? rows.len : BW_CANDIDATES_MAX;
	bw_sort(rows.ptr, n, sizeof(*rows.ptr), by_start);
	struct bw_candidate *out = BW_ARRAY(m->a, struct bw_candidate, n);
	for (size_t i = 0; i < n; i++) {
		finish_row(m, rows.ptr[i].s, &rows.ptr[i].c);
		out[i] = rows.ptr[i].c;
	}
	m->out->rows = out;
	m->out->n = n;
}

void bw_candidates_make(const struct bw_propositions *p, struct bw_arena *a, uint64_t article, uint64_t development,
			uint64_t origin, bw_time at, const struct bw_article *text, const struct bw_notes *notes,
			struct bw_candidates *out)
{
	*out = (struct bw_candidates){.article = article,
				      .development = development,
				      .origin = origin,
				      .source = bw_str_hash(text->source),
				      .at = at};
	if (!remembered_kinds[notes->kind])
		return;
	struct make m = {p,
			 a,
			 text,
			 notes,
			 out,
			 tokens_in_names(a, notes),
			 bw_propositions_nature(p, a, notes),
			 bw_propositions_headline_refutes(p, a, notes)};
	make_context(&m);
	make_rows(&m);
}
