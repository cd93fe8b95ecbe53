#include "tap.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/file.h"
#include "net/robots.h"

static void ask(struct bw_arena *a, struct bw_str file, struct bw_str path, bool want, int line)
{
	struct bw_robots robots;
	bw_robots_read(a, file, BW_STR("bellwether"), &robots);
	tap_ok(bw_robots_allow(a, &robots, path, NULL) == want, "line %d: %s %.*s", line, want ? "allow" : "deny",
	       (int)path.len, path.ptr);
}

static void run_cases(struct bw_arena *a, struct bw_str cases)
{
	struct bw_buf file;
	struct bw_str line;
	int n = 0;
	bw_buf_init(&file, 1 << 16);
	while (bw_str_split(&cases, '\n', &line)) {
		n++;
		if (!line.len)
			bw_buf_reset(&file);
		else if (line.ptr[0] == '|') {
			bw_buf_str(&file, bw_str_from_pos(line, 2));
			bw_buf_char(&file, '\n');
		} else if (bw_str_starts(line, BW_STR("allow ")))
			ask(a, bw_buf_view(&file), bw_str_from_pos(line, 6), true, n);
		else if (bw_str_starts(line, BW_STR("deny ")))
			ask(a, bw_buf_view(&file), bw_str_from_pos(line, 5), false, n);
	}
	bw_buf_release(&file);
}

/* Many wildcards against a path that almost matches: the time must not explode. */
static void test_hostile(struct bw_arena *a)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 20);
	bw_buf_cstr(&b, "User-agent: *\n");
	for (int i = 0; i < 200; i++) {
		bw_buf_cstr(&b, "Disallow: /");
		for (int j = 0; j < 1000; j++)
			bw_buf_cstr(&b, "*a");
		bw_buf_cstr(&b, "*b$\n");
	}
	char *path = bw_arena_alloc(a, 2001);
	memset(path, 'a', 2000);
	path[0] = '/';
	ask(a, bw_buf_view(&b), (struct bw_str){path, 2000}, true, 0);
	bw_buf_release(&b);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str cases;
	struct bw_err err = {0};
	char path[4096];
	bw_arena_init(&a);
	snprintf(path, sizeof(path), "%s/robots.cases", argc > 1 ? argv[1] : ".");
	tap_ok(bw_file_read(&a, path, 1 << 20, &cases, &err) == 0, "the cases are read %s", err.msg);
	run_cases(&a, cases);
	ask(&a, BW_STR("\xEF\xBB\xBFUser-agent: *\rDisallow: /x\r"), BW_STR("/x"), false, 0);
	ask(&a, BW_STR("User-agent: *\r\nDisallow: /x"), BW_STR("/x"), false, 0);
	tap_str(bw_robots_token(BW_STR("my-Bot_x/1.0 (+https://x.example)")), BW_STR("my-Bot_x"),
		"the token of an agent");
	test_hostile(&a);
	bw_arena_release(&a);
	return tap_done();
}
