#include "source/header.h"
#include "source/mail_part.h"

#include "core/buf.h"
#include "core/lexicon.h"
#include "core/utf8.h"

enum { SIGNATURE_LINES_MAX = 20, BARE_SIGNATURE_LINES_MAX = 8, FOOTER_LINES_MAX = 8, RULE_BYTES = 40, TAILS_MAX = 4 };

static void put_row(struct bw_str line, struct bw_mail_words *out)
{
	static const struct bw_str names[BW_MAIL_WORDS] = {
		{"web", 3}, {"here", 4}, {"opens", 5}, {"wrote", 5}, {"foot", 4}};
	size_t tab = bw_str_find_char(line, '\t', 0);
	for (int kind = 0; tab != BW_NPOS && kind < BW_MAIL_WORDS; kind++)
		if (bw_str_eq(bw_str_sub(line, 0, tab), names[kind]))
			out->row[kind][out->n[kind]++] = bw_str_from_pos(line, tab + 1);
}

void bw_mail_words_load(struct bw_arena *a, struct bw_mail_words *out)
{
	struct bw_str table = bw_lexicon_embedded("any/mail"), line;
	size_t lines = 1;
	for (size_t i = 0; i < table.len; i++)
		lines += table.ptr[i] == '\n';
	*out = (struct bw_mail_words){0};
	for (int kind = 0; kind < BW_MAIL_WORDS; kind++)
		out->row[kind] = BW_ARRAY(a, struct bw_str, lines);
	while (bw_header_line(&table, &line))
		put_row(line, out);
}

static bool is_word_byte(struct bw_str s, size_t i)
{
	unsigned char c = i < s.len ? (unsigned char)s.ptr[i] : ' ';
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static bool stands_in(struct bw_str s, struct bw_str phrase)
{
	for (size_t at = 0; (at = bw_str_find(s, phrase, at)) != BW_NPOS; at++) {
		bool begins = at == 0 || !is_word_byte(s, at - 1);
		if (begins && !is_word_byte(s, at + phrase.len))
			return true;
	}
	return false;
}

bool bw_mail_words_in(const struct bw_mail_words *w, enum bw_mail_word kind, struct bw_str folded)
{
	for (size_t i = 0; i < w->n[kind]; i++)
		if (stands_in(folded, w->row[kind][i]))
			return true;
	return false;
}

/* RFC 3676, 4.5: quote marks at the beginning of a line, then one blank of stuffing. */
static size_t quote_depth(struct bw_str line)
{
	size_t n = 0;
	while (n < line.len && line.ptr[n] == '>')
		n++;
	return n;
}

struct flow {
	struct bw_buf out;
	size_t depth;
	bool open; /* the line before flows into this one */
	int lines; /* of the paragraph */
};

/* A paragraph of several lines is set off by empty lines: what follows it is another one. */
static void end_paragraph(struct flow *f)
{
	bw_buf_char(&f->out, '\n');
	if (f->lines > 1)
		bw_buf_char(&f->out, '\n');
	f->open = false;
	f->lines = 0;
}

static void put_flowed(struct flow *f, struct bw_str line, bool delsp)
{
	size_t depth = quote_depth(line);
	struct bw_str text = bw_str_from_pos(line, depth);
	if (text.len && text.ptr[0] == ' ')
		text = bw_str_from_pos(text, 1);
	bool mark = bw_str_eq(text, BW_STR("-- "));
	if (f->open && (depth != f->depth || mark))
		end_paragraph(f);
	if (!f->open)
		for (size_t i = 0; i < depth; i++)
			bw_buf_cstr(&f->out, i + 1 == depth ? "> " : ">");
	bool flows = !mark && text.len && text.ptr[text.len - 1] == ' ';
	bw_buf_str(&f->out, flows && delsp ? bw_str_sub(text, 0, text.len - 1) : text);
	f->depth = depth;
	f->open = flows;
	f->lines++;
	if (!flows)
		end_paragraph(f);
}

struct bw_str bw_mail_unflow(struct bw_arena *a, struct bw_str text, bool delsp)
{
	struct flow f = {0};
	struct bw_str line;
	bw_buf_init(&f.out, text.len * 3 + 16);
	while (bw_header_line(&text, &line))
		put_flowed(&f, line, delsp);
	struct bw_str out = bw_buf_copy(&f.out, a);
	bw_buf_release(&f.out);
	return out;
}

static struct bw_str last_line(struct bw_str s, size_t *begin)
{
	size_t end = s.len && s.ptr[s.len - 1] == '\n' ? s.len - 1 : s.len;
	size_t at = bw_str_rfind_char(bw_str_sub(s, 0, end), '\n');
	*begin = at == BW_NPOS ? 0 : at + 1;
	struct bw_str line = bw_str_sub(s, *begin, end - *begin);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static struct bw_str without_empty_end(struct bw_str s)
{
	size_t begin;
	while (s.len && !bw_str_trim(last_line(s, &begin)).len)
		s.len = begin;
	return s;
}

static bool is_rule(struct bw_str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != '_')
			return false;
	return line.len >= RULE_BYTES;
}

/* The signature behind "-- " (RFC 3676, 4.3), or the footer that list programs put behind a rule of underscores. */
static struct bw_str without_signature(struct bw_str s)
{
	struct bw_str head = s;
	for (int n = 0; n <= SIGNATURE_LINES_MAX && head.len; n++) {
		size_t begin;
		struct bw_str line = last_line(head, &begin);
		head.len = begin;
		bool mark = bw_str_eq(line, BW_STR("-- ")) ||
			    (bw_str_eq(line, BW_STR("--")) && n <= BARE_SIGNATURE_LINES_MAX) ||
			    (is_rule(line) && n <= FOOTER_LINES_MAX);
		if (mark)
			return without_empty_end(head);
	}
	return s;
}

static bool introduces_quote(struct bw_arena *a, const struct bw_mail_words *w, struct bw_str line, bool by_address)
{
	struct bw_str folded = bw_str_trim(bw_uni_fold(a, bw_str_sub(line, 0, 400)));
	struct bw_str first = bw_str_sub(folded, 0, bw_str_find_char(folded, ' ', 0));
	bool opens = by_address && bw_str_find_char(folded, '@', 0) != BW_NPOS, wrote = false;
	for (size_t i = 0; !opens && i < w->n[BW_MAIL_OPENS]; i++)
		opens = bw_str_eq(first, w->row[BW_MAIL_OPENS][i]);
	for (size_t i = 0; !wrote && i < w->n[BW_MAIL_WROTE]; i++)
		wrote = bw_str_ends(folded, w->row[BW_MAIL_WROTE][i]);
	return wrote && opens;
}

/* The line that introduces a quote may be broken in two. */
static struct bw_str without_introduction(struct bw_arena *a, struct bw_str s)
{
	size_t second, first;
	struct bw_mail_words w;
	bw_mail_words_load(a, &w);
	struct bw_str line = last_line(s, &second);
	if (introduces_quote(a, &w, line, false))
		return without_empty_end(bw_str_sub(s, 0, second));
	struct bw_str before = last_line(bw_str_sub(s, 0, second), &first);
	struct bw_str both = bw_arena_printf(a, "%" BW_PRISTR " %" BW_PRISTR, BW_ARG(bw_str_sub(before, 0, 300)),
					     BW_ARG(bw_str_sub(line, 0, 90)));
	if (second && line.len <= 90 && bw_str_trim(before).len && introduces_quote(a, &w, both, false))
		return without_empty_end(bw_str_sub(s, 0, first));
	return introduces_quote(a, &w, line, true) ? without_empty_end(bw_str_sub(s, 0, second)) : s;
}

static struct bw_str without_quote(struct bw_arena *a, struct bw_str s)
{
	size_t begin, n = 0;
	struct bw_str head = s;
	while (head.len) {
		struct bw_str line = last_line(head, &begin);
		if (!quote_depth(line) && bw_str_trim(line).len)
			break;
		n += quote_depth(line) > 0;
		head.len = begin;
	}
	return n ? without_introduction(a, without_empty_end(head)) : s;
}

struct bw_str bw_mail_without_tail(struct bw_arena *a, struct bw_str text)
{
	struct bw_str s = without_empty_end(text);
	for (int i = 0; i < TAILS_MAX; i++) {
		struct bw_str shorter = without_quote(a, without_signature(s));
		if (!bw_str_trim(shorter).len || shorter.len == s.len)
			break;
		s = shorter;
	}
	return s;
}
