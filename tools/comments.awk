# Refills comments that are wider than 100 columns, which clang-format does badly: prints the file
# with each too wide paragraph of a block comment filled anew, and each too wide comment behind
# code moved above it. Deeper indented lines (tables, examples) are left as they stand.

function columns(line,    i, n) {
	gsub(/[\200-\277]/, "", line)
	for (i = 1; i <= length(line); i++)
		n = substr(line, i, 1) == "\t" ? n - n % 8 + 8 : n + 1
	return n + 0
}

# Prints words after `first`, going on with `rest` before each further line; `last` ends it.
function fill(first, rest, text, last,    n, word, i, line) {
	n = split(text, word, " ")
	line = first word[1]
	for (i = 2; i <= n; i++) {
		if (columns(line " " word[i] (i == n ? last : "")) > widest) {
			print line
			line = rest word[i]
		} else
			line = line " " word[i]
	}
	print line last
}

# Line `k` as prose of a block comment: the words, or "" when the line is something else.
# An opening `/* words` counts when the comment goes on; a closing `words */` ends the paragraph.
function prose(k, opening,    line) {
	line = text_of[k]
	if (opening) {
		if (line !~ /^\t*\/\* [^ \t]/ || line ~ /\*\//)
			return ""
		sub(/^\t*\/\* /, "", line)
		return line
	}
	if (line !~ /^\t* \* [^ \t*]/)
		return ""
	sub(/^\t* \* /, "", line)
	if (line ~ /\*\/./)
		return ""
	sub(/ *\*\/$/, "", line)
	return line
}

function indent_of(line) { match(line, /^\t*/); return substr(line, 1, RLENGTH) }

# A paragraph that begins at line k: prints it, filled if it is too wide; gives the next line.
function paragraph(k, opening,    first, rest, words, words_here, wide, n, closes) {
	rest = indent_of(text_of[k]) " * "
	first = opening ? indent_of(text_of[k]) "/* " : rest
	for (n = k; n <= NR && (words_here = prose(n, opening && n == k)) != ""; n++) {
		# A list's item, a rule or a name with a colon begins a line of its own.
		if (n > k && words_here ~ /^(-|[0-9]+[.)]) /)
			break
		words = words " " words_here
		wide = wide || columns(text_of[n]) > widest
		if (text_of[n] ~ /\*\/$/) { closes = 1; n++; break }
	}
	if (wide)
		fill(first, rest, words, closes ? " */" : "")
	else
		for (; k < n; k++) print text_of[k]
	return n
}

BEGIN { widest = 100 }
{ text_of[NR] = $0 }
END {
	for (k = 1; k <= NR; ) {
		line = text_of[k]
		if (prose(k, 1) != "" && k < NR && prose(k + 1, 0) != "")
			k = paragraph(k, 1)
		else if (prose(k, 0) != "")
			k = paragraph(k, 0)
		else if (columns(line) > widest && match(line, /[ \t]+\/\*.*\*\/$/) && \
			 line ~ /^\t*[^ \t\/*]/ && substr(line, 1, RSTART - 1) !~ /\/\*/) {
			code = substr(line, 1, RSTART - 1)
			comment = substr(line, RSTART)
			gsub(/^[ \t]+\/\* *| *\*\/$/, "", comment)
			fill(indent_of(line) "/* ", indent_of(line) " * ", comment, " */")
			print code
			k++
		} else if (columns(line) > widest && line ~ /^\t*\/\* .*\*\/$/) {
			comment = line
			gsub(/^\t*\/\* *| *\*\/$/, "", comment)
			fill(indent_of(line) "/* ", indent_of(line) " * ", comment, " */")
			k++
		} else {
			print line
			k++
		}
	}
}
