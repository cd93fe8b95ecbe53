/* Old texts that an outlet publishes again under a new date ("first published on 3 May 2019"; table "reprises" of
 * its language).
 */
#ifndef BW_COMPOSE_REPRISE_H
#define BW_COMPOSE_REPRISE_H

#include "annotate/notes.h"
#include "extract/article.h"

/* Whether the text itself says that it appeared at least a week before `at`. */
bool bw_reprise_is(const struct bw_article *article, const struct bw_notes *notes, bw_time at);

#endif
