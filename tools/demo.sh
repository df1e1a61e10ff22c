#!/bin/sh
# The short tour that `make demo` gives: check a journey, draw its map, judge its data.
# $BUILD holds the program; the pictures go to $BUILD/demo.
set -eu

BUILD=${BUILD:-build/release}
PATH=$BUILD:$PATH
example=examples/fault-repair
pictures=$BUILD/demo

say()
{
	printf '\n$ journey'
	printf ' %s' "$@"
	echo
	journey "$@"
}

mkdir -p "$pictures"
say check "$example/fault.journey"
say render "$example/fault.journey" -o "$pictures/fault.svg"
say render "$example/fault.journey" -o "$pictures/fault.png"
say eval "$example/fault.journey" --data contacts="$example/contacts.csv"
printf '\nThe map: %s/fault.svg, %s/fault.png\n' "$pictures" "$pictures"
