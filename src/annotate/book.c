#include "annotate/book_part.h"

#include <stdlib.h>

#include "core/mem.h"

struct bw_book *bw_book_open(void)
{
	struct bw_book *b = bw_mem_alloc(sizeof(*b));
	bw_arena_init(&b->arena);
	bw_arena_init(&b->scratch);
	bw_map_init(&b->names);
	bw_map_init(&b->aliases);
	bw_map_init(&b->known);
	bw_map_init(&b->often);
	return b;
}

void bw_book_close(struct bw_book *b)
{
	if (!b)
		return;
	bw_map_release(&b->names);
	bw_map_release(&b->aliases);
	bw_map_release(&b->known);
	bw_map_release(&b->often);
	bw_arena_release(&b->arena);
	bw_arena_release(&b->scratch);
	bw_mem_free(b);
}

static struct bw_book_form *form_of(struct bw_book *b, struct bw_book_entry *e, struct bw_str text)
{
	for (size_t i = 0; i < e->forms.len; i++)
		if (e->forms.ptr[i].text.len == text.len && bw_str_eq_ascii_nocase(e->forms.ptr[i].text, text))
			return &e->forms.ptr[i];
	if (e->forms.len == BW_BOOK_FORMS)
		return NULL;
	struct bw_book_form *f = BW_PUSH(&b->arena, &e->forms);
	f->text = bw_arena_str(&b->arena, text);
	return f;
}

static void bear(struct bw_book *b, struct bw_map *map, uint64_t key, uint32_t entry)
{
	bool is_new;
	uint64_t *slot = bw_map_put(map, key, &is_new);
	if (is_new) {
		*slot = b->bearers.len;
		(void)BW_PUSH(&b->arena, &b->bearers);
	}
	struct bw_book_bearers *all = &b->bearers.ptr[*slot];
	for (uint32_t i = 0; i < all->n; i++)
		if (all->entry[i] == entry)
			return;
	if (all->n < BW_BOOK_BEARERS)
		all->entry[all->n++] = entry;
}

static void add_form(struct bw_book *b, uint32_t index, struct bw_str text, bool is_name)
{
	struct bw_book_key key = bw_book_key_of(&b->scratch, text);
	struct bw_book_form *f = form_of(b, &b->entries.ptr[index], text);
	if (f) {
		f->n_named += is_name;
		f->n_seen++;
	}
	if (key.common && !is_name)
		return; /* "the agency" is said of many */
	bear(b, &b->aliases, key.hash, index);
	if (is_name)
		bear(b, &b->names, key.hash, index);
	if (is_name && key.loose)
		bear(b, &b->names, key.loose, index);
}

static uint32_t new_entry(struct bw_book *b)
{
	(void)BW_PUSH(&b->arena, &b->entries);
	return (uint32_t)(b->entries.len - 1);
}

static void add_company(struct bw_book_entry *e, struct bw_book_company company)
{
	for (uint32_t i = 0; i < company.n && e->n_company < BW_BOOK_COMPANY; i++) {
		bool known = false;
		for (uint32_t k = 0; k < e->n_company; k++)
			known |= e->company[k] == company.keys[i];
		if (!known)
			e->company[e->n_company++] = company.keys[i];
	}
}

static void add_land(struct bw_book_entry *e, const char *land)
{
	for (int i = 0; land[0] && i < BW_BOOK_LANDS; i++) {
		if (!e->lands[i][0])
			memcpy(e->lands[i], land, 2);
		if (!memcmp(e->lands[i], land, 2))
			return;
	}
}

static void add_actor(struct bw_book *b, uint32_t index, const struct bw_actor *x, struct bw_book_company company)
{
	add_form(b, index, x->name, true);
	for (uint32_t i = 0; i < x->n_aliases; i++)
		add_form(b, index, x->aliases[i], false);
	struct bw_book_entry *e = &b->entries.ptr[index];
	add_company(e, company);
	add_land(e, company.land);
	e->whole |= bw_str_find_char(x->name, ' ', 0) != BW_NPOS;
	e->votes[x->kind] += 1.0f;
	e->n_articles += e->last_article != b->n_articles;
	e->last_article = b->n_articles;
	e->n_mentions += x->n_mentions;
	if (!e->country[0])
		memcpy(e->country, x->country, sizeof(e->country));
}

/* Countries keep everybody company, so they prove nothing. */
static struct bw_book_company company_of(struct bw_book *b, const struct bw_notes *notes)
{
	enum { MOST = 24 };
	uint64_t *keys = BW_ARRAY(&b->scratch, uint64_t, (size_t)MOST * 3);
	struct bw_book_company c = {keys, 0, notes->n_geo ? notes->geo[0].code : ""};
	for (uint32_t i = 0; i < notes->n_actors && i < MOST; i++) {
		const struct bw_actor *x = &notes->actors[i];
		if (x->kind == BW_ACTOR_COUNTRY)
			continue;
		keys[c.n++] = bw_book_key_of(&b->scratch, x->name).hash;
		for (uint32_t k = 0; k < x->n_aliases && k < 2; k++) {
			struct bw_book_key key = bw_book_key_of(&b->scratch, x->aliases[k]);
			if (!key.common)
				keys[c.n++] = key.hash;
		}
	}
	for (uint32_t i = 0; i < c.n; i++)
		*bw_map_put(&b->often, keys[i], NULL) += 1;
	return c;
}

/* The company without the actor itself: its own forms would prove it. */
static struct bw_book_company others(struct bw_book *b, struct bw_book_company all, const struct bw_actor *x)
{
	uint64_t *keys = BW_ARRAY(&b->scratch, uint64_t, all.n), *mine;
	struct bw_book_company c = {keys, 0, all.land};
	mine = BW_ARRAY(&b->scratch, uint64_t, (size_t)x->n_aliases + 1);
	mine[x->n_aliases] = bw_book_key_of(&b->scratch, x->name).hash;
	for (uint32_t k = 0; k < x->n_aliases; k++)
		mine[k] = bw_book_key_of(&b->scratch, x->aliases[k]).hash;
	for (uint32_t i = 0; i < all.n; i++) {
		bool own = false;
		for (uint32_t k = 0; k <= x->n_aliases && !own; k++)
			own = all.keys[i] == mine[k];
		if (!own)
			keys[c.n++] = all.keys[i];
	}
	return c;
}

void bw_book_add(struct bw_book *b, const struct bw_notes *notes)
{
	b->n_articles++;
	bw_arena_reset(&b->scratch);
	struct bw_book_company all = company_of(b, notes);
	/* Long names take their entries first, so that a short one finds them taken. */
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < notes->n_actors; i++) {
			const struct bw_actor *x = &notes->actors[i];
			struct bw_book_key key = bw_book_key_of(&b->scratch, x->name);
			if ((key.n_words == 1) != pass)
				continue;
			struct bw_book_company company = others(b, all, x);
			uint32_t found = bw_book_find(b, x, &key, company);
			if (found == BW_BOOK_NONE)
				found = new_entry(b);
			if (x->known)
				*bw_map_put(&b->known, x->known, NULL) = found;
			add_actor(b, found, x, company);
		}
}

static bool is_all_upper(struct bw_str form)
{
	for (size_t i = 0; i < form.len; i++)
		if (form.ptr[i] >= 'a' && form.ptr[i] <= 'z')
			return false;
	return true;
}

/*
 * The most frequent longest form: how often it was the name, and how often forms that stand inside it were, up to four
 * times its own count, so that a freak that holds them all does not win. Letters alone only when there is nothing else.
 */
static uint32_t name_weight(const struct bw_book_entry *e, const struct bw_book_form *x)
{
	uint32_t inside = 0;
	for (size_t i = 0; i < e->forms.len; i++)
		if (&e->forms.ptr[i] != x && bw_str_find(x->text, e->forms.ptr[i].text, 0) != BW_NPOS)
			inside += e->forms.ptr[i].n_named;
	uint32_t most = 4 * x->n_named;
	uint32_t weight = x->n_named + (inside < most ? inside : most);
	return 2 * weight + !is_all_upper(x->text) * (x->n_named ? 1u << 24 : 0);
}

struct bw_str bw_book_best_name(const struct bw_book_entry *e)
{
	const struct bw_book_form *best = NULL;
	uint32_t most = 0;
	for (size_t i = 0; i < e->forms.len; i++) {
		const struct bw_book_form *x = &e->forms.ptr[i];
		uint32_t weight = name_weight(e, x);
		bool tie = best && weight == most;
		bool longer = tie && (x->text.len != best->text.len ? x->text.len > best->text.len
								    : bw_str_cmp(x->text, best->text) < 0);
		if (!best || weight > most || longer) {
			best = x;
			most = weight;
		}
	}
	return best ? best->text : BW_STR_NONE;
}

struct bw_str bw_book_name(const struct bw_book *b, struct bw_str form)
{
	struct bw_arena scratch;
	bw_arena_init(&scratch);
	struct bw_book_key key = bw_book_key_of(&scratch, form);
	bw_arena_release(&scratch);
	const uint64_t *slot = bw_map_get(&b->names, key.hash);
	if (!slot)
		slot = bw_map_get(&b->aliases, key.hash);
	if (!slot)
		return form;
	const struct bw_book_bearers *all = &b->bearers.ptr[*slot];
	uint32_t found = all->entry[0];
	if (all->n > 1)
		return form;
	return bw_book_best_name(&b->entries.ptr[found]);
}

static int by_bytes(const void *x, const void *y)
{
	return bw_str_cmp(*(const struct bw_str *)x, *(const struct bw_str *)y);
}

static int by_articles(const void *x, const void *y)
{
	const struct bw_book_actor *a = x, *b = y;
	if (a->n_articles != b->n_articles)
		return a->n_articles > b->n_articles ? -1 : 1;
	int order = bw_str_cmp(a->name, b->name);
	if (order)
		return order;
	if (a->n_mentions == b->n_mentions && a->kind == b->kind)
		return memcmp(a->country, b->country, 2);
	return a->n_mentions != b->n_mentions ? (a->n_mentions > b->n_mentions ? -1 : 1) : (int)a->kind - (int)b->kind;
}

static void fill(struct bw_arena *a, const struct bw_book_entry *e, struct bw_book_actor *out)
{
	struct bw_str name = bw_book_best_name(e), *aliases = BW_ARRAY(a, struct bw_str, e->forms.len);
	for (size_t i = 0; i < e->forms.len; i++)
		if (!bw_str_eq(e->forms.ptr[i].text, name))
			aliases[out->n_aliases++] = bw_arena_str(a, e->forms.ptr[i].text);
	qsort(aliases, out->n_aliases, sizeof(*aliases), by_bytes);
	out->name = bw_arena_str(a, name);
	out->aliases = aliases;
	out->kind = bw_book_kind(e);
	out->n_articles = e->n_articles;
	out->n_mentions = e->n_mentions;
	memcpy(out->country, e->country, sizeof(out->country));
}

void bw_book_list(const struct bw_book *b, struct bw_arena *a, const struct bw_book_actor **out, size_t *n)
{
	struct bw_book_actor *list = BW_ARRAY(a, struct bw_book_actor, b->entries.len);
	size_t kept = 0;
	for (size_t i = 0; i < b->entries.len; i++)
		fill(a, &b->entries.ptr[i], &list[kept++]);
	qsort(list, kept, sizeof(*list), by_articles);
	*out = list;
	*n = kept;
}
