/*
 * annotate_articles FILE [ROUNDS]: reads articles as JSON lines, prints each one's identifier and notes as a JSON line.
 * With ROUNDS, prints nothing but speed.
 */
#include "annotate/notes_json.h"
#include "articles.h"

static void put(struct bw_json_out *j, struct bw_str id, const struct bw_article *article, const struct bw_notes *notes)
{
	bw_json_put_str(j, "id", id);
	bw_notes_put_json(j, article, notes);
}

int main(int argc, char **argv)
{
	return articles_main(argc, argv, put);
}
