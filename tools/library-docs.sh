#!/bin/sh
# Writes the pages of the library, docs/library/NAME.md, as `journey doc` prints them now. The program to ask
# may be named: tools/library-docs.sh [JOURNEY].
set -eu

journey=${1:-build/journey}
mkdir -p docs/library
"$journey" doc | sed -n 's/^\([a-z][a-z0-9_]*\) .*/\1/p' | while read -r name; do
	"$journey" doc "$name" --format markdown >"docs/library/$name.md"
done
