#include "annotate/figures_part.h"
#include "core/utf8.h"

/*
 * Written numbers: "twenty-one", "einundzwanzig", "quatre-vingt-dix-sept", "dos mil quinientos". Words below a hundred
 * add up, "hundred" multiplies what stands before it, a larger scale takes all that it exceeds. Which word may follow
 * which keeps "two three" apart.
 */
enum { WORDS_MAX = 12, WORD_BYTES = 64, PIECE_MIN = 2 };

struct sum {
	double total, current, last_scale;
	uint32_t n;
	bool open; /* a joint was read: another number must follow */
};

uint8_t bw_figure_start(struct bw_str word)
{
	if (word.len < 2)
		return 0;
	return (uint8_t)((uint8_t)(word.ptr[0] | 32) * 31 + (uint8_t)(word.ptr[1] | 32));
}

static bool add_number(struct sum *s, double v)
{
	double rest = s->current >= 100 ? s->current - 100 * (double)(int)(s->current / 100) : s->current;
	bool tens = rest >= 20 && v < 10 && rest == 10 * (double)(int)(rest / 10);
	bool teens = (rest == 60 || rest == 80) && v >= 10 && v < 20; /* soixante et onze */
	if (s->n && !(rest == 0 && (v < 100 || s->current == 0)) && !tens && !teens)
		return false;
	s->current += v;
	return true;
}

static bool add_scale(struct sum *s, double factor)
{
	if (factor <= 100) {
		if (s->current >= 100)
			return false;
		s->current = (s->current > 0 ? s->current : 1) * factor;
		return true;
	}
	if (s->last_scale > 0 && factor > s->last_scale) {
		s->total = (s->total + s->current) * factor;
	} else {
		if (s->last_scale > 0 && factor == s->last_scale)
			return false;
		s->total += (s->current > 0 ? s->current : 1) * factor;
	}
	s->current = 0;
	s->last_scale = factor;
	return true;
}

/* One word of a number; false when it does not go on. */
static bool add_word(struct sum *s, const struct bw_figure_word *w)
{
	bool ok = false;
	if (w->role == BW_FIG_NUMBER || w->role == BW_FIG_ONE)
		ok = add_number(s, w->role == BW_FIG_ONE ? 1 : w->factor);
	else if (w->role == BW_FIG_SCALE)
		ok = add_scale(s, w->factor);
	if (ok) {
		s->n++;
		s->open = false;
	}
	return ok;
}

static const struct bw_figure_word *piece_of(const struct bw_figure_pack *p, struct bw_str folded)
{
	const uint64_t *at = bw_map_get(&p->pieces, bw_str_hash(folded));
	return at ? &p->words.ptr[*at - 1] : NULL;
}

/* German and Dutch say the unit first: "ein-und-zwanzig". */
static bool add_piece(struct sum *s, const struct bw_figure_word *w)
{
	double v = w->role == BW_FIG_ONE ? 1 : w->factor;
	if (w->role == BW_FIG_JOINT) {
		s->open = true;
		return s->n > 0;
	}
	if (s->open && w->role == BW_FIG_NUMBER && v >= 20 && v < 100) {
		double unit = s->current - 100 * (double)(int)(s->current / 100);
		if (unit < 1 || unit > 9)
			return false;
		s->current += v;
		s->n++;
		s->open = false;
		return true;
	}
	return add_word(s, w);
}

/* Splits one word into pieces of numbers, the longest first; hyphens may stand between. The value of the whole, or
 * false when any part is something else. */
static bool read_compound(const struct bw_figure_pack *p, struct bw_str word, double *value)
{
	struct sum s = {0};
	size_t pos = 0;
	while (pos < word.len) {
		size_t n = word.len - pos;
		const struct bw_figure_word *w = NULL;
		if (word.ptr[pos] == '-') {
			pos++;
			continue;
		}
		for (; n >= PIECE_MIN; n--)
			if ((w = piece_of(p, bw_str_sub(word, pos, n))) && w->role != BW_FIG_FRACTION)
				break;
		if (n < PIECE_MIN || !add_piece(&s, w))
			return false;
		pos += n;
	}
	*value = s.total + s.current;
	return s.n > 1 && !s.open;
}

/* "two-thirds", "half-million": a fraction with its number, or a scale behind a fraction. */
static bool read_hyphened(const struct bw_figure_pack *p, struct bw_str word, struct bw_numeral *out)
{
	struct bw_str rest = word, part;
	const struct bw_figure_word *w[3];
	int n = 0;
	while (n < 3 && bw_str_split(&rest, '-', &part))
		if (!(w[n++] = piece_of(p, part)))
			return false;
	if (rest.len || n != 2)
		return false;
	bool counted = w[0]->role == BW_FIG_NUMBER || w[0]->role == BW_FIG_ONE;
	if (counted && w[1]->role == BW_FIG_FRACTION) {
		out->value = (w[0]->role == BW_FIG_ONE ? 1 : w[0]->factor) * w[1]->factor;
		out->fraction = true;
		return true;
	}
	if (w[0]->role == BW_FIG_FRACTION && w[1]->role == BW_FIG_SCALE) {
		out->value = w[0]->factor * w[1]->factor;
		return true;
	}
	return false;
}

/* "five-year", "two-day": the rest is the unit. */
static bool read_led(const struct bw_figure_pack *p, struct bw_str word, struct bw_numeral *out)
{
	struct bw_str rest = word, part;
	bw_str_split(&rest, '-', &part);
	const struct bw_figure_word *w = piece_of(p, part);
	if (!w || !rest.len || (w->role != BW_FIG_NUMBER && w->role != BW_FIG_ONE))
		return false;
	out->value = w->role == BW_FIG_ONE ? 1 : w->factor;
	out->rest = rest;
	return true;
}

static bool read_one_word(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out)
{
	struct bw_str text = bw_figure_text(r, i);
	bool hyphen = memchr(text.ptr, '-', text.len) != NULL;
	if ((!hyphen && !r->pack->habits.compound) || text.len > WORD_BYTES || text.len < 4 ||
	    !r->pack->starts[bw_figure_start(text)])
		return false;
	struct bw_str folded = bw_uni_fold(r->arena, text);
	out->end = i + 1;
	return read_compound(r->pack, folded, &out->value) ||
	       (hyphen && (read_hyphened(r->pack, folded, out) || read_led(r->pack, folded, out)));
}

/* "a third", "three quarters", "half a million", "half". */
static bool read_fraction(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out)
{
	const struct bw_figure_word *n = bw_figure_word_at(r, i, BW_FIG_NUMBER);
	uint32_t at = i;
	double count = 1;
	if (n && n->factor < 20) {
		count = n->factor;
		at += r->hit_len[at];
	} else if (bw_figure_word_at(r, i, BW_FIG_ONE)) {
		at += r->hit_len[at];
	}
	const struct bw_figure_word *f = bw_figure_word_at(r, at, BW_FIG_FRACTION);
	if (!f)
		return false;
	at += r->hit_len[at];
	uint32_t past = at + (bw_figure_word_at(r, at, BW_FIG_ONE) != NULL);
	const struct bw_figure_word *scale = bw_figure_word_at(r, past, BW_FIG_SCALE);
	out->value = count * f->factor;
	out->fraction = !scale;
	out->end = scale ? past : at;
	return true;
}

bool bw_numeral_spelled(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out)
{
	struct sum s = {0};
	uint32_t at = i, end = i;
	if (read_fraction(r, i, out))
		return true;
	for (uint32_t n = 0; at < r->end && n < WORDS_MAX; n++) {
		const struct bw_figure_word *w = bw_figure_word_at(r, at, BW_FIG_NUMBER);
		w = w ? w : bw_figure_word_at(r, at, BW_FIG_SCALE);
		w = w ? w : bw_figure_word_at(r, at, BW_FIG_ONE);
		bool lone_scale = w && w->role == BW_FIG_SCALE && !s.n && !w->key.len;
		if (w && !lone_scale && add_word(&s, w)) {
			at += r->hit_len[at];
			end = at;
			out->scale = 1;
			continue;
		}
		bool joint = !w && s.n && !s.open && bw_figure_word_at(r, at, BW_FIG_JOINT) &&
			     (bw_figure_word_at(r, at + 1, BW_FIG_NUMBER) || bw_figure_word_at(r, at + 1, BW_FIG_ONE));
		if (!joint || (s.current < 20 && s.total == 0))
			break;
		s.open = true;
		at++;
	}
	if (end == i)
		return read_one_word(r, i, out);
	bool lone = end == i + r->hit_len[i] && bw_figure_word_at(r, i, BW_FIG_ONE) &&
		    !bw_figure_word_at(r, i, BW_FIG_NUMBER);
	out->value = s.total + s.current;
	out->end = end;
	bool article = lone && bw_figure_word_at(r, i, BW_FIG_ONE)->key.len;
	bool counts = bw_figure_word_at(r, end, BW_FIG_PERCENT) || bw_figure_word_at(r, end, BW_FIG_PORTION);
	return !lone || (counts && !article);
}
