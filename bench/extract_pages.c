/* Reads pages named on the command line, one JSON line each: {"file", "kind", the article's fields}. --repeat N reads
 * each N times, for timing. The address of a page is the text of FILE.url, or the host that the file is named after. */
#include <stdio.h>
#include <stdlib.h>

#include "core/file.h"
#include "core/json.h"
#include "extract/article.h"

static const char *const kinds[BW_PAGE_KINDS] = {"article", "index", "error", "empty", "paywall", "consent"};

static void print_page(const char *path, const struct bw_article *article, enum bw_page_kind kind, int code,
		       const struct bw_err *err)
{
	struct bw_buf b;
	bw_buf_init(&b, 64 << 20);
	bw_article_write_json(article, &b);
	printf("{\"file\": \"%s\", \"kind\": \"%s\", \"error\": \"%s\", ", path, kinds[kind],
	       code ? bw_code_name(err->code) : "");
	fwrite(b.ptr + 1, 1, b.len - 1, stdout);
	putchar('\n');
	bw_buf_release(&b);
}

/* The address of a page: the text of PATH.url, or else the host that the file is named after. */
static struct bw_str url_of(struct bw_arena *a, const char *path)
{
	struct bw_str said;
	struct bw_err none = {0};
	if (!bw_file_read(a, bw_arena_printf(a, "%s.url", path).ptr, 1 << 16, &said, &none))
		return bw_str_trim(said);
	const char *slash = strrchr(path, '/');
	struct bw_str name = bw_str_from(slash ? slash + 1 : path);
	size_t end = bw_str_find(name, BW_STR("--"), 0);
	if (end == BW_NPOS)
		end = bw_str_find(name, BW_STR(".html"), 0);
	return bw_arena_printf(a, "https://%" BW_PRISTR "/page", BW_ARG(bw_str_sub(name, 0, end)));
}

static int read_page(const char *path, int repeat)
{
	struct bw_arena file, work;
	struct bw_err err = {0};
	struct bw_str bytes;
	bw_arena_init(&file);
	bw_arena_init(&work);
	int code = bw_file_read(&file, path, 64 << 20, &bytes, &err);
	struct bw_str url = url_of(&file, path);
	for (int i = 0; i < repeat && !code; i++) {
		struct bw_article article;
		enum bw_page_kind kind;
		bw_arena_reset(&work);
		int rc = bw_article_read(&work, bytes, BW_STR_NONE, url, NULL, &article, &kind, &err);
		if (i == 0)
			print_page(path, &article, kind, rc, &err);
	}
	if (code)
		fprintf(stderr, "%s: %s\n", path, err.msg);
	bw_arena_release(&work);
	bw_arena_release(&file);
	return code;
}

int main(int argc, char **argv)
{
	int from = 1, repeat = 1, failed = 0;
	if (argc > 2 && !strcmp(argv[1], "--repeat")) {
		repeat = atoi(argv[2]);
		from = 3;
	}
	for (int i = from; i < argc; i++)
		failed |= read_page(argv[i], repeat) != 0;
	return failed;
}
