#!/bin/sh
# Says how much of each file the tests ran: cov.sh BUILD, after the tests of a MODE=cov build.
# Uses gcovr when it is there and gcov, which comes with the compiler, when not.
set -eu

build=$1
if command -v gcovr >/dev/null; then
	mkdir -p "$build/html"
	gcovr -r . --object-directory "$build" --exclude '.*/gen/.*' --exclude 'tests/.*' \
		--html-details "$build/html/index.html" --txt
	echo "$build/html/index.html"
	exit
fi
find "$build/runtime" "$build/compiler" -name '*.gcda' 2>/dev/null | while read -r data; do
	gcov -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk -F"'" '
	/^File/ { file = $2 }
	/^Lines executed/ && file !~ /^\// {
		split($0, part, /[:% ]+/)
		if (!(file in share)) share[file] = part[3]
	}
	END { for (file in share) printf "%6.1f %%  %s\n", share[file], file }' | sort -k3
