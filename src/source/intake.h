/*
 * The bytes of a large file in a window that moves forward, plain or packed with gzip. For readers of files with many
 * documents: what is not looked at any more is forgotten, and damage is passed over.
 */
#ifndef BW_SOURCE_INTAKE_H
#define BW_SOURCE_INTAKE_H

#include "source/container.h"

enum bw_intake_state {
	BW_INTAKE_FLOWS,
	BW_INTAKE_BARRIER, /* a gzip member ends in front of one that begins with the opening */
	BW_INTAKE_DAMAGED, /* packed data that cannot be read */
	BW_INTAKE_ENDED
};

struct bw_gunzip;

struct bw_intake {
	struct bw_byte_reader in;
	struct bw_str opening;    /* how a document begins, at most 16 bytes; "" : members are not told apart */
	struct bw_gunzip *gunzip; /* NULL: plain */
	char *raw, *window;
	size_t raw_at, raw_end;
	size_t at, end, cap;                             /* of the window */
	size_t barrier, probe;                           /* places in the window; BW_NPOS none */
	uint64_t raw_offset;                             /* in the file, of raw[0]; of window[0] when plain */
	uint64_t offset, barrier_offset, probe_offset;   /* of packed data: where the members begin in the file */
	uint64_t member_in, member_out, unpacked, sound; /* sound: unpacked bytes of members that ended well */
	bool raw_ended, damaged, ended;
};

/* Needs bw_intake_release. Looks at the first bytes to tell gzip from plain. */
void bw_intake_init(struct bw_intake *s, struct bw_byte_reader in, struct bw_str opening);
void bw_intake_release(struct bw_intake *s);

/* The next bytes, n of them or as many as there are before the barrier, the damage or the end. Valid until the next
 * call. At most BW_INTAKE_PEEK_MAX. */
enum { BW_INTAKE_PEEK_MAX = 1 << 16 };
struct bw_str bw_intake_peek(struct bw_intake *s, size_t n);
void bw_intake_take(struct bw_intake *s, size_t n); /* of those that were seen */
/* Puts bytes that were taken back in front. */
void bw_intake_untake(struct bw_intake *s, struct bw_str bytes);

/* Why peek gave less than it was asked for. */
enum bw_intake_state bw_intake_state(const struct bw_intake *s);
/* What was taken belongs to members that were read to their end and whose sums agree; always true of a plain file. */
bool bw_intake_is_sound(const struct bw_intake *s);
void bw_intake_pass_barrier(struct bw_intake *s);
/* Goes on behind the damage, at the next gzip member that begins with the opening; false when there is none. */
bool bw_intake_resync(struct bw_intake *s);

/* Where in the file the next byte stands; of packed data where its member begins, or,
 * without an opening, where it stands in the unpacked bytes. */
uint64_t bw_intake_offset(const struct bw_intake *s);

#endif
