/*
 * A borrowed view of bytes: UTF-8 by convention, not NUL-terminated, owned by somebody else (an arena, a literal, a
 * buffer). The empty string is {NULL or any, 0}. Passed by value.
 */
#ifndef BW_CORE_STR_H
#define BW_CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bw_str {
	const char *ptr;
	size_t len;
};

#define BW_STR(literal) ((struct bw_str){(literal), sizeof(literal) - 1})
#define BW_STR_NONE     ((struct bw_str){NULL, 0})
/* printf("%" BW_PRISTR, BW_ARG(s)) */
#define BW_PRISTR ".*s"
#define BW_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

struct bw_str bw_str_from(const char *cstr); /* NULL gives the empty string */
bool bw_str_eq(struct bw_str a, struct bw_str b);
bool bw_str_eq_ascii_nocase(struct bw_str a, struct bw_str b);
int bw_str_cmp(struct bw_str a, struct bw_str b); /* byte order, as memcmp */
bool bw_str_starts(struct bw_str s, struct bw_str prefix);
bool bw_str_ends(struct bw_str s, struct bw_str suffix);
bool bw_str_starts_ascii_nocase(struct bw_str s, struct bw_str prefix);

#define BW_NPOS ((size_t)-1)
size_t bw_str_find(struct bw_str s, struct bw_str needle, size_t from); /* BW_NPOS when absent */
size_t bw_str_find_ascii_nocase(struct bw_str s, struct bw_str needle, size_t from);
size_t bw_str_find_char(struct bw_str s, char c, size_t from);
size_t bw_str_rfind_char(struct bw_str s, char c);

struct bw_str bw_str_sub(struct bw_str s, size_t from, size_t len); /* clamped to s */
struct bw_str bw_str_from_pos(struct bw_str s, size_t from);        /* rest of s from `from`, clamped */
struct bw_str bw_str_trim(struct bw_str s);                         /* ASCII white space off both ends */
/* Cuts the part before the first `sep` off *rest and puts it in *part; false when *rest is used up. */
bool bw_str_split(struct bw_str *rest, char sep, struct bw_str *part);

/* Decimal digits only, whole string; false on anything else or overflow. */
bool bw_str_to_i64(struct bw_str s, int64_t *out);

/* 64-bit FNV-1a; the same on every machine, may be stored. */
uint64_t bw_str_hash(struct bw_str s);

#endif
