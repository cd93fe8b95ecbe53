/*
 * The parts of told: which two things that articles of one development tell cannot both be right. A pair is given to
 * all kinds alike: `old` is a member, `new` the article that came after it.
 */
#ifndef BW_STORY_TOLD_PART_H
#define BW_STORY_TOLD_PART_H

#include "core/vec.h"

#include "story/told.h"

enum { BW_TOLD_CONFLICTS = 16 };

struct bw_told_search {
	struct bw_arena *a;
	const struct bw_told *told;
	const struct bw_profile *new;
	size_t member; /* index of `old` */
	bool series;   /* old and new give the same figures for two periods */
	BW_VEC(struct bw_conflict) rows;
};

double bw_told_rarity(const struct bw_told *t, uint32_t stem);
bool bw_told_names(const struct bw_profile *p, uint32_t stem);  /* a word of p that is always written as a name */
bool bw_told_writes(const struct bw_profile *p, uint32_t stem); /* p has the word */

/* Adds a row unless the list is full. */
struct bw_conflict *bw_told_row(struct bw_told_search *s, enum bw_conflict_kind kind);

void bw_told_figures(struct bw_told_search *s, const struct bw_profile *old);
void bw_told_dates(struct bw_told_search *s, const struct bw_profile *old);
void bw_told_facts(struct bw_told_search *s, const struct bw_profile *old);

/* ---- told_values.c ---- */
double bw_value_size(double v);
bool bw_value_near(double x, double y, double share);      /* of the greater */
bool bw_value_is_clock(const struct bw_profile_figure *f); /* a time of day */
bool bw_value_is_time(const struct bw_profile_figure *f);  /* or how long something lasts */
bool bw_value_is_rough(const struct bw_profile_figure *f); /* open to both sides */
/* Neither bounds nor roundness allow both; later: y was told on a later day than x. */
bool bw_value_apart(const struct bw_profile_figure *x, const struct bw_profile_figure *y, bool later, double share);
/* 57 and 75: two neighbouring digits have changed places; 300 and 3,000: a nought came. */
bool bw_value_slip(const struct bw_profile_figure *x, const struct bw_profile_figure *y);
/* Not so far from one another, or so small, that they must count different things. */
bool bw_value_like(const struct bw_profile_figure *x, const struct bw_profile_figure *y, double ratio);
/* f gives that value for what may be the same as `like`; p has such a figure. */
bool bw_value_is(const struct bw_profile_figure *f, const struct bw_profile_figure *like, double value, double share);
bool bw_value_held(const struct bw_profile *p, const struct bw_profile_figure *like, double value, double share);

#endif
