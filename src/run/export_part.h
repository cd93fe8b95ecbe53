/* What the parts of the export share. Private to run/export*.c. */
#ifndef BW_RUN_EXPORT_PART_H
#define BW_RUN_EXPORT_PART_H

#include "core/json.h"
#include "run/export.h"
#include "run/view.h"

enum { BW_EXPORT_OBJECT_MAX = 64 << 20 };

/* One line at a time: an object is built in `line`, then handed to the sink. */
struct bw_exporting {
	struct bw_loaded_view *v;
	const struct bw_annotator *annotator;
	const struct bw_sink *sink;
	struct bw_buf line;
	struct bw_json_out j;
	struct bw_err *err;
};

void bw_export_begin(struct bw_exporting *x, const char *type);
int bw_export_end(struct bw_exporting *x);
void bw_export_id(struct bw_exporting *x, const char *key, uint64_t id);
void bw_export_time(struct bw_exporting *x, const char *key, bw_time t);
const struct bw_view_article *bw_export_article(const struct bw_exporting *x, uint64_t key); /* NULL: not there */
void bw_export_url(struct bw_exporting *x, const char *key, uint64_t article);

/* export_story.c */
int bw_export_put_article(struct bw_exporting *x, const struct bw_view_article *a);
int bw_export_put_development(struct bw_exporting *x, const struct bw_view_development *d);
int bw_export_put_conflict(struct bw_exporting *x, const struct bw_conflict *c);
/* export_edition.c: the editions made by now */
int bw_export_put_editions(struct bw_exporting *x, struct bw_engine *e, bw_time now);

#endif
