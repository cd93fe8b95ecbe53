/* JSON: json.tsv is read and written again; absent things; depth; repair. */
#include <math.h>

#include "cases.h"
#include "core/json.h"
#include "tap.h"

static void rewrite(struct bw_json_out *j, const char *key, const struct bw_json *v);

static void rewrite_items(struct bw_arena *a, struct bw_json_out *j, const struct bw_json *v)
{
	for (size_t i = 0; i < bw_json_len(v); i++) {
		struct bw_str key;
		const struct bw_json *member = bw_json_member(v, i, &key);
		rewrite(j, member ? bw_arena_cstr(a, key) : NULL, member ? member : bw_json_at(v, i));
	}
}

static void rewrite(struct bw_json_out *j, const char *key, const struct bw_json *v)
{
	struct bw_arena a;
	bw_arena_init(&a);
	if (bw_json_is_object(v)) {
		bw_json_begin_object(j, key);
		rewrite_items(&a, j, v);
		bw_json_end_object(j);
	} else if (bw_json_is_array(v)) {
		bw_json_begin_array(j, key);
		rewrite_items(&a, j, v);
		bw_json_end_array(j);
	} else if (bw_json_is_string(v)) {
		bw_json_put_str(j, key, bw_json_str(v));
	} else if (bw_json_is_null(v)) {
		bw_json_put_null(j, key);
	} else if (bw_json_bool(v, true) == bw_json_bool(v, false)) {
		bw_json_put_bool(j, key, bw_json_bool(v, false));
	} else if (bw_json_int(v, 1) == bw_json_int(v, 2)) {
		bw_json_put_int(j, key, bw_json_int(v, 1));
	} else {
		bw_json_put_real(j, key, bw_json_real(v, NAN));
	}
	bw_arena_release(&a);
}

static void table(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "json.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		const struct bw_json *v;
		struct bw_err err = {0};
		struct bw_buf b;
		struct bw_json_out j;
		bw_buf_init(&b, 1 << 20);
		bw_json_out_init(&j, &b);
		int rc = bw_json_read(a, guarded(row.cell[0]), &v, &err);
		if (rc)
			bw_buf_cstr(&b, "refused");
		else
			rewrite(&j, NULL, v);
		tap_str(bw_buf_view(&b), row.cell[1], "read and written");
		tap_ok(!rc || (rc == BW_EINPUT && strstr(err.msg, "line") && !v), "line %d: a refusal says where",
		       row.line);
		bw_buf_release(&b);
	}
}

static void absent(struct bw_arena *a)
{
	const struct bw_json *v;
	bw_json_read(a, BW_STR("{\"s\":\"x\",\"n\":3,\"r\":3.5,\"w\":4.0,\"b\":true,\"z\":null,\"a\":[1]}"), &v, NULL);
	tap_int((long long)bw_json_len(v), 7, "members");
	tap_int(bw_json_int(bw_json_get(v, "n"), -1), 3, "integer");
	tap_int(bw_json_int(bw_json_get(v, "w"), -1), 4, "a whole real is an integer");
	tap_int(bw_json_int(bw_json_get(v, "r"), -1), -1, "3.5 is not");
	tap_int(bw_json_int(bw_json_get(v, "s"), -1), -1, "a string is no integer");
	tap_ok(bw_json_real(bw_json_get(v, "n"), -1) == 3.0, "an integer is a real");
	tap_ok(bw_json_bool(bw_json_get(v, "b"), false) && bw_json_bool(bw_json_get(v, "n"), true),
	       "bool or otherwise");
	tap_str(bw_json_str(bw_json_get(v, "n")), BW_STR(""), "an integer is no string");
	tap_ok(bw_json_is_null(bw_json_get(v, "z")) && bw_json_is_null(bw_json_get(v, "nothing")), "null and absent");
	tap_str(bw_json_str(bw_json_get(bw_json_get(v, "nothing"), "deeper")), BW_STR(""), "absent in absent");
	tap_ok(!bw_json_at(bw_json_get(v, "a"), 1) && !bw_json_at(v, 0) && !bw_json_get(NULL, "x"), "past the end");
	tap_int((long long)bw_json_len(NULL), 0, "nothing has no length");
}

static void depth(struct bw_arena *a)
{
	enum { DEEP = 100000 };
	char *text = bw_arena_alloc(a, 2 * DEEP);
	const struct bw_json *v;
	memset(text, '[', DEEP);
	memset(text + DEEP, ']', DEEP);
	tap_int(bw_json_read(a, (struct bw_str){text + DEEP - 200, 400}, &v, NULL), BW_OK, "200 levels are read");
	tap_int(bw_json_read(a, (struct bw_str){text + DEEP - 300, 600}, &v, NULL), BW_EINPUT,
		"300 levels are refused");
	tap_int(bw_json_read(a, (struct bw_str){text, 2 * DEEP}, &v, NULL), BW_EINPUT, "so are 100000");
	char *wide = bw_arena_alloc(a, 3000000);
	for (size_t i = 0; i < 1000000; i++)
		memcpy(wide + 3 * i, "[],", 3);
	wide[0] = '[';
	wide[1] = '[';
	tap_int(bw_json_read(a, (struct bw_str){wide, 3000000}, &v, NULL), BW_ELIMIT,
		"a million empty arrays are too many");
}

static void written(struct bw_arena *a)
{
	struct bw_buf b;
	struct bw_json_out j;
	bw_buf_init(&b, 1 << 16);
	bw_json_out_init(&j, &b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "bad", BW_STR("a\xFF\xE2\x82"));
	bw_json_put_str_or_null(&j, "none", BW_STR_NONE);
	bw_json_put_str_or_null(&j, "some", BW_STR("x"));
	bw_json_put_real(&j, "nan", NAN);
	bw_json_put_real(&j, "third", 1.0 / 3);
	bw_json_put_real(&j, "zero", -0.0);
	bw_json_put_int(&j, "min", INT64_MIN);
	bw_json_begin_array(&j, "list");
	bw_json_begin_object(&j, NULL);
	bw_json_end_object(&j);
	bw_json_put_bool(&j, NULL, true);
	bw_json_end_array(&j);
	bw_json_end_object(&j);
	tap_str(bw_buf_view(&b),
		BW_STR("{\"bad\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\",\"none\":null,\"some\":\"x\",\"nan\":null,\"third\":0."
		       "333333,"
		       "\"zero\":0,\"min\":-9223372036854775808,\"list\":[{},true]}"),
		"written");
	const struct bw_json *v;
	tap_int(bw_json_read(a, bw_buf_view(&b), &v, NULL), BW_OK, "what is written can be read");
	bw_buf_reset(&b);
	bw_json_out_init(&j, &b);
	for (int i = 0; i < 100; i++)
		bw_json_begin_array(&j, NULL);
	tap_ok(b.failed, "too deep a text is not written");
	bw_buf_release(&b);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	table(&a, argc > 1 ? argv[1] : ".");
	absent(&a);
	depth(&a);
	written(&a);
	bw_arena_release(&a);
	return tap_done();
}
