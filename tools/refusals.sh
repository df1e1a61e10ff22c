#!/bin/sh
# Writes the part of docs/sql.md that is made from a table: refusals.sh >docs/sql.md.new
#
# Between `<!-- refused: made by tools/refusals.sh -->` and `<!-- end -->` stands what is refused, a row of
# compiler/sql/refusals.def each. With --write the page is written anew; without, it goes to standard output,
# and a test compares.
set -eu

cd "$(dirname "$0")/.."
table=$(mktemp)
trap 'rm -f "$table"' EXIT

awk -f tools/refusals-table.awk include/journey/diag.def compiler/sql/dialects.def compiler/sql/refusals.def >"$table"
page=$(awk -v table="$table" '
	/^<!-- end -->$/ { skip = 0 }
	!skip
	/^<!-- refused: made by tools\/refusals.sh -->$/ {
		print ""
		while ((getline line <table) > 0) print line
		print ""
		skip = 1
	}' docs/sql.md)

if test "${1:-}" = --write; then printf '%s\n' "$page" >docs/sql.md; else printf '%s\n' "$page"; fi
