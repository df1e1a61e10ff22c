#!/bin/sh
# Writes what the README shows: the picture of the example and the verdict on the README's own sample.
# Run it after a change to either; tests/golden/readme-* hold both to what the program does.
set -eu

cd "$(dirname "$0")/.."
BUILD=${BUILD:-build/debug}
PATH=$BUILD:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd examples/fault-repair
journey eval fault.journey --data contacts=contacts.csv --data visits=visits.csv \
	--data answers=answers.csv --format json -o "$work/report.json"
journey render fault.journey --verdicts "$work/report.json" --portable-text -o ../../docs/fault-repair.svg
cd ../..

awk '/^```journey$/ { on = 1; next } /^```$/ { if (on) exit } on' README.md >"$work/sample.journey"
journey eval "$work/sample.journey" --data contacts=examples/fault-repair/contacts.csv >"$work/verdict"
awk -v verdict="$work/verdict" '
	/^```text$/ { print; while ((getline line < verdict) > 0) print line; skip = 1; next }
	/^```$/ { skip = 0 }
	!skip' README.md >"$work/README.md"
cat "$work/README.md" >README.md
