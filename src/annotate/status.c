#include "annotate/status_part.h"

/* Patterns over words, read from the table; where a pattern may not stand is told by status_guard.c. */
enum { ITEMS_MAX = BW_STATUS_ITEMS, GAP_SHORT = 3, GAP_LONG = 9 };

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
		if (bw_str_eq(part, BW_STR("#"))) {
			out->or_number = true;
			continue;
		}
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
	} signs[] = {{"...", {.kind = BW_ITEM_GAP, .n = GAP_LONG}},
		     {"..", {.kind = BW_ITEM_GAP, .n = GAP_SHORT}},
		     {"#", {.kind = BW_ITEM_NUMBER, .n = 1}},
		     {"^", {.kind = BW_ITEM_CAPITAL, .n = 1}}};
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (bw_str_eq(text, bw_str_from(signs[i].text))) {
			*out = signs[i].item;
			return true;
		}
	bool barred = bw_str_starts(text, BW_STR("~"));
	bool known = read_words(s, bw_str_from_pos(text, barred), out);
	if (barred)
		out->kind = BW_ITEM_NOT;
	return known;
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

static void read_guards(struct bw_pattern *p, struct bw_str letters)
{
	const struct {
		char letter;
		bool *flag;
	} guards[] = {{'n', &p->not_negated}, {'m', &p->not_modal}, {'c', &p->in_court}, {'v', &p->own_voice},
		      {'s', &p->inside},      {'q', &p->quoted},    {'k', &p->named},    {'h', &p->past},
		      {'d', &p->verb},        {'r', &p->reported}};
	for (size_t i = 0; i < sizeof(guards) / sizeof(*guards); i++)
		*guards[i].flag = bw_str_find_char(letters, guards[i].letter, 0) != BW_NPOS;
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
	bool cancels = bw_str_eq(row->col[0], BW_STR("-"));
	if (!n || items[0].kind != BW_ITEM_WORDS || (!status && !cancels) || !bw_str_to_i64(row->col[1], &weight))
		return -1;
	struct bw_pattern *p = BW_PUSH(sets->arena, &s->patterns);
	p->status = status;
	p->weight = (float)weight;
	p->items = items;
	p->n_items = n;
	read_guards(p, row->col[2]);
	link_first(s, sets->arena, &items[0], (uint32_t)s->patterns.len - 1);
	return 0;
}

enum { N_MAPS = 6 };

static void all_maps(struct bw_statuses *s, struct bw_map **maps)
{
	struct bw_map *const all[N_MAPS] = {&s->first, &s->small, &s->compounds, &s->nouns, &s->forms, &s->by_verb};
	for (size_t i = 0; i < N_MAPS; i++)
		maps[i] = all[i];
}

void bw_statuses_init(struct bw_statuses *s)
{
	struct bw_map *maps[N_MAPS];
	all_maps(s, maps);
	for (size_t i = 0; i < N_MAPS; i++)
		bw_map_init(maps[i]);
}

int bw_statuses_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
		     struct bw_err *err)
{
	struct sets sets = {a, bw_words_table(l, language, "status-sets")};
	const struct bw_lexicon *t = bw_words_table(l, language, "status");
	int rc = bw_status_words_open(s, a, l, language, err);
	if (!rc)
		rc = bw_status_frames_open(s, a, l, language, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < t->n_rows; i++)
		if (read_pattern(s, &sets, &t->rows[i]))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR ", row %zu: want status, weight, guards, pattern of "
					  "known words and sets",
					  BW_ARG(t->name), i + 1);
	return 0;
}

void bw_statuses_close(struct bw_statuses *s)
{
	struct bw_map *maps[N_MAPS];
	all_maps(s, maps);
	for (size_t i = 0; i < N_MAPS; i++)
		bw_map_release(maps[i]);
}

static bool fits(const struct bw_statuses *s, const struct bw_status_match *m, const struct bw_item *item, uint32_t i)
{
	const struct bw_token *t = &m->row->tokens[i];
	if (item->kind == BW_ITEM_NUMBER)
		return t->kind == BW_TOKEN_NUMBER;
	if (item->kind == BW_ITEM_CAPITAL)
		return t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL);
	if (item->or_number && t->kind == BW_TOKEN_NUMBER)
		return item->kind == BW_ITEM_WORDS;
	for (uint32_t k = 0; k < item->n; k++)
		if (item->words[k] == m->row->words[i])
			return item->kind == BW_ITEM_WORDS && !bw_status_compound(s, m->row, i);
	return item->kind == BW_ITEM_NOT;
}

/* Items from `item` on against tokens from i on; the nearest fit is taken first. */
static bool follow(const struct bw_statuses *s, struct bw_status_match *m, uint32_t item, uint32_t i)
{
	if (item == m->pattern->n_items) {
		m->end = i;
		return true;
	}
	const struct bw_item *now = &m->pattern->items[item];
	if (now->kind != BW_ITEM_GAP) {
		m->at[item] = i;
		return i < m->row->end && fits(s, m, now, i) && follow(s, m, item + 1, i + 1);
	}
	m->at[item] = UINT32_MAX;
	for (uint32_t skip = 0; skip <= now->n && i + skip <= m->row->end; skip++) {
		if (follow(s, m, item + 1, i + skip))
			return true;
		if (i + skip < m->row->end && bw_status_gap_ends(s, m->row, i + skip))
			return false;
	}
	return false;
}

static void note_match(const struct bw_statuses *s, const struct bw_status_match *m, struct bw_cues *out)
{
	const struct bw_pattern *p = m->pattern;
	if (p->weight <= out->weight[p->status] || (p->in_court && !m->row->court) || (p->own_voice && !m->row->own))
		return;
	if (bw_status_guarded(s, m)) {
		out->barred |= 1U << p->status;
		return;
	}
	out->weight[p->status] = p->weight;
	out->first[p->status] = m->at[0];
	out->end[p->status] = m->end;
}

void bw_statuses_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out)
{
	bw_status_frames_read(s, row, out);
	for (uint32_t i = row->first; i < row->end; i++) {
		const uint64_t *head = bw_map_get(&s->first, row->words[i]);
		for (int32_t link = head ? (int32_t)*head - 1 : -1; link >= 0; link = s->links.ptr[link].next) {
			struct bw_status_match m = {.row = row,
						    .pattern = &s->patterns.ptr[s->links.ptr[link].pattern]};
			m.at[0] = i;
			if (!bw_status_compound(s, row, i) && follow(s, &m, 1, i + 1))
				note_match(s, &m, out);
		}
	}
}

bool bw_statuses_negated(const struct bw_statuses *s, const struct bw_words_row *row)
{
	bool negated = false;
	for (uint32_t i = row->first; i < row->end; i++)
		negated ^= bw_small_is(s, row->words[i], BW_SMALL_NEGATOR);
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
