#!/bin/sh
# Fuzzes each target for a while: fuzz.sh BUILD SECONDS [WORD]
#
# BUILD is a build of MODE=fuzz; WORD picks targets by name. As many run at a time as there are
# processors. Starts from tests/fuzz/seeds/NAME, tests/fuzz/regress/NAME and the files that
# tests/fuzz/NAME.seeds lists (a glob a line); uses tests/fuzz/NAME.dict when there is one; keeps
# its corpus in BUILD/corpus/NAME. An input that ends badly is left in BUILD/crash/NAME: make it
# small, put it into tests/fuzz/regress/NAME, and mend the code. Its bytes are shown too. One line a
# target; exit status 1 after a find.
set -u

build=$1 seconds=$2 word=${3:-}
jobs=$(nproc 2>/dev/null || echo 2)

# Numbered copies: one flat folder of seeds from many places. Says how many.
gather_seeds()
{
	number=0
	rm -rf "$2" && mkdir -p "$2"
	for file in tests/fuzz/seeds/"$1"/* tests/fuzz/regress/"$1"/* \
		$(cat "tests/fuzz/$1.seeds" 2>/dev/null); do
		test -f "$file" || continue
		number=$((number + 1))
		cp "$file" "$2/$number"
	done
	echo $number
}

summary()
{
	awk -v name="$1" -v seeds="$2" '
		/number_of_executed_units/ { runs = $2 }
		/average_exec_per_sec/ { speed = $2 }
		/cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
		END { printf "ok   fuzz %s: %d runs, %d a second, %d edges, from %d seeds\n",
		      name, runs, speed, edges, seeds }' "$3"
}

# The inputs that this run left: the log of a machine that is gone is enough to find the fault again.
show_inputs()
{
	sed -n 's/.*Test unit written to //p' "$log" | while read -r input; do
		test -f "$input" || continue
		echo "     $(wc -c <"$input" | tr -d ' ') bytes; the first 2048, for base64 -d:"
		head -c 2048 "$input" | base64 | sed 's/^/     /'
	done
}

# One target; its exit status is that of the fuzzer.
fuzz()
{
	name=$1 corpus=$build/corpus/$1 crash=$build/crash/$1 log=$build/fuzz-$1.log
	mkdir -p "$corpus" "$crash"
	count=$(gather_seeds "$name" "$build/seeds/$name")
	set -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$crash/"
	test -e "tests/fuzz/$name.dict" && set -- "$@" -dict="tests/fuzz/$name.dict"
	if "$build/tests/fuzz/fuzz_$name" "$@" "$corpus" "$build/seeds/$name" >"$log" 2>&1; then
		summary "$name" "$count" "$log"
		return 0
	fi
	echo "FAIL fuzz $name: see $log and $crash"
	grep -aE 'ERROR|SUMMARY|runtime error|Test unit written' "$log" | sed 's/^/     /'
	tail -n 5 "$log" | sed 's/^/     /'
	show_inputs
	return 1
}

passed=0 found=0 running=

# Waits for the targets at work, shows what each said, and counts.
collect()
{
	for pair in $running; do
		if wait "${pair%%:*}"; then passed=$((passed + 1)); else found=$((found + 1)); fi
		cat "$build/said-${pair#*:}"
	done
	running=
}

at_work=0
for source in tests/fuzz/fuzz_*.c; do
	case $source in *"*"*) continue ;; *"$word"*) ;; *) continue ;; esac
	target=$(basename "$source" .c)
	target=${target#fuzz_}
	fuzz "$target" >"$build/said-$target" 2>&1 &
	running="$running $!:$target"
	at_work=$(((at_work + 1) % jobs))
	test $at_work != 0 || collect
done
collect
echo "$passed passed, $found failed, 0 skipped"
test $found = 0
