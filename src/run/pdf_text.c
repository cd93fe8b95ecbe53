/*
 * From the lines of pages to paragraphs. pdftotext parts blocks by empty lines and pages by form feeds; what is a
 * paragraph within a block, what goes on in the next block, and which lines are furniture of the page is found here.
 */
#include "run/pdf.h"

#include "core/buf.h"
#include "core/map.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "extract/text.h"

enum {
	ZONE_LINES = 3, /* lines at the top and the bottom of a page that may be furniture */
	FURNITURE_BYTES = 160,
	TITLE_MAX_BYTES = 200,
	TITLE_LINES_MAX = 3,
	WORD_BYTES = 64,
	WIDTH_MIN = 20,
	WIDTH_MAX = 200
};

struct line {
	struct bw_str text;
	uint32_t page, from_top, from_bottom; /* counted from 0, of lines that are not empty */
	bool block;                           /* the first of a block */
};

struct pdf {
	struct bw_arena *a;
	struct {
		struct line *ptr;
		size_t len, cap;
	} lines;
	uint32_t n_pages;
	struct bw_strmap heads, words; /* furniture: key -> pages; words of the text */
	struct bw_buf out, shape;
	struct bw_str title;
};

/* Dots that lead to a page number, in a table of contents. */
static bool has_leader(struct bw_str s)
{
	return bw_str_find(s, BW_STR("....."), 0) != BW_NPOS || bw_str_find(s, BW_STR(". . . ."), 0) != BW_NPOS;
}

static void put_page(struct pdf *p, struct bw_str page)
{
	struct bw_str raw;
	size_t first = p->lines.len;
	bool block = true;
	while (bw_str_split(&page, '\n', &raw)) {
		struct bw_str text = bw_text_fold_space(p->a, raw);
		if (!text.len) {
			block = true;
			continue;
		}
		if (has_leader(text))
			continue;
		*BW_PUSH(p->a, &p->lines) = (struct line){.text = text, .page = p->n_pages, .block = block};
		block = false;
	}
	size_t n = p->lines.len - first;
	for (size_t i = 0; i < n; i++) {
		p->lines.ptr[first + i].from_top = (uint32_t)i;
		p->lines.ptr[first + i].from_bottom = (uint32_t)(n - 1 - i);
	}
	p->n_pages += n > 0;
}

/* Letter case off, each number one mark: "Page 3 of 12" is the same on all pages. */
static struct bw_str furniture_key(struct bw_arena *a, struct bw_str text)
{
	struct bw_str folded = bw_uni_fold(a, text);
	struct bw_buf b;
	bw_buf_init(&b, folded.len + 16);
	for (size_t i = 0; i < folded.len; i++) {
		bool digit = folded.ptr[i] >= '0' && folded.ptr[i] <= '9';
		if (!digit)
			bw_buf_char(&b, folded.ptr[i]);
		else if (!b.len || b.ptr[b.len - 1] != '#')
			bw_buf_char(&b, '#');
	}
	struct bw_str key = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return key;
}

static bool in_zone(const struct line *l)
{
	return (l->from_top < ZONE_LINES || l->from_bottom < ZONE_LINES) && l->text.len <= FURNITURE_BYTES;
}

/* A key counts once a page: the last page that it was seen on stands in the high half. */
static void count_furniture(struct pdf *p)
{
	for (size_t i = 0; i < p->lines.len; i++) {
		const struct line *l = &p->lines.ptr[i];
		if (!in_zone(l))
			continue;
		uint64_t *value = bw_strmap_put(&p->heads, furniture_key(p->a, l->text), NULL);
		if (*value >> 32 != (uint64_t)l->page + 1)
			*value = ((uint64_t)l->page + 1) << 32 | ((*value & 0xFFFFFFFF) + 1);
	}
}

/* At the edge of a third of the pages (left and right pages differ), but of two at least. */
static bool is_furniture(struct pdf *p, const struct line *l)
{
	if (!in_zone(l) || p->n_pages < 2)
		return false;
	const uint64_t *value = bw_strmap_get(&p->heads, furniture_key(p->a, l->text));
	uint64_t pages = value ? *value & 0xFFFFFFFF : 0;
	return pages >= 2 && pages * 3 >= p->n_pages;
}

static void drop_furniture(struct pdf *p)
{
	size_t kept = 0;
	bool block = false;
	count_furniture(p);
	for (size_t i = 0; i < p->lines.len; i++) {
		struct line l = p->lines.ptr[i];
		block = block || l.block;
		if (is_furniture(p, &l))
			continue;
		l.block = block;
		block = false;
		p->lines.ptr[kept++] = l;
	}
	p->lines.len = kept;
}

/* Words as they stand within lines, and those with a hyphen: they tell whether a word has one of its own. */
static void count_words(struct pdf *p)
{
	for (size_t i = 0; i < p->lines.len; i++) {
		struct bw_str rest = p->lines.ptr[i].text, word;
		while (bw_str_split(&rest, ' ', &word)) {
			while (word.len && strchr(".,;:!?()\"'", word.ptr[word.len - 1]))
				word.len--;
			bool broken = !rest.ptr && word.len && word.ptr[word.len - 1] == '-';
			if (word.len && word.len <= WORD_BYTES && !broken)
				bw_strmap_put(&p->words, bw_uni_fold(p->a, word), NULL);
		}
	}
}

static uint32_t first_cp(struct bw_str s)
{
	size_t pos = 0;
	return s.len ? bw_utf8_next(s, &pos) : 0;
}

static uint32_t last_cp(struct bw_str s)
{
	size_t pos = s.len;
	return s.len ? bw_utf8_prev(s, &pos) : 0;
}

static bool is_known(struct pdf *p, struct bw_str head, const char *between, struct bw_str tail)
{
	struct bw_str word = bw_arena_printf(p->a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(head), between, BW_ARG(tail));
	return bw_strmap_get(&p->words, bw_uni_fold(p->a, word)) != NULL;
}

static struct bw_str last_word(struct bw_str s)
{
	struct bw_str end = bw_str_from_pos(s, s.len > 2 * WORD_BYTES ? s.len - 2 * WORD_BYTES : 0);
	size_t space = bw_str_rfind_char(end, ' ');
	return space == BW_NPOS ? end : bw_str_from_pos(end, space + 1);
}

static struct bw_str first_word(struct bw_str s)
{
	struct bw_str word = bw_str_sub(s, 0, bw_str_find_char(s, ' ', 0));
	while (word.len && strchr(".,;:!?()\"'", word.ptr[word.len - 1]))
		word.len--;
	return word;
}

/* The line so far ends in a hyphen: whether it goes when the next line is joined. The text itself is asked: for the
 * word with it and without it, and whether both halves are words of their own ("well-known"). */
static bool hyphen_goes(struct pdf *p, struct bw_str so_far, struct bw_str next)
{
	struct bw_str head = last_word(so_far), tail = first_word(next);
	uint32_t cp = first_cp(next);
	head.len -= head.len > 0;
	if (!head.len || !bw_uni_is_letter(last_cp(head)) || !bw_uni_is_lower(cp) || head.len + tail.len > WORD_BYTES)
		return false;
	if (is_known(p, head, "-", tail))
		return false;
	if (is_known(p, head, "", tail))
		return true;
	bool two_words = is_known(p, head, "", BW_STR_NONE) && is_known(p, tail, "", BW_STR_NONE);
	return bw_str_find_char(head, '-', 0) == BW_NPOS && !two_words;
}

static void join(struct pdf *p, struct bw_buf *paragraph, struct bw_str next)
{
	struct bw_str so_far = bw_buf_view(paragraph);
	if (!so_far.len) {
		bw_buf_str(paragraph, next);
		return;
	}
	if (bw_str_ends(so_far, BW_STR("\xC2\xAD"))) /* a soft hyphen is nothing but a line's end */
		paragraph->len -= 2;
	else if (so_far.ptr[so_far.len - 1] == '-' && hyphen_goes(p, so_far, next))
		paragraph->len--;
	else if (so_far.ptr[so_far.len - 1] != '-' || !bw_uni_is_letter(first_cp(next)) ||
		 bw_str_ends(so_far, BW_STR(" -")))
		bw_buf_char(paragraph, ' ');
	bw_buf_str(paragraph, next);
}

static bool ends_sentence(struct bw_str s)
{
	uint32_t cp = last_cp(s);
	while (s.len && (cp == '"' || cp == '\'' || cp == ')' || cp == 0x201D || cp == 0x2019)) {
		size_t pos = s.len;
		bw_utf8_prev(s, &pos);
		s.len = pos;
		cp = last_cp(s);
	}
	return cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == 0x2026 || cp == 0x3002;
}

/* Length of a bullet at the beginning with the blanks behind it; 0 when there is none. */
static size_t bullet_length(struct bw_str s)
{
	size_t n = 0;
	uint32_t cp = s.len ? bw_utf8_next(s, &n) : 0;
	bool bullet = cp == 0x2022 || cp == 0x25AA || cp == 0x25CF || cp == 0x25E6 || cp == 0x2023 || cp == 0x25A0 ||
		      cp == 0x2013 || cp == '-' || cp == '*' || cp == 0xB7;
	if (!bullet || (n < s.len && s.ptr[n] != ' '))
		return 0;
	return n < s.len ? n + 1 : n;
}

/* How long the lines of running text are: three quarters of all lines are not longer. Hyphens that the helper has
 * undone make some lines twice as long. */
static size_t usual_width(const struct pdf *p)
{
	size_t count[WIDTH_MAX + 1] = {0}, n = 0, seen = 0;
	for (size_t i = 0; i < p->lines.len; i++) {
		size_t len = p->lines.ptr[i].text.len;
		count[len < WIDTH_MAX ? len : WIDTH_MAX] += len > WIDTH_MIN;
		n += len > WIDTH_MIN;
	}
	for (size_t len = 0; len < WIDTH_MAX; len++)
		if ((seen += count[len]) * 4 >= n * 3)
			return len;
	return WIDTH_MAX;
}

/* A new paragraph begins here: at a new block, unless a sentence goes on in it; within a block behind a short line that
 * ends a sentence, behind a very short one (a heading), and at an item of a list. */
static bool begins(const struct line *before, const struct line *l, size_t width)
{
	size_t bullet = bullet_length(before->text);
	bool lower = bw_uni_is_lower(first_cp(l->text)), ends = ends_sentence(before->text);
	if (bullet && bullet == before->text.len)
		return false;
	if (bullet_length(l->text))
		return true;
	if (l->block)
		return !lower || ends;
	return !lower && before->text.len * 4 < width * (ends ? 3 : 2);
}

static bool may_be_title(const struct pdf *p, struct bw_str text, size_t lines)
{
	return !p->out.len && !p->title.len && lines <= TITLE_LINES_MAX && text.len <= TITLE_MAX_BYTES &&
	       last_cp(text) != '.' && bw_text_has_letter(text);
}

static void put_paragraph(struct pdf *p, struct bw_buf *paragraph, size_t lines)
{
	struct bw_str text = bw_text_fold_space(p->a, bw_buf_view(paragraph));
	size_t bullet = bullet_length(text);
	bw_buf_reset(paragraph);
	text = bw_str_from_pos(text, bullet);
	if (!text.len)
		return;
	if (!bullet && may_be_title(p, text, lines)) {
		p->title = text;
		return;
	}
	if (p->out.len)
		bw_buf_cstr(&p->out, "\n\n");
	bw_buf_str(&p->out, text);
	bw_buf_char(&p->shape, (char)(bullet ? BW_SHAPE_ITEM : BW_SHAPE_PARAGRAPH));
}

static void put_text(struct pdf *p)
{
	struct bw_buf paragraph;
	size_t width = usual_width(p), lines = 0, total = 0;
	for (size_t i = 0; i < p->lines.len; i++)
		total += p->lines.ptr[i].text.len + 2;
	bw_buf_init(&paragraph, total + 16);
	for (size_t i = 0; i < p->lines.len; i++) {
		const struct line *l = &p->lines.ptr[i];
		if (i && begins(l - 1, l, width)) {
			put_paragraph(p, &paragraph, lines);
			lines = 0;
		}
		join(p, &paragraph, l->text);
		lines++;
	}
	put_paragraph(p, &paragraph, lines);
	bw_buf_release(&paragraph);
}

/* Ligatures are letters in print only. */
static struct bw_str without_ligatures(struct bw_arena *a, struct bw_str s)
{
	static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
	if (bw_str_find(s, BW_STR("\xEF\xAC"), 0) == BW_NPOS)
		return s;
	struct bw_buf b;
	bw_buf_init(&b, s.len * 2 + 16);
	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		uint32_t cp = bw_utf8_next(s, &i);
		if (cp >= 0xFB00 && cp <= 0xFB06)
			bw_buf_cstr(&b, letters[cp - 0xFB00]);
		else
			bw_buf_put(&b, s.ptr + from, i - from);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

int bw_pdf_article(struct bw_arena *a, struct bw_str text, struct bw_str url, struct bw_article *out,
		   struct bw_err *err)
{
	struct pdf p = {.a = a};
	struct bw_str page;
	(void)err;
	*out = (struct bw_article){.url = url, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	bw_strmap_init(&p.heads, a);
	bw_strmap_init(&p.words, a);
	bw_buf_init(&p.out, text.len * 2 + 16);
	bw_buf_init(&p.shape, text.len + 16);
	for (struct bw_str rest = text; bw_str_split(&rest, '\f', &page);)
		put_page(&p, without_ligatures(a, bw_utf8_clean(a, page)));
	drop_furniture(&p);
	count_words(&p);
	put_text(&p);
	out->title = p.title;
	out->text = bw_buf_copy(&p.out, a);
	out->shape = bw_buf_copy(&p.shape, a);
	bw_buf_release(&p.out);
	bw_buf_release(&p.shape);
	bw_strmap_release(&p.heads);
	bw_strmap_release(&p.words);
	return 0;
}
