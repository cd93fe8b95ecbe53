#include "render/wrap.h"

#include <stdio.h>

#include "core/utf8.h"
#include "render/safe.h"

static const char *const codes[BW_N_STYLE] = {
	[BW_PLAIN] = "",          [BW_STRONG] = "\033[1m",   [BW_DIM] = "\033[2m",      [BW_SOURCE] = "\033[36m",
	[BW_STATUS] = "\033[33m", [BW_ANCHOR] = "\033[1;4m", [BW_TITLE] = "\033[1;34m",
};

static int width_of(const char *s)
{
	struct bw_str str = bw_str_from(s);
	int n = 0;

	for (size_t pos = 0; pos < str.len;)
		n += bw_safe_width(bw_utf8_next(str, &pos));
	return n;
}

static void put_style(struct bw_wrap *w, enum bw_wrap_style style)
{
	if (!w->colour || w->line_style == style)
		return;
	if (w->line_style != BW_PLAIN)
		bw_buf_cstr(w->out, "\033[0m");
	bw_buf_cstr(w->out, codes[style]);
	w->line_style = style;
}

static void start_line(struct bw_wrap *w, const char *prefix)
{
	put_style(w, w->colour && prefix[0] ? BW_DIM : BW_PLAIN);
	bw_buf_cstr(w->out, prefix);
	w->column = width_of(prefix);
	w->begun = false;
	w->space = false;
}

static void break_line(struct bw_wrap *w)
{
	put_style(w, BW_PLAIN);
	bw_buf_char(w->out, '\n');
	start_line(w, w->prefix);
}

static void flush_word(struct bw_wrap *w)
{
	if (!w->word_bytes)
		return;
	if (w->begun && w->column + w->space + w->word_width > w->columns)
		break_line(w);
	if (w->space && w->begun) {
		/* The space takes the style of what stands before it, so that underlines end with their words. */
		if (w->line_style != w->style)
			put_style(w, BW_PLAIN);
		bw_buf_char(w->out, ' ');
		w->column++;
	}
	put_style(w, w->style);
	bw_buf_put(w->out, w->word, w->word_bytes);
	w->column += w->word_width;
	w->word_bytes = 0;
	w->word_width = 0;
	w->space = false;
	w->begun = true;
}

static size_t encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)((0xF00 >> n & 0xFF) | cp);
	return n;
}

/* A word that no line can hold is cut, and so is one longer than the buffer; wide characters break anywhere. */
static void put_code(struct bw_wrap *w, uint32_t cp)
{
	int width = bw_safe_width(cp), room = w->columns - width_of(w->prefix);
	char bytes[4];
	size_t n = encode(cp, bytes);

	if (width == 2 || w->word_width + width > room || w->word_bytes + n > sizeof w->word)
		flush_word(w);
	memcpy(w->word + w->word_bytes, bytes, n);
	w->word_bytes += n;
	w->word_width += width;
	if (width == 2)
		flush_word(w);
}

void bw_wrap_open(struct bw_wrap *w, struct bw_buf *out, int columns, bool colour)
{
	*w = (struct bw_wrap){.out = out, .columns = columns < 20 ? 20 : columns, .colour = colour};
}

void bw_wrap_begin(struct bw_wrap *w, const char *first, const char *rest)
{
	snprintf(w->prefix, sizeof w->prefix, "%s", rest);
	w->style = BW_PLAIN;
	start_line(w, first);
}

void bw_wrap_style(struct bw_wrap *w, enum bw_wrap_style style)
{
	if (style == w->style)
		return;
	flush_word(w);
	w->style = style;
}

void bw_wrap_text(struct bw_wrap *w, struct bw_str text)
{
	for (size_t pos = 0; pos < text.len;) {
		uint32_t cp = bw_safe_next(text, &pos);
		if (cp == ' ')
			bw_wrap_space(w);
		else
			put_code(w, cp);
	}
}

void bw_wrap_space(struct bw_wrap *w)
{
	flush_word(w);
	w->space = true;
}

void bw_wrap_end(struct bw_wrap *w)
{
	flush_word(w);
	put_style(w, BW_PLAIN);
	bw_buf_char(w->out, '\n');
	w->begun = false;
	w->column = 0;
}
