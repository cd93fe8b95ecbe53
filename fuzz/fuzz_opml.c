/* Lists of feeds: every entry that comes out has an absolute address and well-formed names. */
#include <stdint.h>
#include <stdlib.h>

#include "core/utf8.h"
#include "source/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_opml opml;
	struct bw_err err = {0};
	bw_arena_init(&a);
	int code = bw_opml_read(&a, (struct bw_str){(const char *)data, size}, BW_STR("https://f.example/dir/list"),
				&opml, &err);
	if (code && !err.msg[0])
		abort();
	for (size_t i = 0; i < opml.entries.len; i++) {
		const struct bw_opml_entry *e = &opml.entries.ptr[i];
		if (!bw_str_starts(e->feed_url, BW_STR("http")) || !bw_utf8_valid(e->title) ||
		    !bw_utf8_valid(e->folder))
			abort();
	}
	bw_arena_release(&a);
	return 0;
}
