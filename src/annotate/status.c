#include "annotate/status_part.h"

/*
 * Patterns over words. A cue that stands under a negation or a condition says the opposite, or nothing: "has not
 * passed", "would take effect if". Guards look a few words to the left, no further than the clause, and into the gaps
 * of the pattern itself.
 */
enum { ITEMS_MAX = 16, GAP_SHORT = 3, GAP_LONG = 9, GUARD_LEFT = 4 };

struct sets {
	struct bw_arena *arena;
	const struct bw_lexicon *table;
};

static struct bw_str set_words(const struct sets *s, struct bw_str name)
{
	for (size_t i = 0; i < s->table->n_rows; i++)
		if (bw_str_eq(s->table->rows[i].col[0], name))
			return s->table->rows[i].col[1];
	return BW_STR_NONE;
}

/* "a|b|<set>" as hashes; false when a set is unknown. */
static bool read_words(const struct sets *s, struct bw_str text, struct bw_item *out)
{
	BW_VEC(uint64_t) words = {0};
	struct bw_str part, word;
	while (bw_str_split(&text, '|', &part)) {
		if (!bw_str_starts(part, BW_STR("<"))) {
			*BW_PUSH(s->arena, &words) = bw_words_hash(part);
			continue;
		}
		struct bw_str rest = set_words(s, bw_str_sub(part, 1, part.len - 2));
		if (!rest.len)
			return false;
		while (bw_str_split(&rest, ' ', &word))
			*BW_PUSH(s->arena, &words) = bw_words_hash(word);
	}
	out->kind = BW_ITEM_WORDS;
	out->words = words.ptr;
	out->n = (uint32_t)words.len;
	return words.len > 0;
}

static bool read_item(const struct sets *s, struct bw_str text, struct bw_item *out)
{
	static const struct {
		const char *text;
		struct bw_item item;
	} signs[] = {{"...", {BW_ITEM_GAP, GAP_LONG, NULL}},
		     {"..", {BW_ITEM_GAP, GAP_SHORT, NULL}},
		     {"#", {BW_ITEM_NUMBER, 1, NULL}},
		     {"^", {BW_ITEM_CAPITAL, 1, NULL}}};
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (bw_str_eq(text, bw_str_from(signs[i].text))) {
			*out = signs[i].item;
			return true;
		}
	return read_words(s, text, out);
}

static void link_first(struct bw_statuses *s, struct bw_arena *a, const struct bw_item *item, uint32_t pattern)
{
	for (uint32_t i = 0; i < item->n; i++) {
		uint64_t *head = bw_map_put(&s->first, item->words[i], NULL);
		int32_t next = (int32_t)*head - 1;
		*head = s->links.len + 1;
		BW_PUSH(a, &s->links);
		s->links.ptr[s->links.len - 1].pattern = pattern;
		s->links.ptr[s->links.len - 1].next = next;
	}
}

static int read_pattern(struct bw_statuses *s, const struct sets *sets, const struct bw_lexicon_row *row)
{
	struct bw_item *items = BW_ARRAY(sets->arena, struct bw_item, ITEMS_MAX);
	struct bw_str rest = row->col[3], part;
	uint32_t n = 0;
	int64_t weight;
	enum bw_status status = bw_status_from_name(row->col[0]);
	while (bw_str_split(&rest, ' ', &part)) {
		if (part.len && (n == ITEMS_MAX || !read_item(sets, part, &items[n++])))
			return -1;
	}
	if (!n || items[0].kind != BW_ITEM_WORDS || !status || !bw_str_to_i64(row->col[1], &weight))
		return -1;
	struct bw_pattern *p = BW_PUSH(sets->arena, &s->patterns);
	p->status = status;
	p->weight = (float)weight;
	p->items = items;
	p->n_items = n;
	p->not_negated = bw_str_find_char(row->col[2], 'n', 0) != BW_NPOS;
	p->not_modal = bw_str_find_char(row->col[2], 'm', 0) != BW_NPOS;
	p->in_court = bw_str_find_char(row->col[2], 'c', 0) != BW_NPOS;
	link_first(s, sets->arena, &items[0], (uint32_t)s->patterns.len - 1);
	return 0;
}

static void put_words(struct bw_map *map, const char *words)
{
	struct bw_str rest = bw_str_from(words), word;
	bw_map_init(map);
	while (bw_str_split(&rest, ' ', &word))
		bw_map_put(map, bw_words_hash(word), NULL);
}

int bw_statuses_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	struct sets sets = {a, bw_lexicon_get(l, "en/status-sets")};
	const struct bw_lexicon *t = bw_lexicon_get(l, "en/status");
	bw_map_init(&s->first);
	put_words(&s->negators, "not n't never no neither nor without cannot fail failed fails failing refuse refused "
				"refuses yet nobody none");
	put_words(&s->modals, "would could may might should must will can shall if unless until before whether once "
			      "'ll 'd ought hopes wants");
	put_words(&s->stops, "that which who whose whom and but while although though because where , ; : ( ) \" -");
	for (size_t i = 0; i < t->n_rows; i++)
		if (read_pattern(s, &sets, &t->rows[i]))
			return bw_err_set(err, BW_EINPUT,
					  "table en/status, row %zu: want status, weight, guards, pattern of known "
					  "words and sets",
					  i + 1);
	return 0;
}

void bw_statuses_close(struct bw_statuses *s)
{
	bw_map_release(&s->first);
	bw_map_release(&s->negators);
	bw_map_release(&s->modals);
	bw_map_release(&s->stops);
}

struct match {
	const struct bw_words_row *row;
	const struct bw_pattern *pattern;
	uint32_t at[ITEMS_MAX]; /* token of each item */
	uint32_t end;
};

static bool fits(const struct match *m, const struct bw_item *item, uint32_t i)
{
	const struct bw_token *t = &m->row->tokens[i];
	if (item->kind == BW_ITEM_NUMBER)
		return t->kind == BW_TOKEN_NUMBER;
	if (item->kind == BW_ITEM_CAPITAL)
		return t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL);
	for (uint32_t k = 0; k < item->n; k++)
		if (item->words[k] == m->row->words[i])
			return true;
	return false;
}

/* Items from `item` on against tokens from i on; the nearest fit is taken first. */
static bool follow(struct match *m, uint32_t item, uint32_t i)
{
	if (item == m->pattern->n_items) {
		m->end = i;
		return true;
	}
	const struct bw_item *now = &m->pattern->items[item];
	if (now->kind != BW_ITEM_GAP) {
		m->at[item] = i;
		return i < m->row->end && fits(m, now, i) && follow(m, item + 1, i + 1);
	}
	m->at[item] = UINT32_MAX;
	for (uint32_t skip = 0; skip <= now->n && i + skip <= m->row->end; skip++)
		if (follow(m, item + 1, i + skip))
			return true;
	return false;
}

static bool is_item(const struct match *m, uint32_t token)
{
	for (uint32_t i = 0; i < m->pattern->n_items; i++)
		if (m->at[i] == token)
			return true;
	return false;
}

static bool is_to(const struct bw_words_row *row, uint32_t i)
{
	return row->tokens[i].end - row->tokens[i].start == 2 && row->words[i] == bw_str_hash(BW_STR("to"));
}

/* Whether a word of the set governs the match. */
static bool governed(const struct bw_statuses *s, const struct match *m, const struct bw_map *set)
{
	uint32_t start = m->at[0], left = start;
	while (left > m->row->first && start - left < GUARD_LEFT && !bw_map_get(&s->stops, m->row->words[left - 1]))
		left--;
	for (uint32_t i = left; i < m->end; i++)
		if (!is_item(m, i) && bw_map_get(set, m->row->words[i]))
			return true;
	return set == &s->modals && start > m->row->first && is_to(m->row, start - 1);
}

static void note_match(const struct bw_statuses *s, const struct match *m, struct bw_cues *out)
{
	const struct bw_pattern *p = m->pattern;
	if (p->weight <= out->weight[p->status] || (p->in_court && !m->row->court))
		return;
	if ((p->not_negated && governed(s, m, &s->negators)) || (p->not_modal && governed(s, m, &s->modals)))
		return;
	out->weight[p->status] = p->weight;
	out->first[p->status] = m->at[0];
	out->end[p->status] = m->end;
}

void bw_statuses_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out)
{
	for (uint32_t i = row->first; i < row->end; i++) {
		const uint64_t *head = bw_map_get(&s->first, row->words[i]);
		for (int32_t link = head ? (int32_t)*head - 1 : -1; link >= 0; link = s->links.ptr[link].next) {
			struct match m = {.row = row, .pattern = &s->patterns.ptr[s->links.ptr[link].pattern]};
			m.at[0] = i;
			if (follow(&m, 1, i + 1))
				note_match(s, &m, out);
		}
	}
}

bool bw_statuses_negated(const struct bw_statuses *s, const struct bw_words_row *row)
{
	bool negated = false;
	for (uint32_t i = row->first; i < row->end; i++)
		negated ^= bw_map_get(&s->negators, row->words[i]) != NULL;
	return negated;
}

enum bw_status bw_cues_best(const struct bw_cues *c, float least)
{
	enum bw_status best = BW_STATUS_NONE;
	for (int i = 1; i < BW_N_STATUS; i++)
		if (c->weight[i] >= least && (best == BW_STATUS_NONE || c->weight[i] > c->weight[best]))
			best = (enum bw_status)i;
	return best;
}
