# mawk -v job=A|B|C -f peer.awk contacts.csv. Every column that is used stands before the first that may be
# quoted, so splitting at commas will do; a line that begins otherwise belongs to a quoted text.
BEGIN { FS = "," }
function days(year, month, day)
{
	if (month < 3) { year--; month += 12 }
	return 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * (month - 3) + 2) / 5) + day
}
NR == 1 || $1 !~ /^C[0-9]/ { next }
{
	key = $2 "," substr($8, 1, 7) "," $5
	offered[key]++
	answered = $9 == "true"
	wait = $11 + 0
	if (answered) {
		answered_n[key]++
		wait_sum[key] += wait
		handle_sum[key] += $12 + $13 + $14
		if (wait <= 20) in20[key]++
		if (job != "A") { waits[key, wait]++; if (wait > longest[key]) longest[key] = wait }
	}
	if ($10 == "true") { abandoned[key]++; if (wait < 5) short_ab[key]++ }
	if ($17 != "") { csat_n[key]++; if ($17 >= 4) csat_top[key]++ }
	if ($18 != "") { nps_n[key]++; if ($18 >= 9) nps_pro[key]++; else if ($18 <= 6) nps_det[key]++ }
	if (job == "C") {
		time = 86400 * days(substr($8, 1, 4) + 0, substr($8, 6, 2) + 0, substr($8, 9, 2) + 0) + \
			3600 * substr($8, 12, 2) + 60 * substr($8, 15, 2) + substr($8, 18, 2)
		if ($7 in last && solved[$7] != "" && time - last[$7] <= 604800) fcr[solved[$7]]--
		last[$7] = time
		solved[$7] = ""
		if (answered && $16 == "true") { fcr[key]++; solved[$7] = key }
	}
}
function percentile(key,    rank, count, wait)
{
	rank = int((answered_n[key] * 9 + 9) / 10)
	for (wait = 0; wait <= longest[key]; wait++)
		if ((key, wait) in waits && (count += waits[key, wait]) >= rank)
			return wait
	return 0
}
END {
	for (key in offered) {
		line = key "," offered[key] "," answered_n[key] + 0 "," abandoned[key] + 0 "," short_ab[key] + 0 "," in20[key] + 0
		line = line "," wait_sum[key] + 0 "," handle_sum[key] + 0 "," csat_n[key] + 0 "," csat_top[key] + 0
		line = line "," nps_n[key] + 0 "," nps_pro[key] + 0 "," nps_det[key] + 0
		if (job != "A") line = line "," percentile(key)
		if (job == "C") line = line "," fcr[key] + 0
		print line | "LC_ALL=C sort"
	}
}
