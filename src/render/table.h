/*
 * Tables in a terminal.
 */
#ifndef BW_RENDER_TABLE_H
#define BW_RENDER_TABLE_H

#include "compose/page.h"
#include "render/wrap.h"

/* The first column wraps in the room that the others leave; these stand to the right. Where there is no room for
 * columns, the cells of a row follow one another. */
void bw_terminal_table(struct bw_wrap *w, const struct bw_block *table, const char *indent);

#endif
