#include "annotate/book_part.h"
#include "core/utf8.h"

/*
 * When an actor of an article is one the book knows: the same long form; or a form of one that is the name of the
 * other, with company that both kept. An acronym or a bare surname never joins without company, nor when two bear it.
 */

static struct bw_str without_legal_form(struct bw_str s)
{
	static const char *const tails[] = {
		" inc",   " corp",     " co",      " ltd",     " limited",     " llc",         " llp", " plc",
		" ag",    " se",       " gmbh",    " kg",      " sa",          " s.a",         " spa", " s.p.a",
		" srl",   " nv",       " n.v",     " bv",      " b.v",         " ab",          " asa", " oy",
		" oyj",   " a/s",      " jsc",     " pjsc",    " bhd",         " berhad",      " pty", " pte",
		" group", " holdings", " holding", " company", " corporation", " incorporated"};
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (bw_str_ends(s, bw_str_from(tails[i])))
			return bw_str_sub(s, 0, s.len - strlen(tails[i]));
	return s;
}

static bool has_capital(struct bw_str s, size_t *n_upper, bool *small)
{
	size_t pos = 0;
	*n_upper = 0;
	*small = false;
	while (pos < s.len) {
		uint32_t cp = bw_utf8_next(s, &pos);
		*n_upper += bw_uni_is_upper(cp);
		*small |= bw_uni_is_lower(cp);
	}
	return *n_upper > 0;
}

struct bw_book_key bw_book_key_of(struct bw_arena *scratch, struct bw_str form)
{
	struct bw_book_key key = {0};
	size_t upper;
	bool small;
	key.common = !has_capital(form, &upper, &small);
	struct bw_str folded = bw_uni_fold(scratch, form);
	if (bw_str_starts(folded, BW_STR("the ")))
		folded = bw_str_from_pos(folded, 4);
	folded = without_legal_form(folded);
	char *room = bw_arena_alloc(scratch, folded.len + 1);
	size_t len = 0;
	key.n_words = folded.len > 0;
	for (size_t i = 0; i < folded.len; i++) {
		if (folded.ptr[i] == '.')
			continue;
		key.n_words += folded.ptr[i] == ' ';
		room[len++] = folded.ptr[i];
	}
	key.acronym = key.n_words == 1 && upper >= 2 && len <= 8 && (!small || upper * 2 > len);
	key.hash = bw_str_hash((struct bw_str){room, len});
	return key;
}

enum bw_actor_kind bw_book_kind(const struct bw_book_entry *e)
{
	enum bw_actor_kind best = BW_ACTOR_UNKNOWN;
	float most = 0;
	for (int k = 0; k < BW_ACTOR_UNKNOWN; k++)
		if (e->votes[k] > most) {
			most = e->votes[k];
			best = (enum bw_actor_kind)k;
		}
	return best;
}

bool bw_book_kinds_agree(enum bw_actor_kind a, enum bw_actor_kind b)
{
	if (a == b || a == BW_ACTOR_UNKNOWN || b == BW_ACTOR_UNKNOWN)
		return true;
	bool person = a == BW_ACTOR_PERSON || b == BW_ACTOR_PERSON,
	     country = a == BW_ACTOR_COUNTRY || b == BW_ACTOR_COUNTRY;
	bool place = a == BW_ACTOR_PLACE || b == BW_ACTOR_PLACE;
	return !person && !country && !place;
}

static uint32_t shared_company(const struct bw_book_entry *e, struct bw_book_company company)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < company.n; i++)
		for (uint32_t k = 0; k < e->n_company; k++)
			if (e->company[k] == company.keys[i]) {
				n++;
				break;
			}
	return n;
}

struct search {
	const struct bw_book *b;
	const struct bw_actor *actor;
	struct bw_book_company company;
	uint32_t found, best;
	bool whole_person;
	bool tied, same_name; /* same_name: of several words, so that a wrong kind is the likelier fault */
};

/* A join of two different long names needs one to be a known form of the other, which the caller has seen to. */
static void consider(struct search *s, uint32_t entry, uint32_t needed)
{
	const struct bw_book_entry *e = &s->b->entries.ptr[entry];
	if (entry == s->found || e->last_article == s->b->n_articles)
		return; /* another actor of this very article is that one */
	if (!s->same_name && !bw_book_kinds_agree(bw_book_kind(e), s->actor->kind))
		return;
	if (e->country[0] && s->actor->country[0] && memcmp(e->country, s->actor->country, 2))
		return;
	if (s->whole_person && e->whole)
		return; /* two full names that share a surname */
	uint32_t shared = shared_company(e, s->company);
	if (shared < needed)
		return;
	s->tied = s->found != BW_BOOK_NONE && shared == s->best;
	if (s->found == BW_BOOK_NONE || shared > s->best) {
		s->found = entry;
		s->best = shared;
	}
}

static void consider_bearers(struct search *s, const struct bw_map *map, uint64_t key, uint32_t needed)
{
	const uint64_t *slot = bw_map_get(map, key);
	if (!slot)
		return;
	const struct bw_book_bearers *all = &s->b->bearers.ptr[*slot];
	for (uint32_t i = 0; i < all->n; i++)
		consider(s, all->entry[i], needed);
}

static uint32_t count_bearers(const struct bw_book *b, uint64_t key)
{
	const uint64_t *slot = bw_map_get(&b->aliases, key);
	return slot ? b->bearers.ptr[*slot].n : 0;
}

uint32_t bw_book_find(struct bw_book *b, const struct bw_actor *actor, const struct bw_book_key *key,
		      struct bw_book_company company)
{
	struct search s = {.b = b, .actor = actor, .company = company, .found = BW_BOOK_NONE};
	bool country = actor->kind == BW_ACTOR_COUNTRY || actor->kind == BW_ACTOR_PLACE;
	bool bare = !country && key->n_words == 1;
	if (actor->known) {
		const uint64_t *slot = bw_map_get(&b->known, actor->known);
		return slot ? (uint32_t)*slot : BW_BOOK_NONE;
	}
	s.same_name = key->n_words > 1;
	consider_bearers(&s, &b->names, key->hash, bare && key->acronym ? 1 : 0);
	s.same_name = false;
	if (s.found != BW_BOOK_NONE && !(s.tied && bare))
		return s.found;
	bool surname = bare && actor->kind == BW_ACTOR_PERSON;
	if (surname && count_bearers(b, key->hash) > 1)
		return BW_BOOK_NONE;
	s.tied = false;
	s.found = BW_BOOK_NONE;
	consider_bearers(&s, &b->aliases, key->hash, country ? 0 : 1);
	if (s.found != BW_BOOK_NONE && !s.tied)
		return s.found;
	for (uint32_t i = 0; i < actor->n_aliases && s.found == BW_BOOK_NONE; i++) {
		struct bw_book_key alias = bw_book_key_of(&b->scratch, actor->aliases[i]);
		bool short_surname =
			actor->kind == BW_ACTOR_PERSON && alias.n_words == 1 && count_bearers(b, alias.hash) > 1;
		s.whole_person = actor->kind == BW_ACTOR_PERSON && key->n_words > 1;
		if (!alias.common && !short_surname)
			consider_bearers(&s, &b->names, alias.hash, country ? 0 : 1);
	}
	return s.tied ? BW_BOOK_NONE : s.found;
}
