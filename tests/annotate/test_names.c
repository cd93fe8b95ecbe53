/* Actors, aliases and jurisdictions of one text, a case a row of names.tsv and names-<language>.tsv; actors across
 * articles in book.tsv; and what must hold for any text. */
#include "annotate/book.h"
#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/file.h"
#include "tap.h"

enum { FILE_MAX = 1 << 20 };

struct fixture {
	struct bw_arena *arena;
	struct bw_str language; /* what the articles declare */
	struct bw_words *words;
	struct bw_names *names;
};

static struct bw_notes note(const struct fixture *f, struct bw_str text)
{
	struct bw_article *article = BW_NEW(f->arena, struct bw_article);
	struct bw_notes notes = {0};
	article->text = text;
	article->language = f->language;
	bw_words_note(f->words, f->arena, article, &notes);
	bw_names_note(f->names, f->arena, article, &notes);
	bw_names_finish(f->names, f->arena, article, &notes);
	return notes;
}

/* "a = b" or "a | b" */
static void cut(struct bw_str pair, const char *sign, struct bw_str *a, struct bw_str *b)
{
	size_t at = bw_str_find(pair, bw_str_from(sign), 0);
	*a = bw_str_sub(pair, 0, at);
	*b = at == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(pair, at + strlen(sign));
}

static const struct bw_actor *named(const struct bw_notes *n, struct bw_str name)
{
	for (uint32_t i = 0; i < n->n_actors; i++)
		if (bw_str_eq(n->actors[i].name, name))
			return &n->actors[i];
	return NULL;
}

static bool has_alias(const struct bw_actor *x, struct bw_str alias)
{
	for (uint32_t i = 0; x && i < x->n_aliases; i++)
		if (bw_str_eq(x->aliases[i], alias))
			return true;
	return false;
}

static bool check_has(const struct bw_notes *n, struct bw_str want)
{
	struct bw_str kind, name;
	cut(want, " ", &kind, &name);
	const struct bw_actor *x = named(n, name);
	return x && bw_str_eq(bw_str_from(bw_actor_kind_name(x->kind)), kind);
}

static bool check_alias(const struct bw_notes *n, struct bw_str want)
{
	struct bw_str name, alias;
	cut(want, " = ", &name, &alias);
	return has_alias(named(n, name), alias);
}

static bool check_no(const struct bw_notes *n, struct bw_str want)
{
	for (uint32_t i = 0; i < n->n_actors; i++)
		if (bw_str_eq(n->actors[i].name, want) || has_alias(&n->actors[i], want))
			return false;
	return true;
}

static bool check_geo(const struct bw_notes *n, struct bw_str want)
{
	return n->n_geo && bw_str_eq(bw_str_from(n->geo[0].code), want);
}

static bool check_apart(const struct bw_notes *n, struct bw_str want)
{
	struct bw_str a, b;
	cut(want, " | ", &a, &b);
	const struct bw_actor *x = named(n, a), *y = named(n, b);
	return x && y && x != y;
}

static const struct {
	const char *what;
	bool (*check)(const struct bw_notes *n, struct bw_str want);
} checks[] = {{"has", check_has}, {"alias", check_alias}, {"no", check_no}, {"geo", check_geo}, {"apart", check_apart}};

static void explain(const struct bw_notes *n)
{
	for (uint32_t i = 0; i < n->n_actors; i++) {
		printf("#   %s %" BW_PRISTR ":", bw_actor_kind_name(n->actors[i].kind), BW_ARG(n->actors[i].name));
		for (uint32_t k = 0; k < n->actors[i].n_aliases; k++)
			printf(" [%" BW_PRISTR "]", BW_ARG(n->actors[i].aliases[k]));
		printf("\n");
	}
}

/* "\n" in a case is a new line. */
static struct bw_str lines(struct bw_arena *a, struct bw_str s)
{
	char *room = bw_arena_alloc(a, s.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool escape = s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == 'n';
		room[len++] = escape ? '\n' : s.ptr[i];
		i += escape;
	}
	return (struct bw_str){room, len};
}

/* Mentions are in order and inside the text, actors they name exist, the salience falls. */
static bool is_sound(const struct bw_notes *n, struct bw_str text)
{
	for (uint32_t i = 0; i < n->n_mentions; i++) {
		const struct bw_mention *m = &n->mentions[i];
		if (m->start >= m->end || m->end > text.len || m->actor >= n->n_actors)
			return false;
		if (i && m->start < m[-1].start)
			return false;
	}
	for (uint32_t i = 1; i < n->n_actors; i++)
		if (n->actors[i].salience > n->actors[i - 1].salience || !n->actors[i].name.len)
			return false;
	return true;
}

static void test_case(const struct fixture *f, struct bw_str what, struct bw_str text, struct bw_str want)
{
	struct bw_str clean = lines(f->arena, text);
	struct bw_notes n = note(f, clean);
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		if (!bw_str_eq(what, bw_str_from(checks[i].what)))
			continue;
		bool good = checks[i].check(&n, want);
		tap_ok(good, "%s: %" BW_PRISTR, checks[i].what, BW_ARG(want));
		if (!good)
			explain(&n);
		tap_ok(is_sound(&n, clean), "spans and order hold");
		return;
	}
	tap_ok(0, "unknown check %" BW_PRISTR, BW_ARG(what));
}

static void test_book(const struct fixture *f, struct bw_str what, struct bw_str articles, struct bw_str want)
{
	struct bw_book *b = bw_book_open();
	struct bw_str rest = articles, text, x, y;
	bool pair = !bw_str_eq(what, BW_STR("name"));
	do {
		cut(rest, " || ", &text, &rest);
		struct bw_notes n = note(f, text);
		bw_book_add(b, &n);
	} while (rest.len);
	cut(want, pair ? " | " : " = ", &x, &y);
	struct bw_str got = bw_book_name(b, x), other = pair ? bw_book_name(b, y) : y;
	bool same = bw_str_eq(got, other);
	tap_ok(bw_str_eq(what, BW_STR("two")) ? !same : same, "book %" BW_PRISTR ": %" BW_PRISTR, BW_ARG(what),
	       BW_ARG(want));
	bw_book_close(b);
}

static int each_row(const struct fixture *f, const char *dir, const char *file, struct bw_err *err,
		    void (*test)(const struct fixture *, struct bw_str, struct bw_str, struct bw_str))
{
	struct bw_str text, line, cell[3];
	struct bw_str path = bw_arena_printf(f->arena, "%s/%s", dir, file);
	int rc = bw_file_read(f->arena, path.ptr, FILE_MAX, &text, err);
	while (!rc && bw_str_split(&text, '\n', &line)) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		bool whole = true;
		for (int i = 0; i < 3; i++)
			whole &= bw_str_split(&line, '\t', &cell[i]);
		if (tap_ok(whole, "row of three"))
			test(f, cell[0], cell[1], cell[2]);
	}
	return rc;
}

/* names.tsv is in English, names-de.tsv in German, and so on. */
static int each_language(struct fixture *f, const char *dir, struct bw_err *err)
{
	int rc = 0;
	for (int i = 0; !rc && i < BW_N_READ_LANGUAGES; i++) {
		struct bw_str file =
			i ? bw_arena_printf(f->arena, "names-%s.tsv", bw_words_language(i)) : BW_STR("names.tsv");
		f->language = bw_str_from(bw_words_language(i));
		rc = each_row(f, dir, file.ptr, err, test_case);
	}
	f->language = BW_STR("en");
	return rc;
}

/* The order of the book's actors and their names depend on the notes alone. */
static void test_order(const struct fixture *f)
{
	struct bw_str first = BW_STR("Oriel Mutual sued Kestrel Bank. Varna Shipping said nothing."),
		      second = BW_STR("Varna Shipping won. Mayor Ada Brink said so.");
	struct bw_notes one = note(f, first), two = note(f, second);
	const struct bw_book_actor *list[2];
	size_t n[2];
	for (int i = 0; i < 2; i++) {
		struct bw_book *b = bw_book_open();
		bw_book_add(b, &one);
		bw_book_add(b, &two);
		bw_book_list(b, f->arena, &list[i], &n[i]);
		bw_book_close(b);
	}
	tap_int((long long)n[0], (long long)n[1], "as many actors");
	for (size_t i = 0; i < n[0] && i < n[1]; i++)
		tap_str(list[0][i].name, list[1][i].name, "the same actor");
	tap_str(n[0] ? list[0][0].name : BW_STR_NONE, BW_STR("Varna Shipping"), "the one of two articles comes first");
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
		rc = each_language(&f, argc > 1 ? argv[1] : ".", &err);
	if (!rc)
		rc = each_row(&f, argc > 1 ? argv[1] : ".", "book.tsv", &err, test_book);
	if (!rc)
		test_order(&f);
	tap_ok(rc == 0, "tables are read %s", err.msg);
	bw_names_close(f.names);
	bw_words_close(f.words);
	bw_arena_release(&a);
	return tap_done();
}
