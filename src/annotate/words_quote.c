#include "annotate/words_part.h"
#include "core/utf8.h"

/* Marks and what they can be. A mark that both opens and closes is decided by its neighbours. */
enum { OPENS = 1, CLOSES = 2 };
struct mark {
	uint32_t cp;
	uint8_t can;
	char family;
};

/* Families pair up: d double, s single, g guillemets. The low German mark opens, the high one that follows closes it.
 */
static const struct mark marks[] = {
	{'"', OPENS | CLOSES, 'd'}, {0x201C, OPENS | CLOSES, 'd'}, {0x201D, CLOSES, 'd'},       {0x201E, OPENS, 'd'},
	{0x00AB, OPENS, 'g'},       {0x00BB, CLOSES, 'g'},         {'\'', OPENS | CLOSES, 's'}, {0x2018, OPENS, 's'},
	{0x2019, CLOSES, 's'},      {0x300C, OPENS, 'c'},          {0x300D, CLOSES, 'c'},
};

struct quotes {
	struct bw_arena *arena;
	struct bw_str text;
	BW_VEC(struct bw_quoted) out;
};

static const struct mark *mark_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (marks[i].cp == cp)
			return &marks[i];
	return NULL;
}

static uint32_t before(struct bw_str text, size_t start, size_t pos)
{
	return pos > start ? bw_utf8_prev(text, &pos) : ' ';
}

static uint32_t after(struct bw_str text, size_t end, size_t pos)
{
	return pos < end ? bw_utf8_next(text, &pos) : ' ';
}

static bool is_wordy(uint32_t cp)
{
	return bw_uni_is_letter(cp) || bw_uni_is_digit(cp);
}

static bool is_gap(uint32_t cp)
{
	return cp <= ' ' || bw_uni_is_space(cp) || cp == '(' || cp == '[' || cp == 0x2014 || cp == 0x2013 ||
	       cp == '-' || cp == '/';
}

static bool can_open(uint32_t prev, uint32_t next)
{
	return next > ' ' && !bw_uni_is_space(next) && (is_gap(prev) || mark_of(prev)) && next != ',' && next != '.';
}

/* Left single marks open; a right one or a straight one in front of a digit or at "'em", "'tis" is an apostrophe. */
static bool opens(const struct mark *m, uint32_t prev, uint32_t next)
{
	if (!(m->can & OPENS) || !can_open(prev, next))
		return false;
	return m->cp != '\'' || bw_uni_is_letter(next);
}

static bool closes(const struct mark *m, uint32_t prev, uint32_t next)
{
	if (!(m->can & CLOSES))
		return false;
	if (m->family != 's')
		return m->cp != 0x201C || !can_open(prev, next);
	return !is_wordy(next) && prev > ' ' && !bw_uni_is_space(prev);
}

/* A closing single mark after "s" may be a plural's apostrophe: sure only after a stop, comma or another letter. */
static bool is_sure(uint32_t prev)
{
	return prev != 's' && prev != 'S';
}

/* The end of the quotation that mark m opened at pos, 0 when the paragraph does not close it. */
static size_t find_close(struct bw_str text, size_t pos, size_t end, const struct mark *m, size_t limit)
{
	size_t maybe = 0;
	size_t stop = m->family == 's' && end - pos > limit ? pos + limit : end;
	while (pos < stop) {
		size_t at = pos;
		uint32_t cp = bw_utf8_next(text, &pos);
		if (cp < 0x80 && cp != '"' && cp != '\'')
			continue;
		const struct mark *q = mark_of(cp);
		if (!q || q->family != m->family || (m->cp == '"') != (cp == '"') || (m->cp == '\'') != (cp == '\''))
			continue;
		uint32_t prev = before(text, 0, at), next = after(text, end, pos);
		if (m->family == 's' && opens(q, prev, next))
			return maybe;
		if (!closes(q, prev, next))
			continue;
		if (m->family != 's' || is_sure(prev))
			return pos;
		if (!maybe)
			maybe = pos;
	}
	return maybe;
}

static bool next_paragraph_opens(struct bw_str text, size_t end)
{
	while (end < text.len && (unsigned char)text.ptr[end] <= ' ')
		end++;
	if (end >= text.len)
		return false;
	const struct mark *m = mark_of(bw_utf8_next(text, &end));
	return m && (m->can & OPENS) && m->family == 'd';
}

/* Longest single-quoted run that is looked for: keeps a text full of lone apostrophes linear. */
enum { SINGLE_LIMIT = 1200, SHORT_SINGLE = 2 /* 'n' between two words is an apostrophe twice */ };

static void paragraph_quotes(struct quotes *q, size_t start, size_t end)
{
	size_t pos = start;
	bool open_left[128] = {false}; /* families already searched in vain in this paragraph */
	while (pos < end) {
		size_t at = pos;
		uint32_t cp = bw_utf8_next(q->text, &pos);
		const struct mark *m = cp < 0x80 && cp != '"' && cp != '\'' ? NULL : mark_of(cp);
		if (!m || !opens(m, before(q->text, start, at), after(q->text, end, pos)) || open_left[(int)m->family])
			continue;
		size_t close = find_close(q->text, pos, end, m, SINGLE_LIMIT);
		if (cp == '\'' && close && close - pos <= SHORT_SINGLE)
			close = 0;
		bool continues = !close && m->family == 'd' && next_paragraph_opens(q->text, end);
		if (!close && !continues) {
			open_left[(int)m->family] = m->family != 's';
			continue;
		}
		struct bw_quoted *span = BW_PUSH(q->arena, &q->out);
		pos = continues ? end : close;
		*span = (struct bw_quoted){(uint32_t)at, (uint32_t)pos, continues};
	}
}

size_t bw_words_quoted(struct bw_arena *a, struct bw_str text, struct bw_quoted **out)
{
	struct quotes q = {.arena = a, .text = text};
	size_t start = 0;
	while (start < text.len) {
		size_t end = bw_str_find_char(text, '\n', start);
		if (end == BW_NPOS)
			end = text.len;
		paragraph_quotes(&q, start, end);
		start = end + 1;
	}
	*out = q.out.ptr;
	return q.out.len;
}
