/* The fetcher as the user has set it up: settings, and secrets.ini beside them. */
#ifndef BW_RUN_FETCHER_H
#define BW_RUN_FETCHER_H

#include "net/fetch.h"
#include "run/engine.h"

/* A fetcher in the arena; bw_fetcher_close ends it. The faults of bw_fetcher_open and bw_fetcher_read_secrets. */
int bw_engine_fetcher(const struct bw_engine *e, struct bw_arena *a, struct bw_fetcher **out, struct bw_err *err);

#endif
