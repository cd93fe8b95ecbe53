#include "annotate/book_part.h"
#include "core/utf8.h"

/*
 * When an actor of an article is one the book knows: the same long form; or a form of one that is the name of the
 * other, with company that both kept. An acronym or a bare surname never joins without company, nor when two bear it.
 */

static struct bw_str without_legal_form(struct bw_str s)
{
	static const char *const tails[] = {
		" inc",   " corp",     " co",      " ltd",     " limited",     " llc",          " llp",   " plc",
		" ag",    " se",       " gmbh",    " kg",      " sa",          " s.a",          " spa",   " s.p.a",
		" srl",   " nv",       " n.v",     " bv",      " b.v",         " ab",           " asa",   " oy",
		" oyj",   " a/s",      " jsc",     " pjsc",    " bhd",         " berhad",       " pty",   " pte",
		" group", " holdings", " holding", " company", " corporation", " incorporated", " (pty)", " (pvt)",
		" pvt",   " as",       " aps",     " sarl",    " sas",         " kk",           " hf",    " ehf"};
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (bw_str_ends(s, bw_str_from(tails[i])))
			return bw_str_sub(s, 0, s.len - strlen(tails[i]));
	return s;
}

/* "Blue (Pty) Ltd": at most two of them. */
static struct bw_str bare_name(struct bw_str s)
{
	if (bw_str_ends(s, BW_STR(".")))
		s.len--;
	return without_legal_form(without_legal_form(s));
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

/* Small words of names in the languages of Europe; in an order of words they do not count. */
static bool is_small_word(struct bw_str word)
{
	static const char *const words[] = {"of",  "for", "and", "the", "on",  "in", "&",  "de",
					    "la",  "le",  "du",  "des", "del", "di", "da", "do",
					    "der", "die", "das", "und", "et",  "e",  "y",  "van"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bw_str_eq(word, bw_str_from(words[i])))
			return true;
	return false;
}

/* "Department of Health" is "Health Department", though it has two words. */
static bool is_office(struct bw_str word)
{
	static const char *const words[] = {"ministry", "department", "directorate", "committee", "secretariat"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bw_str_eq(word, bw_str_from(words[i])))
			return true;
	return false;
}

/* "James B. Cole" is "James Cole"; "Agency for Food Safety" is "Food Safety Agency". Two words tell too little: "Bank
 * of Orland" is not "Orland Bank". */
static uint64_t loose_key(struct bw_str folded)
{
	enum { FEWEST = 3 };
	uint64_t sum = 0, plain = 1;
	uint32_t n = 0, all = 0;
	bool initial = false, small = false, office = false;
	struct bw_str rest = folded, word;
	while (bw_str_split(&rest, ' ', &word)) {
		bool one = all > 0 && rest.len && word.len == 1 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
		all++;
		initial |= one;
		small |= is_small_word(word);
		if (one || !word.len || is_small_word(word))
			continue;
		n++;
		office |= is_office(word);
		sum += bw_str_hash(word) * 0x9e3779b97f4a7c15u;
		plain = plain * 31 + bw_str_hash(word);
	}
	if (initial && !small && n >= 2)
		return plain ^ 0x5bd1e995u;
	if (n == 2 && office)
		return sum ^ 0x27d4eb2fu;
	if (!initial && n == 2 && all == 2)
		return plain ^ 0x5bd1e995u;
	return n >= FEWEST ? sum ^ 0x27d4eb2fu : 0;
}

/* One spelling of "-isation" and "-ization"; dots of acronyms out; one apostrophe. */
static struct bw_str spelled(struct bw_arena *scratch, struct bw_str folded)
{
	char *room = bw_arena_alloc(scratch, folded.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < folded.len; i++) {
		if (folded.ptr[i] == '.')
			continue;
		if (bw_str_starts(bw_str_from_pos(folded, i), BW_STR("\xE2\x80\x99"))) {
			room[len++] = '\'';
			i += 2;
			continue;
		}
		bool ization = bw_str_starts(bw_str_from_pos(folded, i), BW_STR("isation")) && i > 2;
		room[len++] = folded.ptr[i];
		if (ization) {
			room[len++] = 'z';
			i++;
		}
	}
	return (struct bw_str){room, len};
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
	folded = spelled(scratch, bare_name(folded));
	key.n_words = folded.len > 0;
	for (size_t i = 0; i < folded.len; i++)
		key.n_words += folded.ptr[i] == ' ';
	key.acronym = key.n_words == 1 && upper >= 2 && folded.len <= 8 && (!small || upper * 2 > folded.len);
	key.hash = bw_str_hash(folded);
	key.loose = loose_key(folded);
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

/* ---- evidence ---- */

enum {
	WEIGHT_RARE = 2,  /* of a name that seldom keeps company */
	WEIGHT_OFTEN = 1, /* of one that often does */
	WEIGHT_LAND = 1,  /* of articles about one country */
	MOST_SHARED = 8,
	ENOUGH = 2,      /* for a short form */
	ENOUGH_LONG = 1, /* for a form of several words */
};

static bool is_often(const struct bw_book *b, uint64_t key)
{
	enum { SELDOM = 4, SHARE = 20 };
	const uint64_t *n = bw_map_get(&b->often, key);
	return n && *n > SELDOM && *n > b->n_articles / SHARE;
}

static uint32_t evidence(const struct bw_book *b, const struct bw_book_entry *e, struct bw_book_company company)
{
	uint32_t weight = 0;
	for (uint32_t i = 0; i < company.n && weight < MOST_SHARED; i++)
		for (uint32_t k = 0; k < e->n_company; k++)
			if (e->company[k] == company.keys[i]) {
				weight += is_often(b, company.keys[i]) ? WEIGHT_OFTEN : WEIGHT_RARE;
				break;
			}
	for (int i = 0; company.land[0] && i < BW_BOOK_LANDS; i++)
		if (!memcmp(e->lands[i], company.land, 2))
			return weight + WEIGHT_LAND;
	return weight;
}

struct search {
	struct bw_book *b;
	const struct bw_actor *actor;
	struct bw_book_key key;
	struct bw_book_company company;
	uint32_t found, best;
	bool tied, same_name; /* same_name: of several words, so that a wrong kind is the likelier fault */
};

/* "Cassa Aurora" of "Cassa Aurora di Risparmio": a small word goes on. Else what goes on tells another one:
 * "Aurora Rail" and "Aurora Rail Freight". */
static bool goes_on(struct bw_str whole, struct bw_str start)
{
	if (!bw_str_starts(whole, start) || whole.len < start.len + 3 || whole.ptr[start.len] != ' ')
		return false;
	struct bw_str rest = bw_str_from_pos(whole, start.len + 1), word;
	return bw_str_split(&rest, ' ', &word) && is_small_word(word);
}

/* "Ministry of Health" and "Zambian Ministry of Health", when both are Zambia's. */
static bool ends_with(struct bw_str whole, struct bw_str end)
{
	return bw_str_ends(whole, end) && whole.len > end.len && whole.ptr[whole.len - end.len - 1] == ' ';
}

/* "Legislature's Health Committee" and "Health Committee" */
static bool is_owned(struct bw_str whole, struct bw_str end)
{
	return ends_with(whole, end) && bw_str_ends(bw_str_sub(whole, 0, whole.len - end.len - 1), BW_STR("'s"));
}

/* Two long names are of one actor only when they are the same words, or one is the other and no more than whose it is
 * or what it does. */
static bool long_names_agree(const struct search *s, const struct bw_book_entry *e)
{
	if (s->key.n_words < 2 || !e->whole)
		return true;
	struct bw_str name = bw_uni_fold(&s->b->scratch, s->actor->name);
	for (size_t i = 0; i < e->forms.len; i++) {
		const struct bw_book_form *f = &e->forms.ptr[i];
		if (!f->n_named || bw_str_find_char(f->text, ' ', 0) == BW_NPOS)
			continue;
		struct bw_book_key key = bw_book_key_of(&s->b->scratch, f->text);
		struct bw_str other = bw_uni_fold(&s->b->scratch, f->text);
		bool same = key.hash == s->key.hash || (key.loose && key.loose == s->key.loose);
		bool body = s->actor->kind == BW_ACTOR_ORG, one_land = e->country[0] && s->actor->country[0];
		bool longer = goes_on(name, other) || goes_on(other, name);
		bool owned = (one_land && (ends_with(name, other) || ends_with(other, name))) ||
			     is_owned(name, other) || is_owned(other, name);
		if (same || (body && (longer || owned)))
			return true;
	}
	return false;
}

static void consider(struct search *s, uint32_t entry, uint32_t needed)
{
	const struct bw_book_entry *e = &s->b->entries.ptr[entry];
	if (entry == s->found || e->last_article == s->b->n_articles)
		return; /* another actor of this very article is that one */
	if (!s->same_name && !bw_book_kinds_agree(bw_book_kind(e), s->actor->kind))
		return;
	if (e->country[0] && s->actor->country[0] && memcmp(e->country, s->actor->country, 2))
		return;
	uint32_t weight = evidence(s->b, e, s->company);
	if (weight < needed || !long_names_agree(s, e))
		return;
	s->tied = s->found != BW_BOOK_NONE && (weight == s->best || (s->tied && weight < s->best));
	if (s->found == BW_BOOK_NONE || weight > s->best) {
		s->found = entry;
		s->best = weight;
	}
}

static void consider_bearers(struct search *s, const struct bw_map *map, uint64_t key, uint32_t needed)
{
	const uint64_t *slot = key ? bw_map_get(map, key) : NULL;
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

static bool is_settled(const struct search *s)
{
	return s->found != BW_BOOK_NONE && !s->tied;
}

static void start(struct search *s, bool same_name)
{
	s->found = BW_BOOK_NONE;
	s->tied = false;
	s->same_name = same_name;
}

/* Its own other forms lead to entries: as a name there, or as any form when it is long ("President X"). */
static void consider_aliases(struct search *s, bool country)
{
	const struct bw_actor *x = s->actor;
	start(s, false);
	for (uint32_t i = 0; i < x->n_aliases && s->found == BW_BOOK_NONE; i++) {
		struct bw_book_key alias = bw_book_key_of(&s->b->scratch, x->aliases[i]);
		uint32_t needed = country ? 0 : alias.n_words > 1 ? ENOUGH_LONG : ENOUGH;
		bool surname = x->kind == BW_ACTOR_PERSON && alias.n_words == 1 && count_bearers(s->b, alias.hash) > 1;
		if (alias.common || surname)
			continue;
		consider_bearers(s, &s->b->names, alias.hash, needed);
		if (s->found == BW_BOOK_NONE && alias.n_words > 1)
			consider_bearers(s, &s->b->aliases, alias.hash, needed);
	}
}

uint32_t bw_book_find(struct bw_book *b, const struct bw_actor *actor, const struct bw_book_key *key,
		      struct bw_book_company company)
{
	struct search s = {.b = b, .actor = actor, .key = *key, .company = company, .found = BW_BOOK_NONE};
	bool country = actor->kind == BW_ACTOR_COUNTRY || actor->kind == BW_ACTOR_PLACE;
	bool bare = !country && key->n_words == 1;
	if (actor->known) {
		const uint64_t *slot = bw_map_get(&b->known, actor->known);
		return slot ? (uint32_t)*slot : BW_BOOK_NONE;
	}
	start(&s, key->n_words > 1);
	consider_bearers(&s, &b->names, key->hash, bare && key->acronym ? ENOUGH_LONG : 0);
	if (s.found != BW_BOOK_NONE && !(s.tied && bare))
		return s.found;
	start(&s, false);
	consider_bearers(&s, &b->names, key->loose, ENOUGH_LONG);
	if (is_settled(&s))
		return s.found;
	bool surname = bare && actor->kind == BW_ACTOR_PERSON;
	start(&s, false);
	if (!(surname && count_bearers(b, key->hash) > 1))
		consider_bearers(&s, &b->aliases, key->hash, country ? 0 : bare ? ENOUGH : ENOUGH_LONG);
	if (is_settled(&s))
		return s.found;
	consider_aliases(&s, country);
	return is_settled(&s) ? s.found : BW_BOOK_NONE;
}
