#include "extract/kind.h"
#include "extract/text.h"

enum {
	SCRIPT_MAX = 2 << 20,
	TEASER_BYTES = 1500, /* what a stub shows at most when two signs speak for it */
	LONG_TEASER = 4000,  /* and when three do */
	FEW_BYTES = 900,
	OFFER_RUNS = 8,    /* how far below the text an offer stands */
	OFFER_BYTES = 240, /* an offer is a short line, */
	OFFER_START = 60,  /* and says so early */
	REGION_BYTES = 200,
	FOLD_BYTES = 600
};

struct paid {
	bool marked, free;
	struct bw_str selector; /* of the part that is not free */
	int64_t words;          /* of the whole text, as the page tells it; 0 unknown */
};

/* The text of the value of a key in JSON, from its first character on; "" when the key is not there. */
static struct bw_str value_after(struct bw_str json, const char *key, size_t *from)
{
	size_t at = bw_str_find(json, bw_str_from(key), *from);
	if (at == BW_NPOS)
		return BW_STR_NONE;
	at += strlen(key);
	*from = at;
	while (at < json.len && strchr("\": \t\r\n[", json.ptr[at]))
		at++;
	return bw_str_sub(json, at, 200);
}

static struct bw_str until_quote(struct bw_str s)
{
	return bw_str_sub(s, 0, bw_str_find_char(s, '"', 0));
}

/* The whole value is looked at, as "false", "False" and "http://schema.org/False" all occur. */
static bool says_false(struct bw_str value)
{
	size_t end = 0;
	while (end < value.len && !strchr(",}\"\n", value.ptr[end]))
		end++;
	return bw_text_contains_nocase(bw_str_sub(value, 0, end), "false");
}

static void read_script(struct bw_str json, struct paid *out)
{
	size_t from = 0;
	struct bw_str v;
	while ((v = value_after(json, "isAccessibleForFree", &from)).len) {
		out->marked |= says_false(v);
		out->free |= !says_false(v);
	}
	from = 0;
	v = value_after(json, "cssSelector", &from);
	if (out->marked && v.len && !out->selector.len)
		out->selector = until_quote(v);
	from = 0;
	v = value_after(json, "\"wordCount\"", &from);
	size_t digits = 0;
	while (digits < v.len && v.ptr[digits] >= '0' && v.ptr[digits] <= '9')
		digits++;
	if (digits && !out->words)
		bw_str_to_i64(bw_str_sub(v, 0, digits), &out->words);
}

static void read_meta(const struct bw_dom *d, uint32_t i, struct paid *out)
{
	struct bw_str content = bw_dom_attr(d, i, "content");
	if (bw_str_eq_ascii_nocase(bw_dom_attr(d, i, "itemprop"), BW_STR("isAccessibleForFree")))
		out->marked |= says_false(content);
	if (bw_str_eq_ascii_nocase(bw_dom_attr(d, i, "property"), BW_STR("article:content_tier")))
		out->marked |= bw_str_eq_ascii_nocase(content, BW_STR("locked"));
}

static struct paid paid_of(const struct bw_page *p)
{
	const struct bw_dom *d = &p->dom;
	struct paid out = {0};
	for (uint32_t i = 1; i < d->n; i++) {
		uint32_t tag = d->nodes[i].tag;
		if (tag == BW_TAG_META)
			read_meta(d, i, &out);
		if (tag != BW_TAG_SCRIPT || !d->nodes[i].first)
			continue;
		struct bw_str text = d->nodes[d->nodes[i].first].text, type = bw_dom_attr(d, i, "type");
		if (text.len <= SCRIPT_MAX && bw_str_starts_ascii_nocase(type, BW_STR("application/ld+json")))
			read_script(text, &out);
	}
	return out;
}

/* The class or id at the end of a selector, with the attribute it is looked for in. */
static const char *last_name(struct bw_str selector, struct bw_str *name)
{
	size_t at = selector.len;
	while (at && selector.ptr[at - 1] != '.' && selector.ptr[at - 1] != '#' && selector.ptr[at - 1] != ' ')
		at--;
	*name = bw_str_from_pos(selector, at);
	return at && selector.ptr[at - 1] == '#' ? "id" : "class";
}

/* Bytes of sentences that can be read in the part that is said not to be free; false when the page has no such part. */
static bool region_bytes(const struct bw_page *p, struct bw_str selector, size_t *bytes)
{
	struct bw_str name;
	const char *attr = last_name(selector, &name);
	bool found = false;
	size_t run = 0;
	*bytes = 0;
	for (uint32_t i = 1; name.len && i < p->dom.n; i++) {
		if (!p->dom.nodes[i].n_attrs || !bw_dom_attr_has_word(&p->dom, i, attr, name))
			continue;
		found = true;
		for (; run < p->runs.len && p->runs.ptr[run].from < p->dom.nodes[i].end; run++)
			if (p->runs.ptr[run].from > i && bw_run_is_prose(&p->runs.ptr[run]))
				*bytes += p->runs.ptr[run].text.len;
		i = p->dom.nodes[i].end - 1;
	}
	return found;
}

static bool is_quoted(struct bw_str folded, size_t at)
{
	return bw_str_find_char(bw_str_sub(folded, 0, at), '"', 0) != BW_NPOS;
}

static bool is_offer(const struct bw_kind_case *c, const struct bw_run *r)
{
	if (r->text.len > OFFER_BYTES)
		return false;
	struct bw_str folded = bw_uni_fold(c->view->page->arena, r->text);
	size_t at = bw_kind_words_find(&c->words, BW_PHRASE_PAY_LINE, folded);
	return at <= OFFER_START && !is_quoted(folded, at);
}

/* An offer to read on: among the last lines of the text, whether it was taken for text or not, or right below it. */
static bool has_offer(const struct bw_kind_case *c)
{
	enum { LAST = 3 };
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	if (!b->n)
		return false;
	size_t before = b->n > LAST ? b->n - LAST - 1 : 0, end = b->run[b->n - 1] + 1u + OFFER_RUNS;
	for (size_t i = b->run[before] + 1u; i < p->runs.len && i < end; i++)
		if (is_offer(c, &p->runs.ptr[i]))
			return true;
	return false;
}

/* The text breaks off: dots at its end, or no end of a sentence. */
static bool is_cut(struct bw_str text)
{
	static const char *const ends[] = {".", "!", "?", "\"", ")", "”", "»", "’", ":", "。", "」", "—"};
	if (bw_str_ends(text, BW_STR("…")) || bw_str_ends(text, BW_STR("...")) || bw_str_ends(text, BW_STR("[…]")))
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (bw_str_ends(text, bw_str_from(ends[i])))
			return false;
	return text.len > 0;
}

bool bw_kind_is_paywall(const struct bw_kind_case *c)
{
	const struct bw_body *b = c->view->body;
	struct bw_str text = c->view->article->text;
	if (b->bytes > LONG_TEASER)
		return false;
	struct paid paid = paid_of(c->view->page);
	size_t region = 0;
	bool there = paid.selector.len && region_bytes(c->view->page, paid.selector, &region);
	if (there && region >= REGION_BYTES && !is_cut(text))
		return false;
	bool offer = has_offer(c), cut = is_cut(text);
	int64_t words = (int64_t)bw_text_words(text);
	int signs = paid.marked * 2 + offer * 2 + cut - (paid.free && !paid.marked) * 2;
	signs += paid.marked && paid.selector.len && region < REGION_BYTES;
	signs += (paid.words > words * 2 && paid.words > 150) * 2;
	signs += offer && b->bytes < FEW_BYTES;
	return signs >= (b->bytes < TEASER_BYTES ? 3 : 4);
}
