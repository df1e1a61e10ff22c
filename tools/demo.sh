#!/bin/sh
# The short tour that `make demo` gives: check a journey, judge its data, draw its map with the verdicts.
# $BUILD holds the program; what it makes goes to $BUILD/demo.
set -eu

BUILD=${BUILD:-build/release}
PATH=$BUILD:$PATH
example=examples/fault-repair
made=$BUILD/demo

say()
{
	printf '\n$ journey'
	printf ' %s' "$@"
	echo
	journey "$@"
}

mkdir -p "$made"
data="--data contacts=$example/contacts.csv --data visits=$example/visits.csv --data answers=$example/answers.csv"
# shellcheck disable=SC2086  # $data is several words
{
	say check "$example/fault.journey"
	say eval "$example/fault.journey" $data --format json -o "$made/report.json"
	say render "$example/fault.journey" --verdicts "$made/report.json" -o "$made/fault.svg"
	say render "$example/fault.journey" --verdicts "$made/report.json" -o "$made/fault.png"
	say eval "$example/fault.journey" $data
}
printf '\nThe map: %s/fault.svg, %s/fault.png\n' "$made" "$made"
