/* A day of a desk from notes made by hand: what is printed, that it checks, and that one changed letter is named. */
#include "compose/check.h"
#include "golden.h"
#include "render/render.h"
#include "scene.h"

static const struct scene_row articles[] = {
	{"Tamar Post", "Tamar parliament takes up a bill to meter farm wells",
	 "TAMAR CITY, Sept 5 (Ferncote) - A bill that would put meters on every farm well was introduced in parliament "
	 "on "
	 "Saturday. Growers in the south have fought metering for a decade.",
	 60, BW_KIND_NEWS, "water", 0, 0, 6, BW_STATUS_PROPOSED},
	{"Tamar Post", "Committee backs bill to meter farm wells",
	 "TAMAR CITY, Sept 7 (Ferncote) - A parliamentary committee backed the bill to meter farm wells by nine votes "
	 "to four. "
	 "However, the growers' league said the meters would cost members 40 million a year. "
	 "The full chamber is to vote on the bill in October. They have not been heard.",
	 9, BW_KIND_NEWS, "water", 0, 0, 6, BW_STATUS_COMMITTEE},
	{"Vale Observer", "Well meters clear committee over growers' protests",
	 "Growers blocked two roads as the water committee approved meters for all farm wells above ten litres a "
	 "second. "
	 "The growers' league said the meters would cost members 55 million a year. "
	 "Ines Aldana, who heads the river authority, called metering the only way to see what is pumped.",
	 7, BW_KIND_NEWS, "water", 0, 0, 6, BW_STATUS_COMMITTEE},
	{"Coast Herald", "Committee backs bill to meter farm wells",
	 "A parliamentary committee backed the bill to meter farm wells by nine votes to four.", 6, BW_KIND_NEWS,
	 "water", 2, 0, 6, BW_STATUS_COMMITTEE},
	{"Tolmar Institute", "Desalination plant loses half its output to a torn membrane",
	 "The desalination plant at Punta Gorda is running at half its output after a membrane tore on Sunday. "
	 "Repair needs a part that is made only in Osaka and takes eleven weeks to arrive. "
	 "Reservoirs behind the city hold enough for sixty days at the present draw.",
	 5, BW_KIND_NEWS, "water", 0, 1, 5, BW_STATUS_CONFIRMED},
	{"Coast Herald", "Why every drought is a choice",
	 "Every drought is a choice, and this country has made it twice.", 4, BW_KIND_OPINION, "water", 0, 2, 5,
	 BW_STATUS_NONE},
	{"Coast Herald", "Sunny spells and a sea breeze", "It will be dry on the coast and dry in the hills.", 4,
	 BW_KIND_FILLER, "", 0, 3, 1, BW_STATUS_NONE},
};

static struct bw_str text_of(struct scene *s, const struct bw_page *p)
{
	struct bw_render_options options = {.columns = 100};
	struct bw_buf b;
	struct bw_str text;

	bw_buf_init(&b, 1 << 22);
	bw_render_terminal.render(p, &options, &b);
	text = bw_buf_copy(&b, &s->a);
	bw_buf_release(&b);
	return text;
}

static void fill(struct scene *s)
{
	static const int told[] = {50};
	struct bw_conflict *c = BW_NEW(&s->a, struct bw_conflict);
	const struct bw_article *a, *b;

	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		scene_add(s, articles[i]);
	scene_gather(s, told, 1);
	s->developments.ptr[0].told_heading = s->articles.ptr[0].article->title;
	a = s->articles.ptr[1].article;
	b = s->articles.ptr[2].article;
	*c = (struct bw_conflict){.development = s->developments.ptr[0].id, .a_value = 40e6, .b_value = 55e6};
	c->a_article = s->articles.ptr[1].key;
	c->b_article = s->articles.ptr[2].key;
	c->a_start = (uint32_t)bw_str_find(a->text, BW_STR("However"), 0);
	c->a_end = (uint32_t)bw_str_find(a->text, BW_STR(" The full"), 0);
	c->b_start = (uint32_t)bw_str_find(b->text, BW_STR("The growers'"), 0);
	c->b_end = (uint32_t)bw_str_find(b->text, BW_STR(" Ines"), 0);
	s->view.conflicts = c;
	s->view.n_conflicts = 1;
}

static const struct bw_desk *society(const struct scene *s)
{
	return &s->desks.rows[s->desks.n - 1];
}

static size_t faults_of(struct scene *s, const struct bw_page *p, struct bw_faults *f)
{
	struct bw_archive archive = {scene_article, s};

	*f = (struct bw_faults){0};
	bw_check_page(&s->a, p, &archive, f);
	return f->rows.len;
}

struct tally {
	struct bw_map seen;
	size_t twice;
};

static int count_twice(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct tally *t = ctx;
	bool is_new;

	(void)b;
	if (i->kind == BW_INLINE_SENTENCE) {
		bw_map_put(&t->seen, bw_str_hash(i->cites[0].quote), &is_new);
		t->twice += !is_new;
	}
	return 0;
}

static void test_brief(struct scene *s, const char *dir)
{
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_faults f;
	struct tally t = {.twice = 0};

	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	golden_is(&s->a, dir, "brief.txt", text_of(s, &page));
	tap_int((long long)faults_of(s, &page, &f), 0, "every sentence of the brief stands in the archive");
	tap_ok(f.sentences > 8 && f.cites >= f.sentences, "and all %u were looked at", f.sentences);
	bw_map_init(&t.seen);
	bw_page_walk(&page, count_twice, &t);
	bw_map_release(&t.seen);
	tap_int((long long)t.twice, 0, "no sentence is printed twice");
}

static void test_limit(struct scene *s)
{
	struct bw_err err = {0};
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_faults f;

	tap_int(bw_config_set(s->config, BW_STR("brief.words"), BW_STR("200"), &err), 0, "a limit is set");
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	tap_ok(bw_page_words(&page) <= 200 && bw_page_words(&page) > 60, "%u words of 200", bw_page_words(&page));
	tap_int((long long)faults_of(s, &page, &f), 0, "and what is left is whole");
	bw_config_set(s->config, BW_STR("brief.words"), BW_STR("900"), &err);
}

/* What an edition printed is not printed by the next. */
static int note_printed(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	(void)b;
	if (i->kind == BW_INLINE_SENTENCE)
		*bw_map_put(ctx, bw_str_hash(i->cites[0].quote), NULL) = 1;
	return 0;
}

static void test_nothing_twice(struct scene *s)
{
	struct bw_page first = {0}, second = {0};
	struct bw_gate gate = {0};
	struct tally t = {.twice = 0};

	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &first, &gate);
	bw_map_init(&t.seen);
	bw_page_walk(&first, note_printed, &s->printed);
	bw_page_walk(&first, note_printed, &t.seen);
	s->view.n_conflicts = 0;
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &second, &gate);
	bw_page_walk(&second, count_twice, &t);
	tap_int((long long)t.twice, 0, "a printed sentence does not come back");
	bw_map_release(&t.seen);
	bw_map_reset(&s->printed);
	s->view.n_conflicts = 1;
}

/* One letter changed in the archive, then one in the page. */
static void test_check(struct scene *s)
{
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_faults f;
	struct bw_article *article = (struct bw_article *)s->articles.ptr[4].article;
	struct bw_str before = article->text;
	char *changed = (char *)bw_arena_str(&s->a, before).ptr;
	struct bw_block *item;
	struct bw_inline *sentence;

	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	changed[10] = 'X';
	article->text = (struct bw_str){changed, before.len};
	tap_int((long long)faults_of(s, &page, &f), 1, "one letter changed in the archive is one fault");
	tap_ok(f.rows.len && f.rows.ptr[0].article == s->articles.ptr[4].key &&
		       bw_str_find(f.rows.ptr[0].why, BW_STR("byte 10"), 0) != BW_NPOS,
	       "named with article and byte");
	article->text = before;
	item = page.blocks.ptr[2]->children.ptr[1]->children.ptr[0];
	sentence = &item->inlines.ptr[0];
	changed = (char *)bw_arena_str(&s->a, sentence->text).ptr;
	changed[3] = 'X';
	sentence->text.ptr = changed;
	tap_int((long long)faults_of(s, &page, &f), 1, "one letter changed in the page is one fault");
	tap_str(f.rows.len ? f.rows.ptr[0].sentence : BW_STR(""), sentence->text, "named with its sentence");
	sentence->n_cites = 0;
	tap_int((long long)faults_of(s, &page, &f), 1, "a sentence without a cite is a fault");
}

static void test_check_quotes(struct scene *s)
{
	struct bw_archive archive = {scene_article, s};
	struct bw_str text = s->articles.ptr[4].article->text;
	struct bw_cite good = {.article = s->articles.ptr[4].key, .end = 30, .quote = bw_str_sub(text, 0, 30)}, c;
	struct bw_faults f = {0};

	bw_check_quote(&s->a, BW_STR("here"), &good, &archive, &f);
	tap_int((long long)f.rows.len, 0, "an exact quote passes");
	c = good;
	c.start = 1;
	bw_check_quote(&s->a, BW_STR("here"), &c, &archive, &f);
	c = good;
	c.anchor_start = 20;
	c.anchor_end = 40;
	bw_check_quote(&s->a, BW_STR("here"), &c, &archive, &f);
	c = good;
	c.end = 1 << 20;
	bw_check_quote(&s->a, BW_STR("here"), &c, &archive, &f);
	c = good;
	c.article = 7;
	bw_check_quote(&s->a, BW_STR("here"), &c, &archive, &f);
	tap_int((long long)f.rows.len, 4, "shifted, anchored outside, too long, and of no article do not");
}

static void test_moved_attribution(struct scene *s)
{
	struct bw_str whole = BW_STR("The line will close for eleven weeks, the ministry said.");
	struct bw_page p = {.path = BW_STR("p")};
	struct bw_block *b = bw_page_block(&s->a, &p, BW_BLOCK_PARAGRAPH);
	struct bw_cite *c = BW_NEW(&s->a, struct bw_cite);
	struct bw_inline *i;
	struct bw_faults f;
	size_t at = s->articles.len;

	scene_add(s, (struct scene_row){"Tamar Post", "Line closes", whole.ptr, 3, BW_KIND_NEWS, "", 0, 0, 5,
					BW_STATUS_NONE});
	*c = (struct bw_cite){.article = s->articles.ptr[at].key, .end = (uint32_t)whole.len, .quote = whole};
	i = bw_block_inline(&s->a, b, BW_INLINE_SENTENCE, BW_STR("The line will close for eleven weeks."));
	*i = (struct bw_inline){i->kind, i->text, BW_STR(""), BW_TRIM_ATTRIBUTION, c, 1};
	tap_int((long long)faults_of(s, &p, &f), 1, "an attribution that is taken off and not printed is a fault");
	bw_block_inline(&s->a, b, BW_INLINE_SOURCE, BW_STR("the ministry said; Tamar Post"));
	tap_int((long long)faults_of(s, &p, &f), 0, "in the source mark it is none");
}

static void test_silence(struct scene *s, const char *dir)
{
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_faults f;

	s->view.since = SCENE_NOW - 4 * 3600 - 1;
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	tap_int(page.type, BW_PAGE_SILENCE, "a column and the weather are no edition");
	golden_is(&s->a, dir, "silence.txt", text_of(s, &page));
	tap_int((long long)faults_of(s, &page, &f), 0, "the headlines that were considered are cited");
	s->view.since = SCENE_NOW - BW_DAY;
}

static void test_pages(struct scene *s, const char *dir)
{
	struct bw_page page;
	struct bw_faults f;

	bw_development_page(&s->a, &s->view, &s->developments.ptr[0], &page);
	golden_is(&s->a, dir, "development.txt", text_of(s, &page));
	tap_int((long long)faults_of(s, &page, &f), 0, "the page of a development checks");
	bw_article_page(&s->a, &s->view, &s->articles.ptr[3], &page);
	golden_is(&s->a, dir, "article.txt", text_of(s, &page));
	tap_int((long long)faults_of(s, &page, &f), 0, "the page of an article checks");
	bw_developments_listing(&s->a, &s->view, &page);
	golden_is(&s->a, dir, "developments.txt", text_of(s, &page));
	tap_int((long long)faults_of(s, &page, &f), 0, "the list of developments checks");
}

/* A signal born out by two developments and denied by one sentence, with everything that the signal room would fill in.
 */
struct signal_case {
	size_t article;
	const char *from;
	enum bw_stance stance;
};

static struct bw_view_signal *signal_of(struct scene *s)
{
	static const struct signal_case cases[] = {{0, "Growers in the south", BW_SUPPORTS},
						   {1, "However, the", BW_SUPPORTS},
						   {2, "Ines Aldana", BW_CONTRADICTS}};
	struct bw_view_signal *v = BW_NEW(&s->a, struct bw_view_signal);
	struct bw_signal *signal = BW_NEW(&s->a, struct bw_signal);
	struct bw_evidence *rows = BW_ARRAY(&s->a, struct bw_evidence, 3);
	struct bw_candidate *c = BW_ARRAY(&s->a, struct bw_candidate, 3);
	const struct bw_candidate **list = BW_ARRAY(&s->a, const struct bw_candidate *, 3);

	for (size_t i = 0; i < 3; i++) {
		const struct bw_view_article *x = &s->articles.ptr[cases[i].article];
		struct bw_str text = x->article->text, rest;
		uint32_t start = (uint32_t)bw_str_find(text, bw_str_from(cases[i].from), 0), end;
		rest = bw_str_from_pos(text, start);
		end = start + (uint32_t)bw_str_find_char(rest, '.', 0) + 1;
		rows[i] =
			(struct bw_evidence){.signal = 9, .article = x->key, .decided_by = x->key, .decided_at = x->at};
		rows[i].start = rows[i].anchor_start = start;
		rows[i].end = end;
		rows[i].anchor_end = start + 6;
		rows[i].stance = cases[i].stance;
		rows[i].reasoning = BW_STR("causal");
		c[i] = (struct bw_candidate){
			.article = x->key, .development = 1, .origin = x->key, .at = x->at, .start = start};
		c[i].end = end;
		c[i].quote = bw_str_sub(text, start, end - start);
		list[i] = &c[i];
	}
	*signal = (struct bw_signal){.id = 9, .title = c[0].quote, .title_article = rows[0].article};
	signal->title_start = rows[0].start;
	signal->title_end = rows[0].end;
	*v = (struct bw_view_signal){
		.signal = signal, .rows = rows, .n_rows = 3, .candidates = list, .told = BW_TIME_NONE};
	v->state = (struct bw_signal_state){
		.extracted = 3, .articles = 3, .origins = 3, .developments = 2, .strength = {.value = 4}};
	v->state.first_seen = rows[0].decided_at;
	v->state.last_reinforced = rows[1].decided_at;
	v->state.domains = &s->articles.ptr[0].notes->domains[0].id;
	v->state.n_domains = 1;
	return v;
}

struct roles {
	unsigned seen;
};

static int note_role(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	(void)i;
	((struct roles *)ctx)->seen |= 1u << b->role;
	return 0;
}

static void test_signals(struct scene *s)
{
	struct bw_view_signal *v = signal_of(s);
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_faults f;
	struct roles roles = {0};
	struct tally t = {.twice = 0};

	s->view.signals = v;
	s->view.n_signals = 1;
	bw_signal_page(&s->a, s->an, &s->view, v, &page);
	tap_int((long long)faults_of(s, &page, &f), 0, "the page of a signal checks");
	bw_page_walk(&page, note_role, &roles);
	tap_ok(roles.seen & 1u << BW_ROLE_EVIDENCE && roles.seen & 1u << BW_ROLE_AGAINST,
	       "with what speaks for it and what against");
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	tap_int((long long)faults_of(s, &page, &f), 0, "a brief with a signal that moved checks");
	roles.seen = 0;
	bw_map_init(&t.seen);
	bw_page_walk(&page, count_twice, &t);
	tap_int((long long)t.twice, 0, "and tells nothing twice");
	bw_map_release(&t.seen);
	tap_ok(bw_str_find(text_of(s, &page), BW_STR("Signals & Trends"), 0) != BW_NPOS &&
		       bw_str_find(text_of(s, &page), BW_STR("New signal; strength 4 of 10"), 0) != BW_NPOS,
	       "the signal stands in it with its strength");
	v->before = v->state;
	s->view.since = SCENE_NOW - 6 * 3600;
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	tap_ok(bw_str_find(text_of(s, &page), BW_STR("Signals & Trends"), 0) == BW_NPOS,
	       "one that did not move stays out");
	bw_signals_listing(&s->a, s->an, &s->view, &page);
	tap_int((long long)faults_of(s, &page, &f), 0, "the list of signals checks");
	s->view.since = SCENE_NOW - BW_DAY;
	s->view.n_signals = 0;
}

static void test_links(struct scene *s)
{
	struct bw_edition_row others[] = {
		{BW_STR("trade"), BW_STR("Trade"), BW_STR("2026-09-08"), BW_STR(""), BW_PUBLISHED, BW_STR("")},
		{BW_STR("society"), BW_STR("Itself"), BW_STR("2026-09-08"), BW_STR(""), BW_PUBLISHED, BW_STR("")}};
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_str text;

	s->view.others = others;
	s->view.n_others = 2;
	bw_brief_compose(&s->a, s->config, s->an, society(s), &s->view, &page, &gate);
	text = text_of(s, &page);
	tap_ok(bw_str_find(text, BW_STR("Trade"), 0) != BW_NPOS && bw_str_find(text, BW_STR("Itself"), 0) == BW_NPOS,
	       "the other desks of the day are linked");
	bw_front_page(&s->a, &s->desks, others, 2, &s->view, &page);
	tap_ok(bw_str_find(text_of(s, &page), BW_STR("Itself 2026-09-08"), 0) != BW_NPOS,
	       "the front page lists editions");
	bw_archive_listing(&s->a, others, 2, society(s), SCENE_NOW, &page);
	tap_str(page.path, BW_STR("brief/society/index"), "a desk has its own list");
	s->view.n_others = 0;
}

int main(int argc, char **argv)
{
	struct scene s;

	if (argc < 2 || scene_open(&s))
		return 1;
	fill(&s);
	test_brief(&s, argv[1]);
	test_limit(&s);
	test_nothing_twice(&s);
	test_check(&s);
	test_check_quotes(&s);
	test_silence(&s, argv[1]);
	test_pages(&s, argv[1]);
	test_signals(&s);
	test_links(&s);
	test_moved_attribution(&s);
	scene_close(&s);
	return tap_done();
}
