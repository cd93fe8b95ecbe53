#include <time.h>

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
	{"<p>a<!-- x -->b<!-- y -->c</p>", "p(abc)"},
	{"<head><title>t</title></head><meta name=a><body>x", "head(title(t)meta())x"},
	{"<link><p>x<html lang=en><body class=c>y", "head(link())p(xy)"},
	{"<title>a &lt; b</title><style>a < b &lt;</style>x", "head(title(a < b)style(a < b &lt;))x"},
	{"<head><noscript><img></noscript></head><body>x", "head(noscript(img()))x"},
	{"<p>x<table><tr><td>y</table>", "p(x)table(tr(td(y)))"},
	{"<table><caption>c<tbody><tr><th>a<td>b</tbody><tfoot><tr><td>c</table>d",
	 "table(caption(c)tbody(tr(th(a)td(b)))tfoot(tr(td(c))))d"},
	{"<table><tr><td><div>a</table>b", "table(tr(td(div(a))))b"},
	{"<table>a<tr><td>b<table><tr><td>c</table>d<td>e</table>", "table(atr(td(btable(tr(td(c)))d)td(e)))"},
	{"<table><table><tr><td>x</table>", "table()table(tr(td(x)))"},
	{"<div>a<td>b</td>c</div>d", "div(atd()bc)d"},
	{"<div><table><tr><td></div>x</table>y</div>z", "div(table(tr(td(x)))y)z"},
	{"<ul><li><p>a<li><div>b</div></ul>", "ul(li(p(a))li(div(b)))"},
	{"<ul><li>a<div><ul><li>b</div></ul>c", "ul(li(adiv(ul(li(b)))))c"},
	{"<dl><dt>a<dd>b<p>c<dt>d</dl>", "dl(dt(a)dd(bp(c))dt(d))"},
	{"<select><option>a<option>b<optgroup><option>c</select>x", "select(option(a)option(b)optgroup(option(c)))x"},
	{"<h1>a<h2>b</h3>c", "h1(a)h2(b)c"},
	{"<p>a<b>b<p>c</b>d", "p(ab(b))p(cd)"},
	{"<b><p>a</b>b</p>c", "b(p(ab))c"},
	{"<a href=x><div>a</a>b</div>c", "a(div(a))div(b)c"},
	{"<a href=x>a<a href=y>b</a>", "a(a)a(b)"},
	{"<span><div>a</span>b</div>c", "span(div(ab))c"},
	{"<i>a<b>b</i>c", "i(ab(b))c"},
	{"<div>a</p>b</br>c</x></div>", "div(abbr()c)"},
	{"<form><div></form>a</div>b", "form(div(a))b"},
	{"<svg><title>t</title><style>x</style><a>y</a></svg>z", "svg(?(t)?(x)?(y))z"},
	{"<svg><path/><foreignObject><p>a<p>b</foreignObject></svg>c", "svg(?()?(p(a)p(b)))c"},
	{"<svg><![CDATA[a<b]]><p>out", "svg(a<b)p(out)"},
	{"<p>a<![CDATA[b]]>c", "p(ac)"},
	{"<template><td>a</template>b", "head(template(td()a))b"},
	{"<textarea><b></textarea><iframe><p></iframe>x", "textarea(<b>)iframe(<p>)x"},
	{"<button>a<button>b", "button(a)button(b)"},
	{"<image src=x>a", "img()a"},
	{"<plaintext><b>x", "plaintext(<b>x)"},
	{"<p>&#1;&#x81;a&#0;", "p(a\xEF\xBF\xBD)"},
	{"a<p title='x' title=y TITLE=z>", "ap()"},
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
	static const char *const names[] = {"",
#define NAME(id, name, flags) name,
					    BW_TAG_LIST(NAME)
#undef NAME
	};
	bool all = true;
	for (unsigned i = 1; i < BW_TAG_OTHER; i++)
		all &= bw_tag_find(bw_str_from(names[i])) == (enum bw_tag)i &&
		       (i == 1 || strcmp(names[i - 1], names[i]) < 0);
	tap_ok(all, "every tag by its name");
	tap_int(bw_tag_find(BW_STR("blink")), BW_TAG_OTHER, "an unknown one");
	tap_int(bw_tag_find(BW_STR("")), BW_TAG_OTHER, "and none");
	bw_dom_parse(a, BW_STR("<div id=a>\n <p>x</p>\n <b>y</b> <i>z</i>\n</div><pre>\n a\n\n b</pre>"), &d, NULL);
	div = bw_dom_find(&d, BW_TAG_DIV, 1, d.n);
	tap_int(d.nodes[d.nodes[div].first].tag, BW_TAG_P, "white space between blocks is no node");
	tap_str(bw_dom_text(a, &d, div, 100), BW_STR("x y z"), "between words it is");
	uint32_t pre = bw_dom_find(&d, BW_TAG_PRE, 1, d.n);
	tap_str(d.nodes[d.nodes[pre].first].text, BW_STR(" a\n\n b"),
		"and in preformatted text, but for its first line end");
}

/* Inputs on which a rule that walks the open elements takes quadratic time. */
static const struct {
	const char *open, *unit;
} floods[] = {
	{"", "<a href=x><div></a>"},
	{"", "<a><b><div></a></b></div>"},
	{"", "</div></span></x></p></li>"},
	{"<x1><x2><x3><x4><b><i><u>", "</y>"},
	{"", "<p>x<!---->y"},
	{"<p>", "x<!-- -->"},
	{"<p>", "&amp;<!-- -->"},
	{"</head>", "<meta></head>"},
	{"", "<table><tr><td></table>"},
	{"<table>", "<tr><td>x<div>"},
	{"<ul>", "<li>x<p>"},
	{"<svg>", "<g></y>"},
	{"<svg>", "<g/><p></p><svg>"},
	{"", "<select><option>x</select></select>"},
	{"", "<form><div></form></div>"},
	{"", "<b>x</b><i></b>"},
	{"", "<p a=1 a=2 B=3>"},
};

static void check_floods(void)
{
	enum { FLOOD_BYTES = 4 << 20 };
	struct bw_buf b;
	bw_buf_init(&b, FLOOD_BYTES * 2);
	for (size_t i = 0; i < sizeof floods / sizeof *floods; i++)
		for (int deep = 0; deep < 2; deep++) {
			struct bw_arena a;
			struct bw_dom d;
			clock_t from = clock();
			bw_arena_init(&a);
			bw_buf_reset(&b);
			for (int k = 0; deep && k < 4000; k++)
				bw_buf_cstr(&b, k % 2 ? "<div>" : "<i>");
			bw_buf_cstr(&b, floods[i].open);
			while (b.len < FLOOD_BYTES)
				bw_buf_cstr(&b, floods[i].unit);
			int code = bw_dom_parse(&a, bw_buf_view(&b), &d, NULL);
			double took = (double)(clock() - from) / CLOCKS_PER_SEC;
			tap_ok((code == 0 || code == BW_ELIMIT) && took < 6, "4 MB of %s%s%s: %.2f s",
			       deep ? "deep " : "", floods[i].open, floods[i].unit, took);
			bw_arena_release(&a);
		}
	bw_buf_release(&b);
}

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	check_tree(&a);
	check_lookup(&a);
	check_floods();
	bw_arena_release(&a);
	return tap_done();
}
