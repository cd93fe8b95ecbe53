#include "core/url.h"
#include "run/view_part.h"

struct bw_str bw_view_outlet(const struct bw_article *article)
{
	return article->source.len ? article->source : article->publisher;
}

static struct bw_str host_of(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	return bw_url_parse(a, url, &u, NULL) ? BW_STR_NONE : u.host;
}

static uint32_t count_words(struct bw_str text)
{
	uint32_t n = 0;
	bool inside = false;
	for (size_t i = 0; i < text.len; i++) {
		bool letter = (unsigned char)text.ptr[i] > ' ';
		n += letter && !inside;
		inside = letter;
	}
	return n;
}

static struct bw_origin_member member_of(const struct bw_view_article *x)
{
	return (struct bw_origin_member){
		.key = x->key,
		.at = x->at,
		.at_is_day = x->at % BW_DAY == 0, /* a moment that falls on midnight is a day without a time */
		.outlet = bw_view_outlet(x->article),
		.credit = x->notes->credit,
		.author = x->article->author,
		.second_hand = bw_credit_is_second_hand(x->article->text, x->article->author, x->notes->credit),
		.length = count_words(x->article->text),
		.kind = x->notes->kind,
		.copy = x->verdict.copy,
	};
}

/* ---- voices ---- */

/* What the user said of the owner of a source that has this name; what is said of one that the article came through
 * goes first. */
static struct bw_str said_owner(const struct bw_loading *l, int64_t source, struct bw_str name)
{
	const uint64_t *at = source ? bw_map_get(&l->source_rows, (uint64_t)source) : NULL;
	if (at && l->sources.rows.ptr[*at].owner.len)
		return l->sources.rows.ptr[*at].owner;
	for (size_t i = 0; name.len && i < l->sources.rows.len; i++) {
		const struct bw_source_row *s = &l->sources.rows.ptr[i];
		if (s->owner.len && bw_str_eq_ascii_nocase(s->name, name))
			return s->owner;
	}
	return BW_STR_NONE;
}

struct voice {
	uint64_t id;
	struct bw_str name;
};

/* Whose words they are: the outlet's own, or those of whom it credits; and who owns that one. */
static struct voice voice_of(const struct bw_loading *l, const struct bw_view_article *x, int64_t source,
			     struct bw_str credit)
{
	const struct bw_owners *o = l->e->owners;
	struct bw_str outlet = bw_view_outlet(x->article), host = host_of(l->a, x->article->url), owner;
	uint64_t own = bw_voice_of(o, outlet, host, BW_STR_NONE), id = bw_voice_of(o, outlet, host, credit);
	bool is_own = !credit.len || id == own;
	struct bw_str speaker = is_own ? outlet : credit;
	owner = said_owner(l, is_own ? source : 0, speaker);
	if (owner.len)
		return (struct voice){bw_voice_of(o, owner, BW_STR_NONE, BW_STR_NONE), owner};
	owner = bw_owners_find(o, speaker, is_own ? host : BW_STR_NONE);
	return (struct voice){id, owner.len ? owner : speaker.len ? speaker : host};
}

static struct bw_str owner_of(const struct bw_loading *l, const struct bw_view_article *x, int64_t source)
{
	struct bw_str outlet = bw_view_outlet(x->article), said = said_owner(l, source, outlet);
	return said.len ? said : bw_owners_find(l->e->owners, outlet, host_of(l->a, x->article->url));
}

/* ---- origin groups ---- */

struct group {
	struct bw_origin_member *members;
	size_t *at; /* their indices in the view */
	size_t n;
};

static void put_group(struct bw_loading *l, struct bw_view_article *articles, const struct group *g)
{
	struct bw_origin_choice choice = {0};
	bw_origin_choose(l->a, g->members, g->n, &choice);
	size_t original = g->at[choice.original];
	struct bw_view_article *x = &articles[original];
	struct bw_str credit = choice.not_held.len ? choice.not_held : x->notes->credit;
	struct voice v = voice_of(l, x, l->articles.rows.ptr[original].source_id, credit);
	x->original = true;
	for (size_t i = 0; i < g->n; i++) {
		struct bw_view_article *y = &articles[g->at[i]];
		y->origin =
			(struct bw_view_origin){(uint32_t)original, choice.not_held, choice.points, choice.n_points};
		y->voice = v.id;
		y->voice_name = v.name;
		y->owner = owner_of(l, y, l->articles.rows.ptr[g->at[i]].source_id);
	}
}

void bw_view_put_origins(struct bw_loading *l, struct bw_view_article *articles, size_t n)
{
	struct bw_map groups; /* origin -> first index */
	size_t *next = BW_ARRAY(l->a, size_t, n), *last = BW_ARRAY(l->a, size_t, n);
	struct group g = {BW_ARRAY(l->a, struct bw_origin_member, n), BW_ARRAY(l->a, size_t, n), 0};
	bw_map_init(&groups);
	for (size_t i = 0; i < n; i++) {
		bool is_new;
		uint64_t *first = bw_map_put(&groups, articles[i].verdict.origin, &is_new);
		if (is_new)
			*first = i;
		else
			next[last[*first]] = i;
		last[*first] = i;
	}
	for (uint32_t k = 0; k < groups.len; k++) {
		g.n = 0;
		for (size_t i = groups.entries[k].value;; i = next[i]) {
			g.at[g.n] = i;
			g.members[g.n++] = member_of(&articles[i]);
			if (!next[i])
				break;
		}
		put_group(l, articles, &g);
	}
	bw_map_release(&groups);
}
