/*
 * The static site: every page as HTML with its JSON and Markdown beside it, a pure function of the store. Publishing
 * writes what this gives; checking compares with it.
 */
#ifndef BW_RUN_SITE_H
#define BW_RUN_SITE_H

#include "run/engine.h"

/* One file of the site. page is NULL for the style sheet. A non-zero return stops the walk. */
typedef int (*bw_site_visit)(void *ctx, struct bw_str path, struct bw_str bytes, const struct bw_page *page,
			     struct bw_err *err);

int bw_site_walk(struct bw_engine *e, bw_site_visit visit, void *ctx, struct bw_err *err);

/* Writes the site below dir; files that would not change are left alone, and what a publishing that was killed left
 * half written is taken away. *n counts the files. */
int bw_site_publish(struct bw_engine *e, const char *dir, size_t *n, struct bw_err *err);

#endif
