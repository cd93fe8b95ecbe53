#include "extract/meta.h"

#include <ctype.h>

#include "core/lexicon.h"
#include "core/url.h"
#include "extract/byline.h"
#include "extract/line_words.h"
#include "extract/text.h"

enum { NEAR_RUNS = 7, DATES_MAX = 40, FIRST_YEAR = 1990, LAST_YEAR = 2100, STRONG_RANK = 26 };

struct fill {
	const struct bw_facts *facts;
	const struct bw_page *page;
	struct bw_arena *arena;
	struct bw_article *out;
	struct bw_str url, language; /* the page's, with its region */
	size_t near_from, near_to;   /* runs just below the headline, and the one above it */
};

static bool is_sane(bw_time t)
{
	struct bw_date d = bw_time_date(t);
	return d.year >= FIRST_YEAR && d.year <= LAST_YEAR;
}

struct date_found {
	bw_time time;
	bool has_time, has_zone;
};

/* A date that a page gives as a value or in a line: possible, and of the age of the web. The page's language may tell
 * which number is the day, and the zone where its readers have only one. */
static bool read_date(struct fill *k, struct bw_str text, struct date_found *out)
{
	struct bw_time_reading got;
	enum bw_date_order order = bw_time_order(k->language);
	struct bw_str line = bw_text_fold_space(k->arena, text);
	size_t from, to;
	if (!bw_time_read(text, order, &got) &&
	    (line.len > BW_BYLINE_MAX || !bw_time_find(line, order, &from, &to, &got)))
		return false;
	bw_time_at_home(&got, k->language);
	*out = (struct date_found){got.time, got.has_time, got.has_zone};
	return is_sane(out->time);
}

/* The same moment, told once with its zone and once by the clock of the place: whole quarters of an hour apart. */
static bool is_same_moment(const struct date_found *zoned, const struct date_found *local)
{
	enum { QUARTER = 900, FARTHEST = 14 * 3600 };
	bw_time apart = zoned->time - local->time;
	return zoned->has_zone && !local->has_zone && local->has_time && apart % QUARTER == 0 && apart <= FARTHEST &&
	       apart >= -FARTHEST;
}

/* The best claim by rank. A later "published" than another strong claim is the date of a change: the earliest of them
 * counts. A day alone gives way to the same day with a time. */
static bw_time pick_date(struct fill *k, enum bw_field field, bool *precise)
{
	const struct bw_fact *f;
	struct date_found best = {BW_TIME_NONE, false, false}, d;
	for (size_t i = 0; i < DATES_MAX && (f = bw_facts_get(k->facts, field, i)); i++) {
		if (!read_date(k, f->value, &d))
			continue;
		bool finer = best.time != BW_TIME_NONE && !best.has_time && d.has_time &&
			     bw_time_day_start(d.time) == best.time;
		finer |= best.time != BW_TIME_NONE && is_same_moment(&d, &best);
		bool coarser = !d.has_time && best.time != BW_TIME_NONE && bw_time_day_start(best.time) == d.time;
		coarser |= best.time != BW_TIME_NONE && is_same_moment(&best, &d);
		bool earlier = field == BW_FIELD_PUBLISHED && f->rank <= STRONG_RANK && d.time < best.time && !coarser;
		if (best.time == BW_TIME_NONE || finer || earlier)
			best = d;
	}
	*precise = best.has_time;
	return best.time;
}

/* The lines around the headline: from the one above it to the first sentences below. */
static void find_near(struct fill *k, uint32_t heading)
{
	const struct bw_page *p = k->page;
	if (!heading)
		return;
	size_t i = 0;
	while (i < p->runs.len && p->runs.ptr[i].from < heading)
		i++;
	k->near_from = i ? i - 1 : 0;
	k->near_to = i;
	while (k->near_to < p->runs.len && k->near_to < i + NEAR_RUNS && p->runs.ptr[k->near_to].text.len < 200)
		k->near_to++;
}

static bw_time visible_date(struct fill *k, bool *precise)
{
	for (size_t i = k->near_from; i < k->near_to; i++) {
		struct bw_str line = k->page->runs.ptr[i].text;
		struct date_found d;
		if (line.len > 200 || bw_byline_is_change(k->arena, line) || !read_date(k, line, &d))
			continue;
		*precise = d.has_time;
		return d.time;
	}
	return BW_TIME_NONE;
}

/* "/2026/03/02/" or "/2026-03-02-": a whole day in the address itself. */
static bw_time date_in_url(struct bw_str url)
{
	for (size_t i = 0; i + 11 <= url.len; i++) {
		const char *s = url.ptr + i;
		char sep = s[5];
		bool shape = s[0] == '/' && isdigit((unsigned char)s[1]) && isdigit((unsigned char)s[2]) &&
			     isdigit((unsigned char)s[3]) && isdigit((unsigned char)s[4]) &&
			     (sep == '/' || sep == '-') && isdigit((unsigned char)s[6]) &&
			     isdigit((unsigned char)s[7]) && s[8] == sep && isdigit((unsigned char)s[9]) &&
			     isdigit((unsigned char)s[10]);
		if (!shape || (i + 11 < url.len && isdigit((unsigned char)s[11])))
			continue;
		char iso[] = {s[1], s[2], s[3], s[4], '-', s[6], s[7], '-', s[9], s[10]};
		bw_time t;
		if (bw_time_parse((struct bw_str){iso, sizeof iso}, &t) && is_sane(t))
			return t;
	}
	return BW_TIME_NONE;
}

static void fill_dates(struct fill *k, const struct bw_page_hints *hints)
{
	bool precise = false, ignored;
	bw_time t = pick_date(k, BW_FIELD_PUBLISHED, &precise);
	if (t == BW_TIME_NONE)
		t = visible_date(k, &precise);
	if (t == BW_TIME_NONE)
		t = date_in_url(k->url);
	if (t == BW_TIME_NONE)
		t = date_in_url(k->out->url);
	bw_time hint = hints ? hints->published : BW_TIME_NONE;
	bool same_day = hint != BW_TIME_NONE && t != BW_TIME_NONE && bw_time_day_start(hint) == bw_time_day_start(t);
	if (t == BW_TIME_NONE || (!precise && same_day))
		t = hint;
	k->out->published = t;
	k->out->modified = pick_date(k, BW_FIELD_MODIFIED, &ignored);
}

/* A name that is no address, no account and not the outlet's own. */
static struct bw_str author_of(struct fill *k, struct bw_str value)
{
	struct bw_str name = bw_byline_name(k->arena, value);
	if (!name.len || bw_str_starts(name, BW_STR("@")) || bw_str_eq_ascii_nocase(name, BW_STR("admin")))
		return BW_STR_NONE;
	return name;
}

static bool is_publisher(struct fill *k, struct bw_str name)
{
	return k->out->publisher.len &&
	       bw_str_eq(bw_text_key(k->arena, name), bw_text_key(k->arena, k->out->publisher));
}

/* Below the headline: "By Jane Doe", or a short line that is a name and a date. */
static struct bw_str visible_author(struct fill *k)
{
	for (size_t i = k->near_from; i < k->near_to; i++) {
		struct bw_str line = k->page->runs.ptr[i].text;
		if (line.len > 120 || line.len < 4)
			continue;
		bool by = bw_str_starts_ascii_nocase(line, BW_STR("by ")), dated = bw_byline_has_date(k->arena, line);
		bool plain = line.ptr[line.len - 1] != '.' && line.ptr[line.len - 1] != '?';
		struct bw_str name = by || dated ? author_of(k, line) : BW_STR_NONE;
		size_t at = 0;
		if (plain && name.len && !bw_byline_is_furniture(k->arena, name) &&
		    bw_uni_is_upper(bw_utf8_next(name, &at)))
			return name;
	}
	return BW_STR_NONE;
}

/* Claims of machines, and links to authors near the headline, come one by one; boxes with a name are nested and repeat
 * it. */
static bool is_one_of_several(int rank)
{
	return rank < 40 || rank == BW_RANK_AUTHOR_REL || rank == BW_RANK_AUTHOR_LINK;
}

/* "The Outlet Staff": nobody in particular. */
static bool is_collective(struct fill *k, struct bw_str name)
{
	struct bw_str table = bw_lexicon_embedded("any/byline-collective"), word;
	struct bw_str rest = bw_uni_fold(k->arena, name);
	while (bw_str_split(&rest, ' ', &word))
		if (bw_line_words_are(table, word))
			return true;
	return false;
}

/* Claims of equal rank that stand together are several authors. The outlet or its staff give way to a person who is
 * named near the headline. */
static struct bw_str claimed_authors(struct fill *k)
{
	const struct bw_fact *f, *first = NULL;
	struct bw_str all = BW_STR_NONE, only_outlet = BW_STR_NONE;
	for (size_t i = 0; i < 12 && (f = bw_facts_get(k->facts, BW_FIELD_AUTHOR, i)); i++) {
		struct bw_str name = author_of(k, f->value);
		if (!name.len || (first && (f->rank != first->rank || !is_one_of_several(f->rank))))
			continue;
		if (only_outlet.len && f->rank > BW_RANK_AUTHOR_LINK)
			break;
		if (is_publisher(k, name) || (!first && is_collective(k, name))) {
			only_outlet = only_outlet.len ? only_outlet : name;
			continue;
		}
		if (!first)
			all = name;
		else if (bw_str_find(all, name, 0) == BW_NPOS)
			all = bw_arena_printf(k->arena, "%" BW_PRISTR ", %" BW_PRISTR, BW_ARG(all), BW_ARG(name));
		first = first ? first : f;
	}
	return all.len ? all : only_outlet;
}

static void fill_author(struct fill *k, const struct bw_page_hints *hints)
{
	k->out->author = claimed_authors(k);
	if (!k->out->author.len)
		k->out->author = visible_author(k);
	if (!k->out->author.len && hints)
		k->out->author = hints->author;
}

static struct bw_str first_value(const struct bw_facts *f, enum bw_field field)
{
	const struct bw_fact *fact = bw_facts_get(f, field, 0);
	return fact ? fact->value : BW_STR_NONE;
}

/* The primary tag of "en-GB" or "en_US", lower case; "" when it is none. */
static struct bw_str primary_tag(struct bw_arena *a, struct bw_str tag)
{
	size_t n = 0;
	while (n < tag.len && isalpha((unsigned char)tag.ptr[n]))
		n++;
	if (n < 2 || n > 3 || (n < tag.len && !strchr("-_,; ", tag.ptr[n])))
		return BW_STR_NONE;
	struct bw_str s = bw_arena_str(a, bw_str_sub(tag, 0, n));
	for (size_t i = 0; i < n; i++)
		((char *)s.ptr)[i] = (char)tolower((unsigned char)s.ptr[i]);
	return s;
}

/* A canonical link counts on its own host (or where the caller trusts it), and not when it names the front page for a
 * page that is not. */
static bool is_good_canonical(struct fill *k, struct bw_str link, bool trust)
{
	struct bw_url u, page;
	if (bw_url_parse(k->arena, link, &u, NULL) || bw_url_parse(k->arena, k->url, &page, NULL))
		return false;
	if (u.path.len <= 1 && !u.query.len && page.path.len > 1)
		return false;
	return trust || bw_url_same_host(k->arena, link, k->url);
}

static void fill_url(struct fill *k, bool trust)
{
	const struct bw_fact *f;
	struct bw_str found = k->url, base = k->url, link;
	const struct bw_dom *d = &k->page->dom;
	uint32_t node = bw_dom_find(d, BW_TAG_BASE, 1, d->n);
	if (node && bw_dom_has_attr(d, node, "href") &&
	    !bw_url_resolve(k->arena, k->url, bw_dom_attr(d, node, "href"), &link, NULL))
		base = link;
	for (size_t i = 0; i < 4 && (f = bw_facts_get(k->facts, BW_FIELD_URL, i)); i++) {
		if (bw_url_resolve(k->arena, base, f->value, &link, NULL) || !is_good_canonical(k, link, trust))
			continue;
		found = link;
		break;
	}
	if (bw_url_canonical(k->arena, found, &k->out->url, NULL))
		k->out->url = k->url;
}

void bw_meta_fill(struct bw_facts *f, const struct bw_page *p, struct bw_str url, const struct bw_page_hints *hints,
		  struct bw_article *out)
{
	struct fill k = {.facts = f, .page = p, .arena = f->arena, .out = out, .url = url};
	struct bw_str cut_off, language = BW_STR_NONE;
	const struct bw_fact *fact;
	fill_url(&k, hints && hints->trust_canonical);
	out->title = bw_title_pick(f, p, url, &cut_off);
	if (!out->title.len && hints)
		out->title = hints->title;
	out->publisher = first_value(f, BW_FIELD_PUBLISHER);
	if (!out->publisher.len)
		out->publisher = cut_off;
	for (size_t i = 0; !language.len && (fact = bw_facts_get(f, BW_FIELD_LANGUAGE, i)); i++)
		if ((language = primary_tag(f->arena, fact->value)).len)
			k.language = fact->value;
	out->language = language;
	out->section = first_value(f, BW_FIELD_SECTION);
	uint32_t heading = bw_title_heading(p, out->title);
	bw_facts_visible(f, p, heading);
	find_near(&k, heading);
	fill_author(&k, hints);
	fill_dates(&k, hints);
}
