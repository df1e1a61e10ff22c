# The criteria for bench/contacts.awk: twelve counts, sums and shares, each for two partners times four channels,
# every month.
#
#	awk -f contacts-journey.awk > contacts.journey
function metric(name, value, least)
{
	print "metric " name " {\n  from contacts\n  value " value "\n  better higher\n  no rows means zero\n}"
	names[++metrics] = name
	limit[metrics] = least
}

BEGIN {
	print "brand shop \"Shop\" { owner \"Head of Service\" }\npersona sam \"Sam\" { goal \"Get help\" }\nchannel any \"Any\" { kind voice }\n" \
		"source contacts {\n  format csv\n  covers 2025-01-01 to 2025-12-31\n  time offered_at\n" \
		"  column partner text\n  column channel text\n  column offered_at timestamp zone Etc/UTC\n  column answered flag\n" \
		"  column abandoned flag\n  column wait_seconds duration in seconds\n  column talk_seconds duration in seconds\n" \
		"  column hold_seconds duration in seconds\n  column wrap_seconds duration in seconds\n  column csat rating 1..5\n" \
		"  column nps rating 0..10\n  tolerate at most 5% rejected rows"
	split("Aurora Care,Brightline CX", partner, ",")
	split("voice,chat,email,social", channel, ",")
	for (p = 1; p <= 2; p++)
		for (c = 1; c <= 4; c++)
			print "  slice p" p "_" channel[c] " where partner is \"" partner[p] "\" and channel is \"" channel[c] "\""
	print "}"
	metric("offered", "count of all", "1")
	metric("taken", "count of answered", "1")
	metric("lost", "count of abandoned", "1")
	metric("lost_soon", "count of (abandoned and wait_seconds < 5s)", "1")
	metric("in_time", "count of (answered and wait_seconds <= 20s)", "1")
	metric("waited", "sum of wait_seconds among answered", "1s")
	metric("handled", "sum of (talk_seconds + hold_seconds + wrap_seconds) among answered", "1s")
	metric("marks", "count of (csat is known)", "1")
	metric("top_two", "count of (csat >= 4)", "1")
	metric("asked", "count of (nps is known)", "1")
	metric("promoters", "count of (nps >= 9)", "1")
	metric("detractors", "count of (nps <= 6)", "1")
	print "journey help {\n  brand shop\n  persona sam\n  scale none\n  periods in Etc/UTC\n  stage only {\n    touchpoint contact {\n" \
		"      channel any\n      delivered by shop\n      seen in contacts"
	for (p = 1; p <= 2; p++)
		for (c = 1; c <= 4; c++)
			for (m = 1; m <= metrics; m++)
				print "      success " names[m] " in contacts.p" p "_" channel[c] " at least " limit[m] " every month"
	print "    }\n  }\n}"
}
