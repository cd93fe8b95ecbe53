/*
 * What is read can be written, and what is written is read as the same; after the first time, that is: a real is
 * rounded to six digits then, and may come out whole.
 */
#include <math.h>
#include <stdlib.h>

#include "core/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void rewrite(struct bw_arena *a, struct bw_json_out *j, const char *key, const struct bw_json *v);

static void rewrite_items(struct bw_arena *a, struct bw_json_out *j, const struct bw_json *v)
{
	for (size_t i = 0; i < bw_json_len(v); i++) {
		struct bw_str name;
		const struct bw_json *member = bw_json_member(v, i, &name);
		rewrite(a, j, member ? bw_arena_cstr(a, name) : NULL, member ? member : bw_json_at(v, i));
	}
}

static void rewrite(struct bw_arena *a, struct bw_json_out *j, const char *key, const struct bw_json *v)
{
	if (bw_json_is_object(v)) {
		bw_json_begin_object(j, key);
		rewrite_items(a, j, v);
		bw_json_end_object(j);
	} else if (bw_json_is_array(v)) {
		bw_json_begin_array(j, key);
		rewrite_items(a, j, v);
		bw_json_end_array(j);
	} else if (bw_json_is_string(v)) {
		bw_json_put_str(j, key, bw_json_str(v));
	} else if (bw_json_bool(v, true) == bw_json_bool(v, false)) {
		bw_json_put_bool(j, key, bw_json_bool(v, false));
	} else if (bw_json_int(v, 1) == bw_json_int(v, 2)) {
		bw_json_put_int(j, key, bw_json_int(v, 1));
	} else {
		bw_json_put_real(j, key, bw_json_real(v, NAN)); /* null too: it is no number */
	}
}

/* False when the text is nested deeper than the writer goes. */
static bool write_tree(struct bw_arena *a, const struct bw_json *v, struct bw_buf *b)
{
	struct bw_json_out j;
	bw_json_out_init(&j, b);
	rewrite(a, &j, NULL, v);
	return !b->failed;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_buf first, second;
	const struct bw_json *v;
	bw_arena_init(&a);
	bw_buf_init(&first, 1 << 24);
	bw_buf_init(&second, 1 << 24);
	int rc = bw_json_read(&a, (struct bw_str){(const char *)data, size}, &v, &err);
	if (rc && !err.msg[0])
		abort();
	bool good = !rc && write_tree(&a, v, &first);
	for (int i = 0; good && i < 2; i++) {
		bw_buf_reset(&second);
		if (bw_json_read(&a, bw_buf_view(&first), &v, NULL) || !write_tree(&a, v, &second))
			abort();
		struct bw_buf swap = first;
		first = second;
		second = swap;
	}
	if (good && !bw_str_eq(bw_buf_view(&first), bw_buf_view(&second)))
		abort();
	bw_buf_release(&first);
	bw_buf_release(&second);
	bw_arena_release(&a);
	return 0;
}
