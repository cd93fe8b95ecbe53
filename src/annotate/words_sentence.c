#include "annotate/words_part.h"
#include "core/utf8.h"

/* Boundaries after methods.md 1. When in doubt a text is not split: a joined pair costs less than a cut sentence that
 * is quoted later. */
struct splitter {
	const struct bw_pack *pack;
	struct bw_arena *arena;
	struct bw_str text;
	struct bw_token *tokens;
	size_t n;
	uint32_t paragraph;
	BW_VEC(struct bw_sentence) out;
};

static bool is_one(const struct splitter *s, size_t i, const char *set)
{
	const struct bw_token *t = &s->tokens[i];
	return t->end - t->start == 1 && strchr(set, s->text.ptr[t->start]);
}

static uint32_t sign_at(const struct splitter *s, size_t i)
{
	size_t pos = s->tokens[i].start;
	return s->tokens[i].kind == BW_TOKEN_PUNCT ? bw_utf8_next(s->text, &pos) : 0;
}

/* Signs that end a sentence without white space after them. */
static bool is_wide_stop(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0x0964;
}

static bool is_ellipsis(const struct splitter *s, size_t i)
{
	return sign_at(s, i) == 0x2026 || (is_one(s, i, ".") == false && sign_at(s, i) == '.');
}

static bool ends_dotted(const struct splitter *s, size_t i)
{
	const struct bw_token *t = &s->tokens[i];
	return t->kind == BW_TOKEN_WORD && t->end - t->start > 2 && s->text.ptr[t->end - 1] == '.';
}

static bool is_stop(const struct splitter *s, size_t i)
{
	uint32_t cp = sign_at(s, i);
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || is_wide_stop(cp) || ends_dotted(s, i);
}

static bool is_closer(const struct splitter *s, size_t i)
{
	if (s->tokens[i].flags & BW_TOKEN_SPACE)
		return false;
	switch (sign_at(s, i)) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case 0x201D:
	case 0x2019:
	case 0x00BB:
	case 0x300D:
		return true;
	}
	return false;
}

static bool is_opener(const struct splitter *s, size_t i)
{
	switch (sign_at(s, i)) {
	case '"':
	case '\'':
	case '(':
	case '[':
	case 0x201C:
	case 0x2018:
	case 0x201E:
	case 0x00AB:
		return true;
	}
	return false;
}

static bool starts_lower(const struct splitter *s, size_t i)
{
	size_t pos = s->tokens[i].start;
	return bw_uni_is_lower(bw_utf8_next(s->text, &pos));
}

static bool is_starter(const struct splitter *s, size_t i)
{
	return is_opener(s, i) || bw_map_get(&s->pack->starters, s->tokens[i].word);
}

/* A question in quotation marks whose speaker follows: "Why now?" Smith asked. */
static bool speaker_follows(const struct splitter *s, size_t next)
{
	for (size_t i = next; i < s->n && i < next + 4; i++)
		if (bw_map_get(&s->pack->cues, s->tokens[i].word))
			return true;
	return false;
}

static bool is_initial(const struct splitter *s, size_t i)
{
	const struct bw_token *t = &s->tokens[i];
	return t->end - t->start == 1 && (t->flags & BW_TOKEN_CAPITAL);
}

/* A plain dot after token i - 1: abbreviation, initial, list number, or an end. */
static bool dot_ends(const struct splitter *s, size_t first, size_t i, size_t next)
{
	if (ends_dotted(s, i))
		return is_starter(s, next);
	if (i == first || (s->tokens[i].flags & BW_TOKEN_SPACE))
		return true;
	const struct bw_token *prev = &s->tokens[i - 1];
	if (prev->kind == BW_TOKEN_NUMBER && i - 1 == first)
		return false;
	const uint64_t *class = bw_map_get(&s->pack->abbreviations, prev->word);
	if (class && *class == 'a')
		return false;
	if (is_initial(s, i - 1) && i - 1 > first && s->tokens[i - 2].kind == BW_TOKEN_NUMBER)
		return true; /* a unit, not a name: "980 W. The board" */
	if (is_initial(s, i - 1) || class)
		return is_starter(s, next);
	return true;
}

/* Whether a sentence that began at token first ends with the stop i, whose closers end before `next` (which exists in
 * the same paragraph). */
static bool ends_here(const struct splitter *s, size_t first, size_t i, size_t next)
{
	if (is_wide_stop(sign_at(s, i)))
		return true;
	if (!(s->tokens[next].flags & BW_TOKEN_SPACE))
		return false;
	size_t word = next;
	while (word + 1 < s->n && is_opener(s, word))
		word++;
	if (starts_lower(s, word))
		return false;
	if (is_ellipsis(s, i))
		return is_starter(s, next);
	uint32_t cp = sign_at(s, i);
	if ((cp == '?' || cp == '!') && next > i + 1 && speaker_follows(s, next))
		return false;
	return cp == '?' || cp == '!' || dot_ends(s, first, i, next);
}

static bool new_paragraph(const struct splitter *s, size_t i)
{
	size_t from = s->tokens[i - 1].end;
	return memchr(s->text.ptr + from, '\n', s->tokens[i].start - from) != NULL;
}

static void push(struct splitter *s, size_t first, size_t end)
{
	struct bw_sentence *out = BW_PUSH(s->arena, &s->out);
	*out = (struct bw_sentence){s->tokens[first].start, s->tokens[end - 1].end, (uint32_t)first,
				    (uint32_t)(end - first), s->paragraph};
	for (size_t i = first; i < end; i++)
		if (s->tokens[i].kind != BW_TOKEN_PUNCT) {
			s->tokens[i].flags |= BW_TOKEN_FIRST;
			break;
		}
}

/* Tokens [first, end) are one paragraph. */
static void split_paragraph(struct splitter *s, size_t first, size_t end)
{
	for (size_t i = first; i < end;) {
		size_t next = i + 1;
		if (!is_stop(s, i)) {
			i = next;
			continue;
		}
		while (next < end &&
		       (is_closer(s, next) || (is_stop(s, next) && !(s->tokens[next].flags & BW_TOKEN_SPACE))))
			next++;
		if (next < end && ends_here(s, first, i, next)) {
			push(s, first, next);
			first = next;
		}
		i = next;
	}
	if (first < end)
		push(s, first, end);
}

void bw_words_sentences(const struct bw_pack *p, struct bw_arena *a, struct bw_str text, struct bw_token *tokens,
			size_t n_tokens, struct bw_layer *out)
{
	struct splitter s = {.pack = p, .arena = a, .text = text, .tokens = tokens, .n = n_tokens};
	size_t first = 0;
	for (size_t i = 1; i <= n_tokens; i++) {
		if (i < n_tokens && !new_paragraph(&s, i))
			continue;
		split_paragraph(&s, first, i);
		first = i;
		s.paragraph++;
	}
	out->sentences = s.out.ptr;
	out->n_sentences = (uint32_t)s.out.len;
	out->n_paragraphs = s.paragraph;
}
