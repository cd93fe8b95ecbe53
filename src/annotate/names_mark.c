#include "annotate/names_part.h"
#include "core/utf8.h"

/*
 * What every token is, by the lexicons and by where it stands. Title case and lines of capitals prove nothing about a
 * word, so headings, datelines and credits are marked: known names are looked up in them, none is discovered.
 */

static bool is_sign(const struct bw_named_layer *l, uint32_t i, const char *sign)
{
	struct bw_str text = bw_token_text(l->text, &l->layer->tokens[i]);
	return bw_str_eq(text, bw_str_from(sign));
}

static bool is_dash(const struct bw_named_layer *l, uint32_t i)
{
	static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"};
	for (size_t k = 0; k < sizeof(dashes) / sizeof(*dashes); k++)
		if (is_sign(l, i, dashes[k]))
			return true;
	return false;
}

/* After these a capital may be the place's, not the word's. */
static bool opens_sentence(const struct bw_named_layer *l, uint32_t i)
{
	static const char *const signs[] = {":", "\xE2\x80\x9C", "\xE2\x80\x98", "\xC2\xAB", "\"",
					    "'", "\xE2\x80\x9E", "\xE2\x80\xA2", "*",        ";",
					    "[", "\xE2\x80\x94"};
	if (l->layer->tokens[i].flags & BW_TOKEN_FIRST || i == 0)
		return true;
	if (l->layer->tokens[i - 1].kind != BW_TOKEN_PUNCT)
		return false;
	for (size_t k = 0; k < sizeof(signs) / sizeof(*signs); k++)
		if (is_sign(l, i - 1, signs[k]))
			return true;
	return false;
}

/* "iPhone", "al-Shabaab"; not "mid-November", "2,000MW". */
static bool has_upper_inside(const struct bw_name_pack *p, struct bw_str word)
{
	size_t hyphen = bw_str_find_char(word, '-', 0);
	if (word.ptr[0] >= '0' && word.ptr[0] <= '9')
		return false;
	if (hyphen != BW_NPOS &&
	    !(bw_names_word_bits(p, BW_STR_NONE, bw_words_hash(bw_str_sub(word, 0, hyphen))) & W_PARTICLE))
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z')
			return true;
	return false;
}

static bool has_digit(struct bw_str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
			return true;
	return false;
}

/* "Trieste-based", "US-led": the part after the hyphen is an English word, and the whole describes. */
static bool is_described(const struct bw_name_pack *p, struct bw_str word)
{
	size_t hyphen = bw_str_rfind_char(word, '-');
	if (hyphen == BW_NPOS || word.len - hyphen < 4)
		return false;
	struct bw_str tail = bw_str_from_pos(word, hyphen + 1);
	if (tail.ptr[0] < 'a' || tail.ptr[0] > 'z')
		return false;
	return bw_names_word_bits(p, tail, bw_words_hash(tail)) & (W_COMMON | W_ACT);
}

/* "R212": rand. */
static bool is_amount(struct bw_str word)
{
	for (size_t i = 1; i < word.len; i++)
		if ((word.ptr[i] < '0' || word.ptr[i] > '9') && word.ptr[i] != '.' && word.ptr[i] != ',')
			return false;
	return word.len > 2 && word.ptr[0] == 'R';
}

static uint64_t case_bits(const struct bw_name_pack *p, struct bw_str word, const struct bw_token *t)
{
	if (t->kind != BW_TOKEN_WORD || word.ptr[0] == '\'' || (unsigned char)word.ptr[0] == 0xE2)
		return 0;
	if (word.len > 2 && word.ptr[1] == '-' && strchr("RDI", word.ptr[0]) && !has_digit(word))
		return 0; /* "R-Ohio" */
	if (is_amount(word))
		return 0;
	uint64_t digit = has_digit(word) ? T_DIGIT : 0;
	if (t->flags & BW_TOKEN_CAPITAL)
		return is_described(p, word) ? 0 : T_NAME | digit;
	return has_upper_inside(p, word) && !bw_str_starts(word, BW_STR("n't")) && !is_described(p, word)
		       ? T_NAME | digit
		       : 0;
}

static bool is_mark(const struct bw_named_layer *l, uint32_t i)
{
	static const char *const marks[] = {"\xC2\xAB",     "\xC2\xBB",     "\xE2\x80\x9E", "\xE2\x80\x9C",
					    "\xE2\x80\x9D", "\xE2\x80\xB9", "\xE2\x80\xBA", "\""};
	for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (is_sign(l, i, marks[k]))
			return true;
	return false;
}

/* "#Word", "@name" */
static bool is_handle(const struct bw_named_layer *l, uint32_t i)
{
	bool glued = i > 0 && !(l->layer->tokens[i].flags & BW_TOKEN_SPACE);
	bool path = glued && is_sign(l, i - 1, "/") && has_digit(bw_token_text(l->text, &l->layer->tokens[i]));
	return path || (glued && (is_sign(l, i - 1, "#") || is_sign(l, i - 1, "@")));
}

static void mark_words(struct bw_naming *n, struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		const struct bw_token *t = &l->layer->tokens[i];
		struct bw_str word = bw_token_text(l->text, t);
		if (t->kind == BW_TOKEN_PUNCT) {
			l->bits[i] = is_mark(l, i) ? T_MARK : 0;
			continue;
		}
		if (is_handle(l, i))
			continue;
		l->bits[i] = bw_names_bare_bits(n->names, word, t->word, l->keys[i]) | case_bits(n->names, word, t);
		if (opens_sentence(l, i))
			l->bits[i] |= T_INITIAL;
	}
}

static void mark_span(struct bw_named_layer *l, uint32_t from, uint32_t to, uint64_t bits)
{
	for (uint32_t i = from; i < to && i < l->layer->n_tokens; i++)
		l->bits[i] |= bits;
}

/* ---- headings, datelines, credits ---- */

static bool ends_like_sentence(const struct bw_named_layer *l, const struct bw_sentence *s)
{
	if (!s->n_tokens)
		return false;
	const struct bw_token *t = &l->layer->tokens[s->first + s->n_tokens - 1];
	return t->kind == BW_TOKEN_PUNCT && !is_sign(l, s->first + s->n_tokens - 1, ",") &&
	       !is_sign(l, s->first + s->n_tokens - 1, ":");
}

static bool is_heading(const struct bw_named_layer *l, const struct bw_sentence *s)
{
	uint32_t words = 0, capital = 0, shouted = 0, all = 0, commas = 0;
	for (uint32_t i = s->first; i < s->first + s->n_tokens; i++) {
		const struct bw_token *t = &l->layer->tokens[i];
		commas += is_sign(l, i, ",");
		if (t->kind != BW_TOKEN_WORD)
			continue;
		all++;
		if (t->flags & BW_TOKEN_STOP)
			continue;
		words++;
		capital += !!(t->flags & BW_TOKEN_CAPITAL);
		shouted += !!(t->flags & BW_TOKEN_ALLCAPS);
	}
	if (words >= 4 && shouted * 10 >= words * 7)
		return true;
	if (ends_like_sentence(l, s))
		return words >= 6 && capital * 10 >= words * 9 && commas < 2;
	return all <= 14 && (words < 3 || capital * 10 >= words * 6);
}

static bool is_credit(const struct bw_named_layer *l, const struct bw_sentence *s)
{
	uint32_t i = s->first, end = s->first + s->n_tokens;
	if (i < end && is_sign(l, i, "("))
		i++;
	if (i + 1 >= end)
		return false;
	if (l->bits[i] & W_CREDIT)
		return l->bits[i + 1] & (W_BY | W_CREDIT) || is_sign(l, i + 1, ":");
	return l->bits[i] & W_BY && s->n_tokens <= 8 && !ends_like_sentence(l, s); /* "By Ann Author" */
}

/* Tokens of a dateline at the head of a paragraph: capitals, then within a few words a dash. */
static uint32_t dateline(const struct bw_named_layer *l, const struct bw_sentence *s)
{
	enum { LONGEST = 18 };
	if (!s->n_tokens || !(l->layer->tokens[s->first].flags & BW_TOKEN_CAPITAL))
		return 0;
	bool shouted = l->layer->tokens[s->first].flags & BW_TOKEN_ALLCAPS, bracket = false;
	for (uint32_t i = s->first; i < s->first + s->n_tokens && i < s->first + LONGEST; i++) {
		bracket |= is_sign(l, i, ")");
		if (is_dash(l, i))
			return shouted || bracket ? i + 1 - s->first : 0;
		bool small = l->layer->tokens[i].kind == BW_TOKEN_WORD && !(l->bits[i] & T_NAME) &&
			     !(l->layer->tokens[i].flags & BW_TOKEN_CAPITAL) && !bracket;
		if (small && !(l->bits[i] & (W_PARTICLE | W_LINK_AND | W_LINK_OF)))
			return 0;
	}
	return 0;
}

static void mark_sentences(struct bw_named_layer *l)
{
	uint32_t paragraph = UINT32_MAX;
	for (uint32_t k = 0; k < l->layer->n_sentences; k++) {
		const struct bw_sentence *s = &l->layer->sentences[k];
		if (is_heading(l, s) || is_credit(l, s))
			mark_span(l, s->first, s->first + s->n_tokens, T_HEADING);
		if (s->paragraph == paragraph)
			continue;
		paragraph = s->paragraph;
		uint32_t n = dateline(l, s);
		mark_span(l, s->first, s->first + n, T_HEADING);
		if (n && n < s->n_tokens)
			l->bits[s->first + n] |= T_INITIAL;
	}
}

/* ---- phrases ---- */

static bool is_capital(const struct bw_named_layer *l, uint32_t i)
{
	return l->layer->tokens[i].flags & BW_TOKEN_CAPITAL;
}

/* No small letter in it: "UN", "U.S.", "G7". */
static bool is_shouted(const struct bw_named_layer *l, uint32_t from, uint32_t n)
{
	size_t i = l->layer->tokens[from].start, end = l->layer->tokens[from + n - 1].end;
	while (i < end)
		if (bw_uni_is_lower(bw_utf8_next(l->text, &i)))
			return false;
	return true;
}

/* Small words inside a phrase may be small, the others not. */
static bool is_all_capital(const struct bw_named_layer *l, uint32_t from, uint32_t n)
{
	const uint64_t loose = W_LINK_OF | W_LINK_FOR | W_LINK_AND | W_PARTICLE | W_ARTICLE | W_PREPOSITION;
	if (!(l->bits[from] & T_NAME) && !is_capital(l, from))
		return false;
	for (uint32_t i = from; i < from + n; i++)
		if (l->layer->tokens[i].kind == BW_TOKEN_WORD && l->layer->tokens[i].flags & BW_TOKEN_SPACE &&
		    !is_capital(l, i) && !(l->bits[i] & (loose | T_NAME)))
			return false;
	return true;
}

/* A role with a capital right before a name is a title too: "Prosecutor Ann Lee", "Coach X". */
static bool is_role(const struct bw_name_pack *p, const struct bw_named_layer *l, uint32_t i)
{
	if (!(l->bits[i] & W_BESIDE(BW_ACTOR_PERSON)) || i + 2 >= l->layer->n_tokens ||
	    l->bits[i] & (W_MALE | W_FEMALE | W_FAMILY))
		return false;
	bool name = l->bits[i + 1] & T_NAME && !(l->bits[i + 1] & (W_COMMON | W_HEADS)) &&
		    l->layer->tokens[i + 1].flags & BW_TOKEN_SPACE;
	(void)p;
	return name && (l->bits[i + 1] & (W_MALE | W_FEMALE) || l->bits[i + 2] & T_NAME);
}

static bool is_title(const struct bw_name_pack *p, struct bw_str word, uint32_t *row)
{
	struct bw_arena a;
	bw_arena_init(&a);
	uint64_t key = bw_names_bare(p, &a, word, false);
	bw_arena_release(&a);
	return bw_phrases_match(&p->titles, &key, 1, row);
}

/* "Nordkabel-Chefin", "Gewerkschaftssekretärin": the longest end of the word that is a title; without a hyphen it must
 * be an office before a name ("Fotograf" is no count). */
static bool ends_in_title(const struct bw_name_pack *p, const struct bw_named_layer *l, uint32_t i, uint32_t *row)
{
	enum { LEAST_BEFORE = 3, LEAST_TITLE = 4, LONGEST = 64 };
	struct bw_str word = bw_token_text(l->text, &l->layer->tokens[i]);
	size_t hyphen = bw_str_rfind_char(word, '-');
	if (hyphen != BW_NPOS && is_title(p, bw_str_from_pos(word, hyphen + 1), row))
		return true;
	if (i + 1 >= l->layer->n_tokens || !(l->bits[i + 1] & T_NAME) || word.len > LONGEST)
		return false;
	for (size_t k = LEAST_BEFORE; k + LEAST_TITLE <= word.len; k++)
		if (((unsigned char)word.ptr[k] & 0xC0) != 0x80 && is_title(p, bw_str_from_pos(word, k), row))
			return p->title_rows[*row].class == BW_TITLE_OFFICE ||
			       p->title_rows[*row].class == BW_TITLE_PORTFOLIO;
	return false;
}

/* "Captain's Choice": whose it is, no captain. */
static bool is_owner(const struct bw_named_layer *l, uint32_t i)
{
	return i + 1 < l->layer->n_tokens && l->bits[i] & W_OWNER && !(l->layer->tokens[i].flags & BW_TOKEN_SPACE) &&
	       l->bits[i + 1] & T_NAME && !(l->bits[i + 1] & W_HEAD(BW_ACTOR_ORG));
}

static void mark_titles(const struct bw_name_pack *p, struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		uint32_t row;
		if (!is_capital(l, i))
			continue;
		size_t len = bw_phrases_match(&p->titles, l->keys + i, l->layer->n_tokens - i, &row);
		bool compounds = p->writes & BW_WRITES_THIN && !(p->writes & BW_WRITES_TAILS_SMALL);
		if (!len && compounds && ends_in_title(p, l, i, &row))
			len = 1;
		if (!len && is_role(p, l, i)) {
			len = 1;
			row = p->n_titles;
		}
		if (!len || !is_all_capital(l, i, (uint32_t)len) || is_owner(l, i + (uint32_t)len))
			continue;
		l->title_n[i] = (uint8_t)len;
		l->title_row[i] = row;
		mark_span(l, i, i + (uint32_t)len, T_TITLE);
		i += (uint32_t)len - 1;
	}
}

static void mark_nots(const struct bw_name_pack *p, struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		uint32_t calendar;
		if (!(l->bits[i] & T_NAME))
			continue;
		size_t len = bw_phrases_match(&p->nots, l->keys + i, l->layer->n_tokens - i, &calendar);
		if (len)
			mark_span(l, i, i + (uint32_t)len, calendar ? T_CALENDAR : T_NOT);
	}
}

static bool fits(const struct bw_name_pack *p, const struct bw_named_layer *l, const struct bw_gazette *g, uint32_t i,
		 uint32_t n)
{
	if (g->flags & BW_G_CAPS)
		return is_shouted(l, i, n);
	if (g->flags & BW_G_SMALL)
		return true;
	if (!is_all_capital(l, i, p->writes & BW_WRITES_TAILS_SMALL ? 1 : n))
		return false;
	if (!(g->flags & BW_G_THE))
		return true;
	bool the = i > 0 && l->bits[i - 1] & W_DEFINITE;
	return (the || !(l->bits[i] & T_INITIAL)) && (i + n >= l->layer->n_tokens || !(l->bits[i + n] & T_NAME));
}

/* The name that starts here, by the language's table or by the one of all languages when that knows a longer one. */
static uint32_t match_gazette(const struct bw_name_pack *p, const struct bw_named_layer *l, uint32_t i, uint32_t *row)
{
	uint32_t other, left = l->layer->n_tokens - i;
	size_t len = bw_phrases_match(&p->gazette, l->keys + i, left, row);
	if (len > UINT8_MAX || (len && !fits(p, l, &p->gazette_rows[*row], i, (uint32_t)len)))
		len = 0;
	if (!p->any)
		return (uint32_t)len;
	size_t more = bw_phrases_match(&p->any->gazette, l->words + i, left, &other);
	if (more == 1 && l->layer->tokens[i].flags & BW_TOKEN_STOP)
		return (uint32_t)len; /* "Como", "Nice" */
	if (more <= len || more > UINT8_MAX || !fits(p, l, &p->gazette_rows[other], i, (uint32_t)more))
		return (uint32_t)len;
	*row = other;
	return (uint32_t)more;
}

static void mark_gazette(const struct bw_name_pack *p, struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++)
		l->gazette[i] = -1;
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		uint32_t row;
		if (!(l->bits[i] & (T_NAME | W_SMALL)))
			continue;
		uint32_t len = match_gazette(p, l, i, &row);
		if (!len)
			continue;
		l->gazette[i] = (int32_t)row;
		l->gazette_n[i] = (uint8_t)len;
	}
}

/* ---- together ---- */

/* A capital in the midst of a sentence; a single letter may be an article behind a dash. */
static bool follows_word(const struct bw_named_layer *l, uint32_t i)
{
	return i > 0 && !(l->bits[i] & T_INITIAL) && l->layer->tokens[i - 1].kind == BW_TOKEN_WORD &&
	       l->layer->tokens[i].end - l->layer->tokens[i].start > 1;
}

/* "Para" at the head of a sentence, where only a place "Pará" is known. */
static bool is_other_word(const struct bw_name_pack *p, const struct bw_named_layer *l, uint32_t i)
{
	struct bw_str word = bw_token_text(l->text, &l->layer->tokens[i]);
	return l->gazette_n[i] == 1 && l->bits[i] & W_STARTER &&
	       !bw_str_eq_ascii_nocase(p->gazette_rows[l->gazette[i]].form, word);
}

/* Small words and dates are no part of names, but for "US" (us), "WHO" (who) and people called Will, May or June. */
static void unmark(const struct bw_name_pack *p, struct bw_named_layer *l)
{
	const uint64_t given = W_MALE | W_FEMALE;
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		bool after_name = i > 0 && l->bits[i - 1] & (given | T_TITLE) && l->bits[i - 1] & (T_NAME | T_TITLE);
		bool person = l->bits[i] & given && !(l->bits[i] & T_INITIAL) && i + 1 < l->layer->n_tokens &&
			      l->bits[i + 1] & T_NAME && !(l->bits[i + 1] & T_CALENDAR);
		if (l->gazette[i] >= 0 && is_other_word(p, l, i))
			l->gazette[i] = -1;
		if (l->gazette[i] >= 0)
			l->bits[i] &= ~W_STARTER; /* WHO */
		bool known = l->gazette[i] >= 0 || l->bits[i] & T_TITLE;
		bool particle = l->bits[i] & W_PARTICLE && follows_word(l, i) && i + 1 < l->layer->n_tokens &&
				l->bits[i + 1] & T_NAME && p->writes & BW_WRITES_TAILS_SMALL; /* "ha detto Dal Pozzo" */
		if (l->bits[i] & T_CALENDAR && !after_name)
			l->bits[i] &= ~T_NAME;
		bool opens = l->bits[i] & W_STARTER && l->bits[i] & W_COMMON && !(l->bits[i] & T_INITIAL) &&
			     i + 1 < l->layer->n_tokens && l->bits[i + 1] & T_NAME; /* "the New Democratic Party" */
		opens |=
			i > 0 && l->bits[i] & W_HEAD(BW_ACTOR_ORG) && l->bits[i - 1] & T_NAME; /* "The Dunmore Times" */
		if (l->layer->tokens[i].flags & BW_TOKEN_STOP && !known && !person && !after_name && !opens &&
		    !particle)
			l->bits[i] &= ~T_NAME;
	}
}

static void count_words(struct bw_naming *n, const struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		const struct bw_token *t = &l->layer->tokens[i];
		if (t->kind != BW_TOKEN_WORD || l->bits[i] & T_HEADING)
			continue;
		uint64_t *seen = bw_map_put(&n->seen, t->word, NULL);
		bool small = !(t->flags & BW_TOKEN_CAPITAL);
		*seen += small ? 1 : l->bits[i] & T_INITIAL ? 0 : BIT(20);
		if (small && t->stem != t->word)
			*bw_map_put(&n->seen, t->stem, NULL) += 1;
	}
}

static uint64_t *bare_keys(struct bw_naming *n, struct bw_str text, const struct bw_layer *layer)
{
	uint64_t *keys = bw_words_keys(n->arena, layer, false);
	for (uint32_t i = 0; n->names->cases.n && i < layer->n_tokens; i++)
		if (layer->tokens[i].kind == BW_TOKEN_WORD)
			keys[i] = bw_names_bare(n->names, n->arena, bw_token_text(text, &layer->tokens[i]),
						layer->tokens[i].flags & BW_TOKEN_ALLCAPS);
	return keys;
}

static void open_layer(struct bw_naming *n, struct bw_named_layer *l, struct bw_str text, const struct bw_layer *layer)
{
	l->text = text;
	l->layer = layer;
	l->words = bw_words_keys(n->arena, layer, false);
	l->keys = bare_keys(n, text, layer);
	l->bits = BW_ARRAY(n->arena, uint64_t, layer->n_tokens);
	l->gazette = BW_ARRAY(n->arena, int32_t, layer->n_tokens);
	l->gazette_n = BW_ARRAY(n->arena, uint8_t, layer->n_tokens);
	l->title_n = BW_ARRAY(n->arena, uint8_t, layer->n_tokens);
	l->title_row = BW_ARRAY(n->arena, uint32_t, layer->n_tokens);
	mark_words(n, l);
	mark_titles(n->names, l);
	mark_nots(n->names, l);
	mark_gazette(n->names, l);
	unmark(n->names, l);
}

void bw_names_mark(struct bw_naming *n)
{
	open_layer(n, &n->title, n->article->title, &n->notes->title);
	mark_span(&n->title, 0, n->notes->title.n_tokens, T_HEADING);
	open_layer(n, &n->body, n->article->text, &n->notes->body);
	mark_sentences(&n->body);
	bw_gazette_settle(n);
	count_words(n, &n->body);
	bw_names_weigh(n, &n->title);
	bw_names_weigh(n, &n->body);
}
