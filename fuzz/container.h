/* What the fuzzers of files with many documents share: the file comes in pieces, and what comes out keeps its promises
 * whatever the size of the pieces. */
#ifndef BW_FUZZ_CONTAINER_H
#define BW_FUZZ_CONTAINER_H

#include <stdint.h>
#include <stdlib.h>

#include "source/container.h"

enum { DOCUMENT_MAX = 1 << 16 };

struct input {
	struct bw_str bytes;
	size_t at, piece;
};

struct output {
	uint64_t documents, refused, hash;
};

static void must(bool good)
{
	if (!good)
		abort();
}

static size_t read_piece(void *ctx, char *to, size_t n)
{
	struct input *in = ctx;
	struct bw_str rest = bw_str_sub(in->bytes, in->at, n < in->piece ? n : in->piece);
	if (rest.len)
		memcpy(to, rest.ptr, rest.len);
	in->at += rest.len;
	return rest.len;
}

static int take(void *ctx, const struct bw_captured *c, struct bw_err *err)
{
	struct output *out = ctx;
	(void)err;
	must(c->bytes.len <= DOCUMENT_MAX);
	out->documents++;
	out->hash = out->hash * 31 + bw_str_hash(c->bytes) + bw_str_hash(c->url) + c->offset;
	return 0;
}

static void refuse(void *ctx, const char *why)
{
	struct output *out = ctx;
	must(why && *why);
	out->refused++;
}

typedef int (*reader)(struct bw_byte_reader in, size_t max, const struct bw_container_teller *teller,
		      struct bw_err *err);

static struct output read_in_pieces(reader fn, struct bw_str bytes, size_t piece)
{
	struct input in = {bytes, 0, piece};
	struct output out = {0};
	struct bw_err err = {0};
	struct bw_container_teller teller = {take, refuse, &out};
	if (fn((struct bw_byte_reader){read_piece, &in}, DOCUMENT_MAX, &teller, &err))
		must(err.code != BW_OK && err.msg[0]);
	return out;
}

static void check(reader fn, const uint8_t *data, size_t size)
{
	struct bw_str bytes = {(const char *)data, size};
	struct output whole = read_in_pieces(fn, bytes, SIZE_MAX), parts = read_in_pieces(fn, bytes, 5);
	must(whole.documents == parts.documents && whole.refused == parts.refused && whole.hash == parts.hash);
}

#endif
