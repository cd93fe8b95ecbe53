#include "core/utf8.h"
#include "store/db.h"
#include "store/store.h"

/* Writes the words of a segment as strings of FTS5's own query language: one string for a phrase, one a word otherwise.
 */
static void put_words(struct bw_buf *b, struct bw_str segment, bool phrase)
{
	bool in_word = false, any = false;
	for (size_t pos = 0; pos < segment.len;) {
		size_t start = pos;
		uint32_t cp = bw_utf8_next(segment, &pos);
		bool word = bw_uni_is_letter(cp) || bw_uni_is_digit(cp);
		if (word && !in_word)
			bw_buf_cstr(b, !any ? " \"" : phrase ? " " : "\" \"");
		if (word)
			bw_buf_put(b, segment.ptr + start, pos - start);
		any |= word;
		in_word = word;
	}
	if (any)
		bw_buf_char(b, '"');
}

/* FTS5 has a query language of its own; a user's words become quoted strings of it, so that nothing in them is an
 * operator. */
static struct bw_str match_text(struct bw_arena *a, struct bw_str query)
{
	struct bw_buf b;
	struct bw_str segment;
	bool phrase = false;
	bw_buf_init(&b, 64 << 10);
	while (bw_str_split(&query, '"', &segment)) {
		put_words(&b, segment, phrase);
		phrase = !phrase;
	}
	struct bw_str out = b.failed ? BW_STR_NONE : bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

int bw_store_search(struct bw_store *s, struct bw_arena *a, struct bw_str query, size_t limit, struct bw_hits *out,
		    struct bw_err *err)
{
	struct bw_str match = match_text(a, query);
	if (!match.len)
		return bw_err_set(err, BW_EUSAGE, "there is no word to search for in '%" BW_PRISTR "'", BW_ARG(query));
	struct db_query q = db_query(s, BW_SQL_SEARCH);
	bool row;
	int code;
	db_bind_str(&q, match);
	db_bind_int(&q, (int64_t)limit);
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_hit *h = BW_PUSH(a, &out->rows);
		h->key = (uint64_t)db_int(&q, 0);
		h->title = db_str(&q, 1, a);
		h->source = db_str(&q, 2, a);
		h->url = db_str(&q, 3, a);
		h->at = db_time(&q, 4);
		h->snippet = db_str(&q, 5, a);
	}
	return code;
}
