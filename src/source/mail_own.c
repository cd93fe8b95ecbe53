#include "source/mail.h"

#include "core/utf8.h"
#include "core/vec.h"
#include "source/mail_part.h"

enum { HEAD_PARAGRAPHS = 3, HEAD_BYTES = 160, FOOT_PARAGRAPHS = 16, FOOT_BYTES = 600, ADDRESS_BYTES = 160 };

struct paragraphs BW_VEC_FIELDS(struct bw_str);

static void split(struct bw_arena *a, struct bw_str text, struct paragraphs *out)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = bw_str_find(text, BW_STR("\n\n"), at);
		end = end == BW_NPOS ? text.len : end;
		*BW_PUSH(a, out) = bw_str_sub(text, at, end - at);
		at = end + 2;
	}
}

static bool has_words(struct bw_arena *a, const struct bw_mail_words *w, enum bw_mail_word kind, struct bw_str s,
		      size_t max)
{
	return s.len <= max && bw_mail_words_in(w, kind, bw_uni_fold(a, s));
}

static bool ends_sentence(struct bw_str s)
{
	return s.len && strchr(".!?", s.ptr[s.len - 1]);
}

/* From the end up to the first line about the subscription that can be reached over short lines which are no sentences
 * (addresses, names of links). */
static size_t without_foot(struct bw_arena *a, const struct bw_mail_words *w, const struct paragraphs *p)
{
	size_t kept = p->len;
	for (size_t i = p->len; i > 0 && p->len - i < FOOT_PARAGRAPHS; i--) {
		struct bw_str s = p->ptr[i - 1];
		if (has_words(a, w, BW_MAIL_FOOT, s, FOOT_BYTES))
			kept = i - 1;
		else if (s.len > ADDRESS_BYTES || ends_sentence(s))
			break;
	}
	return kept;
}

void bw_mail_own_paragraphs(struct bw_arena *a, struct bw_str text, struct bw_str title, size_t *from, size_t *to)
{
	struct bw_mail_words w;
	struct paragraphs p = {0};
	bw_mail_words_load(a, &w);
	split(a, text, &p);
	struct bw_str wanted = bw_uni_fold(a, title);
	*from = 0;
	*to = without_foot(a, &w, &p);
	while (*from < *to && *from < HEAD_PARAGRAPHS && has_words(a, &w, BW_MAIL_WEB, p.ptr[*from], HEAD_BYTES))
		++*from;
	if (*from < *to && wanted.len && p.ptr[*from].len <= title.len * 2 &&
	    bw_str_eq(bw_uni_fold(a, p.ptr[*from]), wanted))
		++*from;
	if (*from < *to)
		return;
	*from = 0; /* nothing else in it: then it stays as it is */
	*to = p.len;
}
