/* Addresses after RFC 3986, read as browsers read them where the web is sloppy. All results are in the arena or
 * borrowed. */
#ifndef BW_CORE_URL_H
#define BW_CORE_URL_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

struct bw_url {
	struct bw_str scheme; /* lower case, without ':' */
	struct bw_str host;   /* lower case; IPv6 with its brackets */
	struct bw_str port;   /* "" when default or absent */
	struct bw_str path;   /* "/" at least for http(s) */
	struct bw_str query;  /* without '?'; has_query tells "" from absent */
	struct bw_str fragment;
	bool has_query;
};

/* Parses an absolute address of at most 16 KB; BW_EINPUT names what is wrong. Of http(s) addresses the dot segments are
 * resolved, '\' is '/', international host names stand in their ASCII form, and what may not stand in an address is
 * escaped. User info is dropped from http(s) addresses. */
int bw_url_parse(struct bw_arena *a, struct bw_str text, struct bw_url *out, struct bw_err *err);
/* The address as text. */
struct bw_str bw_url_text(struct bw_arena *a, const struct bw_url *u);
/* Resolves a reference against an absolute base; the text of the result, fragment kept. BW_EINPUT when base or result
 * is bad. */
int bw_url_resolve(struct bw_arena *a, struct bw_str base, struct bw_str ref, struct bw_str *out, struct bw_err *err);
/* The address of an article, still one that can be fetched: host lower case, default port off, dot segments resolved,
 * percent-encoding normalised; off are the fragment, parameters that only say how a reader came (utm_*, fbclid, ...),
 * and session ids; what a cache of AMP pages serves is the page's own address. Kept are parameters that may name the
 * article
 * ("?id=5", "?p=123"), their order, and a fragment that begins with "!" or "/", which is a page of its own. Idempotent.
 */
int bw_url_canonical(struct bw_arena *a, struct bw_str text, struct bw_str *out, struct bw_err *err);
/*
 * A key that all addresses of one article share as far as an address can tell; for comparing only, it may lead nowhere.
 * On top of bw_url_canonical these say the same (url_key.c has a row for each):
 *   http and https; "www.", "m.", "mobile.", "touch.", "wap.", "amp." before a host, "en.m." for "en."; a slash at the
 * end; index.html and its kin; the order of parameters; AMP, print and telephone views: a segment "amp" or "print" at
 * either end of the path, ".amp.html", "?amp=1", "?print=1", "?outputType=amp"; all pages at once ("?page=all"). A
 * segment is a view only beside one that names an article, which has two hyphens or five digits: "/guitars/amp" is no
 * view of "/guitars". Articles with different keys may still be one, by feed id or text. Idempotent, and the key of a
 * canonical address is the key of the address.
 */
int bw_url_key(struct bw_arena *a, struct bw_str text, struct bw_str *out, struct bw_err *err);
/* scheme://host[:port] of an absolute address, "" when it has none. */
struct bw_str bw_url_origin(struct bw_arena *a, struct bw_str text);
bool bw_url_same_host(struct bw_arena *a, struct bw_str x, struct bw_str y);

#endif
