# Three months of contacts of two teams and another partner; in February there are few, in March the
# crowd is worse. The same on every machine: no random numbers.
BEGIN {
	print "at,who,good,talk,score"
	split("400 60 900", rows, " ")
	split("85 80 70", crowd, " ")
	for (m = 1; m <= 3; m++)
		for (i = 0; i < rows[m] * 2; i++) {
			who = i % 2 ? "core" : "crowd"
			if (i % 20 == 19)
				who = "other"
			printf "2026-%02d-%02d,%s,%s,%d,%d\n", m, i % 28 + 1, who,
				i * 37 % 100 < (who == "crowd" ? crowd[m] : 86) ? "Y" : "N",
				240 + i * 53 % 41 - 20 + (who == "crowd") * m * 3, i * 7 % 11
		}
}
