/* Pages that tell who said it first and what happened: views with turns, origins, contradictions and links by hand. */
#include "compose/check.h"
#include "compose/fold.h"
#include "golden.h"
#include "render/render.h"
#include "scene.h"

enum { FIRST, REPRINT, AGENCY, SISTER, CORRECTED, OPERATOR, COLUMN, LIVE, INQUIRY, CLAIM };

static const struct scene_row articles[] = {
	{"Tamar Post", "Ferry runs aground off Vell Island",
	 "VELL, Sept 4 (Tamar Post) - The ferry Aldana ran aground off Vell Island on Friday with 212 people on board. "
	 "The coast guard said the master had left the marked channel. "
	 "Islanders have asked for a second tug since 2019.",
	 90, BW_KIND_NEWS, "maritime and shipping", 0, 0, 6, BW_STATUS_CONFIRMED},
	{"Coast Herald", "Ferry aground off Vell Island",
	 "The ferry Aldana ran aground off Vell Island on Friday with 212 people on board. "
	 "The coast guard said the master had left the marked channel.",
	 88, BW_KIND_NEWS, "maritime and shipping", 1, 0, 6, BW_STATUS_CONFIRMED},
	{"Vale Observer", "Passengers taken off stranded ferry",
	 "All 240 people on the ferry Aldana were taken off by fishing boats on Friday evening, rescuers said. "
	 "The ship lies on sand north of the island.",
	 80, BW_KIND_NEWS, "maritime and shipping", 0, 0, 6, BW_STATUS_CONFIRMED},
	{"Hill Herald", "Fishing boats empty stranded ferry",
	 "Fishing boats took everyone off the ferry Aldana on Friday evening. "
	 "Nobody was hurt, the rescuers said.",
	 79, BW_KIND_NEWS, "maritime and shipping", 0, 0, 5, BW_STATUS_NONE},
	{"Tamar Post", "Correction: ferry off Vell Island",
	 "The ferry Aldana ran aground off Vell Island on Friday with 240 people on board. "
	 "An earlier version of this article said 212; the line has corrected its list. "
	 "The coast guard said the master had left the marked channel.",
	 60, BW_KIND_NEWS, "maritime and shipping", 0, 0, 6, BW_STATUS_CONFIRMED},
	{"Vell Line", "Statement on the Aldana",
	 "The master of the Aldana did not leave the channel, the line said. "
	 "The buoy had drifted, and the line will publish its chart data on 10 September.",
	 20, BW_KIND_PRESS_RELEASE, "maritime and shipping", 0, 0, 6, BW_STATUS_DENIED},
	{"Tamar Post", "What Vell taught us about tugs",
	 "The island has one tug and forty ferries, and everybody knew.", 10, BW_KIND_OPINION, "maritime and shipping",
	 0, 0, 5, BW_STATUS_NONE},
	{"Coast Herald", "Live: the weekend as it happened",
	 "A ferry is stuck on sand off Vell Island and boats are on their way. "
	 "In Tamar the dam is being lowered tonight.",
	 78, BW_KIND_LIVE_BLOG, "maritime and shipping", 0, 1, 5, BW_STATUS_NONE},
	{"Tamar Post", "Port authority opens inquiry into buoys",
	 "The port authority opened an inquiry into the buoys north of Vell Island on Sunday.", 30, BW_KIND_NEWS,
	 "maritime and shipping", 0, 2, 6, BW_STATUS_CONFIRMED},
	{"Vale Observer", "Coast guard repeats that master left channel",
	 "The coast guard said again that the master of the Aldana had left the channel. "
	 "It showed a track to reporters <b>in Vell</b>.",
	 12, BW_KIND_NEWS, "maritime and shipping", 0, 0, 6, BW_STATUS_ALLEGED},
};

static struct bw_str rendered(struct scene *s, const struct bw_renderer *r, const struct bw_page *p, int columns)
{
	struct bw_render_options options = {.columns = columns};
	struct bw_buf b;
	struct bw_str text;

	bw_buf_init(&b, 1 << 22);
	r->render(p, &options, &b);
	text = bw_buf_copy(&b, &s->a);
	bw_buf_release(&b);
	return text;
}

static bool holds(struct bw_str text, const char *words)
{
	return bw_str_find(text, bw_str_from(words), 0) != BW_NPOS;
}

static size_t faults_of(struct scene *s, const struct bw_page *p)
{
	struct bw_archive archive = {scene_article, s};
	struct bw_faults f = {0};

	bw_check_page(&s->a, p, &archive, &f);
	for (size_t i = 0; i < f.rows.len; i++)
		printf("# %" BW_PRISTR ": %" BW_PRISTR "\n", BW_ARG(f.rows.ptr[i].sentence), BW_ARG(f.rows.ptr[i].why));
	return f.rows.len;
}

/* ---- the view ---- */

static uint32_t stem_of(const struct scene *s, const char *word)
{
	return (uint32_t)bw_str_hash(bw_uni_fold((struct bw_arena *)&s->a, bw_str_from(word)));
}

static void set_origins(struct scene *s)
{
	static const struct bw_origin_point points[] = {{BW_ORIGIN_CREDITED, 3}, {BW_ORIGIN_EARLIEST, 2}};
	struct bw_view_article *x = s->articles.ptr;

	x[REPRINT].verdict.containment = 0.86f;
	for (int i = FIRST; i <= REPRINT; i++) {
		x[i].origin.points = points;
		x[i].origin.n_points = 2;
	}
	x[AGENCY].origin.not_held = x[AGENCY].voice_name = BW_STR("Ferncote");
	x[AGENCY].voice = 77;
	x[SISTER].voice = x[CLAIM].voice = 88;
	x[SISTER].owner = x[AGENCY].owner = x[CLAIM].owner = BW_STR("Globe Media");
	x[CORRECTED].verdict.copy = BW_COPY_VERSION;
	x[CORRECTED].verdict.copy_of = x[FIRST].key;
}

static void set_turns(struct scene *s)
{
	scene_turn(s, FIRST, BW_TURN_NEW, "VELL, Sept 4");
	scene_turn(s, AGENCY, BW_TURN_NEW, "All 240");
	scene_turn(s, SISTER, BW_TURN_CONFIRMATION, NULL);
	scene_turn(s, CORRECTED, BW_TURN_CONFIRMATION, NULL);
	scene_turn(s, OPERATOR, BW_TURN_NEW, "The buoy");
	scene_turn(s, COLUMN, BW_TURN_COLOUR, NULL);
	scene_turn(s, CLAIM, BW_TURN_CONFIRMATION, NULL);
}

static void set_reasons(struct scene *s)
{
	static struct bw_story_reason joined[] = {
		{.kind = BW_REASON_FEATURE, .what = 0, .amount = 0.21f, .value = 0.38},
		{.kind = BW_REASON_FEATURE, .what = 1, .amount = 0.1f, .value = 0.5},
		{.kind = BW_REASON_WORD, .amount = 0.08f},
		{.kind = BW_REASON_WORD, .amount = 0.05f, .what = 123456},
		{.kind = BW_REASON_WORD, .amount = 0.04f},
		{.kind = BW_REASON_DATE, .value = SCENE_NOW - 4 * BW_DAY},
		{.kind = BW_REASON_RIVAL, .amount = 0.11f, .value = 0.19},
	};
	static struct bw_story_reason copied[] = {{.kind = BW_REASON_SHINGLE, .amount = 0.86f, .value = 31}};
	static struct bw_story_reason ruled[] = {{.kind = BW_REASON_RULE, .value = SCENE_NOW - BW_DAY}};
	struct bw_view_article *x = s->articles.ptr;

	joined[2].what = stem_of(s, "ferry");
	joined[4].what = stem_of(s, "aldana");
	joined[6].article = x[INQUIRY].key;
	x[AGENCY].reasons = joined + 2; /* features: test_table */
	x[AGENCY].n_reasons = 5;
	x[AGENCY].verdict.join = BW_JOIN_SCORE;
	x[AGENCY].verdict.similarity = 0.31f;
	x[AGENCY].verdict.threshold = 0.19f;
	x[REPRINT].verdict.join = BW_JOIN_COPY;
	x[REPRINT].reasons = copied;
	x[REPRINT].n_reasons = 1;
	ruled[0].article = x[FIRST].key;
	x[OPERATOR].reasons = ruled;
	x[OPERATOR].n_reasons = 1;
	x[OPERATOR].verdict.join = BW_JOIN_RULE;
	x[LIVE].verdict.join = BW_JOIN_ALONE;
}

static void set_relations(struct scene *s)
{
	struct bw_conflict *c = BW_ARRAY(&s->a, struct bw_conflict, 4);
	struct bw_story_entry *e = BW_ARRAY(&s->a, struct bw_story_entry, 2);
	struct bw_view_link *to = BW_NEW(&s->a, struct bw_view_link), *from = BW_NEW(&s->a, struct bw_view_link);
	struct bw_view_move *m = BW_NEW(&s->a, struct bw_view_move);
	struct bw_view_development *d = s->developments.ptr;
	struct bw_story_fresh x = scene_span(s, LIVE, "A ferry is stuck"), y = scene_span(s, LIVE, "In Tamar");

	c[0] = scene_conflict(s, BW_CONFLICT_FIGURE, FIRST, "VELL, Sept 4", CORRECTED, "The ferry Aldana");
	c[0].corrected = true;
	c[1] = scene_conflict(s, BW_CONFLICT_DENIAL, FIRST, "The coast guard", OPERATOR, "The master");
	c[2] = scene_conflict(s, BW_CONFLICT_WHERE, FIRST, "VELL, Sept 4", AGENCY, "The ship lies");
	c[3] = c[0]; /* told already: the same two sentences, as if it were open */
	c[3].corrected = false;
	for (int i = 0; i < 4; i++)
		c[i].development = d[0].id;
	s->view.conflicts = c;
	s->view.n_conflicts = 4;
	e[0] = (struct bw_story_entry){x.start, x.end, d[0].id, 0.4f};
	e[1] = (struct bw_story_entry){y.start, y.end, 0, 0};
	s->articles.ptr[LIVE].entries = e;
	s->articles.ptr[LIVE].n_entries = 2;
	*from = (struct bw_view_link){BW_LINK_FOLLOWS, false, d[2].id, 2, 0.24f, s->articles.ptr[INQUIRY].at};
	*to = (struct bw_view_link){BW_LINK_FOLLOWS, true, d[0].id, 0, 0.24f, s->articles.ptr[INQUIRY].at};
	d[0].links = from;
	d[0].n_links = 1;
	d[2].links = to;
	d[2].n_links = 1;
	*m = (struct bw_view_move){
		{BW_MOVE_MERGE, 0, 4711, d[0].id, 0.5f}, s->articles.ptr[CORRECTED].at, s->articles.ptr[CORRECTED].key};
	s->articles.ptr[SISTER].decided_in = 4711;
	s->view.moves = m;
	s->view.n_moves = 1;
}

static void fill(struct scene *s)
{
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		scene_add(s, articles[i]);
	set_origins(s);
	set_turns(s);
	set_reasons(s);
	scene_gather(s, NULL, 0);
	set_relations(s);
}

/* ---- what they show ---- */

static void test_development(struct scene *s, const char *dir)
{
	struct bw_page page;
	struct bw_str text, html;

	bw_development_page(&s->a, &s->view, &s->developments.ptr[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	html = rendered(s, &bw_render_html, &page, 0);
	golden_is(&s->a, dir, "story-development.txt", text);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_int((long long)faults_of(s, &page), 0, "the page of a development checks");
	tap_ok(holds(text, "[First report]") && holds(text, "[New fact]") && holds(text, "[Colour]"),
	       "turns are marked");
	tap_ok(holds(text, "Text of Ferncote, which is not among the sources."), "an agency that is not held is named");
	tap_ok(holds(text, "One voice with Hill Herald: both belong to Globe Media."), "so is a common owner");
	tap_ok(holds(text, "Corrected version:"), "a version folds under its text");
	tap_ok(!holds(html, "<b>in Vell</b>") && holds(html, "class=\"conflict\""), "text is no markup");
}

static void test_why(struct scene *s, const char *dir)
{
	struct bw_page page, back;
	struct bw_str text, json, md;
	struct bw_err err = {0};

	bw_development_why(&s->a, &s->view, &s->developments.ptr[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	md = rendered(s, &bw_render_markdown, &page, 0);
	json = rendered(s, &bw_render_json, &page, 0);
	golden_is(&s->a, dir, "story-why.txt", text);
	golden_is(&s->a, dir, "story-why.md", md);
	tap_int((long long)faults_of(s, &page), 0, "the page that says why checks");
	tap_ok(holds(text, "ferry, Aldana\n"), "the words as people write them, unknown ones left out");
	tap_ok(bw_str_find(text, BW_STR("Likeness 0.31, bar 0.19."), 0) > bw_str_find(text, BW_STR("Second best"), 0),
	       "first what is shared and what came second, then the likeness");
	tap_ok(!bw_page_read_json(&s->a, bw_str_trim(json), &back, &err) &&
		       bw_str_eq(rendered(s, &bw_render_json, &back, 0), json),
	       "the tree is read back as it was written");
}

/* What the features are called is the story room's business. */
static void test_table(struct scene *s)
{
	struct bw_view_article *x = &s->articles.ptr[AGENCY];
	struct bw_str text, html, md;
	struct bw_page page;

	x->reasons -= 2;
	x->n_reasons += 2;
	bw_development_why(&s->a, &s->view, &s->developments.ptr[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	html = rendered(s, &bw_render_html, &page, 0);
	md = rendered(s, &bw_render_markdown, &page, 0);
	tap_ok(holds(text, bw_story_features[0].words) && holds(text, "0.38  +0.21"), "features with their parts");
	tap_ok(holds(html, "<th>what was compared</th>") && holds(html, "<td>+0.21</td>"), "a table in a browser");
	tap_ok(holds(md, "| what was compared | value | part |") && holds(md, " | 0.50 | +0.10 |"), "and in Markdown");
	bw_article_page(&s->a, &s->view, x, &page);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_ok(holds(text, "Joined: likeness 0.31, bar 0.19. What counted most: ") &&
		       holds(text, bw_story_features[0].words),
	       "its own page says it shortly");
	x->reasons += 2;
	x->n_reasons -= 2;
}

static unsigned feature(const char *name)
{
	unsigned i = 0;

	while (i + 1 < BW_STORY_FEATURES && !bw_str_eq(bw_str_from(bw_story_features[i].name), bw_str_from(name)))
		i++;
	return i;
}

/* Logarithms are shown as what they are of, odds not at all, and what tells of the collection is one row. */
static void test_values(struct scene *s)
{
	struct bw_view_article *x = &s->articles.ptr[AGENCY];
	const struct bw_story_reason *were = x->reasons;
	uint32_t n = x->n_reasons;
	struct bw_story_reason r[] = {
		{.kind = BW_REASON_FEATURE, .what = feature("sure"), .amount = 2.27f, .value = 0.47},
		{.kind = BW_REASON_FEATURE, .what = feature("rival"), .amount = -1.89f, .value = -2.39},
		{.kind = BW_REASON_FEATURE, .what = feature("age"), .amount = -0.5f, .value = 1.0986122886681098}};
	struct bw_page page;
	struct bw_str text;

	x->reasons = r;
	x->n_reasons = 3;
	bw_development_why(&s->a, &s->view, &s->developments.ptr[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	tap_ok(!holds(text, "2.27") && holds(text, "the rest"), "constants of the collection are one row");
	tap_ok(!holds(text, "-2.39") && holds(text, "-1.89"), "odds are no value");
	tap_ok(!holds(text, "1.10") && (holds(text, " 2  -0.50") || holds(text, " 2.00  -0.50")), "days are days");
	x->reasons = were;
	x->n_reasons = n;
}

static void test_article(struct scene *s, const char *dir)
{
	struct bw_page page;
	struct bw_str text;

	for (size_t i = 0; i < s->view.n_articles; i++) {
		bw_article_page(&s->a, &s->view, &s->view.articles[i], &page);
		tap_ok(!faults_of(s, &page), "the page of article %zu checks", i);
	}
	bw_article_page(&s->a, &s->view, &s->view.articles[REPRINT], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	golden_is(&s->a, dir, "story-reprint.txt", text);
	tap_ok(holds(text, "86% of the shorter text"), "how much of it is shared");
	bw_article_page(&s->a, &s->view, &s->view.articles[AGENCY], &page);
	golden_is(&s->a, dir, "story-article.txt", rendered(s, &bw_render_terminal, &page, 80));
	bw_article_page(&s->a, &s->view, &s->view.articles[LIVE], &page);
	golden_is(&s->a, dir, "story-live.txt", rendered(s, &bw_render_terminal, &page, 80));
}

static void test_fold(struct scene *s)
{
	const struct bw_view_development *d = &s->developments.ptr[0];
	uint32_t leads = 0;

	for (uint32_t i = 0; i < d->n_articles; i++)
		leads += bw_fold_leads(&s->view, d, i);
	tap_int(leads, 6, "a copy and a version without news have no place of their own");
	tap_str(bw_fold_voices(&s->a, &s->view, d),
		BW_STR("Tamar Post, Ferncote (not among the sources), Hill Herald and Vale Observer (one voice), Vell "
		       "Line"),
		"origins by name");
}

/* A link to a sentence finds its place on the article's page. */
struct places {
	struct scene *s;
	uint32_t looked, missing;
};

static int find_place(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct places *p = ctx;
	struct bw_page page;
	const struct bw_view_article *x;
	char id[32];

	(void)b;
	if (i->kind != BW_INLINE_SENTENCE)
		return 0;
	x = bw_quote_article(&p->s->view, i->cites[0].article);
	bw_article_page(&p->s->a, &p->s->view, x, &page);
	snprintf(id, sizeof id, " id=\"s%u\"", i->cites[0].start);
	p->looked++;
	p->missing += !holds(rendered(p->s, &bw_render_html, &page, 0), id);
	return 0;
}

static void test_places(struct scene *s)
{
	struct places p = {s, 0, 0};
	struct bw_page page;

	s->articles.ptr[AGENCY].notes = scene_notes(s, &articles[AGENCY], s->articles.ptr[AGENCY].article);
	((struct bw_notes *)s->articles.ptr[AGENCY].notes)->n_statements = 0;
	bw_development_page(&s->a, &s->view, &s->developments.ptr[0], &page);
	bw_page_walk(&page, find_place, &p);
	tap_ok(p.looked > 10 && !p.missing, "%u sentences, %u without a place to lead to", p.looked, p.missing);
}

/* The original was published later than a copy of it: what the copy told first, the group told. */
static void test_teller(struct scene *s)
{
	struct bw_view_article *x = s->articles.ptr;

	x[FIRST].original = false;
	x[REPRINT].original = true;
	tap_int(bw_fold_turn(&s->view, &x[REPRINT]), BW_TURN_NEW, "the original of a group has the turn of its first");
	x[FIRST].original = true;
	x[REPRINT].original = false;
}

/* The last edition told it two days ago: what is new since then is told, and nothing that was known. */
static void test_brief(struct scene *s)
{
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	struct bw_str text;
	size_t d = 0;

	while (d < s->desks.n && !bw_str_eq(s->desks.rows[d].id, BW_STR("maritime")))
		d++;
	s->view.since = SCENE_NOW - 2 * BW_DAY;
	s->developments.ptr[0].told = s->view.since;
	bw_brief_compose(&s->a, s->config, s->an, &s->desks.rows[d], &s->view, &page, &gate);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_ok(page.type == BW_PAGE_BRIEF && holds(text, "The buoy had drifted"), "a new fact is told");
	tap_ok(!holds(text, "It showed a track"), "what another voice confirms is not");
	tap_ok(holds(text, "Said and denied:") && !holds(text, "Corrected on"),
	       "with what it denies, and no older pair");
	tap_ok(holds(text, "1 report that confirms what was told"), "and the footer counts the rest");
	tap_int((long long)faults_of(s, &page), 0, "the edition checks");
	s->view.since = SCENE_NOW - 11 * 3600;
	bw_brief_compose(&s->a, s->config, s->an, &s->desks.rows[d], &s->view, &page, &gate);
	tap_int(gate.outcome, BW_NOTHING_CROSSED, "a column is no edition");
	s->view.since = SCENE_NOW - 61 * 3600;
	s->developments.ptr[0].told = s->view.since;
	bw_brief_compose(&s->a, s->config, s->an, &s->desks.rows[d], &s->view, &page, &gate);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_ok(holds(text, "Corrected on 5 September 2026:"), "a correction is told with both sentences");
	tap_int((long long)faults_of(s, &page), 0, "that edition checks");
	s->developments.ptr[0].told = BW_TIME_NONE;
}

/* Two quotations a turn, the event and what contradicts; the edition that told it, unless that is yet to come. */
static void test_short(struct scene *s)
{
	struct bw_view_development *d = s->developments.ptr;
	struct bw_view_article *x = s->articles.ptr;
	struct bw_story_fresh fresh[3] = {scene_span(s, FIRST, "VELL, Sept 4"), scene_span(s, FIRST, "The coast guard"),
					  scene_span(s, FIRST, "Islanders")};
	const struct bw_story_fresh *were = x[FIRST].fresh;
	struct bw_page page;
	struct bw_str text;

	x[FIRST].fresh = fresh;
	x[FIRST].n_fresh = 3;
	d[0].told = SCENE_NOW - BW_DAY;
	d[0].told_desk = BW_STR("maritime");
	bw_development_page(&s->a, &s->view, &d[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_ok(holds(text, "and 1 more that were new.") && !holds(text, "Islanders have"), "two quotations a turn");
	tap_ok(holds(text, "The ship lies on sand") && holds(text, "The master of the Aldana did not leave"),
	       "what contradicts is among them");
	tap_ok(!holds(text, "[anchor:"), "and no anchors behind them");
	tap_ok(holds(text, "Last in a brief     maritime, 7 September 2026"), "the last edition that told it");
	d[0].told = SCENE_NOW + BW_DAY;
	bw_development_page(&s->a, &s->view, &d[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 400);
	tap_ok(!holds(text, "Last in a brief"), "but none that is yet to come");
	d[0].told = BW_TIME_NONE;
	x[FIRST].fresh = were;
	x[FIRST].n_fresh = 1;
}

/* What to name it by on the command line stands where it is read of; more of it where two begin alike. */
static void test_ids(struct scene *s)
{
	struct bw_view_development *d = s->developments.ptr;
	struct bw_view_article *x = s->articles.ptr;
	struct bw_page page;
	struct bw_str id = bw_arena_printf(&s->a, "%08x", (unsigned)(d[0].id >> 32)), text;
	uint64_t was = d[2].id;

	bw_developments_listing(&s->a, &s->view, &page);
	tap_ok(holds(rendered(s, &bw_render_terminal, &page, 80), id.ptr), "the list says what to name it by");
	tap_ok(holds(rendered(s, &bw_render_html, &page, 0), "<span class=\"id\">"), "in small text in a browser");
	bw_development_why(&s->a, &s->view, &d[0], &page);
	tap_ok(holds(rendered(s, &bw_render_terminal, &page, 80), id.ptr), "so does the page that says why");
	bw_article_page(&s->a, &s->view, &x[AGENCY], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	tap_ok(holds(text, id.ptr) && holds(text, bw_arena_printf(&s->a, "%08x", (unsigned)(x[AGENCY].key >> 32)).ptr),
	       "an article's page names both");
	d[2].id = d[0].id ^ 1u << 20;
	bw_development_page(&s->a, &s->view, &d[0], &page);
	text = rendered(s, &bw_render_terminal, &page, 80);
	id = bw_arena_printf(&s->a, "%011llx\n", (unsigned long long)(d[0].id >> 20));
	tap_ok(holds(text, id.ptr), "as many digits as tell two apart");
	d[2].id = was;
}

static void test_listing(struct scene *s, const char *dir)
{
	struct bw_page page;

	s->view.since = BW_TIME_NONE;
	bw_developments_listing(&s->a, &s->view, &page);
	golden_is(&s->a, dir, "story-developments.txt", rendered(s, &bw_render_terminal, &page, 80));
	tap_int((long long)faults_of(s, &page), 0, "the list of developments checks");
}

int main(int argc, char **argv)
{
	struct scene s;

	if (argc < 2 || scene_open(&s))
		return 1;
	fill(&s);
	test_development(&s, argv[1]);
	test_why(&s, argv[1]);
	test_table(&s);
	test_values(&s);
	test_article(&s, argv[1]);
	test_fold(&s);
	test_teller(&s);
	test_brief(&s);
	test_listing(&s, argv[1]);
	test_ids(&s);
	test_short(&s);
	test_places(&s);
	scene_close(&s);
	return tap_done();
}
