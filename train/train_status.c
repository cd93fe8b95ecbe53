/*
 * train_status OUTPUT PASSAGES.tsv...: trains the model of annotate/status_model.h and writes its weights.
 *
 * A passage is a line: kind, title, text, with a label in braces before each sentence. The program reads each passage
 * as an article and takes the features of its statements as they are at run time. Multinomial logistic regression by
 * AdaGrad (Duchi et al. 2011) in double precision, a fixed order and seed; weights are then rounded to bytes. Five
 * folds by passage tell how good it is on passages that it has not seen, and choose for each class the least margin at
 * which the class is right often enough. Printed: per class precision and recall of the cues alone and of the model.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/status_model.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/mem.h"

enum {
	FILE_MAX = 64 << 20,
	BITS = 16,
	ROWS = 1 << BITS,
	CLASSES = BW_LINEAR_CLASSES,
	FOLDS = 5,
	EPOCHS = 5,
	RUNS = 12,          /* with other orders; their mean is the model, since one run depends much on its order */
	UNITS_PER_ONE = 32, /* a weight of 1 is stored as this */
	LABELS_MAX = 64,
};
static const double rate = 0.3, decay = 1e-3, wanted = 0.88;
static const double none_counts = 3; /* news holds more sentences without a status than the passages do */

struct label {
	uint32_t start, end;
	enum bw_status status;
};
struct example {
	uint32_t *rows;
	uint32_t n, passage;
	enum bw_status status, by_cues;
};
struct trainer {
	struct bw_arena arena; /* of the examples */
	struct bw_words *words;
	struct bw_kinds *kinds;
	struct bw_names *names;
	struct bw_speech *speech;
	struct bw_claims *claims;
	struct label labels[LABELS_MAX];
	uint32_t n_labels, passage;
	BW_VEC(struct example) examples;
	double *weights, *squares, *means, bias[CLASSES], bias_squares[CLASSES];
};

/* The label of most of a unit; of a tie the first that is not none. */
static bool label_of(const struct trainer *t, uint32_t start, uint32_t end, enum bw_status *out)
{
	uint32_t best = 0;
	for (uint32_t i = 0; i < t->n_labels; i++) {
		const struct label *l = &t->labels[i];
		uint32_t from = l->start > start ? l->start : start, to = l->end < end ? l->end : end;
		uint32_t shared = to > from ? to - from : 0;
		if (shared > best || (shared && *out == BW_STATUS_NONE && best && l->status != BW_STATUS_NONE)) {
			best = shared;
			*out = l->status;
		}
	}
	return best > 0;
}

static void watch(void *ctx, const struct bw_status_features *f, const struct bw_statement *s, enum bw_status by_cues)
{
	struct trainer *t = ctx;
	enum bw_status status = BW_STATUS_NONE;
	if (!label_of(t, s->start, s->end, &status))
		return;
	struct example *e = BW_PUSH(&t->arena, &t->examples);
	*e = (struct example){BW_ARRAY(&t->arena, uint32_t, f->n), f->n, t->passage, status, by_cues};
	for (uint32_t i = 0; i < f->n; i++)
		e->rows[i] = bw_linear_row(f->hash[i], BITS);
}

/* ---- passages ---- */

static int read_text(struct trainer *t, struct bw_str marked, struct bw_buf *text, struct bw_err *err)
{
	t->n_labels = 0;
	while (marked.len) {
		size_t open = bw_str_find_char(marked, '{', 0), close = bw_str_find_char(marked, '}', 0);
		if (open != 0 || close == BW_NPOS || t->n_labels == LABELS_MAX)
			return bw_err_set(err, BW_EINPUT, "a sentence without a label");
		struct bw_str name = bw_str_sub(marked, 1, close - 1), rest = bw_str_from_pos(marked, close + 1);
		size_t next = bw_str_find_char(rest, '{', 0);
		struct bw_str sentence = bw_str_trim(next == BW_NPOS ? rest : bw_str_sub(rest, 0, next));
		enum bw_status status = bw_status_from_name(name);
		if (status == BW_STATUS_NONE && !bw_str_eq(name, BW_STR("none")))
			return bw_err_set(err, BW_EINPUT, "unknown label \"%" BW_PRISTR "\"", BW_ARG(name));
		if (text->len)
			bw_buf_char(text, ' ');
		uint32_t start = (uint32_t)text->len;
		bw_buf_str(text, sentence);
		t->labels[t->n_labels++] = (struct label){start, (uint32_t)text->len, status};
		marked = next == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(rest, next);
	}
	return 0;
}

static int read_passage(struct trainer *t, struct bw_arena *a, struct bw_str line, struct bw_err *err)
{
	struct bw_buf text;
	struct bw_str kind, title;
	struct bw_notes notes = {0};
	bw_buf_init(&text, FILE_MAX);
	bw_str_split(&line, '\t', &kind);
	bw_str_split(&line, '\t', &title);
	int rc = read_text(t, bw_str_trim(line), &text, err);
	if (!rc) {
		struct bw_article article = {
			.title = title, .text = bw_buf_view(&text), .language = BW_STR("en"), .modified = BW_TIME_NONE};
		bw_time_parse(BW_STR("2026-11-20T08:00:00Z"), &article.published);
		bw_words_note(t->words, a, &article, &notes);
		bw_kinds_note(t->kinds, a, &article, &notes);
		for (int k = 0; k < BW_N_KIND; k++) /* a passage is too short to tell */
			if (bw_str_eq(kind, bw_str_from(bw_kind_name((enum bw_kind)k))))
				notes.kind = (enum bw_kind)k;
		bw_names_note(t->names, a, &article, &notes);
		bw_speech_note(t->speech, a, &article, &notes);
		bw_names_finish(t->names, a, &article, &notes);
		bw_claims_note(t->claims, a, &article, &notes);
		t->passage++;
	}
	bw_buf_release(&text);
	return rc;
}

static int read_file(struct trainer *t, const char *path, struct bw_err *err)
{
	struct bw_arena a, text;
	struct bw_str all, line;
	int rc, number = 0;
	bw_arena_init(&text);
	bw_arena_init(&a);
	rc = bw_file_read(&text, path, FILE_MAX, &all, err);
	while (!rc && bw_str_split(&all, '\n', &line)) {
		number++;
		if (!line.len || line.ptr[0] == '#')
			continue;
		bw_arena_reset(&a);
		rc = read_passage(t, &a, line, err);
		if (rc)
			bw_err_context(err, "%s, line %d", path, number);
	}
	bw_arena_release(&a);
	bw_arena_release(&text);
	return rc;
}

/* ---- regression ---- */

static void score(const struct trainer *t, const struct example *e, double out[CLASSES])
{
	memcpy(out, t->bias, sizeof(t->bias));
	for (uint32_t i = 0; i < e->n; i++)
		for (int k = 0; k < CLASSES; k++)
			out[k] += t->weights[(size_t)e->rows[i] * CLASSES + (size_t)k];
}

static void step(double *w, double *square, double gradient)
{
	*square += gradient * gradient;
	*w -= rate * gradient / sqrt(*square + 1e-8);
}

static void learn(struct trainer *t, const struct example *e)
{
	double p[CLASSES], top = -1e300, sum = 0, weight = e->status == BW_STATUS_NONE ? none_counts : 1;
	score(t, e, p);
	for (int k = 0; k < BW_N_STATUS; k++)
		top = p[k] > top ? p[k] : top;
	for (int k = 0; k < BW_N_STATUS; k++)
		sum += p[k] = exp(p[k] - top);
	for (int k = 0; k < BW_N_STATUS; k++) {
		double gradient = weight * (p[k] / sum - (k == (int)e->status));
		if (fabs(gradient) < 1e-4)
			continue;
		step(&t->bias[k], &t->bias_squares[k], gradient);
		for (uint32_t i = 0; i < e->n; i++) {
			size_t at = (size_t)e->rows[i] * CLASSES + (size_t)k;
			step(&t->weights[at], &t->squares[at], gradient + decay * t->weights[at]);
		}
	}
}

static void shuffle(uint32_t *order, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		size_t k = (size_t)((*seed >> 33) % i);
		uint32_t swap = order[i - 1];
		order[i - 1] = order[k];
		order[k] = swap;
	}
}

/* One run from nothing. */
static void train_once(struct trainer *t, int fold, uint32_t *order, uint64_t *seed)
{
	size_t n = t->examples.len;
	memset(t->weights, 0, sizeof(double) * ROWS * CLASSES);
	memset(t->squares, 0, sizeof(double) * ROWS * CLASSES);
	memset(t->bias, 0, sizeof(t->bias));
	memset(t->bias_squares, 0, sizeof(t->bias_squares));
	for (int epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, n, seed);
		for (size_t i = 0; i < n; i++)
			if ((int)(t->examples.ptr[order[i]].passage % FOLDS) != fold)
				learn(t, &t->examples.ptr[order[i]]);
	}
}

/* Leaves out the passages of one fold; -1: none. */
static void train(struct trainer *t, int fold)
{
	uint64_t seed = 1;
	double bias[CLASSES] = {0};
	size_t n = t->examples.len;
	uint32_t *order = BW_ARRAY(&t->arena, uint32_t, n);
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	memset(t->means, 0, sizeof(double) * ROWS * CLASSES);
	for (int run = 0; run < RUNS; run++) {
		train_once(t, fold, order, &seed);
		for (size_t i = 0; i < (size_t)ROWS * CLASSES; i++)
			t->means[i] += t->weights[i] / RUNS;
		for (int k = 0; k < CLASSES; k++)
			bias[k] += t->bias[k] / RUNS;
	}
	memcpy(t->weights, t->means, sizeof(double) * ROWS * CLASSES);
	memcpy(t->bias, bias, sizeof(bias));
}

static int32_t rounded(double w, int32_t limit)
{
	double x = nearbyint(w * UNITS_PER_ONE);
	return x > limit ? limit : x < -limit ? -limit : (int32_t)x;
}

/* ---- what it is worth ---- */

struct outcome {
	int best;
	int32_t lead, cue_behind; /* of the cues' status behind the best */
};

static struct outcome decide(const struct trainer *t, const struct example *e)
{
	int32_t s[CLASSES];
	for (int k = 0; k < CLASSES; k++) {
		s[k] = rounded(t->bias[k], INT16_MAX);
		for (uint32_t i = 0; i < e->n; i++)
			s[k] += rounded(t->weights[(size_t)e->rows[i] * CLASSES + (size_t)k], INT8_MAX);
	}
	struct outcome o = {0, INT32_MAX, 0};
	for (int k = 1; k < BW_N_STATUS; k++)
		o.best = s[k] > s[o.best] ? k : o.best;
	for (int k = 0; k < BW_N_STATUS; k++)
		if (k != o.best && s[o.best] - s[k] < o.lead)
			o.lead = s[o.best] - s[k];
	o.cue_behind = s[o.best] - s[e->by_cues];
	return o;
}

/* The least margin at which those beyond it are right often enough. */
static int16_t margin_of(const struct trainer *t, const struct outcome *o, int class)
{
	enum { STEP = 4, WIDEST = 800 };
	for (int32_t margin = 0; margin < WIDEST; margin += STEP) {
		double right = 0, wrong = 0;
		for (size_t i = 0; i < t->examples.len; i++) {
			const struct example *e = &t->examples.ptr[i];
			if (o[i].best != class || o[i].lead < margin)
				continue;
			if ((int)e->status == class)
				right++;
			else
				wrong += e->status == BW_STATUS_NONE ? none_counts : 1;
		}
		if (right >= 3 && right >= wanted * (right + wrong))
			return (int16_t)margin;
	}
	return INT16_MAX;
}

/* Both, as bw_claim_learned has it. */
static void print_together(const struct trainer *t, const struct outcome *o, const int16_t *margin, int of)
{
	int told = 0, right = 0;
	for (size_t i = 0; i < t->examples.len; i++) {
		const struct example *e = &t->examples.ptr[i];
		int learned = o[i].lead >= margin[o[i].best] ? o[i].best : 0;
		bool agreed = e->by_cues && o[i].cue_behind <= BW_STATUS_DOUBT;
		int status = agreed ? (int)e->by_cues : learned;
		told += status > 0;
		right += status > 0 && status == (int)e->status;
	}
	printf("together P %.3f R %.3f\n", (double)right / (told ? told : 1), (double)right / (of ? of : 1));
}

static void report(const struct trainer *t, const struct outcome *o, const int16_t *margin)
{
	int all[3] = {0};
	for (int k = 1; k < BW_N_STATUS; k++) {
		int of = 0, cues = 0, cues_right = 0, told = 0, right = 0;
		for (size_t i = 0; i < t->examples.len; i++) {
			const struct example *e = &t->examples.ptr[i];
			bool here = o[i].best == k && o[i].lead >= margin[k];
			of += (int)e->status == k;
			cues += (int)e->by_cues == k;
			cues_right += (int)e->by_cues == k && (int)e->status == k;
			told += here;
			right += here && (int)e->status == k;
		}
		all[0] += of;
		all[1] += told;
		all[2] += right;
		printf("%-15s %4d  cues P %.3f R %.3f  model P %.3f R %.3f  margin %d\n",
		       bw_status_name((enum bw_status)k), of, cues ? (double)cues_right / cues : 0,
		       of ? (double)cues_right / of : 0, told ? (double)right / told : 0, of ? (double)right / of : 0,
		       margin[k]);
	}
	print_together(t, o, margin, all[0]);
	printf("all %d of %zu, model P %.3f R %.3f\n", all[0], t->examples.len, (double)all[2] / (all[1] ? all[1] : 1),
	       (double)all[2] / (all[0] ? all[0] : 1));
}

static void put_number(struct bw_buf *out, int16_t v)
{
	bw_buf_char(out, (char)(v & 0xFF));
	bw_buf_char(out, (char)((uint16_t)v >> 8));
}

static int write_model(const struct trainer *t, const int16_t *margin, const char *path, struct bw_err *err)
{
	struct bw_buf out;
	bw_buf_init(&out, FILE_MAX);
	bw_buf_str(&out, BW_STR("BWLM"));
	bw_buf_char(&out, 1);
	bw_buf_char(&out, BITS);
	bw_buf_char(&out, 0);
	bw_buf_char(&out, 0);
	for (int k = 0; k < CLASSES; k++)
		put_number(&out, k < BW_N_STATUS ? (int16_t)rounded(t->bias[k], INT16_MAX) : INT16_MIN / 2);
	for (int k = 0; k < CLASSES; k++)
		put_number(&out, k && k < BW_N_STATUS ? margin[k] : INT16_MAX);
	for (size_t i = 0; i < (size_t)ROWS * CLASSES; i++)
		bw_buf_char(&out, (char)rounded(t->weights[i], INT8_MAX));
	int rc = bw_file_write(path, bw_buf_view(&out), err);
	bw_buf_release(&out);
	return rc;
}

static int open_parts(struct trainer *t, struct bw_err *err)
{
	struct bw_lexicons l;
	int rc = bw_lexicons_load(&t->arena, NULL, &l, err);
	if (!rc)
		rc = bw_words_open(&t->arena, &l, &t->words, err);
	if (!rc)
		rc = bw_kinds_open(&t->arena, &l, &t->kinds, err);
	if (!rc)
		rc = bw_names_open(&t->arena, &l, &t->names, err);
	if (!rc)
		rc = bw_speech_open(&t->arena, &l, &t->speech, err);
	if (!rc)
		rc = bw_claims_open(&t->arena, &l, &t->claims, err);
	if (!rc) {
		struct bw_claim_pack *english = &t->claims->packs[bw_words_language_index("en")];
		english->watch = watch;
		english->watch_ctx = t;
	}
	return rc;
}

static void measure(struct trainer *t, int16_t margin[CLASSES])
{
	struct outcome *o = BW_ARRAY(&t->arena, struct outcome, t->examples.len);
	for (int fold = 0; fold < FOLDS; fold++) {
		train(t, fold);
		for (size_t i = 0; i < t->examples.len; i++)
			if ((int)(t->examples.ptr[i].passage % FOLDS) == fold)
				o[i] = decide(t, &t->examples.ptr[i]);
	}
	for (int k = 1; k < BW_N_STATUS; k++)
		margin[k] = margin_of(t, o, k);
	report(t, o, margin);
}

int main(int argc, char **argv)
{
	struct trainer *t = bw_mem_alloc(sizeof(*t));
	struct bw_err err = {0};
	int16_t margin[CLASSES] = {0};
	bw_arena_init(&t->arena);
	int rc = argc < 3 ? bw_err_set(&err, BW_EUSAGE, "usage: train_status OUTPUT PASSAGES.tsv...") : 0;
	if (!rc)
		rc = open_parts(t, &err);
	for (int i = 2; !rc && i < argc; i++)
		rc = read_file(t, argv[i], &err);
	t->weights = BW_ARRAY(&t->arena, double, (size_t)ROWS *CLASSES);
	t->squares = BW_ARRAY(&t->arena, double, (size_t)ROWS *CLASSES);
	t->means = BW_ARRAY(&t->arena, double, (size_t)ROWS *CLASSES);
	if (!rc) {
		measure(t, margin);
		train(t, -1);
		rc = write_model(t, margin, argv[1], &err);
	}
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	bw_claims_close(t->claims);
	bw_speech_close(t->speech);
	bw_names_close(t->names);
	bw_kinds_close(t->kinds);
	bw_words_close(t->words);
	bw_arena_release(&t->arena);
	bw_mem_free(t);
	return rc != 0;
}
