#!/bin/sh
# Each kind of file is read for what it is, or named for what it is.
set -eu
. "$(dirname "$0")/lib.sh"

mkdir "$scratch/files" "$scratch/home"
python3 "$(dirname "$0")/kinds.py" "$scratch/files"
cd "$scratch/files"
printf '[log]\nlevel = warn\n' >"$scratch/home/config.ini"

read_file() { # FILE: what read prints
	"$program" read --home "$scratch/home" "$@" 2>&1 || true
}

reads() { # FILE PART...: each part stands in what is printed
	file=$1
	shift
	got=$(read_file "$file")
	for part in "$@"; do like "$got" "$part" "$file: $part"; done
}

reads page.html 'A saved page' 'at https://paper.example/treaty' 'The delegates met on Monday'
reads page.mhtml 'A page in one file' 'at https://paper.example/mhtml' 'The delegates met on Monday'
reads note.txt 'A note on water' 'The delegates met on Monday'
reads note.md 'Notes from the river' 'by Jane Doe' 'on 2026-03-02' 'at https://paper.example/notes' 'See the full text.' 'first'
reads letter.eml 'A letter from the river' 'in River Letter' 'on 2026-03-02T01:00:00Z' 'at mid:1@news.example' 'The delegates met'
reads letter.html.eml 'A letter with markup' 'The delegates met on Monday'
reads letter.eml.gz 'A packed letter' 'The delegates met'
reads packed.html.gz 'A packed page' 'The delegates met'
reads article.json 'Ready made' 'The delegates met'
is "$(read_file --json note.md | python3 -c 'import json,sys; print(json.load(sys.stdin)["shape"])')" 'p2llq' 'note.md: the shape of its paragraphs'

reads picture 'this is a picture (PNG)'
reads office.docx 'an office document (Word)'
reads zeros 'this is no text'
reads bomb.gz 'comes to more than'
reads letters.mbox 'this is a mailbox'
reads crawl.warc.gz 'this is a web archive'

if command -v pdftotext >/dev/null; then
	reads report.pdf 'Water treaty talks resume' 'on the international treaty that governs' 'and go on at the top of the next one' 'The last page says little'
	got=$(read_file report.pdf)
	holds 'report.pdf: heads of pages are left out' '! printf %s "$got" | grep -q "Annual report"'
	holds 'report.pdf: numbers of pages are left out' '! printf %s "$got" | grep -q "of 3"'
	is "$(read_file --json report.pdf | python3 -c 'import json,sys; print(json.load(sys.stdin)["shape"])')" 'ppllp' 'report.pdf: the shape of its paragraphs'
	reads broken.pdf 'the PDF cannot be opened'
fi
got=$(PATH=/nowhere "$program" read --home "$scratch/home" report.pdf 2>&1 || true)
like "$got" 'install poppler-utils' 'a missing pdftotext is named with what to install'

follow() { # NAME PATH: a home that follows it, and what a visit says
	mkdir "$scratch/$1"
	"$program" add --home "$scratch/$1" "$2" >/dev/null
	"$program" run --home "$scratch/$1" --as-of 2026-03-03 >"$scratch/out" 2>"$scratch/err" || true
	"$program" export --home "$scratch/$1" >"$scratch/$1.jsonl"
}

articles() { # NAME PART: how many archived articles hold it
	grep '"type":"article"' "$scratch/$1.jsonl" | grep -c "$2" || true
}

mkdir "$scratch/folder"
cp page.html note.md letter.eml report.pdf broken.pdf picture "$scratch/folder/"
follow docs "$scratch/folder"
is "$(articles docs 'A saved page\|Notes from the river\|A letter from the river')" 3 'a folder gives its documents'
like "$(cat "$scratch/err")" 'this is a picture (PNG)' 'and names what is none'
if command -v pdftotext >/dev/null; then
	is "$(articles docs 'Water treaty talks resume')" 1 'a PDF among them'
	like "$(cat "$scratch/err")" 'the PDF cannot be opened' 'one that is broken is named'
fi
follow box "$PWD/letters.mbox"
is "$(articles box 'Issue [456] of the letter')" 3 'a mailbox gives its messages'
is "$(articles box 'mid:5@news.example')" 1 'under the address of their id'
follow dir "$PWD/maildir"
is "$(articles dir 'in the folder')" 2 'a Maildir gives the messages of cur and new'
is "$(articles dir 'Not whole yet')" 0 'and leaves those of tmp'
follow warc "$PWD/crawl.warc"
is "$(articles warc 'Archived page')" 4 'an archive gives its pages'
is "$(articles warc 'https://paper.example/3')" 1 'under their addresses'
follow packed "$PWD/crawl.warc.gz"
is "$(articles packed 'Archived page')" 4 'a packed archive gives the same'
follow damaged "$PWD/damaged.warc.gz"
is "$(articles damaged 'Archived page')" 2 'a damaged one gives what is whole'
like "$(cat "$scratch/err")" 'byte' 'and says where it is damaged'

finish
