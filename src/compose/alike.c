#include "compose/alike.h"

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
