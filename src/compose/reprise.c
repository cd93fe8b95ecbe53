#include "compose/reprise.h"

#include <stdio.h>

#include "compose/wording.h"

/* A day named in the sentence lies well before the article's own. */
static bool names_old_day(const struct bw_notes *notes, uint32_t sentence, bw_time at)
{
	for (uint32_t i = 0; i < notes->n_figures; i++) {
		const struct bw_figure *f = &notes->figures[i];
		if (f->unit == BW_UNIT_DATE && f->sentence == sentence && f->value < (double)(at - 7 * BW_DAY))
			return true;
	}
	return false;
}

/* A year before the article's own: "first published in 2019". */
static bool names_old_year(struct bw_str text, bw_time at)
{
	int64_t year;

	for (size_t i = 0; i + 4 <= text.len; i++) {
		bool begins = i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '/' || text.ptr[i - 1] == '-';
		bool ends = i + 4 == text.len || text.ptr[i + 4] < '0' || text.ptr[i + 4] > '9';
		if (begins && ends && bw_str_to_i64(bw_str_sub(text, i, 4), &year) && year >= 1900 &&
		    year < bw_time_date(at).year)
			return true;
	}
	return false;
}

static bool sentence_tells(struct bw_str table, struct bw_str text, const struct bw_notes *notes, uint32_t sentence,
			   bw_time at)
{
	struct bw_str phrase, class;
	size_t pos = 0;

	while (bw_wording_next(table, &pos, &phrase, &class)) {
		if (bw_str_find_ascii_nocase(text, phrase, 0) == BW_NPOS)
			continue;
		if (bw_str_eq(class, BW_STR("always")) || names_old_day(notes, sentence, at) ||
		    names_old_year(text, at))
			return true;
	}
	return false;
}

bool bw_reprise_is(const struct bw_article *article, const struct bw_notes *notes, bw_time at)
{
	char name[24];
	struct bw_str table;

	snprintf(name, sizeof name, "%s/reprises", notes->language[0] ? notes->language : "en");
	table = bw_wording_open(name);
	for (uint32_t i = 0; i < notes->body.n_sentences; i++) {
		const struct bw_sentence *s = &notes->body.sentences[i];
		struct bw_str text = bw_str_sub(article->text, s->start, s->end - s->start);
		/* Such a note stands at either end; in the middle it speaks of something else. */
		bool edge = i < 2 || i + 3 >= notes->body.n_sentences;
		if (edge && sentence_tells(table, text, notes, i, at))
			return true;
	}
	return false;
}
