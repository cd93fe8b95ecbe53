#include "annotate/figures_part.h"

/* Numbers after methods.md 6.5: [approx] numeral [scale] [percent | currency | measure] [of the] head noun; and dates
 * with a month. */
enum { HEAD_MAX = 5, APPROX_MAX = 3 };

static const struct {
	const char *name;
	enum bw_figure_role role;
} roles[] = {{"number", BW_FIG_NUMBER},     {"scale", BW_FIG_SCALE},     {"percent", BW_FIG_PERCENT},
	     {"currency", BW_FIG_CURRENCY}, {"measure", BW_FIG_MEASURE}, {"month", BW_FIG_MONTH}};

struct reader {
	const struct bw_figures *figures;
	struct bw_arena *arena;
	struct bw_str text;
	const struct bw_token *tokens;
	const uint64_t *words;
	bw_time published;
	uint32_t end; /* of the sentence */
	uint32_t first;
	uint32_t sentence;
	BW_VEC(struct bw_figure) out;
};

static enum bw_figure_role role_of(struct bw_str name)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (bw_str_eq(name, bw_str_from(roles[i].name)))
			return roles[i].role;
	return 0;
}

int bw_figures_open(struct bw_figures *f, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, "en/figures");
	bw_map_init(&f->word);
	bw_phrases_init(&f->approx);
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		struct bw_numeral factor;
		if (!bw_numeral_read(col[3], &factor))
			return bw_err_set(err, BW_EINPUT, "table en/figures, row %zu: want role, word, key, factor",
					  i + 1);
		if (bw_str_eq(col[0], BW_STR("approx"))) {
			bw_words_phrase(&f->approx, col[1], false, 1);
			continue;
		}
		enum bw_figure_role role = role_of(col[0]);
		if (!role)
			return bw_err_set(err, BW_EINPUT, "table en/figures, row %zu: unknown role \"%" BW_PRISTR "\"",
					  i + 1, BW_ARG(col[0]));
		*bw_map_put(&f->word, bw_words_hash(col[1]), NULL) = f->words.len;
		*BW_PUSH(a, &f->words) =
			(struct bw_figure_word){role, factor.value, col[2].len ? bw_str_hash(col[2]) : 0};
	}
	return 0;
}

void bw_figures_close(struct bw_figures *f)
{
	bw_map_release(&f->word);
	bw_phrases_release(&f->approx);
}

static const struct bw_figure_word *word_at(const struct reader *r, uint32_t i)
{
	const uint64_t *at = i < r->end ? bw_map_get(&r->figures->word, r->tokens[i].word) : NULL;
	return at ? &r->figures->words.ptr[*at] : NULL;
}

static const struct bw_figure_word *role_at(const struct reader *r, uint32_t i, enum bw_figure_role role)
{
	const struct bw_figure_word *w = word_at(r, i);
	return w && w->role == role ? w : NULL;
}

static bool is_word(const struct reader *r, uint32_t i, const char *word)
{
	return i < r->end && bw_str_eq_ascii_nocase(bw_token_text(r->text, &r->tokens[i]), bw_str_from(word));
}

/* Start of the words that make the figure approximate and end at token i. */
static uint32_t approx_before(const struct reader *r, uint32_t i)
{
	for (uint32_t n = APPROX_MAX; n > 0; n--) {
		uint32_t value;
		if (i >= r->first + n && bw_phrases_match(&r->figures->approx, r->words + i - n, n, &value) == n)
			return i - n;
	}
	return i;
}

/* The noun that is counted: in the run of content words behind the figure the first plural, else the first word. */
static uint64_t head_at(const struct reader *r, uint32_t i)
{
	uint32_t limit = i + HEAD_MAX < r->end ? i + HEAD_MAX : r->end;
	uint64_t first = 0;
	while (i < limit &&
	       (is_word(r, i, "of") || is_word(r, i, "the") || is_word(r, i, "all") || is_word(r, i, "its")))
		i++;
	for (; i < limit && r->tokens[i].kind == BW_TOKEN_WORD && !(r->tokens[i].flags & BW_TOKEN_STOP); i++) {
		struct bw_str word = bw_token_text(r->text, &r->tokens[i]);
		first = first ? first : r->tokens[i].stem;
		if (word.len > 3 && bw_str_ends(word, BW_STR("s")) && !bw_str_ends(word, BW_STR("ss")))
			return r->tokens[i].stem;
	}
	return first;
}

static void push(struct reader *r, uint32_t first, uint32_t end, struct bw_figure f)
{
	uint32_t start = approx_before(r, first);
	f.approximate = start < first;
	f.bound = f.approximate ? BW_BOUND_ABOUT : BW_BOUND_NONE;
	f.low = f.high = f.value;
	f.date = -1;
	f.start = r->tokens[start].start;
	f.end = r->tokens[end - 1].end;
	f.sentence = r->sentence;
	*BW_PUSH(r->arena, &r->out) = f;
}

/* Unit behind a number whose value is known; moves *i past it. */
static void read_unit(const struct reader *r, uint32_t *i, struct bw_figure *f)
{
	const struct bw_figure_word *w;
	while ((w = role_at(r, *i, BW_FIG_SCALE))) {
		f->value *= w->factor;
		(*i)++;
	}
	if (is_word(r, *i, "per") && is_word(r, *i + 1, "cent")) {
		f->unit = BW_UNIT_PERCENT;
		*i += 2;
		return;
	}
	uint32_t at = *i + (is_word(r, *i, "-") || is_word(r, *i, "u.s.") || is_word(r, *i, "us"));
	w = word_at(r, at);
	if (!w || f->unit != BW_UNIT_COUNT)
		return;
	if (w->role == BW_FIG_PERCENT)
		f->unit = BW_UNIT_PERCENT;
	else if (w->role == BW_FIG_CURRENCY)
		f->unit = BW_UNIT_MONEY;
	else if (w->role == BW_FIG_MEASURE)
		f->unit = BW_UNIT_MEASURE;
	else
		return;
	f->value *= w->factor;
	f->unit_key = w->key;
	*i = at + 1;
}

/* Letters stuck to the digits: "bn", "%", "nm". A lone "m", "b" or "k" is a scale only behind a currency sign: "500m"
 * may be metres. */
static bool read_suffix(const struct reader *r, struct bw_str rest, struct bw_figure *f)
{
	static const struct {
		const char *text;
		double factor;
	} scales[] = {{"bn", 1e9}, {"b", 1e9}, {"mn", 1e6}, {"m", 1e6}, {"k", 1e3}, {"tn", 1e12}};
	if (bw_str_eq(rest, BW_STR("%"))) {
		f->unit = BW_UNIT_PERCENT;
		return true;
	}
	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++)
		if (bw_str_eq_ascii_nocase(rest, bw_str_from(scales[i].text))) {
			f->value *= scales[i].factor;
			return f->unit == BW_UNIT_MONEY || rest.len > 1;
		}
	const uint64_t *at = bw_map_get(&r->figures->word, bw_words_hash(rest));
	if (!at || r->figures->words.ptr[*at].role != BW_FIG_MEASURE)
		return !rest.len;
	f->unit = BW_UNIT_MEASURE;
	f->value *= r->figures->words.ptr[*at].factor;
	f->unit_key = r->figures->words.ptr[*at].key;
	return true;
}

static uint32_t read_number(struct reader *r, uint32_t i)
{
	struct bw_numeral n;
	struct bw_figure f = {.unit = BW_UNIT_COUNT};
	uint32_t first = i;
	const struct bw_figure_word *spelled = role_at(r, i, BW_FIG_NUMBER);
	if (spelled) {
		f.value = spelled->factor;
	} else {
		if (!bw_numeral_read(bw_token_text(r->text, &r->tokens[i]), &n) || n.is_ordinal)
			return i + 1;
		f.value = n.value;
		f.unit_key = n.currency;
		f.unit = n.currency ? BW_UNIT_MONEY : BW_UNIT_COUNT;
		if (!read_suffix(r, n.rest, &f))
			return i + 1;
	}
	i++;
	read_unit(r, &i, &f);
	f.head = head_at(r, i);
	push(r, first, i, f);
	return i;
}

/* A day and month without a year is the one nearest to the day of publication. */
static int near_year(const struct reader *r, int month)
{
	if (r->published == BW_TIME_NONE)
		return 0;
	struct bw_date d = bw_time_date(r->published);
	int distance = month - d.month;
	return distance > 6 ? d.year - 1 : distance < -6 ? d.year + 1 : d.year;
}

static int int_at(const struct reader *r, uint32_t i, int low, int high)
{
	struct bw_numeral n;
	if (i >= r->end || r->tokens[i].kind != BW_TOKEN_NUMBER ||
	    !bw_numeral_read(bw_token_text(r->text, &r->tokens[i]), &n))
		return 0;
	bool fits = (n.plain || n.is_ordinal) && n.value >= low && n.value <= high;
	return fits ? (int)n.value : 0;
}

/* "12 May 2026", "May 12, 2026", "Sept 7", "March 2026"; a bare "May" is a verb more often than a month. Returns the
 * end, or i. */
static uint32_t read_date(struct reader *r, uint32_t i)
{
	int day = int_at(r, i, 1, 31);
	uint32_t at = i + (day > 0);
	const struct bw_figure_word *month = role_at(r, at, BW_FIG_MONTH);
	if (!month || !(r->tokens[at].flags & BW_TOKEN_CAPITAL))
		return i;
	at++;
	at += is_word(r, at, ".");
	if (!day && (day = int_at(r, at, 1, 31)))
		at++;
	uint32_t year_at = at + is_word(r, at, ",");
	int year = int_at(r, year_at, 1900, 2150);
	if (year)
		at = year_at + 1;
	else if (!day || !(year = near_year(r, (int)month->factor)))
		return i;
	struct bw_date d = {year, (int)month->factor, day ? day : 1};
	struct bw_figure f = {.unit = BW_UNIT_DATE, .value = (double)bw_time_from_date(d)};
	push(r, i, at, f);
	return at;
}

/* A bare year after a preposition. */
static uint32_t read_year(struct reader *r, uint32_t i)
{
	static const char *const before[] = {"in",     "by",    "since", "until", "of",
					     "before", "after", "from",  "to",    "mid"};
	int year = int_at(r, i, 1900, 2150);
	if (!year || i == r->first || r->tokens[i].end - r->tokens[i].start != 4)
		return i;
	for (size_t k = 0; k < sizeof(before) / sizeof(*before); k++)
		if (is_word(r, i - 1, before[k])) {
			struct bw_date d = {year, 1, 1};
			push(r, i, i + 1,
			     (struct bw_figure){.unit = BW_UNIT_DATE, .value = (double)bw_time_from_date(d)});
			return i + 1;
		}
	return i;
}

static void read_sentence(struct reader *r)
{
	for (uint32_t i = r->first, next; i < r->end; i = next) {
		const struct bw_token *t = &r->tokens[i];
		bool digits = t->kind == BW_TOKEN_NUMBER || (t->kind == BW_TOKEN_WORD && r->text.ptr[t->start] >= '0' &&
							     r->text.ptr[t->start] <= '9');
		next = read_date(r, i);
		if (next == i && digits)
			next = read_year(r, i);
		if (next == i)
			next = digits || role_at(r, i, BW_FIG_NUMBER) ? read_number(r, i) : i + 1;
	}
}

void bw_figures_note(const struct bw_figures *f, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes)
{
	struct reader r = {.figures = f,
			   .arena = a,
			   .text = article->text,
			   .tokens = notes->body.tokens,
			   .published = article->published};
	r.words = bw_words_keys(a, &notes->body, false);
	for (uint32_t s = 0; s < notes->body.n_sentences; s++) {
		r.sentence = s;
		r.first = notes->body.sentences[s].first;
		r.end = r.first + notes->body.sentences[s].n_tokens;
		read_sentence(&r);
	}
	notes->figures = r.out.ptr;
	notes->n_figures = (uint32_t)r.out.len;
}
