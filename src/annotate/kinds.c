#include "annotate/kinds_part.h"

/*
 * The kind of an article from cues (a table) and from its build: clock times at the head of paragraphs, labels, the
 * voice of a person or of a house. A kind is taken when its weights reach ENOUGH; when several do, the order of `rank`
 * decides, the most formal evidence first.
 */
static const double enough = 4.0;
static const enum bw_kind rank[] = {BW_KIND_LIVE_BLOG, BW_KIND_LISTING, BW_KIND_ROUND_UP, BW_KIND_PRESS_RELEASE,
				    BW_KIND_OPINION,   BW_KIND_FILLER,  BW_KIND_ANALYSIS};
static const char *const place_names[BW_N_CUE_PLACE] = {"title", "head", "section", "author", "lead", "text", "tail"};

struct weigh {
	const struct bw_kinds *kinds;
	const struct bw_kind_pack *pack;
	struct bw_arena *arena;
	const struct bw_article *article;
	struct bw_notes *notes;
	double score[BW_N_KIND];
	bool clear_filler;
};

static int find_place(struct bw_str name)
{
	for (int i = 0; i < BW_N_CUE_PLACE; i++)
		if (bw_str_eq(name, bw_str_from(place_names[i])))
			return i;
	return -1;
}

static int find_kind(struct bw_str name)
{
	for (int i = 0; i < BW_N_KIND; i++)
		if (bw_str_eq(name, bw_str_from(bw_kind_name((enum bw_kind)i))))
			return i;
	return -1;
}

static int read_cues(struct bw_kinds *k, int pack, struct bw_arena *a, const struct bw_lexicon *t, struct bw_err *err)
{
	const char *language = pack < BW_N_READ_LANGUAGES ? bw_words_language(pack) : "";
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		int place = find_place(col[0]), kind = find_kind(col[1]);
		int64_t weight;
		if (place < 0 || kind < 0 || !bw_str_to_i64(col[2], &weight))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR ", row %zu: want place, kind, weight, phrase",
					  BW_ARG(t->name), i + 1);
		bw_words_phrase_in(&k->packs[pack].cues[place], language, col[3], false, (uint32_t)k->cue.len);
		*BW_PUSH(a, &k->cue) = (struct bw_kind_cue){(enum bw_kind)kind, (float)weight};
	}
	return 0;
}

static int read_voice(struct bw_kind_pack *p, const struct bw_lexicon *t, struct bw_err *err)
{
	static const char *const names[BW_N_VOICE_WORD] = {"", "i", "we", "day", "said", "about"};
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], word;
		uint64_t class = 1;
		while (class < BW_N_VOICE_WORD && !bw_str_eq(t->rows[i].col[0], bw_str_from(names[class])))
			class ++;
		if (class == BW_N_VOICE_WORD)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ' ', &word))
			*bw_map_put(&p->voice, bw_words_hash(word), NULL) = class;
	}
	return 0;
}

static int read_pack(struct bw_kinds *k, int pack, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	int rc = 0;
	if (pack < BW_N_READ_LANGUAGES) {
		const struct bw_lexicon *verbs = bw_words_table(l, pack, "speech-verbs");
		for (size_t i = 0; i < verbs->n_rows; i++)
			*bw_map_put(&k->packs[pack].voice, bw_words_hash(verbs->rows[i].col[0]), NULL) = BW_VOICE_SAID;
		rc = read_cues(k, pack, a, bw_words_table(l, pack, "kind-cues"), err);
		if (!rc)
			rc = read_voice(&k->packs[pack], bw_words_table(l, pack, "kind-words"), err);
	}
	return rc ? rc : read_cues(k, pack, a, bw_lexicon_get(l, "any/kind-cues"), err);
}

static void read_agencies(struct bw_kinds *k, const struct bw_lexicon *t)
{
	for (size_t i = 0; i < t->n_rows; i++)
		*bw_map_put(&k->agencies, bw_words_hash(t->rows[i].col[0]), NULL) = 1;
}

int bw_kinds_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_kinds **out, struct bw_err *err)
{
	struct bw_kinds *k = BW_NEW(a, struct bw_kinds);
	bw_map_init(&k->agencies);
	bw_map_init(&k->credit_words);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		bw_map_init(&k->packs[i].voice);
		for (int p = 0; p < BW_N_CUE_PLACE; p++)
			bw_phrases_init(&k->packs[i].cues[p]);
	}
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++)
		read_agencies(k, bw_words_table(l, i, "agencies"));
	*out = k;
	int rc = bw_credit_words_read(&k->credit_words, bw_lexicon_get(l, "any/credits"), err);
	for (int i = 0; i <= BW_N_READ_LANGUAGES && !rc; i++)
		rc = read_pack(k, i, a, l, err);
	return rc ? rc : bw_domains_open(&k->domains, a, l, err);
}

void bw_kinds_close(struct bw_kinds *k)
{
	if (!k)
		return;
	bw_domains_close(&k->domains);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		bw_map_release(&k->packs[i].voice);
		for (int p = 0; p < BW_N_CUE_PLACE; p++)
			bw_phrases_release(&k->packs[i].cues[p]);
	}
	bw_map_release(&k->agencies);
	bw_map_release(&k->credit_words);
}

int bw_kinds_pack(const char *language)
{
	int i = language[0] ? bw_words_language_index(language) : 0;
	return i < 0 ? BW_N_READ_LANGUAGES : i;
}

struct bw_str bw_kinds_domain_name(const struct bw_kinds *k, uint32_t id)
{
	return id < k->domains.n ? k->domains.row[id].name : BW_STR_NONE;
}

uint32_t bw_kinds_domain_count(const struct bw_kinds *k)
{
	return k->domains.n;
}

/* Every cue counts once, however often it stands. Words in quotation marks are somebody else's. */
static void weigh_words(struct weigh *w, enum bw_cue_place place, const uint64_t *words, const struct bw_token *tokens,
			size_t n)
{
	struct bw_map seen;
	bw_map_init(&seen);
	for (size_t i = 0; i < n; i++) {
		uint32_t cue;
		bool is_new;
		if (tokens && (tokens[i].flags & BW_TOKEN_QUOTED))
			continue;
		if (!bw_phrases_match(&w->pack->cues[place], words + i, n - i, &cue)) {
			if (place == BW_CUE_HEAD)
				break;
			continue;
		}
		bw_map_put(&seen, cue, &is_new);
		if (is_new)
			w->score[w->kinds->cue.ptr[cue].kind] += w->kinds->cue.ptr[cue].weight;
		if (place == BW_CUE_HEAD)
			break;
	}
	bw_map_release(&seen);
}

static void weigh_string(struct weigh *w, enum bw_cue_place place, struct bw_str text)
{
	uint64_t *words;
	size_t n = bw_words_folded_in(w->arena, w->notes->language, text, &words);
	weigh_words(w, place, words, NULL, n);
}

static uint32_t last_paragraph(const struct bw_layer *body)
{
	uint32_t s = body->n_sentences;
	while (s > 0 && body->sentences[s - 1].paragraph == body->sentences[body->n_sentences - 1].paragraph)
		s--;
	return body->n_sentences ? body->sentences[s].first : 0;
}

static void weigh_cues(struct weigh *w)
{
	enum { LEAD_TOKENS = 80 };
	const struct bw_layer *body = &w->notes->body;
	uint64_t *title = bw_words_keys(w->arena, &w->notes->title, false),
		 *words = bw_words_keys(w->arena, body, false);
	uint32_t tail = last_paragraph(body), lead = body->n_tokens < LEAD_TOKENS ? body->n_tokens : LEAD_TOKENS;
	weigh_words(w, BW_CUE_TITLE, title, NULL, w->notes->title.n_tokens);
	weigh_words(w, BW_CUE_HEAD, title, NULL, w->notes->title.n_tokens);
	weigh_string(w, BW_CUE_SECTION, w->article->section);
	weigh_string(w, BW_CUE_AUTHOR, w->article->author);
	weigh_words(w, BW_CUE_LEAD, words, body->tokens, lead);
	weigh_words(w, BW_CUE_TEXT, words, body->tokens, body->n_tokens);
	weigh_words(w, BW_CUE_TAIL, words + tail, body->tokens + tail, body->n_tokens - tail);
}

static bool is_clock(struct bw_str token)
{
	if (token.len < 4 || token.len > 5)
		return false;
	for (size_t i = 0; i < token.len; i++) {
		bool sign = i == token.len - 3;
		char c = token.ptr[i];
		if (sign ? c != ':' && c != '.' : c < '0' || c > '9')
			return false;
	}
	return true;
}

static bool token_is(const struct weigh *w, uint32_t i, const char *word)
{
	const struct bw_layer *body = &w->notes->body;
	return i < body->n_tokens &&
	       bw_str_eq_ascii_nocase(bw_token_text(w->article->text, &body->tokens[i]), bw_str_from(word));
}

/* A label at the head of a paragraph: one to three words, then a full stop or colon, then more. */
static bool is_label(const struct weigh *w, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end && i < first + 4; i++) {
		if (w->notes->body.tokens[i].kind == BW_TOKEN_PUNCT)
			return i > first && i + 3 < end && (token_is(w, i, ".") || token_is(w, i, ":"));
		if (w->notes->body.tokens[i].kind == BW_TOKEN_NUMBER)
			return false;
	}
	return false;
}

static bool is_bullet(const struct weigh *w, uint32_t i)
{
	return token_is(w, i, "-") || token_is(w, i, "*") || token_is(w, i, "\xE2\x80\xA2") ||
	       token_is(w, i, "\xE2\x80\x94");
}

/* Paragraphs that begin with a time of day, a label or a bullet. */
static void weigh_paragraphs(struct weigh *w)
{
	const struct bw_layer *body = &w->notes->body;
	uint32_t clocks = 0, labels = 0, bullets = 0, n = body->n_paragraphs;
	for (uint32_t s = 0, next; s < body->n_sentences; s = next) {
		uint32_t first = body->sentences[s].first;
		for (next = s + 1;
		     next < body->n_sentences && body->sentences[next].paragraph == body->sentences[s].paragraph;)
			next++;
		uint32_t end = body->sentences[next - 1].first + body->sentences[next - 1].n_tokens;
		clocks += is_clock(bw_token_text(w->article->text, &body->tokens[first]));
		labels += is_label(w, first, end);
		bullets += is_bullet(w, first);
	}
	w->score[BW_KIND_LIVE_BLOG] += w->article->form == BW_ARTICLE_LIVE_BLOG ? 5 : 0;
	w->score[BW_KIND_ROUND_UP] += w->article->form == BW_ARTICLE_ROUND_UP ? 5 : 0;
	if (n >= 3 && clocks * 2 >= n)
		w->score[BW_KIND_LIVE_BLOG] += 5;
	if (n >= 4 && labels * 2 >= n)
		w->score[BW_KIND_LISTING] += 5;
	if (n >= 4 && bullets * 3 >= n * 2)
		w->score[BW_KIND_LISTING] += 5;
}

/* "About Acme" alone on a line, or a last paragraph that begins so: how houses sign what they publish. */
enum { ABOUT_TOKENS = 7, ABOUT_NAME = 4 };

/* A name stands right behind "About", or behind its article ("À propos de l'Institut"). */
static bool names_house(const struct bw_layer *body, const struct bw_sentence *k)
{
	const struct bw_token *last = &body->tokens[k->first + k->n_tokens - 1];
	if (last->kind == BW_TOKEN_PUNCT)
		return false; /* a sentence, no heading */
	for (uint32_t i = k->first + 1; i < k->first + k->n_tokens && i < k->first + ABOUT_NAME; i++)
		if (body->tokens[i].flags & BW_TOKEN_CAPITAL)
			return true;
	return false;
}

static bool has_about(const struct weigh *w)
{
	const struct bw_layer *body = &w->notes->body;
	for (uint32_t s = body->n_sentences; s-- > 1;) {
		const struct bw_sentence *k = &body->sentences[s];
		if (k->paragraph + 3 < body->n_paragraphs)
			return false;
		const uint64_t *class = bw_map_get(&w->pack->voice, body->tokens[k->first].word);
		if (k->paragraph != body->sentences[s - 1].paragraph && class && *class == BW_VOICE_ABOUT &&
		    k->n_tokens > 1 && k->n_tokens <= ABOUT_TOKENS && names_house(body, k))
			return true;
	}
	return false;
}

struct voice {
	uint32_t words, questions, n[BW_N_VOICE_WORD];
};

/* Who speaks outside quotation marks, and whether it is told like news: on days, by verbs of speech. A "day" that is
 * written small is a part of another word's sense ("sunday best") where the language capitalises days. */
static struct voice voice_of(const struct weigh *w)
{
	const struct bw_layer *body = &w->notes->body;
	struct voice v = {0};
	for (uint32_t i = 0; i < body->n_tokens; i++) {
		const struct bw_token *t = &body->tokens[i];
		if (t->flags & BW_TOKEN_QUOTED)
			continue;
		v.words += t->kind == BW_TOKEN_WORD;
		v.questions += t->kind == BW_TOKEN_PUNCT && w->article->text.ptr[t->start] == '?';
		const uint64_t *class = bw_map_get(&w->pack->voice, t->word);
		if (class)
			v.n[*class]++;
	}
	return v;
}

/* Percent of words for the persons; verbs of speech a sentence. An essay asks, counts itself in, and names no day. */
static void weigh_voice(struct weigh *w)
{
	enum { ESSAY_SENTENCES = 12 };
	struct voice v = voice_of(w);
	if (!v.words)
		return;
	uint32_t n_i = v.n[BW_VOICE_I], n_we = v.n[BW_VOICE_WE];
	double i = 100.0 * n_i / v.words, we = 100.0 * n_we / v.words;
	w->score[BW_KIND_OPINION] += i > 1.0 ? 3 : i > 0.3 ? 2 : 0;
	w->score[BW_KIND_OPINION] += v.questions >= 4 ? 1 : 0;
	w->score[BW_KIND_PRESS_RELEASE] += (we > 0.5 && !n_i ? 2 : 0) + (has_about(w) ? 5 : 0);
	if (w->notes->body.n_sentences < ESSAY_SENTENCES)
		return;
	double says = (double)v.n[BW_VOICE_SAID] / w->notes->body.n_sentences;
	w->score[BW_KIND_ANALYSIS] += (v.questions >= 2 ? 1.5 : v.questions) + (n_i ? 1 : 0) + (n_we ? 1 : 0);
	w->score[BW_KIND_ANALYSIS] += (v.n[BW_VOICE_DAY] ? 0 : 1) + (says < 0.3 ? 1 : 0);
}

/*
 * Asides against strategic domains. Most of the weight lies on the best of each class: news of trade borrows words of
 * sport ("wins", "race"), but not many of one aside. Clear filler beats what else the build or the author line say:
 * houses publish their open days too.
 */
static void weigh_domains(struct weigh *w, const struct bw_domain_sums *s)
{
	const double rest = 0.35, half = 0.5, filler_ratio = 0.95, clear_ratio = 1.3, least = 6.0;
	double strategic = (1.0 - rest) * s->strategic + half * rest * s->strategic_all;
	double aside = (1.0 - rest) * s->aside + rest * s->aside_all;
	double ratio = aside / (strategic + 1.0);
	if (aside >= least && ratio >= filler_ratio)
		w->score[BW_KIND_FILLER] += 5;
	w->clear_filler = aside >= least && (ratio >= clear_ratio || (ratio >= 1.0 && w->score[BW_KIND_FILLER] >= 9));
	if (ratio < 0.4 && strategic >= least)
		w->score[BW_KIND_FILLER] = 0;
}

static enum bw_kind decide(const struct weigh *w)
{
	if (w->clear_filler)
		return BW_KIND_FILLER;
	for (size_t i = 0; i < sizeof(rank) / sizeof(*rank); i++)
		if (w->score[rank[i]] >= enough &&
		    (rank[i] != BW_KIND_OPINION || w->score[BW_KIND_OPINION] >= w->score[BW_KIND_ANALYSIS]))
			return rank[i];
	return BW_KIND_NEWS;
}

void bw_kinds_note(const struct bw_kinds *k, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes)
{
	struct weigh w = {.kinds = k,
			  .pack = &k->packs[bw_kinds_pack(notes->language)],
			  .arena = a,
			  .article = article,
			  .notes = notes};
	struct bw_domain_sums sums = bw_domains_note(&k->domains, a, notes);
	weigh_cues(&w);
	weigh_paragraphs(&w);
	weigh_voice(&w);
	weigh_domains(&w, &sums);
	notes->kind = decide(&w);
	if (notes->kind == BW_KIND_FILLER)
		notes->n_domains = 0;
	bw_credit_note(k, article, notes);
}
