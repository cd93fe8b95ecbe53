/* html_speed FILE...: how fast pages are read, layer by layer, on one core: tokens alone, the tree, the whole article.
 * Each layer goes over all pages until a second has passed. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/charset.h"
#include "core/file.h"
#include "core/html.h"
#include "extract/article.h"
#include "extract/dom.h"

enum { PAGE_MAX = 64 << 20 };

struct pages {
	struct bw_str *page;
	size_t n, bytes;
};

static void read_tokens(struct bw_arena *a, struct bw_str page)
{
	struct bw_lexer h;
	struct bw_lexeme t;
	bw_html_lexer_init(&h, a, page);
	while (bw_html_lex(&h, &t)) {
		bool script = t.kind == BW_LEXEME_OPEN && bw_str_eq(t.name, BW_STR("script"));
		bool style = t.kind == BW_LEXEME_OPEN && bw_str_eq(t.name, BW_STR("style"));
		h.state = script ? BW_LEX_SCRIPT : style ? BW_LEX_RAWTEXT : h.state;
	}
}

static void read_tree(struct bw_arena *a, struct bw_str page)
{
	struct bw_dom dom;
	bw_dom_parse(a, page, &dom, NULL);
}

static void read_article(struct bw_arena *a, struct bw_str page)
{
	struct bw_article article;
	enum bw_page_kind kind;
	bw_article_read(a, page, BW_STR_NONE, BW_STR("https://news.example/page"), NULL, &article, &kind, NULL);
}

static double now_s(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void measure(const char *name, const struct pages *p, void (*layer)(struct bw_arena *, struct bw_str))
{
	struct bw_arena a;
	size_t rounds = 0;
	double from = now_s(), took;
	bw_arena_init(&a);
	do {
		for (size_t i = 0; i < p->n; i++) {
			bw_arena_reset(&a);
			layer(&a, p->page[i]);
		}
		rounds++;
		took = now_s() - from;
	} while (took < 1);
	bw_arena_release(&a);
	printf("%-8s %8.0f pages/s  %7.1f MB/s\n", name, (double)(p->n * rounds) / took,
	       (double)(p->bytes * rounds) / took / 1e6);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct pages p = {.n = (size_t)argc - 1};
	bw_arena_init(&a);
	p.page = BW_ARRAY(&a, struct bw_str, p.n + 1);
	for (size_t i = 0; i < p.n; i++) {
		struct bw_str bytes;
		if (bw_file_read(&a, argv[i + 1], PAGE_MAX, &bytes, &err)) {
			fprintf(stderr, "%s\n", err.msg);
			return 1;
		}
		p.page[i] = bw_charset_decode(&a, bytes, BW_STR_NONE);
		p.bytes += bytes.len;
	}
	if (!p.n)
		return 1;
	printf("%zu pages of %zu bytes on average\n", p.n, p.bytes / p.n);
	measure("tokens", &p, read_tokens);
	measure("tree", &p, read_tree);
	measure("article", &p, read_article);
	bw_arena_release(&a);
	return 0;
}
