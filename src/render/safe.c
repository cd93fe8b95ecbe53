#include "render/safe.h"

#include "core/utf8.h"

struct range {
	uint32_t first, last;
};

static bool in_ranges(uint32_t cp, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= r[i].first && cp <= r[i].last)
			return true;
	return false;
}

#define IN(cp, ranges) in_ranges((cp), (ranges), sizeof(ranges) / sizeof *(ranges))

uint32_t bw_safe_next(struct bw_str s, size_t *pos)
{
	/* Unicode TR 36 and TR 55: what can make text look like other text. Left-to-right and right-to-left marks stay:
	 * they do no more than a letter would. */
	static const struct range harmful[] = {{0, 0x1F},        {0x7F, 0x9F},      {0x202A, 0x202E},
					       {0x2060, 0x2069}, {0x206A, 0x206F},  {0xFEFF, 0xFEFF},
					       {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
	static const struct range spaces[] = {{'\t', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}};
	uint32_t cp = bw_utf8_next(s, pos);

	if (IN(cp, spaces))
		return ' ';
	return IN(cp, harmful) ? BW_REPLACEMENT : cp;
}

int bw_safe_width(uint32_t cp)
{
	/* After Unicode's EastAsianWidth (W and F) and the combining blocks, at the grain that a terminal needs. */
	static const struct range none[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},
					    {0x64B, 0x65F},   {0x900, 0x902},   {0xE31, 0xE31},   {0xE34, 0xE3A},
					    {0xE47, 0xE4E},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
					    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
	static const struct range wide[] = {
		{0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},  {0x3041, 0x33FF}, {0x3400, 0x4DBF},
		{0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
		{0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
		{0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

	if (cp < 0x300)
		return 1;
	if (IN(cp, none))
		return 0;
	return IN(cp, wide) ? 2 : 1;
}

bool bw_safe_joins(const struct bw_inline *before, const struct bw_inline *after)
{
	if (!before || !before->text.len || !after->text.len)
		return false;
	if (after->kind == BW_INLINE_TEXT && strchr(",.;:)", after->text.ptr[0]))
		return false;
	return before->text.ptr[before->text.len - 1] != '(';
}

enum bw_safe_link bw_safe_link_kind(struct bw_str href)
{
	if (!href.len)
		return BW_LINK_NONE;
	if (bw_str_starts_ascii_nocase(href, BW_STR("http://")) || bw_str_starts_ascii_nocase(href, BW_STR("https://")))
		return BW_LINK_WEB;
	return bw_str_find_char(href, ':', 0) == BW_NPOS && href.ptr[0] != '/' ? BW_LINK_SITE : BW_LINK_NONE;
}

void bw_safe_put_up(struct bw_buf *out, const struct bw_page *from)
{
	for (size_t i = 0; i < from->path.len; i++)
		if (from->path.ptr[i] == '/')
			bw_buf_cstr(out, "../");
}

void bw_safe_put_address(struct bw_buf *out, const struct bw_page *from, struct bw_str href, const char *extension)
{
	size_t hash = bw_str_find_char(href, '#', 0);

	if (bw_safe_link_kind(href) == BW_LINK_WEB) {
		bw_buf_str(out, href);
		return;
	}
	bw_safe_put_up(out, from);
	bw_buf_str(out, bw_str_sub(href, 0, hash));
	bw_buf_cstr(out, extension);
	if (hash != BW_NPOS)
		bw_buf_str(out, bw_str_from_pos(href, hash));
}

bool bw_safe_anchor(const struct bw_inline *i, size_t *start, size_t *end)
{
	const struct bw_cite *c = i->n_cites ? &i->cites[0] : NULL;
	struct bw_str anchor;
	size_t cut;

	if (!c || c->anchor_end <= c->anchor_start || c->anchor_start < c->start || c->anchor_end > c->end)
		return false;
	anchor = bw_str_sub(c->quote, c->anchor_start - c->start, c->anchor_end - c->anchor_start);
	/* Trims at the front shorten the text by what they took; one at the end is looked up. */
	cut = c->quote.len >= i->text.len ? c->quote.len - i->text.len : 0;
	if (i->trims & BW_TRIM_ATTRIBUTION || c->anchor_start - c->start < cut)
		*start = bw_str_find(i->text, anchor, 0);
	else
		*start = c->anchor_start - c->start - cut;
	if (!anchor.len || *start == BW_NPOS || !bw_str_eq(bw_str_sub(i->text, *start, anchor.len), anchor))
		return false;
	*end = *start + anchor.len;
	return true;
}
