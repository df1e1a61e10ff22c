#!/bin/sh
# The part of run.sh that draws whole journeys; run.sh reads it in and lends it its functions.
#
# tests/journeys/NAME.journey retells a real journey map. Each is free of findings (rules apart), is drawn as SVG
# that an XML reader accepts and that names all its stages, and stands as `journey fmt` lays it out.

journey_step()
{
	timeout 60 "$@" >"$work/log" 2>&1 </dev/null && return
	fail "journey $journey: $*" "$work/log"
	false
}

# The picture of the journey $1 is XML and names all its stages.
draws()
{
	journey_step journey render --journey "$1" "$journey" -o "$work/journey.svg" || return
	if command -v xmllint >/dev/null; then
		journey_step xmllint --noout "$work/journey.svg" || return
	fi
	sed -n "/^journey $1 /,/^}/"'s/^[[:blank:]]*stage [a-z_0-9]* *"\([^"& ]*\).*/\1/p' "$journey" >"$work/stages"
	while read -r stage; do
		grep -qF ">$stage" "$work/journey.svg" && continue
		fail "journey $journey: the map of $1 does not show the stage $stage"
		return 1
	done <"$work/stages"
}

run_journey()
{
	journey_step journey check -q --rule all=off --max-warnings 0 "$journey" || return
	if test -s "$work/log"; then
		fail "journey $journey: findings" "$work/log"
		return
	fi
	for name in $(sed -n 's/^journey \([a-z_0-9]*\).*/\1/p' "$journey"); do
		draws "$name" || return
	done
	journey_step journey fmt --check "$journey" && pass
}

before=$passed
for journey in tests/journeys/*.journey; do
	test -e "$journey" && test -x "$JOURNEY" && selected "$journey" && ! $accept || continue
	run_journey
done
since "$before" journeys 'maps'
