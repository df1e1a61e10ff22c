# Which beginnings of statements and clauses the manual never writes as code:
#   awk -f tools/grammar-text.awk grammar/journey.y | awk -f tools/manual-code.awk -f tools/manual-forms.awk - docs/language.md
# A beginning is the words of the language that an alternative of the grammar starts with, such as
# `due diligence`. Texts in quotes, comments and the grammar appendix do not count.

# Keeps the beginning of one alternative.
function keep(alternative,    words)
{
	sub(/^[ ({[]+/, "", alternative)
	while (match(alternative, /^"[a-z]+" ?/)) {
		words = words " " substr(alternative, 1, RLENGTH)
		alternative = substr(alternative, RLENGTH + 1)
	}
	gsub(/["]/, "", words)
	gsub(/ +/, " ", words)
	sub(/ $/, "", words)
	if (words != "" && !(words in known)) {
		known[words] = 1
		list[++count] = words
	}
}

FNR == 1 { files++ }
files == 1 {
	sub(/^[a-z-]+ = /, "")
	n = split($0, piece, / \| /)
	for (i = 1; i <= n; i++) {
		sub(/^ *\| /, "", piece[i])
		keep(piece[i])
	}
	next
}
/^## Grammar$/ { exit }
{
	line = manual_code($0)
	gsub(/[^A-Za-z_;]+/, " ", line)
	text = text " " line " ;"
}
END { for (i = 1; i <= count; i++) if (!index(text, list[i] " ")) print list[i] }
