/* Everything that is known, as JSON Lines in a fixed order: bellwether-export(5). */
#ifndef BW_RUN_EXPORT_H
#define BW_RUN_EXPORT_H

#include "run/engine.h"

struct bw_sink {
	int (*write)(void *ctx, struct bw_str bytes, struct bw_err *err);
	void *ctx;
};

/* now: nothing later is exported (INT64_MAX: all). */
int bw_export(struct bw_engine *e, bw_time now, const struct bw_sink *sink, struct bw_err *err);

#endif
