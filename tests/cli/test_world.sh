#!/bin/sh
# Worlds with gold annotation, lived through over HTTP: what was measured once is not lost again.
set -eu
. "$(dirname "$0")/lib.sh"
root=$(cd "$(dirname "$0")/../.." && pwd)
worlds=$root/../shared/worlds
if [ ! -d "$worlds" ]; then
	echo "1..0 # SKIP the test worlds are not here"
	exit 0
fi

floors='reading.f1 0.99
developments.f1 0.80
syndication.f1 0.85
status.right 0.45
actors.found 0.75
gate.right 0.70
lead.recall 0.60
signals.recall 0.15
signals.precision 0.30
grounding.verbatim 1'

for world in silicon ports; do
	exits 0 "$world is lived through" "$root/bench/world" "$program" "$worlds/$world" "$scratch/$world.jsonl"
	python3 "$worlds/score.py" "$worlds/$world" "$scratch/$world.jsonl" --json >"$scratch/$world.score"
	echo "$floors" >"$scratch/floors"
	while read -r figure floor; do
		got=$(python3 -c 'import json,sys
v = json.load(open(sys.argv[1]))
for k in sys.argv[2].split("."): v = v[k]
print(v)' "$scratch/$world.score" "$figure")
		set +e
		python3 -c 'import sys; sys.exit(not float(sys.argv[1]) >= float(sys.argv[2]) - 1e-9)' "$got" "$floor"
		status=$?
		set -e
		ok $status "$world: $figure $got reaches $floor"
	done <"$scratch/floors"
done
finish
