#include "annotate/annotate.h"

#include "annotate/parts.h"

struct bw_annotator {
	struct bw_words *words;
	struct bw_kinds *kinds;
	struct bw_names *names;
	struct bw_speech *speech;
	struct bw_claims *claims;
};

static int open_parts(struct bw_annotator *an, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	int rc = bw_words_open(a, l, &an->words, err);
	if (!rc)
		rc = bw_kinds_open(a, l, &an->kinds, err);
	if (!rc)
		rc = bw_names_open(a, l, &an->names, err);
	if (!rc)
		rc = bw_speech_open(a, l, &an->speech, err);
	if (!rc)
		rc = bw_claims_open(a, l, &an->claims, err);
	return rc;
}

int bw_annotator_open(struct bw_arena *a, const struct bw_lexicons *lexicons, struct bw_annotator **out,
		      struct bw_err *err)
{
	struct bw_annotator *an = BW_NEW(a, struct bw_annotator);
	int rc = open_parts(an, a, lexicons, err);
	if (rc) {
		bw_annotator_close(an);
		an = NULL;
	}
	*out = an;
	return rc;
}

void bw_annotator_close(struct bw_annotator *an)
{
	if (!an)
		return;
	bw_words_close(an->words);
	bw_kinds_close(an->kinds);
	bw_names_close(an->names);
	bw_speech_close(an->speech);
	bw_claims_close(an->claims);
}

void bw_annotate(const struct bw_annotator *an, struct bw_arena *a, const struct bw_article *article,
		 struct bw_notes *out)
{
	*out = (struct bw_notes){0};
	bw_words_note(an->words, a, article, out);
	bw_kinds_note(an->kinds, a, article, out);
	bw_names_note(an->names, a, article, out);
	bw_speech_note(an->speech, a, article, out);
	bw_names_finish(an->names, a, article, out);
	bw_claims_note(an->claims, a, article, out);
}

struct bw_str bw_domain_name(const struct bw_annotator *an, uint32_t id)
{
	return bw_kinds_domain_name(an->kinds, id);
}

uint32_t bw_domain_count(const struct bw_annotator *an)
{
	return bw_kinds_domain_count(an->kinds);
}
