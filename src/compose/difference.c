#include "compose/difference.h"

enum { TABLE_MAX = 1 << 20 }; /* cells; texts whose middle is larger are faced as they stand */

struct paragraph {
	uint32_t start, end;
	uint64_t hash;
};

struct paragraphs {
	struct bw_str text;
	BW_VEC(struct paragraph) rows;
};

static void cut(struct bw_arena *a, struct bw_str text, struct paragraphs *out)
{
	*out = (struct paragraphs){.text = text};
	for (size_t start = 0; start < text.len;) {
		size_t end = bw_str_find(text, BW_STR("\n\n"), start);
		end = end == BW_NPOS ? text.len : end;
		if (end > start)
			*BW_PUSH(a, &out->rows) = (struct paragraph){(uint32_t)start, (uint32_t)end,
								     bw_str_hash(bw_str_sub(text, start, end - start))};
		start = end + 2;
	}
}

static struct bw_str text_of(const struct paragraphs *p, size_t i)
{
	return bw_str_sub(p->text, p->rows.ptr[i].start, p->rows.ptr[i].end - p->rows.ptr[i].start);
}

/* The words that differ: what both begin with and both end with is left off, to the nearest space. */
static void set_anchors(const struct paragraphs *before, const struct paragraphs *after, struct bw_change *c)
{
	struct bw_str x = bw_str_sub(before->text, c->was.start, c->was.end - c->was.start);
	struct bw_str y = bw_str_sub(after->text, c->is.start, c->is.end - c->is.start);
	size_t head = 0, tail = 0, shorter = x.len < y.len ? x.len : y.len;
	while (head < shorter && x.ptr[head] == y.ptr[head])
		head++;
	while (head && x.ptr[head - 1] != ' ')
		head--;
	while (tail < shorter - head && x.ptr[x.len - 1 - tail] == y.ptr[y.len - 1 - tail])
		tail++;
	while (tail && x.ptr[x.len - tail] != ' ')
		tail--;
	c->was.anchor_start = c->was.start + (uint32_t)head;
	c->was.anchor_end = c->was.end - (uint32_t)tail;
	c->is.anchor_start = c->is.start + (uint32_t)head;
	c->is.anchor_end = c->is.end - (uint32_t)tail;
}

static struct bw_span span_of(const struct paragraphs *p, size_t i, size_t end)
{
	if (i >= end)
		return (struct bw_span){0};
	const struct paragraph *q = &p->rows.ptr[i];
	return (struct bw_span){q->start, q->end, q->start, q->start};
}

/* Paragraphs [i, i_end) of one version stand where [k, k_end) of the other do. */
static void face(struct bw_arena *a, const struct paragraphs *before, size_t i, size_t i_end,
		 const struct paragraphs *after, size_t k, size_t k_end, struct bw_changes *out)
{
	for (; i < i_end || k < k_end; i++, k++) {
		struct bw_change *c = BW_PUSH(a, &out->rows);
		*c = (struct bw_change){span_of(before, i, i_end), span_of(after, k, k_end)};
		if (i < i_end && k < k_end)
			set_anchors(before, after, c);
	}
}

/* Lengths of the longest common subsequences of the rests of both middles, row by row. */
static uint32_t *common(struct bw_arena *a, const struct paragraph *x, size_t n, const struct paragraph *y, size_t m)
{
	uint32_t *best = BW_ARRAY(a, uint32_t, (n + 1) * (m + 1));
	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			uint32_t down = best[(i + 1) * (m + 1) + k], right = best[i * (m + 1) + k + 1];
			best[i * (m + 1) + k] = x[i].hash == y[k].hash ? best[(i + 1) * (m + 1) + k + 1] + 1
						: down > right         ? down
								       : right;
		}
	return best;
}

void bw_difference(struct bw_arena *a, struct bw_str before, struct bw_str after, struct bw_changes *out)
{
	struct paragraphs x, y;
	cut(a, before, &x);
	cut(a, after, &y);
	size_t from = 0, n = x.rows.len, m = y.rows.len;
	while (from < n && from < m && bw_str_eq(text_of(&x, from), text_of(&y, from)))
		from++;
	while (n > from && m > from && bw_str_eq(text_of(&x, n - 1), text_of(&y, m - 1))) {
		n--;
		m--;
	}
	size_t i = from, k = from, width = m - from + 1;
	uint32_t *best = NULL;
	if ((n - from + 1) <= TABLE_MAX / width)
		best = common(a, x.rows.ptr + from, n - from, y.rows.ptr + from, m - from);
	while (best && i < n && k < m && best[(i - from) * width + (k - from)]) {
		size_t to_i = i, to_k = k;
		while (x.rows.ptr[to_i].hash != y.rows.ptr[to_k].hash) {
			bool down = best[(to_i + 1 - from) * width + (to_k - from)] ==
				    best[(to_i - from) * width + (to_k - from)];
			to_i += down;
			to_k += !down;
		}
		face(a, &x, i, to_i, &y, k, to_k, out);
		i = to_i + 1;
		k = to_k + 1;
	}
	face(a, &x, i, n, &y, k, m, out);
}
