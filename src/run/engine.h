/*
 * Everything that a run needs, opened together: settings, lexicons, annotator, desks and the store. The only room that
 * knows both the stages and the store.
 */
#ifndef BW_RUN_ENGINE_H
#define BW_RUN_ENGINE_H

#include "annotate/annotate.h"
#include "compose/compose.h"
#include "core/arena.h"
#include "core/config.h"
#include "core/lexicon.h"
#include "store/store.h"
#include "story/voice.h"

/* Where a user's things stand. One folder when --home or BELLWETHER_HOME says so, else the XDG folders. */
struct bw_home {
	const char *config;  /* config.ini */
	const char *desks;   /* desks.ini */
	const char *lexicon; /* the user's own tables */
	const char *data;    /* folder of the store */
	const char *store;   /* bellwether.db */
};

/* dir NULL: BELLWETHER_HOME, else XDG. BW_EUSAGE when no folder can be told. */
int bw_home_find(struct bw_arena *a, const char *dir, struct bw_home *out, struct bw_err *err);

struct bw_engine {
	struct bw_arena arena; /* lives as long as the engine */
	struct bw_home home;
	struct bw_config *config;
	struct bw_lexicons lexicons;
	struct bw_annotator *annotator;
	struct bw_propositions *propositions; /* word lists of the signal room */
	struct bw_owners *owners;             /* who owns which outlet; lies in the arena */
	struct bw_desks desks;
	struct bw_store *store;
	struct bw_workers *workers; /* run/workers.h: they parse what comes from outside; started at first use */
	int jobs;                   /* threads for annotation, workers for parsing */
};

enum bw_engine_mode {
	BW_ENGINE_NO_STORE, /* stages only: for verbs that keep nothing */
	BW_ENGINE_EXISTING, /* BW_ENOTFOUND when there is no store yet */
	BW_ENGINE_CREATE,   /* makes folders and store */
};

int bw_engine_open(struct bw_engine *e, const char *home_dir, enum bw_engine_mode mode, struct bw_err *err);
void bw_engine_close(struct bw_engine *e);
/* Writes config.ini and desks.ini with their explanations where they are missing. *made counts the files written. */
int bw_engine_init(struct bw_engine *e, int *made, struct bw_err *err);

/* One writer at a time: waits for nobody. BW_EBUSY when another run is under way. The lock ends with the process,
 * however it ends. */
int bw_engine_lock(struct bw_engine *e, int *lock, struct bw_err *err);
void bw_engine_unlock(int lock);

/* Annotates n articles with e->jobs threads; each result lies in its own arena of the pool. Results do not depend on
 * the number of threads. */
struct bw_annotated {
	struct bw_arena *arenas; /* jobs of them */
	struct bw_notes *notes;  /* n of them, in order */
	size_t n;
	int jobs;
};
void bw_engine_annotate(struct bw_engine *e, const struct bw_article *const *articles, size_t n,
			struct bw_annotated *out);
void bw_annotated_release(struct bw_annotated *x);

#endif
