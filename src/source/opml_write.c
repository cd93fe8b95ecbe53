#include "core/buf.h"
#include "core/map.h"
#include "source/item.h"

/* Folders of one name are written once, where the first entry of theirs stands. */

enum { DEPTH_MAX = 32, NO_FOLDER = 0 };

/* A folder or an entry. */
struct node {
	struct bw_str name;
	size_t entry;                         /* index + 1 into entries; 0 of a folder */
	size_t first_child, last_child, next; /* indexes of nodes; 0 none */
};

struct writer {
	struct bw_arena arena;
	struct bw_strmap by_path; /* path -> index in nodes */
	BW_VEC(struct node) nodes;
	const struct bw_opml *opml;
	struct bw_buf *out;
};

/* A slash inside a name ("A / B", "a//b") is no border: reading would not give the same path again. */
static bool is_border(struct bw_str path, size_t at)
{
	return path.ptr[at] == '/' && at > 0 && at + 1 < path.len && (unsigned char)path.ptr[at - 1] > ' ' &&
	       (unsigned char)path.ptr[at + 1] > ' ' && path.ptr[at - 1] != '/' && path.ptr[at + 1] != '/';
}

static size_t append(struct writer *w, size_t parent, struct node node)
{
	size_t index = w->nodes.len;
	*BW_PUSH(&w->arena, &w->nodes) = node;
	struct node *above = &w->nodes.ptr[parent];
	if (above->last_child)
		w->nodes.ptr[above->last_child].next = index;
	else
		above->first_child = index;
	above->last_child = index;
	return index;
}

static size_t child(struct writer *w, size_t parent, struct bw_str path, struct bw_str name)
{
	bool is_new;
	uint64_t *at = bw_strmap_put(&w->by_path, path, &is_new);
	if (is_new)
		*at = append(w, parent, (struct node){.name = name});
	return (size_t)*at;
}

/* The folder of a path; those above it are made too. */
static size_t folder_of(struct writer *w, struct bw_str path)
{
	size_t folder = NO_FOLDER, from = 0;
	int depth = 0;
	for (size_t i = 0; i < path.len && depth < DEPTH_MAX; i++) {
		if (!is_border(path, i))
			continue;
		folder = child(w, folder, bw_str_sub(path, 0, i), bw_str_sub(path, from, i - from));
		from = i + 1;
		depth++;
	}
	return path.len ? child(w, folder, path, bw_str_from_pos(path, from)) : folder;
}

static void put_escaped(struct bw_buf *out, struct bw_str s)
{
	static const char *const names[] = {['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;"};
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c < sizeof(names) / sizeof(names[0]) && names[c])
			bw_buf_cstr(out, names[c]);
		else if (c >= ' ')
			bw_buf_char(out, (char)c);
		else
			bw_buf_char(out, ' ');
	}
}

static void put_attribute(struct bw_buf *out, const char *name, struct bw_str value)
{
	bw_buf_char(out, ' ');
	bw_buf_cstr(out, name);
	bw_buf_cstr(out, "=\"");
	put_escaped(out, value);
	bw_buf_char(out, '"');
}

static void put_indent(struct bw_buf *out, int depth)
{
	for (int i = 0; i < depth; i++)
		bw_buf_cstr(out, "  ");
}

static void put_entry(struct bw_buf *out, const struct bw_opml_entry *e, int depth)
{
	put_indent(out, depth);
	bw_buf_cstr(out, "<outline type=\"rss\"");
	put_attribute(out, "text", e->title.len ? e->title : e->feed_url);
	if (e->title.len)
		put_attribute(out, "title", e->title);
	put_attribute(out, "xmlUrl", e->feed_url);
	if (e->home.len)
		put_attribute(out, "htmlUrl", e->home);
	if (e->owner.len)
		put_attribute(out, "bellwether:owner", e->owner);
	bw_buf_cstr(out, "/>\n");
}

/* Not deeper than DEPTH_MAX + 2 calls. */
static void put_folder(const struct writer *w, size_t index, int depth)
{
	for (size_t i = w->nodes.ptr[index].first_child; i; i = w->nodes.ptr[i].next) {
		const struct node *node = &w->nodes.ptr[i];
		if (node->entry) {
			put_entry(w->out, &w->opml->entries.ptr[node->entry - 1], depth);
			continue;
		}
		put_indent(w->out, depth);
		bw_buf_cstr(w->out, "<outline");
		put_attribute(w->out, "text", node->name);
		bw_buf_cstr(w->out, ">\n");
		put_folder(w, i, depth + 1);
		put_indent(w->out, depth);
		bw_buf_cstr(w->out, "</outline>\n");
	}
}

void bw_opml_write(const struct bw_opml *opml, struct bw_buf *out)
{
	struct writer w = {.opml = opml, .out = out};
	bw_arena_init(&w.arena);
	bw_strmap_init(&w.by_path, &w.arena);
	*BW_PUSH(&w.arena, &w.nodes) = (struct node){0};
	for (size_t i = 0; i < opml->entries.len; i++)
		append(&w, folder_of(&w, opml->entries.ptr[i].folder), (struct node){.entry = i + 1});
	bool owners = false;
	for (size_t i = 0; i < opml->entries.len; i++)
		owners = owners || opml->entries.ptr[i].owner.len;
	bw_buf_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"");
	if (owners) /* OPML 2.0 lets attributes of others stand in a namespace */
		put_attribute(out, "xmlns:bellwether", BW_STR("urn:bellwether:opml"));
	bw_buf_cstr(out, ">\n<head><title>");
	put_escaped(out, opml->title);
	bw_buf_cstr(out, "</title></head>\n<body>\n");
	put_folder(&w, NO_FOLDER, 1);
	bw_buf_cstr(out, "</body>\n</opml>\n");
	bw_strmap_release(&w.by_path);
	bw_arena_release(&w.arena);
}
