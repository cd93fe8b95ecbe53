/* schema.org: LiveBlogPosting.liveBlogUpdate, a list of BlogPosting (headline, datePublished, articleBody, url). */
#include "core/json.h"
#include "extract/entries.h"
#include "extract/text.h"

enum { SCRIPT_MAX = 2 << 20, UPDATES_MAX = 500, KEY_BYTES = 40, FEWEST = 3, PARAGRAPHS_MAX = 4000 };

static uint64_t key_of(struct bw_arena *a, struct bw_str text)
{
	struct bw_str key = bw_text_key(a, bw_str_sub(text, 0, KEY_BYTES * 6));
	return key.len < 8 ? 0 : bw_str_hash(bw_str_sub(key, 0, KEY_BYTES));
}

static const struct bw_json *updates_of(const struct bw_json *v, int depth)
{
	enum { DEPTH = 3, MEMBERS = 50 };
	const struct bw_json *found = bw_json_get(v, "liveBlogUpdate");
	if (!bw_json_is_null(found) || depth == DEPTH)
		return found;
	const struct bw_json *list = bw_json_is_array(v) ? v : bw_json_get(v, "@graph");
	for (size_t i = 0; i < bw_json_len(list) && i < MEMBERS; i++) {
		found = updates_of(bw_json_at(list, i), depth + 1);
		if (!bw_json_is_null(found))
			return found;
	}
	return NULL;
}

/* The paragraph that an update begins with, c->n for none. */
static uint32_t first_of(const struct bw_entry_case *c, const uint64_t *keys, const struct bw_json *update)
{
	uint64_t head = key_of(c->arena, bw_text_unescape(c->arena, bw_json_str(bw_json_get(update, "headline"))));
	uint64_t body = key_of(c->arena, bw_text_unescape(c->arena, bw_json_str(bw_json_get(update, "articleBody"))));
	for (uint32_t i = 0; i < c->n; i++)
		if (keys[i] && (keys[i] == head || keys[i] == body))
			return i;
	return c->n;
}

static struct bw_str anchor_of(const struct bw_json *update)
{
	struct bw_str url = bw_json_str(bw_json_get(update, "url"));
	if (!url.len)
		url = bw_json_str(bw_json_get(update, "@id"));
	size_t hash = bw_str_find_char(url, '#', 0);
	return hash == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(url, hash + 1);
}

static void put_updates(struct bw_entry_case *c, const struct bw_json *list)
{
	uint64_t *keys = BW_ARRAY(c->arena, uint64_t, c->n + 1u);
	struct bw_entry *at = BW_ARRAY(c->arena, struct bw_entry, c->n + 1u);
	for (uint32_t i = 0; i < c->n; i++)
		keys[i] = key_of(c->arena, c->p[i].text);
	for (size_t k = 0; k < bw_json_len(list) && k < UPDATES_MAX; k++) {
		const struct bw_json *update = bw_json_at(list, k);
		uint32_t first = first_of(c, keys, update);
		if (first == c->n || at[first].n)
			continue;
		at[first] = (struct bw_entry){.n = 1, .published = BW_TIME_NONE, .anchor = anchor_of(update)};
		struct bw_str headline = bw_json_str(bw_json_get(update, "headline"));
		at[first].title = headline.len ? bw_text_fold_space(c->arena, headline) : BW_STR_NONE;
		at[first].published = bw_entries_time(bw_json_str(bw_json_get(update, "datePublished")));
	}
	c->n_out = 0;
	for (uint32_t i = 0; i < c->n; i++) {
		if (at[i].n) {
			at[i].first = i;
			c->out[c->n_out++] = at[i];
		} else if (c->n_out) {
			c->out[c->n_out - 1].n++;
		}
	}
}

/* The time of an update in microdata: its datePublished, or else its only time. */
static bw_time item_time(const struct bw_dom *d, uint32_t box)
{
	bw_time only = BW_TIME_NONE;
	for (uint32_t i = box + 1; i < d->nodes[box].end; i++) {
		struct bw_str at = bw_dom_attr(d, i, "datetime");
		if (bw_dom_attr_has_word(d, i, "itemprop", BW_STR("datePublished")))
			return bw_entries_time(at.len ? at : bw_dom_attr(d, i, "content"));
		if (d->nodes[i].tag == BW_TAG_TIME && at.len && only == BW_TIME_NONE)
			only = bw_entries_time(at);
	}
	return only;
}

/* Boxes that say of themselves in microdata that they are updates; what stands between them belongs to none. */
static bool by_items(struct bw_entry_case *c)
{
	const struct bw_dom *d = &c->view->page->dom;
	uint32_t p = 0, covered = 0;
	c->n_out = 0;
	for (uint32_t box = 1; box < d->n && c->n_out < UPDATES_MAX; box++) {
		if (!d->nodes[box].n_attrs || !bw_dom_attr_has_word(d, box, "itemprop", BW_STR("liveBlogUpdate")))
			continue;
		while (p < c->n && c->p[p].node < box)
			p++;
		uint32_t first = p;
		while (p < c->n && c->p[p].node < d->nodes[box].end)
			p++;
		if (p > first)
			c->out[c->n_out++] = (struct bw_entry){.published = item_time(d, box),
							       .first = first,
							       .n = p - first,
							       .anchor = bw_dom_attr(d, box, "id"),
							       .title = bw_entries_title(c, first, p - first)};
		covered += p - first;
		box = d->nodes[box].end - 1;
	}
	return c->n_out >= FEWEST && covered * 10 >= c->n * 7;
}

bool bw_entries_by_schema(struct bw_entry_case *c)
{
	const struct bw_shaped *shaped = c->view->shaped;
	if (c->view->page && shaped && shaped->n == c->n && by_items(c)) {
		c->live = true;
		return true;
	}
	const struct bw_page *p = c->n <= PARAGRAPHS_MAX ? c->view->page : NULL;
	for (uint32_t i = p ? bw_dom_find(&p->dom, BW_TAG_SCRIPT, 1, p->dom.n) : 0; i;
	     i = bw_dom_find(&p->dom, BW_TAG_SCRIPT, i + 1, p->dom.n)) {
		struct bw_str text = p->dom.nodes[i].first ? p->dom.nodes[p->dom.nodes[i].first].text : BW_STR_NONE;
		const struct bw_json *root;
		if (text.len > SCRIPT_MAX || bw_str_find(text, BW_STR("LiveBlogPosting"), 0) == BW_NPOS)
			continue;
		c->live = true;
		if (bw_str_find(text, BW_STR("liveBlogUpdate"), 0) == BW_NPOS ||
		    bw_json_read(c->arena, text, &root, NULL))
			continue;
		put_updates(c, updates_of(root, 0));
		if (c->n_out >= FEWEST && c->out[0].first * 2 <= c->n)
			return true;
	}
	return false;
}
