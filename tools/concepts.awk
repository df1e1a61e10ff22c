# Joins the concepts of the founding texts with the rules that speak of them:
#   awk -f tools/concepts.awk compiler/lint/rules.def compiler/lint/concepts.def >docs/concepts.md
# A concept without a rule says so with a dash; `unknown` on the error output and status 1 when a rule
# names a concept that there is not, or the concepts are not numbered without a gap.
function fields(line, out,    n, text)
{
	n = 0
	while (match(line, /"([^"\\]|\\.)*"/)) {
		text = substr(line, RSTART + 1, RLENGTH - 2)
		gsub(/\\"/, "\"", text)
		out[++n] = text
		line = substr(line, RSTART + RLENGTH)
	}
	return n
}
FNR == NR {
	if (!/^(DATA_)?RULE\(/) next
	n = fields($0, part)
	source = part[n]
	gsub(/[^0-9 ]/, " ", source)
	m = split(part[n], piece, /[ ,]+/)
	for (i = 1; i <= m; i++) {
		number = piece[i]
		if (number ~ /^[0-9]+$/) {
			rules[number] = rules[number] (rules[number] ? ", " : "") "`" part[1] "`"
			named[number] = part[1]
		}
	}
	next
}
/^CONCEPT\(/ {
	number = $0
	sub(/^CONCEPT\(/, "", number)
	number += 0
	if (number != ++count) { print "unknown: concept " count > "/dev/stderr"; bad = 1 }
	fields($0, part)
	if (part[1] != text) {
		text = part[1]
		body = body "\n## " title[text] "\n\n| # | concept | written | rules | in data |\n|---|---|---|---|---|\n"
	}
	gsub(/\|/, "\\|", part[3])
	written = part[3] ~ /^see / ? part[3] : "`" part[3] "`"
	body = body "| " number " | " part[2] " | " written " | " (rules[number] ? rules[number] : "-") " | " part[4] " |\n"
	delete named[number]
}
BEGIN {
	title["S0"] = "S0: gig CX and BPX"
	title["S1"] = "S1: making CX work in the gig economy"
	title["S2"] = "S2: gig CX is not working from home"
	title["S3"] = "S3: a strategic framework for CX outsourcing"
	title["S4"] = "S4: brands and their outsourcers"
}
END {
	for (number in named) { print "unknown: concept " number " of " named[number] > "/dev/stderr"; bad = 1 }
	print "# What the founding texts name, and where it stands\n"
	print "Made by `make concepts` from `compiler/lint/concepts.def` and `compiler/lint/rules.def`; do not edit."
	print "\nEvery concept of the five founding texts of the field, how it is written in the language, the rules that speak"
	print "of it (`journey explain RULE` says more), and what `journey eval` can show of it in data. A dash: nothing."
	printf "%s", body
	exit bad
}
