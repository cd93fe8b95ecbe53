#include "run/correct.h"

#include "core/digest.h"
#include "run/correct_part.h"

/* How often it is looked whether all went where it should; each round says what is missing. */
enum { ROUNDS_MAX = 8 };

/* ---- who leaves and who stays ---- */

static bool is_in(const struct side *s, uint64_t key)
{
	for (size_t i = 0; i < s->rows.len; i++)
		if (s->rows.ptr[i].key == key)
			return true;
	return false;
}

/* Copies go where their original goes. */
static void part(struct correcting *c, const uint64_t *named_keys, size_t n)
{
	for (size_t i = 0; i < c->from.members.rows.len; i++) {
		const struct bw_derived_row *row = &c->from.members.rows.ptr[i];
		bool leaves = is_in(&c->off, row->verdict.origin);
		for (size_t k = 0; k < n && !leaves; k++)
			leaves = named_keys[k] == row->key;
		*BW_PUSH(c->a, leaves ? &c->off.rows : &c->rest.rows) = *row;
	}
}

static int find_articles(struct correcting *c, uint64_t *keys, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < c->request->n_articles; i++) {
		struct bw_derived_row row = {0};
		code = bw_locate_article(c->e->store, c->a, c->request->articles[i], &row, err);
		keys[i] = row.key;
		if (code)
			break;
		uint64_t in = bw_moves_place(&c->moves, row.at, row.key, row.verdict.development);
		if (!c->from.id)
			code = bw_locate_members(c->e->store, c->a, &c->moves, in, &c->from, err);
		else if (in != c->from.id)
			code = bw_err_set(err, BW_EUSAGE, "article '%s' is not in that development but in %016llx",
					  c->request->articles[i], (unsigned long long)in);
	}
	return code;
}

static int find_sides(struct correcting *c, struct bw_err *err)
{
	const struct bw_correct_request *r = c->request;
	uint64_t *keys = BW_ARRAY(c->a, uint64_t, r->n_articles);
	int code = 0;
	if (r->development)
		code = bw_locate_development(c->e->store, c->a, &c->moves, r->development, &c->from, err);
	if (!code)
		code = find_articles(c, keys, err);
	bool own = r->kind == BW_CORRECTION_MOVE && strcmp(r->into, "new") == 0;
	if (!code && r->into && !own)
		code = bw_locate_development(c->e->store, c->a, &c->moves, r->into, &c->to, err);
	if (code)
		return code;
	part(c, keys, r->n_articles);
	if (r->into && !own && c->to.id == c->from.id)
		return bw_err_set(err, BW_EUSAGE, "it is the same development already: %016llx",
				  (unsigned long long)c->to.id);
	if ((own || !r->into) && !c->rest.rows.len)
		return bw_err_set(err, BW_EUSAGE,
				  own ? "it stands for itself already: %016llx"
				      : "nothing would be left of %016llx: some of its articles must stay",
				  (unsigned long long)c->from.id);
	return 0;
}

/* ---- pairs ---- */

static void pair(struct correcting *c, uint64_t article, uint64_t other, bool together, bool held)
{
	for (size_t i = 0; i < c->pairs.len; i++) {
		const struct bw_correction_pair *p = &c->pairs.ptr[i];
		if (p->article == article && p->other == other && p->together == together)
			return;
	}
	if (article != other)
		*BW_PUSH(c->a, &c->pairs) = (struct bw_correction_pair){article, other, together, held};
}

static bool has_original(const struct side *s, const struct bw_derived_row *row)
{
	return row->verdict.origin != row->key && is_in(s, row->verdict.origin);
}

/* What was said, and no more, for the story room learns from it. What holds of one pair of two groups holds of all. */
static void make_pairs(struct correcting *c)
{
	const struct bw_derived_row *off = c->off.rows.ptr, *rest = c->rest.rows.ptr;
	const struct bw_derived_row *goes = off ? off : rest;
	for (size_t i = 1; i < c->off.rows.len; i++)
		if (!has_original(&c->off, &off[i]))
			pair(c, off[i].key, off[0].key, true, false);
	if (off && rest)
		pair(c, off[0].key, rest[0].key, false, false);
	if (c->to.id)
		pair(c, goes[0].key, c->to.members.rows.ptr[0].key, true, false);
}

/* ---- names: an id stays with what is left, and with where something went ---- */

static void name(struct correcting *c, uint64_t article, uint64_t id)
{
	*BW_PUSH(c->a, &c->names) = (struct bw_correction_name){article, id};
}

/* An id that nothing had before. */
static uint64_t fresh_id(const struct correcting *c, uint64_t article)
{
	return bw_sha256_key(bw_arena_printf(c->a, "%016llx %lld", (unsigned long long)article, (long long)c->number));
}

static bool is_earlier(const struct bw_derived_row *x, const struct bw_derived_row *y)
{
	return x->at != y->at ? x->at < y->at : x->key < y->key;
}

/* The first article of a development founds it. When it leaves, the first that stays has the id; when it goes where all
 * is later, it founds that under the id that was there. A merge needs none: the earlier id is that of the first. */
static void make_names(struct correcting *c)
{
	const struct bw_derived_row *off = c->off.rows.ptr, *rest = c->rest.rows.ptr, *to = c->to.members.rows.ptr;
	if (!off)
		return;
	bool founder_leaves = off[0].key == c->from.members.rows.ptr[0].key;
	bool founds = to && is_earlier(&off[0], &to[0]);
	if (rest && founder_leaves)
		name(c, rest[0].key, c->from.id);
	if (founds) {
		name(c, off[0].key, c->to.id);
		name(c, to[0].key, fresh_id(c, to[0].key));
	} else if (rest && founder_leaves) {
		name(c, off[0].key, fresh_id(c, off[0].key));
	}
}

/* ---- earlier corrections ---- */

static bool stands_in(const struct bw_located *s, uint64_t key)
{
	for (size_t i = 0; i < s->members.rows.len; i++)
		if (s->members.rows.ptr[i].key == key)
			return true;
	return false;
}

/* Whether the pair is torn apart or brought together by what is corrected now. */
static bool is_overruled(const struct correcting *c, const struct bw_correction_pair *p)
{
	bool merge = c->request->kind == BW_CORRECTION_MERGE;
	const struct side *goes = merge ? &c->rest : &c->off;
	bool a_goes = is_in(goes, p->article), b_goes = is_in(goes, p->other);
	if (a_goes == b_goes)
		return false;
	uint64_t stays = a_goes ? p->other : p->article;
	return p->together ? !merge && is_in(&c->rest, stays) : stands_in(&c->to, stays);
}

static int find_overruled(struct correcting *c, struct bw_err *err)
{
	struct bw_corrections all = {0};
	int code = bw_store_correction_list(c->e->store, c->a, &all, err);
	c->number = 1;
	for (size_t i = 0; i < all.rows.len; i++) {
		const struct bw_correction *old = &all.rows.ptr[i];
		c->number = old->id + 1;
		bool overruled = false;
		for (size_t k = 0; old->undone == BW_TIME_NONE && k < old->n_pairs; k++)
			overruled = overruled || is_overruled(c, &old->pairs[k]);
		if (overruled)
			*BW_PUSH(c->a, &c->out->overruled) = old->id;
	}
	return code;
}

/* ---- keeping and deciding again ---- */

struct moment {
	bw_time at;
	uint64_t key;
};

static bool is_before(struct moment x, struct moment y)
{
	return x.at != y.at ? x.at < y.at : x.key < y.key;
}

/* A pair tells nothing before the later of the two has come, a name nothing before its article: there decisions begin
 * to be taken back. */
static int first_touched(struct bw_engine *e, struct bw_arena *a, const struct bw_correction *c, size_t from,
			 struct moment *first, struct bw_err *err)
{
	*first = (struct moment){INT64_MAX, UINT64_MAX >> 1};
	for (size_t i = from; i < c->n_pairs; i++) {
		struct bw_article_row rows[2] = {0};
		int code = bw_store_article_get(e->store, a, c->pairs[i].article, &rows[0], err);
		if (!code)
			code = bw_store_article_get(e->store, a, c->pairs[i].other, &rows[1], err);
		if (code)
			return code;
		struct moment x = {rows[0].at, rows[0].key}, y = {rows[1].at, rows[1].key};
		struct moment later = is_before(x, y) ? y : x;
		if (is_before(later, *first))
			*first = later;
	}
	for (size_t i = 0; !from && i < c->n_names; i++) {
		struct bw_article_row row = {0};
		int code = bw_store_article_get(e->store, a, c->names[i].article, &row, err);
		if (code)
			return code;
		if (is_before((struct moment){row.at, row.key}, *first))
			*first = (struct moment){row.at, row.key};
	}
	return 0;
}

/* Keeps what was corrected and takes decisions back, in one; then decides again. */
static int apply(struct correcting *c, size_t from, struct bw_err *err)
{
	struct bw_store *s = c->e->store;
	struct moment first;
	c->correction.pairs = c->pairs.ptr;
	c->correction.n_pairs = c->pairs.len;
	c->correction.names = c->names.ptr;
	c->correction.n_names = c->names.len;
	int code = bw_store_begin(s, err);
	if (!code)
		code = from ? bw_store_correction_extend(s, &c->correction, from, err)
			    : bw_store_correction_put(s, &c->correction, err);
	if (!code)
		code = first_touched(c->e, c->a, &c->correction, from, &first, err);
	if (!code)
		code = bw_store_derived_rewind(s, first.at, first.key, err);
	if (!code)
		code = bw_store_commit(s, err);
	bw_store_abandon(s);
	return code ? code : bw_derive(c->e, false, c->teller, &c->out->derived, err);
}

static int place_of(struct correcting *c, uint64_t article, uint64_t *development, struct bw_err *err)
{
	struct bw_derived_row row = {0};
	int code = bw_store_derived_get(c->e->store, c->a, article, &row, err);
	*development = bw_moves_place(&c->moves, row.at, row.key, row.verdict.development);
	return code;
}

static int load_moves(struct correcting *c, struct bw_err *err)
{
	bw_moves_release(&c->moves);
	return bw_moves_load(c->e->store, c->a, INT64_MIN, INT64_MAX, &c->moves, err);
}

/* Members that are no longer where the first of them is: what was not spoken of must not fall apart. */
static int hold_together(struct correcting *c, const struct side *s, struct bw_err *err)
{
	uint64_t home = 0, in = 0;
	int code = s->rows.len ? place_of(c, s->rows.ptr[0].key, &home, err) : 0;
	for (size_t i = 1; !code && i < s->rows.len; i++) {
		code = place_of(c, s->rows.ptr[i].key, &in, err);
		if (!code && in != home && !has_original(s, &s->rows.ptr[i]))
			pair(c, s->rows.ptr[i].key, s->rows.ptr[0].key, true, true);
	}
	return code;
}

/* What should stand for itself may have been taken by yet another development: it is kept out of that one too. */
static int hold_apart(struct correcting *c, struct bw_err *err)
{
	uint64_t first = c->off.rows.len ? c->off.rows.ptr[0].key : 0, in = 0;
	struct bw_located there = {0};
	if (!first || c->to.id)
		return 0;
	int code = place_of(c, first, &in, err);
	if (!code)
		code = bw_locate_members(c->e->store, c->a, &c->moves, in, &there, err);
	uint64_t founder = !code && there.members.rows.len ? there.members.rows.ptr[0].key : first;
	if (!code && founder != first && !is_in(&c->off, founder))
		pair(c, first, founder, false, true);
	return code;
}

static int find_strays(struct correcting *c, struct bw_err *err)
{
	struct side to = {.rows = {c->to.members.rows.ptr, c->to.members.rows.len, c->to.members.rows.cap}};
	int code = hold_apart(c, err);
	if (!code)
		code = hold_together(c, &c->rest, err);
	return code ? code : hold_together(c, &to, err);
}

static int settle(struct correcting *c, struct bw_err *err)
{
	size_t n = 0;
	int code = 0;
	for (int round = 0; !code && round < ROUNDS_MAX && n != c->pairs.len; round++) {
		n = c->pairs.len;
		code = find_strays(c, err);
		if (!code && n != c->pairs.len)
			code = apply(c, n, err);
		if (!code && n != c->pairs.len)
			code = load_moves(c, err);
	}
	return code;
}

static int count_unmet(struct correcting *c, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < c->pairs.len; i++) {
		uint64_t x = 0, y = 0;
		code = place_of(c, c->pairs.ptr[i].article, &x, err);
		if (!code)
			code = place_of(c, c->pairs.ptr[i].other, &y, err);
		c->out->unmet += !code && (x == y) != c->pairs.ptr[i].together;
	}
	return code;
}

/* ---- what holds ---- */

/* Developments as they stand now: of the two articles, or the one of both. */
static int write_holds(struct correcting *c, uint64_t article, uint64_t other, struct bw_err *err)
{
	const uint64_t articles[2] = {article, other};
	struct bw_str words[2] = {BW_STR_NONE, BW_STR_NONE};
	uint64_t last = 0, in = 0;
	int code = 0, n = 0;
	for (int i = 0; !code && i < 2; i++) {
		struct bw_located there = {0};
		code = articles[i] ? place_of(c, articles[i], &in, err) : 0;
		if (code || !articles[i] || (n && in == last))
			continue;
		last = in;
		code = bw_locate_members(c->e->store, c->a, &c->moves, in, &there, err);
		size_t size = there.members.rows.len;
		words[n++] = bw_arena_printf(c->a, "\"%" BW_PRISTR "\" (%08llx, %zu article%s)", BW_ARG(there.title),
					     (unsigned long long)(in >> 32), size, size == 1 ? "" : "s");
	}
	c->out->holds = n == 2 ? bw_arena_printf(c->a, "%" BW_PRISTR " and %" BW_PRISTR " stand apart",
						 BW_ARG(words[0]), BW_ARG(words[1]))
			       : bw_arena_printf(c->a, "%" BW_PRISTR " stands as one", BW_ARG(words[0]));
	return code ? code : bw_placed_changed(c->e->store, &c->before, &c->spoken, &c->out->others, err);
}

static void speak_of(struct correcting *c, const struct bw_located *d)
{
	for (size_t i = 0; i < d->members.rows.len; i++)
		bw_map_put(&c->spoken, d->members.rows.ptr[i].key, NULL);
}

/* Nothing before the first article that is spoken of is decided again. */
static int note_before(struct correcting *c, struct bw_err *err)
{
	bw_time from = c->from.members.rows.ptr[0].at;
	if (c->to.id && c->to.members.rows.ptr[0].at < from)
		from = c->to.members.rows.ptr[0].at;
	speak_of(c, &c->from);
	speak_of(c, &c->to);
	bw_placed_release(&c->before);
	return bw_placed_load(c->e->store, from, &c->before, err);
}

static int correct(struct correcting *c, struct bw_err *err)
{
	int code = load_moves(c, err);
	if (!code)
		code = find_sides(c, err);
	if (!code)
		code = bw_correct_words(c, err);
	if (!code)
		code = find_overruled(c, err);
	if (!code)
		code = note_before(c, err);
	if (code)
		return code;
	make_pairs(c);
	make_names(c);
	code = apply(c, 0, err);
	if (!code)
		code = load_moves(c, err);
	if (!code)
		code = settle(c, err);
	if (!code)
		code = count_unmet(c, err);
	c->out->id = c->correction.id;
	c->out->words = c->correction.words;
	const struct bw_derived_row *off = c->off.rows.ptr, *rest = c->rest.rows.ptr;
	uint64_t other = off && rest ? rest[0].key : off || !rest ? 0 : c->to.members.rows.ptr[0].key;
	return code ? code : write_holds(c, off ? off[0].key : rest[0].key, other, err);
}

int bw_correct(struct bw_engine *e, struct bw_arena *a, const struct bw_correct_request *request,
	       const struct bw_teller *teller, struct bw_correct_report *out, struct bw_err *err)
{
	struct correcting c = {.e = e, .a = a, .request = request, .teller = teller, .out = out};
	struct bw_derive_report before = {0};
	bw_map_init(&c.spoken);
	bw_map_init(&c.before.developments);
	c.correction.kind = request->kind;
	c.correction.made = request->now;
	int code = bw_derive(e, false, teller, &before, err); /* what is corrected must have been decided */
	if (!code)
		code = correct(&c, err);
	bw_moves_release(&c.moves);
	bw_map_release(&c.spoken);
	bw_placed_release(&c.before);
	return code;
}

/* ---- taking back ---- */

static int find_correction(struct correcting *c, int64_t id, struct bw_err *err)
{
	struct bw_corrections all = {0};
	bool there = false;
	int code = bw_store_correction_list(c->e->store, c->a, &all, err);
	for (size_t i = 0; i < all.rows.len; i++)
		if (all.rows.ptr[i].id == id) {
			c->correction = all.rows.ptr[i];
			there = true;
		}
	if (!code && !there)
		return bw_err_set(err, BW_ENOTFOUND, "there is no correction %lld; 'bellwether corrections' lists them",
				  (long long)id);
	if (!code && c->correction.undone != BW_TIME_NONE)
		return bw_err_set(err, BW_EUSAGE, "correction %lld was taken back already", (long long)id);
	return code;
}

static int take_back(struct correcting *c, bw_time now, struct bw_err *err)
{
	struct bw_store *s = c->e->store;
	struct moment first;
	int code = first_touched(c->e, c->a, &c->correction, 0, &first, err);
	if (!code)
		code = bw_placed_load(s, first.at, &c->before, err);
	if (!code)
		code = bw_store_begin(s, err);
	if (!code)
		code = bw_store_correction_undo(s, &c->correction, now, err);
	if (!code)
		code = bw_store_derived_rewind(s, first.at, first.key, err);
	if (!code)
		code = bw_store_commit(s, err);
	bw_store_abandon(s);
	return code ? code : bw_derive(c->e, false, c->teller, &c->out->derived, err);
}

static int undo(struct correcting *c, int64_t id, bw_time now, struct bw_err *err)
{
	int code = find_correction(c, id, err);
	if (code)
		return code;
	const struct bw_correction_pair *told = c->correction.n_pairs ? &c->correction.pairs[0] : NULL;
	for (size_t i = 0; i < c->correction.n_pairs; i++) {
		const struct bw_correction_pair *p = &c->correction.pairs[i];
		bw_map_put(&c->spoken, p->article, NULL);
		bw_map_put(&c->spoken, p->other, NULL);
		told = !p->held && told->together && !p->together ? p : told;
	}
	c->out->id = id;
	c->out->words = c->correction.words;
	code = take_back(c, now, err);
	if (!code)
		code = load_moves(c, err);
	return code ? code : write_holds(c, told ? told->article : 0, told ? told->other : 0, err);
}

int bw_correct_undo(struct bw_engine *e, struct bw_arena *a, int64_t id, bw_time now, const struct bw_teller *teller,
		    struct bw_correct_report *out, struct bw_err *err)
{
	struct correcting c = {.e = e, .a = a, .teller = teller, .out = out};
	struct bw_derive_report before = {0};
	bw_map_init(&c.spoken);
	bw_map_init(&c.before.developments);
	int code = bw_derive(e, false, teller, &before, err);
	if (!code)
		code = undo(&c, id, now, err);
	bw_moves_release(&c.moves);
	bw_map_release(&c.spoken);
	bw_placed_release(&c.before);
	return code;
}
