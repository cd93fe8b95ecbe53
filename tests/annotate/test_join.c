/* What is one actor in one article, and what people are: a case a row of names-join.tsv. */
#include "annotate/parts.h"
#include "core/file.h"
#include "tap.h"

enum { FILE_MAX = 1 << 20 };

struct fixture {
	struct bw_arena *arena;
	struct bw_words *words;
	struct bw_names *names;
};

static struct bw_notes note(const struct fixture *f, struct bw_str language, struct bw_str text)
{
	struct bw_article *article = BW_NEW(f->arena, struct bw_article);
	struct bw_notes notes = {0};
	article->text = text;
	article->language = language;
	bw_words_note(f->words, f->arena, article, &notes);
	bw_names_note(f->names, f->arena, article, &notes);
	bw_names_finish(f->names, f->arena, article, &notes);
	return notes;
}

static bool same(struct bw_str a, struct bw_str b)
{
	return a.len == b.len && bw_str_eq_ascii_nocase(a, b);
}

static bool has_form(const struct bw_actor *x, struct bw_str form)
{
	if (same(x->name, form))
		return true;
	for (uint32_t i = 0; i < x->n_aliases; i++)
		if (same(x->aliases[i], form))
			return true;
	return false;
}

static bool is_known(const struct bw_notes *n, struct bw_str form)
{
	for (uint32_t i = 0; i < n->n_actors; i++)
		if (has_form(&n->actors[i], form))
			return true;
	return false;
}

static bool is_one(const struct bw_notes *n, struct bw_str a, struct bw_str b)
{
	for (uint32_t i = 0; i < n->n_actors; i++)
		if (has_form(&n->actors[i], a) && has_form(&n->actors[i], b))
			return true;
	return false;
}

static bool are_two(const struct bw_notes *n, struct bw_str a, struct bw_str b)
{
	return is_known(n, a) && is_known(n, b) && !is_one(n, a, b);
}

static bool has_role(const struct bw_notes *n, struct bw_str person, struct bw_str role)
{
	for (uint32_t i = 0; i < n->n_actors; i++)
		if (has_form(&n->actors[i], person) && bw_str_eq(n->actors[i].role, role))
			return true;
	return false;
}

static bool belongs(const struct bw_notes *n, struct bw_str person, struct bw_str body)
{
	for (uint32_t i = 0; i < n->n_actors; i++) {
		const struct bw_actor *x = &n->actors[i];
		if (!has_form(x, person))
			continue;
		if (bw_str_eq(body, BW_STR("-")))
			return x->affiliation < 0;
		return x->affiliation >= 0 && has_form(&n->actors[x->affiliation], body);
	}
	return false;
}

static const struct {
	const char *sign;
	bool (*holds)(const struct bw_notes *n, struct bw_str a, struct bw_str b);
} checks[] = {{" = ", is_one}, {" | ", are_two}, {" : ", has_role}, {" @ ", belongs}};

static void explain(const struct bw_notes *n)
{
	for (uint32_t i = 0; i < n->n_actors; i++) {
		const struct bw_actor *x = &n->actors[i];
		printf("#   %s %" BW_PRISTR " (%" BW_PRISTR " @ %" BW_PRISTR "):", bw_actor_kind_name(x->kind),
		       BW_ARG(x->name), BW_ARG(x->role),
		       BW_ARG(x->affiliation < 0 ? BW_STR_NONE : n->actors[x->affiliation].name));
		for (uint32_t k = 0; k < x->n_aliases; k++)
			printf(" [%" BW_PRISTR "]", BW_ARG(x->aliases[k]));
		printf("\n");
	}
}

static bool check(const struct bw_notes *n, struct bw_str want)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		size_t len = strlen(checks[i].sign), at = bw_str_find(want, bw_str_from(checks[i].sign), 0);
		if (at == BW_NPOS)
			continue;
		bool good = checks[i].holds(n, bw_str_sub(want, 0, at), bw_str_from_pos(want, at + len));
		tap_ok(good, "%" BW_PRISTR, BW_ARG(want));
		return good;
	}
	tap_ok(0, "unknown check %" BW_PRISTR, BW_ARG(want));
	return true;
}

static void test_case(const struct fixture *f, struct bw_str language, struct bw_str text, struct bw_str wants)
{
	struct bw_notes n = note(f, language, text);
	bool good = true;
	while (wants.len) {
		size_t at = bw_str_find(wants, BW_STR("; "), 0);
		good &= check(&n, bw_str_sub(wants, 0, at));
		wants = at == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(wants, at + 2);
	}
	for (uint32_t i = 0; i < n.n_actors; i++)
		good &= tap_ok(n.actors[i].affiliation < (int32_t)n.n_actors, "the body is an actor");
	if (!good) {
		printf("#  %" BW_PRISTR "\n", BW_ARG(text));
		explain(&n);
	}
}

static int each_row(const struct fixture *f, const char *dir, struct bw_err *err)
{
	struct bw_str text, line, cell[3];
	struct bw_str path = bw_arena_printf(f->arena, "%s/names-join.tsv", dir);
	int rc = bw_file_read(f->arena, path.ptr, FILE_MAX, &text, err);
	while (!rc && bw_str_split(&text, '\n', &line)) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		bool whole = true;
		for (int i = 0; i < 3; i++)
			whole &= bw_str_split(&line, '\t', &cell[i]);
		if (tap_ok(whole, "row of three"))
			test_case(f, cell[0], cell[1], cell[2]);
	}
	return rc;
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	bw_arena_init(&a);
	struct fixture f = {.arena = &a};
	int rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_words_open(&a, &lexicons, &f.words, &err);
	if (!rc)
		rc = bw_names_open(&a, &lexicons, &f.names, &err);
	if (!rc)
		rc = each_row(&f, argc > 1 ? argv[1] : ".", &err);
	tap_ok(rc == 0, "tables are read %s", err.msg);
	bw_names_close(f.names);
	bw_words_close(f.words);
	bw_arena_release(&a);
	return tap_done();
}
