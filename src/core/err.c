#include "core/err.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
	[BW_OK] = "ok",
	[BW_ENOTFOUND] = "not-found",
	[BW_EUSAGE] = "usage",
	[BW_EINPUT] = "input",
	[BW_ELIMIT] = "limit",
	[BW_ENET] = "net",
	[BW_EREFUSED] = "refused",
	[BW_EIO] = "io",
	[BW_EBUSY] = "busy",
	[BW_ECORRUPT] = "corrupt",
	[BW_EGROUND] = "ground",
};

const char *bw_code_name(enum bw_code code)
{
	size_t n = sizeof(names) / sizeof(names[0]);
	return (size_t)code < n ? names[code] : "unknown";
}

/* Length of msg without a code point that vsnprintf cut in two. */
static size_t whole_points(const char *msg, size_t len)
{
	size_t lead = len;
	while (lead > 0 && len - lead < 3 && ((unsigned char)msg[lead - 1] & 0xC0) == 0x80)
		lead--;
	unsigned char c = lead > 0 ? (unsigned char)msg[lead - 1] : 0;
	size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 0;
	return wanted > len - lead + 1 ? lead - 1 : len;
}

/* A message ends neither inside a code point nor in a newline. */
static void tidy_end(char *msg)
{
	size_t len = strlen(msg);
	if (len == BW_ERR_MAX - 1)
		len = whole_points(msg, len);
	while (len > 0 && (msg[len - 1] == '\n' || msg[len - 1] == '\r'))
		len--;
	msg[len] = '\0';
}

int bw_err_set(struct bw_err *err, enum bw_code code, const char *fmt, ...)
{
	if (!err)
		return (int)code;
	/* The arguments may point into err->msg, so the text is made aside. */
	char text[BW_ERR_MAX];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	tidy_end(text);
	memcpy(err->msg, text, sizeof(text));
	err->code = code;
	return (int)code;
}

int bw_err_context(struct bw_err *err, const char *fmt, ...)
{
	char text[BW_ERR_MAX];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return bw_err_set(err, err->code, "%s: %s", text, err->msg);
}
