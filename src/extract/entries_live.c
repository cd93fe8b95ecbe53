#include "extract/entries.h"
#include "extract/text.h"

enum {
	FEWEST = 4,
	MARKS_MAX = 600,     /* times on a page that are looked at */
	UP_MAX = 10,         /* levels from a time to the box of its entry */
	SPAN_DAYS = 3,       /* that a live blog lasts */
	LIVE_SPAN_DAYS = 21, /* when it calls itself one */
	STAMP_BYTES = 30,
	DAY_MINUTES = 1440
};

/* A time that an element shows. */
struct mark {
	uint32_t node;
	bw_time time; /* BW_TIME_NONE: only a time of day */
	struct bw_stamp stamp;
};

static bool read_mark(const struct bw_entry_case *c, uint32_t i, struct mark *out)
{
	const struct bw_page *p = c->view->page;
	bool time = p->dom.nodes[i].tag == BW_TAG_TIME;
	bool box = p->dom.nodes[i].n_attrs && (p->marks[i].cues & BW_CUE_META);
	if (!time && !box)
		return false;
	*out = (struct mark){.node = i, .time = BW_TIME_NONE};
	if (time)
		out->time = bw_entries_time(bw_dom_attr(&p->dom, i, "datetime"));
	struct bw_str text = bw_dom_text(c->arena, &p->dom, i, STAMP_BYTES * 2);
	bool shown = text.len <= STAMP_BYTES && bw_stamp_read(text, &out->stamp) && out->stamp.bytes == text.len;
	return out->time != BW_TIME_NONE || shown;
}

static size_t find_marks(const struct bw_entry_case *c, struct mark *marks)
{
	const struct bw_page *p = c->view->page;
	uint32_t last = c->p[c->n - 1].node;
	size_t n = 0;
	for (uint32_t i = 1; i <= last && i < p->dom.n && n < MARKS_MAX; i++) {
		if (p->dom.nodes[i].tag == BW_TAG_TEXT || !read_mark(c, i, &marks[n]))
			continue;
		n++;
		i = p->dom.nodes[i].end - 1;
	}
	return n;
}

/* The element that has the most children with times of their own: each of them is the box of an entry. */
static uint32_t find_list(const struct bw_entry_case *c, const struct mark *marks, size_t n, uint32_t *most)
{
	const struct bw_node *nodes = c->view->page->dom.nodes;
	uint32_t *children = BW_ARRAY(c->arena, uint32_t, c->view->page->dom.n), found = 0;
	bool *seen = BW_ARRAY(c->arena, bool, c->view->page->dom.n);
	*most = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t box = marks[i].node;
		for (int up = 0; up < UP_MAX && nodes[box].parent && !seen[box]; up++, box = nodes[box].parent) {
			seen[box] = true;
			if (++children[nodes[box].parent] > *most) {
				*most = children[nodes[box].parent];
				found = nodes[box].parent;
			}
		}
	}
	return found;
}

static bw_time zone_time(bw_time day, struct bw_stamp s, int offset)
{
	return day + (s.minute - offset) * 60;
}

/* One entry a box that holds paragraphs; what stands between boxes belongs to none. */
static void put_boxes(struct bw_entry_case *c, uint32_t list, const struct mark *marks, size_t n, struct mark *of)
{
	const struct bw_node *nodes = c->view->page->dom.nodes;
	uint32_t p = 0;
	size_t k = 0;
	c->n_out = 0;
	for (uint32_t box = nodes[list].first; box; box = nodes[box].next) {
		while (p < c->n && c->p[p].node < box)
			p++;
		while (k < n && marks[k].node < box)
			k++;
		uint32_t first = p;
		while (p < c->n && c->p[p].node < nodes[box].end)
			p++;
		if (p == first || k >= n || marks[k].node >= nodes[box].end)
			continue;
		of[c->n_out] = marks[k];
		c->out[c->n_out++] = (struct bw_entry){.published = marks[k].time,
						       .first = first,
						       .n = p - first,
						       .anchor = bw_dom_attr(&c->view->page->dom, box, "id"),
						       .title = bw_entries_title(c, first, p - first)};
	}
}

/* How times run: down counts steps back, up steps forward; one step across midnight is neither. */
struct order {
	uint32_t up, down;
	bw_time low, high;
};

static struct order order_of(const struct mark *marks, uint32_t n)
{
	struct order o = {.low = INT64_MAX, .high = INT64_MIN};
	for (uint32_t i = 0; i < n; i++) {
		bool dated = marks[i].time != BW_TIME_NONE;
		bw_time now = dated ? marks[i].time : marks[i].stamp.minute * 60;
		bw_time before = !i                                  ? now
				 : marks[i - 1].time != BW_TIME_NONE ? marks[i - 1].time
								     : marks[i - 1].stamp.minute * 60;
		o.up += now > before;
		o.down += now < before;
		o.low = now < o.low ? now : o.low;
		o.high = now > o.high ? now : o.high;
	}
	return o;
}

static bool runs_live(const struct bw_entry_case *c, const struct mark *marks, uint32_t n)
{
	struct order o = order_of(marks, n);
	bool live = bw_entries_is_live(c);
	bw_time span = (live ? LIVE_SPAN_DAYS : SPAN_DAYS) * (bw_time)BW_DAY;
	bool back = o.up <= 1 && o.down >= FEWEST - 1u, forth = o.down <= 1 && o.up >= FEWEST - 1u;
	return o.high - o.low <= span && (back || (live && forth));
}

static uint32_t covered(const struct bw_entry_case *c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->n_out; i++)
		n += c->out[i].n;
	return n;
}

bool bw_entries_by_box(struct bw_entry_case *c)
{
	if (!c->view->page || !c->view->shaped || c->view->shaped->n != c->n)
		return false;
	struct mark *marks = BW_ARRAY(c->arena, struct mark, MARKS_MAX);
	struct mark *of = BW_ARRAY(c->arena, struct mark, c->n + 1u);
	uint32_t most;
	size_t n = find_marks(c, marks);
	uint32_t list = n < FEWEST ? 0 : find_list(c, marks, n, &most);
	if (!list || most < FEWEST)
		return false;
	put_boxes(c, list, marks, n, of);
	if (c->n_out < FEWEST || covered(c) * 10 < c->n * 7 || !runs_live(c, of, c->n_out))
		return false;
	return true;
}

/* Minutes east of UTC that the page's date states ("+01:00"). "Z" and "+00:00" are what machines write whatever the
 * clock of the place shows, and say nothing of it. */
static bool stated_offset(struct bw_str date, int *offset)
{
	size_t at = date.len >= 6 ? date.len - 6 : 0;
	struct bw_str s = bw_str_from_pos(date, at);
	if (s.len != 6 || s.ptr[3] != ':' || (s.ptr[0] != '+' && s.ptr[0] != '-'))
		return false;
	int64_t hours, minutes;
	if (!bw_str_to_i64(bw_str_sub(s, 1, 2), &hours) || !bw_str_to_i64(bw_str_sub(s, 4, 2), &minutes))
		return false;
	*offset = (int)(hours * 60 + minutes) * (s.ptr[0] == '-' ? -1 : 1);
	return *offset != 0;
}

/* Times of day become times where the day and the zone are stated: all entries lie on one day (no step across
 * midnight), which is the day of the page's own date, and that date lies within their hours or a little off. */
static void date_entries(struct bw_entry_case *c, const struct mark *marks)
{
	enum { OFF = 3 * 3600 };
	struct order o = order_of(marks, c->n_out);
	int offset = 0;
	bool zoned = stated_offset(c->view->published_text, &offset);
	if (c->article->published == BW_TIME_NONE || (o.up && o.down))
		return;
	for (uint32_t i = 0; i < c->n_out; i++) {
		int own = marks[i].stamp.zoned ? marks[i].stamp.offset : offset;
		if (!marks[i].stamp.zoned && !zoned)
			continue;
		bw_time local = c->article->published + own * 60;
		bw_time day = bw_time_day_start(local), clock = local - day;
		if (clock < o.low - OFF || clock > o.high + OFF)
			continue;
		c->out[i].published = zone_time(day, marks[i].stamp, own);
	}
}

bool bw_entries_by_stamp(struct bw_entry_case *c)
{
	enum { LEAD = 4, SPARSE = 10, TEXT_BYTES = 30 };
	struct mark *marks = BW_ARRAY(c->arena, struct mark, c->n + 1u);
	size_t bytes = 0;
	c->n_out = 0;
	for (uint32_t i = 0; i < c->n; i++) {
		struct mark m = {.time = BW_TIME_NONE};
		if (bw_stamp_read(c->p[i].text, &m.stamp)) {
			marks[c->n_out] = m;
			c->out[c->n_out++] = (struct bw_entry){.published = BW_TIME_NONE, .first = i};
		}
		if (c->n_out)
			c->out[c->n_out - 1].n++;
		bytes += c->n_out ? c->p[i].text.len : 0;
	}
	if (c->n_out < FEWEST || c->out[0].first > LEAD || c->n_out * SPARSE < c->n ||
	    bytes < (size_t)c->n_out * TEXT_BYTES || !runs_live(c, marks, c->n_out))
		return false;
	for (uint32_t i = 0; i < c->n_out; i++) {
		c->out[i].title = bw_entries_title(c, c->out[i].first, c->out[i].n);
		c->out[i].anchor = bw_entries_anchor(c, c->out[i].first, c->out[i].n);
	}
	date_entries(c, marks);
	return true;
}
