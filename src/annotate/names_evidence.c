#include "annotate/names_part.h"
#include "core/utf8.h"

/*
 * Names where every noun has a capital (German). A capital proves nothing there, so each word is weighed over the whole
 * text: an article or adjective before it speaks against a name, an office, a given name, a legal form or a verb of
 * speech beside it speaks for one. Words that nothing speaks for lose T_NAME; rather a name is missed than a noun
 * found.
 */

enum { SHIFT_MINUS = 32 };

struct weigher {
	struct bw_naming *n;
	struct bw_named_layer *l;
	struct bw_map words; /* bare key -> halves of evidence for it | against it << SHIFT_MINUS */
};

static uint64_t bits_at(const struct weigher *w, uint32_t i)
{
	return i < w->l->layer->n_tokens ? w->l->bits[i] : 0;
}

static const struct bw_token *token(const struct weigher *w, uint32_t i)
{
	return &w->l->layer->tokens[i];
}

static struct bw_str text_of(const struct weigher *w, uint32_t i)
{
	return bw_token_text(w->l->text, token(w, i));
}

static bool is_word(const struct weigher *w, uint32_t i)
{
	return i < w->l->layer->n_tokens && token(w, i)->kind == BW_TOKEN_WORD;
}

static bool is_sign(const struct weigher *w, uint32_t i, const char *sign)
{
	return i < w->l->layer->n_tokens && bw_str_eq(text_of(w, i), bw_str_from(sign));
}

static bool is_capital(const struct weigher *w, uint32_t i)
{
	return is_word(w, i) && token(w, i)->flags & BW_TOKEN_CAPITAL;
}

static bool is_small(const struct weigher *w, uint32_t i)
{
	return is_word(w, i) && !(token(w, i)->flags & BW_TOKEN_CAPITAL);
}

/* Known by itself: of the gazette, an acronym, letters with digits, a word with a capital inside. */
static bool is_known(const struct weigher *w, uint32_t i)
{
	uint64_t bits = bits_at(w, i);
	if (w->l->gazette[i] >= 0 || bits & T_DIGIT)
		return true;
	if (token(w, i)->flags & BW_TOKEN_ALLCAPS)
		return !(bits & T_NOT) && token(w, i)->end - token(w, i)->start < 12;
	return bits & T_NAME && !(token(w, i)->flags & BW_TOKEN_CAPITAL);
}

static bool is_given(const struct weigher *w, uint32_t i)
{
	return is_capital(w, i) && bits_at(w, i) & (W_MALE | W_FEMALE) && !(bits_at(w, i) & W_COMMON);
}

/* Could be a name for all that its own form tells. */
static bool is_open(const struct weigher *w, uint32_t i)
{
	const uint64_t against = W_COMMON | W_BESIDE(BW_ACTOR_PERSON) | W_BESIDE(BW_ACTOR_ORG) | W_HEADS | T_NOT |
				 T_TITLE | T_CALENDAR | W_STARTER | W_COUNTED;
	return is_capital(w, i) && bits_at(w, i) & T_NAME && !(bits_at(w, i) & against);
}

/* "neue", "deutscher"; not "sagte", which stands before names. */
static bool is_adjective(const struct weigher *w, uint32_t i)
{
	static const char *const ends[] = {"en", "er", "es", "em", "e"};
	struct bw_str word = is_small(w, i) ? text_of(w, i) : BW_STR_NONE;
	if (word.len < 4 || token(w, i)->flags & BW_TOKEN_STOP || bits_at(w, i) & (W_ACT | W_SPEECH | W_PREPOSITION))
		return false;
	if (bw_str_ends(word, BW_STR("te")) || bw_str_ends(word, BW_STR("ten")))
		return false;
	for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++)
		if (bw_str_ends(word, bw_str_from(ends[k])))
			return true;
	return false;
}

/* A noun that names follow: "Kanzler X", "der Konzern X", "die Stadt X". */
static bool introduces(const struct weigher *w, uint32_t i)
{
	const uint64_t nouns = W_BESIDE(BW_ACTOR_PERSON) | W_BESIDE(BW_ACTOR_ORG) | W_BESIDE(BW_ACTOR_PLACE) |
			       W_BESIDE(BW_ACTOR_PRODUCT) | T_TITLE;
	return is_capital(w, i) && bits_at(w, i) & nouns;
}

static uint32_t halves_for(const struct weigher *w, uint32_t i)
{
	uint64_t before = i ? bits_at(w, i - 1) : 0, after = bits_at(w, i + 1);
	uint32_t sum = 0;
	bool spaced = i > 0 && token(w, i)->flags & BW_TOKEN_SPACE;
	if (spaced && (is_given(w, i - 1) || introduces(w, i - 1)))
		sum += 4;
	if (after & W_SUFFIX)
		sum += 4;
	if (after & W_SPEECH && is_small(w, i + 1))
		sum += 2;
	if (i > 1 && before & W_SPEECH && is_small(w, i - 1) && token(w, i - 2)->kind == BW_TOKEN_PUNCT)
		sum += 2;
	if (is_sign(w, i + 1, ",") && i + 2 < w->l->layer->n_tokens && token(w, i + 2)->kind == BW_TOKEN_NUMBER &&
	    is_sign(w, i + 3, ","))
		sum += 4;
	if (spaced && before & W_PREPOSITION && !(before & W_ARTICLE))
		sum += 1;
	bool pair = is_open(w, i + 1) || (i > 0 && is_open(w, i - 1) && spaced);
	if (pair && !(token(w, i)->flags & BW_TOKEN_FIRST && !(after & T_NAME)))
		sum += 2;
	return sum;
}

static uint32_t halves_against(const struct weigher *w, uint32_t i)
{
	uint64_t before = i ? bits_at(w, i - 1) : 0;
	if (i == 0 || !(token(w, i)->flags & BW_TOKEN_SPACE))
		return 0;
	if (before & W_ARTICLE || before & W_COUNTED || token(w, i - 1)->kind == BW_TOKEN_NUMBER)
		return 3;
	return is_adjective(w, i - 1) ? 3 : 0;
}

static void weigh(struct weigher *w)
{
	for (uint32_t i = 0; i < w->l->layer->n_tokens; i++) {
		if (!is_open(w, i) || bits_at(w, i) & T_HEADING)
			continue;
		uint64_t *v = bw_map_put(&w->words, w->l->keys[i], NULL);
		*v += halves_for(w, i) + ((uint64_t)halves_against(w, i) << SHIFT_MINUS);
	}
}

static bool is_accepted(const struct weigher *w, uint32_t i)
{
	const uint64_t person = W_MALE | W_FEMALE | W_FAMILY;
	const uint64_t *v = bw_map_get(&w->words, w->l->keys[i]);
	uint32_t plus = v ? (uint32_t)*v : 0, minus = v ? (uint32_t)(*v >> SHIFT_MINUS) : 0;
	const uint64_t *seen = bw_map_get(&w->n->seen, token(w, i)->word);
	if (is_known(w, i))
		return true;
	if (is_capital(w, i) && i > 0 && is_given(w, i - 1) && token(w, i)->flags & BW_TOKEN_SPACE &&
	    !(bits_at(w, i) & (T_CALENDAR | T_NOT)) && !(token(w, i)->flags & BW_TOKEN_STOP))
		return true; /* "Peter Fischer" */
	if (!is_open(w, i) || (seen && bw_seen_small(*seen)))
		return false;
	if (bits_at(w, i) & person)
		return plus + 2 > minus &&
		       (plus || !(bits_at(w, i) & T_INITIAL) || bits_at(w, i) & (W_MALE | W_FEMALE));
	return plus >= 2 && plus > minus;
}

static bool ends_in(const struct weigher *w, uint32_t i, enum bw_ending_class class)
{
	struct bw_str folded = bw_uni_fold(w->n->arena, text_of(w, i));
	if (bw_str_ends(folded, BW_STR("s")))
		folded.len--;
	return bw_ending_of(&w->n->names->endings[class], folded);
}

/* The last part of "Robert-Koch-Institut". */
static bool ends_in_head(const struct weigher *w, uint32_t i)
{
	struct bw_str word = text_of(w, i);
	size_t hyphen = bw_str_rfind_char(word, '-');
	if (hyphen == BW_NPOS)
		return false;
	struct bw_str tail = bw_str_from_pos(word, hyphen + 1);
	return bw_names_word_bits(w->n->names, tail, bw_words_hash(tail)) & W_HEAD(BW_ACTOR_ORG);
}

/* An adjective with a capital inside a sentence begins a name: "Deutscher Wetterdienst". */
static bool opens_with_adjective(const struct weigher *w, uint32_t i)
{
	const uint64_t plain = W_COUNTED | T_CALENDAR | T_NOT;
	if (!is_capital(w, i) || bits_at(w, i) & T_INITIAL || !is_capital(w, i + 1) || bits_at(w, i + 1) & plain)
		return false;
	const struct bw_ending *e = bw_ending_of(&w->n->names->cases, bw_uni_fold(w->n->arena, text_of(w, i)));
	return e && e->put.len && token(w, i + 1)->flags & BW_TOKEN_SPACE;
}

/* Where the nouns after "Institut für", "Verband der" end: "Wirtschaft und Klimaschutz". i when there are none. */
static uint32_t nouns_end(const struct weigher *w, uint32_t i)
{
	uint32_t end = i, k = i;
	for (uint32_t tries = 0; tries < 6; tries++) {
		while (is_capital(w, k) && token(w, k)->flags & BW_TOKEN_SPACE && k < i + 8)
			end = ++k;
		if (bits_at(w, k) & W_LINK_AND && is_capital(w, k + 1))
			k++;
		else
			break;
	}
	return end;
}

/* "Institut für Weltwirtschaft", "Landgericht München": the nouns get T_NAME, and so does the head. */
static uint32_t take_institution(struct weigher *w, uint32_t i, uint64_t *keep)
{
	uint64_t bits = bits_at(w, i), link = bits_at(w, i + 1);
	const struct bw_gazette *g = i + 1 < w->l->layer->n_tokens ? bw_names_row(w->n, w->l->gazette[i + 1]) : NULL;
	uint32_t end = i;
	if (!is_capital(w, i) || !(bits & W_HEAD(BW_ACTOR_ORG)) || bits & T_HEADING)
		return i;
	if (is_small(w, i + 1) && ((link & W_LINK_FOR && bits & W_OF) || (link & W_LINK_OF && bits & W_LEAD)))
		end = nouns_end(w, i + 2);
	bool own = bits & W_OF && is_open(w, i + 1) && token(w, i + 1)->flags & BW_TOKEN_SPACE;
	if (end <= i + 2)
		end = g && g->kind == BW_ACTOR_PLACE && bits & W_OF ? i + 1 + w->l->gazette_n[i + 1] : own ? i + 2 : i;
	for (uint32_t k = i; k < end; k++)
		if (is_capital(w, k))
			keep[k / 64] |= BIT(k % 64);
	return end > i ? end - 1 : i;
}

static void keep_one(struct weigher *w, uint32_t i, uint64_t *keep)
{
	bool name = bits_at(w, i) & T_NAME;
	bool compound = name && !(bits_at(w, i) & W_COMMON) && ends_in(w, i, BW_ENDING_COMPOUND);
	if (compound)
		w->l->bits[i] |= W_HEAD(BW_ACTOR_ORG) | W_BACK | W_PUBLIC;
	if (name && (is_accepted(w, i) || compound || ends_in_head(w, i)))
		keep[i / 64] |= BIT(i % 64);
	if (w->l->gazette[i] >= 0)
		for (uint32_t k = i; k < i + w->l->gazette_n[i]; k++)
			keep[k / 64] |= BIT(k % 64);
	if (opens_with_adjective(w, i))
		for (uint32_t k = i; k < i + 2; k++)
			keep[k / 64] |= BIT(k % 64);
}

/* "Thalheim Energie AG": the legal form takes the words before it. */
static void keep_before_form(struct weigher *w, uint32_t i, uint64_t *keep)
{
	if (!is_word(w, i) || !(bits_at(w, i) & W_SUFFIX) || !is_capital(w, i))
		return;
	for (uint32_t k = i; k-- > 0 && k + 4 > i && is_capital(w, k) && token(w, k + 1)->flags & BW_TOKEN_SPACE;) {
		if (bits_at(w, k) & (T_TITLE | T_CALENDAR | W_STARTER) || token(w, k)->flags & BW_TOKEN_STOP)
			return;
		keep[k / 64] |= BIT(k % 64);
	}
}

/* A title stays only before a name. */
static void keep_titles(struct weigher *w, uint64_t *keep)
{
	for (uint32_t i = w->l->layer->n_tokens; i-- > 1;) {
		bool next = keep[i / 64] >> (i % 64) & 1 && token(w, i)->flags & BW_TOKEN_SPACE;
		if (next && bits_at(w, i - 1) & T_TITLE)
			keep[(i - 1) / 64] |= BIT((i - 1) % 64);
	}
}

void bw_names_weigh(struct bw_naming *n, struct bw_named_layer *l)
{
	struct weigher w = {.n = n, .l = l};
	if (!(n->names->writes & BW_WRITES_NOUNS_LARGE))
		return;
	uint64_t *keep = BW_ARRAY(n->arena, uint64_t, l->layer->n_tokens / 64 + 2);
	bw_map_init(&w.words);
	weigh(&w);
	for (uint32_t i = 0; i < l->layer->n_tokens; i++)
		keep_one(&w, i, keep);
	for (uint32_t i = 0; i < l->layer->n_tokens; i++)
		i = take_institution(&w, i, keep);
	for (uint32_t i = 0; i < l->layer->n_tokens; i++)
		keep_before_form(&w, i, keep);
	keep_titles(&w, keep);
	for (uint32_t i = 0; i < l->layer->n_tokens; i++)
		if (!(keep[i / 64] >> (i % 64) & 1))
			l->bits[i] &= ~T_NAME;
		else if (l->gazette[i] < 0 && is_capital(&w, i))
			l->bits[i] |= T_NAME;
	bw_map_release(&w.words);
}
