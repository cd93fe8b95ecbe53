#include "annotate/figures_part.h"

/* The tables of figures: one pack of words for each language, and signs, codes and symbols that all share. */

static const char *const role_names[BW_N_FIG] = {
	[BW_FIG_NUMBER] = "number",
	[BW_FIG_ONE] = "one",
	[BW_FIG_SCALE] = "scale",
	[BW_FIG_JOINT] = "joint",
	[BW_FIG_FRACTION] = "fraction",
	[BW_FIG_MINUS] = "minus",
	[BW_FIG_PERCENT] = "percent",
	[BW_FIG_CURRENCY] = "currency",
	[BW_FIG_MEASURE] = "measure",
	[BW_FIG_DIMENSION] = "dimension",
	[BW_FIG_AGE] = "age",
	[BW_FIG_AGED] = "aged",
	[BW_FIG_RATE] = "rate",
	[BW_FIG_RATED] = "rated",
	[BW_FIG_PORTION] = "portion",
	[BW_FIG_COUNTED] = "counted",
	[BW_FIG_OF] = "of",
	[BW_FIG_ABOUT] = "about",
	[BW_FIG_MOST] = "most",
	[BW_FIG_LEAST] = "least",
	[BW_FIG_ABOUT_AFTER] = "about-after",
	[BW_FIG_MOST_AFTER] = "most-after",
	[BW_FIG_LEAST_AFTER] = "least-after",
	[BW_FIG_BETWEEN] = "between",
	[BW_FIG_TO] = "to",
	[BW_FIG_OR] = "or",
	[BW_FIG_FROM] = "from",
	[BW_FIG_CHANGE] = "change",
	[BW_FIG_MONTH] = "month",
	[BW_FIG_WEEKDAY] = "weekday",
	[BW_FIG_DAY] = "day",
	[BW_FIG_PERIOD] = "period",
	[BW_FIG_ORDINAL] = "ordinal",
	[BW_FIG_DEICTIC] = "deictic",
	[BW_FIG_AGO] = "ago",
	[BW_FIG_AGO_BEFORE] = "ago-before",
	[BW_FIG_WHEN] = "when",
	[BW_FIG_EDGE] = "edge",
	[BW_FIG_FISCAL] = "fiscal",
	[BW_FIG_DECADE] = "decade",
	[BW_FIG_FUTURE] = "future",
	[BW_FIG_FUTURE_END] = "future-end",
	[BW_FIG_LABEL] = "label",
	[BW_FIG_CLOCK] = "clock",
	[BW_FIG_CLOCK_BEFORE] = "clock-before",
	[BW_FIG_SAID] = "said",
	[BW_FIG_SKIP] = "skip",
	[BW_FIG_ADJECTIVE] = "adjective",
	[BW_FIG_ADJECTIVE_END] = "adjective-end",
	[BW_FIG_SIGN] = "sign",
	[BW_FIG_CODE] = "code",
	[BW_FIG_SYMBOL] = "symbol",
	[BW_FIG_SUFFIX] = "suffix",
	[BW_FIG_FAMILY] = "family",
	[BW_FIG_HABIT] = "habit",
};

static enum bw_figure_role role_of(struct bw_str name)
{
	for (int i = 1; i < BW_N_FIG; i++)
		if (bw_str_eq(name, bw_str_from(role_names[i])))
			return (enum bw_figure_role)i;
	return BW_FIG_NONE;
}

static bool read_factor(struct bw_str s, double *out)
{
	struct bw_digits d;
	bool minus = s.len && s.ptr[0] == '-';
	if (minus)
		s = bw_str_from_pos(s, 1);
	*out = 1;
	if (!s.len)
		return true;
	if (!bw_digits_read(s, false, &d) || d.used != s.len)
		return false;
	*out = minus ? -d.value : d.value;
	return true;
}

static bool set_habit(struct bw_figure_habits *h, struct bw_str name)
{
	const struct {
		const char *name;
		bool *flag;
	} all[] = {{"decimal comma", &h->comma},        {"mixed decimals", &h->mixed},
		   {"month first", &h->month_first},    {"capital months", &h->capital_month},
		   {"capital nouns", &h->capital_noun}, {"plural s", &h->plural_s},

		   {"compounds", &h->compound},         {"bare shares", &h->bare_share}};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (bw_str_eq(name, bw_str_from(all[i].name))) {
			*all[i].flag = true;
			return true;
		}
	return false;
}

static bool is_piece(enum bw_figure_role role)
{
	return role >= BW_FIG_NUMBER && role <= BW_FIG_FRACTION;
}

/* "d'" is cut off only where something follows it. */
static size_t fold(const struct bw_figure_pack *p, struct bw_arena *a, struct bw_str words, uint64_t **out)
{
	if (!bw_str_ends(words, BW_STR("'")))
		return bw_words_folded_in(a, p->language, words, out);
	size_t n = bw_words_folded_in(a, p->language, bw_arena_printf(a, "%" BW_PRISTR "a", BW_ARG(words)), out);
	return n ? n - 1 : 0;
}

/* Words in several roles are a chain behind the first. */
static void put_words(struct bw_figure_pack *p, struct bw_arena *a, struct bw_str words, struct bw_figure_word w)
{
	uint64_t *hashes;
	uint32_t at;
	size_t n = fold(p, a, words, &hashes);
	uint32_t index = (uint32_t)p->words.len;
	if (!n)
		return;
	*BW_PUSH(a, &p->words) = w;
	if (is_piece(w.role) && n == 1) {
		uint64_t *slot = bw_map_put(&p->pieces, hashes[0], NULL);
		*slot = *slot ? *slot : index + 1;
		p->starts[bw_figure_start(words)] = 1;
	}
	if (bw_phrases_match(&p->phrases, hashes, n, &at) != n) {
		bw_phrases_add_hashes(&p->phrases, hashes, n, index);
		return;
	}
	while (p->words.ptr[at].next >= 0)
		at = (uint32_t)p->words.ptr[at].next;
	p->words.ptr[at].next = (int32_t)index;
}

/* Signs, codes and symbols are matched as they stand: "MW" is not "mW". */
static void put_sign(struct bw_figures *f, struct bw_arena *a, struct bw_map *map, struct bw_str sign,
		     struct bw_figure_word w)
{
	uint64_t *slot = bw_map_put(map, bw_str_hash(sign), NULL);
	if (*slot)
		return;
	*BW_PUSH(a, &f->any) = w;
	*slot = f->any.len;
}

static void put_family(struct bw_figures *f, struct bw_arena *a, struct bw_str name, struct bw_str rest)
{
	struct bw_str country, key;
	bw_str_split(&rest, ' ', &country);
	key = bw_str_trim(rest);
	for (size_t i = 0; i < f->families.len; i++)
		if (bw_str_eq(f->families.ptr[i].name, name) &&
		    bw_str_eq(bw_str_from(f->families.ptr[i].country), country))
			return;
	struct bw_figure_family *x = BW_PUSH(a, &f->families);
	x->name = name;
	x->key = key;
	memcpy(x->country, country.ptr, country.len < 2 ? country.len : 2);
}

/* True for rows that hold for the signs of all languages. */
static bool put_any(struct bw_figures *f, struct bw_arena *a, struct bw_str word, struct bw_figure_word w)
{
	switch (w.role) {
	case BW_FIG_SIGN:
	case BW_FIG_CODE:
		put_sign(f, a, &f->signs, word, w);
		return true;
	case BW_FIG_SYMBOL:
		put_sign(f, a, &f->symbols, word, w);
		return true;
	case BW_FIG_SUFFIX:
		put_sign(f, a, &f->suffixes, word, w);
		return true;
	case BW_FIG_FAMILY:
		put_family(f, a, word, w.key);
		return true;
	default:
		return false;
	}
}

static int read_table(struct bw_figures *f, struct bw_figure_pack *p, struct bw_arena *a, const struct bw_lexicon *t,
		      struct bw_err *err)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		struct bw_figure_word w = {.role = role_of(col[0]), .key = col[2], .next = -1};
		w.key_hash = w.key.len ? bw_str_hash(w.key) : 0;
		if (!w.role || !read_factor(col[3], &w.factor))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR ", row %zu: want role, words, key, factor",
					  BW_ARG(t->name), i + 1);
		if (w.role == BW_FIG_HABIT && !set_habit(&p->habits, col[1]))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR ", row %zu: unknown habit \"%" BW_PRISTR "\"",
					  BW_ARG(t->name), i + 1, BW_ARG(col[1]));
		if (w.role == BW_FIG_HABIT || put_any(f, a, col[1], w))
			continue;
		if (w.role == BW_FIG_ADJECTIVE_END)
			*BW_PUSH(a, &p->adjective_ends) = col[1];
		else if (w.role == BW_FIG_FUTURE_END)
			*BW_PUSH(a, &p->future_ends) = col[1];
		else
			put_words(p, a, col[1], w);
	}
	return 0;
}

static void init_pack(struct bw_figure_pack *p, const char *language)
{
	p->language = language;
	bw_phrases_init(&p->phrases);
	bw_map_init(&p->pieces);
}

int bw_figures_open(struct bw_figures *f, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	bw_map_init(&f->signs);
	bw_map_init(&f->symbols);
	bw_map_init(&f->suffixes);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++)
		init_pack(&f->packs[i], i < BW_N_READ_LANGUAGES ? bw_words_language(i) : "");
	int rc = 0;
	for (int i = 0; i <= BW_N_READ_LANGUAGES && !rc; i++) {
		if (i < BW_N_READ_LANGUAGES)
			rc = read_table(f, &f->packs[i], a, bw_words_table(l, i, "figures"), err);
		if (!rc)
			rc = read_table(f, &f->packs[i], a, bw_lexicon_get(l, "any/figures"), err);
	}
	return rc;
}

void bw_figures_close(struct bw_figures *f)
{
	bw_map_release(&f->signs);
	bw_map_release(&f->symbols);
	bw_map_release(&f->suffixes);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		bw_phrases_release(&f->packs[i].phrases);
		bw_map_release(&f->packs[i].pieces);
	}
}
