#include "net/origin.h"

#include "core/url.h"
#include "net/address.h"
#include "net/words.h"

enum { CLOSED_FOR_MS = 600 * 1000, KNOWN_FOR_MS = 24 * 3600 * 1000 };

void bw_origins_init(struct bw_origins *o, struct bw_arena *a)
{
	*o = (struct bw_origins){.arena = a};
	bw_strmap_init(&o->by_name, a);
	bw_strmap_init(&o->hosts, a);
}

void bw_origins_release(struct bw_origins *o)
{
	bw_strmap_release(&o->by_name);
	bw_strmap_release(&o->hosts);
}

static struct bw_host *host_get(struct bw_origins *o, struct bw_str name)
{
	bool is_new;
	uint64_t *at = bw_strmap_put(&o->hosts, name, &is_new);
	if (!is_new)
		return o->all_hosts.ptr[*at];
	*at = o->all_hosts.len;
	struct bw_host *h = BW_NEW(o->arena, struct bw_host);
	*h = (struct bw_host){.name = bw_arena_str(o->arena, name),
			      .is_private = bw_address_host_is_private(name),
			      .asked_ms = INT64_MIN,
			      .not_before_ms = INT64_MIN,
			      .rests_until_ms = INT64_MIN};
	*BW_PUSH(o->arena, &o->all_hosts) = h;
	return h;
}

static struct bw_origin *origin_get(struct bw_origins *o, struct bw_arena *scratch, struct bw_str url,
				    bool allow_private)
{
	struct bw_url u;
	bool is_new;
	struct bw_str name = bw_url_origin(scratch, url);
	if (!name.len || bw_url_parse(scratch, url, &u, NULL))
		return NULL;
	struct bw_str key = bw_arena_printf(scratch, "%" BW_PRISTR " %d", BW_ARG(name), allow_private);
	uint64_t *at = bw_strmap_put(&o->by_name, key, &is_new);
	if (!is_new)
		return o->all.ptr[*at];
	*at = o->all.len;
	struct bw_origin *origin = BW_NEW(o->arena, struct bw_origin);
	origin->name = bw_arena_str(o->arena, name);
	origin->host = host_get(o, u.host);
	*BW_PUSH(o->arena, &o->all) = origin;
	return origin;
}

struct bw_origin *bw_origin_get(struct bw_origins *o, struct bw_str url, bool allow_private)
{
	struct bw_arena scratch;
	bw_arena_init(&scratch);
	struct bw_origin *origin = origin_get(o, &scratch, url, allow_private);
	bw_arena_release(&scratch);
	return origin;
}

void bw_origin_take_robots(struct bw_origins *o, struct bw_origin *origin, const struct bw_answer *answer,
			   struct bw_str agent, int64_t now_ms)
{
	origin->known_ms = now_ms;
	origin->fault = answer->fault;
	origin->status = answer->status;
	origin->detail = bw_arena_str(o->arena, answer->detail);
	origin->robots = (struct bw_robots){.delay_ms = -1};
	bool closed = answer->fault != BW_FAULT_NONE || answer->status >= 500;
	origin->state = closed ? BW_ROBOTS_CLOSED : BW_ROBOTS_KNOWN;
	if (!closed && answer->status >= 200 && answer->status < 300)
		bw_robots_read(o->arena, answer->body, agent, &origin->robots);
	if (origin->robots.delay_ms > origin->host->delay_ms)
		origin->host->delay_ms = origin->robots.delay_ms;
}

void bw_origins_begin(struct bw_origins *o, int64_t now_ms)
{
	for (size_t i = 0; i < o->all.len; i++) {
		struct bw_origin *origin = o->all.ptr[i];
		int64_t keep_ms = origin->state == BW_ROBOTS_CLOSED  ? CLOSED_FOR_MS
				  : origin->state == BW_ROBOTS_KNOWN ? KNOWN_FOR_MS
								     : 0;
		if (now_ms - origin->known_ms >= keep_ms)
			origin->state = BW_ROBOTS_UNASKED;
	}
	for (size_t i = 0; i < o->all_hosts.len; i++)
		o->all_hosts.ptr[i]->flying = 0;
}

/* A place that cannot be reached at all is no matter of its robots.txt. */
static bool is_unreachable(enum bw_fault fault)
{
	return fault != BW_FAULT_NONE && fault < BW_FAULT_TIMEOUT;
}

static int closed(struct bw_arena *scratch, const struct bw_origin *origin, struct bw_str shown, struct bw_err *err)
{
	struct bw_str file = bw_arena_printf(scratch, "%" BW_PRISTR "/robots.txt", BW_ARG(origin->name));
	if (is_unreachable(origin->fault))
		return bw_words_fault(shown, origin->fault, origin->detail, err);
	if (origin->fault == BW_FAULT_NONE)
		return bw_err_set(err, BW_EREFUSED,
				  "%" BW_PRISTR " is not fetched: %" BW_PRISTR
				  " answered %d, and until it says what is open nothing is "
				  "(RFC 9309); it is asked again at the next visit",
				  BW_ARG(shown), BW_ARG(file), origin->status);
	int code = bw_words_fault(file, origin->fault, origin->detail, err);
	if (err)
		bw_err_context(err, "%" BW_PRISTR " is not fetched before it is known what is open (RFC 9309)",
			       BW_ARG(shown));
	return code;
}

int bw_origin_check(struct bw_arena *scratch, const struct bw_origin *origin, struct bw_str url, struct bw_str shown,
		    struct bw_err *err)
{
	struct bw_url u;
	struct bw_str rule;
	if (origin->state == BW_ROBOTS_CLOSED)
		return closed(scratch, origin, shown, err);
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
			  BW_ARG(shown), BW_ARG(origin->name), BW_ARG(bw_str_sub(rule, 0, 200)));
}
