#include "source/fields.h"
#include "source/markup.h"
#include "source/mend.h"

/* What an open element is to its children. */
enum place { AT_TOP, AT_ROOT, AT_FEED, AT_ITEM, AT_FIELD, AT_NOTHING };

enum { DEPTH = BW_MEND_DEPTH + 1, TEXT_MAX_BYTES = 16 << 20, WRAPPED_MAX = 5, ROOTS_MAX = 1000 };

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
	bool named;         /* an author's <name> was met */
	bool deaf;          /* what stands here is no part of the field */
	bool after_link;    /* an empty link stands just before: its text may follow */
	size_t passed_over; /* items behind the last that is kept */
	struct bw_str base;
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

/* Relative links of RSS mean the site, which the channel's own link names, unless xml:base says otherwise. */
static struct bw_str link_base(const struct reader *r)
{
	struct bw_str home = r->feed_draft.slot[BW_SLOT_LINK].text, base = base_of(r);
	bool is_rss = r->feed->kind == BW_SOURCE_RSS || r->feed->kind == BW_SOURCE_RDF;
	return r->in_item && is_rss && base.ptr == r->base.ptr && bw_link_is_http(home) ? home : base;
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
	r->deaf = r->named = false;
	r->is_permalink = !bw_str_eq_ascii_nocase(attr(tag, "isPermaLink"), BW_STR("false"));
	r->levels[r->depth].place = AT_FIELD;
	bw_buf_reset(&r->text);
}

/* An Atom link, in any kind of feed; RSS files that were made from Atom have link elements with href too. */
static void link_element(struct reader *r, const struct bw_xml_tag *tag, int rank)
{
	struct bw_str rel = attr(tag, "rel"), type = attr(tag, "type");
	struct bw_str name =
		bw_str_from_pos(rel, bw_str_rfind_char(rel, '/') + 1); /* it may be written as an address */
	if (rel.len && !bw_str_eq_ascii_nocase(name, BW_STR("alternate")))
		return;
	if (type.len && !contains(type, "html"))
		rank -= 2;
	struct bw_str href = bw_arena_str(r->arena, attr(tag, "href"));
	bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, rank, href, link_base(r));
}

/* A page that shows the film or the sound, not the film itself. */
static void media_page(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str type = attr(tag, "type");
	bool player = bw_str_eq(tag->name, BW_STR("player"));
	if (player || contains(type, "html"))
		bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, 2, bw_arena_str(r->arena, attr(tag, "url")),
			     link_base(r));
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
	r->levels[r->depth].place = AT_NOTHING;
	r->passed_over += r->feed->items.len == BW_FEED_ITEMS_MAX;
	if (r->passed_over)
		return;
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
	return (vocabulary & (BW_VOC_RSS | BW_VOC_ATOM)) &&
	       (bw_str_eq_ascii_nocase(name, BW_STR("item")) || bw_str_eq_ascii_nocase(name, BW_STR("entry")));
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
		{"entry", BW_SOURCE_ATOM, AT_ITEM, BW_VOC_ATOM}, {"item", BW_SOURCE_RSS, AT_ITEM, BW_VOC_RSS},
	};
	bool is_first = r->feed->kind == BW_SOURCE_UNKNOWN;
	r->levels[r->depth].place = AT_NOTHING;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (!bw_str_eq_ascii_nocase(tag->name, bw_str_from(roots[i].name)))
			continue;
		if (roots[i].place == AT_ITEM && r->depth > 1)
			return;
		r->feed->kind = is_first ? roots[i].kind : r->feed->kind;
		r->default_vocabulary = roots[i].vocabulary;
		r->levels[r->depth].place = roots[i].place;
		if (roots[i].place == AT_ITEM)
			begin_item(r, tag);
	}
	if (!r->root.len)
		r->root = bw_arena_str(r->arena, tag->name);
}

static int scope_of(enum place place)
{
	static const int scopes[] = {
		[AT_ROOT] = BW_IN_FEED, [AT_FEED] = BW_IN_FEED, [AT_ITEM] = BW_IN_ITEM, [AT_NOTHING] = 0};
	return scopes[place];
}

/* Elements of Atom stand in RSS as if they were its own, and the other way round. */
static const struct bw_field *field_of(const struct bw_xml_tag *tag, int vocabulary, int scope)
{
	const struct bw_field *field = bw_field_find(vocabulary, scope, tag->name);
	int other = (BW_VOC_RSS | BW_VOC_ATOM) & ~vocabulary;
	if (field || other == (BW_VOC_RSS | BW_VOC_ATOM) || tag->prefix.len)
		return field;
	return bw_field_find(other, scope, tag->name);
}

static void begin_child(struct reader *r, enum place parent, const struct bw_xml_tag *tag)
{
	struct level *level = &r->levels[r->depth];
	int vocabulary = bw_vocabulary_of(tag, r->default_vocabulary);
	const struct bw_field *field = field_of(tag, vocabulary, scope_of(parent));
	bool in_draft = parent == AT_ITEM || parent == AT_FEED;
	level->place = AT_NOTHING;
	if (is_item(vocabulary, tag->name))
		begin_item(r, tag);
	else if (parent == AT_ROOT && bw_str_eq_ascii_nocase(tag->name, BW_STR("channel")))
		level->place = AT_FEED;
	else if (in_draft && vocabulary == BW_VOC_ATOM && bw_str_eq(tag->name, BW_STR("link")) && attr(tag, "href").len)
		link_element(r, tag, r->feed->kind == BW_SOURCE_ATOM ? 9 : 5);
	else if (parent == AT_ITEM && vocabulary == BW_VOC_MEDIA &&
		 (contains(tag->name, "group") || contains(tag->name, "content")))
		level->place = AT_ITEM;
	else if (field)
		begin_field(r, field, tag);
	if (r->field && field && field->slot == BW_SLOT_LINK && attr(tag, "href").len)
		link_element(r, tag, field->rank);
	if (parent == AT_ITEM && (vocabulary == BW_VOC_MEDIA || bw_str_eq(tag->name, BW_STR("enclosure"))))
		media_page(r, tag);
	if (field && field->slot == BW_SLOT_CONTENT && attr(tag, "src").len)
		content_source(r, tag);
	if (level->place == AT_FEED)
		language_attribute(r, tag);
}

/* A person of Atom, and of RSS that is written as one: the name counts, else the text that stands beside the rest. */
static void begin_in_person(struct reader *r, const struct bw_xml_tag *tag)
{
	static const struct bw_str rest[] = {{"email", 5}, {"uri", 3}, {"url", 3}, {"homepage", 8}};
	if (!r->named && bw_str_eq_ascii_nocase(tag->name, BW_STR("name"))) {
		r->named = true;
		r->deaf = false;
		bw_buf_reset(&r->text);
		return;
	}
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		r->deaf = r->deaf || bw_str_eq_ascii_nocase(tag->name, rest[i]);
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
	if (r->field->slot == BW_SLOT_AUTHOR && r->depth == r->field_depth + 1)
		begin_in_person(r, tag);
	bool is_foreign = tag->prefix.len && bw_vocabulary_of(tag, BW_VOC_OTHER) != BW_VOC_XHTML;
	if (r->form == BW_FORM_PLAIN || (is_foreign && r->form != BW_FORM_XHTML))
		return;
	r->open_names[r->depth] = bw_arena_str(r->arena, tag->name);
	if (r->form == BW_FORM_TEXT)
		r->form = BW_FORM_HTML;
	bw_markup_put_tag(r->arena, &r->text, tag, base_of(r));
}

/* True when the field that is open was meant to end before this element: its end tag is missing. */
static bool interrupts(const struct reader *r, const struct bw_xml_tag *tag)
{
	const int apart = BW_VOC_DC | BW_VOC_DCTERMS | BW_VOC_CONTENT | BW_VOC_MEDIA | BW_VOC_ITUNES | BW_VOC_BURNER;
	int vocabulary = bw_vocabulary_of(tag, r->default_vocabulary);
	if (r->form == BW_FORM_XHTML)
		return false;
	if (is_item(vocabulary, tag->name))
		return true;
	if (!bw_field_find(vocabulary, r->in_item ? BW_IN_ITEM : BW_IN_FEED, tag->name))
		return false;
	return r->form == BW_FORM_PLAIN || r->form == BW_FORM_GUID || r->field->slot == BW_SLOT_TITLE ||
	       (vocabulary & apart) || bw_str_eq(tag->name, BW_STR("guid")) || bw_str_eq(tag->name, BW_STR("pubDate"));
}

static void end_field(struct reader *r);

/* What stands in the open field becomes part of what the field stands in. */
static void interrupt(struct reader *r)
{
	end_field(r);
	for (int i = r->field_depth; i <= r->depth; i++)
		r->levels[i].place = r->in_item ? AT_ITEM : AT_FEED;
}

static void on_start(void *ctx, const struct bw_xml_tag *tag)
{
	struct reader *r = ctx;
	if (r->field && interrupts(r, tag))
		interrupt(r);
	r->after_link = false;
	enum place parent = r->levels[r->depth].place;
	struct bw_str base = base_of(r), own = bw_xml_attr(tag, BW_STR("xml"), BW_STR("base"));
	if (r->depth + 1 >= DEPTH)
		return;
	r->depth++;
	struct bw_str resolved = own.len && !r->passed_over ? bw_link_resolve(r->arena, base, own) : BW_STR_NONE;
	r->levels[r->depth].base = resolved.len ? resolved : base;
	if (parent == AT_FIELD) {
		begin_inside_field(r, tag);
	} else if (parent == AT_TOP || (r->feed->kind == BW_SOURCE_UNKNOWN && r->depth < WRAPPED_MAX)) {
		begin_root(r, tag);
		language_attribute(r, tag);
	} else {
		begin_child(r, parent, tag);
	}
}

static void on_text(void *ctx, struct bw_str text)
{
	struct reader *r = ctx;
	if (r->after_link && bw_link_is_http(bw_str_trim(text)))
		bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, 4, bw_arena_str(r->arena, text), link_base(r));
	if (!r->field || r->deaf)
		return;
	if (r->form == BW_FORM_XHTML)
		bw_markup_put_escaped(&r->text, text, false);
	else
		bw_buf_str(&r->text, text);
}

static struct bw_str field_text(struct reader *r)
{
	if (r->form == BW_FORM_DROP || r->text.failed)
		return BW_STR_NONE;
	if (r->form == BW_FORM_BASE64)
		return bw_markup_base64(r->arena, bw_buf_view(&r->text));
	if (r->form == BW_FORM_TEXT && r->field->slot == BW_SLOT_CONTENT)
		return bw_markup_from_text(r->arena, bw_buf_view(&r->text));
	return bw_markup_without_cdata(bw_buf_copy(&r->text, r->arena));
}

/* An id is not resolved (RFC 4287, 4.2.6.1), but one that is relative where xml:base is given was meant to be. */
static struct bw_str id_text(struct reader *r, struct bw_str text)
{
	bool relative = base_of(r).ptr != r->base.ptr && bw_str_find_char(text, ':', 0) == BW_NPOS;
	struct bw_str whole = relative ? bw_link_resolve(r->arena, base_of(r), text) : BW_STR_NONE;
	return whole.len ? whole : text;
}

static void end_field(struct reader *r)
{
	struct bw_str text = field_text(r), base = r->field->slot == BW_SLOT_LINK ? link_base(r) : base_of(r);
	if (r->field->slot == BW_SLOT_ID && r->field->vocabulary == BW_VOC_ATOM)
		text = id_text(r, text);
	bw_draft_put(r->arena, draft_of(r), r->field->slot, r->field->rank, text, base);
	if (r->form == BW_FORM_GUID && r->is_permalink && bw_link_is_http(bw_str_trim(text)))
		bw_draft_put(r->arena, draft_of(r), BW_SLOT_LINK, 3, text, base);
	r->after_link = r->field->slot == BW_SLOT_LINK && !text.len;
	r->field = NULL;
}

static void end_inside_field(struct reader *r)
{
	struct bw_str name = r->open_names[r->depth];
	if (r->depth == r->field_depth + 1)
		r->deaf = r->named;
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
	else if (r->passed_over)
		feed->complaint = bw_arena_printf(r->arena, "holds %zu items: the first %zu kept",
						  feed->items.len + r->passed_over, feed->items.len);
	else if (mend->too_deep)
		feed->complaint = bw_arena_printf(r->arena, "nests deeper than %d elements: %zu items kept",
						  BW_MEND_DEPTH, feed->items.len);
	else if (mend->open)
		feed->complaint = bw_arena_printf(r->arena, "ends in mid-%s: %zu items kept",
						  r->in_item ? "item" : "feed", feed->items.len);
}

/* Some files hold several documents, one behind the other. What can be said of the whole is said of the last. */
static void read_documents(struct reader *r, struct bw_str text, struct bw_mend *mend, struct bw_err *fault)
{
	static const struct bw_xml_handler handler = {on_start, on_end, on_text};
	struct bw_buf mended;
	bw_buf_init(&mended, bw_mend_room(text.len));
	for (int i = 0; i < ROOTS_MAX && text.len && !fault->code && !mend->open; i++) {
		bw_buf_reset(&mended);
		r->depth = 0;
		r->field = NULL;
		struct bw_mend one = bw_mend_xml(text, &mended);
		if (i && !one.had_root)
			break;
		*mend = one;
		bw_xml_read(bw_buf_view(&mended), &handler, r, fault);
		text = bw_str_from_pos(text, one.end);
	}
	bw_buf_release(&mended);
}

int bw_feed_read_xml(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
		     struct bw_err *err)
{
	struct reader r = {.arena = a, .feed = out, .default_vocabulary = BW_VOC_RSS, .base = base};
	struct bw_mend mend = {0};
	struct bw_err fault = {0};
	r.levels[0] = (struct level){AT_TOP, base};
	out->kind = BW_SOURCE_UNKNOWN;
	bw_buf_init(&r.text, TEXT_MAX_BYTES);
	read_documents(&r, text, &mend, &fault);
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
