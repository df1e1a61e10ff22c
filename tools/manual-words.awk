# Which words of the language the manual never writes as code: what is missing goes to the output.
#   awk -f tools/manual-code.awk -f tools/manual-words.awk grammar/keywords.def compiler/model/choices.c docs/language.md
# Words are those of the grammar and those of closed lists; of the names of days and months a few stand for all.
# Code is a fenced block or a span in back-quotes; texts in quotes and the grammar appendix do not count.
FILENAME ~ /keywords\.def$/ {
	if (/^WORD\(/) { split($0, part, "\""); list[++count] = part[2] }
	next
}
FILENAME ~ /choices\.c$/ {
	if (/^static const char \*const /) listed = !/ (weekdays|months)\[/
	while (listed && match($0, /"[^"]+"/)) {
		list[++count] = substr($0, RSTART + 1, RLENGTH - 2)
		$0 = substr($0, RSTART + RLENGTH)
	}
	if (/};$/) listed = 0
	next
}
/^## Grammar$/ { exit }
{
	n = split(manual_code($0), piece, /[^A-Za-z_]+/)
	for (i = 1; i <= n; i++) seen[piece[i]] = 1
}
END { for (i = 1; i <= count; i++) if (!(list[i] in seen)) print list[i] }
