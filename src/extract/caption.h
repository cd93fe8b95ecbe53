/* Captions and credits of pictures that no <figcaption> marks as such. */
#ifndef BW_EXTRACT_CAPTION_H
#define BW_EXTRACT_CAPTION_H

#include "extract/page.h"

/* The run stands in an inline element whose class says caption or credit. Certain. */
bool bw_caption_is_marked(const struct bw_page *p, const struct bw_run *r);
/* The run is the only text of a box with a picture. Likely: cards of a list look the same. */
bool bw_caption_is_boxed(const struct bw_page *p, const struct bw_run *r);

#endif
