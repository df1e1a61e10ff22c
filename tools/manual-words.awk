# Which words of the language the manual never writes as code: what is missing goes to the output.
#   awk -f tools/manual-words.awk grammar/keywords.def docs/language.md
# Code is a fenced block or a span in back-quotes; texts in quotes and the grammar appendix do not count.
FNR == NR {
	if (/^WORD\(/) { split($0, part, "\""); list[++count] = part[2] }
	next
}
/^## Grammar$/ { exit }
/^```/ { block = !block; next }
{
	line = $0
	if (!block) {
		code = ""
		while (match(line, /`[^`]*`/)) {
			code = code " " substr(line, RSTART + 1, RLENGTH - 2)
			line = substr(line, RSTART + RLENGTH)
		}
		line = code
	} else sub(/#.*/, "", line)
	gsub(/"[^"]*"/, " ", line)
	n = split(line, piece, /[^A-Za-z_]+/)
	for (i = 1; i <= n; i++) seen[piece[i]] = 1
}
END { for (i = 1; i <= count; i++) if (!(list[i] in seen)) print list[i] }
