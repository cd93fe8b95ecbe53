#include "core/buf.h"
#include "core/utf8.h"
#include "source/fields.h"
#include "source/html.h"
#include "source/mend.h"

/* What an open element is to its children. */
enum place { AT_TOP, AT_ROOT, AT_FEED, AT_ITEM, AT_PERSON, AT_FIELD, AT_NOTHING };

enum { DEPTH = BW_MEND_DEPTH + 1, TEXT_MAX_BYTES = 16 << 20 };

struct level {
	enum place place;
	struct bw_str base;
};

struct reader {
	struct bw_arena *arena;
	struct bw_feed *feed;
	struct level levels[DEPTH];
	int depth;
	int default_vocabulary; /* of elements in a namespace nobody knows, without a prefix */
	struct bw_draft feed_draft, item_draft;
	bool in_item;
	const struct bw_field *field; /* being read, at field_depth */
	enum bw_form form;
	int field_depth, div_depth; /* div_depth: of the outer div of BW_VOC_XHTML, 0 none */
	bool is_permalink;
	struct bw_buf text;
	struct bw_str root;
	struct bw_str open_names[DEPTH]; /* of elements inside a field, for their end tags */
};

static struct bw_draft *draft_of(struct reader *r)
{
	return r->in_item ? &r->item_draft : &r->feed_draft;
}

static struct bw_str attr(const struct bw_xml_tag *tag, const char *name)
{
	return bw_str_trim(bw_xml_attr(tag, BW_STR_NONE, bw_str_from(name)));
}

static struct bw_str base_of(const struct reader *r)
{
	return r->levels[r->depth].base;
}

static bool contains(struct bw_str s, const char *part)
{
	return bw_str_find_ascii_nocase(s, bw_str_from(part), 0) != BW_NPOS;
}

static enum bw_form atom_form(const struct bw_xml_tag *tag, enum bw_slot slot)
{
	struct bw_str type = attr(tag, "type"), mode = attr(tag, "mode");
	if (bw_str_eq_ascii_nocase(mode, BW_STR("base64")) ||
	    bw_str_eq_ascii_nocase(type, BW_STR("application/octet-stream")))
		return BW_FORM_BASE64;
	bool escaped = bw_str_eq_ascii_nocase(mode, BW_STR("escaped"));
	if (contains(type, "xhtml") || bw_str_ends(type, BW_STR("/xml")) || bw_str_ends(type, BW_STR("+xml")))
		return escaped ? BW_FORM_HTML : BW_FORM_XHTML;
	if (contains(type, "html"))
		return BW_FORM_HTML;
	if (!type.len || bw_str_starts_ascii_nocase(type, BW_STR("text")))
		return BW_FORM_TEXT;
	return slot == BW_SLOT_CONTENT && bw_str_find_char(type, '/', 0) != BW_NPOS ? BW_FORM_DROP : BW_FORM_HTML;
}

static void begin_field(struct reader *r, const struct bw_field *field, const struct bw_xml_tag *tag)
{
	r->field = field;
	r->form = field->form == BW_FORM_ATOM ? atom_form(tag, field->slot) : field->form;
	r->field_depth = r->depth;
	r->div_depth = 0;
	r->is_permalink = !bw_str_eq_ascii_nocase(attr(tag, "isPermaLink"), BW_STR("false"));
	r->levels[r->depth].place = AT_FIELD;
	bw_buf_reset(&r->text);
}

/* An Atom link, in any kind of feed; RSS files that were made from Atom have link elements with href too. */
static void link_element(struct reader *r, const struct bw_xml_tag *tag, bool native)
{
	struct bw_str rel = attr(tag, "rel"), type = attr(tag, "type");
	if (rel.len && !bw_str_eq_ascii_nocase(rel, BW_STR("alternate")))
		return;
	int rank = !type.len || contains(type, "html") ? 9 : 7;
	struct bw_str href = bw_arena_str(r->arena, attr(tag, "href"));
	bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, native ? rank : rank - 4, href, base_of(r));
}

/* Content that lies elsewhere: its address serves when the entry has no other (RFC 4287, 4.1.3.2). */
static void content_source(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str type = attr(tag, "type");
	if (!type.len || contains(type, "html"))
		bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, 2, bw_arena_str(r->arena, attr(tag, "src")),
			     base_of(r));
}

static void finish_item(struct reader *r)
{
	if (r->in_item)
		bw_draft_to_item(r->arena, &r->item_draft, r->feed);
	r->in_item = false;
}

static void begin_item(struct reader *r, const struct bw_xml_tag *tag)
{
	finish_item(r);
	r->in_item = true;
	r->item_draft = (struct bw_draft){0};
	r->levels[r->depth].place = AT_ITEM;
	struct bw_str about = bw_str_trim(bw_xml_attr_nocase(tag, BW_STR("about")));
	if (about.len) {
		about = bw_arena_str(r->arena, about);
		bw_draft_put(r->arena, &r->item_draft, BW_SLOT_ID, 2, about, base_of(r));
		bw_draft_put(r->arena, &r->item_draft, BW_SLOT_LINK, 1, about, base_of(r));
	}
}

static bool is_item(int vocabulary, struct bw_str name)
{
	return (vocabulary == BW_VOC_RSS && bw_str_eq(name, BW_STR("item"))) ||
	       (vocabulary == BW_VOC_ATOM && bw_str_eq(name, BW_STR("entry")));
}

static void language_attribute(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str lang = bw_xml_attr(tag, BW_STR("xml"), BW_STR("lang"));
	bw_draft_put(r->arena, &r->feed_draft, BW_SLOT_LANGUAGE, 7, bw_arena_str(r->arena, lang), BW_STR_NONE);
}

/* The outermost element says the kind. */
static void begin_root(struct reader *r, const struct bw_xml_tag *tag)
{
	static const struct {
		const char *name;
		enum bw_source_kind kind;
		enum place place;
		int vocabulary;
	} roots[] = {
		{"rss", BW_SOURCE_RSS, AT_ROOT, BW_VOC_RSS},     {"channel", BW_SOURCE_RSS, AT_FEED, BW_VOC_RSS},
		{"rdf", BW_SOURCE_RDF, AT_ROOT, BW_VOC_RSS},     {"feed", BW_SOURCE_ATOM, AT_FEED, BW_VOC_ATOM},
		{"entry", BW_SOURCE_ATOM, AT_ITEM, BW_VOC_ATOM},
	};
	r->levels[r->depth].place = AT_NOTHING;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (!bw_str_eq_ascii_nocase(tag->name, bw_str_from(roots[i].name)))
			continue;
		r->feed->kind = roots[i].kind;
		r->default_vocabulary = roots[i].vocabulary;
		r->levels[r->depth].place = roots[i].place;
		if (roots[i].place == AT_ITEM)
			begin_item(r, tag);
	}
	r->root = bw_arena_str(r->arena, tag->name);
}

static int scope_of(enum place place)
{
	static const int scopes[] = {[AT_ROOT] = BW_IN_FEED,
				     [AT_FEED] = BW_IN_FEED,
				     [AT_ITEM] = BW_IN_ITEM,
				     [AT_PERSON] = BW_IN_PERSON,
				     [AT_NOTHING] = 0};
	return scopes[place];
}

static void begin_child(struct reader *r, enum place parent, const struct bw_xml_tag *tag)
{
	struct level *level = &r->levels[r->depth];
	int vocabulary = bw_vocabulary_of(tag, r->default_vocabulary);
	const struct bw_field *field = bw_field_find(vocabulary, scope_of(parent), tag->name);
	bool in_draft = parent == AT_ITEM || parent == AT_FEED;
	level->place = AT_NOTHING;
	if (is_item(vocabulary, tag->name))
		begin_item(r, tag);
	else if (parent == AT_ROOT && bw_str_eq_ascii_nocase(tag->name, BW_STR("channel")))
		level->place = AT_FEED;
	else if (in_draft && vocabulary == BW_VOC_ATOM && bw_str_eq(tag->name, BW_STR("author")))
		level->place = AT_PERSON;
	else if (in_draft && vocabulary == BW_VOC_ATOM && bw_str_eq(tag->name, BW_STR("link")))
		link_element(r, tag, r->feed->kind == BW_SOURCE_ATOM);
	else if (parent == AT_ITEM && vocabulary == BW_VOC_MEDIA &&
		 (contains(tag->name, "group") || contains(tag->name, "content")))
		level->place = AT_ITEM;
	else if (field)
		begin_field(r, field, tag);
	if (field && attr(tag, "href").len && field->slot == BW_SLOT_LINK)
		link_element(r, tag, false);
	if (field && field->slot == BW_SLOT_CONTENT && attr(tag, "src").len)
		content_source(r, tag);
	if (level->place == AT_FEED)
		language_attribute(r, tag);
}

static void put_escaped(struct bw_buf *out, struct bw_str s, bool quote)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '<')
			bw_buf_cstr(out, "&lt;");
		else if (c == '&')
			bw_buf_cstr(out, "&amp;");
		else if (c == '"' && quote)
			bw_buf_cstr(out, "&quot;");
		else
			bw_buf_char(out, c);
	}
}

/* An element inside a field is markup of its text. Addresses in it are made absolute where xml:base says from where. */
static void put_tag(struct reader *r, const struct bw_xml_tag *tag)
{
	bw_buf_char(&r->text, '<');
	bw_buf_str(&r->text, tag->name);
	for (int i = 0; i < tag->n_attrs; i++) {
		struct bw_str prefix, name, value;
		bw_xml_attr_at(tag, i, &prefix, &name, &value);
		if (prefix.len)
			continue;
		bool is_address = bw_str_eq(name, BW_STR("href")) || bw_str_eq(name, BW_STR("src"));
		struct bw_str absolute = is_address ? bw_link_resolve(r->arena, base_of(r), value) : BW_STR_NONE;
		bw_buf_char(&r->text, ' ');
		bw_buf_str(&r->text, name);
		bw_buf_cstr(&r->text, "=\"");
		put_escaped(&r->text, absolute.len ? absolute : value, true);
		bw_buf_char(&r->text, '"');
	}
	bw_buf_char(&r->text, '>');
}

static void begin_inside_field(struct reader *r, const struct bw_xml_tag *tag)
{
	r->levels[r->depth].place = AT_FIELD;
	r->open_names[r->depth] = BW_STR_NONE;
	if (r->form == BW_FORM_XHTML && r->depth == r->field_depth + 1 && !r->div_depth &&
	    bw_str_eq(tag->name, BW_STR("div"))) {
		r->div_depth = r->depth;
		return;
	}
	if (r->form == BW_FORM_PLAIN || r->form == BW_FORM_GUID)
		return;
	r->open_names[r->depth] = bw_arena_str(r->arena, tag->name);
	if (r->form == BW_FORM_TEXT)
		r->form = BW_FORM_HTML;
	put_tag(r, tag);
}

static void on_start(void *ctx, const struct bw_xml_tag *tag)
{
	struct reader *r = ctx;
	enum place parent = r->levels[r->depth].place;
	struct bw_str base = base_of(r), own = bw_xml_attr(tag, BW_STR("xml"), BW_STR("base"));
	if (r->depth + 1 >= DEPTH)
		return;
	r->depth++;
	struct bw_str resolved = own.len ? bw_link_resolve(r->arena, base, own) : BW_STR_NONE;
	r->levels[r->depth].base = resolved.len ? resolved : base;
	if (parent == AT_FIELD) {
		begin_inside_field(r, tag);
	} else if (parent == AT_TOP) {
		begin_root(r, tag);
		language_attribute(r, tag);
	} else {
		begin_child(r, parent, tag);
	}
}

static void on_text(void *ctx, struct bw_str text)
{
	struct reader *r = ctx;
	if (!r->field)
		return;
	if (r->form == BW_FORM_XHTML)
		put_escaped(&r->text, text, false);
	else
		bw_buf_str(&r->text, text);
}

static int base64_value(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static struct bw_str base64_text(struct reader *r)
{
	struct bw_str in = bw_buf_view(&r->text);
	char *out = bw_arena_alloc(r->arena, in.len + 1);
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
	return bw_utf8_valid(text) ? bw_utf8_clean(r->arena, text) : BW_STR_NONE;
}

/* Text without markup as HTML. Much that is called text is HTML all the same. */
static struct bw_str text_as_html(struct reader *r)
{
	struct bw_str text = bw_buf_copy(&r->text, r->arena);
	if (bw_html_has_markup(text))
		return text;
	bw_buf_reset(&r->text);
	put_escaped(&r->text, text, false);
	return bw_buf_copy(&r->text, r->arena);
}

static struct bw_str field_text(struct reader *r)
{
	if (r->form == BW_FORM_DROP || r->text.failed)
		return BW_STR_NONE;
	if (r->form == BW_FORM_BASE64)
		return base64_text(r);
	if (r->form == BW_FORM_TEXT && r->field->slot == BW_SLOT_CONTENT)
		return text_as_html(r);
	return bw_buf_copy(&r->text, r->arena);
}

static void end_field(struct reader *r)
{
	struct bw_str text = field_text(r);
	bw_draft_put(r->arena, draft_of(r), r->field->slot, r->field->rank, text, base_of(r));
	if (r->form == BW_FORM_GUID && r->is_permalink && bw_link_is_http(bw_str_trim(text)))
		bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, 3, text, base_of(r));
	r->field = NULL;
}

static void end_inside_field(struct reader *r)
{
	struct bw_str name = r->open_names[r->depth];
	if (!name.len)
		return;
	bw_buf_cstr(&r->text, "</");
	bw_buf_str(&r->text, name);
	bw_buf_char(&r->text, '>');
}

static void on_end(void *ctx)
{
	struct reader *r = ctx;
	enum place place = r->levels[r->depth].place, parent = r->depth ? r->levels[r->depth - 1].place : AT_TOP;
	if (r->field && r->depth == r->field_depth)
		end_field(r);
	else if (r->field)
		end_inside_field(r);
	else if (place == AT_ITEM && parent != AT_ITEM)
		finish_item(r);
	if (r->depth)
		r->depth--;
}

static void complain(struct reader *r, const struct bw_mend *mend, const struct bw_err *fault)
{
	struct bw_feed *feed = r->feed;
	if (fault->code)
		feed->complaint = bw_arena_printf(r->arena, "%s: cannot be read further, %zu items kept", fault->msg,
						  feed->items.len);
	else if (mend->too_deep)
		feed->complaint = bw_arena_printf(r->arena, "nests deeper than %d elements: %zu items kept",
						  BW_MEND_DEPTH, feed->items.len);
	else if (mend->open)
		feed->complaint = bw_arena_printf(r->arena, "ends in mid-%s: %zu items kept",
						  r->in_item ? "item" : "feed", feed->items.len);
}

int bw_feed_read_xml(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
		     struct bw_err *err)
{
	static const struct bw_xml_handler handler = {on_start, on_end, on_text};
	struct reader r = {.arena = a, .feed = out, .default_vocabulary = BW_VOC_RSS};
	struct bw_buf mended;
	struct bw_err fault = {0};
	r.levels[0] = (struct level){AT_TOP, base};
	out->kind = BW_SOURCE_UNKNOWN;
	bw_buf_init(&mended, bw_mend_room(text.len));
	bw_buf_init(&r.text, TEXT_MAX_BYTES);
	struct bw_mend mend = bw_mend_xml(text, &mended);
	bw_xml_read(bw_buf_view(&mended), &handler, &r, &fault);
	bw_buf_release(&mended);
	bw_buf_release(&r.text);
	if (out->kind == BW_SOURCE_UNKNOWN && fault.code)
		return bw_err_set(err, BW_EINPUT, "%s", fault.msg);
	if (out->kind == BW_SOURCE_UNKNOWN && !r.root.len)
		return bw_err_set(err, BW_EINPUT, "there is no element in it");
	if (out->kind == BW_SOURCE_UNKNOWN)
		return bw_err_set(err, BW_EINPUT, "the outermost element is <%" BW_PRISTR ">, which is no feed",
				  BW_ARG(r.root));
	complain(&r, &mend, &fault);
	bw_draft_to_feed(a, &r.feed_draft, out);
	return BW_OK;
}
