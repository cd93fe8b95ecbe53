/* The first line is a base, the rest a reference. What is accepted reads back to itself, and a canonical
 * form and a key stay. */
#include <stdlib.h>

#include "core/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void same(struct bw_str x, struct bw_str y)
{
	if (!bw_str_eq(x, y))
		abort();
}

static void check(struct bw_arena *a, struct bw_str text)
{
	struct bw_url u, again;
	struct bw_str form, form_again;
	if (bw_url_parse(a, text, &u, NULL))
		return;
	form = bw_url_text(a, &u);
	if (bw_url_parse(a, form, &again, NULL))
		abort();
	same(bw_url_text(a, &again), form);
	same(u.host, again.host);
	for (size_t i = 0; i < form.len; i++)
		if ((unsigned char)form.ptr[i] <= ' ')
			abort();
	if (bw_url_canonical(a, text, &form, NULL))
		abort();
	if (bw_url_canonical(a, form, &form_again, NULL))
		abort();
	same(form, form_again);
	struct bw_str key, key_again;
	if (bw_url_key(a, text, &key, NULL) || bw_url_key(a, key, &key_again, NULL))
		abort();
	same(key, key_again);
	if (bw_url_key(a, form, &key_again, NULL))
		abort();
	same(key, key_again);
	bw_url_origin(a, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_str rest = {(const char *)data, size}, base = BW_STR(""), out;
	bw_arena_init(&a);
	bw_str_split(&rest, '\n', &base);
	check(&a, base);
	check(&a, rest);
	if (!bw_url_resolve(&a, base, rest, &out, NULL))
		check(&a, out);
	bw_arena_release(&a);
	return 0;
}
