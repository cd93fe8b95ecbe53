/* Text of fields: encoded words (RFC 2047) and addresses (RFC 5322, 3.4). */
#include "source/mime.h"

#include "core/buf.h"
#include "core/utf8.h"
#include "core/vec.h"

enum { WORD_MAX_BYTES = 2000, LABEL_MAX_BYTES = 60, MAILBOXES_MAX = 200, NAME_MAX_BYTES = 400 };

struct word {
	struct bw_str label, text; /* text: still coded */
	bool base64;
	size_t len; /* of all of it */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* The end "?=" of the text that begins at `from`. A "?=" with two hexadecimal digits behind it is a question mark of
 * quoted text that a careless sender did not code, when a blank or the end does not follow it. */
static size_t word_end(struct bw_str s, size_t from, bool base64)
{
	size_t at = from;
	while ((at = bw_str_find(s, BW_STR("?="), at)) != BW_NPOS) {
		bool inside = !base64 && at + 3 < s.len && is_hex(s.ptr[at + 2]) && is_hex(s.ptr[at + 3]);
		if (!inside)
			return at;
		at++;
	}
	return BW_NPOS;
}

/* s begins with "=?". */
static bool read_word(struct bw_str s, struct word *out)
{
	struct bw_str head = bw_str_sub(s, 0, WORD_MAX_BYTES);
	size_t label = bw_str_find_char(bw_str_sub(head, 0, LABEL_MAX_BYTES), '?', 2);
	if (label == BW_NPOS || label == 2 || label + 3 >= head.len || head.ptr[label + 2] != '?')
		return false;
	char coding = (char)(head.ptr[label + 1] | 0x20);
	if (coding != 'b' && coding != 'q')
		return false;
	size_t end = word_end(head, label + 3, coding == 'b');
	if (end == BW_NPOS)
		return false;
	out->label = bw_str_sub(head, 2, label - 2);
	/* RFC 2231, 5: a language may stand behind the charset. */
	out->label = bw_str_sub(out->label, 0, bw_str_find_char(out->label, '*', 0));
	out->text = bw_str_sub(head, label + 3, end - label - 3);
	out->base64 = coding == 'b';
	out->len = end + 2;
	for (size_t i = 0; i < out->label.len; i++)
		if (is_blank(out->label.ptr[i]))
			return false;
	return true;
}

static bool is_plain_ascii(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < ' ' || s.ptr[i] == 0x7F)
			return false;
	return true;
}

static void put_raw(struct bw_arena *a, struct bw_buf *out, struct bw_str s, struct bw_str label)
{
	bw_buf_str(out, is_plain_ascii(s) ? s : bw_mime_decode(a, s, label));
}

/* Words of one charset that follow each other are decoded together: careless senders cut a character in two. */
struct run {
	struct bw_buf bytes;
	struct bw_str label;
};

static void flush(struct bw_arena *a, struct run *r, struct bw_buf *out)
{
	if (r->bytes.len)
		put_raw(a, out, bw_buf_copy(&r->bytes, a), r->label);
	bw_buf_reset(&r->bytes);
	r->label = BW_STR_NONE;
}

static void put_word(struct bw_arena *a, struct run *r, const struct word *w, struct bw_buf *out)
{
	if (!bw_str_eq_ascii_nocase(r->label, w->label))
		flush(a, r, out);
	r->label = w->label;
	bw_buf_str(&r->bytes, w->base64 ? bw_mime_base64(a, w->text) : bw_mime_quoted_printable(a, w->text, true));
}

static bool all_blank(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.ptr[i]))
			return false;
	return true;
}

static void decode_words(struct bw_arena *a, struct bw_str s, struct bw_str label, struct bw_buf *out)
{
	struct run r = {0};
	struct word w;
	size_t from = 0, at = 0;
	bool behind_word = false;
	bw_buf_init(&r.bytes, s.len * 2 + 16);
	while ((at = bw_str_find(s, BW_STR("=?"), at)) != BW_NPOS) {
		if (!read_word(bw_str_from_pos(s, at), &w)) {
			at += 2;
			continue;
		}
		struct bw_str between = bw_str_sub(s, from, at - from);
		if (!behind_word || !all_blank(between)) {
			flush(a, &r, out);
			put_raw(a, out, between, label);
		}
		put_word(a, &r, &w, out);
		behind_word = true;
		from = at += w.len;
	}
	flush(a, &r, out);
	put_raw(a, out, bw_str_from_pos(s, from), label);
	bw_buf_release(&r.bytes);
}

/* Marks of direction and joins of nothing: senders hide them in subjects. */
static bool is_invisible(uint32_t cp)
{
	return cp == 0xAD || cp == 0xFEFF || cp == 0x2060 || cp == 0x200B || cp == 0x200E || cp == 0x200F ||
	       cp == 0x34F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static struct bw_str folded(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf b;
	bool space = false;
	bw_buf_init(&b, s.len * 3 + 16);
	for (size_t i = 0; i < s.len;) {
		uint32_t cp = bw_utf8_next(s, &i);
		if (bw_uni_is_space(cp)) {
			space = b.len > 0;
			continue;
		}
		if (is_invisible(cp))
			continue;
		if (space)
			bw_buf_char(&b, ' ');
		space = false;
		bw_utf8_put(&b, cp);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

struct bw_str bw_mime_words(struct bw_arena *a, struct bw_str value, struct bw_str label)
{
	struct bw_buf b;
	bw_buf_init(&b, value.len * 8 + 64);
	decode_words(a, value, label, &b);
	struct bw_str out = folded(a, bw_buf_view(&b));
	bw_buf_release(&b);
	return out;
}

/* One entry of an address list while it is read. */
struct entry {
	struct bw_buf phrase, comment;
	struct bw_str address; /* between < and > */
	bool has_address;
	size_t groups_end; /* where the last group of the list ends; 0: there is none */
};

static size_t read_comment(struct bw_str s, size_t i, struct bw_buf *out)
{
	int depth = 0;
	for (; i < s.len; i++) {
		char c = s.ptr[i];
		depth += (c == '(') - (c == ')');
		if (c == '\\' && i + 1 < s.len)
			c = s.ptr[++i];
		else if (c == ')' && depth == 0)
			return i + 1;
		else if (c == '(' && depth == 1)
			continue;
		bw_buf_char(out, c);
	}
	return i;
}

static size_t read_quoted(struct bw_str s, size_t i, struct bw_buf *out)
{
	for (i++; i < s.len && s.ptr[i] != '"'; i++) {
		if (s.ptr[i] == '\\' && i + 1 < s.len)
			i++;
		bw_buf_char(out, s.ptr[i]);
	}
	return i + (i < s.len);
}

static size_t read_angle(struct bw_str s, size_t i, struct entry *e)
{
	size_t end = bw_str_find_char(s, '>', i);
	struct bw_str inside = bw_str_sub(s, i + 1, (end == BW_NPOS ? s.len : end) - i - 1);
	size_t route = bw_str_find_char(inside, ':', 0);
	if (inside.len && inside.ptr[0] == '@' && route != BW_NPOS)
		inside = bw_str_from_pos(inside, route + 1);
	e->address = bw_str_trim(inside);
	e->has_address = true;
	return end == BW_NPOS ? s.len : end + 1;
}

static bool is_address(struct bw_str s)
{
	size_t at = bw_str_find_char(s, '@', 0);
	return at != BW_NPOS && at > 0 && at + 1 < s.len && bw_str_find_char(s, ' ', 0) == BW_NPOS;
}

static struct bw_str unquoted(struct bw_str s)
{
	s = bw_str_trim(s);
	while (s.len > 1 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0])
		s = bw_str_trim(bw_str_sub(s, 1, s.len - 2));
	return s;
}

/* An entry with neither < > nor @ is a name that holds a comma ("Doe, Jane <jane@...>"): it goes on behind it. False
 * then. */
static bool end_entry(struct bw_arena *a, struct entry *e, struct bw_str label, bool last, struct bw_mailboxes *out)
{
	struct bw_str phrase = bw_str_trim(bw_buf_view(&e->phrase)), address = e->address;
	if (!e->has_address && is_address(phrase)) {
		address = phrase;
		phrase = BW_STR_NONE;
	} else if (!e->has_address && !last && phrase.len < NAME_MAX_BYTES) {
		if (phrase.len)
			bw_buf_cstr(&e->phrase, ", ");
		return false;
	}
	if (!phrase.len)
		phrase = bw_str_trim(bw_buf_view(&e->comment));
	if ((phrase.len || address.len) && out->len < MAILBOXES_MAX)
		*BW_PUSH(a, out) = (struct bw_mailbox){
			.name = unquoted(bw_mime_words(a, bw_arena_str(a, phrase), label)),
			.address = bw_mime_words(a, address, label),
		};
	return true;
}

static void reset(struct entry *e)
{
	bw_buf_reset(&e->phrase);
	bw_buf_reset(&e->comment);
	e->address = BW_STR_NONE;
	e->has_address = false;
}

static size_t read_piece(struct bw_arena *a, struct bw_str s, size_t i, struct bw_str label, struct entry *e,
			 struct bw_mailboxes *out)
{
	switch (s.ptr[i]) {
	case '(':
		return read_comment(s, i, &e->comment);
	case '"':
		return read_quoted(s, i, &e->phrase);
	case '<':
		return read_angle(s, i, e);
	case ':': /* what stood before is the name of a group, if one ends somewhere */
		if (i < e->groups_end)
			bw_buf_reset(&e->phrase);
		else
			bw_buf_char(&e->phrase, ':');
		return i + 1;
	case ',':
	case ';':
		if (end_entry(a, e, label, s.ptr[i] == ';', out))
			reset(e);
		return i + 1;
	default:
		bw_buf_char(&e->phrase, is_blank(s.ptr[i]) ? ' ' : s.ptr[i]);
		return i + 1;
	}
}

void bw_mime_addresses(struct bw_arena *a, struct bw_str value, struct bw_str label, struct bw_mailboxes *out)
{
	size_t end = bw_str_rfind_char(value, ';');
	struct entry e = {.groups_end = end == BW_NPOS ? 0 : end};
	*out = (struct bw_mailboxes){0};
	bw_buf_init(&e.phrase, value.len * 2 + 16);
	bw_buf_init(&e.comment, value.len * 2 + 16);
	for (size_t i = 0; i < value.len;)
		i = read_piece(a, value, i, label, &e, out);
	end_entry(a, &e, label, true, out);
	bw_buf_release(&e.phrase);
	bw_buf_release(&e.comment);
}
