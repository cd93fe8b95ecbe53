#include "annotate/names_part.h"
#include "core/utf8.h"

#include <stdio.h>

/* Countries, institutions and places become one set of phrases; forms of one thing share a group. */

struct gazette_vec BW_VEC_FIELDS(struct bw_gazette);
struct gazette_load {
	struct bw_name_pack *pack;
	struct bw_arena *arena;
	struct gazette_vec rows;
	struct bw_map groups; /* of all languages: hash of the English name, or of the code -> group + 1 */
	uint32_t n_groups, group;
};

/* One thing has one group in all languages: `id` is its name in English, or the code of a country. */
static void set_group(struct gazette_load *g, const char *what, struct bw_str id)
{
	bool is_new;
	uint64_t *slot = bw_map_put(&g->groups, bw_str_hash(id) ^ bw_str_hash(bw_str_from(what)), &is_new);
	if (is_new)
		*slot = g->n_groups++;
	g->group = (uint32_t)*slot;
}

/* Up to six letters, none of them small: must be written so in the text, and by itself joins nothing across articles.
 */
static uint8_t caps_flags(struct bw_str form)
{
	size_t letters = 0;
	for (size_t i = 0; i < form.len;) {
		uint32_t cp = bw_utf8_next(form, &i);
		if (cp == '.' || cp == '+' || cp == '-' || (cp >= '0' && cp <= '9'))
			continue;
		if (!bw_uni_is_upper(cp))
			return 0;
		letters++;
	}
	return letters && letters <= 6 ? BW_G_CAPS | BW_G_ACRONYM : 0;
}

/* "the House": the article, small and first, is not part of the form. */
static struct bw_str without_article(const struct gazette_load *g, struct bw_str form, uint8_t *flags)
{
	size_t space = bw_str_find_char(form, ' ', 0);
	if (space == BW_NPOS || form.ptr[0] < 'a' || form.ptr[0] > 'z')
		return form;
	struct bw_str first = bw_str_sub(form, 0, space);
	if (!(bw_names_word_bits(g->pack, first, bw_words_hash(first)) & W_DEFINITE))
		return form;
	*flags |= BW_G_THE;
	return bw_str_from_pos(form, space + 1);
}

/* Written small: "français", "ministerie van Financiën". */
static uint8_t small_flags(const struct gazette_load *g, struct bw_str form, uint8_t flags)
{
	size_t i = 0;
	bool may = flags & BW_G_DEMONYM || bw_str_find_char(form, ' ', 0) != BW_NPOS;
	if (!may || !bw_uni_is_lower(bw_utf8_next(form, &i)))
		return 0;
	bw_names_add_word(g->pack, bw_str_sub(form, 0, bw_str_find_char(form, ' ', 0)), W_SMALL);
	return BW_G_SMALL;
}

/* A name that needs a cue is followed by its twin, that of any country, for texts without the cue. */
static void add_form(struct gazette_load *g, struct bw_str form, struct bw_gazette row)
{
	if (!form.len || bw_str_eq(form, BW_STR("-")))
		return;
	form = without_article(g, form, &row.flags);
	row.form = form;
	row.group = g->group;
	row.flags |= caps_flags(form) | small_flags(g, form, row.flags);
	bw_names_add_phrase(g->pack, &g->pack->gazette, form, (uint32_t)g->rows.len);
	*BW_PUSH(g->arena, &g->rows) = row;
	if (!(row.kind == BW_ACTOR_ORG && row.flags & BW_G_CUE))
		return;
	uint32_t group = g->group;
	set_group(g, "shared", row.name);
	row.group = g->group;
	row.flags = (uint8_t)((row.flags & ~BW_G_CUE) | BW_G_SHARED);
	memset(row.code, 0, sizeof(row.code));
	*BW_PUSH(g->arena, &g->rows) = row;
	g->group = group;
}

static void add_forms(struct gazette_load *g, struct bw_str forms, struct bw_gazette row)
{
	struct bw_str form;
	while (bw_str_split(&forms, '|', &form))
		add_form(g, form, row);
}

static void set_code(struct bw_gazette *row, struct bw_str code)
{
	if (code.len == 2)
		memcpy(row->code, code.ptr, 2);
}

static void read_countries(struct gazette_load *g, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_gazette row = {.name = r->col[1], .kind = BW_ACTOR_COUNTRY};
		set_code(&row, r->col[0]);
		set_group(g, "country", r->col[0]);
		struct bw_gazette demonym = row, seat = row;
		row.flags = bw_str_eq(r->col[5], BW_STR("cue")) ? BW_G_CUE : 0;
		demonym.flags = BW_G_DEMONYM;
		seat.flags = BW_G_SEAT;
		add_form(g, r->col[1], row);
		add_forms(g, r->col[2], row);
		add_forms(g, r->col[3], demonym);
		add_forms(g, r->col[4], seat);
	}
}

static enum bw_actor_kind kind_of(struct bw_str name)
{
	return bw_str_eq(name, BW_STR("product")) ? BW_ACTOR_PRODUCT
	       : bw_str_eq(name, BW_STR("law"))   ? BW_ACTOR_LAW
						  : BW_ACTOR_ORG;
}

static void read_institutions(struct gazette_load *g, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_gazette row = {.name = r->col[1], .kind = kind_of(r->col[3])};
		set_group(g, bw_str_eq(r->col[4], BW_STR("shared")) ? "shared" : "institution",
			  r->col[r->col[5].len ? 5 : 1]);
		if (bw_str_eq(r->col[4], BW_STR("shared")))
			row.flags = BW_G_SHARED;
		else
			set_code(&row, r->col[0]);
		if (bw_str_eq(r->col[4], BW_STR("cue")))
			row.flags = BW_G_CUE;
		add_form(g, r->col[1], row);
		add_forms(g, r->col[2], row);
	}
}

static void read_places(struct gazette_load *g, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_gazette row = {.name = r->col[0], .kind = BW_ACTOR_PLACE};
		set_code(&row, r->col[1]);
		set_group(g, "place", r->col[r->col[2].len ? 2 : 0]);
		add_form(g, row.name, row);
	}
}

static void open_pack(struct gazette_load *g, const struct bw_lexicons *l, const char *language)
{
	static const struct {
		const char *name;
		void (*read)(struct gazette_load *, const struct bw_lexicon *);
	} readers[] = {{"countries", read_countries}, {"institutions", read_institutions}, {"places", read_places}};
	enum { NAME_ROOM = 32 };
	char name[NAME_ROOM];
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		snprintf(name, sizeof(name), "%s/%s", language, readers[i].name);
		readers[i].read(g, bw_lexicon_get(l, name));
	}
}

void bw_gazette_open(struct bw_names *p, struct bw_arena *a, const struct bw_lexicons *l)
{
	struct gazette_load g = {.arena = a};
	bw_map_init(&g.groups);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		g.pack = &p->packs[i];
		open_pack(&g, l, i < BW_N_READ_LANGUAGES ? bw_words_language(i) : "any");
	}
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++)
		p->packs[i].gazette_rows = g.rows.ptr;
	bw_map_release(&g.groups);
}

/* ---- rows that need a cue ---- */

static bool is_unsure(const struct bw_gazette *g)
{
	return g->kind == BW_ACTOR_ORG && g->flags & (BW_G_THE | BW_G_CUE);
}

static uint64_t code_key(const struct bw_gazette *g)
{
	return (uint64_t)(unsigned char)g->code[0] << 8 | (unsigned char)g->code[1];
}

static void count_codes(const struct bw_name_pack *p, const struct bw_named_layer *l, struct bw_map *codes)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		const struct bw_gazette *g = l->gazette[i] < 0 ? NULL : &p->gazette_rows[l->gazette[i]];
		if (g && g->code[0] && !is_unsure(g))
			*bw_map_put(codes, code_key(g), NULL) += 1;
	}
}

static void drop_unsure(const struct bw_name_pack *p, struct bw_named_layer *l, const struct bw_map *codes)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		const struct bw_gazette *g = l->gazette[i] < 0 ? NULL : &p->gazette_rows[l->gazette[i]];
		if (g && is_unsure(g) && !bw_map_get(codes, code_key(g)))
			l->gazette[i] = g->flags & BW_G_CUE ? l->gazette[i] + 1 : -1;
	}
}

/* "the House" and "Senate" are America's only where something else is. */
void bw_gazette_settle(struct bw_naming *n)
{
	struct bw_map codes;
	bw_map_init(&codes);
	count_codes(n->names, &n->title, &codes);
	count_codes(n->names, &n->body, &codes);
	drop_unsure(n->names, &n->title, &codes);
	drop_unsure(n->names, &n->body, &codes);
	bw_map_release(&codes);
}
