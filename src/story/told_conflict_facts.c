#include "story/told_part.h"
void bw_told_facts(struct bw_told_search *s, const struct bw_profile *old)
{
	(void)s;
	(void)old;
}
