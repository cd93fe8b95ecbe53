#include "annotate/words_part.h"
#include "core/utf8.h"

/*
 * Language by its function words, and by its script where that is enough. A page's own word decides only when the text
 * does not tell: many pages declare the language of their template. Integers only, so that every machine agrees.
 */
enum {
	SHARE = 60,          /* what a word gives to one language; divided among those that share it */
	MIN_WORDS = 12,      /* fewer words tell nothing */
	MAX_WORDS = 2000,    /* more words tell nothing new */
	MIN_PERCENT = 8,     /* share of words that must be the language's own */
	MARGIN_PERCENT = 115 /* lead over the second */
};

/* Scripts that only one of our languages uses, or that leave the choice to the words (""). */
static const struct {
	uint32_t first, last;
	char code[3];
} scripts[] = {
	{0x0370, 0x03FF, "el"}, {0x0530, 0x058F, "hy"}, {0x0590, 0x05FF, "he"}, {0x0900, 0x097F, "hi"},
	{0x0980, 0x09FF, "bn"}, {0x0B80, 0x0BFF, "ta"}, {0x0E00, 0x0E7F, "th"}, {0x10A0, 0x10FF, "ka"},
	{0x3040, 0x30FF, "ja"}, {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
};
enum { N_SCRIPTS = sizeof(scripts) / sizeof(*scripts) };

int bw_languages_open(struct bw_languages *l, const struct bw_lexicons *lexicons, struct bw_err *err)
{
	const struct bw_lexicon *table = bw_lexicon_get(lexicons, "any/languages");
	bw_map_init(&l->words);
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
		l->n++;
	}
	return 0;
}

void bw_languages_close(struct bw_languages *l)
{
	bw_map_release(&l->words);
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

static bool by_words(const struct bw_languages *l, const struct bw_token *tokens, size_t n, char out[4])
{
	uint64_t score[BW_MAX_LANGUAGES] = {0}, words = 0;
	for (size_t i = 0; i < n; i++) {
		if (tokens[i].kind != BW_TOKEN_WORD)
			continue;
		words++;
		const uint64_t *bits = bw_map_get(&l->words, tokens[i].word);
		for (uint32_t k = 0; bits && k < l->n; k++)
			if (*bits >> k & 1)
				score[k] += SHARE / (uint64_t)__builtin_popcountll(*bits);
	}
	uint32_t best = 0, second = l->n > 1 ? 1 : 0;
	for (uint32_t k = 1; k < l->n; k++) {
		if (score[k] > score[best]) {
			second = best;
			best = k;
		} else if (second == best || score[k] > score[second]) {
			second = k;
		}
	}
	if (!l->n || words < MIN_WORDS || score[best] * 100 < words * SHARE * MIN_PERCENT)
		return false;
	if (second != best && score[best] * 100 < score[second] * MARGIN_PERCENT)
		return false;
	memcpy(out, l->code[best], 4);
	return true;
}

void bw_languages_guess(const struct bw_languages *l, struct bw_str text, const struct bw_token *tokens, size_t n,
			struct bw_str declared, char out[4])
{
	memset(out, 0, 4);
	if (n > MAX_WORDS)
		n = MAX_WORDS;
	int script = script_of(text, tokens, n);
	if (script >= 0)
		memcpy(out, scripts[script].code, 2);
	else if (!by_words(l, tokens, n, out) && declared.len >= 2 && declared.len < 4)
		memcpy(out, declared.ptr, declared.len);
}
