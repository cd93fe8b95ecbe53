/*
 * Single lines that are no text of the article although they stand inside it. A row drops a whole paragraph, never a
 * part of one, and only a short one: what an author wrote may begin with the same words.
 */
#include "core/time.h"
#include "extract/body.h"
#include "extract/byline.h"
#include "extract/text.h"

enum { LEAD_RUNS = 14, SHORT_LINE = 160 };

/* Own compilation. The whole line, end punctuation aside. */
static const char *const whole_lines[] = {
	"advertisement",
	"advertising",
	"ad",
	"sponsored",
	"sponsored content",
	"promoted",
	"share",
	"share this",
	"share this article",
	"share this story",
	"share this page",
	"share on",
	"share article",
	"share this post",
	"share this with",
	"read more",
	"read next",
	"read also",
	"see also",
	"related",
	"related articles",
	"related stories",
	"related content",
	"related topics",
	"related coverage",
	"related news",
	"more on this story",
	"more from",
	"more stories",
	"story continues below",
	"story continues below advertisement",
	"article continues below",
	"article continues below advertisement",
	"article continues after ad",
	"continue reading",
	"continue reading the main story",
	"continue reading below",
	"skip advertisement",
	"skip to content",
	"skip to main content",
	"sign up",
	"sign in",
	"log in",
	"subscribe",
	"subscribe now",
	"follow us",
	"follow",
	"most read",
	"most popular",
	"recommended",
	"recommended for you",
	"you may also like",
	"you might also like",
	"trending",
	"trending now",
	"loading",
	"print",
	"print this page",
	"email",
	"email this",
	"copy link",
	"link copied",
	"tweet",
	"facebook",
	"twitter",
	"x",
	"whatsapp",
	"linkedin",
	"pinterest",
	"reddit",
	"telegram",
	"comments",
	"comment",
	"leave a comment",
	"post a comment",
	"add a comment",
	"no comments",
	"view comments",
	"show comments",
	"view gallery",
	"photo gallery",
	"image",
	"image source",
	"getty images",
	"listen to this article",
	"watch now",
	"save",
	"bookmark",
	"close",
	"menu",
	"search",
	"back to top",
	"top",
	"tags",
	"topics",
	"filed under",
	"latest news",
	"breaking news",
	"editors picks",
	"editor's picks",
	"newsletter",
	"newsletters",
	"get the newsletter",
	"contents",
	"toggle caption",
	"hide caption",
	"enlarge this image",
	"click to enlarge",
	"view comments (0)",
	"by",
	"about the author",
	"about the authors",
	"author",
	"written by",
	"posted in",
	"more for you",
	"what to read next",
	"paid post",
	"text size",
	"don't miss",
	"in this article",
	"view all",
	"see all",
	"show more",
	"load more",
	"next",
	"previous",
};

/* The line begins so and is short. `linked`: only when most of it is a link, as a pointer to another page is. */
static const struct start_row {
	const char *start;
	bool linked;
} starts[] = {
	{"read more:", true},
	{"read more about", true},
	{"read also:", true},
	{"also read:", true},
	{"read next:", true},
	{"read:", true},
	{"related:", true},
	{"related story:", true},
	{"related article:", true},
	{"see also:", true},
	{"see more:", true},
	{"more:", true},
	{"watch:", true},
	{"listen:", true},
	{"don't miss:", true},
	{"recommended:", true},
	{"click here", true},
	{"more on this", true},
	{"follow us", true},
	{"video:", true},
	{"continue reading", true},
	{"sign up for our", false},
	{"sign up to our", false},
	{"sign up here", false},
	{"sign up for the", false},
	{"subscribe to our", false},
	{"subscribe for", false},
	{"subscribe to the", true},
	{"get our newsletter", false},
	{"get the latest news", false},
	{"follow us on", false},
	{"download our app", false},
	{"copyright ©", false},
	{"© ", false},
	{"(c) 20", false},
	{"filed under:", false},
	{"tags:", true},
	{"posted in", true},
	{"this site uses cookies", false},
	{"enter your email", false},
	{"share this:", false},
	{"like us on facebook", false},
	{"join the conversation", false},
	{"already a subscriber", false},
	{"photo:", false},
	{"image credit", false},
	{"photo credit", false},
	{"image source:", false},
	{"photograph:", false},
	{"image:", false},
};

static struct bw_str strip_end(struct bw_str s)
{
	while (s.len && strchr(":.!>| *-", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

static bool is_whole_line(struct bw_str line)
{
	line = strip_end(line);
	for (size_t i = 0; i < sizeof whole_lines / sizeof *whole_lines; i++)
		if (bw_str_eq_ascii_nocase(line, bw_str_from(whole_lines[i])))
			return true;
	return false;
}

/* A paragraph as an author writes one: no class, no link. Only what is clearly not meant as text may go. */
static bool is_plain(const struct bw_page *p, const struct bw_run *r)
{
	bool bare = p->dom.nodes[r->owner].tag == BW_TAG_P && !p->dom.nodes[r->owner].n_attrs;
	return !r->link_bytes && (bare || p->marks[r->owner].sum.runs > 1);
}

static bool begins_as_pointer(const struct bw_page *p, const struct bw_run *r)
{
	if (r->text.len > SHORT_LINE || is_plain(p, r))
		return false;
	bool linked = r->link_bytes * 2 > r->text.len;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if ((linked || !starts[i].linked) && bw_str_starts_ascii_nocase(r->text, bw_str_from(starts[i].start)))
			return true;
	return false;
}

struct filter {
	const struct bw_page *page;
	const struct bw_body_known *known;
	struct bw_str title_key, author_key;
};

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

/* Lines above the first sentences: title, byline, date, reading time. */
static bool is_lead_furniture(const struct filter *f, const struct bw_run *r)
{
	if (repeats_title(f, r))
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

/* Own compilation: notices of rights below a text. */
static const char *const notices[] = {
	"all rights reserved",         "reproduction forbidden",  "reproduction prohibited",    "may not be reproduced",
	"not be published, broadcast", "without written consent", "without written permission", "without prior written",
};

static bool is_notice(const struct bw_run *r)
{
	for (size_t i = 0; i < sizeof notices / sizeof *notices && r->text.len <= SHORT_LINE * 2; i++)
		if (bw_text_contains_nocase(r->text, notices[i]))
			return true;
	return false;
}

/* At the end: a heading or "Also today:" that has lost what it stood over, notices of rights. */
static size_t drop_tail(const struct bw_page *p, const uint32_t *run, size_t n)
{
	while (n) {
		const struct bw_run *r = &p->runs.ptr[run[n - 1]];
		bool lost = r->text.len <= SHORT_LINE / 2 && r->text.ptr[r->text.len - 1] == ':';
		if (!lost && !is_heading(p, run[n - 1]) && !is_notice(r))
			break;
		n--;
	}
	return n;
}

size_t bw_lines_filter(const struct bw_page *p, const struct bw_body_known *known, uint32_t *run, size_t n)
{
	struct filter f = {.page = p, .known = known};
	f.title_key = bw_text_key(p->arena, known->title);
	f.author_key = bw_text_key(p->arena, known->author);
	size_t kept = 0, prose = 0;
	for (size_t i = 0; i < n; i++) {
		const struct bw_run *r = &p->runs.ptr[run[i]];
		bool lead = prose == 0 && i < LEAD_RUNS;
		if (lead && is_lead_furniture(&f, r))
			continue;
		if (r->text.len <= SHORT_LINE && (is_whole_line(r->text) || begins_as_pointer(p, r)))
			continue;
		prose += bw_run_is_prose(r);
		run[kept++] = run[i];
	}
	return drop_tail(p, run, kept);
}
