#include "compose/desk.h"

static bool is_letter_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

bool bw_desk_follows(const struct bw_desk *desk, struct bw_str domain)
{
	for (uint32_t i = 0; i < desk->n_domains; i++)
		if (bw_str_eq_ascii_nocase(desk->domains[i], domain))
			return true;
	return false;
}

/* As whole words; a plural "s" after the term is the term. */
static bool holds_term(struct bw_str text, struct bw_str term)
{
	for (size_t at = 0; (at = bw_str_find_ascii_nocase(text, term, at)) != BW_NPOS; at++) {
		size_t end = at + term.len;
		end += end < text.len && text.ptr[end] == 's';
		if ((at == 0 || !is_letter_byte(text.ptr[at - 1])) &&
		    (end >= text.len || !is_letter_byte(text.ptr[end])))
			return true;
	}
	return false;
}

static float term_score(const struct bw_desk *desk, const struct bw_article *article)
{
	float score = 0;

	for (uint32_t i = 0; i < desk->n_terms; i++) {
		if (holds_term(article->title, desk->terms[i]))
			score += 0.4f;
		else if (holds_term(article->text, desk->terms[i]))
			score += 0.15f;
	}
	return score;
}

/* Down to this share of the strongest subject, a subject is one of the article's main ones. */
static const float main_share = 0.7f;

float bw_desk_score(const struct bw_desk *desk, const struct bw_annotator *an, const struct bw_article *article,
		    const struct bw_notes *notes)
{
	float best = 0, top = 0, score;

	if (notes->kind == BW_KIND_FILLER)
		return 0;
	for (uint32_t i = 0; i < notes->n_domains; i++) {
		float s = notes->domains[i].score;
		top = s > top ? s : top;
		if (s > best && bw_desk_follows(desk, bw_domain_name(an, notes->domains[i].id)))
			best = s;
	}
	/* A subject that the article only touches counts for less the more another outweighs it. */
	if (best < main_share * top)
		best *= best / (main_share * top);
	score = best + term_score(desk, article);
	return score > 1 ? 1 : score;
}

float bw_desk_share(const struct bw_desk *desk, const struct bw_annotator *an, const struct bw_view *view,
		    const struct bw_view_development *development)
{
	float sum = 0;
	uint32_t n = 0;

	for (uint32_t i = 0; i < development->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[development->articles[i]];
		if (x->notes->kind == BW_KIND_FILLER)
			continue;
		sum += bw_str_eq(x->desk, desk->id) ? 1 : bw_desk_score(desk, an, x->article, x->notes);
		n++;
	}
	return n ? sum / (float)n : 0;
}
