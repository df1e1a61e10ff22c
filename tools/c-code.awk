# What of a line of C is code; for the guards that read C: awk -f tools/c-code.awk -f GUARD FILE...
# `in_comment` is the caller's to reset where a file begins.

# The line without comments and without what stands in quotes.
function code_of(line,    out, c, i, quote) {
	out = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (in_comment) {
			if (substr(line, i, 2) == "*/") { in_comment = 0; i++ }
		} else if (quote != "") {
			if (c == "\\") i++
			else if (c == quote) { quote = ""; out = out c }
		} else if (substr(line, i, 2) == "/*") {
			in_comment = 1
			i++
		} else if (substr(line, i, 2) == "//")
			break
		else {
			if (c == "\"" || c == "'") quote = c
			out = out c
		}
	}
	return out
}
