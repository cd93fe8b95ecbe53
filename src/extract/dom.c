#include "extract/dom.h"

#include "core/buf.h"
#include "extract/text.h"

static const struct tag_row {
	char name[14];
	uint8_t len, flags;
} tags[] = {
	{"", 0, 0},
#define TAG_ROW(id, name, flags) {name, sizeof name - 1, flags},
	BW_TAG_LIST(TAG_ROW)
#undef TAG_ROW
		{"", 0, 0},
};

/* The first tag of each letter; a letter without one has the first of the next. */
static const uint8_t first_of[27] = {
	BW_TAG_A,      BW_TAG_B,   BW_TAG_CANVAS, BW_TAG_DATALIST, BW_TAG_EM,    BW_TAG_FIELDSET, BW_TAG_H1,
	BW_TAG_H1,     BW_TAG_I,   BW_TAG_KEYGEN, BW_TAG_KEYGEN,   BW_TAG_LABEL, BW_TAG_MAIN,     BW_TAG_NAV,
	BW_TAG_OBJECT, BW_TAG_P,   BW_TAG_Q,      BW_TAG_S,        BW_TAG_S,     BW_TAG_TABLE,    BW_TAG_U,
	BW_TAG_VIDEO,  BW_TAG_WBR, BW_TAG_XMP,    BW_TAG_OTHER,    BW_TAG_OTHER, BW_TAG_OTHER,
};

enum bw_tag bw_tag_find(struct bw_str name)
{
	unsigned letter = name.len ? (unsigned)(unsigned char)name.ptr[0] - 'a' : 26u;
	if (letter > 25)
		return BW_TAG_OTHER;
	for (unsigned i = first_of[letter]; i < first_of[letter + 1]; i++)
		if (tags[i].len == name.len && !memcmp(tags[i].name, name.ptr, name.len))
			return (enum bw_tag)i;
	return BW_TAG_OTHER;
}

unsigned bw_tag_flags(uint32_t tag)
{
	return tag <= BW_TAG_OTHER ? tags[tag].flags : 0;
}

bool bw_tag_is(uint32_t tag, enum bw_tag_flag flag)
{
	return (bw_tag_flags(tag) & flag) != 0;
}

static const struct bw_attr *find_attr(const struct bw_dom *d, uint32_t node, const char *name)
{
	struct bw_str want = bw_str_from(name);
	for (uint32_t i = 0; i < d->nodes[node].n_attrs; i++) {
		const struct bw_attr *at = &d->attrs[d->nodes[node].attr + i];
		if (bw_str_eq(at->name, want))
			return at;
	}
	return NULL;
}

struct bw_str bw_dom_attr(const struct bw_dom *d, uint32_t node, const char *name)
{
	const struct bw_attr *at = find_attr(d, node, name);
	return at ? at->value : BW_STR_NONE;
}

bool bw_dom_has_attr(const struct bw_dom *d, uint32_t node, const char *name)
{
	return find_attr(d, node, name) != NULL;
}

bool bw_dom_attr_has_word(const struct bw_dom *d, uint32_t node, const char *name, struct bw_str word)
{
	struct bw_str rest = bw_dom_attr(d, node, name), part;
	while (bw_str_split(&rest, ' ', &part))
		if (bw_str_eq_ascii_nocase(bw_str_trim(part), word))
			return true;
	return false;
}

uint32_t bw_dom_find(const struct bw_dom *d, enum bw_tag tag, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end && i < d->n; i++)
		if (d->nodes[i].tag == (uint32_t)tag)
			return i;
	return 0;
}

uint32_t bw_dom_up(const struct bw_dom *d, uint32_t node, enum bw_tag tag)
{
	while (node && d->nodes[node].tag != (uint32_t)tag)
		node = d->nodes[node].parent;
	return node;
}

/* A block begins at node i, or one ended just before it. */
static bool is_edge(const struct bw_dom *d, uint32_t i)
{
	if (bw_tag_is(d->nodes[i].tag, BW_TAG_BLOCK) || d->nodes[i].tag == BW_TAG_BR)
		return true;
	for (uint32_t up = i - 1; up != d->nodes[i].parent; up = d->nodes[up].parent)
		if (bw_tag_is(d->nodes[up].tag, BW_TAG_BLOCK))
			return true;
	return false;
}

struct bw_str bw_dom_text(struct bw_arena *a, const struct bw_dom *d, uint32_t node, size_t max_bytes)
{
	struct bw_buf b;
	bw_buf_init(&b, max_bytes + 64);
	for (uint32_t i = node; i < d->nodes[node].end && b.len < max_bytes; i++) {
		const struct bw_node *n = &d->nodes[i];
		if (b.len && i > node && is_edge(d, i))
			bw_buf_char(&b, ' ');
		if (n->tag == BW_TAG_TEXT)
			bw_buf_str(&b, bw_str_sub(n->text, 0, max_bytes - b.len));
		else if (i > node && bw_tag_is(n->tag, BW_TAG_MUTE))
			i = n->end - 1;
	}
	struct bw_str s = bw_text_fold_space(a, bw_utf8_clean(a, bw_buf_view(&b)));
	bw_buf_release(&b);
	return s;
}
