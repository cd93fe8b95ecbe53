/* What unpacks packs to the same bytes, and takes pages and gives them back whole, whatever rows it holds. */
#include <stdlib.h>

#include "extract/shape.h"
#include "extract/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OUT_MAX = 1 << 20 };

static void use(struct bw_arena *a, struct bw_template *t, struct bw_str bytes)
{
	struct bw_article x = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	if (bw_article_from_text(a, bytes, BW_STR("https://a.example/x"), &x, NULL))
		return;
	bw_template_learn(t, a, &x);
	bw_template_strip(t, a, &x);
	if (!bw_shape_fits(x.shape, x.text))
		abort();
	for (uint32_t i = 0; i < x.n_entries; i++)
		if (!x.entries[i].n || x.entries[i].first + x.entries[i].n > x.shape.len)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_buf packed;
	struct bw_str bytes = {(const char *)data, size};
	bw_arena_init(&a);
	bw_buf_init(&packed, OUT_MAX);
	struct bw_template *t = BW_NEW(&a, struct bw_template), *again = BW_NEW(&a, struct bw_template);
	bw_template_unpack(bytes, t, NULL);
	use(&a, t, bytes);
	bw_template_pack(t, &packed);
	if (bw_template_unpack(bw_buf_view(&packed), again, NULL) || again->n_rows != t->n_rows ||
	    again->n_pages != t->n_pages)
		abort();
	bw_buf_release(&packed);
	bw_arena_release(&a);
	return 0;
}
