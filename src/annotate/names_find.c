#include "annotate/names_part.h"

/*
 * Runs of capitalised words in the body become spans. A run goes on over the small words that names hold ("Ministry of
 * Trade and Industry", "Bank of X", "Ludwig van Y") only where the words before them ask for it; then titles, countries
 * and words that owe their capital to their place are cut off.
 */

struct finder {
	struct bw_naming *n;
	struct bw_named_layer *l;
	bool linked; /* the run holds "of", "for" or "on" */
};

static const struct bw_token *token(const struct finder *f, uint32_t i)
{
	return &f->l->layer->tokens[i];
}

static bool in_text(const struct finder *f, uint32_t i)
{
	return i < f->l->layer->n_tokens;
}

static bool has(const struct finder *f, uint32_t i, uint64_t bits)
{
	return in_text(f, i) && f->l->bits[i] & bits;
}

static bool is_name(const struct finder *f, uint32_t i)
{
	return has(f, i, T_NAME) && !has(f, i, T_HEADING);
}

/* Something stands between it and the word before: white space, or the apostrophe of "l'" and "dell'". */
static bool is_spaced(const struct finder *f, uint32_t i)
{
	if (!in_text(f, i) || i == 0)
		return false;
	return token(f, i)->flags & BW_TOKEN_SPACE ||
	       (has(f, i - 1, W_ARTICLE | W_LINK_OF | W_PREPOSITION) && token(f, i - 1)->flags & BW_TOKEN_SPACE);
}

static bool spaced_name(const struct finder *f, uint32_t i)
{
	return is_name(f, i) && is_spaced(f, i) && !(token(f, i)->flags & BW_TOKEN_FIRST);
}

static bool is_text(const struct finder *f, uint32_t i, const char *text)
{
	return in_text(f, i) && bw_str_eq(bw_token_text(f->l->text, token(f, i)), bw_str_from(text));
}

static bool is_clitic(const struct finder *f, uint32_t i)
{
	return has(f, i, W_OWNER) && !(token(f, i)->flags & BW_TOKEN_SPACE);
}

static uint64_t seen(const struct finder *f, uint32_t i)
{
	const uint64_t *v = bw_map_get(&f->n->seen, token(f, i)->word);
	return v ? *v : 0;
}

/* ---- how far a run goes ---- */

/* "Bank of X", "Friends of the Earth", "Aurora Institute of Technology"; but a name of its own ends before a place:
 * "Aurora Shipping of Oslo". */
static bool opens_of(const struct finder *f, uint32_t first, uint32_t j, uint32_t next)
{
	if (has(f, j, T_TITLE))
		return false;
	bool plain = true;
	for (uint32_t i = first; i <= j; i++)
		plain &= has(f, i, W_COMMON | W_HEADS | T_NOT) || !has(f, i, T_NAME) || f->l->gazette[i] >= 0;
	if (has(f, j, W_OF))
		return plain || (has(f, next, W_COMMON) && f->l->gazette[next] < 0);
	return plain && has(f, j, W_COMMON) && !has(f, j, T_INITIAL | T_NOT) && f->l->gazette[j] < 0 &&
	       f->l->gazette[next] < 0;
}

/* Where the run of neighbouring names that starts at i ends, and whether all its words are English ones. */
static uint32_t plain_end(const struct finder *f, uint32_t i, bool *common)
{
	*common = true;
	for (uint32_t k = 0; k < 12 && spaced_name(f, i); k++) {
		*common &= has(f, i, W_COMMON | W_HEADS);
		i++;
	}
	return i;
}

/* "Bureau of Mines and Energy"; "Farm and Fisheries Council": the right side carries the head. */
static bool goes_on_with_and(const struct finder *f, uint32_t first, uint32_t j, uint32_t next)
{
	bool common;
	uint32_t end = plain_end(f, next, &common);
	const uint64_t heads = W_HEAD(BW_ACTOR_ORG) | W_HEAD(BW_ACTOR_LAW);
	if (!common || end == next || f->l->gazette[next] >= 0)
		return false;
	bool ends_in_head = has(f, end - 1, W_BACK) && has(f, end - 1, heads);
	if (f->linked)
		return has(f, j, W_COMMON) && !(ends_in_head && end - next > 1);
	for (uint32_t i = first; i <= j; i++)
		if (!has(f, i, W_COMMON) || has(f, i, W_BACK) || f->l->gazette[i] >= 0)
			return false;
	return ends_in_head && j - first < 3;
}

static uint32_t after_particles(const struct finder *f, uint32_t k)
{
	uint32_t i = k;
	while (i < k + 3 && has(f, i, W_PARTICLE) && token(f, i)->flags & BW_TOKEN_SPACE && !is_name(f, i))
		i++;
	return i > k && spaced_name(f, i) ? i : 0;
}

static uint32_t after_small_word(struct finder *f, uint32_t first, uint32_t j)
{
	uint32_t k = j + 1, next = k + 1;
	if (has(f, next, W_ARTICLE) && !is_name(f, next))
		next++;
	if (!spaced_name(f, next))
		return after_particles(f, k);
	bool of = has(f, k, W_LINK_OF) && opens_of(f, first, j, next);
	bool toward = has(f, k, W_LINK_FOR) && has(f, j, W_OF) && !has(f, next, T_TITLE);
	if (of || toward) {
		f->linked = true;
		return next;
	}
	if (next == k + 1 && has(f, k, W_LINK_AND))
		return goes_on_with_and(f, first, j, next) ? next : 0;
	return after_particles(f, k);
}

/* Index of the next word of the name that has [first, j], 0 when it ends there. */
static uint32_t next_part(struct finder *f, uint32_t first, uint32_t j)
{
	uint32_t k = j + 1;
	if (!in_text(f, k))
		return 0;
	size_t len = token(f, j)->end - token(f, j)->start;
	if (spaced_name(f, k))
		return k;
	if (is_text(f, k, ".") && spaced_name(f, k + 1) && !has(f, k + 1, T_INITIAL) &&
	    (len == 1 || (len <= 4 && has(f, j, T_TITLE))))
		return k + 1;
	if (is_text(f, k, ".") && spaced_name(f, k + 1) && len == 2 && is_text(f, j, "St"))
		return k + 1;
	if (is_text(f, k, "&") && spaced_name(f, k + 1))
		return k + 1;
	bool plural = (is_text(f, k, "'") || is_text(f, k, "\xE2\x80\x99")) && !(token(f, k)->flags & BW_TOKEN_SPACE);
	if (plural && spaced_name(f, k + 1) && has(f, j, W_COMMON) && has(f, k + 1, W_BACK | W_HEAD(BW_ACTOR_ORG)))
		return k + 1;
	bool owned = j == first && has(f, j, W_COMMON) && !has(f, j, W_STARTER | W_HEADS | T_CALENDAR);
	if (is_clitic(f, k) && spaced_name(f, k + 1) && owned && f->l->gazette[j] < 0 && !has(f, k + 1, T_TITLE))
		return k + 1;
	if (token(f, k)->kind == BW_TOKEN_WORD && is_spaced(f, k))
		return after_small_word(f, first, j);
	return 0;
}

/* "Zephyr 4", not "Section 4", "Kenya 4" or "gave X 4 days". */
static bool ends_in_number(const struct finder *f, uint32_t first, uint32_t j)
{
	uint32_t k = j + 1;
	if (!in_text(f, k) || token(f, k)->kind != BW_TOKEN_NUMBER || !(token(f, k)->flags & BW_TOKEN_SPACE))
		return false;
	struct bw_str number = bw_token_text(f->l->text, token(f, k));
	bool digits =
		number.len <= 4 && number.ptr[0] >= '0' && number.ptr[0] <= '9' && number.ptr[number.len - 1] <= '9';
	if (!digits || (number.len == 4 && bw_str_find_char(number, '.', 0) == BW_NPOS) ||
	    bw_str_find_char(number, ',', 0) != BW_NPOS)
		return false;
	if (has(f, j, T_TITLE | T_NOT | T_CALENDAR | W_AT_PLACE) || f->l->gazette[j] >= 0)
		return false;
	if (j > first && has(f, first, W_MALE | W_FEMALE))
		return false;
	if (!in_text(f, k + 1) || token(f, k + 1)->kind == BW_TOKEN_PUNCT)
		return !is_text(f, k + 1, "%");
	if (has(f, k + 1, W_COUNTED))
		return false;
	struct bw_str after = bw_token_text(f->l->text, token(f, k + 1));
	bool plural = has(f, k + 1, W_COMMON) && bw_str_ends(after, BW_STR("s")) && !has(f, k + 1, W_ACT | W_SPEECH);
	return !plural && !has(f, k + 1, T_CALENDAR);
}

static bool ends_in_country(const struct finder *f, uint32_t j)
{
	for (uint32_t i = j + 1; i-- > 0 && j - i < 4;)
		if (f->l->gazette[i] >= 0 && i + f->l->gazette_n[i] == j + 1)
			return f->n->names->gazette_rows[f->l->gazette[i]].kind == BW_ACTOR_COUNTRY;
	return false;
}

enum { LONGEST_RUN = 32 }; /* tokens; more is no name, and keeps the work linear */

static uint32_t run_end(struct finder *f, uint32_t first)
{
	uint32_t j = first, next;
	f->linked = false;
	while (j - first < LONGEST_RUN) {
		if (f->l->gazette[j] >= 0 && f->l->gazette_n[j] > 1)
			j += f->l->gazette_n[j] - 1u;
		next = next_part(f, first, j);
		if (next == j + 1 && f->linked && ends_in_country(f, j) && !has(f, next, W_HEADS))
			break; /* "Party of Canada [Ann Lee]" */
		if (!next || token(f, next)->word == token(f, first)->word)
			break; /* a name does not begin again inside itself: a heading without a stop stood before */
		j = next;
	}
	if (ends_in_number(f, first, j))
		f->l->bits[++j] |= T_DIGIT;
	return j + 1;
}

/* ---- what stands around a span ---- */

/* A verb at once, or after words that only colour it: "has not yet said", "quickly rejected". */
static bool acts_after(const struct finder *f, uint32_t i)
{
	for (uint32_t k = i; k < i + 4 && in_text(f, k); k++) {
		if (token(f, k)->kind != BW_TOKEN_WORD || has(f, k, T_NAME))
			return false;
		if (has(f, k, W_ACT | W_SPEECH))
			return true;
		bool colours = token(f, k)->flags & BW_TOKEN_STOP || has(f, k, W_TAIL);
		if (!colours || has(f, k, W_PREPOSITION | W_LINK_AND | W_ARTICLE | W_LINK_OF))
			return false;
	}
	return false;
}

/* A deed that only a government does for its seat: "Washington said", not "Washington was". */
static bool stands_for_country(const struct finder *f, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && in_text(f, k) && token(f, k)->kind == BW_TOKEN_WORD && !has(f, k, T_NAME);
	     k++) {
		bool small = token(f, k)->flags & BW_TOKEN_STOP;
		if (has(f, k, W_SPEECH) || (has(f, k, W_ACT) && !small))
			return true;
		if (!small || has(f, k, W_PREPOSITION | W_ARTICLE))
			return false;
	}
	return false;
}

static bool said_before(const struct finder *f, uint32_t i)
{
	return i >= 2 && has(f, i - 1, W_SPEECH) && !has(f, i - 1, T_NAME) && token(f, i - 2)->kind == BW_TOKEN_PUNCT;
}

static void look_around(const struct finder *f, struct bw_span *s)
{
	uint32_t before = s->first - s->lead;
	if (before > 0 && has(f, before - 1, W_ARTICLE)) {
		before--;
		s->definite = has(f, before, W_DEFINITE);
	}
	bool after_preposition = before > 0 && has(f, before - 1, W_PREPOSITION);
	s->placed = before > 0 && has(f, before - 1, W_AT_PLACE) && !has(f, before - 1, T_NAME);
	s->possessive = is_clitic(f, s->first + s->n);
	s->agentive =
		!after_preposition && !s->possessive && (acts_after(f, s->first + s->n) || said_before(f, before));
	s->metonym = s->agentive && stands_for_country(f, s->first + s->n);
	s->initial = has(f, s->first - s->lead, T_INITIAL);
}

/* "le ministre [X]": a title in small letters, which is no part of the span. */
static void look_for_office(const struct finder *f, struct bw_span *s)
{
	enum { LONGEST_TITLE = 5 };
	const struct bw_name_pack *p = f->n->names;
	for (uint32_t n = 1; n <= LONGEST_TITLE && n <= s->first && !s->lead; n++) {
		uint32_t row, i = s->first - n;
		if (token(f, i)->kind == BW_TOKEN_PUNCT || has(f, i, T_TAKEN))
			return;
		if (bw_phrases_match(&p->titles, f->l->keys + i, n, &row) != n)
			continue;
		s->office = p->title_rows[row].class != BW_TITLE_PARTY;
		s->gender = p->title_rows[row].gender != '-' ? p->title_rows[row].gender : s->gender;
	}
}

static void emit(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender)
{
	struct bw_span s = {.first = first, .n = end - first, .lead = lead, .gazette = -1, .gender = gender};
	s.start = token(f, first)->start;
	s.end = token(f, end - 1)->end;
	look_around(f, &s);
	if (f->n->names->writes & BW_WRITES_THIN)
		look_for_office(f, &s);
	if (!lead && f->l->gazette[first] >= 0 && f->l->gazette_n[first] == s.n)
		s.gazette = f->l->gazette[first];
	for (uint32_t i = first - lead; i < end; i++)
		f->l->bits[i] |= T_TAKEN;
	if (f->n->spans.len < BW_MAX_SPANS)
		*BW_PUSH(f->n->arena, &f->n->spans) = s;
}

/* ---- cutting a run ---- */

static bool all_have(const struct finder *f, uint32_t first, uint32_t end, uint64_t bits)
{
	for (uint32_t i = first; i < end; i++)
		if (!has(f, i, bits))
			return false;
	return true;
}

static bool has_small_singular(const struct finder *f, uint32_t i)
{
	struct bw_str word = bw_token_text(f->l->text, token(f, i));
	if (word.len < 5 || word.ptr[word.len - 1] != 's')
		return false;
	const uint64_t *v = bw_map_get(&f->n->seen, bw_words_hash(bw_str_sub(word, 0, word.len - 1)));
	return v && bw_seen_small(*v);
}

/* A word that may owe its capital to its place: is there a reason to think it part of a name? */
static bool is_supported(const struct finder *f, uint32_t first, uint32_t end)
{
	uint64_t v = seen(f, first);
	if (!has(f, first, T_INITIAL) || f->l->gazette[first] >= 0)
		return true;
	if (has(f, first, W_STARTER))
		return false;
	if (!has(f, first, W_COMMON)) {
		const uint64_t *stem = bw_map_get(&f->n->seen, token(f, first)->stem);
		return bw_seen_mid(v) ||
		       !(bw_seen_small(v) || (stem && bw_seen_small(*stem)) || has_small_singular(f, first));
	}
	if (end - first == 1)
		return bw_seen_mid(v) > bw_seen_small(v) / 2;
	bool person = has(f, first, W_MALE | W_FEMALE) && !has(f, first + 1, W_COMMON);
	bool headed = has(f, end - 1, W_HEADS | W_SUFFIX | T_DIGIT) && !has(f, first, W_ACT);
	return bw_seen_mid(v) || person || headed;
}

static uint32_t trim_left(const struct finder *f, uint32_t first, uint32_t end)
{
	while (first < end && (!is_supported(f, first, end) || has(f, first, W_STARTER))) {
		if (has(f, first, W_STARTER) && !has(f, first, T_INITIAL) && end - first > 1)
			break;
		first++;
		while (first < end && !has(f, first, T_NAME))
			first++;
	}
	return first;
}

/* A country or its people before a name of its own: "Chinese Aurora"; part of the name when what follows is plain
 * words: "Norwegian Water Authority". */
static bool leads_plain_words(const struct finder *f, uint32_t first, uint32_t end)
{
	uint32_t rest = first + f->l->gazette_n[first];
	if (has(f, end - 1, W_HEADS | W_SUFFIX) || !spaced_name(f, rest))
		return true;
	bool given = f->l->gazette_n[first] == 1 && has(f, first, W_MALE | W_FEMALE) && end - rest == 1;
	return given || all_have(f, rest, end, W_COMMON);
}

static void cut_country(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender)
{
	int32_t row = f->l->gazette[first];
	bool starts_known = !lead && row >= 0 && f->l->gazette_n[first] < end - first;
	const struct bw_gazette *g = row >= 0 ? &f->n->names->gazette_rows[row] : NULL;
	if (!starts_known || (g->kind != BW_ACTOR_COUNTRY && g->kind != BW_ACTOR_PLACE) ||
	    leads_plain_words(f, first, end)) {
		emit(f, first, end, lead, gender);
		return;
	}
	uint32_t rest = first + f->l->gazette_n[first];
	emit(f, first, rest, 0, 0);
	emit(f, rest, end, 0, 0);
}

static bool after_office(const struct finder *f, uint32_t first)
{
	return first >= 2 && has(f, first - 1, W_LINK_OF | W_LINK_FOR) && has(f, first - 2, T_TITLE);
}

/* What somebody is the head of, in plain words: "Head of Threat Intelligence". */
static bool is_duty(const struct finder *f, uint32_t first, uint32_t end)
{
	if (first < 2 || !has(f, first - 1, W_LINK_OF | W_LINK_FOR) || has(f, end - 1, W_BACK))
		return false;
	return has(f, first - 2, T_TITLE | W_BESIDE(BW_ACTOR_PERSON)) && all_have(f, first, end, W_COMMON);
}

static void cut_piece(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender)
{
	if (!lead)
		first = trim_left(f, first, end);
	if (!lead && after_office(f, first)) {
		uint32_t name = first;
		while (name < end && has(f, name, W_COMMON) && !has(f, name, W_MALE | W_FEMALE))
			name++;
		if (name > first && name + 1 < end) { /* "Secretary of [Defence] Ann Lee" */
			first = name;
			gender = 0;
		}
	}
	if (first >= end || all_have(f, first, end, T_NOT | W_STARTER) || (!lead && is_duty(f, first, end)))
		return;
	cut_country(f, first, end, lead, gender);
}

/* A title that is the end of a person's name ("Stephen King") or the head of an institution's ("Justice Department").
 */
static bool is_no_title(const struct finder *f, uint32_t first, uint32_t i, uint32_t end)
{
	uint32_t rest = i + f->l->title_n[i];
	if (rest > end)
		return true;
	bool after_given = has(f, i - 1, W_MALE | W_FEMALE) || (has(f, first, W_MALE | W_FEMALE) && i - first <= 2);
	if (i > first && rest == end && f->l->title_n[i] == 1 && after_given)
		return true;
	if ((has(f, first, W_OF) && f->linked) ||
	    (rest < end && has(f, rest, W_HEAD(BW_ACTOR_ORG)) && has(f, rest, W_COMMON)))
		return true;
	return rest < end && has(f, end - 1, W_HEAD(BW_ACTOR_ORG)) && has(f, end - 1, W_COMMON);
}

/* Index of the title that goes on at i, over at most two plain words: "Deputy [Public] Prosecutor"; end when none does.
 */
static uint32_t next_title(const struct finder *f, uint32_t i, uint32_t end)
{
	for (uint32_t k = i; k < end && k < i + 3; k++) {
		if (f->l->title_n[k])
			return k;
		if (!has(f, k, W_COMMON))
			break;
	}
	return end;
}

/* "[Aurora Lines] Chief Executive [Ann Lee]" */
static void cut_at_title(struct finder *f, uint32_t first, uint32_t i, uint32_t end)
{
	uint32_t lead = 0, rest = i, next;
	char gender = 0;
	if (i > first)
		cut_piece(f, first, i, 0, 0);
	while ((next = next_title(f, rest, end)) < end) {
		const struct bw_title *t = &f->n->names->title_rows[f->l->title_row[next]];
		uint32_t after = next + f->l->title_n[next];
		gender = t->gender != '-' ? t->gender : gender;
		lead = t->class == BW_TITLE_PARTY && !lead ? 0 : lead + after - rest;
		rest = after;
	}
	while (rest < end && !has(f, rest, T_NAME))
		rest++;
	if (rest < end)
		cut_piece(f, rest, end, lead, gender);
}

static void cut_titles(struct finder *f, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		if (f->l->gazette[i] >= 0 && f->l->gazette_n[i] > 1 && f->l->gazette_n[i] > f->l->title_n[i]) {
			i += f->l->gazette_n[i] - 1u;
			continue;
		}
		if (!f->l->title_n[i] || is_no_title(f, first, i, end))
			continue;
		cut_at_title(f, first, i, end);
		return;
	}
	cut_piece(f, first, end, 0, 0);
}

void bw_names_find(struct bw_naming *n)
{
	struct finder f = {.n = n, .l = &n->body};
	for (uint32_t i = 0; i < f.l->layer->n_tokens;) {
		if (!is_name(&f, i)) {
			i++;
			continue;
		}
		uint32_t end = run_end(&f, i);
		cut_titles(&f, i, end);
		i = end;
	}
}
