#include "render/table.h"

#include "render/safe.h"

enum { COLUMNS_MAX = 8, GAP = 2, LABEL_MIN = 16 };

static int width_of(struct bw_str s)
{
	int n = 0;

	for (size_t pos = 0; pos < s.len && n < 10000;)
		n += bw_safe_width(bw_safe_next(s, &pos));
	return n;
}

struct shape {
	int width[COLUMNS_MAX];
	size_t n;
	bool roomy;
};

static struct shape shape_of(const struct bw_wrap *w, const struct bw_block *table, int indent)
{
	struct shape s = {.n = 0};
	int others = 0, left;

	for (size_t r = 0; r < table->children.len; r++) {
		const struct bw_block *row = table->children.ptr[r];
		for (size_t i = 0; i < row->inlines.len && i < COLUMNS_MAX; i++) {
			int width = width_of(row->inlines.ptr[i].text);
			s.width[i] = width > s.width[i] ? width : s.width[i];
			s.n = i + 1 > s.n ? i + 1 : s.n;
		}
		s.roomy = row->inlines.len > COLUMNS_MAX ? false : s.roomy || !r;
	}
	for (size_t i = 1; i < s.n; i++)
		others += s.width[i] + GAP;
	left = w->columns - indent - others;
	s.roomy = s.roomy && left >= LABEL_MIN;
	if (s.n && s.width[0] > left)
		s.width[0] = left;
	return s;
}

static void pad_to(struct bw_wrap *w, int column)
{
	for (; w->column < column; w->column++)
		bw_buf_char(w->out, ' ');
}

/* The label wraps by itself; what follows stands on its last line. */
static void put_columns(struct bw_wrap *w, const struct bw_block *row, const struct shape *s, int indent,
			enum bw_wrap_style style)
{
	int columns = w->columns, at = indent + s->width[0];

	w->columns = at;
	bw_wrap_style(w, style);
	bw_wrap_text(w, row->inlines.ptr[0].text);
	bw_wrap_style(w, style == BW_PLAIN ? BW_DIM : BW_PLAIN); /* puts the last word out */
	bw_wrap_style(w, style);
	w->columns = columns;
	for (size_t i = 1; i < row->inlines.len; i++) {
		at += GAP + s->width[i];
		pad_to(w, at - width_of(row->inlines.ptr[i].text));
		bw_wrap_text(w, row->inlines.ptr[i].text);
		bw_wrap_style(w, style == BW_PLAIN ? BW_DIM : BW_PLAIN);
		bw_wrap_style(w, style);
	}
}

static void put_row(struct bw_wrap *w, const struct bw_block *row, const struct shape *s, const char *indent,
		    enum bw_wrap_style style)
{
	bw_wrap_begin(w, indent, indent);
	if (s->roomy && row->inlines.len) {
		put_columns(w, row, s, (int)strlen(indent), style);
	} else {
		bw_wrap_style(w, style);
		for (size_t i = 0; i < row->inlines.len; i++) {
			bw_wrap_text(w, row->inlines.ptr[i].text);
			bw_wrap_space(w);
		}
	}
	bw_wrap_end(w);
}

void bw_terminal_table(struct bw_wrap *w, const struct bw_block *table, const char *indent)
{
	struct shape s = shape_of(w, table, (int)strlen(indent));

	for (size_t i = 0; i < table->children.len; i++)
		put_row(w, table->children.ptr[i], &s, indent, i ? BW_PLAIN : BW_DIM);
}
