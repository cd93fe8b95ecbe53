#include "net/header.h"

#include "core/time.h"

enum { YEAR_S = 365 * BW_DAY, BACKOFF_MS = 500, BACKOFF_MAX_MS = 8000 };

static int64_t at_most_a_year(int64_t seconds)
{
	return seconds < 0 ? 0 : seconds > YEAR_S ? YEAR_S : seconds;
}

/* Digits alone, however many: what no number can hold is very long. */
static bool whole_number(struct bw_str s, int64_t *out)
{
	if (bw_str_to_i64(s, out))
		return true;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	*out = INT64_MAX;
	return s.len > 0;
}

int64_t bw_header_retry_after(const struct bw_answer *answer)
{
	int64_t seconds;
	bw_time until, now;
	if (whole_number(answer->retry_after, &seconds))
		return at_most_a_year(seconds);
	if (bw_time_parse(answer->retry_after, &until) && bw_time_parse(answer->date, &now))
		return at_most_a_year(until - now);
	return -1;
}

int64_t bw_header_fresh(const struct bw_answer *answer)
{
	struct bw_str rest = answer->cache_control, part;
	int64_t max_age = -1, age = 0;
	while (bw_str_split(&rest, ',', &part)) {
		part = bw_str_trim(part);
		if (bw_str_eq_ascii_nocase(part, BW_STR("no-cache")) ||
		    bw_str_eq_ascii_nocase(part, BW_STR("no-store")))
			return 0;
		if (!bw_str_starts_ascii_nocase(part, BW_STR("max-age=")))
			continue;
		struct bw_str number = bw_str_from_pos(part, strlen("max-age="));
		bool quoted = number.len > 1 && number.ptr[0] == '"' && number.ptr[number.len - 1] == '"';
		if (!whole_number(quoted ? bw_str_sub(number, 1, number.len - 2) : number, &max_age))
			max_age = -1;
	}
	if (max_age < 0)
		return -1;
	return at_most_a_year(max_age - (whole_number(answer->age, &age) ? age : 0));
}

int64_t bw_header_backoff_ms(struct bw_str url, int tries)
{
	int64_t pause = (int64_t)BACKOFF_MS << (tries < 4 ? tries : 4);
	int64_t spread = pause / 2, off = (int64_t)((bw_str_hash(url) >> 16) % (uint64_t)spread);
	pause = pause - pause / 4 + (off * (2 * tries + 1)) % spread;
	return pause < BACKOFF_MAX_MS ? pause : BACKOFF_MAX_MS;
}

/* Where the authority begins and ends, and its last "@"; false when there is none. Browsers read "\" as "/". */
static bool find_user(struct bw_str url, size_t *from, size_t *at)
{
	size_t slashes = bw_str_find(url, BW_STR("//"), 0), back = bw_str_find(url, BW_STR("\\\\"), 0);
	*from = (slashes < back ? slashes : back);
	if (*from == BW_NPOS)
		return false;
	for (*from += 2; *from < url.len && (url.ptr[*from] == '/' || url.ptr[*from] == '\\');)
		(*from)++;
	size_t end = *from;
	while (end < url.len && !memchr("/\\?#", url.ptr[end], 4))
		end++;
	size_t last = bw_str_rfind_char(bw_str_sub(url, *from, end - *from), '@');
	*at = last == BW_NPOS ? BW_NPOS : *from + last;
	return last != BW_NPOS;
}

bool bw_header_has_user(struct bw_str url)
{
	size_t from, at;
	return find_user(url, &from, &at);
}

struct bw_str bw_header_without_user(struct bw_arena *a, struct bw_str url)
{
	size_t from, at;
	if (!find_user(url, &from, &at))
		return url;
	struct bw_str rest = bw_str_from_pos(url, at + 1);
	if (rest.len && (rest.ptr[0] == '/' || rest.ptr[0] == '\\')) /* no host: what follows would be read as one */
		rest = BW_STR_NONE;
	char *out = bw_arena_alloc(a, from + rest.len + 1); /* by bytes: there may be a NUL among them */
	memcpy(out, url.ptr, from);
	memcpy(out + from, rest.len ? rest.ptr : "", rest.len);
	return (struct bw_str){out, from + rest.len};
}
