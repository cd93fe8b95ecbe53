#include "source/intake.h"

#include "core/inflate.h"
#include "core/mem.h"

/* BOMB: text packs to a tenth, a page of blanks to a two-hundredth; what goes on beyond that is made to hurt. TRIAL:
 * the longest head of a deflate block is shorter, so a member that is one shows its first bytes within. */
enum { RAW_BYTES = 1 << 15, WINDOW_BYTES = 1 << 17, BOMB_RATIO = 200, BOMB_BYTES = 64 << 20, TRIAL_BYTES = 512 };

/* Reads until at least n raw bytes are there, or all. */
static void fill_raw(struct bw_intake *s, size_t n)
{
	if (s->raw_at && s->raw_end - s->raw_at < n) {
		memmove(s->raw, s->raw + s->raw_at, s->raw_end - s->raw_at);
		s->raw_offset += s->raw_at;
		s->raw_end -= s->raw_at;
		s->raw_at = 0;
	}
	while (!s->raw_ended && s->raw_end - s->raw_at < n && s->raw_end < RAW_BYTES) {
		size_t got = s->in.read(s->in.ctx, s->raw + s->raw_end, RAW_BYTES - s->raw_end);
		s->raw_ended = got == 0;
		s->raw_end += got;
	}
}

static struct bw_str raw_rest(const struct bw_intake *s)
{
	return (struct bw_str){s->raw + s->raw_at, s->raw_end - s->raw_at};
}

void bw_intake_init(struct bw_intake *s, struct bw_byte_reader in, struct bw_str opening)
{
	*s = (struct bw_intake){.in = in, .opening = opening, .barrier = BW_NPOS, .probe = BW_NPOS};
	s->raw = bw_mem_resize(NULL, RAW_BYTES);
	s->window = bw_mem_resize(NULL, WINDOW_BYTES);
	s->cap = WINDOW_BYTES;
	fill_raw(s, 4);
	if (bw_gzip_begins(raw_rest(s)))
		s->gunzip = bw_gunzip_open();
}

void bw_intake_release(struct bw_intake *s)
{
	bw_gunzip_close(s->gunzip);
	bw_mem_free(s->raw);
	bw_mem_free(s->window);
	*s = (struct bw_intake){0};
}

static void compact(struct bw_intake *s)
{
	if (!s->at)
		return;
	memmove(s->window, s->window + s->at, s->end - s->at);
	s->end -= s->at;
	s->barrier -= s->barrier == BW_NPOS ? 0 : s->at;
	s->probe -= s->probe == BW_NPOS ? 0 : s->at;
	s->at = 0;
}

/* The offset of a plain file is kept for the end of the window: raw_offset + raw_at. */
static void fill_plain(struct bw_intake *s)
{
	fill_raw(s, 1);
	struct bw_str raw = raw_rest(s);
	size_t n = raw.len < s->cap - s->end ? raw.len : s->cap - s->end;
	if (n)
		memcpy(s->window + s->end, raw.ptr, n);
	s->end += n;
	s->raw_at += n;
	s->ended = n == 0;
}

/* Another member, or zeros that fill a block, or the end; anything else is damage. */
static void next_member(struct bw_intake *s)
{
	fill_raw(s, 4);
	while (s->raw_at < s->raw_end && s->raw[s->raw_at] == 0) {
		s->raw_at++;
		fill_raw(s, 4);
	}
	if (s->raw_at == s->raw_end) {
		s->ended = true;
		return;
	}
	if (!bw_gzip_begins(raw_rest(s))) {
		s->damaged = true;
		return;
	}
	bw_gunzip_restart(s->gunzip);
	s->member_in = s->member_out = 0;
	s->probe = s->opening.len ? s->end : BW_NPOS;
	s->probe_offset = s->raw_offset + s->raw_at;
}

/* A barrier stands where the last member began, when that is how a document begins. */
static void look_at_probe(struct bw_intake *s)
{
	if (s->probe == BW_NPOS)
		return;
	struct bw_str head = {s->window + s->probe, s->end - s->probe};
	bool over = s->ended || s->damaged;
	if (head.len < s->opening.len && !over)
		return;
	if (bw_str_starts(head, s->opening)) {
		s->barrier = s->probe;
		s->barrier_offset = s->probe_offset;
	}
	s->probe = BW_NPOS;
}

static void fill_packed(struct bw_intake *s)
{
	size_t n;
	fill_raw(s, 1);
	struct bw_str raw = raw_rest(s);
	if (!raw.len) {
		s->damaged = s->ended = true;
		look_at_probe(s);
		return;
	}
	enum bw_gunzip_state state = bw_gunzip_step(s->gunzip, &raw, s->window + s->end, s->cap - s->end, &n);
	size_t used = s->raw_end - s->raw_at - raw.len;
	s->raw_at += used;
	s->end += n;
	s->member_in += used;
	s->member_out += n;
	s->unpacked += n;
	bool bomb = s->member_out > BOMB_BYTES && s->member_out / BOMB_RATIO > s->member_in;
	if (state == BW_GUNZIP_DAMAGED || bomb)
		s->damaged = true;
	look_at_probe(s);
	if (!s->damaged && state == BW_GUNZIP_MEMBER_ENDS) {
		s->probe = BW_NPOS;
		s->sound = s->unpacked;
		next_member(s);
	}
}

/* No more can be had for now. A probe that is not decided yet goes on: what it stands on must not be seen before. */
static bool is_stopped(const struct bw_intake *s)
{
	return s->damaged || s->ended || s->barrier != BW_NPOS;
}

static size_t visible_end(const struct bw_intake *s)
{
	return s->barrier != BW_NPOS ? s->barrier : s->probe != BW_NPOS ? s->probe : s->end;
}

struct bw_str bw_intake_peek(struct bw_intake *s, size_t n)
{
	n = n > BW_INTAKE_PEEK_MAX ? BW_INTAKE_PEEK_MAX : n;
	while (visible_end(s) - s->at < n && !is_stopped(s)) {
		if (s->cap - s->end < RAW_BYTES)
			compact(s);
		if (s->gunzip)
			fill_packed(s);
		else
			fill_plain(s);
	}
	size_t have = visible_end(s) - s->at;
	return (struct bw_str){s->window + s->at, have < n ? have : n};
}

void bw_intake_take(struct bw_intake *s, size_t n)
{
	size_t have = visible_end(s) - s->at;
	s->at += n < have ? n : have;
}

void bw_intake_untake(struct bw_intake *s, struct bw_str bytes)
{
	compact(s);
	size_t need = s->end + bytes.len + WINDOW_BYTES;
	if (need > s->cap) {
		s->window = bw_mem_resize(s->window, need);
		s->cap = need;
	}
	if (!bytes.len)
		return;
	memmove(s->window + bytes.len, s->window, s->end);
	memcpy(s->window, bytes.ptr, bytes.len);
	s->end += bytes.len;
	s->barrier += s->barrier == BW_NPOS ? 0 : bytes.len;
	s->probe += s->probe == BW_NPOS ? 0 : bytes.len;
}

enum bw_intake_state bw_intake_state(const struct bw_intake *s)
{
	if (s->barrier != BW_NPOS)
		return BW_INTAKE_BARRIER;
	return s->damaged ? BW_INTAKE_DAMAGED : s->ended ? BW_INTAKE_ENDED : BW_INTAKE_FLOWS;
}

bool bw_intake_is_sound(const struct bw_intake *s)
{
	return !s->gunzip || s->sound >= s->unpacked - (s->end - s->at);
}

void bw_intake_pass_barrier(struct bw_intake *s)
{
	if (s->barrier == BW_NPOS)
		return;
	s->at = s->barrier;
	s->offset = s->barrier_offset;
	s->barrier = BW_NPOS;
}

/* True when a member that begins with the opening stands at raw_at: then its first bytes are in the window. */
static bool try_member(struct bw_intake *s)
{
	fill_raw(s, TRIAL_BYTES);
	struct bw_str raw = bw_str_sub(raw_rest(s), 0, TRIAL_BYTES);
	char head[16];
	size_t n = 0, had = raw.len, room = s->opening.len < sizeof(head) ? s->opening.len : sizeof(head);
	bw_gunzip_restart(s->gunzip);
	if (bw_gunzip_step(s->gunzip, &raw, head, room, &n) == BW_GUNZIP_DAMAGED || n < room ||
	    !bw_str_starts((struct bw_str){head, n}, s->opening))
		return false;
	s->offset = s->raw_offset + s->raw_at;
	s->raw_at += had - raw.len;
	memcpy(s->window, head, n);
	s->end = n;
	s->member_in = had - raw.len;
	s->member_out = n;
	s->unpacked += n;
	s->damaged = s->ended = false;
	return true;
}

bool bw_intake_resync(struct bw_intake *s)
{
	s->at = s->end = 0;
	s->barrier = s->probe = BW_NPOS;
	if (!s->gunzip || !s->opening.len)
		return false;
	for (;;) {
		fill_raw(s, TRIAL_BYTES);
		struct bw_str raw = raw_rest(s);
		size_t at = bw_str_find(raw, BW_STR("\x1F\x8B\x08"), 0);
		if (at == BW_NPOS && s->raw_ended)
			break;
		s->raw_at += at == BW_NPOS ? (raw.len > 2 ? raw.len - 2 : 0) : at;
		if (at != BW_NPOS && try_member(s))
			return true;
		s->raw_at += at != BW_NPOS;
	}
	s->raw_at = s->raw_end;
	s->ended = true;
	s->damaged = false;
	return false;
}

uint64_t bw_intake_offset(const struct bw_intake *s)
{
	if (s->gunzip)
		return s->opening.len ? s->offset : s->unpacked - (s->end - s->at);
	return s->raw_offset + s->raw_at - (s->end - s->at);
}
