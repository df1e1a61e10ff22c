# Contact records of a made-up service, 22 columns: two partners, six sites, four channels, a year; durations that
# are mostly short and sometimes very long, marks that most people do not give, texts with commas, quotes and
# letters beyond ASCII. The same number of rows gives the same bytes, in every awk.
#
#	awk -v rows=100000 -f contacts.awk > contacts.csv
function below(count)
{
	state = (state * 69069 + 12345) % 4294967296
	return int(state / 65536) % count
}

# Mostly near `middle`, with a long tail.
function lasting(middle)
{
	return int(middle * exp((below(1000) + below(1000) + below(1000) - 1500) / 500))
}

function moment(second,    day, month)
{
	day = int(second / 86400)
	second %= 86400
	for (month = 1; day >= length_of[month]; month++)
		day -= length_of[month]
	return sprintf("2025-%02d-%02dT%02d:%02d:%02d%s", month, day + 1, second / 3600, second / 60 % 60, second % 60,
		below(5) ? "Z" : "+00:00")
}

function mark(low, high, given)
{
	return below(100) < given ? low + below(high - low + 1) : ""
}

BEGIN {
	state = 20250101
	split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	partners = split("Aurora Care,Brightline CX", partner, ",")
	sites = split("Cebu,Leeds,Remote-EU,Kigali,Austin,Durban", site, ",")
	channels = split("voice,chat,email,social", channel, ",")
	queues = split("general,billing,faults,moves,retention", queue, ",")
	ends = split("Resolved at first contact|\"Escalated, second line\"|No action required|\"Customer said \"\"later\"\"\"|Zgłoszenie zamknięte|\"Rückruf, morgen\"|", disposition, "|")
	print "contact_id,partner,site,queue,channel,agent_id,customer_id,offered_at,answered,abandoned,wait_seconds," \
		"talk_seconds,hold_seconds,wrap_seconds,transferred,resolved,csat,nps,ces,qa_score,disposition,cost"
	for (n = 1; n <= rows; n++) {
		answered = below(100) < 93
		c = below(channels) + 1
		second = int((n - 1) * 31535000 / rows) + below(900)
		printf "C%09d,%s,%s,%s,%s,", n, partner[below(partners) + 1], site[below(sites) + 1], queue[below(queues) + 1], channel[c]
		printf "%s,U%08d,%s,", (answered ? sprintf("A%05d", below(900)) : ""), below(rows / 3 + 1) + 1, moment(second)
		printf "%s,%s,%d,", (answered ? "true" : "false"), (answered ? "false" : "true"), lasting(c == 3 ? 5000 : 25)
		if (answered)
			printf "%d,%d,%d,%s,%s,", lasting(240), (below(4) ? 0 : lasting(30)), lasting(45), (below(9) ? "false" : "true"), (below(4) ? "true" : "false")
		else
			printf ",,,,,"
		printf "%s,%s,%s,%s,%s,%d.%02d\n", mark(1, 5, 20), mark(0, 10, 12), mark(1, 7, 8), mark(0, 100, 3),
			disposition[below(ends) + 1], below(9), below(100)
	}
}
