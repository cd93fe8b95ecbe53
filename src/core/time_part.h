/* What the files of time.h share: words of dates (date_words.tsv), tokens, and what is read of a date. */
#ifndef BW_CORE_TIME_PART_H
#define BW_CORE_TIME_PART_H

#include "core/time.h"

/* In the order of tools/datewords. */
enum bw_date_role {
	BW_DATE_YEAR_MARK = 1 << 0,
	BW_DATE_MONTH_MARK = 1 << 1,
	BW_DATE_DAY_MARK = 1 << 2,
	BW_DATE_HOUR = 1 << 3,
	BW_DATE_MINUTE = 1 << 4,
	BW_DATE_SECOND = 1 << 5,
	BW_DATE_ORDINAL = 1 << 6,
	BW_DATE_LINK = 1 << 7,
	BW_DATE_JOIN = 1 << 8,
	BW_DATE_CLOCK = 1 << 9,
	BW_DATE_SEVERAL = 1 << 10,
	BW_DATE_SEASON = 1 << 11,
	BW_DATE_ZONE = 1 << 12,
	BW_DATE_ERA = 1 << 13,
};

struct bw_date_word {
	const char *text;
	uint8_t len, month, weekday; /* 0: none; Monday is 1 */
	uint8_t half;                /* 0 none, 1 morning, 2 afternoon */
	uint16_t roles;
	int16_t number; /* of a zone or an era */
};
extern const struct bw_date_word bw_date_words[]; /* in the order of their bytes */
extern const size_t bw_date_n_words;

enum bw_token_kind { BW_TOKEN_END, BW_TOKEN_NUMBER, BW_TOKEN_WORD, BW_TOKEN_MARK };

struct bw_token {
	enum bw_token_kind kind;
	bool is_dense;  /* a word of a script without spaces */
	bool spaced;    /* white space stands before it */
	char mark;      /* ASCII form of a mark, '?' for those without meaning here */
	char letter;    /* of a word of one Latin letter, in lower case; else 0 */
	uint8_t digits; /* of a number */
	uint32_t from, to;
	int64_t value;                   /* of a number */
	const struct bw_date_word *word; /* NULL: a word that says nothing */
};

enum { BW_TOKENS_MAX = 256 };

/* Tokens of a text, an END behind the last; 0 when there are more than max - 1. Digits of all scripts that newspapers
 * use are digits; dashes, full-width marks and spaces are the plain ones. */
size_t bw_time_tokens(struct bw_str text, struct bw_token *tokens, size_t max);

/* What the text says, before it is a point in time. */
struct bw_date_parts {
	struct bw_date date;
	int weekday; /* 0: none */
	int hour, minute, second, zone_minutes;
	bool has_time, has_zone;
	bool time_is_unsure; /* the zone stands for several */
	bool has_season;     /* zone_minutes is that of winter; the United States decide */
	bool month_is_word, two_digit_year;
	bool is_exact; /* to the second, or as ISO 8601 has it: what follows can only be a zone */
};

struct bw_date_reader {
	const struct bw_token *tokens;
	size_t n; /* the END token not counted */
	enum bw_date_order order;
	bool whole; /* all of the text must be the date: forms that could be something else in a line are read too */
};

static inline const struct bw_token *bw_token_at(const struct bw_date_reader *r, size_t at)
{
	return &r->tokens[at < r->n ? at : r->n];
}

static inline bool bw_token_is(const struct bw_token *t, char mark)
{
	return t->kind == BW_TOKEN_MARK && t->mark == mark;
}

static inline bool bw_token_has(const struct bw_token *t, unsigned roles)
{
	return t->kind == BW_TOKEN_WORD && t->word && (t->word->roles & roles);
}

/* The longest date that starts at a token: the token behind it, 0 when none does. */
size_t bw_time_read_at(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out);
/* A time of day with its zone, the same way. clock: a word before it promised an hour. iso: behind a 'T'. */
size_t bw_time_of_day(const struct bw_date_reader *r, size_t at, bool clock, bool iso, struct bw_date_parts *out);
size_t bw_time_zone(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out);
/* False when there is no such day or time. */
bool bw_time_from_parts(const struct bw_date_parts *p, struct bw_time_reading *out);

#endif
