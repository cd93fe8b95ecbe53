/*
 * Why an article stands in its development, in words: from the reasons that the story room kept with its decision.
 */
#ifndef BW_COMPOSE_WHY_H
#define BW_COMPOSE_WHY_H

#include "compose/why_words.h"

/* The decision: "Joined: likeness 0.31, bar 0.19." */
void bw_why_decision(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *x,
		     struct bw_block *into);
/* "Likeness 0.31, bar 0.19." */
void bw_why_likeness(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into);
/* What counted most for it, in one sentence; nothing when no feature decided. */
void bw_why_short(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into);
/* Table of the features and their parts; nothing when there is none. */
void bw_why_table(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into);
/* Shared words, names, figures and days, runner-up, copies, corrections of the user, moves: as facts. */
void bw_why_facts(const struct bw_why_words *w, const struct bw_view *view, const struct bw_view_article *x,
		  struct bw_block *into);

#endif
