#include "core/buf.h"
#include "core/utf8.h"
#include "source/entity.h"
#include "source/html.h"

/* Each round takes one layer of escaping off: "&amp;amp;" needs two, what some programs make of a title three. */
enum { ROUNDS_MAX = 3 };

struct folder {
	struct bw_buf *out;
	bool space; /* one is due before the next character */
	bool decoded;
};

/* White space folds, invisible characters vanish, but the joiners U+200C and U+200D carry meaning in some scripts. 0:
 * nothing, ' ': space. */
static uint32_t folded(uint32_t cp)
{
	if (cp < 0x21)
		return cp == ' ' || (cp >= '\t' && cp <= '\r') ? ' ' : 0;
	if (cp < 0x7F)
		return cp;
	if (cp < 0xA0)
		return cp == 0x85 ? ' ' : 0;
	if (cp == 0xAD || cp == 0xFEFF || cp == 0x2060 || cp == 0x200B || cp == 0x200E || cp == 0x200F ||
	    (cp >= 0x202A && cp <= 0x202E))
		return 0;
	bool space = cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
		     cp == 0x202F || cp == 0x205F || cp == 0x3000;
	return space ? ' ' : cp;
}

static void put(struct folder *f, uint32_t cp)
{
	cp = folded(cp);
	if (cp == ' ')
		f->space = f->out->len > 0;
	if (cp == 0 || cp == ' ')
		return;
	if (f->space)
		bw_buf_char(f->out, ' ');
	f->space = false;
	if (cp < 0x80)
		bw_buf_char(f->out, (char)cp);
	else
		bw_utf8_put(f->out, cp);
}

static void put_text(struct folder *f, struct bw_str s)
{
	for (size_t i = 0; i < s.len;) {
		uint32_t cp = (unsigned char)s.ptr[i];
		size_t len = cp == '&' ? bw_entity_read(s, i, &cp) : 0;
		if (len) {
			f->decoded = true;
			i += len;
		} else {
			cp = bw_utf8_next(s, &i);
		}
		put(f, cp);
	}
}

/* One layer off; true when something was taken off, so that another layer may be below. */
static bool peel(struct bw_str html, struct bw_buf *out)
{
	struct folder f = {.out = out};
	struct bw_html h = {.s = html};
	struct bw_html_token t;
	bool found = false;
	while (bw_html_next(&h, &t)) {
		if (t.kind == BW_HTML_TEXT || t.role == BW_HTML_UNKNOWN) {
			put_text(&f, t.text);
			continue;
		}
		found = true;
		if (t.role == BW_HTML_BLOCK)
			put(&f, ' ');
	}
	return found || f.decoded;
}

struct bw_str bw_html_plain(struct bw_arena *a, struct bw_str fragment)
{
	struct bw_buf out[2];
	struct bw_str s = fragment;
	bw_buf_init(&out[0], fragment.len * 2 + 16);
	bw_buf_init(&out[1], fragment.len * 2 + 16);
	for (int round = 0; round < ROUNDS_MAX; round++) {
		struct bw_buf *to = &out[round & 1];
		bw_buf_reset(to);
		bool more = peel(s, to);
		s = bw_buf_view(to);
		if (!more || (bw_str_find_char(s, '&', 0) == BW_NPOS && bw_str_find_char(s, '<', 0) == BW_NPOS))
			break;
	}
	struct bw_str plain = bw_arena_str(a, s);
	bw_buf_release(&out[0]);
	bw_buf_release(&out[1]);
	return plain;
}
