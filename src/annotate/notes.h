/*
 * What annotate adds to an article: spans over its title and text. All offsets count bytes, [start, end), of
 * article.title or article.text. Everything lies in the arena that was given; nothing here owns a copy of text except
 * names that were put together.
 */
#ifndef BW_ANNOTATE_NOTES_H
#define BW_ANNOTATE_NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "core/str.h"
#include "core/time.h"

/* ---- words and sentences ---- */

enum bw_token_kind { BW_TOKEN_WORD, BW_TOKEN_NUMBER, BW_TOKEN_PUNCT, BW_TOKEN_URL };
enum bw_token_flag {
	BW_TOKEN_CAPITAL = 1, /* starts with an upper-case letter */
	BW_TOKEN_ALLCAPS = 2, /* two letters or more, all upper case */
	BW_TOKEN_STOP = 4,    /* function word: carries no topic */
	BW_TOKEN_QUOTED = 8,  /* inside quotation marks */
	BW_TOKEN_FIRST = 16,  /* first word of its sentence */
	BW_TOKEN_SPACE = 32,  /* white space stands before it */
};
struct bw_token {
	uint32_t start, end;
	uint64_t word; /* bw_str_hash of the folded form ("Gdańsk’s": "gdansk" + "'s"; clitics 's n't 're 've 'll 'd are
			  tokens of their own) */
	uint64_t stem; /* bw_str_hash of the stem; 0 for punctuation */
	uint8_t kind, flags;
};
struct bw_sentence {
	uint32_t start, end;      /* without white space around it; closing quotes belong to it */
	uint32_t first, n_tokens; /* into tokens */
	uint32_t paragraph;       /* from 0 */
};
/* One text (the title or the body) as tokens and sentences. */
struct bw_layer {
	const struct bw_token *tokens;
	const struct bw_sentence *sentences;
	uint32_t n_tokens, n_sentences, n_paragraphs;
};
/* A stem that carries topic, with how often it stands in title, lead (first 60 words) and body. Ordered by stem. */
struct bw_term {
	uint64_t stem;
	uint16_t in_title, in_lead, in_body;
	struct bw_str shown; /* the commonest surface form, for people */
};

/* ---- actors and places ---- */

enum bw_actor_kind {
	BW_ACTOR_ORG,
	BW_ACTOR_PERSON,
	BW_ACTOR_COUNTRY,
	BW_ACTOR_PRODUCT,
	BW_ACTOR_LAW,
	BW_ACTOR_PLACE,
	BW_ACTOR_UNKNOWN
};
struct bw_actor {
	struct bw_str name; /* longest form in this article, title and possessive off ("Ada Lovelace") */
	enum bw_actor_kind kind;
	const struct bw_str *aliases; /* other forms in this article, the name not among them */
	uint32_t n_aliases;
	uint32_t n_mentions;
	bool agentive;   /* does or says something here (methods.md 2.2) */
	float salience;  /* methods.md 2.2; 4 and more is a key actor of the article */
	uint32_t known;  /* what the gazette knows it as, the same for all names of one thing; 0 nothing */
	char country[3]; /* ISO 3166 alpha-2 or "EU" for countries and blocs (and where the text says whose it is); ""
			    unknown */
	struct bw_str role;  /* office or trade that the text gives a person ("chief executive"); "" unknown */
	int32_t affiliation; /* index into actors: the body that the person belongs to by the text; -1 unknown */
};
struct bw_mention {
	uint32_t start, end; /* in the text, or in the title when in_title */
	uint32_t actor;      /* index into actors */
	bool in_title;
};
struct bw_geo {
	char code[3];
	float score;
}; /* jurisdiction, strongest first */

/* ---- quotations, figures, statements ---- */

enum bw_mode {
	BW_MODE_OWN,
	BW_MODE_DIRECT,
	BW_MODE_REPORTED
}; /* the outlet's own voice, words in quotation marks, indirect speech */
struct bw_quotation {
	uint32_t start, end;                 /* the quoted words, marks included for direct speech */
	uint32_t speaker_start, speaker_end; /* span of the speaker's name or role in the text; equal when unknown */
	int32_t actor;                       /* index into actors; -1 unknown */
	enum bw_mode mode;                   /* DIRECT or REPORTED */
	int32_t affiliation; /* index into actors: the body for which the speaker speaks, named with him ("a spokesman
				for X") or known of him in this article; -1 unknown */
	uint32_t sentence;   /* index of the first sentence it stands in */
};
enum bw_figure_unit { BW_UNIT_COUNT, BW_UNIT_PERCENT, BW_UNIT_MONEY, BW_UNIT_DATE, BW_UNIT_MEASURE };
/* How the text bounds a figure: "21", "about 21", "up to 21" and "fewer than 21", "at least 21" and "more than 21",
 * "20 to 22". */
enum bw_bound { BW_BOUND_NONE, BW_BOUND_ABOUT, BW_BOUND_AT_MOST, BW_BOUND_AT_LEAST, BW_BOUND_RANGE };
struct bw_figure {
	uint32_t start, end; /* "about 13 million" */
	uint32_t sentence;
	double value; /* scaled: 13000000; for BW_UNIT_DATE seconds since the epoch (day, or first of the month) */
	enum bw_figure_unit unit;
	uint64_t unit_key;       /* hash of currency or measure ("usd", "km"); 0 none */
	struct bw_str unit_name; /* the same in words, in the lexicon's memory; "" none */
	uint64_t head;           /* stem of the noun that is counted ("exchanges"); 0 unknown */
	bool approximate;        /* about, nearly, up to, more than: any bound; and shares in words */
	enum bw_bound bound;
	double low, high; /* what the figure spans, value among it: the ends of a range, the first and the last second
			     of a day, month, quarter or year; -INFINITY or INFINITY where the bound, "by" or "since"
			     leaves it open */
	int32_t date;     /* index into figures: the date that the value belongs to ("14 million in 2027"); -1 none */
};

enum bw_status {
	BW_STATUS_NONE, /* unknown */
	/* law */
	BW_STATUS_PROPOSED,
	BW_STATUS_COMMITTEE,
	BW_STATUS_PASSED_CHAMBER,
	BW_STATUS_ENACTED,
	BW_STATUS_IN_FORCE,
	BW_STATUS_BLOCKED,
	BW_STATUS_WITHDRAWN,
	/* fact */
	BW_STATUS_ALLEGED,
	BW_STATUS_DENIED,
	BW_STATUS_COMPANY_CLAIM,
	BW_STATUS_CONFIRMED,
	/* research */
	BW_STATUS_PRE_PRINT,
	BW_STATUS_PEER_REVIEWED,
	/* future */
	BW_STATUS_FORECAST,
	BW_N_STATUS,
};
enum bw_frame { /* what kind of proposition (methods.md 6.1) */
		BW_FRAME_NONE,
		BW_FRAME_CAUSAL,
		BW_FRAME_TREND,
		BW_FRAME_COMPARISON,
		BW_FRAME_POLICY,
		BW_FRAME_CAPABILITY,
		BW_FRAME_DEAL,
		BW_FRAME_STRUCTURAL,
		BW_FRAME_PREDICTION,
		BW_FRAME_PRESCRIPTION,
		BW_N_FRAME,
};
enum bw_act { BW_ACT_ASSERTION, BW_ACT_ALLEGATION, BW_ACT_DENIAL, BW_ACT_FORECAST, BW_ACT_DEMAND, BW_ACT_JUDGEMENT };
struct bw_statement {
	uint32_t start, end; /* the quote: one whole sentence, or the sentences that one quotation runs over */
	uint32_t anchor_start, anchor_end; /* the words that carry the claim, inside the quote */
	uint32_t sentence;                 /* index of its first sentence */
	enum bw_mode mode;
	enum bw_status status;
	enum bw_act act;
	enum bw_frame frame;
	uint32_t speaker_start, speaker_end; /* equal when unknown */
	int32_t speaker;                     /* index into actors; -1 unknown or the outlet itself */
	int8_t polarity;                     /* +1 asserted, -1 negated or denied */
	int8_t direction;                    /* +1 rises, enables; -1 falls, hinders; 0 none */
	bool hedged;
	uint32_t cause_start, cause_end;   /* where the sentence states a cause and its effect: their words; */
	uint32_t effect_start, effect_end; /* both inside the quote, both empty when it does not */
	int32_t affiliation;               /* as in bw_quotation */
	float score; /* usefulness, methods.md 6.1, times what the kind of article makes of it; 4 and more is worth
			a desk's attention */
	const uint32_t *actors; /* indices into bw_notes.actors of those named in the quote */
	uint32_t n_actors;
};

/* ---- the article as a whole ---- */

enum bw_kind {
	BW_KIND_NEWS,
	BW_KIND_ANALYSIS,
	BW_KIND_OPINION,
	BW_KIND_PRESS_RELEASE,
	BW_KIND_LIVE_BLOG,
	BW_KIND_ROUND_UP,
	BW_KIND_LISTING,
	BW_KIND_FILLER,
	BW_N_KIND
};
struct bw_domain {
	uint32_t id;
	float score;
}; /* row of the lexicon "en/domains" by id; score 0..1, strongest first */

struct bw_notes {
	char language[4]; /* ISO 639-1, "" unknown */
	enum bw_kind kind;
	struct bw_layer title, body;
	const struct bw_term *terms;
	const struct bw_actor *actors;     /* strongest first */
	const struct bw_mention *mentions; /* title first, then by start */
	const struct bw_geo *geo;
	const struct bw_quotation *quotations;
	const struct bw_figure *figures;
	const struct bw_statement *statements; /* by start */
	const struct bw_domain *domains;
	struct bw_str credit;   /* agency or outlet the text credits for itself ("AFP", from "(AFP) -" or "Reuters
				   reported"); "" none */
	struct bw_str reported; /* agency or outlet whose report the text tells (", Reuters reported"), also where it
				   credits another for itself; "" none */
	uint32_t n_terms, n_actors, n_mentions, n_geo, n_quotations, n_figures, n_statements, n_domains;
};

const char *bw_status_name(enum bw_status s);  /* "passed-chamber"; "" for NONE */
const char *bw_status_words(enum bw_status s); /* "passed one chamber; not law", for pages; "" for NONE */
enum bw_status bw_status_from_name(struct bw_str name);
const char *bw_mode_name(enum bw_mode m);             /* "own", "direct", "reported" */
const char *bw_kind_name(enum bw_kind k);             /* "news", "press-release", ... */
const char *bw_actor_kind_name(enum bw_actor_kind k); /* "org", "person", ... */
const char *bw_frame_name(enum bw_frame f);
const char *bw_act_name(enum bw_act a);                 /* "assertion", "denial", ... */
const char *bw_figure_unit_name(enum bw_figure_unit u); /* "count", "percent", ... */
const char *bw_bound_name(enum bw_bound b);             /* "", "about", "at most", ... */

#endif
