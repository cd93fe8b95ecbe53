#!/bin/sh
# test_layers.sh TOOL: a tree with one fault of each kind; each is named by file and line, and a good tree has none.
tool=$1
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
count=0
failed=0

check() { # check WHAT, after a command
	status=$?
	count=$((count + 1))
	if [ "$status" -eq 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		sed 's/^/# /' "$tree/out"
		failed=1
	fi
}

names() { # names FILE:LINE PART: the tool says so, and fails
	"$tool" "$tree" >"$tree/out" 2>&1
	[ $? -eq 1 ] && grep -F "src/$1:" "$tree/out" | grep -qF "$2"
}

put() { # put FILE: its text is standard input
	mkdir -p "$tree/src/$(dirname "$1")"
	cat >"$tree/src/$1"
}

lines() { # lines N
	i=0
	while [ $i -lt "$1" ]; do
		echo "	x++;"
		i=$((i + 1))
	done
}

printf '# order\ncore\nnet\ncli\n' >"$tree/layers.txt"
put core/a.h <<'END'
void free(void *p); /* printf("in a comment"); malloc(1) */
END
put core/a.c <<'END'
#include "core/a.h"
#include <stdio.h>
static const char *text = "malloc(1); exit(2) \" printf(";
static int printed(int n)
{
	return snprintf(NULL, 0, "%d", n) + row->printf(n);
}
END
put net/b.c <<'END'
#include "core/a.h"
#include <curl/curl.h>
void *own(void)
{
	return malloc(1);
}
END
put cli/main.c <<'END'
#include "net/b.h"
int main(void)
{
	printf("x");
	exit(0);
}
END
put net/b.h </dev/null
{ echo "int fits(int x)"; echo "{"; lines 57; echo "}"; } | put core/fits.c

"$tool" "$tree" >"$tree/out" 2>&1
check "a good tree has no fault"

put core/bad.c <<'END'
/* two
   lines */
#include "net/b.h"
END
names core/bad.c:3 "to the right"
check "an include to the right"

echo '#include "a.h"' | put core/bad.c
names core/bad.c:1 "does not begin with a room"
check "an include without its room"

echo '#include "core/none.h"' | put core/bad.c
names core/bad.c:1 "does not exist"
check "an include of nothing"

printf '\n#include <curl/curl.h>\n' | put net/c.c
names net/c.c:2 "belongs to net/b.c"
check "a third-party header twice"

echo '#include <jansson.h>' | put net/c.c
echo '#include <jansson.h>' | put net/b.h
names net/b.h:1 "in a header"
check "a third-party header in a header"
put net/b.h </dev/null
rm "$tree/src/net/c.c"

for call in 'malloc(1)' 'free(p)' 'printf("x")' 'fputs("x", stderr)' 'exit(1)' 'setlocale(0, "")' 'strtod(p, 0)' 'rand()' \
	'strcat(p, p)'; do
	printf 'void f(void)\n{\n\tint x = 0;\n\tif (x)\n\t\t%s;\n}\n' "$call" | put core/bad.c
	names core/bad.c:5 "${call%%(*}()"
	check "$call where it may not stand"
done

printf 'void *f(void)\n{\n\treturn malloc(1);\n}\n' | put core/bad.c
names core/bad.c:3 "malloc()"
check "a call after return"

mkdir -p "$tree/src/story"
printf 'story\n' >>"$tree/layers.txt"
printf 'long f(void)\n{\n\treturn time(0);\n}\n' | put story/bad.c
names story/bad.c:3 "time()"
check "a stage that asks for the time"
rm "$tree/src/story/bad.c" "$tree/src/core/bad.c"

{ echo "static int"; echo "long_one(int x,"; echo "         int y)"; echo "{"; lines 56; echo "}"; } | put core/bad.c
names core/bad.c:1 "61 lines long"
check "a function of 61 lines"

{ echo "int x[] = {"; lines 80; echo "};"; echo "struct s {"; lines 80; echo "};"; } | put core/bad.c
"$tool" "$tree" >"$tree/out" 2>&1
check "a long table is no function"

lines 501 | put core/bad.c
names core/bad.c:501 "longer than 500 lines"
check "a file of 501 lines"
rm "$tree/src/core/bad.c"

put other/x.c </dev/null
names other/x.c:1 "not in layers.txt"
check "a folder that has no place"
rm -r "$tree/src/other"

rm "$tree/layers.txt"
"$tool" "$tree" >"$tree/out" 2>&1
[ $? -eq 2 ]
check "no order at all"

echo "1..$count"
exit $failed
