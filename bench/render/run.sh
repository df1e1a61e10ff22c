#!/bin/sh
# How fast are pictures drawn, beside Graphviz in the same minute? Maps of 50 to 5,000 touchpoints from the start of
# the program to the file, the same picture drawn by neato from our DOT with all places given, and flows beside
# dot alone on the same graphs. A figure by the clock is the median of RUNS=11, in milliseconds, the start of a process
# with it: run it on a machine that does nothing else. Beside it stand the milliseconds of the processor, of all
# runs alike, which other work on the machine disturbs less. BUILD is the build. With BENCH_PAGE=FILE the figures are
# put into that page, between its marks. The exit status is 1 where a bar is missed.
set -eu

cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build/release}
journey=$BUILD/journey
runs=${RUNS:-11}
most='' # the bar of the next figure; empty: none
test -x "$journey" || { echo "bench: there is no $journey; run make bench" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# clock COMMAND...: milliseconds, the median of all runs.
clock()
{
	for run in $(seq "$runs"); do
		begin=$(date +%s%N)
		"$@" >/dev/null 2>&1
		end=$(date +%s%N)
		echo "$run $(((end - begin) / 1000))"
	done | sort -k2n | awk -v half=$((runs / 2 + 1)) 'NR == half { printf "%.1f", $2 / 1000 }'
}

# processor COMMAND...: milliseconds, user and system, the mean of all runs, because the shell counts in hundredths
# of a second. The second line of `times` is that of children, as in 0m1.520000s 0m0.310000s.
processor()
(
	for run in $(seq "$runs"); do "$@" >/dev/null 2>&1; done
	times >"$work/times"
	awk -F'[ms ]+' -v runs="$runs" 'NR == 2 { printf "%.1f", (60 * $1 + $2 + 60 * $3 + $4) * 1000 / runs }' \
		"$work/times"
)

rule() { printf '|%s|%s:|%s:|%s:|\n' "$(printf '%50s' '' | tr ' ' -)" --------- ----------- -------; }
head() { printf '| %-48s | %8s | %10s | %6s |\n' "$1" ms processor bar; rule; }

# measure NAME WHAT COMMAND...: a row, and its milliseconds by the clock in the variable ms_NAME. A bar is what
# `most` says, and none where that is empty.
measure()
{
	name=$1 what=$2
	shift 2
	"$@" >/dev/null 2>"$work/err" || { echo "bench: this failed: $*" >&2; cat "$work/err" >&2; exit 1; }
	used=$(processor "$@")
	time=$(clock "$@")
	eval "ms_$name=$time"
	printf '| %-48s | %8s | %10s | %6s |\n' "$what" "$time" "$used" "$most"
	bar "$what, ms" "$time"
}

# ratio WHAT A B: a row of A over B.
ratio()
{
	value=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
	printf '| %-48s | %8s | %6s |\n' "$1" "$value" "$most"
	bar "$1" "$value"
}

# bar WHAT VALUE: remembers a bar that is missed.
bar()
{
	test -z "$most" || awk -v v="$2" -v most="$most" 'BEGIN { exit !(v <= most) }' ||
		echo "bench: $1: $2, and at most $most is wanted" >>"$work/missed"
}

maps()
{
	for size in 50:10:5 500:25:20 5000:100:50; do
		rest=${size#*:}
		awk -v stages="${rest%:*}" -v each="${rest#*:}" -f bench/wide-journey.awk >"$work/${size%%:*}.journey"
	done
	for size in 50 500; do "$journey" render "$work/$size.journey" -o "$work/$size.dot"; done
	printf 'graph { a }\n' >"$work/one.dot"
	head 'a map as SVG'
	most=20 measure small '50 touchpoints' "$journey" render "$work/50.journey" -o "$work/map.svg"
	(
		export XDG_CACHE_HOME=/dev/null
		most='' measure asked '50 touchpoints, no fonts remembered' \
			"$journey" render "$work/50.journey" -o "$work/map.svg"
	)
	most='' measure portable '50 touchpoints, --portable-text' \
		"$journey" render --portable-text "$work/50.journey" -o "$work/map.svg"
	most='' measure middle '500 touchpoints' "$journey" render "$work/500.journey" -o "$work/map.svg"
	most=500 measure large '5,000 touchpoints' "$journey" render "$work/5000.journey" -o "$work/map.svg"
	most='' measure neato_small 'neato -n2, 50 touchpoints, from our DOT' \
		neato -n2 -Tsvg "$work/50.dot" -o "$work/neato.svg"
	most='' measure neato 'neato -n2, 500 touchpoints, from our DOT' \
		neato -n2 -Tsvg "$work/500.dot" -o "$work/neato.svg"
	most='' measure one 'dot, a graph of one node' dot -Tsvg "$work/one.dot" -o "$work/dot.svg"
}

# Long flows go into rows, by our own layout; one that fits a page is laid out by Graphviz, in a child, so that what we
# add to `dot` alone shows there.
flows()
{
	for kind in journey dot; do
		awk -v stages=25 -v each=20 -v kind=$kind -f bench/render/flow.awk >"$work/flow.$kind"
		awk -v stages=3 -v each=2 -v kind=$kind -f bench/render/flow.awk >"$work/short.$kind"
	done
	head 'a flow as SVG'
	most='' measure flow '500 touchpoints, in rows' \
		"$journey" render --view flow "$work/flow.journey" -o "$work/flow.svg"
	most='' measure dot 'dot -Tsvg, the same graph in one row' dot -Tsvg "$work/flow.dot" -o "$work/dot.svg"
	most='' measure short '6 touchpoints, laid out by Graphviz' \
		"$journey" render --view flow "$work/short.journey" -o "$work/flow.svg"
	most='' measure short_dot 'dot -Tsvg, the same graph' dot -Tsvg "$work/short.dot" -o "$work/dot.svg"
}

# shellcheck disable=SC2154 # the milliseconds are set by eval
ratios()
{
	printf '| %-48s | %8s | %6s |\n|%s|%s:|%s:|\n' 'ratios by the clock' times bar \
		"$(printf '%50s' '' | tr ' ' -)" --------- -------
	most=1 ratio 'a map of 50 touchpoints to neato' "$ms_small" "$ms_neato_small"
	most=1 ratio 'a map of 500 touchpoints to neato' "$ms_middle" "$ms_neato"
	most=12 ratio 'a map of 5,000 touchpoints to one of 500' "$ms_large" "$ms_middle"
	most=1.2 ratio 'a flow of 500 touchpoints to dot' "$ms_flow" "$ms_dot"
	most='' ratio 'a flow of 6 touchpoints to dot' "$ms_short" "$ms_short_dot"
}

: >"$work/missed"
{
	maps
	echo
	flows
	echo
	ratios
} >"$work/figures"
cat "$work/figures"
if test -n "${BENCH_PAGE:-}"; then
	awk -v figures="$work/figures" '
		/<!-- pictures -->/ { print; print ""; while ((getline row < figures) > 0) print row; print ""; skip = 1 }
		/<!-- \/pictures -->/ { skip = 0 }
		!skip' "$BENCH_PAGE" >"$work/page"
	cp "$work/page" "$BENCH_PAGE"
	echo "written: $BENCH_PAGE"
fi
cat "$work/missed" >&2
test ! -s "$work/missed"
