#!/bin/sh
# Verbs, help, exit codes, and what goes where.
set -eu
. "$(dirname "$0")/lib.sh"

exits 2 "no verb is wrong use" "$program"
exits 2 "an unknown verb is wrong use" "$program" dance
like "$(cat "$scratch/err")" "dance" "and is named"
exits 0 "help" "$program" help
verbs=$(sed -n 's/^  \([a-z]*\) .*/\1/p' "$scratch/out")
for verb in init import add read sources run brief signals signal developments search why check publish export rebuild doctor help version; do
	like " $(echo "$verbs" | tr '\n' ' ')" " $verb " "help lists $verb"
	exits 0 "$verb --help" "$program" "$verb" --help
	like "$(cat "$scratch/out")" "usage: bellwether $verb" "which tells its use"
done
exits 2 "an unknown option is wrong use" "$program" run --fast
exits 2 "an option without its value is wrong use" "$program" brief --desk
exits 2 "a missing operand is wrong use" "$program" signal
exits 2 "one operand too many is wrong use" "$program" version 2
exits 2 "a date that is none is wrong use" "$program" run --home "$scratch/x" --as-of 05/03/2026
exits 2 "an empty folder name is wrong use, not the root" "$program" publish --home "$scratch/x" ""
exits 2 "an empty value is wrong use" "$program" run --home "" --as-of 2026-03-05
exits 0 "the options of every verb may stand before it" "$program" --home "$scratch/before" --quiet init
holds "and count" '[ -s "$scratch/before/config.ini" ]'
exits 0 "in one word too" "$program" --home="$scratch/before" doctor
exits 0 "--help alone is help" "$program" --help
exits 0 "--version" "$program" --version
exits 1 "a store that is not there is not found" "$program" brief --home "$scratch/nowhere"
like "$(cat "$scratch/err")" "bellwether init" "and the way out is told"

exits 0 "init" "$program" init --home "$scratch/h"
holds "writes settings and desks" '[ -s "$scratch/h/config.ini" ] && [ -s "$scratch/h/desks.ini" ]'
exits 0 "init again changes nothing" "$program" init --home "$scratch/h"
exits 1 "no brief yet" "$program" brief --home "$scratch/h"
exits 1 "no source yet" "$program" sources --home "$scratch/h"
exits 1 "an address that is neither is not found" "$program" add --home "$scratch/h" ./not-here
echo 'colour = blue' >>"$scratch/h/config.ini"
exits 2 "a setting that is not known stops the program" "$program" doctor --home "$scratch/h"
like "$(cat "$scratch/err")" "config.ini" "and its file is named"

new_home s
live s 2026-03-02 2026-03-04
exits 0 "brief" "$program" brief --home "$scratch/s"
is "$(grep -c "$(printf '\033')" "$scratch/out")" 0 "no colour codes in a file"
exits 0 "brief as Markdown" "$program" brief --home "$scratch/s" --format markdown
like "$(head -n 1 "$scratch/out")" "# " "which begins with a heading"
exits 2 "a format that is none is wrong use" "$program" brief --home "$scratch/s" --format papyrus
exits 2 "a desk that is none is wrong use" "$program" brief --home "$scratch/s" --desk nowhere
like "$(cat "$scratch/err")" "nowhere" "and is named"
exits 2 "a day that is none is wrong use" "$program" brief --home "$scratch/s" --date 2026-13-01
exits 0 "brief --json" "$program" brief --home "$scratch/s" --json
holds "is JSON" 'python3 -m json.tool "$scratch/out" >"$scratch/json"'
exits 3 "a closed standard output is a failure" sh -c "'$program' brief --home '$scratch/s' >&-"
exits 3 "a closed standard input too" sh -c "'$program' import --home '$scratch/s' <&-"
exits 1 "a site that is not there is not found" "$program" check --home "$scratch/s" "$scratch/nowhere"
is "$(wc -l <"$scratch/err")" 1 "which is said in one line"
exits 0 "sources" "$program" sources --home "$scratch/s"
is "$(grep -c '^good' "$scratch/out")" 8 "all are well"
exits 0 "developments" "$program" developments --home "$scratch/s"
exits 0 "search" "$program" search --home "$scratch/s" chips
exits 1 "search for what is not there" "$program" search --home "$scratch/s" xylophonist
exits 0 "doctor" "$program" doctor --home "$scratch/s"
like "$(cat "$scratch/out")" "all is well" "finds all well"
exits 1 "a signal that is not there" "$program" signal ffffffffffffffff --home "$scratch/s"

mkdir "$scratch/d"
cp "$scratch/s/config.ini" "$scratch/d/config.ini"
exits 0 "sources may be followed for one desk" "$program" add --quiet --home "$scratch/d" --desk society "$sample/sources.opml"
"$program" run --quiet --home "$scratch/d" --as-of 2026-03-03
is "$("$program" export --home "$scratch/d" | grep '"published":true' | sed 's/.*"desk":"\([a-z]*\)".*/\1/' | sort -u)" society \
	"and what they bring is that desk's"
exits 2 "a desk that is none is wrong use" "$program" add --home "$scratch/d" --desk gardening "$sample/sources.opml"

page=$(find "$sample" -path '*2026/03/02*' -type f | sort | head -n 1)
exits 0 "read a page from a file" "$program" read "$page"
exits 0 "read from standard input" sh -c "'$program' read --json - <'$page'"
like "$(cat "$scratch/out")" '"text":"' "as JSON with its text"
exits 0 "read several" "$program" read "$page" "$page"
is "$(wc -l <"$scratch/out")" 2 "gives a line each"
exits 0 "read a feed" "$program" read "$(find "$sample" -name feed | sort | head -n 1)"
echo '<html><body></body></html>' >"$scratch/empty.html"
exits 1 "a page without an article" "$program" read "$scratch/empty.html"
exits 1 "an empty file" "$program" read /dev/null

head -c 3000000 /dev/zero | tr '\0' 'a' >"$scratch/long.txt"
{ printf '{"url": "https://paper.example/1", "title": "T", "text": "'; cat "$scratch/long.txt"; echo '"}'; } >"$scratch/long.jsonl"
printf '{"url": "https://paper.example/2", "title": "T", "text": "The council met on Friday."}\n' >>"$scratch/long.jsonl"
exits 3 "a text longer than is allowed" "$program" import --home "$scratch/long" "$scratch/long.jsonl"
like "$(cat "$scratch/err")" "line 1: its text is 3000000 bytes long" "is named by its line"
is "$("$program" export --home "$scratch/long" | grep -c '^{"type":"article"')" 1 "and the others are kept"

mkdir "$scratch/foreign"
sqlite3 "$scratch/foreign/bellwether.db" 'CREATE TABLE other (x); PRAGMA user_version = 1'
exits 3 "a file of another program" "$program" export --home "$scratch/foreign"
like "$(cat "$scratch/err")" "does not agree with this program" "is told from a store"

mkdir "$scratch/folder"
cp "$page" "$scratch/folder/page.html"
printf 'A heading\n\nThe parliament passed the bill on Friday, the speaker said.\n' >"$scratch/folder/note.txt"
exits 0 "a folder is a source" "$program" add --home "$scratch/f" "$scratch/folder"
exits 0 "which is read" "$program" run --home "$scratch/f"
is "$("$program" export --home "$scratch/f" | grep -c '^{"type":"article"')" 2 "file by file"
finish
