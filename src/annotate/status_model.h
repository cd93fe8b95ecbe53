/*
 * The features by which a linear model (core/linear.h) tells the status of a statement: stems with names, figures and
 * quoted words told apart, in rows of two and three and near each other; whose voice it is; the kind of article; what
 * the tables' cues found. Trained on train/status by train/status.c, which reads the same features.
 */
#ifndef BW_ANNOTATE_STATUS_MODEL_H
#define BW_ANNOTATE_STATUS_MODEL_H

#include "annotate/claims_part.h"

enum {
	BW_STATUS_FEATURES = 2048,
	BW_STATUS_DOUBT = 600 /* so far a cue's status may score behind the best and still stand */
};

struct bw_status_features {
	uint64_t hash[BW_STATUS_FEATURES];
	uint32_t n;
};

/* Of a unit whose cues, quotation and signs are known. What exceeds the room is left out. */
void bw_status_features(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s,
			struct bw_status_features *out);

#endif
