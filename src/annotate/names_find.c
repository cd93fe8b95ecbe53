#include "annotate/names_find_part.h"

/*
 * Runs of capitalised words in the body become spans. A run goes on over the small words that names hold ("Ministry of
 * Trade and Industry", "Bank of X", "Ludwig van Y") only where the words before them ask for it; then titles, countries
 * and words that owe their capital to their place are cut off.
 */

/* ---- how far a run goes ---- */

/* "Bank of X", "Friends of the Earth", "Aurora Institute of Technology"; but a name of its own ends before a place:
 * "Aurora Shipping of Oslo". */
static bool opens_of(const struct finder *f, uint32_t first, uint32_t j, uint32_t next)
{
	if (has(f, j, T_TITLE) || (has(f, j, W_BESIDE(BW_ACTOR_PERSON)) && !has(f, j, W_OF)))
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
	if (f->n->names->writes & BW_WRITES_NOUNS_LARGE && has(f, k, W_DEFINITE))
		return 0; /* "sagte Meier der Zeitung"; in a name an article has "von" before it */
	while (i < k + 3 && has(f, i, W_PARTICLE) && token(f, i)->flags & BW_TOKEN_SPACE && !is_name(f, i))
		i++;
	return i > k && spaced_name(f, i) ? i : 0;
}

/* "analist Piet Bakker van [ING]": who has a given name and another needs no more; what follows is a body or a place.
 */
static bool is_full_name(const struct finder *f, uint32_t first, uint32_t j)
{
	const uint64_t given = W_MALE | W_FEMALE, before = T_TITLE | W_BESIDE(BW_ACTOR_PERSON);
	bool compounds = f->n->names->writes & BW_WRITES_THIN && !(f->n->names->writes & BW_WRITES_TAILS_SMALL);
	bool titled = first > 0 && has(f, first - 1, before);
	while (first < j && has(f, first, before)) {
		titled = true;
		first++;
	}
	return compounds && j > first && (titled || has(f, first, given)) && !has(f, j, given | W_PARTICLE);
}

/* "Ministère du Pétrole [et de l'Énergie]", "Superintendencia de Banca [y Seguros] (SBS)": the body's first word has
 * told that it goes on; two bodies that act together have no second "of", and no short form. */
static uint32_t after_second_of(const struct finder *f, uint32_t first, uint32_t k)
{
	uint32_t next = k + 1;
	bool body = f->linked && f->n->names->writes & BW_WRITES_TAILS_SMALL && has(f, first, W_LEAD | W_PUBLIC);
	if (!body || !has(f, k, W_LINK_AND))
		return 0;
	if (spaced_name(f, next)) {
		bool coded = is_text(f, next + 1, "(") && has(f, next + 2, T_NAME) && is_text(f, next + 3, ")");
		return coded ? next : 0;
	}
	if (!has(f, next, W_LINK_OF) || is_name(f, next))
		return 0;
	next++;
	if (has(f, next, W_ARTICLE) && !is_name(f, next))
		next++;
	return spaced_name(f, next) && !has(f, next, W_HEADS | W_MALE | W_FEMALE) && f->l->gazette[next] < 0 ? next : 0;
}

static uint32_t after_small_word(struct finder *f, uint32_t first, uint32_t j)
{
	uint32_t k = j + 1, next = k + 1, second = after_second_of(f, first, k);
	if (second)
		return second;
	if (has(f, next, W_ARTICLE) && !is_name(f, next))
		next++;
	if (!spaced_name(f, next))
		return is_full_name(f, first, j) ? 0 : after_particles(f, k);
	bool of = has(f, k, W_LINK_OF) && opens_of(f, first, j, next);
	bool toward = has(f, k, W_LINK_FOR) && has(f, j, W_OF) && !has(f, next, T_TITLE);
	if (of || toward) {
		f->linked = true;
		return next;
	}
	if (next == k + 1 && has(f, k, W_LINK_AND))
		return goes_on_with_and(f, first, j, next) ? next : 0;
	return is_full_name(f, first, j) ? 0 : after_particles(f, k);
}

/* "Ames v. Holt" */
static uint32_t after_versus(struct finder *f, uint32_t k)
{
	uint32_t next = is_text(f, k + 1, ".") && !(token(f, k + 1)->flags & BW_TOKEN_SPACE) ? k + 2 : k + 1;
	if (!in_text(f, next) || !is_name(f, next) || !(token(f, next)->flags & BW_TOKEN_SPACE))
		return 0;
	f->l->bits[k] |= T_VERSUS;
	return next;
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
	bool bracket = is_text(f, k, "(") && has(f, k + 1, T_NAME) && is_text(f, k + 2, ")");
	if (bracket && spaced_name(f, k + 3) && has(f, k + 3, W_HEADS | W_SUFFIX))
		return k + 3; /* "Coastal Waters (Licensing) Bill" */
	if (is_text(f, k, "v") || is_text(f, k, "vs"))
		return after_versus(f, k);
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

static bool is_number(const struct finder *f, uint32_t i)
{
	return in_text(f, i) && token(f, i)->kind == BW_TOKEN_NUMBER;
}

/* "Regulation (EU) 2024/1689", "Directive 2019/1937", "H.R. 1234": the last token; j when no number follows. */
static uint32_t law_number(const struct finder *f, uint32_t j)
{
	uint32_t k = j + 1;
	if (!has(f, j, W_HEAD(BW_ACTOR_LAW) | W_PREFIX) || !has(f, j, W_HEAD(BW_ACTOR_LAW)))
		return j;
	if (is_text(f, k, "(") && has(f, k + 1, T_NAME) && is_text(f, k + 2, ")"))
		k += 3;
	if (!is_number(f, k) || bw_str_find_char(bw_token_text(f->l->text, token(f, k)), '%', 0) != BW_NPOS)
		return j;
	return is_text(f, k + 1, "/") && is_number(f, k + 2) ? k + 2 : k;
}

static bool ends_in_country(const struct finder *f, uint32_t j)
{
	for (uint32_t i = j + 1; i-- > 0 && j - i < 4;)
		if (f->l->gazette[i] >= 0 && i + f->l->gazette_n[i] == j + 1)
			return f->n->names->gazette_rows[f->l->gazette[i]].kind == BW_ACTOR_COUNTRY;
	return false;
}

enum { LONGEST_RUN = 32 }; /* tokens; more is no name, and keeps the work linear */

/* "Ministry of Trade" may be the beginning of "Ministry of Trade and Industry". */
static uint32_t over_known(struct finder *f, uint32_t j)
{
	uint32_t last = j + f->l->gazette_n[j] - 1u;
	for (uint32_t i = j + 1; i < last; i++)
		f->linked |= has(f, j, W_OF) && has(f, j, W_PUBLIC | W_STATE) && has(f, i, W_LINK_OF);
	return last;
}

static uint32_t run_end(struct finder *f, uint32_t first)
{
	uint32_t j = first, next;
	f->linked = false;
	while (j - first < LONGEST_RUN) {
		if (f->l->gazette[j] >= 0 && f->l->gazette_n[j] > 1)
			j = over_known(f, j);
		next = next_part(f, first, j);
		if (next == j + 1 && f->linked && ends_in_country(f, j) && !has(f, next, W_HEADS))
			break; /* "Party of Canada [Ann Lee]" */
		if (!next || token(f, next)->word == token(f, first)->word)
			break; /* a name does not begin again inside itself: a heading without a stop stood before */
		j = next;
	}
	uint32_t numbered = law_number(f, j);
	if (numbered > j) {
		f->l->bits[numbered] |= T_DIGIT | W_HEAD(BW_ACTOR_LAW);
		return numbered + 1;
	}
	if (ends_in_number(f, first, j))
		f->l->bits[++j] |= T_DIGIT;
	return bw_names_tail(f->n, f->l, first, j + 1);
}

/* The end of the words that stand between marks after i, 0 when they are no name: a name is short and begins large. */
static uint32_t quoted_end(const struct finder *f, uint32_t i, uint32_t longest)
{
	if (!in_text(f, i + 1) || !(token(f, i + 1)->flags & BW_TOKEN_CAPITAL || has(f, i + 1, T_DIGIT)))
		return 0;
	for (uint32_t k = i + 1; k <= i + 1 + longest && in_text(f, k); k++)
		if (token(f, k)->kind == BW_TOKEN_PUNCT)
			return k > i + 1 && has(f, k, T_MARK) ? k : 0;
	return 0;
}

/* "die Firma „Neue Ufer“", "ООО «Ромашка»": index behind the name that is quoted at i, i when there is none. */
static uint32_t take_quoted(struct finder *f, uint32_t i)
{
	enum { WITH_NOUN = 5, ALONE = 3 };
	const uint64_t body = W_BESIDE(BW_ACTOR_ORG) | W_HEAD(BW_ACTOR_ORG) | W_SUFFIX;
	if (i == 0 || !has(f, i, T_MARK) || has(f, i, T_HEADING) || token(f, i - 1)->kind == BW_TOKEN_PUNCT)
		return i;
	bool noun = has(f, i - 1, body), alone = f->n->names->endings[BW_ENDING_GENITIVE].n;
	uint32_t end = noun ? quoted_end(f, i, WITH_NOUN) : alone ? quoted_end(f, i, ALONE) : 0;
	if (!end)
		return i;
	bw_find_emit(f, i + 1, end, 0, 0);
	struct bw_span *s = &f->n->spans.ptr[f->n->spans.len - 1];
	s->initial = false;
	s->body = noun;
	return end + 1;
}

void bw_names_find(struct bw_naming *n)
{
	struct finder f = {.n = n, .l = &n->body};
	for (uint32_t i = 0; i < f.l->layer->n_tokens;) {
		uint32_t behind = take_quoted(&f, i);
		if (behind > i || !is_name(&f, i)) {
			i = behind > i ? behind : i + 1;
			continue;
		}
		uint32_t end = run_end(&f, i);
		bw_find_cut(&f, i, end);
		i = end;
	}
}
