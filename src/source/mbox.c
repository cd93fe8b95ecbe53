/*
 * Mailbox files: messages behind "From " lines (RFC 4155, and the dialects mboxo, mboxrd and mboxcl). Content-Length is
 * not believed: programs that moved or changed a message left it as it was.
 */
#include "source/header.h"
#include "source/intake.h"

#include "core/buf.h"

enum { LINE_LOOK_BYTES = 1024, REFUSAL_BYTES = 160 };

struct mbox {
	struct bw_intake s;
	const struct bw_container_teller *teller;
	struct bw_buf message;
	uint64_t offset; /* of the message that is being gathered */
	bw_time at;
	size_t max;
	bool begun, open, too_long;
	bool empty_before; /* the line before was empty, or there was none */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "10:00" in it: nearly every date of a "From " line has a time, and prose seldom does. */
static bool has_time(struct bw_str s)
{
	for (size_t i = 2; i + 2 < s.len; i++)
		if (s.ptr[i] == ':' && is_digit(s.ptr[i - 1]) && is_digit(s.ptr[i + 1]) && is_digit(s.ptr[i + 2]))
			return true;
	return false;
}

static bool ends_in_year(struct bw_str s)
{
	size_t n = 0;
	while (n < s.len && n < 5 && is_digit(s.ptr[s.len - 1 - n]))
		n++;
	return n == 4;
}

/* "From ADDRESS DATE", where ADDRESS may be "-" or "nobody". A line of prose that begins so has no time in it, or no
 * header field behind it. */
static bool is_from_line(struct bw_str line, struct bw_str next)
{
	struct bw_header h;
	if (!bw_str_starts(line, BW_STR("From ")))
		return false;
	struct bw_str rest = bw_str_trim(bw_str_from_pos(line, 5));
	if (has_time(rest))
		return true;
	bool bare = bw_str_find_char(rest, ' ', 0) == BW_NPOS;
	return (bare || ends_in_year(rest)) && bw_header_next(&next, &h) == BW_HEADER_FIELD;
}

/* The date behind the address: "Mon Jan  1 10:00:00 2024", perhaps with a zone; BW_TIME_NONE when it cannot be read. */
static bw_time date_of(struct bw_str line)
{
	struct bw_str rest = bw_str_trim(bw_str_from_pos(line, 5));
	size_t space = bw_str_find_char(rest, ' ', 0);
	bw_time t;
	if (space == BW_NPOS || !bw_time_parse(bw_str_trim(bw_str_from_pos(rest, space)), &t))
		return BW_TIME_NONE;
	return t;
}

static void refuse(struct mbox *m, const char *why)
{
	struct bw_buf b;
	bw_buf_init(&b, REFUSAL_BYTES);
	bw_buf_printf(&b, "the message at byte %llu %s", (unsigned long long)m->offset, why);
	bw_buf_char(&b, '\0');
	m->teller->refused(m->teller->ctx, b.failed ? why : b.ptr);
	bw_buf_release(&b);
}

/* The empty line in front of the next "From " line belongs to the mailbox. */
static struct bw_str without_last_empty_line(struct bw_str s)
{
	if (bw_str_ends(s, BW_STR("\r\n\r\n")))
		return bw_str_sub(s, 0, s.len - 2);
	return bw_str_ends(s, BW_STR("\n\n")) ? bw_str_sub(s, 0, s.len - 1) : s;
}

static int hand_out(struct mbox *m, struct bw_err *err)
{
	int code = 0;
	if (!m->open)
		return 0;
	if (m->too_long || m->message.failed) {
		refuse(m, "is longer than the limit and is left out");
	} else if (m->message.len) {
		struct bw_captured c = {.bytes = without_last_empty_line(bw_buf_view(&m->message)),
					.content_type = BW_STR("message/rfc822"),
					.at = m->at,
					.offset = m->offset};
		code = m->teller->document(m->teller->ctx, &c, err);
	}
	bw_buf_reset(&m->message);
	m->open = m->too_long = false;
	return code;
}

/* mboxrd: one '>' off ">From ", ">>From " and so on. */
static bool is_escaped(struct bw_str line)
{
	size_t n = 0;
	while (n < line.len && line.ptr[n] == '>')
		n++;
	return n && bw_str_starts(bw_str_from_pos(line, n), BW_STR("From "));
}

/* Moves what belongs to the current line over, piece by piece when it is long. */
static void gather_line(struct mbox *m, struct bw_str look)
{
	size_t skip = is_escaped(look), end;
	bw_intake_take(&m->s, skip);
	do {
		look = bw_intake_peek(&m->s, BW_INTAKE_PEEK_MAX / 4);
		end = bw_str_find_char(look, '\n', 0);
		size_t n = end == BW_NPOS ? look.len : end + 1;
		m->too_long = m->too_long || n > m->max - (m->message.len < m->max ? m->message.len : m->max);
		if (m->open && !m->too_long)
			bw_buf_put(&m->message, look.ptr, n);
		bw_intake_take(&m->s, n);
	} while (end == BW_NPOS && look.len);
}

static void begin(struct mbox *m, struct bw_str line, size_t taken)
{
	m->at = date_of(line);
	m->offset = bw_intake_offset(&m->s);
	m->open = m->begun = true;
	bw_intake_take(&m->s, taken);
	m->empty_before = false;
}

static int read_line(struct mbox *m, struct bw_str look, struct bw_err *err)
{
	struct bw_str rest = look, line = BW_STR_NONE;
	bw_header_line(&rest, &line);
	size_t taken = look.len - rest.len;
	bool first = !m->begun && bw_str_starts(line, BW_STR("From "));
	if (first || (m->empty_before && is_from_line(line, rest))) {
		int code = hand_out(m, err);
		if (!code)
			begin(m, line, taken);
		return code;
	}
	m->empty_before = !line.len;
	gather_line(m, look);
	return 0;
}

static int read_all(struct mbox *m, struct bw_err *err)
{
	struct bw_str look = bw_intake_peek(&m->s, LINE_LOOK_BYTES);
	int code = 0;
	while (look.len && (look.ptr[0] == '\n' || look.ptr[0] == '\r')) {
		bw_intake_take(&m->s, 1);
		look = bw_intake_peek(&m->s, LINE_LOOK_BYTES);
	}
	if (look.len && !bw_str_starts(look, BW_STR("From ")))
		return bw_err_set(err, BW_EINPUT, "this is no mailbox: it does not begin with a \"From \" line");
	while (!code && (look = bw_intake_peek(&m->s, LINE_LOOK_BYTES)).len)
		code = read_line(m, look, err);
	if (!code && bw_intake_state(&m->s) == BW_INTAKE_DAMAGED) {
		m->open = false;
		refuse(m, "and all behind it cannot be read: the packed data is damaged");
		return 0;
	}
	return code ? code : hand_out(m, err);
}

int bw_mbox_read(struct bw_byte_reader in, size_t max_bytes, const struct bw_container_teller *teller,
		 struct bw_err *err)
{
	struct mbox m = {.teller = teller, .max = max_bytes, .empty_before = true, .at = BW_TIME_NONE};
	bw_intake_init(&m.s, in, BW_STR_NONE);
	bw_buf_init(&m.message, max_bytes);
	int code = read_all(&m, err);
	bw_buf_release(&m.message);
	bw_intake_release(&m.s);
	return code;
}
