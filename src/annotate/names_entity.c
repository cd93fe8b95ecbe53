#include "annotate/names_part.h"
#include "core/utf8.h"

/* Spans of the same words, or forms of one gazette row, are one entity from the start; what else is one thing is for
 * names_join.c. */

const struct bw_gazette *bw_names_row(const struct bw_naming *n, int32_t row)
{
	return row < 0 ? NULL : &n->names->gazette_rows[row];
}

/* One key for "-isation" and "-ization"; 0 when the word has no such end. */
static uint64_t spelled_key(struct bw_str word)
{
	enum { LONGEST = 40 };
	char room[LONGEST];
	size_t at = word.len > 9 && word.len < LONGEST ? bw_str_find(word, BW_STR("isation"), 2) : BW_NPOS;
	if (at == BW_NPOS)
		return 0;
	memcpy(room, word.ptr, word.len);
	room[at + 1] = 'z';
	return bw_words_hash((struct bw_str){room, word.len});
}

uint64_t bw_names_token_key(const struct bw_naming *n, const struct bw_named_layer *l, uint32_t i)
{
	enum { DOTTED = 24 };
	struct bw_str word = bw_token_text(l->text, &l->layer->tokens[i]);
	char room[DOTTED];
	size_t len = 0;
	uint64_t spelled = spelled_key(word);
	(void)n;
	if (spelled)
		return spelled;
	if (word.len < 4 || word.len > DOTTED || word.ptr[1] != '.')
		return l->keys[i];
	for (size_t k = 0; k < word.len; k++)
		if (word.ptr[k] != '.')
			room[len++] = word.ptr[k];
	return bw_words_hash((struct bw_str){room, len});
}

/* Words that tell names apart: small words and signs never, legal forms not at the end of a longer name. */
static void take_words(const struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s,
		       struct bw_entity *e)
{
	const uint64_t small = W_LINK_OF | W_LINK_FOR | W_LINK_AND | W_ARTICLE;
	for (uint32_t i = s->first; i < s->first + s->n && e->n_words < BW_MAX_NAME_WORDS; i++) {
		const struct bw_token *t = &l->layer->tokens[i];
		bool elided = i > s->first && l->bits[i - 1] & small && !(l->bits[i - 1] & T_NAME); /* "dell'Energia" */
		bool clitic = !(t->flags & BW_TOKEN_SPACE) && i > s->first && t->kind == BW_TOKEN_WORD && !elided;
		bool link = l->bits[i] & small && !(l->bits[i] & T_NAME);
		if (link && l->bits[i] & (W_LINK_OF | W_LINK_FOR) && !e->head && e->n_words &&
		    e->bits[e->n_words - 1] & W_OF)
			e->head = e->n_words;
		if (t->kind == BW_TOKEN_PUNCT || clitic || link)
			continue;
		e->words[e->n_words] = bw_names_token_key(n, l, i);
		e->bits[e->n_words++] = l->bits[i];
	}
	while (e->n_words > 1 && e->bits[e->n_words - 1] & W_SUFFIX && !(e->n_words == 2 && e->bits[0] & W_COMMON)) {
		e->n_words--;
		e->legal = true;
	}
}

/* The last title before the name, when it is an office: "Mayor Lau" need not be "Senator Lau". */
static uint64_t rank_of(const struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s)
{
	for (uint32_t i = s->first; i-- > s->first - s->lead;)
		if (l->title_n[i])
			return n->names->title_rows[l->title_row[i]].class == BW_TITLE_OFFICE
				       ? l->layer->tokens[i + l->title_n[i] - 1].word
				       : 0;
	return 0;
}

static uint64_t mix(uint64_t h, uint64_t v)
{
	h ^= v + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
	return h * 0xd6e8feb86659fd93u;
}

static uint64_t key_of(const struct bw_entity *e, const struct bw_gazette *g)
{
	uint64_t h = 1;
	if (g && !(g->flags & (BW_G_SEAT | BW_G_DEMONYM)) &&
	    (g->kind == BW_ACTOR_COUNTRY || !(g->flags & BW_G_ACRONYM)))
		return mix(2, g->group);
	for (uint32_t i = 0; i < e->n_words; i++)
		h = mix(h, e->words[i]);
	return h;
}

/* A surname with an office or a gender is kept apart from others until it is joined. */
static uint64_t key_of_titled(const struct bw_entity *e, const struct bw_span *s, uint64_t key)
{
	return s->lead && e->n_words == 1 ? mix(mix(key, e->rank), (uint64_t)(unsigned char)s->gender + 3) : key;
}

struct bw_str bw_names_span_text(const struct bw_named_layer *l, const struct bw_span *s)
{
	return bw_str_sub(l->text, s->start, s->end - s->start);
}

static bool same_form(struct bw_str a, struct bw_str b)
{
	return a.len == b.len && bw_str_eq_ascii_nocase(a, b);
}

void bw_names_add_form(struct bw_naming *n, struct bw_entity *e, struct bw_str form)
{
	enum { MOST_FORMS = 24 };
	for (size_t i = 0; i < e->forms.len; i++)
		if (same_form(e->forms.ptr[i], form))
			return;
	if (e->forms.len < MOST_FORMS)
		*BW_PUSH(n->arena, &e->forms) = form;
}

static bool is_all_upper(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
			return false;
	return true;
}

static size_t count_spaces(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == ' ';
	return n;
}

/* A longer form is better; of as many words the one that is nearer to the nominative; one in capitals throughout only
 * when there is nothing else. */
static bool is_better_name(const struct bw_naming *n, struct bw_str new, struct bw_str old)
{
	if (!old.len || is_all_upper(old) != is_all_upper(new))
		return !old.len || !is_all_upper(new);
	if (n->names->cases.n && count_spaces(new) == count_spaces(old)) {
		int of_new = bw_names_form_rank(n->names, n->arena, new);
		int of_old = bw_names_form_rank(n->names, n->arena, old);
		if (of_new != of_old)
			return of_new > of_old;
	}
	return new.len > old.len;
}

static bool is_acronym(struct bw_str s, uint32_t n_words)
{
	size_t upper = 0, dots = 0;
	for (size_t i = 0; i < s.len; i++) {
		dots += s.ptr[i] == '.';
		upper += s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
		if (s.ptr[i] == ' ' || (unsigned char)s.ptr[i] >= 0x80)
			return false;
	}
	return n_words == 1 && upper >= 2 && upper * 3 >= (s.len - dots) * 2 - 1 && s.len - dots <= 9;
}

static void add_from(struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s, struct bw_entity *e,
		     uint32_t first)
{
	uint32_t start = l->layer->tokens[first].start;
	bw_names_add_form(n, e, bw_str_sub(l->text, start, s->end - start));
}

/* The name with all its titles, and with the last of them: "Trade Minister Datuk X", "Datuk X". */
static void add_titled(struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s,
		       struct bw_entity *e)
{
	uint32_t first = s->first - s->lead;
	for (uint32_t i = s->first; i-- > first;)
		if (l->title_n[i]) {
			add_from(n, l, s, e, i);
			break;
		}
	add_from(n, l, s, e, first);
	e->titled = true;
}

static void count(struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s, struct bw_entity *e)
{
	struct bw_str text = bw_names_span_text(l, s);
	bool whole = s->agentive || s->possessive || s->first + s->n >= l->layer->n_tokens ||
		     l->layer->tokens[s->first + s->n].kind == BW_TOKEN_PUNCT;
	bool plain = s->gazette >= 0 && l->bits[s->first] & W_COMMON;
	bool with_the = s->definite && s->n == 1 && !s->lead && (plain || (e->acronym && whole));
	if (is_better_name(n, text, e->name))
		e->name = text;
	bw_names_add_form(n, e, text);
	if (with_the)
		add_from(n, l, s, e, s->first - 1);
	if (s->lead)
		add_titled(n, l, s, e);
	e->n_mentions++;
	e->n_mid += !s->initial && !s->in_title;
	e->n_agentive += s->agentive;
	e->n_metonym += s->metonym;
	e->n_placed += s->placed;
	if (s->gender && !rank_of(n, l, s))
		e->gender = s->gender; /* an office may be written alike for both: "la ministre" */
	if (e->gazette < 0)
		e->gazette = s->gazette;
}

uint32_t bw_names_entity(struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s)
{
	struct bw_entity found = {.gazette = s->gazette, .into = -1, .body = -1, .kind = BW_ACTOR_UNKNOWN};
	const struct bw_gazette *g = bw_names_row(n, s->gazette);
	if (g && g->flags & BW_G_DEMONYM)
		return BW_NO_ENTITY;
	take_words(n, l, s, &found);
	found.rank = rank_of(n, l, s);
	found.begins = s->start;
	found.key = key_of_titled(&found, s, key_of(&found, g));
	bool is_new;
	uint64_t *slot = bw_map_put(&n->by_key, found.key, &is_new);
	if (is_new) {
		*slot = n->entities.len;
		found.acronym = is_acronym(bw_names_span_text(l, s), found.n_words);
		if (g)
			memcpy(found.country, g->code, sizeof(found.country));
		*BW_PUSH(n->arena, &n->entities) = found;
	}
	uint32_t index = (uint32_t)*slot;
	count(n, l, s, &n->entities.ptr[index]);
	return index;
}

uint32_t bw_names_root(const struct bw_naming *n, uint32_t entity)
{
	while (entity != BW_NO_ENTITY && n->entities.ptr[entity].into >= 0)
		entity = (uint32_t)n->entities.ptr[entity].into;
	return entity;
}

/* The letters stand for another body here than in the gazette: its country has nothing to do with the text. */
static void forget_row(struct bw_naming *n, uint32_t entity)
{
	struct bw_entity *e = &n->entities.ptr[entity];
	struct bw_named_layer *layers[] = {&n->title, &n->body};
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < layers[k]->layer->n_tokens; i++)
			if (layers[k]->gazette[i] == e->gazette)
				layers[k]->gazette[i] = -1;
	for (size_t i = 0; i < n->spans.len; i++)
		if (n->spans.ptr[i].entity == entity)
			n->spans.ptr[i].gazette = -1;
	e->gazette = -1;
	memset(e->country, 0, sizeof(e->country));
}

void bw_names_merge(struct bw_naming *n, uint32_t from, uint32_t into)
{
	from = bw_names_root(n, from);
	into = bw_names_root(n, into);
	if (from == into)
		return;
	struct bw_entity *a = &n->entities.ptr[into], *b = &n->entities.ptr[from];
	for (size_t i = 0; i < b->forms.len; i++)
		bw_names_add_form(n, a, b->forms.ptr[i]);
	for (int k = 0; k < BW_ACTOR_UNKNOWN; k++)
		a->votes[k] += b->votes[k] * 0.5f;
	a->n_mentions += b->n_mentions;
	a->n_mid += b->n_mid;
	a->n_agentive += b->n_agentive;
	a->n_placed += b->n_placed;
	a->titled |= b->titled;
	const struct bw_gazette *g = bw_names_row(n, b->gazette);
	bool letters = g && g->flags & BW_G_ACRONYM && a->gazette < 0; /* which may be those of another body */
	if (!a->country[0] && !letters)
		memcpy(a->country, b->country, sizeof(a->country));
	if (!a->gender)
		a->gender = b->gender;
	if (letters)
		forget_row(n, from);
	b->into = (int32_t)into;
}

void bw_names_gather(struct bw_naming *n)
{
	for (size_t i = 0; i < n->spans.len; i++)
		n->spans.ptr[i].entity = bw_names_entity(n, &n->body, &n->spans.ptr[i]);
}
