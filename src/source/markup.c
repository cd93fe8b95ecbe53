#include "source/markup.h"

#include "core/utf8.h"
#include "source/build.h"
#include "source/html.h"

void bw_markup_put_escaped(struct bw_buf *out, struct bw_str s, bool quote)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '<')
			bw_buf_cstr(out, "&lt;");
		else if (c == '>')
			bw_buf_cstr(out, "&gt;");
		else if (c == '&')
			bw_buf_cstr(out, "&amp;");
		else if (c == '"' && quote)
			bw_buf_cstr(out, "&quot;");
		else
			bw_buf_char(out, c);
	}
}

void bw_markup_put_tag(struct bw_arena *a, struct bw_buf *out, const struct bw_xml_tag *tag, struct bw_str base)
{
	bw_buf_char(out, '<');
	bw_buf_str(out, tag->name);
	for (int i = 0; i < tag->n_attrs; i++) {
		struct bw_str prefix, name, value;
		bw_xml_attr_at(tag, i, &prefix, &name, &value);
		if (prefix.len)
			continue;
		bool is_address = bw_str_eq(name, BW_STR("href")) || bw_str_eq(name, BW_STR("src"));
		struct bw_str absolute = is_address ? bw_link_resolve(a, base, value) : BW_STR_NONE;
		bw_buf_char(out, ' ');
		bw_buf_str(out, name);
		bw_buf_cstr(out, "=\"");
		bw_markup_put_escaped(out, absolute.len ? absolute : value, true);
		bw_buf_char(out, '"');
	}
	bw_buf_char(out, '>');
}

static int base64_value(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

struct bw_str bw_markup_base64(struct bw_arena *a, struct bw_str in)
{
	char *out = bw_arena_alloc(a, in.len + 1);
	size_t len = 0;
	uint32_t bits = 0;
	int n_bits = 0;
	for (size_t i = 0; i < in.len && in.ptr[i] != '='; i++) {
		int value = base64_value(in.ptr[i]);
		if (value < 0)
			continue;
		bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			out[len++] = (char)(bits >> n_bits & 0xFF);
		}
	}
	struct bw_str text = {out, len};
	return bw_utf8_valid(text) ? bw_utf8_clean(a, text) : BW_STR_NONE;
}

struct bw_str bw_markup_from_text(struct bw_arena *a, struct bw_str text)
{
	if (bw_html_has_markup(text))
		return bw_arena_str(a, text);
	struct bw_buf out;
	bw_buf_init(&out, text.len * 5);
	bw_markup_put_escaped(&out, text, false);
	struct bw_str html = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	return html;
}

struct bw_str bw_markup_without_cdata(struct bw_str text)
{
	struct bw_str s = bw_str_trim(text), head = BW_STR("<![CDATA["), tail = BW_STR("]]>");
	if (!bw_str_starts(s, head))
		return text;
	s = bw_str_from_pos(s, head.len);
	return bw_str_ends(s, tail) ? bw_str_sub(s, 0, s.len - tail.len) : s;
}
