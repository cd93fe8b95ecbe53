/* Addresses: tables in urls.tsv, urls_resolve.tsv, urls_canonical.tsv. */
#include "cases.h"
#include "core/url.h"
#include "tap.h"

static void parse(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "urls.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_err err = {0};
		struct bw_url u;
		int rc = bw_url_parse(a, guarded(row.cell[0]), &u, &err);
		if (row.n == 2) {
			tap_ok(rc == BW_EINPUT && err.msg[0], "line %d is refused with a reason: %s", row.line,
			       err.msg);
			continue;
		}
		struct bw_str query = u.has_query ? u.query : BW_STR("-");
		bool good = !rc && bw_str_eq(u.scheme, row.cell[1]) && bw_str_eq(u.host, row.cell[2]) &&
			    bw_str_eq(u.port, row.cell[3]) && bw_str_eq(u.path, row.cell[4]) &&
			    bw_str_eq(query, row.cell[5]);
		tap_ok(good, "line %d: %" BW_PRISTR "|%" BW_PRISTR "|%" BW_PRISTR "|%" BW_PRISTR "|%" BW_PRISTR " %s",
		       row.line, BW_ARG(u.scheme), BW_ARG(u.host), BW_ARG(u.port), BW_ARG(u.path), BW_ARG(query),
		       err.msg);
		struct bw_url v;
		struct bw_str text = bw_url_text(a, &u);
		rc = bw_url_parse(a, text, &v, &err);
		tap_str(rc ? bw_str_from(err.msg) : bw_url_text(a, &v), text, "its text reads back to itself");
	}
}

static void resolve(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "urls_resolve.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_err err = {0};
		struct bw_str got;
		int rc = bw_url_resolve(a, row.cell[0], guarded(row.cell[1]), &got, &err);
		tap_str(rc ? BW_STR("refused") : got, row.cell[2], "resolve");
		tap_ok(!rc || (rc == BW_EINPUT && err.msg[0] && !got.len), "line %d: a refusal has a reason", row.line);
	}
}

static void canonical(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "urls_canonical.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str got, again;
		int rc = bw_url_canonical(a, row.cell[0], &got, NULL);
		tap_str(rc ? BW_STR("refused") : got, row.cell[1], "canonical");
		if (rc)
			continue;
		rc = bw_url_canonical(a, got, &again, NULL);
		tap_str(rc ? BW_STR("refused") : again, got, "and again");
	}
}

static void limits(struct bw_arena *a)
{
	enum { LONG = 1 << 20 };
	struct bw_url u;
	struct bw_str out;
	char *text = bw_arena_alloc(a, LONG);
	memset(text, 'a', LONG);
	memcpy(text, "https://example.com/", 20);
	tap_int(bw_url_parse(a, (struct bw_str){text, LONG}, &u, NULL), BW_EINPUT, "a megabyte is refused");
	tap_int(bw_url_parse(a, (struct bw_str){text, 8000}, &u, NULL), BW_OK, "8000 bytes are not");
	tap_int(bw_url_resolve(a, BW_STR("https://a/"), (struct bw_str){text, LONG}, &out, NULL), BW_EINPUT,
		"nor resolved");
	memset(text + 20, ' ', 8000);
	text[8019] = 'x';
	tap_int(bw_url_parse(a, (struct bw_str){text, 8020}, &u, NULL), BW_EINPUT,
		"nor what is too long once it is escaped");
	for (size_t i = 20; i + 3 <= 16000; i += 3)
		memcpy(text + i, "../", 3);
	tap_int(bw_url_parse(a, (struct bw_str){text, 16000}, &u, NULL), BW_OK, "thousands of steps up");
	tap_str(u.path, BW_STR("/aa"), "end at the top");
	memset(text + 8, 'h', 300);
	tap_int(bw_url_parse(a, (struct bw_str){text, 400}, &u, NULL), BW_EINPUT, "no host name is that long");
}

/* Same or other, both ways round; the key of a key and of a canonical address is itself. */
static void key(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "urls_key.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str k[2], again;
		for (int i = 0; i < 2; i++) {
			struct bw_str canonical_form;
			tap_int(bw_url_key(a, row.cell[i], &k[i], NULL), 0, row.cell[i].ptr);
			tap_ok(!bw_url_key(a, k[i], &again, NULL) && bw_str_eq(again, k[i]), "stays");
			bw_url_canonical(a, row.cell[i], &canonical_form, NULL);
			tap_ok(!bw_url_key(a, canonical_form, &again, NULL) && bw_str_eq(again, k[i]),
			       "of the canonical form");
		}
		int same = bw_str_eq(row.cell[2], BW_STR("same"));
		if (!tap_ok(bw_str_eq(k[0], k[1]) == same, "line %d of urls_key.tsv", row.line))
			printf("# %" BW_PRISTR "\n# %" BW_PRISTR "\n", BW_ARG(k[0]), BW_ARG(k[1]));
	}
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	const char *folder = argc > 1 ? argv[1] : ".";
	bw_arena_init(&a);
	parse(&a, folder);
	resolve(&a, folder);
	canonical(&a, folder);
	key(&a, folder);
	limits(&a);
	tap_str(bw_url_origin(&a, BW_STR("HTTPS://u@Example.com:8443/a?b")), BW_STR("https://example.com:8443"),
		"origin");
	tap_str(bw_url_origin(&a, BW_STR("mailto:a@b")), BW_STR(""), "mail has no origin");
	tap_str(bw_url_origin(&a, BW_STR("nonsense")), BW_STR(""), "nonsense has no origin");
	tap_ok(bw_url_same_host(&a, BW_STR("http://A.com/x"), BW_STR("https://a.com:8/y")), "same host");
	tap_ok(!bw_url_same_host(&a, BW_STR("http://a.com/"), BW_STR("http://a.com.evil.example/")), "another host");
	tap_ok(!bw_url_same_host(&a, BW_STR("mailto:x"), BW_STR("mailto:x")), "no host is not the same host");
	bw_arena_release(&a);
	return tap_done();
}
