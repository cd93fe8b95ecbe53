/* Which member of an origin group produced the text, and whom the text belongs to when no member did. */
#include "story/voice.h"
#include "tap.h"

enum { GROUP = 4 };

static struct bw_origin_member member(const char *outlet, const char *credit, bw_time at, uint32_t length)
{
	return (struct bw_origin_member){
		.outlet = bw_str_from(outlet), .credit = bw_str_from(credit), .at = at, .length = length};
}

static struct bw_origin_choice choose(struct bw_arena *a, const struct bw_origin_member *m, size_t n)
{
	struct bw_origin_choice c;
	bw_origin_choose(a, m, n, &c);
	return c;
}

static void test_choice(struct bw_arena *a)
{
	struct bw_origin_member first[] = {member("Wire", "", 1000, 400), member("Gazette", "Wire", 9000, 420)};
	struct bw_origin_choice c = choose(a, first, 2);
	tap_int(c.original, 0, "the earliest, whom the other credits");
	tap_ok(c.n_points == 2 && c.points[0].reason == BW_ORIGIN_CREDITED && c.points[0].points == 3 &&
		       c.points[1].reason == BW_ORIGIN_EARLIEST,
	       "with its points, weightiest first");
	tap_str(c.not_held, BW_STR(""), "and held");
	struct bw_origin_member late[] = {member("Gazette", "Wire", 1000, 420),
					  member("Wire News Agency", "Wire", 9000, 400)};
	tap_int(choose(a, late, 2).original, 1, "the one that is credited, though its feed was slower");
	struct bw_origin_member tie[] = {member("Gazette", "", 1000, 400), member("Herald", "", 1000, 400)};
	tap_int(choose(a, tie, 2).original, 0, "the first when nothing tells them apart");
	struct bw_origin_member longer[] = {member("Gazette", "", 1000, 300), member("Herald", "", 1200, 500)};
	tap_int(choose(a, longer, 2).original, 1, "the longer when the lead in time is below ten minutes");
	struct bw_origin_member days[] = {member("Gazette", "", 0, 300), member("Herald", "", 7200, 500)};
	days[0].at_is_day = true;
	tap_int(choose(a, days, 2).original, 1, "a day without an hour is a tie with all of that day");
	days[1].at = BW_DAY + 7200;
	tap_int(choose(a, days, 2).original, 0, "and leads the next day");
	struct bw_origin_member issued[] = {member("Gazette", "", 1000, 500), member("Ferry Board", "", 9000, 400)};
	issued[1].kind = BW_KIND_PRESS_RELEASE;
	tap_int(choose(a, issued, 2).original, 1, "the issuer, though its page was slower");
	struct bw_origin_member derived[] = {member("Wire", "", 1000, 300), member("Gazette", "", 900, 800)};
	derived[1].copy = BW_COPY_DERIVED;
	tap_int(choose(a, derived, 2).original, 0, "never a rewrite");
	struct bw_origin_member signed_by[] = {member("Gazette", "", 1000, 500),
					       member("Northern Wire", "", 9000, 400)};
	signed_by[1].author = BW_STR("Northern Wire staff");
	tap_int(choose(a, signed_by, 2).original, 1, "the one whose own staff signs");
}

static void test_not_held(struct bw_arena *a)
{
	struct bw_origin_member two[] = {member("Gazette", "Larkhill News Agency", 1000, 400),
					 member("Herald", "Larkhill", 9000, 420)};
	struct bw_origin_choice c = choose(a, two, 2);
	tap_int(c.original, 0, "the earlier of two reprints stands for them");
	tap_str(c.not_held, BW_STR("Larkhill News Agency"), "the agency that neither is made the text");
	struct bw_origin_member one[] = {member("Gazette", "Reuters", 1000, 400)};
	tap_str(choose(a, one, 1).not_held, BW_STR("Reuters"), "also of one reprint alone");
	one[0].second_hand = true;
	tap_str(choose(a, one, 1).not_held, BW_STR(""), "not when it only says what the other reported");
	struct bw_origin_member own[] = {member("Reuters", "Reuters", 1000, 400)};
	tap_str(choose(a, own, 1).not_held, BW_STR(""), "an agency's own text is held");
	struct bw_origin_member alias[] = {member("AFP", "Agence France-Presse", 1000, 400)};
	tap_str(choose(a, alias, 1).not_held, BW_STR(""), "under either of its names");
}

/* A text that very many outlets carry is judged in one pass. */
static void test_many(struct bw_arena *a)
{
	enum { MANY = 200000 };
	struct bw_origin_member *m = BW_ARRAY(a, struct bw_origin_member, MANY);
	for (size_t i = 0; i < MANY; i++) {
		m[i] = member("", "Larkhill", 1000 + (bw_time)i, 400);
		m[i].outlet = bw_arena_printf(a, "Gazette of %zu", i);
	}
	m[MANY - 1].outlet = BW_STR("Larkhill Agency");
	struct bw_origin_choice c = choose(a, m, MANY);
	tap_int(c.original, MANY - 1, "the one that all others credit, though it came last");
	m[MANY - 1].outlet = BW_STR("Gazette of the hill");
	c = choose(a, m, MANY);
	tap_ok(c.original == 0 && bw_str_eq(c.not_held, BW_STR("Larkhill")), "none of very many holds it");
}

static void test_order_of_time(struct bw_arena *a)
{
	struct bw_origin_member three[] = {member("Gazette", "", 1000, 300), member("Herald", "", 5000, 300),
					   member("Echo", "", 5001, 300)};
	struct bw_origin_choice c = choose(a, three, 3);
	tap_ok(c.original == 0 && c.n_points == 1 && c.points[0].reason == BW_ORIGIN_EARLIEST,
	       "nobody is the longest of equals");
	three[2].at_is_day = true;
	tap_int(choose(a, three, 3).n_points, 0, "one without an hour on that day leaves it open who was first");
	tap_int(choose(a, three, 1).n_points, 0, "one alone is neither first nor longest");
}

static void test_second_hand(void)
{
	struct bw_str text =
		BW_STR("OSLO (Larkhill) - A ferry sank.\n\nThe Morning Post reported on Friday that it was old.");
	tap_ok(!bw_credit_is_second_hand(text, BW_STR(""), BW_STR("Larkhill")), "a dateline credits the text");
	tap_ok(!bw_credit_is_second_hand(text, BW_STR("Morning Post"), BW_STR("Morning Post")), "so does a byline");
	tap_ok(bw_credit_is_second_hand(text, BW_STR("Mia Holt"), BW_STR("Morning Post")), "a report is second hand");
	tap_ok(!bw_credit_is_second_hand(text, BW_STR(""), BW_STR("")), "no credit is none");
}

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	test_choice(&a);
	test_not_held(&a);
	test_order_of_time(&a);
	test_many(&a);
	test_second_hand();
	bw_arena_release(&a);
	return tap_done();
}
