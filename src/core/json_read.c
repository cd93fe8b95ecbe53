/* jansson stands behind this file alone. Its tree is copied into the arena, so that nobody has to count references. */
#include <jansson.h>

#include "core/json.h"

enum { DEPTH_MAX = 256, VALUES_MAX = 1000000 };

enum kind { KIND_NULL, KIND_BOOL, KIND_INT, KIND_REAL, KIND_STR, KIND_ARRAY, KIND_OBJECT };

struct bw_json {
	enum kind kind;
	size_t n;              /* elements or members */
	struct bw_json *items; /* of an array or object */
	struct bw_str *keys;   /* of an object, beside items */
	union {
		bool boolean;
		int64_t integer;
		double real;
		struct bw_str str;
	};
};

static bool copy(struct bw_arena *a, const json_t *from, struct bw_json *to, int depth);

static bool copy_array(struct bw_arena *a, const json_t *from, struct bw_json *to, int depth)
{
	to->kind = KIND_ARRAY;
	to->n = json_array_size(from);
	to->items = BW_ARRAY(a, struct bw_json, to->n);
	for (size_t i = 0; i < to->n; i++)
		if (!copy(a, json_array_get(from, i), &to->items[i], depth + 1))
			return false;
	return true;
}

static bool copy_object(struct bw_arena *a, const json_t *from, struct bw_json *to, int depth)
{
	size_t i = 0;
	to->kind = KIND_OBJECT;
	to->n = json_object_size(from);
	to->items = BW_ARRAY(a, struct bw_json, to->n);
	to->keys = BW_ARRAY(a, struct bw_str, to->n);
	/* jansson asks for a pointer that may change the tree, and does not. */
	json_t *object = (json_t *)(uintptr_t)from;
	for (void *it = json_object_iter(object); it && i < to->n; it = json_object_iter_next(object, it), i++) {
		to->keys[i] = bw_arena_str(a, bw_str_from(json_object_iter_key(it)));
		if (!copy(a, json_object_iter_value(it), &to->items[i], depth + 1))
			return false;
	}
	return true;
}

/* False when the text is nested too deeply. */
static bool copy(struct bw_arena *a, const json_t *from, struct bw_json *to, int depth)
{
	if (depth > DEPTH_MAX)
		return false;
	switch (json_typeof(from)) {
	case JSON_OBJECT:
		return copy_object(a, from, to, depth);
	case JSON_ARRAY:
		return copy_array(a, from, to, depth);
	case JSON_STRING:
		to->kind = KIND_STR;
		to->str = bw_arena_str(a, (struct bw_str){json_string_value(from), json_string_length(from)});
		return true;
	case JSON_INTEGER:
		to->kind = KIND_INT;
		to->integer = json_integer_value(from);
		return true;
	case JSON_REAL:
		to->kind = KIND_REAL;
		to->real = json_real_value(from);
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = KIND_BOOL;
		to->boolean = json_is_true(from);
		return true;
	default:
		to->kind = KIND_NULL;
		return true;
	}
}

/* An upper bound on the values of a text. A value of one byte takes more than a hundred in memory: eight megabytes of
 * "[[]," must not become a gigabyte. */
static size_t most_values(struct bw_str text)
{
	size_t n = 1;
	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ',' || text.ptr[i] == '[' || text.ptr[i] == '{';
	return n;
}

/* A byte order mark is not JSON, yet servers send one. A number too large for an integer is read as a real. */
int bw_json_read(struct bw_arena *a, struct bw_str text, const struct bw_json **out, struct bw_err *err)
{
	const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
	json_error_t fault;
	*out = NULL;
	if (bw_str_starts(text, BW_STR("\xEF\xBB\xBF")))
		text = bw_str_from_pos(text, 3);
	if (most_values(text) > VALUES_MAX)
		return bw_err_set(err, BW_ELIMIT, "The JSON text holds more than %d values.", VALUES_MAX);
	const char *bytes = text.ptr ? text.ptr : "";
	json_t *tree = json_loadb(bytes, text.len, flags, &fault);
	if (!tree && json_error_code(&fault) == json_error_numeric_overflow)
		tree = json_loadb(bytes, text.len, flags | JSON_DECODE_INT_AS_REAL, &fault);
	if (!tree)
		return bw_err_set(err, BW_EINPUT, "The JSON text is malformed at line %d, column %d: %s.", fault.line,
				  fault.column, fault.text);
	struct bw_json *root = BW_NEW(a, struct bw_json);
	bool good = copy(a, tree, root, 0);
	json_decref(tree);
	if (!good)
		return bw_err_set(err, BW_EINPUT, "The JSON text is nested deeper than %d levels.", DEPTH_MAX);
	*out = root;
	return BW_OK;
}

const struct bw_json *bw_json_get(const struct bw_json *object, const char *key)
{
	struct bw_str wanted = bw_str_from(key);
	for (size_t i = 0; bw_json_is_object(object) && i < object->n; i++)
		if (bw_str_eq(object->keys[i], wanted))
			return &object->items[i];
	return NULL;
}

size_t bw_json_len(const struct bw_json *v)
{
	return v ? v->n : 0;
}

const struct bw_json *bw_json_at(const struct bw_json *array, size_t i)
{
	return bw_json_is_array(array) && i < array->n ? &array->items[i] : NULL;
}

const struct bw_json *bw_json_member(const struct bw_json *object, size_t i, struct bw_str *key)
{
	bool found = bw_json_is_object(object) && i < object->n;
	*key = found ? object->keys[i] : BW_STR_NONE;
	return found ? &object->items[i] : NULL;
}

bool bw_json_is_object(const struct bw_json *v)
{
	return v && v->kind == KIND_OBJECT;
}

bool bw_json_is_array(const struct bw_json *v)
{
	return v && v->kind == KIND_ARRAY;
}

bool bw_json_is_string(const struct bw_json *v)
{
	return v && v->kind == KIND_STR;
}

bool bw_json_is_null(const struct bw_json *v)
{
	return !v || v->kind == KIND_NULL;
}

struct bw_str bw_json_str(const struct bw_json *v)
{
	return bw_json_is_string(v) ? v->str : BW_STR_NONE;
}

/* 3.0 is an integer to JSON; 3.5 and 1e300 are not. */
int64_t bw_json_int(const struct bw_json *v, int64_t otherwise)
{
	if (v && v->kind == KIND_INT)
		return v->integer;
	bool whole = v && v->kind == KIND_REAL && v->real > -9.0e15 && v->real < 9.0e15 &&
		     v->real == (double)(int64_t)v->real;
	return whole ? (int64_t)v->real : otherwise;
}

double bw_json_real(const struct bw_json *v, double otherwise)
{
	if (v && v->kind == KIND_INT)
		return (double)v->integer;
	return v && v->kind == KIND_REAL ? v->real : otherwise;
}

bool bw_json_bool(const struct bw_json *v, bool otherwise)
{
	return v && v->kind == KIND_BOOL ? v->boolean : otherwise;
}
