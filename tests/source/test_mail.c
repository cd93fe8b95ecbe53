/* Mail as it is sent: newsletters of mail services, lists, people; and what is wrong with it. */
#include "tap.h"

#include <time.h>

#include "core/buf.h"
#include "core/cage.h"
#include "core/utf8.h"
#include "source/mail.h"
#include "source/mail_part.h"

static struct bw_arena arena;

static struct bw_mail read_mail(struct bw_str bytes)
{
	struct bw_mail m;
	struct bw_err err = {0};
	char *exact = bw_arena_alloc(&arena, bytes.len);
	if (bytes.len)
		memcpy(exact, bytes.ptr, bytes.len);
	int code = bw_mail_read(&arena, (struct bw_str){exact, bytes.len}, &m, &err);
	if (code)
		tap_ok(0, "a message is read: %s", err.msg);
	return m;
}

/* fields, an empty line, the body; every LF as it stands */
static struct bw_mail mail(const char *text)
{
	return read_mail(bw_str_from(text));
}

static void is(struct bw_str got, const char *want, const char *what)
{
	tap_str(got, bw_str_from(want), what);
}

static void has(struct bw_str got, const char *part, const char *what)
{
	if (!tap_ok(bw_str_find(got, bw_str_from(part), 0) != BW_NPOS, "%s", what))
		printf("#   got: %" BW_PRISTR "\n#  want a part: %s\n", BW_ARG(got), part);
}

/* One field each: how it is written, and how it is read. */
static const struct {
	const char *raw, *want, *what;
} subjects[] = {
	{"Plain words", "Plain words", "plain"},
	{"=?utf-8?Q?Caf=C3=A9_talk?=", "Caf\xC3\xA9 talk", "quoted-printable word"},
	{"=?UTF-8?B?w5xiZXIgdW5z?=",
	 "\xC3\x9C"
	 "ber uns",
	 "base64 word"},
	{"=?utf-8?Q?One?= =?utf-8?Q?_two?=", "One two", "adjacent words are joined"},
	{"=?utf-8?Q?One?=\r\n =?utf-8?Q?Two?=", "OneTwo", "also over a fold"},
	{"=?utf-8?B?w4M=?= =?utf-8?B?wqk=?=", "\xC3\x83\xC2\xA9", "two words of one charset"},
	{"=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=", "\xC3\xA9t\xC3\xA9", "a character cut in two"},
	{"=?iso-8859-1?Q?Gr=FC=DFe?=",
	 "Gr\xC3\xBC\xC3\x9F"
	 "e",
	 "latin 1"},
	{"=?koi8-r?B?8NLJ18XU?=", "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82", "koi8-r"},
	{"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "\xE6\x97\xA5\xE6\x9C\xAC", "iso-2022-jp"},
	{"=?utf-8*en?Q?tagged?=", "tagged", "a language behind the charset"},
	{"a =?utf-8?Q?b?= c", "a b c", "words between text"},
	{"=?utf-8?X?abc?=", "=?utf-8?X?abc?=", "an unknown coding stays as it is"},
	{"=?utf-8?Q?never ends", "=?utf-8?Q?never ends", "a word that does not end stays as it is"},
	{"=?utf-8?Q?What's_new?"
	 "?=",
	 "What's new?", "a question mark in it"},
	{"=?utf-8?Q?blank in it?=", "blank in it", "a blank in it"},
	{"=??Q?abc?=", "=??Q?abc?=", "no charset"},
	{"Caf\xC3\xA9", "Caf\xC3\xA9", "eight bits, UTF-8"},
	{"Caf\xE9", "Caf\xC3\xA9", "eight bits, windows-1252"},
	{"long \r\n\tfolded\r\n  line", "long folded line", "folded"},
	{"a\xE2\x80\x8B"
	 "b \xC2\xA0 c\xC2\xAD",
	 "ab c", "invisible characters and odd blanks"},
	{"x = y ?= z", "x = y ?= z", "marks without meaning"},
};

static void test_subjects(void)
{
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		struct bw_str text =
			bw_arena_printf(&arena, "From: a@x.example\r\nSubject: %s\r\n\r\nBody\r\n", subjects[i].raw);
		is(read_mail(text).item.title, subjects[i].want, subjects[i].what);
	}
}

static const struct {
	const char *raw, *sender, *author, *what;
} froms[] = {
	{"jane@x.example", "jane@x.example", "", "an address alone"},
	{"Jane Doe <jane@x.example>", "Jane Doe", "Jane Doe", "name and address"},
	{"\"Doe, Jane\" <jane@x.example>", "Doe, Jane", "Doe, Jane", "a comma in quotes"},
	{"Doe, Jane <jane@x.example>", "Doe, Jane", "Doe, Jane", "a comma that should be in quotes"},
	{"jane@x.example (Jane Doe)", "Jane Doe", "Jane Doe", "a comment as name"},
	{"Jane (at (work)) Doe <j@x.example>", "Jane Doe", "Jane Doe", "nested comments"},
	{"=?utf-8?Q?Jos=C3=A9?= <j@x.example>", "Jos\xC3\xA9", "Jos\xC3\xA9", "an encoded name"},
	{"\"=?utf-8?Q?Jos=C3=A9?=\" <j@x.example>", "Jos\xC3\xA9", "Jos\xC3\xA9", "an encoded name in quotes"},
	{"A One <a@x.example>, B Two <b@x.example>", "A One", "A One, B Two", "two authors"},
	{"Team: A One <a@x.example>, b@x.example;", "A One", "A One", "a group"},
	{"News: Daily <d@x.example>", "News: Daily", "News: Daily", "a colon without a group"},
	{"Jane Doe via Letters <l@lists.example>", "Letters", "Jane Doe", "through a list"},
	{"\"A \\\"B\\\" C\" <j@x.example>", "A \"B\" C", "A \"B\" C", "quotes in quotes"},
	{"Jane <@relay.example:jane@x.example>", "Jane", "Jane", "an old route"},
	{"Only Name", "Only Name", "Only Name", "a name without address"},
	{"<jane@x.example", "jane@x.example", "", "a bracket that does not close"},
	{"M\xFCller <m@x.example>", "M\xC3\xBCller", "M\xC3\xBCller", "eight bits"},
};

static void test_froms(void)
{
	for (size_t i = 0; i < sizeof(froms) / sizeof(froms[0]); i++) {
		struct bw_str text = bw_arena_printf(&arena, "From: %s\nSubject: s\n\nBody\n", froms[i].raw);
		struct bw_mail m = read_mail(text);
		is(m.sender, froms[i].sender, froms[i].what);
		is(m.item.author, froms[i].author, froms[i].what);
	}
}

/* The head of a body, its bytes, and the text that is read. */
static const struct {
	const char *head, *body, *want, *what;
} bodies[] = {
	{"", "Plain.\r\n", "Plain.", "no type at all"},
	{"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
	 "Caf=C3=A9 is=\r\n one =3D word=20\r\nbad =ZZ stays =", "Caf\xC3\xA9 is one = word \r\nbad =ZZ stays ",
	 "quoted-printable"},
	{"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", "SGVs\r\nbG8s\r\nIHdvcmxk\r\n",
	 "Hello, world", "base64"},
	{"Content-Transfer-Encoding: BASE64\n", "SGVsbG8=SGVsbG8=", "HelloHello", "padding in the middle"},
	{"Content-Transfer-Encoding: base64\n", "SGVsbG", "Hell", "base64 that breaks off"},
	{"Content-Transfer-Encoding: base64\n", "This is not base64, is it? No: it is text.",
	 "This is not base64, is it? No: it is text.", "text that claims to be base64"},
	{"Content-Type: text/plain; charset=iso-8859-1\n", "na\xEFve", "na\xC3\xAFve", "latin 1"},
	{"Content-Type: text/plain; charset=us-ascii\n", "na\xC3\xAFve", "na\xC3\xAFve", "UTF-8 declared ascii"},
	{"Content-Type: text/plain; charset=\"windows-1251\"\n", "\xCF\xF0\xE8", "\xD0\x9F\xD1\x80\xD0\xB8",
	 "windows-1251 in quotes"},
	{"Content-Type: text/plain; charset=nonsense-9\n", "na\xEFve", "na\xC3\xAFve", "an unknown charset"},
	{"Content-Type: text/plain; charset*=us-ascii'en'utf-8\n", "na\xC3\xAFve", "na\xC3\xAFve",
	 "RFC 2231 on the charset"},
	{"Content-Type: text\n", "still text", "still text", "a type that is none"},
	{"Content-Type: text/plain; format=flowed\n", "One line \nflows on \nhere.\nNext.\n",
	 "One line flows on here.\n\nNext.", "format=flowed"},
	{"Content-Type: text/plain; format=flowed; delsp=yes\n", "abc \ndef\n", "abcdef", "format=flowed with delsp"},
	{"Content-Type: text/plain; format=flowed\n", " >stuffed\n", ">stuffed", "a stuffed line"},
	{"", "Text.\n\n-- \nJane\nOffice\n", "Text.", "a signature"},
	{"", "Text.\n\n--\nJane\n", "Text.", "a signature without its blank"},
	{"", "-- \nOnly a signature\n", "-- \nOnly a signature", "nothing but a signature stays"},
	{"", "Reply.\n\nOn Mon, 2 Mar 2026, Jane wrote:\n> old\n> older\n", "Reply.", "a quoted mail at the end"},
	{"", "Reply.\n\nOn Mon, 2 Mar 2026 at 10:00, Jane Doe\n<jane@x.example> wrote:\n> old\n", "Reply.",
	 "introduced in two lines"},
	{"", "Antwort.\n\nAm 2. M\xC3\xA4rz 2026 schrieb Jane:\n> alt\n",
	 "Antwort.\n\nAm 2. M\xC3\xA4rz 2026 schrieb Jane:", "a line that introduces in another form stays"},
	{"", "Antwort.\n\nAm 02.03.26 um 10:00 schrieb:\n> alt\n", "Antwort.", "in German"},
	{"",
	 "R\xC3\xA9ponse.\n\nLe lundi 2 mars, Jeanne a \xC3\xA9"
	 "crit :\n> vieux\n",
	 "R\xC3\xA9ponse.", "in French"},
	{"", "> quoted\n\nAnswer below it.\n", "> quoted\n\nAnswer below it.", "a quote that is answered stays"},
	{"", "Talk.\n________________________________________\nlist mailing list\nlist@x.example\n", "Talk.",
	 "the footer of a list"},
	{"Content-Type: multipart/mixed\n", "No boundary at all.", "No boundary at all.", "multipart without boundary"},
	{"Content-Type: multipart/mixed; boundary=zzz\n", "It never comes.", "It never comes.",
	 "a boundary that never comes"},
	{"Content-Type: multipart/mixed; boundary=zzz\n", "--yyy\nContent-Type: text/plain\n\nFound.\n--yyy--\n",
	 "Found.", "another boundary than the one declared"},
	{"Content-Type: multipart/mixed; boundary=b\n", "pre\n--b\n\nOne.\n--b\nContent-Type: text/plain\n\nTwo.",
	 "One.\n\nTwo.", "a last part that does not end"},
	{"Content-Type: multipart/mixed; boundary=b\n", "--b \t\r\n\r\nOne.\r\n--bc\r\nin it\r\n--b-- \r\nepilogue",
	 "One.\r\n--bc\r\nin it", "blanks behind a boundary, a longer line, an epilogue"},
	{"Content-Type: multipart/mixed; boundary=b\n",
	 "--b\n\nText.\n--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: "
	 "attachment\n\nAttached.\n--b--\n",
	 "Text.", "an attachment is passed over"},
	{"Content-Type: multipart/signed; boundary=b\n",
	 "--b\n\nText.\n--b\nContent-Type: text/plain\n\nsigned so\n--b--\n", "Text.",
	 "of a signed message the first part"},
	{"Content-Type: multipart/mixed; boundary*0=ab; boundary*1=cd\n", "--abcd\n\nText.\n--abcd--\n", "Text.",
	 "a boundary in pieces"},
	{"Content-Type: multipart/mixed (comment); Boundary = \"a b\" ; x=y\n", "--a b\n\nText.\n--a b--\n", "Text.",
	 "a boundary with a blank, and a comment"},
};

static void test_bodies(void)
{
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct bw_str text = bw_arena_printf(&arena, "From: a@x.example\nSubject: s\n%s\n%s", bodies[i].head,
						     bodies[i].body);
		struct bw_mail m = read_mail(text);
		is(bw_str_trim(m.text), bw_arena_cstr(&arena, bw_str_trim(bw_str_from(bodies[i].want))),
		   bodies[i].what);
	}
}

static const char newsletter[] =
	"Return-Path: <bounce@news.example>\r\n"
	"Received: from a by b; Mon, 2 Mar 2026 06:00:05 +0000\r\n"
	"From: \"The Water Letter\" <letter@news.example>\r\n"
	"To: reader@x.example\r\n"
	"Subject: =?UTF-8?Q?Treaty_talks_resume=3A_what_=E2=80=9Cshared=E2=80=9D_means?=\r\n"
	"Date: Mon, 2 Mar 2026 07:00:00 +0100 (CET)\r\n"
	"Message-ID: <20260302.1@news.example>\r\n"
	"List-Id: The Water Letter <water.news.example>\r\n"
	"MIME-Version: 1.0\r\n"
	"Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n"
	"This is a multi-part message.\r\n--outer\r\n"
	"Content-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n"
	"--inner\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain text of it.\r\n"
	"--inner\r\nContent-Type: multipart/related; boundary=rel\r\n\r\n"
	"--rel\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
	"<html lang=3D\"en-GB\"><body><p><a "
	"href=3D\"https://news.example/issues/12?utm_source=3Dmail&amp;email=3Dreader%40x.example\">\r\n"
	"View this email in your browser</a></p><p>Delegates met =E2=80=94 again.</p></body></html>\r\n"
	"--rel\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--rel--\r\n"
	"--inner--\r\n--outer\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Disposition: "
	"attachment\r\n\r\nJVBERi0=\r\n"
	"--outer--\r\n";

static void test_newsletter(void)
{
	struct bw_mail m = mail(newsletter);
	is(m.item.id, "20260302.1@news.example", "id of a newsletter");
	is(m.item.url, "https://news.example/issues/12", "its address on the web, without the reader");
	is(m.item.title, "Treaty talks resume: what \xE2\x80\x9Cshared\xE2\x80\x9D means", "its title");
	is(m.sender, "The Water Letter", "its sender");
	is(m.list, "water.news.example", "its list");
	is(m.language, "en", "its language");
	is(m.text, "Plain text of it.", "its plain text");
	has(m.item.content, "<p>Delegates met \xE2\x80\x94 again.</p>", "its HTML");
	tap_int(m.item.published, bw_time_from_date((struct bw_date){2026, 3, 2}) + 6 * 3600, "its date");
	/* The same with bare line feeds. */
	struct bw_buf b;
	bw_buf_init(&b, sizeof(newsletter));
	for (const char *c = newsletter; *c; c++)
		if (*c != '\r')
			bw_buf_char(&b, *c);
	struct bw_mail lf = read_mail(bw_buf_view(&b));
	is(lf.item.url, "https://news.example/issues/12", "the same with bare line feeds");
	is(lf.text, "Plain text of it.", "and its text");
	bw_buf_release(&b);
}

/* What leads to the issue on the web, and the address that comes of it; "" for mid:. */
static const struct {
	const char *head, *html, *want, *what;
} links[] = {
	{"Archived-At: <https://lists.example/arch/msg1.html>\n", "<p>x</p>", "https://lists.example/arch/msg1.html",
	 "Archived-At"},
	{"Archived-At: <https://lists.example/m1>\n", "<a href='https://click.x.example/z'>View in browser</a>",
	 "https://lists.example/m1", "Archived-At before a link"},
	{"", "<a href='https://x.example/i/7'>Im Browser ansehen</a>", "https://x.example/i/7", "in German"},
	{"", "<a href='https://x.example/i/7'>Afficher dans votre navigateur</a>", "https://x.example/i/7",
	 "in French"},
	{"", "<a href='https://x.example/i/7'>Ver en el navegador</a>", "https://x.example/i/7", "in Spanish"},
	{"", "<a href='https://x.example/i/7'>Visualizza nel browser</a>", "https://x.example/i/7", "in Italian"},
	{"", "<a href='https://x.example/i/7'>Ver no navegador</a>", "https://x.example/i/7", "in Portuguese"},
	{"", "<a href='https://x.example/i/7'>Bekijk de webversie</a>", "https://x.example/i/7", "in Dutch"},
	{"",
	 "<a href='https://x.example/i/7'>\xD0\x9E\xD1\x82\xD0\xBA\xD1\x80\xD1\x8B\xD1\x82\xD1\x8C \xD0\xB2 "
	 "\xD0\xB1\xD1\x80\xD0\xB0\xD1\x83\xD0\xB7\xD0\xB5\xD1\x80\xD0\xB5</a>",
	 "https://x.example/i/7", "in Russian"},
	{"", "<p>Trouble reading? View this email in your browser: <a href='https://x.example/i/8'>click here</a></p>",
	 "https://x.example/i/8", "the words before the link"},
	{"", "<a href='https://x.example/i/9'><span>View</span>&nbsp;<b>online</b></a>", "https://x.example/i/9",
	 "markup in the link"},
	{"", "<a href='https://x.example/story'>Our view: the browser war is back</a>", "",
	 "a headline is no such link"},
	{"", "<a href='https://click.news.example/?u=1'>View in browser</a>", "", "a link that counts clicks"},
	{"", "<a href='https://news.example/ls/click?upn=abc'>View in browser</a>", "", "another"},
	{"", "<a href='https://news.example/v/9f8e7d6c5b4a39281706f5e4d3c2b1a0ffee'>View in browser</a>", "",
	 "a token in the path"},
	{"List-Archive: <https://news.example/archive>\n", "<a href='https://t.news.example/x'>View online</a>", "",
	 "the archive of a list is no issue"},
	{"",
	 "<a href='https://us1.campaign-archive.example/?e=abc&u=0123456789abcdef0123456&id=12ab'>View in your "
	 "browser</a>",
	 "https://us1.campaign-archive.example/?u=0123456789abcdef0123456&id=12ab",
	 "the reader taken out of the address"},
	{"", "<a href='mailto:x@y.example'>View in browser</a>", "", "an address that is none of the web"},
	{"", "<a href='https://x.example/'>View in browser</a>", "", "a front page is no issue"},
};

static void test_links(void)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct bw_str text = bw_arena_printf(&arena,
						     "From: a@x.example\nMessage-ID: <m1@x.example>\n%sContent-Type: "
						     "text/html; charset=utf-8\n\n%s\n",
						     links[i].head, links[i].html);
		const char *want = links[i].want[0] ? links[i].want : "mid:m1@x.example";
		is(read_mail(text).item.url, want, links[i].what);
	}
	is(mail("From: a@x.example\nMessage-ID: <m2@x.example>\n\nView online: https://x.example/i/3\n\nText\n")
		   .item.url,
	   "https://x.example/i/3", "in plain text");
	is(mail("From: a@x.example\nMessage-ID: <a b%c@x.example>\n\nText\n").item.url, "mid:a%20b%25c@x.example",
	   "odd bytes of an id");
	struct bw_mail none = mail("From: a@x.example\nSubject: s\n\nText\n");
	has(none.item.url, "@sha256.invalid", "without an id the bytes name it");
	is(none.item.id, "", "and the id is unknown");
}

static void test_words_are_folded(void)
{
	struct bw_mail_words w;
	bw_mail_words_load(&arena, &w);
	for (int kind = 0; kind < BW_MAIL_WORDS; kind++) {
		bool same = true;
		for (size_t i = 0; i < w.n[kind]; i++)
			if (!bw_str_eq(bw_uni_fold(&arena, w.row[kind][i]), w.row[kind][i])) {
				same = false;
				printf("# not folded: %" BW_PRISTR "\n", BW_ARG(w.row[kind][i]));
			}
		tap_ok(same && w.n[kind], "words of kind %d are written as they are compared", kind);
	}
}

static const char forward[] =
	"From: Col League <col@office.example>\nSubject: Fwd: News\nMessage-ID: <out@office.example>\n"
	"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n%s\n"
	"--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=x.eml\n\n"
	"From: Paper <p@paper.example>\nSubject: News\nMessage-ID: <in@paper.example>\n"
	"Date: Mon, 2 Mar 2026 07:00:00 +0000\n\nThe news itself.\n--b--\n";

static void test_forward(void)
{
	struct bw_mail m = mail(bw_arena_printf(&arena, forward, "").ptr);
	is(m.text, "The news itself.", "nothing but a forward: its text is read");
	is(m.sender, "Col League", "and who sent it kept");
	is(m.item.author, "Paper", "beside who wrote it");
	is(m.item.id, "in@paper.example", "under the id of the one that was forwarded");
	m = mail(bw_arena_printf(&arena, forward, "My own words on this.").ptr);
	is(m.text, "My own words on this.", "a forward with words is a message of its own");
	is(m.item.id, "out@office.example", "under its own id");
}

static void test_own_paragraphs(void)
{
	static const struct {
		const char *text;
		size_t from, to;
		const char *what;
	} rows[] = {
		{"One.\n\nTwo.", 0, 2, "all of it is its own"},
		{"View in browser\n\nThe Title\n\nOne.", 2, 3, "the way to the web and the title go"},
		{"One.\n\nYou receive this because you signed up.\n\nUnsubscribe", 0, 1,
		 "what is about the subscription goes"},
		{"One.\n\nUnsubscribe here\n\n12 Water Street, Springfield", 0, 1, "an address below it too"},
		{"One.\n\nUnsubscribe here\n\nA last word of the author.", 0, 3, "a sentence below it keeps it"},
		{"One.\n\nShort line\n\nAnother", 0, 3, "short lines alone stay"},
		{"Unsubscribe", 0, 1, "nothing else in it: it stays"},
		{"", 0, 0, "no text"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t from, to;
		bw_mail_own_paragraphs(&arena, bw_str_from(rows[i].text), BW_STR("The title"), &from, &to);
		tap_ok(from == rows[i].from && to == rows[i].to, "%s (%zu to %zu)", rows[i].what, from, to);
	}
}

static void test_heads(void)
{
	struct bw_mail m = mail("From a@x.example Mon Mar  2 07:00:00 2026\nFrom: a@x.example\nSubject: s\n\nText\n");
	is(m.item.title, "s", "the line of a mailbox before the head");
	m = mail("From: a@x.example\nSubject: s\nNo empty line comes here\nand text follows.\n");
	is(bw_str_trim(m.text), "No empty line comes here\nand text follows.", "no empty line behind the head");
	m = mail("From: a@x.example\nthis line is broken\nSubject: s\n\nText\n");
	is(m.item.title, "s", "a broken line within the head");
	m = mail("from : a@x.example\nSUBJECT:s\n\nText\n");
	is(m.item.title, "s", "case and blanks of names");
	m = mail("From: a@x.example\nSubject: s\nDate: yesterday\n\nText\n");
	tap_ok(m.item.published == BW_TIME_NONE, "a date that is none is unknown");
	m = mail("From: a@x.example\nSubject: s\nContent-Language: de-AT\n\nText\n");
	is(m.language, "de", "declared language");
	m = mail("From: a@x.example\nSubject: s\nContent-Language: de, en\n\nText\n");
	is(m.language, "", "two languages are none");
	m = read_mail((struct bw_str){"From: a@x.example\nSubject: a\0b\n\nTe\0xt\n", 39});
	is(m.item.title, "ab", "NUL in a field");
	is(bw_str_trim(m.text), "Text", "NUL in the text");
	m = mail("From: a@x.example\nSubject: only a head");
	is(m.item.title, "only a head", "no body at all");
	struct bw_mail none;
	struct bw_err err = {0};
	tap_int(bw_mail_read(&arena, BW_STR("Dear all,\n\nhello\n"), &none, &err), BW_EINPUT, "a text is no message");
	tap_ok(err.msg[0] != 0, "and it says so");
	tap_int(bw_mail_read(&arena, BW_STR_NONE, &none, NULL), BW_EINPUT, "nothing is no message");
	tap_ok(bw_mail_begins(BW_STR("From: a\nTo: b\n\n")) && !bw_mail_begins(BW_STR("Note: a\nTo: b\n\n")),
	       "a message is told by its head");
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Texts on which a careless reader takes quadratic time. */
static const struct {
	const char *head, *unit;
} hostile[] = {
	{"From: a@x\nSubject: ", "=?utf-8?Q?"},
	{"From: a@x\nSubject: ", "=?a?b?c?=="},
	{"From: a@x\nSubject: ", "x\n y"},
	{"From: ", "a, "},
	{"From: ", "((\""},
	{"From: ", "x:;<"},
	{"From: a@x\nContent-Type: multipart/mixed; ", "a=\"\\\"\";"},
	{"From: a@x\nContent-Type: multipart/mixed; ", "boundary*1*=%41;"},
	{"From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n"},
	{"From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n",
	 "--b\nContent-Type: multipart/mixed; boundary=b\n\n"},
	{"From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed\n\n"},
	{"From: a@x\nContent-Type: text/html\n\n", "<a href='https://x.example/a1'>view online?"},
	{"From: a@x\nContent-Type: text/html\n\n", "<a href=x>here</a> "},
	{"From: a@x\nContent-Type: text/plain; format=flowed\n\n", "> > \n"},
	{"From: a@x\nContent-Type: text/plain\n\n", "> wrote:\n\n"},
	{"From: a@x\nContent-Type: text/plain\n\n", "-- \n"},
	{"From: a@x\n", "X: y\n"},
	{"From: a@x\n", "broken line\nX: y\n"},
	{"From: a@x\nContent-Transfer-Encoding: quoted-printable\n\n", "=  "},
	{"From: a@x\nContent-Type: message/rfc822\n\n", "From: a@x\nContent-Type: message/rfc822\n\n"},
};

static double time_of(size_t row, size_t bytes)
{
	struct bw_buf b;
	struct bw_arena a;
	struct bw_mail m;
	const char *head = hostile[row].head, *unit = hostile[row].unit;
	bw_arena_init(&a);
	bw_buf_init(&b, bytes * 2);
	bw_buf_cstr(&b, head);
	while (b.len < bytes)
		bw_buf_cstr(&b, unit);
	double from = seconds();
	bw_mail_read(&a, bw_buf_view(&b), &m, NULL);
	double took = seconds() - from;
	bool well = bw_utf8_valid(m.text) && bw_utf8_valid(m.item.content) && bw_utf8_valid(m.item.title);
	tap_ok(well, "%zu bytes of row %zu come to well-formed text", bytes, row);
	bw_buf_release(&b);
	bw_arena_release(&a);
	return took;
}

/* The sanitizer looks at all of a text each time that something is looked for in it, so time says nothing then. */
static void test_hostile(void)
{
	double slow_s = bw_cage_is_sanitized() ? 60 : 0.5;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		double small = time_of(i, 1 << 18);
		double large = time_of(i, 1 << 21);
		if (!tap_ok(large < slow_s || large < small * 20, "time grows with the length of row %zu", i))
			printf("# %f s for 256 KB, %f s for 2 MB\n", small, large);
	}
}

static void test_prefixes(void)
{
	struct bw_str all = bw_str_from(newsletter);
	bool well = true;
	for (size_t len = 0; len <= all.len; len++) {
		struct bw_arena a;
		struct bw_mail m;
		bw_arena_init(&a);
		char *exact = bw_arena_alloc(&a, len);
		memcpy(exact, all.ptr, len);
		if (!bw_mail_read(&a, (struct bw_str){exact, len}, &m, NULL))
			well = well && bw_utf8_valid(m.item.content) && bw_utf8_valid(m.text) && m.item.url.len;
		bw_arena_release(&a);
	}
	tap_ok(well, "every prefix of a message is read or refused");
}

int main(void)
{
	bw_arena_init(&arena);
	test_subjects();
	test_froms();
	test_bodies();
	test_newsletter();
	test_links();
	test_words_are_folded();
	test_forward();
	test_own_paragraphs();
	test_heads();
	test_hostile();
	test_prefixes();
	bw_arena_release(&arena);
	return tap_done();
}
