#include "core/buf.h"
#include "core/map.h"
#include "source/item.h"

/* Folders of one name are written once, where the first entry of theirs stands. */

enum { DEPTH_MAX = 32, NO_FOLDER = 0 };

struct folder {
	struct bw_str name;
	size_t first_child, last_child, next; /* folders inside it; 0 none */
	size_t first_entry, last_entry;       /* index + 1 into entries; 0 none */
};

struct writer {
	struct bw_arena arena;
	struct bw_strmap by_path; /* path -> index in folders */
	BW_VEC(struct folder) folders;
	size_t *next_entry; /* the next of the same folder, index + 1 */
	const struct bw_opml *opml;
	struct bw_buf *out;
};

/* A slash inside a name ("A / B", "a//b") is no border: reading would not give the same path again. */
static bool is_border(struct bw_str path, size_t at)
{
	return path.ptr[at] == '/' && at > 0 && at + 1 < path.len && (unsigned char)path.ptr[at - 1] > ' ' &&
	       (unsigned char)path.ptr[at + 1] > ' ' && path.ptr[at - 1] != '/' && path.ptr[at + 1] != '/';
}

static size_t child(struct writer *w, size_t parent, struct bw_str path, struct bw_str name)
{
	bool is_new;
	uint64_t *at = bw_strmap_put(&w->by_path, path, &is_new);
	if (!is_new)
		return (size_t)*at;
	size_t index = w->folders.len;
	*at = index;
	*BW_PUSH(&w->arena, &w->folders) = (struct folder){.name = name};
	struct folder *above = &w->folders.ptr[parent];
	if (above->last_child)
		w->folders.ptr[above->last_child].next = index;
	else
		above->first_child = index;
	above->last_child = index;
	return index;
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

static void file_entry(struct writer *w, size_t entry)
{
	struct folder *folder = &w->folders.ptr[folder_of(w, w->opml->entries.ptr[entry].folder)];
	if (folder->last_entry)
		w->next_entry[folder->last_entry - 1] = entry + 1;
	else
		folder->first_entry = entry + 1;
	folder->last_entry = entry + 1;
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
	bw_buf_cstr(out, "/>\n");
}

/* Not deeper than DEPTH_MAX + 2 calls. */
static void put_folder(const struct writer *w, size_t index, int depth)
{
	const struct folder *folder = &w->folders.ptr[index];
	for (size_t i = folder->first_entry; i; i = w->next_entry[i - 1])
		put_entry(w->out, &w->opml->entries.ptr[i - 1], depth);
	for (size_t i = folder->first_child; i; i = w->folders.ptr[i].next) {
		put_indent(w->out, depth);
		bw_buf_cstr(w->out, "<outline");
		put_attribute(w->out, "text", w->folders.ptr[i].name);
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
	w.next_entry = BW_ARRAY(&w.arena, size_t, opml->entries.len + 1);
	*BW_PUSH(&w.arena, &w.folders) = (struct folder){0};
	for (size_t i = 0; i < opml->entries.len; i++)
		file_entry(&w, i);
	bw_buf_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>");
	put_escaped(out, opml->title);
	bw_buf_cstr(out, "</title></head>\n<body>\n");
	put_folder(&w, NO_FOLDER, 1);
	bw_buf_cstr(out, "</body>\n</opml>\n");
	bw_strmap_release(&w.by_path);
	bw_arena_release(&w.arena);
}
