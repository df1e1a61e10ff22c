#!/bin/sh
# How many instructions a row of data costs: instructions.sh BUILD [LIMIT]
#
# Contact records are made up (contacts.awk) and counted by twelve metrics for eight slices and twelve months, in one
# thread, under callgrind; what measuring 100,000 rows costs less what 20,000 cost, by the rows between. Time depends on the
# machine and on what else it does, this number on the program and its compiler alone: the vectors are AVX2's, because
# callgrind knows no wider ones. Exit status 1 over LIMIT.
set -eu

build=$1 limit=${2:-1500}
bench=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

awk -f "$bench/contacts-journey.awk" >"$work/contacts.journey"

# instructions ROWS
instructions()
{
	awk -v rows="$1" -f "$bench/contacts.awk" >"$work/$1.csv"
	valgrind --tool=callgrind --toggle-collect=jrt_measure --callgrind-out-file="$work/$1.out" "$build/journey" measure "$work/contacts.journey" \
		--threads 1 --simd avx2 --data contacts="$work/$1.csv" --format json >"$work/$1.json" 2>"$work/$1.said" || {
		cat "$work/$1.said" >&2
		exit 2
	}
	sed -n 's/^summary: \([0-9]*\).*/\1/p; s/^totals: \([0-9]*\).*/\1/p' "$work/$1.out" | tail -n 1
}

few=$(instructions 20000)
many=$(instructions 100000)
awk -v few="$few" -v many="$many" -v limit="$limit" 'BEGIN {
	row = (many - few) / 80000
	printf "%.1f instructions a row, %d at most\n", row, limit
	exit row > limit
}'
