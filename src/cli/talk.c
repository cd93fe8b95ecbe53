#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "cli/cli.h"
#include "core/utf8.h"
#include "render/render.h"

enum { PAGE_BYTES_MAX = 64 << 20 };

int bw_cli_clock(const struct bw_cli *c, struct bw_clock *out, struct bw_err *err)
{
	const char *as_of = bw_cli_get(c, "as-of");
	bool has_time;
	*out = (struct bw_clock){.now = (bw_time)time(NULL), .replay = as_of != NULL};
	if (!as_of)
		return 0;
	if (!bw_time_parse_precise(bw_str_from(as_of), &out->now, &has_time))
		return bw_err_set(err, BW_EUSAGE, "'%s' is no date; write it as 2026-03-05 or 2026-03-05T18:00:00Z",
				  as_of);
	if (!has_time)
		out->now += BW_DAY - 1;
	return 0;
}

int bw_cli_open(struct bw_cli *c, struct bw_engine *e, enum bw_engine_mode mode, struct bw_err *err)
{
	return bw_engine_open(e, bw_cli_get(c, "home"), mode, err);
}

int bw_cli_check_desk(const struct bw_cli *c, const struct bw_engine *e, struct bw_err *err)
{
	const char *desk = bw_cli_get(c, "desk");
	for (size_t i = 0; desk && i < e->desks.n; i++)
		if (bw_str_eq(e->desks.rows[i].id, bw_str_from(desk)))
			return 0;
	return desk ? bw_err_set(err, BW_EUSAGE, "there is no desk '%s'; they are listed in %s", desk, e->home.desks)
		    : 0;
}

int bw_cli_out(struct bw_str bytes, struct bw_err *err)
{
	if (!bytes.len || fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len)
		return 0;
	return bw_err_set(err, BW_EIO, "standard output cannot be written");
}

void bw_cli_printf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
}

void bw_cli_clear_progress(struct bw_cli *c)
{
	if (c->progress_shown)
		fprintf(stderr, "\r%*s\r", (int)c->progress_shown, "");
	c->progress_shown = 0;
}

void bw_cli_say(struct bw_cli *c, const char *fmt, ...)
{
	va_list args;
	if (bw_cli_has(c, "quiet"))
		return;
	bw_cli_clear_progress(c);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
}

int bw_cli_show_page(struct bw_cli *c, const struct bw_page *page, struct bw_err *err)
{
	const char *format = bw_cli_get(c, "format");
	const struct bw_renderer *r = format ? bw_renderer_find(bw_str_from(format)) : &bw_render_terminal;
	struct bw_render_options options = {
		.colour = c->out_colour, .columns = c->columns, .site_title = BW_STR("Bellwether")};
	struct bw_buf b;
	if (bw_cli_has(c, "json"))
		r = &bw_render_json;
	if (!r)
		return bw_err_set(err, BW_EUSAGE,
				  "there is no format '%s'; there are terminal, html, markdown and json", format);
	bw_buf_init(&b, PAGE_BYTES_MAX);
	r->render(page, &options, &b);
	int code = bw_cli_out(bw_buf_view(&b), err);
	bw_buf_release(&b);
	return code;
}

struct bw_str bw_cli_plain(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	struct bw_str clean = bw_utf8_clean(a, s);
	if (clean.len > s.len) /* repair may lengthen: then its own copy is ours to change */
		out = bw_arena_alloc(a, clean.len + 1);
	for (size_t i = 0; i < clean.len; i++)
		out[i] = (unsigned char)clean.ptr[i] < 0x20 || clean.ptr[i] == 0x7f ? '?' : clean.ptr[i];
	return (struct bw_str){out, clean.len};
}
