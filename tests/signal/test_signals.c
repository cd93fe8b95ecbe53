#include "tap.h"

#include "stream.h"

struct decided {
	struct {
		struct bw_signal *ptr;
		size_t len, cap;
	} signals;
	struct {
		struct bw_evidence *ptr;
		size_t len, cap;
	} rows;
};

static void restore(struct stream *s, struct bw_signals *to, const struct decided *d, size_t upto)
{
	for (size_t i = d->signals.len; i-- > 0;)
		bw_signals_restore_signal(to, &d->signals.ptr[i]);
	for (size_t i = 0; i < upto; i++) {
		struct bw_candidates c;
		if (bw_candidates_unpack(&s->arena, s->items.ptr[i].packed, &c))
			bw_signals_restore_candidates(to, &c);
	}
	for (size_t i = 0; i < d->rows.len; i++)
		bw_signals_restore_evidence(to, &d->rows.ptr[i]);
}

/* cut: after so many articles the state is given up and restored; SIZE_MAX never. */
static struct decided run(struct stream *s, size_t cut)
{
	struct bw_signals *signals = bw_signals_open(NULL);
	struct decided d = {0};
	for (size_t i = 0; i < s->items.len; i++) {
		struct bw_signal_changes changes;
		if (i == cut) {
			bw_signals_close(signals);
			signals = bw_signals_open(NULL);
			restore(s, signals, &d, i);
		}
		bw_signals_add(signals, &s->arena, &s->items.ptr[i].candidates, &changes);
		for (size_t k = 0; k < changes.n_births; k++)
			*BW_PUSH(&s->arena, &d.signals) = changes.births[k];
		for (size_t k = 0; k < changes.n_rows; k++)
			*BW_PUSH(&s->arena, &d.rows) = changes.rows[k];
	}
	bw_signals_close(signals);
	return d;
}

static bool same(const struct decided *x, const struct decided *y)
{
	if (x->signals.len != y->signals.len || x->rows.len != y->rows.len)
		return false;
	for (size_t i = 0; i < x->signals.len; i++) {
		const struct bw_signal *a = &x->signals.ptr[i], *b = &y->signals.ptr[i];
		if (a->id != b->id || a->decided_by != b->decided_by || a->frame != b->frame ||
		    a->direction != b->direction || !bw_str_eq(a->title, b->title))
			return false;
	}
	for (size_t i = 0; i < x->rows.len; i++) {
		const struct bw_evidence *a = &x->rows.ptr[i], *b = &y->rows.ptr[i];
		if (a->signal != b->signal || a->article != b->article || a->start != b->start || a->end != b->end ||
		    a->stance != b->stance || a->match != b->match || a->decided_by != b->decided_by ||
		    !bw_str_eq(a->reasoning, b->reasoning))
			return false;
	}
	return true;
}

static void test_restore(struct stream *s, const struct decided *whole)
{
	for (size_t cut = 1; cut < s->items.len; cut++) {
		struct decided d = run(s, cut);
		tap_ok(same(whole, &d), "cut after %zu articles and restored: the same decisions", cut);
	}
}

static void test_born(struct stream *s, const struct decided *d)
{
	size_t of_matter = 0, others = 0, copies = 0, twice = 0;
	if (!tap_ok(d->signals.len == 1, "one signal (%zu)", d->signals.len))
		return;
	const struct bw_signal *signal = &d->signals.ptr[0];
	for (size_t i = 0; i < d->rows.len; i++) {
		const struct stream_item *item = stream_find(s, d->rows.ptr[i].article);
		of_matter += item->name.ptr[0] == 'w';
		others += item->name.ptr[0] != 'w';
		copies += bw_str_eq(item->name, BW_STR("w4b"));
		for (size_t k = 0; k < i; k++)
			twice += d->rows.ptr[k].article == d->rows.ptr[i].article &&
				 d->rows.ptr[k].signal == d->rows.ptr[i].signal;
	}
	tap_ok(of_matter >= 5, "it has the developments of the matter (%zu of 6)", of_matter);
	tap_int((long long)others, 0, "and nothing else");
	tap_int((long long)copies, 0, "a reprint is no evidence");
	tap_int((long long)twice, 0, "an article is evidence of a signal once");
	const struct stream_item *from = stream_find(s, signal->title_article);
	tap_ok(from && bw_str_eq(signal->title, bw_str_sub(from->article.text, signal->title_start,
							   signal->title_end - signal->title_start)),
	       "the title is words of a source: %" BW_PRISTR, BW_ARG(signal->title));
	tap_ok(signal->born == stream_find(s, signal->decided_by)->article.published,
	       "born when its last founding article came");
}

static void test_reasoning(struct stream *s, const struct decided *d)
{
	size_t empty = 0, unnamed = 0;
	for (size_t i = 0; i < d->rows.len; i++) {
		struct bw_str r = d->rows.ptr[i].reasoning;
		empty += r.len < 40 || r.ptr[r.len - 1] != '.';
		unnamed += bw_str_find(r, BW_STR("development"), 0) == BW_NPOS;
		printf("# %" BW_PRISTR ": %" BW_PRISTR "\n", BW_ARG(stream_find(s, d->rows.ptr[i].article)->name),
		       BW_ARG(r));
	}
	tap_int((long long)empty, 0, "every row says why, in sentences");
	tap_int((long long)unnamed, 0, "and where it stands among the developments");
}

static const struct bw_candidate *candidate_of(const struct stream *s, const struct bw_evidence *e)
{
	const struct bw_candidates *c = &stream_find(s, e->article)->candidates;
	for (size_t i = 0; i < c->n; i++)
		if (c->rows[i].start == e->start && c->rows[i].end == e->end)
			return &c->rows[i];
	return NULL;
}

static void test_spans(struct stream *s, const struct decided *d)
{
	size_t wrong = 0;
	for (size_t i = 0; i < d->rows.len; i++) {
		const struct bw_candidate *c = candidate_of(s, &d->rows.ptr[i]);
		wrong += !c || d->rows.ptr[i].anchor_start != c->anchor_start ||
			 d->rows.ptr[i].anchor_end != c->anchor_end;
		wrong += !(d->rows.ptr[i].match > 0 && d->rows.ptr[i].match <= 1.001f);
	}
	tap_int((long long)wrong, 0, "every row points at a remembered statement");
}

/* The second of two equal articles changes nothing: reading again is no evidence. */
static void test_again(struct stream *s)
{
	struct bw_signals *signals = bw_signals_open(NULL);
	struct bw_signal_changes changes;
	size_t first = 0, again = 0;
	for (size_t i = 0; i < s->items.len; i++) {
		bw_signals_add(signals, &s->arena, &s->items.ptr[i].candidates, &changes);
		first += changes.n_rows;
		bw_signals_add(signals, &s->arena, &s->items.ptr[i].candidates, &changes);
		again += changes.n_rows + changes.n_births;
	}
	tap_ok(first > 0, "there is evidence (%zu rows)", first);
	tap_int((long long)again, 0, "an article that is read again decides nothing");
	bw_signals_close(signals);
}

/* Time that nobody published at must not break sums with windows. */
static void test_bad_time(struct stream *s)
{
	struct bw_signals *signals = bw_signals_open(NULL);
	struct bw_signal_changes changes;
	struct bw_candidates c = s->items.ptr[0].candidates;
	c.at = BW_TIME_NONE;
	bw_signals_add(signals, &s->arena, &c, &changes);
	tap_ok(changes.n_births == 0 && changes.n_rows == 0, "an article without a time is left alone");
	bw_signals_close(signals);
}

int main(int argc, char **argv)
{
	struct stream s;
	(void)argc;
	stream_open(&s, argv[1]);
	struct decided d = run(&s, SIZE_MAX);
	test_born(&s, &d);
	test_reasoning(&s, &d);
	test_spans(&s, &d);
	test_restore(&s, &d);
	test_again(&s);
	test_bad_time(&s);
	stream_close(&s);
	return tap_done();
}
