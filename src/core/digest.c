#include "core/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

/* libcrypto can fail here only when it was built without SHA-256: nothing the program could go on with. */
struct bw_sha256 bw_sha256(struct bw_str bytes)
{
	struct bw_sha256 d;
	unsigned int len = 0;
	if (!EVP_Digest(bytes.ptr ? bytes.ptr : "", bytes.len, d.byte, &len, EVP_sha256(), NULL) ||
	    len != sizeof(d.byte))
		abort();
	return d;
}

const char *bw_sha256_hex(struct bw_sha256 d, char out[BW_SHA256_HEX])
{
	for (size_t i = 0; i < sizeof(d.byte); i++) {
		out[2 * i] = "0123456789abcdef"[d.byte[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[d.byte[i] & 15];
	}
	out[BW_SHA256_HEX - 1] = '\0';
	return out;
}

uint64_t bw_sha256_key(struct bw_str bytes)
{
	struct bw_sha256 d = bw_sha256(bytes);
	uint64_t key = 0;
	for (int i = 0; i < 8; i++)
		key = key << 8 | d.byte[i];
	return key >> 1;
}
