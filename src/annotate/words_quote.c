#include "annotate/words_part.h"
#include "core/utf8.h"

/* Marks and what they can be. A mark that both opens and closes is decided by its neighbours. */
enum { OPENS = 1, CLOSES = 2 };
struct mark {
	uint32_t cp;
	uint8_t can;
	char family;
};

/* Families pair up: d double, s single, g and h guillemets, c and e corner brackets. The low German marks open, the
 * high ones that follow close them. */
static const struct mark marks[] = {
	{'"', OPENS | CLOSES, 'd'},    {0x201C, OPENS | CLOSES, 'd'}, {0x201D, OPENS | CLOSES, 'd'},
	{0x201E, OPENS, 'd'},          {0x00AB, OPENS | CLOSES, 'g'}, {0x00BB, OPENS | CLOSES, 'g'},
	{0x2039, OPENS | CLOSES, 'h'}, {0x203A, OPENS | CLOSES, 'h'}, {'\'', OPENS | CLOSES, 's'},
	{0x2018, OPENS | CLOSES, 's'}, {0x2019, CLOSES, 's'},         {0x201A, OPENS, 's'},
	{0x300C, OPENS, 'c'},          {0x300D, CLOSES, 'c'},         {0x300E, OPENS, 'e'},
	{0x300F, CLOSES, 'e'},
};

struct quotes {
	struct bw_arena *arena;
	struct bw_str text;
	bool reversed; /* guillemets point inwards: the first of the text does */
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

/* Chinese and Japanese have no blank before a mark. */
static bool is_wide(uint32_t cp)
{
	return (cp >= 0x3000 && cp <= 0x303F) || cp >= 0xFF00 || bw_uni_is_ideograph(cp);
}

static bool is_blank(uint32_t cp)
{
	return cp <= ' ' || bw_uni_is_space(cp);
}

static bool can_open(uint32_t prev, uint32_t next)
{
	return !is_blank(next) && (is_gap(prev) || mark_of(prev)) && next != ',' && next != '.';
}

static bool is_guillemet(const struct mark *m)
{
	return m->family == 'g' || m->family == 'h';
}

/* The guillemet that points to the left opens, but in texts where they point inwards. */
static bool guillemet_opens(const struct mark *m, bool reversed)
{
	return (m->cp == 0xAB || m->cp == 0x2039) != reversed;
}

/* "'t Is", "'s avonds", "'n'": a word that lost its beginning. */
static bool is_lost_letter(uint32_t next, uint32_t second)
{
	return next < 0x80 && strchr("stnkmr", (char)(next | 32)) && !is_wordy(second);
}

struct around {
	uint32_t prev, next, second;
};

/* Left single marks open; one in front of a digit or at "'em", "'tis" is an apostrophe. A left double mark opens behind
 * any ideograph; a right one only in languages that write ”so”. */
static bool opens(const struct quotes *q, const struct mark *m, const struct around *c)
{
	if (is_guillemet(m))
		return guillemet_opens(m, q->reversed);
	if (!(m->can & OPENS))
		return false;
	if (m->family == 'c' || m->family == 'e')
		return true;
	if (m->cp == 0x201C && is_wide(c->prev) && !is_blank(c->next))
		return true;
	if (!can_open(c->prev, c->next) || (m->cp == 0x201D && mark_of(c->prev)))
		return false;
	if (m->cp != '\'' && m->cp != 0x2018)
		return true;
	return (m->cp != '\'' || bw_uni_is_letter(c->next)) && !is_lost_letter(c->next, c->second);
}

static bool closes(const struct quotes *q, const struct mark *m, const struct around *c)
{
	if (is_guillemet(m))
		return !guillemet_opens(m, q->reversed);
	if (!(m->can & CLOSES))
		return false;
	if (m->family != 's')
		return m->cp == '"' || m->family != 'd' || !can_open(c->prev, c->next) || mark_of(c->prev);
	return !is_wordy(c->next) && !is_blank(c->prev);
}

/* A closing single mark after "s" may be a plural's apostrophe: sure only after a stop, comma or another letter. */
static bool is_sure(uint32_t prev)
{
	return prev != 's' && prev != 'S';
}

static struct around around(struct bw_str text, size_t at, size_t pos, size_t start, size_t end)
{
	struct around c = {before(text, start, at), after(text, end, pos), ' '};
	if (pos < end) {
		bw_utf8_next(text, &pos);
		c.second = after(text, end, pos);
	}
	return c;
}

/* Straight marks pair with straight ones. */
static bool can_pair(const struct mark *m, const struct mark *with)
{
	return m->family == with->family && (m->cp == '"') == (with->cp == '"') &&
	       (m->cp == '\'') == (with->cp == '\'');
}

/* The end of the quotation that mark m opened at pos, 0 when the paragraph does not close it. */
static size_t find_close(const struct quotes *q, size_t pos, size_t end, const struct mark *m, size_t limit)
{
	struct bw_str text = q->text;
	size_t maybe = 0, stop = m->family == 's' && end - pos > limit ? pos + limit : end;
	while (pos < stop) {
		size_t at = pos;
		uint32_t cp = bw_utf8_next(text, &pos);
		if (cp < 0x80 && cp != '"' && cp != '\'')
			continue;
		const struct mark *with = mark_of(cp);
		if (!with || !can_pair(m, with))
			continue;
		struct around c = around(text, at, pos, 0, end);
		if (m->family == 's' && opens(q, with, &c))
			return maybe;
		if (!closes(q, with, &c))
			continue;
		if (m->family != 's' || is_sure(c.prev))
			return pos;
		if (!maybe)
			maybe = pos;
	}
	return maybe;
}

/* French goes on with the mark that opened or with the one that closes. */
static bool next_paragraph_opens(struct bw_str text, size_t end, char family)
{
	while (end < text.len && (unsigned char)text.ptr[end] <= ' ')
		end++;
	if (end >= text.len)
		return false;
	const struct mark *m = mark_of(bw_utf8_next(text, &end));
	return m && (m->can & OPENS) && m->family == family;
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
		if (!m || open_left[(int)m->family])
			continue;
		struct around c = around(q->text, at, pos, start, end);
		if (!opens(q, m, &c))
			continue;
		size_t close = find_close(q, pos, end, m, SINGLE_LIMIT);
		if (cp == '\'' && close && close - pos <= SHORT_SINGLE)
			close = 0;
		bool continues = !close && (m->family == 'd' || m->family == 'g') &&
				 next_paragraph_opens(q->text, end, m->family);
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
	size_t left = bw_str_find(text, BW_STR("\xC2\xAB"), 0), right = bw_str_find(text, BW_STR("\xC2\xBB"), 0);
	q.reversed = right != BW_NPOS && left != BW_NPOS && right < left;
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
