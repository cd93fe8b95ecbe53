/* Status cues over sentences, as claims.c calls them. */
#ifndef BW_ANNOTATE_STATUS_PART_H
#define BW_ANNOTATE_STATUS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

enum bw_item_kind { BW_ITEM_WORDS, BW_ITEM_GAP, BW_ITEM_NUMBER, BW_ITEM_CAPITAL, BW_ITEM_NOT };
struct bw_item {
	enum bw_item_kind kind;
	uint32_t n;      /* words of the item, or the widest gap */
	uint64_t *words; /* hashes */
	bool or_number;  /* "#" stands among the words */
};
struct bw_pattern {
	enum bw_status status;
	float weight;
	bool not_negated, not_modal, in_court, own_voice; /* guards n, m, c, v */
	bool inside, quoted, named, past, verb;           /* s, q, k, h, d */
	const struct bw_item *items;
	uint32_t n_items;
	int32_t next; /* further pattern that begins with the same word; -1 none */
};
struct bw_statuses {
	struct bw_map first; /* word -> index of a link + 1 */
	BW_VEC(struct bw_pattern) patterns;
	BW_VEC(struct {
		uint32_t pattern;
		int32_t next;
	})
	links;
	struct bw_map negators, modals, stops; /* words of the guards; stops: where a guard does not look further */
	struct bw_map joints, openers; /* words that begin a clause; those that begin one at the head of a sentence */
	struct bw_map turns, ifs, says,
		bygone;          /* heads of other bodies in a gap; conditions; verbs of speech; words of history */
	struct bw_map articles;  /* the, a, his: behind them a participle is an adjective */
	struct bw_map compounds; /* "white house": no chamber */
};

/* A row of tokens that is read as one sentence. */
struct bw_words_row {
	const struct bw_token *tokens;
	const uint64_t *words;
	uint32_t first, end;
	bool court; /* the article speaks of a court: "she found that" is a finding */
	bool own;   /* a company speaks of itself */
	struct bw_str text;
	int year; /* in which the article was published; 0 unknown */
};

/* One pattern found in a row. */
enum { BW_STATUS_ITEMS = 16 };
struct bw_status_match {
	const struct bw_words_row *row;
	const struct bw_pattern *pattern;
	uint32_t at[BW_STATUS_ITEMS]; /* token of each item */
	uint32_t end;
};

void bw_status_guards_open(struct bw_statuses *s);
void bw_status_guards_close(struct bw_statuses *s);
/* Whether the place of the match forbids it: negation, condition, a dependent clause, a quotation, the past. */
bool bw_status_guarded(const struct bw_statuses *s, const struct bw_status_match *m);
/* Whether a gap of a pattern may not run over token i: another clause or another body begins there. */
bool bw_status_gap_ends(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i);
/* Whether the token is the second half of a name like "White House". */
bool bw_status_compound(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i);

/* What the cues of one sentence say: the heaviest weight of each status, and the tokens of the cue that gave it. The
 * weight of BW_STATUS_NONE takes away lighter standings of a law. */
struct bw_cues {
	float weight[BW_N_STATUS];
	uint32_t first[BW_N_STATUS], end[BW_N_STATUS];
};

int bw_statuses_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
void bw_statuses_close(struct bw_statuses *s);
void bw_statuses_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out);
/* Whether the sentence is negated as a whole: an odd number of negators outside its cues. */
bool bw_statuses_negated(const struct bw_statuses *s, const struct bw_words_row *row);
/* The heaviest status, the lower standing of equals; BW_STATUS_NONE below least. */
enum bw_status bw_cues_best(const struct bw_cues *c, float least);

#endif
