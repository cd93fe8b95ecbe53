/* The address of an issue on the web. Most links of a newsletter pass through a counter and name the reader: such an
 * address must not be printed, and is another one for each reader. */
#include "source/build.h"
#include "source/header.h"
#include "source/html.h"
#include "source/mail_part.h"

#include "core/buf.h"
#include "core/url.h"
#include "core/utf8.h"

enum {
	ANCHOR_MAX_BYTES = 160,
	HERE_MAX_BYTES = 40,
	CONTEXT_BYTES = 200,
	URL_MAX_BYTES = 4096,
	TOKEN_BYTES = 32,
	LONG_VALUE_BYTES = 48,
	LINKS_MAX = 4000,
	TEXT_LINES_MAX = 60
};

/* Query parameters by which mail services name the reader or the mailing; from their manuals. */
static const struct bw_str personal[] = {
	{"e", 1},      {"email", 5},     {"mail", 4},        {"uid", 3},         {"user_id", 7},
	{"userid", 6}, {"recipient", 9}, {"contact", 7},     {"subscriber", 10}, {"subscriber_id", 13},
	{"token", 5},  {"r", 1},         {"isfreemail", 10}, {"jwt", 3},
};

/* Hosts and first steps of paths that only count clicks. Own compilation. */
static const struct bw_str counter_hosts[] = {{"click", 5},   {"clicks", 6},   {"link", 4}, {"links", 5}, {"trk", 3},
					      {"track", 5},   {"tracking", 8}, {"t", 1},    {"email", 5}, {"mail", 4},
					      {"e", 1},       {"go", 2},       {"url", 3},  {"r", 1},     {"cl", 2},
					      {"mailing", 7}, {"lnk", 3},      {"u", 1}};
static const struct bw_str counter_paths[] = {{"/ls/click", 9}, {"/track/", 7},   {"/click/", 7}, {"/clicks/", 8},
					      {"/wf/click", 9}, {"/f/a/", 5},     {"/c/", 3},     {"/cl0/", 5},
					      {"/e3t/", 5},     {"/ctc/", 5},     {"/r/", 3},     {"/t/", 3},
					      {"/link/", 6},    {"/redirect", 9}, {"/ss/c/", 6},  {"/l/", 3}};

static bool is_among(struct bw_str s, const struct bw_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bw_str_eq_ascii_nocase(s, list[i]))
			return true;
	return false;
}

/* Letters and digits without a pause, as no word is. */
static bool is_token(struct bw_str s, size_t bytes)
{
	size_t digits = 0, run = 0, longest = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool digit = c >= '0' && c <= '9', letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		digits += digit;
		run = digit || letter || c == '=' || c == '_' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest >= bytes && digits;
}

static struct bw_str without_personal(struct bw_arena *a, struct bw_str query, bool *token)
{
	struct bw_buf b;
	struct bw_str part;
	bw_buf_init(&b, query.len + 16);
	while (bw_str_split(&query, '&', &part)) {
		size_t equals = bw_str_find_char(part, '=', 0);
		struct bw_str name = bw_str_sub(part, 0, equals);
		if (!part.len || is_among(name, personal, sizeof(personal) / sizeof(personal[0])))
			continue;
		struct bw_str value = equals == BW_NPOS ? part : bw_str_from_pos(part, equals + 1);
		*token = *token || is_token(value, LONG_VALUE_BYTES);
		if (b.len)
			bw_buf_char(&b, '&');
		bw_buf_str(&b, part);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

static bool has_token_step(struct bw_str path)
{
	struct bw_str step;
	while (bw_str_split(&path, '/', &step))
		if (is_token(step, TOKEN_BYTES))
			return true;
	return false;
}

static bool counts_clicks(const struct bw_url *u)
{
	struct bw_str first = bw_str_sub(u->host, 0, bw_str_find_char(u->host, '.', 0));
	if (is_among(first, counter_hosts, sizeof(counter_hosts) / sizeof(counter_hosts[0])))
		return true;
	for (size_t i = 0; i < sizeof(counter_paths) / sizeof(counter_paths[0]); i++)
		if (bw_str_starts_ascii_nocase(u->path, counter_paths[i]))
			return true;
	return false;
}

struct bw_str bw_mail_public_link(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	struct bw_str canonical;
	bool token = false;
	if (url.len > URL_MAX_BYTES || !bw_link_is_http(url) || bw_url_canonical(a, url, &canonical, NULL) ||
	    bw_url_parse(a, canonical, &u, NULL))
		return BW_STR_NONE;
	u.query = without_personal(a, u.query, &token);
	u.has_query = u.query.len > 0;
	if (token || counts_clicks(&u) || has_token_step(u.path))
		return BW_STR_NONE;
	return u.has_query || u.path.len > 1 ? bw_url_text(a, &u) : BW_STR_NONE;
}

struct anchor {
	struct bw_mail_words words;
	struct bw_str href;
	struct bw_buf text, context; /* context: the last words in front of it */
	bool open;
};

/* The last CONTEXT_BYTES bytes are enough to hold a sentence. */
static void remember(struct bw_buf *context, struct bw_str text)
{
	if (text.len >= CONTEXT_BYTES) {
		bw_buf_reset(context);
		text = bw_str_from_pos(text, text.len - CONTEXT_BYTES);
	} else if (context->len + text.len > 2 * CONTEXT_BYTES) {
		memmove(context->ptr, context->ptr + context->len - CONTEXT_BYTES, CONTEXT_BYTES);
		context->len = CONTEXT_BYTES;
	}
	bw_buf_str(context, text);
	bw_buf_char(context, ' ');
}

static bool says_web(struct bw_arena *a, const struct anchor *x)
{
	struct bw_str text = bw_html_plain(a, bw_buf_view(&x->text));
	if (!text.len || text.len > ANCHOR_MAX_BYTES)
		return false;
	struct bw_str folded = bw_uni_fold(a, text);
	if (bw_mail_words_in(&x->words, BW_MAIL_WEB, folded))
		return true;
	bool here = false;
	for (size_t i = 0; folded.len <= HERE_MAX_BYTES && !here && i < x->words.n[BW_MAIL_HERE]; i++) {
		struct bw_str word = x->words.row[BW_MAIL_HERE][i];
		here = bw_str_starts(folded, word) && folded.len <= word.len + 1;
	}
	if (!here)
		return false;
	struct bw_str before = bw_html_plain(a, bw_utf8_clean(a, bw_buf_view(&x->context)));
	return bw_mail_words_in(&x->words, BW_MAIL_WEB, bw_uni_fold(a, before));
}

static void put_text(struct anchor *x, struct bw_str text)
{
	if (!x->open)
		remember(&x->context, text);
	else if (x->text.len <= ANCHOR_MAX_BYTES * 2)
		bw_buf_str(&x->text, bw_str_sub(text, 0, ANCHOR_MAX_BYTES * 2));
}

/* True at the end of a link that leads to the issue. */
static bool step(struct bw_arena *a, struct anchor *x, const struct bw_html_token *t)
{
	if (t->kind == BW_HTML_TEXT) {
		put_text(x, t->text);
		return false;
	}
	if (!bw_str_eq_ascii_nocase(t->name, BW_STR("a")))
		return false;
	bool found = x->open && x->href.len && says_web(a, x);
	if (found)
		return true;
	if (x->open)
		remember(&x->context, bw_buf_view(&x->text));
	bw_buf_reset(&x->text);
	x->open = t->kind == BW_HTML_OPEN;
	if (x->open)
		x->href = bw_str_trim(bw_html_attr(a, t, BW_STR("href")));
	return false;
}

struct bw_str bw_mail_web_link(struct bw_arena *a, struct bw_str html)
{
	struct bw_html h = {.s = html};
	struct bw_html_token t;
	struct anchor x = {0};
	struct bw_arena scratch;
	struct bw_str out = BW_STR_NONE;
	bool found = false;
	bw_arena_init(&scratch);
	bw_mail_words_load(&scratch, &x.words);
	bw_buf_init(&x.text, ANCHOR_MAX_BYTES * 8);
	bw_buf_init(&x.context, CONTEXT_BYTES * 4);
	for (int links = 0; !found && links < LINKS_MAX && bw_html_next(&h, &t);) {
		links += t.kind == BW_HTML_OPEN && bw_str_eq_ascii_nocase(t.name, BW_STR("a"));
		found = step(&scratch, &x, &t);
	}
	if (found)
		out = bw_arena_str(a, bw_mail_public_link(&scratch, x.href));
	bw_buf_release(&x.text);
	bw_buf_release(&x.context);
	bw_arena_release(&scratch);
	return out.len ? out : BW_STR_NONE;
}

/* The first address in a line, up to a blank or a closing mark. */
static struct bw_str address_in(struct bw_str line)
{
	size_t at = bw_str_find(line, BW_STR("https://"), 0);
	if (at == BW_NPOS)
		at = bw_str_find(line, BW_STR("http://"), 0);
	if (at == BW_NPOS)
		return BW_STR_NONE;
	size_t end = at;
	while (end < line.len && line.ptr[end] > ' ' && !strchr("<>()[]\"", line.ptr[end]))
		end++;
	return bw_str_sub(line, at, end - at);
}

struct bw_str bw_mail_web_link_of_text(struct bw_arena *a, struct bw_str text)
{
	struct bw_str line;
	struct bw_mail_words w;
	bool said = false;
	bw_mail_words_load(a, &w);
	for (int lines = 0; lines < TEXT_LINES_MAX && bw_header_line(&text, &line);) {
		struct bw_str trimmed = bw_str_trim(line), url = address_in(trimmed);
		if (!trimmed.len)
			continue;
		lines++;
		struct bw_str words = url.len ? bw_str_sub(trimmed, 0, (size_t)(url.ptr - trimmed.ptr)) : trimmed;
		bool says = words.len <= ANCHOR_MAX_BYTES && bw_mail_words_in(&w, BW_MAIL_WEB, bw_uni_fold(a, words));
		if (url.len && (says || said))
			return bw_mail_public_link(a, url);
		said = says;
	}
	return BW_STR_NONE;
}
