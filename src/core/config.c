#include "core/config.h"

#include <stdlib.h>

struct setting {
	struct bw_str text;
	int64_t integer;
	double real;
	bool boolean;
};

struct bw_config {
	struct bw_arena *arena;
	struct setting *settings; /* beside bw_options */
};

/* [0-9]+ and at most one letter of units; the number times the unit's factor. */
static bool scaled(struct bw_str s, const char *units, const int64_t *factors, int64_t *out)
{
	int64_t factor = 1, n;
	const char *unit = s.len && s.ptr[s.len - 1] ? strchr(units, s.ptr[s.len - 1]) : NULL;
	if (unit) {
		factor = factors[unit - units];
		s.len--;
	}
	return bw_str_to_i64(s, &n) && !__builtin_mul_overflow(n, factor, out);
}

bool bw_duration_parse(struct bw_str s, int64_t *seconds)
{
	return scaled(s, "smhd", (const int64_t[]){1, 60, 3600, 86400}, seconds);
}

static bool size_parse(struct bw_str s, int64_t *bytes)
{
	return scaled(s, "KMG", (const int64_t[]){1 << 10, 1 << 20, 1 << 30}, bytes);
}

static bool int_parse(struct bw_str s, int64_t *out)
{
	bool negative = s.len && s.ptr[0] == '-';
	if (!bw_str_to_i64(negative ? bw_str_from_pos(s, 1) : s, out))
		return false;
	if (negative)
		*out = -*out;
	return true;
}

/* Up to 15 digits with one point: both numbers of the division are exact then, and so is the rounding of the result. */
static bool real_parse(struct bw_str s, double *out)
{
	struct bw_str whole = s, fraction = BW_STR_NONE;
	size_t point = bw_str_find_char(s, '.', 0);
	bool negative = s.len && s.ptr[0] == '-';
	int64_t digits = 0, tail = 0;
	double power = 1;
	if (point != BW_NPOS) {
		fraction = bw_str_from_pos(s, point + 1);
		whole = bw_str_sub(s, 0, point);
	}
	if (negative)
		whole = bw_str_from_pos(whole, 1);
	if (whole.len + fraction.len > 15 || !bw_str_to_i64(whole, &digits))
		return false;
	if (point != BW_NPOS && !bw_str_to_i64(fraction, &tail))
		return false;
	for (size_t i = 0; i < fraction.len; i++) {
		power *= 10;
		digits *= 10;
	}
	*out = (double)(digits + tail) / power * (negative ? -1 : 1);
	return true;
}

static bool bool_parse(struct bw_str s, bool *out)
{
	static const char *const words[] = {"no", "yes", "off", "on", "false", "true", "0", "1"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!bw_str_eq_ascii_nocase(s, bw_str_from(words[i])))
			continue;
		*out = i % 2;
		return true;
	}
	return false;
}

static const char *const expected[] = {
	[BW_OPT_INT] = "a whole number",
	[BW_OPT_REAL] = "a number such as 0.25",
	[BW_OPT_BOOL] = "yes or no",
	[BW_OPT_STR] = "one line of text",
	[BW_OPT_DURATION] = "a duration such as 90s, 15m, 2h or 3d",
	[BW_OPT_SIZE] = "a size such as 500K or 64M",
};

/* Control characters would end a header of HTTP or a line of a page. */
static bool is_text(struct bw_str s, const char *choices)
{
	struct bw_str rest = bw_str_from(choices), word;
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return false;
	while (bw_str_split(&rest, ' ', &word))
		if (bw_str_eq(s, word))
			return true;
	return !choices;
}

/* False when the text is not of the type. */
static bool read_as(enum bw_option_type type, const char *choices, struct setting *s)
{
	switch (type) {
	case BW_OPT_BOOL:
		return bool_parse(s->text, &s->boolean);
	case BW_OPT_STR:
		return is_text(s->text, choices);
	case BW_OPT_REAL:
		return real_parse(s->text, &s->real);
	case BW_OPT_INT:
	case BW_OPT_DURATION:
	case BW_OPT_SIZE:
		break;
	}
	bool good = type == BW_OPT_INT        ? int_parse(s->text, &s->integer)
		    : type == BW_OPT_DURATION ? bw_duration_parse(s->text, &s->integer)
					      : size_parse(s->text, &s->integer);
	s->real = (double)s->integer;
	return good;
}

static int assign(struct bw_config *c, size_t i, struct bw_str value, struct bw_err *err)
{
	const struct bw_option *o = &bw_options[i];
	struct setting s = {.text = bw_arena_str(c->arena, bw_str_trim(value))};
	const char *wanted = o->choices ? o->choices : expected[o->type];
	if (!read_as(o->type, o->choices, &s))
		return bw_err_set(err, BW_EUSAGE, "%s must be %s%s, not \"%" BW_PRISTR "\".", o->name,
				  o->choices ? "one of: " : "", wanted, BW_ARG(s.text));
	bool bounded = o->type != BW_OPT_BOOL && o->type != BW_OPT_STR;
	if (bounded && (s.real < o->min || s.real > o->max))
		return bw_err_set(err, BW_EUSAGE, "%s must lie between %.15g and %.15g, not be \"%" BW_PRISTR "\".",
				  o->name, o->min, o->max, BW_ARG(s.text));
	c->settings[i] = s;
	return BW_OK;
}

static const struct bw_option *find(struct bw_str name)
{
	for (const struct bw_option *o = bw_options; o->name; o++)
		if (bw_str_eq(name, bw_str_from(o->name)))
			return o;
	return NULL;
}

int bw_config_set(struct bw_config *c, struct bw_str name, struct bw_str value, struct bw_err *err)
{
	const struct bw_option *o = find(name);
	if (!o)
		return bw_err_set(err, BW_EUSAGE, "There is no setting \"%" BW_PRISTR "\".", BW_ARG(name));
	return assign(c, (size_t)(o - bw_options), value, err);
}

struct loading {
	struct bw_config *config;
	const char *path;
};

static int set_row(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
		   struct bw_err *err)
{
	struct loading *l = ctx;
	const char *dot = section.len ? "." : "";
	struct bw_str name =
		bw_arena_printf(l->config->arena, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(section), dot, BW_ARG(key));
	int rc = bw_config_set(l->config, name, value, err);
	if (rc && err)
		bw_err_context(err, "%s:%d", l->path, line);
	return rc;
}

int bw_config_load(struct bw_arena *a, const char *path, struct bw_config **out, struct bw_err *err)
{
	size_t n = 0;
	while (bw_options[n].name)
		n++;
	struct bw_config *c = BW_NEW(a, struct bw_config);
	*c = (struct bw_config){a, BW_ARRAY(a, struct setting, n)};
	*out = NULL;
	for (size_t i = 0; i < n; i++)
		if (assign(c, i, bw_str_from(bw_options[i].initial), err))
			abort(); /* the table contradicts itself */
	struct loading l = {c, path};
	int rc = path ? bw_ini_read(a, path, set_row, &l, err) : BW_OK;
	if (rc == BW_ENOTFOUND) {
		bw_err_set(err, BW_OK, "%s", "");
		rc = BW_OK;
	}
	if (!rc)
		*out = c;
	return rc;
}

static const struct setting *get(const struct bw_config *c, const char *name, unsigned types)
{
	const struct bw_option *o = find(bw_str_from(name));
	if (!o || !(types >> o->type & 1))
		abort();
	return &c->settings[o - bw_options];
}

int64_t bw_config_int(const struct bw_config *c, const char *name)
{
	return get(c, name, 1u << BW_OPT_INT | 1u << BW_OPT_DURATION | 1u << BW_OPT_SIZE)->integer;
}

double bw_config_real(const struct bw_config *c, const char *name)
{
	return get(c, name, 1u << BW_OPT_REAL)->real;
}

bool bw_config_bool(const struct bw_config *c, const char *name)
{
	return get(c, name, 1u << BW_OPT_BOOL)->boolean;
}

struct bw_str bw_config_str(const struct bw_config *c, const char *name)
{
	return get(c, name, 1u << BW_OPT_STR)->text;
}
