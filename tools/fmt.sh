#!/bin/sh
# Lays out C files: fmt.sh [--check] FILE...
# clang-format does the code and tools/comments.awk the comments, twice, because each may leave
# something for the other. Flex and bison files get the comments only. --check changes nothing,
# names the files that would change and fails when there is one. Works on as many files at a time
# as there are processors.
set -eu

mode=write
test "${1:-}" = --check && mode=check && shift
test "${1:-}" = --some && some=true && mode=$2 && shift 2
if test -z "${some:-}"; then
	printf '%s\n' "$@" | xargs -n 16 -P "$(nproc 2>/dev/null || echo 2)" "$0" --some "$mode"
	exit
fi
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

# Nothing to do for any of them, as is usual, is told without laying them out: what neither changes is
# as both would leave it.
settled()
{
	for file; do
		comments "$file" | cmp -s - "$file" || return
	done
	# shellcheck disable=SC2046 # names of our own, without blanks
	set -- $(printf '%s\n' "$@" | grep '\.[ch]$')
	test $# = 0 || clang-format --dry-run -Werror "$@" 2>/dev/null
}

settled "$@" && exit
status=0
for file; do
	comments "$file" | code >"$work/once"
	comments "$work/once" | code >"$work/new"
	cmp -s "$file" "$work/new" && continue
	if test "$mode" = check; then
		echo "$file: make fmt would change it"
		status=1
	else
		cat "$work/new" >"$file"
	fi
done
exit $status
