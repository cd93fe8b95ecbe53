#include "tap.h"

#include "stream.h"

static void test_rows(const struct stream *s)
{
	size_t rows = 0, wrong = 0;
	for (size_t i = 0; i < s->items.len; i++) {
		const struct stream_item *item = &s->items.ptr[i];
		for (size_t k = 0; k < item->candidates.n; k++) {
			const struct bw_candidate *c = &item->candidates.rows[k];
			rows++;
			wrong += !bw_str_eq(c->quote, bw_str_sub(item->article.text, c->start, c->end - c->start));
			wrong += c->anchor_start < c->start || c->anchor_end > c->end ||
				 c->anchor_end <= c->anchor_start;
			wrong += c->title_start < c->start || c->title_end > c->end || c->title_end <= c->title_start;
			wrong += k && c->start < c[-1].start;
		}
	}
	tap_ok(rows > 30, "the stream has statements (%zu)", rows);
	tap_int((long long)wrong, 0, "every span lies in its quote, every quote in its text, in order");
}

static void test_context(const struct stream *s)
{
	const struct bw_candidates *c = &stream_find(s, bw_sha256_key(BW_STR("w1")))->candidates;
	uint32_t names = 0, unordered = 0;
	for (uint32_t i = 0; i < c->n_context; i++) {
		names += c->context[i].in_name && bw_str_eq(c->context[i].shown, BW_STR("Aldera"));
		unordered += i && c->context[i - 1].stem >= c->context[i].stem;
	}
	tap_ok(c->n_context > 20, "context has the article's terms (%u)", c->n_context);
	tap_int(unordered, 0, "ordered by stem, each once");
	tap_int(names, 1, "parts of names are marked");
}

static bool same_row(const struct bw_candidate *x, const struct bw_candidate *y)
{
	return x->article == y->article && x->development == y->development && x->origin == y->origin &&
	       x->source == y->source && x->at == y->at && x->start == y->start && x->end == y->end &&
	       x->anchor_start == y->anchor_start && x->anchor_end == y->anchor_end && x->frame == y->frame &&
	       x->status == y->status && x->mode == y->mode && x->act == y->act && x->kind == y->kind &&
	       x->direction == y->direction && x->polarity == y->polarity && x->hedged == y->hedged &&
	       x->refutes == y->refutes && x->nature == y->nature && x->cues == y->cues && x->speaker == y->speaker &&
	       x->n_terms == y->n_terms && x->n_actors == y->n_actors && x->n_geo == y->n_geo &&
	       x->n_domains == y->n_domains && x->title_start == y->title_start && x->title_end == y->title_end &&
	       bw_str_eq(x->quote, y->quote) && bw_str_eq(x->speaker_name, y->speaker_name);
}

static void test_pack(struct stream *s)
{
	size_t different = 0, cut_taken = 0;
	for (size_t i = 0; i < s->items.len; i++) {
		const struct stream_item *item = &s->items.ptr[i];
		struct bw_candidates c;
		if (!bw_candidates_unpack(&s->arena, item->packed, &c) || c.n != item->candidates.n ||
		    c.n_context != item->candidates.n_context) {
			different++;
			continue;
		}
		for (size_t k = 0; k < c.n; k++)
			different += !same_row(&c.rows[k], &item->candidates.rows[k]);
	}
	struct bw_str bytes = s->items.ptr[2].packed;
	for (size_t n = 0; n < bytes.len; n++) {
		struct bw_candidates c;
		cut_taken += bw_candidates_unpack(&s->arena, bw_str_sub(bytes, 0, n), &c);
	}
	tap_int((long long)different, 0, "what is packed unpacks to the same");
	tap_int((long long)cut_taken, 0, "bytes cut anywhere are refused");
	struct bw_candidates c;
	tap_ok(!bw_candidates_unpack(&s->arena, BW_STR("\x63 something of another version"), &c),
	       "another version is refused");
}

static void test_titles(const struct stream *s)
{
	const struct stream_item *item = stream_find(s, bw_sha256_key(BW_STR("w1")));
	struct bw_str best = BW_STR_NONE;
	float most = -99;
	for (size_t k = 0; k < item->candidates.n; k++) {
		const struct bw_candidate *c = &item->candidates.rows[k];
		if (c->title_score > most) {
			most = c->title_score;
			best = bw_str_sub(item->article.text, c->title_start, c->title_end - c->title_start);
		}
	}
	tap_str(best, BW_STR("Whoever drills deepest takes the water of all the others"),
		"the general point is the fittest title, without marks and speaker");
}

static void test_kinds(struct stream *s)
{
	struct stream_item item = s->items.ptr[2];
	static const enum bw_kind none[] = {BW_KIND_FILLER, BW_KIND_LISTING, BW_KIND_ROUND_UP, BW_KIND_LIVE_BLOG,
					    BW_KIND_OPINION};
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		item.notes.kind = none[i];
		bw_candidates_make(s->propositions, &s->arena, 1, 2, 1, item.article.published, &item.article,
				   &item.notes, &item.candidates);
		tap_ok(item.candidates.n == 0 && item.candidates.n_context == 0, "nothing is remembered of %s",
		       bw_kind_name(none[i]));
	}
	struct bw_notes empty = {.kind = BW_KIND_NEWS};
	bw_candidates_make(s->propositions, &s->arena, 1, 2, 1, item.article.published, &item.article, &empty,
			   &item.candidates);
	tap_ok(item.candidates.n == 0 && item.candidates.n_context == 0,
	       "an article in which nothing was understood gives nothing");
}

int main(int argc, char **argv)
{
	struct stream s;
	(void)argc;
	stream_open(&s, argv[1]);
	test_rows(&s);
	test_context(&s);
	test_pack(&s);
	test_titles(&s);
	test_kinds(&s);
	stream_close(&s);
	return tap_done();
}
