/* Gives every file below the folders named on the command line to the fuzz target: the corpora are part of the tests.
 */
#include <stdio.h>

#include "core/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 16 << 20 };

static int replay(const char *folder, int *n)
{
	struct bw_arena a, one;
	const struct bw_str *names;
	size_t count = 0;
	struct bw_err err = {0};
	bw_arena_init(&a);
	bw_arena_init(&one);
	int code = bw_file_list(&a, folder, &names, &count, &err);
	for (size_t i = 0; !code && i < count; i++) {
		struct bw_str bytes;
		bw_arena_reset(&one);
		code = bw_file_read(&one, bw_arena_printf(&one, "%s/%" BW_PRISTR, folder, BW_ARG(names[i])).ptr,
				    INPUT_MAX, &bytes, &err);
		if (code)
			break;
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
		printf("ok %d - %" BW_PRISTR "\n", ++*n, BW_ARG(names[i]));
	}
	if (code)
		printf("not ok %d - %s\n", ++*n, err.msg);
	bw_arena_release(&one);
	bw_arena_release(&a);
	return code;
}

int main(int argc, char **argv)
{
	int n = 0, failed = argc < 2;
	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i], &n);
	printf("1..%d\n", n);
	return failed || !n;
}
