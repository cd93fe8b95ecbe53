#include <pthread.h>

#include "core/mem.h"
#include "run/engine.h"

/* Articles are dealt out by index, so that neither the results nor the memory they lie in depend on which thread was
 * faster. */
struct worker {
	const struct bw_annotator *annotator;
	const struct bw_article *const *articles;
	struct bw_notes *notes;
	struct bw_arena *arena;
	size_t first, n, step;
	pthread_t thread;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	for (size_t i = w->first; i < w->n; i += w->step)
		bw_annotate(w->annotator, w->arena, w->articles[i], &w->notes[i]);
	return NULL;
}

void bw_engine_annotate(struct bw_engine *e, const struct bw_article *const *articles, size_t n,
			struct bw_annotated *out)
{
	int jobs = n < (size_t)e->jobs ? (int)n : e->jobs;
	if (jobs < 1)
		jobs = 1;
	*out = (struct bw_annotated){.n = n, .jobs = jobs};
	out->arenas = bw_mem_alloc((size_t)jobs * sizeof(*out->arenas));
	out->notes = bw_mem_alloc((n + 1) * sizeof(*out->notes));
	struct worker *workers = bw_mem_alloc((size_t)jobs * sizeof(*workers));
	int started = 1;
	for (int i = 0; i < jobs; i++) {
		bw_arena_init(&out->arenas[i]);
		workers[i] = (struct worker){e->annotator, articles, out->notes,   &out->arenas[i],
					     (size_t)i,    n,        (size_t)jobs, 0};
	}
	while (started < jobs && pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
		started++;
	work(&workers[0]);
	for (int i = started; i < jobs; i++) /* threads that the system would not give */
		work(&workers[i]);
	for (int i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	bw_mem_free(workers);
}

void bw_annotated_release(struct bw_annotated *x)
{
	for (int i = 0; i < x->jobs; i++)
		bw_arena_release(&x->arenas[i]);
	bw_mem_free(x->arenas);
	bw_mem_free(x->notes);
	*x = (struct bw_annotated){0};
}
