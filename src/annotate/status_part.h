/* Status cues over sentences, as claims.c calls them. */
#ifndef BW_ANNOTATE_STATUS_PART_H
#define BW_ANNOTATE_STATUS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

enum bw_item_kind { BW_ITEM_WORDS, BW_ITEM_GAP, BW_ITEM_NUMBER, BW_ITEM_CAPITAL };
struct bw_item {
	enum bw_item_kind kind;
	uint32_t n;      /* words of the item, or the widest gap */
	uint64_t *words; /* hashes */
};
struct bw_pattern {
	enum bw_status status;
	float weight;
	bool not_negated, not_modal, in_court;
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
};

/* A row of tokens that is read as one sentence. */
struct bw_words_row {
	const struct bw_token *tokens;
	const uint64_t *words;
	uint32_t first, end;
	bool court; /* the article speaks of a court: "she found that" is a finding */
};

/* What the cues of one sentence say: the heaviest weight of each status, and the tokens of the cue that gave it. */
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
