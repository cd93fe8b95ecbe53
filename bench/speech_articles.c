/*
 * speech_articles FILE [ROUNDS]: reads articles as JSON lines, prints the quotations of each
 * as a JSON line, with offsets in bytes, and the words of its text. With ROUNDS, prints nothing but speed.
 */
#include "articles.h"

static void put_actor(struct bw_json_out *j, const struct bw_notes *n, const char *key, int32_t actor)
{
	bw_json_begin_array(j, key);
	if (actor >= 0) {
		const struct bw_actor *a = &n->actors[actor];
		bw_json_put_str(j, NULL, a->name);
		for (uint32_t i = 0; i < a->n_aliases; i++)
			bw_json_put_str(j, NULL, a->aliases[i]);
	}
	bw_json_end_array(j);
}

static void put_quotations(struct bw_json_out *j, const struct bw_notes *n)
{
	bw_json_begin_array(j, "quotations");
	for (uint32_t i = 0; i < n->n_quotations; i++) {
		const struct bw_quotation *q = &n->quotations[i];
		bw_json_begin_object(j, NULL);
		bw_json_put_int(j, "start", q->start);
		bw_json_put_int(j, "end", q->end);
		bw_json_put_int(j, "speaker_start", q->speaker_start);
		bw_json_put_int(j, "speaker_end", q->speaker_end);
		bw_json_put_str(j, "mode", bw_str_from(bw_mode_name(q->mode)));
		put_actor(j, n, "actor", q->actor);
		put_actor(j, n, "affiliation", q->affiliation);
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

static void put(struct bw_json_out *j, struct bw_str id, const struct bw_article *article, const struct bw_notes *n)
{
	(void)id;
	(void)article;
	bw_json_put_str(j, "language", bw_str_from(n->language));
	put_quotations(j, n);
	bw_json_begin_array(j, "words");
	for (uint32_t i = 0; i < n->body.n_tokens; i++)
		if (n->body.tokens[i].kind != BW_TOKEN_PUNCT) {
			bw_json_put_int(j, NULL, n->body.tokens[i].start);
			bw_json_put_int(j, NULL, n->body.tokens[i].end);
		}
	bw_json_end_array(j);
}

int main(int argc, char **argv)
{
	return articles_main(argc, argv, put);
}
