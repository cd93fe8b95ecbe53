#include "run/markdown.h"

#include "core/buf.h"
#include "core/url.h"
#include "core/vec.h"
#include "run/markdown_part.h"
#include "source/header.h"

enum { FRONT_MAX_BYTES = 1 << 16, HEADING_MAX = 6, TITLE_MAX_BYTES = 300 };

struct markdown {
	struct bw_arena *a;
	struct bw_buf text, shape, line; /* line: the paragraph that is gathered, marks still on */
	enum bw_shape kind;
	bool open, fenced;
	struct bw_str fence;
	struct bw_str title; /* from the fields, else the first heading, when nothing stands before it */
};

bool bw_markdown_is_named(struct bw_str url)
{
	return bw_str_ends(url, BW_STR(".md")) || bw_str_ends(url, BW_STR(".markdown"));
}

/* The fields between two lines "---" (or "+++", as TOML); their length with both lines, 0 when there are none. */
static size_t front_length(struct bw_str text, struct bw_str *fields)
{
	struct bw_str rest = bw_str_sub(text, 0, FRONT_MAX_BYTES), line = BW_STR_NONE, mark;
	size_t all = rest.len;
	bw_header_line(&rest, &mark);
	if (!text.len || (!bw_str_eq(mark, BW_STR("---")) && !bw_str_eq(mark, BW_STR("+++"))))
		return 0;
	struct bw_str inside = rest;
	bool first = true;
	while (bw_header_line(&rest, &line)) {
		if (bw_str_eq(line, mark)) {
			*fields = bw_str_sub(inside, 0, (size_t)(line.ptr - inside.ptr));
			return all - rest.len;
		}
		bool field = bw_str_find_char(line, ':', 0) != BW_NPOS || bw_str_find_char(line, '=', 0) != BW_NPOS ||
			     bw_str_starts(line, BW_STR("#"));
		if (first && !field)
			return 0;
		first = false;
	}
	return 0;
}

bool bw_markdown_is(struct bw_str text, struct bw_str url)
{
	struct bw_str fields;
	return bw_markdown_is_named(url) || front_length(text, &fields) > 0;
}

/* Without quotes; of a list on one line ("[a, b]") what stands in it. */
static struct bw_str bare_value(struct bw_str s)
{
	s = bw_str_trim(s);
	if (s.len > 1 && s.ptr[0] == '[' && s.ptr[s.len - 1] == ']')
		s = bw_str_trim(bw_str_sub(s, 1, s.len - 2));
	bool quoted = s.len > 1 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0];
	return quoted && bw_str_find_char(s, s.ptr[0], 1) == s.len - 1 ? bw_str_sub(s, 1, s.len - 2) : s;
}

static void take_field(struct bw_arena *a, struct bw_str key, struct bw_str value, struct bw_article *out)
{
	const struct {
		const char *name;
		struct bw_str *text;
		bw_time *time;
	} fields[] = {
		{"title", &out->title, NULL},       {"author", &out->author, NULL},
		{"authors", &out->author, NULL},    {"lang", &out->language, NULL},
		{"language", &out->language, NULL}, {"publisher", &out->publisher, NULL},
		{"date", NULL, &out->published},    {"published", NULL, &out->published},
		{"lastmod", NULL, &out->modified},  {"updated", NULL, &out->modified},
		{"modified", NULL, &out->modified}, {"url", &out->url, NULL},
		{"canonical", &out->url, NULL},     {"canonical_url", &out->url, NULL},
		{"link", &out->url, NULL},          {"section", &out->section, NULL},
		{"source", &out->url, NULL},
	};
	struct bw_url parsed;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (!value.len || !bw_str_eq_ascii_nocase(key, bw_str_from(fields[i].name)))
			continue;
		bool is_url = fields[i].text == &out->url;
		if (fields[i].time)
			bw_time_parse(value, fields[i].time);
		else if (!is_url ||
			 (!bw_url_parse(a, value, &parsed, NULL) && bw_str_starts(parsed.scheme, BW_STR("http"))))
			*fields[i].text = bw_arena_str(a, value);
	}
}

static void take_front(struct bw_arena *a, struct bw_str fields, struct bw_article *out)
{
	struct bw_str line;
	while (bw_header_line(&fields, &line)) {
		size_t at = 0;
		while (at < line.len && line.ptr[at] != ':' && line.ptr[at] != '=')
			at++;
		if (at < line.len && line.ptr[0] != ' ')
			take_field(a, bw_str_trim(bw_str_sub(line, 0, at)), bare_value(bw_str_from_pos(line, at + 1)),
				   out);
	}
}

static void close_block(struct markdown *m)
{
	struct bw_str raw = bw_buf_view(&m->line);
	struct bw_str text = m->kind == BW_SHAPE_CODE ? bw_markdown_fold(m->a, raw) : bw_markdown_inline(m->a, raw);
	bool heading = m->kind >= '1' && m->kind <= '6';
	bool first = heading && !m->text.len && (!m->title.len || bw_str_eq(m->title, text));
	if (m->open && first && text.len) {
		m->title = text;
	} else if (m->open && text.len) {
		if (m->text.len)
			bw_buf_cstr(&m->text, "\n\n");
		bw_buf_str(&m->text, text);
		bw_buf_char(&m->shape, (char)m->kind);
	}
	bw_buf_reset(&m->line);
	m->open = false;
}

static void put_line(struct markdown *m, enum bw_shape kind, struct bw_str text)
{
	if (m->open && m->kind != kind)
		close_block(m);
	if (m->open)
		bw_buf_char(&m->line, ' ');
	bw_buf_str(&m->line, text);
	m->kind = kind;
	m->open = true;
}

static void put_alone(struct markdown *m, enum bw_shape kind, struct bw_str text)
{
	close_block(m);
	put_line(m, kind, text);
	close_block(m);
}

/* "---", "***", "_ _ _": 3 or more of one mark. */
static bool is_rule(struct bw_str line)
{
	size_t n = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == ' ' || line.ptr[i] == '\t')
			continue;
		if (line.ptr[i] != line.ptr[0] || !strchr("-*_=", line.ptr[0]))
			return false;
		n++;
	}
	return n >= 3;
}

static size_t heading_level(struct bw_str line)
{
	size_t n = 0;
	while (n < line.len && line.ptr[n] == '#')
		n++;
	return n <= HEADING_MAX && (n == line.len || line.ptr[n] == ' ') ? n : 0;
}

/* Length of "- ", "* ", "12. "; 0 when the line begins no item. */
static size_t item_mark(struct bw_str line)
{
	size_t n = 0;
	if (line.len > 1 && strchr("-*+", line.ptr[0]) && line.ptr[1] == ' ')
		return 2;
	while (n < line.len && n < 9 && line.ptr[n] >= '0' && line.ptr[n] <= '9')
		n++;
	return n && n + 1 < line.len && (line.ptr[n] == '.' || line.ptr[n] == ')') && line.ptr[n + 1] == ' ' ? n + 2
													     : 0;
}

/* "| a | b |" as "a | b"; the line of dashes below the heads is nothing. */
static struct bw_str table_row(struct bw_arena *a, struct bw_str line)
{
	struct bw_buf b;
	struct bw_str cell;
	bw_buf_init(&b, line.len * 3 + 16);
	line = bw_str_sub(line, 1, line.len - 1 - (line.ptr[line.len - 1] == '|'));
	bool dashes = true;
	for (size_t i = 0; i < line.len; i++)
		dashes = dashes && strchr("-:| ", line.ptr[i]);
	while (!dashes && bw_str_split(&line, '|', &cell)) {
		if (b.len)
			bw_buf_cstr(&b, " | ");
		bw_buf_str(&b, bw_str_trim(cell));
	}
	struct bw_str row = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return row;
}

static void in_fence(struct markdown *m, struct bw_str line)
{
	if (bw_str_starts(line, m->fence)) {
		m->fenced = false;
		close_block(m);
	} else {
		put_line(m, BW_SHAPE_CODE, line);
	}
}

/* A line under a paragraph makes it a heading ("===" or "---"). */
static bool underlines(struct markdown *m, struct bw_str line)
{
	bool marks = is_rule(line) && (line.ptr[0] == '=' || line.ptr[0] == '-');
	if (!marks || !m->open || m->kind != BW_SHAPE_PARAGRAPH || m->line.len > TITLE_MAX_BYTES)
		return false;
	m->kind = line.ptr[0] == '=' ? BW_SHAPE_HEADING : BW_SHAPE_HEADING + 1;
	close_block(m);
	return true;
}

static void take_line(struct markdown *m, struct bw_str raw)
{
	struct bw_str line = bw_str_trim(raw);
	if (m->fenced) {
		in_fence(m, line);
		return;
	}
	if (bw_str_starts(line, BW_STR("```")) || bw_str_starts(line, BW_STR("~~~"))) {
		close_block(m);
		m->fenced = true;
		m->fence = bw_str_sub(line, 0, 3);
		return;
	}
	size_t level = heading_level(line), mark = item_mark(line);
	if (!line.len) {
		close_block(m);
	} else if (underlines(m, line)) {
		return;
	} else if (is_rule(line)) {
		close_block(m);
	} else if (level) {
		while (line.len && line.ptr[line.len - 1] == '#')
			line.len--;
		put_alone(m, (enum bw_shape)(BW_SHAPE_HEADING + level - 1), bw_str_trim(bw_str_from_pos(line, level)));
	} else if (mark) {
		close_block(m);
		put_line(m, BW_SHAPE_ITEM, bw_str_from_pos(line, mark));
	} else if (line.ptr[0] == '>') {
		put_line(m, BW_SHAPE_QUOTE, bw_str_trim(bw_str_from_pos(line, 1)));
	} else if (line.ptr[0] == '|' && line.len > 2) {
		put_alone(m, BW_SHAPE_ROW, table_row(m->a, line));
	} else {
		bool goes_on = m->open && (m->kind == BW_SHAPE_ITEM || m->kind == BW_SHAPE_QUOTE);
		put_line(m, goes_on ? m->kind : BW_SHAPE_PARAGRAPH, line);
	}
}

int bw_markdown_article(struct bw_arena *a, struct bw_str text, struct bw_str url, struct bw_article *out,
			struct bw_err *err)
{
	struct markdown m = {.a = a};
	struct bw_str fields, line;
	*out = (struct bw_article){.url = url, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	size_t front = front_length(text, &fields);
	if (front)
		take_front(a, fields, out);
	m.title = out->title;
	text = bw_str_from_pos(text, front);
	bw_buf_init(&m.text, text.len * 3 + 64);
	bw_buf_init(&m.shape, text.len + 64);
	bw_buf_init(&m.line, text.len * 3 + 64);
	while (bw_header_line(&text, &line))
		take_line(&m, line);
	close_block(&m);
	out->title = m.title;
	out->text = bw_buf_copy(&m.text, a);
	out->shape = bw_buf_copy(&m.shape, a);
	bool failed = m.text.failed || m.shape.failed;
	bw_buf_release(&m.text);
	bw_buf_release(&m.shape);
	bw_buf_release(&m.line);
	return failed ? bw_err_set(err, BW_ELIMIT, "its text is too long") : 0;
}
