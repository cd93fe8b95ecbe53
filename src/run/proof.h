/*
 * `check`: proves the store against itself, and a published site against the store. Every fault names the page and the
 * sentence.
 */
#ifndef BW_RUN_PROOF_H
#define BW_RUN_PROOF_H

#include "compose/check.h"
#include "run/engine.h"

struct bw_proof {
	struct bw_faults faults;
	uint32_t articles, editions, signals, files; /* looked at */
};

/* Digests of all archived texts; every cited sentence of every edition; title and evidence of every signal; every
 * statement and conflict that is derived. */
int bw_proof_store(struct bw_engine *e, struct bw_arena *a, struct bw_proof *out, struct bw_err *err);
/* Every file of the site below dir, byte for byte; a file that is missing or differs is a fault with the first sentence
 * that is not there. */
int bw_proof_site(struct bw_engine *e, struct bw_arena *a, const char *dir, struct bw_proof *out, struct bw_err *err);

#endif
