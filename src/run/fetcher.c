#include "run/fetcher.h"

int bw_engine_fetcher(const struct bw_engine *e, struct bw_arena *a, struct bw_fetcher **out, struct bw_err *err)
{
	struct bw_str config = bw_str_from(e->home.config);
	size_t slash = bw_str_rfind_char(config, '/');
	struct bw_str path = bw_arena_printf(a, "%" BW_PRISTR "secrets.ini",
					     BW_ARG(bw_str_sub(config, 0, slash == BW_NPOS ? 0 : slash + 1)));
	int code = bw_fetcher_open(a, e->config, out, err);
	if (!code && (code = bw_fetcher_read_secrets(*out, path.ptr, err))) {
		bw_fetcher_close(*out);
		*out = NULL;
	}
	return code;
}
