#include "run/document.h"

#include "core/charset.h"
#include "core/inflate.h"
#include "run/document_part.h"
#include "run/markdown.h"
#include "run/pdf.h"
#include "source/container.h"
#include "source/mail.h"

enum { EXPANDED_MAX = 64 << 20, HEAD_BYTES = 4096, ZIP_HEAD_BYTES = 1 << 16, TAR_MARK = 257, FTYP_MARK = 4 };

/* Files that are no text, by bytes at a place. */
static const struct {
	size_t at;
	struct bw_str mark;
	const char *words;
} foreign[] = {
	{0, {"\x89PNG", 4}, "a picture (PNG)"},
	{0, {"\xFF\xD8\xFF", 3}, "a picture (JPEG)"},
	{0, {"GIF8", 4}, "a picture (GIF)"},
	{8, {"WEBP", 4}, "a picture (WebP)"},
	{0, {"II*\0", 4}, "a picture (TIFF)"},
	{0, {"MM\0*", 4}, "a picture (TIFF)"},
	{0, {"\0\0\1\0", 4}, "a picture (icon)"},
	{FTYP_MARK, {"ftyp", 4}, "a film, a sound or a picture"},
	{0, {"\x1A\x45\xDF\xA3", 4}, "a film (Matroska)"},
	{0, {"ID3", 3}, "a sound (MP3)"},
	{0, {"OggS", 4}, "a sound or a film (Ogg)"},
	{0, {"fLaC", 4}, "a sound (FLAC)"},
	{0, {"RIFF", 4}, "a sound or a film (RIFF)"},
	{0, {"\xD0\xCF\x11\xE0", 4}, "an old office document; save it as PDF or text"},
	{0, {"{\\rtf", 5}, "a document in Rich Text Format; save it as PDF or text"},
	{0, {"7z\xBC\xAF", 4}, "an archive (7z); unpack it first"},
	{0, {"Rar!", 4}, "an archive (RAR); unpack it first"},
	{0, {"BZh", 3}, "packed with bzip2; unpack it first"},
	{0,
	 {"\xFD"
	  "7zXZ",
	  5},
	 "packed with xz; unpack it first"},
	{0, {"\x28\xB5\x2F\xFD", 4}, "packed with zstd; unpack it first"},
	{TAR_MARK, {"ustar", 5}, "an archive (tar); unpack it first"},
	{0,
	 {"\x7F"
	  "ELF",
	  4},
	 "a program"},
	{0, {"MZ", 2}, "a program"},
	{0, {"\0asm", 4}, "a program (WebAssembly)"},
	{0, {"SQLite format 3", 15}, "a database (SQLite)"},
	{0, {"wOFF", 4}, "a font"},
	{0, {"wOF2", 4}, "a font"},
};

/* What a zip file holds, by names that stand in it. */
static const struct {
	struct bw_str mark;
	const char *words;
} zipped[] = {
	{{"word/", 5}, "an office document (Word); save it as PDF or text"},
	{{"xl/", 3}, "an office document (Excel); save it as PDF or text"},
	{{"ppt/", 4}, "an office document (PowerPoint); save it as PDF or text"},
	{{"application/vnd.oasis.opendocument", 34}, "an office document (OpenDocument); save it as PDF or text"},
	{{"application/epub+zip", 20}, "a book (EPUB)"},
	{{"PK", 2}, "an archive (zip); unpack it first"},
};

int bw_ingest_check_length(const struct bw_engine *e, const struct bw_article *article, struct bw_err *err)
{
	int64_t max = bw_config_int(e->config, "read.max_article");
	if (article->text.len <= (uint64_t)max)
		return 0;
	return bw_err_set(err, BW_ELIMIT,
			  "its text is %zu bytes long, more than read.max_article (%lld); raise the limit if you "
			  "want it all the same",
			  article->text.len, (long long)max);
}

static const char *foreign_words(struct bw_str bytes)
{
	if (bw_str_starts(bytes, BW_STR("PK\3\4"))) {
		struct bw_str head = bw_str_sub(bytes, 0, ZIP_HEAD_BYTES);
		for (size_t i = 0; i < sizeof(zipped) / sizeof(zipped[0]); i++)
			if (bw_str_find(head, zipped[i].mark, 0) != BW_NPOS)
				return zipped[i].words;
	}
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (bw_str_starts(bw_str_from_pos(bytes, foreign[i].at), foreign[i].mark))
			return foreign[i].words;
	return NULL;
}

static bool is_utf16(struct bw_str bytes)
{
	return bw_str_starts(bytes, BW_STR("\xFF\xFE")) || bw_str_starts(bytes, BW_STR("\xFE\xFF")) ||
	       bw_str_starts(bytes, BW_STR("<\0")) || bw_str_starts(bytes, BW_STR("\0<"));
}

static int refuse_foreign(struct bw_str bytes, struct bw_err *err)
{
	const char *words = foreign_words(bytes);
	if (words)
		return bw_err_set(err, BW_EINPUT, "this is %s", words);
	switch (bw_container_sniff(bytes)) {
	case BW_SOURCE_MAILBOX:
		return bw_err_set(err, BW_EINPUT, "this is a mailbox; give it to 'bellwether add'");
	case BW_SOURCE_ARCHIVE:
		return bw_err_set(err, BW_EINPUT, "this is a web archive; give it to 'bellwether add'");
	default:
		break;
	}
	if (bw_str_find_char(bw_str_sub(bytes, 0, HEAD_BYTES), '\0', 0) != BW_NPOS && !is_utf16(bytes))
		return bw_err_set(err, BW_EINPUT,
				  "this is no text: it has zero bytes, and is of no kind that is known");
	return 0;
}

static bool looks_like_html(struct bw_str bytes, struct bw_str content_type)
{
	static const char *const marks[] = {"<!doctype", "<html", "<head", "<body", "<div", "<p>", "<article"};
	struct bw_str head = bw_str_sub(bytes, 0, HEAD_BYTES);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (bw_str_find_ascii_nocase(head, bw_str_from(marks[i]), 0) != BW_NPOS)
			return true;
	return bw_str_starts_ascii_nocase(content_type, BW_STR("text/html")) ||
	       bw_str_starts_ascii_nocase(content_type, BW_STR("application/xhtml"));
}

/* Programs that save a page write its address into a comment at the top. */
static const struct {
	struct bw_str before, behind;
} savers[] = {
	{{"saved from url=(", 16}, {")", 1}}, /* browsers, "(0042)" is its length */
	{{"Page saved with SingleFile", 26}, {"url: ", 5}},
	{{"Mirrored from ", 14}, {"", 0}}, /* HTTrack, without the scheme */
};

struct bw_str bw_document_saved_from(struct bw_arena *a, struct bw_str bytes)
{
	struct bw_str head = bw_str_sub(bytes, 0, HEAD_BYTES);
	for (size_t i = 0; i < sizeof(savers) / sizeof(savers[0]); i++) {
		size_t at = bw_str_find(head, savers[i].before, 0);
		if (at == BW_NPOS)
			continue;
		at = bw_str_find(head, savers[i].behind, at + savers[i].before.len);
		if (at == BW_NPOS)
			continue;
		size_t from = at + savers[i].behind.len, end = from;
		while (end < head.len && head.ptr[end] > ' ' && head.ptr[end] != '<' && head.ptr[end] != '"')
			end++;
		struct bw_str url = bw_str_sub(head, from, end - from);
		if (!savers[i].behind.len && bw_str_find(url, BW_STR("://"), 0) == BW_NPOS)
			url = bw_arena_printf(a, "http://%" BW_PRISTR, BW_ARG(url));
		return bw_document_web_address(a, url);
	}
	return BW_STR_NONE;
}

int bw_document_page(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		     struct bw_document *out, struct bw_err *err)
{
	bool file = bw_str_starts(url, BW_STR("file:"));
	struct bw_str saved = file ? bw_document_saved_from(a, bytes) : BW_STR_NONE;
	struct bw_page_hints hints = {.published = BW_TIME_NONE, .trust_canonical = file};
	return bw_article_read(a, bytes, content_type, saved.len ? saved : url, &hints, &out->article, &out->kind, err);
}

static int read_text(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_document *out,
		     struct bw_err *err)
{
	struct bw_str text = bw_charset_decode(a, bytes, BW_STR_NONE);
	int code = bw_markdown_is(text, url) ? bw_markdown_article(a, text, url, &out->article, err)
					     : bw_article_from_text(a, bytes, url, &out->article, err);
	if (!code && !out->article.text.len)
		out->kind = BW_PAGE_EMPTY;
	return code;
}

static bool is_feed(enum bw_source_kind kind)
{
	return kind == BW_SOURCE_RSS || kind == BW_SOURCE_RDF || kind == BW_SOURCE_ATOM ||
	       kind == BW_SOURCE_JSON_FEED || kind == BW_SOURCE_SITEMAP;
}

/* What is not packed. */
static int read_plain(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		      struct bw_document *out, struct bw_err *err)
{
	int code = refuse_foreign(bytes, err);
	if (code)
		return code;
	if (bw_mail_begins(bytes))
		return bw_document_mail(a, bytes, url, out, err);
	enum bw_source_kind kind = bw_source_sniff(bytes, content_type);
	if (kind == BW_SOURCE_OPML)
		return bw_err_set(err, BW_EINPUT, "this is a list of sources (OPML); give it to 'bellwether add'");
	if (is_feed(kind)) {
		out->is_feed = true;
		out->is_article = false;
		return bw_feed_read(a, bytes, content_type, url, &out->feed, err);
	}
	if (bw_str_starts(bw_str_trim(bw_str_sub(bytes, 0, HEAD_BYTES)), BW_STR("{")))
		return bw_article_read_json(a, bytes, &out->article, err);
	if (bw_markdown_is_named(url) || !looks_like_html(bytes, content_type))
		return read_text(a, bytes, url, out, err);
	return bw_document_page(a, bytes, content_type, url, out, err);
}

static struct bw_str without_gz(struct bw_str url)
{
	return bw_str_ends(url, BW_STR(".gz")) ? bw_str_sub(url, 0, url.len - 3) : url;
}

int bw_document_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		     struct bw_document *out, struct bw_err *err)
{
	*out = (struct bw_document){.is_article = true, .kind = BW_PAGE_ARTICLE};
	if (bw_str_starts(content_type, BW_STR(BW_PDF_TEXT_TYPE))) {
		int code = bw_pdf_article(a, bytes, url, &out->article, err);
		out->kind = out->article.text.len ? BW_PAGE_ARTICLE : BW_PAGE_EMPTY;
		return code;
	}
	if (bw_gzip_begins(bytes) && bw_container_sniff(bytes) == BW_SOURCE_UNKNOWN) {
		int code = bw_inflate(a, bytes, BW_CODING_GZIP, EXPANDED_MAX, &bytes, err);
		if (code)
			return code;
		if (bw_gzip_begins(bytes))
			return bw_err_set(err, BW_EINPUT, "it is packed with gzip more than once; unpack it first");
		url = without_gz(url);
	}
	if (bw_pdf_is(bytes))
		return bw_err_set(err, BW_EINPUT,
				  "a PDF within a packed file or a stream is not read; unpack it first");
	return read_plain(a, bytes, content_type, url, out, err);
}
