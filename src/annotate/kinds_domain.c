#include <math.h>
#include <stdlib.h>

#include "annotate/kinds_part.h"

/*
 * Domains by a weighted vocabulary. A term counts once, more when it returns or stands in title or lead: an article in
 * which one word of a domain stands thirty times is no more of it than one with five of its words. Scores are s / (s +
 * half), so that they do not grow with length.
 */
enum { MAX_PHRASE = 8 };
static const double title_factor = 2.5, lead_factor = 1.5;
static const double half_base = 7.0, half_per_word = 0.012; /* raw sum that gives score 0.5 */
static const double min_score = 0.28, min_share = 0.34;     /* of the strongest */

struct tally {
	double weight[BW_DOMAINS_MAX];
	uint32_t terms[BW_DOMAINS_MAX];
};

static int find_domain(struct bw_domains *d, const struct bw_lexicon_row *row, uint32_t *id)
{
	for (*id = 0; *id < d->n; (*id)++)
		if (bw_str_eq(d->row[*id].name, row->col[0]))
			return 0;
	if (d->n == BW_DOMAINS_MAX)
		return -1;
	d->row[d->n].name = row->col[0];
	d->row[d->n].aside = bw_str_eq(row->col[1], BW_STR("aside"));
	d->n++;
	return 0;
}

/* Uses of one term are a chain that the phrase set enters at its first. */
static void add_term(struct bw_domains *d, struct bw_arena *a, int language, struct bw_str term, uint32_t domain,
		     float weight)
{
	uint64_t *stems;
	uint32_t first;
	struct bw_phrases *terms = &d->terms[language];
	size_t n = bw_words_stemmed_in(a, bw_words_language(language), term, &stems);
	if (!n)
		return;
	uint32_t at = (uint32_t)d->uses.len;
	*BW_PUSH(a, &d->uses) = (struct bw_domain_use){domain, weight, -1};
	if (bw_phrases_match(terms, stems, n, &first) != n) {
		bw_phrases_add_hashes(terms, stems, n, at);
		return;
	}
	while (d->uses.ptr[first].domain != domain && d->uses.ptr[first].next >= 0)
		first = (uint32_t)d->uses.ptr[first].next;
	if (d->uses.ptr[first].domain != domain)
		d->uses.ptr[first].next = (int32_t)at;
}

/* English comes first and names all domains; the tables of other languages may add their own. */
static int read_table(struct bw_domains *d, struct bw_arena *a, int language, const struct bw_lexicon *t,
		      struct bw_err *err)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_lexicon_row *row = &t->rows[i];
		struct bw_str rest = row->col[3], term;
		uint32_t domain;
		int64_t weight;
		if (find_domain(d, row, &domain) || !bw_str_to_i64(row->col[2], &weight))
			return bw_err_set(err, BW_EINPUT,
					  "table %" BW_PRISTR ", row %zu: want name, class, weight, terms",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ',', &term))
			add_term(d, a, language, bw_str_trim(term), domain, (float)weight);
	}
	return 0;
}

int bw_domains_open(struct bw_domains *d, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err)
{
	int rc = 0;
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++)
		bw_phrases_init(&d->terms[i]);
	for (int i = 0; i < BW_N_READ_LANGUAGES && !rc; i++)
		rc = read_table(d, a, i, bw_words_table(l, i, "domains"), err);
	return rc;
}

void bw_domains_close(struct bw_domains *d)
{
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++)
		bw_phrases_release(&d->terms[i]);
}

struct seen {
	const struct bw_domains *domains;
	const struct bw_phrases *terms;
	struct bw_map count; /* first use of a term -> times */
};

/* Longest match first, words of it are used up: "data centre" is not also "centre". */
static void count_terms(struct seen *s, const uint64_t *stems, size_t n, uint64_t unit)
{
	for (size_t i = 0; i < n;) {
		uint32_t use;
		size_t len = bw_phrases_match(s->terms, stems + i, n - i < MAX_PHRASE ? n - i : MAX_PHRASE, &use);
		if (len)
			*bw_map_put(&s->count, use, NULL) += unit;
		i += len ? len : 1;
	}
}

/* Counts are packed: body in the low bits, lead from bit 20, title from bit 40. */
static void add_up(const struct seen *s, struct tally *t)
{
	for (uint32_t i = 0; i < s->count.len; i++) {
		uint64_t n = s->count.entries[i].value;
		double times = (double)(n & 0xFFFFF) + lead_factor * (double)(n >> 20 & 0xFFFFF) +
			       title_factor * (double)(n >> 40);
		double factor = 1.0 + log(times < 1.0 ? 1.0 : times);
		for (int32_t u = (int32_t)s->count.entries[i].key; u >= 0; u = s->domains->uses.ptr[u].next) {
			const struct bw_domain_use *use = &s->domains->uses.ptr[u];
			t->weight[use->domain] += use->weight * factor;
			t->terms[use->domain]++;
		}
	}
}

static int by_score(const void *x, const void *y)
{
	const struct bw_domain *a = x, *b = y;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static struct bw_domain_sums sum_up(const struct bw_domains *d, const struct tally *t)
{
	struct bw_domain_sums sums = {0};
	for (uint32_t i = 0; i < d->n; i++) {
		double *best = d->row[i].aside ? &sums.aside : &sums.strategic;
		double *all = d->row[i].aside ? &sums.aside_all : &sums.strategic_all;
		*best = t->weight[i] > *best ? t->weight[i] : *best;
		*all += t->weight[i];
	}
	return sums;
}

static void keep_strong(const struct bw_domains *d, struct bw_arena *a, const struct tally *t, double top,
			struct bw_notes *notes)
{
	BW_VEC(struct bw_domain) out = {0};
	double half = half_base + half_per_word * notes->body.n_tokens;
	for (uint32_t i = 0; i < d->n; i++) {
		double score = t->weight[i] / (t->weight[i] + half);
		if (d->row[i].aside || t->terms[i] < 2 || score < min_score || t->weight[i] < min_share * top)
			continue;
		*BW_PUSH(a, &out) = (struct bw_domain){i, (float)score};
	}
	if (!out.len)
		return;
	qsort(out.ptr, out.len, sizeof(*out.ptr), by_score);
	notes->domains = out.ptr;
	notes->n_domains = (uint32_t)out.len;
}

struct bw_domain_sums bw_domains_note(const struct bw_domains *d, struct bw_arena *a, struct bw_notes *notes)
{
	enum { LEAD_TOKENS = 70 };
	int language = bw_kinds_pack(notes->language);
	if (language == BW_N_READ_LANGUAGES)
		return (struct bw_domain_sums){0};
	struct seen seen = {.domains = d, .terms = &d->terms[language]};
	struct tally tally = {0};
	uint32_t lead = notes->body.n_tokens < LEAD_TOKENS ? notes->body.n_tokens : LEAD_TOKENS;
	uint64_t *title = bw_words_keys(a, &notes->title, true), *body = bw_words_keys(a, &notes->body, true);
	bw_map_init(&seen.count);
	count_terms(&seen, title, notes->title.n_tokens, UINT64_C(1) << 40);
	count_terms(&seen, body, lead, UINT64_C(1) << 20);
	count_terms(&seen, body + lead, notes->body.n_tokens - lead, 1);
	add_up(&seen, &tally);
	bw_map_release(&seen.count);
	struct bw_domain_sums sums = sum_up(d, &tally);
	keep_strong(d, a, &tally, sums.strategic, notes);
	return sums;
}
