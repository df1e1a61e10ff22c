# Writes what is refused as SQL as a table for docs/sql.md:
#	awk -f tools/refusals-table.awk include/journey/diag.def compiler/sql/dialects.def compiler/sql/refusals.def

# The texts of a piece of C in text[1] and on, neighbours joined; \" is a quote.
function texts_of(code,    at, count, joins) {
	split("", text)
	while ((at = index(code, "\"")) > 0) {
		joins = count && substr(code, 1, at - 1) ~ /^[ \t]*$/
		code = substr(code, at + 1)
		if (!joins) text[++count] = ""
		while (match(code, /^(\\.|[^"\\])/)) {
			text[count] = text[count] substr(code, RLENGTH, 1)
			code = substr(code, RLENGTH + 1)
		}
		code = substr(code, 2)
	}
	return count
}

function engines_of(names,    name, count, i, all) {
	if (names == "all") return "all"
	count = split(names, name, " ")
	for (i = 1; i <= count; i++)
		all = all (i > 1 ? ", " : "") title[name[i]]
	return all
}

function finish_row() {
	texts_of(row)
	printf "| %s | %s | %s | %s | J%04d |\n", text[2], engines_of(text[3]), text[4], text[5], number[code]
	row = ""
}

/^DIAG\(/ {
	id = substr($1, 6)
	sub(/,.*/, "", id)
	number[id] = $2 + 0
}
/^DIALECT\(/ {
	texts_of($0)
	title[text[1]] = text[2]
}
/^REFUSED\(/ {
	if (!begun++) print "| construct | engines | why | instead | code |\n|---|---|---|---|---|"
	code = $2
	sub(/,.*/, "", code)
	row = $0
	sub(/^[^"]*/, "", row)
	if (/\)$/) finish_row()
	next
}
row != "" {
	row = row $0
	if (/\)$/) finish_row()
}
