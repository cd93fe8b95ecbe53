#include "source/build.h"

#include "core/buf.h"
#include "core/url.h"
#include "source/html.h"

enum { AUTHOR_MAX_BYTES = 2000 };

void bw_draft_put(struct bw_arena *a, struct bw_draft *d, enum bw_slot slot, int rank, struct bw_str text,
		  struct bw_str base)
{
	struct bw_draft_value *v = &d->slot[slot];
	struct bw_str trimmed = bw_str_trim(text);
	if (slot == BW_SLOT_AUTHOR)
		trimmed = bw_person_name(a, trimmed);
	if (!trimmed.len || rank < v->rank)
		return;
	if (rank > v->rank || (slot == BW_SLOT_LINK && rank == BW_RANK_RSS_LINK)) {
		*v = (struct bw_draft_value){trimmed, base, rank};
		return;
	}
	if (slot == BW_SLOT_AUTHOR && v->text.len < AUTHOR_MAX_BYTES && bw_str_find(v->text, trimmed, 0) == BW_NPOS)
		v->text = bw_arena_printf(a, "%" BW_PRISTR ", %" BW_PRISTR, BW_ARG(v->text), BW_ARG(trimmed));
}

bool bw_link_is_http(struct bw_str s)
{
	return bw_str_starts_ascii_nocase(s, BW_STR("http://")) || bw_str_starts_ascii_nocase(s, BW_STR("https://"));
}

struct bw_str bw_link_resolve(struct bw_arena *a, struct bw_str base, struct bw_str ref)
{
	struct bw_str trimmed = bw_str_trim(ref), out;
	if (!trimmed.len || bw_url_resolve(a, base.len ? base : trimmed, trimmed, &out, NULL))
		return BW_STR_NONE;
	return bw_link_is_http(out) ? out : BW_STR_NONE;
}

static bool is_mail(struct bw_str s)
{
	return bw_str_find_char(s, '@', 0) != BW_NPOS && bw_str_find_char(s, ' ', 0) == BW_NPOS;
}

/* What stands between open and close, when close is the last character. */
static bool bracketed(struct bw_str s, char open, char close, struct bw_str *before, struct bw_str *inside)
{
	size_t at = bw_str_find_char(s, open, 0);
	if (at == BW_NPOS || !s.len || s.ptr[s.len - 1] != close)
		return false;
	*before = bw_str_trim(bw_str_sub(s, 0, at));
	*inside = bw_str_trim(bw_str_sub(s, at + 1, s.len - at - 2));
	return true;
}

struct bw_str bw_person_name(struct bw_arena *a, struct bw_str text)
{
	struct bw_str s = text, before, inside;
	if (bracketed(s, '(', ')', &before, &inside) && is_mail(before))
		s = inside;
	else if (bracketed(s, '<', '>', &before, &inside) && is_mail(inside))
		s = before;
	else if (bracketed(s, '(', ')', &before, &inside) && is_mail(inside))
		s = before;
	if (bracketed(s, '(', ')', &before, &inside) && !before.len)
		s = inside;
	if (s.len > 1 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"')
		s = bw_str_trim(bw_str_sub(s, 1, s.len - 2));
	s = bw_html_plain(a, s);
	return is_mail(s) || bw_str_eq_ascii_nocase(s, BW_STR("unknown")) ? BW_STR_NONE : s;
}

bw_time bw_feed_time(struct bw_str text)
{
	static const struct bw_date first = {1900, 1, 2};
	bw_time t;
	if (!text.len || !bw_time_parse(text, &t))
		return BW_TIME_NONE;
	bool is_zero = t < bw_time_from_date(first) || (t > -BW_DAY && t < BW_DAY);
	return is_zero ? BW_TIME_NONE : t;
}

static bw_time time_of(const struct bw_draft_value *v)
{
	return bw_feed_time(v->text);
}

/* An address without its scheme is no name of a file. */
static struct bw_str link_of(struct bw_arena *a, const struct bw_draft_value *v)
{
	struct bw_str ref = v->text;
	if (bw_str_starts_ascii_nocase(ref, BW_STR("www.")))
		ref = bw_arena_printf(a, "//%" BW_PRISTR, BW_ARG(ref));
	return bw_link_resolve(a, v->base, ref);
}

void bw_draft_to_item(struct bw_arena *a, const struct bw_draft *d, struct bw_feed *feed)
{
	*BW_PUSH(a, &feed->items) = (struct bw_item){
		.id = d->slot[BW_SLOT_ID].text,
		.url = link_of(a, &d->slot[BW_SLOT_LINK]),
		.title = bw_html_plain(a, d->slot[BW_SLOT_TITLE].text),
		.author = d->slot[BW_SLOT_AUTHOR].text,
		.summary = bw_html_plain(a, d->slot[BW_SLOT_SUMMARY].text),
		.content = d->slot[BW_SLOT_CONTENT].text,
		.published = time_of(&d->slot[BW_SLOT_PUBLISHED]),
		.updated = time_of(&d->slot[BW_SLOT_UPDATED]),
	};
}

void bw_draft_to_feed(struct bw_arena *a, const struct bw_draft *d, struct bw_feed *feed)
{
	feed->title = bw_html_plain(a, d->slot[BW_SLOT_TITLE].text);
	feed->home = link_of(a, &d->slot[BW_SLOT_LINK]);
	feed->language = d->slot[BW_SLOT_LANGUAGE].text;
	bool inherits = feed->kind == BW_SOURCE_ATOM || feed->kind == BW_SOURCE_JSON_FEED;
	for (size_t i = 0; inherits && i < feed->items.len; i++)
		if (!feed->items.ptr[i].author.len)
			feed->items.ptr[i].author = d->slot[BW_SLOT_AUTHOR].text;
}
