/*
 * What the words of a body are to the figures, dates and facts of its profile: part of the story room. Words that tell
 * the same share a stem (lexicon en/alike); cues stand in lexicon en/told. Both are read as embedded: a profile is the
 * same on every machine.
 */
#ifndef BW_STORY_PROFILE_WORDS_H
#define BW_STORY_PROFILE_WORDS_H

#include "story/story.h"

enum bw_told_cue {
	BW_CUE_NOT = 1,
	BW_CUE_DENY = 1 << 1,
	BW_CUE_PASS = 1 << 2, /* only looks like a negation */
	BW_CUE_SO_FAR = 1 << 3,
	BW_CUE_GREW = 1 << 4,
	BW_CUE_CORRECTS = 1 << 5,
	BW_CUE_FORMER = 1 << 6,
	BW_CUE_SAY = 1 << 7,
	BW_CUE_AT = 1 << 8,
	BW_CUE_PAST = 1 << 9,
	BW_CUE_CLOCK = 1 << 10,
	BW_CUE_NOON = 1 << 11,
	BW_CUE_MIDNIGHT = 1 << 12,
	BW_CUE_WHO = 1 << 13,   /* what is done or held by one */
	BW_CUE_AGENT = 1 << 14, /* a noun for that one */
	BW_CUE_GROWS = 1 << 15, /* what more is found of day by day */
	BW_CUE_CLAIM = 1 << 16, /* somebody told it */
	BW_CUE_OPEN = 1 << 17,  /* told as open: will, may, if */
	BW_CUE_TOPIC = 1 << 18, /* carries topic: no cue, no function word */
};

/* One row for each token of the body. */
struct bw_told_word {
	uint32_t stem; /* that stands for it */
	uint32_t cues; /* of enum bw_told_cue; of two words side by side: at the first */
};
/* In the arena; n_tokens rows. */
const struct bw_told_word *bw_told_words(struct bw_arena *a, const struct bw_notes *notes);

/* Index of the first token of the body that starts at or behind a byte. */
uint32_t bw_told_token_at(const struct bw_layer *body, uint32_t start);
/* Whether one of the tokens [from, to) has one of the cues. */
bool bw_told_has(const struct bw_told_word *w, uint32_t from, uint32_t to, uint32_t cues);
/* Days since the epoch, of a second that may be anything. */
int32_t bw_told_day(double second);

#endif
