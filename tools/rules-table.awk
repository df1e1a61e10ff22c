# Writes the rules as a table for the manual: awk -f tools/rules-table.awk compiler/lint/rules.def
# One row a rule, in the order of the table; the family is named where it begins.
BEGIN { print "| rule | level | finds | from |\n|---|---|---|---|" }
/^(DATA_)?RULE\(/ {
	line = $0
	level = line
	sub(/^[^"]*"[^"]*", /, "", level)
	sub(/,.*/, "", level)
	n = 0
	while (match(line, /"[^"]*"/)) {
		part[++n] = substr(line, RSTART + 1, RLENGTH - 2)
		line = substr(line, RSTART + RLENGTH)
	}
	sentence = part[2] (/^DATA_/ ? " (needs data: `journey eval`)" : "")
	printf "| [`%s`](explain/%s.md) | %s | %s | %s |\n", part[1], part[1], tolower(level), sentence, part[3]
}
