# Takes the samples out of one document: awk -v dir=DIR -f frame.awk -f samples.awk DOCUMENT
# What the words after ```journey mean is told in samples.sh.

function open_block(    name, wrong, place, i) {
	for (i = 2; i <= NF; i++)
		if ($i == "wrong") wrong = ".wrong"
		else if ($i ~ /^in:/) place = substr($i, 4)
		else fault("a block is journey, wrong or in:PLACE, not " $i)
	name = FILENAME
	gsub("/", "-", name)
	file = dir "/" name "-" FNR wrong ".journey"
	rest = ""
	if (place) open_frame(place, file)
	else for (i = 0; i < FNR; i++) print "" >file
	inside = 1
}

/^```/ && inside { printf "%s", rest >file; close(file); inside = 0; next }
/^```journey/ && !other { open_block(); next }
/^```/ { other = !other; next }
inside { print >file }
END { if (inside) fault("a block is not closed"); exit bad }
