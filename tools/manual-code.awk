# What of a line of the manual is code: a fenced block without its comments, or the spans in back-quotes, each behind
# a `;`. A text in quotes stands as `_`. Lines are given in the order of the file.
function manual_code(line,    code) {
	if (line ~ /^```/) {
		in_block = !in_block
		return ""
	}
	if (in_block)
		sub(/#.*/, "", line)
	else {
		while (match(line, /`[^`]*`/)) {
			code = code " ; " substr(line, RSTART + 1, RLENGTH - 2)
			line = substr(line, RSTART + RLENGTH)
		}
		line = code
	}
	gsub(/"[^"]*"/, "_", line)
	return line
}
