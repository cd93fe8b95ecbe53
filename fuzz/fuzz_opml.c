/* Lists of feeds: every entry that comes out has an absolute address and well-formed names, and what is written of them
 * is read again as the same. */
#include <stdint.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "source/html.h"
#include "source/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct bw_str base = {"https://f.example/dir/list", 26};

static void must(bool good)
{
	if (!good)
		abort();
}

static int compare(const void *x, const void *y)
{
	const struct bw_opml_entry *a = x, *b = y;
	int order = bw_str_cmp(a->feed_url, b->feed_url);
	order = order ? order : bw_str_cmp(a->folder, b->folder);
	return order ? order : bw_str_cmp(a->title, b->title);
}

/* Reading takes markup off; a name that is still markup after that is not read again as it was. */
static bool is_stable(struct bw_arena *a, struct bw_str s)
{
	return bw_str_eq(bw_html_plain(a, s), s);
}

static void check_again(struct bw_arena *a, struct bw_opml *once)
{
	struct bw_opml twice;
	struct bw_buf out;
	for (size_t i = 0; i < once->entries.len; i++) {
		const struct bw_opml_entry *e = &once->entries.ptr[i];
		if (!e->title.len || !is_stable(a, e->title) || !is_stable(a, e->folder))
			return;
	}
	bw_buf_init(&out, 64 << 20);
	bw_opml_write(once, &out);
	must(!bw_opml_read(a, bw_buf_view(&out), base, &twice, NULL));
	must(once->entries.len == twice.entries.len);
	if (once->entries.len) {
		qsort(once->entries.ptr, once->entries.len, sizeof(once->entries.ptr[0]), compare);
		qsort(twice.entries.ptr, twice.entries.len, sizeof(twice.entries.ptr[0]), compare);
	}
	for (size_t i = 0; i < once->entries.len; i++)
		must(!compare(&once->entries.ptr[i], &twice.entries.ptr[i]));
	bw_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_opml opml;
	struct bw_err err = {0};
	bw_arena_init(&a);
	int code = bw_opml_read(&a, (struct bw_str){(const char *)data, size}, base, &opml, &err);
	must(!code || err.msg[0]);
	for (size_t i = 0; i < opml.entries.len; i++) {
		const struct bw_opml_entry *e = &opml.entries.ptr[i];
		must(bw_str_starts(e->feed_url, BW_STR("http")) && bw_utf8_valid(e->title) && bw_utf8_valid(e->folder));
	}
	check_again(&a, &opml);
	bw_arena_release(&a);
	return 0;
}
