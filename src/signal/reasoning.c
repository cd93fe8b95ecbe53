#include "signal/part.h"

/*
 * Why a statement bears on a signal, in plain words, from what was computed and nothing else: what kind of statement it
 * is and whose, what its article has in common with the other developments, and how much evidence there was before it.
 */
enum { TERMS_SHOWN = 3 };

static const char *const cue_words[BW_N_CUE] = {
	[BW_CUE_QUANTIFIER] = "speaks of all or none",        [BW_CUE_CAUSAL] = "gives a cause or an effect",
	[BW_CUE_CONTRAST] = "sets one thing against another", [BW_CUE_NORM] = "says what is owed or allowed",
	[BW_CUE_TREND] = "tells of a course over time",
};

static const char *const ordinals[] = {"",      "first",   "second", "third", "fourth", "fifth",
				       "sixth", "seventh", "eighth", "ninth", "tenth"};
enum { N_ORDINALS = sizeof(ordinals) / sizeof(*ordinals) };

/* A name that begins small or is an article alone is a piece of the sentence, not a speaker that can be shown. */
static bool can_be_shown(struct bw_str name)
{
	return name.len > 3 && bw_str_find(name, BW_STR("\n"), 0) == BW_NPOS;
}

static struct bw_str whose(struct bw_arena *a, const struct bw_candidate *c)
{
	if (c->mode == BW_MODE_OWN)
		return BW_STR("In the outlet's own words");
	if (!can_be_shown(c->speaker_name))
		return c->mode == BW_MODE_DIRECT ? BW_STR("Quoted, speaker not named")
						 : BW_STR("Reported, speaker not named");
	const char *how = c->mode == BW_MODE_DIRECT ? "Quoted from" : "Reported from";
	return bw_arena_printf(a, "%s %" BW_PRISTR, how, BW_ARG(c->speaker_name));
}

/* By what cues the statement speaks of more than its own event: two at most, as they stand in the table. */
static struct bw_str by_what(struct bw_arena *a, const struct bw_candidate *c)
{
	const char *found[2];
	size_t n = 0;
	for (size_t i = 0; i < BW_N_CUE && n < 2; i++)
		if (cue_words[i] && c->cues >> i & 1)
			found[n++] = cue_words[i];
	if (!n)
		return BW_STR_NONE;
	return bw_arena_printf(a, "; the statement %s%s%s", found[0], n > 1 ? " and " : "", n > 1 ? found[1] : "");
}

/* How many developments of the group, but for the document's own, use the term. */
static uint32_t others_with(const struct bw_signals *s, const struct bw_core *core, uint64_t own, uint64_t stem)
{
	uint32_t n = 0;
	for (size_t i = 0; i < core->n_docs; i++) {
		const struct bw_doc *d = s->memory.docs[core->docs[i]];
		bool counts = d->c.development != own && bw_doc_term(d, stem) != UINT32_MAX;
		for (size_t k = 0; k < i && counts; k++) {
			const struct bw_doc *o = s->memory.docs[core->docs[k]];
			counts = o->c.development != d->c.development || bw_doc_term(o, stem) == UINT32_MAX;
		}
		n += counts;
	}
	return n;
}

/* The heaviest terms that the document shares; names only when there is nothing else. */
static size_t pick_terms(const struct bw_core *core, const struct bw_doc *d, bool names,
			 const struct bw_core_term *out[TERMS_SHOWN])
{
	size_t n = 0;
	for (size_t i = 0; i < core->n; i++) {
		const struct bw_core_term *t = &core->rows[i];
		if (t->in_name != names || bw_doc_term(d, t->stem) == UINT32_MAX)
			continue;
		size_t at = n < TERMS_SHOWN ? n++ : TERMS_SHOWN;
		for (; at > 0 && t->weight > out[at - 1]->weight; at--)
			if (at < TERMS_SHOWN)
				out[at] = out[at - 1];
		if (at < TERMS_SHOWN)
			out[at] = t;
	}
	return n;
}

static struct bw_str shared(struct bw_step *step, const struct bw_doc *d, const struct bw_core *core)
{
	const struct bw_core_term *terms[TERMS_SHOWN] = {0};
	size_t n = pick_terms(core, d, false, terms);
	if (!n)
		n = pick_terms(core, d, true, terms);
	struct bw_str line = BW_STR_NONE;
	for (size_t i = 0; i < n; i++) {
		uint32_t others = others_with(step->s, core, d->c.development, terms[i]->stem);
		if (!others)
			continue;
		line = bw_arena_printf(step->a, "%" BW_PRISTR "%s\"%" BW_PRISTR "\" (in %u)", BW_ARG(line),
				       line.len ? ", " : "", BW_ARG(terms[i]->shown), others);
	}
	if (!line.len)
		return BW_STR_NONE;
	return bw_arena_printf(step->a, " Its article shares terms with the other developments: %" BW_PRISTR ".",
			       BW_ARG(line));
}

static struct bw_str position(struct bw_step *step, const struct bw_living *l, const struct bw_doc *d)
{
	struct bw_doc **docs = step->s->memory.docs;
	uint32_t earlier_articles = 0, same_source = 0, before = 0;
	for (uint32_t i = 0; i < l->n_rows; i++) {
		const struct bw_doc *o = docs[l->rows[i].doc];
		if (o == d)
			continue;
		earlier_articles += o->c.development == d->c.development;
		same_source += o->c.source == d->c.source;
	}
	before = bw_living_developments(step->s, l);
	const char *source = same_source ? "" : ", the first from this source";
	if (earlier_articles)
		return bw_arena_printf(step->a, " One more article of a development that was here already%s.", source);
	if (before <= 1)
		return BW_STR(" The earliest development of this signal.");
	char day[BW_TIME_TEXT];
	bw_time_long_day(docs[l->rows[0].doc]->c.at, day);
	if (before < N_ORDINALS)
		return bw_arena_printf(step->a, " The %s development since %s%s.", ordinals[before], day, source);
	return bw_arena_printf(step->a, " Development number %u since %s%s.", before, day, source);
}

static struct bw_str against(const struct bw_candidate *c, const struct bw_living *l)
{
	int sign = c->direction * c->polarity;
	if (sign && l->signal.direction && sign != l->signal.direction && c->frame == l->signal.frame)
		return sign < 0
			       ? BW_STR(" Speaks against the signal: it tells of less where the signal tells of more.")
			       : BW_STR(" Speaks against the signal: it tells of more where the signal tells of less.");
	if (c->act == BW_ACT_DENIAL)
		return BW_STR(" Speaks against the signal: it is a denial.");
	return BW_STR(" Speaks against the signal: it is set against what others hold.");
}

struct bw_str bw_reasoning(struct bw_step *step, const struct bw_living *l, uint32_t doc, const struct bw_candidate *c,
			   enum bw_stance stance, const struct bw_core *core)
{
	const struct bw_doc *d = step->s->memory.docs[doc];
	struct bw_str own = whose(step->a, c), common = shared(step, d, core), place = position(step, l, d);
	struct bw_str counter = stance == BW_CONTRADICTS ? against(c, l) : BW_STR_NONE;
	struct bw_str general = by_what(step->a, c);
	return bw_arena_printf(step->a, "%" BW_PRISTR "%" BW_PRISTR ".%" BW_PRISTR "%" BW_PRISTR "%" BW_PRISTR,
			       BW_ARG(own), BW_ARG(general), BW_ARG(counter), BW_ARG(common), BW_ARG(place));
}
