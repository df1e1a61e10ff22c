# Makes the data of figures.journey: awk -v what=calls|report [-v calm=1] -f figures.awk
# Calm data give no rule anything to say: nine months, equal sites, nothing that moves.
function year(m) { return m > 12 ? 2026 : 2025 }
function month(m) { return m > 12 ? m - 12 : m }
function row(m, i,    site, agent, wait, talk, again) {
	site = i % 2 ? "CEB" : "KIN"
	agent = substr("anabencyd", 3 * (i % 3) + 1, 3)
	# Cebu answers nine of ten in time, Kingston three of four.
	wait = int(i / 2) % (site == "CEB" || calm ? 10 : 4) == 0 ? 40 : 5
	talk = 300 + (m % 2 ? 10 : 0)
	again = i % 20 == 0
	if (m > 9 && !calm) {
		talk = 300 - 10 * (m - 9)
		again = i % (20 - 3 * (m - 9)) == 0
	}
	if (m == 13 && agent == "ben" && i % 2 && !calm)
		talk = 4
	printf "%04d-%02d-%02d,ACME,%s,%s,%d,%d,%s\n", year(m), month(m), i % 28 + 1, site, agent, \
		wait, talk, again ? "Y" : "N"
}
function report(m) {
	printf "ACME,%04d-%02d-01,%s,%d\n", year(m), month(m), calm ? "90.0" : m == 13 ? "91.0" : "82.5", \
		calm ? 80 : 87
}
BEGIN {
	print what == "calls" ? "day,vendor,site,agent,wait,talk,again" : "vendor,month,level,staffed"
	for (m = calm ? 5 : 1; m <= 13; m++)
		if (what == "calls")
			for (i = 0; i < 120; i++)
				row(m, i)
		else
			report(m)
}
