/*
 * Cases from a file: rows of tab-separated cells, '#' begins a comment line. In a cell \t, \n, \r, \\ and \xHH are one
 * byte. guarded() puts bytes right before a page that cannot be read, so that one byte too far ends the test.
 */
#ifndef BW_TESTS_CORE_CASES_H
#define BW_TESTS_CORE_CASES_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/file.h"
#include "core/str.h"

enum { CASE_CELLS = 6 };

struct case_row {
	struct bw_str cell[CASE_CELLS];
	int n, line;
};

struct case_file {
	struct bw_str rest;
	int line;
};

__attribute__((unused)) static struct case_file case_open(struct bw_arena *a, const char *folder, const char *name)
{
	struct case_file f = {0};
	struct bw_err err = {0};
	if (bw_file_read(a, bw_arena_printf(a, "%s/%s", folder, name).ptr, 1 << 24, &f.rest, &err)) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	return f;
}

static int case_hex(char c)
{
	return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

__attribute__((unused)) static struct bw_str case_unescape(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '\\' && i + 1 < s.len) {
			c = s.ptr[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
			if (c == 'x' && i + 2 < s.len) {
				c = (char)(case_hex(s.ptr[i + 1]) << 4 | case_hex(s.ptr[i + 2]));
				i += 2;
			}
		}
		out[n++] = c;
	}
	return (struct bw_str){out, n};
}

__attribute__((unused)) static int case_next(struct bw_arena *a, struct case_file *f, struct case_row *row)
{
	struct bw_str line, cell;
	while (bw_str_split(&f->rest, '\n', &line)) {
		f->line++;
		if (!line.len || line.ptr[0] == '#')
			continue;
		*row = (struct case_row){.line = f->line};
		while (row->n < CASE_CELLS && bw_str_split(&line, '\t', &cell))
			row->cell[row->n++] = case_unescape(a, cell);
		return 1;
	}
	return 0;
}

__attribute__((unused)) static struct bw_str guarded(struct bw_str s)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (s.len + page) / page * page;
	char *base = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (base == MAP_FAILED || mprotect(base + room, page, PROT_NONE)) {
		printf("Bail out! no guard page\n");
		exit(1);
	}
	if (s.len)
		memcpy(base + room - s.len, s.ptr, s.len);
	return (struct bw_str){base + room - s.len, s.len};
}

#endif
