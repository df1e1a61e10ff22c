#!/bin/sh
# Holds the rules of the house that a machine can hold: include directions, foreign libraries
# in one file each, banned calls, lengths, links, headers that compile alone. The C rules are
# in tools/tidy.awk. Each finding is one line, `file:line: text`; exit status 1 if there is one.
set -u

cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
findings=$work/findings
: >"$findings"

# What git knows or would take in; without git, what is there.
git ls-files --cached --others --exclude-standard >"$work/all" 2>/dev/null ||
	find . -path ./build -prune -o -path ./.git -prune -o -type f -print |
	sed 's|^\./||' >"$work/all"
sort -u "$work/all" | while read -r file; do test -f "$file" && echo "$file"; done >"$work/files"
of_kind() { grep -E "$1" "$work/files"; }

# ---- C, flex and bison -----------------------------------------------------------------

of_kind '^(include|runtime|compiler|grammar|tests|bench)/.*\.[chly]$' >"$work/c"
test -s "$work/c" && xargs env LC_ALL=C awk -f tools/c-code.awk -f tools/tidy.awk <"$work/c" >>"$findings"

# ---- money is exact ----------------------------------------------------------------------

tools/exact.sh | grep -v '^exact: ' >>"$findings"

# ---- every header compiles alone; those for outsiders in C++ too -------------------------

# compiles_alone LANGUAGE COMPILER FILE...: one finding a header, with the first error's words.
alone='
	language=$1 compiler=$2 flags=$3
	shift 3
	for header; do
		"$compiler" -x "$language" $flags -fsyntax-only -Werror -w -Iinclude -Iruntime \
			-Icompiler "$header" 2>&1 | grep -m1 -E "error" |
			sed "s|^|$header:1: does not compile alone as $language: |"
	done'
of_kind '^(include/journey|runtime|compiler)/.*\.h$' |
	xargs -P 2 -n 12 sh -c "$alone" sh c "${CC:-cc}" -std=gnu11 >>"$findings"
cxx=$(command -v c++ || command -v clang++) &&
	of_kind '^include/journey/.*\.h$' |
	xargs sh -c "$alone" sh c++ "$cxx" -std=c++17 >>"$findings"

# ---- the table of words and the grammar agree --------------------------------------------

words=grammar/keywords.def
if test -e $words; then
	sed -n 's/^WORD(.*"\(.*\)").*/\1/p' $words >"$work/words"
	LC_ALL=C sort -c -u "$work/words" 2>/dev/null ||
		echo "$words:1: the rows are not in the order of their texts" >>"$findings"
	while read -r word; do
		grep -q "\"$word\"" grammar/journey.y ||
			echo "$words:$(grep -n "\"$word\"" $words | cut -d: -f1): the grammar does not use \"$word\""
	done <"$work/words" >>"$findings"
fi

# ---- text of any kind ------------------------------------------------------------------

# Places of one machine. This file, which has to name them, writes them so as not to match.
of_kind '.' | grep -vE '^\.ci/' | xargs grep -nIE '/wor[k]/|\.\./share[d]|/hom[e]/|/roo[t]/' |
	sed -E 's/^([^:]*:[0-9]+):.*/\1: a path of one machine/' >>"$findings"

of_kind '(\.(sh|awk|md|journey|def)|^Makefile|^\.ci/run)$' | grep -v '^tests/\(spec\|golden\|fuzz\|mistakes\)/' |
	xargs grep -nE '[[:blank:]]+$' |
	sed -E 's/^([^:]*:[0-9]+):.*/\1: the line ends with a blank/' >>"$findings"

of_kind '\.sh$|^\.ci/run$' | while read -r file; do
	head -1 "$file" | grep -q '^#!' && sed -n 2p "$file" | grep -q '^# ' ||
		echo "$file:1: a script opens with #! and a comment that says what it is for"
	sh -n "$file" 2>/dev/null || bash -n "$file" || echo "$file:1: is no shell script"
	test -x "$file" || echo "$file:1: is not executable"
done >>"$findings"

# ---- links in documents lead somewhere ---------------------------------------------------

of_kind '\.md$' | while read -r file; do
	awk '
	/^```/ { fenced = !fenced }
	!fenced {
		line = $0
		gsub(/`[^`]*`/, "", line)
		while (match(line, /\]\([^)]*\)|(src|href)="[^"]*"/)) {
			link = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			gsub(/^\]\(|\)$|^(src|href)="|"$/, "", link)
			sub(/[ #].*/, "", link)
			if (link != "" && link !~ /^[a-z]+:/)
				print FNR, link
		}
	}' "$file" | while read -r line link; do
		test -e "$(dirname "$file")/$link" || echo "$file:$line: there is no $link"
	done
done >>"$findings"

# ---- the built runtime: no data that changes, nothing that prints or exits ---------------

for library in build/debug/libjourney_rt.a build/release/libjourney_rt.a; do
	test -e "$library" || continue
	nm -A -u "$library" 2>/dev/null | awk -v library="$library" '
		BEGIN { n = split("exit _exit abort printf __printf_chk fprintf __fprintf_chk puts " \
			"putchar perror stdout stderr setlocale localtime", list)
			for (i = 1; i <= n; i++) banned[list[i]] = 1 }
		{ split($1, part, ":") }
		($NF in banned) && !(part[2] == "arena.o" && $NF == "abort") {
			print library ":1: " part[2] " uses " $NF }' >>"$findings"
	objdump -t "$library" 2>/dev/null | awk -v library="$library" '
		/file format/ { object = $1; sub(/:$/, "", object) }
		$3 == "O" && $4 ~ /^[.](data|bss|tdata|tbss)([.]|$)/ && $4 !~ /^[.]data[.]rel[.]ro/ ||
		$4 == "O" && $5 ~ /^[.](data|bss)([.]|$)/ && $5 !~ /^[.]data[.]rel[.]ro/ {
			print library ":1: " object " has a global that may change: " $NF }' >>"$findings"
done

sort -t: -k1,1 -k2,2n -u "$findings"
count=$(sort -u "$findings" | wc -l)
if test "$count" = 0; then
	echo "tidy: clean, $(wc -l <"$work/c" | tr -d ' ') C files"
else
	echo "tidy: $count findings"
	exit 1
fi
