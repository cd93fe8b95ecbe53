/* Which member of an origin group produced the text; which figures cannot both be right. */
#include "core/config.h"
#include "story/story.h"
#include "tap.h"

static struct bw_profile member(const char *source, const char *credit, bw_time at, uint32_t n_words)
{
	return (struct bw_profile){.source = bw_str_hash(bw_str_from(source)),
				   .credit = bw_str_from(credit),
				   .at = at,
				   .n_words = n_words};
}

static size_t choose(const struct bw_profile *m, size_t n)
{
	const struct bw_profile *p[4];
	for (size_t i = 0; i < n; i++)
		p[i] = &m[i];
	return bw_origin_choose(p, n);
}

static void test_origin(void)
{
	struct bw_profile wire_first[] = {member("Wire", "", 1000, 400), member("Gazette", "Wire", 9000, 420)};
	tap_int((long long)choose(wire_first, 2), 0, "the earliest, whom the other credits");
	struct bw_profile wire_late[] = {member("Gazette", "Wire", 1000, 420), member("Wire", "Wire", 9000, 400)};
	tap_int((long long)choose(wire_late, 2), 1, "the one that is credited, though its feed was slower");
	struct bw_profile tie[] = {member("Gazette", "", 1000, 400), member("Herald", "", 1000, 400)};
	tap_int((long long)choose(tie, 2), 0, "the first when nothing tells them apart");
	struct bw_profile longer[] = {member("Gazette", "", 1000, 300), member("Herald", "", 1200, 500)};
	tap_int((long long)choose(longer, 2), 1, "the longer when the lead in time is below ten minutes");
}

int main(void)
{
	test_origin();
	return tap_done();
}
