#include "net/encoding.h"

#include "core/inflate.h"
#include "core/pack.h"

enum { STEPS_MAX = 3 /* encodings over each other */, ZSTD = BW_CODINGS, IDENTITY };

static const struct {
	struct bw_str name;
	int coding;
} encodings_known[] = {
	{{"gzip", 4}, BW_CODING_GZIP},
	{{"x-gzip", 6}, BW_CODING_GZIP},
	{{"deflate", 7}, BW_CODING_DEFLATE},
	{{"br", 2}, BW_CODING_BROTLI},
	{{"zstd", 4}, ZSTD},
	{{"identity", 8}, IDENTITY},
};

static int coding_of(struct bw_str name)
{
	for (size_t i = 0; i < sizeof(encodings_known) / sizeof(encodings_known[0]); i++)
		if (bw_str_eq_ascii_nocase(encodings_known[i].name, name))
			return encodings_known[i].coding;
	return -1;
}

/* The steps in the order of the header; -1 when there are too many or one is not known. */
static int steps_of(struct bw_str encodings, int steps[STEPS_MAX])
{
	struct bw_str rest = encodings, name;
	int n = 0;
	while (bw_str_split(&rest, ',', &name)) {
		name = bw_str_trim(name);
		int coding = name.len ? coding_of(name) : IDENTITY;
		if (coding < 0 || (coding != IDENTITY && n == STEPS_MAX))
			return -1;
		if (coding != IDENTITY)
			steps[n++] = coding;
	}
	return n;
}

static int expand_zstd(struct bw_arena *a, struct bw_str in, size_t max, struct bw_str *out)
{
	struct bw_buf buf;
	bw_buf_init(&buf, max);
	int code = bw_zstd_expand_any(&buf, in);
	*out = code ? BW_STR_NONE : bw_buf_copy(&buf, a);
	bw_buf_release(&buf);
	return code;
}

enum bw_fault bw_encoding_undo(struct bw_arena *a, struct bw_str encodings, struct bw_str in, size_t max,
			       struct bw_str *out)
{
	int steps[STEPS_MAX], code = BW_OK;
	int n = steps_of(encodings, steps);
	*out = n < 0 ? BW_STR_NONE : in;
	while (n > 0 && !code && out->len) {
		int coding = steps[--n];
		struct bw_str packed = *out;
		code = coding == ZSTD ? expand_zstd(a, packed, max, out)
				      : bw_inflate(a, packed, (enum bw_coding)coding, max, out, NULL);
	}
	if (code)
		*out = BW_STR_NONE;
	return n < 0 || (code && code != BW_ELIMIT) ? BW_FAULT_ENCODING : code ? BW_FAULT_LONG : BW_FAULT_NONE;
}
