#include "render/render.h"

static void render(const struct bw_page *page, const struct bw_render_options *options, struct bw_buf *out)
{
	(void)options;
	bw_page_write_json(page, out);
}

const struct bw_renderer bw_render_json = {"json", ".json", render};
