/* Pages of every kind, and articles that look like one of the others (kinds.cases); the rows of the phrases. */
#include "cases.h"
#include "core/lexicon.h"
#include "core/utf8.h"
#include "extract/kind.h"

static const char *const kinds[BW_PAGE_KINDS] = {"article", "index", "error", "empty", "paywall", "consent"};

static void check_page(struct bw_str head, struct bw_str html)
{
	struct bw_arena a;
	struct bw_article got;
	struct bw_err err = {0};
	enum bw_page_kind kind;
	struct bw_str want, name;
	bw_arena_init(&a);
	bw_str_split(&head, ' ', &want);
	bw_str_split(&head, ' ', &name);
	struct bw_str url = head.len ? head : BW_STR("https://news.example/2026/some-page");
	int code = bw_article_read(&a, html, BW_STR("text/html; charset=utf-8"), url, NULL, &got, &kind, &err);
	tap_int(code, 0, "is read");
	tap_str(bw_str_from(kinds[kind]), want, bw_arena_cstr(&a, name));
	bw_arena_release(&a);
}

static void check_phrases(void)
{
	struct bw_arena a;
	struct bw_kind_words w;
	bw_arena_init(&a);
	bw_kind_words_load(&a, &w);
	for (int set = 0; set < BW_PHRASE_SETS; set++) {
		uint32_t bad = 0;
		for (uint32_t i = 0; i < w.n[set]; i++) {
			struct bw_str s = w.phrase[set][i];
			bad += !s.len || !bw_str_eq(s, bw_str_trim(s)) || !bw_str_eq(s, bw_uni_fold(&a, s));
			if (!bw_str_eq(s, bw_uni_fold(&a, s)))
				printf("# not folded: %" BW_PRISTR "\n", BW_ARG(s));
		}
		tap_ok(w.n[set] > 0 && !bad, "phrases of set %d are folded", set);
	}
	tap_ok(bw_kind_words_is(&w, BW_PHRASE_ERROR_TITLE, BW_STR("page not found!")),
	       "a mark at the end is no matter");
	tap_int((long long)bw_kind_words_find(&w, BW_PHRASE_PAY_LINE, BW_STR("please subscribe to read on")), 7,
		"where a phrase begins");
	tap_ok(bw_kind_words_find(&w, BW_PHRASE_LOGIN_LINE, BW_STR("unplease log inside")) == BW_NPOS,
	       "a phrase ends where words end");
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct cases c;
	struct bw_str head, html;
	bw_arena_init(&a);
	if (cases_open(&a, argc > 1 ? argv[1] : ".", "kinds.cases", &c))
		while (cases_next(&c, &head, &html))
			check_page(head, html);
	bw_arena_release(&a);
	check_phrases();
	return tap_done();
}
