#include "extract/cue.h"

#include <ctype.h>

#include "extract/text.h"

/* Own compilation from the vocabulary of content management systems. '*' at the end: any word that begins so. Ordered
 * by nothing: the first row that fits counts, so a longer word stands before the prefix that it begins with. */
struct cue_row {
	const char *word;
	unsigned bits;
};

static const struct cue_row rows[] = {
	{"commentary", 0},
	{"comment*", BW_CUE_TALK},
	{"disqus*", BW_CUE_TALK},
	{"respond", BW_CUE_TALK},
	{"replies", BW_CUE_TALK},
	{"reply", BW_CUE_TALK},
	{"remark*", BW_CUE_TALK},
	{"shoutbox", BW_CUE_TALK},
	{"livefyre", BW_CUE_TALK},
	{"gallery", BW_CUE_ASIDE},
	{"galleries", BW_CUE_ASIDE},
	{"slideshow*", BW_CUE_ASIDE},
	{"carousel*", BW_CUE_ASIDE},
	{"talkback*", BW_CUE_TALK},

	{"ad", BW_CUE_CUT},
	{"ads", BW_CUE_CUT},
	{"adv", BW_CUE_CUT},
	{"adbox", BW_CUE_CUT},
	{"adslot*", BW_CUE_CUT},
	{"adunit*", BW_CUE_CUT},
	{"adwrap*", BW_CUE_CUT},
	{"adsense*", BW_CUE_CUT},
	{"advert*", BW_CUE_CUT},
	{"sponsor*", BW_CUE_CUT},
	{"dfp", BW_CUE_CUT},
	{"skyscraper", BW_CUE_CUT},
	{"outbrain*", BW_CUE_CUT},
	{"taboola*", BW_CUE_CUT},
	{"share", BW_CUE_CUT},
	{"shares", BW_CUE_CUT},
	{"sharing", BW_CUE_CUT},
	{"sharebar", BW_CUE_CUT},
	{"sharetools", BW_CUE_CUT},
	{"sharedaddy", BW_CUE_CUT},
	{"addthis*", BW_CUE_CUT},
	{"addtoany*", BW_CUE_CUT},
	{"social*", BW_CUE_CUT},
	{"related*", BW_CUE_ASIDE},
	{"recommend*", BW_CUE_CUT},
	{"recirc*", BW_CUE_CUT},
	{"readmore", BW_CUE_CUT},
	{"seealso", BW_CUE_CUT},
	{"trending", BW_CUE_CUT},
	{"popular", BW_CUE_CUT},
	{"mostread", BW_CUE_CUT},
	{"teaser", BW_CUE_CUT},
	{"teasers", BW_CUE_CUT},
	{"newsletter*", BW_CUE_CUT},
	{"subscri*", BW_CUE_CUT},
	{"signup*", BW_CUE_CUT},
	{"paywall*", 0}, /* most often the text behind it; a prompt is known by its words */
	{"regwall*", BW_CUE_CUT},
	{"promo*", BW_CUE_CUT},
	{"cta", BW_CUE_CUT},
	{"donate", BW_CUE_CUT},
	{"donation*", BW_CUE_CUT},
	{"cookie*", BW_CUE_CUT},
	{"gdpr*", BW_CUE_CUT},
	{"consent*", BW_CUE_CUT},
	{"popup*", BW_CUE_CUT},
	{"modal*", BW_CUE_CUT},
	{"lightbox", BW_CUE_CUT},
	{"overlay", BW_CUE_WEAK},
	{"breadcrumb*", BW_CUE_CUT},
	{"pagination", BW_CUE_CUT},
	{"paginator", BW_CUE_CUT},
	{"pager", BW_CUE_CUT},
	{"pagenav*", BW_CUE_CUT},
	{"nav", BW_CUE_CUT},
	{"navbar", BW_CUE_CUT},
	{"navbox", BW_CUE_CUT},
	{"navigation", BW_CUE_CUT},
	{"menu", BW_CUE_CUT},
	{"sidebar*", BW_CUE_ASIDE},
	{"footer*", BW_CUE_CUT},
	{"masthead", BW_CUE_CUT},
	{"banner*", BW_CUE_CUT},
	{"toolbar*", BW_CUE_CUT},
	{"toolbox", BW_CUE_CUT},
	{"skip", BW_CUE_CUT},
	{"rss", BW_CUE_CUT},
	{"login", BW_CUE_CUT},
	{"disclaimer", BW_CUE_WEAK},
	{"copyright", BW_CUE_CUT},
	{"taglist", BW_CUE_CUT},
	{"tagcloud", BW_CUE_CUT},
	{"noprint", BW_CUE_CUT},
	{"editsection", BW_CUE_CUT},
	{"jumplinks", BW_CUE_CUT},
	{"yom", BW_CUE_CUT},
	{"agegate", BW_CUE_CUT},
	{"bio", BW_CUE_CUT},
	{"supplemental", BW_CUE_WEAK},

	{"byline*", BW_CUE_META},
	{"author*", BW_CUE_META},
	{"writer", BW_CUE_META},
	{"dateline", BW_CUE_META},
	{"timestamp*", BW_CUE_META},
	{"date", BW_CUE_META},
	{"datetime", BW_CUE_META},
	{"pubdate", BW_CUE_META},
	{"published", BW_CUE_META},
	{"publishdate", BW_CUE_META},
	{"updated", BW_CUE_META},
	{"posted", BW_CUE_META},
	{"meta", BW_CUE_META},
	{"metadata", BW_CUE_META},
	{"postmeta", BW_CUE_META},
	{"postinfo", BW_CUE_META},
	{"readtime", BW_CUE_META},
	{"kicker", BW_CUE_META},
	{"eyebrow", BW_CUE_META},
	{"tags", BW_CUE_META},
	{"tag", BW_CUE_META},
	{"topics", BW_CUE_META},
	{"categories", BW_CUE_META},
	{"category", BW_CUE_META},

	{"caption*", BW_CUE_CAPTION},
	{"figcaption", BW_CUE_CAPTION},
	{"credit", BW_CUE_CAPTION},
	{"credits", BW_CUE_CAPTION},
	{"photocredit", BW_CUE_CAPTION},
	{"imagecaption", BW_CUE_CAPTION},

	{"widget*", BW_CUE_WEAK},
	{"rail", BW_CUE_WEAK},
	{"contact*", BW_CUE_WEAK},
	{"hidden", BW_CUE_WEAK},
	{"media", BW_CUE_WEAK},
	{"shopping", BW_CUE_WEAK},
	{"scroll", BW_CUE_WEAK},
	{"combx", BW_CUE_WEAK},
	{"community", BW_CUE_WEAK},
	{"extra", BW_CUE_WEAK},
	{"legends", BW_CUE_WEAK},
	{"more", BW_CUE_WEAK},

	{"article*", BW_CUE_BODY},
	{"body*", BW_CUE_BODY},
	{"content*", BW_CUE_BODY},
	{"entry*", BW_CUE_BODY},
	{"hentry", BW_CUE_BODY},
	{"main*", BW_CUE_BODY},
	{"page", BW_CUE_BODY},
	{"post", BW_CUE_BODY},
	{"posts", BW_CUE_BODY},
	{"postbody", BW_CUE_BODY},
	{"postcontent", BW_CUE_BODY},
	{"text", BW_CUE_BODY},
	{"blog*", BW_CUE_BODY},
	{"story*", BW_CUE_BODY},
	{"prose", BW_CUE_BODY},
	{"release", BW_CUE_BODY},
};

/* After one of these the rest of a class name speaks of something else ("has-sidebar", "no-comments"). */
static const char *const turns[] = {"has",  "hasnt", "with", "without", "no",     "not",
				    "hide", "show",  "is",   "js",      "before", "after"};

_Static_assert(sizeof rows / sizeof *rows < 255, "rows are numbered in a byte");

void bw_cue_init(struct bw_cues *c)
{
	*c = (struct bw_cues){0};
	for (size_t i = sizeof rows / sizeof *rows; i-- > 0;) {
		uint8_t *first = &c->first[rows[i].word[0] - 'a'];
		c->next[i] = *first;
		*first = (uint8_t)(i + 1);
	}
}

static bool fits(const char *row, struct bw_str word)
{
	size_t i = 0;
	while (i < word.len && row[i] == word.ptr[i])
		i++;
	return row[i] == '*' || (i == word.len && !row[i]);
}

static unsigned bits_of(const struct bw_cues *c, struct bw_str word)
{
	for (size_t i = c->first[word.ptr[0] - 'a']; i; i = c->next[i - 1])
		if (fits(rows[i - 1].word, word))
			return rows[i - 1].bits;
	return 0;
}

static bool is_turn(struct bw_str word)
{
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
		if (turns[i][0] == word.ptr[0] && bw_str_eq(word, bw_str_from(turns[i])))
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* Cuts the next piece of a class name, lower case, off *rest: a run of letters that starts no new capitalised word. */
static bool next_piece(struct bw_str *rest, char piece[32], size_t *len)
{
	size_t i = 0;
	while (i < rest->len && !is_letter(rest->ptr[i]))
		i++;
	*len = 0;
	size_t from = i;
	for (; i < rest->len && is_letter(rest->ptr[i]); i++) {
		bool capital = rest->ptr[i] <= 'Z' && i > from && rest->ptr[i - 1] >= 'a';
		if (capital)
			break;
		if (*len < 32)
			piece[(*len)++] = (char)(rest->ptr[i] | 0x20);
	}
	*rest = bw_str_from_pos(*rest, i);
	return *len > 0;
}

static unsigned bits_of_name(const struct bw_cues *c, struct bw_str name)
{
	unsigned bits = 0;
	char piece[32];
	size_t len;
	while (next_piece(&name, piece, &len)) {
		struct bw_str word = {piece, len};
		if (is_turn(word))
			break;
		bits |= bits_of(c, word);
	}
	return bits;
}

unsigned bw_cue_of_words(struct bw_cues *c, struct bw_str value)
{
	enum { LONGEST = 600 }; /* generated class lists say nothing more after that */
	unsigned bits = 0;
	struct bw_str rest = bw_str_sub(value, 0, LONGEST), part;
	uint64_t hash = bw_str_hash(rest);
	size_t place = (hash ^ hash >> 32) % (sizeof c->seen / sizeof *c->seen);
	if (bw_str_eq(c->seen[place].value, rest))
		return c->seen[place].bits;
	c->seen[place].value = rest;
	while (bw_str_split(&rest, ' ', &part))
		bits |= bits_of_name(c, part);
	return c->seen[place].bits = bits;
}

struct value_row {
	struct bw_str attr, value;
	unsigned bits;
};

#define SAYS(attr, value, bits)                                                                                        \
	{                                                                                                              \
		{(attr), sizeof(attr) - 1}, {(value), sizeof(value) - 1}, bits                                         \
	}
static const struct value_row value_rows[] = {
	SAYS("role", "navigation", BW_CUE_CUT),
	SAYS("role", "menu", BW_CUE_CUT),
	SAYS("role", "menubar", BW_CUE_CUT),
	SAYS("role", "complementary", BW_CUE_ASIDE),
	SAYS("role", "contentinfo", BW_CUE_CUT),
	SAYS("role", "banner", BW_CUE_CUT),
	SAYS("role", "search", BW_CUE_CUT),
	SAYS("role", "alert", BW_CUE_CUT),
	SAYS("role", "alertdialog", BW_CUE_CUT),
	SAYS("role", "dialog", BW_CUE_CUT),
	SAYS("itemprop", "articleBody", BW_CUE_LABEL),
	SAYS("itemprop", "author", BW_CUE_META),
	SAYS("itemprop", "creator", BW_CUE_META),
	SAYS("itemprop", "datePublished", BW_CUE_META),
	SAYS("itemprop", "dateModified", BW_CUE_META),
	SAYS("itemprop", "publisher", BW_CUE_META),
	SAYS("itemprop", "keywords", BW_CUE_META),
	SAYS("itemprop", "caption", BW_CUE_CAPTION),
	SAYS("itemprop", "comment", BW_CUE_TALK),
	SAYS("rel", "author", BW_CUE_META),
	SAYS("aria-hidden", "true", BW_CUE_HIDDEN),
};

static bool style_hides(struct bw_str style)
{
	if (!style.len)
		return false;
	char flat[256];
	size_t n = 0;
	for (size_t i = 0; i < style.len && n < sizeof flat; i++)
		if (!isspace((unsigned char)style.ptr[i]))
			flat[n++] = style.ptr[i];
	struct bw_str s = {flat, n};
	return bw_text_contains_nocase(s, "display:none") || bw_text_contains_nocase(s, "visibility:hidden");
}

/* An id of many words is a heading made into an anchor: it speaks of the subject. */
static bool is_slug(struct bw_str id)
{
	enum { MANY = 4 };
	char piece[32];
	size_t len, n = 0;
	while (n < MANY && next_piece(&id, piece, &len))
		n++;
	return n == MANY;
}

static bool has_word(struct bw_str list, struct bw_str word)
{
	struct bw_str part;
	while (bw_str_split(&list, ' ', &part))
		if (part.len >= word.len && bw_str_eq_ascii_nocase(bw_str_trim(part), word))
			return true;
	return false;
}

static bool is_named(const struct bw_attr *at, const char *name, size_t len)
{
	return at->name.len == len && !memcmp(at->name.ptr, name, len);
}

static unsigned bits_of_attr(struct bw_cues *c, const struct bw_attr *at)
{
	unsigned bits = 0;
	if (is_named(at, "class", 5))
		return bw_cue_of_words(c, at->value);
	if (is_named(at, "id", 2))
		return is_slug(at->value) ? 0 : bw_cue_of_words(c, at->value);
	if (is_named(at, "style", 5))
		return style_hides(at->value) ? BW_CUE_HIDDEN : 0;
	if (is_named(at, "hidden", 6))
		return BW_CUE_HIDDEN;
	for (size_t i = 0; i < sizeof value_rows / sizeof *value_rows; i++)
		if (is_named(at, value_rows[i].attr.ptr, value_rows[i].attr.len) &&
		    has_word(at->value, value_rows[i].value))
			bits |= value_rows[i].bits;
	return bits;
}

unsigned bw_cue_of(struct bw_cues *c, const struct bw_dom *d, uint32_t node)
{
	const struct bw_node *n = &d->nodes[node];
	unsigned bits = 0;
	if (n->tag == BW_TAG_HTML || n->tag == BW_TAG_BODY)
		return 0;
	for (uint32_t i = n->attr; i < n->attr + n->n_attrs; i++)
		bits |= bits_of_attr(c, &d->attrs[i]);
	return bits;
}
