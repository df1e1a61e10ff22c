#!/bin/sh
# How fast is a program checked, beside two well-known readers of programs in the same minute: gcc,
# which parses and types C, and mawk, which parses awk and writes code for it? All programs are
# made up here, with as many lines of about the same length. Everything runs on one processor, by
# turns; a figure is the median of BENCH_RUNS runs (5), in seconds of the processor (user and
# system), the memory the most that was resident. Then shapes that would show a square of
# something. BUILD is the build.
set -eu

cd "$(dirname "$0")/.."
BUILD=${BUILD:-build/release}
journey=$BUILD/journey
runs=${BENCH_RUNS:-5}
test -x "$journey" || { echo "bench: there is no $journey; run make bench" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
pinned=
command -v taskset >/dev/null && pinned="taskset -c $(($(nproc) - 1))"

has() { command -v "$1" >/dev/null 2>&1; }

# seconds COMMAND...: of the processor; bash tells them to the millisecond.
seconds()
{
	# shellcheck disable=SC2016,SC2086 # $pinned is a command and its arguments
	bash -c 'TIMEFORMAT="%3U %3S" && time "$@" >"$0/out" 2>"$0/err"' "$work" $pinned "$@" \
		2>"$work/times" || {
		echo "bench: this failed: $*" >&2
		cat "$work/out" "$work/err" >&2
		exit 1
	}
	awk '{ printf "%.3f\n", $1 + $2 }' "$work/times"
}

# The most memory that was resident, in kilobytes; 0 where nothing here can tell.
resident()
{
	if [ -x /usr/bin/time ]; then
		/usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1
	else
		echo 0
	fi
}

# line NAME WHAT LINES: from the seconds in $work/NAME.runs and the memory in $work/NAME.memory
line()
{
	sort -n "$work/$1.runs" | awk -v what="$2" -v lines="$3" -v kb="$(cat "$work/$1.memory")" '
		{ run[NR] = $1 }
		END {
			median = run[int((NR + 1) / 2)]
			printf "  %-42s %7.3f s %6.2f million lines/s %6.0f MB\n", what, median,
				lines / median / 1e6, kb / 1000
		}'
}

median() { sort -n "$work/$1.runs" | awk '{ run[NR] = $1 } END { print run[int((NR + 1) / 2)] }'; }

# A program of programmes in $1 files of 100,000 lines, $2 the main one.
programmes()
{
	used=
	for file in $(seq "$1"); do
		awk -v lines=100000 -v first=$(((file - 1) * 1000 + 1)) -f bench/programmes.awk \
			>"$work/$1-$file.journey"
		used="$used $1-$file.journey"
	done
	awk -v lines=0 -v uses="$used" -f bench/programmes.awk >"$2"
}

# by_turns LINES JOURNEY C AWK: measures the readers, run by run. mawk's tables of names do not grow,
# so that a million lines of functions take it a hundred times as long: it reads the 100,000 only.
by_turns()
{
	others='gcc mawk'
	[ "$1" -le 100000 ] || others=gcc
	for run in $(seq "$runs"); do
		seconds "$journey" check --quiet "$2" >>"$work/journey.runs"
		for other in $others; do
			has "$other" || continue
			case $other in
			gcc) seconds gcc -fsyntax-only "$3" ;;
			mawk) seconds mawk -f "$4" ;;
			esac >>"$work/$other.runs"
		done
	done
	resident "$journey" check --quiet "$2" >"$work/journey.memory"
	line journey 'journey check' "$1"
	for other in $others; do
		has "$other" || continue
		case $other in
		gcc) resident gcc -fsyntax-only "$3" >"$work/gcc.memory"; what='gcc -fsyntax-only' ;;
		mawk) resident mawk -f "$4" >"$work/mawk.memory"; what='mawk, parsing only' ;;
		esac
		line "$other" "$what" "$1"
		awk -v it="$(median journey)" -v other="$(median "$other")" -v name="$other" \
			'BEGIN { printf "  journey check reads %.2f times the lines of %s\n", other / it, name }'
	done
	rm -f "$work"/*.runs
}

size() { cat "$@" | wc -c | awk '{ printf "%.1f", $1 / 1e6 }'; }

for hundred_thousands in 1 10; do
	lines=${hundred_thousands}00000
	programmes $hundred_thousands "$work/main.journey"
	awk -v lines=$lines -v language=c -f bench/program-in.awk >"$work/big.c"
	awk -v lines=$lines -v language=awk -f bench/program-in.awk >"$work/big.awk"
	echo "$lines lines: $(size "$work"/$hundred_thousands-*.journey) MB of journey," \
		"$(size "$work/big.c") of C, $(size "$work/big.awk") of awk:"
	by_turns $lines "$work/main.journey" "$work/big.c" "$work/big.awk"
done

# Twice as much of one thing takes about twice as long; a square of it would take four times. Each
# count is as high as a limit of the language allows, or a file.
echo "one thing many times, and twice as often:"
for shape in touchpoints:40000 stages:40000 lets:3000 columns:2000 metrics:3000 reliefs:20000 \
	unknown:40000 broken:40000; do
	what=${shape%:*} count=${shape#*:}
	for times in 1 2; do
		awk -v shape="$what" -v count=$((count * times)) -f bench/shapes.awk >"$work/shape.journey"
		for run in 1 2 3; do
			seconds sh -c '"$@" || [ $? = 1 ]' sh "$journey" check --quiet "$work/shape.journey"
		done | sort -n | sed -n 2p
	done | awk -v what="$count $what" 'NR == 1 { once = $1 }
		NR == 2 { printf "  %-42s %7.3f s, then %.3f s: %.1f times\n", what, once, $1, $1 / once }'
done
