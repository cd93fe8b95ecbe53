/* What earlier editions said, so that nothing is said twice. Private to run/. */
#ifndef BW_RUN_TOLD_H
#define BW_RUN_TOLD_H

#include "run/view.h"

/* Fills `told` and `told_heading` of the view's developments and signals and the view's printed sentences. */
int bw_told_load(struct bw_engine *e, const struct bw_view_request *request, struct bw_loaded_view *v,
		 struct bw_err *err);

#endif
