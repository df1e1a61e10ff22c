# Frames complete a sample: what samples.awk and explain.awk have in common.

function fault(text) {
	print FILENAME ":" FNR ": " text >"/dev/stderr"
	bad = 1
}

# Writes tests/samples/frame-PLACE.journey to `file` up to its line @@ and keeps what follows it in
# `rest`. Gives the number of lines that stand before the sample.
function open_frame(place, file,    frame, line, past, before) {
	frame = "tests/samples/frame-" place ".journey"
	rest = ""
	before = 0
	if ((getline line <frame) <= 0) {
		fault("there is no " frame)
		return 0
	}
	do {
		if (line ~ /^[ \t]*@@/) past = 1
		else if (past) rest = rest line "\n"
		else { print line >file; before++ }
	} while ((getline line <frame) > 0)
	close(frame)
	return before
}
