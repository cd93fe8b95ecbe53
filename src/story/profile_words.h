/*
 * What the words of a body are to the figures, dates and facts of its profile: part of the story room. Words that tell
 * the same share a stem (lexicon en/alike); cues and particles stand in lexicon en/told, and a language without that
 * table has none, so that what hangs on them is not read in its texts. Both are read as embedded: a profile is the same
 * on every machine.
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

/* Small words that bind others. */
enum bw_told_particle {
	BW_WORD_NOT = 1,
	BW_WORD_NO = 1 << 1,       /* negates a noun */
	BW_WORD_CLAUSE = 1 << 2,   /* opens another clause */
	BW_WORD_RELATIVE = 1 << 3, /* takes up the noun before it */
	BW_WORD_HELPER = 1 << 4,   /* a verb that others stand behind */
	BW_WORD_BE = 1 << 5,
	BW_WORD_WHOSE = 1 << 6,  /* makes "own" mean nothing */
	BW_WORD_SELF = 1 << 7,   /* "own" */
	BW_WORD_APART = 1 << 8,  /* between a name and a verb: the name is not its subject */
	BW_WORD_ONE_OF = 1 << 9, /* before a noun: there are others */
	BW_WORD_THE = 1 << 10,
	BW_WORD_OF = 1 << 11,
	BW_WORD_BY = 1 << 12,      /* before the doer */
	BW_WORD_AS = 1 << 13,      /* before a role */
	BW_WORD_HELD_BY = 1 << 14, /* before the holder; of two words, at the first */
	BW_WORD_HALF = 1 << 15,
	BW_WORD_QUARTER = 1 << 16,
	BW_WORD_PAST_HOUR = 1 << 17,
	BW_WORD_TO_HOUR = 1 << 18,
	BW_WORD_ABOUT = 1 << 19, /* before a time: open to both sides */
	BW_WORD_FROM = 1 << 20,  /* not earlier */
	BW_WORD_UNTIL = 1 << 21, /* not later */
};

/* One row for each token of the body. */
struct bw_told_word {
	uint32_t stem;      /* that stands for it */
	uint32_t cues;      /* of enum bw_told_cue; of two words side by side: at the first */
	uint32_t particles; /* of enum bw_told_particle, likewise */
};
/* In the arena; n_tokens rows. Made once for a profile: it reads the tables of the language. */
const struct bw_told_word *bw_told_words(struct bw_arena *a, const struct bw_notes *notes);

/* Index of the first token of the body that starts at or behind a byte. */
uint32_t bw_told_token_at(const struct bw_layer *body, uint32_t start);
/* Whether one of the tokens [from, to) has one of the cues. */
bool bw_told_has(const struct bw_told_word *w, uint32_t from, uint32_t to, uint32_t cues);
/* Days since the epoch, of a second that may be anything. */
int32_t bw_told_day(double second);

#endif
