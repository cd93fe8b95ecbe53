#include "compose/plan.h"

#include "compose/disagree.h"
#include "compose/gate.h"
#include "compose/heading.h"

enum { TOP_LEAST = 3, TOP_MOST = 5, SECTION_WORDS = 12 };

struct planning {
	struct bw_arena *a;
	const struct bw_view *view;
	struct bw_map used; /* hashes of the quotes of this edition */
	uint32_t left;      /* words */
	const struct bw_moved_list *moved;
	size_t n_titles; /* of those signals whose titles may be printed */
	struct bw_plan *plan;
};

static uint32_t words_in(struct bw_str s)
{
	uint32_t n = s.len > 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == ' ';
	return n;
}

static bool afford(struct planning *p, uint32_t words)
{
	if (words > p->left)
		return false;
	p->left -= words;
	return true;
}

static struct bw_str quote_of(const struct bw_view_article *x, uint32_t start, uint32_t end)
{
	return bw_str_sub(x->article->text, start, end - start);
}

static struct bw_str pick_quote(const struct planning *p, const struct bw_pick *k)
{
	return quote_of(&p->view->articles[k->article], k->span.start, k->span.end);
}

/* ---- developments ---- */

static bool holds_fresh(const struct planning *p, const struct bw_item *item, uint64_t article)
{
	for (uint32_t i = 0; i < item->n_fresh; i++)
		if (p->view->articles[item->fresh[i]].key == article)
			return true;
	return false;
}

static bool seen_conflict(const struct bw_plan_item *it, const struct bw_conflict *c)
{
	for (uint32_t i = 0; i < it->n_conflicts; i++)
		if (it->conflicts[i]->head == c->head && it->conflicts[i]->kind == c->kind &&
		    it->conflicts[i]->corrected == c->corrected)
			return true;
	return false;
}

static void reserve(struct planning *p, uint64_t article, uint32_t start, uint32_t end)
{
	const struct bw_view_article *x = bw_quote_article(p->view, article);

	if (x)
		*bw_map_put(&p->used, bw_str_hash(quote_of(x, start, end)), NULL) = 1;
}

/* What cannot stand in a brief, half a quotation say, the development page shows still. */
static bool is_printable(struct planning *p, const struct bw_conflict *c)
{
	const struct bw_view_article *a = bw_quote_article(p->view, c->a_article);
	const struct bw_view_article *b = bw_quote_article(p->view, c->b_article);
	struct bw_span x = {c->a_start, c->a_end, 0, 0}, y = {c->b_start, c->b_end, 0, 0};

	return bw_disagree_is_told(p->view, c) && bw_pick_is_fit(p->a, a, x) && bw_pick_is_fit(p->a, b, y);
}

/* A contradiction shows both sentences, so neither is told elsewhere in the edition. */
static void take_conflicts(struct planning *p, struct bw_plan_item *it)
{
	uint64_t id = p->view->developments[it->item->development].id;

	for (size_t i = 0; i < p->view->n_conflicts && it->n_conflicts < BW_PLAN_CONFLICTS_MAX; i++) {
		const struct bw_conflict *c = &p->view->conflicts[i];
		bool held = bw_quote_article(p->view, c->a_article) && bw_quote_article(p->view, c->b_article);
		if (c->development != id || !held || !holds_fresh(p, it->item, c->b_article) || seen_conflict(it, c) ||
		    !is_printable(p, c))
			continue;
		it->conflicts[it->n_conflicts++] = c;
		reserve(p, c->a_article, c->a_start, c->a_end);
		reserve(p, c->b_article, c->b_start, c->b_end);
	}
}

static uint32_t conflict_words(const struct planning *p, const struct bw_plan_item *it)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < it->n_conflicts; i++) {
		const struct bw_conflict *c = it->conflicts[i];
		n += words_in(quote_of(bw_quote_article(p->view, c->a_article), c->a_start, c->a_end));
		n += words_in(quote_of(bw_quote_article(p->view, c->b_article), c->b_start, c->b_end));
	}
	return n;
}

static void drop_pick(struct bw_picks *picks, uint32_t at)
{
	for (uint32_t i = at; i + 1 < picks->n; i++)
		picks->rows[i] = picks->rows[i + 1];
	picks->n--;
}

/* The title of a signal is words of a source: a sentence around it would be told twice. */
static bool holds_title(const struct planning *p, struct bw_str quote)
{
	for (size_t i = 0; i < p->n_titles; i++) {
		struct bw_str title = p->moved->rows.ptr[i].signal->signal->title;
		if (title.len && bw_str_find(quote, title, 0) != BW_NPOS)
			return true;
	}
	return false;
}

static bool add_item(struct planning *p, const struct bw_item *item)
{
	struct bw_plan_item *it = &p->plan->items[p->plan->n_items];
	struct bw_str title;

	*it = (struct bw_plan_item){.item = item};
	it->heading = bw_heading_best(p->view, item->fresh, item->n_fresh);
	take_conflicts(p, it);
	bw_picks_make(p->a, p->view, item, &p->used, &it->picks);
	for (uint32_t i = it->picks.n; i-- > 0;)
		if (holds_title(p, pick_quote(p, &it->picks.rows[i])))
			drop_pick(&it->picks, i);
	title = p->view->articles[it->heading].article->title;
	if (!afford(p, words_in(title) + conflict_words(p, it)))
		return false;
	for (uint32_t i = 0; i < it->picks.n; i++)
		*bw_map_put(&p->used, bw_str_hash(pick_quote(p, &it->picks.rows[i])), NULL) = 1;
	p->plan->n_items++;
	return true;
}

/* ---- top line ---- */

/* The best of the first three that names its subject. */
static uint32_t best_for_top(const struct bw_picks *picks)
{
	for (uint32_t i = 0; i < picks->n && i < 3; i++)
		if (picks->rows[i].strain < 0.5)
			return i;
	return 0;
}

/* In round r a development gives one more sentence when it keeps enough for itself. */
static uint32_t top_round(struct planning *p, uint32_t round, uint32_t most)
{
	static const uint32_t needed[] = {2, 3, 4};
	uint32_t n = 0;

	for (size_t i = 0; i < p->plan->n_items && n < most; i++) {
		struct bw_plan_item *it = &p->plan->items[i];
		uint32_t at = best_for_top(&it->picks);
		if (it->picks.n < needed[round] || it->n_top == BW_PLAN_TOP_MAX ||
		    !afford(p, words_in(pick_quote(p, &it->picks.rows[at]))))
			continue;
		it->top[it->n_top++] = it->picks.rows[at];
		drop_pick(&it->picks, at);
		n++;
	}
	return n;
}

static void fill_top(struct planning *p)
{
	uint32_t n = top_round(p, 0, TOP_MOST);

	for (uint32_t round = 1; round <= 2 && n < TOP_LEAST; round++)
		n += top_round(p, round, TOP_LEAST - n);
}

/* ---- bodies ---- */

static void body_round(struct planning *p)
{
	for (size_t i = 0; i < p->plan->n_items; i++) {
		struct bw_plan_item *it = &p->plan->items[i];
		if (!it->picks.n || it->n_body == BW_PLAN_BODY_MAX ||
		    !afford(p, words_in(pick_quote(p, &it->picks.rows[0]))))
			continue;
		it->body[it->n_body++] = it->picks.rows[0];
		drop_pick(&it->picks, 0);
	}
}

/* ---- signals ---- */

static bool add_signal(struct planning *p, const struct bw_moved *m)
{
	struct bw_plan_signal *s = &p->plan->signals[p->plan->n_signals];

	if (!afford(p, words_in(m->signal->signal->title)))
		return false;
	*s = (struct bw_plan_signal){.moved = m};
	p->plan->n_signals++;
	return true;
}

static bool is_taken(const struct planning *p, struct bw_str quote)
{
	uint64_t hash = bw_str_hash(quote);

	return bw_map_get(&p->used, hash) || (p->view->printed && bw_map_get(p->view->printed, hash));
}

/* The newest evidence first: it is what moved the signal. */
static void signal_round(struct planning *p)
{
	for (size_t i = 0; i < p->plan->n_signals; i++) {
		struct bw_plan_signal *s = &p->plan->signals[i];
		const struct bw_moved *m = s->moved;
		for (size_t k = m->fresh.len; k-- > 0 && s->n_quotes < BW_PLAN_QUOTES_MAX;) {
			const struct bw_evidence *row = &m->signal->rows[m->fresh.ptr[k]];
			const struct bw_view_article *x = bw_quote_article(p->view, row->article);
			struct bw_str quote = x ? quote_of(x, row->start, row->end) : BW_STR("");
			if (!x || is_taken(p, quote) || holds_title(p, quote) ||
			    !bw_pick_is_fit(p->a, x, bw_moved_span(row)) || !afford(p, words_in(quote)))
				continue;
			*bw_map_put(&p->used, bw_str_hash(quote), NULL) = 1;
			s->quotes[s->n_quotes++] = m->fresh.ptr[k];
			break;
		}
	}
}

void bw_plan_make(struct bw_arena *a, const struct bw_config *config, const struct bw_view *view,
		  const struct bw_items *items, const struct bw_moved_list *moved, uint32_t words, struct bw_plan *out)
{
	struct planning p = {.a = a, .view = view, .left = words, .moved = moved, .plan = out};
	size_t most_items = (size_t)bw_config_int(config, "brief.developments");
	size_t most_signals = (size_t)bw_config_int(config, "brief.signals");

	*out = (struct bw_plan){0};
	out->items = BW_ARRAY(a, struct bw_plan_item, most_items);
	out->signals = BW_ARRAY(a, struct bw_plan_signal, most_signals + 1);
	bw_map_init(&p.used);
	if (p.left > SECTION_WORDS)
		p.left -= SECTION_WORDS;
	p.n_titles = moved->rows.len < most_signals ? moved->rows.len : most_signals;
	for (size_t i = 0; i < items->rows.len && out->n_items < most_items; i++)
		if (bw_gate_prints(config, &items->rows.ptr[i]) && !add_item(&p, &items->rows.ptr[i]))
			break;
	fill_top(&p);
	body_round(&p);
	for (size_t i = 0; i < moved->rows.len && out->n_signals < most_signals; i++)
		add_signal(&p, &moved->rows.ptr[i]);
	body_round(&p);
	signal_round(&p);
	body_round(&p);
	signal_round(&p);
	body_round(&p);
	bw_map_release(&p.used);
}
