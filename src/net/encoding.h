/*
 * Content encodings (RFC 9110, 8.4) undone by ourselves: libcurl 7.88 does not notice compressed data that ends short,
 * and lets a bomb unfold before it is measured. Pure.
 */
#ifndef BW_NET_ENCODING_H
#define BW_NET_ENCODING_H

#include "core/arena.h"
#include "net/transfer.h"

/* What is asked for. */
#define BW_ENCODINGS "gzip, deflate, br, zstd"

/* Undoes the encodings of a Content-Encoding header, the last one first. BW_FAULT_NONE; BW_FAULT_LONG past max bytes
 * at any step; BW_FAULT_ENCODING when the data is damaged or ends before its own end, or is in an encoding that nobody
 * asked for. Bytes behind the end of the compressed data are passed over, as browsers do. *out is in the arena, or in
 * itself. */
enum bw_fault bw_encoding_undo(struct bw_arena *a, struct bw_str encodings, struct bw_str in, size_t max,
			       struct bw_str *out);

#endif
