#include "annotate/status_part.h"

/*
 * One verb and its neighbours, without a parser: the group of verbs is read to the left (auxiliaries, negation, mood),
 * the subject is the phrase of nouns left of it, over an apposition between commas and over what hangs on it by
 * prepositions; objects are the first phrases to the right. What does not look like a clause is none.
 */
enum {
	GROUP_MAX = 9,
	CHUNK_MAX = 10,
	HUNG_MAX = 4,
	ASIDE_MAX = 18,
	OBJECT_REACH = 22,
	AGENT_REACH = 9,
	GAP_MAX = 8,
	PREPOSITION_GAP = 1
};

/* Where a reading stands. */
struct at {
	const struct bw_statuses *s;
	const struct bw_words_row *row;
};

static bool is(const struct at *a, uint32_t i, uint32_t set)
{
	return bw_small_is(a->s, a->row->words[i], set);
}

static bool is_word(const struct at *a, uint32_t i, const char *word)
{
	return a->row->words[i] == bw_str_hash(bw_str_from(word));
}

static bool is_capital(const struct at *a, uint32_t i)
{
	const struct bw_token *t = &a->row->tokens[i];
	return t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL) && !(t->flags & BW_TOKEN_FIRST);
}

static bool is_punct(const struct at *a, uint32_t i)
{
	return a->row->tokens[i].kind == BW_TOKEN_PUNCT;
}

/* A sign that parts phrases; the stop of an initial and a hyphen do not. */
static bool parts(const struct at *a, uint32_t i)
{
	if (!is_punct(a, i))
		return false;
	char c = a->row->text.ptr[a->row->tokens[i].start];
	return c != '-' && c != '.' && c != '\'' && c != '$';
}

static uint64_t classes_of(const struct at *a, uint32_t i)
{
	const uint64_t *set = bw_map_get(&a->s->nouns, a->row->words[i]);
	if (set && !bw_status_compound(a->s, a->row, i))
		return *set;
	uint8_t actor = a->row->actors ? a->row->actors[i] : 0;
	return actor == BW_ACTOR_COUNTRY + 1 ? 1 : actor == BW_ACTOR_PERSON + 1 ? 2 : actor == BW_ACTOR_ORG + 1 ? 4 : 0;
}

/* "a compromise exempting shipments", "transferring priests". */
static bool is_gerund(const struct at *a, uint32_t i)
{
	struct bw_str text = bw_token_text(a->row->text, &a->row->tokens[i]);
	return text.len > 5 && bw_str_ends(text, BW_STR("ing")) && !classes_of(a, i);
}

static bool is_possessive(const struct at *a, uint32_t i)
{
	return is_word(a, i, "'s") || is_word(a, i, "'");
}

/* Classes of the head: the last noun; names and figures may stand behind it ("President Lin", "bill 61-9"). */
static uint64_t head_of(const struct at *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = end; i > first; i--) {
		const struct bw_token *t = &a->row->tokens[i - 1];
		uint64_t classes = classes_of(a, i - 1);
		if (classes)
			return i == end || !is_possessive(a, i) ? classes : 0;
		if (t->kind == BW_TOKEN_WORD && !is_capital(a, i - 1))
			return 0;
	}
	return 0;
}

static bool is_and(const struct at *a, uint32_t i)
{
	return is_word(a, i, "and") || is_word(a, i, "or") || is_word(a, i, "but");
}

/* "Energy and Commerce panel": "and" inside a name. */
static bool is_inner_and(const struct at *a, uint32_t i)
{
	return is_word(a, i, "and") && i > a->row->first && i + 1 < a->row->end && is_capital(a, i + 1) &&
	       (a->row->tokens[i - 1].flags & BW_TOKEN_CAPITAL);
}

static bool is_edge(const struct at *a, uint32_t i)
{
	return parts(a, i) || is(a, i, BW_SMALL_PREPOSITION | BW_SMALL_JOINT | BW_SMALL_AUXILIARY | BW_SMALL_MODAL) ||
	       (is_and(a, i) && !is_inner_and(a, i)) || is_word(a, i, "to");
}

/* The phrase that ends before `end`; empty when there is none. */
static struct bw_chunk chunk_left(const struct at *a, uint32_t end)
{
	uint32_t first = end;
	while (first > a->row->first && end - first < CHUNK_MAX) {
		bool possessive = is_possessive(a, first - 1);
		if (!possessive && is_edge(a, first - 1))
			break;
		first--;
		if (is(a, first, BW_SMALL_ARTICLE) && !possessive)
			break;
	}
	struct bw_chunk c = {first, end, head_of(a, first, end), 0};
	return c;
}

/* The phrase left of `end` with what hangs on it: "[members] of [the committee] on [health]". */
static struct bw_chunk chain_left(const struct at *a, uint32_t end)
{
	struct bw_chunk near = chunk_left(a, end), c = near;
	uint64_t hung = 0;
	for (int n = 0; n < HUNG_MAX && c.first > a->row->first && c.first < c.end; n++) {
		if (!is(a, c.first - 1, BW_SMALL_PREPOSITION) || is(a, c.first - 1, BW_SMALL_JOINT))
			break;
		struct bw_chunk left = chunk_left(a, c.first - 1);
		if (left.first == left.end)
			return near; /* a fronted "On Tuesday the House": the nearest is the head */
		bool partitive = !left.head && left.end - left.first == 1 && is_word(a, c.first - 1, "of");
		hung |= partitive ? 0 : c.head;
		left.head = partitive ? c.head : left.head; /* "five of the members": the members */
		c = left;
	}
	c.hung = hung;
	return c;
}

/* The sign that opens an aside which a comma before `end` closes; UINT32_MAX none. */
static uint32_t aside_start(const struct at *a, uint32_t end)
{
	for (uint32_t i = end - 1; i > a->row->first && end - i < ASIDE_MAX; i--) {
		char sign = bw_status_sign(a->row, i - 1);
		if (sign == ',')
			return i - 1;
		if (sign)
			return UINT32_MAX;
	}
	return UINT32_MAX;
}

/* The phrase that the clause hangs on: "the bill, which the House passed". */
static struct bw_chunk antecedent(const struct at *a, uint32_t relative)
{
	uint32_t end = relative;
	if (end > a->row->first && is(a, end - 1, BW_SMALL_PREPOSITION))
		end--;
	if (end > a->row->first && bw_status_sign(a->row, end - 1) == ',')
		end--;
	return end > a->row->first ? chain_left(a, end) : (struct bw_chunk){0};
}

/* A clause behind a comma, or of the phrase that heads the sentence, tells of the sentence's matter; any other tells
 * which one is meant. */
static bool is_apposed(const struct at *a, uint32_t antecedent_first, uint32_t relative)
{
	return antecedent_first == a->row->first ||
	       (relative > a->row->first && bw_status_sign(a->row, relative - 1) == ',');
}

static void find_subject(const struct at *a, struct bw_clause *c)
{
	uint32_t end = c->group;
	uint64_t aside = 0;
	if (end <= a->row->first)
		return;
	if (bw_status_sign(a->row, end - 1) == ',') {
		uint32_t comma = aside_start(a, end - 1);
		if (comma == UINT32_MAX)
			return;
		struct bw_chunk in = {comma + 1, comma + 1, 0, 0};
		while (in.end + 1 < end && in.end - in.first < CHUNK_MAX && !is_edge(a, in.end))
			in.end++;
		aside = head_of(a, in.first, in.end);
		end = comma;
	}
	c->subject = chain_left(a, end);
	c->subject.hung |= aside;
	if (c->subject.first == c->subject.end && end > a->row->first && is(a, end - 1, BW_SMALL_RELATIVE)) {
		c->relative = true;
		c->subject = antecedent(a, end - 1);
		c->apposed = is_apposed(a, c->subject.first, end - 1);
	}
}

/* "A proposal to let ventures keep the limit was taken back": the subject is the first phrase. */
static uint64_t opening(const struct at *a, const struct bw_clause *c)
{
	enum { OPENING_MAX = 26 };
	uint32_t end = a->row->first;
	while (end < c->group && !is_edge(a, end) && (end < a->row->first + 2 || !is_gerund(a, end)))
		end++;
	if (end == a->row->first || c->relative || c->group - end > OPENING_MAX)
		return 0;
	for (uint32_t i = end; i < c->group; i++) {
		bool inner = is(a, i, BW_SMALL_PREPOSITION) || is_word(a, i, "to");
		if ((parts(a, i) || is_edge(a, i)) && !inner)
			return 0;
	}
	return head_of(a, a->row->first, end);
}

/* A clause between the antecedent and its own subject: "the bill that the House passed". */
static void find_gap(const struct at *a, struct bw_clause *c)
{
	uint32_t first = c->subject.first;
	if (c->relative || c->passive || c->objects || first <= a->row->first || !is(a, first - 1, BW_SMALL_RELATIVE))
		return;
	if (first - 1 == a->row->first || is(a, first - 2, BW_SMALL_SAY))
		return;
	struct bw_chunk what = antecedent(a, first - 1);
	c->relative = what.head != 0;
	c->objects = what.head;
	c->apposed = is_apposed(a, what.first, first - 1);
}

/* "to BAN": an infinitive, of law or of anything. */
static void read_to(const struct at *a, uint32_t i, struct bw_clause *c)
{
	if (i + 1 >= a->row->end || a->row->tokens[i + 1].kind != BW_TOKEN_WORD || is_capital(a, i + 1) ||
	    is(a, i + 1, BW_SMALL_ARTICLE))
		return;
	c->to_any = true;
	c->to |= is(a, i + 1, BW_SMALL_MAKES);
}

/* Behind an aside of a preposition (", by 302 votes to 188,") when one begins at i; else i. */
static uint32_t skip_aside(const struct at *a, uint32_t i)
{
	uint32_t k = i + 1;
	if (i >= a->row->end || bw_status_sign(a->row, i) != ',' || k >= a->row->end || !is(a, k, BW_SMALL_PREPOSITION))
		return i;
	while (k < a->row->end && k - i < ASIDE_MAX && !bw_status_sign(a->row, k))
		k++;
	return k < a->row->end && bw_status_sign(a->row, k) == ',' ? k + 1 : i;
}

static bool is_quote_mark(const struct at *a, uint32_t i)
{
	struct bw_str text = bw_token_text(a->row->text, &a->row->tokens[i]);
	return is_punct(a, i) && (bw_str_eq(text, BW_STR("\"")) || bw_str_starts(text, BW_STR("\xE2\x80")));
}

static bool ends_objects(const struct at *a, uint32_t i)
{
	return (parts(a, i) && !is_quote_mark(a, i)) || is(a, i, BW_SMALL_AUXILIARY | BW_SMALL_MODAL) || is_and(a, i) ||
	       (is(a, i, BW_SMALL_JOINT) && !is(a, i, BW_SMALL_PREPOSITION));
}

/* Phrases behind the verb, three at most; an infinitive or a clause ends them. */
static void find_objects(const struct at *a, struct bw_clause *c)
{
	uint32_t i = skip_aside(a, c->end), n = 0, start = i;
	c->negated |= i < a->row->end && is(a, i, BW_SMALL_NEGATOR);
	c->none = i == a->row->end || (parts(a, i) && !is_quote_mark(a, i)) || is_word(a, i, ".");
	while (i < a->row->end && i - start < OBJECT_REACH && n < 4) {
		uint32_t first = i;
		while (i < a->row->end && !is_edge(a, i))
			i++;
		for (uint32_t k = first; k < i; k++)
			c->num |= n == 0 && a->row->tokens[k].kind == BW_TOKEN_NUMBER;
		c->objects |= i > first ? head_of(a, first, i) : 0;
		n += i > first;
		uint32_t next = skip_aside(a, i);
		if (next > i) {
			i = next;
			continue;
		}
		if (i == a->row->end)
			return;
		c->that |= n <= 1 && is(a, i, BW_SMALL_WHAT);
		if (is_word(a, i, "to"))
			read_to(a, i, c);
		if (c->to_any || c->that || ends_objects(a, i) || (n && is_word(a, i, "as")))
			return;
		i++;
	}
}

static void find_agent(const struct at *a, struct bw_clause *c)
{
	for (uint32_t i = c->end; i < a->row->end && i - c->end < AGENT_REACH && !parts(a, i); i++) {
		if (!is_word(a, i, "by"))
			continue;
		for (uint32_t n = 0; n < 3 && ++i < a->row->end; n++) {
			uint32_t first = i;
			while (i < a->row->end && !is_edge(a, i))
				i++;
			c->agent |= i > first ? head_of(a, first, i) : 0;
			if (i < a->row->end && !is(a, i, BW_SMALL_PREPOSITION))
				break;
		}
		return;
	}
}

/* Particles stand at once behind the verb, or behind its object. */
static bool find_particles(const struct at *a, const struct bw_verb *v, struct bw_clause *c)
{
	uint32_t n = v->n_particles;
	c->end = c->verb + 1;
	uint32_t widest =
		n == 1 && bw_small_is(a->s, v->particles[0], BW_SMALL_PREPOSITION) ? PREPOSITION_GAP : GAP_MAX;
	for (uint32_t gap = 0; n && gap <= widest && c->end + gap + n <= a->row->end; gap++) {
		uint32_t k = 0;
		while (k < n && a->row->words[c->end + gap + k] == v->particles[k])
			k++;
		if (k == n) {
			c->end += gap ? 0 : n;
			return gap == 0 || n <= 2;
		}
		if (parts(a, c->end + gap) || is(a, c->end + gap, BW_SMALL_JOINT))
			return false;
	}
	return n == 0;
}

static bool is_adverb(const struct at *a, uint32_t i)
{
	struct bw_str text = bw_token_text(a->row->text, &a->row->tokens[i]);
	return is(a, i, BW_SMALL_ADVERB) || (text.len > 4 && bw_str_ends(text, BW_STR("ly")) && !classes_of(a, i));
}

/* Auxiliaries and adverbs left of the verb. */
static void read_group(const struct at *a, struct bw_clause *c)
{
	bool auxiliary = false, be = false, to = false;
	uint32_t g = c->verb;
	for (uint32_t i = c->verb; i > a->row->first && c->verb - i < GROUP_MAX; i--) {
		uint32_t k = i - 1;
		bool aux = is(a, k, BW_SMALL_AUXILIARY | BW_SMALL_BE | BW_SMALL_MODAL) && !is_possessive(a, k);
		bool is_to = is_word(a, k, "to") && g == i;
		bool negator = is(a, k, BW_SMALL_NEGATOR);
		if (!aux && !is_to && !negator && !is_adverb(a, k))
			break;
		c->negated |= negator;
		auxiliary |= aux;
		be |= aux && is(a, k, BW_SMALL_BE) && !is_word(a, k, "having");
		c->perfect |=
			is_word(a, k, "has") || is_word(a, k, "have") || is_word(a, k, "had") || is_word(a, k, "'ve");
		c->modal |= is(a, k, BW_SMALL_MODAL);
		c->past |= is(a, k, BW_SMALL_PAST);
		to |= is_to;
		if (aux || is_to || negator || g == i)
			g = k;
	}
	c->group = g;
	c->infinitive = to;
	c->passive = be && (c->forms & BW_VERB_PART) && !(c->forms & BW_VERB_ING);
	c->finite = auxiliary || to;
}

/* Before a bare verb a plural stands; else it is likelier a noun ("a department rule that"). */
static bool is_plural(const struct at *a, uint32_t i)
{
	struct bw_str text = bw_token_text(a->row->text, &a->row->tokens[i]);
	return bw_str_ends(text, BW_STR("s")) || is(a, i, BW_SMALL_SELF | BW_SMALL_ADVERB) || is_word(a, i, "people") ||
	       is_word(a, i, "police");
}

/* A form without auxiliaries: a past or present tense, or a participle behind its noun ("passed by the House", "those
 * accused of"). */
static bool read_bare(const struct at *a, struct bw_clause *c)
{
	uint32_t v = c->verb;
	bool first = v == a->row->first;
	if (!first && (is(a, v - 1, BW_SMALL_ARTICLE) || is_possessive(a, v - 1)))
		return false;
	bool by =
		(c->end < a->row->end && is_word(a, c->end, "by")) || (v + 1 < a->row->end && is_word(a, v + 1, "of"));
	if (!first && is_gerund(a, v - 1)) /* "transferring accused priests" */
		return false;
	if ((c->forms & BW_VERB_PART) && by && !first) {
		c->passive = true;
		return true;
	}
	if (c->forms & BW_VERB_ING)
		return !first && bw_status_sign(a->row, v - 1) == ',';
	if ((c->forms & BW_VERB_PART) && first) {
		c->passive = true;
		return true;
	}
	return !first && ((c->forms & (BW_VERB_PAST | BW_VERB_THIRD)) || is_plural(a, v - 1));
}

/* "Signed on Monday, the order tells": the phrase behind the comma is what was signed. */
static void find_fronted(const struct at *a, struct bw_clause *c)
{
	uint32_t i = c->end;
	while (i < a->row->end && i - c->end < ASIDE_MAX && bw_status_sign(a->row, i) != ',')
		i++;
	uint32_t first = ++i;
	while (i < a->row->end && !is_edge(a, i))
		i++;
	if (first < a->row->end && i > first)
		c->subject = (struct bw_chunk){first, i, head_of(a, first, i), 0};
	for (uint32_t k = first; k < i && k < a->row->end && !c->subject.head; k++)
		c->subject.head = classes_of(a, k); /* "the bill still needs": the verb ends the phrase unseen */
}

bool bw_status_clause(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t v,
		      const struct bw_verb_form_of *form, struct bw_clause *out)
{
	const struct at a = {s, row};
	const struct bw_verb *verb = &s->verbs.ptr[form->verb];
	*out = (struct bw_clause){.verb = v, .class = verb->class, .forms = form->forms};
	if (!find_particles(&a, verb, out))
		return false;
	read_group(&a, out);
	bool fronted = v == row->first || (out->group == row->first && is_word(&a, row->first, "having"));
	if (!out->finite && !read_bare(&a, out))
		return false;
	out->bare_past = !out->finite && (out->forms & (BW_VERB_PAST | BW_VERB_PART));
	if (fronted)
		find_fronted(&a, out);
	else
		find_subject(&a, out);
	bool alone = out->subject.first == out->subject.end && !out->relative && !out->finite && !out->passive;
	if (alone && !(out->forms & BW_VERB_ING))
		return false;
	if (!fronted && out->finite)
		out->opening = opening(&a, out);
	if (out->passive)
		find_agent(&a, out);
	find_objects(&a, out);
	find_gap(&a, out);
	for (uint32_t i = out->subject.first; i < out->subject.end; i++)
		out->negated |= is(&a, i, BW_SMALL_NEGATOR);
	return true;
}
