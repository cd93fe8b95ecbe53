#include "extract/entries.h"

/* Abbreviations of zones with one meaning in the news; "ET" and its like change with the season and tell no offset. */
static const struct zone_row {
	const char *name;
	int offset;
	bool known;
} zones[] = {
	{"GMT", 0, true},    {"UTC", 0, true},    {"BST", 60, true},   {"CET", 60, true},   {"CEST", 120, true},
	{"MEZ", 60, true},   {"MESZ", 120, true}, {"EST", -300, true}, {"EDT", -240, true}, {"CST", -360, true},
	{"CDT", -300, true}, {"MST", -420, true}, {"MDT", -360, true}, {"PST", -480, true}, {"PDT", -420, true},
	{"MSK", 180, true},  {"ET", 0, false},    {"CT", 0, false},    {"MT", 0, false},    {"PT", 0, false},
};

static bool is_digit(struct bw_str s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static bool is_letter(struct bw_str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : ' ';
	return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static size_t skip_space(struct bw_str s, size_t at)
{
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	return at;
}

/* "a.m.", "pm": sets *half to 0 or 12 and returns the position after it; `at` when there is none. */
static size_t read_half(struct bw_str s, size_t at, int *half)
{
	static const char *const forms[] = {"a.m.", "p.m.", "am", "pm", "a.m", "p.m"};
	size_t from = skip_space(s, at);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct bw_str form = bw_str_from(forms[i]);
		if (!bw_str_starts_ascii_nocase(bw_str_from_pos(s, from), form) || is_letter(s, from + form.len))
			continue;
		*half = i % 2 ? 12 : 0;
		return from + form.len;
	}
	return at;
}

static size_t read_zone(struct bw_str s, size_t at, struct bw_stamp *out)
{
	static const char *const words[] = {"Uhr", "hrs", "h"};
	size_t from = skip_space(s, at);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bw_str_starts(bw_str_from_pos(s, from), bw_str_from(words[i])) &&
		    !is_letter(s, from + strlen(words[i])))
			at = from + strlen(words[i]);
	from = skip_space(s, at);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		struct bw_str name = bw_str_from(zones[i].name);
		if (!bw_str_starts(bw_str_from_pos(s, from), name) || is_letter(s, from + name.len))
			continue;
		out->zoned = zones[i].known;
		out->offset = zones[i].offset;
		return from + name.len;
	}
	return at;
}

/* Two digits after ':' '.' or 'h'; 0 digits only where a half of the day follows ("6 p.m."). */
static size_t read_clock(struct bw_str s, size_t at, int *hour, int *minute, bool *short_form)
{
	size_t from = at;
	*hour = *minute = 0;
	for (; at < from + 2 && is_digit(s, at); at++)
		*hour = *hour * 10 + (s.ptr[at] - '0');
	*short_form = true;
	bool mark = at < s.len && strchr(":.h", s.ptr[at]) != NULL;
	if (at == from || !mark || !is_digit(s, at + 1) || !is_digit(s, at + 2) || is_digit(s, at + 3))
		return at == from ? from : at;
	*minute = (s.ptr[at + 1] - '0') * 10 + (s.ptr[at + 2] - '0');
	*short_form = false;
	return at + 3;
}

bool bw_stamp_read(struct bw_str text, struct bw_stamp *out)
{
	int hour, minute, half = -1;
	bool short_form, bracket = text.len && (text.ptr[0] == '[' || text.ptr[0] == '(');
	*out = (struct bw_stamp){0};
	size_t from = bracket, at = read_clock(text, from, &hour, &minute, &short_form);
	if (at == from)
		return false;
	size_t after = read_half(text, at, &half);
	if ((short_form && half < 0) || minute > 59 || hour > (half < 0 ? 23 : 12) || (half >= 0 && hour == 0))
		return false;
	at = read_zone(text, after, out);
	if (bracket && (at >= text.len || (text.ptr[at] != ']' && text.ptr[at] != ')')))
		return false;
	at += bracket;
	if (is_letter(text, at) || is_digit(text, at) || (at < text.len && strchr("%$/", text.ptr[at])))
		return false;
	bool unit = at < text.len && strchr(".,", text.ptr[at]) && is_digit(text, at + 1);
	if (unit)
		return false;
	while (at < text.len && strchr(" :-|.,", text.ptr[at]))
		at++;
	struct bw_str rest = bw_str_from_pos(text, at);
	if (bw_str_starts(rest, BW_STR("–")) || bw_str_starts(rest, BW_STR("—")))
		at = skip_space(text, at + 3);
	out->minute = (half < 0 ? hour : hour % 12 + half) * 60 + minute;
	out->bytes = at;
	return true;
}
