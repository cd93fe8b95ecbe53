#include "source/mail.h"

#include "source/build.h"
#include "source/header.h"
#include "source/html.h"
#include "source/mail_part.h"
#include "source/mime.h"

#include "core/digest.h"
#include "core/url.h"

enum { FORWARDS_MAX = 3, MID_HEX = 32, ID_MAX_BYTES = 1000, SNIFF_BYTES = 1 << 16, HTML_HEAD_BYTES = 4096 };

/* Fields that mail has; two of them make a message. */
static const struct bw_str mail_fields[] = {
	{"from", 4},     {"to", 2},           {"date", 4},          {"subject", 7},
	{"cc", 2},       {"message-id", 10},  {"received", 8},      {"return-path", 11},
	{"reply-to", 8}, {"sender", 6},       {"mime-version", 12}, {"delivered-to", 12},
	{"list-id", 7},  {"content-type", 12}};

/* The line of a mailbox, and what stands before the head by mistake. */
static struct bw_str without_envelope(struct bw_str bytes)
{
	struct bw_str line;
	if (bw_str_starts(bytes, BW_STR("\xEF\xBB\xBF")))
		bytes = bw_str_from_pos(bytes, 3);
	while (bytes.len && (bytes.ptr[0] == '\n' || bytes.ptr[0] == '\r'))
		bytes = bw_str_from_pos(bytes, 1);
	if (bw_str_starts(bytes, BW_STR("From ")) || bw_str_starts(bytes, BW_STR(">From ")))
		bw_header_line(&bytes, &line);
	return bytes;
}

static unsigned known_fields(struct bw_str bytes)
{
	struct bw_str rest = bw_str_sub(without_envelope(bytes), 0, SNIFF_BYTES);
	struct bw_header h;
	unsigned found = 0;
	while (bw_header_next(&rest, &h) == BW_HEADER_FIELD)
		for (size_t i = 0; i < sizeof(mail_fields) / sizeof(mail_fields[0]); i++)
			if (bw_str_eq_ascii_nocase(h.name, mail_fields[i]))
				found |= 1u << i;
	return found;
}

bool bw_mail_begins(struct bw_str bytes)
{
	unsigned found = known_fields(bytes);
	return (found & (found - 1)) != 0;
}

/* "text" of "words <text>", else the whole. */
static struct bw_str bracketed(struct bw_str s)
{
	size_t open = bw_str_find_char(s, '<', 0);
	size_t close = open == BW_NPOS ? BW_NPOS : bw_str_find_char(s, '>', open);
	if (close == BW_NPOS)
		return open == BW_NPOS ? bw_str_trim(s) : bw_str_trim(bw_str_from_pos(s, open + 1));
	return bw_str_trim(bw_str_sub(s, open + 1, close - open - 1));
}

static bool is_mid_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c && strchr("-._~@!$&'()*+,;=", c));
}

/* RFC 2392: the id with what may not stand in an address escaped. */
static struct bw_str mid_of(struct bw_arena *a, struct bw_str id, struct bw_str bytes)
{
	if (!id.len || id.len > ID_MAX_BYTES) {
		char hex[BW_SHA256_HEX];
		bw_sha256_hex(bw_sha256(bytes), hex);
		return bw_arena_printf(a, "mid:%.*s@sha256.invalid", MID_HEX, hex);
	}
	char *out = bw_arena_alloc(a, 4 + id.len * 3);
	size_t n = 4;
	memcpy(out, "mid:", 4);
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.ptr[i];
		if (is_mid_byte(c)) {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = "0123456789ABCDEF"[c >> 4];
		out[n++] = "0123456789ABCDEF"[c & 15];
	}
	return (struct bw_str){out, n};
}

static struct bw_str archived_at(struct bw_arena *a, const struct bw_mime_part *p)
{
	struct bw_str url = bracketed(bw_mime_field(a, p, BW_STR("archived-at"))), out;
	if (!bw_link_is_http(url) || bw_url_canonical(a, url, &out, NULL))
		return BW_STR_NONE;
	return out;
}

static struct bw_str url_of(struct bw_arena *a, const struct bw_mime_part *p, const struct bw_mail *m,
			    struct bw_str bytes)
{
	struct bw_str url = archived_at(a, p);
	if (!url.len && m->item.content.len)
		url = bw_mail_web_link(a, m->item.content);
	else if (!url.len)
		url = bw_mail_web_link_of_text(a, m->text);
	return url.len ? url : mid_of(a, m->item.id, bytes);
}

/* RFC 5322, 3.3: comments may stand behind a date ("(UTC)"). */
static bw_time date_of(struct bw_arena *a, const struct bw_mime_part *p)
{
	struct bw_str value = bw_mime_field(a, p, BW_STR("date"));
	bw_time t;
	size_t comment = bw_str_find_char(value, '(', 0);
	return bw_time_parse(bw_str_trim(bw_str_sub(value, 0, comment)), &t) ? t : BW_TIME_NONE;
}

/* "en" of "en-US"; "" when several are named, or none. */
static struct bw_str primary_tag(struct bw_str s)
{
	size_t n = 0;
	s = bw_str_trim(s);
	if (bw_str_find_char(s, ',', 0) != BW_NPOS)
		return BW_STR_NONE;
	while (n < s.len && (s.ptr[n] | 0x20) >= 'a' && (s.ptr[n] | 0x20) <= 'z')
		n++;
	bool ends = n == s.len || s.ptr[n] == '-' || s.ptr[n] == '_' || s.ptr[n] == ' ';
	return ends && n >= 2 && n <= 3 ? bw_str_sub(s, 0, n) : BW_STR_NONE;
}

static struct bw_str language_of(struct bw_arena *a, const struct bw_mime_part *p, const struct bw_mail_texts *texts)
{
	struct bw_str said = primary_tag(bw_mime_field(a, p, BW_STR("content-language")));
	if (!said.len)
		said = primary_tag(texts->language);
	struct bw_html h = {.s = bw_str_sub(texts->html, 0, HTML_HEAD_BYTES)};
	struct bw_html_token t;
	while (!said.len && bw_html_next(&h, &t)) {
		if (t.kind != BW_HTML_OPEN || !bw_str_eq_ascii_nocase(t.name, BW_STR("html")))
			continue;
		said = primary_tag(bw_html_attr(a, &t, BW_STR("lang")));
		break;
	}
	char *low = bw_arena_alloc(a, said.len);
	for (size_t i = 0; i < said.len; i++)
		low[i] = (char)(said.ptr[i] | 0x20);
	return (struct bw_str){low, said.len};
}

/* Programs of lists write "Jane Doe via The List" (DMARC): the author, and who sends it. */
static void fill_sender(struct bw_arena *a, const struct bw_mime_part *p, struct bw_str label, struct bw_mail *out)
{
	struct bw_mailboxes from;
	bw_mime_addresses(a, bw_mime_field(a, p, BW_STR("from")), label, &from);
	if (!from.len)
		bw_mime_addresses(a, bw_mime_field(a, p, BW_STR("sender")), label, &from);
	if (!from.len)
		return;
	struct bw_str name = from.ptr[0].name;
	out->sender = name.len ? name : from.ptr[0].address;
	size_t via = bw_str_find(name, BW_STR(" via "), 0);
	if (via != BW_NPOS) {
		out->sender = bw_str_trim(bw_str_from_pos(name, via + 5));
		from.ptr[0].name = bw_str_trim(bw_str_sub(name, 0, via));
	}
	for (size_t i = 0; i < from.len; i++)
		if (from.ptr[i].name.len)
			out->item.author = out->item.author.len
						   ? bw_arena_printf(a, "%" BW_PRISTR ", %" BW_PRISTR,
								     BW_ARG(out->item.author), BW_ARG(from.ptr[i].name))
						   : from.ptr[i].name;
}

static void fill(struct bw_arena *a, const struct bw_mime_part *p, struct bw_str bytes,
		 const struct bw_mail_texts *texts, struct bw_mail *out)
{
	struct bw_str label = texts->label;
	*out = (struct bw_mail){.text = texts->text};
	fill_sender(a, p, label, out);
	out->list = bw_mime_words(a, bracketed(bw_mime_field(a, p, BW_STR("list-id"))), label);
	out->item = (struct bw_item){
		.id = bw_mime_words(a, bracketed(bw_mime_field(a, p, BW_STR("message-id"))), label),
		.title = bw_mime_words(a, bw_mime_field(a, p, BW_STR("subject")), label),
		.author = out->item.author,
		.content = texts->html,
		.published = date_of(a, p),
		.updated = BW_TIME_NONE,
	};
	out->item.url = url_of(a, p, out, bytes);
	out->language = language_of(a, p, texts);
}

static bool is_empty(const struct bw_mail_texts *t)
{
	return !bw_str_trim(t->text).len && !bw_str_trim(t->html).len;
}

static int read_message(struct bw_arena *a, struct bw_str bytes, struct bw_mail *out, int forwards, struct bw_err *err)
{
	struct bw_mime_part part;
	struct bw_mail_texts texts;
	if (!known_fields(bytes))
		return bw_err_set(err, BW_EINPUT,
				  "this is no mail message: it does not begin with fields such as From or "
				  "Subject");
	bw_mime_part_read(a, without_envelope(bytes), BW_STR("text/plain"), &part);
	bw_mail_texts_read(a, &part, &texts);
	fill(a, &part, bytes, &texts, out);
	if (!is_empty(&texts) || texts.n_forwarded != 1 || forwards >= FORWARDS_MAX)
		return 0;
	struct bw_mail inner;
	if (read_message(a, texts.forwarded, &inner, forwards + 1, NULL))
		return 0;
	inner.sender = out->sender;
	inner.list = out->list;
	*out = inner;
	return 0;
}

int bw_mail_read(struct bw_arena *a, struct bw_str bytes, struct bw_mail *out, struct bw_err *err)
{
	*out = (struct bw_mail){.item = {.published = BW_TIME_NONE, .updated = BW_TIME_NONE}};
	return read_message(a, bytes, out, 0, err);
}
