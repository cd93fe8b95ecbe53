#include "annotate/status_part.h"

/* Frames: who does what to what, over the clauses that status_clause.c reads. */

/* "a|b,!c" as sets; false when a class is unknown. */
static bool read_who(const struct bw_statuses *s, struct bw_str text, uint64_t *want, uint64_t *bar)
{
	struct bw_str part, word;
	while (bw_str_split(&text, ',', &part)) {
		if (bw_str_eq(part, BW_STR("*")))
			continue;
		bool barred = bw_str_starts(part, BW_STR("!"));
		struct bw_str rest = bw_str_from_pos(part, barred);
		while (bw_str_split(&rest, '|', &word)) {
			uint64_t set = bw_status_noun(s, word);
			if (!set)
				return false;
			*(barred ? bar : want) |= set;
		}
	}
	return true;
}

static bool read_what(const struct bw_statuses *s, struct bw_str text, struct bw_frame_row *row)
{
	const struct {
		const char *name;
		bool *flag;
	} kinds[] = {{"to", &row->to},
		     {"inf", &row->infinitive},
		     {"that", &row->that},
		     {"num", &row->num},
		     {"none", &row->none}};
	struct bw_str word;
	if (bw_str_eq(text, BW_STR("*")))
		return true;
	while (bw_str_split(&text, '|', &word)) {
		size_t i = 0, n = sizeof(kinds) / sizeof(*kinds);
		while (i < n && !bw_str_eq(word, bw_str_from(kinds[i].name)))
			i++;
		uint64_t set = i < n ? 0 : bw_status_noun(s, word);
		if (i == n && !set)
			return false;
		if (i < n)
			*kinds[i].flag = true;
		row->what |= set;
	}
	return true;
}

static bool read_frame(struct bw_statuses *s, struct bw_arena *a, const struct bw_str *col)
{
	struct bw_frame_row row = {.status = bw_status_from_name(col[0])};
	int64_t weight;
	uint32_t verb = 0;
	while (verb < s->verb_classes.len && !bw_str_eq(s->verb_classes.ptr[verb], col[4]))
		verb++;
	if (!row.status || !bw_str_to_i64(col[1], &weight) || verb == s->verb_classes.len ||
	    !read_who(s, col[3], &row.who, &row.who_not) || !read_what(s, col[5], &row))
		return false;
	row.weight = (float)weight;
	row.active = bw_str_find_char(col[2], 'p', 0) == BW_NPOS;
	row.passive = bw_str_find_char(col[2], 'a', 0) == BW_NPOS;
	row.modal = bw_str_find_char(col[2], 'm', 0) != BW_NPOS;
	row.past = bw_str_find_char(col[2], 'z', 0) != BW_NPOS;
	row.present = bw_str_find_char(col[2], 't', 0) != BW_NPOS;
	row.finite = bw_str_find_char(col[2], 'f', 0) != BW_NPOS;
	uint64_t *head = bw_map_put(&s->by_verb, verb, NULL);
	row.verb = verb;
	row.next = (int32_t)*head - 1;
	*BW_PUSH(a, &s->frames) = row;
	*head = s->frames.len;
	return true;
}

int bw_status_frames_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
			  struct bw_err *err)
{
	const struct bw_lexicon *t = bw_words_table(l, language, "status-frames");
	for (size_t i = 0; i < t->n_rows; i++)
		if (!read_frame(s, a, t->rows[i].col))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR
					  ", row %zu: want status, weight, flags, who, verb, what of known classes",
					  BW_ARG(t->name), i + 1);
	return 0;
}

/* Head and what hangs on it: a class that is barred may stand nowhere, one that is wanted must be the head's, or hang
 * on a head of members ("members of the committee"). */
static bool fits_who(const struct bw_frame_row *f, uint64_t head, uint64_t hung, uint64_t members)
{
	if ((head | hung) & f->who_not)
		return false;
	return !f->who || (head & f->who) || ((head & members) && (hung & f->who));
}

static bool fits_what(const struct bw_frame_row *f, const struct bw_clause *c, uint64_t objects)
{
	if (!f->what && !f->to && !f->infinitive && !f->that && !f->num && !f->none)
		return true;
	return (objects & f->what) || (f->to && c->to) || (f->infinitive && c->to_any) || (f->that && c->that) ||
	       (f->num && c->num) || (f->none && c->none);
}

/* Negated, only possible, of another time, or only there to tell which matter is meant. */
static bool is_barred(const struct bw_frame_row *f, const struct bw_clause *c)
{
	if (c->negated || (!f->modal && (c->modal || c->infinitive)) || (c->relative && !c->apposed))
		return true;
	return (f->past && !c->perfect && !c->passive && !(c->forms & BW_VERB_PAST)) ||
	       (f->present && (c->past || c->bare_past));
}

static bool fits(const struct bw_frame_row *f, const struct bw_clause *c, uint64_t members)
{
	if (c->passive)
		return f->passive && fits_who(f, c->agent, 0, members) && fits_what(f, c, c->subject.head | c->opening);
	return f->active &&
	       (fits_who(f, c->subject.head, c->subject.hung, members) || fits_who(f, c->opening, 0, members)) &&
	       fits_what(f, c, c->objects);
}

static void note(const struct bw_statuses *s, const struct bw_words_row *row, const struct bw_clause *c,
		 const struct bw_frame_row *f, struct bw_cues *out)
{
	bool participle = c->passive && !c->finite && c->subject.end <= c->group, hangs = c->relative || participle;
	if (participle && c->subject.first != row->first) /* "shot down the idea floated by": told of something else */
		return;
	float weight =
		f->weight - (hangs ? 1.0F : 0); /* what a participle or a relative clause tells, beside the rest */
	if (weight <= out->weight[f->status])
		return;
	const struct bw_item none = {0};
	const struct bw_pattern p = {
		.status = f->status, .weight = weight, .apposed = c->relative, .items = &none, .n_items = 1};
	uint32_t first = c->subject.end && c->subject.first < c->group ? c->subject.first : c->group;
	struct bw_status_match m = {.row = row, .pattern = &p, .end = c->end};
	m.at[0] = c->relative ? c->verb : first;
	if (bw_status_guarded(s, &m)) {
		out->barred |= 1U << f->status;
		return;
	}
	out->weight[f->status] = weight;
	out->first[f->status] = first;
	out->end[f->status] = c->end;
}

static void read_frame_at(const struct bw_statuses *s, const struct bw_words_row *row, const struct bw_clause *c,
			  const struct bw_frame_row *f, struct bw_cues *out)
{
	if (!fits(f, c, bw_status_noun(s, BW_STR("chamber"))) || (f->finite && !c->finite))
		return;
	if (is_barred(f, c))
		out->barred |= 1U << f->status;
	else
		note(s, row, c, f, out);
}

void bw_status_frames_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out)
{
	if (row->end - row->first > BW_STATUS_SENTENCE_MAX)
		return; /* no sentence; its clauses would be read for each of its verbs */
	for (uint32_t i = row->first; i < row->end; i++) {
		const uint64_t *head = bw_map_get(&s->forms, row->words[i]);
		if (!head || (row->tokens[i].flags & BW_TOKEN_QUOTED))
			continue;
		for (int32_t k = (int32_t)*head - 1; k >= 0; k = s->form_of.ptr[k].next) {
			const struct bw_verb_form_of *form = &s->form_of.ptr[k];
			const uint64_t *frame = bw_map_get(&s->by_verb, s->verbs.ptr[form->verb].class);
			struct bw_clause c;
			if (!frame || !bw_status_clause(s, row, i, form, &c))
				continue;
			for (int32_t f = (int32_t)*frame - 1; f >= 0; f = s->frames.ptr[f].next)
				read_frame_at(s, row, &c, &s->frames.ptr[f], out);
		}
	}
}
