# Makes returns.csv of this example: awk -f make-data.awk > returns.csv
# Everything is made up. The same call gives the same bytes with any awk: a generator of its own, no rand().

function pick(n) { seed = (seed * 16807) % 2147483647; return seed % n }

BEGIN {
	seed = 4711
	print "parcel,handed_in,refunded,answer"
	split("30 31", last, " ")
	for (month = 9; month <= 10; month++)
		for (day = 1; day <= last[month - 8]; day++)
			for (i = pick(4); i > 0; i--)
				parcel()
}

# In October the bank is changed over, and every fifth refund waits for it.
function parcel(    days, answer, paid_day, paid_month)
{
	days = 1 + pick(4)
	if (month == 10 && pick(5) == 0)
		days += 4
	answer = days > 3 ? 1 + pick(4) : 5 - pick(5) % 3 * pick(2)
	paid_day = day + days
	paid_month = month
	if (paid_day > last[month - 8]) {
		paid_day -= last[month - 8]
		paid_month++
	}
	printf "P%03d,2026-%02d-%02d %02d:%02d,", ++count, month, day, 9 + pick(9), pick(60)
	if (paid_month < 11)
		printf "2026-%02d-%02d 14:00", paid_month, paid_day
	printf ",%s\n", (paid_month < 11 && pick(3)) ? answer : ""
}
