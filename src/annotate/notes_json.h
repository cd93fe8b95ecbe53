/* Notes as JSON, for people's scripts, measurements and fuzzers. */
#ifndef BW_ANNOTATE_NOTES_JSON_H
#define BW_ANNOTATE_NOTES_JSON_H

#include "annotate/notes.h"
#include "core/json.h"
#include "extract/article.h"

/*
 * Puts members into the object that is open in j: "language", "kind", "credit", "sentences", "terms", "actors",
 * "mentions" (whose "actor" is an index into "actors"), "places", "quotations", "figures", "statements". Offsets count
 * bytes of the article's text (of its title where "in_title" says so); what is not known is null, and an open bound of
 * a figure as well.
 */
void bw_notes_put_json(struct bw_json_out *j, const struct bw_article *article, const struct bw_notes *notes);

#endif
