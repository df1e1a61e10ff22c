# Makes customers.csv: awk -f make-data.awk > customers.csv
# Everything is made up. The same call gives the same bytes with any awk: a generator of its own, no rand().

function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
function pick(n) { return int(next_random() * n) }
function rating(good) { return next_random() < 0.3 ? "" : next_random() < good ? 4 + pick(2) : 1 + pick(3) }

# Large companies bring their team along, take longer to go live, and stay.
function customer(id, month, day,    large, live, renewed)
{
	large = next_random() < 0.25
	live = next_random() < 0.12 ? "" : large ? 10 + pick(30) : 1 + pick(14)
	renewed = live == "" ? "no" : next_random() < (large ? 0.95 : 0.82) ? "yes" : "no"
	printf "C%04d,2026-%02d-%02d,%s,%d,%s,%s,%s,%s\n", id, month, day,
		large ? "enterprise" : "self-serve", large ? 2 + pick(9) : pick(6), live,
		rating(large ? 0.6 : 0.75), live == "" ? "" : rating(0.8), renewed
}

BEGIN {
	seed = 20260101
	split("31 28 31", days, " ")
	print "customer,signed_up,plan,invited,live_after,tried,launched,renewed"
	for (month = 1; month <= 3; month++)
		for (day = 1; day <= days[month]; day++)
			for (n = 1 + pick(3); n > 0; n--)
				customer(++id, month, day)
}
