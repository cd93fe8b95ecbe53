/* Whole files, in and out. */
#ifndef BW_CORE_FILE_H
#define BW_CORE_FILE_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/str.h"

/* path "-" is standard input. BW_ENOTFOUND, BW_EIO, or BW_ELIMIT when longer than max bytes. */
int bw_file_read(struct bw_arena *a, const char *path, size_t max, struct bw_str *out, struct bw_err *err);
/* Written beside the target, synced, then renamed over it: a reader sees the old or the new file, never half of one.
 * When the file already has these bytes it is left alone. */
int bw_file_write(const char *path, struct bw_str bytes, struct bw_err *err);
/* The same for what can be made again: not synced, so that a thousand pages cost no thousand waits for the disk. */
int bw_file_write_derived(const char *path, struct bw_str bytes, struct bw_err *err);
bool bw_file_is_dir(const char *path);
/* Makes the folder and those above it. */
int bw_file_make_dirs(const char *path, struct bw_err *err);
/* Paths of the regular files below dir, relative to it, in byte order; hidden ones left out; links are not followed. */
int bw_file_list(struct bw_arena *a, const char *dir, const struct bw_str **out, size_t *n, struct bw_err *err);

#endif
