#include "source/header.h"

enum { NAME_MAX_BYTES = 100 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool bw_header_line(struct bw_str *rest, struct bw_str *line)
{
	if (!rest->len)
		return false;
	size_t end = bw_str_find_char(*rest, '\n', 0);
	*line = bw_str_sub(*rest, 0, end);
	*rest = end == BW_NPOS ? bw_str_from_pos(*rest, rest->len) : bw_str_from_pos(*rest, end + 1);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

/* RFC 5322, 3.6.8: printable characters but the colon. 0: the line begins with no name. */
static size_t name_length(struct bw_str line)
{
	size_t n = 0;
	while (n < line.len && n <= NAME_MAX_BYTES && line.ptr[n] > ' ' && line.ptr[n] < 0x7F && line.ptr[n] != ':')
		n++;
	size_t colon = n;
	while (colon < line.len && is_blank(line.ptr[colon]))
		colon++;
	return colon < line.len && line.ptr[colon] == ':' && n <= NAME_MAX_BYTES ? n : 0;
}

enum bw_header_kind bw_header_next(struct bw_str *rest, struct bw_header *out)
{
	struct bw_str after = *rest, line;
	if (!bw_header_line(&after, &line))
		return BW_HEADER_END;
	if (!line.len) {
		*rest = after;
		return BW_HEADER_END;
	}
	size_t name = name_length(line);
	if (!name)
		return BW_HEADER_BROKEN;
	while (after.len && is_blank(after.ptr[0]))
		bw_header_line(&after, &line);
	size_t colon = bw_str_find_char(*rest, ':', name);
	out->name = bw_str_sub(*rest, 0, name);
	out->value = bw_str_trim(bw_str_sub(*rest, colon + 1, rest->len - after.len - colon - 1));
	*rest = after;
	return BW_HEADER_FIELD;
}

struct bw_str bw_header_unfold(struct bw_arena *a, struct bw_str value)
{
	if (bw_str_find_char(value, '\n', 0) == BW_NPOS)
		return value;
	char *out = bw_arena_alloc(a, value.len);
	size_t n = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] != '\n') {
			out[n++] = value.ptr[i];
			continue;
		}
		while (n && (is_blank(out[n - 1]) || out[n - 1] == '\r'))
			n--;
		while (i + 1 < value.len && is_blank(value.ptr[i + 1]))
			i++;
		out[n++] = ' ';
	}
	return (struct bw_str){out, n};
}
