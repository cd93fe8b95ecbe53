#include <libstemmer.h>

#include "annotate/words_part.h"

void *bw_stemmer_open(const char *language)
{
	return language[0] ? sb_stemmer_new(language, NULL) : NULL;
}

void bw_stemmer_close(void *stemmer)
{
	if (stemmer)
		sb_stemmer_delete(stemmer);
}

/* The library takes an int: a "word" longer than any real one is its own stem. */
struct bw_str bw_stemmer_stem(void *stemmer, struct bw_str folded)
{
	if (!stemmer || folded.len > BW_WORD_ROOM)
		return folded;
	const sb_symbol *s = sb_stemmer_stem(stemmer, (const sb_symbol *)folded.ptr, (int)folded.len);
	if (!s)
		return folded;
	return (struct bw_str){(const char *)s, (size_t)sb_stemmer_length(stemmer)};
}
