#include "annotate/notes_json.h"

#include <math.h>

struct writer {
	struct bw_json_out *j;
	struct bw_str text;
	const struct bw_notes *notes;
};

static struct bw_str part(const struct writer *w, uint32_t start, uint32_t end)
{
	return end > start ? bw_str_sub(w->text, start, end - start) : BW_STR_NONE;
}

static void put_name(const struct writer *w, const char *key, const char *name)
{
	bw_json_put_str_or_null(w->j, key, bw_str_from(name));
}

static void put_part(const struct writer *w, const char *key, uint32_t start, uint32_t end)
{
	bw_json_put_str_or_null(w->j, key, part(w, start, end));
}

static void put_place(const struct writer *w, uint32_t start, uint32_t end)
{
	bw_json_put_int(w->j, "start", start);
	bw_json_put_int(w->j, "end", end);
}

static void put_actor_name(const struct writer *w, const char *key, int32_t actor)
{
	bw_json_put_str_or_null(w->j, key, actor < 0 ? BW_STR_NONE : w->notes->actors[actor].name);
}

static void put_number(const struct writer *w, const char *key, double value)
{
	if (isfinite(value))
		bw_json_put_real(w->j, key, value);
	else
		bw_json_put_null(w->j, key);
}

static void put_sentences(const struct writer *w)
{
	bw_json_begin_array(w->j, "sentences");
	for (uint32_t i = 0; i < w->notes->body.n_sentences; i++) {
		const struct bw_sentence *s = &w->notes->body.sentences[i];
		bw_json_begin_object(w->j, NULL);
		put_part(w, "text", s->start, s->end);
		put_place(w, s->start, s->end);
		bw_json_put_int(w->j, "paragraph", s->paragraph);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_terms(const struct writer *w)
{
	bw_json_begin_array(w->j, "terms");
	for (uint32_t i = 0; i < w->notes->n_terms; i++) {
		const struct bw_term *t = &w->notes->terms[i];
		bw_json_begin_object(w->j, NULL);
		bw_json_put_str(w->j, "term", t->shown);
		bw_json_put_int(w->j, "in_title", t->in_title);
		bw_json_put_int(w->j, "in_lead", t->in_lead);
		bw_json_put_int(w->j, "in_body", t->in_body);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_mentions(const struct writer *w)
{
	bw_json_begin_array(w->j, "mentions");
	for (uint32_t i = 0; i < w->notes->n_mentions; i++) {
		const struct bw_mention *m = &w->notes->mentions[i];
		bw_json_begin_object(w->j, NULL);
		put_place(w, m->start, m->end);
		bw_json_put_bool(w->j, "in_title", m->in_title);
		bw_json_put_int(w->j, "actor", m->actor);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_actors(const struct writer *w)
{
	bw_json_begin_array(w->j, "actors");
	for (uint32_t i = 0; i < w->notes->n_actors; i++) {
		const struct bw_actor *a = &w->notes->actors[i];
		bw_json_begin_object(w->j, NULL);
		bw_json_put_str(w->j, "name", a->name);
		put_name(w, "kind", bw_actor_kind_name(a->kind));
		bw_json_begin_array(w->j, "aliases");
		for (uint32_t k = 0; k < a->n_aliases; k++)
			bw_json_put_str(w->j, NULL, a->aliases[k]);
		bw_json_end_array(w->j);
		put_name(w, "country", a->country);
		bw_json_put_str_or_null(w->j, "role", a->role);
		put_actor_name(w, "affiliation", a->affiliation);
		bw_json_put_bool(w->j, "agentive", a->agentive);
		bw_json_put_real(w->j, "salience", a->salience);
		bw_json_put_int(w->j, "mentions", a->n_mentions);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_places(const struct writer *w)
{
	bw_json_begin_array(w->j, "places");
	for (uint32_t i = 0; i < w->notes->n_geo; i++) {
		bw_json_begin_object(w->j, NULL);
		put_name(w, "code", w->notes->geo[i].code);
		bw_json_put_real(w->j, "score", w->notes->geo[i].score);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_quotations(const struct writer *w)
{
	bw_json_begin_array(w->j, "quotations");
	for (uint32_t i = 0; i < w->notes->n_quotations; i++) {
		const struct bw_quotation *q = &w->notes->quotations[i];
		bw_json_begin_object(w->j, NULL);
		put_part(w, "quote", q->start, q->end);
		put_place(w, q->start, q->end);
		put_name(w, "mode", bw_mode_name(q->mode));
		put_part(w, "speaker", q->speaker_start, q->speaker_end);
		put_actor_name(w, "actor", q->actor);
		put_actor_name(w, "affiliation", q->affiliation);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_figure_value(const struct writer *w, const struct bw_figure *f)
{
	char day[BW_TIME_TEXT];
	if (f->unit == BW_UNIT_DATE) {
		put_name(w, "value", bw_time_iso((bw_time)f->low, day));
		put_name(w, "until", bw_time_iso((bw_time)f->high, day));
		return;
	}
	put_number(w, "value", f->value);
	put_number(w, "low", f->low);
	put_number(w, "high", f->high);
}

static void put_figures(const struct writer *w)
{
	bw_json_begin_array(w->j, "figures");
	for (uint32_t i = 0; i < w->notes->n_figures; i++) {
		const struct bw_figure *f = &w->notes->figures[i];
		bw_json_begin_object(w->j, NULL);
		put_part(w, "text", f->start, f->end);
		put_place(w, f->start, f->end);
		put_name(w, "unit", bw_figure_unit_name(f->unit));
		bw_json_put_str_or_null(w->j, "of", f->unit_name);
		put_figure_value(w, f);
		put_name(w, "bound", bw_bound_name(f->bound));
		if (f->date >= 0)
			put_part(w, "date", w->notes->figures[f->date].start, w->notes->figures[f->date].end);
		else
			bw_json_put_null(w->j, "date");
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

static void put_statement(const struct writer *w, const struct bw_statement *s)
{
	put_part(w, "quote", s->start, s->end);
	put_place(w, s->start, s->end);
	put_part(w, "anchor", s->anchor_start, s->anchor_end);
	put_name(w, "mode", bw_mode_name(s->mode));
	put_name(w, "status", bw_status_name(s->status));
	put_name(w, "act", bw_act_name(s->act));
	put_name(w, "frame", s->frame == BW_FRAME_NONE ? "" : bw_frame_name(s->frame));
	put_part(w, "speaker", s->speaker_start, s->speaker_end);
	put_actor_name(w, "actor", s->speaker);
	put_actor_name(w, "affiliation", s->affiliation);
	bw_json_put_int(w->j, "polarity", s->polarity);
	bw_json_put_int(w->j, "direction", s->direction);
	bw_json_put_bool(w->j, "hedged", s->hedged);
	put_part(w, "cause", s->cause_start, s->cause_end);
	put_part(w, "effect", s->effect_start, s->effect_end);
	bw_json_put_real(w->j, "score", s->score);
}

static void put_statements(const struct writer *w)
{
	bw_json_begin_array(w->j, "statements");
	for (uint32_t i = 0; i < w->notes->n_statements; i++) {
		const struct bw_statement *s = &w->notes->statements[i];
		bw_json_begin_object(w->j, NULL);
		put_statement(w, s);
		bw_json_begin_array(w->j, "actors");
		for (uint32_t k = 0; k < s->n_actors; k++)
			bw_json_put_str(w->j, NULL, w->notes->actors[s->actors[k]].name);
		bw_json_end_array(w->j);
		bw_json_end_object(w->j);
	}
	bw_json_end_array(w->j);
}

void bw_notes_put_json(struct bw_json_out *j, const struct bw_article *article, const struct bw_notes *notes)
{
	struct writer w = {j, article->text, notes};
	put_name(&w, "language", notes->language);
	put_name(&w, "kind", bw_kind_name(notes->kind));
	bw_json_put_str_or_null(j, "credit", notes->credit);
	put_sentences(&w);
	put_terms(&w);
	put_actors(&w);
	put_mentions(&w);
	put_places(&w);
	put_quotations(&w);
	put_figures(&w);
	put_statements(&w);
}
