/* Where a development stands, and where it is better left unsaid. */
#include "compose/standing.h"
#include "scene.h"
#include "tap.h"

struct row {
	const char *says, *sentence; /* the second article's; the first proposes the bill */
	const char *title;
	enum bw_status status, want;
	enum bw_mode mode;
	int speaker; /* -1 nobody who is named */
	enum bw_act act;
	bool hedged;
};

static const struct row rows[] = {
	{"a step on", "The chamber passed the bill to meter Tamar wells.", "Chamber passes wells bill",
	 BW_STATUS_PASSED_CHAMBER, BW_STATUS_PASSED_CHAMBER, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"told by somebody named", "The chamber passed the bill to meter Tamar wells, the speaker told reporters.",
	 "Chamber passes wells bill", BW_STATUS_PASSED_CHAMBER, BW_STATUS_PASSED_CHAMBER, BW_MODE_REPORTED, 0,
	 BW_ACT_ASSERTION, false},
	{"an anonymous voice", "The chamber passed the bill to meter Tamar wells, sources told reporters.",
	 "Chamber passes wells bill", BW_STATUS_PASSED_CHAMBER, BW_STATUS_PROPOSED, BW_MODE_REPORTED, -1,
	 BW_ACT_ASSERTION, false},
	{"a quip in quotation marks", "\"The bill to meter Tamar wells is dead,\" a grower told reporters.",
	 "Growers mock wells bill", BW_STATUS_WITHDRAWN, BW_STATUS_PROPOSED, BW_MODE_DIRECT, 0, BW_ACT_ASSERTION,
	 false},
	{"a demand", "Growers want the bill to meter Tamar wells withdrawn.", "Growers mock wells bill",
	 BW_STATUS_WITHDRAWN, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_DEMAND, false},
	{"a guess", "The bill to meter Tamar wells may be withdrawn.", "Growers mock wells bill", BW_STATUS_WITHDRAWN,
	 BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, true},
	{"another law by name", "Tamar's Harbour Dues Act, which spared farm wells, was signed into law.",
	 "Chamber passes wells bill", BW_STATUS_ENACTED, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"another bill without a name", "Another bill on Tamar wells was withdrawn.", "Chamber passes wells bill",
	 BW_STATUS_WITHDRAWN, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"a part of it", "An amendment to the bill to meter Tamar wells was blocked.", "Chamber passes wells bill",
	 BW_STATUS_BLOCKED, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"an aside", "In Vell a bill on ferries was enacted.", "Chamber passes wells bill", BW_STATUS_ENACTED,
	 BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"its own law by name", "The Tamar Wells Act was signed into law.", "Chamber passes wells bill",
	 BW_STATUS_ENACTED, BW_STATUS_ENACTED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"a denial", "The ministry denied that the bill to meter Tamar wells was dead.", "Chamber passes wells bill",
	 BW_STATUS_DENIED, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
	{"a forecast", "The bill to meter Tamar wells will pass by May.", "Chamber passes wells bill",
	 BW_STATUS_FORECAST, BW_STATUS_PROPOSED, BW_MODE_OWN, -1, BW_ACT_ASSERTION, false},
};

static void add(struct scene *s, const struct row *r, int hours, const char *title, const char *sentence)
{
	struct scene_row row = {"Tamar Post", title, sentence, hours, BW_KIND_NEWS, "water", 0, 0, 6, r->status};
	struct bw_statement *st;

	scene_add(s, row);
	st = (struct bw_statement *)s->articles.ptr[s->articles.len - 1].notes->statements;
	st->mode = r->mode;
	st->speaker = r->speaker;
	st->act = r->act;
	st->hedged = r->hedged;
}

static enum bw_status standing(struct scene *s)
{
	struct bw_standing st;

	scene_gather(s, NULL, 0);
	bw_standing_find(&s->view, &s->developments.ptr[0], &st);
	return st.status;
}

/* Whoever proposed it has other plans. */
static int test_person(void)
{
	static const struct row gone = {.status = BW_STATUS_WITHDRAWN, .speaker = -1};
	static const struct bw_actor person = {.kind = BW_ACTOR_PERSON};
	static struct bw_mention mention;
	struct bw_notes *notes;
	struct scene s;

	if (scene_open(&s))
		return 1;
	add(&s, &gone, 20, "Minister Ferrant proposes wells bill", "Minister Ferrant dropped a plan for wells.");
	tap_ok(standing(&s) == BW_STATUS_WITHDRAWN, "two telling words");
	s.developments.len = 0;
	notes = (struct bw_notes *)s.articles.ptr[0].notes;
	mention = (struct bw_mention){.start = 9, .end = 16};
	notes->actors = &person;
	notes->n_actors = 1;
	notes->mentions = &mention;
	notes->n_mentions = 1;
	tap_ok(standing(&s) == BW_STATUS_NONE, "a person's name is none");
	scene_close(&s);
	return 0;
}

static const struct row plain = {.speaker = -1};

static void add_step(struct scene *s, int hours, enum bw_status status)
{
	struct row r = plain;

	r.status = status;
	add(s, &r, hours, "Tamar parliament takes up bill to meter wells",
	    "The parliament took a step on the bill to meter Tamar wells.");
}

static int test_row(const struct row *r)
{
	struct scene s;

	if (scene_open(&s))
		return 1;
	add_step(&s, 60, BW_STATUS_PROPOSED);
	add(&s, r, 20, r->title, r->sentence);
	tap_ok(standing(&s) == r->want, "%s", r->says);
	scene_close(&s);
	return 0;
}

static int test_steps(const char *says, const enum bw_status *steps, int n, enum bw_status want, bool news)
{
	struct scene s;

	if (scene_open(&s))
		return 1;
	for (int i = 0; i < n; i++)
		add_step(&s, 90 - i, steps[i]);
	for (int i = 0; news && i < n; i++)
		scene_turn(&s, (size_t)i, BW_TURN_NEW, "The parliament");
	tap_ok(standing(&s) == want, "%s", says);
	scene_close(&s);
	return 0;
}

int main(void)
{
	static const enum bw_status back[] = {BW_STATUS_ENACTED, BW_STATUS_PROPOSED},
				    blocked[] = {BW_STATUS_ENACTED, BW_STATUS_BLOCKED},
				    told_after[] = {BW_STATUS_ENACTED, BW_STATUS_BLOCKED, BW_STATUS_ENACTED},
				    facts[] = {BW_STATUS_ALLEGED, BW_STATUS_DENIED, BW_STATUS_CONFIRMED};
	int code = 0;

	for (size_t i = 0; !code && i < sizeof rows / sizeof *rows; i++)
		code = test_row(&rows[i]);
	code = code || test_person() || test_steps("no step back", back, 2, BW_STATUS_ENACTED, false) ||
	       test_steps("but a court may block it", blocked, 2, BW_STATUS_BLOCKED, false) ||
	       test_steps("what repeats that it was signed does not free it", told_after, 3, BW_STATUS_BLOCKED,
			  false) ||
	       test_steps("what is news does", told_after, 3, BW_STATUS_ENACTED, true) ||
	       test_steps("statuses of fact are no standing", facts, 3, BW_STATUS_NONE, false);
	return code ? code : tap_done();
}
