#!/bin/sh
# What a user says of articles and developments holds: at once, after a rebuild, in later runs; and can be taken back.
set -eu
. "$(dirname "$0")/lib.sh"

home=h
bw() { verb=$1; shift; "$program" "$verb" --home "$scratch/$home" "$@"; }
state() { export_of "$home" | cksum; }
# Of an article or development: its development (id), the articles of that but for copies, how many independent origins.
ask() { # WHAT KEY
	bw export | python3 -c '
import json, sys
what, key = sys.argv[1:3]
articles, developments = {}, {}
for line in sys.stdin:
    d = json.loads(line)
    if d["type"] == "article": articles[d["url"]] = d
    if d["type"] == "development": developments[d["id"]] = d
mine = articles[key]["development"] if key in articles else key if key in developments else None
if what == "id": print(mine)
if what == "articles": print("\n".join(u for u in developments[mine]["articles"] if not articles[u]["copy_of"]))
if what == "size": print(len(developments[mine]["articles"]))
if what == "origins": print(developments[mine]["origins"])
if what == "largest":
    for d in sorted(developments.values(), key=lambda d: (-len(d["articles"]), d["id"])): print(d["id"], d["articles"][0], sep="\n"); break
if what == "alone":
    for d in developments.values():
        if len(d["articles"]) == 1: print(d["id"], d["articles"][0]); break
if what == "other": # another development, the last that has several articles
    print([d for d in developments if d != key and len(developments[d]["articles"]) > 1][-1])
' "$@"
}

new_home h
bw run --quiet --as-of 2026-03-22
before=$(state)
set -- $(ask largest "")
big=$1
first=$2
last=$(ask articles "$big" | tail -n 1)
second=$(ask articles "$big" | sed -n 2p)
bw brief --date 2026-03-22 --json >"$scratch/edition.json" || :

exits 1 "nothing was corrected at first" bw corrections
exits 0 "a development may be split" bw split "$big" "$last"
like "$(cat "$scratch/err")" "correction 1: split" "it is told what was done"
like "$(cat "$scratch/err")" ", 1 article) and " "and what holds from now on"
like "$(cat "$scratch/err")" "($(echo "$big" | cut -c 1-8), $(ask size "$big") articles) stand apart" "counted as it is now"
apart=$(ask id "$last")
holds "the article is in another development" '[ "$apart" != "$big" ]'
is "$(ask id "$first")" "$big" "the rest keeps its identifier"
split=$(state)
bw rebuild --quiet
is "$(state)" "$split" "it holds through a rebuild"
bw run --quiet --as-of 2026-03-22
is "$(state)" "$split" "and in a later run"
bw brief --date 2026-03-22 --json >"$scratch/edition2.json" || :
holds "an edition that told the old state opens unchanged" 'cmp -s "$scratch/edition.json" "$scratch/edition2.json"'
exits 0 "the store is proved" bw check
like "$(bw corrections)" "split" "corrections are listed"
like "$(bw corrections --json)" '"kind":"split"' "for programs too"

exits 0 "what was split off may be merged again" bw merge "$apart" "$big"
like "$(cat "$scratch/err")" "correction 1 said otherwise" "that it contradicts an earlier one is said"
is "$(ask id "$last")" "$big" "the later one holds"
exits 0 "an identifier that was merged leads on" bw development "$apart"
like "$(cat "$scratch/err")" "$big now" "and that is said"
bw publish --quiet "$scratch/site"
told=$(bw export | python3 -c '
import json, sys
rows = [json.loads(l) for l in sys.stdin]
for r in rows:
    for d in r.get("developments", []) if r["type"] == "brief" else []: print(d["development"])' | sort -u)
missing=
for id in $told; do [ -e "$scratch/site/developments/$id.html" ] || missing="$missing $id"; done
is "$missing" "" "what an edition told of has its page, or one that leads on"
exits 0 "the site is proved" bw check --quiet "$scratch/site"
exits 2 "two that are one already cannot be merged" bw merge "$apart" "$big"
exits 0 "a correction is taken back" bw corrections --undo 2
is "$(state)" "$split" "and all is as before it"
exits 0 "the other too" bw corrections --undo 1
is "$(state)" "$before" "as if nothing had been said"
exits 2 "but once only" bw corrections --undo 1
exits 1 "one that was never made cannot be taken back" bw corrections --undo 99
like "$(bw corrections)" "(taken back" "what was taken back stays listed"

ask articles "$big" >"$scratch/members"
exits 0 "an article is moved out" bw move "$second" new
holds "to stand for itself" '[ "$(ask id "$second")" != "$big" ] && [ "$(ask articles "$second" | head -n 1)" = "$second" ]'
is "$(ask articles "$big" | grep -cFx -f "$scratch/members")" "$(grep -cvFx "$second" "$scratch/members")" "what was with it stays together"
other=$(ask other "$big")
there=$(ask articles "$other" | tail -n 1)
exits 0 "and moved on" bw move "$second" "$other"
holds "into another development" '[ "$(ask id "$second")" = "$(ask id "$there")" ]'
exits 2 "where it is already" bw move "$second" "$(ask id "$second")"
exits 0 "it is moved home" bw move "$second" "$big"
is "$(ask id "$second")" "$big" "the last word holds"
exits 0 "the first article may leave as well" bw split "$big" "$first"
is "$(ask id "$last")" "$big" "the identifier stays with those that stay"
is "$(ask id "$second")" "$big" "with all of them"
alone=$(ask id "$first")
holds "what was split off has a new one" '[ "$alone" != "$big" ]'
named=$(state)
bw rebuild --quiet
is "$(state)" "$named" "names hold through a rebuild"
exits 0 "the first may go to another development" bw move "$first" "$other"
is "$(ask id "$there")" "$other" "which keeps its identifier"
is "$(ask id "$first")" "$other" "for the first as well"
exits 0 "an identifier that is no more leads on" bw development "$alone"
exits 0 "and is taken as an operand" bw move "$last" "$alone"
exits 0 "a move is taken back" bw corrections --undo "$(bw corrections | tail -n 1 | awk '{print $1}')"
exits 0 "and the one before" bw corrections --undo "$(bw corrections | grep -v 'taken back' | tail -n 1 | awk '{print $1}')"
like "$(cat "$scratch/err")" "from now on" "what holds then is told"
is "$(state)" "$named" "all is as before, with its names"
exits 0 "an address leads to its development" bw development "$last"
exits 0 "and names it for a correction" bw merge "$first" "$last"
is "$(ask id "$first")" "$(ask id "$last")" "they are one"
bw corrections --quiet --undo "$(bw corrections | grep -v 'taken back' | tail -n 1 | awk '{print $1}')"
is "$(state)" "$named" "and apart again"
sqlite3 "$scratch/h/bellwether.db" "UPDATE correction_name SET id = id + 1"
exits 3 "a changed name is found" bw check --quiet
sqlite3 "$scratch/h/bellwether.db" "UPDATE correction_name SET id = id - 1"
exits 0 "put back, it is proved" bw check --quiet
exits 0 "the identifier of an article opens the development that it is in" bw development "$(ask id "$last")"

set -- $(ask alone "")
exits 2 "not all articles can be split off" bw split "$1" "$2"
exits 2 "and what stands for itself needs not be told to" bw move "$2" new
exits 2 "nor one of another development" bw split "$(ask id "$first")" "$last"
exits 1 "a development that is not there" bw merge zzzz "$big"
exits 1 "an article that is not there" bw move https://nowhere.example/x "$big"
exits 2 "an identifier that fits many" bw split 1 "$first"
exits 2 "too few words" bw split "$big"

store=$scratch/h/bellwether.db
sqlite3 "$store" "UPDATE correction SET words = replace(words, 'split', 'splot') WHERE id = 1"
exits 3 "a changed word of a correction is found" bw check --quiet
like "$(cat "$scratch/out")" "correction 1" "and named"
sqlite3 "$store" "UPDATE correction SET words = replace(words, 'splot', 'split') WHERE id = 1"
sqlite3 "$store" "UPDATE correction_pair SET together = 1 - together WHERE correction = 1 AND seq = 0"
exits 3 "so is a changed pair" bw check --quiet
sqlite3 "$store" "UPDATE correction_pair SET together = 1 - together WHERE correction = 1 AND seq = 0"
exits 0 "put back, all is proved" bw check --quiet

# What is said in the midst of things holds for what comes later, and a rebuild ends in the same state.
home=d
new_home d
live d 2026-03-02 2026-03-16
set -- $(ask largest "")
big=$1
last=$(ask articles "$big" | tail -n 1)
bw split --quiet --as-of 2026-03-16 "$big" "$last"
live d 2026-03-17 2026-03-22
daily=$(state)
holds "said in the midst, it holds to the end" '[ "$(ask id "$last")" != "$(ask id "$big")" ]'
bw rebuild --quiet
is "$(state)" "$daily" "and a rebuild ends in the same state"

# Two outlets of one owner are one voice.
origins=$(ask origins "$big")
exits 0 "owners are told" bw add --quiet --owner "One House" https://halyardwire.example/feed https://straitsexaminer.example/feed https://federalledger.example/feed https://rhineobserver.example/feed https://waferandboard.example/feed
like "$(bw sources)" "owned by One House" "and shown"
holds "their outlets count once" '[ "$(ask origins "$big")" -lt "$origins" ]'
bw sources --opml >"$scratch/list.opml"
like "$(cat "$scratch/list.opml")" 'bellwether:owner="One House"' "a list of feeds names them"
mkdir -p "$scratch/p"
cp "$scratch/d/config.ini" "$scratch/p/"
"$program" add --quiet --home "$scratch/p" "$scratch/list.opml"
is "$("$program" sources --json --home "$scratch/p" | grep -c '"owner":"One House"')" 5 "and is read again with them"
"$program" add --quiet --home "$scratch/p" https://halyardwire.example/feed
is "$("$program" sources --json --home "$scratch/p" | grep -c '"owner":"One House"')" 5 "adding a source again keeps its owner"
finish
