/* html_tokens: the tokens of cases from standard input, for bench/html5lib.py. A case is a line "STATE LENGTH
 * LAST-OPEN" (STATE the number of enum bw_lex_state, LAST-OPEN may be empty) and LENGTH bytes. Each gives one line of
 * tokens, their parts in hex: t:TEXT o:NAME:SELF-CLOSING:NAME=VALUE,... c:NAME k:COMMENT d:NAME:PUBLIC:SYSTEM:QUIRKS;
 * "-" is none. */
#include <stdio.h>
#include <stdlib.h>

#include "core/html.h"

enum { LINE_MAX_BYTES = 256 };

static void put_hex(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		printf("%02x", (unsigned char)s.ptr[i]);
	if (!s.ptr)
		putchar('-');
}

static void put_open(const struct bw_lexer *h, const struct bw_lexeme *t)
{
	printf("o:");
	put_hex(t->name);
	printf(":%d:", t->self_closing);
	for (uint32_t i = 0; i < t->n_attrs; i++) {
		if (i)
			putchar(',');
		put_hex(h->attrs.ptr[t->attr + i].name);
		putchar('=');
		put_hex(h->attrs.ptr[t->attr + i].value);
	}
}

static void put_doctype(const struct bw_lexeme *t)
{
	printf("d:");
	put_hex(t->name);
	putchar(':');
	put_hex(t->public);
	putchar(':');
	put_hex(t->system);
	printf(":%d", t->quirks);
}

static void put_token(const struct bw_lexer *h, const struct bw_lexeme *t)
{
	static const char letters[] = {[BW_LEXEME_TEXT] = 't', [BW_LEXEME_CLOSE] = 'c', [BW_LEXEME_COMMENT] = 'k'};
	if (t->kind == BW_LEXEME_OPEN) {
		put_open(h, t);
	} else if (t->kind == BW_LEXEME_DOCTYPE) {
		put_doctype(t);
	} else {
		printf("%c:", letters[t->kind]);
		put_hex(t->kind == BW_LEXEME_CLOSE ? t->name : t->text);
	}
	putchar(' ');
}

static void run_case(struct bw_str html, enum bw_lex_state state, struct bw_str last_open)
{
	struct bw_arena a;
	struct bw_lexer h;
	struct bw_lexeme t;
	bw_arena_init(&a);
	bw_html_lexer_init(&h, &a, html);
	h.state = state;
	h.last_open = last_open;
	while (bw_html_lex(&h, &t))
		put_token(&h, &t);
	putchar('\n');
	bw_arena_release(&a);
}

int main(void)
{
	char line[LINE_MAX_BYTES];
	while (fgets(line, sizeof line, stdin)) {
		char *rest;
		long state = strtol(line, &rest, 10);
		size_t len = strtoul(rest, &rest, 10);
		struct bw_str last_open = bw_str_trim(bw_str_from(rest));
		char *bytes = malloc(len + 1);
		if (!bytes || fread(bytes, 1, len, stdin) != len)
			return 1;
		run_case((struct bw_str){bytes, len}, (enum bw_lex_state)state, last_open);
		free(bytes);
	}
	return 0;
}
