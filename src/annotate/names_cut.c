#include "annotate/names_find_part.h"

/* A run is cut where a title begins, where a country stands before a name of its own, and where a word owes its capital
 * to its place in the sentence. */

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
	bool thin = f->n->names->writes & BW_WRITES_THIN;
	if (thin && end - first > 1 && has(f, first, W_LEAD))
		return true;
	if (thin && end - first == 1 && !has(f, first, W_MALE | W_FEMALE | W_FAMILY) &&
	    !(token(f, first)->flags & BW_TOKEN_ALLCAPS))
		return bw_seen_mid(v) || (bw_find_acts_after(f, first + 1) && !has(f, first, W_COMMON | W_TAIL) &&
					  !bw_seen_small(v) && !has_small_singular(f, first));
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

/* "[Kestrel Party] [Ann Lee]": where a person's name begins behind the head of a body; end when none does. */
static uint32_t person_after_body(const struct finder *f, uint32_t first, uint32_t end)
{
	if (has(f, end - 1, W_HEADS | W_SUFFIX | T_DIGIT))
		return end;
	const uint64_t given = W_MALE | W_FEMALE;
	bool code = token(f, first)->flags & BW_TOKEN_ALLCAPS && token(f, first)->end - token(f, first)->start > 1 &&
		    !has(f, first, given | W_FAMILY | W_HEADS | T_TITLE) && f->n->names->writes & BW_WRITES_TAILS_SMALL;
	if (code && first + 2 < end && has(f, first + 1, given) && !(token(f, first + 1)->flags & BW_TOKEN_ALLCAPS))
		return first + 1; /* "o deputado do [PDR] [Nuno Brandão]" */
	for (uint32_t i = first + 1; i + 2 < end; i++)
		if (has(f, i, W_HEAD(BW_ACTOR_ORG)) && has(f, i, W_COMMON) && has(f, i + 1, W_MALE | W_FEMALE) &&
		    !has(f, i + 1, W_COMMON) && has(f, i + 2, T_NAME) && end - i < 5)
			return i + 1;
	return end;
}

/* "Президент [Франции] [Эммануэль Макрон]" */
static bool is_of_body(const struct finder *f, uint32_t first, uint32_t end, uint32_t lead)
{
	uint32_t rest = first + f->l->gazette_n[first];
	bool genitive = f->n->names->endings[BW_ENDING_GENITIVE].n;
	if (lead && person_after_body(f, first, end) < end)
		return true;
	const struct bw_gazette *g = bw_names_row(f->n, f->l->gazette[first]);
	bool country = genitive && g && g->kind == BW_ACTOR_COUNTRY && !has(f, rest, W_COMMON | W_HEADS);
	return (lead || genitive) && g && rest + 1 < end && (country || has(f, rest, W_MALE | W_FEMALE)) &&
	       !has(f, first, W_MALE | W_FEMALE | W_FAMILY);
}

static void cut_country(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender)
{
	int32_t row = f->l->gazette[first];
	if (is_of_body(f, first, end, lead)) {
		uint32_t name = person_after_body(f, first, end);
		if (name == end)
			name = first + f->l->gazette_n[first];
		bw_find_emit(f, first, name, 0, 0);
		bw_find_emit(f, name, end, 0, gender);
		f->n->spans.ptr[f->n->spans.len - 1].office |= lead > 0;
		return;
	}
	bool before_name = !(f->n->names->writes & BW_WRITES_TAILS_SMALL); /* "Chinese Aurora"; never in French */
	bool starts_known = !lead && row >= 0 && f->l->gazette_n[first] < end - first && before_name;
	const struct bw_gazette *g = row >= 0 ? &f->n->names->gazette_rows[row] : NULL;
	if (!starts_known || (g->kind != BW_ACTOR_COUNTRY && g->kind != BW_ACTOR_PLACE) ||
	    leads_plain_words(f, first, end)) {
		bw_find_emit(f, first, end, lead, gender);
		return;
	}
	uint32_t rest = first + f->l->gazette_n[first];
	bw_find_emit(f, first, rest, 0, 0);
	bw_find_emit(f, rest, end, 0, 0);
}

static bool after_office(const struct finder *f, uint32_t first)
{
	return first >= 2 && has(f, first - 1, W_LINK_OF | W_LINK_FOR) && has(f, first - 2, T_TITLE);
}

/* What somebody is the head of, in plain words: "Head of Water Quality". */
static bool is_duty(const struct finder *f, uint32_t first, uint32_t end)
{
	if (first < 2 || !has(f, first - 1, W_LINK_OF | W_LINK_FOR) || has(f, end - 1, W_BACK))
		return false;
	return has(f, first - 2, T_TITLE | W_BESIDE(BW_ACTOR_PERSON)) && all_have(f, first, end, W_COMMON);
}

/* "la ministre de la [Transition écologique]": what an office is for is no body. */
static bool is_portfolio(const struct finder *f, uint32_t first, uint32_t end)
{
	enum { LONGEST_TITLE = 3 };
	const struct bw_name_pack *p = f->n->names;
	uint32_t i = first, row;
	if (f->l->gazette[first] >= 0 && f->l->gazette_n[first] == end - first)
		return false;
	if (i > 0 && has(f, i - 1, W_ARTICLE))
		i--;
	if (i == 0 || !has(f, i - 1, W_LINK_OF | W_LINK_FOR) || has(f, first, W_HEADS) || !(p->writes & BW_WRITES_THIN))
		return false;
	for (uint32_t n = 1; n <= LONGEST_TITLE && n < i; n++)
		if (bw_phrases_match(&p->titles, f->l->keys + i - 1 - n, n, &row) == n)
			return p->title_rows[row].class == BW_TITLE_PORTFOLIO;
	return false;
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
	if (first >= end || all_have(f, first, end, T_NOT | W_STARTER) ||
	    (!lead && (is_duty(f, first, end) || is_portfolio(f, first, end))))
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

void bw_find_cut(struct finder *f, uint32_t first, uint32_t end)
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
	uint32_t person = person_after_body(f, first, end);
	cut_piece(f, first, person, 0, 0);
	if (person < end)
		cut_piece(f, person, end, 0, 0);
}
