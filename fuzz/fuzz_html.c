/* HTML in any state: tokens tile the input in order, every byte is looked at once, names are lower case; the tree is in
 * document order and its text well-formed; references and attributes alone agree with the tokens. */
#include <stdlib.h>

#include "core/html.h"
#include "core/utf8.h"
#include "extract/dom.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
	if (!good)
		abort();
}

static void check_attrs(struct bw_arena *a, const struct bw_lexer *h, const struct bw_lexeme *t)
{
	for (uint32_t i = 0; i < t->n_attrs; i++) {
		const struct bw_attr *at = &h->attrs.ptr[t->attr + i];
		must(at->name.len > 0);
		for (uint32_t k = 0; k < i && k < 20; k++)
			must(!bw_str_eq(at->name, h->attrs.ptr[t->attr + k].name));
		if (i < 4 && bw_str_find_char(at->name, '\xEF', 0) == BW_NPOS &&
		    bw_str_find_char(at->name, '\n', 0) == BW_NPOS)
			must(bw_str_eq(at->value,
				       bw_html_find_attr(a, bw_str_sub(h->s, t->from, t->to - t->from), at->name)));
	}
}

static void check_tokens(struct bw_arena *a, struct bw_str s, unsigned how)
{
	struct bw_lexer h;
	struct bw_lexeme t;
	size_t behind = 0;
	bw_html_lexer_init(&h, a, s);
	h.state = (enum bw_lex_state)(how % 6);
	h.cdata = how & 8;
	h.keep_attrs = how & 16;
	h.last_open = BW_STR("script");
	while (bw_html_lex(&h, &t)) {
		must(t.from >= behind && t.to > t.from && t.to <= s.len);
		behind = t.to;
		must(t.kind != BW_LEXEME_TEXT || t.text.len > 0);
		for (size_t i = 0; i < t.name.len; i++)
			must(t.name.ptr[i] < 'A' || t.name.ptr[i] > 'Z');
		check_attrs(a, &h, &t);
		if (t.kind == BW_LEXEME_OPEN && bw_str_eq(t.name, BW_STR("script")))
			h.state = BW_LEX_SCRIPT;
	}
}

static void check_tree(struct bw_arena *a, struct bw_str s)
{
	struct bw_dom d;
	if (bw_dom_parse(a, bw_utf8_clean(a, s), &d, NULL))
		return;
	must(d.n && d.nodes[0].end == d.n);
	for (uint32_t i = 1; i < d.n; i++) {
		const struct bw_node *n = &d.nodes[i], *up = &d.nodes[n->parent];
		must(n->parent < i && n->end > i && n->end <= up->end);
		must(up->first == n->parent + 1);
		must(!n->next || (n->next == n->end && d.nodes[n->next].parent == n->parent));
		must(n->tag != BW_TAG_TEXT || (n->end == i + 1 && n->text.len && bw_utf8_valid(n->text)));
		for (uint32_t k = n->attr; k < n->attr + n->n_attrs; k++)
			must(bw_utf8_valid(d.attrs[k].value));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_str s = {(const char *)data, size};
	unsigned how = size ? data[0] : 0;
	bw_arena_init(&a);
	check_tokens(&a, s, how);
	check_tokens(&a, bw_str_from_pos(s, 1), how);
	check_tree(&a, s);
	bw_arena_release(&a);
	return 0;
}
