/* Two bytes that say how long the profile is, a packed profile, its prints: what is taken packs to the same bytes
 * again, and can be added to a state. The profile's bytes also as packed news. */
#include <stdlib.h>

#include "core/config.h"
#include "story/story.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARTICLES = 12 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_decision(struct bw_arena *a, const struct bw_profile *p)
{
	struct bw_err err = {0};
	struct bw_config *config;
	struct bw_story_news news[ARTICLES];
	must(!bw_config_load(a, NULL, &config, &err));
	must(!bw_config_set(config, BW_STR("story.memory"), BW_STR("1M"), &err));
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	const struct bw_story_rule apart = {.made = 1, .article = p->key, .other = p->key + 1};
	bw_stories_rule(s, &apart, 1);
	bw_stories_name(s, p->key, p->key + 1);
	for (uint64_t i = 0; i < ARTICLES; i++) {
		struct bw_profile other = *p;
		other.key = p->key + i;
		other.source = p->source + i % 3;
		if (p->at < INT64_MAX / 2)
			other.at = p->at + (bw_time)i * 3600;
		bw_stories_add(s, a, &other, &news[i]);
		must(news[i].verdict.development != 0);
	}
	must(news[0].verdict.origin == p->key);
	must(news[1].verdict.development != news[0].verdict.development);
	bw_stories_close(s);
}

static void check_news(struct bw_arena *a, struct bw_str in)
{
	struct bw_story_news news;
	struct bw_buf buf;
	if (!bw_story_news_unpack(a, in, &news))
		return;
	bw_buf_init(&buf, in.len + 64);
	bw_story_news_pack(&news, &buf);
	must(!buf.failed && bw_str_eq(bw_buf_view(&buf), in));
	bw_buf_release(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_profile p;
	if (size < 2)
		return 0;
	struct bw_str all = {(const char *)data + 2, size - 2};
	size_t len = data[0] | (size_t)data[1] << 8;
	struct bw_str in = bw_str_sub(all, 0, len), prints = bw_str_from_pos(all, len);
	bw_arena_init(&a);
	check_news(&a, in);
	if (bw_profile_unpack(&a, in, prints, &p)) {
		struct bw_buf buf;
		bw_buf_init(&buf, size + 64);
		bw_profile_pack(&p, &buf);
		must(!buf.failed && bw_str_eq(bw_buf_view(&buf), in));
		bw_buf_reset(&buf);
		bw_profile_pack_prints(&p, &buf);
		must(!buf.failed && (!prints.len || bw_str_eq(bw_buf_view(&buf), prints)));
		bw_buf_release(&buf);
		check_decision(&a, &p);
	}
	bw_arena_release(&a);
	return 0;
}
