#include "annotate/words_part.h"
#include "core/utf8.h"

/*
 * Language by its function words, and by its script where that is enough. A page's own word decides only when the text
 * does not tell: many pages declare the language of their template. Integers only, so that every machine agrees.
 */
enum {
	SHARE = 60,       /* what a word gives to one language; divided among those that share it */
	LETTER = 30,      /* what a letter gives */
	MIN_SCORE = 105,  /* one word of its own is not enough */
	MIN_WORDS = 5,    /* fewer words tell nothing */
	FEW_WORDS = 20,   /* up to here they must tell it twice as clearly */
	MAX_WORDS = 2000, /* more words tell nothing new */
	MIN_PERCENT = 8,  /* share of words that must be the language's own */
	FEW_PERCENT = 20,
	MARGIN_PERCENT = 112, /* lead over the second */
	FEW_MARGIN = 150,
	NEAR_MARGIN = 130
};

/* Languages that are told apart by few words. */
static const char *const near[] = {"hr sr", "da no", "id ms", "nl af", "bg mk", "sr mk"};

/* Scripts that only one of our languages uses, or that leave the choice to the words (""). */
static const struct {
	uint32_t first, last;
	char code[3];
} scripts[] = {
	{0x0370, 0x03FF, "el"}, {0x0530, 0x058F, "hy"}, {0x0590, 0x05FF, "he"}, {0x0980, 0x09FF, "bn"},
	{0x0B80, 0x0BFF, "ta"}, {0x0E00, 0x0E7F, "th"}, {0x10A0, 0x10FF, "ka"}, {0x3040, 0x30FF, "ja"},
	{0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
};
enum { N_SCRIPTS = sizeof(scripts) / sizeof(*scripts) };

int bw_languages_open(struct bw_languages *l, const struct bw_lexicons *lexicons, struct bw_err *err)
{
	const struct bw_lexicon *table = bw_lexicon_get(lexicons, "any/languages");
	bw_map_init(&l->words);
	bw_map_init(&l->letters);
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str code = table->rows[i].col[0], rest = table->rows[i].col[1], word;
		if (code.len != 2 || l->n == BW_MAX_LANGUAGES)
			return bw_err_set(err, BW_EINPUT,
					  "table any/languages, row %zu: \"%" BW_PRISTR
					  "\" is no two-letter language code",
					  i + 1, BW_ARG(code));
		memcpy(l->code[l->n], code.ptr, 2);
		while (bw_str_split(&rest, ' ', &word))
			*bw_map_put(&l->words, bw_words_hash(word), NULL) |= UINT64_C(1) << l->n;
		struct bw_str letters = table->rows[i].col[2];
		for (size_t pos = 0; pos < letters.len;)
			*bw_map_put(&l->letters, bw_utf8_next(letters, &pos), NULL) |= UINT64_C(1) << l->n;
		l->n++;
	}
	return 0;
}

void bw_languages_close(struct bw_languages *l)
{
	bw_map_release(&l->words);
	bw_map_release(&l->letters);
}

/* The script of most letters beyond Latin, Cyrillic and Arabic; -1 when those prevail. Kana beat Han: Japanese has
 * both. */
static int script_of(struct bw_str text, const struct bw_token *tokens, size_t n)
{
	uint32_t count[N_SCRIPTS] = {0}, of = 0;
	int best = -1;
	for (size_t i = 0; i < n; i++) {
		size_t pos = tokens[i].start;
		if (tokens[i].kind != BW_TOKEN_WORD)
			continue;
		of++;
		if ((unsigned char)text.ptr[pos] < 0x80)
			continue;
		uint32_t cp = bw_utf8_next(text, &pos);
		for (int k = 0; k < N_SCRIPTS; k++)
			count[k] += cp >= scripts[k].first && cp <= scripts[k].last;
	}
	for (int k = 0; k < N_SCRIPTS; k++)
		if (count[k] * 2 > of || (scripts[k].first == 0x3040 && count[k] * 8 > of))
			best = best < 0 ? k : best;
	return best;
}

struct tally {
	const struct bw_languages *languages;
	uint64_t score[BW_MAX_LANGUAGES], words;
};

static void give(struct tally *t, const uint64_t *bits, uint64_t weight)
{
	for (uint64_t left = bits ? *bits : 0; left; left &= left - 1)
		t->score[__builtin_ctzll(left)] += weight / (uint64_t)__builtin_popcountll(*bits);
}

static void tally_letters(struct tally *t, struct bw_str word)
{
	for (size_t pos = 0; pos < word.len;)
		if ((unsigned char)word.ptr[pos] < 0x80)
			pos++;
		else
			give(t, bw_map_get(&t->languages->letters, bw_utf8_next(word, &pos)), LETTER);
}

/* Also the elided word in front: the language decides only later whether it is cut. */
static void tally_words(struct tally *t, struct bw_str text, const struct bw_token *tokens, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct bw_str word = bw_token_text(text, &tokens[i]);
		if (tokens[i].kind != BW_TOKEN_WORD)
			continue;
		t->words++;
		const uint64_t *bits = bw_map_get(&t->languages->words, tokens[i].word);
		size_t mark = bits ? BW_NPOS : bw_str_find_char(word, '\'', 0);
		if (mark == BW_NPOS && !bits && (mark = bw_str_find(word, BW_STR("\xE2\x80\x99"), 0)) != BW_NPOS)
			mark += 2;
		if (mark != BW_NPOS)
			bits = bw_map_get(&t->languages->words, bw_words_hash(bw_str_sub(word, 0, mark + 1)));
		give(t, bits, SHARE);
		tally_letters(t, word);
	}
}

static void lead(const struct tally *t, uint32_t *best, uint32_t *second)
{
	*best = 0;
	*second = t->languages->n > 1 ? 1 : 0;
	for (uint32_t k = 1; k < t->languages->n; k++) {
		if (t->score[k] > t->score[*best]) {
			*second = *best;
			*best = k;
		} else if (*second == *best || t->score[k] > t->score[*second]) {
			*second = k;
		}
	}
}

static bool is_near(const char *x, const char *y)
{
	for (size_t i = 0; i < sizeof(near) / sizeof(*near); i++)
		if ((!strncmp(x, near[i], 2) && !strcmp(y, near[i] + 3)) ||
		    (!strncmp(y, near[i], 2) && !strcmp(x, near[i] + 3)))
			return true;
	return false;
}

static bool is_clear(const struct tally *t, uint32_t best, uint32_t second)
{
	bool few = t->words < FEW_WORDS;
	const char(*code)[4] = t->languages->code;
	uint64_t percent = few ? FEW_PERCENT : MIN_PERCENT, margin = few ? FEW_MARGIN : MARGIN_PERCENT;
	if (!few && is_near(code[best], code[second]))
		margin = NEAR_MARGIN;
	return t->words >= MIN_WORDS && t->score[best] >= MIN_SCORE &&
	       t->score[best] * 100 >= t->words * SHARE * percent &&
	       (second == best || t->score[best] * 100 >= t->score[second] * margin);
}

/* Names under which pages declare a language that we know under another. */
static const char *known_as(struct bw_str declared, char room[4])
{
	static const char *const other[][2] = {{"nb", "no"}, {"nn", "no"}, {"iw", "he"}, {"in", "id"}, {"fil", "tl"}};
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		if (bw_str_eq(declared, bw_str_from(other[i][0])))
			return other[i][1];
	memset(room, 0, 4);
	if (declared.len >= 2 && declared.len < 4)
		memcpy(room, declared.ptr, declared.len);
	return room;
}

/* Languages that we do not know by their words, and whose texts look like those of one that we do. */
static bool is_kin(const char *declared, const char *best)
{
	static const char *const kin[][2] = {{"bs", "hr"}, {"bs", "sr"}, {"lb", "de"}, {"oc", "ca"}, {"fo", "is"},
					     {"fy", "nl"}, {"gd", "ga"}, {"jv", "id"}, {"su", "id"}, {"ug", "ar"},
					     {"ps", "fa"}, {"kk", "ru"}, {"ky", "ru"}, {"tg", "ru"}, {"tk", "tr"}};
	for (size_t i = 0; i < sizeof(kin) / sizeof(*kin); i++)
		if (!strcmp(declared, kin[i][0]) && !strcmp(best, kin[i][1]))
			return true;
	return false;
}

/* A declared language holds where the words are few or stand between two; not where they tell of another. */
static bool is_credible(const struct tally *t, const char *declared, uint32_t best)
{
	enum { TOLD = 4 * SHARE };
	if (t->score[best] < TOLD)
		return true;
	for (uint32_t k = 0; k < t->languages->n; k++)
		if (!strcmp(t->languages->code[k], declared))
			return t->score[k] * 2 >= t->score[best];
	return !is_clear(t, best, best);
}

void bw_languages_guess(const struct bw_languages *l, struct bw_str text, const struct bw_token *tokens, size_t n,
			struct bw_str declared, char out[4])
{
	struct tally t = {.languages = l};
	char room[4];
	uint32_t best, second;
	memset(out, 0, 4);
	if (n > MAX_WORDS)
		n = MAX_WORDS;
	int script = script_of(text, tokens, n);
	if (script >= 0)
		memcpy(out, scripts[script].code, 2);
	if (script >= 0 || !l->n)
		return;
	tally_words(&t, text, tokens, n);
	lead(&t, &best, &second);
	const char *says = known_as(declared, room);
	if (is_kin(says, l->code[best]))
		memcpy(out, says, strlen(says));
	else if (is_clear(&t, best, second))
		memcpy(out, l->code[best], 4);
	else if (says[0] && is_credible(&t, says, best))
		memcpy(out, says, strlen(says));
}
