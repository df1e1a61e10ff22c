# Six months of forty calls each: waits of 2 to 32 s, every tenth call abandoned, some of them within 5 s.
BEGIN {
	print "call,at,outcome,wait"
	for (month = 1; month <= 6; month++)
		for (i = 0; i < 40; i++) {
			wait = (i * 7 + month * 3) % 31 + 2
			outcome = i % 10 == 9 ? "abandoned" : "answered"
			if (outcome == "abandoned" && i % 20 == 9)
				wait = 3
			if (i == 4 || i == 12)
				wait = 20
			printf "%d-%d,2026-%02d-%02dT%02d:00:00Z,%s,%d\n", month, i, month, i % 28 + 1, i % 24, outcome, wait
		}
}
