#include "source/build.h"
#include "source/links.h"

enum { CLIMB_MAX = 12, PREFIX_WORDS = 3 };

/* "Published on: 2 March 2026 by Ann": what may stand before a date of publication, and what ends it. Other words mean
 * that it is the date of something else ("Deadline: 2 March 2026"). */
static const struct bw_str before_dates[] = {
	{"published", 9},     {"posted", 6},    {"on", 2}, {"date", 4}, {"dated", 5},
	{"released", 8},      {"issued", 6},    {"am", 2}, {"vom", 3},  {"le", 2},
	{"publi\xC3\xA9", 7}, {"publicado", 9}, {"el", 2},
};
static const struct bw_str behind_dates[] = {{" by ", 4}, {" in ", 4}, {" von ", 5}, {" par ", 5}, {" por ", 5}};

static bool may_precede(struct bw_str word)
{
	if (word.len && word.ptr[word.len - 1] == ':')
		word.len--;
	for (size_t i = 0; i < sizeof(before_dates) / sizeof(before_dates[0]); i++)
		if (bw_str_eq_ascii_nocase(word, before_dates[i]))
			return true;
	return false;
}

static bw_time date_among_words(struct bw_str s)
{
	for (size_t i = 0; i < sizeof(behind_dates) / sizeof(behind_dates[0]); i++) {
		size_t end = bw_str_find(s, behind_dates[i], 0);
		s = bw_str_trim(bw_str_sub(s, 0, end == BW_NPOS ? s.len : end));
	}
	for (int i = 0; i <= PREFIX_WORDS; i++) {
		bw_time time = bw_feed_time(s);
		size_t space = bw_str_find_char(s, ' ', 0);
		if (time != BW_TIME_NONE || space == BW_NPOS || !may_precede(bw_str_sub(s, 0, space)))
			return time;
		s = bw_str_trim(bw_str_from_pos(s, space + 1));
	}
	return BW_TIME_NONE;
}

static bool has_year(struct bw_str s)
{
	int run = 0;
	for (size_t i = 0; i < s.len; i++) {
		run = s.ptr[i] >= '0' && s.ptr[i] <= '9' ? run + 1 : 0;
		if (run == 4)
			return true;
	}
	return false;
}

/* The next part between bars, dots and dashes that typographers put between a date and a name. */
static bool next_part(struct bw_str *rest, struct bw_str *part)
{
	static const struct bw_str marks[] = {{"|", 1},        {"\xC2\xB7", 2},    {"\xE2\x80\xA2", 3}, {" - ", 3},
					      {"(", 1},        {")", 1},           {"\xE2\x80\x93", 3}, {" / ", 3},
					      {"\xC2\xA0", 2}, {"\xE2\x80\x94", 3}};
	size_t at = rest->len, len = 0;
	if (!rest->len)
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t found = bw_str_find(bw_str_sub(*rest, 0, at), marks[i], 0);
		if (found == BW_NPOS)
			continue;
		at = found;
		len = marks[i].len;
	}
	*part = bw_str_trim(bw_str_sub(*rest, 0, at));
	*rest = bw_str_from_pos(*rest, at + len);
	return true;
}

bw_time bw_links_date_in(struct bw_str text)
{
	struct bw_str rest = text, part;
	if (!has_year(text))
		return BW_TIME_NONE;
	while (next_part(&rest, &part)) {
		while (part.len && strchr(",;:", part.ptr[part.len - 1]))
			part.len--;
		bw_time time = has_year(part) && part.len > 5 ? date_among_words(part) : BW_TIME_NONE;
		if (time != BW_TIME_NONE)
			return time;
	}
	return BW_TIME_NONE;
}

/* Each node above counts the different kept addresses in it. */
static void count_kept(struct bw_link_page *page, const struct bw_link_seen *link)
{
	uint32_t node = link->node;
	for (int i = 0; i < 64; i++) {
		struct bw_link_node *n = &page->nodes.ptr[node];
		if (!n->n_kept)
			n->kept_at = link->at;
		n->n_kept += n->kept != link->url + 1;
		n->kept = link->url + 1;
		if (!node)
			return;
		node = n->parent;
	}
}

/* The innermost node around the date that holds a kept link. 0 when it belongs to a card of something else. */
static uint32_t node_with_link(const struct bw_link_page *page, uint32_t node)
{
	for (int i = 0; i < CLIMB_MAX && node; i++, node = page->nodes.ptr[node].parent) {
		const struct bw_link_node *n = &page->nodes.ptr[node];
		if (n->n_kept)
			return node;
		if (n->n_urls && n->is_card)
			return 0;
	}
	return 0;
}

static void give(struct bw_link_page *page, uint32_t url, bw_time time)
{
	struct bw_link_url *u = &page->urls.ptr[url];
	if (u->time == BW_TIME_NONE)
		u->time = time;
}

/* Rows without an element of their own: date, link, date, link ... or link, date, link, date ... What stands first in
 * the node says which. A single date among many links belongs to none of them. */
static void date_rows(struct bw_link_page *page, const uint32_t *holder)
{
	size_t next = 0;
	for (size_t i = 0; i < page->dates.len; i++) {
		const struct bw_link_date *d = &page->dates.ptr[i];
		const struct bw_link_node *n = &page->nodes.ptr[holder[i]];
		if (!holder[i] || n->n_kept < 2 || n->n_dates < 2)
			continue;
		bool date_first = n->date < n->kept_at;
		while (next < page->seen.len && page->seen.ptr[next].at < d->at)
			next++;
		uint32_t until = i + 1 < page->dates.len ? page->dates.ptr[i + 1].at : UINT32_MAX;
		for (size_t k = next; date_first && k < page->seen.len && page->seen.ptr[k].at < until; k++)
			if (page->urls.ptr[page->seen.ptr[k].url].kept)
				give(page, page->seen.ptr[k].url, d->time);
		uint32_t from = i ? page->dates.ptr[i - 1].at : 0;
		for (size_t k = next; !date_first && k-- > 0 && page->seen.ptr[k].at >= from;)
			if (page->urls.ptr[page->seen.ptr[k].url].kept) {
				give(page, page->seen.ptr[k].url, d->time);
				break;
			}
	}
}

void bw_links_date(struct bw_link_page *page)
{
	uint32_t *holder = BW_ARRAY(page->arena, uint32_t, page->dates.len + 1);
	for (size_t i = 0; i < page->seen.len; i++)
		if (page->urls.ptr[page->seen.ptr[i].url].kept)
			count_kept(page, &page->seen.ptr[i]);
	for (size_t i = 0; i < page->dates.len; i++) {
		const struct bw_link_date *d = &page->dates.ptr[i];
		if (page->nodes.ptr[d->node].zones & (BW_ZONE_NAV | BW_ZONE_MARGIN))
			continue;
		holder[i] = node_with_link(page, d->node);
		struct bw_link_node *n = &page->nodes.ptr[holder[i]];
		if (!holder[i])
			continue;
		if (n->n_kept == 1)
			give(page, n->kept - 1, d->time);
		else if (!n->n_dates++)
			n->date = d->at;
	}
	date_rows(page, holder);
}
