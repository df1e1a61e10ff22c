#!/bin/sh
# Writes the parts of docs/language.md that are made from tables: manual.sh >docs/language.md.new
#
# Between `<!-- NAME: made by tools/manual.sh -->` and `<!-- end -->` stand the rules (from
# compiler/lint/rules.def), the codes (include/journey/diag.def) and the grammar (grammar/journey.y).
# With --write the manual is written anew; without, it goes to standard output, and a test compares.
set -eu

cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -f tools/rules-table.awk compiler/lint/rules.def >"$work/rules"
awk -f tools/codes-table.awk include/journey/diag.def >"$work/codes"
{
	echo '```text'
	awk -f tools/grammar-text.awk grammar/journey.y
	echo '```'
} >"$work/grammar"

awk -v work="$work" '
	/^<!-- end -->$/ { skip = 0 }
	!skip
	/^<!-- [a-z]+: made by tools\/manual.sh -->$/ {
		name = $2
		sub(/:/, "", name)
		print ""
		while ((getline line <(work "/" name)) > 0) print line
		print ""
		skip = 1
	}' docs/language.md >"$work/manual"

if test "${1:-}" = --write; then cat "$work/manual" >docs/language.md; else cat "$work/manual"; fi
