/*
 * What a day brought to a desk: every development with something new since the last edition, weighed (methods.md 9.3).
 *
 * The worth of a development is
 *
 *     U = (3 relevance + 2 change + 1.5 confidence + burst + impact - 2 staleness - 3 repeat) / 3
 *
 *   relevance   share with which its best new article belongs to the desk, 0..1 (bw_desk_score)
 *   change      what is new: 1 a development not told before, or a status not seen in it; 0.8 accounts that disagree;
 *               0.6 a new fact; 0.4 one more origin for what was told
 *   confidence  0.6 for one voice that reports, 0.5 when it speaks of itself (press release), 1 for two and more
 *   burst       half of the new voices beyond the first, at most 1
 *   impact      half of the new evidence rows of standing signals, at most 1
 *   staleness   age / (age + 3 days) of the newest article
 *   repeat      1 when it was told and nothing of the above is new
 *
 * so that 1, the default of gate.floor, is a development with one origin whose subject just belongs to the desk.
 *
 * A development that was told is told again when one of its new articles tells a fact that it did not have
 * (BW_TURN_NEW), contradicts it or gives it another status. One more origin for what was told is counted and not told.
 * Colour and copies open nothing.
 */
#ifndef BW_COMPOSE_ITEM_H
#define BW_COMPOSE_ITEM_H

#include "compose/compose.h"

/* Why a new article does not count for the gate; the first that applies. */
enum bw_aside {
	BW_ASIDE_NOT,
	BW_ASIDE_SUPPORT,   /* analysis, live page or colour: told beside a report, no edition by itself */
	BW_ASIDE_FILLER,    /* sport, shopping, weather, small local matters */
	BW_ASIDE_ELSEWHERE, /* no business of the desk */
	BW_ASIDE_LISTING,   /* round-ups and listings of known news */
	BW_ASIDE_REPRISE,   /* an old text published again */
	BW_ASIDE_COPY,      /* a reprint or a rewrite of another's report, or of an origin that was there before */
	BW_ASIDE_KNOWN,     /* another voice for what was told already */
	BW_ASIDE_OPINION,   /* argues and does not report */
	BW_ASIDE_EMPTY,     /* no statement of substance */
	BW_N_ASIDE,
};

enum bw_change {
	BW_CHANGE_NONE,
	BW_CHANGE_ORIGIN,
	BW_CHANGE_FACT,
	BW_CHANGE_CONFLICT,
	BW_CHANGE_STATUS,
	BW_CHANGE_NEW
};

struct bw_item {
	uint32_t development;  /* index into view.developments */
	const uint32_t *fresh; /* its new articles of substance, one an origin, in order: indices into view.articles */
	uint32_t n_fresh;
	uint32_t n_voices; /* of those */
	uint32_t n_new;    /* its new articles, copies too */
	enum bw_aside why; /* why its first new article was set aside; NOT when none was */
	float relevance;
	enum bw_change change;
	bool told;  /* by an earlier edition of any desk */
	bool opens; /* may carry an edition: something in it reports what was not told */
	double worth;
	struct bw_gate_term terms[7];
};

struct bw_items {
	BW_VEC(struct bw_item) rows; /* best first */
	uint32_t n_new;              /* articles since view.since */
	uint32_t aside[BW_N_ASIDE];  /* how many of them were set aside, by reason; [0] those that count */
};

void bw_items_weigh(struct bw_arena *a, const struct bw_annotator *an, const struct bw_desk *desk,
		    const struct bw_view *view, struct bw_items *out);
/* Whether the statement gives its development a status that none of its texts before view.since gave it. */
bool bw_item_brings_status(const struct bw_view *view, const struct bw_item *item, const struct bw_statement *s);
/* "1 reprint", "3 reprints or rewrites": for reasons and footers. */
const char *bw_aside_words(enum bw_aside why, bool one);
const char *bw_change_words(enum bw_change c);

#endif
