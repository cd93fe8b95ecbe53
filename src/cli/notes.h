/* Shows what the program understands of one article. */
#ifndef BW_CLI_NOTES_H
#define BW_CLI_NOTES_H

#include "annotate/notes.h"
#include "cli/cli.h"
#include "core/buf.h"
#include "extract/article.h"

/* For people, on standard output; copies made for that lie in the arena. */
void bw_cli_notes_print(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes);
/* One object: "url", "title", "text" and the members of annotate/notes_json.h. */
void bw_cli_notes_json(struct bw_buf *out, const struct bw_article *article, const struct bw_notes *notes);

#endif
