#include "compose/page_names.h"

enum { NAMES_MAX = 24 };

/* In the order of the enums of page.h. */
static const char *const names[BW_N_NAMES][NAMES_MAX] = {
	[BW_NAMES_INLINE] = {"text", "sentence", "title", "source", "link", "status", "mark", "id"},
	[BW_NAMES_BLOCK] = {"section", "heading", "paragraph", "list", "item", "facts", "fact", "quote", "chart",
			    "note", "table", "row"},
	[BW_NAMES_ROLE] = {"none",     "top-line", "developments", "development", "signals",  "signal",   "coverage",
			   "evidence", "against",  "analysis",     "changes",     "standing", "conflict", "corrected",
			   "timeline", "turn",     "links",        "mentions",    "origin",   "why"},
	[BW_NAMES_PAGE] = {"brief", "silence", "signal", "development", "article", "listing"},
	[BW_NAMES_TRIM] = {"dateline", "connective", "attribution"},
	[BW_NAMES_FIELD] = {"text", "title", "version"},
};

const char *bw_page_names_get(enum bw_page_names set, int value)
{
	return value < 0 || value >= NAMES_MAX ? NULL : names[set][value];
}

int bw_page_names_find(enum bw_page_names set, struct bw_str name)
{
	for (int i = 0; i < NAMES_MAX && names[set][i]; i++)
		if (bw_str_eq(name, bw_str_from(names[set][i])))
			return i;
	return -1;
}

const char *bw_inline_kind_name(enum bw_inline_kind k)
{
	return bw_page_names_get(BW_NAMES_INLINE, (int)k);
}

const char *bw_block_kind_name(enum bw_block_kind k)
{
	return bw_page_names_get(BW_NAMES_BLOCK, (int)k);
}

const char *bw_role_name(enum bw_role r)
{
	return bw_page_names_get(BW_NAMES_ROLE, (int)r);
}

const char *bw_page_type_name(enum bw_page_type t)
{
	return bw_page_names_get(BW_NAMES_PAGE, (int)t);
}

const char *bw_trim_name(int bit)
{
	return bw_page_names_get(BW_NAMES_TRIM, bit);
}
