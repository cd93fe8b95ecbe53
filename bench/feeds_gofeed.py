#!/usr/bin/env python3
"""feeds_gofeed.py TESTDATA FEEDS_DUMP: the share of fields that the feed reader gets as the expected JSON beside each feed says.

TESTDATA is the folder testdata of mmcdole/gofeed. Expected texts are HTML as written; bellwether keeps titles and summaries as plain text, so both sides
are compared as plain text, made here by Python's own HTML parser; content is compared as plain text and, apart, to the byte.
"""
import html, html.parser, json, pathlib, re, subprocess, sys
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out = []

    def handle_data(self, data):
        self.out.append(data)


BLOCK = r"</?(?:p|div|br|li|ul|h\d|tr|td|table)\b[^>]*>"


def plain(s):
    for _ in range(3):
        t = Text()
        t.feed(re.sub(BLOCK, lambda m: " " + m.group(0) + " ", s or ""))
        t.close()
        new = re.sub(r"\s+", " ", "".join(t.out)).strip()
        if new == s or not re.search(r"</?[a-zA-Z][^>]*>|&#?\w+;", new):
            return new
        s = new
    return s


def instant(s):
    if not s:
        return None
    for read in (lambda v: datetime.fromisoformat(v.replace("Z", "+00:00")), parsedate_to_datetime):
        try:
            t = read(s.strip())
            t = t if t.tzinfo else t.replace(tzinfo=timezone.utc)
            return t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, TypeError):
            pass
    return "unreadable"


def first(*values):
    return next((v for v in values if v), None)


def atom_link(links):
    for l in links or []:
        if l.get("rel", "alternate") == "alternate":
            return l.get("href")
    return None


def names(people):
    """The names of a list of people; those without a name are none."""
    return ", ".join(dict.fromkeys(p["name"].strip() for p in people or [] if (p.get("name") or "").strip()))


def person(text):
    """The name in "a@b (Name)" and "Name <a@b>", as RSS writes authors; "" of an address alone."""
    m = re.fullmatch(r"\S+@\S+\s*\((.*)\)|\"?(.*?)\"?\s*[<(]\S+@\S+[>)]", text.strip())
    name = (m[1] or m[2] or "") if m else text.strip()
    return "" if "@" in name and " " not in name else name


def author(item):
    """The authors of an item or a feed as one text, None when the gold names none."""
    if item.get("authors") or isinstance(item.get("author"), dict):
        return names(item.get("authors") or [item["author"]])
    written = item.get("author") or first(*(item.get("extensions", {}).get("dc", {}).get("creator", [{}])[0].get("value"),))
    written = written or item.get("itunesExt", {}).get("author")
    return person(written) if written else None


def unified(gold, kind):
    """The expected values of an item, by field; None: the gold says nothing of it."""
    inherited = author(gold) if kind != "rss" else None
    for item in gold.get("items") or gold.get("entries") or []:
        content, guid = item.get("content"), item.get("guid")
        ext = {k: [v.get("value") for v in vs] for k, vs in item.get("extensions", {}).get("dc", {}).items()}
        yield {
            "title": first(item.get("title"), *ext.get("title", [])),
            "link": first(item.get("link"), atom_link(item.get("links")) if kind == "atom" else None, item.get("url")),
            "id": first(item.get("id"), guid.get("value") if isinstance(guid, dict) else guid),
            "published": first(item.get("publishedParsed"), item.get("pubDateParsed"), item.get("published"), item.get("pubDate"), item.get("date_published"), *ext.get("date", [])),
            "updated": first(item.get("updatedParsed"), item.get("updated"), item.get("date_modified")),
            "content": first(content.get("value") if isinstance(content, dict) else content, item.get("content_html"), item.get("content_text")),
            "summary": first(item.get("description"), item.get("summary"), *ext.get("description", [])),
            "author": first(author(item), inherited),
        }


def home(gold, kind):
    links = gold.get("links")
    return first(gold.get("link"), atom_link(links) if kind == "atom" else None, gold.get("home_page_url"))


def cases(root):
    for path in sorted(root.rglob("*")):
        if path.suffix == ".xml":
            gold = path.with_suffix(".json")
        elif path.suffix == ".json" and path.with_name(path.stem + "_expected.json").exists():
            gold = path.with_name(path.stem + "_expected.json")
        else:
            continue
        if gold.exists():
            yield path, json.loads(gold.read_text())


def same(field, got, want):
    if field == "not there":
        return not got
    if field in ("published", "updated"):
        return got == instant(want)
    if field in ("title", "summary", "content", "author"):
        return plain(got) == plain(want)
    if field in ("link", "home"):  # RFC 3986, 6.2.3: an empty path is "/"
        want = re.sub(r"^(https?://[^/]+)$", r"\1/", want.strip())
    return (got or "").strip() == (want or "").strip()


def main():
    root, dump = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = list(cases(root))
    lines = subprocess.run([dump, *[str(p) for p, _ in found]], capture_output=True, text=True, check=True).stdout.splitlines()
    right, total, exact, unread = {}, {}, [0, 0], 0
    for (path, gold), line in zip(found, lines):
        mine = json.loads(line)
        unread += bool(mine["error"])
        is_atom = "entries" in gold or (mine["kind"] == "atom" and "feedType" not in gold)
        kind = "atom" if is_atom else "rss" if mine["kind"] in ("rss", "rdf") else "other"
        wants = list(unified(gold, kind))
        pairs = [("items", str(len(mine["items"])), str(len(wants)))]
        pairs += [("feed title", mine["title"], gold["title"])] if "title" in gold else []
        pairs += [("language", mine["language"], gold["language"])] if "language" in gold else []
        pairs += [("home", mine["home"], home(gold, kind))] if home(gold, kind) else []
        for got, want in zip(mine["items"], wants):
            got["link"] = got["url"]
            pairs += [(f, got[f], want[f]) for f in want if want[f]]
            if "feedType" in gold:  # the unified form says all there is: what it leaves out is to be empty
                pairs += [("not there", got[f], "") for f in want if not want[f] and f != "author"]
            if want["content"]:
                exact[0] += got["content"] == want["content"]
                exact[1] += 1
        for field, got, want in pairs:
            key = {"feed title": "title"}.get(field, field)
            total[field] = total.get(field, 0) + 1
            ok = same(key, got, want)
            right[field] = right.get(field, 0) + ok
            if not ok:
                print(f"{path.relative_to(root)}: {field}: got {got!r}, want {want!r} {mine['error']}{mine['complaint']}")
    for field in total:
        print(f"{field:11} {right[field]:4} of {total[field]:4}  {right[field] / total[field]:.4f}")
    print(f"content to the byte {exact[0]} of {exact[1]}; files {len(found)}, unread {unread}")
    print(f"all fields  {sum(right.values())} of {sum(total.values())}  {sum(right.values()) / sum(total.values()):.4f}")


main()
