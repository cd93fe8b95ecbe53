/* robots.txt: the first line of the input is the path that is asked for. A file without rules for anybody allows
 * everything. */
#include <stdint.h>
#include <stdlib.h>

#include "net/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_robots robots;
	struct bw_str rest = {(const char *)data, size}, path = BW_STR_NONE, rule;
	bw_arena_init(&a);
	bw_str_split(&rest, '\n', &path);
	bw_robots_read(&a, rest, BW_STR("bellwether"), &robots);
	bool open = bw_robots_allow(&a, &robots, path, &rule);
	if ((!robots.rules.len && !open) || open != (rule.len == 0))
		abort();
	bw_arena_release(&a);
	return 0;
}
