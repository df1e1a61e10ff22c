# Makes the rows of a template up: awk -v SEED=… -v QUEUES="a b c" -v VENDOR=… -v RES=… -v SAT=… -v C=contacts.csv
# -v A=answers.csv -v E=evaluations.csv -v H=heads.csv -f tools/template-data.awk. Three months of contacts, of requests for
# feedback, of evaluated contacts and of heads, the same for the same SEED. February waits longer and March settles less, so that a first evaluation has something to say. RES and SAT are the
# parts of a hundred that are settled and satisfied; the first of QUEUES has two thirds of the contacts.

function rnd(n)
{
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function contact(month, day,    wait, gone, queue, at)
{
	id++
	wait = rnd(100) < (month == 2 ? 78 : 89) ? rnd(20) : 21 + rnd(200)
	gone = (wait > 25 && rnd(100) < 30) || rnd(100) < 2
	if (gone && wait < 20)
		wait = 1 + rnd(5)
	queue = rnd(10) < 7 ? queues[1] : queues[2 + rnd(2)]
	at = sprintf("2026-%02d-%02d %02d:%02d", month, day, 8 + rnd(12), rnd(60))
	printf "%d,%s,%s,%s,%s,%d,", id, at, VENDOR, queue, gone ? "abandoned" : "answered", wait >C
	if (gone)
		printf ",,,K%d,\n", 100 + rnd(400) >C
	else
		printf "%d,%d,%d,K%d,%s\n", 120 + rnd(420), rnd(3) ? 0 : 15 + rnd(90), 20 + rnd(70),
			100 + rnd(400), rnd(100) < RES - (month == 3 ? 6 : 0) ? "Y" : "N" >C
}

function request(month, day)
{
	printf "R%d,2026-%02d-%02d,%s,", id, month, day, rnd(2) ? "call" : "all" >A
	print rnd(100) < 55 ? (rnd(100) < SAT ? 4 + rnd(2) : 1 + rnd(3)) : "" >A
}

function evaluation(month, day)
{
	printf "E%d,2026-%02d-%02d %02d:%02d,%s,agent%d,", id, month, day, 8 + rnd(12), rnd(60), VENDOR, 1 + rnd(30) >E
	print rnd(100) < 88 ? "yes" : "no" >E
}

function heads(month,    opening, left, joined)
{
	opening = 140 + 2 * month
	left = 4 + rnd(month == 2 ? 8 : 3)
	joined = left + 2
	printf "2026-%02d-01,%s,%d,%d,%s,%d,%d,%d,%d\n", month, VENDOR, opening, opening + joined - left,
		opening + (joined - left) / 2, left, left - 1, 1, joined >H
}

BEGIN {
	seed = SEED
	id = 10000
	split("31 28 31", days, " ")
	split(QUEUES, queues, " ")
	print "contact_id,offered_at,vendor,queue,outcome,wait,talk,hold,after_call,customer,resolved" >C
	print "request,sent_on,step,satisfaction" >A
	print "evaluation,at,vendor,agent,brand_voice" >E
	print "month,vendor,opening,closing,average,left,left_by_choice,left_early,joined" >H
	for (month = 1; month <= 3; month++) {
		heads(month)
		for (day = 1; day <= days[month]; day++)
			for (left = 6 + rnd(4); left > 0; left--) {
				contact(month, day)
				if (rnd(100) < 55)
					request(month, day)
				if (rnd(100) < 20)
					evaluation(month, day)
			}
	}
}
