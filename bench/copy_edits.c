/*
 * copy_edits FILE [OTHERS]: the seven edits of methods.md 4 on up to 300 news bodies (JSON lines with "story" and
 * "text"), each looked for among the originals; then among the originals and pieces of the bodies of OTHERS, which come
 * from outlets with furniture of their own; once with whole bodies and once with their first 60 to 120 words. Prints
 * the share that is found for each edit, and how many pairs of bodies about different events are taken for copies.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/json.h"
#include "core/vec.h"
#include "story/part.h"

enum { BODIES = 300, OTHERS = 5000, PIECE_WORDS = 300, LEAST_WORDS = 150, BOILERPLATE_WORDS = 120, OUTLETS = 40 };
enum { FILE_MAX = 256 << 20, WORD_MAX = 60000 };
static const bw_time start = 1767600000;

struct body {
	struct bw_str story, source, text;
	struct bw_profile p;
};
struct bodies BW_VEC_FIELDS(struct body);

struct bench {
	struct bw_arena *a;
	struct bw_annotator *annotator;
	const struct bw_config *config;
	const struct bw_lexicons *lexicons;
	uint64_t seed;
	BW_VEC(struct bw_str) vocabulary;
};

static uint32_t draw(struct bench *b, uint32_t below)
{
	b->seed = b->seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)((b->seed >> 33) % below);
}

/* ---- edits ---- */

/* Words with the white space before them, so that paragraphs stay. */
static size_t split_words(struct bench *b, struct bw_str text, struct bw_str **out)
{
	BW_VEC(struct bw_str) words = {0};
	for (size_t i = 0, from = 0; i <= text.len && words.len < WORD_MAX; i++) {
		bool ends = i == text.len || ((text.ptr[i] == ' ' || text.ptr[i] == '\n') && i > from &&
					      text.ptr[i - 1] != ' ' && text.ptr[i - 1] != '\n');
		if (!ends || i == from)
			continue;
		*BW_PUSH(b->a, &words) = bw_str_sub(text, from, i - from);
		from = i;
	}
	*out = words.ptr;
	return words.len;
}

static struct bw_str join(struct bench *b, const struct bw_str *words, size_t n)
{
	size_t len = 0, at = 0;
	for (size_t i = 0; i < n; i++)
		len += words[i].len + 1;
	char *text = bw_arena_alloc(b->a, len + 1);
	for (size_t i = 0; i < n; i++) {
		memcpy(text + at, words[i].ptr, words[i].len);
		at += words[i].len;
	}
	return (struct bw_str){text, at};
}

static struct bw_str truncate_words(struct bench *b, struct bw_str text, size_t words_or_percent, bool percent)
{
	struct bw_str *words;
	size_t n = split_words(b, text, &words), keep = percent ? n * words_or_percent / 100 : words_or_percent;
	return join(b, words, keep < n ? keep : n);
}

static bool ends_sentence(struct bw_str word)
{
	char last = word.ptr[word.len - 1];
	return last == '.' || last == '?' || last == '!';
}

/* Marks a share of n things, drawn at random, rounded down. */
static bool *draw_share(struct bench *b, size_t n, size_t percent)
{
	bool *drawn = BW_ARRAY(b->a, bool, n + 1);
	for (size_t left = n * percent / 100; left;) {
		uint32_t i = draw(b, (uint32_t)n);
		left -= !drawn[i];
		drawn[i] = true;
	}
	return drawn;
}

static struct bw_str drop_sentences(struct bench *b, struct bw_str text)
{
	struct bw_str *words;
	size_t n = split_words(b, text, &words), m = 0, n_sentences = 0, sentence = 0;
	for (size_t i = 0; i < n; i++)
		n_sentences += ends_sentence(words[i]);
	bool *drop = draw_share(b, n_sentences, 30);
	for (size_t i = 0; i < n; i++) {
		if (!drop[sentence])
			words[m++] = words[i];
		sentence += ends_sentence(words[i]);
	}
	return join(b, words, m);
}

static struct bw_str substitute(struct bench *b, struct bw_str text, uint32_t percent)
{
	struct bw_str *words;
	size_t n = split_words(b, text, &words);
	bool *drawn = draw_share(b, n, percent);
	for (size_t i = 0; i < n; i++)
		if (drawn[i])
			words[i] = b->vocabulary.ptr[draw(b, (uint32_t)b->vocabulary.len)];
	return join(b, words, n);
}

/* What an outlet writes under everything: the same words for the same outlet. */
static struct bw_str boilerplate(struct bench *b, struct bw_str text, uint32_t outlet)
{
	uint64_t was = b->seed;
	b->seed = 977 + outlet;
	struct bw_str *words = BW_ARRAY(b->a, struct bw_str, BOILERPLATE_WORDS + 2);
	words[0] = text;
	words[1] = BW_STR("\n\nFor our readers.");
	for (size_t i = 0; i < BOILERPLATE_WORDS; i++)
		words[i + 2] = b->vocabulary.ptr[draw(b, (uint32_t)b->vocabulary.len)];
	b->seed = was;
	return join(b, words, BOILERPLATE_WORDS + 2);
}

static struct bw_str edit(struct bench *b, int which, struct bw_str text, uint32_t outlet)
{
	switch (which) {
	case 0:
		return truncate_words(b, text, 40, true);
	case 1:
		return drop_sentences(b, text);
	case 2:
		return substitute(b, text, 5);
	case 3:
		return substitute(b, text, 15);
	case 4:
		return boilerplate(b, text, outlet);
	case 5:
		return boilerplate(b, truncate_words(b, text, 40, true), outlet);
	default:
		return boilerplate(b, substitute(b, drop_sentences(b, text), 5), outlet);
	}
}
static const char *const edits[] = {"truncated to 40 %",
				    "30 % of sentences dropped",
				    "5 % of words substituted",
				    "15 % of words substituted",
				    "120 words of furniture added",
				    "truncated to 40 %, furniture",
				    "dropped 30 %, substituted 5 %, furniture"};
enum { EDITS = 7 };

/* ---- reading ---- */

static struct bw_profile profile(struct bench *b, struct bw_str text, const char *kind, uint32_t number,
				 uint32_t outlet, bw_time at)
{
	struct bw_article article = {.text = text, .language = BW_STR("en"), .title = BW_STR_NONE};
	struct bw_notes notes;
	struct bw_profile p;
	article.url = bw_arena_printf(b->a, "http://%s%u.example/%u", kind, outlet, number);
	article.source = bw_arena_printf(b->a, "%s%u", kind, outlet);
	article.published = at;
	bw_annotate(b->annotator, b->a, &article, &notes);
	bw_profile_make(b->a, &article, &notes, at, &p);
	return p;
}

static void learn_words(struct bench *b, struct bw_str text)
{
	struct bw_str *words;
	size_t n = split_words(b, text, &words);
	for (size_t i = 0; i < n && b->vocabulary.len < WORD_MAX; i++)
		*BW_PUSH(b->a, &b->vocabulary) = words[i];
}

static size_t count_words(struct bench *b, struct bw_str text)
{
	struct bw_str *words;
	return split_words(b, text, &words);
}

static struct bw_str paragraphs(struct bench *b, struct bw_str text)
{
	struct bw_buf buf;
	bw_buf_init(&buf, FILE_MAX);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n' && (!i || text.ptr[i - 1] != '\n'))
			bw_buf_char(&buf, '\n');
		bw_buf_char(&buf, text.ptr[i]);
	}
	struct bw_str copy = bw_arena_str(b->a, bw_buf_view(&buf));
	bw_buf_release(&buf);
	return copy;
}

static int read_bodies(struct bench *b, const char *path, size_t max, struct bodies *out, struct bw_err *err)
{
	struct bw_str lines, line;
	int rc = bw_file_read(b->a, path, FILE_MAX, &lines, err);
	while (!rc && out->len < max && bw_str_split(&lines, '\n', &line)) {
		const struct bw_json *v;
		if (!line.len)
			continue;
		rc = bw_json_read(b->a, line, &v, err) ? err->code : 0;
		struct bw_str text = rc ? BW_STR_NONE : paragraphs(b, bw_json_str(bw_json_get(v, "text")));
		if (rc || count_words(b, text) < LEAST_WORDS)
			continue;
		learn_words(b, text);
		*BW_PUSH(b->a, out) = (struct body){.story = bw_json_str(bw_json_get(v, "story")),
						    .source = bw_json_str(bw_json_get(v, "source")),
						    .text = text};
	}
	return rc;
}

/* ---- looking ---- */

static void put(struct bw_stories *s, const struct bw_profile *p)
{
	struct bw_verdict v = {.origin = p->key, .development = p->key};
	bw_stories_restore(s, p, &v, p->key);
}

static bool is_copy(const struct bw_copy_match *m)
{
	return m->copy == BW_COPY_IDENTICAL || m->copy == BW_COPY_SAME || m->copy == BW_COPY_DERIVED;
}

static const struct body *body_of(const struct bodies *bodies, uint64_t key)
{
	for (size_t i = 0; i < bodies->len; i++)
		if (bodies->ptr[i].p.key == key)
			return &bodies->ptr[i];
	return NULL;
}

static void put_others(struct bench *b, struct bw_stories *s, const struct bodies *others)
{
	uint32_t n = 0;
	for (size_t i = 0; i < others->len && n < OTHERS; i++) {
		struct bw_str *words;
		size_t n_words = split_words(b, others->ptr[i].text, &words);
		for (size_t at = 0; at + PIECE_WORDS / 2 <= n_words && n < OTHERS; at += PIECE_WORDS, n++) {
			size_t len = n_words - at < PIECE_WORDS ? n_words - at : PIECE_WORDS;
			struct bw_str text = boilerplate(b, join(b, words + at, len), n % OUTLETS);
			struct bw_profile p = profile(b, text, "other", n, n % OUTLETS, start + n * 30);
			put(s, &p);
		}
	}
	printf("with %u other articles\n", n);
}

static void find_edits(struct bench *b, const struct bodies *bodies, const struct bodies *others, const char *what)
{
	struct bw_stories *s = bw_stories_open(b->config, b->lexicons);
	double spent = 0;
	uint32_t finds = 0, wrong = 0;
	printf("%s\n", what);
	for (size_t i = 0; i < bodies->len; i++)
		put(s, &bodies->ptr[i].p);
	if (others)
		put_others(b, s, others);
	for (int e = 0; e < EDITS; e++) {
		uint32_t found = 0;
		for (size_t i = 0; i < bodies->len; i++) {
			const struct body *from = &bodies->ptr[i];
			uint32_t outlet = draw(b, OUTLETS);
			struct bw_profile p = profile(b, edit(b, e, from->text, outlet), "other", 100000 + (uint32_t)i,
						      outlet, start + 2 * BW_DAY);
			clock_t t = clock();
			struct bw_copy_match m = bw_copy_find(s, &p);
			spent += (double)(clock() - t) / CLOCKS_PER_SEC;
			finds++;
			const struct body *to = is_copy(&m) ? body_of(bodies, bw_doc(s, m.doc)->key) : NULL;
			found += to && bw_str_eq(to->story, from->story);
			wrong += is_copy(&m) && !(to && bw_str_eq(to->story, from->story));
			bw_arena_reset(&s->scratch);
		}
		printf("  %-44s %.4f\n", edits[e], (double)found / (double)bodies->len);
	}
	printf("  of another event: %u; %.3f ms a find\n", wrong, 1e3 * spent / finds);
	bw_stories_close(s);
}

/* Each body among all those about other events: whatever is found is false. */
static void find_pairs(struct bench *b, const struct bodies *bodies, const char *what)
{
	uint64_t pairs = 0;
	uint32_t wrong = 0;
	for (size_t i = 0; i < bodies->len; i++) {
		const struct body *from = &bodies->ptr[i];
		struct bw_stories *s = bw_stories_open(b->config, b->lexicons);
		for (size_t k = 0; k < bodies->len; k++) {
			if (bw_str_eq(bodies->ptr[k].story, from->story))
				continue;
			put(s, &bodies->ptr[k].p);
			pairs++;
		}
		struct bw_profile p = from->p;
		p.at = start + BW_DAY;
		struct bw_copy_match m = bw_copy_find(s, &p);
		wrong += is_copy(&m) || m.copy == BW_COPY_VERSION;
		bw_stories_close(s);
	}
	printf("%s: %llu pairs of different events, %u taken for copies\n", what, (unsigned long long)pairs, wrong);
}

static void make_profiles(struct bench *b, struct bodies *bodies)
{
	for (size_t i = 0; i < bodies->len; i++)
		bodies->ptr[i].p = profile(b, bodies->ptr[i].text, "origin", (uint32_t)i, (uint32_t)i % OUTLETS,
					   start + (bw_time)i);
}

static void run(struct bench *b, struct bodies *bodies, const struct bodies *others)
{
	make_profiles(b, bodies);
	find_edits(b, bodies, NULL, "whole bodies");
	if (others->len)
		find_edits(b, bodies, others, "whole bodies in a stream");
	find_pairs(b, bodies, "whole bodies");
	for (size_t i = 0; i < bodies->len; i++)
		bodies->ptr[i].text = truncate_words(b, bodies->ptr[i].text, 60 + draw(b, 61), false);
	make_profiles(b, bodies);
	find_edits(b, bodies, NULL, "60 to 120 words");
	if (others->len)
		find_edits(b, bodies, others, "60 to 120 words in a stream");
	find_pairs(b, bodies, "60 to 120 words");
}

int main(int argc, char **argv)
{
	struct bw_arena arena;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_config *config;
	struct bodies bodies = {0}, others = {0};
	bw_arena_init(&arena);
	struct bench b = {.a = &arena, .lexicons = &lexicons, .seed = 5};
	if (argc < 2) {
		fprintf(stderr, "copy_edits FILE [OTHERS]\n");
		return 2;
	}
	int rc = bw_config_load(&arena, NULL, &config, &err);
	if (!rc)
		rc = bw_lexicons_load(&arena, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&arena, &lexicons, &b.annotator, &err);
	if (!rc)
		rc = read_bodies(&b, argv[1], BODIES, &bodies, &err);
	if (!rc && argc > 2)
		rc = read_bodies(&b, argv[2], OTHERS, &others, &err);
	b.config = config;
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	else
		run(&b, &bodies, &others);
	bw_annotator_close(b.annotator);
	bw_arena_release(&arena);
	return rc != 0;
}
