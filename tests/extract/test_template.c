/* A site's template: what stands on many pages goes, a running story's background stays (site.tsv). */
#include "cases.h"
#include "extract/shape.h"
#include "extract/template.h"

enum { PAGES = 16 };

static const char appeal[] = "The Tidewater Post is free to read because readers pay for it. If you can, become one.";
static const char background[] = "The Orre treaty of 1956 gives each of the five states a share of the river's water.";

struct site {
	struct bw_arena arena;
	struct bw_article page[PAGES];
	size_t n;
};

static struct bw_article make(struct bw_arena *a, size_t n, struct bw_str title, struct bw_str text)
{
	struct bw_article x = {.title = title, .text = text, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	struct bw_str letters = BW_STR("pppppppppp");
	x.url = bw_arena_printf(a, "https://post.example/a/%zu", n);
	x.shape = bw_str_sub(letters, 0, bw_shape_count(text));
	return x;
}

/* With `first` above and `last` below the text of each page. */
static void load(struct site *s, const char *dir, const char *first, const char *last)
{
	struct bw_err err = {0};
	struct bw_str text, line, title;
	bw_arena_init(&s->arena);
	s->n = 0;
	if (bw_file_read(&s->arena, bw_arena_printf(&s->arena, "%s/site.tsv", dir).ptr, 1 << 20, &text, &err))
		tap_ok(0, "%s", err.msg);
	while (s->n < PAGES && bw_str_split(&text, '\n', &line)) {
		struct bw_str part[3];
		if (!line.len || line.ptr[0] == '#')
			continue;
		bw_str_split(&line, '\t', &title);
		for (int i = 0; i < 3; i++)
			bw_str_split(&line, '\t', &part[i]);
		struct bw_str body =
			bw_arena_printf(&s->arena, "%s%s%" BW_PRISTR "\n\n%" BW_PRISTR "\n\n%" BW_PRISTR "%s%s", first,
					*first ? "\n\n" : "", BW_ARG(part[0]), BW_ARG(part[1]), BW_ARG(part[2]),
					*last ? "\n\n" : "", last);
		s->page[s->n] = make(&s->arena, s->n, title, body);
		s->n++;
	}
	tap_int((long long)s->n, PAGES, "pages of the site");
}

static struct bw_template *learned(struct site *s, size_t n)
{
	struct bw_template *t = BW_NEW(&s->arena, struct bw_template);
	for (size_t i = 0; i < n; i++)
		bw_template_learn(t, &s->arena, &s->page[i]);
	return t;
}

static void check_appeal(const char *dir)
{
	struct site s;
	load(&s, dir, "", appeal);
	struct bw_article x = s.page[3];
	tap_int(bw_template_strip(learned(&s, 4), &s.arena, &x), 0, "four pages are too few");
	tap_int(bw_template_strip(learned(&s, 5), &s.arena, &x), 1, "five are enough");
	tap_str(x.text, bw_str_sub(s.page[3].text, 0, s.page[3].text.len - strlen(appeal) - 2), "and the text is left");
	tap_str(x.shape, BW_STR("ppp"), "with its shape");
	struct bw_template *all = learned(&s, PAGES);
	uint32_t taken = 0;
	for (size_t i = 0; i < PAGES; i++) {
		x = s.page[i];
		taken += bw_template_strip(all, &s.arena, &x);
	}
	tap_int(taken, PAGES, "the appeal goes from each page, and nothing else");
	x = make(&s.arena, 99, BW_STR("Support us"), bw_str_from(appeal));
	bw_template_strip(all, &s.arena, &x);
	tap_int((long long)x.text.len, 0, "a page of nothing else had no article");
	bw_arena_release(&s.arena);
}

static void check_entries(const char *dir)
{
	struct site s;
	load(&s, dir, appeal, "");
	struct bw_article x = s.page[2];
	const struct bw_entry entries[] = {{.published = BW_TIME_NONE, .first = 0, .n = 1},
					   {.published = BW_TIME_NONE, .first = 1, .n = 2},
					   {.published = BW_TIME_NONE, .first = 3, .n = 1}};
	x.form = BW_ARTICLE_ROUND_UP;
	x.entries = entries;
	x.n_entries = 3;
	bw_template_strip(learned(&s, 8), &s.arena, &x);
	tap_ok(x.n_entries == 2 && x.entries[0].first == 0 && x.entries[0].n == 2 && x.entries[1].first == 2,
	       "entries move with their paragraphs, and an empty one goes");
	bw_arena_release(&s.arena);
}

/* Pages on one subject that share a paragraph, among those of the site. */
static void check_story(const char *dir, size_t of_site, const char *what)
{
	static const char *const turns[] = {
		"Ministers of the Orre states met in Varnholm on Monday and left without a word.",
		"The Orre has fallen by a metre since the talks in Varnholm broke off.",
		"Farmers on the upper Orre have closed the sluices, against the order of Varnholm.",
		"Judges in Varnholm will hear the case of the Orre states in May.",
		"Two of the Orre states have asked the bank in Varnholm to pay for a dam.",
		"Varnholm offers water from the Orre for power, and nobody has said no.",
		"An envoy from Varnholm was seen at the Orre falls, with a map.",
	};
	struct site s;
	load(&s, dir, "", "");
	struct bw_template *t = learned(&s, of_site);
	struct bw_article x = {0};
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
		struct bw_str text =
			bw_arena_printf(&s.arena, "%s\n\nIt is turn %zu of the talks.\n\n%s", turns[i], i, background);
		x = make(&s.arena, 100 + i, bw_arena_printf(&s.arena, "Talks on the Orre, day %zu", i), text);
		bw_template_learn(t, &s.arena, &x);
	}
	tap_int(bw_template_strip(t, &s.arena, &x), 0, what);
	bw_arena_release(&s.arena);
}

static void check_bounds(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_template *t = BW_NEW(&a, struct bw_template), *again = BW_NEW(&a, struct bw_template);
	struct bw_buf packed, twice;
	for (size_t i = 0; i < 200; i++) {
		struct bw_str text = bw_arena_printf(&a, "%s", appeal);
		for (int k = 0; k < 40; k++)
			text = bw_arena_printf(&a, "%" BW_PRISTR "\n\nLine %d of page %zu.", BW_ARG(text), k, i);
		struct bw_article x = make(&a, i, BW_STR("A page"), text);
		bw_template_learn(t, &a, &x);
		bw_template_learn(t, &a, &x);
	}
	tap_ok(t->n_pages == BW_TEMPLATE_WINDOW && t->n_rows == BW_TEMPLATE_ROWS, "memory is bounded");
	struct bw_article x = make(&a, 199, BW_STR("A page"), bw_str_from(appeal));
	tap_int(bw_template_strip(t, &a, &x), 1, "what is seen again and again stays in it");
	bw_buf_init(&packed, 1 << 20);
	bw_buf_init(&twice, 1 << 20);
	bw_template_pack(t, &packed);
	tap_int(bw_template_unpack(bw_buf_view(&packed), again, NULL), 0, "it unpacks");
	bw_template_pack(again, &twice);
	tap_ok(bw_str_eq(bw_buf_view(&packed), bw_buf_view(&twice)), "to the same bytes");
	tap_ok(packed.len < 24000, "%zu bytes a site at most", packed.len);
	tap_ok(bw_template_unpack(bw_str_sub(bw_buf_view(&packed), 0, packed.len - 1), again, NULL) && !again->n_pages,
	       "a record cut short is refused");
	tap_ok(bw_template_unpack(BW_STR(""), again, NULL) == BW_EINPUT, "an empty one too");
	bw_buf_release(&packed);
	bw_buf_release(&twice);
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	check_appeal(dir);
	check_entries(dir);
	check_story(dir, PAGES, "the background of a running story stays");
	check_story(dir, 0, "also on a site that tells nothing else yet");
	check_story(dir, 4, "or hardly anything else");
	check_bounds();
	return tap_done();
}
