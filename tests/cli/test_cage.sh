#!/bin/sh
# What comes from outside is parsed by processes in a cage: what the shipped program shows of it.
set -eu
. "$(dirname "$0")/lib.sh"

page=$scratch/page.html
cat >"$page" <<'H'
<html><head><title>The lake</title></head><body><article><h1>The lake has fallen</h1>
<p>The ministry said on Monday, after a long debate, that the lake has fallen by two metres since the spring.</p>
<p>It will rise again, the minister told reporters, when the rains come; nobody knows when that will be.</p></article></body></html>
H

mkfifo "$scratch/in" "$scratch/answer" # it may write to no file
cat "$scratch/answer" >"$scratch/hello" &
"$program" parse-worker 536870912 caged <"$scratch/in" >"$scratch/answer" &
worker=$!
exec 9>"$scratch/in"
tries=0
until [ -s "$scratch/hello" ] || [ $tries -gt 100 ]; do
	sleep 0.1
	tries=$((tries + 1))
done
status=$(cat /proc/$worker/status)
like "$status" "Seccomp:	2" "a worker is confined by a filter of system calls"
like "$status" "NoNewPrivs:	1" "for good"
like "$(cat /proc/$worker/limits)" "Max open files            0 " "it can open nothing"
like "$(cat /proc/$worker/limits)" "Max core file size        0 " "and leaves no image of what it read"
exec 9>&-
got=0
wait $worker || got=$?
is $got 0 "it ends when its input does"
exits 2 "what is no worker's start is wrong use" "$program" parse-worker
exits 0 "bytes that no parent wrote end it" sh -c "head -c 4096 /dev/zero | '$program' parse-worker 536870912 caged | cat >/dev/null"
like "$("$program" help; "$program" help read)" "read" "there is help"
holds "that does not speak of it" '! "$program" help | grep -q parse-worker'

home=$scratch/home
mkdir "$home"
exits 0 "a page is read in the cage" "$program" read --home "$home" "$page"
like "$(cat "$scratch/out")" "fallen by two metres" "as it stands"
printf '[read]\ncage = no\n' >"$home/config.ini"
exits 0 "and without it, when that is wanted" "$program" read --home "$home" "$page"
like "$(cat "$scratch/out")" "fallen by two metres" "just the same"

if grep -q __asan_init "$program"; then
	for name in "one that needs too much memory is refused" "in words" "and the others are read"; do
		n=$((n + 1))
		echo "ok $n - $name # SKIP AddressSanitizer reserves what it likes"
	done
else
	printf '[read]\nparse_memory = 64M\n' >"$home/config.ini"
	{
		echo "<html><body><article>"
		yes "<p>The ministry said on <b>Monday</b>, after a <i>long</i> debate, that the lake has fallen.</p>" | head -c 30000000
	} >"$scratch/long.html"
	exits 3 "one that needs too much memory is refused" "$program" read --home "$home" "$scratch/long.html" "$page"
	like "$(cat "$scratch/err")" "reading it needs more than 64 MB (read.parse_memory)" "in words"
	like "$(cat "$scratch/out")" "fallen by two metres" "and the others are read"
fi

printf '[read]\nparse_memory = 1K\n' >"$home/config.ini"
exits 2 "a limit that nothing fits in is no limit" "$program" read --home "$home" "$page"
finish
