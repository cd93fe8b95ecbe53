#!/bin/sh
# Servers that fail, cheat and change their minds: what was missed comes later, what was archived stays.
set -eu
. "$(dirname "$0")/lib.sh"

python3 "$(dirname "$0")/hostile.py" >"$scratch/port" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null || :; rm -rf "$scratch"' EXIT
while [ ! -s "$scratch/port" ]; do sleep 0.1; done
site=http://127.0.0.1:$(cat "$scratch/port")
mode() { curl -s --noproxy '*' "$site/_mode?$1"; }
known() { "$program" export --home "$scratch/$1" | grep '^{"type":"article"' | sed 's/.*"url":"[^"]*\/\([a-z]*\)".*/\1/' | sort | tr '\n' ' '; }
new() {
	mkdir "$scratch/$1"
	printf '[net]\nretries = 0\n' >"$scratch/$1/config.ini"
	for feed in first second bomb; do "$program" add --quiet --home "$scratch/$1" --allow-private "$site/$feed.xml"; done
}

exits 3 "an address of this machine is refused" "$program" add --home "$scratch/private" "$site/first.xml"
like "$(cat "$scratch/err")" "--allow-private" "and the way to allow it is told"

mode good
new h
new straight
mode bad
exits 0 "what fails does not stop a run" "$program" run --home "$scratch/h" --as-of 2026-03-03
is "$(known h)" "changing latin shared zeros " "what could be read was"
like "$(cat "$scratch/err")" "/late answered 503" "the page that failed is named"
like "$(cat "$scratch/err")" "net.max_body" "and the feed that is a bomb, with its limit"
mode half
exits 0 "nor does a feed that is half there" "$program" run --home "$scratch/h" --as-of 2026-03-04
like "$(cat "$scratch/err")" "/changing: its text has changed" "a text that changed is told"
mode good
exits 0 "when all is well again" "$program" run --home "$scratch/h" --as-of 2026-03-05
is "$(known h)" "changing late latin plain shared soft zeros " "what was missed is there, the false page too"
is "$(sqlite3 "$scratch/h/bellwether.db" "SELECT count(*) FROM version")" 1 "and kept beside the first"
like "$("$program" export --home "$scratch/h")" "The vote is on Friday." "which stays what it was"
"$program" run --quiet --home "$scratch/h" --as-of 2026-03-05
is "$(sqlite3 "$scratch/h/bellwether.db" "SELECT count(*) FROM version")" 1 "the same change is not kept twice"
exits 0 "the store is proved, versions too" "$program" check --home "$scratch/h"

mode bad
"$program" run --quiet --home "$scratch/straight" --as-of 2026-03-05 2>/dev/null
mode good
"$program" run --quiet --home "$scratch/straight" --as-of 2026-03-05
is "$(export_of h | cksum)" "$(export_of straight | cksum)" "and the state does not depend on the days of failure"

# What the settings hold for one site alone: it is sent there, and stands nowhere afterwards.
mkdir "$scratch/secret"
printf '[net]\nretries = 0\n[log]\nlevel = debug\n' >"$scratch/secret/config.ini"
printf '[%s/guarded]\nAuthorization = Bearer env:SITE_TOKEN\n' "$site" >"$scratch/secret/secrets.ini"
chmod 644 "$scratch/secret/secrets.ini"
SITE_TOKEN=tok-5fe1c0ffee
export SITE_TOKEN
exits 3 "secrets that others may read are not used" "$program" read --home "$scratch/secret" --allow-private "$site/guarded/echo"
like "$(cat "$scratch/err")" "chmod 600" "and what to do is said"
chmod 600 "$scratch/secret/secrets.ini"
exits 0 "a page behind a password is read" "$program" read --home "$scratch/secret" --allow-private "$site/guarded/echo"
like "$(cat "$scratch/out")" "You came with" "it is that page"
{
	cat "$scratch/out"
	"$program" add --home "$scratch/secret" --allow-private "$site/guarded/feed.xml"
	"$program" add --home "$scratch/secret" --allow-private "$site/guarded/angry" || :
	"$program" run --home "$scratch/secret" --as-of 2026-03-05 || :
	"$program" sources --home "$scratch/secret"
	"$program" export --home "$scratch/secret"
	"$program" publish --home "$scratch/secret" "$scratch/pages" || :
} >"$scratch/said" 2>&1
like "$(cat "$scratch/said")" "Feed of guarded" "so is a feed"
holds "the secret is in no output" '! grep -q 5fe1c0ffee "$scratch/said"'
holds "in no file that was written" '! grep -rq 5fe1c0ffee "$scratch/secret" "$scratch/pages" 2>/dev/null'
holds "and in no archived page" '! sqlite3 "$scratch/secret/bellwether.db" .dump | grep -q 5fe1c0ffee'

# A permanent redirect is believed when a second visit meets it, whether the feed has changed or not.
mode good
mkdir "$scratch/move"
cp "$scratch/h/config.ini" "$scratch/move/"
"$program" add --quiet --home "$scratch/move" --allow-private "$site/moving.xml"
"$program" run --quiet --home "$scratch/move" --as-of 2026-03-03
mode moved
"$program" run --quiet --home "$scratch/move" --as-of 2026-03-04
like "$("$program" sources --home "$scratch/move")" "$site/moving.xml" "one visit that is led elsewhere for good changes nothing"
exits 0 "a second one" "$program" run --home "$scratch/move" --as-of 2026-03-05
like "$(cat "$scratch/err")" "from now on it is read at $site/moved.xml" "is told"
like "$("$program" sources --home "$scratch/move")" "$site/moved.xml" "and gives the source its new address"
finish
