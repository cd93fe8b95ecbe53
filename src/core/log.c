#include "core/log.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

enum { LINE_MAX_BYTES = 2048 };

/* Set once by cli/main.c before the first thread starts, only read afterwards. */
static struct {
	void (*write)(void *ctx, enum bw_log_level level, const char *line);
	void *ctx;
} sink;

void bw_log_set_sink(void (*write)(void *ctx, enum bw_log_level level, const char *line), void *ctx)
{
	sink.write = write;
	sink.ctx = ctx;
}

/* Names and messages come from outside: none may start a second line or move the cursor of a terminal. */
static void flatten(char *line)
{
	for (unsigned char *p = (unsigned char *)line; *p; p++) {
		if (*p == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0)
			p[0] = p[1] = ' ';
		if (*p < 0x20 || *p == 0x7F)
			*p = ' ';
	}
}

void bw_log(enum bw_log_level level, const char *fmt, ...)
{
	char line[LINE_MAX_BYTES];
	if (!sink.write)
		return;
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (n < 0)
		return;
	flatten(line);
	sink.write(sink.ctx, level, line);
}
