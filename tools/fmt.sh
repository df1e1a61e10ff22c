#!/bin/sh
# Lays out C files: fmt.sh [--check] FILE...
# clang-format does the code and tools/comments.awk the comments, twice, because each may leave
# something for the other. Flex and bison files get the comments only. --check changes nothing,
# names the files that would change and fails when there is one.
set -eu

check=false
test "${1:-}" = --check && check=true && shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

comments() { LC_ALL=C awk -f tools/comments.awk "$1"; }
code()
{
	case $file in
	*.[ch]) clang-format --assume-filename="$file" ;;
	*) cat ;;
	esac
}

status=0
for file; do
	comments "$file" | code >"$work/once"
	comments "$work/once" | code >"$work/new"
	cmp -s "$file" "$work/new" && continue
	if $check; then
		echo "$file: make fmt would change it"
		status=1
	else
		cat "$work/new" >"$file"
	fi
done
exit $status
