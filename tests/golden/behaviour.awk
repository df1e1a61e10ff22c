# 24 months of calls. Quick answers rise for good from month 18 on, talk time jumps once in month
# 10, wrong answers are rare. The same on every machine: no random numbers.
BEGIN {
	print "day,team,quick,wrong,talk"
	for (m = 0; m < 24; m++) {
		calls = 100 + m * 7 % 11
		quick = 74 + m * 5 % 7 + (m >= 17 ? 12 : 0)
		for (i = 0; i < calls; i++)
			printf "%d-%02d-%02d,%s,%s,%s,%d\n", 2024 + int(m / 12), m % 12 + 1, i % 28 + 1,
				i % 2 ? "core" : "crowd", i * 37 % 100 < quick ? "Y" : "N",
				i < (m * 3 % 4 == 0) + (m == 20) * 7 ? "Y" : "N",
				270 + m * 13 % 17 + i * 29 % 61 - 30 + (m == 9) * 60
	}
}
