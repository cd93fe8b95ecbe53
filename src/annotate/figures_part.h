/* Figures: numbers with unit, scale, head noun and date, as claims.c calls them. */
#ifndef BW_ANNOTATE_FIGURES_PART_H
#define BW_ANNOTATE_FIGURES_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/phrase.h"
#include "core/vec.h"

enum bw_figure_role { BW_FIG_NUMBER = 1, BW_FIG_SCALE, BW_FIG_PERCENT, BW_FIG_CURRENCY, BW_FIG_MEASURE, BW_FIG_MONTH };
struct bw_figure_word {
	enum bw_figure_role role;
	double factor;
	uint64_t key;
};
struct bw_figures {
	struct bw_map word; /* token.word -> index into words */
	struct bw_phrases approx;
	BW_VEC(struct bw_figure_word) words;
};

/* A number read from one token: "$1.2bn", "40%", "1,250", "3nm". */
struct bw_numeral {
	double value;
	uint64_t currency;      /* 0 none */
	struct bw_str rest;     /* letters that follow the digits: "bn", "%", "nm" */
	bool is_ordinal, plain; /* plain: digits only */
};
bool bw_numeral_read(struct bw_str token, struct bw_numeral *out);

int bw_figures_open(struct bw_figures *f, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
void bw_figures_close(struct bw_figures *f);
void bw_figures_note(const struct bw_figures *f, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes);

#endif
