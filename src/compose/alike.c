#include "compose/alike.h"

/* Two sentences that share less speak of different things, whatever they count. */
static const double conflict_bar = 0.3;

static bool is_topic(const struct bw_token *t, struct bw_span span)
{
	return t->start >= span.start && t->end <= span.end && t->stem && !(t->flags & BW_TOKEN_STOP);
}

static uint32_t topics(const struct bw_layer *layer, struct bw_span span)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < layer->n_tokens; i++)
		n += is_topic(&layer->tokens[i], span);
	return n;
}

static bool holds(const struct bw_layer *layer, struct bw_span span, uint64_t stem)
{
	for (uint32_t i = 0; i < layer->n_tokens; i++)
		if (layer->tokens[i].stem == stem && is_topic(&layer->tokens[i], span))
			return true;
	return false;
}

double bw_alike_share(const struct bw_layer *x, struct bw_span p, const struct bw_layer *y, struct bw_span q)
{
	uint32_t in_x = topics(x, p), in_y = topics(y, q), shared = 0;

	for (uint32_t i = 0; i < x->n_tokens; i++)
		shared += is_topic(&x->tokens[i], p) && holds(y, q, x->tokens[i].stem);
	return in_x && in_y ? (double)shared / (in_x < in_y ? in_x : in_y) : 0;
}

bool bw_alike_conflict(const struct bw_view *view, const struct bw_conflict *c)
{
	const struct bw_view_article *a = bw_quote_article(view, c->a_article);
	const struct bw_view_article *b = bw_quote_article(view, c->b_article);
	struct bw_span x = {c->a_start, c->a_end, 0, 0}, y = {c->b_start, c->b_end, 0, 0};

	return a && b && bw_alike_share(&a->notes->body, x, &b->notes->body, y) >= conflict_bar;
}
