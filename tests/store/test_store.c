#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/digest.h"
#include "store/store.h"
#include "tap.h"

static struct bw_arena a;
static char path[] = "/tmp/bw-store-XXXXXX";
static struct bw_err err;

static struct bw_article_row article(const char *url, const char *text, bw_time at)
{
	struct bw_article_row row = {.at = at, .fetched = at, .raw = bw_str_from(text)};
	row.article.url = bw_str_from(url);
	row.article.title = BW_STR("A title");
	row.article.source = BW_STR("The Paper");
	row.article.text = bw_str_from(text);
	row.article.published = at;
	row.article.modified = BW_TIME_NONE;
	row.key = bw_sha256_key(row.article.url);
	return row;
}

static enum bw_put put(struct bw_store *s, const char *url, const char *text, bw_time at)
{
	struct bw_article_row row = article(url, text, at);
	enum bw_put how = BW_PUT_SAME;
	tap_int(bw_store_article_put(s, &row, &how, &err), 0, "an article is put");
	return how;
}

static void test_articles(struct bw_store *s)
{
	struct bw_article_row row = {0};
	uint64_t key = bw_sha256_key(BW_STR("https://x.example/1"));
	tap_int(put(s, "https://x.example/1", "First text.", 100), BW_PUT_NEW, "a new address is new");
	tap_int(put(s, "https://x.example/1", "First text.", 200), BW_PUT_SAME, "the same text changes nothing");
	tap_int(put(s, "https://x.example/1", "Second text.", 300), BW_PUT_VERSION,
		"another text is kept as a version");
	tap_int(bw_store_article_get(s, &a, key, &row, &err), 0, "it is found by its key");
	tap_str(row.article.text, BW_STR("First text."), "what was archived first stays the archive");
	tap_int(row.at, 100, "and its time");
	tap_int(row.article.modified == BW_TIME_NONE, 1, "an unknown time stays unknown");
	tap_int(bw_store_article_get(s, &a, 12345, &row, &err), BW_ENOTFOUND, "an unknown key is not found");
}

static void test_order(struct bw_store *s)
{
	struct bw_pending_rows rows = {0};
	size_t n = 0;
	put(s, "https://x.example/3", "Third.", 50);
	tap_int(bw_store_pending(s, &a, 10, &rows, &err), 0, "articles without a verdict are listed");
	tap_int((long long)rows.rows.len, 2, "both of them");
	tap_int(rows.rows.ptr[0].key == bw_sha256_key(BW_STR("https://x.example/3")), 1,
		"by their time, not by their arrival");
	tap_int(bw_store_pending_count(s, &n, &err) || n != 2, 0, "and counted");
}

static struct bw_derived_row derived(uint64_t key, bw_time at)
{
	struct bw_derived_row row = {.key = key, .at = at, .why = BW_STR("w")};
	row.verdict = (struct bw_verdict){
		.origin = key, .development = key, .join = BW_JOIN_ALONE, .turn = BW_TURN_COLOUR, .containment = 0.25f};
	return row;
}

/* One of each that a decision may bring. */
static void bring(struct bw_story_news *news, uint64_t key)
{
	static struct bw_conflict conflict;
	static struct bw_story_move move;
	static struct bw_story_link link;
	static struct bw_story_lesson lesson;
	conflict = (struct bw_conflict){.development = key, .kind = BW_CONFLICT_WHO, .corrected = true, .head = 7};
	move = (struct bw_story_move){BW_MOVE_SPLIT, key, 1, 2, 0.5f};
	link = (struct bw_story_link){1, 2, BW_LINK_SERIES, 0.5f};
	lesson = (struct bw_story_lesson){.made = 90, .article = key, .development = 1, .together = true};
	lesson.features[BW_STORY_FEATURES - 1] = 0.25f;
	*news = (struct bw_story_news){.conflicts = &conflict,
				       .moves = &move,
				       .links = &link,
				       .lessons = &lesson,
				       .n_conflicts = 1,
				       .n_moves = 1,
				       .n_links = 1,
				       .n_lessons = 1};
}

/* What stands of that, with one value of each row that must come back as it was put. */
static struct bw_str brought(struct bw_store *s)
{
	struct bw_conflict_rows conflicts = {0};
	struct bw_move_rows moves = {0};
	struct bw_link_rows links = {0};
	struct bw_lesson_rows lessons = {0};
	tap_int(bw_store_conflict_list(s, &a, 0, INT64_MAX, &conflicts, &err), 0, "conflicts are listed");
	tap_int(bw_store_move_list(s, &a, 0, INT64_MAX, &moves, &err), 0, "moves");
	tap_int(bw_store_link_list(s, &a, 0, INT64_MAX, &links, &err), 0, "links");
	tap_int(bw_store_lesson_list(s, &a, &lessons, &err), 0, "and lessons");
	for (size_t i = 0; i < conflicts.rows.len; i++)
		tap_int(conflicts.rows.ptr[i].kind == BW_CONFLICT_WHO && conflicts.rows.ptr[i].corrected, 1, "kinds");
	for (size_t i = 0; i < moves.rows.len; i++)
		tap_int(moves.rows.ptr[i].move.kind == BW_MOVE_SPLIT && moves.rows.ptr[i].move.to == 2, 1, "ways");
	for (size_t i = 0; i < links.rows.len; i++)
		tap_int(links.rows.ptr[i].link.kind == BW_LINK_SERIES && links.rows.ptr[i].link.from == 1, 1, "ends");
	for (size_t i = 0; i < lessons.rows.len; i++)
		tap_int(lessons.rows.ptr[i].features[BW_STORY_FEATURES - 1] * 100, 25, "features");
	return bw_arena_printf(&a, "%zu conflict %zu move %zu link %zu lesson", conflicts.rows.len, moves.rows.len,
			       links.rows.len, lessons.rows.len);
}

static int count_row(void *ctx, struct bw_arena *moment, const struct bw_derived_row *row,
		     const struct bw_remembered *r, struct bw_err *e)
{
	(void)moment, (void)row, (void)e;
	struct bw_remembered *sum = ctx;
	sum->profile.len += r->profile.len;
	sum->prints.len += r->prints.len;
	sum->candidates.len += r->candidates.len;
	return 0;
}

static void test_walks(struct bw_store *s)
{
	const struct bw_remembered remembered = {BW_STR("profile"), BW_STR("prints"), BW_STR("candidates")};
	struct bw_story_news nothing = {0};
	struct bw_signal_changes none = {0};
	struct bw_remembered sum = {0};
	struct bw_walk walk = {count_row, &sum};
	bw_time at = 0;
	for (int i = 0; i < 4; i++) {
		struct bw_derived_row row = derived((uint64_t)(100 + i), 1000 + 10 * i);
		tap_int(bw_store_derived_put(s, &row, 100, &remembered, &nothing, &none, &err), 0, "a row");
	}
	tap_int(bw_store_profile_walk(s, 1000, 1020, &walk, &err), 0, "profiles are walked");
	tap_int(sum.profile.len == 4 * 7 && sum.prints.len == 2 * 6, 1, "prints of the newer ones only");
	tap_int(bw_store_candidates_walk(s, 1010, &walk, &err) || sum.candidates.len != 3 * 10, 0,
		"candidates from a moment on");
	tap_int(bw_store_derived_reach(s, 0, 250, &at, &err) || at != 1010, 0, "three newest take 250 bytes");
	tap_int(bw_store_derived_reach(s, 1005, 1 << 20, &at, &err) || at != 1005, 0, "but none is older than wanted");
	tap_int(bw_store_derived_rewind(s, 1000, 0, &err), 0, "they are taken back");
	tap_int(bw_store_remembered_forget(s, &err), 0, "and forgotten");
}

static void test_corrections(struct bw_store *s)
{
	const struct bw_correction_pair pairs[] = {{1, 2, true}, {1, 3, false}, {4, 5, true, true}};
	const struct bw_correction_name names[] = {{3, 77}};
	struct bw_correction first = {.made = 500, .kind = BW_CORRECTION_SPLIT, .words = BW_STR("one"), .pairs = pairs},
			     second = {.made = 400, .words = BW_STR("two"), .pairs = pairs, .n_pairs = 1};
	struct bw_corrections all = {0};
	struct bw_broken_rows broken = {0};
	first.n_pairs = 2;
	first.names = names;
	first.n_names = 1;
	tap_int(bw_store_correction_put(s, &first, &err) || bw_store_correction_put(s, &second, &err), 0,
		"corrections are kept");
	tap_int(second.made == 501 && second.id == first.id + 1, 1, "each later than the one before");
	first.n_pairs = 3;
	tap_int(bw_store_correction_extend(s, &first, 2, &err), 0, "one may grow");
	tap_int(bw_store_correction_undo(s, &second, 600, &err), 0, "and be taken back");
	tap_int(bw_store_correction_list(s, &a, &all, &err) || all.rows.len != 2, 0, "they are listed");
	tap_int(all.rows.ptr[0].n_pairs == 3 && all.rows.ptr[0].pairs[1].other == 3, 1, "with their pairs");
	tap_int(all.rows.ptr[0].pairs[2].held && !all.rows.ptr[0].pairs[1].held, 1, "and which were added");
	tap_int(all.rows.ptr[0].n_names == 1 && all.rows.ptr[0].names[0].id == 77 && !all.rows.ptr[1].n_names, 1,
		"and names");
	tap_int(all.rows.ptr[0].undone == BW_TIME_NONE && all.rows.ptr[1].undone == 600, 1, "and what became of them");
	tap_str(all.rows.ptr[1].words, BW_STR("two"), "and their words");
	tap_int(bw_store_prove(s, &a, &broken, &err) || broken.rows.len, 0, "their seals hold");
}

static void test_rewind(struct bw_store *s)
{
	struct bw_derived_rows rows = {0};
	const struct bw_remembered remembered = {BW_STR("p"), BW_STR("q"), BW_STR("c")};
	struct bw_story_news nothing = {0}, news = {0};
	struct bw_evidence evidence = {
		.signal = 9, .article = 7, .decided_by = 7, .decided_at = 100, .reasoning = BW_STR("why")};
	struct bw_signal signal = {.id = 9, .decided_by = 7, .born = 100, .title = BW_STR("t")};
	struct bw_signal_changes none = {0}, changes = {&signal, 1, &evidence, 1};
	struct bw_derived_row early = derived(bw_sha256_key(BW_STR("https://x.example/3")), 50);
	struct bw_derived_row late = derived(bw_sha256_key(BW_STR("https://x.example/1")), 100);
	struct bw_evidence_rows evidence_rows = {0};
	struct bw_signal_rows signals = {0};
	bw_time at;
	uint64_t key;
	evidence.decided_by = signal.decided_by = late.key;
	bring(&news, late.key);
	tap_int(bw_store_derived_put(s, &early, 1, &remembered, &nothing, &none, &err), 0, "a decision is kept");
	tap_int(bw_store_derived_put(s, &late, 1, &remembered, &news, &changes, &err), 0,
		"and one that gives birth to a signal");
	tap_str(brought(s), BW_STR("1 conflict 1 move 1 link 1 lesson"), "with all that it brings");
	tap_int(bw_store_pending_first(s, &at, &key, &err), BW_ENOTFOUND, "nothing waits");
	tap_int(bw_store_derived_rewind(s, 100, 0, &err), 0, "decisions are taken back");
	tap_str(brought(s), BW_STR("0 conflict 0 move 0 link 0 lesson"), "what an article brings goes with it");
	tap_int(bw_store_derived_list(s, &a, INT64_MIN, INT64_MAX, &rows, &err), 0, "the rest is listed");
	tap_int((long long)rows.rows.len, 1, "only the earlier one stands");
	tap_int(rows.rows.ptr[0].verdict.containment * 100, 25, "with its figures");
	tap_int(rows.rows.ptr[0].verdict.join == BW_JOIN_ALONE && rows.rows.ptr[0].verdict.turn == BW_TURN_COLOUR, 1,
		"its join and its turn");
	tap_str(rows.rows.ptr[0].why, BW_STR("w"), "and its reasons");
	bool there = false;
	struct bw_remembered kept = {0};
	tap_int(bw_store_remembered_get(s, &a, late.key, &kept, &there, &err) || !there, 0,
		"what is remembered of an article outlives the decision");
	tap_str(kept.prints, BW_STR("q"), "all of it");
	tap_int(bw_store_signal_list(s, &a, INT64_MIN, INT64_MAX, &signals, &err), 0, "signals are listed");
	tap_int((long long)signals.rows.len, 0, "a signal goes with the article that gave it birth");
	bw_store_evidence_list(s, &a, INT64_MIN, INT64_MAX, &evidence_rows, &err);
	tap_int((long long)evidence_rows.rows.len, 0, "and its evidence");
	tap_int(bw_store_pending_first(s, &at, &key, &err), 0, "the article waits again");
	tap_int(key == late.key && at == 100, 1, "the one that was taken back");
}

static void test_abandon(struct bw_store *s)
{
	struct bw_counts before, after;
	bw_store_counts(s, &before, &err);
	tap_int(bw_store_begin(s, &err), 0, "a transaction begins");
	put(s, "https://x.example/9", "Ninth.", 900);
	bw_store_abandon(s);
	bw_store_counts(s, &after, &err);
	tap_int(after.articles, before.articles, "what is abandoned was never there");
}

static void test_busy(struct bw_store *s)
{
	struct bw_store *other = NULL;
	tap_int(bw_store_open(path, &other, &err), 0, "a second process may open the file");
	bw_store_begin(s, &err);
	struct bw_counts n;
	tap_int(bw_store_counts(other, &n, &err), 0, "it reads while the first writes");
	bw_store_abandon(s);
	bw_store_close(other);
}

static void test_search(struct bw_store *s)
{
	static const struct {
		const char *query;
		int hits, code;
	} cases[] = {{"first", 1, 0},      {"\"first text\"", 1, 0}, {"\"text first\"", 0, 0},
		     {"second", 0, 0},     {"TEXT first", 1, 0},     {"first AND (", 0, 0},
		     {"fir*", 0, 0},       {"author:first", 0, 0},   {"-first", 1, 0},
		     {"?!", 0, BW_EUSAGE}, {"\"first", 1, 0},        {"\"first.\" text", 1, 0}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bw_hits hits = {0};
		tap_int(bw_store_search(s, &a, bw_str_from(cases[i].query), 10, &hits, &err), cases[i].code,
			cases[i].query);
		tap_int((long long)hits.rows.len, cases[i].hits, cases[i].query);
	}
}

static void test_foreign(void)
{
	char other[] = "/tmp/bw-store-XXXXXX";
	struct bw_store *s;
	int fd = mkstemp(other);
	tap_int(write(fd,
		      "this is no database, but it is longer than a header of one, by a good deal it is, and more so, "
		      "and more",
		      100) > 0,
		1, "a file of something else");
	close(fd);
	tap_int(bw_store_open(other, &s, &err), BW_ECORRUPT, "is not taken for a store");
	tap_ok(bw_str_find(bw_str_from(err.msg), bw_str_from(other), 0) != BW_NPOS, "and the message names it");
	unlink(other);
}

static struct bw_seen seen_at(struct bw_store *s, const char *url, bw_time now)
{
	struct bw_seen seen = {0};
	tap_int(bw_store_seen(s, &a, bw_str_from(url), now, BW_DAY, &seen, &err), 0, "an address is looked up");
	return seen;
}

static void test_seen(struct bw_store *s)
{
	const char *url = "https://x.example/seen";
	struct bw_source_ids due = {0};
	struct bw_due_pages pages = {0};
	tap_int(seen_at(s, url, 1000).known, 0, "a new address is not known");
	bw_store_seen_put(s, bw_str_from(url), 3, 0, 1000, BW_STR("an error page"), &err);
	tap_int(seen_at(s, url, 1060).due, 1, "one that was set aside is looked at again");
	bw_store_seen_looked(s, bw_str_from(url), 1060, BW_STR("e"), BW_STR_NONE, &err);
	tap_int(seen_at(s, url, 1100).due, 0, "not at once after a look");
	tap_int(seen_at(s, url, 1120).due, 1, "but when it is twice as old");
	tap_str(seen_at(s, url, 1120).etag, BW_STR("e"), "with what the last look brought");
	tap_int(seen_at(s, url, 1000 + BW_DAY).due, 0, "and never when it is old");
	tap_int(bw_store_seen_due_sources(s, &a, 1120, BW_DAY, &due, &err), 0,
		"sources with such addresses are listed");
	tap_int(due.rows.len == 1 && due.rows.ptr[0] == 3, 1, "each once");
	bw_store_seen_put(s, bw_str_from(url), 3, 77, 1120, BW_STR_NONE, &err);
	tap_int((long long)seen_at(s, url, 1200).article, 77, "it may lead to an article after all");
	bw_store_seen_put(s, bw_str_from(url), 3, 0, 1130, BW_STR("an error page"), &err);
	tap_int((long long)seen_at(s, url, 1200).article, 77, "and then stays with it");
	tap_int(bw_store_seen_due(s, &a, 1300, BW_DAY, 10, &pages, &err), 0, "pages that led to articles are listed");
	tap_int(pages.rows.len == 1 && pages.rows.ptr[0].seen.article == 77, 1, "when they are due");
}

static void test_identity(struct bw_store *s)
{
	struct bw_versions versions = {0};
	struct bw_article_row row = {.key = 4711,
				     .at = 5000,
				     .fetched = 5000,
				     .article = {.url = BW_STR("https://x.example/v"),
						 .title = BW_STR("T"),
						 .text = BW_STR("One."),
						 .shape = BW_STR("p"),
						 .published = BW_TIME_NONE,
						 .modified = BW_TIME_NONE}};
	struct bw_article_row got = {0};
	struct bw_entry entry = {BW_STR("E"), BW_STR("e1"), 4999, 0, 1};
	enum bw_put how;
	uint64_t key = 0;
	row.article.form = BW_ARTICLE_LIVE_BLOG;
	row.article.entries = &entry;
	row.article.n_entries = 1;
	tap_int(bw_store_article_put(s, &row, &how, &err) || how != BW_PUT_NEW, 0, "an article with entries is put");
	tap_int(bw_store_article_get(s, &a, 4711, &got, &err), 0, "and read");
	tap_str(got.article.shape, BW_STR("p"), "with its shape");
	tap_int(got.article.form == BW_ARTICLE_LIVE_BLOG && got.article.n_entries == 1, 1, "its form");
	tap_str(got.article.entries[0].anchor, BW_STR("e1"), "and its entries");
	row.fetched = 6000;
	row.article.text = BW_STR("Two.");
	tap_int(bw_store_article_put(s, &row, &how, &err) || how != BW_PUT_VERSION, 0, "another text is a version");
	tap_int(bw_store_article_put(s, &row, &how, &err) || how != BW_PUT_SAME, 0, "the same again is none");
	tap_int(bw_store_version_list(s, &a, 4711, 5999, &versions, &err) || versions.rows.len, 0,
		"not seen before it came");
	tap_int(bw_store_version_list(s, &a, 4711, 6000, &versions, &err) || versions.rows.len != 1, 0, "but then");
	tap_str(versions.rows.ptr[0].text, BW_STR("Two."), "with its text");
	tap_int(bw_store_item_put(s, 3, BW_STR("g1"), 4711, &err) || bw_store_item_get(s, 3, BW_STR("g1"), &key, &err),
		0, "an id is kept");
	tap_int((long long)key, 4711, "and leads to its article");
	tap_int(bw_store_item_get(s, 4, BW_STR("g1"), &key, &err) || key, 0, "but not for another source");
}

int main(void)
{
	struct bw_store *s = NULL;
	bw_arena_init(&a);
	close(mkstemp(path));
	tap_int(bw_store_open(path, &s, &err), 0, "an empty file becomes a store");
	test_articles(s);
	test_order(s);
	test_rewind(s);
	test_walks(s);
	test_corrections(s);
	test_abandon(s);
	test_busy(s);
	test_search(s);
	test_seen(s);
	test_identity(s);
	tap_int(bw_store_integrity(s, &err), 0, "the file is sound");
	bw_store_close(s);
	tap_int(bw_store_open(path, &s, &err), 0, "it opens again");
	bw_store_close(s);
	test_foreign();
	unlink(path);
	bw_arena_release(&a);
	return tap_done();
}
