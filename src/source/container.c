#include "source/container.h"

#include "core/inflate.h"
#include "source/header.h"

enum { HEAD_BYTES = 512 };

/* What a packed file begins with. */
static struct bw_str unpacked_head(struct bw_str head, char room[HEAD_BYTES])
{
	size_t n = 0;
	struct bw_gunzip *g = bw_gunzip_open();
	if (g)
		bw_gunzip_step(g, &head, room, HEAD_BYTES, &n);
	bw_gunzip_close(g);
	return (struct bw_str){room, n};
}

/* "From ADDRESS DATE" and a field behind it: prose that begins with the word has neither. */
static bool is_mailbox(struct bw_str head)
{
	struct bw_str line = BW_STR_NONE;
	struct bw_header h;
	bw_header_line(&head, &line);
	if (!bw_str_starts(line, BW_STR("From ")))
		return false;
	size_t at = bw_str_find_char(line, '@', 0), space = bw_str_find_char(line, ' ', 5);
	bool addressed = at < space && bw_str_find_char(line, ':', 0) != BW_NPOS;
	return addressed || bw_header_next(&head, &h) == BW_HEADER_FIELD;
}

enum bw_source_kind bw_container_sniff(struct bw_str head)
{
	char room[HEAD_BYTES];
	if (bw_gzip_begins(head))
		head = unpacked_head(head, room);
	head = bw_str_trim(bw_str_sub(head, 0, HEAD_BYTES));
	if (bw_str_starts(head, BW_STR("WARC/1.")) || bw_str_starts(head, BW_STR("WARC/0.")))
		return BW_SOURCE_ARCHIVE;
	return is_mailbox(head) ? BW_SOURCE_MAILBOX : BW_SOURCE_UNKNOWN;
}
