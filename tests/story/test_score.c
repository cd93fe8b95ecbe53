/* The decision where an article belongs: what it rests on, what it says of itself, and that order decides nothing. */
#include <math.h>

#include "annotate/annotate.h"
#include "core/num.h"
#include "story/part.h"
#include "tap.h"

static const bw_time start = 1767600000; /* 2026-01-05T08:00Z */

struct bench {
	struct bw_arena a;
	struct bw_annotator *annotator;
	struct bw_config *config;
	struct bw_lexicons lexicons;
	struct bw_stories *stories;
	int n;
};

static struct bw_profile profile(struct bench *b, int64_t hours, const char *source, const char *language,
				 const char *title, const char *text)
{
	struct bw_article article = {.source = bw_str_from(source),
				     .title = bw_str_from(title),
				     .text = bw_str_from(text),
				     .language = bw_str_from(language),
				     .published = start + hours * 3600};
	struct bw_notes notes;
	struct bw_profile p;
	article.url = bw_arena_printf(&b->a, "http://%s/%d", source, ++b->n);
	bw_annotate(b->annotator, &b->a, &article, &notes);
	bw_profile_make(&b->a, &article, &notes, article.published, &p);
	return p;
}

static struct bw_story_news add(struct bench *b, const struct bw_profile *p)
{
	struct bw_story_news news;
	bw_stories_add(b->stories, &b->a, p, &news);
	return news;
}

static const struct bw_story_reason *reason(const struct bw_story_news *n, enum bw_reason_kind kind)
{
	for (uint32_t i = 0; i < n->n_reasons; i++)
		if (n->reasons[i].kind == kind)
			return &n->reasons[i];
	return NULL;
}

static const char first_title[] = "Tanker Morvane loses 2,340 tonnes of oil off Saltholm";
static const char first_text[] =
	"The tanker Morvane lost 2,340 tonnes of heavy oil off Saltholm on Monday after her hull broke in a storm, the "
	"coast guard said. Her owner, Brightkeel Shipping, said tugs were on their way. Fishermen of Saltholm said "
	"the herring grounds were lost for the year.";
static const char other_text[] =
	"The education ministry put off the final examinations of 41,000 pupils in Velden by two weeks after papers "
	"were "
	"found on a message board. Minister Karin Ostberg said the police were looking into it.";
static const char later_text[] =
	"Brightkeel Shipping, the owner of the tanker Morvane, will pay the fishermen of Saltholm for the 2,340 tonnes "
	"of oil that she lost off the island, it said on Wednesday. The herring grounds stay closed.";

static void fill(struct bench *b)
{
	b->stories = bw_stories_open(b->config, &b->lexicons);
	struct bw_profile p = profile(b, 0, "wire", "en", first_title, first_text);
	add(b, &p);
	p = profile(b, 3, "daily", "en", "Velden puts off school examinations", other_text);
	add(b, &p);
}

static void test_reasons(struct bench *b)
{
	fill(b);
	struct bw_profile p =
		profile(b, 50, "gazette", "en", "Owner of tanker Morvane to pay fishermen of Saltholm", later_text);
	struct bw_story_news news = add(b, &p);
	tap_int(news.verdict.join, BW_JOIN_SCORE, "a follow-up joins");
	const struct bw_story_weights *w = &b->stories->w;
	double z = w->bias;
	for (uint32_t i = 0; i < news.n_reasons; i++)
		if (news.reasons[i].kind == BW_REASON_FEATURE)
			z += (double)news.reasons[i].amount;
	tap_ok(fabs(1 / (1 + bw_num_exp(-z)) - (double)news.verdict.similarity) < 1e-4,
	       "the parts of the features make up the odds");
	const struct bw_story_reason *r = reason(&news, BW_REASON_FIGURE);
	tap_ok(r && r->value == 2340, "the figure that both have is named");
	r = reason(&news, BW_REASON_NAME);
	tap_ok(r && r->amount > 0, "names that both have are named");
	tap_ok(reason(&news, BW_REASON_WORD) != NULL, "so are words");
	bw_stories_close(b->stories);
}

static void test_other_incident(struct bench *b)
{
	fill(b);
	struct bw_profile p =
		profile(b, 60, "gazette", "en", "Brightkeel Shipping orders four container ships from yard in Ulmar",
			"Brightkeel Shipping has ordered four container ships from the Ulmar yard for 612 million "
			"euros, the yard said on Wednesday. The first is to be launched in two years. Shares rose.");
	struct bw_story_news news = add(b, &p);
	tap_int(news.verdict.join, BW_JOIN_OPENED, "the same firm's order of ships is another matter");
	const struct bw_story_reason *r = reason(&news, BW_REASON_FEATURE);
	tap_ok(r != NULL, "what was rejected is explained too");
	bw_stories_close(b->stories);
}

static void test_foreign(struct bench *b)
{
	fill(b);
	struct bw_profile p = profile(
		b, 8, "kurier", "de", "Tanker Morvane verliert 2.340 Tonnen \xc3\x96l vor Saltholm",
		"Der Tanker Morvane hat am Montag vor Saltholm 2.340 Tonnen Schwer\xc3\xb6l verloren, nachdem sein "
		"Rumpf in einem Sturm gebrochen war, teilte die K\xc3\xbcstenwache mit. Die Reederei Brightkeel "
		"Shipping schickte Schlepper.");
	struct bw_story_news news = add(b, &p);
	tap_int(news.verdict.join, BW_JOIN_SCORE, "a report in another language joins by names and figures");
	p = profile(
		b, 9, "kurier", "de", "Bundesrat berät über neues Waffengesetz",
		"Der Bundesrat hat am Montag über ein neues Waffengesetz beraten. Die Länder fordern längere Fristen. "
		"Eine Abstimmung wird im März erwartet.");
	news = add(b, &p);
	tap_int(news.verdict.join, BW_JOIN_OPENED, "one of another matter does not");
	bw_stories_close(b->stories);
}

static void test_named(struct bench *b)
{
	fill(b);
	struct bw_stories *s = b->stories;
	struct bw_profile p = profile(b, 50, "gazette", "en", "Owner of tanker Morvane to pay fishermen", later_text);
	struct bw_story_query q;
	struct bw_story_match all[BW_STORY_MATCHES];
	bw_voices_settle(s);
	bw_query_open(s, &p, p.words, p.n_words, &q);
	struct bw_story_match best = bw_score_best(s, &q), named = bw_score_of(s, &q, best.dev);
	tap_ok(!memcmp(best.features, named.features, sizeof(best.features)) && best.score == named.score,
	       "a development that is named is scored as when it comes first");
	size_t n = bw_score_all(s, &q, all);
	tap_ok(n && all[0].dev == best.dev && all[0].score == best.score, "and as among all");
	for (size_t i = 1; i < n; i++)
		tap_ok(all[i].score <= all[0].score, "the rest is behind");
	bw_stories_close(s);
}

int main(void)
{
	struct bench b = {0};
	struct bw_err err = {0};
	bw_arena_init(&b.a);
	int rc = bw_config_load(&b.a, NULL, &b.config, &err) || bw_lexicons_load(&b.a, NULL, &b.lexicons, &err) ||
		 bw_annotator_open(&b.a, &b.lexicons, &b.annotator, &err);
	if (tap_ok(!rc, "opened %s", err.msg)) {
		test_reasons(&b);
		test_other_incident(&b);
		test_foreign(&b);
		test_named(&b);
	}
	bw_annotator_close(b.annotator);
	bw_arena_release(&b.a);
	return tap_done();
}
