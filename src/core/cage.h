/*
 * A cage for a process that handles what strangers wrote: from the moment it is entered until the process ends, the
 * kernel refuses everything that the profile does not need, and limits hold. Entering cannot be undone and is
 * inherited. Sources: seccomp(2), landlock(7), setrlimit(2). The only door to libseccomp.
 *
 * A cage is built beforehand (that takes memory) and entered by calls that are safe between fork and exec. On a kernel
 * that has no system call filters, building fails: nothing is ever left uncaged in silence.
 */
#ifndef BW_CORE_CAGE_H
#define BW_CORE_CAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

enum bw_cage_profile {
	/* For a process of this program: descriptors that are open already can be read, written and closed; memory, the
	 * clock, the end. It opens nothing, starts nothing, and signals nobody but itself. Anything else fails with
	 * EPERM; executable memory too. */
	BW_CAGE_PARSER,
	/* For another program that is run on one document: files may be read, where the kernel has Landlock those of
	 * the system only (/usr, /lib, /etc and the like); none is made, written or removed; no network, no process but
	 * itself. To be entered between fork and exec; what it is to read it gets as an open descriptor. */
	BW_CAGE_HELPER,
	BW_CAGE_PROFILES
};

/* 0 leaves a limit as it is. */
struct bw_cage_limits {
	uint64_t memory_bytes; /* of data; the program's own code comes on top. Not held under AddressSanitizer, which
				  reserves terabytes */
	uint64_t cpu_s;        /* processor time, then it is killed */
	uint64_t file_bytes;   /* longest file that it may write (to a descriptor that it was given), also when 0; pipes
				  are free */
};

struct bw_cage;

/* Needs bw_cage_close. BW_EREFUSED when the kernel has no filters. */
int bw_cage_open(enum bw_cage_profile profile, const struct bw_cage_limits *limits, struct bw_cage **out,
		 struct bw_err *err);
/* The cage may hold a descriptor of its own, which is to stay open until here and closes at exec.
 * The calling thread is in the cage; on failure the process must end without having touched what is not trusted. Calls
 * no function that is unsafe after fork. 0 or -1. */
int bw_cage_enter(const struct bw_cage *cage);
void bw_cage_close(struct bw_cage *cage); /* NULL is fine; a cage that was entered holds all the same */

/* The calling process is killed when the thread that started it ends. */
void bw_cage_end_with_parent(void);

/* Built with AddressSanitizer, which needs more room and some settings of the environment. */
bool bw_cage_is_sanitized(void);

#endif
