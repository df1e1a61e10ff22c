# Makes the change that a block of a walk-through shows: awk -f tools/edit.awk CHANGE FILE
# CHANGE is the block with its fence: lines that stay begin with a blank, lines that go with -, lines
# that come with +. What stays and goes must stand in FILE once, line by line, or the status is 1.
FNR == NR {
	if (/^```/) next
	sign = substr($0, 1, 1)
	line = substr($0, 2)
	if (sign != "+") old[++olds] = line
	if (sign != "-") new[++news] = line
	next
}
{ text[++lines] = $0 }
END {
	for (i = 1; i + olds - 1 <= lines; i++) {
		for (k = 1; k <= olds && text[i + k - 1] == old[k]; k++) { }
		if (k > olds) { at = i; found++ }
	}
	if (found != 1) {
		print "the lines of a change stand " found + 0 " times in the file; the first: " old[1] >"/dev/stderr"
		exit 1
	}
	for (i = 1; i < at; i++) print text[i]
	for (i = 1; i <= news; i++) print new[i]
	for (i = at + olds; i <= lines; i++) print text[i]
}
