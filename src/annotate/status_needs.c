#include "annotate/status_model.h"

/*
 * What the model alone tells must be backed by words of the matter: passages that it was trained on hold far more
 * standings than news does. Rows of <language>/status-needs.
 */

enum need_kind { NEED_NOUN, NEED_VERB, NEED_WORD, NEED_SAYS, NEED_VOICE, NEED_CHARGED, N_NEED_KIND };
static const char *const kind_names[N_NEED_KIND] = {"noun:", "verb:", "word:", "says:", "voice:", "charged"};

static int kind_of(struct bw_str *item)
{
	for (int k = 0; k < N_NEED_KIND; k++)
		if (bw_str_starts(*item, bw_str_from(kind_names[k]))) {
			*item = bw_str_from_pos(*item, strlen(kind_names[k]));
			return k;
		}
	return N_NEED_KIND;
}

static uint64_t verb_bit(const struct bw_statuses *s, struct bw_str name)
{
	for (uint32_t i = 0; i < s->verb_classes.len && i < 64; i++)
		if (bw_str_eq(s->verb_classes.ptr[i], name))
			return (uint64_t)1 << i;
	return 0;
}

/* False when the table names what no other table knows. */
static bool add_item(const struct bw_statuses *s, struct bw_str item, struct bw_need *out)
{
	uint64_t noun = 0, verb = 0;
	uint32_t word = 0, voice = 0;
	switch (kind_of(&item)) {
	case NEED_NOUN:
		out->nouns |= noun = bw_status_noun(s, item);
		return noun;
	case NEED_VERB:
		out->verbs |= verb = verb_bit(s, item);
		return verb;
	case NEED_WORD:
		out->words |= word = bw_status_small(item);
		return word;
	case NEED_VOICE:
		out->voices |= voice = bw_claim_voice_bit(item);
		return voice;
	case NEED_CHARGED:
		return out->charged = true;
	case NEED_SAYS:
		if (out->n_says < BW_NEED_SAYS)
			out->says[out->n_says++] = bw_claim_says(item);
		return true;
	default:
		return false;
	}
}

int bw_status_needs_open(struct bw_claim_pack *c, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_words_table(l, c->language, "status-needs");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], item;
		struct bw_need need = {.status = bw_status_from_name(t->rows[i].col[0])};
		bool known = need.status != BW_STATUS_NONE;
		while (known && bw_str_split(&rest, '|', &item))
			known = add_item(&c->statuses, item, &need);
		if (!known)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown status or class",
					  BW_ARG(t->name), i + 1);
		*BW_PUSH(a, &c->needs) = need;
	}
	return 0;
}

/* ---- a unit ---- */

static bool has_word(const struct bw_claim_pack *c, const struct bw_unit *u, const struct bw_need *need, uint32_t i)
{
	const struct bw_statuses *s = &c->statuses;
	uint64_t word = u->row.words[i];
	const uint64_t *nouns = bw_map_get(&s->nouns, word), *form = bw_map_get(&s->forms, word);
	if ((nouns && (*nouns & need->nouns)) || bw_small_is(s, word, need->words))
		return true;
	for (int32_t k = form ? (int32_t)*form - 1 : -1; k >= 0; k = s->form_of.ptr[k].next) {
		uint32_t class = s->verbs.ptr[s->form_of.ptr[k].verb].class;
		if (class < 64 && need->verbs >> class & 1)
			return true;
	}
	const uint64_t *says = need->n_says ? bw_map_get(&c->says, word) : NULL;
	for (uint32_t k = 0; says && k < need->n_says; k++)
		if (*says == need->says[k])
			return true;
	return false;
}

/* In a clause that hangs on another: behind a joint, up to the next sign; what is said behind "that" is none. */
static bool is_background(const struct bw_claim_pack *c, const struct bw_unit *u, uint32_t i)
{
	const struct bw_statuses *s = &c->statuses;
	for (uint32_t k = i; k > u->row.first && !bw_status_sign(&u->row, k - 1); k--) {
		uint64_t word = u->row.words[k - 1];
		bool that = word == bw_str_hash(BW_STR("that")) || word == bw_str_hash(BW_STR("following"));
		if (bw_small_is(s, word, BW_SMALL_JOINT) && !that)
			return true;
	}
	return false;
}

/* "to pass", "would pass", "did not pass", "the committee passing". */
static bool is_unreal(const struct bw_claim_pack *c, const struct bw_unit *u, uint32_t i)
{
	enum { LEFT = 3 };
	if (i > u->row.first && u->row.words[i - 1] == bw_str_hash(BW_STR("to")))
		return true;
	for (uint32_t k = i; k > u->row.first && i - k < LEFT && !bw_status_sign(&u->row, k - 1); k--)
		if (bw_small_is(&c->statuses, u->row.words[k - 1], BW_SMALL_MODAL | BW_SMALL_NEGATOR))
			return true;
	return false;
}

/* A past or a participle that is no adjective, or a third person behind who does it: "order", "60 votes" and "the
 * passing" are nouns. */
static bool is_done(const struct bw_claim_pack *c, const struct bw_unit *u, uint32_t i)
{
	const struct bw_statuses *s = &c->statuses;
	const uint64_t *form = bw_map_get(&s->forms, u->row.words[i]);
	uint8_t forms = 0;
	for (int32_t k = form ? (int32_t)*form - 1 : -1; k >= 0; k = s->form_of.ptr[k].next)
		forms |= s->form_of.ptr[k].forms;
	if (!form || i == u->row.first)
		return true;
	uint64_t before = u->row.words[i - 1];
	if (forms & (BW_VERB_PAST | BW_VERB_PART))
		return !bw_small_is(s, before, BW_SMALL_ARTICLE);
	bool noun = i + 1 < u->row.end && bw_small_is(s, u->row.words[i + 1], BW_SMALL_AUXILIARY | BW_SMALL_MODAL);
	bool doer = !noun && (bw_map_get(&s->nouns, before) || u->row.actors[i - 1]);
	return (forms & BW_VERB_THIRD) && doer;
}

static bool counts(const struct bw_claim_pack *c, const struct bw_unit *u, const struct bw_need *need, uint32_t i)
{
	bool law = need->status > BW_STATUS_PROPOSED && need->status <= BW_STATUS_WITHDRAWN;
	if (!need->nouns && (law || need->status == BW_STATUS_FORECAST) && is_background(c, u, i))
		return false;
	return !law || need->nouns || (!is_unreal(c, u, i) && is_done(c, u, i));
}

static bool is_met(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_need *need)
{
	if (need->charged && bw_claim_charged(r, u))
		return true;
	if (need->voices && u->quotation && need->voices >> bw_claim_voice(r, u->quotation) & 1)
		return true;
	if (need->voices >> BW_VOICE_COMPANY & 1 && u->row.own)
		return true;
	for (uint32_t i = u->row.first; i < u->row.end; i++)
		if (has_word(r->claims, u, need, i) && counts(r->claims, u, need, i))
			return true;
	return false;
}

bool bw_status_backed(struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status)
{
	bool any = false;
	for (size_t i = 0; i < r->claims->needs.len; i++) {
		const struct bw_need *need = &r->claims->needs.ptr[i];
		if (need->status != status)
			continue;
		any = true;
		if (!is_met(r, u, need))
			return false;
	}
	return any;
}
