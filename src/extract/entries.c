#include "extract/entries.h"

#include "extract/text.h"

enum { TITLE_MAX = 200 };

bw_time bw_entries_time(struct bw_str date)
{
	enum { DATE_BYTES = 10 };
	bool timed = false;
	bw_time t;
	struct bw_str clock = bw_str_from_pos(bw_str_trim(date), DATE_BYTES);
	bool zoned = clock.len && (clock.ptr[clock.len - 1] == 'Z' || bw_str_find_char(clock, '+', 0) != BW_NPOS ||
				   bw_str_find_char(clock, '-', 0) != BW_NPOS);
	return zoned && bw_time_parse_precise(date, &t, &timed) && timed ? t : BW_TIME_NONE;
}

struct bw_str bw_entries_title(const struct bw_entry_case *c, uint32_t first, uint32_t n)
{
	enum { LOOK = 3, LEAD_MAX = 160 };
	for (uint32_t i = first; i < first + n && i < first + LOOK; i++) {
		const struct bw_entry_paragraph *p = &c->p[i];
		if (p->shape >= '1' && p->shape <= '6' && p->text.len <= TITLE_MAX)
			return p->text;
	}
	const struct bw_entry_paragraph *p = &c->p[first];
	struct bw_stamp stamp;
	size_t from = bw_stamp_read(p->text, &stamp) ? stamp.bytes : 0;
	if (from >= p->text.len && n > 1) {
		p = &c->p[first + 1];
		from = 0;
	}
	bool lead = p->bold > from + 3 && p->bold <= LEAD_MAX;
	return lead ? bw_str_trim(bw_str_sub(p->text, from, p->bold - from)) : BW_STR_NONE;
}

struct bw_str bw_entries_anchor(const struct bw_entry_case *c, uint32_t first, uint32_t n)
{
	const struct bw_page *page = c->view->page;
	if (!page)
		return BW_STR_NONE;
	uint32_t before = first ? c->p[first - 1].node : 0,
		 after = first + n < c->n ? c->p[first + n].node : UINT32_MAX;
	struct bw_str found = BW_STR_NONE;
	for (uint32_t i = c->p[first].node; i > before; i = page->dom.nodes[i].parent) {
		struct bw_str id = bw_dom_attr(&page->dom, i, "id");
		if (page->dom.nodes[i].end > after)
			break;
		found = id.len ? id : found;
	}
	return found;
}

/* A phrase for live coverage at one end of the title ("Live: ...", "... as it happened"), in the address, or the type
 * that the page gives itself. */
bool bw_entries_is_live(const struct bw_entry_case *c)
{
	static const char *const paths[] = {"/live/",    "/live-",     "-live-",      "liveblog",
					    "live-blog", "liveticker", "live-updates"};
	struct bw_kind_words words;
	struct bw_str title = bw_uni_fold(c->arena, c->article->title);
	if (c->live)
		return true;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (bw_text_contains_nocase(c->article->url, paths[i]))
			return true;
	bw_kind_words_load(c->arena, &words);
	for (uint32_t i = 0; i < words.n[BW_PHRASE_LIVE_TITLE]; i++) {
		struct bw_str phrase = words.phrase[BW_PHRASE_LIVE_TITLE][i];
		struct bw_str after = bw_str_from_pos(title, phrase.len);
		bool begins = bw_str_starts(title, phrase) &&
			      (!after.len || memchr(":-|,", after.ptr[0], 4) || bw_str_starts(after, BW_STR(" -")) ||
			       bw_str_starts(after, BW_STR(" |")) || memchr(":-", phrase.ptr[phrase.len - 1], 2));
		bool ends = bw_str_ends(title, phrase) && title.len > phrase.len + 2 &&
			    memchr(" :-|(", title.ptr[title.len - phrase.len - 1], 5) && phrase.len > 6;
		if (begins || ends)
			return true;
	}
	return false;
}

static void cut_paragraphs(struct bw_entry_case *c, const struct bw_article *article)
{
	const struct bw_shaped *s = c->view->shaped;
	struct bw_str rest = article->text, text;
	uint32_t n = bw_shape_count(article->text);
	struct bw_entry_paragraph *p = BW_ARRAY(c->arena, struct bw_entry_paragraph, n + 1u);
	for (uint32_t i = 0; bw_shape_next(&rest, &text) && i < n; i++) {
		p[i] = (struct bw_entry_paragraph){.text = text, .shape = BW_SHAPE_PARAGRAPH};
		if (i < article->shape.len)
			p[i].shape = article->shape.ptr[i];
		if (s && s->n == n) {
			p[i].node = s->node[i];
			p[i].bold = s->bold[i];
		}
	}
	c->p = p;
	c->n = n;
}

void bw_entries_find(struct bw_arena *a, const struct bw_entries_view *v, struct bw_article *article)
{
	enum { FEWEST = 4 };
	struct bw_entry_case c = {.arena = a, .view = v, .article = article};
	article->form = BW_ARTICLE_PROSE;
	article->entries = NULL;
	article->n_entries = 0;
	cut_paragraphs(&c, article);
	if (c.n < FEWEST)
		return;
	c.out = BW_ARRAY(a, struct bw_entry, c.n + 1u);
	if (bw_entries_by_schema(&c) || bw_entries_by_box(&c) || bw_entries_by_stamp(&c))
		article->form = BW_ARTICLE_LIVE_BLOG;
	else if (bw_entries_round_up(&c))
		article->form = BW_ARTICLE_ROUND_UP;
	else
		return;
	article->entries = c.out;
	article->n_entries = c.n_out;
}
