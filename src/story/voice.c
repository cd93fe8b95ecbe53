#include "story/voice.h"

#include <stdlib.h>

#include "core/utf8.h"

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

/*
 * Both tables are embedded ones, whose rows stand in order of their bytes: a name is looked up where it lies, and is
 * the same outlet on every machine.
 */

/* The line that holds the byte at `at`. */
static struct bw_str line_at(struct bw_str table, size_t at)
{
	size_t start = bw_str_rfind_char(bw_str_sub(table, 0, at), '\n');
	start = start == BW_NPOS ? 0 : start + 1;
	size_t end = bw_str_find_char(table, '\n', start);
	return bw_str_sub(table, start, (end == BW_NPOS ? table.len : end) - start);
}

/* What the row of that name has behind it; "" when there is no such row. Comments stand before the rows, and '#' sorts
 * before all that a name begins with. */
static struct bw_str find_row(struct bw_str table, struct bw_str name)
{
	size_t from = 0, to = table.len;
	while (from < to) {
		struct bw_str line = line_at(table, from + (to - from) / 2), rest = line, first;
		int order = line.len && bw_str_split(&rest, '\t', &first) ? bw_str_cmp(first, name) : -1;
		if (!order)
			return rest;
		if (order < 0)
			from = (size_t)(line.ptr - table.ptr) + line.len + 1;
		else
			to = (size_t)(line.ptr - table.ptr);
	}
	return BW_STR_NONE;
}

static bool is_word_of(struct bw_str table, struct bw_str word, const char *class)
{
	return bw_str_eq(find_row(table, word), bw_str_from(class));
}

uint64_t bw_outlet_key(struct bw_str name)
{
	struct bw_arena a;
	struct bw_str word[NAME_WORDS], key = BW_STR_NONE, table = bw_lexicon_embedded("any/outlet-words");
	bw_arena_init(&a);
	struct bw_str folded = bw_uni_fold(&a, bw_str_trim(name));
	struct bw_str full = find_row(bw_lexicon_embedded("any/outlet-names"), folded);
	size_t n = split_words(full.len ? full : folded, word), from = 0;
	if (n > 1 && is_word_of(table, word[0], "article"))
		from++;
	while (n > from + 1 && is_word_of(table, word[n - 1], "kind") &&
	       !(n == from + 2 && is_word_of(table, word[from], "weak")))
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
