/*
 * What a worker that was taken over may write: bytes that unpack as a result are sound in every part, and pack to what
 * unpacks to the same. The first byte tells whether the rest is a result, a task, or a task to be run.
 */
#include <stdlib.h>

#include "core/utf8.h"
#include "run/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROOM = 64 << 20 };

static void hold(bool good)
{
	if (!good)
		abort();
}

static bool is_text(struct bw_str s)
{
	return !s.len || (bw_utf8_valid(s) && !memchr(s.ptr, '\0', s.len));
}

static void check_str(struct bw_str s)
{
	hold(is_text(s));
}

static void check_time(bw_time t)
{
	char day[BW_TIME_TEXT];
	hold(t == BW_TIME_NONE || strlen(bw_time_iso(t, day)) == 20);
}

static void check_article(const struct bw_article *x)
{
	size_t paragraphs = x->text.len > 0;
	for (size_t at = 0; (at = bw_str_find(x->text, BW_STR("\n\n"), at)) != BW_NPOS; at += 2)
		paragraphs++;
	check_str(x->text);
	check_str(x->title);
	check_time(x->published);
	hold(!x->shape.len || x->shape.len == paragraphs);
	for (uint32_t i = 0; i < x->n_entries; i++) {
		check_str(x->entries[i].title);
		hold((uint64_t)x->entries[i].first + x->entries[i].n <= paragraphs);
	}
}

static struct bw_str packed(struct bw_arena *a, const struct bw_parse_result *r)
{
	struct bw_buf b;
	bw_buf_init(&b, ROOM);
	bw_parse_result_pack(r, &b);
	hold(!b.failed);
	struct bw_str bytes = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return bytes;
}

static void result(struct bw_arena *a, struct bw_str in)
{
	struct bw_parse_result r, again;
	if (!bw_parse_result_unpack(a, in, &r))
		return;
	hold(r.code >= 0 && r.code <= BW_EGROUND && !!r.code == !!*r.err.msg);
	check_str(bw_str_from(r.err.msg));
	check_article(&r.article);
	for (size_t i = 0; i < r.feed.items.len; i++) {
		check_str(r.feed.items.ptr[i].content);
		check_time(r.feed.items.ptr[i].published);
	}
	for (size_t i = 0; i < r.opml.entries.len; i++)
		check_str(r.opml.entries.ptr[i].folder);
	struct bw_str bytes = packed(a, &r);
	hold(bw_parse_result_unpack(a, bytes, &again));
	hold(bw_str_eq(packed(a, &again), bytes));
}

static void task(struct bw_arena *a, struct bw_str in, bool run)
{
	struct bw_parse_task t;
	struct bw_parse_result *r = BW_NEW(a, struct bw_parse_result);
	if (!bw_parse_task_unpack(in, &t))
		return;
	hold(t.what < BW_PARSE_TASKS && t.bytes.len <= in.len);
	if (!run || !is_text(t.url) || !is_text(t.hints.title) || !is_text(t.hints.author) ||
	    !is_text(t.hints.summary) || !is_text(t.fallback)) /* they are of this program, or were looked at */
		return;
	bw_parse_run(a, &t, r);
	result(a, packed(a, r));
	struct bw_parse_result back;
	hold(bw_parse_result_unpack(a, packed(a, r), &back)); /* what the reader itself makes is always sound */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	if (!size)
		return 0;
	struct bw_str rest = {(const char *)data + 1, size - 1};
	bw_arena_init(&a);
	if (data[0] % 3)
		task(&a, rest, data[0] % 3 == 1);
	else
		result(&a, rest);
	bw_arena_release(&a);
	return 0;
}
