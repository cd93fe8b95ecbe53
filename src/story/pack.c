#include <math.h>

#include "core/pack.h"
#include "story/part.h"

/* Version 4. Ordered hashes are stored as differences, which are shorter, counts that are nearly always the same behind
 * flags that say which are not, and stems that are among the profile's words by their place there. */
enum { VERSION = 4, ENTRIES_MAX = 40 };
enum { ACTOR_BYTES = 3, FIGURE_BYTES = 17, DATE_BYTES = 6, FACT_BYTES = 10, ENTRY_BYTES = 3 };
enum word_flag { HAS_FULL = 1, HAS_LEAD = 2, HAS_TITLE = 4, HAS_NAME = 8, NAME_IS_FULL = 16, LEAD_IS_FULL = 32 };

/* ---- numbers ---- */

static void pack_u32(struct bw_buf *out, uint32_t v)
{
	const unsigned char b[4] = {v & 255, v >> 8 & 255, v >> 16 & 255, v >> 24};
	bw_buf_put(out, b, sizeof(b));
}

static uint32_t unpack_u32(struct bw_unpack *u)
{
	if (u->bad || u->in.len - u->pos < 4) {
		u->bad = true;
		return 0;
	}
	const unsigned char *b = (const unsigned char *)u->in.ptr + u->pos;
	u->pos += 4;
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint64_t unpack_below(struct bw_unpack *u, uint64_t limit)
{
	uint64_t v = bw_unpack_u64(u);
	if (v >= limit)
		u->bad = true;
	return v < limit ? v : 0;
}

static uint32_t unpack_offset(struct bw_unpack *u)
{
	return (uint32_t)unpack_below(u, (uint64_t)UINT32_MAX + 1);
}

/* Reads a difference: hashes must go up, so that whoever merges them may rely on it. */
static uint32_t unpack_next(struct bw_unpack *u, uint32_t last, bool is_first)
{
	uint64_t step = bw_unpack_u64(u);
	if ((!step && !is_first) || step > UINT32_MAX - last)
		u->bad = true;
	return last + (uint32_t)step;
}

static void pack_hashes(struct bw_buf *out, const uint32_t *v, uint32_t n)
{
	uint32_t last = 0;
	bw_pack_u64(out, n);
	for (uint32_t i = 0; i < n; i++) {
		bw_pack_u64(out, v[i] - last);
		last = v[i];
	}
}

static const uint32_t *unpack_hashes(struct bw_arena *a, struct bw_unpack *u, uint32_t *n)
{
	*n = (uint32_t)bw_unpack_count(u, 1);
	uint32_t *v = BW_ARRAY(a, uint32_t, *n), last = 0;
	for (uint32_t i = 0; i < *n && !u->bad; i++)
		last = v[i] = unpack_next(u, last, i == 0);
	return v;
}

/* A sentence: its start from that of the row before, and its length. */
static void pack_span(struct bw_buf *out, uint32_t start, uint32_t end, uint32_t *last)
{
	bw_pack_i64(out, (int64_t)start - *last);
	bw_pack_i64(out, (int64_t)end - start);
	*last = start;
}

static void unpack_span(struct bw_unpack *u, uint32_t *start, uint32_t *end, uint32_t *last)
{
	int64_t from = bw_unpack_i64(u), len = bw_unpack_i64(u);
	int64_t limit = (int64_t)UINT32_MAX;
	if (from < -limit || from > limit || len < 0 || len > limit || *last + from < 0 || *last + from > limit ||
	    *last + from + len < 0 || *last + from + len > limit) {
		u->bad = true;
		from = len = 0;
	}
	*last = *start = (uint32_t)(*last + from);
	*end = (uint32_t)(*start + len);
}

/* ---- words ---- */

static void pack_words(struct bw_buf *out, const struct bw_profile_word *w, uint32_t n)
{
	uint32_t last = 0;
	bw_pack_u64(out, n);
	for (uint32_t i = 0; i < n; last = w[i++].stem) {
		bool lead_is_full = w[i].lead && w[i].lead == w[i].full,
		     name_is_full = w[i].name && w[i].name == w[i].full;
		unsigned flags = (w[i].full != 1) * HAS_FULL | (w[i].lead && !lead_is_full) * HAS_LEAD |
				 (w[i].title != 0) * HAS_TITLE | (w[i].name && !name_is_full) * HAS_NAME |
				 name_is_full * NAME_IS_FULL | lead_is_full * LEAD_IS_FULL;
		bw_pack_u64(out, (uint64_t)(w[i].stem - last) << 6 | flags);
		if (flags & HAS_FULL)
			bw_buf_char(out, (char)w[i].full);
		if (flags & HAS_LEAD)
			bw_buf_char(out, (char)w[i].lead);
		if (flags & HAS_TITLE)
			bw_buf_char(out, (char)w[i].title);
		if (flags & HAS_NAME)
			bw_buf_char(out, (char)w[i].name);
	}
}

static uint8_t unpack_byte(struct bw_unpack *u)
{
	if (u->bad || u->pos == u->in.len) {
		u->bad = true;
		return 0;
	}
	return (uint8_t)u->in.ptr[u->pos++];
}

/* Only what pack_words writes is taken: one form for one row. */
static void unpack_word(struct bw_unpack *u, unsigned flags, struct bw_profile_word *w)
{
	w->full = flags & HAS_FULL ? unpack_byte(u) : 1;
	w->lead = flags & LEAD_IS_FULL ? w->full : flags & HAS_LEAD ? unpack_byte(u) : 0;
	w->title = flags & HAS_TITLE ? unpack_byte(u) : 0;
	w->name = flags & NAME_IS_FULL ? w->full : flags & HAS_NAME ? unpack_byte(u) : 0;
	bool both = (flags & HAS_LEAD && flags & LEAD_IS_FULL) || (flags & HAS_NAME && flags & NAME_IS_FULL);
	bool odd = (flags & HAS_FULL && w->full == 1) || (flags & LEAD_IS_FULL && !w->full) ||
		   (flags & NAME_IS_FULL && !w->full) || (flags & HAS_LEAD && (!w->lead || w->lead == w->full)) ||
		   (flags & HAS_TITLE && !w->title) || (flags & HAS_NAME && (!w->name || w->name == w->full));
	u->bad |= both || odd;
}

static const struct bw_profile_word *unpack_words(struct bw_arena *a, struct bw_unpack *u, uint32_t *n)
{
	*n = (uint32_t)bw_unpack_count(u, 1);
	struct bw_profile_word *w = BW_ARRAY(a, struct bw_profile_word, *n);
	uint32_t last = 0;
	for (uint32_t i = 0; i < *n && !u->bad; i++) {
		uint64_t v = bw_unpack_u64(u), step = v >> 6;
		u->bad |= (i && !step) || step > UINT32_MAX - last;
		last = w[i].stem = last + (uint32_t)step;
		unpack_word(u, v & 63, &w[i]);
	}
	return w;
}

/* ---- actors, figures, dates, facts, entries ---- */

static void pack_actors(struct bw_buf *out, const struct bw_profile *p)
{
	uint32_t last = 0;
	bw_pack_u64(out, p->n_actors);
	for (uint32_t i = 0; i < p->n_actors; last = p->actors[i++].name) {
		bw_pack_u64(out, p->actors[i].name - last);
		bw_buf_char(out, (char)p->actors[i].kind);
		bw_buf_char(out, (char)p->actors[i].weight);
	}
}

static void unpack_actors(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_actors = (uint32_t)bw_unpack_count(u, ACTOR_BYTES);
	struct bw_profile_actor *v = BW_ARRAY(a, struct bw_profile_actor, out->n_actors);
	uint32_t last = 0;
	for (uint32_t i = 0; i < out->n_actors && !u->bad; i++) {
		last = v[i].name = unpack_next(u, last, i == 0);
		v[i].kind = unpack_byte(u);
		v[i].weight = unpack_byte(u);
		u->bad |= v[i].kind > BW_ACTOR_UNKNOWN;
	}
	out->actors = v;
}

/* One more than the place of a stem among the words, as far as that is a byte; 0: it is not there. */
static uint8_t place_of(const struct bw_profile *p, uint32_t stem)
{
	uint32_t from = 0, to = p->n_words < UINT8_MAX ? p->n_words : UINT8_MAX;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (p->words[mid].stem == stem)
			return (uint8_t)(mid + 1);
		if (p->words[mid].stem < stem)
			from = mid + 1;
		else
			to = mid;
	}
	return 0;
}

static void pack_stem(struct bw_buf *out, const struct bw_profile *p, uint32_t stem)
{
	uint8_t place = place_of(p, stem);
	bw_buf_char(out, (char)place);
	if (!place)
		pack_u32(out, stem);
}

static uint32_t unpack_stem(struct bw_unpack *u, const struct bw_profile *p)
{
	uint8_t place = unpack_byte(u);
	u->bad |= place > p->n_words;
	if (place)
		return u->bad ? 0 : p->words[place - 1].stem;
	uint32_t stem = unpack_u32(u);
	u->bad |= !u->bad && place_of(p, stem);
	return stem;
}

static void pack_stems(struct bw_buf *out, const struct bw_profile *p, const uint32_t *v, uint8_t n)
{
	bw_buf_char(out, (char)n);
	for (uint8_t i = 0; i < n; i++)
		pack_stem(out, p, v[i]);
}

static uint8_t unpack_stems(struct bw_unpack *u, const struct bw_profile *p, uint32_t *v, uint8_t most)
{
	uint8_t n = unpack_byte(u);
	u->bad |= n > most;
	for (uint8_t i = 0; i < n && !u->bad; i++)
		v[i] = unpack_stem(u, p);
	return u->bad ? 0 : n;
}

static uint64_t bits_of(double v)
{
	uint64_t bits;
	memcpy(&bits, &v, sizeof(bits));
	return bits;
}

static void pack_days(struct bw_buf *out, int32_t from, int32_t to)
{
	bw_pack_i64(out, from);
	bw_pack_i64(out, (int64_t)to - from);
}

static void unpack_days(struct bw_unpack *u, int32_t *from, int32_t *to)
{
	int64_t first = bw_unpack_i64(u), days = bw_unpack_i64(u);
	if (first < INT32_MIN || first > INT32_MAX || days < 0 || days > INT32_MAX - first) {
		u->bad = true;
		first = days = 0;
	}
	*from = (int32_t)first;
	*to = (int32_t)(first + days);
}

static void pack_figures(struct bw_buf *out, const struct bw_profile *p)
{
	uint32_t last = 0;
	bw_pack_u64(out, p->n_figures);
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *f = &p->figures[i];
		pack_span(out, f->start, f->end, &last);
		bw_pack_fixed64(out, bits_of(f->value));
		bw_pack_u64(out, f->unit_key);
		pack_stem(out, p, f->head);
		bw_buf_char(out, (char)f->unit);
		bw_buf_char(out, (char)f->bound);
		bw_buf_char(out, (char)(f->approximate | f->part << 1 | f->denied << 2 | f->corrects << 3 |
					f->claimed << 4 | f->changed << 5 | f->grows << 6));
		bool dated = f->when_from <= f->when_to;
		bw_buf_char(out, (char)dated);
		if (dated)
			pack_days(out, f->when_from, f->when_to);
		pack_stems(out, p, f->about, f->n_about);
	}
}

static void unpack_figures(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_figures = (uint32_t)bw_unpack_count(u, FIGURE_BYTES);
	struct bw_profile_figure *f = BW_ARRAY(a, struct bw_profile_figure, out->n_figures);
	uint32_t last = 0;
	for (uint32_t i = 0; i < out->n_figures && !u->bad; i++) {
		unpack_span(u, &f[i].start, &f[i].end, &last);
		uint64_t bits = bw_unpack_fixed64(u);
		memcpy(&f[i].value, &bits, sizeof(bits));
		f[i].unit_key = unpack_offset(u);
		f[i].head = unpack_stem(u, out);
		f[i].unit = unpack_byte(u);
		f[i].bound = unpack_byte(u);
		uint8_t flags = unpack_byte(u);
		f[i].approximate = flags & 1;
		f[i].part = flags >> 1 & 1;
		f[i].denied = flags >> 2 & 1;
		f[i].corrects = flags >> 3 & 1;
		f[i].claimed = flags >> 4 & 1;
		f[i].changed = flags >> 5 & 1;
		f[i].grows = flags >> 6 & 1;
		uint8_t dated = unpack_byte(u);
		f[i].when_from = 1;
		if (dated)
			unpack_days(u, &f[i].when_from, &f[i].when_to);
		f[i].n_about = unpack_stems(u, out, f[i].about, BW_FIGURE_ABOUT);
		u->bad |= flags > 127 || dated > 1 || f[i].unit > BW_UNIT_MEASURE || f[i].bound > BW_BOUND_RANGE ||
			  !isfinite(f[i].value);
	}
	out->figures = f;
}

static void pack_dates(struct bw_buf *out, const struct bw_profile *p)
{
	uint32_t last = 0;
	bw_pack_u64(out, p->n_dates);
	for (uint32_t i = 0; i < p->n_dates; i++) {
		const struct bw_profile_date *d = &p->dates[i];
		pack_span(out, d->start, d->end, &last);
		pack_days(out, d->from, d->to);
		bw_buf_char(out, (char)(d->denied | d->corrects << 1));
		pack_stems(out, p, d->about, d->n_about);
	}
}

static void unpack_dates(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_dates = (uint32_t)bw_unpack_count(u, DATE_BYTES);
	struct bw_profile_date *d = BW_ARRAY(a, struct bw_profile_date, out->n_dates);
	uint32_t last = 0;
	for (uint32_t i = 0; i < out->n_dates && !u->bad; i++) {
		unpack_span(u, &d[i].start, &d[i].end, &last);
		unpack_days(u, &d[i].from, &d[i].to);
		uint8_t flags = unpack_byte(u);
		u->bad |= flags > 3;
		d[i].denied = flags & 1;
		d[i].corrects = flags >> 1;
		d[i].n_about = unpack_stems(u, out, d[i].about, BW_FIGURE_ABOUT);
	}
	out->dates = d;
}

static void pack_facts(struct bw_buf *out, const struct bw_profile *p)
{
	uint32_t last = 0;
	bw_pack_u64(out, p->n_facts);
	for (uint32_t i = 0; i < p->n_facts; i++) {
		const struct bw_profile_fact *f = &p->facts[i];
		pack_span(out, f->start, f->end, &last);
		bw_pack_u64(out, f->subject);
		bw_pack_u64(out, f->verb);
		bw_pack_u64(out, f->name);
		bw_buf_char(out, (char)f->kind);
		bw_buf_char(out, (char)f->status);
		bw_buf_char(out, (char)f->act);
		bw_buf_char(out, (char)(f->polarity + 1));
		pack_stems(out, p, f->stems, f->n_stems);
	}
}

static void unpack_facts(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_facts = (uint32_t)bw_unpack_count(u, FACT_BYTES);
	struct bw_profile_fact *f = BW_ARRAY(a, struct bw_profile_fact, out->n_facts);
	uint32_t last = 0;
	for (uint32_t i = 0; i < out->n_facts && !u->bad; i++) {
		unpack_span(u, &f[i].start, &f[i].end, &last);
		f[i].subject = unpack_offset(u);
		f[i].verb = unpack_offset(u);
		f[i].name = unpack_offset(u);
		f[i].kind = unpack_byte(u);
		f[i].status = unpack_byte(u);
		f[i].act = unpack_byte(u);
		uint8_t polarity = unpack_byte(u);
		f[i].polarity = (int8_t)(polarity - 1);
		f[i].n_stems = unpack_stems(u, out, f[i].stems, BW_FACT_STEMS);
		u->bad |= polarity > 2 || f[i].kind > BW_FACT_WHERE || f[i].status >= BW_N_STATUS ||
			  f[i].act > BW_ACT_JUDGEMENT;
	}
	out->facts = f;
}

static void pack_entries(struct bw_buf *out, const struct bw_profile *p)
{
	uint32_t last = 0;
	bw_pack_u64(out, p->n_entries);
	for (uint32_t i = 0; i < p->n_entries; i++) {
		pack_span(out, p->entries[i].start, p->entries[i].end, &last);
		pack_words(out, p->entries[i].words, p->entries[i].n_words);
	}
}

static void unpack_entries(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_entries = (uint32_t)bw_unpack_count(u, ENTRY_BYTES);
	u->bad |= out->n_entries > ENTRIES_MAX;
	struct bw_profile_entry *e = BW_ARRAY(a, struct bw_profile_entry, u->bad ? 0 : out->n_entries);
	uint32_t last = 0;
	for (uint32_t i = 0; i < out->n_entries && !u->bad; i++) {
		unpack_span(u, &e[i].start, &e[i].end, &last);
		e[i].words = unpack_words(a, u, &e[i].n_words);
	}
	out->entries = e;
}

/* ---- the whole ---- */

void bw_profile_pack(const struct bw_profile *p, struct bw_buf *out)
{
	bw_pack_u64(out, VERSION);
	bw_pack_fixed64(out, p->key);
	bw_pack_i64(out, p->at);
	bw_pack_fixed64(out, p->source);
	bw_pack_u64(out, p->credit != 0);
	if (p->credit)
		bw_pack_fixed64(out, p->credit);
	bw_buf_put(out, p->language, sizeof(p->language));
	bw_buf_char(out, (char)p->kind);
	bw_buf_char(out, (char)(p->reprise | p->corrects << 1));
	bw_pack_u64(out, p->length);
	pack_words(out, p->words, p->n_words);
	pack_actors(out, p);
	pack_figures(out, p);
	pack_dates(out, p);
	pack_facts(out, p);
	pack_entries(out, p);
}

void bw_profile_pack_prints(const struct bw_profile *p, struct bw_buf *out)
{
	bw_pack_u64(out, VERSION);
	pack_hashes(out, p->prints, p->n_prints);
	pack_hashes(out, p->quoted_prints, p->n_quoted);
}

static void unpack_head(struct bw_unpack *u, struct bw_profile *out)
{
	u->bad |= bw_unpack_u64(u) != VERSION;
	out->key = bw_unpack_fixed64(u);
	out->at = bw_unpack_i64(u);
	out->source = bw_unpack_fixed64(u);
	if (unpack_below(u, 2)) {
		out->credit = bw_unpack_fixed64(u);
		u->bad |= !out->credit;
	}
	for (size_t i = 0; i < sizeof(out->language); i++)
		out->language[i] = (char)unpack_byte(u);
	u->bad |= out->language[sizeof(out->language) - 1] != 0;
	uint8_t kind = unpack_byte(u), flags = unpack_byte(u);
	u->bad |= kind >= BW_N_KIND || flags > 3;
	out->kind = u->bad ? BW_KIND_NEWS : (enum bw_kind)kind;
	out->reprise = flags & 1;
	out->corrects = flags >> 1 & 1;
	out->length = unpack_offset(u);
}

static bool unpack_prints(struct bw_arena *a, struct bw_str prints, struct bw_profile *out)
{
	struct bw_unpack u = {.in = prints};
	if (!prints.len)
		return true;
	u.bad = bw_unpack_u64(&u) != VERSION;
	out->prints = unpack_hashes(a, &u, &out->n_prints);
	out->quoted_prints = unpack_hashes(a, &u, &out->n_quoted);
	return !u.bad && u.pos == prints.len;
}

bool bw_profile_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_str prints, struct bw_profile *out)
{
	struct bw_unpack u = {.in = bytes};
	*out = (struct bw_profile){0};
	unpack_head(&u, out);
	out->words = unpack_words(a, &u, &out->n_words);
	unpack_actors(a, &u, out);
	unpack_figures(a, &u, out);
	unpack_dates(a, &u, out);
	unpack_facts(a, &u, out);
	unpack_entries(a, &u, out);
	if (u.bad || u.pos != bytes.len || !unpack_prints(a, prints, out)) {
		*out = (struct bw_profile){0};
		return false;
	}
	return true;
}
