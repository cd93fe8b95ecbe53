#!/bin/sh
# What may go wrong does: killed at any moment, half-sent feeds, a store that is held, a full disk, bad lines. Nothing is lost.
set -eu
. "$(dirname "$0")/lib.sh"

new_home good
live good 2026-03-02 2026-03-06
export_of good >"$scratch/good.jsonl"

new_home killed
for ms in 002 005 010 020 040 080 150 300 600; do
	"$program" run --quiet --home "$scratch/killed" --as-of 2026-03-06 &
	pid=$!
	sleep "0.$ms"
	kill -9 $pid 2>/dev/null || :
	wait $pid 2>/dev/null || :
done
"$program" run --quiet --home "$scratch/killed" --as-of 2026-03-06
is "$(export_of killed | cksum)" "$(cksum <"$scratch/good.jsonl")" "a run that was killed at any moment is made good"
exits 0 "and its store is proved" "$program" check --home "$scratch/killed"

cp -r "$sample" "$scratch/half"
for feed in "$scratch"/half/*/feed; do
	size=$(wc -c <"$feed")
	head -c $((size / 2)) "$feed" >"$feed.cut"
	mv "$feed.cut" "$feed"
done
mkdir "$scratch/h"
printf '[net]\nmirror = %s\n' "$scratch/half" >"$scratch/h/config.ini"
"$program" add --quiet --home "$scratch/h" "$sample/sources.opml"
exits 0 "feeds that break off do not stop a run" "$program" run --home "$scratch/h" --as-of 2026-03-06
like "$(cat "$scratch/err")" "bellwether: " "and are named"
cp "$scratch/good/config.ini" "$scratch/h/config.ini"
"$program" run --quiet --home "$scratch/h" --as-of 2026-03-06
is "$(export_of h | cksum)" "$(cksum <"$scratch/good.jsonl")" "when they are whole again, the state is the same"

rm -r "$scratch/half"/*/2026
mkdir "$scratch/p"
printf '[net]\nmirror = %s\n' "$scratch/half" >"$scratch/p/config.ini"
cp "$sample"/sources.opml "$scratch/half/"
for host in "$sample"/*.example; do cp "$host/feed" "$scratch/half/$(basename "$host")/feed"; done
"$program" add --quiet --home "$scratch/p" "$sample/sources.opml"
exits 0 "pages that are gone do not stop a run" "$program" run --home "$scratch/p" --as-of 2026-03-06
cp "$scratch/good/config.ini" "$scratch/p/config.ini"
"$program" run --quiet --home "$scratch/p" --as-of 2026-03-06
is "$(export_of p | cksum)" "$(cksum <"$scratch/good.jsonl")" "when they are back, the state is the same"

sqlite3 "$scratch/good/bellwether.db" "BEGIN; SELECT count(*) FROM article; SELECT 1 FROM article a, article b, article c LIMIT 1;" >/dev/null
(
	exec 3>"$scratch/lock.fifo.done"
	sqlite3 "$scratch/good/bellwether.db" >/dev/null <<-S
		BEGIN IMMEDIATE;
		.shell touch $scratch/held
		.shell sleep 2
		ROLLBACK;
	S
) &
holder=$!
while [ ! -e "$scratch/held" ]; do sleep 0.1; done
exits 0 "a store that another process holds for a moment is waited for" "$program" run --home "$scratch/good" --as-of 2026-03-06
wait $holder
is "$(export_of good | cksum)" "$(cksum <"$scratch/good.jsonl")" "and nothing of it is lost"

if [ "$(id -u)" = 0 ] && mkdir "$scratch/small" && mount -t tmpfs -o size=600k tmpfs "$scratch/small" 2>/dev/null; then
	cp "$scratch/good/config.ini" "$scratch/small/config.ini"
	exits 3 "a full disk ends the run with an error" sh -c "
		'$program' add --quiet --home '$scratch/small' '$sample/sources.opml' &&
		'$program' run --quiet --home '$scratch/small' --as-of 2026-03-06"
	like "$(cat "$scratch/err")" "disk" "that says what it is"
	mkdir "$scratch/large"
	cp "$scratch"/small/* "$scratch/large/"
	umount "$scratch/small"
	"$program" add --quiet --home "$scratch/large" "$sample/sources.opml"
	"$program" run --quiet --home "$scratch/large" --as-of 2026-03-06
	is "$(export_of large | cksum)" "$(cksum <"$scratch/good.jsonl")" "with room again, the state is the same"
else
	for name in "a full disk ends the run with an error" "that says what it is" "with room again, the state is the same"; do
		n=$((n + 1))
		echo "ok $n - $name # SKIP no small file system can be mounted here"
	done
fi

cat >"$scratch/lines.jsonl" <<'J'
{"url":"https://a.example/1","source":"A","title":"One","published":"2026-01-01T10:00:00Z","lang":"en","text":"The ministry proposed a law on Monday.\n\nIt would ban the trade."}
{"url":"https://a.example/2","source":"A"
{"source":"A","title":"No address","text":"x"}
{"url":"https://a.example/3","source":"A","title":"Three","published":"2026-01-02T10:00:00Z","lang":"en","text":"A court rejected the plan."}
J
exits 3 "import names the lines that it refuses" "$program" import --home "$scratch/i" "$scratch/lines.jsonl"
like "$(cat "$scratch/err")" "line 2" "by their number"
like "$(cat "$scratch/err")" "line 3" "each of them"
is "$("$program" export --home "$scratch/i" | grep -c '^{"type":"article"')" 2 "and keeps the others"

deadpid=$(sh -c 'echo $$')
"$program" publish --quiet --home "$scratch/good" "$scratch/site"
touch "$scratch/site/signals/index.html.$deadpid.tmp" "$scratch/site/notes.tmp"
exits 0 "publishing again" "$program" publish --home "$scratch/good" "$scratch/site"
is "$(find "$scratch/site" -name '*.tmp')" "$scratch/site/notes.tmp" "takes away what a killed one left, and nothing else"
finish
