/* Mailboxes and web archives, whole, damaged and hostile, in pieces of every size. */
#include "tap.h"

#include <time.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/cage.h"
#include "core/inflate.h"
#include "source/container.h"

enum { MAX_BYTES = 1 << 16 };

static struct bw_arena arena;

struct input {
	struct bw_str bytes;
	size_t at, piece;
};

static size_t read_piece(void *ctx, char *to, size_t n)
{
	struct input *in = ctx;
	struct bw_str rest = bw_str_sub(in->bytes, in->at, n < in->piece ? n : in->piece);
	if (rest.len)
		memcpy(to, rest.ptr, rest.len);
	in->at += rest.len;
	return rest.len;
}

/* What came out: each document as "[url|type|bytes]", each refusal as "{words}". */
struct output {
	struct bw_buf text;
	size_t documents, refusals;
	uint64_t offset; /* of the last document */
	bw_time at;
	int stop; /* this code is returned by the first document */
};

static int take(void *ctx, const struct bw_captured *c, struct bw_err *err)
{
	struct output *out = ctx;
	out->documents++;
	out->offset = c->offset;
	out->at = c->at;
	bw_buf_printf(&out->text, "[%" BW_PRISTR "|%" BW_PRISTR "|", BW_ARG(c->url), BW_ARG(c->content_type));
	bw_buf_str(&out->text, c->bytes);
	bw_buf_char(&out->text, ']');
	return out->stop ? bw_err_set(err, out->stop, "stopped") : 0;
}

static void refuse(void *ctx, const char *why)
{
	struct output *out = ctx;
	out->refusals++;
	bw_buf_printf(&out->text, "{%s}", why);
}

typedef int (*reader)(struct bw_byte_reader in, size_t max, const struct bw_container_teller *teller,
		      struct bw_err *err);

static int read_with(reader fn, struct bw_str bytes, size_t piece, size_t max, struct output *out, struct bw_err *err)
{
	struct input in = {bytes, 0, piece};
	struct bw_container_teller teller = {take, refuse, out};
	int stop = out->stop;
	*out = (struct output){.stop = stop};
	bw_buf_init(&out->text, 64 << 20);
	return fn((struct bw_byte_reader){read_piece, &in}, max, &teller, err);
}

/* The same output in pieces of 1, 7 and 64 KB bytes. */
static void reads(reader fn, struct bw_str bytes, const char *want, const char *what)
{
	static const size_t pieces[] = {1 << 16, 7, 1};
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct output out = {0};
		struct bw_err err = {0};
		int code = read_with(fn, bytes, pieces[i], MAX_BYTES, &out, &err);
		if (code)
			bw_buf_printf(&out.text, "<%s>", err.msg);
		bool same = bw_str_eq(bw_buf_view(&out.text), bw_str_from(want));
		if (i == 0 || !same)
			tap_str(bw_buf_view(&out.text), bw_str_from(want), what);
		bw_buf_release(&out.text);
	}
}

static const struct {
	const char *bytes, *want, *what;
} boxes[] = {
	{"From a@x Mon Mar  2 10:00:00 2026\nSubject: 1\n\nOne.\n\nFrom b@x Mon Mar  2 11:00:00 2026\nSubject: "
	 "2\n\nTwo.\n",
	 "[|message/rfc822|Subject: 1\n\nOne.\n][|message/rfc822|Subject: 2\n\nTwo.\n]", "two messages"},
	{"From a@x Mon Mar  2 10:00:00 2026\r\nSubject: 1\r\n\r\nOne.\r\n\r\nFrom b@x Mon Mar  2 11:00:00 "
	 "2026\r\nSubject: "
	 "2\r\n\r\nTwo.",
	 "[|message/rfc822|Subject: 1\r\n\r\nOne.\r\n][|message/rfc822|Subject: 2\r\n\r\nTwo.]",
	 "CRLF, and no end of line at the end"},
	{"From a@x Mon Mar  2 10:00:00 2026\nSubject: 1\n\nx\n\n>From here\n>>From there\n>not\nFrom me to you\n\nFrom "
	 "the start: 2 words\n",
	 "[|message/rfc822|Subject: 1\n\nx\n\nFrom here\n>From there\n>not\nFrom me to you\n\nFrom the start: 2 "
	 "words\n]",
	 "escapes undone, prose that begins with From"},
	{"From a@x Mon Mar  2 10:00:00 2026\nContent-Length: 9999\n\nx\n\nFrom b@x Mon Mar  2 11:00:00 "
	 "2026\nContent-Length: 1\n\nlonger\n",
	 "[|message/rfc822|Content-Length: 9999\n\nx\n][|message/rfc822|Content-Length: 1\n\nlonger\n]",
	 "lengths that lie"},
	{"From a@x Mon Mar  2 10:00:00 2026\nSubject: 1\n\nx\nFrom b@x Mon Mar  2 11:00:00 2026\nSubject: 2\n\ny\n",
	 "[|message/rfc822|Subject: 1\n\nx\nFrom b@x Mon Mar  2 11:00:00 2026\nSubject: 2\n\ny\n]",
	 "no empty line before: it is text"},
	{"From - Mon Mar  2 10:00:00 2026\nX: 1\n\nx\n\nFrom nobody\nX: 2\n\ny\n",
	 "[|message/rfc822|X: 1\n\nx\n][|message/rfc822|X: 2\n\ny\n]", "From lines of other programs"},
	{"From nobody on a day\nX: 1\n\nx\n", "[|message/rfc822|X: 1\n\nx\n]", "the first line needs no date"},
	{"\n\nFrom a@x Mon Mar  2 10:00:00 2026\nX: 1\n\nx\n", "[|message/rfc822|X: 1\n\nx\n]",
	 "empty lines at the start"},
	{"", "", "an empty file has no messages"},
	{"Dear reader,\nhello\n", "<this is no mailbox: it does not begin with a \"From \" line>",
	 "a text is no mailbox"},
};

static void test_boxes(void)
{
	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++)
		reads(bw_mbox_read, bw_str_from(boxes[i].bytes), boxes[i].want, boxes[i].what);
	struct output out = {0};
	struct bw_err err = {0};
	read_with(bw_mbox_read, bw_str_from(boxes[0].bytes), 5, MAX_BYTES, &out, &err);
	tap_int((long long)out.offset, 52, "where the second message stands");
	tap_int(out.at, bw_time_from_date((struct bw_date){2026, 3, 2}) + 11 * 3600, "and when it came");
	bw_buf_release(&out.text);
	out.stop = BW_EIO;
	tap_int(read_with(bw_mbox_read, bw_str_from(boxes[0].bytes), 5, MAX_BYTES, &out, &err), BW_EIO,
		"the caller stops the reading");
	tap_int((long long)out.documents, 1, "at once");
	bw_buf_release(&out.text);
}

static void put_long(struct bw_buf *b, const char *unit, size_t bytes)
{
	for (size_t n = 0; n < bytes; n += strlen(unit))
		bw_buf_cstr(b, unit);
}

static void test_long_message(void)
{
	struct bw_buf b;
	static const char *const units[] = {"a line of it\n", "no line end "};
	for (int i = 0; i < 2; i++) {
		bw_buf_init(&b, 8 << 20);
		bw_buf_cstr(&b, "From a@x Mon Mar  2 10:00:00 2026\nX: 1\n\n");
		put_long(&b, units[i], 1 << 20);
		bw_buf_cstr(&b, "\n\nFrom b@x Mon Mar  2 11:00:00 2026\nX: 2\n\nTwo.\n");
		reads(bw_mbox_read, bw_buf_view(&b),
		      "{the message at byte 0 is longer than the limit and is left out}[|message/rfc822|X: "
		      "2\n\nTwo.\n]",
		      "a message beyond the limit is refused, the next one read");
		bw_buf_release(&b);
	}
}

/* Packs with gzip behind what is there. */
static void put_gzip(struct bw_buf *out, struct bw_str s, int window)
{
	z_stream z = {0};
	deflateInit2(&z, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
	size_t room = deflateBound(&z, s.len) + 64;
	char *to = bw_arena_alloc(&arena, room);
	z.next_in = (Bytef *)s.ptr;
	z.avail_in = (uInt)s.len;
	z.next_out = (Bytef *)to;
	z.avail_out = (uInt)room;
	deflate(&z, Z_FINISH);
	bw_buf_put(out, to, room - z.avail_out);
	deflateEnd(&z);
}

static struct bw_str gzipped(struct bw_str s)
{
	struct bw_buf b;
	bw_buf_init(&b, 64 << 20);
	put_gzip(&b, s, 31);
	struct bw_str out = bw_buf_copy(&b, &arena);
	bw_buf_release(&b);
	return out;
}

static struct bw_str joined(struct bw_str a, struct bw_str b)
{
	char *p = bw_arena_alloc(&arena, a.len + b.len);
	if (a.len)
		memcpy(p, a.ptr, a.len);
	if (b.len)
		memcpy(p + a.len, b.ptr, b.len);
	return (struct bw_str){p, a.len + b.len};
}

/* A record; length < 0: the right one. */
static struct bw_str record(const char *type, const char *url, const char *fields, struct bw_str block, long length)
{
	struct bw_str head = bw_arena_printf(
		&arena,
		"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-02T10:00:00Z\r\n"
		"%sContent-Length: %ld\r\n\r\n",
		type, url, fields, length < 0 ? (long)block.len : length);
	return joined(joined(head, block), BW_STR("\r\n\r\n"));
}

static struct bw_str http(const char *fields, struct bw_str body)
{
	return joined(bw_arena_printf(&arena, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n", fields), body);
}

static const char http_type[] = "Content-Type: application/http; msgtype=response\r\n";

static struct bw_str page(const char *url, const char *fields, struct bw_str body)
{
	return record("response", url, http_type, http(fields, body), -1);
}

static struct bw_str text(const char *s)
{
	return bw_str_from(s);
}

static const char one[] = "[https://x.example/1|text/html|<p>One]", two[] = "[https://x.example/2|text/html|<p>Two]";

static const char *both(void)
{
	return bw_arena_printf(&arena, "%s%s", one, two).ptr;
}

static void test_warc(void)
{
	struct bw_str r1 = page("https://x.example/1", "", text("<p>One")),
		      r2 = page("<https://x.example/2>", "", text("<p>Two"));
	reads(bw_warc_read, joined(r1, r2), both(), "two records, an address in brackets");
	reads(bw_warc_read, joined(gzipped(r1), gzipped(r2)), both(), "packed record by record");
	reads(bw_warc_read, gzipped(joined(r1, r2)), both(), "packed as a whole");
	reads(bw_warc_read, joined(gzipped(bw_str_sub(r1, 0, 40)), gzipped(joined(bw_str_from_pos(r1, 40), r2))),
	      both(), "members that part a record");
	reads(bw_warc_read, BW_STR_NONE, "", "an empty file");
	reads(bw_warc_read, text("<html>"), "<this is no web archive: it does not begin with a WARC record>",
	      "a page is no archive");
	reads(bw_warc_read, text("\x28\xB5\x2F\xFDxxxx"), "<this is packed with zstd; unpack it first (zstd -d)>",
	      "zstd is named");
	struct output out = {0};
	struct bw_err err = {0};
	read_with(bw_warc_read, joined(gzipped(r1), gzipped(r2)), 7, MAX_BYTES, &out, &err);
	tap_int((long long)out.offset, (long long)gzipped(r1).len, "where the second record stands");
	tap_int(out.at, bw_time_from_date((struct bw_date){2026, 3, 2}) + 10 * 3600, "and when it was captured");
	bw_buf_release(&out.text);
}

static void test_kinds(void)
{
	static const struct {
		const char *type, *url, *fields, *block, *want, *what;
	} rows[] = {
		{"resource", "https://x.example/r", "Content-Type: text/html\r\n", "<p>R",
		 "[https://x.example/r|text/html|<p>R]", "a resource"},
		{"conversion", "https://x.example/c", "Content-Type: text/plain\r\n", "words",
		 "[https://x.example/c|text/plain|words]", "a conversion"},
		{"resource", "https://x.example/f", "Content-Type: application/rss+xml\r\n", "<rss/>",
		 "[https://x.example/f|application/rss+xml|<rss/>]", "a feed"},
		{"resource", "https://x.example/i", "Content-Type: image/png\r\n", "x", "", "a picture"},
		{"resource", "https://x.example/robots.txt", "Content-Type: text/plain\r\n", "x", "",
		 "rules for robots"},
		{"resource", "urn:pageinfo:x", "Content-Type: text/plain\r\n", "x", "", "notes of a crawler"},
		{"resource", "dns:x.example", "Content-Type: text/dns\r\n", "x", "", "a lookup"},
		{"request", "https://x.example/", "Content-Type: application/http\r\n", "GET / HTTP/1.1\r\n\r\n", "",
		 "a request"},
		{"revisit", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "", "a revisit"},
		{"metadata", "https://x.example/", "Content-Type: text/html\r\n", "x", "", "metadata"},
		{"warcinfo", "https://x.example/", "Content-Type: application/warc-fields\r\n", "x", "", "information"},
		{"continuation", "https://x.example/", "WARC-Segment-Number: 2\r\n", "x", "", "a continuation"},
		{"response", "https://x.example/", "Content-Type: application/http\r\nWARC-Segment-Number: 1\r\n",
		 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx",
		 "{the record at byte 0 (https://x.example/) is left out: its rest stands in another record}",
		 "a part"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nx", "", "404"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/1.1 301 M\r\nContent-Type: text/html\r\n\r\nx", "", "301"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/2 200\r\ncontent-type: text/html; charset=x\r\n\r\nx",
		 "[https://x.example/|text/html; charset=x|x]", "HTTP/2 as written down"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n", "nonsense",
		 "{the record at byte 0 (https://x.example/) is left out: it does not begin as an answer of a web "
		 "server does}",
		 "no answer"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/1.1 200 OK\r\n\r\n<!doctype html><p>x", "[https://x.example/||<!doctype html><p>x]",
		 "no type, but a page by its look"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n", "HTTP/1.1 200 OK\r\n\r\nx", "",
		 "no type and no look"},
		{"response", "https://x.example/", "Content-Type: application/http\r\n",
		 "HTTP/1.1 200 OK\nContent-Type: text/html\nX: folded\n more\n\nx", "[https://x.example/|text/html|x]",
		 "bare line feeds"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		reads(bw_warc_read, record(rows[i].type, rows[i].url, rows[i].fields, text(rows[i].block), -1),
		      rows[i].want, rows[i].what);
}

/* Packed with brotli: the page One; eight million zeros; the page One packed with gzip. */
static const struct bw_str brotli_one = {"\213\002\200\074\160\076\117\156\145\003", 10},
			   brotli_bomb = {"\233\377\377\177\000\044\140\342\261\100\162\357\377\000", 14},
			   brotli_gzip_one = {"\213\014\200\037\213\010\000\000\000\000\000\002\003\263\051\260\363\317"
					      "\113\005\000\053\020\074\226\006\000\000\000\003",
					      30};

static struct bw_str deflated(struct bw_str s, int window)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 20);
	put_gzip(&b, s, window);
	struct bw_str out = bw_buf_copy(&b, &arena);
	bw_buf_release(&b);
	return out;
}

static void coded(const char *fields, struct bw_str body, const char *want, const char *what)
{
	reads(bw_warc_read, page("https://x.example/1", fields, body), want, what);
}

static void test_codings(void)
{
	struct bw_str plain = text("<p>One");
	static const char chunked[] = "Transfer-Encoding: chunked\r\n";
	coded(chunked, text("3\r\n<p>\r\n3;x=y\r\nOne\r\n0\r\n\r\n"), one, "chunks");
	coded(chunked, plain, one, "chunks that were joined before");
	coded(chunked, text("3\r\n<p>\r\n9\r\nOne"),
	      "{the record at byte 0 (https://x.example/1) is left out: its last chunks are missing}",
	      "a last chunk that is short");
	coded(chunked, text("ffffffffffffffff\r\nx"), "[https://x.example/1|text/html|ffffffffffffffff\r\nx]",
	      "a size beyond all measure is none");
	coded("Content-Encoding: gzip\r\n", gzipped(plain), one, "gzip");
	coded("Content-Encoding: gzip\r\n", plain, one, "gzip that was undone before");
	coded("Content-Encoding: br\r\n", brotli_one, one, "brotli");
	coded("Content-Encoding: br\r\n", plain, one, "brotli that was undone before");
	coded("Content-Encoding: deflate\r\n", deflated(plain, 15), one, "deflate with a head");
	coded("Content-Encoding: deflate\r\n", deflated(plain, -15), one, "deflate without");
	coded("Content-Encoding: identity\r\n", plain, one, "identity");
	coded("Content-Encoding: gzip, br\r\n", brotli_gzip_one, one, "two codings");
	coded("Content-Encoding: zstd\r\n", text("\x28\xB5\x2F\xFDxx"),
	      "{the record at byte 0 (https://x.example/1) is left out: its coding 'zstd' is not one that can be "
	      "undone}",
	      "an unknown coding");
	coded("Content-Length: 2\r\n", plain, one, "a wrong length of the body");
	struct bw_str half = gzipped(text("<p>One, and a good deal more than that so that half of it is something"));
	coded("Content-Encoding: gzip\r\n", bw_str_sub(half, 0, half.len / 2),
	      "{the record at byte 0 (https://x.example/1) is left out: what is packed with gzip in it is damaged or "
	      "ends too soon}",
	      "gzip that ends too soon");
	struct bw_buf b;
	bw_buf_init(&b, 64 << 20);
	put_long(&b, "0", 8 << 20);
	coded("Content-Encoding: gzip\r\n", gzipped(bw_buf_view(&b)),
	      "{the record at byte 0 (https://x.example/1) is left out: what is packed "
	      "with gzip in it comes to more than 65536 bytes}",
	      "a bomb of gzip");
	coded("Content-Encoding: br\r\n", brotli_bomb,
	      "{the record at byte 0 (https://x.example/1) is left out: what is packed with "
	      "brotli in it comes to more than 65536 bytes}",
	      "a bomb of brotli");
	bw_buf_release(&b);
}

static void test_damage(void)
{
	struct bw_str r1 = page("https://x.example/1", "", text("<p>One")),
		      r2 = page("https://x.example/2", "", text("<p>Two"));
	struct bw_str block = http("", text("<p>Zero"));
	struct bw_str shorter = record("response", "https://x.example/0", http_type, block, 20);
	struct bw_str longer = record("response", "https://x.example/0", http_type, block, (long)block.len + 40);
	struct bw_str endless = record("response", "https://x.example/0", http_type, block, 60000);
	static const char wrong[] = "{the record at byte 0 (https://x.example/0) is left out: its length is wrong}";
	const char *then = bw_arena_printf(&arena, "%s%s", wrong, both()).ptr;
	reads(bw_warc_read, joined(shorter, joined(r1, r2)), then, "a length that is too short");
	reads(bw_warc_read, joined(longer, joined(r1, r2)), then, "a length that is too long");
	reads(bw_warc_read, joined(endless, joined(r1, r2)),
	      bw_arena_printf(&arena, "{the record at byte 0 (https://x.example/0) is cut off: the file ends in it}%s",
			      both())
		      .ptr,
	      "a length beyond the end");
	reads(bw_warc_read, joined(gzipped(endless), joined(gzipped(r1), gzipped(r2))),
	      bw_arena_printf(&arena,
			      "{the record at byte 0 (https://x.example/0) is left out: it is shorter than it says}%s",
			      both())
		      .ptr,
	      "a length beyond its member");
	reads(bw_warc_read, joined(gzipped(shorter), joined(gzipped(r1), gzipped(r2))), then,
	      "a length that is too short in a member");
	reads(bw_warc_read, bw_str_sub(joined(r1, r2), 0, r1.len + 150),
	      bw_arena_printf(&arena, "%s{the record at byte %zu is cut off: the file ends in it}", one, r1.len).ptr,
	      "the file ends in a head");
	reads(bw_warc_read, bw_str_sub(joined(r1, r2), 0, r1.len + r2.len - 8),
	      bw_arena_printf(&arena,
			      "%s{the record at byte %zu (https://x.example/2) is cut off: the file ends in it}", one,
			      r1.len)
		      .ptr,
	      "the file ends in a body");
	struct bw_str packed = gzipped(r1);
	reads(bw_warc_read, joined(packed, bw_str_sub(gzipped(r2), 0, gzipped(r2).len - 30)),
	      bw_arena_printf(&arena,
			      "%s{the record at byte %zu (https://x.example/2) is cut off: the file ends in it}", one,
			      packed.len)
		      .ptr,
	      "the file ends in a member");
	char *bad = bw_arena_alloc(&arena, packed.len);
	memcpy(bad, packed.ptr, packed.len);
	bad[packed.len - 6] ^= 1;
	reads(bw_warc_read, joined((struct bw_str){bad, packed.len}, gzipped(r2)),
	      bw_arena_printf(
		      &arena,
		      "{the record at byte 0 (https://x.example/1) cannot be read: its packed data is damaged}%s", two)
		      .ptr,
	      "a wrong sum costs its record only");
	memcpy(bad, packed.ptr, packed.len);
	memset(bad + 40, 0xFF, 20);
	struct output out = {0};
	struct bw_err err = {0};
	read_with(bw_warc_read, joined((struct bw_str){bad, packed.len}, joined(gzipped(r2), gzipped(r1))), 7,
		  MAX_BYTES, &out, &err);
	tap_int((long long)out.documents, 2, "a damaged member costs its record only");
	bw_buf_release(&out.text);
	reads(bw_warc_read, joined(r1, joined(text("rubbish of some length\r\n\r\n"), r2)),
	      bw_arena_printf(&arena,
			      "%s{the record at byte %zu is left out: what stands there does not begin as a record}%s",
			      one, r1.len, two)
		      .ptr,
	      "rubbish between records");
	struct bw_str headless = text("WARC/1.0\r\nWARC-Type: response\r\n\r\n");
	reads(bw_warc_read, joined(headless, r1),
	      bw_arena_printf(&arena, "{the record at byte 0 does not say how long it is}%s", one).ptr,
	      "no length at all");
}

/* A page that quotes an archive must not pass for its records. */
static void test_injection(void)
{
	struct bw_str fake = page("https://bank.example/", "", text("<p>Fake"));
	struct bw_str body = joined(text("<p>One\r\n\r\n"), fake);
	struct bw_str r = page("https://x.example/1", "", body);
	struct output out = {0};
	struct bw_err err = {0};
	read_with(bw_warc_read, joined(r, page("https://x.example/2", "", text("<p>Two"))), 1 << 16, MAX_BYTES, &out,
		  &err);
	tap_int((long long)out.documents, 2, "a record quoted in a page is text");
	tap_ok(bw_str_find(bw_buf_view(&out.text), BW_STR("[https://bank.example/"), 0) == BW_NPOS,
	       "and no document of its own");
	bw_buf_release(&out.text);
}

static void test_limits(void)
{
	struct bw_buf b;
	bw_buf_init(&b, 300 << 20);
	put_long(&b, "<p>long</p>", 1 << 20);
	struct bw_str big = page("https://x.example/0", "", bw_buf_view(&b)),
		      r1 = page("https://x.example/1", "", text("<p>One"));
	const char *want =
		bw_arena_printf(
			&arena,
			"{the record at byte 0 (https://x.example/0) is longer than the limit and is left out}%s", one)
			.ptr;
	reads(bw_warc_read, joined(big, r1), want, "a record beyond the limit is refused by place");
	reads(bw_warc_read, joined(gzipped(big), gzipped(r1)), want, "the same packed");
	/* A member that swells without end, and says so in its length. */
	bw_buf_reset(&b);
	bw_buf_str(&b, record("metadata", "https://x.example/", "", BW_STR_NONE, 250 << 20));
	put_long(&b, "0000000000", 200 << 20);
	struct bw_str bomb = gzipped(bw_buf_view(&b));
	bw_buf_release(&b);
	struct output out = {0};
	struct bw_err err = {0};
	read_with(bw_warc_read, joined(bomb, gzipped(r1)), 1 << 16, MAX_BYTES, &out, &err);
	tap_int((long long)out.documents, 1, "a bomb in front of a record costs the bomb");
	tap_ok(out.refusals >= 1, "and is refused");
	bw_buf_release(&out.text);
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double time_of(reader fn, const char *head, const char *unit, size_t bytes)
{
	struct bw_buf b;
	struct output out = {0};
	struct bw_err err = {0};
	bw_buf_init(&b, bytes * 2);
	bw_buf_cstr(&b, head);
	put_long(&b, unit, bytes);
	double from = seconds();
	read_with(fn, bw_buf_view(&b), 1 << 16, MAX_BYTES, &out, &err);
	double took = seconds() - from;
	bw_buf_release(&b);
	bw_buf_release(&out.text);
	return took;
}

/* The sanitizer looks at all of a text each time that something is looked for in it, so time says nothing then. */
static void test_linear(void)
{
	double slow_s = bw_cage_is_sanitized() ? 60 : 0.5;
	static const struct {
		reader fn;
		const char *head, *unit;
	} rows[] = {
		{bw_mbox_read, "", "From a@x 10:00\n\n"},
		{bw_mbox_read, "From a@x 10:00\n", ">>>>>>>>"},
		{bw_mbox_read, "From a@x 10:00\n", "\n"},
		{bw_warc_read, "",
		 "WARC/1.0\r\nContent-Length: 60000\r\nWARC-Type: response\r\nWARC-Target-URI: http://x\r\n\r\n"},
		{bw_warc_read, "", "WARC/1.0\r\nContent-Length: 0\r\n\r\n"},
		{bw_warc_read, "", "WARC/1.0\r\n"},
		{bw_warc_read, "WARC/1.0\r\n\r\n", "\nWARC/1."},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double small = time_of(rows[i].fn, rows[i].head, rows[i].unit, 1 << 19);
		double large = time_of(rows[i].fn, rows[i].head, rows[i].unit, 1 << 22);
		if (!tap_ok(large < slow_s || large < small * 20, "time grows with the length of row %zu", i))
			printf("# %f s for 512 KB, %f s for 4 MB\n", small, large);
	}
}

static void test_prefixes(void)
{
	struct bw_str r1 = page("https://x.example/1", "", text("<p>One")),
		      r2 = page("https://x.example/2", "Content-Encoding: gzip\r\n", gzipped(text("<p>Two")));
	struct bw_str files[] = {joined(r1, r2), joined(gzipped(r1), gzipped(r2)), gzipped(joined(r1, r2))};
	for (size_t i = 0; i < 3; i++) {
		bool grows = true;
		size_t most = 0;
		for (size_t len = 0; len <= files[i].len; len++) {
			struct output out = {0};
			struct bw_err err = {0};
			read_with(bw_warc_read, bw_str_sub(files[i], 0, len), 1 << 16, MAX_BYTES, &out, &err);
			grows = grows && out.documents >= most;
			most = out.documents;
			bw_buf_release(&out.text);
		}
		tap_ok(grows && most == 2, "every prefix of archive %zu keeps the records before it", i);
	}
}

static void test_sniff(void)
{
	tap_int(bw_container_sniff(BW_STR("WARC/1.1\r\nx")), BW_SOURCE_ARCHIVE, "an archive by its first bytes");
	tap_int(bw_container_sniff(gzipped(BW_STR("WARC/1.0\r\nx"))), BW_SOURCE_ARCHIVE, "a packed one");
	tap_int(bw_container_sniff(BW_STR("From a@x Mon Mar  2 10:00:00 2026\nX: y\n")), BW_SOURCE_MAILBOX,
		"a mailbox");
	tap_int(bw_container_sniff(gzipped(BW_STR("From - Mon Mar  2 10:00:00 2026\nX: y\n"))), BW_SOURCE_MAILBOX,
		"a packed one");
	tap_int(bw_container_sniff(BW_STR("From 10:00 on, they talked.\n\nAll day.")), BW_SOURCE_UNKNOWN,
		"prose is none");
	tap_int(bw_container_sniff(gzipped(BW_STR("<html>"))), BW_SOURCE_UNKNOWN, "a packed page is none");
	tap_int(bw_container_sniff(BW_STR_NONE), BW_SOURCE_UNKNOWN, "nothing is none");
}

int main(void)
{
	bw_arena_init(&arena);
	test_boxes();
	test_long_message();
	test_warc();
	test_kinds();
	test_codings();
	test_damage();
	test_injection();
	test_limits();
	test_linear();
	test_prefixes();
	test_sniff();
	bw_arena_release(&arena);
	return tap_done();
}
