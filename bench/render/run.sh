#!/bin/sh
# How fast are pictures drawn, beside Graphviz in the same minute? Maps of 50 to 5,000 touchpoints from the start of
# the program to the file, the same picture drawn by neato from our DOT with all places given, and flows beside
# dot alone on the same graph. A figure is the median of RUNS=11, milliseconds by the clock, the start of a process
# with it: run it on a machine that does nothing else. BUILD is the build. With BENCH_PAGE=FILE the figures are put
# into that page, between its marks. The exit status is 1 where a bar is missed.
set -eu

cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build/release}
journey=$BUILD/journey
runs=${RUNS:-11}
test -x "$journey" || { echo "bench: there is no $journey; run make bench" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# ms COMMAND...: milliseconds by the clock, the median of all runs.
ms()
{
	"$@" >/dev/null 2>"$work/err" || { echo "bench: this failed: $*" >&2; cat "$work/err" >&2; exit 1; }
	for run in $(seq "$runs"); do
		begin=$(date +%s%N)
		"$@" >/dev/null 2>&1
		end=$(date +%s%N)
		echo "$run $(((end - begin) / 1000))"
	done | sort -k2n | awk -v half=$((runs / 2 + 1)) 'NR == half { printf "%.1f", $2 / 1000 }'
}

row() { printf '| %-44s | %8s |\n' "$1" "$2"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
# bar WHAT VALUE MOST: remembers a bar that is missed.
bar()
{
	awk -v v="$2" -v most="$3" 'BEGIN { exit !(v <= most) }' ||
		echo "bench: $1: $2, and at most $3 is wanted" >>"$work/missed"
}

maps()
{
	printf '| %-44s | %8s |\n|%s|%s:|\n' 'maps, SVG' 'ms' "$(printf '%46s' '' | tr ' ' -)" "$(printf '%9s' '' | tr ' ' -)"
	for size in 50:10:5 500:25:20 5000:100:50; do
		touchpoints=${size%%:*} rest=${size#*:}
		awk -v stages="${rest%:*}" -v each="${rest#*:}" -f bench/wide-journey.awk >"$work/$touchpoints.journey"
		time=$(ms "$journey" render "$work/$touchpoints.journey" -o "$work/map.svg")
		row "$touchpoints touchpoints" "$time"
		eval "map_$touchpoints=$time"
	done
	time=$(ms "$journey" render --portable-text "$work/50.journey" -o "$work/map.svg")
	row '50 touchpoints, --portable-text' "$time"
	printf 'graph { a }\n' >"$work/one.dot"
	row 'dot, a graph of one node' "$(ms dot -Tsvg "$work/one.dot" -o "$work/dot.svg")"
	"$journey" render "$work/500.journey" -o "$work/500.dot"
	neato=$(ms neato -n2 -Tsvg "$work/500.dot" -o "$work/neato.svg")
	row 'neato -n2, 500 touchpoints, from our DOT' "$neato"
	# shellcheck disable=SC2154 # set by eval
	bar 'a map of 50 touchpoints, ms' "$map_50" 20
	# shellcheck disable=SC2154
	bar 'a map of 5,000 touchpoints, ms' "$map_5000" 500
	# shellcheck disable=SC2154
	bar 'a map of 500 touchpoints, times neato' "$(ratio "$map_500" "$neato")" 1
	bar 'growth from 500 to 5,000 touchpoints, times' "$(ratio "$map_5000" "$map_500")" 12
}

flows()
{
	printf '\n| %-44s | %8s |\n|%s|%s:|\n' 'flow of 500 touchpoints, SVG' 'ms' \
		"$(printf '%46s' '' | tr ' ' -)" "$(printf '%9s' '' | tr ' ' -)"
	for kind in journey dot; do
		awk -v stages=25 -v each=20 -v kind=$kind -f bench/render/flow.awk >"$work/flow.$kind"
	done
	ours=$(ms "$journey" render --view flow "$work/flow.journey" -o "$work/flow.svg")
	dot=$(ms dot -Tsvg "$work/flow.dot" -o "$work/dot.svg")
	row journey "$ours"
	row 'dot alone, the same graph' "$dot"
	bar 'a flow of 500 touchpoints, times dot' "$(ratio "$ours" "$dot")" 1.2
}

: >"$work/missed"
{
	maps
	flows
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
