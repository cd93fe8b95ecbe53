#!/bin/sh
# What is understood of an article, for people and for scripts; a user's own rows change it.
set -eu
. "$(dirname "$0")/lib.sh"

mkdir -p "$scratch/home"
printf '[log]\nlevel = warn\n' >"$scratch/home/config.ini"
cat >"$scratch/article.json" <<'JSON'
{"url":"https://paper.example/1","source":"Paper","title":"Norvane Rail denies brake fault","lang":"en","published":"2026-03-03T09:00:00Z",
"text":"LEEDS - Prosecutors allege that Norvane Rail knew of the faulty brakes.\n\n\"We knew of no fault,\" said Ana Duarte, chief executive of Norvane Rail. The company denied the allegation and will spend up to $40 million on new brakes. The Quibblewick met on Monday and the Quibblewick said it agreed."}
JSON

read_notes() { "$program" read --quiet --home "$scratch/home" --notes "$@" "$scratch/article.json"; }

got=$(read_notes)
like "$got" 'Norvane Rail  org' 'an actor and its kind'
like "$got" 'Duarte' 'the short form of a person'
like "$got" 'direct    "We knew of no fault,"' 'a quotation'
like "$got" 'alleged; not confirmed: LEEDS' 'a statement with its status in words'
like "$got" 'up to $40 million = 40000000' 'a figure with its value'

read_notes --json >"$scratch/notes.json"
is "$(python3 - "$scratch/notes.json" <<'PY'
import json, sys
n = json.load(open(sys.argv[1]))
text = n["text"].encode()
rows = [(x["quote"], x) for x in n["quotations"] + n["statements"]] + [(x["text"], x) for x in n["figures"] + n["sentences"]]
exact = all(text[x["start"]:x["end"]].decode() == words for words, x in rows)
print(exact, len(rows) > 8, n["language"], n["kind"], sorted(x["status"] for x in n["statements"] if x["status"])[:1])
PY
)" "True True en news ['alleged']" 'as JSON, every offset holds the words given'

mkdir -p "$scratch/home/lexicon/en"
printf -- '-\tQuibblewick\t-\tlaw\t-\n' >"$scratch/home/lexicon/en/institutions.tsv"
read_notes --json >"$scratch/own.json"
is "$(python3 -c 'import json,sys; print([a["kind"] for a in json.load(open(sys.argv[1]))["actors"] if a["name"] == "Quibblewick"])' "$scratch/own.json")" \
	"['law']" 'a row of the table of a user is heeded'
printf 'quibblewick\tghost\thead\n' >"$scratch/home/lexicon/en/actor-nouns.tsv"
exits 3 'a bad row is a failure' "$program" read --home "$scratch/home" --notes "$scratch/article.json"
like "$(cat "$scratch/err")" 'quibblewick' 'the bad row is named'
exits 0 'read --help' "$program" read --help
like "$(cat "$scratch/out")" '--notes' 'the option stands in --help'
finish
