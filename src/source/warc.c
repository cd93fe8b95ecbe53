/*
 * Web archives (WARC 1.0 and 1.1, ISO 28500): records one behind the other, plain, or packed with gzip record by record
 * or as a whole. A length that is wrong must not cost the records behind it, and a page that holds the text of a record
 * must not pass for one: so the length counts as long as a record or the end follows it, and only else is the next
 * record looked for.
 */
#include "core/buf.h"
#include "source/header.h"
#include "source/http_message.h"
#include "source/intake.h"
#include "source/warc_part.h"

enum {
	HEAD_FIRST_BYTES = 4096,
	HEAD_MAX_BYTES = 1 << 16,
	SEARCH_BYTES = 1 << 16,
	UNTAKES_MAX = 16,
	LOOK_BYTES = 16,
	HTTP_HEAD_BYTES = 1 << 16,
	REFUSAL_BYTES = 400,
	SHOWN_BYTES = 120
};

struct warc {
	struct bw_intake s;
	const struct bw_container_teller *teller;
	struct bw_arena a; /* of one record */
	struct bw_buf body;
	struct bw_warc_record record;
	uint64_t offset;
	size_t max;
	int untakes;
	bool told; /* that the file ends in the middle of packed data */
};

static void refuse(struct warc *w, const char *why)
{
	struct bw_str url = bw_str_sub(w->record.url, 0, SHOWN_BYTES);
	struct bw_str line =
		bw_arena_printf(&w->a, "the record at byte %llu%s%" BW_PRISTR "%s %s", (unsigned long long)w->offset,
				url.len ? " (" : "", BW_ARG(url), url.len ? ")" : "", why);
	w->teller->refused(w->teller->ctx, line.ptr);
}

/* White space between records. */
static struct bw_str skip_blank(struct warc *w)
{
	struct bw_str look;
	for (;;) {
		look = bw_intake_peek(&w->s, HEAD_FIRST_BYTES);
		size_t n = 0;
		while (n < look.len && (look.ptr[n] == '\r' || look.ptr[n] == '\n' || look.ptr[n] == ' '))
			n++;
		if (!n)
			return look;
		bw_intake_take(&w->s, n);
	}
}

/* Goes to the next line that begins as a record does; to the end, the damage or the barrier when there is none. */
static void search_record(struct warc *w)
{
	struct bw_str look = bw_intake_peek(&w->s, SEARCH_BYTES);
	while (look.len && !bw_str_starts(look, BW_STR("WARC/1."))) {
		size_t at = bw_str_find(look, BW_STR("\nWARC/1."), 0);
		if (at != BW_NPOS) {
			bw_intake_take(&w->s, at + 1);
			return;
		}
		bool last = look.len < SEARCH_BYTES;
		bw_intake_take(&w->s, last ? look.len : look.len - 8);
		look = bw_intake_peek(&w->s, SEARCH_BYTES);
	}
}

/* Length of a head with the empty line behind it; 0 when it does not end within what can be seen, or before another
 * record begins. */
static size_t head_length(struct bw_str look)
{
	for (size_t at = 0; (at = bw_str_find_char(look, '\n', at)) != BW_NPOS; at++) {
		struct bw_str rest = bw_str_from_pos(look, at + 1);
		if (bw_str_starts(rest, BW_STR("\n")))
			return at + 2;
		if (bw_str_starts(rest, BW_STR("\r\n")))
			return at + 3;
		if (bw_str_starts(rest, BW_STR("WARC/1.")))
			return 0;
	}
	return 0;
}

static size_t peek_head(struct warc *w, struct bw_str *look)
{
	size_t n = head_length(*look);
	if (!n && look->len == HEAD_FIRST_BYTES) {
		*look = bw_intake_peek(&w->s, HEAD_MAX_BYTES);
		n = head_length(*look);
	}
	return n;
}

/* Takes n bytes, and keeps them when the record is wanted; true when there were so many. */
static bool take_body(struct warc *w, uint64_t n, bool keep)
{
	bw_buf_reset(&w->body);
	while (n) {
		struct bw_str look = bw_intake_peek(&w->s, n < SEARCH_BYTES ? (size_t)n : SEARCH_BYTES);
		if (!look.len)
			return false;
		if (keep)
			bw_buf_str(&w->body, look);
		bw_intake_take(&w->s, look.len);
		n -= look.len;
	}
	return true;
}

/* The packed data breaks right here, and with it the sum over what was taken. Damage further on is not asked for: how
 * far ahead it is noticed depends on how the bytes come. */
static bool is_broken_off(struct warc *w)
{
	struct bw_str look = bw_intake_peek(&w->s, LOOK_BYTES);
	return look.len < LOOK_BYTES && bw_intake_state(&w->s) == BW_INTAKE_DAMAGED && !bw_intake_is_sound(&w->s);
}

/* Behind a record stand two line ends, or, as some writers have it, fewer and another record, or the end. */
static bool is_followed(struct warc *w)
{
	struct bw_str look = bw_intake_peek(&w->s, LOOK_BYTES), rest = bw_str_trim(look);
	return bw_str_starts(look, BW_STR("\r\n\r\n")) || !rest.len || bw_str_starts(rest, BW_STR("WARC/"));
}

/* The length was wrong: what was taken too much is put back, a few times in a file; then the next record is looked
 * for. */
static void repair(struct warc *w)
{
	struct bw_str body = bw_buf_view(&w->body);
	size_t at = bw_str_find(body, BW_STR("\nWARC/1."), 0);
	if (at == BW_NPOS || w->untakes >= UNTAKES_MAX) {
		search_record(w);
		return;
	}
	w->untakes++;
	bw_intake_untake(&w->s, bw_str_from_pos(body, at + 1));
}

static int hand_out(struct warc *w, struct bw_err *err)
{
	struct bw_captured c = {.offset = w->offset, .url = w->record.url, .at = w->record.at};
	struct bw_err fault = {0};
	switch (bw_warc_page(&w->a, &w->record, bw_buf_view(&w->body), w->max, &c, &fault)) {
	case BW_WARC_PAGE:
		return w->teller->document(w->teller->ctx, &c, err);
	case BW_WARC_FAULT:
		refuse(w, fault.msg);
		return 0;
	default:
		return 0;
	}
}

static const char *missing_words(struct warc *w)
{
	switch (bw_intake_state(&w->s)) {
	case BW_INTAKE_DAMAGED:
		return w->s.ended ? "is cut off: the file ends in it" : "cannot be read: its packed data is damaged";
	case BW_INTAKE_BARRIER:
		return "is left out: it is shorter than it says";
	default:
		return "is cut off: the file ends in it";
	}
}

static int read_body(struct warc *w, struct bw_err *err)
{
	uint64_t length = w->record.length;
	bool wanted = w->record.wanted, too_long = wanted && length > w->max + HTTP_HEAD_BYTES;
	bool whole = take_body(w, length, wanted && !too_long);
	bool damaged = is_broken_off(w);
	if (whole && !damaged && is_followed(w)) {
		if (too_long)
			refuse(w, "is longer than the limit and is left out");
		return wanted && !too_long ? hand_out(w, err) : 0;
	}
	refuse(w, whole && !damaged ? "is left out: its length is wrong" : missing_words(w));
	w->told = damaged && w->s.ended;
	if (whole ? !damaged : !w->s.gunzip)
		repair(w);
	return 0;
}

static int read_record(struct warc *w, struct bw_str look, struct bw_err *err)
{
	size_t head = peek_head(w, &look);
	if (!head) {
		refuse(w, look.len < HEAD_FIRST_BYTES ? missing_words(w) : "has a head that does not end");
		bw_intake_take(&w->s, look.len < 8 ? look.len : 8);
		search_record(w);
		return 0;
	}
	struct bw_str copy = bw_arena_str(&w->a, bw_str_sub(look, 0, head));
	bw_intake_take(&w->s, head);
	if (!bw_warc_record_read(&w->a, copy, &w->record)) {
		refuse(w, "does not say how long it is");
		search_record(w);
		return 0;
	}
	return read_body(w, err);
}

/* Where no record stands the reading stopped; false at the end of the file. */
static bool go_on(struct warc *w)
{
	switch (bw_intake_state(&w->s)) {
	case BW_INTAKE_BARRIER:
		bw_intake_pass_barrier(&w->s);
		return true;
	case BW_INTAKE_DAMAGED:
		w->offset = bw_intake_offset(&w->s);
		if (bw_intake_resync(&w->s))
			return true;
		if (w->told)
			return false;
		w->teller->refused(w->teller->ctx,
				   bw_arena_printf(&w->a,
						   "what stands behind byte %llu cannot be read: no undamaged "
						   "record follows",
						   (unsigned long long)w->offset)
					   .ptr);
		return false;
	default:
		return false;
	}
}

static int read_all(struct warc *w, struct bw_err *err)
{
	int code = 0;
	while (!code) {
		bw_arena_reset(&w->a);
		struct bw_str look = skip_blank(w);
		if (!look.len) {
			if (!go_on(w))
				break;
			continue;
		}
		w->offset = bw_intake_offset(&w->s);
		w->record = (struct bw_warc_record){0};
		if (bw_str_starts(look, BW_STR("WARC/"))) {
			code = read_record(w, look, err);
			continue;
		}
		refuse(w, "is left out: what stands there does not begin as a record");
		search_record(w);
	}
	return code;
}

static int check_kind(struct warc *w, struct bw_err *err)
{
	struct bw_str look = skip_blank(w);
	if (bw_str_starts(look, BW_STR("WARC/")) || (!look.len && !w->s.gunzip))
		return 0;
	if (w->s.gunzip && bw_intake_state(&w->s) == BW_INTAKE_DAMAGED && !look.len)
		return 0;
	if (bw_str_starts(look, BW_STR("\x28\xB5\x2F\xFD")))
		return bw_err_set(err, BW_EINPUT, "this is packed with zstd; unpack it first (zstd -d)");
	return bw_err_set(err, BW_EINPUT, "this is no web archive: it does not begin with a WARC record");
}

int bw_warc_read(struct bw_byte_reader in, size_t max_bytes, const struct bw_container_teller *teller,
		 struct bw_err *err)
{
	struct warc w = {.teller = teller, .max = max_bytes};
	bw_arena_init(&w.a);
	bw_buf_init(&w.body, max_bytes + HTTP_HEAD_BYTES);
	bw_intake_init(&w.s, in, BW_STR("WARC/"));
	int code = check_kind(&w, err);
	if (!code)
		code = read_all(&w, err);
	bw_intake_release(&w.s);
	bw_buf_release(&w.body);
	bw_arena_release(&w.a);
	return code;
}
