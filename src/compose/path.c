#include "compose/compose.h"

static struct bw_str keyed(struct bw_arena *a, const char *folder, uint64_t key)
{
	return bw_arena_printf(a, "%s/%016llx", folder, (unsigned long long)key);
}

struct bw_str bw_path_article(struct bw_arena *a, uint64_t key)
{
	return keyed(a, "articles", key);
}

struct bw_str bw_path_development(struct bw_arena *a, uint64_t id)
{
	return keyed(a, "developments", id);
}

struct bw_str bw_path_why(struct bw_arena *a, uint64_t id)
{
	return bw_arena_printf(a, "developments/%016llx-why", (unsigned long long)id);
}

struct bw_str bw_path_signal(struct bw_arena *a, uint64_t id)
{
	return keyed(a, "signals", id);
}

struct bw_str bw_path_brief(struct bw_arena *a, struct bw_str desk, struct bw_str date)
{
	return bw_arena_printf(a, "brief/%" BW_PRISTR "/%" BW_PRISTR, BW_ARG(desk), BW_ARG(date));
}
