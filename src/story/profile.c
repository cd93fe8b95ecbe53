#include <string.h>

#include "core/digest.h"

#include "story/part.h"
#include "story/profile_words.h"
#include "story/voice.h"

/* The outlet that is credited for the text; else, for an outlet's own text, the one whose report it tells. */
static uint64_t credit_of(const struct bw_notes *notes, uint64_t source)
{
	uint64_t credit = bw_outlet_key(notes->credit);
	return credit && credit != source ? credit : bw_outlet_key(notes->reported);
}

void bw_profile_make(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		     struct bw_profile *out)
{
	*out = (struct bw_profile){.key = bw_sha256_key(article->url),
				   .at = at,
				   .source = bw_outlet_key(article->source),
				   .kind = notes->kind};
	out->credit = credit_of(notes, out->source);
	memcpy(out->language, notes->language, sizeof(out->language));
	for (uint32_t i = 0; i < notes->body.n_tokens; i++)
		out->length += notes->body.tokens[i].kind == BW_TOKEN_WORD;
	bw_profile_stems(a, notes, out);
	bw_profile_actors(a, notes, out);
	bw_profile_prints(a, article, notes, at, out);
	const struct bw_told_word *words = bw_told_words(a, notes);
	bw_profile_figures(a, article, notes, words, out);
	bw_profile_dates(a, article, notes, words, out);
	bw_profile_facts(a, notes, words, out);
	bw_profile_entries(a, article, notes, out);
}
