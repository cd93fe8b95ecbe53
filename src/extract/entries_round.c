#include "core/map.h"
#include "core/utf8.h"
#include "extract/entries.h"
#include "extract/text.h"

enum {
	HEADED_FEWEST = 4,
	LINKED_FEWEST = 3, /* when each heading leads elsewhere */
	LED_FEWEST = 5,
	SECTION_PARAGRAPHS = 3,
	SECTION_BYTES = 900,
	HEADING_BYTES = 160,
	LEAD_BYTES = 34, /* "Paper of the week." */
	BOLD_BYTES = 110,
	REST_BYTES = 20, /* after a lead */
	PREAMBLE = 3,
	NAME_BYTES = 4,
	WORD_BYTES = 5
};

/* A line that is a heading, or set in bold as one. */
static bool is_heading(const struct bw_entry_paragraph *p)
{
	bool bold = p->bold == p->text.len && p->shape == BW_SHAPE_PARAGRAPH;
	return p->text.len <= HEADING_BYTES && ((p->shape >= '1' && p->shape <= '6') || bold);
}

static bool is_open(char before, struct bw_str text)
{
	size_t pos = 0;
	return before == ' ' && pos < text.len && !bw_uni_is_lower(bw_utf8_next(text, &pos));
}

/* Bytes of the lead of a paragraph: words in bold, or a few words that are a sentence of their own; 0 for none. */
static size_t lead_of(const struct bw_entry_paragraph *p)
{
	struct bw_str s = p->text;
	size_t pos = 0;
	if (p->shape != BW_SHAPE_PARAGRAPH && p->shape != BW_SHAPE_ITEM)
		return 0;
	if (p->bold > 2 && p->bold <= BOLD_BYTES && p->bold + REST_BYTES < s.len)
		return p->bold;
	size_t stop = bw_str_find(bw_str_sub(s, 0, LEAD_BYTES), BW_STR(". "), 0);
	if (stop == BW_NPOS || stop < 2 || s.len < stop + REST_BYTES || bw_uni_is_lower(bw_utf8_next(s, &pos)))
		return 0;
	struct bw_str lead = bw_str_sub(s, 0, stop);
	bool words = bw_text_words(lead) <= 4 && bw_text_has_letter(lead) && !bw_str_ends(lead, BW_STR("Mr")) &&
		     bw_str_find_char(lead, ',', 0) == BW_NPOS;
	return words && is_open(s.ptr[stop + 1], bw_str_from_pos(s, stop + 2)) ? stop + 1 : 0;
}

static struct bw_str clean_title(struct bw_str s)
{
	s = bw_str_trim(s);
	while (s.len && strchr(".:- ", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Titles that come again are speakers of an interview; questions are one, or an explainer. */
static bool titles_differ(const struct bw_entry_case *c)
{
	struct bw_map seen;
	uint32_t again = 0, questions = 0;
	bw_map_init(&seen);
	for (uint32_t i = 0; i < c->n_out; i++) {
		bool is_new;
		struct bw_str title = c->out[i].title;
		bw_map_put(&seen, bw_str_hash(bw_text_key(c->arena, title)), &is_new);
		again += !is_new;
		questions += bw_str_ends(title, BW_STR("?")) || bw_str_ends(title, BW_STR("？"));
	}
	bw_map_release(&seen);
	return again * 5 <= c->n_out && questions * 4 <= c->n_out;
}

/* Words of the entries, with the number of entries that each stands in. */
struct spread {
	struct bw_map names, words; /* hash -> entries << 32 | last entry + 1 */
	uint32_t most_name, most_word;
};

static void count_word(struct bw_map *m, struct bw_str folded, uint32_t entry, uint32_t *most)
{
	uint64_t *v = bw_map_put(m, bw_str_hash(folded), NULL);
	if ((uint32_t)*v == entry + 1)
		return;
	uint64_t n = (*v >> 32) + 1;
	*v = n << 32 | (entry + 1);
	*most = n > *most ? (uint32_t)n : *most;
}

static bool ends_sentence(char c)
{
	return c == '.' || c == '?' || c == '!' || c == ':' || c == '"';
}

/* Names are words with a capital within a sentence; of the others only long ones say what a text is about. */
static void count_words(struct bw_entry_case *c, struct spread *s, struct bw_str text, uint32_t entry)
{
	struct bw_str word, rest = text;
	bool start = true;
	while (bw_str_split(&rest, ' ', &word)) {
		bool stop = word.len && ends_sentence(word.ptr[word.len - 1]);
		size_t pos = 0;
		bool capital = word.len && bw_uni_is_upper(bw_utf8_next(word, &pos));
		struct bw_str key = bw_text_key(c->arena, word);
		if (bw_str_ends(word, BW_STR("’s")) || bw_str_ends(word, BW_STR("'s")))
			key.len -= key.len > 1;
		if (capital && !start && key.len >= NAME_BYTES)
			count_word(&s->names, key, entry, &s->most_name);
		else if (key.len >= WORD_BYTES)
			count_word(&s->words, key, entry, &s->most_word);
		start = stop;
	}
}

static bool has_stem(struct bw_str text, struct bw_str stem)
{
	size_t at = 0;
	while ((at = bw_str_find(text, stem, at)) != BW_NPOS) {
		if (at == 0 || strchr(" \"'(-", text.ptr[at - 1]))
			return true;
		at++;
	}
	return false;
}

/* A word of the title that stands in most entries is what all of them are about. */
static bool share_title(struct bw_entry_case *c)
{
	enum { TITLE_WORD = 4, ENTRIES = 40 };
	uint32_t n = c->n_out < ENTRIES ? c->n_out : ENTRIES;
	struct bw_str *text = BW_ARRAY(c->arena, struct bw_str, n + 1u);
	struct bw_str rest = bw_uni_fold(c->arena, bw_str_sub(c->article->title, 0, TITLE_WORD * 50)), word;
	for (uint32_t i = 0; i < n; i++) {
		const struct bw_entry_paragraph *p = &c->p[c->out[i].first];
		const struct bw_entry_paragraph *last = p + c->out[i].n - 1;
		size_t bytes = (size_t)(last->text.ptr + last->text.len - p->text.ptr);
		text[i] = bw_uni_fold(c->arena, (struct bw_str){p->text.ptr, bytes});
	}
	while (bw_str_split(&rest, ' ', &word)) {
		struct bw_str stem = bw_text_key(c->arena, word);
		uint32_t with = 0;
		if (stem.len < TITLE_WORD)
			continue;
		stem.len -= bw_str_ends(stem, BW_STR("s"));
		for (uint32_t i = 0; i < n; i++)
			with += has_stem(text[i], stem);
		if (with * 2 > n)
			return true;
	}
	return false;
}

/* The heading leads to a page of its own. */
static bool leads_away(const struct bw_entry_case *c, const struct bw_entry_paragraph *p)
{
	const struct bw_page *page = c->view->page;
	if (!page || !p->node || p->node >= page->dom.n)
		return false;
	uint32_t up = bw_dom_up(&page->dom, p->node, BW_TAG_A);
	uint32_t link = up ? up : bw_dom_find(&page->dom, BW_TAG_A, p->node, page->dom.nodes[p->node].end);
	struct bw_str href = link ? bw_str_trim(bw_dom_attr(&page->dom, link, "href")) : BW_STR_NONE;
	return bw_str_starts_ascii_nocase(href, BW_STR("http://")) ||
	       bw_str_starts_ascii_nocase(href, BW_STR("https://"));
}

static bool all_lead_away(const struct bw_entry_case *c)
{
	for (uint32_t i = 0; i < c->n_out; i++)
		if (!leads_away(c, &c->p[c->out[i].first]))
			return false;
	return c->n_out > 0;
}

/* Whether the entries are about different things: no name stands in half of them, no long word in most. */
static bool unrelated(struct bw_entry_case *c)
{
	struct spread s = {0};
	bw_map_init(&s.names);
	bw_map_init(&s.words);
	for (uint32_t i = 0; i < c->n_out; i++)
		for (uint32_t k = 0; k < c->out[i].n; k++)
			count_words(c, &s, c->p[c->out[i].first + k].text, i);
	bw_map_release(&s.names);
	bw_map_release(&s.words);
	bool few = c->n_out < HEADED_FEWEST; /* two of three say "Monday": known by where their headings lead */
	bool names = few ? s.most_name < c->n_out : s.most_name * 2 < c->n_out + (c->n_out > 6);
	return names && s.most_word * 10 < c->n_out * 7 && !share_title(c);
}

static size_t bytes_of(const struct bw_entry_case *c, const struct bw_entry *e)
{
	size_t n = 0;
	for (uint32_t i = 0; i < e->n; i++)
		n += c->p[e->first + i].text.len;
	return n;
}

/* Headings of one level, each with a short text. */
static bool by_heading(struct bw_entry_case *c)
{
	uint32_t first = 0, long_ones = 0, words = 0;
	while (first < c->n && !is_heading(&c->p[first]))
		first++;
	if (first > PREAMBLE || first == c->n)
		return false;
	char level = c->p[first].shape;
	c->n_out = 0;
	for (uint32_t i = first; i < c->n; i++) {
		bool heading = is_heading(&c->p[i]);
		if (heading && c->p[i].shape != level)
			return false;
		if (heading) {
			c->out[c->n_out++] = (struct bw_entry){
				.published = BW_TIME_NONE, .first = i, .title = clean_title(c->p[i].text)};
			words += (uint32_t)bw_text_words(c->p[i].text);
		}
		c->out[c->n_out - 1].n++;
	}
	for (uint32_t i = 0; i < c->n_out; i++) {
		if (c->out[i].n < 2)
			return false;
		long_ones += c->out[i].n > SECTION_PARAGRAPHS + 1 || bytes_of(c, &c->out[i]) > SECTION_BYTES;
	}
	if (c->n_out == LINKED_FEWEST && long_ones == 0 && words >= c->n_out * 2)
		return all_lead_away(c);
	return c->n_out >= HEADED_FEWEST && long_ones == 0 && words >= c->n_out * 3;
}

/* Paragraphs that begin with a lead; a paragraph without one goes on with the entry above it. */
static bool by_lead(struct bw_entry_case *c)
{
	uint32_t plain = 0, after = 0;
	c->n_out = 0;
	for (uint32_t i = 0; i < c->n; i++) {
		size_t lead = lead_of(&c->p[i]);
		if (lead) {
			c->out[c->n_out++] = (struct bw_entry){.published = BW_TIME_NONE,
							       .first = i,
							       .n = 1,
							       .title = clean_title(bw_str_sub(c->p[i].text, 0, lead))};
			plain += after;
			after = 0;
		} else if (c->n_out) {
			after++;
		}
	}
	if (c->n_out < LED_FEWEST || c->out[0].first > PREAMBLE || plain * 5 > c->n_out || after > PREAMBLE)
		return false;
	for (uint32_t i = 0; i + 1 < c->n_out; i++)
		c->out[i].n = c->out[i + 1].first - c->out[i].first;
	size_t longest = 0;
	for (uint32_t i = 0; i < c->n_out; i++)
		longest = bytes_of(c, &c->out[i]) > longest ? bytes_of(c, &c->out[i]) : longest;
	return longest <= SECTION_BYTES;
}

bool bw_entries_round_up(struct bw_entry_case *c)
{
	bool found =
		(by_heading(c) && titles_differ(c) && unrelated(c)) || (by_lead(c) && titles_differ(c) && unrelated(c));
	for (uint32_t i = 0; found && i < c->n_out; i++)
		c->out[i].anchor = bw_entries_anchor(c, c->out[i].first, c->out[i].n);
	return found;
}
