#include "story/voice.h"

#include <stdlib.h>

#include "core/utf8.h"

/* Words that outlets are written with and without: "Reuters", "Reuters News Agency". */
static const char *const kinds[] = {"news",           "wire",     "newswire",      "newswires", "press",
				    "agency",         "agencies", "service",       "services",  "newsroom",
				    "media",          "online",   "staff",         "bureau",    "reporters",
				    "correspondents", "desk",     "international", NULL};
/* Words that do not tell an outlet apart without the word behind them. */
static const char *const weak[] = {"daily",    "city",       "local",  "world",    "business", "financial", "morning",
				   "evening",  "sunday",     "new",    "national", "free",     "first",     "global",
				   "breaking", "associated", "united", "public",   "state",    "central",   "regional",
				   "our",      "general",    "own",    NULL};

static bool is_one_of(struct bw_str word, const char *const *list)
{
	for (; *list; list++)
		if (bw_str_eq(word, bw_str_from(*list)))
			return true;
	return false;
}

enum { NAME_WORDS = 16 };

static bool is_part(struct bw_str s, size_t *pos)
{
	size_t next = *pos;
	uint32_t cp = bw_utf8_next(s, &next);
	bool part = bw_uni_is_letter(cp) || bw_uni_is_digit(cp);
	*pos = next;
	return part;
}

static size_t split_words(struct bw_str s, struct bw_str out[NAME_WORDS])
{
	size_t n = 0, pos = 0;
	while (pos < s.len && n < NAME_WORDS) {
		size_t start = pos, end = pos;
		while (pos < s.len && is_part(s, &pos))
			end = pos;
		if (end > start)
			out[n++] = bw_str_sub(s, start, end - start);
	}
	return n;
}

/* The name that the table of agencies gives behind an abbreviation; else the name itself. */
static struct bw_str spelled_out(struct bw_str name)
{
	struct bw_str table = bw_lexicon_embedded("en/agencies"), line, first;
	while (bw_str_split(&table, '\n', &line))
		if (line.len && line.ptr[0] != '#' && bw_str_split(&line, '\t', &first) && line.len &&
		    bw_str_eq_ascii_nocase(bw_str_trim(first), name))
			return bw_str_trim(line);
	return name;
}

uint64_t bw_outlet_key(struct bw_str name)
{
	struct bw_arena a;
	struct bw_str word[NAME_WORDS], key = BW_STR_NONE;
	bw_arena_init(&a);
	size_t n = split_words(bw_uni_fold(&a, spelled_out(bw_str_trim(name))), word), from = 0;
	if (n > 1 && bw_str_eq(word[0], BW_STR("the")))
		from++;
	while (n > from + 1 && is_one_of(word[n - 1], kinds) && !(n == from + 2 && is_one_of(word[from], weak)))
		n--;
	for (size_t i = from; i < n; i++) /* without spaces: some feeds name themselves by the name of their host */
		key = bw_arena_printf(&a, "%" BW_PRISTR "%" BW_PRISTR, BW_ARG(key), BW_ARG(word[i]));
	uint64_t hash = key.len ? bw_str_hash(key) : 0;
	bw_arena_release(&a);
	return hash;
}

/* ---- credits ---- */

/* TAIL_BYTES: what a last paragraph that is a credit has beside the name. */
enum { EDGE_BYTES = 160, TAIL_BYTES = 16 };

static bool in_brackets(struct bw_str text, struct bw_str name)
{
	for (size_t at = bw_str_find(text, name, 0); at != BW_NPOS; at = bw_str_find(text, name, at + 1))
		if (at && text.ptr[at - 1] == '(' && at + name.len < text.len && text.ptr[at + name.len] == ')')
			return true;
	return false;
}

bool bw_credit_is_second_hand(struct bw_str text, struct bw_str author, struct bw_str credit)
{
	if (!credit.len || bw_str_find_ascii_nocase(author, credit, 0) != BW_NPOS)
		return false;
	size_t end = text.len > EDGE_BYTES ? text.len - EDGE_BYTES : 0, last = bw_str_rfind_char(text, '\n');
	struct bw_str tail = last == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(text, last + 1);
	if (tail.len <= credit.len + TAIL_BYTES && bw_str_find(tail, credit, 0) != BW_NPOS)
		return false;
	return !in_brackets(bw_str_sub(text, 0, EDGE_BYTES), credit) &&
	       !in_brackets(bw_str_from_pos(text, end), credit);
}

/* ---- owners ---- */

struct owned {
	uint64_t outlet; /* bw_outlet_key of a name, hash of a host */
	size_t row;
	struct bw_str owner;
};

struct bw_owners {
	struct owned *names, *hosts; /* ordered by outlet, then by row */
	size_t n_names, n_hosts;
};

static int by_outlet(const void *x, const void *y)
{
	const struct owned *a = x, *b = y;
	if (a->outlet != b->outlet)
		return a->outlet < b->outlet ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

/* The last row of an outlet wins. */
static struct bw_str find_owner(const struct owned *v, size_t n, uint64_t outlet)
{
	size_t from = 0, to = n;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (v[mid].outlet <= outlet)
			from = mid + 1;
		else
			to = mid;
	}
	return from && v[from - 1].outlet == outlet ? v[from - 1].owner : BW_STR_NONE;
}

static bool is_host(struct bw_str s)
{
	size_t dots = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
		if (!fits)
			return false;
		dots += c == '.';
	}
	return dots && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

int bw_owners_open(struct bw_arena *a, const struct bw_lexicons *lexicons, struct bw_owners **out, struct bw_err *err)
{
	const struct bw_lexicon *table = bw_lexicon_get(lexicons, "any/owners");
	struct bw_owners *o = BW_NEW(a, struct bw_owners);
	o->names = BW_ARRAY(a, struct owned, table->n_rows);
	o->hosts = BW_ARRAY(a, struct owned, table->n_rows);
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str outlet = table->rows[i].col[0], owner = table->rows[i].col[1];
		if (!outlet.len || !owner.len)
			return bw_err_set(err, BW_EINPUT, "any/owners: row %zu needs an outlet and its owner", i + 1);
		bool host = is_host(outlet);
		struct owned *row = host ? &o->hosts[o->n_hosts++] : &o->names[o->n_names++];
		*row = (struct owned){host ? bw_str_hash(outlet) : bw_outlet_key(outlet), i, bw_arena_str(a, owner)};
	}
	if (o->n_names)
		qsort(o->names, o->n_names, sizeof(*o->names), by_outlet);
	if (o->n_hosts)
		qsort(o->hosts, o->n_hosts, sizeof(*o->hosts), by_outlet);
	*out = o;
	return 0;
}

struct bw_str bw_owners_find(const struct bw_owners *o, struct bw_str name, struct bw_str host)
{
	struct bw_str owner = BW_STR_NONE;
	if (!o)
		return owner;
	while (host.len && !owner.len) {
		size_t dot = bw_str_find_char(host, '.', 0);
		owner = find_owner(o->hosts, o->n_hosts, bw_str_hash(host));
		host = dot == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(host, dot + 1);
	}
	return owner.len || !name.len ? owner : find_owner(o->names, o->n_names, bw_outlet_key(name));
}

uint64_t bw_voice_of(const struct bw_owners *o, struct bw_str outlet, struct bw_str host, struct bw_str credit)
{
	bool borrowed = credit.len && bw_outlet_key(credit) != bw_outlet_key(outlet);
	struct bw_str name = borrowed ? credit : outlet;
	struct bw_str owner = bw_owners_find(o, name, borrowed ? BW_STR_NONE : host);
	if (owner.len)
		return bw_outlet_key(owner);
	return name.len ? bw_outlet_key(name) : bw_str_hash(host);
}
