#include "annotate/names_part.h"

/* Countries, institutions and places become one set of phrases; forms of one thing share a group. */

struct gazette_vec BW_VEC_FIELDS(struct bw_gazette);
struct gazette_load {
	struct bw_names *names;
	struct bw_arena *arena;
	struct gazette_vec rows;
	uint32_t group;
};

/* Up to six letters, none of them small: must be written so in the text, and by itself joins nothing across articles.
 */
static uint8_t caps_flags(struct bw_str form)
{
	size_t letters = 0;
	for (size_t i = 0; i < form.len; i++) {
		char c = form.ptr[i];
		if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9'))
			continue;
		if (c < 'A' || c > 'Z')
			return 0;
		letters++;
	}
	return letters && letters <= 6 ? BW_G_CAPS | BW_G_ACRONYM : 0;
}

static void add_form(struct gazette_load *g, struct bw_str form, struct bw_gazette row)
{
	if (!form.len || bw_str_eq(form, BW_STR("-")))
		return;
	if (bw_str_starts(form, BW_STR("the "))) {
		form = bw_str_from_pos(form, 4);
		row.flags |= BW_G_THE;
	}
	row.form = form;
	row.group = g->group;
	row.flags |= caps_flags(form);
	bw_words_phrase(&g->names->gazette, form, false, (uint32_t)g->rows.len);
	*BW_PUSH(g->arena, &g->rows) = row;
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
	for (size_t i = 0; i < table->n_rows; i++, g->group++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_gazette row = {.name = r->col[1], .kind = BW_ACTOR_COUNTRY};
		set_code(&row, r->col[0]);
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
	for (size_t i = 0; i < table->n_rows; i++, g->group++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_gazette row = {.name = r->col[1], .kind = kind_of(r->col[3])};
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
	for (size_t i = 0; i < table->n_rows; i++, g->group++) {
		struct bw_gazette row = {.name = table->rows[i].col[0], .kind = BW_ACTOR_PLACE};
		set_code(&row, table->rows[i].col[1]);
		add_form(g, row.name, row);
	}
}

int bw_gazette_open(struct bw_names *p, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	struct gazette_load g = {.names = p, .arena = a};
	(void)err;
	read_countries(&g, bw_lexicon_get(l, "en/countries"));
	read_institutions(&g, bw_lexicon_get(l, "en/institutions"));
	read_places(&g, bw_lexicon_get(l, "en/places"));
	p->gazette_rows = g.rows.ptr;
	p->n_gazette = (uint32_t)g.rows.len;
	return BW_OK;
}
