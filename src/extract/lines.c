/*
 * Single lines that are no text of the article although they stand inside it. A row drops a whole paragraph, never a
 * part of one, and only a short one: what an author wrote may begin with the same words.
 */
#include "core/time.h"
#include "extract/body.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/line_words.h"
#include "extract/meta.h"
#include "extract/text.h"

enum {
	LEAD_RUNS = 14,
	SHORT_LINE = 160,
	POINTER_MIN = 25,
	UNSPACED_MIN = 20, /* characters */
	ABOUT_MAX = 400,
	CREDIT_MAX = 60,
	END_PROSE = 400,
	REPEAT_MIN = 20,
	ASK_MAX = 100,
	CRUMBS_MAX = 200,
	ENDS_MAX = 20,
	REPEAT_NEAR = 60
};

/* A paragraph as an author writes one: no class, no link. Only what is clearly not meant as text may go. */
static bool is_plain(const struct bw_page *p, const struct bw_run *r)
{
	bool bare = p->dom.nodes[r->owner].tag == BW_TAG_P && !p->dom.nodes[r->owner].n_attrs;
	return !r->link_bytes && (bare || p->marks[r->owner].sum.runs > 1);
}

struct filter {
	const struct bw_page *page;
	const struct bw_body_known *known;
	struct bw_line_words words;
	struct bw_str title_key, author_key;
	uint32_t heading; /* that bears the title, where the text stands below it; else 0 */
	size_t prose;     /* bytes of sentences of the text */
	bool captions;    /* boxes with a picture and a line are few: the line is its caption */
	bool pointers;    /* paragraphs that are one link are few: they point elsewhere */
};

static bool is_capitals(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
			return false;
	return true;
}

/* The wording is that of furniture. */
static bool is_worded(const struct filter *f, const struct bw_run *r)
{
	if (r->text.len > SHORT_LINE * 3)
		return false;
	struct bw_str folded = bw_uni_fold(f->page->arena, r->text);
	if (bw_line_words_are(f->words.whole, folded) || bw_line_words_hold(f->words.hold, folded))
		return true;
	if (r->text.len <= ASK_MAX && !strchr(".!?", r->text.ptr[r->text.len - 1]) &&
	    bw_line_words_hold(f->words.ask, folded))
		return true;
	if (is_plain(f->page, r) && !(r->text.len <= CREDIT_MAX && is_capitals(r->text)))
		return false;
	if (bw_line_words_hold(f->words.note, folded))
		return true;
	if (r->text.len > SHORT_LINE)
		return false;
	bool linked = r->link_bytes * 2 > r->text.len;
	return bw_line_words_begin(f->words.start, folded) || (linked && bw_line_words_begin(f->words.link, folded));
}

static bool repeats_title(const struct filter *f, const struct bw_run *r)
{
	if (!f->title_key.len || r->text.len > f->known->title.len * 2 + 40)
		return false;
	return bw_str_eq(bw_text_key(f->page->arena, r->text), f->title_key);
}

static bool repeats_author(const struct filter *f, const struct bw_run *r)
{
	if (!f->author_key.len || r->text.len > f->known->author.len * 2 + 20)
		return false;
	struct bw_str name = bw_byline_name(f->page->arena, r->text);
	return name.len && bw_str_eq(bw_text_key(f->page->arena, name), f->author_key);
}

/* "Home > World > Europe": where a page stands on its site. */
static bool is_path(const struct bw_run *r)
{
	static const char *const marks[] = {" > ", "＞", " › ", " » ", " / "};
	size_t n = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks && r->text.len <= CRUMBS_MAX; i++)
		for (size_t at = 0; (at = bw_str_find(r->text, bw_str_from(marks[i]), at)) != BW_NPOS; at++)
			n++;
	return n >= 2 && r->link_bytes * 2 > r->text.len;
}

/* Lines above the first sentences: title, byline, date, reading time. */
static bool is_lead_furniture(const struct filter *f, const struct bw_run *r)
{
	if (repeats_title(f, r) || is_path(r))
		return true;
	return r->text.len <= SHORT_LINE && (repeats_author(f, r) || bw_byline_is_furniture(f->page->arena, r->text));
}

/* A heading as a heading: some pages set whole paragraphs as one. */
static bool is_heading(const struct bw_page *p, uint32_t run)
{
	const struct bw_run *r = &p->runs.ptr[run];
	bool sentence = bw_run_is_prose(r) || (r->sentence && strchr(".!", r->text.ptr[r->text.len - 1]));
	return bw_tag_is(p->dom.nodes[r->owner].tag, BW_TAG_HEADING) && !sentence;
}

/* As long as a headline in a script without spaces. */
static bool is_unspaced(struct bw_str s)
{
	size_t wide = 0;
	for (size_t i = 0; i < s.len; i++)
		wide += (unsigned char)s.ptr[i] >= 0xE3 && (unsigned char)s.ptr[i] <= 0xE9;
	return wide >= UNSPACED_MIN;
}

/* A paragraph that is nothing but a link with the words of a headline. */
static bool is_pointer(const struct bw_page *p, const struct bw_run *r)
{
	uint32_t tag = p->dom.nodes[r->owner].tag;
	bool box = tag == BW_TAG_P || tag == BW_TAG_DIV || tag == BW_TAG_SECTION;
	bool headline = bw_text_words(r->text) >= 4 || is_unspaced(r->text);
	return box && r->link_bytes * 10 >= r->text.len * 9 && r->text.len >= POINTER_MIN && headline &&
	       !strchr(".!\"", r->text.ptr[r->text.len - 1]);
}

/* What is a rule of the page is not furniture in it: captions and pointers must be a small part of the text. */
static void weigh(struct filter *f, const uint32_t *run, size_t n)
{
	const struct bw_page *p = f->page;
	size_t boxed = 0, pointing = 0, below = 0;
	for (size_t i = 0; i < n; i++) {
		const struct bw_run *r = &p->runs.ptr[run[i]];
		if (is_pointer(p, r))
			pointing += r->text.len;
		else if (bw_caption_is_boxed(p, r))
			boxed += r->text.len;
		else if (bw_run_is_prose(r))
			f->prose += r->text.len;
		below += r->from > f->heading && bw_run_is_prose(r) ? r->text.len : 0;
	}
	f->captions = boxed * 5 <= f->prose;
	f->pointers = pointing * 4 <= f->prose;
	f->heading = below * 3 > f->prose * 2 && below ? f->heading : 0;
}

/* The author's few words about the author: "Jane Doe is a reporter in ...", an address, an account. */
static bool is_about_author(const struct filter *f, const struct bw_run *r)
{
	if (r->text.len > ABOUT_MAX || f->prose < END_PROSE || is_plain(f->page, r))
		return false;
	if (r->text.len <= SHORT_LINE && bw_line_words_hold(f->words.tail, bw_uni_fold(f->page->arena, r->text)))
		return true;
	struct bw_str first = bw_str_sub(f->known->author, 0, bw_str_find_char(f->known->author, ',', 0));
	bool whole = bw_text_words(first) >= 2 && bw_str_starts(r->text, first);
	return whole && (bw_text_contains_nocase(r->text, " is a") || bw_text_contains_nocase(r->text, " covers ") ||
			 bw_text_contains_nocase(r->text, " writes "));
}

/* At the end: a heading or "Also today:" that has lost what it stood over, the author, an address, a date. */
static size_t drop_tail(const struct filter *f, const uint32_t *run, size_t n)
{
	const struct bw_page *p = f->page;
	while (n) {
		const struct bw_run *r = &p->runs.ptr[run[n - 1]];
		bool lost = r->text.len <= SHORT_LINE / 2 && r->text.ptr[r->text.len - 1] == ':';
		bool address = bw_text_words(r->text) == 1 && bw_str_find_char(r->text, '@', 0) != BW_NPOS;
		bool date = r->text.len <= SHORT_LINE / 2 && bw_byline_has_date(p->arena, r->text) &&
			    bw_byline_is_furniture(p->arena, r->text);
		if (!lost && !address && !date && !is_heading(p, run[n - 1]) && !is_about_author(f, r))
			break;
		n--;
	}
	return n;
}

/* "0:00/0:45", "-0:00": where a player stands that does not play. */
static bool is_player(struct bw_str s)
{
	size_t at = s.ptr[0] == '-';
	bool marked = at || bw_str_find_char(s, '/', 0) != BW_NPOS;
	at += bw_str_starts(bw_str_from_pos(s, at), BW_STR("00:00"));
	if (!marked || !bw_str_starts(bw_str_from_pos(s, at), BW_STR("0:00")))
		return false;
	for (; at < s.len; at++)
		if (!strchr("0123456789:/ ", s.ptr[at]))
			return false;
	return true;
}

/* "Jane Doe/The Agency": who took a picture. */
static bool is_credit(const struct bw_page *p, const struct bw_run *r)
{
	size_t slash = bw_str_find_char(r->text, '/', 0);
	uint32_t tag = p->dom.nodes[r->owner].tag;
	if (r->text.len > CREDIT_MAX || slash == BW_NPOS || slash < 4 || slash + 2 > r->text.len || r->link_bytes ||
	    (tag != BW_TAG_P && tag != BW_TAG_DIV))
		return false;
	size_t words = 0, capitals = 0;
	for (size_t i = 0; i < r->text.len; i++) {
		unsigned char c = (unsigned char)r->text.ptr[i];
		bool starts = i == 0 || strchr(" /", r->text.ptr[i - 1]);
		words += starts && c != ' ' && c != '/';
		capitals += starts && c >= 'A' && c <= 'Z';
		if (strchr(".,:;?!()=<>", c) || (c >= '0' && c <= '9'))
			return false;
	}
	return words >= 3 && words <= 7 && capitals == words;
}

/* The same short line time and again is the page's, not the author's. */
static bool is_repeated(const struct bw_page *p, const uint32_t *run, size_t n, size_t at)
{
	struct bw_str line = p->runs.ptr[run[at]].text;
	size_t seen = 0, from = at > REPEAT_NEAR ? at - REPEAT_NEAR : 0;
	if (line.len < REPEAT_MIN || line.len > SHORT_LINE || line.ptr[line.len - 1] == '.')
		return false;
	for (size_t i = from; i < n && i <= at + REPEAT_NEAR && seen < 3; i++)
		seen += bw_str_eq(p->runs.ptr[run[i]].text, line);
	return seen >= 3;
}

/* Below the line stand as many links with the words of a headline as sentences. */
static bool has_teasers(const struct bw_page *p, uint32_t from, uint32_t to)
{
	size_t links = 0, prose = 0;
	for (uint32_t i = from; i <= to; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		links += r->text.len >= REPEAT_MIN && r->link_bytes * 10 >= r->text.len * 9;
		prose += bw_run_is_prose(r);
	}
	return links >= 3 && links >= prose;
}

static bool opens_end(const struct filter *f, const struct bw_run *r)
{
	return r->text.len <= SHORT_LINE / 2 && bw_line_words_are(f->words.end, bw_uni_fold(f->page->arena, r->text));
}

/* What a line opens that says so stands below the article: most of the text is above it, or only teasers are below,
 * and no sentence below stands where those above stand. */
static bool is_end(const struct filter *f, const uint32_t *run, size_t n, size_t at, size_t above)
{
	const struct bw_page *p = f->page;
	if (above < END_PROSE || (above * 4 < f->prose * 3 && !has_teasers(p, run[at], run[n - 1])))
		return false;
	uint32_t box = 0;
	for (size_t i = at; i-- > 0 && !box;)
		if (bw_run_is_prose(&p->runs.ptr[run[i]]))
			box = p->dom.nodes[p->runs.ptr[run[i]].owner].parent;
	for (size_t i = at + 1; i < n; i++) {
		const struct bw_run *below = &p->runs.ptr[run[i]];
		if (bw_run_is_prose(below) && p->dom.nodes[below->owner].parent == box)
			return false;
	}
	return true;
}

static bool is_furniture(const struct filter *f, const struct bw_run *r, bool lead)
{
	if (lead && is_lead_furniture(f, r))
		return true;
	if (r->from < f->heading || bw_caption_is_marked(f->page, r) || is_credit(f->page, r) || is_player(r->text))
		return true;
	if ((f->captions && bw_caption_is_boxed(f->page, r)) || (f->pointers && is_pointer(f->page, r)))
		return true;
	return is_worded(f, r);
}

size_t bw_lines_filter(const struct bw_page *p, const struct bw_body_known *known, uint32_t *run, size_t n)
{
	struct filter f = {.page = p, .known = known, .heading = bw_title_heading(p, known->title)};
	f.title_key = bw_text_key(p->arena, known->title);
	f.author_key = bw_text_key(p->arena, known->author);
	bw_line_words_open(&f.words);
	weigh(&f, run, n);
	size_t kept = 0, prose = 0, end = 0, ends = 0;
	bool *drop = BW_ARRAY(p->arena, bool, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct bw_run *r = &p->runs.ptr[run[i]];
		if (ends < ENDS_MAX && opens_end(&f, r) && ++ends && is_end(&f, run, n, i, prose))
			break;
		drop[i] = is_furniture(&f, r, prose == 0 && i < LEAD_RUNS) || is_repeated(p, run, n, i);
		prose += !drop[i] && bw_run_is_prose(r) ? r->text.len : 0;
		end = i + 1;
	}
	for (size_t i = 0; i < end; i++)
		if (!drop[i])
			run[kept++] = run[i];
	return drop_tail(&f, run, kept);
}
