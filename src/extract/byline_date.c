/* Dates inside short lines. */
#include <ctype.h>

#include "core/utf8.h"
#include "extract/byline.h"

static size_t word_end(struct bw_str s, size_t at)
{
	while (at < s.len && s.ptr[at] != ' ')
		at++;
	return at;
}

/* The comma, point or bracket right behind a date goes with it. */
static size_t with_marks(struct bw_str s, size_t at)
{
	while (at < s.len && strchr(".,;:)]", s.ptr[at]))
		at++;
	return at;
}

bool bw_byline_find_date_in(struct bw_str s, enum bw_date_order order, struct bw_span *where, bw_time *out,
			    bool *has_time)
{
	struct bw_time_reading got;
	if (s.len > BW_BYLINE_MAX || !bw_time_find(s, order, &where->from, &where->to, &got))
		return false;
	where->to = with_marks(s, where->to);
	*out = got.time;
	*has_time = got.has_time;
	return true;
}

bool bw_byline_find_date(struct bw_str s, struct bw_span *where, bw_time *out, bool *has_time)
{
	return bw_byline_find_date_in(s, BW_ORDER_UNKNOWN, where, out, has_time);
}

/* dd/mm/yyyy and its kin: a date for a reader, though its order is unknown. */
bool bw_byline_find_numeric(struct bw_str s, struct bw_span *where)
{
	for (size_t at = 0; at < s.len; at = word_end(s, at) + 1) {
		size_t end = word_end(s, at), digits = 0, marks = 0;
		for (size_t i = at; i < end; i++) {
			digits += isdigit((unsigned char)s.ptr[i]) != 0;
			marks += strchr("/.-", s.ptr[i]) != NULL;
		}
		*where = (struct bw_span){at, end};
		bool pure = digits + marks + (s.ptr[end - 1] == ',') >= end - at;
		if (end > at && digits >= 4 && digits <= 8 && marks >= 2 && pure)
			return true;
	}
	return false;
}

bool bw_byline_date(struct bw_arena *a, struct bw_str line, bw_time *out, bool *has_time)
{
	struct bw_span where;
	return bw_byline_find_date(bw_text_fold_space(a, line), &where, out, has_time);
}

bool bw_byline_find_any(struct bw_str s, struct bw_span *where)
{
	bw_time t;
	bool has_time;
	return bw_byline_find_date(s, where, &t, &has_time) || bw_byline_find_numeric(s, where);
}

bool bw_byline_has_date(struct bw_arena *a, struct bw_str line)
{
	struct bw_span where;
	struct bw_str s = bw_text_fold_space(a, line);
	return s.len <= BW_BYLINE_MAX && bw_byline_find_any(s, &where);
}

bool bw_byline_is_change(struct bw_arena *a, struct bw_str line)
{
	static const char *const starts[] = {"stand:",
					     "stand vom",
					     "aktualisiert",
					     "zuletzt aktual",
					     "letzte aktual",
					     "geandert",
					     "actualizado",
					     "actualizada",
					     "ultima actualizacion",
					     "mis a jour",
					     "mise a jour",
					     "derniere mise a jour",
					     "modifie le",
					     "aggiornato",
					     "aggiornata",
					     "ultimo aggiornamento",
					     "atualizado",
					     "atualizada",
					     "ultima atualizacao",
					     "bijgewerkt",
					     "laatst bijgewerkt",
					     "laatste update",
					     "обновлен",
					     "изменено",
					     "更新"};
	struct bw_str folded = bw_uni_fold(a, bw_str_trim(bw_str_sub(line, 0, BW_BYLINE_MAX)));
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (bw_str_starts(folded, bw_str_from(starts[i])))
			return true;
	return false;
}
