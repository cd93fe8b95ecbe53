/* Settings: config.tsv, the options table itself, and INI files that inih alone would cut. */
#include "cases.h"
#include "core/config.h"
#include "scratch.h"
#include "tap.h"

static const struct bw_option *option(struct bw_str name)
{
	for (const struct bw_option *o = bw_options; o->name; o++)
		if (bw_str_eq(name, bw_str_from(o->name)))
			return o;
	return NULL;
}

static struct bw_str value_text(struct bw_arena *a, const struct bw_config *c, struct bw_str name)
{
	const struct bw_option *o = option(name);
	if (!o)
		return BW_STR("no such setting");
	if (o->type == BW_OPT_STR)
		return bw_config_str(c, o->name);
	if (o->type == BW_OPT_REAL)
		return bw_arena_printf(a, "%g", bw_config_real(c, o->name));
	return bw_arena_printf(a, "%lld", (long long)bw_config_int(c, o->name));
}

static void table(struct bw_arena *a, const char *folder, const char *dir)
{
	struct case_file f = case_open(a, folder, "config.tsv");
	struct case_row row;
	const char *path = bw_arena_printf(a, "%s/config", dir).ptr;
	while (case_next(a, &f, &row)) {
		struct bw_err err = {0};
		struct bw_config *c = NULL;
		scratch_put(a, dir, "config", row.cell[0]);
		int rc = bw_config_load(a, path, &c, &err);
		struct bw_str got = rc ? BW_STR("refused") : value_text(a, c, row.cell[1]);
		size_t skip = strlen(path) + 1;
		if (rc && strlen(err.msg) > skip && err.msg[skip - 1] == ':')
			got = bw_arena_printf(a, "refused at %d", atoi(err.msg + skip));
		char what[64];
		snprintf(what, sizeof(what), "line %d of config.tsv", row.line);
		if (!tap_str(got, row.cell[2], what))
			printf("# %s\n", err.msg);
	}
}

static void options(struct bw_arena *a)
{
	struct bw_config *c;
	struct bw_err err = {0};
	tap_int(bw_config_load(a, NULL, &c, &err), BW_OK, "no file is needed");
	tap_int(bw_config_load(a, "/nonexistent/config", &c, &err), BW_OK, "nor need a named file be there");
	for (const struct bw_option *o = bw_options; o->name; o++) {
		tap_ok(option(bw_str_from(o->name)) == o, "%s stands once in the table", o->name);
		tap_ok(o->help[0] && !strchr(o->help, '\n'), "%s is explained in one line", o->name);
		tap_ok(strchr(o->name, '.') != NULL, "%s has a section", o->name);
	}
	tap_int(bw_config_int(c, "net.timeout"), 30, "net.timeout is 30 seconds");
	tap_int(bw_config_int(c, "net.max_body"), 8 << 20, "net.max_body is 8 MB");
	tap_int(bw_config_int(c, "story.window"), 400 * 86400, "story.window is 400 days");
	tap_ok(bw_config_real(c, "story.join") == 0.5, "story.join is 0.5 to the last bit");
	tap_int(bw_config_set(c, BW_STR("brief.words"), BW_STR(" 300 "), &err), BW_OK, "one more setting");
	tap_int(bw_config_int(c, "brief.words"), 300, "counts");
	tap_int(bw_config_set(c, BW_STR("brief.words"), BW_STR("3"), &err), BW_EUSAGE, "out of range");
	tap_ok(strstr(err.msg, "brief.words") && strstr(err.msg, "200") && strstr(err.msg, "5000"),
	       "and says the range");
	tap_int(bw_config_int(c, "brief.words"), 300, "and changes nothing");
	tap_int(bw_config_set(c, BW_STR("brief.word"), BW_STR("300"), &err), BW_EUSAGE, "unknown");
	tap_int(bw_config_set(c, BW_STR(""), BW_STR(""), NULL), BW_EUSAGE, "no name at all");
}

struct rows {
	struct bw_arena *a;
	struct bw_buf text;
	int stop_at;
};

static int add_row(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
		   struct bw_err *err)
{
	struct rows *r = ctx;
	bw_buf_printf(&r->text, "%d[%" BW_PRISTR "]%" BW_PRISTR "=%" BW_PRISTR "\n", line, BW_ARG(section), BW_ARG(key),
		      BW_ARG(value));
	return line == r->stop_at ? bw_err_set(err, BW_EINPUT, "stopped") : BW_OK;
}

static int read_ini(struct rows *r, const char *dir, struct bw_str text, struct bw_err *err)
{
	bw_buf_reset(&r->text);
	scratch_put(r->a, dir, "ini", text);
	return bw_ini_read(r->a, bw_arena_printf(r->a, "%s/ini", dir).ptr, add_row, r, err);
}

/* A value of n words on one line comes out as it went in, whatever the length of the line. */
static void long_lines(struct rows *r, const char *dir)
{
	int bad = 0;
	for (size_t n = 1; n < 700; n++) {
		struct bw_buf text;
		bw_buf_init(&text, 1 << 16);
		bw_buf_cstr(&text, "[a b]\n# ");
		for (size_t i = 0; i < n; i++)
			bw_buf_char(&text, 'c');
		bw_buf_cstr(&text, "\nkey = ");
		size_t start = text.len;
		for (size_t i = 0; i < n; i++)
			bw_buf_char(&text, "ab #c; d  é=[]:"[(i * 7 + n) % 16]);
		for (size_t i = start; i < text.len; i++) /* no comment, no cut letter, no NUL */
			if (!text.ptr[i] || (text.ptr[i] == ';' && text.ptr[i - 1] == ' ') ||
			    (unsigned char)text.ptr[i] > 0x7F)
				text.ptr[i] = 'x';
		struct bw_str value = bw_str_trim(bw_str_from_pos(bw_buf_view(&text), start));
		struct bw_str want = bw_arena_printf(r->a, "3[a b]key=%" BW_PRISTR "\n5[a b]next=1\n", BW_ARG(value));
		bw_buf_cstr(&text, "\n\nnext = 1\n");
		bad += read_ini(r, dir, bw_buf_view(&text), NULL) || !bw_str_eq(bw_buf_view(&r->text), want);
		bw_buf_release(&text);
	}
	tap_int(bad, 0, "lines of any length are read whole");
}

static void ini(struct bw_arena *a, const char *dir)
{
	struct rows r = {.a = a};
	struct bw_err err = {0};
	bw_buf_init(&r.text, 1 << 20);
	read_ini(&r, dir, BW_STR("[one]\na = 1\n[two & three]\na = 2\na = 3\nb = x\n  y\n"), &err);
	tap_str(bw_buf_view(&r.text), BW_STR("2[one]a=1\n4[two & three]a=2\n5[two & three]a=3\n6[two & three]b=x y\n"),
		"rows");
	r.stop_at = 2;
	tap_int(read_ini(&r, dir, BW_STR("[s]\na = 1\nb = 2\n"), &err), BW_EINPUT, "a row can stop the reading");
	tap_str(bw_buf_view(&r.text), BW_STR("2[s]a=1\n"), "and nothing comes after it");
	r.stop_at = 0;
	long_lines(&r, dir);
	tap_int(bw_ini_read(a, "/nonexistent/ini", add_row, &r, &err), BW_ENOTFOUND, "no file");
	char *blanks = bw_arena_alloc(a, 2000);
	memset(blanks, ' ', 2000);
	memcpy(blanks, "k = a", 5);
	blanks[1999] = 'b';
	tap_int(read_ini(&r, dir, (struct bw_str){blanks, 2000}, &err), BW_EINPUT,
		"a desert of blanks is refused, not cut");
	bw_buf_release(&r.text);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	const char *dir = scratch_make(&a);
	table(&a, argc > 1 ? argv[1] : ".", dir);
	options(&a);
	ini(&a, dir);
	scratch_remove(dir);
	bw_arena_release(&a);
	return tap_done();
}
