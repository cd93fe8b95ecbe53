# Helpers of the shell tests: TAP, a scratch folder, and the program. Sourced with: test PROGRAM SAMPLE.
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
sample=$(cd "$2" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0
failed=0

ok() { # STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		failed=1
	fi
}

holds() { # NAME SHELL-TEXT
	if eval "$2"; then ok 0 "$1"; else ok 1 "$1"; fi
}

is() { # GOT WANT NAME
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		printf '  got: %s\n want: %s\n' "$1" "$2" | sed 's/^/# /'
	fi
}

like() { # TEXT PART NAME
	case $1 in
	*"$2"*) ok 0 "$3" ;;
	*)
		ok 1 "$3"
		printf '  got: %s\n want a part: %s\n' "$1" "$2" | sed 's/^/# /'
		;;
	esac
}

exits() { # STATUS NAME COMMAND...: the command's output goes to $scratch/out and $scratch/err
	want=$1
	name=$2
	shift 2
	got=0
	"$@" >"$scratch/out" 2>"$scratch/err" || got=$?
	is "$got" "$want" "$name"
	[ "$got" = "$want" ] || sed 's/^/# /' "$scratch/err"
}

new_home() { # NAME: a home that reads the sample
	mkdir -p "$scratch/$1"
	printf '[net]\nmirror = %s\n' "$sample" >"$scratch/$1/config.ini"
	"$program" add --quiet --home "$scratch/$1" "$sample/sources.opml"
}

live() { # HOME FROM TO: a run a day
	day=$2
	while :; do
		"$program" run --quiet --home "$scratch/$1" --as-of "$day"
		[ "$day" = "$3" ] && break
		day=$(date -u -d "$day + 1 day" +%F)
	done
}

export_of() { # HOME: without editions
	"$program" export --home "$scratch/$1" | grep -v '^{"type":"brief"'
}

finish() {
	echo "1..$n"
	exit $failed
}
