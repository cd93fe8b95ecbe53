#include "extract/template.h"

#include "core/pack.h"
#include "core/utf8.h"
#include "extract/shape.h"
#include "extract/text.h"

enum { FORMAT = 1, NAME_BYTES = 4, PARAGRAPHS_MAX = 400, CANDIDATES = 512, TITLE_WEIGHT = 3 };

static uint64_t hash_of(struct bw_arena *a, struct bw_str paragraph)
{
	return bw_str_hash(bw_uni_fold(a, paragraph));
}

static struct bw_template_row *find_row(const struct bw_template *t, uint64_t hash)
{
	for (uint32_t i = 0; i < t->n_rows; i++)
		if (t->row[i].hash == hash)
			return (struct bw_template_row *)&t->row[i];
	return NULL;
}

/* A row for a paragraph that no page of the window bears: a free one, or the one that was not seen for longest. The
 * lowest bit that is set tells when a row was seen last. */
static struct bw_template_row *new_row(struct bw_template *t)
{
	uint32_t oldest = 0;
	if (t->n_rows < BW_TEMPLATE_ROWS)
		return &t->row[t->n_rows++];
	for (uint32_t i = 1; i < t->n_rows; i++) {
		uint64_t x = t->row[i].pages, y = t->row[oldest].pages;
		if ((x & -x) > (y & -y))
			oldest = i;
	}
	memmove(&t->row[oldest], &t->row[oldest + 1], (t->n_rows - oldest - 1) * sizeof *t->row);
	return &t->row[t->n_rows - 1];
}

/* Words of a page with how often they occur; open addressing. */
struct tally {
	uint32_t hash[CANDIDATES], n[CANDIDATES], order[CANDIDATES];
	uint32_t len;
};

static void count(struct tally *t, uint32_t hash, uint32_t weight)
{
	uint32_t at = hash % CANDIDATES;
	while (t->n[at] && t->hash[at] != hash)
		at = (at + 1) % CANDIDATES;
	if (!t->n[at] && t->len == CANDIDATES / 2)
		return;
	if (!t->n[at])
		t->order[at] = t->len++;
	t->hash[at] = hash;
	t->n[at] += weight;
}

static uint32_t word_hash(struct bw_arena *a, struct bw_str word)
{
	struct bw_str key = bw_text_key(a, word);
	bool owned = bw_str_ends(word, BW_STR("’s")) || bw_str_ends(word, BW_STR("'s"));
	key.len -= owned && key.len > 1;
	uint64_t h = key.len >= NAME_BYTES ? bw_str_hash(key) : 0;
	return (uint32_t)(h ^ h >> 32);
}

/* Of a text only the words with a capital within a sentence. */
static void count_words(struct tally *t, struct bw_arena *a, struct bw_str text, bool title)
{
	struct bw_str word;
	bool start = true;
	while (bw_str_split(&text, ' ', &word)) {
		size_t pos = 0;
		bool name = word.len && !start && bw_uni_is_upper(bw_utf8_next(word, &pos));
		uint32_t hash = title || name ? word_hash(a, word) : 0;
		if (hash)
			count(t, hash, title ? TITLE_WEIGHT : 1);
		start = word.len && strchr(".?!:\"", word.ptr[word.len - 1]);
	}
}

static bool before(const struct tally *t, uint32_t x, uint32_t y)
{
	return t->n[x] != t->n[y] ? t->n[x] > t->n[y] : t->order[x] < t->order[y];
}

/* The most frequent words, then in ascending order of their hashes. */
static void keep_words(const struct tally *t, struct bw_template_page *page)
{
	uint32_t best[BW_TEMPLATE_WORDS], n = 0;
	for (uint32_t i = 0; i < CANDIDATES; i++) {
		uint32_t at = n;
		if (!t->n[i])
			continue;
		while (at > 0 && before(t, i, best[at - 1]))
			at--;
		if (at == BW_TEMPLATE_WORDS)
			continue;
		n += n < BW_TEMPLATE_WORDS;
		memmove(&best[at + 1], &best[at], (n - at - 1) * sizeof *best);
		best[at] = i;
	}
	page->n_words = n;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = i, hash = t->hash[best[i]];
		for (; at > 0 && page->words[at - 1] > hash; at--)
			page->words[at] = page->words[at - 1];
		page->words[at] = hash;
	}
}

static void push_page(struct bw_template *t, const struct bw_template_page *page)
{
	uint32_t kept = 0;
	memmove(&t->page[1], &t->page[0], (BW_TEMPLATE_WINDOW - 1) * sizeof *t->page);
	t->page[0] = *page;
	t->n_pages += t->n_pages < BW_TEMPLATE_WINDOW;
	for (uint32_t i = 0; i < t->n_rows; i++) {
		t->row[kept] = t->row[i];
		t->row[kept].pages <<= 1;
		kept += t->row[kept].pages != 0;
	}
	t->n_rows = kept;
}

void bw_template_learn(struct bw_template *t, struct bw_arena *a, const struct bw_article *article)
{
	struct bw_template_page page = {.url = bw_str_hash(article->url)};
	struct tally *words = BW_NEW(a, struct tally);
	struct bw_str rest = article->text, paragraph;
	uint64_t hash[PARAGRAPHS_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n_pages; i++)
		if (t->page[i].url == page.url)
			return;
	count_words(words, a, article->title, true);
	while (n < PARAGRAPHS_MAX && bw_shape_next(&rest, &paragraph)) {
		hash[n] = hash_of(a, paragraph);
		if (!find_row(t, hash[n++]))
			count_words(words, a, paragraph, false);
	}
	keep_words(words, &page);
	push_page(t, &page);
	for (uint32_t i = 0; i < n; i++) {
		struct bw_template_row *row = find_row(t, hash[i]);
		if (!row) {
			row = new_row(t);
			*row = (struct bw_template_row){.hash = hash[i]};
		}
		row->pages |= 1;
	}
}

static uint32_t bits(uint64_t v)
{
	uint32_t n = 0;
	for (; v; v &= v - 1)
		n++;
	return n;
}

static bool has_word(const struct bw_template_page *page, uint32_t word)
{
	uint32_t low = 0, high = page->n_words;
	while (low < high) {
		uint32_t mid = (low + high) / 2;
		if (page->words[mid] == word)
			return true;
		low = page->words[mid] < word ? mid + 1 : low;
		high = page->words[mid] < word ? high : mid;
	}
	return false;
}

/* A word that three in five of the pages with a paragraph share, and the other pages do not: they are about one
 * subject. Of a site of which little was seen nobody can say what the other pages are about, and the first is enough.
 */
static bool is_subject(const struct bw_template *t, uint64_t pages, uint32_t n, uint32_t word)
{
	enum { SEEN_LITTLE = 16 };
	uint32_t with = 0, site = 0;
	for (uint32_t i = 0; i < t->n_pages; i++) {
		bool has = has_word(&t->page[i], word);
		site += has;
		with += has && (pages >> i & 1);
	}
	return with * 5 >= n * 3 && (t->n_pages < SEEN_LITTLE || with * t->n_pages * 2 >= site * n * 3);
}

/* Words are tried from the newest pages with the paragraph: what three in five share is on one of four as good as
 * always. */
static bool has_subject(const struct bw_template *t, uint64_t pages)
{
	enum { NEWEST = 4 };
	uint32_t n = bits(pages), tried = 0;
	for (uint32_t i = 0; i < t->n_pages && tried < NEWEST; i++) {
		if (!(pages >> i & 1))
			continue;
		tried++;
		for (uint32_t k = 0; k < t->page[i].n_words; k++)
			if (is_subject(t, pages, n, t->page[i].words[k]))
				return true;
	}
	return false;
}

static bool is_template(const struct bw_template *t, uint64_t hash)
{
	const struct bw_template_row *row = find_row(t, hash);
	uint32_t n = row ? bits(row->pages) : 0;
	return n >= BW_TEMPLATE_PAGES_MIN && n * BW_TEMPLATE_SHARE >= t->n_pages && !has_subject(t, row->pages);
}

/* Entries over the paragraphs that stay; gone[i] counts those taken off before paragraph i. */
static void move_entries(struct bw_arena *a, struct bw_article *article, const uint32_t *gone, uint32_t n)
{
	struct bw_entry *out = BW_ARRAY(a, struct bw_entry, article->n_entries + 1u);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < article->n_entries; i++) {
		struct bw_entry e = article->entries[i];
		uint32_t from = e.first < n ? e.first : n, to = e.n < n - from ? from + e.n : n;
		e.first = from - gone[from];
		e.n = to - gone[to] - e.first;
		if (e.n)
			out[kept++] = e;
	}
	article->entries = kept ? out : NULL;
	article->n_entries = kept;
	if (!kept)
		article->form = BW_ARTICLE_PROSE;
}

uint32_t bw_template_strip(const struct bw_template *t, struct bw_arena *a, struct bw_article *article)
{
	struct bw_str rest = article->text, paragraph;
	uint32_t n = bw_shape_count(article->text), taken = 0;
	bool shaped = article->shape.len == n;
	struct bw_buf text, shape;
	if (t->n_pages < BW_TEMPLATE_PAGES_MIN)
		return 0;
	uint32_t *gone = BW_ARRAY(a, uint32_t, n + 1u);
	bw_buf_init(&text, article->text.len + 1);
	bw_buf_init(&shape, n + 1u);
	for (uint32_t i = 0; i < n && bw_shape_next(&rest, &paragraph); i++) {
		bool strip = i < PARAGRAPHS_MAX && is_template(t, hash_of(a, paragraph));
		taken += strip;
		gone[i + 1] = taken;
		if (strip)
			continue;
		if (text.len)
			bw_buf_cstr(&text, "\n\n");
		bw_buf_str(&text, paragraph);
		if (shaped)
			bw_buf_char(&shape, article->shape.ptr[i]);
	}
	if (taken) {
		article->text = bw_buf_copy(&text, a);
		article->shape = bw_buf_copy(&shape, a);
		move_entries(a, article, gone, n);
	}
	bw_buf_release(&text);
	bw_buf_release(&shape);
	return taken;
}

void bw_template_pack(const struct bw_template *t, struct bw_buf *out)
{
	bw_pack_u64(out, FORMAT);
	bw_pack_u64(out, t->n_pages);
	for (uint32_t i = 0; i < t->n_pages; i++) {
		bw_pack_fixed64(out, t->page[i].url);
		bw_pack_u64(out, t->page[i].n_words);
		for (uint32_t k = 0, last = 0; k < t->page[i].n_words; last = t->page[i].words[k++])
			bw_pack_u64(out, t->page[i].words[k] - last);
	}
	bw_pack_u64(out, t->n_rows);
	for (uint32_t i = 0; i < t->n_rows; i++) {
		bw_pack_fixed64(out, t->row[i].hash);
		bw_pack_u64(out, t->row[i].pages);
	}
}

static void unpack_page(struct bw_unpack *u, struct bw_template_page *page)
{
	uint64_t word = 0;
	page->url = bw_unpack_fixed64(u);
	uint64_t n = bw_unpack_u64(u);
	u->bad |= n > BW_TEMPLATE_WORDS;
	for (uint64_t k = 0; k < n && !u->bad; k++) {
		uint64_t step = bw_unpack_u64(u);
		u->bad |= step > UINT32_MAX || word + step > UINT32_MAX || (k && !step);
		word += u->bad ? 0 : step;
		page->words[page->n_words++] = (uint32_t)word;
	}
}

static bool unpack_rows(struct bw_unpack *u, struct bw_template *t)
{
	uint64_t n = bw_unpack_u64(u);
	bool good = n <= BW_TEMPLATE_ROWS;
	for (uint64_t i = 0; good && !u->bad && i < n; i++) {
		struct bw_template_row row = {.hash = bw_unpack_fixed64(u)};
		row.pages = bw_unpack_u64(u);
		good = row.pages && (t->n_pages == 64 || row.pages >> t->n_pages == 0);
		t->row[t->n_rows++] = row;
	}
	return good;
}

int bw_template_unpack(struct bw_str bytes, struct bw_template *t, struct bw_err *err)
{
	struct bw_unpack u = {.in = bytes};
	memset(t, 0, sizeof *t);
	bool good = bw_unpack_u64(&u) == FORMAT;
	uint64_t n = bw_unpack_u64(&u);
	good = good && n <= BW_TEMPLATE_WINDOW;
	for (uint64_t i = 0; good && !u.bad && i < n; i++)
		unpack_page(&u, &t->page[t->n_pages++]);
	good = good && !u.bad && unpack_rows(&u, t) && !u.bad && u.pos == bytes.len;
	if (good)
		return 0;
	memset(t, 0, sizeof *t);
	return bw_err_set(err, BW_EINPUT, "these %zu bytes are no template of a site", bytes.len);
}
