#include <math.h>

#include "annotate/figures_part.h"

/* Finds what a sentence has in figures: at each token a date, else a range, else a single quantity. */
static const bw_time a_year = 366 * (bw_time)BW_DAY;
enum { BACK_MAX = 5, PHRASE_MAX = 6, AGE_LEAST = 15, AGE_MOST = 105 };

const struct bw_figure_word *bw_figure_word_at(const struct bw_figure_reader *r, uint32_t i, enum bw_figure_role role)
{
	if (i < r->first || i >= r->end || !r->hit[i] || i + r->hit_len[i] > r->end)
		return NULL;
	for (int32_t at = (int32_t)r->hit[i] - 1; at >= 0; at = r->pack->words.ptr[at].next)
		if (r->pack->words.ptr[at].role == role)
			return &r->pack->words.ptr[at];
	return NULL;
}

uint32_t bw_figure_back(const struct bw_figure_reader *r, uint32_t i, enum bw_figure_role role)
{
	for (uint32_t n = BACK_MAX; n > 0; n--)
		if (i >= r->first + n && r->hit_len[i - n] == n && bw_figure_word_at(r, i - n, role))
			return i - n;
	return i;
}

struct bw_str bw_figure_text(const struct bw_figure_reader *r, uint32_t i)
{
	return bw_str_sub(r->text, r->tokens[i].start, r->tokens[i].end - r->tokens[i].start);
}

/* U+2010 to U+2014 are dashes. */
bool bw_figure_sign_at(const struct bw_figure_reader *r, uint32_t i, char sign)
{
	if (i >= r->end || r->tokens[i].kind != BW_TOKEN_PUNCT)
		return false;
	struct bw_str s = bw_figure_text(r, i);
	if (s.len == 1)
		return s.ptr[0] == sign;
	return sign == '-' && s.len == 3 && (unsigned char)s.ptr[0] == 0xE2 && (unsigned char)s.ptr[1] == 0x80 &&
	       (unsigned char)s.ptr[2] >= 0x90 && (unsigned char)s.ptr[2] <= 0x94;
}

bool bw_figure_is_joined(const struct bw_figure_reader *r, uint32_t i)
{
	return i > 0 && i < r->end && !(r->tokens[i].flags & BW_TOKEN_SPACE);
}

static void push(struct bw_figure_reader *r, uint32_t first, uint32_t end, struct bw_figure f, bool fine)
{
	f.start = r->tokens[first].start;
	f.end = r->tokens[end - 1].end;
	f.sentence = r->sentence;
	f.date = -1;
	*BW_PUSH(r->arena, &r->out) = f;
	*BW_PUSH(r->arena, &r->at) = first;
	*BW_PUSH(r->arena, &r->past) = end;
	*BW_PUSH(r->arena, &r->fine) = fine;
}

/* As bw_figure_back, over an article as well. */
static uint32_t back_over(const struct bw_figure_reader *r, uint32_t i, enum bw_figure_role role)
{
	uint32_t at = bw_figure_back(r, i, role);
	if (at < i || i == r->first || !bw_figure_word_at(r, i - 1, BW_FIG_SKIP) || r->hit_len[i - 1] != 1)
		return at;
	at = bw_figure_back(r, i - 1, role);
	return at < i - 1 ? at : i;
}

/* "by the end of 2027", "since Monday": the preposition bounds the date and belongs to it. */
static void push_date(struct bw_figure_reader *r, uint32_t first, const struct bw_span *span, bool range)
{
	struct bw_figure f = {.unit = BW_UNIT_DATE, .value = (double)span->low};
	f.low = (double)span->low;
	f.high = (double)span->high;
	uint32_t edge = back_over(r, first, BW_FIG_EDGE), start = edge, at = back_over(r, start, BW_FIG_WHEN);
	const struct bw_figure_word *when = at < start ? bw_figure_word_at(r, at, BW_FIG_WHEN) : NULL;
	if (range) {
		f.bound = BW_BOUND_RANGE;
	} else if (when && bw_str_eq(when->key, BW_STR("most"))) {
		f.bound = BW_BOUND_AT_MOST;
		f.low = -INFINITY;
	} else if (when && bw_str_eq(when->key, BW_STR("least"))) {
		f.bound = BW_BOUND_AT_LEAST;
		f.high = INFINITY;
	} else if (!span->fine && (at = bw_figure_back(r, first, BW_FIG_ABOUT)) < first) {
		f.bound = BW_BOUND_ABOUT;
		first = at;
	}
	if (f.bound == BW_BOUND_AT_MOST || f.bound == BW_BOUND_AT_LEAST)
		first = at;
	else if (edge < first && edge >= r->first && bw_figure_word_at(r, edge, BW_FIG_EDGE))
		first = edge;
	f.approximate = f.bound != BW_BOUND_NONE;
	push(r, first, span->end, f, span->fine);
}

/* "from January to March 2026", "between May and June": one span when both ends are dates in that order. */
static bool join_dates(const struct bw_figure_reader *r, uint32_t i, struct bw_span *a)
{
	struct bw_span b;
	uint32_t at = a->end;
	bool from = i > r->first && bw_figure_word_at(r, i - 1, BW_FIG_FROM), to = bw_figure_word_at(r, at, BW_FIG_TO);
	const struct bw_figure_word *open = i > r->first ? bw_figure_word_at(r, i - 1, BW_FIG_BETWEEN) : NULL;
	bool joins = (from && to) || (open && at < r->end && r->words[at] == open->key_hash);
	if (!joins || at + 1 >= r->end || !bw_date_read(r, at + 1, &b))
		return false;
	/* The year stands with the second alone: "from November to March 2026". */
	if (b.low <= a->low && a->low - b.low < a_year) {
		struct bw_date d = bw_time_date(a->low);
		d.year -= 1 + (d.month > bw_time_date(b.low).month && d.year == bw_time_date(b.low).year);
		a->low = bw_time_from_date(d);
	}
	if (b.low <= a->low)
		return false;
	a->high = b.high;
	a->end = b.end;
	return true;
}

static bool read_date(struct bw_figure_reader *r, uint32_t i, uint32_t *next)
{
	struct bw_span span;
	if (!bw_date_read(r, i, &span) || span.end <= i)
		return false;
	bool range = join_dates(r, i, &span) || span.range;
	push_date(r, i, &span, range);
	*next = span.end;
	return true;
}

static bool ends_aside(const struct bw_figure_reader *r, uint32_t i)
{
	return i >= r->end || bw_figure_sign_at(r, i, ',') || bw_figure_sign_at(r, i, '.') ||
	       bw_figure_sign_at(r, i, ';');
}

/* "aged 21", "Smith, 45,": a person's age. */
static void read_age(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	uint32_t aged = bw_figure_back(r, q->first, BW_FIG_AGED), i = q->first;
	bool bare = !q->has_unit && q->n.scale <= 1;
	bool month = q->f.unit == BW_UNIT_MEASURE && q->f.unit_key == bw_str_hash(BW_STR("month"));
	bool aside = bare && q->n.plain && q->n.value >= AGE_LEAST && q->n.value <= AGE_MOST && i >= r->first + 2 &&
		     bw_figure_sign_at(r, i - 1, ',') && (r->tokens[i - 2].flags & BW_TOKEN_CAPITAL) &&
		     ends_aside(r, q->end) && i >= r->first + 3 && (r->tokens[i - 3].flags & BW_TOKEN_CAPITAL);
	if ((aged == i || !(bare || month)) && !aside)
		return;
	q->f.unit = BW_UNIT_MEASURE;
	bw_quantity_set_unit(q, BW_STR("age"));
	q->f.value = q->n.value;
	q->has_unit = true;
}

/* "minus 5 degrees", "-0.2%". */
static void read_minus(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	bool word = q->first > r->first && bw_figure_word_at(r, q->first - 1, BW_FIG_MINUS);
	bool sign = q->first > r->first && bw_figure_sign_at(r, q->first - 1, '-') &&
		    bw_figure_is_joined(r, q->first) && !bw_figure_is_joined(r, q->first - 1);
	if (!q->has_unit || (!word && !sign) || q->f.bound == BW_BOUND_RANGE)
		return;
	q->f.value = -q->f.value;
	q->first--;
}

static bool read_quantity(struct bw_figure_reader *r, uint32_t i, uint32_t *next)
{
	struct bw_quantity q;
	if (!bw_quantity_range(r, i, &q)) {
		if (!bw_quantity_read(r, i, &q))
			return false;
		*next = q.end;
		if (bw_quantity_is_name(r, &q) || (q.n.fraction && !q.is_share))
			return true;
		read_age(r, &q);
		read_minus(r, &q);
	}
	uint64_t head = bw_quantity_head(r, q.end);
	q.f.head = q.f.head ? q.f.head : head;
	bw_quantity_bound(r, &q);
	push(r, q.first, q.end, q.f, false);
	*next = q.end;
	return true;
}

static bool may_begin(const struct bw_figure_reader *r, uint32_t i)
{
	const struct bw_token *t = &r->tokens[i];
	char c = r->text.ptr[t->start], d = r->text.ptr[t->end - 1];
	if (r->hit[i] || t->kind == BW_TOKEN_NUMBER || (c >= '0' && c <= '9') || (unsigned char)d >= 0x80)
		return true;
	if (t->kind == BW_TOKEN_PUNCT)
		return c == '$' || (unsigned char)c >= 0x80;
	return t->kind == BW_TOKEN_WORD &&
	       ((t->flags & BW_TOKEN_CAPITAL) || r->pack->starts[bw_figure_start(bw_figure_text(r, i))]);
}

static void read_sentence(struct bw_figure_reader *r)
{
	uint32_t from = (uint32_t)r->out.len;
	for (uint32_t i = r->first, next; i < r->end; i = next) {
		next = i + 1;
		if (r->tokens[i].kind == BW_TOKEN_URL || !may_begin(r, i) || read_date(r, i, &next))
			continue;
		read_quantity(r, i, &next);
		next = next > i ? next : i + 1;
	}
	bw_figures_link(r, from);
}

static void find_words(struct bw_figure_reader *r, uint32_t n)
{
	r->hit = BW_ARRAY(r->arena, uint32_t, n + 1);
	r->hit_len = BW_ARRAY(r->arena, uint8_t, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at;
		size_t len =
			bw_phrases_match(&r->pack->phrases, r->words + i, n - i < PHRASE_MAX ? n - i : PHRASE_MAX, &at);
		if (len) {
			r->hit[i] = at + 1;
			r->hit_len[i] = (uint8_t)len;
		}
	}
}

/* Which sign is the decimal one where a language has both: one digit or two behind it give it away. */
static bool has_comma(const struct bw_figure_reader *r, uint32_t n)
{
	uint32_t points = 0, commas = 0;
	if (!r->pack->habits.mixed)
		return r->pack->habits.comma;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_digits d;
		struct bw_str s = bw_figure_text(r, i);
		if (r->tokens[i].kind != BW_TOKEN_NUMBER || !bw_digits_read(s, true, &d) || d.integer || d.grouped)
			continue;
		points += d.strange;
		commas += !d.strange && d.used >= 3 && (s.ptr[d.used - 2] == ',' || s.ptr[d.used - 3] == ',');
	}
	return points > commas ? false : r->pack->habits.comma;
}

void bw_figures_note(const struct bw_figures *f, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes)
{
	int language = bw_words_language_index(notes->language);
	struct bw_figure_reader r = {.figures = f,
				     .pack = &f->packs[language < 0 ? BW_N_READ_LANGUAGES : language],
				     .arena = a,
				     .notes = notes,
				     .text = article->text,
				     .tokens = notes->body.tokens,
				     .day = BW_TIME_NONE};
	if (article->published != BW_TIME_NONE)
		r.day = bw_time_day_start(article->published);
	r.words = bw_words_keys(a, &notes->body, false);
	find_words(&r, notes->body.n_tokens);
	r.comma = has_comma(&r, notes->body.n_tokens);
	for (uint32_t s = 0; s < notes->body.n_sentences; s++) {
		r.sentence = s;
		r.first = notes->body.sentences[s].first;
		r.end = r.first + notes->body.sentences[s].n_tokens;
		read_sentence(&r);
	}
	notes->figures = r.out.ptr;
	notes->n_figures = (uint32_t)r.out.len;
}
