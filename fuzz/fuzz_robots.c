/* robots.txt: the first line of the input is the path that is asked for. A file without rules for anybody allows
 * everything, one for everybody counts for a program that it does not name, and /robots.txt itself is always open. */
#include <stdint.h>
#include <stdlib.h>

#include "net/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_robots robots, again;
	struct bw_str rest = {(const char *)data, size}, path = BW_STR_NONE, rule;
	bw_arena_init(&a);
	bw_str_split(&rest, '\n', &path);
	bw_robots_read(&a, rest, BW_STR("bellwether"), &robots);
	bool open = bw_robots_allow(&a, &robots, path, &rule);
	hold((robots.rules.len || open) && open == (rule.len == 0));
	hold(robots.delay_ms >= -1);
	hold(bw_robots_allow(&a, &robots, BW_STR("/robots.txt"), NULL));
	bw_robots_read(&a, rest, BW_STR("bellwether"), &again);
	hold(again.rules.len == robots.rules.len && bw_robots_allow(&a, &again, path, NULL) == open);
	bw_arena_release(&a);
	return 0;
}
