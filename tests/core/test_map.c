/* Maps keep order and lose nothing; phrases match longest first. */
#include "cases.h"
#include "core/map.h"
#include "core/phrase.h"
#include "tap.h"

static uint64_t scatter(uint64_t i)
{
	return i % 3 == 0 ? i : i % 3 == 1 ? i << 40 : ~i;
}

static void numbers(void)
{
	enum { N = 20000 };
	struct bw_map m;
	bool is_new, good = true;
	bw_map_init(&m);
	tap_ok(!bw_map_get(&m, 0), "an empty map has nothing");
	for (uint64_t i = 0; i < N; i++) {
		*bw_map_put(&m, scatter(i), &is_new) = i;
		good = good && is_new;
	}
	for (uint64_t i = 0; i < N; i++) {
		uint64_t *v = bw_map_get(&m, scatter(i));
		good = good && v && *v == i && m.entries[i].key == scatter(i);
	}
	tap_ok(good && m.len == N, "what was put is found, in the order of putting");
	*bw_map_put(&m, scatter(5), &is_new) += 1;
	tap_ok(!is_new && *bw_map_get(&m, scatter(5)) == 6 && m.len == N, "a second put finds the first");
	tap_ok(*bw_map_put(&m, 0x123456789u, NULL) == 0, "a new value is 0");
	tap_ok(!bw_map_get(&m, 0x987654321u), "what was not put is not found");
	*bw_map_put(&m, UINT64_MAX, NULL) = 1;
	tap_ok(*bw_map_get(&m, UINT64_MAX) == 1, "any key is allowed");
	bw_map_reset(&m);
	tap_ok(m.len == 0 && !bw_map_get(&m, 0), "reset empties");
	*bw_map_put(&m, 7, NULL) = 8;
	tap_ok(*bw_map_get(&m, 7) == 8 && m.len == 1, "and the map goes on");
	bw_map_release(&m);
}

static void strings(void)
{
	enum { N = 5000 };
	struct bw_arena a;
	struct bw_strmap m;
	char key[32];
	bool good = true, is_new;
	bw_arena_init(&a);
	bw_strmap_init(&m, &a);
	tap_ok(!bw_strmap_get(&m, BW_STR("x")), "an empty map has nothing");
	for (int i = 0; i < N; i++) {
		snprintf(key, sizeof(key), "key %d", i);
		*bw_strmap_put(&m, bw_str_from(key), &is_new) = (uint64_t)i;
		good = good && is_new;
	}
	for (int i = 0; i < N; i++) {
		snprintf(key, sizeof(key), "key %d", i);
		uint64_t *v = bw_strmap_get(&m, bw_str_from(key));
		good = good && v && *v == (uint64_t)i && bw_str_eq(m.entries[i].key, bw_str_from(key));
	}
	tap_ok(good && m.len == N, "what was put is found, in order, and keys are copies");
	*bw_strmap_put(&m, BW_STR_NONE, &is_new) = 9;
	tap_ok(is_new && *bw_strmap_get(&m, BW_STR("")) == 9, "the empty string is a key");
	*bw_strmap_put(&m, BW_STR("a\0b"), NULL) = 1;
	tap_ok(!bw_strmap_get(&m, BW_STR("a")), "keys may hold NUL");
	bw_strmap_release(&m);
	bw_arena_release(&a);
}

static size_t match(const struct bw_phrases *p, const char *text, uint32_t *value)
{
	uint64_t words[16];
	size_t n = 0;
	struct bw_str rest = bw_str_from(text), word;
	while (n < 16 && bw_str_split(&rest, ' ', &word))
		words[n++] = bw_str_hash(word);
	*value = 999;
	return bw_phrases_match(p, words, n, value);
}

static void phrases(void)
{
	static const struct {
		const char *text;
		size_t words;
		uint32_t value;
	} cases[] = {
		{"take effect now", 2, 1},   {"take effect on friday", 3, 2},
		{"take effect on", 3, 2},    {"take a seat", 1, 3},
		{"effect take", 0, 999},     {"does n't matter", 2, 4},
		{"takes effect", 0, 999},    {"", 0, 999},
		{"over the long run", 4, 5}, {"over the long", 0, 999},
	};
	struct bw_phrases p;
	uint32_t value;
	bw_phrases_init(&p);
	tap_int((long long)match(&p, "take", &value), 0, "no phrase matches nothing");
	bw_phrases_add(&p, BW_STR("take effect"), 1);
	bw_phrases_add(&p, BW_STR("take effect on"), 2);
	bw_phrases_add(&p, BW_STR("take"), 3);
	bw_phrases_add(&p, BW_STR("  does   n't "), 4);
	bw_phrases_add(&p, BW_STR("over the long run"), 5);
	bw_phrases_add(&p, BW_STR("take"), 77);
	bw_phrases_add(&p, BW_STR(""), 78);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t n = match(&p, cases[i].text, &value);
		tap_ok(n == cases[i].words && value == cases[i].value, "phrase in \"%s\": %zu words, %u", cases[i].text,
		       n, value);
	}
	const uint64_t hashes[] = {1, 2, 3};
	bw_phrases_add_hashes(&p, hashes, 3, 0);
	tap_ok(bw_phrases_match(&p, hashes, 3, &value) == 3 && value == 0, "hashes are words too, 0 is a value");
	tap_ok(bw_phrases_match(&p, hashes, 2, &value) == 0, "half a phrase is none");
	bw_phrases_release(&p);
}

int main(void)
{
	numbers();
	strings();
	phrases();
	return tap_done();
}
