#!/bin/sh
# program.sh A|B|C|ten|one: the job as a journey program on standard output. Twelve counts and sums by
# partner, month and channel (A), the exact 90th percentile of the wait (B), and contacts that were
# solved with nobody coming back within seven days (C). `ten` and `one` have the first ten of the
# twelve and the first alone.
set -eu
job=$1

cat <<'END'
brand shop "The Shop" { owner "Head of Service" }
persona sam "Sam" { goal "An answer" }
channel any "Any channel" { kind voice }

source contacts "Contact records" {
  format csv
  covers 2025-01-01 to 2026-01-08
  time offered_at

  column partner      text
  column channel      text
  column offered_at   timestamp zone Etc/UTC
  column answered     flag
  column abandoned    flag
  column wait_seconds duration in seconds
  column talk_seconds duration in seconds
  column hold_seconds duration in seconds
  column wrap_seconds duration in seconds
  column csat         rating 1..5
  column nps          rating 0..10
END
test "$job" != C || cat <<'END'
  column customer_id  text
  column resolved     flag

  let came_back = again by customer_id within 7 days
END
echo
echo '  tolerate at most 5% rejected rows'
echo
for partner in ns:'Northstar BPO' mg:'Meridian Gig CX'; do
	for channel in voice chat email social; do
		echo "  slice ${partner%%:*}_$channel where partner is \"${partner#*:}\" and channel is \"$channel\""
	done
done
echo '}'

names=
# metric NAME VALUE
metric()
{
	names="$names $1"
	echo "metric $1 \"$1\" {"
	echo "  from contacts"
	echo "  value $2"
	if test "$1" = p90; then
		echo '  better lower'
	else
		echo '  better higher'
		echo '  no rows means zero'
	fi
	echo '}'
}
metric offered 'count of all'
if test "$job" != one; then
	metric answered_n 'count of answered'
	metric abandoned_n 'count of abandoned'
	metric short_ab 'count of (abandoned and wait_seconds < 5s)'
	metric in20 'count of (answered and wait_seconds <= 20s)'
	metric wait_sum 'sum of wait_seconds among answered'
	metric handle_sum 'sum of (talk_seconds + hold_seconds + wrap_seconds) among answered'
	metric csat_n 'count of (csat is known)'
	metric csat_top 'count of (csat >= 4)'
	metric nps_n 'count of (nps is known)'
fi
if test "$job" != one && test "$job" != ten; then
	metric nps_pro 'count of (nps >= 9)'
	metric nps_det 'count of (nps <= 6)'
fi
case $job in B | C) metric p90 'percentile 90 of wait_seconds among answered' ;; esac
test "$job" != C || metric fcr 'count of (answered and resolved and not came_back)'

cat <<'END'
journey bench "What is measured" {
  brand shop
  persona sam
  scale -3 to +3
  periods in Etc/UTC
  stage contact "Contact" {
    touchpoint any "Any contact" {
      channel any
      delivered by shop
      feels +1 "Fine"
      seen in contacts
END
for partner in ns mg; do
	for channel in voice chat email social; do
		for name in $names; do
			case $name in
			*_sum) wanted='at least 1s' ;;
			p90) wanted='at most 5h' ;;
			*) wanted='at least 1' ;;
			esac
			echo "      success $name in contacts.${partner}_$channel $wanted every month"
		done
	done
done
printf '    }\n  }\n}\n'
