#include "annotate/words_part.h"

static bool new_paragraph(const struct bw_splitter *s, size_t i)
{
	size_t from = s->tokens[i - 1].end;
	return memchr(s->text.ptr + from, '\n', s->tokens[i].start - from) != NULL;
}

static void push(struct bw_splitter *s, size_t first, size_t end)
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
static void split_paragraph(struct bw_splitter *s, size_t first, size_t end)
{
	for (size_t i = first; i < end;) {
		size_t next = i + 1;
		if (!bw_boundary_stop(s, i)) {
			i = next;
			continue;
		}
		while (next < end && (bw_boundary_closer(s, next) ||
				      (bw_boundary_stop(s, next) && !(s->tokens[next].flags & BW_TOKEN_SPACE))))
			next++;
		if (next < end && bw_boundary_here(s, first, i, next)) {
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
	struct bw_splitter s = {.pack = p, .arena = a, .text = text, .tokens = tokens};
	size_t first = 0;
	for (size_t i = 1; i <= n_tokens; i++) {
		if (i < n_tokens && !new_paragraph(&s, i))
			continue;
		s.n = i;
		split_paragraph(&s, first, i);
		first = i;
		s.paragraph++;
	}
	out->sentences = s.out.ptr;
	out->n_sentences = (uint32_t)s.out.len;
	out->n_paragraphs = s.paragraph;
}
