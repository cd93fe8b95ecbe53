/* Which parts of a message are its text. */
#include "source/mail_part.h"
#include "source/mime.h"

#include "core/buf.h"
#include "core/vec.h"

enum { DEPTH_MAX = 16, PARTS_MAX = 1000 };

struct strs BW_VEC_FIELDS(struct bw_str);

struct gathering {
	struct strs html, text;
	struct bw_mail_texts *out;
	int *parts;
};

static void walk(struct bw_arena *a, const struct bw_mime_part *p, int depth, struct gathering *g);

static bool is_attached(struct bw_arena *a, const struct bw_mime_part *p, const struct gathering *g)
{
	struct bw_str disposition = bw_mime_field(a, p, BW_STR("content-disposition"));
	if (bw_str_starts_ascii_nocase(disposition, BW_STR("attachment")))
		return true;
	bool named = bw_mime_param(a, disposition, BW_STR("filename")).len ||
		     bw_mime_param(a, p->content_type, BW_STR("name")).len;
	return named && (g->html.len || g->text.len);
}

static bool looks_like_html(struct bw_str s)
{
	struct bw_str head = bw_str_trim(bw_str_sub(s, 0, 256));
	return bw_str_starts_ascii_nocase(head, BW_STR("<!doctype html")) ||
	       bw_str_starts_ascii_nocase(head, BW_STR("<html"));
}

static struct bw_str plain_text(struct bw_arena *a, const struct bw_mime_part *p, struct bw_str text)
{
	struct bw_str format = bw_mime_param(a, p->content_type, BW_STR("format"));
	struct bw_str delsp = bw_mime_param(a, p->content_type, BW_STR("delsp"));
	if (bw_str_eq_ascii_nocase(format, BW_STR("flowed")))
		text = bw_mail_unflow(a, text, bw_str_eq_ascii_nocase(delsp, BW_STR("yes")));
	return bw_mail_without_tail(a, text);
}

static void take_leaf(struct bw_arena *a, const struct bw_mime_part *p, struct gathering *g)
{
	if (is_attached(a, p, g))
		return;
	bool html = bw_str_eq(p->type, BW_STR("text/html")) || bw_str_eq(p->type, BW_STR("application/xhtml+xml"));
	struct bw_str text = bw_mime_text(a, p);
	if (!g->out->label.len)
		g->out->label = bw_mime_param(a, p->content_type, BW_STR("charset"));
	if (!g->out->language.len)
		g->out->language = bw_mime_field(a, p, BW_STR("content-language"));
	if (!bw_str_trim(text).len)
		return;
	if (html || looks_like_html(text))
		*BW_PUSH(a, &g->html) = text;
	else
		*BW_PUSH(a, &g->text) = plain_text(a, p, text);
}

static void append(struct bw_arena *a, struct strs *to, const struct strs *from)
{
	for (size_t i = 0; i < from->len; i++)
		*BW_PUSH(a, to) = from->ptr[i];
}

static bool next_child(struct bw_arena *a, struct bw_mime_walk *w, struct gathering *g, struct bw_str default_type,
		       struct bw_mime_part *out)
{
	struct bw_str bytes;
	if (*g->parts >= PARTS_MAX || !bw_mime_walk_next(w, &bytes))
		return false;
	++*g->parts;
	bw_mime_part_read(a, bytes, default_type, out);
	return true;
}

/* RFC 2046, 5.1.4: the same in other forms, the best one last. The HTML is the best here; the text is kept beside it.
 */
static void walk_alternatives(struct bw_arena *a, struct bw_mime_walk *w, int depth, struct gathering *g)
{
	struct gathering html = {0}, text = {0};
	struct bw_mime_part child;
	while (next_child(a, w, g, BW_STR("text/plain"), &child)) {
		struct gathering one = {.out = g->out, .parts = g->parts};
		walk(a, &child, depth + 1, &one);
		if (one.html.len)
			html = one;
		else if (one.text.len)
			text = one;
	}
	append(a, &g->html, &html.html);
	append(a, &g->text, text.text.len ? &text.text : &html.text);
}

/* How many children count: of a signed message the first, of related ones the first that says something. */
enum take { TAKE_ALL, TAKE_FIRST, TAKE_FIRST_TEXT };

static void walk_children(struct bw_arena *a, struct bw_mime_walk *w, const struct bw_mime_part *p, int depth,
			  struct gathering *g)
{
	enum take take = bw_str_eq(p->type, BW_STR("multipart/signed"))    ? TAKE_FIRST
			 : bw_str_eq(p->type, BW_STR("multipart/related")) ? TAKE_FIRST_TEXT
									   : TAKE_ALL;
	bool digest = bw_str_eq(p->type, BW_STR("multipart/digest"));
	struct bw_mime_part child;
	size_t had = g->html.len + g->text.len;
	while (next_child(a, w, g, digest ? BW_STR("message/rfc822") : BW_STR("text/plain"), &child)) {
		walk(a, &child, depth + 1, g);
		if (take == TAKE_FIRST || (take == TAKE_FIRST_TEXT && g->html.len + g->text.len > had))
			break;
	}
}

static bool is_message(struct bw_str type)
{
	return bw_str_eq(type, BW_STR("message/rfc822")) || bw_str_eq(type, BW_STR("message/global"));
}

/* Text that is for programs. */
static bool is_for_people(struct bw_str type)
{
	static const struct bw_str types[] = {{"text/plain", 10},
					      {"text/html", 9},
					      {"text/markdown", 13},
					      {"text/x-markdown", 15},
					      {"application/xhtml+xml", 21},
					      {"text/x-web-markdown", 19}};
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (bw_str_eq(type, types[i]))
			return true;
	return false;
}

static void walk(struct bw_arena *a, const struct bw_mime_part *p, int depth, struct gathering *g)
{
	struct bw_mime_walk w;
	bool multipart = bw_str_starts(p->type, BW_STR("multipart/"));
	if (depth > DEPTH_MAX || bw_str_eq(p->type, BW_STR("multipart/encrypted")))
		return;
	if (is_message(p->type)) {
		if (!g->out->n_forwarded++)
			g->out->forwarded = bw_mime_bytes(a, p);
		return;
	}
	if (multipart && bw_mime_walk_init(a, p, &w)) {
		if (bw_str_eq(p->type, BW_STR("multipart/alternative")))
			walk_alternatives(a, &w, depth, g);
		else
			walk_children(a, &w, p, depth, g);
		return;
	}
	if (multipart || is_for_people(p->type))
		take_leaf(a, p, g);
}

static struct bw_str joined(struct bw_arena *a, const struct strs *parts)
{
	struct bw_buf b;
	if (parts->len == 1)
		return parts->ptr[0];
	bw_buf_init(&b, SIZE_MAX / 4);
	for (size_t i = 0; i < parts->len; i++) {
		if (i)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, parts->ptr[i]);
	}
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

void bw_mail_texts_read(struct bw_arena *a, const struct bw_mime_part *message, struct bw_mail_texts *out)
{
	int parts = 0;
	*out = (struct bw_mail_texts){0};
	struct gathering g = {.out = out, .parts = &parts};
	walk(a, message, 0, &g);
	out->html = joined(a, &g.html);
	out->text = joined(a, &g.text);
}
