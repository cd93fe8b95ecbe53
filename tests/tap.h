/* The smallest TAP producer: plan last, one line a check, the values shown when a check fails. */
#ifndef BW_TESTS_TAP_H
#define BW_TESTS_TAP_H

#include <stdarg.h>
#include <stdio.h>

#include "core/str.h"

static int tap_run, tap_failed;

__attribute__((format(printf, 2, 3), unused)) static int tap_ok(int good, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	printf("%sok %d - ", good ? "" : "not ", ++tap_run);
	vprintf(fmt, args);
	putchar('\n');
	va_end(args);
	tap_failed += !good;
	return good;
}

__attribute__((unused)) static int tap_str(struct bw_str got, struct bw_str want, const char *what)
{
	int good = tap_ok(bw_str_eq(got, want), "%s", what);
	if (!good)
		printf("#   got: %" BW_PRISTR "\n#  want: %" BW_PRISTR "\n", BW_ARG(got), BW_ARG(want));
	return good;
}

__attribute__((unused)) static int tap_int(long long got, long long want, const char *what)
{
	int good = tap_ok(got == want, "%s", what);
	if (!good)
		printf("#   got: %lld\n#  want: %lld\n", got, want);
	return good;
}

/* The exit status of the test program. */
__attribute__((unused)) static int tap_done(void)
{
	printf("1..%d\n", tap_run);
	return tap_failed != 0;
}

#endif
