#include "annotate/claims_part.h"

#include <stdio.h>

/* The tables of statements: one pack a language. */

static void add_stemmed(struct bw_claim_pack *c, struct bw_arena *a, struct bw_str phrase)
{
	uint64_t *stems;
	size_t n = bw_words_stemmed_in(a, bw_words_language(c->language), phrase, &stems);
	if (n)
		bw_phrases_add_hashes(&c->frames, stems, n, (uint32_t)c->frame_cues.len);
}

static int open_frames(struct bw_claim_pack *c, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_words_table(l, c->language, "frames");
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		struct bw_str rest = col[2], phrase;
		int frame = 1;
		while (frame < BW_N_FRAME && !bw_str_eq(col[0], bw_str_from(bw_frame_name((enum bw_frame)frame))))
			frame++;
		if (frame == BW_N_FRAME)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown frame",
					  BW_ARG(t->name), i + 1);
		int8_t direction = bw_str_eq(col[1], BW_STR("+")) ? 1 : bw_str_eq(col[1], BW_STR("-")) ? -1 : 0;
		while (bw_str_split(&rest, ',', &phrase))
			add_stemmed(c, a, bw_str_trim(phrase));
		*BW_PUSH(a, &c->frame_cues) = (struct bw_frame_cue){(enum bw_frame)frame, direction};
	}
	return 0;
}

static const char *const voice_names[BW_N_VOICE] = {"", "company", "official", "expert", "group"};

uint32_t bw_claim_voice_bit(struct bw_str name)
{
	for (int v = 1; v < BW_N_VOICE; v++)
		if (bw_str_eq(name, bw_str_from(voice_names[v])))
			return 1U << v;
	return 0;
}

/* Classes of speakers: those that vote for a voice, and the strict ones: "firm", "head" ("head-first" before
 * "head-last": the same in two words) and "other"; and "the". */
static int open_voices(struct bw_claim_pack *c, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_words_table(l, c->language, "speaker-classes");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], word;
		const struct {
			const char *name;
			struct bw_map *map;
		} strict[] = {{"firm", &c->firms},          {"head", &c->heads},
			      {"other", &c->others},        {"head-first", &c->head_first},
			      {"head-last", &c->head_last}, {"the", &c->articles}};
		struct bw_map *map = NULL;
		for (size_t k = 0; k < sizeof(strict) / sizeof(*strict); k++)
			map = bw_str_eq(t->rows[i].col[0], bw_str_from(strict[k].name)) ? strict[k].map : map;
		int voice = 1;
		while (voice < BW_N_VOICE && !bw_str_eq(t->rows[i].col[0], bw_str_from(voice_names[voice])))
			voice++;
		if (voice == BW_N_VOICE && !map)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		map = map ? map : &c->voices;
		while (bw_str_split(&rest, ' ', &word))
			*bw_map_put(map, bw_words_hash(word), NULL) = (uint64_t)voice;
	}
	return 0;
}

/* Phrases that tell a cause, with the side on which it stands. */
static int open_causes(struct bw_claim_pack *c, const struct bw_lexicons *l, struct bw_err *err)
{
	static const char *const orders[] = {"cause-first", "effect-first", "neither"};
	const struct bw_lexicon *t = bw_words_table(l, c->language, "statement-causes");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], phrase;
		uint32_t order = 0;
		while (order < BW_N_CAUSE && !bw_str_eq(t->rows[i].col[0], bw_str_from(orders[order])))
			order++;
		if (order == BW_N_CAUSE)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown order",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ',', &phrase))
			bw_words_phrase(&c->causes, bw_str_trim(phrase), false, order);
	}
	return 0;
}

uint64_t bw_claim_says(struct bw_str class)
{
	enum { CLASSES_FROM = 256 }; /* beyond the other classes of status_model.c */
	return CLASSES_FROM | bw_str_hash(class) >> 40;
}

/* The other parts look for classes that they know; here all are known, and a wrong one is told. */
static int open_says(struct bw_claim_pack *c, const struct bw_lexicons *l, struct bw_err *err)
{
	static const char *const known[] = {"say", "claim", "deny", "allege", "confirm", "predict", "demand", "judge"};
	const struct bw_lexicon *t = bw_words_table(l, c->language, "speech-verbs");
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		size_t k = 0;
		while (k < sizeof(known) / sizeof(*known) && !bw_str_eq(col[1], bw_str_from(known[k])))
			k++;
		if (k == sizeof(known) / sizeof(*known))
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		*bw_map_put(&c->says, bw_words_hash(col[0]), NULL) = bw_claim_says(col[1]);
	}
	return 0;
}

static int open_model(struct bw_claim_pack *c, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	enum { NAME_ROOM = 32 };
	char name[NAME_ROOM];
	snprintf(name, sizeof(name), "%s/status", bw_words_language(c->language));
	struct bw_str weights = bw_linear_embedded(name);
	int rc = weights.len ? bw_linear_open(&c->model, weights, err) : 0;
	return rc ? rc : bw_status_needs_open(c, a, l, err);
}

static int open_pack(struct bw_claim_pack *c, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *hedges = bw_words_table(l, c->language, "hedges");
	for (size_t i = 0; i < hedges->n_rows; i++)
		bw_words_phrase(&c->hedges, hedges->rows[i].col[0], false, 1);
	int rc = bw_statuses_open(&c->statuses, a, l, c->language, err);
	if (!rc)
		rc = open_says(c, l, err);
	if (!rc)
		rc = open_model(c, a, l, err);
	if (!rc)
		rc = open_frames(c, a, l, err);
	if (!rc)
		rc = open_causes(c, l, err);
	if (!rc)
		rc = bw_claim_polarity_open(c, l, err);
	return rc ? rc : open_voices(c, l, err);
}

static void init_pack(struct bw_claim_pack *c)
{
	bw_phrases_init(&c->frames);
	bw_phrases_init(&c->hedges);
	bw_phrases_init(&c->causes);
	bw_map_init(&c->voices);
	bw_map_init(&c->firms);
	bw_map_init(&c->others);
	bw_map_init(&c->heads);
	bw_map_init(&c->head_first);
	bw_map_init(&c->head_last);
	bw_map_init(&c->articles);
	bw_map_init(&c->says);
	bw_statuses_init(&c->statuses);
	for (int i = 0; i < BW_N_POLAR; i++)
		bw_phrases_init(&c->polar[i]);
}

int bw_claims_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_claims **out, struct bw_err *err)
{
	struct bw_claims *c = BW_NEW(a, struct bw_claims);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++)
		init_pack(&c->packs[i]);
	*out = c;
	int rc = bw_figures_open(&c->figures, a, l, err);
	for (int i = 0; i < BW_N_READ_LANGUAGES && !rc; i++) {
		c->packs[i].language = i;
		rc = open_pack(&c->packs[i], a, l, err);
	}
	return rc;
}

static void close_pack(struct bw_claim_pack *c)
{
	bw_statuses_close(&c->statuses);
	for (int i = 0; i < BW_N_POLAR; i++)
		bw_phrases_release(&c->polar[i]);
	bw_phrases_release(&c->frames);
	bw_phrases_release(&c->hedges);
	bw_phrases_release(&c->causes);
	bw_map_release(&c->voices);
	bw_map_release(&c->firms);
	bw_map_release(&c->others);
	bw_map_release(&c->heads);
	bw_map_release(&c->head_first);
	bw_map_release(&c->head_last);
	bw_map_release(&c->articles);
	bw_map_release(&c->says);
}

void bw_claims_close(struct bw_claims *c)
{
	if (!c)
		return;
	bw_figures_close(&c->figures);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++)
		close_pack(&c->packs[i]);
}
