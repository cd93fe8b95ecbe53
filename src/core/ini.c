/*
 * inih stands behind this file alone. It cuts what is longer than its line or name buffers without a word and does not
 * say where it is, so the reader below feeds it: it counts lines, refuses names that would be cut, and hands over a
 * long line in pieces that look like continuation lines. A value goes on over lines that begin with white space.
 */
#include <ini.h>

#include "core/buf.h"
#include "core/config.h"
#include "core/file.h"
#include "core/utf8.h"

enum { FILE_MAX_BYTES = 4 << 20, NAME_MAX_BYTES = 49, VALUE_MAX = 65536 };

typedef int row_function(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
			 struct bw_err *err);

struct feed {
	struct bw_arena *arena;
	const char *path;
	struct bw_str rest, piece; /* text not yet read, and of the current line not yet handed over */
	int line;
	bool in_piece, continued, glued;
	/* The value that may still go on. */
	struct bw_str section, key;
	struct bw_buf value;
	int value_line;
	bool has_value;
	row_function *row;
	void *ctx;
	struct bw_err *err;
	int rc;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void flush(struct feed *f)
{
	if (f->has_value && !f->rc)
		f->rc = f->row(f->ctx, f->section, f->key, bw_buf_copy(&f->value, f->arena), f->value_line, f->err);
	f->has_value = false;
}

/* The first fault of the file counts, so what stands before it is handed over first. */
static void refuse(struct feed *f, const char *what)
{
	flush(f);
	if (!f->rc)
		f->rc = bw_err_set(f->err, BW_EINPUT, "%s:%d: %s", f->path, f->line, what);
}

/* '#' or ';' at the start of a line begins a comment, and " ;" anywhere, in continuation lines too. */
static struct bw_str without_comment(struct bw_str line)
{
	if (line.len && (line.ptr[0] == '#' || line.ptr[0] == ';'))
		return BW_STR_NONE;
	for (size_t i = 1; i < line.len; i++)
		if (line.ptr[i] == ';' && is_blank(line.ptr[i - 1]))
			return bw_str_sub(line, 0, i - 1);
	return line;
}

static size_t name_len(struct bw_str text)
{
	size_t n = 0;
	while (n < text.len && text.ptr[n] != '=' && text.ptr[n] != ':')
		n++;
	return n;
}

/* Everything that inih would misread or cut is refused here; text is the line without blanks around it and comment. */
static void check_line(struct feed *f, struct bw_str line, struct bw_str text)
{
	if (bw_str_find_char(line, '\0', 0) != BW_NPOS || !bw_utf8_valid(line))
		refuse(f, "This line is not UTF-8 text.");
	if (f->continued || text.len == 0)
		return;
	if (text.ptr[0] == '[') {
		if (bw_str_find_char(text, ']', 0) > NAME_MAX_BYTES)
			refuse(f, "The name of this section is not closed or longer than 48 bytes.");
		return;
	}
	size_t n = name_len(text);
	if (n == text.len)
		refuse(f, "This is no [section], no name = value, and no comment.");
	else if (n == 0)
		refuse(f, "There is no name before the value.");
	else if (n > NAME_MAX_BYTES - 1)
		refuse(f, "The name of this setting is longer than 48 bytes.");
}

/* Takes the next line that says something into f->piece. A section ends the value before it. */
static bool next_line(struct feed *f)
{
	struct bw_str line;
	while (!f->rc && bw_str_split(&f->rest, '\n', &line)) {
		f->line++;
		struct bw_str text = without_comment(bw_str_trim(line));
		f->continued = f->has_value && is_blank(line.len ? line.ptr[0] : 'x');
		check_line(f, line, text);
		if (text.len == 0)
			continue;
		if (text.ptr[0] == '[' && !f->continued)
			flush(f);
		f->piece = text;
		return !f->rc;
	}
	return false;
}

/* Where a piece of at most max bytes can end: between two bytes that are no white space, lest inih trims them, and not
 * before what would look like a comment. */
static size_t cut(struct bw_str s, size_t max)
{
	for (size_t n = max; n > 0; n--)
		if (!is_blank(s.ptr[n - 1]) && !is_blank(s.ptr[n]) && !strchr("#;", s.ptr[n]))
			return n;
	return 0;
}

/* As fgets. A piece is led by a blank when it continues a value. */
static char *feed_piece(char *out, int size, void *ctx)
{
	struct feed *f = ctx;
	f->glued = f->in_piece;
	if (f->rc || (!f->in_piece && !next_line(f)))
		return NULL;
	bool led = f->in_piece || f->continued;
	size_t room = (size_t)size - 3, n = f->piece.len;
	if (n > room)
		n = cut(f->piece, room);
	if (n == 0 && f->piece.len) {
		refuse(f, "This line holds too long a run of white space.");
		return NULL;
	}
	char *p = out;
	if (led)
		*p++ = ' ';
	if (n)
		memcpy(p, f->piece.ptr, n);
	memcpy(p + n, "\n", 2);
	f->in_piece = n < f->piece.len;
	f->piece = bw_str_from_pos(f->piece, n);
	return out;
}

static int take_value(void *ctx, const char *section, const char *key, const char *value)
{
	struct feed *f = ctx;
	bool more = f->glued || f->continued;
	if (!more) {
		flush(f);
		f->section = bw_arena_str(f->arena, bw_str_from(section));
		f->key = bw_arena_str(f->arena, bw_str_from(key));
		f->value_line = f->line;
		f->has_value = true;
		bw_buf_reset(&f->value);
	} else if (!f->glued && f->value.len) {
		bw_buf_char(&f->value, ' ');
	}
	bw_buf_cstr(&f->value, value);
	if (f->value.failed)
		refuse(f, "This value is too long.");
	return 1;
}

int bw_ini_read(struct bw_arena *a, const char *path, row_function *row, void *ctx, struct bw_err *err)
{
	struct feed f = {.arena = a, .path = path, .row = row, .ctx = ctx, .err = err};
	int rc = bw_file_read(a, path, FILE_MAX_BYTES, &f.rest, err);
	if (rc)
		return rc;
	if (bw_str_starts(f.rest, BW_STR("\xEF\xBB\xBF")))
		f.rest = bw_str_from_pos(f.rest, 3);
	bw_buf_init(&f.value, VALUE_MAX);
	if (ini_parse_stream(feed_piece, &f, take_value, &f))
		refuse(&f, "This is no [section], no name = value, and no comment.");
	flush(&f);
	bw_buf_release(&f.value);
	return f.rc;
}
