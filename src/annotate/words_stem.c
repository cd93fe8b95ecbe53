#include <libstemmer.h>

#include "annotate/words_part.h"

void bw_stemmer_open(struct bw_stemmer *s, const char *language)
{
	s->kept = NULL;
	s->endings = NULL;
	s->n_endings = 0;
	s->snowball = language && language[0] ? sb_stemmer_new(language, NULL) : NULL;
	s->marks = language && strcmp(language, "en") != 0;
}

void bw_stemmer_close(struct bw_stemmer *s)
{
	if (s->snowball)
		sb_stemmer_delete(s->snowball);
	s->snowball = NULL;
}

/* The library takes an int: a "word" longer than any real one is its own stem. */
static struct bw_str stem(const struct bw_stemmer *s, struct bw_str word)
{
	if (!s->snowball || word.len > BW_WORD_ROOM)
		return word;
	const sb_symbol *out = sb_stemmer_stem(s->snowball, (const sb_symbol *)word.ptr, (int)word.len);
	if (!out)
		return word;
	return (struct bw_str){(const char *)out, (size_t)sb_stemmer_length(s->snowball)};
}

static size_t letters(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += (s.ptr[i] & 0xC0) != 0x80;
	return n;
}

static struct bw_str without_ending(const struct bw_stemmer *s, struct bw_str word)
{
	for (uint32_t i = 0; i < s->n_endings; i++) {
		const struct bw_ending *e = &s->endings[i];
		if (!bw_str_ends(word, e->text))
			continue;
		struct bw_str rest = bw_str_sub(word, 0, word.len - e->text.len);
		if (letters(rest) >= e->stays)
			return rest;
	}
	return word;
}

static bool is_ascii(struct bw_str word)
{
	unsigned char all = 0;
	for (size_t i = 0; i < word.len; i++)
		all |= (unsigned char)word.ptr[i];
	return all < 0x80;
}

/* English has no marks of its own: "café" and "cafe" are one before they are stemmed. In other languages endings are
 * told by their marks ("adoptée", "российский"), which go from the stem afterwards. */
static uint64_t make(const struct bw_stemmer *s, struct bw_arena *a, struct bw_str word, bool ascii)
{
	char room[BW_WORD_ROOM], folded[BW_WORD_ROOM];
	if (!s->snowball && s->endings)
		return bw_str_hash(without_ending(s, bw_word_fold(a, word, room)));
	if (ascii || !s->marks || !s->snowball)
		return bw_str_hash(stem(s, bw_word_fold(a, word, room)));
	return bw_str_hash(bw_word_fold(a, stem(s, bw_word_lower(a, word, room)), folded));
}

/* Words repeat: a stem that was made is kept until another word takes its place. */
uint64_t bw_stemmer_hash(struct bw_stemmer *s, struct bw_arena *a, struct bw_str word, uint64_t folded)
{
	bool ascii = is_ascii(word);
	if (!s->kept)
		return make(s, a, word, ascii);
	uint64_t key = ascii ? folded : bw_str_hash(word);
	uint64_t *kept = s->kept[(key ^ key >> 32) % BW_STEMS_KEPT];
	if (kept[0] == key && kept[1])
		return kept[1];
	kept[0] = key;
	kept[1] = make(s, a, word, ascii);
	return kept[1];
}
