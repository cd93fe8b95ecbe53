/*
 * Matches sequences of words against a set of phrases: a trie over word hashes. Built once, then read-only and shared
 * by threads. What a "word" is, is the caller's choice: the hash of a folded token, or of its stem; phrases are given
 * with one space between words and are split at spaces only, so clitics stand apart as the tokeniser has them ("does
 * n't").
 */
#ifndef BW_CORE_PHRASE_H
#define BW_CORE_PHRASE_H

#include "core/arena.h"
#include "core/map.h"
#include "core/str.h"

struct bw_phrases {
	struct bw_map next;  /* hash of (node, word) -> node */
	struct bw_map value; /* node -> value + 1 */
	uint64_t n_nodes;
};

void bw_phrases_init(struct bw_phrases *p);
void bw_phrases_release(struct bw_phrases *p);
/* Words are hashed with bw_str_hash as they stand: fold (or stem) them first. The first value given to a phrase is
 * kept. */
void bw_phrases_add(struct bw_phrases *p, struct bw_str phrase, uint32_t value);
void bw_phrases_add_hashes(struct bw_phrases *p, const uint64_t *words, size_t n, uint32_t value);
/* Number of words of the longest phrase that starts at words[0], 0 when none does; *value is its value. */
size_t bw_phrases_match(const struct bw_phrases *p, const uint64_t *words, size_t n, uint32_t *value);

#endif
