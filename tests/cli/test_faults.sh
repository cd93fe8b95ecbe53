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
cat >"$scratch/more.jsonl" <<'J'
{"url":"https://a.example/9","source":"A","title":"Nine","published":"9999-01-01T10:00:00Z","lang":"en","text":"A court upheld the plan of the ministry."}
{"url":"javascript:alert(1)","source":"A","title":"Script","published":"2026-01-02T10:00:00Z","lang":"en","text":"A court rejected the plan."}
{"url":"file:///etc/hosts","source":"A","title":"File","published":"2026-01-02T10:00:00Z","lang":"en","text":"A court rejected the plan."}
J
exits 3 "import takes what stands on the web" "$program" import --home "$scratch/i" --as-of 2026-01-03 "$scratch/more.jsonl"
like "$(cat "$scratch/err")" "line 2" "no script"
like "$(cat "$scratch/err")" "line 3" "and no file"
like "$(cat "$scratch/err")" "1 decided" "and tells what it decided"
is "$(sqlite3 "$scratch/i/bellwether.db" "SELECT at = fetched FROM article WHERE title = 'Nine'")" 1 "a date to come is no date"

# What fits into the memory is replayed: many copies, few texts, in one go or day by day.
python3 - "$scratch" <<'P'
import json, random, sys
r = random.Random(5)
places = ["Arvik", "Belden", "Corrow", "Dunmere", "Eskel", "Fallow", "Garth", "Holm"]
verbs = ["opened", "closed", "sued", "fined", "bought", "sold", "warned", "praised"]
things = ["ferry", "mill", "bridge", "school", "harbour", "mine", "market", "library", "railway", "clinic"]
text, rows = "", []
for i in range(8000):
    if i % 30 == 0:
        words = [f"{r.choice(places)} {r.choice(verbs)} the {r.choice(things)} number {r.randrange(900)} near the {r.choice(things)} of {r.choice(places)}." for _ in range(12)]
        text = "\n\n".join(" ".join(words[k:k + 3]) for k in range(0, 12, 3))
        title = words[0][:-1]
    rows.append({"url": f"https://o{i % 30}.example/{i}", "source": f"Outlet {i % 30}", "title": title, "published": f"2026-01-{1 + i // 800:02d}T{i % 800 // 40:02d}:{i % 40:02d}:00Z", "lang": "en", "text": text})
for part in range(4):
    with open(f"{sys.argv[1]}/stream{part}.jsonl", "w") as f:
        for row in rows[part * 2000:part * 2000 + 2000]: f.write(json.dumps(row) + "\n")
P
for home in once parts; do
	mkdir -p "$scratch/$home"
	printf '[story]\nmemory = 1M\n' >"$scratch/$home/config.ini"
done
cat "$scratch"/stream?.jsonl >"$scratch/stream.jsonl"
"$program" import --quiet --home "$scratch/once" --as-of 2026-02-01 "$scratch/stream.jsonl"
for part in 0 1 2 3; do "$program" import --quiet --home "$scratch/parts" --as-of 2026-02-01 "$scratch/stream$part.jsonl"; done
places() { sqlite3 "$scratch/$1/bellwether.db" "SELECT key, development, origin, copy_of, similarity FROM derived ORDER BY key" | cksum; }
is "$(places parts)" "$(places once)" "a process that goes on decides as one that never stopped"

deadpid=$(sh -c 'echo $$')
"$program" publish --quiet --home "$scratch/good" "$scratch/site"
touch "$scratch/site/signals/index.html.$deadpid.tmp" "$scratch/site/notes.tmp"
exits 0 "publishing again" "$program" publish --home "$scratch/good" "$scratch/site"
is "$(find "$scratch/site" -name '*.tmp')" "$scratch/site/notes.tmp" "takes away what a killed one left, and nothing else"
finish
