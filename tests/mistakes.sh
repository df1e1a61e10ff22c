#!/bin/sh
# The part of run.sh that shows the program mistakes; run.sh reads it in and lends it its functions.
#
# tests/mistakes/NAME.journey has one mistake, NAME.txt what `journey check` prints; NAME.csv, where
# there is one, is the data of its source `calls`. With --accept the texts are written anew: read
# every one of them, as somebody who wants to know what to write instead.

mistake_options="--root tests"
if test -x "$JOURNEY" && journey check --help | grep -q -- '--rule '; then
	mistake_options="$mistake_options --rule all=off"
fi

run_mistake()
{
	told=${1%.journey}
	set -- "$1"
	test -e "$told.csv" && set -- --data "calls=$told.csv" "$1"
	# shellcheck disable=SC2086 # the options are words of our own
	timeout 60 journey check $mistake_options "$@" >"$work/log" 2>&1 </dev/null
	status=$?
	if test $status -gt 1; then
		fail "mistake $told: exit status $status" "$work/log"
		return
	fi
	if $accept && ! cmp -s "$work/log" "$told.txt"; then
		cp "$work/log" "$told.txt" && echo "wrote $told.txt"
	fi
	if cmp -s "$work/log" "$told.txt"; then
		pass
	else
		diff -u "$told.txt" "$work/log" >"$work/diff"
		fail "mistake $told" "$work/diff"
	fi
}

before=$passed
for mistake in tests/mistakes/*.journey; do
	test -e "$mistake" && test -x "$JOURNEY" && selected "$mistake" || continue
	run_mistake "$mistake"
done
since "$before" mistakes 'files'
