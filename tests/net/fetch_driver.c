/* fetch_driver [name=value]... [+private] [only=HOST] [+as-it-comes] [secrets=FILE] [URL[ ETAG]]...: fetches all of
 * them in one call and prints one JSON object a line. "--" begins another call of the same fetcher, "-private" takes
 * +private back for what follows. only is private_host. */
#include <stdio.h>

#include "core/json.h"
#include "net/fetch.h"

enum { REQUESTS_MAX = 64, OUT_MAX_BYTES = 64 << 20 };

static void print(const struct bw_response *r)
{
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, OUT_MAX_BYTES);
	bw_json_out_init(&j, &buf);
	bw_json_begin_object(&j, NULL);
	bw_json_put_int(&j, "tag", (int64_t)r->tag);
	bw_json_put_str(&j, "code", bw_str_from(bw_code_name((enum bw_code)r->code)));
	bw_json_put_str(&j, "words", bw_str_from(r->err.msg));
	bw_json_put_int(&j, "status", r->status);
	bw_json_put_str(&j, "url", r->url);
	bw_json_put_bool(&j, "redirected", r->redirected);
	bw_json_put_bool(&j, "permanent", r->permanent);
	bw_json_put_str(&j, "health", bw_str_from(r->health));
	bw_json_put_str(&j, "type", r->content_type);
	bw_json_put_str(&j, "etag", r->etag);
	bw_json_put_str(&j, "modified", r->last_modified);
	bw_json_put_int(&j, "length", (int64_t)r->body.len);
	bw_json_put_str(&j, "body", bw_str_sub(r->body, 0, 200));
	bw_json_put_int(&j, "retry_after", r->retry_after_s);
	bw_json_put_int(&j, "fresh", r->fresh_s);
	bw_json_end_object(&j);
	printf("%.*s\n", (int)buf.len, buf.ptr);
	bw_buf_release(&buf);
}

static int print_one(void *ctx, size_t i, const struct bw_response *r, struct bw_err *err)
{
	(void)ctx, (void)i, (void)err;
	print(r);
	return 0;
}

static int fetch(struct bw_fetcher *f, struct bw_arena *a, struct bw_request *requests, size_t n, bool as_it_comes)
{
	struct bw_response out[REQUESTS_MAX];
	struct bw_err err = {0};
	if (as_it_comes)
		return bw_fetch_each(f, requests, n, print_one, NULL, &err);
	int code = bw_fetch_all(f, a, requests, n, out, NULL, NULL, &err);
	for (size_t i = 0; !code && i < n; i++)
		print(&out[i]);
	return code;
}

/* "+word" or "name=value"; an address may have "=" in it too. */
static bool is_setting(const char *arg)
{
	struct bw_str s = bw_str_from(arg);
	size_t eq = bw_str_find_char(s, '=', 0), slashes = bw_str_find(s, BW_STR("://"), 0);
	return *arg == '+' || (eq != BW_NPOS && (slashes == BW_NPOS || eq < slashes));
}

int main(int argc, char **argv)
{
	struct bw_arena arena;
	struct bw_config *config;
	struct bw_fetcher *f = NULL;
	struct bw_err err = {0};
	struct bw_request requests[REQUESTS_MAX];
	size_t n = 0;
	bool private_too = false, as_it_comes = false;
	const char *secrets = NULL, *only = "";
	bw_arena_init(&arena);
	int code = bw_config_load(&arena, NULL, &config, &err), i = 1;
	for (; !code && i < argc && is_setting(argv[i]); i++) {
		struct bw_str arg = bw_str_from(argv[i]);
		size_t eq = bw_str_find_char(arg, '=', 0);
		if (bw_str_eq(arg, BW_STR("+private")))
			private_too = true;
		else if (bw_str_eq(arg, BW_STR("+as-it-comes")))
			as_it_comes = true;
		else if (bw_str_starts(arg, BW_STR("secrets=")))
			secrets = argv[i] + strlen("secrets=");
		else if (bw_str_starts(arg, BW_STR("only=")))
			only = argv[i] + strlen("only=");
		else
			code = bw_config_set(config, bw_str_sub(arg, 0, eq), bw_str_from_pos(arg, eq + 1), &err);
	}
	if (!code)
		code = bw_fetcher_open(&arena, config, &f, &err);
	if (!code && secrets)
		code = bw_fetcher_read_secrets(f, secrets, &err);
	for (; !code && i < argc; i++) {
		struct bw_str arg = bw_str_from(argv[i]), url;
		if (bw_str_eq(arg, BW_STR("--"))) {
			code = fetch(f, &arena, requests, n, as_it_comes);
			n = 0;
			continue;
		}
		if (bw_str_eq(arg, BW_STR("-private")) || bw_str_eq(arg, BW_STR("+private"))) {
			private_too = arg.ptr[0] == '+';
			continue;
		}
		bw_str_split(&arg, ' ', &url);
		if (n < REQUESTS_MAX)
			requests[n++] = (struct bw_request){.url = url,
							    .etag = arg,
							    .allow_private = private_too,
							    .private_host = bw_str_from(only),
							    .tag = (uint64_t)i};
	}
	if (!code)
		code = fetch(f, &arena, requests, n, as_it_comes);
	if (code)
		printf("%s\n", err.msg);
	bw_fetcher_close(f);
	bw_arena_release(&arena);
	return code;
}
