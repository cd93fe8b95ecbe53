#include "annotate/claims_part.h"

/*
 * Whether a claim is negated: whether its first main clause is. The words are walked once, from left to right: what
 * is put before the sentence is left out, clauses of their own (relative, conditional) and asides are stepped over, and
 * behind the main verb the next clause, infinitive or "and" ends the walk. Negations that are met there are counted, so
 * that two of them make none. Rows of <language>/status-polarity; a language without them has its negators counted.
 */
enum { SHORT_WORDS = 3, ASIDE_MAX = 24, REPORT_LEFT = 7, BRACKET_MAX = 120 };

enum polar {
	POLAR_OTHER,
	POLAR_NOT,
	POLAR_NO,
	POLAR_NOBODY,
	POLAR_REFUSE,
	POLAR_DENY,
	POLAR_PASS,
	POLAR_DECIDE,
	POLAR_RAISE,
	POLAR_MILD,
	POLAR_CLAUSE,
	POLAR_LATE,
	POLAR_FRONT,
	POLAR_FINITE,
	POLAR_SUBJECT,
	POLAR_TELL,
	N_POLAR = BW_N_POLAR
};
static const char *const polar_names[N_POLAR] = {"",      "not",    "no",      "nobody", "refuse", "deny",
						 "pass",  "decide", "raise",   "mild",   "clause", "late",
						 "front", "finite", "subject", "tell"};

int bw_claim_polarity_open(struct bw_claim_pack *c, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_words_table(l, c->language, "status-polarity");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], phrase;
		uint32_t class = 1;
		while (class < N_POLAR && !bw_str_eq(t->rows[i].col[0], bw_str_from(polar_names[class])))
			class ++;
		if (class == N_POLAR)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ',', &phrase))
			bw_words_phrase(&c->polar[class], bw_str_trim(phrase), false, class);
		c->has_polar = true;
	}
	return 0;
}

/* ---- words ---- */

/* The walk over one clause. */
struct walk {
	const struct bw_claim_pack *c;
	const struct bw_unit *u;
	uint32_t start, end, i;
	uint32_t group_end;        /* behind the last word of a group of verbs */
	bool verb, auxiliary;      /* the main verb was met; it has an auxiliary */
	bool says, tells, decides; /* the last verb is one of speech; of telling somebody; of deciding */
	bool inner;                /* inside a clause of its own before the main verb */
	uint32_t inner_groups;     /* groups of verbs met there */
	uint32_t commas;
	uint32_t inner_most;      /* and how many it may hold: one for each clause in it */
	bool negated, no, raised; /* a negation by "no" was counted; "to" belongs to the group */
};

static size_t is_polar(const struct walk *w, uint32_t i, enum polar class)
{
	uint32_t value;
	return i < w->end ? bw_phrases_match(&w->c->polar[class], w->u->row.words + i, w->end - i, &value) : 0;
}

static bool is_small(const struct walk *w, uint32_t i, uint32_t set)
{
	return i < w->end && bw_small_is(&w->c->statuses, w->u->row.words[i], set);
}

static bool is_word(const struct walk *w, uint32_t i, const char *word)
{
	return i < w->end && w->u->row.words[i] == bw_str_hash(bw_str_from(word));
}

static bool ends_in(const struct walk *w, uint32_t i, const char *ending)
{
	struct bw_str text = bw_token_text(w->u->row.text, &w->u->row.tokens[i]);
	return text.len > 4 && bw_str_ends(text, bw_str_from(ending));
}

static char sign_at(const struct walk *w, uint32_t i)
{
	return bw_status_sign(&w->u->row, i);
}

/* Quoted words of a quotation, all words of anything else. */
static bool is_said(const struct bw_unit *u, uint32_t i)
{
	const struct bw_token *t = &u->row.tokens[i];
	if (!u->quoted_most)
		return true;
	if (t->start < u->quotation->start || t->end > u->quotation->end)
		return false;
	return u->quotation->mode != BW_MODE_DIRECT || t->kind == BW_TOKEN_PUNCT || (t->flags & BW_TOKEN_QUOTED);
}

/* "it's", but not "the ship's". */
static bool is_auxiliary(const struct walk *w, uint32_t i)
{
	if (is_word(w, i, "'s"))
		return i > w->start && is_polar(w, i - 1, POLAR_SUBJECT);
	return is_small(w, i, BW_SMALL_AUXILIARY | BW_SMALL_BE) ||
	       (is_small(w, i, BW_SMALL_WILL) && is_small(w, i, BW_SMALL_MODAL));
}

/* "raises the age": what a third person does to something. */
static bool is_present(const struct walk *w, uint32_t i)
{
	struct bw_str text = bw_token_text(w->u->row.text, &w->u->row.tokens[i]);
	bool ending = text.len > 3 && bw_str_ends(text, BW_STR("s")) && !bw_str_ends(text, BW_STR("ss"));
	bool object = is_small(w, i + 1, BW_SMALL_ARTICLE) ||
		      (i + 1 < w->end && w->u->row.tokens[i + 1].kind == BW_TOKEN_NUMBER);
	return ending && object;
}

/* A form of the past or present that may be the main verb; behind an article or a preposition it is none. */
static bool is_bare_verb(const struct walk *w, uint32_t i)
{
	const struct bw_token *t = &w->u->row.tokens[i];
	bool capital = (t->flags & BW_TOKEN_CAPITAL) && i > w->start;
	if (t->kind != BW_TOKEN_WORD || capital || i == w->start)
		return false;
	if (is_small(w, i - 1, BW_SMALL_ARTICLE | BW_SMALL_PREPOSITION) || is_word(w, i - 1, "'s") ||
	    is_word(w, i - 1, "to") || w->u->row.tokens[i - 1].kind == BW_TOKEN_NUMBER)
		return i == w->group_end && w->group_end;
	if (!w->verb && is_present(w, i))
		return true;
	return is_polar(w, i, POLAR_FINITE) || is_polar(w, i, POLAR_DECIDE) || is_polar(w, i, POLAR_RAISE) ||
	       is_polar(w, i, POLAR_REFUSE) || is_polar(w, i, POLAR_DENY) || is_small(w, i, BW_SMALL_SAY) ||
	       (ends_in(w, i, "ed") && !is_word(w, i, "indeed"));
}

/* ---- the walk ---- */

/* "A month after": two words or more of the table, close to the head. */
static bool is_dated(const struct walk *w)
{
	enum { REACH = 4 };
	for (uint32_t i = w->start; i < w->end && i - w->start < REACH; i++)
		if (is_polar(w, i, POLAR_FRONT) > 1)
			return true;
	return false;
}

/* Behind what is put before the sentence, when a comma closes it; else where it began. A phrase that holds a verb is
 * none, unless it is a clause. */
static uint32_t skip_front(const struct walk *w)
{
	uint32_t i = w->start;
	bool participle = !is_word(w, i, "having") && (ends_in(w, i, "ing") || ends_in(w, i, "ed"));
	bool clause = is_word(w, i, "having") || is_polar(w, i, POLAR_CLAUSE) || is_dated(w) ||
		      (is_small(w, i, BW_SMALL_OPENER) && !is_small(w, i, BW_SMALL_AUXILIARY));
	if ((!clause && !participle && !is_polar(w, i, POLAR_FRONT)) || is_polar(w, i, POLAR_NOT) ||
	    is_polar(w, i, POLAR_NO))
		return i;
	for (uint32_t k = i + 1; k + SHORT_WORDS < w->end; k++) {
		if (sign_at(w, k) == ',' || (!clause && sign_at(w, k) == ':'))
			return k + 1;
		clause |= k > i + 1 && (is_polar(w, k, POLAR_CLAUSE) || is_small(w, k, BW_SMALL_OPENER));
		if (!clause && (is_auxiliary(w, k) || is_polar(w, k, POLAR_FINITE)))
			return i;
	}
	return i;
}

/* Behind an aside of which the first comma stands at i, when the clause goes on there with a verb; else 0. */
static uint32_t skip_aside(const struct walk *w, uint32_t i)
{
	if (is_auxiliary(w, i + 1))
		return i + 1;
	for (uint32_t k = i + 1; k + 1 < w->end && k - i < ASIDE_MAX; k++)
		if (sign_at(w, k) == ',')
			return is_auxiliary(w, k + 1) ? k + 1 : 0;
	return 0;
}

/* Behind ", no longer a start-up,": an aside without a verb; 0 none. */
static uint32_t skip_verbless(const struct walk *w, uint32_t i)
{
	if (i == w->start || !(is_polar(w, i + 1, POLAR_NOT) || is_polar(w, i + 1, POLAR_NO)))
		return 0;
	for (uint32_t k = i + 1; k + 1 < w->end && k - i < ASIDE_MAX; k++) {
		if (sign_at(w, k) == ',')
			return k + 1;
		if (is_auxiliary(w, k) || is_bare_verb(w, k))
			return 0;
	}
	return 0;
}

static void begin_clause(struct walk *w)
{
	w->verb = w->auxiliary = w->inner = w->says = w->tells = w->decides = w->raised = false;
	w->inner_groups = 0;
	w->inner_most = 1;
	w->group_end = 0;
}

/* False when the clause ends at the sign. */
static bool read_sign(struct walk *w)
{
	char sign = sign_at(w, w->i);
	uint32_t behind;
	if (sign == '(') {
		for (uint32_t k = w->i; k < w->end && k - w->i < BRACKET_MAX; k++)
			if (sign_at(w, k) == ')') {
				w->i = k;
				break;
			}
		return true;
	}
	bool dash = bw_str_starts(bw_token_text(w->u->row.text, &w->u->row.tokens[w->i]), BW_STR("\xE2\x80\x93")) ||
		    bw_str_starts(bw_token_text(w->u->row.text, &w->u->row.tokens[w->i]), BW_STR("\xE2\x80\x94"));
	if (sign != ',' && sign != ';' && sign != ':' && !dash)
		return true;
	w->commas += sign == ',';
	if (w->inner && sign == ',') {
		w->inner = false;
		return true;
	}
	if (sign == ',' && (behind = w->verb ? (w->auxiliary ? 0 : skip_aside(w, w->i)) : skip_verbless(w, w->i))) {
		w->i = behind - 1;
		return true;
	}
	return !w->verb;
}

/* A word of a group of verbs at i; false when it begins another clause, and this one is done. */
static bool read_verb(struct walk *w, bool auxiliary)
{
	uint32_t i = w->i;
	bool goes_on = w->group_end >= i && w->group_end && i > w->start;
	bool to = i > w->start && is_word(w, i - 1, "to");
	bool after_verb = !to && w->group_end == i && goes_on && !is_auxiliary(w, i - 1) &&
			  !is_polar(w, i - 1, POLAR_NOT) && !is_small(w, i - 1, BW_SMALL_ADVERB);
	bool opened = w->commas == 1 && !w->verb && !auxiliary && i > w->start && sign_at(w, i - 1) == ',';
	bool fresh = (!goes_on && !to) || (auxiliary && after_verb && !is_word(w, i, "been") && !is_word(w, i, "be"));
	w->group_end = i + 1;
	if (opened && !w->inner) { /* "the finding, contained in a letter," */
		w->inner = true;
		w->inner_most = ASIDE_MAX;
		return true;
	}
	if (fresh && w->inner) {
		if (++w->inner_groups <= w->inner_most)
			return true;
		w->inner = false;
	} else if (w->inner) {
		return true;
	} else if (fresh && w->verb) {
		if (w->negated || (w->auxiliary && !w->says) || (!auxiliary && !w->says))
			return false;
		begin_clause(w); /* "he said he did", "the ships detained in May were" */
		w->group_end = i + 1;
	}
	w->verb = true;
	w->auxiliary |= auxiliary;
	w->says = is_small(w, i, BW_SMALL_SAY);
	w->tells = is_polar(w, i, POLAR_TELL);
	w->decides = is_polar(w, i, POLAR_DECIDE);
	w->raised = is_polar(w, i, POLAR_RAISE);
	return true;
}

/* Before the main verb; at once behind "that", "who", "which" stands the verb of that clause, unless it is about
 * something else ("that the navy seized"). */
static void begin_inner(struct walk *w)
{
	uint32_t next = w->i + 1;
	bool subject = is_small(w, next, BW_SMALL_ARTICLE | BW_SMALL_SELF | BW_SMALL_PREPOSITION) ||
		       is_polar(w, next, POLAR_NO) || is_polar(w, next, POLAR_NOBODY) || is_polar(w, next, POLAR_NOT) ||
		       (next < w->end && (w->u->row.tokens[next].flags & BW_TOKEN_CAPITAL));
	w->inner = true;
	w->inner_most = 1;
	w->inner_groups = is_small(w, w->i, BW_SMALL_RELATIVE) && !subject && !is_auxiliary(w, next);
	w->group_end = w->inner_groups ? next + 1 : 0;
	if (w->i > w->start && sign_at(w, w->i - 1) == ',')
		w->inner_most = ASIDE_MAX; /* its closing comma ends it */
}

/* "that" behind a verb of speech begins what is claimed; any other clause behind the verb ends the walk. */
static bool read_joint(struct walk *w)
{
	if (w->i == w->start) {
		w->inner = !is_word(w, w->i, "that");
		w->inner_most = 1;
		return true;
	}
	if (w->inner) {
		w->inner_most++;
		return true;
	}
	if (!w->verb)
		return begin_inner(w), true;
	if (is_word(w, w->i, "that") && !w->negated && ((w->says && w->group_end == w->i) || w->tells)) {
		begin_clause(w);
		return true;
	}
	return false;
}

static void read_not(struct walk *w, size_t len)
{
	uint32_t behind = w->i + (uint32_t)len;
	bool adjacent = w->group_end == w->i || !w->verb;
	bool hung = is_small(w, w->i - (w->i > w->start), BW_SMALL_PREPOSITION) ||
		    (behind < w->end && ends_in(w, behind, "ing")); /* "the gift of never having" */
	if ((is_word(w, behind, "to") && !(w->decides && w->verb)) || (!adjacent && hung))
		return;
	if (!is_polar(w, behind, POLAR_MILD))
		w->negated ^= !w->inner;
	w->group_end = w->group_end == w->i && w->i > w->start ? behind : w->group_end;
}

/* Behind a preposition it tells how; a second one repeats the first ("no ships and no crews"). */
static void read_no(struct walk *w, size_t len, bool person)
{
	uint32_t i = w->i, behind = i + (uint32_t)len;
	bool hung = i > w->start && (is_small(w, i - 1, BW_SMALL_PREPOSITION) || is_word(w, i - 1, "to"));
	bool contact = person && w->verb && w->group_end != i;
	bool number =
		behind < w->end &&
		(w->u->row.tokens[behind].kind == BW_TOKEN_NUMBER || w->u->row.tokens[behind].kind == BW_TOKEN_PUNCT) &&
		is_word(w, i, "no");
	if (w->inner || hung || contact || number || w->no)
		return;
	w->no = true;
	w->negated = !w->negated;
}

/* A verb that negates: only where the main verb stands, not as an adjective or a noun. */
static bool read_refusal(struct walk *w, size_t len)
{
	uint32_t i = w->i;
	bool grouped = w->group_end == i && i > w->start;
	bool noun = i > w->start &&
		    (is_small(w, i - 1, BW_SMALL_ARTICLE | BW_SMALL_PREPOSITION) || is_word(w, i - 1, "to") ||
		     is_word(w, i - 1, "'s")) &&
		    !grouped;
	if (i == w->start || noun || w->inner || (w->verb && !grouped && w->auxiliary))
		return i == w->start || noun || !w->inner ? !w->verb || grouped || noun : read_verb(w, false);
	if (!read_verb(w, false))
		return false;
	w->negated = !w->negated;
	w->i += (uint32_t)len - 1;
	w->group_end = w->i + 1;
	w->raised = true;
	return true;
}

/* "to" behind the main verb begins what is wanted, unless the verb only lends a tense or a mood. */
static bool read_to(struct walk *w)
{
	bool article = is_small(w, w->i + 1, BW_SMALL_ARTICLE | BW_SMALL_SELF);
	bool name = w->i + 1 < w->end && (w->u->row.tokens[w->i + 1].flags & BW_TOKEN_CAPITAL);
	if (!w->verb || w->inner || article || name)
		return true;
	return w->raised && w->group_end == w->i;
}

/* "and does not", "and nobody has": what stood before was a clause, though its verb was not known. */
static bool is_next_clause(const struct walk *w, uint32_t i)
{
	if (i < w->start + SHORT_WORDS || !(is_word(w, i, "and") || is_word(w, i, "but")))
		return false;
	bool subject = is_small(w, i + 1, BW_SMALL_SELF) && !is_small(w, i + 1, BW_SMALL_ARTICLE);
	return subject || is_auxiliary(w, i + 1) || is_polar(w, i + 1, POLAR_NOT) || is_polar(w, i + 1, POLAR_NO) ||
	       is_polar(w, i + 1, POLAR_NOBODY);
}

/* "an offer she did not": behind the object another one's clause begins. */
static bool is_contact(const struct walk *w, uint32_t i)
{
	return w->verb && !w->inner && w->group_end != i && is_small(w, i, BW_SMALL_SELF) &&
	       !is_small(w, i, BW_SMALL_ARTICLE) && is_auxiliary(w, i + 1);
}

/* One word; false when the clause is done. */
static bool read_word(struct walk *w)
{
	static const struct {
		enum polar class;
		bool only_behind; /* the main verb */
	} order[] = {{POLAR_PASS, false}, {POLAR_NOT, false},    {POLAR_NO, false},     {POLAR_NOBODY, false},
		     {POLAR_DENY, false}, {POLAR_REFUSE, false}, {POLAR_CLAUSE, false}, {POLAR_LATE, true}};
	size_t len = 0;
	enum polar class = POLAR_OTHER;
	if (is_contact(w, w->i) || (!w->inner && is_next_clause(w, w->i)))
		return false;
	if (w->inner && (is_word(w, w->i, "and") || is_word(w, w->i, "or")) && is_auxiliary(w, w->i + 1))
		w->inner_most++;
	for (size_t k = 0; k < sizeof(order) / sizeof(*order); k++) {
		size_t n = order[k].only_behind && (!w->verb || w->inner) ? 0 : is_polar(w, w->i, order[k].class);
		if (n > len) {
			len = n;
			class = order[k].class;
		}
	}
	uint32_t at = w->i;
	bool goes_on = true;
	if (class == POLAR_NOT && is_word(w, at, "cannot") && !read_verb(w, true))
		return false;
	if (class == POLAR_NOT)
		read_not(w, len);
	else if (class == POLAR_NO || class == POLAR_NOBODY)
		read_no(w, len, class == POLAR_NOBODY);
	else if (class == POLAR_DENY || class == POLAR_REFUSE)
		return read_refusal(w, len);
	else if (class == POLAR_CLAUSE)
		goes_on = read_joint(w);
	else if (class == POLAR_LATE)
		return false;
	if (class != POLAR_OTHER) {
		w->i = at + (uint32_t)len - 1;
		return goes_on;
	}
	if (is_word(w, w->i, "to"))
		return read_to(w);
	if (is_auxiliary(w, w->i) || is_bare_verb(w, w->i))
		return read_verb(w, is_auxiliary(w, w->i));
	bool grouped = w->group_end == w->i && w->i > w->start;
	if (grouped && (is_small(w, w->i, BW_SMALL_ADVERB) || ends_in(w, w->i, "ly") || ends_in(w, w->i, "ing")))
		w->group_end++;
	return true;
}

static bool walk_negated(struct walk *w)
{
	while (w->start < w->end && (w->u->row.tokens[w->start].kind == BW_TOKEN_PUNCT || is_word(w, w->start, "but") ||
				     is_word(w, w->start, "and")))
		w->start++;
	if (w->start < w->end)
		w->start = skip_front(w);
	for (w->i = w->start; w->i < w->end; w->i++) {
		if (!is_said(w->u, w->i))
			continue;
		if (w->u->row.tokens[w->i].kind == BW_TOKEN_PUNCT ? !read_sign(w) : !read_word(w))
			break;
	}
	return w->negated;
}

/* The first sentence of what is said that is more than a "No." */
static void find_sentence(const struct bw_claim_reader *r, struct walk *w)
{
	const struct bw_layer *body = &r->notes->body;
	for (uint32_t s = w->u->sentence; s <= w->u->last && s < body->n_sentences; s++) {
		uint32_t first = body->sentences[s].first, end = first + body->sentences[s].n_tokens, words = 0;
		while (first < end && !is_said(w->u, first))
			first++;
		while (end > first && !is_said(w->u, end - 1))
			end--;
		for (uint32_t i = first; i < end; i++)
			words += w->u->row.tokens[i].kind == BW_TOKEN_WORD;
		w->start = first;
		w->end = end;
		if (words >= SHORT_WORDS)
			return;
	}
}

/* "denied that", "did not say whether": the words that lead to what is reported. 1 denied, -1 not said at all. */
static int told(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t start)
{
	struct walk w = {.c = r->claims, .u = u, .start = u->row.first, .end = start};
	uint32_t lo = start > u->row.first + REPORT_LEFT ? start - REPORT_LEFT : u->row.first;
	int denied = 0, silent = 0;
	for (uint32_t i = lo; i < start; i++) {
		if (sign_at(&w, i) == ',' || is_polar(&w, i, POLAR_CLAUSE))
			denied = silent = is_word(&w, i, "that") ? denied + silent : 0;
		denied |= is_polar(&w, i, POLAR_DENY) != 0 && !is_polar(&w, i, POLAR_PASS);
		silent |= (is_polar(&w, i, POLAR_NOT) || is_polar(&w, i, POLAR_REFUSE)) && !is_polar(&w, i, POLAR_PASS);
	}
	return denied ? (silent ? 0 : 1) : silent ? -1 : 0;
}

bool bw_claim_negated(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	struct walk w = {.c = r->claims, .u = u, .start = u->row.first, .end = u->row.end};
	find_sentence(r, &w);
	int by_report = 0;
	if (u->quoted_most && u->quotation->mode == BW_MODE_REPORTED)
		by_report = told(r, u, w.start);
	if (by_report < 0)
		return true;
	return walk_negated(&w) != (by_report > 0);
}
