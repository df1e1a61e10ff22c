# Makes contacts.csv, visits.csv or answers.csv of this example:
# awk -v what=contacts -f make-data.awk > contacts.csv
# Everything is made up. The same call gives the same bytes with any awk: a generator of its own, no rand().

function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
function pick(n) { return int(next_random() * n) }
function spread(mean) { return int(-log(1 - next_random()) * mean) }
function hms(s) { return sprintf("%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60) }

BEGIN {
	seed = what == "visits" ? 4711 : what == "answers" ? 815 : 20260101
	split("31 28 31", days, " ")
	if (what == "visits")
		visits()
	else if (what == "answers")
		answers()
	else
		contacts()
}

function contacts(    month, day, n, i)
{
	print "contact_id,Last Update,Vendor,Offered,queue,outcome,Queue Time,verified_in,talk,hold,acw,customer,resolved,csat,recommend"
	for (month = 1; month <= 3; month++)
		for (day = 1; day <= days[month]; day++) {
			n = 9 + pick(6)
			for (i = 0; i < n; i++)
				contact(month, day, 8 * 3600 + int(i * 43200 / n) + pick(1800))
		}
}

# January is good; in February a cable is cut on the 12th and 13th; March is worse than it should be.
function contact(month, day, second,    cut, wait, outcome, answered, id, talk, line)
{
	cut = month == 2 && (day == 12 || day == 13)
	wait = next_random() < (month == 3 ? 0.76 : 0.86) && !cut ? pick(20) : 20 + spread(cut ? 400 : 90)
	outcome = next_random() < (wait > 60 ? 0.25 : 0.03) ? "abandoned" : "answered"
	if (next_random() < 0.04)
		outcome = "menu"
	if (next_random() < 0.01)
		outcome = "test"
	answered = outcome == "answered"
	id = sprintf("C%05d", ++count)
	talk = answered ? 120 + spread(210) : 0
	line = sprintf("%s,%%s,ACME-%s,%02d/%02d/2026 %s,%s,%s,%d", id, next_random() < 0.6 ? "ZA" : "PH", \
		day, month, sprintf("%02d:%02d:%02d", second / 3600, second % 3600 / 60, second % 60), \
		next_random() < 0.8 ? "faults" : "billing", outcome, outcome == "menu" ? 0 : wait)
	line = line sprintf(",%s,%s,%s,%s,%s,%s,%s,%s", answered ? 45 + spread(month == 1 ? 10 : 22) : "", \
		hms(talk), hms(answered && next_random() < 0.3 ? spread(60) : 0), hms(answered ? 20 + spread(40) : 0), \
		next_random() < 0.1 ? "0" : sprintf("K%04d", pick(1800)), \
		answered ? (next_random() < 0.86 ? "Y" : "N") : "", \
		answered && next_random() < 0.5 ? 1 + int(5 * sqrt(next_random())) : "", \
		answered && next_random() < 0.4 ? int(11 * next_random() ^ 0.3) : "")
	printf line "\n", sprintf("2026-%02d-%02dT23:00:00Z", month, day)
	# Some contacts are exported again when they change; the latest version counts.
	if (count % 97 == 0)
		printf line "\n", sprintf("2026-%02d-%02dT23:30:00Z", month, day)
}

function visits(    month, day, i, minute, late)
{
	print "visit;company;planned;arrived;fixed"
	for (month = 1; month <= 3; month++)
		for (day = 1; day <= days[month]; day++)
			for (i = 3 + pick(3); i > 0; i--) {
				minute = 8 * 60 + pick(40) * 15
				late = next_random() < (month == 2 ? 0.93 : 0.97) ? pick(15) : 16 + spread(40)
				printf "V%04d;FieldCo;2026-%02d-%02d %02d:%02d;2026-%02d-%02d %02d:%02d;%s\n", \
					++count, month, day, minute / 60, minute % 60, month, day, \
					(minute + late) / 60, (minute + late) % 60, next_random() < 0.89 ? "yes" : "no"
			}
}

# One question after each step, 1 to 5; `mean` is about what customers of the step answer.
function answers(    month, day, i, k, steps)
{
	steps = split("status call verify line_test book visit confirm", step, " ")
	split("2.2 2.0 1.6 2.7 3.1 3.6 4.3", mean, " ")
	print "answered_on,step,rating"
	for (month = 1; month <= 3; month++)
		for (day = 1; day <= days[month]; day++)
			for (i = 2 + pick(3); i > 0; i--) {
				k = 1 + pick(steps)
				printf "2026-%02d-%02d,%s,%s\n", month, day, step[k], \
					next_random() < 0.1 ? "" : rated(mean[k] + 2 * (next_random() + next_random() - 1))
			}
}
function rated(x) { x = int(x + 0.5); return x < 1 ? 1 : x > 5 ? 5 : x }
