# Makes twin.txt: a small synthetic export with the habits of the real one. awk -f make-twin.awk > twin.txt
# Everything is made up. The same call gives the same bytes with any awk: a generator of its own, no rand().

function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
function pick(n) { return int(next_random() * n) }
function spread(mean) { return int(-log(1 - next_random()) * mean) }
function hms(s) { s = s % 86400; return sprintf("%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60) }

BEGIN {
	seed = 1999
	calls = calls ? calls : 40 # a day
	printf "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\t"
	printf "q_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver\r\n"
	for (day = 1; day <= 31; day++)
		for (i = 0; i < calls; i++)
			call(day, i == calls - 1 ? 86300 + pick(90) : 7 * 3600 + int((i * 1400 + pick(1400)) * 40 / calls))
}

function call(day, entry,    vru, queued, wait, outcome, talk, start, queue, customer, served)
{
	vru = next_random() < 0.01 ? -1 - pick(20) : 3 + pick(12)
	queued = next_random() < 0.55
	wait = queued ? 1 + spread(70) : 0
	outcome = next_random() < (wait > 60 ? 0.3 : 0.04) ? "HANG" : "AGENT"
	if (next_random() < 0.01)
		outcome = "PHANTOM"
	queue = entry + (vru > 0 ? vru : 0)
	start = queue + wait
	served = outcome == "AGENT"
	talk = served ? (next_random() < 0.01 ? 0 : 20 + spread(160)) : 0
	customer = wait == 0 && next_random() < 0.8 ? 0 : 1000 + pick(400)
	printf "AA01%02d\t%d\t%d\t%d\tPS\t9901%02d\t%s\t%s\t%d\t", pick(16) + 1, 33000 + ++count, customer, \
		pick(3), day, hms(entry), hms(entry + vru), vru
	printf "%s\t%s\t%d\t%s\t", queued ? hms(queue) : "0:00:00", queued ? hms(start) : "0:00:00", wait, outcome
	printf "%s\t%s\t%d\t%s\r\n", served ? hms(start) : "0:00:00", served ? hms(start + talk) : "0:00:00", \
		talk, served ? "AGENT" pick(9) : "NO_SERVER"
}
