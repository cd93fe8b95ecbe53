#include "annotate/names_part.h"

/* Acronyms after Schwartz & Hearst (A simple algorithm for identifying abbreviation definitions in biomedical text,
 * 2003), and by initials when both forms stand in the text. */

enum { LONGEST_ACRONYM = 10 };

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static bool is_alnum(char c)
{
	return (small(c) >= 'a' && small(c) <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* From the right: every letter of the short form in the long one, the first at the start of a word. Where it starts,
 * BW_NPOS when it does not fit. */
static size_t schwartz_hearst(struct bw_str brief, struct bw_str full)
{
	size_t l = full.len;
	for (size_t s = brief.len; s-- > 0;) {
		if (!is_alnum(brief.ptr[s]))
			continue;
		bool first = s == 0;
		for (;;) {
			if (l == 0)
				return BW_NPOS;
			l--;
			bool start = l == 0 || !is_alnum(full.ptr[l - 1]);
			if (small(full.ptr[l]) == small(brief.ptr[s]) && (!first || start))
				break;
		}
	}
	return l;
}

static const struct bw_token *token(const struct bw_naming *n, uint32_t i)
{
	return i < n->body.layer->n_tokens ? &n->body.layer->tokens[i] : NULL;
}

static bool is_sign(const struct bw_naming *n, uint32_t i, char sign)
{
	const struct bw_token *t = token(n, i);
	return t && t->end - t->start == 1 && n->body.text.ptr[t->start] == sign;
}

static uint32_t count_words(struct bw_str s)
{
	uint32_t words = s.len > 0;
	for (size_t i = 0; i < s.len; i++)
		words += s.ptr[i] == ' ';
	return words;
}

static bool is_definition(struct bw_str brief, struct bw_str full)
{
	if (brief.len < 2 || brief.len > LONGEST_ACRONYM || full.len <= brief.len)
		return false;
	uint32_t words = count_words(full);
	return words >= 2 && words <= brief.len + 5 && schwartz_hearst(brief, full) != BW_NPOS;
}

/* "automatic identification system (AIS)": the letters stand for common words; no actor. */
static bool stands_for_plain_words(const struct bw_naming *n, const struct bw_span *s, struct bw_str brief)
{
	uint32_t i = s->first - 1, k = (uint32_t)brief.len;
	while (k > 0 && i > 0) {
		i--;
		k--;
		const struct bw_token *t = token(n, i);
		if (t->kind != BW_TOKEN_WORD || n->body.bits[i] & T_NAME ||
		    small(n->body.text.ptr[t->start]) != small(brief.ptr[k]))
			return false;
	}
	return k == 0;
}

/* First letters of the words that count, in small letters; 0 when it is too long or short. */
static uint64_t initials_of(struct bw_str name, bool every_word)
{
	char room[LONGEST_ACRONYM];
	size_t len = 0;
	for (size_t i = 0; i < name.len; i++) {
		bool start = is_alnum(name.ptr[i]) && (i == 0 || name.ptr[i - 1] == ' ' || name.ptr[i - 1] == '-');
		bool counts = every_word || small(name.ptr[i]) != name.ptr[i];
		if (!start || !counts)
			continue;
		if (len == LONGEST_ACRONYM)
			return 0;
		room[len++] = small(name.ptr[i]);
	}
	return len >= 3 ? bw_str_hash((struct bw_str){room, len}) : 0;
}

static uint64_t letters_of(struct bw_str brief)
{
	char room[LONGEST_ACRONYM];
	size_t len = 0;
	for (size_t i = 0; i < brief.len; i++) {
		if (brief.ptr[i] == '.')
			continue;
		if (len == LONGEST_ACRONYM)
			return 0;
		room[len++] = small(brief.ptr[i]);
	}
	return len >= 3 ? bw_str_hash((struct bw_str){room, len}) : 0;
}

/* "Board of the Safety Agency (SA)": the letters are those of what stands behind "of". */
static uint32_t owner_of_acronym(const struct bw_naming *n, struct bw_str brief, struct bw_str full)
{
	size_t of = bw_str_find(full, BW_STR(" of "), 0);
	uint64_t letters = letters_of(brief);
	if (of == BW_NPOS || !letters || initials_of(full, false) == letters || initials_of(full, true) == letters)
		return BW_NO_ENTITY;
	struct bw_str tail = bw_str_from_pos(full, of + 4);
	if (bw_str_starts(tail, BW_STR("the ")))
		tail = bw_str_from_pos(tail, 4);
	if (initials_of(tail, false) != letters && initials_of(tail, true) != letters)
		return BW_NO_ENTITY;
	enum { MOST = 512 }; /* names that are looked through, so that the work stays linear */
	for (uint32_t i = 0; i < n->entities.len && i < MOST; i++)
		if (bw_str_eq(n->entities.ptr[i].name, tail) && n->entities.ptr[i].into < 0)
			return i;
	return BW_NO_ENTITY;
}

/* "Federal Institute for Drug Testing (BfDT)": letters of another language, but nothing else stands in brackets right
 * behind a body's name and is written so. */
static bool is_bracketed_acronym(const struct bw_naming *n, const struct bw_span *before, const struct bw_span *s)
{
	const struct bw_entity *full = &n->entities.ptr[before->entity], *brief = &n->entities.ptr[s->entity];
	return brief->acronym && brief->gazette < 0 && s->n == 1 && is_sign(n, s->first + 1, ')') &&
	       full->kind == BW_ACTOR_ORG && full->n_words > 1 && !full->acronym && brief->into < 0;
}

static void define(struct bw_naming *n, const struct bw_span *before, const struct bw_span *s)
{
	struct bw_str brief = bw_names_span_text(&n->body, s), full = bw_names_span_text(&n->body, before);
	if (before->entity == BW_NO_ENTITY || s->entity == BW_NO_ENTITY || before->first + before->n + 1 != s->first)
		return;
	uint32_t owner = owner_of_acronym(n, brief, full);
	if (owner != BW_NO_ENTITY)
		bw_names_merge(n, s->entity, owner);
	else if (is_definition(brief, full))
		bw_names_merge(n, s->entity, before->entity);
	else if (is_definition(full, brief))
		bw_names_merge(n, before->entity, s->entity);
	else if (is_bracketed_acronym(n, before, s))
		bw_names_merge(n, s->entity, before->entity);
}

static void from_brackets(struct bw_naming *n)
{
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		if (s->first == 0 || !is_sign(n, s->first - 1, '('))
			continue;
		if (i > 0)
			define(n, &n->spans.ptr[i - 1], s);
		struct bw_str brief = bw_names_span_text(&n->body, s);
		if (s->entity != BW_NO_ENTITY && n->entities.ptr[s->entity].into < 0 && brief.len <= LONGEST_ACRONYM &&
		    stands_for_plain_words(n, s, brief))
			n->entities.ptr[s->entity].dropped = true;
	}
}

static void offer(struct bw_naming *n, struct bw_map *by_initials, uint64_t key, uint32_t entity)
{
	bool is_new;
	if (!key)
		return;
	uint64_t *slot = bw_map_put(by_initials, key, &is_new);
	if (is_new)
		*slot = entity + 1;
	else if (*slot && bw_names_root(n, (uint32_t)*slot - 1) != bw_names_root(n, entity))
		*slot = 0; /* two names have these initials */
}

static void from_initials(struct bw_naming *n)
{
	struct bw_map by_initials;
	bw_map_init(&by_initials);
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (e->n_words < 2 || e->kind == BW_ACTOR_PERSON || e->into >= 0)
			continue;
		uint64_t all = initials_of(e->name, true), capitals = initials_of(e->name, false);
		offer(n, &by_initials, all, i);
		if (capitals != all)
			offer(n, &by_initials, capitals, i);
	}
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (!e->acronym || e->into >= 0)
			continue;
		const uint64_t *found = bw_map_get(&by_initials, letters_of(e->name));
		if (found && *found)
			bw_names_merge(n, i, (uint32_t)*found - 1);
	}
	bw_map_release(&by_initials);
}

void bw_names_acronyms(struct bw_naming *n)
{
	from_brackets(n);
	from_initials(n);
}
