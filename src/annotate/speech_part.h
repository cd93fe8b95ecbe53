/* What the files speech*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_SPEECH_PART_H
#define BW_ANNOTATE_SPEECH_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

/* What a word is to the reader of speech. One word is one of these; the table is en/speech-words, verbs come from
 * en/speech-verbs. */
enum bw_role {
	BW_ROLE_NONE,
	BW_ROLE_VERB,
	BW_ROLE_CALL, /* verbs that bring speech only with quotation marks: called, urged */
	BW_ROLE_SKIP,
	BW_ROLE_EDGE,
	BW_ROLE_DETERMINER,
	BW_ROLE_PRONOUN,
	BW_ROLE_TIME,
	BW_ROLE_PEOPLE,
	BW_ROLE_THAT
};

struct bw_speech {
	struct bw_map role; /* token.word -> enum bw_role */
};

/* A speaker as a span of the text; start == end: unknown. */
struct bw_speaker {
	uint32_t start, end;
	int32_t actor;
};

struct bw_talk {
	const struct bw_speech *speech;
	struct bw_arena *arena;
	struct bw_str text;
	const struct bw_notes *notes;
	const struct bw_token *tokens;
	uint32_t n;
	const struct bw_mention *mentions; /* those of the body */
	uint32_t n_mentions;
	struct bw_speaker last_person, last_body; /* whom "she" and "it" stand for: those who spoke last */
	BW_VEC(struct bw_quotation) out;
};

/* A verb of speech of either sort. */
bool bw_talk_cue(const struct bw_talk *t, uint32_t token);
enum bw_role bw_talk_role(const struct bw_talk *t, uint32_t token);
bool bw_talk_sign(const struct bw_talk *t, uint32_t token, char sign);

/* The one who does the verb at token v: the words to its left, not before token lo. */
struct bw_speaker bw_talk_subject(const struct bw_talk *t, uint32_t v, uint32_t lo);
/* The one named from token first on, not beyond end: `said NAME`, `according to NAME`. */
struct bw_speaker bw_talk_named(const struct bw_talk *t, uint32_t first, uint32_t end);
bool bw_talk_known(const struct bw_speaker *s);
void bw_talk_remember(struct bw_talk *t, const struct bw_speaker *s);

void bw_talk_direct(struct bw_talk *t);
void bw_talk_reported(struct bw_talk *t);

#endif
