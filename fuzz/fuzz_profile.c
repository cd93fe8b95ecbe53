/* Any bytes as a packed profile: what is taken packs to the same bytes again, and can be added to a state. */
#include <stdlib.h>

#include "core/config.h"
#include "story/story.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_decision(struct bw_arena *a, const struct bw_profile *p)
{
	struct bw_err err = {0};
	struct bw_config *config;
	struct bw_verdict first, second;
	struct bw_conflict_list conflicts;
	must(!bw_config_load(a, NULL, &config, &err));
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	bw_stories_add(s, a, p, &first, &conflicts);
	struct bw_profile other = *p;
	other.key = p->key + 1;
	bw_stories_add(s, a, &other, &second, &conflicts);
	must(first.opens && first.development == p->key);
	must(second.development == p->key || second.development == other.key);
	bw_stories_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_profile p;
	struct bw_str in = {(const char *)data, size};
	bw_arena_init(&a);
	if (bw_profile_unpack(&a, in, &p)) {
		struct bw_buf buf;
		bw_buf_init(&buf, size + 64);
		bw_profile_pack(&p, &buf);
		must(!buf.failed && bw_str_eq(bw_buf_view(&buf), in));
		bw_buf_release(&buf);
		check_decision(&a, &p);
	}
	bw_arena_release(&a);
	return 0;
}
