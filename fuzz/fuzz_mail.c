/* Mail: whatever the bytes, what is read is well-formed text and an address that can be kept. */
#include <stdint.h>
#include <stdlib.h>

#include "core/url.h"
#include "core/utf8.h"
#include "source/mail.h"
#include "source/mail_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
	if (!good)
		abort();
}

static bool is_clean(struct bw_str s)
{
	return bw_utf8_valid(s) && bw_str_find_char(s, '\0', 0) == BW_NPOS;
}

static bool is_line(struct bw_str s)
{
	return is_clean(s) && bw_str_find_char(s, '\n', 0) == BW_NPOS && bw_str_trim(s).len == s.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_mail m;
	struct bw_err err = {0};
	struct bw_str url = BW_STR_NONE, bytes = {(const char *)data, size};
	bw_arena_init(&a);
	if (bw_mail_read(&a, bytes, &m, &err)) {
		must(err.code != BW_OK && err.msg[0]);
	} else {
		must(is_line(m.item.title) && is_line(m.item.author) && is_line(m.sender) && is_line(m.list) &&
		     is_line(m.item.id));
		must(is_clean(m.item.content) && is_clean(m.text));
		must(m.item.url.len && is_line(m.item.url) && !bw_url_canonical(&a, m.item.url, &url, NULL));
		size_t from, to;
		bw_mail_own_paragraphs(&a, m.text, m.item.title, &from, &to);
		must(from < to || (!from && !to));
		must(bw_str_starts(url, BW_STR("http")) || bw_str_starts(url, BW_STR("mid:")));
	}
	bw_mail_begins(bytes);
	bw_arena_release(&a);
	return 0;
}
