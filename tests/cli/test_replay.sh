#!/bin/sh
# A world lived through: day by day or at once, again, with more threads, and composed again.
set -eu
. "$(dirname "$0")/lib.sh"

new_home daily
live daily 2026-03-02 2026-03-22
new_home once
"$program" run --quiet --home "$scratch/once" --as-of 2026-03-22
export_of daily >"$scratch/daily.jsonl"
export_of once >"$scratch/once.jsonl"
holds "there is something to export" '[ -s "$scratch/daily.jsonl" ]'
is "$(cksum <"$scratch/once.jsonl")" "$(cksum <"$scratch/daily.jsonl")" "one run over all days ends as a run a day does"
is "$(grep -c '^{"type":"article"' "$scratch/daily.jsonl")" 80 "every article was read"

"$program" export --home "$scratch/daily" >"$scratch/before.jsonl"
"$program" run --quiet --home "$scratch/daily" --as-of 2026-03-22
"$program" export --home "$scratch/daily" >"$scratch/after.jsonl"
is "$(cksum <"$scratch/after.jsonl")" "$(cksum <"$scratch/before.jsonl")" "running again doubles nothing"

"$program" rebuild --quiet --home "$scratch/daily"
"$program" export --home "$scratch/daily" >"$scratch/after.jsonl"
is "$(cksum <"$scratch/after.jsonl")" "$(cksum <"$scratch/before.jsonl")" "a rebuild ends in the same state"

new_home threads
"$program" run --quiet --jobs 1 --home "$scratch/threads" --as-of 2026-03-22
is "$(export_of threads | cksum)" "$(cksum <"$scratch/daily.jsonl")" "the number of threads changes nothing"

days=$(grep '^{"type":"brief"' "$scratch/before.jsonl" | sed 's/.*"date":"\([^"]*\)".*/\1/' | sort -u | wc -l)
is "$days" 21 "every day has its edition or its silence"
holds "some day is worth an edition" 'grep -q "\"published\":true" "$scratch/before.jsonl"'
holds "a desk may be silent" 'grep -q "\"date\":\"2026-03-07\",\"published\":false" "$scratch/before.jsonl"'

python3 - "$scratch/before.jsonl" >"$scratch/published" <<'P'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    d = json.loads(line)
    if d["type"] == "brief" and d["published"]: print(d["desk"], d["date"])
P
differ=
while read -r desk date; do
	"$program" brief --home "$scratch/daily" --desk "$desk" --date "$date" --json >"$scratch/kept.json"
	"$program" brief --home "$scratch/daily" --desk "$desk" --as-of "$date" --json >"$scratch/again.json"
	cmp -s "$scratch/kept.json" "$scratch/again.json" || differ="$differ $desk/$date"
done <"$scratch/published"
is "$differ" "" "every past edition is composed again to the same bytes"
read -r desk date <"$scratch/published"
exits 0 "why tells the numbers of a day" "$program" why "$date" --home "$scratch/daily"
like "$(cat "$scratch/out")" "$desk" "and names the desk"

"$program" publish --quiet --home "$scratch/daily" "$scratch/site"
exits 0 "what was published is proved" "$program" check --home "$scratch/daily" "$scratch/site"
first=$(find "$scratch/site" -type f -exec cksum {} + | sort | cksum)
"$program" publish --quiet --home "$scratch/daily" "$scratch/site"
is "$(find "$scratch/site" -type f -exec cksum {} + | sort | cksum)" "$first" "publishing again gives the same bytes"
mkdir -p "$scratch/site/articles"
echo stale >"$scratch/site/articles/gone.html"
echo mine >"$scratch/site/mine.html"
echo articles/gone.html >>"$scratch/site/files.txt"
"$program" publish --quiet --home "$scratch/daily" "$scratch/site"
holds "what an earlier publishing wrote and this one does not is taken away" '[ ! -e "$scratch/site/articles/gone.html" ]'
holds "and nothing else is" '[ -e "$scratch/site/mine.html" ]'
finish
