#include "compose/subject.h"

#include "compose/wording.h"

enum { TITLES_MIN = 2 };

/* A word of more titles of other developments than this share, and one more, says little. */
static const double common_share = 0.04;
static const bw_time long_before = 31 * BW_DAY;

static bool is_word(struct bw_str word, struct bw_str class)
{
	return bw_wording_is(bw_wording_open("en/law-words"), word, class);
}

static bool is_content(const struct bw_token *t)
{
	return t->stem && !(t->flags & BW_TOKEN_STOP);
}

/* ---- titles ---- */

static bool title_holds(const struct bw_view_article *x, uint64_t stem)
{
	const struct bw_layer *title = &x->notes->title;

	for (uint32_t i = 0; i < title->n_tokens; i++)
		if (title->tokens[i].stem == stem)
			return true;
	return false;
}

static void count_title(struct bw_subject *s, const struct bw_layer *title)
{
	struct bw_map seen;
	bool is_new;

	bw_map_init(&seen);
	for (uint32_t i = 0; i < title->n_tokens; i++) {
		if (!is_content(&title->tokens[i]))
			continue;
		bw_map_put(&seen, title->tokens[i].stem, &is_new);
		if (is_new)
			++*bw_map_put(&s->titles, title->tokens[i].stem, NULL);
	}
	bw_map_release(&seen);
}

void bw_subject_open(struct bw_subject *s, const struct bw_view *view, const struct bw_view_development *d)
{
	const struct bw_layer *heading = &view->articles[bw_development_heading(view, d)].notes->title;

	*s = (struct bw_subject){.view = view, .d = d};
	bw_map_init(&s->titles);
	bw_map_init(&s->heading);
	for (uint32_t i = 0; i < d->n_articles; i++)
		if (view->articles[d->articles[i]].verdict.turn != BW_TURN_COPY)
			count_title(s, &view->articles[d->articles[i]].notes->title);
	for (uint32_t i = 0; i < heading->n_tokens; i++)
		if (is_content(&heading->tokens[i]))
			bw_map_put(&s->heading, heading->tokens[i].stem, NULL);
}

void bw_subject_close(struct bw_subject *s)
{
	bw_map_release(&s->titles);
	bw_map_release(&s->heading);
}

static bool is_its_word(const struct bw_subject *s, uint64_t stem)
{
	const uint64_t *n = bw_map_get(&s->titles, stem);

	return bw_map_get(&s->heading, stem) || (n && *n >= TITLES_MIN);
}

static bool is_rare(const struct bw_subject *s, uint64_t stem)
{
	uint32_t outside = 0, with = 0;

	for (size_t i = 0; i < s->view->n_articles; i++) {
		const struct bw_view_article *x = &s->view->articles[i];
		if (x->development < s->view->n_developments && &s->view->developments[x->development] == s->d)
			continue;
		outside++;
		with += title_holds(x, stem);
	}
	return with <= 1 + common_share * outside;
}

/* ---- what a sentence shares ---- */

static struct bw_str text_of(const struct bw_view_article *x, const struct bw_token *t)
{
	return bw_str_sub(x->article->text, t->start, t->end - t->start);
}

/* Who has one bill has others. */
static bool is_person(const struct bw_notes *n, const struct bw_token *t)
{
	for (uint32_t i = 0; i < n->n_mentions; i++)
		if (!n->mentions[i].in_title && n->mentions[i].start <= t->start && n->mentions[i].end >= t->end &&
		    n->actors[n->mentions[i].actor].kind == BW_ACTOR_PERSON)
			return true;
	return false;
}

static bool is_telling(const struct bw_subject *s, const struct bw_view_article *x, const struct bw_token *t)
{
	struct bw_str word = text_of(x, t);

	return is_content(t) && word.len > 2 && is_its_word(s, t->stem) && !is_word(word, BW_STR("law")) &&
	       !is_word(word, BW_STR("any")) && !is_person(x->notes, t);
}

enum { ENOUGH_MAX = 3 };

bool bw_subject_is(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span)
{
	const struct bw_layer *body = &x->notes->body;
	uint64_t had[ENOUGH_MAX];
	uint32_t n = 0, rare = 0;

	for (uint32_t i = 0; i < body->n_tokens && body->tokens[i].start < span.end && n < ENOUGH_MAX; i++) {
		const struct bw_token *t = &body->tokens[i];
		bool again = false;
		for (uint32_t k = 0; k < n; k++)
			again |= had[k] == t->stem;
		if (t->start < span.start || again || !is_telling(s, x, t))
			continue;
		had[n++] = t->stem;
		rare += is_rare(s, t->stem);
	}
	return n == ENOUGH_MAX || (n == 2 && rare);
}

/* ---- what leads away ---- */

/* Said at the head of half of its articles or more, and of two. */
static bool is_often_said(const struct bw_subject *s, uint64_t stem)
{
	uint32_t with = 0;

	for (uint32_t i = 0; i < s->d->n_articles; i++) {
		const struct bw_notes *n = s->view->articles[s->d->articles[i]].notes;
		for (uint32_t k = 0; k < n->n_terms; k++)
			with += n->terms[k].stem == stem && (n->terms[k].in_lead || n->terms[k].in_title);
	}
	return with > 1 && 2 * with >= s->d->n_articles;
}

/* "Border Waters Act", from its first word to its last: its words are those of the titles, or said as often. */
static bool is_its_law(const struct bw_subject *s, const struct bw_view_article *x, uint32_t from, uint32_t to)
{
	const struct bw_token *tokens = x->notes->body.tokens;
	uint32_t own = 0, said = 0, foreign = 0;

	for (uint32_t i = from; i < to; i++) {
		if (!is_content(&tokens[i]) || is_word(text_of(x, &tokens[i]), BW_STR("law")))
			continue;
		if (bw_map_get(&s->titles, tokens[i].stem))
			own++;
		else if (is_often_said(s, tokens[i].stem))
			said++;
		else
			foreign++;
	}
	return own + said + foreign == 0 || (own && own + said > foreign);
}

/* Where the name that ends with the capitalised token i begins; i itself when nothing stands before it. */
static uint32_t name_start(const struct bw_layer *body, uint32_t i, uint32_t start)
{
	uint32_t first = i;

	while (i > 0 && body->tokens[i - 1].start >= start) {
		const struct bw_token *t = &body->tokens[i - 1];
		if ((t->flags & BW_TOKEN_CAPITAL) && is_content(t))
			first = i - 1;
		else if (!(t->flags & BW_TOKEN_STOP) || t->flags & BW_TOKEN_CAPITAL || first != i)
			break;
		i--;
	}
	return first;
}

static bool names_other(const struct bw_subject *s, const struct bw_view_article *x, uint32_t i, uint32_t start)
{
	const struct bw_layer *body = &x->notes->body;
	uint32_t to = i + 1;

	for (uint32_t k = i; k > 0 && i - k < 2 && body->tokens[k - 1].start >= start; k--)
		if (is_word(text_of(x, &body->tokens[k - 1]), BW_STR("other")))
			return true;
	if (!(body->tokens[i].flags & BW_TOKEN_CAPITAL))
		return false;
	if (to < body->n_tokens && body->tokens[to].kind == BW_TOKEN_NUMBER)
		to++;
	return !is_its_law(s, x, name_start(body, i, start), to);
}

static bool mentions_other(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span)
{
	const struct bw_notes *n = x->notes;

	for (uint32_t i = 0; i < n->n_mentions; i++) {
		const struct bw_mention *m = &n->mentions[i];
		uint32_t from = 0, to;
		if (m->in_title || m->start < span.start || m->end > span.end ||
		    n->actors[m->actor].kind != BW_ACTOR_LAW)
			continue;
		while (from < n->body.n_tokens && n->body.tokens[from].start < m->start)
			from++;
		for (to = from; to < n->body.n_tokens && n->body.tokens[to].end <= m->end;)
			to++;
		if (!is_its_law(s, x, from, to))
			return true;
	}
	return false;
}

static bool is_of_before(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span)
{
	for (uint32_t i = 0; i < x->notes->n_figures; i++) {
		const struct bw_figure *f = &x->notes->figures[i];
		if (f->unit == BW_UNIT_DATE && f->start >= span.start && f->end <= span.end &&
		    f->high < (double)(s->d->first - long_before))
			return true;
	}
	return false;
}

bool bw_subject_strays(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span)
{
	const struct bw_layer *body = &x->notes->body;

	for (uint32_t i = 0; i < body->n_tokens && body->tokens[i].start < span.end; i++) {
		struct bw_str word = text_of(x, &body->tokens[i]);
		if (body->tokens[i].start < span.start)
			continue;
		if (is_word(word, BW_STR("part")) || (is_word(word, BW_STR("law")) && names_other(s, x, i, span.start)))
			return true;
	}
	return mentions_other(s, x, span) || is_of_before(s, x, span);
}
