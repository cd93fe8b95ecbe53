#include "core/buf.h"
#include "extract/dom.h"
#include "tap.h"

/* The tree in brackets: "p(a(text))". Elements that every page has are left out. */
static void draw(const struct bw_dom *d, uint32_t node, struct bw_buf *b)
{
	static const char *const names[] = {"",
#define NAME(id, name, flags) name,
					    BW_TAG_LIST(NAME)
#undef NAME
						    "?"};
	for (uint32_t i = d->nodes[node].first; i; i = d->nodes[i].next) {
		const struct bw_node *n = &d->nodes[i];
		if (n->tag == BW_TAG_TEXT) {
			bw_buf_str(b, bw_str_trim(n->text));
			continue;
		}
		bool frame = n->tag == BW_TAG_HTML || n->tag == BW_TAG_BODY;
		if (!frame)
			bw_buf_printf(b, "%s(", names[n->tag]);
		draw(d, i, b);
		if (!frame)
			bw_buf_char(b, ')');
	}
}

static const struct {
	const char *html, *tree;
} cases[] = {
	{"<p>one<p>two", "p(one)p(two)"},
	{"<p>one<section>two</section>three", "p(one)section(two)three"},
	{"<p>one<br>two</p>", "p(onebr()two)"},
	{"<p>long<wbr>word</p>", "p(longwbr()word)"},
	{"<picture><source src=a><source src=b><img src=c></picture><p>x</p>", "picture(source()source()img())p(x)"},
	{"<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li(a)li(bul(li(c))))"},
	{"<div>&#146;&eacute;&amp;&bogus;</div>", "div(’é&&bogus;)"},
	{"<script>if (a < b) '</p>'</script><p>x", "head(script(if (a < b) '</p>'))p(x)"},
	{"<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))"},
	{"<p>x<!-- <p>no</p> -->y", "p(xy)"},
	{"<made-up>x</made-up>", "?(x)"},
};

static void check_tree(struct bw_arena *a)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 16);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bw_dom d;
		bw_buf_reset(&b);
		tap_int(bw_dom_parse(a, bw_str_from(cases[i].html), &d, NULL), 0, cases[i].html);
		draw(&d, 0, &b);
		tap_str(bw_buf_view(&b), bw_str_from(cases[i].tree), "its tree");
		bool ordered = true;
		for (uint32_t k = 1; k < d.n; k++)
			ordered &= d.nodes[k].parent < k && d.nodes[k].end > k &&
				   d.nodes[k].end <= d.nodes[d.nodes[k].parent].end;
		tap_ok(ordered, "subtrees are ranges");
	}
	bw_buf_release(&b);
}

static void check_lookup(struct bw_arena *a)
{
	struct bw_dom d;
	bw_dom_parse(a, BW_STR("<DIV CLASS='Big red' ID=x hidden>a<b>b</b><script>no</script> <p>c</DIV>"), &d, NULL);
	uint32_t div = bw_dom_find(&d, BW_TAG_DIV, 1, d.n);
	tap_str(bw_dom_attr(&d, div, "class"), BW_STR("Big red"), "an attribute by its name");
	tap_str(bw_dom_attr(&d, div, "title"), BW_STR(""), "an absent one is empty");
	tap_ok(bw_dom_has_attr(&d, div, "hidden") && !bw_dom_has_attr(&d, div, "title"),
	       "an attribute without a value is there");
	tap_ok(bw_dom_attr_has_word(&d, div, "class", BW_STR("RED")) &&
		       !bw_dom_attr_has_word(&d, div, "class", BW_STR("re")),
	       "whole words of an attribute");
	tap_str(bw_dom_text(a, &d, div, 100), BW_STR("ab c"), "text without scripts");
	tap_str(bw_dom_text(a, &d, div, 1), BW_STR("a"), "no more than asked for");
	tap_int(bw_tag_find(BW_STR("blockquote")), BW_TAG_BLOCKQUOTE, "a tag by name");
	tap_int(bw_tag_find(BW_STR("blink")), BW_TAG_OTHER, "an unknown one");
}

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	check_tree(&a);
	check_lookup(&a);
	bw_arena_release(&a);
	return tap_done();
}
