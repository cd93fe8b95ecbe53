/* SHA-256 (libcrypto behind). */
#ifndef BW_CORE_DIGEST_H
#define BW_CORE_DIGEST_H

#include <stdint.h>

#include "core/str.h"

struct bw_sha256 {
	uint8_t byte[32];
};
enum { BW_SHA256_HEX = 65 };

struct bw_sha256 bw_sha256(struct bw_str bytes);
const char *bw_sha256_hex(struct bw_sha256 d, char out[BW_SHA256_HEX]);
/* The first 63 bits of the digest: the key under which an article is known everywhere, the same on every machine. */
uint64_t bw_sha256_key(struct bw_str bytes);

#endif
