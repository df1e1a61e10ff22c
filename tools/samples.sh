#!/bin/sh
# Takes the samples out of the documents: samples.sh DIR
#
# Each block fenced as ```journey becomes a file in DIR, named after its document and line:
#
#	```journey                a whole file, which must be free of errors
#	```journey wrong          must get at least one error: DOC-LINE.wrong.journey
#	```journey in:touchpoint  stands inside tests/samples/frame-touchpoint.journey, at its line @@
#
# A whole block keeps its line numbers: blank lines stand for what is above it in the document.
set -eu

dir=$1
mkdir -p "$dir"

for document in README.md CONTRIBUTING.md docs/*.md grammar/README.md examples/*/README.md; do
	test -e "$document" || continue
	awk -v dir="$dir" -v document="$document" '
	function fault(text) {
		print document ":" FNR ": " text >"/dev/stderr"
		bad = 1
	}
	function open_block(    frame, name, i) {
		name = document
		gsub("/", "-", name)
		file = dir "/" name "-" FNR ($2 == "wrong" ? ".wrong" : "") ".journey"
		rest = ""
		if ($2 == "" || $2 == "wrong") {
			for (i = 0; i < FNR; i++)
				print "" >file
		} else if ($2 ~ /^in:/) {
			frame = "tests/samples/frame-" substr($2, 4) ".journey"
			if ((getline line <frame) <= 0)
				fault("there is no " frame)
			else {
				do {
					if (line ~ /^[ \t]*@@/) { past = 1; continue }
					if (past) rest = rest line "\n"; else print line >file
				} while ((getline line <frame) > 0)
				close(frame)
			}
			past = 0
		} else
			fault("a block is journey, journey wrong or journey in:PLACE, not " $2)
		inside = 1
	}
	/^```/ && inside { printf "%s", rest >file; close(file); inside = 0; next }
	/^```journey/ && !other { open_block(); next }
	/^```/ { other = !other; next }
	inside { print >file }
	END { if (inside) fault("a block is not closed"); exit bad }
	' "$document" || exit 1
done
