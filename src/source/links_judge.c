#include "core/lexicon.h"
#include "core/url.h"
#include "core/utf8.h"
#include "source/build.h"
#include "source/links.h"

/* Points for and against. An article has an address made of words, a date or a number, and a text of several words. */
enum {
	REFUSED = -100,
	SURE = 6,   /* an article wherever it stands */
	FAIR = 3,   /* an article among articles */
	STRICT = 8, /* an article among links that are none */
	GROUP_MIN = 3,
	TITLE_MAX_BYTES = 400,
	PARTS_MAX = 64,
	CARD_URLS_MAX = 6,
	CLIMB_MAX = 6,
};

enum list { IN_ANY, AS_LAST, AS_START, AS_TYPE, AS_TEXT, LISTS };

struct judge {
	struct bw_link_page *page;
	struct bw_strmap words; /* of the lexicon, a list's letter before each */
	struct bw_url site;
	struct bw_str site_host;
};

static void load_words(struct judge *j)
{
	static const struct bw_str names[LISTS] = {{"any", 3}, {"last", 4}, {"start", 5}, {"type", 4}, {"text", 4}};
	struct bw_str rest = bw_lexicon_embedded("en/link-paths"), line, list;
	while (bw_str_split(&rest, '\n', &line)) {
		bw_str_split(&line, '\t', &list);
		for (int i = 0; line.len && i < LISTS; i++)
			if (bw_str_eq(list, names[i]))
				*bw_strmap_put(&j->words,
					       bw_arena_printf(j->page->arena, "%c%" BW_PRISTR, 'a' + i, BW_ARG(line)),
					       NULL) = 1;
	}
}

static bool is_listed(struct judge *j, enum list list, struct bw_str word)
{
	char key[64];
	if (word.len + 1 > sizeof(key))
		return false;
	key[0] = (char)('a' + list);
	for (size_t i = 0; i < word.len; i++)
		key[i + 1] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? (char)(word.ptr[i] | 0x20) : word.ptr[i];
	return bw_strmap_get(&j->words, (struct bw_str){key, word.len + 1}) != NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static size_t n_digits(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += is_digit(s.ptr[i]);
	return n;
}

static bool all_digits(struct bw_str s)
{
	return s.len && n_digits(s) == s.len;
}

static bool same_site(const struct judge *j, struct bw_str host)
{
	struct bw_str bare = bw_str_starts(host, BW_STR("www.")) ? bw_str_from_pos(host, 4) : host;
	struct bw_str site = j->site_host;
	if (bw_str_eq(bare, site))
		return true;
	return bare.len > site.len && bw_str_ends(bare, site) && bare.ptr[bare.len - site.len - 1] == '.';
}

/* Words of a slug: runs of letters between hyphens, of two letters at least. Escaped letters count as letters. */
static int slug_words(struct bw_str s, struct bw_str *first)
{
	int n = 0;
	for (size_t i = 0; i < s.len;) {
		size_t from = i, letters = 0;
		while (i < s.len && s.ptr[i] != '-' && s.ptr[i] != '_' && s.ptr[i] != '+') {
			letters += is_letter(s.ptr[i]) || s.ptr[i] == '%';
			i++;
		}
		if (!n && i > from)
			*first = bw_str_sub(s, from, i - from);
		n += letters >= 2;
		i++;
	}
	return n;
}

static bool is_year(struct bw_str s)
{
	return s.len == 4 && all_digits(s) && (bw_str_starts(s, BW_STR("19")) || bw_str_starts(s, BW_STR("20")));
}

/* "2026-03-02", "20260302", "2026-03" at the beginning of a part. */
static bool begins_with_date(struct bw_str part)
{
	if (!is_year(bw_str_sub(part, 0, 4)))
		return false;
	struct bw_str rest = bw_str_from_pos(part, 4);
	if (rest.len && (rest.ptr[0] == '-' || rest.ptr[0] == '_'))
		rest = bw_str_from_pos(rest, 1);
	return rest.len >= 2 && is_digit(rest.ptr[0]) && is_digit(rest.ptr[1]) && part.len >= 7;
}

static bool has_date(const struct bw_str *parts, int n)
{
	for (int i = 0; i < n; i++) {
		if (begins_with_date(parts[i]))
			return true;
		if (is_year(parts[i]) && i + 1 < n && (i + 2 < n || parts[i + 1].len > 3))
			return true;
	}
	return false;
}

/* A number that names a page: "?id=1234", not "?page=2". */
static bool query_has_id(struct bw_str query)
{
	static const struct bw_str not_ids[] = {
		{"page", 4},  {"start", 5}, {"offset", 6}, {"year", 4}, {"paged", 5},      {"from", 4},
		{"limit", 5}, {"month", 5}, {"lang", 4},   {"cat", 3},  {"tag", 3},        {"sort", 4},
		{"size", 4},  {"pg", 2},    {"author", 6}, {"skip", 4}, {"replytocom", 10}};
	struct bw_str rest = query, pair, key;
	while (bw_str_split(&rest, '&', &pair)) {
		if (!bw_str_split(&pair, '=', &key) || !all_digits(pair))
			continue;
		bool known = false;
		for (size_t i = 0; i < sizeof(not_ids) / sizeof(not_ids[0]); i++)
			known = known || bw_str_eq_ascii_nocase(key, not_ids[i]);
		if (!known && pair.len >= 2)
			return true;
	}
	return false;
}

/* The parts of a path, empty ones left out. */
static int parts_of(struct bw_str path, struct bw_str parts[PARTS_MAX])
{
	struct bw_str rest = path, part;
	int n = 0;
	while (n < PARTS_MAX && bw_str_split(&rest, '/', &part))
		if (part.len)
			parts[n++] = part;
	return n;
}

/* A day or a month of the archive: the path ends with its date. */
static bool is_calendar(const struct bw_str *parts, int n)
{
	int i = n;
	while (i > 0 && parts[i - 1].len <= 2 && all_digits(parts[i - 1]))
		i--;
	return i > 0 && is_year(parts[i - 1]);
}

static bool leads_elsewhere(struct judge *j, const struct bw_str *parts, int n, struct bw_str last)
{
	for (int i = 0; i + 1 < n; i++)
		if (is_listed(j, IN_ANY, parts[i]))
			return true;
	bool pager = n > 1 && all_digits(last) && last.len < 4 &&
		     (bw_str_eq_ascii_nocase(parts[n - 2], BW_STR("page")) ||
		      bw_str_eq_ascii_nocase(parts[n - 2], BW_STR("p")));
	return pager || is_listed(j, IN_ANY, last) || is_listed(j, AS_LAST, last);
}

static int slug_score(struct bw_str slug, int words, bool dated)
{
	static const int by_words[] = {0, 0, 1, 3, 4};
	int score = by_words[words > 4 ? 4 : words];
	size_t digits = n_digits(slug);
	bool opaque = slug.len >= 8 && words <= 1 && digits >= 2 && digits < slug.len;
	if (!dated && (digits >= 5 || opaque))
		score += 2;
	else if (!dated && words <= 1 && digits < 4)
		score -= 2;
	else if (!dated && digits == 4)
		score += 1;
	return score;
}

/* What the address alone says. */
static int address_score(struct judge *j, struct bw_str url, struct bw_str *first)
{
	struct bw_url u;
	struct bw_str parts[PARTS_MAX];
	if (bw_url_parse(j->page->arena, url, &u, NULL) || !same_site(j, u.host))
		return REFUSED;
	int n = parts_of(u.path, parts), score = 0;
	bool query_id = query_has_id(u.query);
	if ((!n && !query_id) || (bw_str_eq(u.path, j->site.path) && !query_id))
		return REFUSED;
	struct bw_str last = n ? parts[n - 1] : BW_STR_NONE;
	size_t dot = bw_str_rfind_char(last, '.');
	struct bw_str type = dot == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(last, dot + 1);
	if (is_listed(j, AS_TYPE, type))
		return REFUSED;
	struct bw_str slug = type.len && type.len <= 5 ? bw_str_sub(last, 0, dot) : last;
	if (leads_elsewhere(j, parts, n, slug) || is_calendar(parts, n))
		return REFUSED;
	bool dated = has_date(parts, n);
	score += dated ? 3 : 0;
	score += query_id ? 2 : 0;
	score += slug_score(slug, slug_words(slug, first), dated || query_id);
	if (n > 1 && !dated && n_digits(slug) < 5 && n_digits(parts[n - 2]) >= 5)
		score += 2;
	score += bw_str_starts_ascii_nocase(type, BW_STR("htm")) || bw_str_eq(type, BW_STR("shtml"));
	score -= n == 1 && slug_words(slug, first) <= 1 && !query_id;
	score += j->site.path.len > 1 && bw_str_starts(u.path, j->site.path);
	return score;
}

/* Two characters of a script without spaces are a word. */
static int text_words(struct bw_str s)
{
	int words = 0, ideographs = 0;
	bool in_word = false;
	for (size_t i = 0; i < s.len;) {
		uint32_t cp = bw_utf8_next(s, &i);
		bool letter = cp < 0x80 ? is_letter((char)cp) || is_digit((char)cp) : !bw_uni_is_space(cp);
		if (cp >= 0x2E80 && bw_uni_is_ideograph(cp)) {
			ideographs++;
			continue;
		}
		words += letter && !in_word;
		in_word = letter || (in_word && (cp == '\'' || cp == '-' || cp == '.' || cp == ','));
	}
	return words + ideographs / 2;
}

static int text_score(int words)
{
	static const int by_words[] = {0, -2, -1, 1, 2, 3, 4};
	return by_words[words > 6 ? 6 : words];
}

static int place_score(int zones, bool is_heading)
{
	int score = 0;
	if (zones & BW_ZONE_NAV)
		score -= 6;
	else if (zones & BW_ZONE_MARGIN)
		score -= 3;
	if (zones & BW_ZONE_FOOTNOTE)
		score -= 3;
	if (is_heading)
		score += 2;
	if (zones & BW_ZONE_ARTICLE)
		score += 1;
	return score;
}

/* A date in the card that the link stands in. */
static bool is_beside_date(const struct bw_link_page *page, const struct bw_link_seen *link)
{
	uint32_t node = link->node;
	for (int i = 0; i < CLIMB_MAX && node; i++, node = page->nodes.ptr[node].parent) {
		const struct bw_link_node *n = &page->nodes.ptr[node];
		if (n->n_urls > (n->is_card ? CARD_URLS_MAX : 1))
			return false;
		if (n->has_date)
			return true;
		if (n->is_card)
			return false;
	}
	return false;
}

static bool is_generic(struct judge *j, struct bw_str text)
{
	struct bw_str s = text;
	while (s.len > 3 && (unsigned char)s.ptr[0] == 0xE2)
		s = bw_str_trim(bw_str_from_pos(s, 3));
	while (s.len && !is_letter(s.ptr[s.len - 1]) && !is_digit(s.ptr[s.len - 1]))
		s.len--;
	/* an arrow or an ellipsis behind the words */
	while (s.len > 3 && (unsigned char)s.ptr[s.len - 3] == 0xE2)
		s = bw_str_trim(bw_str_sub(s, 0, s.len - 3));
	return !s.len || is_listed(j, AS_TEXT, bw_str_trim(s));
}

/* The heading of the card that a link without a text of its own stands in. */
static struct bw_str card_heading(const struct bw_link_page *page, const struct bw_link_seen *link)
{
	uint32_t node = link->node;
	for (int i = 0; i < 5 && node; i++, node = page->nodes.ptr[node].parent) {
		const struct bw_link_node *n = &page->nodes.ptr[node];
		bool is_article = n->own & BW_ZONE_ARTICLE;
		if (n->n_urls > 1 && !(is_article && n->n_urls <= CARD_URLS_MAX))
			break;
		if (n->heading.len || is_article)
			return n->heading;
	}
	return BW_STR_NONE;
}

/* Headings before other texts, then the longest; a whole paragraph is no title. */
static void take_title(struct bw_link_url *u, struct bw_str text, bool is_heading)
{
	int rank = is_heading ? 3 : text.len <= TITLE_MAX_BYTES ? 2 : 1;
	if (!text.len || rank < u->title_rank || (rank == u->title_rank && text.len <= u->title.len))
		return;
	u->title = text;
	u->title_rank = rank;
}

static void judge_link(struct judge *j, const struct bw_link_seen *link)
{
	struct bw_link_url *u = &j->page->urls.ptr[link->url];
	int zones = j->page->nodes.ptr[link->node].zones;
	struct bw_str text = is_generic(j, link->text) ? BW_STR_NONE : link->text, first = BW_STR_NONE;
	bool is_heading = link->is_heading && text.len;
	if (u->refused)
		return;
	if (!text.len) {
		text = card_heading(j->page, link);
		text = is_generic(j, text) ? BW_STR_NONE : text;
		is_heading = text.len > 0;
	}
	take_title(u, text, is_heading);
	if (u->time == BW_TIME_NONE)
		u->time = link->time;
	int words = text_words(text), by_address = address_score(j, u->url, &first);
	u->refused = by_address == REFUSED;
	int score = by_address + text_score(words) + place_score(zones, is_heading);
	if (words <= 4 && is_listed(j, AS_START, first))
		score -= SURE;
	score -= link->in_prose ? 4 : 0;
	score += is_beside_date(j->page, link) ? 2 : 0;
	if (score > u->score || !u->kept)
		u->score = score;
	u->kept = true; /* judged once at least */
}

struct group {
	int sum, n;
};

/* Sums up the scores of the addresses that stand in places of one shape. */
static void group_links(struct judge *j, struct bw_map *groups)
{
	struct bw_link_page *page = j->page;
	for (size_t i = 0; i < page->seen.len; i++) {
		const struct bw_link_seen *link = &page->seen.ptr[i];
		const struct bw_link_url *u = &page->urls.ptr[link->url];
		struct group sums;
		uint64_t *value = bw_map_put(groups, page->nodes.ptr[link->node].shape, NULL);
		memcpy(&sums, value, sizeof(sums));
		sums.sum += u->refused ? -2 : u->score > 12 ? 12 : u->score;
		sums.n++;
		memcpy(value, &sums, sizeof(sums));
	}
}

static int wanted_in(const struct bw_map *groups, uint64_t shape)
{
	struct group sums;
	memcpy(&sums, bw_map_get(groups, shape), sizeof(sums));
	if (sums.n < GROUP_MIN)
		return SURE;
	if (sums.sum >= (SURE - 1) * sums.n)
		return FAIR;
	return sums.sum < 2 * sums.n ? STRICT : SURE;
}

void bw_links_judge(struct bw_link_page *page, struct bw_str site)
{
	struct judge j = {.page = page};
	struct bw_map groups;
	if (bw_url_parse(page->arena, site, &j.site, NULL))
		return;
	j.site_host = bw_str_starts(j.site.host, BW_STR("www.")) ? bw_str_from_pos(j.site.host, 4) : j.site.host;
	bw_strmap_init(&j.words, page->arena);
	bw_map_init(&groups);
	load_words(&j);
	for (size_t i = 0; i < page->seen.len; i++)
		judge_link(&j, &page->seen.ptr[i]);
	group_links(&j, &groups);
	for (size_t i = 0; i < page->urls.len; i++)
		page->urls.ptr[i].kept = false;
	for (size_t i = 0; i < page->seen.len; i++) {
		const struct bw_link_seen *link = &page->seen.ptr[i];
		struct bw_link_url *u = &page->urls.ptr[link->url];
		bool titled = u->title.len > 0;
		u->kept = u->kept ||
			  (!u->refused && titled && u->score >= wanted_in(&groups, page->nodes.ptr[link->node].shape));
	}
	bw_strmap_release(&j.words);
	bw_map_release(&groups);
}
