/* render_sample FORMAT PAGE.json: prints a page as a renderer makes it, to look at it. */
#include <stdio.h>

#include "core/file.h"
#include "render/render.h"

int main(int argc, char **argv)
{
	struct bw_render_options options = {.colour = true, .columns = 100};
	const struct bw_renderer *renderer = argc == 3 ? bw_renderer_find(bw_str_from(argv[1])) : NULL;
	struct bw_arena a;
	struct bw_page page;
	struct bw_str json;
	struct bw_err err = {0};
	struct bw_buf out;

	bw_arena_init(&a);
	bw_buf_init(&out, 1 << 26);
	if (!renderer || bw_file_read(&a, argv[2], 1 << 26, &json, &err) || bw_page_read_json(&a, json, &page, &err)) {
		fprintf(stderr, "render_sample FORMAT PAGE.json: %s\n", err.msg);
		return 2;
	}
	renderer->render(&page, &options, &out);
	fwrite(out.ptr, 1, out.len, stdout);
	bw_buf_release(&out);
	bw_arena_release(&a);
	return 0;
}
