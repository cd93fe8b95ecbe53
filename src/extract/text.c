#include "extract/text.h"

#include "core/html.h"

void bw_text_fold_into(struct bw_buf *b, struct bw_str s, bool *space)
{
	size_t pos = 0, from = 0;
	if (!s.len)
		return;
	while (pos < s.len) {
		size_t at = pos;
		unsigned char c = (unsigned char)s.ptr[pos];
		bool blank;
		if (c < 0x80) {
			blank = c == ' ' || (c >= 0x09 && c <= 0x0D);
			pos++;
		} else {
			blank = bw_uni_is_space(bw_utf8_next(s, &pos));
		}
		if (blank) {
			bw_buf_put(b, s.ptr + from, at - from);
			from = pos;
			*space = b->len > 0;
		} else if (*space) {
			bw_buf_char(b, ' ');
			*space = false;
		}
	}
	bw_buf_put(b, s.ptr + from, s.len - from);
}

struct bw_str bw_text_fold_space(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf b;
	bool space = false;
	bw_buf_init(&b, s.len + 16);
	bw_text_fold_into(&b, s, &space);
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

struct bw_str bw_text_key(struct bw_arena *a, struct bw_str s)
{
	struct bw_str folded = bw_uni_fold(a, s);
	struct bw_buf b;
	bw_buf_init(&b, folded.len + 16);
	for (size_t pos = 0; pos < folded.len;) {
		uint32_t cp = bw_utf8_next(folded, &pos);
		if (bw_uni_is_letter(cp) || bw_uni_is_digit(cp))
			bw_utf8_put(&b, cp);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

/* Whole references only, and none that would put in a control or U+FFFD. */
static size_t read_reference(struct bw_str s, size_t i, struct bw_html_chars *chars)
{
	size_t len = s.ptr[i] == '&' ? bw_html_reference(s, i, true, chars) : 0, at = 0;
	if (!len || s.ptr[i + len - 1] != ';')
		return 0;
	uint32_t cp = bw_utf8_next((struct bw_str){chars->bytes, chars->len}, &at);
	bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
	return control || cp == BW_REPLACEMENT ? 0 : len;
}

struct bw_str bw_text_unescape(struct bw_arena *a, struct bw_str s)
{
	if (bw_str_find_char(s, '&', 0) == BW_NPOS)
		return s;
	struct bw_buf b;
	bw_buf_init(&b, s.len * 2 + 16);
	for (size_t i = 0; i < s.len;) {
		struct bw_html_chars chars;
		size_t len = read_reference(s, i, &chars);
		if (len)
			bw_buf_put(&b, chars.bytes, chars.len);
		else
			bw_buf_char(&b, s.ptr[i]);
		i += len ? len : 1;
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

size_t bw_text_words(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
	return n;
}

bool bw_text_has_letter(struct bw_str s)
{
	for (size_t pos = 0; pos < s.len;)
		if (bw_uni_is_letter(bw_utf8_next(s, &pos)))
			return true;
	return false;
}

bool bw_text_contains_nocase(struct bw_str s, const char *needle)
{
	return bw_str_find_ascii_nocase(s, bw_str_from(needle), 0) != BW_NPOS;
}

/* The next paragraph: lines up to an empty one, folded into one. */
static bool next_paragraph(struct bw_arena *a, struct bw_str *rest, struct bw_str *out)
{
	struct bw_str line;
	struct bw_buf b;
	bw_buf_init(&b, rest->len + 16);
	bool space = false;
	while (bw_str_split(rest, '\n', &line)) {
		if (bw_str_trim(line).len) {
			space = b.len > 0;
			bw_text_fold_into(&b, line, &space);
		} else if (b.len) {
			break;
		}
	}
	*out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out->len > 0;
}

struct bw_str bw_text_paragraphs(struct bw_arena *a, struct bw_str text)
{
	struct bw_buf b;
	struct bw_str paragraph;
	text = bw_utf8_clean(a, text);
	bw_buf_init(&b, text.len * 2 + 16);
	while (next_paragraph(a, &text, &paragraph)) {
		if (b.len)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, paragraph);
	}
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}
