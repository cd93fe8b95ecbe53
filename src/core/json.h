/*
 * JSON (RFC 8259). Reading gives a tree in which every lookup of something absent or of another type gives the empty
 * value, so that readers check once at the end. Writing is a stream into a buffer, keys in the order they are written.
 */
#ifndef BW_CORE_JSON_H
#define BW_CORE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

struct bw_json; /* a value, in the arena given to bw_json_read */

/* Depth is limited to 256, and the text to about a million values (BW_ELIMIT). BW_EINPUT names line and column.
 * Duplicate keys: the last one counts. A byte order mark is skipped; a number too large for an integer is read as a
 * real. */
int bw_json_read(struct bw_arena *a, struct bw_str text, const struct bw_json **out, struct bw_err *err);
/* All of these accept NULL. */
const struct bw_json *bw_json_get(const struct bw_json *object, const char *key);
size_t bw_json_len(const struct bw_json *array_or_object);
const struct bw_json *bw_json_at(const struct bw_json *array, size_t i);
/* The i-th member of an object, in the order of the text, and its key. */
const struct bw_json *bw_json_member(const struct bw_json *object, size_t i, struct bw_str *key);
bool bw_json_is_object(const struct bw_json *v);
bool bw_json_is_array(const struct bw_json *v);
bool bw_json_is_string(const struct bw_json *v);
bool bw_json_is_null(const struct bw_json *v);      /* JSON null or absent */
struct bw_str bw_json_str(const struct bw_json *v); /* "" when it is no string */
int64_t bw_json_int(const struct bw_json *v, int64_t otherwise);
double bw_json_real(const struct bw_json *v, double otherwise);
bool bw_json_bool(const struct bw_json *v, bool otherwise);

/* Writer: commas and quoting are its business. A key is given before a value inside an object, NULL inside an array or
 * at the top. */
struct bw_json_out {
	struct bw_buf *buf;
	uint64_t comma; /* one bit a level */
	int depth;
};
void bw_json_out_init(struct bw_json_out *j, struct bw_buf *buf);
void bw_json_begin_object(struct bw_json_out *j, const char *key);
void bw_json_end_object(struct bw_json_out *j);
void bw_json_begin_array(struct bw_json_out *j, const char *key);
void bw_json_end_array(struct bw_json_out *j);
void bw_json_put_str(struct bw_json_out *j, const char *key, struct bw_str s); /* ill-formed UTF-8 is repaired */
void bw_json_put_str_or_null(struct bw_json_out *j, const char *key, struct bw_str s); /* null when empty */
void bw_json_put_int(struct bw_json_out *j, const char *key, int64_t v);
void bw_json_put_real(struct bw_json_out *j, const char *key,
		      double v); /* shortest form that reads back to 6 significant digits */
void bw_json_put_bool(struct bw_json_out *j, const char *key, bool v);
void bw_json_put_null(struct bw_json_out *j, const char *key);

#endif
