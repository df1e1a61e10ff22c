#!/bin/sh
# How fast are measuring and drawing, beside what the machine can do in the same minute? The data
# are made up here and lie in a temporary folder. A figure is the best of three runs, in seconds of
# the processor (user and system: other work on the machine disturbs them less than the clock's)
# and in megabytes a second. Other machines have other figures; the ratios to wc and awk are what
# counts. BENCH_CALLS sets the calls a day of the made-up month, BUILD the build.
set -eu

cd "$(dirname "$0")/.."
BUILD=${BUILD:-build/release}
journey=$BUILD/journey
calls=${BENCH_CALLS:-30000}
test -x "$journey" || { echo "bench: there is no $journey; run make bench" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

megabytes() { wc -c <"$1" | awk '{ printf "%.3f", $1 / 1e6 }'; }

# seconds COMMAND...: of the processor, in one run. The second line of `times` is that of children,
# as in 0m1.520000s 0m0.310000s.
seconds()
(
	"$@" >"$work/out" 2>"$work/err" || {
		echo "bench: this failed: $*" >&2
		cat "$work/err" >&2
		exit 1
	}
	times >"$work/times"
	awk -F'[ms ]+' 'NR == 2 { printf "%.2f\n", 60 * $1 + $2 + 60 * $3 + $4 }' "$work/times"
)

# line WHAT MEGABYTES COMMAND...
line()
{
	what=$1 size=$2
	shift 2
	for run in 1 2 3; do seconds "$@"; done >"$work/runs"
	sort -n "$work/runs" | awk -v what="$what" -v size="$size" 'NR == 1 {
		if ($1 > 0) printf "  %-47s %7.2f s %8.1f MB/s\n", what, $1, size / $1
		else printf "  %-47s under 0.01 s\n", what }'
}

echo "load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo '?') on $(nproc) processors, $journey"

awk -v calls="$calls" -f examples/bank-1999/make-twin.awk >"$work/calls.txt"
size=$(megabytes "$work/calls.txt")
echo "a month of calls, $(wc -l <"$work/calls.txt" | tr -d ' ') rows, $size MB:"
line 'wc -l (counts line ends)' "$size" wc -l "$work/calls.txt"
line 'awk, one share' "$size" awk -f bench/one-share.awk "$work/calls.txt"
line 'journey measure, one share' "$size" \
	"$journey" measure bench/one-share.journey --data calls="$work/calls.txt"
line 'journey measure, examples/bank-1999, 14 metrics' "$size" \
	"$journey" measure examples/bank-1999/bank.journey --data calls="$work/calls.txt"

awk -v stages=100 -v each=50 -f bench/wide-journey.awk >"$work/wide.journey"
size=$(megabytes "$work/wide.journey")
echo "a journey of 5,000 touchpoints, $size MB:"
line 'journey check' "$size" "$journey" check "$work/wide.journey"
line 'journey render, SVG' "$size" "$journey" render "$work/wide.journey" -o "$work/wide.svg"

sh bench/check.sh
