#!/bin/sh
# Takes the samples out of the documents: samples.sh DIR
#
# Each block fenced as ```journey becomes a file in DIR, named after its document and line:
#
#	```journey                a whole file, which must be free of errors
#	```journey in:touchpoint  stands inside tests/samples/frame-touchpoint.journey, at its line @@
#	```journey wrong          must get at least one error: DOC-LINE.wrong.journey
#
# `wrong` and `in:PLACE` may stand together. A whole block keeps its line numbers: blank lines stand for
# what is above it in the document. The frames use tests/samples/common.journey, which comes along.
set -eu

dir=$1
mkdir -p "$dir"
cp tests/samples/common.journey "$dir/"

for document in README.md CONTRIBUTING.md docs/*.md grammar/README.md examples/*/README.md; do
	test -e "$document" || continue
	awk -v dir="$dir" -v document="$document" '
	function fault(text) {
		print document ":" FNR ": " text >"/dev/stderr"
		bad = 1
	}
	# Writes the frame up to its @@ and keeps what follows in `rest`.
	function open_frame(frame,    line, past) {
		if ((getline line <frame) <= 0) {
			fault("there is no " frame)
			return
		}
		do {
			if (line ~ /^[ \t]*@@/) past = 1
			else if (past) rest = rest line "\n"
			else print line >file
		} while ((getline line <frame) > 0)
		close(frame)
	}
	function open_block(    name, wrong, place, i) {
		for (i = 2; i <= NF; i++)
			if ($i == "wrong") wrong = ".wrong"
			else if ($i ~ /^in:/) place = substr($i, 4)
			else fault("a block is journey, wrong or in:PLACE, not " $i)
		name = document
		gsub("/", "-", name)
		file = dir "/" name "-" FNR wrong ".journey"
		rest = ""
		if (place) open_frame("tests/samples/frame-" place ".journey")
		else for (i = 0; i < FNR; i++) print "" >file
		inside = 1
	}
	/^```/ && inside { printf "%s", rest >file; close(file); inside = 0; next }
	/^```journey/ && !other { open_block(); next }
	/^```/ { other = !other; next }
	inside { print >file }
	END { if (inside) fault("a block is not closed"); exit bad }
	' "$document" || exit 1
done
