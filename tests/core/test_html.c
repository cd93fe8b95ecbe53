/* The tokeniser: own cases from html.tsv (state, last open tag, input, tokens in brackets), each also one byte before a
 * page that cannot be read; views into the input; and inputs on which a careless reader takes quadratic time. */
#include <time.h>

#include "cases.h"
#include "core/buf.h"
#include "core/html.h"
#include "core/mem.h"
#include "tap.h"

static void show(const struct bw_lexer *h, const struct bw_lexeme *t, struct bw_buf *b)
{
	static const char *const before[] = {
		[BW_LEXEME_TEXT] = "[",     [BW_LEXEME_OPEN] = "[<",    [BW_LEXEME_CLOSE] = "[</",
		[BW_LEXEME_COMMENT] = "[!", [BW_LEXEME_DOCTYPE] = "[?", [BW_LEXEME_END] = ""};
	bw_buf_cstr(b, before[t->kind]);
	bw_buf_str(b, t->name);
	bw_buf_str(b, t->text);
	for (uint32_t i = 0; i < t->n_attrs; i++) {
		bw_buf_char(b, ' ');
		bw_buf_str(b, h->attrs.ptr[t->attr + i].name);
		bw_buf_char(b, '=');
		bw_buf_str(b, h->attrs.ptr[t->attr + i].value);
	}
	if (t->public.ptr)
		bw_buf_printf(b, " P(%" BW_PRISTR ")", BW_ARG(t->public));
	if (t->system.ptr)
		bw_buf_printf(b, " S(%" BW_PRISTR ")", BW_ARG(t->system));
	bw_buf_cstr(b, t->quirks ? " quirks]" : t->self_closing ? "/]" : "]");
}

static enum bw_lex_state state_named(struct bw_str name)
{
	static const char *const names[] = {"data", "rcdata", "rawtext", "script", "plaintext", "cdata"};
	for (int i = 0; i < 6; i++)
		if (bw_str_eq(name, bw_str_from(names[i])))
			return (enum bw_lex_state)i;
	printf("Bail out! no state %" BW_PRISTR "\n", BW_ARG(name));
	exit(1);
}

static void tokens(struct bw_arena *a, struct bw_str in, enum bw_lex_state state, struct bw_str last, struct bw_buf *b)
{
	struct bw_lexer h;
	struct bw_lexeme t;
	bw_html_lexer_init(&h, a, in);
	h.state = state;
	h.cdata = true;
	h.last_open = last;
	bw_buf_reset(b);
	while (bw_html_lex(&h, &t))
		show(&h, &t, b);
}

static void check_cases(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "html.tsv");
	struct case_row row;
	struct bw_buf b;
	bw_buf_init(&b, 1 << 20);
	while (case_next(a, &f, &row)) {
		tokens(a, guarded(row.cell[2]), state_named(row.cell[0]), row.cell[1], &b);
		if (!tap_ok(bw_str_eq(bw_buf_view(&b), row.cell[3]), "html.tsv line %d", row.line))
			printf("#   got: %" BW_PRISTR "\n#  want: %" BW_PRISTR "\n", BW_ARG(bw_buf_view(&b)),
			       BW_ARG(row.cell[3]));
	}
	bw_buf_release(&b);
}

/* Every prefix of an input gives tokens, and reads nothing behind it. */
static void check_prefixes(struct bw_arena *a)
{
	static const char all[] =
		"<!DOCTYPE html PUBLIC \"-//x\" 'y'><a b='1&amp;2' c=3 d>x&notin;&#x41;y</a \n/><!-- z --!>"
		"<script><!--<script></script>--></script><![CDATA[q]]>&";
	struct bw_buf b;
	size_t some = 0;
	bw_buf_init(&b, 1 << 20);
	for (int state = 0; state < 6; state++)
		for (size_t len = 0; len < sizeof all; len++) {
			struct bw_str exact = {memcpy(bw_mem_alloc(len + 1), all, len), len};
			tokens(a, exact, (enum bw_lex_state)state, BW_STR("script"), &b);
			some += b.len > 0;
			bw_mem_free((char *)exact.ptr);
		}
	tap_ok(some > 800, "prefixes give tokens");
	bw_buf_release(&b);
}

static bool borrowed(struct bw_str part, struct bw_str whole)
{
	return part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len;
}

static void check_views(struct bw_arena *a)
{
	struct bw_str in = BW_STR("<p class='a b'>plain text</p><P>&lt;");
	struct bw_lexer h;
	struct bw_lexeme t;
	bw_html_lexer_init(&h, a, in);
	bw_html_lex(&h, &t);
	tap_ok(borrowed(t.name, in) && borrowed(h.attrs.ptr[0].value, in), "names and values are views of the input");
	tap_int((long long)t.to, 15, "a tag says where it ends");
	bw_html_lex(&h, &t);
	tap_ok(borrowed(t.text, in) && !t.changed, "so is text");
	bw_html_lex(&h, &t);
	bw_html_lex(&h, &t);
	tap_ok(!borrowed(t.name, in), "a name in upper case is not");
	bw_html_lex(&h, &t);
	tap_ok(t.changed && !borrowed(t.text, in), "nor is text with a reference");
}

static double lex_seconds(struct bw_str in, enum bw_lex_state state)
{
	struct bw_arena a;
	struct bw_lexer h;
	struct bw_lexeme t;
	struct timespec from, to;
	bw_arena_init(&a);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	bw_html_lexer_init(&h, &a, in);
	h.state = state;
	h.last_open = BW_STR("script");
	while (bw_html_lex(&h, &t))
		continue;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	bw_arena_release(&a);
	return (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

static void check_linear(void)
{
	static const char *const units[] = {
		"<",  "<a",   "<a ",      "a=b ",         "<a b='",    "<!--", "--!",         "<!-",
		"</", "&",    "&#",       "&notin",       "<![CDATA[", "]]",   "\r",          "<!doctype x ",
		"<?", "</x ", "<script>", "<!--<script>", "</script",  "-->",  "<a b=c d=e>", "&#1;"};
	struct bw_buf b;
	bw_buf_init(&b, 8 << 20);
	double most = 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		for (int state = 0; state < 4; state++) {
			bw_buf_reset(&b);
			if (units[i][0] == 'a')
				bw_buf_cstr(&b, "<x ");
			while (b.len < 2 << 20)
				bw_buf_cstr(&b, units[i]);
			double took = lex_seconds(bw_buf_view(&b), (enum bw_lex_state)state);
			most = took > most ? took : most;
		}
	tap_ok(most < 5, "2 MB of anything: %.3f s at most", most);
	bw_buf_reset(&b);
	bw_buf_cstr(&b, "<x ");
	for (unsigned i = 0; i < 200000; i++)
		bw_buf_printf(&b, "a%u=1 ", i * 2654435761u);
	double many = lex_seconds(bw_buf_view(&b), BW_LEX_DATA);
	tap_ok(many < 5, "200,000 attributes of one tag that is cut off: %.3f s", many);
	bw_buf_char(&b, '>');
	many = lex_seconds(bw_buf_view(&b), BW_LEX_DATA);
	tap_ok(many < 5, "and of one that is not: %.3f s", many);
	bw_buf_release(&b);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	check_cases(&a, argc > 1 ? argv[1] : ".");
	check_prefixes(&a);
	check_views(&a);
	check_linear();
	bw_arena_release(&a);
	return tap_done();
}
