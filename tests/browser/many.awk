# A journey of 200 touchpoints in ten stages with a criterion each, or of fewer, and a year of rows for them:
# awk -v what=journey|rows [-v stages=N] [-v steps=N] -f many.awk
function touchpoint(s, t) { return sprintf("t%d_%d", s, t) }

BEGIN {
	stages = stages ? stages : 10; steps = steps ? steps : 20
	if (what == "rows") {
		print "at,step,wait"
		for (month = 1; month <= 12; month++)
			for (s = 1; s <= stages; s++)
				for (t = 1; t <= steps; t++)
					for (k = 1; k <= 6; k++)
						printf "2026-%02d-%02d 10:00,%s,%d\n", month, k, touchpoint(s, t),
							5 + (k * 7 + t * 3 + month * s) % 24
		exit
	}
	print "brand shop \"The Shop\" { owner \"Head of Service\" }"
	print "partner desk \"Desk Co\" { delivery bpo\n  appears in rows.step as \"none\" }"
	print "persona sam \"Sam\" { goal \"Done\" }"
	print "channel web \"Web shop\" { kind self_service }\nchannel phone \"Phone\" { kind voice }"
	print "source rows \"Rows\" {\n  format csv\n  covers 2026-01-01 to 2026-12-31\n  time at"
	print "  column at timestamp as \"%Y-%m-%d %H:%M\" zone Europe/London"
	print "  column step text\n  column wait duration in seconds"
	for (s = 1; s <= stages; s++)
		for (t = 1; t <= steps; t++)
			printf "  slice at_%s where step is \"%s\"\n", touchpoint(s, t), touchpoint(s, t)
	print "}"
	print "metric quick \"Answered within 20 s\" {\n  from rows\n  value share of wait <= 20s among all\n  better higher\n}"
	print "attribute speed \"How fast it was\" { measured by quick }"
	print "journey many \"A very long way\" {\n  brand shop\n  persona sam\n  scale -5 to +5\n  periods in Europe/London"
	for (s = 1; s <= stages; s++) {
		printf "  stage s%d \"Stage number %d\" {\n", s, s
		for (t = 1; t <= steps; t++) {
			printf "    touchpoint %s \"Step %d of stage %d\" {\n", touchpoint(s, t), t, s
			printf "      channel %s\n      delivered by %s\n", t % 2 ? "web" : "phone", t % 3 ? "shop" : "desk"
			printf "      %s \"In my own words, number %d\" about speed\n", t % 2 ? "trough -" (t + s) % 4 + 1 : "peak +" (t + s) % 4 + 1, t
			if (t % 4 == 0) print "      pain \"It takes a while\""
			printf "      seen in rows.at_%s\n", touchpoint(s, t)
			print "      success quick at least 80% every month\n    }"
		}
		print "  }"
	}
	print "}"
}
