#include "core/file.h"
#include "scene.h"
#include "tap.h"

struct bad {
	const char *ini, *part;
};

static void test_starter(struct scene *s, const char *folder)
{
	struct bw_desks again;
	struct bw_err err = {0};
	struct bw_buf b;
	const char *path = bw_arena_printf(&s->a, "%s/desks.ini", folder).ptr;

	tap_ok(s->desks.n >= 8, "%zu desks in the starter pack", s->desks.n);
	bw_buf_init(&b, 1 << 16);
	bw_desks_write_starter(&s->lexicons, &b);
	tap_int(bw_file_write(path, bw_buf_view(&b), &err), 0, "the starter pack is written");
	bw_buf_release(&b);
	tap_int(bw_desks_read(&s->a, &s->lexicons, path, &again, &err), 0, "and read");
	tap_int((long long)again.n, (long long)s->desks.n, "with as many desks");
	tap_str(again.rows[0].name, s->desks.rows[0].name, "by their names");
	tap_int(again.rows[0].n_domains, s->desks.rows[0].n_domains, "and domains");
}

static void test_faults(struct scene *s, const char *folder)
{
	static const struct bad cases[] = {
		{"[water]\nname = Water\ndomains = water, alchemy\n", "desks.ini:3: 'alchemy' is no domain"},
		{"[water]\ndomains = water\n", "has no name"},
		{"[water]\nname = Water\n", "follows nothing"},
		{"[water]\nname = Water\ndomains = water\ncolour = blue\n", "desks.ini:4: 'colour' is not known"},
		{"[Water Desk]\nname = Water\ndomains = water\n", "small letters"},
		{"[a]\nname = A\nterms = dam\n[b]\nname = B\nterms = dam\n[a]\nname = A\n", "stands twice"},
		{"; nothing\n", "there is no desk in it"},
	};
	const char *path = bw_arena_printf(&s->a, "%s/bad/desks.ini", folder).ptr;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bw_desks out;
		struct bw_err err = {0};
		bw_file_make_dirs(bw_arena_printf(&s->a, "%s/bad", folder).ptr, &err);
		bw_file_write(path, bw_str_from(cases[i].ini), &err);
		tap_int(bw_desks_read(&s->a, &s->lexicons, path, &out, &err), BW_EINPUT, cases[i].part);
		tap_ok(strstr(err.msg, cases[i].part) != NULL, "says so: %s", err.msg);
	}
}

static float score(struct scene *s, const char *domain, enum bw_kind kind, const char *title)
{
	static const char *const terms[] = {"desalination"};
	struct bw_str domains[] = {BW_STR("water")}, term = bw_str_from(terms[0]);
	struct bw_desk desk = {BW_STR("w"), BW_STR("W"), domains, 1, &term, 1};
	size_t at = s->articles.len;

	scene_add(s,
		  (struct scene_row){"Tamar Post", title, "The board met.", 3, kind, domain, 0, 0, 5, BW_STATUS_NONE});
	return bw_desk_score(&desk, s->an, s->articles.ptr[at].article, s->articles.ptr[at].notes);
}

static void test_score(struct scene *s)
{
	tap_ok(score(s, "water", BW_KIND_NEWS, "Dam lowered") > 0.5f, "the desk's domain draws an article");
	tap_ok(score(s, "defence", BW_KIND_NEWS, "Dam lowered") == 0, "another does not");
	tap_ok(score(s, "water", BW_KIND_FILLER, "Dam lowered") == 0, "filler belongs to no desk");
	tap_ok(score(s, "defence", BW_KIND_NEWS, "Desalination plants bombed") > 0.3f,
	       "a term draws whatever the domain");
	tap_ok(score(s, "defence", BW_KIND_NEWS, "Predesalinations bombed") == 0, "but as a whole word");
}

int main(int argc, char **argv)
{
	struct scene s;
	const char *folder = argc > 2 ? argv[2] : ".";

	if (scene_open(&s))
		return 1;
	test_starter(&s, folder);
	test_faults(&s, folder);
	test_score(&s);
	scene_close(&s);
	return tap_done();
}
