#!/bin/sh
# Plays the tutorial in an empty folder, as its reader does, and prints it with what came of it.
#
#	```console        lines that begin with "$ " are run by sh; what they answer stands below each
#	```console 12     … of which the first twelve lines are shown
#	```diff FILE      a change to FILE: lines with a blank stay, with - go, with + come
#
# `tools/tutorial.sh` prints, a test compares; `tools/tutorial.sh --write` writes docs/tutorial.md and its picture anew.
# The program is $BUILD/journey, or the one on the path.
set -eu

cd "$(dirname "$0")/.."
home=$PWD
PATH=${BUILD:-$home/build/debug}:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/pieces" "$work/desk"
folder=$work/desk

awk -v dir="$work/pieces" -f tools/tutorial.awk docs/tutorial.md

# `cd` lasts for the lines that follow, as it does at a prompt.
answer()
{
	printf '$ %s\n' "$1"
	case $1 in
	"cd "*) folder=$folder/${1#cd } ;;
	*) (cd "$folder" && sh -c "$1" 2>&1 </dev/null) >"$work/answer" || true
	   if test -n "$2" && test "$(wc -l <"$work/answer")" -gt "$2"; then
		head -n "$2" "$work/answer"
		echo '...'
	   else
		cat "$work/answer"
	   fi ;;
	esac
}

play()
{
	fence=$(head -1 "$1")
	shown=${fence#\`\`\`console}
	echo "$fence"
	sed -n 's/^\$ //p' "$1" >"$work/commands"
	while read -r command; do answer "$command" "${shown# }"; done <"$work/commands"
}

change()
{
	awk -f tools/edit.awk "$1" "$folder/$2" >"$work/edited"
	cp "$work/edited" "$folder/$2"
	cat "$1"
}

for piece in "$work"/pieces/*; do
	case $piece in
	*.console) play "$piece" ;;
	*.edit.*) change "$piece" "${piece##*.edit.}" ;;
	*) cat "$piece" ;;
	esac
done >"$work/tutorial.md"

if test "${1:-}" = --write; then
	cat "$work/tutorial.md" >docs/tutorial.md
	(cd "$folder" && journey render story.journey --portable-text -o "$home/docs/tutorial.svg")
elif test "${1:-}" = --picture; then
	(cd "$folder" && journey render story.journey --portable-text -o -)
else
	cat "$work/tutorial.md"
fi
