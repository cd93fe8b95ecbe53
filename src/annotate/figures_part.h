/*
 * Figures: quantities with unit, scale, bound, head noun and the date they belong to, and dates; as claims.c calls
 * them. The words of each language stand in lexicon/<language>/figures.tsv, signs and codes in any/figures.tsv.
 *
 * unit_key of money is the hash of the ISO 4217 code in small letters ("usd"). A word or sign that several countries
 * use ("$", "pesos", "kr") is that of the article's strongest country among them; where another country speaks against
 * it the key is the hash of the family's name ("dollar", "peso"): unknown, and equal only to itself. "$" alone is
 * "usd" unless the article is about another country with a dollar and not about the United States.
 *
 * Fractions in words ("a third of", "one in five") are percentages, and approximate without a bound. Percentage and
 * basis points have the key "pp". Ages have the key "age" and count years. Rates have the key of both units
 * ("m/3600s"); "15 per 100,000" is a measure with the key "per 100000". The value of a range is its middle.
 */
#ifndef BW_ANNOTATE_FIGURES_PART_H
#define BW_ANNOTATE_FIGURES_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/phrase.h"
#include "core/vec.h"

/* What a word can be to a figure; a word may be several. Their names in the tables: figures_table.c. */
enum bw_figure_role {
	BW_FIG_NONE,
	/* numbers */
	BW_FIG_NUMBER,
	BW_FIG_ONE,
	BW_FIG_SCALE,
	BW_FIG_JOINT,
	BW_FIG_FRACTION,
	BW_FIG_MINUS,
	/* units */
	BW_FIG_PERCENT,
	BW_FIG_CURRENCY,
	BW_FIG_MEASURE,
	BW_FIG_DIMENSION,
	BW_FIG_AGE,
	BW_FIG_AGED,
	BW_FIG_RATE,
	BW_FIG_RATED,
	BW_FIG_PORTION,
	BW_FIG_COUNTED,
	BW_FIG_OF,
	/* bounds */
	BW_FIG_ABOUT,
	BW_FIG_MOST,
	BW_FIG_LEAST,
	BW_FIG_ABOUT_AFTER,
	BW_FIG_MOST_AFTER,
	BW_FIG_LEAST_AFTER,
	BW_FIG_BETWEEN,
	BW_FIG_TO,
	BW_FIG_OR,
	BW_FIG_FROM,
	BW_FIG_CHANGE,
	/* dates */
	BW_FIG_MONTH,
	BW_FIG_WEEKDAY,
	BW_FIG_DAY,
	BW_FIG_PERIOD,
	BW_FIG_ORDINAL,
	BW_FIG_DEICTIC,
	BW_FIG_AGO,
	BW_FIG_AGO_BEFORE,
	BW_FIG_WHEN,
	BW_FIG_EDGE,
	BW_FIG_FISCAL,
	BW_FIG_DECADE,
	BW_FIG_FUTURE,
	BW_FIG_FUTURE_END,
	/* what makes a number no figure, and what stands between */
	BW_FIG_LABEL,
	BW_FIG_CLOCK,
	BW_FIG_CLOCK_BEFORE,
	BW_FIG_SAID,
	BW_FIG_SKIP,
	BW_FIG_ADJECTIVE,
	BW_FIG_ADJECTIVE_END,
	/* signs of all languages */
	BW_FIG_SIGN,
	BW_FIG_CODE,
	BW_FIG_SYMBOL,
	BW_FIG_SUFFIX,
	BW_FIG_FAMILY,
	BW_FIG_HABIT,
	BW_N_FIG
};

struct bw_figure_word {
	enum bw_figure_role role;
	double factor;
	struct bw_str key;
	uint64_t key_hash; /* 0 without a key */
	int32_t next;      /* another role of the same words, -1 none */
};

/* How a language writes and counts; rows "habit". */
struct bw_figure_habits {
	bool comma;         /* decimal comma; points and spaces group */
	bool mixed;         /* texts of some countries have it the other way round */
	bool month_first;   /* "5/12/2026" leaves it open */
	bool capital_month; /* months are capitalised: a small one is no month */
	bool capital_noun;  /* all nouns are */
	bool plural_s;      /* the noun that is counted ends in s more often than not */
	bool compound;      /* "einundzwanzig" */
	bool bare_share;    /* what a share is of follows without a preposition */
};

struct bw_figure_pack {
	const char *language;
	struct bw_phrases phrases; /* folded words -> index into words */
	struct bw_map pieces;      /* folded single words of written numbers -> index */
	BW_VEC(struct bw_figure_word) words;
	BW_VEC(struct bw_str) adjective_ends, future_ends; /* as they stand, not folded */
	struct bw_figure_habits habits;
	uint8_t starts[256]; /* first two letters that a written number can have, hashed */
};

struct bw_figure_family {
	struct bw_str name, key; /* key: the currency, or the family's name where it stays unknown */
	char country[3];
};

struct bw_figures {
	struct bw_figure_pack packs[BW_N_READ_LANGUAGES + 1]; /* the last: no language */
	struct bw_map signs, symbols, suffixes; /* hashes of the text as it stands -> index into any + 1 */
	BW_VEC(struct bw_figure_word) any;
	BW_VEC(struct bw_figure_family) families;
};

/* One article being read. */
struct bw_figure_reader {
	const struct bw_figures *figures;
	const struct bw_figure_pack *pack;
	struct bw_arena *arena;
	const struct bw_notes *notes;
	struct bw_str text;
	const struct bw_token *tokens;
	uint64_t *words;
	uint32_t *hit;       /* per token: index into pack->words + 1 of the longest phrase that starts there, 0 none */
	uint8_t *hit_len;    /* its tokens */
	bw_time day;         /* midnight of the day of publication, BW_TIME_NONE unknown */
	bool comma;          /* decimal comma in this article */
	uint32_t first, end; /* tokens of the sentence */
	uint32_t sentence;
	BW_VEC(struct bw_figure) out;
	BW_VEC(uint32_t) at; /* first token of each figure; its end in `past` */
	BW_VEC(uint32_t) past;
	BW_VEC(bool) fine; /* a date of a day: it tells when something was said more often than what is counted */
};

/* The word or phrase at token i in that role, or NULL; its length in tokens is r->hit_len[i]. */
const struct bw_figure_word *bw_figure_word_at(const struct bw_figure_reader *r, uint32_t i, enum bw_figure_role role);
/* Start of a phrase in that role that ends where token i begins; i when there is none. */
uint32_t bw_figure_back(const struct bw_figure_reader *r, uint32_t i, enum bw_figure_role role);
struct bw_str bw_figure_text(const struct bw_figure_reader *r, uint32_t i);
bool bw_figure_sign_at(const struct bw_figure_reader *r, uint32_t i, char sign); /* dashes are '-' */
bool bw_figure_is_joined(const struct bw_figure_reader *r, uint32_t i);          /* no white space before token i */

/* ---- digits and written numbers: figures_numeral.c, figures_spelled.c ---- */

/* Which written numbers may begin like this word: index into starts. */
uint8_t bw_figure_start(struct bw_str word);
const struct bw_figure_word *bw_figure_any(const struct bw_figures *f, const struct bw_map *map, struct bw_str text);

/* Digits at the start of a text: where they end, and how they are written. */
struct bw_digits {
	double value;
	size_t used;                    /* bytes */
	bool integer, grouped, strange; /* strange: the sign is the other language's decimal sign */
	uint32_t count;                 /* of digits */
	bool zero;                      /* begins with 0 and goes on with digits: a telephone number, a code */
};
bool bw_digits_read(struct bw_str s, bool comma, struct bw_digits *out);

struct bw_numeral {
	uint32_t first, end;      /* tokens */
	double value, raw, scale; /* value is raw times scale */
	struct bw_str currency;   /* of a sign before the digits; "" none */
	bool money;
	struct bw_str rest; /* letters stuck to the digits */
	bool digits, plain; /* plain: an integer in digits, neither grouped nor scaled */
	bool grouped, strange, fraction;
	uint32_t count;
};
/* A number with its scale words at token i. */
bool bw_numeral_read(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out);
bool bw_numeral_spelled(const struct bw_figure_reader *r, uint32_t i, struct bw_numeral *out);
/* An integer in plain digits ("12", "12th", "1er") in one token; -1 when it is none. */
int bw_numeral_int(const struct bw_figure_reader *r, uint32_t i);

/* ---- units: figures_unit.c ---- */

struct bw_quantity {
	struct bw_figure f;
	struct bw_numeral n;
	uint32_t first, end;
	bool has_unit;
	bool is_share; /* a fraction: nothing unless what it is of follows */
};
/* Both names of a unit. */
static inline void bw_quantity_set_unit(struct bw_quantity *q, struct bw_str name)
{
	q->f.unit_name = name;
	q->f.unit_key = name.len ? bw_str_hash(name) : 0;
}
/* The currency that a family means in this article; the key itself for a currency. */
struct bw_str bw_figure_currency(const struct bw_figure_reader *r, const struct bw_figure_word *w);
/* A number with its unit at token i; a fraction also when what it is of does not follow. */
bool bw_quantity_read(const struct bw_figure_reader *r, uint32_t i, struct bw_quantity *out);
/* Whether the number is a name or a time or a part of a longer sign ("Article 5", "10 a.m.", "1-2-3"). */
bool bw_quantity_is_name(const struct bw_figure_reader *r, const struct bw_quantity *q);
/* A word that looks like several of a thing (English): "ships", "people". */
bool bw_figure_is_plural(const struct bw_figure_reader *r, uint32_t i);
uint64_t bw_quantity_head(const struct bw_figure_reader *r, uint32_t i);

/* ---- bounds and ranges: figures_bound.c ---- */

/* Bounds before and behind; moves q->first and q->end. */
void bw_quantity_bound(const struct bw_figure_reader *r, struct bw_quantity *q);
bool bw_figure_is_duration(const struct bw_figure *f);
/* When a range begins at token i ("between 5 and 6", "5 to 6 per cent"): fills out and gives true. */
bool bw_quantity_range(const struct bw_figure_reader *r, uint32_t i, struct bw_quantity *out);

/* ---- dates: figures_date.c, figures_when.c, figures_span.c ---- */

enum bw_span_kind {
	BW_SPAN_DAY,
	BW_SPAN_WEEK,
	BW_SPAN_MONTH,
	BW_SPAN_QUARTER,
	BW_SPAN_HALF,
	BW_SPAN_YEAR,
	BW_SPAN_DECADE,
	BW_N_SPAN
};
struct bw_span {
	bw_time low, high; /* first and last second */
	uint32_t end;      /* token behind it */
	bool fine;         /* one day or a week */
	bool range;        /* the text names both ends */
};
struct bw_span bw_span_of(enum bw_span_kind kind, struct bw_date d);     /* the period that holds the day */
struct bw_span bw_span_shift(enum bw_span_kind kind, bw_time at, int n); /* n periods from the one that holds at */
/* A date at token i: false when there is none, or when it needs the day of publication and that is unknown. */
bool bw_date_read(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out);
/* The words before token i tell of what will be. */
bool bw_date_is_ahead(const struct bw_figure_reader *r, uint32_t i);
bool bw_date_relative(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out);
/* "2027", "of 2027", "of last year", "2027 года": the year behind a day, month or quarter. */
bool bw_date_year(const struct bw_figure_reader *r, uint32_t *i, int *year);

/* ---- the date of a quantity: figures_link.c ---- */
void bw_figures_link(struct bw_figure_reader *r, uint32_t from);

int bw_figures_open(struct bw_figures *f, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
void bw_figures_close(struct bw_figures *f);
void bw_figures_note(const struct bw_figures *f, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes);

#endif
