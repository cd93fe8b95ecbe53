/* A page from outside: read, written, read and written again to the same bytes, and rendered everywhere. */
#include <stdint.h>
#include <stdlib.h>

#include "render/render.h"

static struct bw_str written(struct bw_arena *a, const struct bw_page *p)
{
	struct bw_buf b;
	struct bw_str s;

	bw_buf_init(&b, 1 << 26);
	bw_page_write_json(p, &b);
	s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static void render_all(const struct bw_page *p)
{
	static const char *const names[] = {"terminal", "html", "markdown", "json"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct bw_render_options options = {.columns = (int)(20 + p->title.len % 90), .colour = i % 2 == 0};
		struct bw_buf b;
		bw_buf_init(&b, 1 << 26);
		bw_renderer_find(bw_str_from(names[i]))->render(p, &options, &b);
		bw_buf_release(&b);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_page once, twice;

	bw_arena_init(&a);
	if (!bw_page_read_json(&a, (struct bw_str){(const char *)data, size}, &once, NULL)) {
		struct bw_str first = written(&a, &once);
		if (bw_page_read_json(&a, first, &twice, NULL) || !bw_str_eq(first, written(&a, &twice)))
			abort();
		render_all(&once);
	}
	bw_arena_release(&a);
	return 0;
}
