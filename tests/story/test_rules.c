/* What a user says of two articles holds in the fold: whenever they come, however old, and for their copies. */
#include "core/config.h"
#include "story/part.h"
#include "stream.h"
#include "tap.h"

enum { WORDS = 40, PRINTS = 60 };

static struct bw_arena arena;
static struct bw_config *config;
static struct bw_stories *s;
static bw_time now;

/* An article of a topic, an hour after the one before; a copy of `original` when that is not 0. */
static struct bw_story_news write(uint64_t key, uint32_t topic, uint64_t original)
{
	struct bw_story_news news;
	struct bw_profile p = {.key = key, .at = now += 3600, .source = key, .kind = BW_KIND_NEWS, .length = 270};
	struct bw_profile_word *w = BW_ARRAY(&arena, struct bw_profile_word, WORDS);
	uint32_t *prints = BW_ARRAY(&arena, uint32_t, PRINTS);
	for (uint32_t i = 0; i < WORDS; i++) {
		uint32_t which = i < 30 ? topic * 100 + i : (uint32_t)key * 100 + 50 + i;
		w[i] = (struct bw_profile_word){(uint32_t)stream_hash(which), 2, i < 20, i < 8, i % 4 == 0};
	}
	for (uint32_t i = 0; i < PRINTS; i++)
		prints[i] = (uint32_t)stream_hash((original ? original : key) << 16 | i);
	qsort(prints, PRINTS, sizeof(*prints), stream_by_print);
	p.n_words = stream_add_up(w, WORDS);
	p.words = w;
	p.prints = prints;
	p.n_prints = PRINTS;
	bw_stories_add(s, &arena, &p, &news);
	return news;
}

static struct bw_story_rule together(uint64_t a, uint64_t b)
{
	return (struct bw_story_rule){.made = 1, .article = a, .other = b, .together = true};
}

static struct bw_story_rule apart(uint64_t a, uint64_t b)
{
	return (struct bw_story_rule){.made = 1, .article = a, .other = b};
}

static void begin(const struct bw_story_rule *rules, size_t n)
{
	bw_stories_close(s);
	s = bw_stories_open(config, &(struct bw_lexicons){0});
	bw_stories_rule(s, rules, n);
	now = 1700000000;
}
#define BEGIN(...)                                                                                                     \
	begin((const struct bw_story_rule[]){__VA_ARGS__},                                                             \
	      sizeof((const struct bw_story_rule[]){__VA_ARGS__}) / sizeof(struct bw_story_rule))

static void stands(struct bw_story_news news, uint64_t development, enum bw_join join, const char *what)
{
	bool good = tap_ok(news.verdict.development == development && news.verdict.join == join, "%s", what);
	if (!good)
		printf("# development %llu, join %s, score %.3f of %.3f\n",
		       (unsigned long long)news.verdict.development, bw_join_name(news.verdict.join),
		       (double)news.verdict.similarity, (double)news.verdict.threshold);
}

/* All rules are made at second 1. */
static bool has_rule(const struct bw_story_news *news, uint64_t article)
{
	for (uint32_t i = 0; i < news->n_reasons; i++)
		if (news->reasons[i].kind == BW_REASON_RULE && news->reasons[i].article == article)
			return news->reasons[i].value == 1;
	return false;
}

/* Twenty matters that have nothing to do with it: with few, everything is alike. */
static void background(void)
{
	for (uint32_t i = 0; i < 20; i++)
		write(1000 + i, 1000 + i, 0);
}

static void test_none(void)
{
	BEGIN(together(901, 902));
	background();
	stands(write(1, 1, 0), 1, BW_JOIN_OPENED, "without a rule the first of a matter founds");
	stands(write(2, 1, 0), 1, BW_JOIN_SCORE, "the second joins");
	stands(write(3, 2, 0), 3, BW_JOIN_OPENED, "another matter is another");
	stands(write(4, 2, 1), 1, BW_JOIN_COPY, "a copy goes where its original went");
}

static void test_together(void)
{
	BEGIN(together(1, 2), together(3, 2), together(4, 3));
	background();
	write(1, 1, 0);
	struct bw_story_news second = write(2, 2, 0);
	stands(second, 1, BW_JOIN_RULE, "an article joins the one that the user put it with");
	tap_ok(has_rule(&second, 1), "and says why");
	stands(write(4, 3, 0), 1, BW_JOIN_RULE,
	       "what is put with what is put with it goes there too, though one is missing");
	stands(write(3, 4, 0), 1, BW_JOIN_RULE, "which joins them when it comes");
	stands(write(5, 2, 0), 1, BW_JOIN_SCORE, "the words of what was joined attract others");
}

static void test_apart(void)
{
	BEGIN(apart(2, 1), apart(4, 1), apart(5, 1), together(5, 6), apart(7, 2), apart(7, 1));
	background();
	write(1, 1, 0);
	struct bw_story_news second = write(2, 1, 0);
	stands(second, 2, BW_JOIN_OPENED, "an article set apart founds another");
	tap_ok(has_rule(&second, 1), "and says from which it is kept");
	stands(write(4, 1, 0), 2, BW_JOIN_SCORE, "or joins what is left");
	stands(write(6, 1, 0), 2, BW_JOIN_SCORE, "what holds of one holds of all that are put with it");
	stands(write(5, 9, 0), 2, BW_JOIN_RULE, "and they stay together");
	stands(write(7, 1, 0), 7, BW_JOIN_OPENED, "apart from both is a third");
	struct bw_story_news eighth = write(8, 1, 0);
	tap_ok(eighth.verdict.join == BW_JOIN_SCORE && !has_rule(&eighth, 1), "others go by likeness");
}

static void test_copies(void)
{
	BEGIN(together(3, 2), apart(4, 1), together(5, 2));
	background();
	write(1, 1, 0);
	write(2, 2, 0);
	struct bw_story_news copy = write(3, 1, 1);
	stands(copy, 2, BW_JOIN_RULE, "a copy follows its rule before its original");
	tap_ok(has_rule(&copy, 2), "and says with which it was put");
	tap_ok(copy.verdict.copy_of == 1 && copy.verdict.copy == BW_COPY_IDENTICAL, "and stays a copy");
	tap_ok(copy.verdict.origin == 3 && copy.verdict.turn != BW_TURN_COPY, "but speaks for itself");
	struct bw_story_news other = write(4, 1, 1);
	tap_ok(other.verdict.development != 1 && has_rule(&other, 1), "a copy that was set apart goes elsewhere");
	stands(write(5, 1, 0), 2, BW_JOIN_RULE, "an original that was put elsewhere");
	stands(write(6, 1, 5), 2, BW_JOIN_COPY, "takes its copies with it");
}

/* A development that has nothing but a copy lives on through it. */
static void test_copy_alone(void)
{
	BEGIN(apart(2, 1), apart(4, 1));
	background();
	write(1, 1, 0);
	struct bw_story_news copy = write(2, 1, 1);
	stands(copy, 2, BW_JOIN_OPENED, "a copy that was set apart founds a development");
	tap_ok(copy.verdict.copy_of == 1 && copy.verdict.origin == 2, "of which it is the first voice");
	stands(write(4, 1, 0), 2, BW_JOIN_SCORE, "that others join");
	stands(write(5, 1, 1), 1, BW_JOIN_COPY, "while other copies go where the original is");
}

static void test_far(void)
{
	BEGIN(together(1, 901), apart(3, 901), apart(4, 902));
	bw_stories_restore_place(s, 901, 77);
	bw_stories_restore_place(s, 902, 78);
	background();
	stands(write(1, 1, 0), 77, BW_JOIN_RULE, "an article joins one that is long forgotten");
	stands(write(2, 1, 0), 77, BW_JOIN_SCORE, "whose development takes more again");
	stands(write(3, 1, 0), 3, BW_JOIN_OPENED, "but not what was set apart from the forgotten one");
	stands(write(4, 5, 0), 4, BW_JOIN_OPENED, "apart from what is nowhere is no matter");
	struct bw_story_move merge = {.kind = BW_MOVE_MERGE, .from = 77, .to = 4};
	bw_moves_apply(s, &merge);
	tap_ok(bw_dev_find(s, 77) == BW_STORY_NONE && bw_dev(s, bw_dev_find(s, 4))->roots.n == 3, "a merge takes all");
}

static void test_merge(void)
{
	BEGIN(together(1, 5));
	background();
	write(1, 1, 0);
	write(2, 2, 0);
	bw_moves_apply(s, &(struct bw_story_move){.kind = BW_MOVE_MERGE, .from = 1, .to = 2});
	stands(write(5, 7, 0), 2, BW_JOIN_RULE, "a rule follows a merge");
	stands(write(6, 1, 1), 2, BW_JOIN_COPY, "so does a copy");
	bw_moves_apply(s, &(struct bw_story_move){.kind = BW_MOVE_SPLIT, .article = 1, .from = 2, .to = 1});
	stands(write(7, 9, 1), 1, BW_JOIN_COPY, "a split takes an article out");
	tap_ok(bw_doc(s, bw_slots_find(&s->doc_of, 6))->dev == bw_dev_find(s, 1), "and its copies");
	tap_ok(bw_doc(s, bw_slots_find(&s->doc_of, 5))->dev == bw_dev_find(s, 2), "and nothing else");
}

static void test_newest_wins(void)
{
	struct bw_story_rule old = together(1, 2), new = apart(2, 1);
	new.made = 5;
	BEGIN(new, old);
	background();
	write(1, 1, 0);
	stands(write(2, 1, 0), 2, BW_JOIN_OPENED, "a later rule wins");
	new.together = true;
	old.together = false;
	BEGIN(old, new);
	background();
	write(1, 1, 0);
	stands(write(2, 2, 0), 1, BW_JOIN_RULE, "whichever it is");
}

static void test_names(void)
{
	BEGIN(together(1, 2), apart(3, 1), apart(4, 1), apart(5, 9), apart(5, 1), apart(5, 3), apart(5, 4));
	bw_stories_name(s, 1, 2);
	bw_stories_name(s, 3, 1);
	bw_stories_name(s, 4, 1);
	bw_stories_name(s, 9, 7777);
	background();
	stands(write(1, 1, 0), 2, BW_JOIN_OPENED, "a founder calls its development as it was told to");
	stands(write(2, 2, 0), 2, BW_JOIN_RULE, "and the one that it is called by joins it");
	stands(write(3, 3, 0), 1, BW_JOIN_OPENED, "the next founder takes over the id of the one that went");
	stands(write(6, 3, 0), 1, BW_JOIN_SCORE, "which others join");
	stands(write(7, 1, 1), 2, BW_JOIN_COPY, "copies go where their original is");
	stands(write(4, 4, 0), 4, BW_JOIN_OPENED, "an id that is in use is not given again");
	stands(write(9, 9, 0), 7777, BW_JOIN_OPENED, "an id may be new");
	tap_ok(bw_doc(s, bw_slots_find(&s->doc_of, 9))->dev == bw_dev_find(s, 7777), "and its founder stands there");
	BEGIN(apart(2, 1));
	bw_stories_name(s, 1, 2);
	background();
	write(1, 1, 0);
	struct bw_story_news second = write(2, 2, 0);
	tap_ok(second.verdict.join == BW_JOIN_OPENED && second.verdict.development != 2 &&
		       second.verdict.development != 1 && second.verdict.development,
	       "an article whose key another development has founds one of another name");
	tap_ok(write(8, 2, 0).verdict.development == second.verdict.development, "which others join");
	bw_moves_apply(s, &(struct bw_story_move){.kind = BW_MOVE_MERGE, .from = 2, .to = 1});
	tap_ok(bw_dev_find(s, 2) == BW_STORY_NONE && bw_dev_find(s, 1) != BW_STORY_NONE, "and a move finds its names");
}

/* What keeps others where they were, and copies, teach nothing. */
static void test_lessons(void)
{
	struct bw_story_rule held = together(3, 1);
	held.held = true;
	BEGIN(together(2, 1), held, together(4, 1));
	background();
	write(1, 1, 0);
	tap_int(write(2, 2, 0).n_lessons, 1, "what the user put together teaches");
	struct bw_story_news third = write(3, 3, 0), copy = write(4, 1, 1);
	tap_ok(third.verdict.join == BW_JOIN_RULE && !third.n_lessons, "what is held together does not");
	tap_ok(copy.verdict.copy != BW_COPY_NONE && !copy.n_lessons, "nor does a copy");
}

/* The cost of an article that hundreds of rules name grows with the rules, not with their square. */
static void test_cost_of_rules(void)
{
	enum { MANY = 800 };
	static struct bw_story_rule rows[MANY];
	for (uint64_t i = 0; i < MANY; i++)
		rows[i] = i % 2 ? together(1, 2000 + i) : apart(1, 3000 + i);
	begin(rows, MANY);
	background();
	for (uint64_t i = 0; i < MANY; i++)
		bw_stories_restore_place(s, i % 2 ? 2000 + i : 3000 + i, 500 + i);
	uint64_t before = s->steps;
	stands(write(1, 1, 0), 501, BW_JOIN_RULE, "one of hundreds");
	uint64_t together_steps = s->steps - before;
	before = s->steps;
	write(3000, 1, 0);
	tap_ok(together_steps < 5 * MANY && s->steps - before < 5 * MANY,
	       "%llu and %llu steps for articles that %d rules name", (unsigned long long)together_steps,
	       (unsigned long long)(s->steps - before), MANY);
}

/* So does what an article of a large development costs. */
static void test_cost_of_members(void)
{
	enum { MANY = 3000 };
	struct bw_err err = {0};
	struct bw_arena a = arena;
	uint64_t most = 0, first = 0;
	bw_arena_init(&arena);
	bw_config_set(config, BW_STR("story.memory"), BW_STR("1M"), &err);
	BEGIN(together(901, 902));
	background();
	for (uint32_t i = 0; i < MANY; i++) {
		uint64_t before = s->steps;
		struct bw_story_news news = write(10000 + i, 1, 0);
		first = i ? first : news.verdict.development;
		most = s->steps - before > most ? s->steps - before : most;
		if (news.verdict.development != first)
			bw_moves_apply(s, &(struct bw_story_move){
						  .article = 10000 + i, .from = news.verdict.development, .to = first});
		bw_arena_reset(&arena);
	}
	uint32_t n = bw_dev_size(bw_dev(s, bw_dev_find(s, first)));
	tap_ok(n > 400, "%u articles in one development", n);
	tap_ok(most < 2 * BW_STORY_LOOK, "%llu members walked over at most", (unsigned long long)most);
	bw_arena_release(&arena);
	arena = a;
}

int main(void)
{
	struct bw_err err = {0};
	bw_arena_init(&arena);
	if (bw_config_load(&arena, NULL, &config, &err))
		return 1;
	test_none();
	test_together();
	test_apart();
	test_copies();
	test_copy_alone();
	test_lessons();
	test_far();
	test_merge();
	test_newest_wins();
	test_names();
	test_cost_of_rules();
	test_cost_of_members();
	bw_stories_close(s);
	bw_arena_release(&arena);
	return tap_done();
}
