#!/bin/sh
# Fuzzes each target for a while: fuzz.sh BUILD SECONDS [WORD]
#
# BUILD is a build of MODE=fuzz; WORD picks targets by name. Starts from tests/fuzz/seeds/NAME,
# tests/fuzz/regress/NAME and the files that tests/fuzz/NAME.seeds lists (a glob a line); uses
# tests/fuzz/NAME.dict when there is one; keeps its corpus in BUILD/corpus/NAME. An input that
# ends badly is left in BUILD/crash/NAME: make it small, put it into tests/fuzz/regress/NAME,
# and mend the code. One line a target; exit status 1 after a find.
set -u

build=$1 seconds=$2 word=${3:-}
found=0 targets=0

for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	name=${name#fuzz_}
	case $source in *"*"*) continue ;; *"$word"*) ;; *) continue ;; esac
	corpus=$build/corpus/$name crash=$build/crash/$name log=$build/fuzz-$name.log
	seeds=$build/seeds/$name
	rm -rf "$seeds" && mkdir -p "$corpus" "$crash" "$seeds"

	# Numbered copies: one flat folder of seeds from many places.
	number=0
	for file in tests/fuzz/seeds/"$name"/* tests/fuzz/regress/"$name"/* \
		$(cat "tests/fuzz/$name.seeds" 2>/dev/null); do
		test -f "$file" || continue
		number=$((number + 1))
		cp "$file" "$seeds/$number"
	done
	set -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$crash/"
	test -e "tests/fuzz/$name.dict" && set -- "$@" -dict="tests/fuzz/$name.dict"

	targets=$((targets + 1))
	if "$build/tests/fuzz/fuzz_$name" "$@" "$corpus" "$seeds" >"$log" 2>&1; then
		awk -v name="$name" -v seeds="$number" '
			/number_of_executed_units/ { runs = $2 }
			/average_exec_per_sec/ { speed = $2 }
			/cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
			END { printf "ok   fuzz %s: %d runs, %d a second, %d edges, from %d seeds\n",
			      name, runs, speed, edges, seeds }' "$log"
	else
		found=$((found + 1))
		echo "FAIL fuzz $name: see $log and $crash"
		grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log" | sed 's/^/     /'
		tail -5 "$log" | sed 's/^/     /'
	fi
done
echo "$((targets - found)) passed, $found failed, 0 skipped"
test $found = 0
