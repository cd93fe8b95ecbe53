#!/bin/sh
# One changed letter, in a page or in the archive, is found and named.
set -eu
. "$(dirname "$0")/lib.sh"

new_home h
live h 2026-03-02 2026-03-06
"$program" publish --quiet --home "$scratch/h" "$scratch/site"
exits 0 "an untouched store and site are proved" "$program" check --home "$scratch/h" "$scratch/site"

page=$(find "$scratch/site/brief" -name '2026-03-0*.html' -size +6k | sort | head -n 1)
cp "$page" "$scratch/page.html"
python3 - "$page" "${page%.html}.json" >"$scratch/sentence" <<'P'
import html, json, sys
page, tree = sys.argv[1:3]
def sentences(b):
    for i in b.get("inlines", []):
        if i.get("cites"): yield i["text"]
    for c in b.get("children", []): yield from sentences(c)
text = open(page, encoding="utf-8").read()
for b in json.load(open(tree, encoding="utf-8"))["blocks"]:
    for s in sentences(b):
        for e in (html.escape(s, quote=False), html.escape(s)):
            if e in text and len(e) > 40:
                k = text.index(e) + 20
                while not text[k].isalpha(): k += 1
                open(page, "w", encoding="utf-8").write(text[:k] + ("x" if text[k] != "x" else "y") + text[k + 1:])
                print(s)
                sys.exit(0)
sys.exit("no sentence was found in the page")
P
exits 3 "one changed letter of a page fails the check" "$program" check --home "$scratch/h" "$scratch/site"
like "$(cat "$scratch/out")" "$page" "and the page is named"
like "$(cat "$scratch/out")" "$(cat "$scratch/sentence")" "and the sentence"
cp "$scratch/page.html" "$page"
exits 0 "put back, it is proved again" "$program" check --home "$scratch/h" "$scratch/site"

rm "${page%.html}.md"
exits 3 "a page that is missing fails the check" "$program" check --home "$scratch/h" "$scratch/site"

sqlite3 "$scratch/h/bellwether.db" "UPDATE article SET text = replace(text, 'the', 'thw') WHERE key = (SELECT key FROM article WHERE length(text) > 1500 ORDER BY at LIMIT 1)"
exits 3 "one changed letter of the archive fails the check" "$program" check --home "$scratch/h"
url=$(sqlite3 "$scratch/h/bellwether.db" "SELECT url FROM article WHERE text LIKE '%thw%' LIMIT 1")
like "$(cat "$scratch/out")" "$url" "and the article is named"

# what stands in the store besides texts: a letter of each is changed, found and named, and put back
store=$scratch/h/bellwether.db
sqlite3 "$store" "UPDATE article SET text = replace(text, 'thw', 'the')"
exits 0 "the letter is put back" "$program" check --home "$scratch/h"
url=$(sqlite3 "$store" "SELECT url FROM article ORDER BY at, key LIMIT 1")
edition=$(sqlite3 "$store" "SELECT 'brief/' || desk || '/' || date FROM edition ORDER BY length(page) DESC LIMIT 1")
while read -r table column whose where; do
	old=$(sqlite3 "$store" "SELECT hex($column) FROM $table WHERE $where")
	sqlite3 "$store" "UPDATE $table SET $column = substr($column, 1, 2) || 'q' || substr($column, 4) WHERE $where"
	exits 3 "a changed letter of $table.$column is found" "$program" check --quiet --home "$scratch/h"
	like "$(cat "$scratch/out")" "$whose" "and named"
	sqlite3 "$store" "UPDATE $table SET $column = CAST(x'$old' AS TEXT) WHERE $where"
done <<E
article title $url url = '$url'
article author $url url = '$url'
edition page $edition 'brief/' || desk || '/' || date = '$edition'
edition gate $edition 'brief/' || desk || '/' || date = '$edition'
E
exits 0 "all put back" "$program" check --home "$scratch/h"
finish
