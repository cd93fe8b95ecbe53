#include "net/origin.h"

#include "core/url.h"

static struct bw_host *host_get(struct bw_origins *o, struct bw_str name)
{
	struct bw_host *h;
	for (h = o->first_host; h; h = h->next)
		if (bw_str_eq(h->name, name))
			return h;
	h = BW_NEW(o->arena, struct bw_host);
	h->name = bw_arena_str(o->arena, name);
	h->next = o->first_host;
	o->first_host = h;
	return h;
}

struct bw_origin *bw_origin_get(struct bw_origins *o, struct bw_str url)
{
	struct bw_arena scratch;
	struct bw_url u;
	struct bw_origin *origin = NULL;
	bw_arena_init(&scratch);
	struct bw_str name = bw_url_origin(&scratch, url);
	if (name.len)
		for (origin = o->first; origin && !bw_str_eq(origin->name, name);)
			origin = origin->next;
	if (name.len && !origin && !bw_url_parse(&scratch, url, &u, NULL)) {
		origin = BW_NEW(o->arena, struct bw_origin);
		origin->name = bw_arena_str(o->arena, name);
		origin->host = host_get(o, u.host);
		origin->next = o->first;
		o->first = origin;
	}
	bw_arena_release(&scratch);
	return origin;
}

void bw_origin_take_robots(struct bw_origins *o, struct bw_origin *origin, const struct bw_answer *answer,
			   struct bw_str agent)
{
	origin->state = BW_ROBOTS_KNOWN;
	origin->unanswered = answer->fault != BW_FAULT_NONE || answer->status >= 500;
	if (answer->fault == BW_FAULT_NONE && answer->status >= 200 && answer->status < 300)
		bw_robots_read(o->arena, answer->body, agent, &origin->robots);
	if (answer->fault == BW_FAULT_NONE && answer->status >= 500) {
		origin->state = BW_ROBOTS_CLOSED;
		origin->status = answer->status;
	}
}

void bw_origins_forget_unanswered(struct bw_origins *o)
{
	for (struct bw_origin *origin = o->first; origin; origin = origin->next)
		if (origin->unanswered)
			origin->state = BW_ROBOTS_UNASKED;
}

int bw_origin_check(struct bw_arena *scratch, const struct bw_origin *origin, struct bw_str url, struct bw_err *err)
{
	struct bw_url u;
	struct bw_str rule;
	if (origin->state == BW_ROBOTS_CLOSED)
		return bw_err_set(err, BW_EREFUSED,
				  "%" BW_PRISTR " is not fetched: %" BW_PRISTR
				  "/robots.txt answered %d, and until it says what is open nothing is "
				  "(RFC 9309); it is asked again at the next visit",
				  BW_ARG(url), BW_ARG(origin->name), origin->status);
	if (bw_url_parse(scratch, url, &u, NULL))
		return BW_OK;
	struct bw_str path =
		u.has_query ? bw_arena_printf(scratch, "%" BW_PRISTR "?%" BW_PRISTR, BW_ARG(u.path), BW_ARG(u.query))
			    : u.path;
	if (bw_robots_allow(scratch, &origin->robots, path, &rule))
		return BW_OK;
	return bw_err_set(err, BW_EREFUSED,
			  "%" BW_PRISTR " is closed to programs by %" BW_PRISTR "/robots.txt (Disallow: %" BW_PRISTR
			  "); ask the publisher, or remove the source",
			  BW_ARG(url), BW_ARG(origin->name), BW_ARG(rule));
}
