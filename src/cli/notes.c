#include "cli/notes.h"

#include "annotate/notes_json.h"

/* Notes on the terminal: a line or two each, in the order of the text; actors by their weight. */

struct printer {
	struct bw_arena *a;
	struct bw_str text;
	const struct bw_notes *notes;
};

static struct bw_str part(const struct printer *p, uint32_t start, uint32_t end)
{
	return bw_cli_plain(p->a, end > start ? bw_str_sub(p->text, start, end - start) : BW_STR_NONE);
}

static struct bw_str actor(const struct printer *p, int32_t i)
{
	return i < 0 ? BW_STR_NONE : bw_cli_plain(p->a, p->notes->actors[i].name);
}

static void print_actor(const struct printer *p, const struct bw_actor *x)
{
	bw_cli_printf("  %" BW_PRISTR "  %s", BW_ARG(bw_cli_plain(p->a, x->name)), bw_actor_kind_name(x->kind));
	if (x->country[0])
		bw_cli_printf(" of %s", x->country);
	if (x->role.len)
		bw_cli_printf(", %" BW_PRISTR, BW_ARG(bw_cli_plain(p->a, x->role)));
	if (x->affiliation >= 0)
		bw_cli_printf(", %" BW_PRISTR, BW_ARG(actor(p, x->affiliation)));
	bw_cli_printf(", %u %s", x->n_mentions, x->n_mentions == 1 ? "mention" : "mentions");
	for (uint32_t i = 0; i < x->n_aliases; i++)
		bw_cli_printf("%s%" BW_PRISTR, i ? "; " : "; also ", BW_ARG(bw_cli_plain(p->a, x->aliases[i])));
	bw_cli_printf("\n");
}

static void print_speaker(const struct printer *p, uint32_t start, uint32_t end, int32_t who, int32_t affiliation)
{
	struct bw_str words = part(p, start, end), name = actor(p, who), body = actor(p, affiliation);
	if (!words.len)
		return;
	bw_cli_printf("%" BW_PRISTR, BW_ARG(words));
	if (name.len && !bw_str_eq(name, words))
		bw_cli_printf(" = %" BW_PRISTR, BW_ARG(name));
	if (body.len && !bw_str_eq(body, name))
		bw_cli_printf(", for %" BW_PRISTR, BW_ARG(body));
}

static void print_quotation(const struct printer *p, const struct bw_quotation *q)
{
	bw_cli_printf("  %-8s  %" BW_PRISTR "\n            ", bw_mode_name(q->mode), BW_ARG(part(p, q->start, q->end)));
	if (q->speaker_end > q->speaker_start)
		print_speaker(p, q->speaker_start, q->speaker_end, q->actor, q->affiliation);
	else
		bw_cli_printf("speaker unknown");
	bw_cli_printf("\n");
}

static void print_figure(const struct printer *p, const struct bw_figure *f)
{
	char day[BW_TIME_TEXT];
	bw_cli_printf("  %-8s  %" BW_PRISTR " = ", bw_figure_unit_name(f->unit), BW_ARG(part(p, f->start, f->end)));
	if (f->unit == BW_UNIT_DATE)
		bw_cli_printf("%s", bw_time_iso_day((bw_time)f->low, day));
	else
		bw_cli_printf("%.15g", f->value);
	if (f->unit == BW_UNIT_DATE && f->high - f->low >= (double)BW_DAY)
		bw_cli_printf(" to %s", bw_time_iso_day((bw_time)f->high, day));
	if (f->bound == BW_BOUND_RANGE && f->unit != BW_UNIT_DATE)
		bw_cli_printf(" (%.15g to %.15g)", f->low, f->high);
	else if (f->bound != BW_BOUND_NONE)
		bw_cli_printf(" (%s)", bw_bound_name(f->bound));
	bw_cli_printf(" %" BW_PRISTR, BW_ARG(f->unit_name));
	if (f->date >= 0)
		bw_cli_printf(", of %" BW_PRISTR,
			      BW_ARG(part(p, p->notes->figures[f->date].start, p->notes->figures[f->date].end)));
	bw_cli_printf("\n");
}

static void print_statement(const struct printer *p, const struct bw_statement *s)
{
	bw_cli_printf("  %s: %" BW_PRISTR "\n            ",
		      s->status == BW_STATUS_NONE ? "no status" : bw_status_words(s->status),
		      BW_ARG(part(p, s->start, s->end)));
	if (s->mode == BW_MODE_OWN)
		bw_cli_printf("the outlet's own voice");
	else if (s->speaker_end > s->speaker_start)
		print_speaker(p, s->speaker_start, s->speaker_end, s->speaker, s->affiliation);
	else
		bw_cli_printf("speaker unknown");
	bw_cli_printf("; %s%s%s", bw_act_name(s->act), s->polarity < 0 ? "; negated" : "", s->hedged ? "; hedged" : "");
	if (s->direction)
		bw_cli_printf("; %s", s->direction > 0 ? "rises or enables" : "falls or hinders");
	bw_cli_printf("\n");
	if (s->cause_end > s->cause_start)
		bw_cli_printf("            cause: %" BW_PRISTR "\n            effect: %" BW_PRISTR "\n",
			      BW_ARG(part(p, s->cause_start, s->cause_end)),
			      BW_ARG(part(p, s->effect_start, s->effect_end)));
}

static void heading(const char *name, uint32_t n)
{
	bw_cli_printf("\n%s (%u)\n", name, n);
}

void bw_cli_notes_print(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *n)
{
	struct printer p = {.a = a, .text = article->text, .notes = n};
	bw_cli_printf("%" BW_PRISTR "\n", BW_ARG(bw_cli_plain(a, article->title)));
	bw_cli_printf("%s, language %s, %u sentences\n", bw_kind_name(n->kind),
		      n->language[0] ? n->language : "unknown", n->body.n_sentences);
	for (uint32_t i = 0; i < n->n_geo; i++)
		bw_cli_printf("%s%s%s", i ? ", " : "about ", n->geo[i].code, i + 1 < n->n_geo ? "" : "\n");
	heading("Actors", n->n_actors);
	for (uint32_t i = 0; i < n->n_actors; i++)
		print_actor(&p, &n->actors[i]);
	heading("Quotations", n->n_quotations);
	for (uint32_t i = 0; i < n->n_quotations; i++)
		print_quotation(&p, &n->quotations[i]);
	heading("Figures", n->n_figures);
	for (uint32_t i = 0; i < n->n_figures; i++)
		print_figure(&p, &n->figures[i]);
	heading("Statements", n->n_statements);
	for (uint32_t i = 0; i < n->n_statements; i++)
		print_statement(&p, &n->statements[i]);
}

void bw_cli_notes_json(struct bw_buf *out, const struct bw_article *article, const struct bw_notes *notes)
{
	struct bw_json_out j;
	bw_json_out_init(&j, out);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str_or_null(&j, "url", article->url);
	bw_json_put_str_or_null(&j, "title", article->title);
	bw_json_put_str(&j, "text", article->text);
	bw_notes_put_json(&j, article, notes);
	bw_json_end_object(&j);
}
