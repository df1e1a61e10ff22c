#!/bin/sh
# How fast are measuring and drawing, beside what the machine can do? Everything is made up here and put
# in a temporary folder; figures are the best of three runs in seconds, and ratios are what counts: another
# machine has other seconds. BENCH_CALLS sets the calls a day of the made-up month (40 in the example).
set -eu

BUILD=${BUILD:-build/release}
journey=$BUILD/journey
calls=${BENCH_CALLS:-30000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Best of three, in seconds.
best()
{
	for run in 1 2 3; do
		start=$(date +%s%N)
		"$@" >/dev/null
		end=$(date +%s%N)
		echo $((end - start))
	done | sort -n | awk 'NR == 1 { printf "%.3f", $1 / 1e9 }'
}

line() { awk -v what="$1" -v s="$2" -v mb="$3" 'BEGIN {
	printf "  %-44s %8.3f s %9.1f MB/s\n", what, s, mb / (s > 0 ? s : 1e-9) }'; }

echo "making a month of calls ($calls a day) and a journey of 5,000 touchpoints"
awk -v calls="$calls" -f examples/bank-1999/make-twin.awk >"$work/calls.txt"
awk -v stages=100 -v each=50 -f bench/wide-journey.awk >"$work/wide.journey"
mb=$(wc -c <"$work/calls.txt" | awk '{ print $1 / 1e6 }')

echo "one month of calls, $mb MB:"
line "read and count lines (wc -l)" "$(best wc -l "$work/calls.txt")" "$mb"
one=$work/one.journey
sed '/^metric sl1 /,$d' examples/bank-1999/bank.journey | grep -vE 'identify|again by|require|ser_|let service' >"$one"
cat >>"$one" <<'END'
metric sl3 "Service level" {
  from calls
  value share of answered and wait <= 20s among offered
  better higher
}
END
line "journey measure, one share, streaming" \
	"$(best "$journey" measure "$one" --data calls="$work/calls.txt")" "$mb"
line "journey measure, bank.journey (14 metrics)" \
	"$(best "$journey" measure examples/bank-1999/bank.journey --data calls="$work/calls.txt")" "$mb"
line "awk, the same one share" "$(best awk -F'\t' 'NR > 1 && $13 != "PHANTOM" {
	if (!($13 == "HANG" && $10 == "0:00:00" && $12 == 0)) { n++
		if ($13 == "AGENT" && $12 <= 20) k++ } } END { print k / n }' "$work/calls.txt")" "$mb"

echo "a map of 5,000 touchpoints:"
line "journey check" "$(best "$journey" check "$work/wide.journey")" \
	"$(wc -c <"$work/wide.journey" | awk '{ print $1 / 1e6 }')"
line "journey render, SVG" "$(best "$journey" render "$work/wide.journey" -o "$work/wide.svg")" \
	"$(wc -c <"$work/wide.svg" | awk '{ print $1 / 1e6 }')"
