#include "annotate/claims_part.h"

/*
 * A statement is one whole sentence, or the sentences that one quotation runs over. All that carry a frame, a status or
 * some weight are kept: what comes later chooses, and a status is set only where a cue says so.
 */
enum { SENTENCES_MAX = 4, SPOKEN_MIN = 6, TOKENS_MIN = 5, WEIGHTY = 100 };
static const float least_score = 1.0F;

/* The last sentence that quotations beginning in sentence s run into. */
static uint32_t last_sentence(const struct bw_claim_reader *r, uint32_t s)
{
	const struct bw_layer *body = &r->notes->body;
	uint32_t last = s;
	for (uint32_t q = r->quotation; q < r->notes->n_quotations; q++) {
		const struct bw_quotation *k = &r->notes->quotations[q];
		if (k->start >= body->sentences[last].end)
			break;
		while (last + 1 < body->n_sentences && last - s + 1 < SENTENCES_MAX && k->mode == BW_MODE_DIRECT &&
		       k->end > body->sentences[last + 1].start)
			last++;
	}
	return last;
}

/* Keeps the quotation that covers most of [start, end). */
static void find_quotation(const struct bw_claim_reader *r, uint32_t start, uint32_t end, struct bw_unit *u)
{
	uint32_t best = 0;
	for (uint32_t q = r->quotation; q < r->notes->n_quotations; q++) {
		const struct bw_quotation *k = &r->notes->quotations[q];
		if (k->start >= end)
			break;
		uint32_t from = k->start > start ? k->start : start, to = k->end < end ? k->end : end;
		if (to <= from || to - from <= best)
			continue;
		best = to - from;
		u->quotation = k;
	}
	u->quoted_most = best * 5 >= (end - start) * 2;
}

static void find_signs(const struct bw_claim_reader *r, struct bw_unit *u)
{
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		const struct bw_token *t = &u->row.tokens[i];
		u->has_question |= t->kind == BW_TOKEN_PUNCT && r->article->text.ptr[t->start] == '?';
		u->has_self |= bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_SELF);
		bool said = !u->quotation || (t->start >= u->quotation->start && t->end <= u->quotation->end);
		u->has_you |= !(t->flags & BW_TOKEN_QUOTED) &&
			      bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_YOU);
		u->has_will |= said && bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_WILL) &&
			       !bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_STOP);
		u->has_us |= said && bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_US);
		u->has_own |= said && bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_OURS);
	}
}

static void find_actors(struct bw_claim_reader *r, struct bw_statement *s)
{
	const struct bw_notes *n = r->notes;
	BW_VEC(uint32_t) actors = {0};
	while (r->mention < n->n_mentions &&
	       (n->mentions[r->mention].in_title || n->mentions[r->mention].end <= s->start))
		r->mention++;
	for (uint32_t i = r->mention; i < n->n_mentions && n->mentions[i].start < s->end; i++) {
		const struct bw_mention *m = &n->mentions[i];
		bool seen = false;
		for (size_t k = 0; k < actors.len; k++)
			seen |= actors.ptr[k] == m->actor;
		if (!seen)
			*BW_PUSH(r->arena, &actors) = m->actor;
	}
	s->actors = actors.ptr;
	s->n_actors = (uint32_t)actors.len;
}

static void set_speaker(const struct bw_unit *u, struct bw_statement *s)
{
	s->speaker = -1;
	s->affiliation = -1;
	s->mode = BW_MODE_OWN;
	if (!u->quotation)
		return;
	s->mode = u->quotation->mode;
	s->speaker = u->quotation->actor;
	s->affiliation = u->quotation->affiliation;
	s->speaker_start = u->quotation->speaker_start;
	s->speaker_end = u->quotation->speaker_end;
	if (s->mode == BW_MODE_DIRECT && !u->quoted_most)
		s->mode = s->speaker_end > s->speaker_start ? BW_MODE_REPORTED : BW_MODE_OWN;
}

static void count_figures(const struct bw_claim_reader *r, uint32_t *figure, struct bw_unit *u)
{
	const struct bw_notes *n = r->notes;
	while (*figure < n->n_figures && n->figures[*figure].sentence < u->sentence)
		(*figure)++;
	for (uint32_t i = *figure; i < n->n_figures && n->figures[i].sentence <= u->last; i++) {
		const struct bw_figure *f = &n->figures[i];
		u->n_figures += f->unit != BW_UNIT_DATE;
		u->n_weighty += f->unit != BW_UNIT_DATE && (f->unit != BW_UNIT_COUNT || f->value >= WEIGHTY);
	}
}

/* A company speaks: by strict proof of the speaker; in its own release also without one, and by its own name. */
static bool speaks_for_company(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	enum { ISSUERS = 2 };
	bool release = r->notes->kind == BW_KIND_PRESS_RELEASE && r->issuer == BW_VOICE_COMPANY;
	if (!u->quotation || u->quotation->speaker_end <= u->quotation->speaker_start)
		return release;
	bool itself = u->quotation->actor >= 0 && u->quotation->actor < ISSUERS &&
		      r->notes->actors[u->quotation->actor].kind == BW_ACTOR_ORG;
	return (release && itself) || bw_claim_by_company(r, u->quotation);
}

static void read_unit(struct bw_claim_reader *r, uint32_t s, uint32_t last, uint32_t *figure)
{
	const struct bw_layer *body = &r->notes->body;
	const struct bw_sentence *from = &body->sentences[s], *to = &body->sentences[last];
	struct bw_unit u = {.row = {body->tokens, r->words, from->first, to->first + to->n_tokens, r->court, false,
				    false, r->article->text, r->year, r->kinds},
			    .sentence = s,
			    .last = last};
	struct bw_statement out = {.start = from->start, .end = to->end, .sentence = s};
	find_quotation(r, out.start, out.end, &u);
	find_signs(r, &u);
	find_actors(r, &out);
	count_figures(r, figure, &u);
	set_speaker(&u, &out);
	u.row.own = speaks_for_company(r, &u);
	u.row.reported = out.mode == BW_MODE_REPORTED && out.speaker_end > out.speaker_start;
	bw_statuses_read(&r->claims->statuses, &u.row, &u.cues);
	bw_claim_frame(r, &u, &out);
	bw_claim_status(r, &u, &out);
	bw_claim_cause(r, &u, &out);
	bool spoken = u.quoted_most && u.row.end - u.row.first >= SPOKEN_MIN;
	bool bare = u.row.end - u.row.first < TOKENS_MIN; /* "Rules." */
	if (out.status == BW_STATUS_NONE &&
	    (bare || (out.frame == BW_FRAME_NONE && out.score < least_score && !spoken)))
		return;
	bw_claim_anchor(r, &u, &out);
	out.score *= out.score > 0 ? bw_claim_kind_weight(r->notes->kind) : 1;
	*BW_PUSH(r->arena, &r->out) = out;
}

static void read_title(struct bw_claim_reader *r)
{
	bw_map_init(&r->title_stems);
	for (uint32_t i = 0; i < r->notes->title.n_tokens; i++) {
		const struct bw_token *t = &r->notes->title.tokens[i];
		if (t->kind == BW_TOKEN_WORD && !(t->flags & BW_TOKEN_STOP))
			bw_map_put(&r->title_stems, t->stem, NULL);
	}
}

/* Which tokens of the body name an actor, and of what kind. */
static uint8_t *actor_kinds(const struct bw_claim_reader *r)
{
	const struct bw_layer *body = &r->notes->body;
	uint8_t *kinds = BW_ARRAY(r->arena, uint8_t, body->n_tokens);
	uint32_t t = 0;
	for (uint32_t i = 0; i < r->notes->n_mentions; i++) {
		const struct bw_mention *m = &r->notes->mentions[i];
		while (!m->in_title && t < body->n_tokens && body->tokens[t].end <= m->start)
			t++;
		for (uint32_t k = t; !m->in_title && k < body->n_tokens && body->tokens[k].start < m->end; k++)
			kinds[k] = (uint8_t)(r->notes->actors[m->actor].kind + 1);
	}
	return kinds;
}

void bw_claims_note(const struct bw_claims *c, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes)
{
	int language = bw_words_language_index(notes->language);
	/* a text too short to tell its language is read as English, as its cues alone decide */
	const struct bw_claim_pack *pack = &c->packs[!notes->language[0] ? 0
						     : language < 0      ? BW_N_READ_LANGUAGES
									 : language];
	struct bw_claim_reader r = {.claims = pack, .arena = a, .article = article, .notes = notes};
	uint32_t figure = 0;
	bw_figures_note(&c->figures, a, article, notes);
	r.words = bw_words_keys(a, &notes->body, false);
	r.stems = bw_words_keys(a, &notes->body, true);
	r.denied = BW_ARRAY(a, bool, notes->n_actors);
	r.accusees = BW_ARRAY(a, bool, notes->n_actors);
	r.year = article->published == BW_TIME_NONE ? 0 : bw_time_date(article->published).year;
	r.kinds = actor_kinds(&r);
	bw_claim_voices_begin(&r);
	read_title(&r);
	bw_claim_context(&r);
	for (uint32_t s = 0, last; s < notes->body.n_sentences; s = last + 1) {
		while (r.quotation < notes->n_quotations &&
		       notes->quotations[r.quotation].end <= notes->body.sentences[s].start)
			r.quotation++;
		last = last_sentence(&r, s);
		read_unit(&r, s, last, &figure);
	}
	bw_map_release(&r.title_stems);
	notes->statements = r.out.ptr;
	notes->n_statements = (uint32_t)r.out.len;
}
