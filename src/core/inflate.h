/*
 * Compressed bytes made long again: gzip (RFC 1952), zlib and raw deflate (RFC 1950, 1951), brotli (RFC 7932). The only
 * door to zlib and brotli. What comes out is always bounded: a few bytes may stand for terabytes.
 */
#ifndef BW_CORE_INFLATE_H
#define BW_CORE_INFLATE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

enum bw_coding {
	BW_CODING_GZIP,    /* one member or many */
	BW_CODING_DEFLATE, /* with or without zlib's head: servers send both under this name */
	BW_CODING_BROTLI,
	BW_CODINGS
};

/* Expands all of in. BW_ELIMIT when it comes to more than max bytes, BW_EINPUT when it is damaged or ends too soon.
 * What follows the last gzip member and is none is left out. */
int bw_inflate(struct bw_arena *a, struct bw_str in, enum bw_coding coding, size_t max, struct bw_str *out,
	       struct bw_err *err);

/* The first bytes of a gzip member that zlib can read. */
bool bw_gzip_begins(struct bw_str in);

/* gzip in pieces, a member at a time. */
struct bw_gunzip;
enum bw_gunzip_state { BW_GUNZIP_GOES_ON, BW_GUNZIP_MEMBER_ENDS, BW_GUNZIP_DAMAGED };

struct bw_gunzip *bw_gunzip_open(void);
void bw_gunzip_close(struct bw_gunzip *g);   /* NULL is fine */
void bw_gunzip_restart(struct bw_gunzip *g); /* the next byte is the first of a member */
/* Takes bytes off the front of *in and puts at most room bytes to `to`; *n gets how many. Comes back when *in is used
 * up, the room is full, or the member ends or is damaged. */
enum bw_gunzip_state bw_gunzip_step(struct bw_gunzip *g, struct bw_str *in, char *to, size_t room, size_t *n);

#endif
