# Writes the codes as a table for the manual: awk -f tools/codes-table.awk include/journey/diag.def
BEGIN {
	print "| code | |\n|---|---|"
	kind[1] = "the file and its characters"
	kind[2] = "the grammar"
	kind[3] = "names and the story"
	kind[4] = "sources and conditions"
	kind[5] = "metrics and criteria"
	kind[6] = "agreements and money"
	kind[7] = "pictures"
	kind[8] = "SQL for engines, states of shards"
	kind[9] = "the tool itself"
}
/^DIAG\(/ {
	title = number = $0
	sub(/^[^,]*, */, "", number)
	number += 0
	sub(/^[^"]*"/, "", title)
	sub(/"\).*/, "", title)
	named[number] = title
}
END {
	for (number = 100; number < 1000; number++) {
		if (!(number in named)) continue
		hundred = int(number / 100)
		if (hundred != last) print "| **J0" hundred "xx** | **" kind[hundred] "** |"
		last = hundred
		printf "| J%04d | %s |\n", number, named[number]
	}
}
