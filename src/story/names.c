#include "story/story.h"

/* Name i of a table of n, the first for what is none of them. */
static const char *name_of(const char *const *names, unsigned n, unsigned i)
{
	return names[i < n ? i : 0];
}

const char *bw_copy_name(enum bw_copy c)
{
	static const char *const names[BW_N_COPY] = {"none",    "identical",   "same-copy",
						     "derived", "quotes-only", "version"};
	return name_of(names, BW_N_COPY, c);
}

const char *bw_turn_name(enum bw_turn t)
{
	static const char *const names[BW_N_TURN] = {"new", "confirmation", "colour", "copy"};
	return name_of(names, BW_N_TURN, t);
}

const char *bw_join_name(enum bw_join j)
{
	static const char *const names[BW_N_JOIN] = {"opened", "copy", "score", "rule", "alone"};
	return name_of(names, BW_N_JOIN, j);
}

const char *bw_reason_name(enum bw_reason_kind k)
{
	static const char *const names[BW_N_REASON] = {"feature", "word", "name",    "figure", "date",
						       "rival",   "rule", "shingle", "quote",  "credit"};
	return name_of(names, BW_N_REASON, k);
}

const char *bw_conflict_name(enum bw_conflict_kind k)
{
	static const char *const names[BW_N_CONFLICT] = {"figure", "date", "who", "where", "denial"};
	return name_of(names, BW_N_CONFLICT, k);
}

const char *bw_link_name(enum bw_link_kind k)
{
	static const char *const names[BW_N_LINK] = {"follows", "reacts", "series"};
	return name_of(names, BW_N_LINK, k);
}

const char *bw_move_name(enum bw_move_kind k)
{
	static const char *const names[BW_N_MOVE] = {"merge", "split"};
	return name_of(names, BW_N_MOVE, k);
}
