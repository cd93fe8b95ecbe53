#include "extract/shape.h"
#include "extract/text.h"

enum { TITLE_LINE_MAX = 200, CODE_INDENT = 4, FRONT_LINES = 60 };

struct writer {
	struct bw_arena *arena;
	struct bw_buf text, shape;
	struct bw_buf open; /* lines of the paragraph at hand */
	char letter;
	bool markdown;
	struct bw_str title; /* the first heading of level 1, when nothing stands before it */
	bool begun;
};

/* One line of the text, its indent taken off. */
struct line {
	struct bw_str text;
	size_t indent;
};

static void close_paragraph(struct writer *w)
{
	struct bw_str s = bw_buf_view(&w->open);
	s = w->letter == BW_SHAPE_CODE ? bw_text_fold_space(w->arena, s) : bw_shape_inline(w->arena, s);
	if (s.len) {
		if (w->text.len)
			bw_buf_cstr(&w->text, "\n\n");
		bw_buf_str(&w->text, s);
		bw_buf_char(&w->shape, w->letter ? w->letter : BW_SHAPE_PARAGRAPH);
		w->begun = true;
	}
	bw_buf_reset(&w->open);
	w->letter = 0;
}

static void add_line(struct writer *w, struct bw_str text, char letter)
{
	if (!w->letter)
		w->letter = letter;
	bw_buf_str(&w->open, text);
	bw_buf_char(&w->open, '\n');
}

static void put_alone(struct writer *w, struct bw_str text, char letter)
{
	close_paragraph(w);
	add_line(w, text, letter);
	close_paragraph(w);
}

static void put_heading(struct writer *w, struct bw_str text, int level)
{
	close_paragraph(w);
	struct bw_str plain = bw_shape_inline(w->arena, text);
	if (!w->begun && !w->title.len && plain.len && plain.len <= TITLE_LINE_MAX)
		w->title = plain;
	else
		put_alone(w, text, (char)(BW_SHAPE_HEADING + level - 1));
}

/* "## Words ##": the level, 0 for no heading. */
static int heading_level(struct line l, struct bw_str *words)
{
	size_t n = 0;
	while (n < l.text.len && n < 6 && l.text.ptr[n] == '#')
		n++;
	if (!n || l.indent >= CODE_INDENT || n >= l.text.len || l.text.ptr[n] != ' ')
		return 0;
	struct bw_str s = bw_str_trim(bw_str_from_pos(l.text, n));
	size_t end = s.len;
	while (end && s.ptr[end - 1] == '#')
		end--;
	if (end && end < s.len && s.ptr[end - 1] == ' ')
		s = bw_str_trim(bw_str_sub(s, 0, end));
	*words = s;
	return s.len ? (int)n : 0;
}

/* A line of nothing but one mark, three times or more, spaces between. */
static bool is_rule(struct bw_str s, const char *marks, size_t least)
{
	size_t n = 0;
	char mark = s.len ? s.ptr[0] : ' ';
	if (!strchr(marks, mark))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != mark && s.ptr[i] != ' ')
			return false;
		n += s.ptr[i] == mark;
	}
	return n >= least;
}

/* Where the words of a list item begin, 0 for none. Within a paragraph only a "1." starts a list: a line may begin with
 * a year. */
static size_t item_start(struct line l, bool within)
{
	struct bw_str s = l.text;
	size_t n = 0;
	while (n < s.len && n < 9 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
		n++;
	bool ordered = n && n < s.len && (s.ptr[n] == '.' || s.ptr[n] == ')');
	if (ordered && within && !(n == 1 && s.ptr[0] == '1'))
		return 0;
	bool bullet = !n && s.len > 1 && (s.ptr[0] == '-' || s.ptr[0] == '*' || s.ptr[0] == '+');
	n += ordered || bullet;
	return (ordered || bullet) && n < s.len && s.ptr[n] == ' ' ? n + 1 : 0;
}

/* "|---|:--:|": what stands below the head of a table. */
static bool is_table_rule(struct bw_str s)
{
	size_t dashes = 0, bars = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!strchr("|-: ", s.ptr[i]))
			return false;
		dashes += s.ptr[i] == '-';
		bars += s.ptr[i] == '|';
	}
	return dashes && bars;
}

static void put_row(struct writer *w, struct bw_str row)
{
	struct bw_buf b;
	struct bw_str cell;
	uint32_t empty = 0;
	bool first = true;
	bw_buf_init(&b, row.len * 3 + 16);
	row = bw_str_starts(row, BW_STR("|")) ? bw_str_from_pos(row, 1) : row;
	row = bw_str_ends(row, BW_STR("|")) ? bw_str_sub(row, 0, row.len - 1) : row;
	while (bw_str_split(&row, '|', &cell)) {
		cell = bw_str_trim(cell);
		if (cell.len) {
			bw_shape_part_cells(&b, first, empty);
			bw_buf_str(&b, cell);
		}
		first = first && !cell.len;
		empty = cell.len ? 0 : empty + 1;
	}
	put_alone(w, bw_buf_view(&b), BW_SHAPE_ROW);
	bw_buf_release(&b);
}

static bool next_line(struct bw_str *rest, struct line *l)
{
	struct bw_str raw;
	if (!bw_str_split(rest, '\n', &raw))
		return false;
	*l = (struct line){0};
	size_t i = 0;
	for (; i < raw.len && (raw.ptr[i] == ' ' || raw.ptr[i] == '\t'); i++)
		l->indent += raw.ptr[i] == '\t' ? CODE_INDENT : 1;
	l->text = bw_str_trim(bw_str_from_pos(raw, i));
	return true;
}

/* Lines up to the closing fence, or to the end. */
static void take_fence(struct writer *w, struct bw_str *rest, struct bw_str fence)
{
	struct line l;
	close_paragraph(w);
	while (next_line(rest, &l) && !bw_str_starts(l.text, fence))
		add_line(w, l.text, BW_SHAPE_CODE);
	close_paragraph(w);
}

static void take_table(struct writer *w, struct bw_str *rest)
{
	struct line l;
	struct bw_str head = bw_arena_str(w->arena, bw_str_trim(bw_buf_view(&w->open))), after = *rest;
	bw_buf_reset(&w->open);
	w->letter = 0;
	put_row(w, head);
	while (next_line(&after, &l) && bw_str_find_char(l.text, '|', 0) != BW_NPOS) {
		put_row(w, l.text);
		*rest = after;
	}
}

static bool one_line_open(const struct writer *w)
{
	struct bw_str s = bw_buf_view(&w->open);
	return w->letter == BW_SHAPE_PARAGRAPH && bw_str_find_char(s, '\n', 0) == s.len - 1;
}

/* "[1]: https://..." says where a link leads. */
static bool is_reference(struct bw_str s)
{
	size_t close = bw_str_starts(s, BW_STR("[")) ? bw_str_find(s, BW_STR("]: "), 0) : BW_NPOS;
	return close != BW_NPOS && bw_str_find_char(bw_str_trim(bw_str_from_pos(s, close + 3)), ' ', 0) == BW_NPOS;
}

/* A line that stands below a paragraph and turns it into something else. */
static bool turns(struct writer *w, struct line l, struct bw_str *rest)
{
	if (!one_line_open(w))
		return false;
	bool bar = bw_str_find_char(bw_buf_view(&w->open), '|', 0) != BW_NPOS;
	if (bar && is_table_rule(l.text)) {
		take_table(w, rest);
		return true;
	}
	if (!is_rule(l.text, "=-", 3) || bw_str_find_char(l.text, ' ', 0) != BW_NPOS)
		return false;
	struct bw_str words = bw_arena_str(w->arena, bw_str_trim(bw_buf_view(&w->open)));
	bw_buf_reset(&w->open);
	w->letter = 0;
	put_heading(w, words, l.text.ptr[0] == '=' ? 1 : 2);
	return true;
}

/* What a line begins besides a paragraph; false when nothing. */
static bool begins(struct writer *w, struct line l, struct bw_str *rest)
{
	struct bw_str words;
	int level = heading_level(l, &words);
	bool within = w->letter == BW_SHAPE_PARAGRAPH;
	size_t item = item_start(l, within);
	if (level) {
		put_heading(w, words, level);
	} else if (bw_str_starts(l.text, BW_STR("```")) || bw_str_starts(l.text, BW_STR("~~~"))) {
		take_fence(w, rest, bw_str_sub(l.text, 0, 3));
	} else if (is_rule(l.text, "*-_", 3) || is_reference(l.text)) {
		close_paragraph(w);
	} else if (item) {
		close_paragraph(w);
		add_line(w, bw_str_from_pos(l.text, item), BW_SHAPE_ITEM);
	} else if (w->markdown && l.indent >= CODE_INDENT && (!w->letter || w->letter == BW_SHAPE_CODE)) {
		add_line(w, l.text, BW_SHAPE_CODE);
	} else {
		return false;
	}
	return true;
}

static void take_line(struct writer *w, struct line l, struct bw_str *rest)
{
	if (!l.text.len) {
		close_paragraph(w);
		return;
	}
	if (turns(w, l, rest) || begins(w, l, rest))
		return;
	if (l.text.ptr[0] == '>') {
		if (w->letter != BW_SHAPE_QUOTE)
			close_paragraph(w);
		while (l.text.len && (l.text.ptr[0] == '>' || l.text.ptr[0] == ' '))
			l.text = bw_str_from_pos(l.text, 1);
		if (l.text.len)
			add_line(w, l.text, BW_SHAPE_QUOTE);
		else
			close_paragraph(w);
		return;
	}
	add_line(w, l.text, BW_SHAPE_PARAGRAPH);
}

static struct bw_str unquote(struct bw_str s)
{
	s = bw_str_trim(s);
	bool quoted = s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0];
	return quoted ? bw_str_sub(s, 1, s.len - 2) : s;
}

/* "[A, B]" as "A, B". */
static struct bw_str names_of(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf b;
	struct bw_str part;
	if (!bw_str_starts(s, BW_STR("[")) || !bw_str_ends(s, BW_STR("]")))
		return unquote(s);
	s = bw_str_sub(s, 1, s.len - 2);
	bw_buf_init(&b, s.len * 2 + 16);
	while (bw_str_split(&s, ',', &part)) {
		if (b.len)
			bw_buf_cstr(&b, ", ");
		bw_buf_str(&b, unquote(part));
	}
	s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static const struct front_row {
	const char *key;
	enum { TITLE, AUTHOR, DATE, LANGUAGE } field;
} front_rows[] = {
	{"title", TITLE},  {"author", AUTHOR},  {"authors", AUTHOR},    {"by", AUTHOR},     {"date", DATE},
	{"pubdate", DATE}, {"published", DATE}, {"language", LANGUAGE}, {"lang", LANGUAGE},
};

static void take_front_line(struct bw_arena *a, struct bw_str line, struct bw_article *out)
{
	size_t colon = bw_str_find_char(line, ':', 0);
	struct bw_str key = bw_str_trim(bw_str_sub(line, 0, colon == BW_NPOS ? 0 : colon));
	struct bw_str value = bw_str_trim(bw_str_from_pos(line, colon == BW_NPOS ? line.len : colon + 1));
	for (size_t i = 0; i < sizeof front_rows / sizeof *front_rows && value.len; i++) {
		if (!bw_str_eq_ascii_nocase(key, bw_str_from(front_rows[i].key)))
			continue;
		if (front_rows[i].field == TITLE)
			out->title = bw_text_fold_space(a, unquote(value));
		else if (front_rows[i].field == AUTHOR)
			out->author = bw_text_fold_space(a, names_of(a, value));
		else if (front_rows[i].field == LANGUAGE)
			out->language = bw_str_sub(unquote(value), 0, 2);
		else if (!bw_time_parse(unquote(value), &out->published))
			out->published = BW_TIME_NONE;
	}
}

/* Front matter: "key: value" lines between two lines of three dashes at the very beginning. */
static struct bw_str take_front(struct bw_arena *a, struct bw_str text, struct bw_article *out)
{
	struct bw_str rest = text, line;
	struct line l;
	if (!next_line(&rest, &l) || !bw_str_eq(l.text, BW_STR("---")))
		return text;
	struct bw_str from = rest;
	bool keyed = false;
	for (int i = 0; i < FRONT_LINES && bw_str_split(&rest, '\n', &line); i++) {
		if (bw_str_eq(bw_str_trim(line), BW_STR("---")) || bw_str_eq(bw_str_trim(line), BW_STR("...")))
			break;
		keyed |= bw_str_find(line, BW_STR(": "), 0) != BW_NPOS;
		line = BW_STR_NONE;
	}
	if (!keyed || !line.len)
		return text;
	while (bw_str_split(&from, '\n', &line) && from.len >= rest.len)
		take_front_line(a, line, out);
	return rest;
}

/* A short first line with an empty one below is a title. */
static bool title_line(struct bw_str *text, struct bw_str *title)
{
	struct bw_str rest = *text, next;
	struct line l = {0};
	while (!l.text.len && next_line(&rest, &l))
		;
	struct bw_str after = rest;
	bool alone = !bw_str_split(&after, '\n', &next) || !bw_str_trim(next).len;
	struct bw_str words;
	if (!alone || !rest.len || !l.text.len || l.text.len > TITLE_LINE_MAX || heading_level(l, &words))
		return false;
	if (item_start(l, false) || is_rule(l.text, "*-_=", 3) || strchr(">`|", l.text.ptr[0]))
		return false;
	*title = l.text;
	*text = rest;
	return true;
}

void bw_shape_text(struct bw_arena *a, struct bw_str text, bool markdown, struct bw_article *out)
{
	struct writer w = {.arena = a, .markdown = markdown};
	struct line l;
	struct bw_str title = BW_STR_NONE;
	text = take_front(a, bw_utf8_clean(a, text), out);
	bw_buf_init(&w.text, text.len * 3 + 64);
	bw_buf_init(&w.shape, text.len + 64);
	bw_buf_init(&w.open, text.len * 2 + 64);
	w.begun = out->title.len > 0;
	if (!w.begun && title_line(&text, &title))
		w.begun = true;
	while (next_line(&text, &l))
		take_line(&w, l, &text);
	close_paragraph(&w);
	if (!out->title.len)
		out->title = title.len ? bw_shape_inline(a, title) : w.title;
	out->text = bw_buf_copy(&w.text, a);
	out->shape = bw_buf_copy(&w.shape, a);
	bw_buf_release(&w.text);
	bw_buf_release(&w.shape);
	bw_buf_release(&w.open);
}
