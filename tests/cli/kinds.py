#!/usr/bin/env python3
"""kinds.py FOLDER: writes a file of each kind into it, whole and damaged, for test_kinds.sh."""
import gzip, pathlib, sys, zlib

out = pathlib.Path(sys.argv[1])
TEXT = "The delegates met on Monday and agreed on a quota for the coming year. Talks on the tributaries go on in May."
MORE = "Ministers from four countries are to sign the treaty in autumn, the chair of the commission said after the meeting."


def put(name, data):
    (out / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def page(title, comment=""):
    return (f"<!DOCTYPE html>{comment}<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            f"<p>{TEXT}</p><p>{MORE}</p></article></body></html>")


def mail(subject, number, body=TEXT, fields=""):
    return (f"From: River Letter <letter@news.example>\nSubject: {subject}\nDate: Mon, 2 Mar 2026 0{number}:00:00 +0000\n"
            f"Message-ID: <{number}@news.example>\n{fields}\n{body}\n\n{MORE}\n")


def pdf(pages):
    """Each page is a list of (x, y, size, text)."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    things = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    for i, lines in enumerate(pages):
        things.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
                      f"/Contents {5 + 2 * i} 0 R >>")
        stream = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines)
        things.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    text, places = "%PDF-1.4\n", []
    for i, thing in enumerate(things, 1):
        places.append(len(text))
        text += f"{i} 0 obj\n{thing}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    text += (f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(things) + 1} /Root 1 0 R >>\n"
             f"startxref\n{len(text)}\n%%EOF\n")
    return text.encode("latin-1")


def pdf_page(number, lines):
    y, drawn = 700, [(72, 760, 9, "Annual report of the board"), (300, 30, 9, f"Page {number} of 3")]
    for line in lines:
        if line:
            drawn.append((72, y, 12, line))
        y -= 14 if line else 24
    return drawn


def record(url, body, fields="", kind="response", length=None):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n".encode() + body
    return (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


put("page.html", page("A saved page", "<!-- saved from url=(0030)https://paper.example/treaty -->"))
put("page.mhtml", "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://paper.example/mhtml\r\nSubject: x\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n"
    "Content-Type: text/html\r\nContent-Location: https://paper.example/mhtml\r\n\r\n" + page("A page in one file") + "\r\n--b--\r\n")
put("note.txt", f"A note on water\n\n{TEXT}\n\n{MORE}\n")
put("note.md", f"---\ntitle: Notes from the river\ndate: 2026-03-02\nauthor: Jane Doe\nurl: https://paper.example/notes\n---\n\n"
    f"{TEXT} See [the *full* text](https://x.example/).\n\n## Part\n\n- first\n- second\n\n> {MORE}\n")
put("letter.eml", mail("A letter from the river", 1))
put("letter.html.eml", mail("A letter with markup", 2, page("inside"), "Content-Type: text/html; charset=utf-8\n"))
put("letter.eml.gz", gzip.compress(mail("A packed letter", 3).encode(), mtime=0))
put("packed.html.gz", gzip.compress(page("A packed page").encode(), mtime=0))
put("article.json", '{"url":"https://paper.example/json","title":"Ready made","published":"2026-03-02","text":"' + TEXT + '"}')
put("report.pdf", pdf([
    pdf_page(1, ["Water treaty talks resume", "", "Delegates from four countries met on Monday to resume talks on the inter-",
                 "national treaty that governs the river, and the chair said that the", "dispute over dams would come first.", "",
                 "A second paragraph follows here, long enough to run over the end of", "the page and go"]),
    pdf_page(2, ["on at the top of the next one without a break in the sentence.", "", "\225 first item of a list", "\225 second item"]),
    pdf_page(3, ["The last page says little but that the talks will go on in May, as planned."])]))
put("broken.pdf", b"%PDF-1.4\nnothing of the kind")
put("picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
put("office.docx", b"PK\3\4" + b"\0" * 26 + b"word/document.xml" + b"\0" * 40)
put("zeros", b"\0" * 100)
put("bomb.gz", gzip.compress(b"0" * (80 << 20), mtime=0))
box = "".join(f"From letter@news.example Mon Mar  2 0{n}:00:00 2026\n{mail(f'Issue {n} of the letter', n, TEXT.replace('quota', f'quota of {n}'))}\n"
              for n in range(4, 7))
put("letters.mbox", box)
maildir = out / "maildir"
for folder in ("cur", "new", "tmp"):
    (maildir / folder).mkdir(parents=True)
(maildir / "cur" / "1.a.host:2,S").write_text(mail("Seen in the folder", 7))
(maildir / "new" / "2.b.host").write_text(mail("New in the folder", 8, "The commission has published its figures. " + MORE))
(maildir / "tmp" / "3.c.host").write_text(mail("Not whole yet", 9))
pages = [page(f"Archived page {n}").replace("quota", f"quota of {n}").encode() for n in range(1, 5)]
whole = [record("https://paper.example/1", pages[0]), record("https://paper.example/2", zlib.compress(pages[1]), "Content-Encoding: deflate\r\n"),
         record("https://paper.example/3", f"{len(pages[2]):x}\r\n".encode() + pages[2] + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
         record("https://paper.example/x", b"gone").replace(b"200 OK", b"404 No"),
         record("https://paper.example/4", pages[3])]
put("crawl.warc", b"".join(whole))
put("crawl.warc.gz", b"".join(gzip.compress(r, mtime=0) for r in whole))
damaged = [gzip.compress(r, mtime=0) for r in whole]
damaged[1] = damaged[1][:60] + b"\xff" * 20 + damaged[1][80:]
put("damaged.warc.gz", b"".join(damaged)[:-40])
