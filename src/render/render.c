#include "render/render.h"

const struct bw_renderer *bw_renderer_find(struct bw_str name)
{
	static const struct bw_renderer *const all[] = {&bw_render_terminal, &bw_render_html, &bw_render_markdown,
							&bw_render_json};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (bw_str_eq(name, bw_str_from(all[i]->name)))
			return all[i];
	return NULL;
}
