/* Web archives: what comes out does not depend on the pieces in which the file came. */
#include "container.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check(bw_warc_read, data, size);
	return 0;
}
