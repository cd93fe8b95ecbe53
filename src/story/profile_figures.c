#include <math.h>

#include "core/vec.h"

#include "story/part.h"
#include "story/profile_words.h"

/*
 * Quantities with what stands around them, from the nearest outwards; and times of day, which are quantities of minutes
 * since midnight here, a day more where the half of the day is not said: "at 06:55" and "at twenty to eight" of one
 * happening differ as figures do.
 */
enum { MAX_FIGURES = 40, NOT_REACH = 2, GROWS_REACH = 6, HOURS = 24, MINUTES = 60 };

struct read {
	const struct bw_article *article;
	const struct bw_notes *notes;
	const struct bw_layer *body;
	const struct bw_told_word *w;
	struct bw_profile_figure *out;
	uint32_t n;
};

/* ---- around a figure ---- */

static void take_about(const struct read *r, const struct bw_sentence *s, int64_t i, struct bw_profile_figure *f)
{
	if (i < (int64_t)s->first || i >= (int64_t)s->first + s->n_tokens || i >= (int64_t)r->body->n_tokens ||
	    f->n_about == BW_FIGURE_ABOUT)
		return;
	const struct bw_told_word *w = &r->w[i];
	if (!(w->cues & BW_CUE_TOPIC) || w->stem == f->head)
		return;
	for (uint8_t k = 0; k < f->n_about; k++)
		if (f->about[k] == w->stem)
			return;
	f->about[f->n_about++] = w->stem;
}

static bool is_particle(const struct read *r, uint32_t i, enum bw_told_particle set)
{
	return i < r->body->n_tokens && (r->w[i].particles & set);
}

/* "and not 16": named in order to be refused. */
static bool is_denied(const struct read *r, const struct bw_sentence *s, uint32_t first)
{
	for (uint32_t i = first; i > s->first && first - i <= NOT_REACH; i--)
		if (is_particle(r, i - 1, BW_WORD_NOT) && !(r->w[i - 1].cues & BW_CUE_PASS))
			return true;
	return false;
}

static void read_around(const struct read *r, const struct bw_sentence *s, uint32_t first, uint32_t next,
			struct bw_profile_figure *f)
{
	uint32_t end = s->first + s->n_tokens;
	f->start = s->start;
	f->end = s->end;
	f->denied = is_denied(r, s, first);
	f->changed = bw_told_has(r->w, s->first, end, BW_CUE_GREW);
	uint32_t from = first > s->first + GROWS_REACH ? first - GROWS_REACH : s->first;
	f->grows = bw_told_has(r->w, from, next + GROWS_REACH < end ? next + GROWS_REACH : end, BW_CUE_GROWS);
	f->claimed = bw_told_has(r->w, s->first, end, BW_CUE_SAY | BW_CUE_CLAIM);
	f->corrects = bw_told_has(r->w, s->first, end, BW_CUE_CORRECTS);
	if (f->bound == BW_BOUND_NONE && bw_told_has(r->w, s->first, end, BW_CUE_SO_FAR))
		f->bound = BW_BOUND_AT_LEAST;
	for (uint32_t d = 0; d < s->n_tokens && f->n_about < BW_FIGURE_ABOUT; d++) {
		take_about(r, s, (int64_t)next + d, f);
		take_about(r, s, (int64_t)first - 1 - d, f);
	}
}

/* The noun counted, under the stem of its class. */
static uint32_t head_of(const struct read *r, const struct bw_sentence *s, uint64_t head)
{
	for (uint32_t i = s->first; head && i < s->first + s->n_tokens; i++)
		if (r->body->tokens[i].stem == head)
			return r->w[i].stem;
	return (uint32_t)head;
}

/* The one month or year that a sentence names is that of its figures. */
static const struct bw_figure *period_of(const struct read *r, uint32_t sentence)
{
	const double least = 27.0 * BW_DAY, most = 400.0 * BW_DAY;
	const struct bw_figure *found = NULL;
	for (uint32_t i = 0; i < r->notes->n_figures; i++) {
		const struct bw_figure *f = &r->notes->figures[i];
		if (f->unit != BW_UNIT_DATE || f->sentence != sentence)
			continue;
		if (found)
			return NULL;
		found = f;
	}
	return found && found->high - found->low > least && found->high - found->low < most ? found : NULL;
}

static void take_figure(struct read *r, const struct bw_figure *in)
{
	const struct bw_sentence *s = &r->body->sentences[in->sentence];
	uint32_t first = bw_told_token_at(r->body, in->start), next = bw_told_token_at(r->body, in->end);
	struct bw_profile_figure *f = &r->out[r->n++];
	*f = (struct bw_profile_figure){.value = in->value,
					.unit_key = (uint32_t)in->unit_key,
					.head = head_of(r, s, in->head),
					.unit = (uint8_t)in->unit,
					.bound = (uint8_t)in->bound,
					.approximate = in->approximate,
					.when_from = 1};
	f->part = (in->unit == BW_UNIT_COUNT || in->unit == BW_UNIT_PERCENT) && is_particle(r, next, BW_WORD_OF);
	const struct bw_figure *when = in->date >= 0 && (uint32_t)in->date < r->notes->n_figures
					       ? &r->notes->figures[in->date]
					       : period_of(r, in->sentence);
	if (when) {
		f->when_from = bw_told_day(when->low);
		f->when_to = bw_told_day(when->high);
	}
	read_around(r, s, first, next, f);
}

/* ---- times of day ---- */

/* "06:55", "8.10", "0725", "7"; "7pm" is one token. Minutes since midnight, or -1. */
static int read_hour(struct bw_str s, bool *is_full)
{
	int n[2] = {0, 0}, digits[2] = {0, 0}, part = 0;
	size_t i = 0;
	for (; i < s.len; i++) {
		char c = s.ptr[i];
		if (c >= '0' && c <= '9' && digits[part] < 4) {
			n[part] = n[part] * 10 + (c - '0');
			digits[part]++;
		} else if ((c == ':' || c == '.') && !part) {
			part = 1;
		} else {
			break;
		}
	}
	*is_full = part && digits[1] == 2;
	if (i < s.len || !digits[0] || digits[0] > 2 || (part && digits[1] != 2) || n[0] >= HOURS || n[1] >= MINUTES)
		return -1;
	return n[0] * MINUTES + n[1];
}

static struct bw_str text_of(const struct read *r, uint32_t i)
{
	const struct bw_token *t = &r->body->tokens[i];
	return bw_str_sub(r->article->text, t->start, t->end - t->start);
}

static char first_letter(struct bw_str s)
{
	return s.len ? (char)(s.ptr[0] | 0x20) : 0;
}

/* The token behind the number says that it is an hour: 'a', 'p', or 'z' for hours from 0 to 24. */
static char clock_at(const struct read *r, uint32_t i, uint32_t end)
{
	if (i >= end || !(r->w[i].cues & BW_CUE_CLOCK))
		return 0;
	struct bw_str s = text_of(r, i);
	char c = first_letter(s);
	bool half = (c == 'a' || c == 'p') && s.len >= 2 && ((s.ptr[1] | 0x20) == 'm' || s.ptr[1] == '.');
	return half ? c : 'z';
}

static int clock_of(const struct read *r, uint32_t i, uint32_t end)
{
	bool full = false;
	if (r->w[i].cues & BW_CUE_NOON)
		return HOURS / 2 * MINUTES;
	if (r->w[i].cues & BW_CUE_MIDNIGHT)
		return 0;
	struct bw_str s = text_of(r, i);
	char half = clock_at(r, i + 1, end);
	if (r->body->tokens[i].kind != BW_TOKEN_NUMBER && !(s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9'))
		return -1;
	/* "7pm" */
	if (s.len > 2 && (s.ptr[s.len - 1] | 0x20) == 'm' && s.ptr[s.len - 2] >= 'A') {
		half = first_letter(bw_str_from_pos(s, s.len - 2));
		s = bw_str_sub(s, 0, s.len - 2);
	}
	int minutes = read_hour(s, &full);
	bool colon = memchr(s.ptr, ':', s.len) != NULL;
	if (minutes < 0 || (!half && !(full && colon)))
		return -1;
	if (half == 'p' && minutes < HOURS / 2 * MINUTES)
		minutes += HOURS / 2 * MINUTES;
	if (half == 'a' && minutes >= HOURS / 2 * MINUTES)
		minutes -= HOURS / 2 * MINUTES;
	return minutes;
}

/* "after 1am" is open to one side, "about 1am" to both. */
static enum bw_bound bound_at(const struct read *r, const struct bw_sentence *s, uint32_t i)
{
	static const struct {
		enum bw_told_particle word;
		enum bw_bound bound;
	} bounds[] = {
		{BW_WORD_ABOUT, BW_BOUND_ABOUT}, {BW_WORD_FROM, BW_BOUND_AT_LEAST}, {BW_WORD_UNTIL, BW_BOUND_AT_MOST}};
	for (size_t k = 0; k < sizeof(bounds) / sizeof(*bounds) && i > s->first; k++)
		if (is_particle(r, i - 1, bounds[k].word))
			return bounds[k].bound;
	return BW_BOUND_NONE;
}

/* With the day that its sentence names. */
static void bound_clock(const struct read *r, const struct bw_sentence *s, uint32_t i, struct bw_profile_figure *f)
{
	f->bound = (uint8_t)bound_at(r, s, i);
	f->approximate = f->bound != BW_BOUND_NONE;
	for (uint32_t k = 0; k < r->notes->n_figures; k++) {
		const struct bw_figure *d = &r->notes->figures[k];
		if (d->unit != BW_UNIT_DATE || d->start < s->start || d->end > s->end)
			continue;
		f->when_from = bw_told_day(d->low);
		f->when_to = bw_told_day(d->high);
		return;
	}
}

static void put_clock(struct read *r, const struct bw_sentence *s, uint32_t first, uint32_t next, int minutes)
{
	struct bw_profile_figure *f = &r->out[r->n++];
	*f = (struct bw_profile_figure){.value = minutes,
					.unit_key = (uint32_t)bw_str_hash(BW_STR("clock")),
					.unit = BW_UNIT_MEASURE,
					.when_from = 1};
	bound_clock(r, s, first, f);
	read_around(r, s, first, next, f);
}

/* "twenty past eight", "half past one", "quarter to four": the hour is figure k, what goes before it stands in words.
 */
static bool is_spoken_hour(struct read *r, uint32_t k)
{
	enum { HOUR_MOST = 12, DAY = HOURS * MINUTES, HALF_HOUR = 30, QUARTER = 15 };
	const struct bw_figure *f = &r->notes->figures[k], *before = k ? &r->notes->figures[k - 1] : NULL;
	const struct bw_sentence *s = &r->body->sentences[f->sentence];
	uint32_t at = bw_told_token_at(r->body, f->start), next = bw_told_token_at(r->body, f->end), first = at - 2;
	if (at < s->first + 2 || f->unit != BW_UNIT_COUNT || !(f->value >= 1 && f->value <= HOUR_MOST) ||
	    next != at + 1)
		return false;
	int sign = is_particle(r, at - 1, BW_WORD_PAST_HOUR) ? 1 : is_particle(r, at - 1, BW_WORD_TO_HOUR) ? -1 : 0;
	int minutes = 0;
	if (is_particle(r, at - 2, BW_WORD_HALF) && sign > 0)
		minutes = HALF_HOUR;
	else if (is_particle(r, at - 2, BW_WORD_QUARTER))
		minutes = QUARTER;
	else if (before && before->unit == BW_UNIT_COUNT && before->value >= 1 && before->value <= HALF_HOUR &&
		 bw_told_token_at(r->body, before->end) == at - 1)
		first = bw_told_token_at(r->body, before->start), minutes = (int)before->value;
	bool at_word =
		first > s->first && ((r->w[first - 1].cues & BW_CUE_AT) || bound_at(r, s, first) != BW_BOUND_NONE);
	if (!sign || !minutes || minutes % 5 || (sign < 0 && !at_word))
		return false;
	if (before && before->value == minutes && r->n && r->out[r->n - 1].value == before->value)
		r->n--; /* the minutes were taken for a count */
	int hour = (int)f->value % HOUR_MOST * MINUTES + sign * minutes;
	put_clock(r, s, first, next, DAY + (hour < 0 ? hour + DAY / 2 : hour));
	return true;
}

static void take_clocks(struct read *r, uint32_t sentence)
{
	const struct bw_sentence *s = &r->body->sentences[sentence];
	uint32_t end = s->first + s->n_tokens;
	for (uint32_t i = s->first; i < end && r->n < MAX_FIGURES; i++) {
		int minutes = clock_of(r, i, end);
		if (minutes < 0)
			continue;
		put_clock(r, s, i, i + 1, minutes);
	}
}

void bw_profile_figures(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
			const struct bw_told_word *w, struct bw_profile *out)
{
	struct read r = {.article = article, .notes = notes, .body = &notes->body, .w = w};
	r.out = BW_ARRAY(a, struct bw_profile_figure, MAX_FIGURES);
	uint32_t k = 0;
	for (uint32_t i = 0; i < notes->body.n_sentences && r.n < MAX_FIGURES; i++) {
		for (; k < notes->n_figures && notes->figures[k].sentence < i; k++)
			;
		for (; k < notes->n_figures && notes->figures[k].sentence == i && r.n < MAX_FIGURES; k++)
			if (notes->figures[k].unit != BW_UNIT_DATE && !is_spoken_hour(&r, k))
				take_figure(&r, &notes->figures[k]);
		take_clocks(&r, i);
	}
	out->figures = r.out;
	out->n_figures = r.n;
}
