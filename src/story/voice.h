/*
 * Whose words a text is: the outlet's own, or those of the agency or outlet that it credits; and who owns whom. Two
 * texts of one voice are not two independent accounts.
 */
#ifndef BW_STORY_VOICE_H
#define BW_STORY_VOICE_H

#include "core/lexicon.h"
#include "story/story.h"

/* The outlet behind a name, as a number: "The Northern Wire", "Northern Wire Service" and "Northern" are one by lexicon
 * any/outlet-words, and so are an agency and its abbreviation by any/outlet-names. Of both the embedded rows alone
 * hold: numbers are kept in archives. 0 for "". bw_profile.source and .credit are made so. */
uint64_t bw_outlet_key(struct bw_str name);

/* Lexicon any/owners: outlet (name, or host of its address), owner. A user's rows add to it and win. In
 * the arena. BW_EINPUT names a row that lacks one of the two. */
struct bw_owners;
int bw_owners_open(struct bw_arena *a, const struct bw_lexicons *lexicons, struct bw_owners **out, struct bw_err *err);
/* The owner by the table; "" unknown. name or host may be "". */
struct bw_str bw_owners_find(const struct bw_owners *o, struct bw_str name, struct bw_str host);

/* Whether the article prints another's words: identical, same, or derived with a containment of three tenths or more.
 * A rewrite in own words (derived, with less) is no reprint, and no voice of its own either: its origin is the article
 * that it rewrites. */
bool bw_verdict_is_reprint(const struct bw_verdict *v);

/* One member of an origin group, as the choice of its original needs it. Borrowed. */
struct bw_origin_member {
	uint64_t key;
	bw_time at;
	bool at_is_day;       /* the feed gives the day only: a tie with all of that day */
	struct bw_str outlet; /* its name */
	struct bw_str credit; /* notes.credit */
	struct bw_str author;
	bool second_hand; /* the credit is for what it reports ("..., the Post reported"), not for its text */
	uint32_t length;  /* words */
	enum bw_kind kind;
	enum bw_copy copy;
};
enum bw_origin_reason {
	BW_ORIGIN_OWN_CREDIT, /* the byline or credit names the outlet's own agency */
	BW_ORIGIN_CREDITED,   /* other members credit it */
	BW_ORIGIN_EARLIEST,
	BW_ORIGIN_LONGEST,
	BW_ORIGIN_ISSUER,   /* a release by the body that it is about */
	BW_ORIGIN_BORROWED, /* it carries somebody else's credit */
	BW_N_ORIGIN_REASON
};
struct bw_origin_point {
	enum bw_origin_reason reason;
	int points;
};
/* Which member produced the text (methods.md 4, which copy is the original). */
struct bw_origin_choice {
	uint32_t original; /* index of the member that stands for the group */
	struct bw_str
		not_held; /* the agency or outlet that produced the text when it is not the outlet of any member; "" */
	const struct bw_origin_point *points;
	uint32_t n_points; /* of the one chosen, weightiest first */
};
/* Members in order of (at, key), n >= 1. */
void bw_origin_choose(struct bw_arena *a, const struct bw_origin_member *members, size_t n,
		      struct bw_origin_choice *out);
const char *bw_origin_reason_words(enum bw_origin_reason r); /* "published first", for pages */

/* The text credits the outlet for what it tells (", the Post reported on Friday") and not for itself: the name stands
 * neither in the author line, nor in brackets before or behind the text, nor in a short last paragraph. */
bool bw_credit_is_second_hand(struct bw_str text, struct bw_str author, struct bw_str credit);

/* A voice: the owner of the outlet whose words they are. Equal numbers are one voice. */
uint64_t bw_voice_of(const struct bw_owners *o, struct bw_str outlet, struct bw_str host, struct bw_str credit);

#endif
