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
	awk -v dir="$dir" -f tools/frame.awk -f tools/samples.awk "$document" || exit 1
done
