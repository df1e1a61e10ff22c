#!/bin/sh
# How fast is counting, beside others in the same minute? One table of figures (README: program.sh)
# from one file of made-up contact records by journey, by a program that it builds, and by those
# peers that are there or that npm can fetch: DuckDB, Polars, mawk. All must write the same table.
# Contestants take turns; a figure is the median of BENCH_RUNS runs (3), in seconds of the processor
# (user and system) of the whole process, on one processor unless it says otherwise; memory is the
# most that was resident. BENCH_ROWS (1000000) is the size; BENCH_WORK keeps data and peers; BUILD
# is the build. With BENCH_PAGE=FILE the figures are put into that page, behind its mark.
set -eu

cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build/release}
journey=$BUILD/journey
rows=${BENCH_ROWS:-1000000}
runs=${BENCH_RUNS:-3}
keep=${BENCH_WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/journey-bench}
here=bench/contacts
test -x "$journey" || { echo "bench: there is no $journey; run make bench" >&2; exit 2; }
command -v /usr/bin/time >/dev/null || { echo "bench: /usr/bin/time is missing; tools/deps.sh bench" >&2; exit 2; }
mkdir -p "$keep"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
pinned=
two=
if command -v taskset >/dev/null; then
	pinned="taskset -c $(($(nproc) - 1))"
	test "$(nproc)" -lt 2 || two="taskset -c $(($(nproc) - 2)),$(($(nproc) - 1))"
fi

has() { command -v "$1" >/dev/null 2>&1; }

# ---- data, programs, peers ----

${CC:-cc} -O2 -o "$work/make-contacts" $here/make-contacts.c
# data NAME ROWS [SPOILT]: made once and kept
data()
{
	test -s "$keep/$1" && return
	echo "making $1" >&2
	"$work/make-contacts" "$2" 1 "${3:-0}" >"$keep/$1.part"
	mv "$keep/$1.part" "$keep/$1"
}
file=$keep/contacts-$rows.csv
spoilt=$keep/spoilt-$rows.csv
data "contacts-$rows.csv" "$rows"
data "spoilt-$rows.csv" "$rows" 10000
data contacts-1000.csv 1000
data contacts-100000.csv 100000
for job in A B C ten one; do sh $here/program.sh $job >"$work/$job.journey"; done

duckdb=
polars=
if has node && has npm; then
	test -d "$keep/node_modules/@duckdb" || npm install --prefix "$keep" --silent @duckdb/node-api >/dev/null 2>&1 || true
	test -d "$keep/node_modules/nodejs-polars-linux-x64-gnu" ||
		npm install --prefix "$keep" --silent nodejs-polars nodejs-polars-linux-x64-gnu >/dev/null 2>&1 || true
	export NODE_PATH="$keep/node_modules" POLARS_MAX_THREADS=1
	node -e 'require("@duckdb/node-api")' 2>/dev/null && duckdb=yes
	node -e 'require("nodejs-polars")' 2>/dev/null && polars=yes
fi
test -n "$duckdb" || echo 'DuckDB: not there (node and npm fetch it)'
test -n "$polars" || echo 'Polars: not there (node and npm fetch it)'
has mawk || echo 'mawk: not there'

# ---- contestants: each writes the table of a job to standard output ----

table() { awk -f $here/table.awk; }

# once LABEL COMMAND...: one run; adds "seconds memory elapsed" to the label's file.
once()
{
	label=$1
	shift
	/usr/bin/time -o "$work/time" -f '%U %S %M %e' "$@" >"$work/$label.out" 2>"$work/$label.err" || {
		echo "bench: this failed: $*" >&2
		head -20 "$work/$label.err" "$work/time" >&2
		exit 1
	}
	tail -1 "$work/time" | awk '{ printf "%.3f %d %.3f\n", $1 + $2, $3, $4 }' >>"$work/$label.runs"
}

# median LABEL COLUMN
median() { sort -n -k "$2,$2" "$work/$1.runs" | awk -v column="$2" '{ v[NR] = $column } END { print v[int((NR + 1) / 2)] }'; }
seconds() { median "$1" 1; }
page=${BENCH_PAGE:-}
say() { printf '%s\n' "$*" | tee -a "$work/note"; }

# compare LABEL JOB: its table with that of journey
compare()
{
	cmp -s "$work/$1.out" "$work/table-$2" || {
		echo "bench: $1 gives another table for job $2" >&2
		diff "$work/$1.out" "$work/table-$2" | head -4 >&2
		exit 1
	}
}

# figure LABEL WHAT [AGAINST]: a line of the table
figure()
{
	awk -v what="$2" -v s="$(seconds "$1")" -v kb="$(median "$1" 2)" -v base="$(seconds "${3:-$1}")" -v rows="$rows" 'BEGIN {
		printf "| %-44s | %8.2f | %6.0f | %6.0f | %6.2f |\n", what, s, s / rows * 1e9, kb / 1024, (base > 0 ? s / base : 0) }' | tee -a "$work/note"
}

size=$(wc -c <"$file" | awk '{ printf "%.0f", $1 / 1e6 }')
say "$rows contact records of 22 columns, $size MB; medians of $runs runs, seconds of the processor, one processor."
for job in A B C; do
	for run in $(seq "$runs"); do
		once "journey-$job" $pinned "$journey" measure "$work/$job.journey" --data "contacts=$file" --format csv --threads 1
		test -z "$duckdb" || once "duckdb-$job" $pinned node $here/peer-duckdb.js $job "$file" 1
		test -z "$polars" || once "polars-$job" $pinned node $here/peer-polars.js $job "$file"
		! has mawk || once "mawk-$job" $pinned mawk -v job=$job -f $here/peer.awk "$file"
	done
	table <"$work/journey-$job.out" >"$work/table-$job"
	for peer in duckdb polars mawk; do test ! -f "$work/$peer-$job.runs" || compare "$peer-$job" "$job"; done
	say ''
	case $job in
	A) say 'Job A: twelve counts and sums by partner, month and channel' ;;
	B) say 'Job B: the same and the exact 90th percentile of the wait' ;;
	C) say 'Job C: the same and contacts solved with nobody coming back within seven days' ;;
	esac
	say ''
	say '|                                              |        s | ns/row |     MB |  times |'
	say '|----------------------------------------------|---------:|-------:|-------:|-------:|'
	figure "journey-$job" journey
	for peer in duckdb:DuckDB polars:Polars mawk:mawk; do
		test ! -f "$work/${peer%%:*}-$job.runs" || figure "${peer%%:*}-$job" "${peer#*:}" "journey-$job"
	done
done

say ''
say 'Journey against itself, job A'
say ''
say '|                                              |        s | ns/row |     MB |  times |'
say '|----------------------------------------------|---------:|-------:|-------:|-------:|'
"$journey" build "$work/A.journey" -o "$work/validator" >"$work/build.log" 2>&1 || : >"$work/no-validator"
for run in $(seq "$runs"); do
	once again $pinned "$journey" measure "$work/A.journey" --data "contacts=$file" --format csv --threads 1
	once portable $pinned "$journey" measure "$work/A.journey" --data "contacts=$file" --format csv --threads 1 --simd portable
	once ten $pinned "$journey" measure "$work/ten.journey" --data "contacts=$file" --format csv --threads 1
	once one $pinned "$journey" measure "$work/one.journey" --data "contacts=$file" --format csv --threads 1
	once spoilt $pinned "$journey" measure "$work/A.journey" --data "contacts=$spoilt" --format csv --threads 1 --rejects "$work/rejects.csv"
	test -f "$work/no-validator" || once validator $pinned "$work/validator" --data "contacts=$file" --format csv --threads 1
	for job in A B; do
		test -z "$two" || once "thread-$job" $two "$journey" measure "$work/$job.journey" --data "contacts=$file" --format csv --threads 1
		test -z "$two" || once "threads-$job" $two "$journey" measure "$work/$job.journey" --data "contacts=$file" --format csv --threads 2
	done
	once thousand $pinned "$journey" eval "$work/A.journey" --data "contacts=$keep/contacts-1000.csv"
	once hundred $pinned "$journey" eval "$work/A.journey" --data "contacts=$keep/contacts-100000.csv"
done
once plain $pinned "$journey" measure "$work/A.journey" --data "contacts=$file" --format csv --plain
cmp "$work/again.out" "$work/portable.out"
cmp "$work/again.out" "$work/plain.out"
test -z "$two" || cmp "$work/again.out" "$work/threads-A.out"
test -z "$two" || cmp "$work/journey-B.out" "$work/threads-B.out"
figure again journey
test -f "$work/no-validator" || figure validator 'the program that journey build makes (eval)' again
figure portable 'without vectors (--simd portable)' again
figure plain 'row by row (--plain)' again
figure spoilt 'one row in a hundred spoilt, rejects written' again
figure ten 'ten metrics instead of twelve' again
figure one 'one metric instead of twelve' again
say ''
for job in A B; do
	test -z "$two" || awk -v job=$job -v one="$(median "thread-$job" 3)" -v both="$(median "threads-$job" 3)" 'BEGIN {
		printf "Two threads, job %s: %.2f s instead of %.2f s by the clock, %.2f times as fast.\n", job, both, one, one / both }' | tee -a "$work/note"
done
awk -v thousand="$(median thousand 3)" -v hundred="$(median hundred 3)" 'BEGIN {
	printf "From start to verdict: %.0f ms for 1,000 rows, %.0f ms for 100,000, by the clock.\n", thousand * 1000, hundred * 1000 }' | tee -a "$work/note"
test -n "$page" || exit 0
{
	sed '/<!-- figures -->/q' "$page"
	echo
	sed 's/ *$//' "$work/note"
} >"$work/page"
cp "$work/page" "$page"
echo "written: $page"
