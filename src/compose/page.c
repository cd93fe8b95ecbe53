#include "compose/page.h"

#include <stdio.h>

enum { TEXT_MAX_BYTES = 1 << 16 };

struct bw_block *bw_page_block(struct bw_arena *a, struct bw_page *p, enum bw_block_kind kind)
{
	struct bw_block *b = BW_NEW(a, struct bw_block);

	b->kind = kind;
	*BW_PUSH(a, &p->blocks) = b;
	return b;
}

struct bw_block *bw_block_child(struct bw_arena *a, struct bw_block *parent, enum bw_block_kind kind)
{
	struct bw_block *b = BW_NEW(a, struct bw_block);

	b->kind = kind;
	*BW_PUSH(a, &parent->children) = b;
	return b;
}

struct bw_inline *bw_block_inline(struct bw_arena *a, struct bw_block *b, enum bw_inline_kind kind, struct bw_str text)
{
	struct bw_inline *i = BW_PUSH(a, &b->inlines);

	i->kind = kind;
	i->text = text;
	return i;
}

void bw_block_printf(struct bw_arena *a, struct bw_block *b, const char *fmt, ...)
{
	struct bw_buf buf;
	va_list args;
	int n;
	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0 || n > TEXT_MAX_BYTES)
		return;
	buf.ptr = bw_arena_alloc(a, (size_t)n + 1);
	va_start(args, fmt);
	vsnprintf(buf.ptr, (size_t)n + 1, fmt, args);
	va_end(args);
	bw_block_inline(a, b, BW_INLINE_TEXT, (struct bw_str){buf.ptr, (size_t)n});
}

static int walk_block(const struct bw_block *b,
		      int (*visit)(void *ctx, const struct bw_block *b, const struct bw_inline *i), void *ctx)
{
	for (size_t i = 0; i < b->inlines.len; i++) {
		int r = visit(ctx, b, &b->inlines.ptr[i]);
		if (r)
			return r;
	}
	for (size_t i = 0; i < b->children.len; i++) {
		int r = walk_block(b->children.ptr[i], visit, ctx);
		if (r)
			return r;
	}
	return 0;
}

int bw_page_walk(const struct bw_page *p, int (*visit)(void *ctx, const struct bw_block *b, const struct bw_inline *i),
		 void *ctx)
{
	for (size_t i = 0; i < p->blocks.len; i++) {
		int r = walk_block(p->blocks.ptr[i], visit, ctx);
		if (r)
			return r;
	}
	return 0;
}

static uint32_t words_of(struct bw_str s)
{
	uint32_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < s.len; i++) {
		bool space = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t';
		n += !space && !inside;
		inside = !space;
	}
	return n;
}

uint32_t bw_block_words(const struct bw_block *b)
{
	uint32_t n = 0;

	if (b->kind == BW_BLOCK_NOTE || b->role == BW_ROLE_COVERAGE)
		return 0;
	for (size_t i = 0; i < b->inlines.len; i++)
		if (b->inlines.ptr[i].kind <= BW_INLINE_TITLE)
			n += words_of(b->inlines.ptr[i].text);
	for (size_t i = 0; i < b->children.len; i++)
		n += bw_block_words(b->children.ptr[i]);
	return n;
}

uint32_t bw_page_words(const struct bw_page *p)
{
	uint32_t n = 0;

	for (size_t i = 0; i < p->blocks.len; i++)
		n += bw_block_words(p->blocks.ptr[i]);
	return n;
}
