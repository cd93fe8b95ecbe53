/* Which figures contradict one another, row by row of conflicts.tsv. */
#include "annotate/annotate.h"
#include "core/file.h"
#include "story/story.h"
#include "tap.h"

enum { CELLS = 3 };
static const char lead[] = "Police in Mellen searched a warehouse of the trader Orlik Pharma on Monday over forged "
			   "medicine, the prosecutor Dana Weiss said.\n\n";

struct bench {
	struct bw_lexicons lexicons;
	struct bw_arena arena;
	struct bw_annotator *annotator;
	struct bw_config *config;
};

static struct bw_conflict_list add(struct bench *b, struct bw_stories *s, const char *source, struct bw_str text,
				   bw_time at, struct bw_verdict *v)
{
	struct bw_arena *a = &b->arena;
	struct bw_article article = {.source = bw_str_from(source),
				     .title = BW_STR("Orlik Pharma searched over forged medicine in Mellen"),
				     .language = BW_STR("en")};
	struct bw_notes notes;
	struct bw_profile p;
	struct bw_conflict_list found;
	article.url = bw_arena_printf(a, "http://%s/1", source);
	article.text = bw_arena_printf(a, "%s%" BW_PRISTR, lead, BW_ARG(text));
	article.published = at;
	bw_annotate(b->annotator, a, &article, &notes);
	bw_profile_make(a, &article, &notes, at, &p);
	p.n_prints = 0; /* no copies: the lead is the same */
	bw_stories_add(s, a, &p, v, &found);
	for (size_t i = 0; i < found.n; i++)
		tap_ok(found.rows[i].b_end <= article.text.len && found.rows[i].b_start >= sizeof(lead) - 1,
		       "the span is the sentence of the figure");
	return found;
}

static void check(struct bench *b, int row, const struct bw_str cell[CELLS])
{
	struct bw_stories *s = bw_stories_open(b->config, &b->lexicons);
	struct bw_verdict first, second;
	add(b, s, "one", cell[1], 1767600000, &first);
	struct bw_conflict_list found = add(b, s, "two", cell[2], 1767603600, &second);
	tap_ok(second.development == first.development, "row %d: one matter", row);
	tap_int((long long)found.n, bw_str_eq(cell[0], BW_STR("yes")), "conflicts");
	if (found.n)
		tap_ok(found.rows[0].a_article == first.origin && found.rows[0].b_article == second.origin,
		       "the earlier article is a");
	bw_stories_close(s);
}

int main(int argc, char **argv)
{
	static struct bench b;
	struct bw_err err = {0};
	struct bw_str text, line;
	bw_arena_init(&b.arena);
	const char *path = bw_arena_printf(&b.arena, "%s/conflicts.tsv", argc > 1 ? argv[1] : ".").ptr;
	if (bw_config_load(&b.arena, NULL, &b.config, &err) || bw_lexicons_load(&b.arena, NULL, &b.lexicons, &err) ||
	    bw_annotator_open(&b.arena, &b.lexicons, &b.annotator, &err) ||
	    bw_file_read(&b.arena, path, 1 << 20, &text, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	for (int row = 1; bw_str_split(&text, '\n', &line); row++) {
		struct bw_str cell[CELLS], rest = line;
		int n = 0;
		while (line.len && line.ptr[0] != '#' && n < CELLS && bw_str_split(&rest, '\t', &cell[n]))
			n++;
		if (n == CELLS)
			check(&b, row, cell);
	}
	bw_annotator_close(b.annotator);
	bw_arena_release(&b.arena);
	return tap_done();
}
