#!/bin/sh
# The published site: every link leads somewhere, every page is well-formed enough for a browser, and Chromium shows the words.
set -eu
. "$(dirname "$0")/lib.sh"

new_home h
live h 2026-03-02 2026-03-08
"$program" publish --quiet --home "$scratch/h" "$scratch/site"
python3 - "$scratch/site" >"$scratch/links" <<'P'
import html.parser, pathlib, sys, urllib.parse
root = pathlib.Path(sys.argv[1]).resolve()
class Page(html.parser.HTMLParser):
    void = {"meta", "link", "br", "img", "hr", "input", "wbr", "path", "line", "circle", "rect", "polyline", "polygon"}
    def __init__(self, name): super().__init__(); self.name, self.open, self.ids, self.links = name, [], set(), []
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag not in self.void: self.open.append(tag)
        if tag == "script": print(f"{self.name}: a script")
        if "id" in a: self.ids.add(a["id"])
        for k in ("href", "src"):
            if k in a: self.links.append(a[k])
    def handle_startendtag(self, tag, attrs): self.handle_starttag(tag, attrs); self.open and self.open[-1] == tag and self.open.pop()
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: print(f"{self.name}: </{tag}> closes nothing")
pages = {}
for f in sorted(root.rglob("*.html")):
    p = Page(f.relative_to(root)); p.feed(f.read_text("utf-8")); pages[f] = p
    if p.open: print(f"{p.name}: not closed: {p.open}")
for f, p in pages.items():
    for link in p.links:
        u = urllib.parse.urlparse(link)
        if u.scheme in ("http", "https"): continue
        if u.scheme or u.path.startswith("/"): print(f"{p.name}: {link} is not relative"); continue
        to = (f.parent / urllib.parse.unquote(u.path)).resolve() if u.path else f
        if not to.is_file(): print(f"{p.name}: {link} leads nowhere")
        elif u.fragment and to in pages and u.fragment not in pages[to].ids: print(f"{p.name}: {link} has no such place")
print(len(pages), "pages", file=sys.stderr)
P
is "$(head -n 5 "$scratch/links")" "" "every link and every tag is right"
for kind in json md; do
	missing=$(find "$scratch/site" -name '*.html' | while read -r f; do [ -s "${f%.html}.$kind" ] || echo "$f"; done)
	is "$missing" "" "every page has its .$kind beside it"
done

chromium=$(command -v chromium || :)
if [ -z "$chromium" ]; then
	n=$((n + 1))
	echo "ok $n - a browser shows the words # SKIP no chromium"
	finish
fi
brief=$(find "$scratch/site/brief" -name '2026-03-0*.html' -size +6k | sort | head -n 1)
for page in "$scratch/site/index.html" "$brief"; do
	"$chromium" --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync \
		--no-first-run --user-data-dir="$scratch/chromium" --dump-dom "file://$page" \
		>"$scratch/dom" 2>/dev/null
	holds "a browser shows ${page##*/}" "grep -q '<h1' '$scratch/dom'"
done
words=$("$program" brief --quiet --home "$scratch/h" --json | python3 -c '
import json, sys
def walk(b):
    for i in b.get("inlines", []):
        if i.get("cites"): yield i["text"]
    for c in b.get("children", []): yield from walk(c)
print(next(t for b in json.load(sys.stdin)["blocks"] for t in walk(b))[:30])')
holds "the page says what the terminal says" 'grep -rqF "$words" "$scratch/site/brief" --include='\''*.html'\'''
finish
