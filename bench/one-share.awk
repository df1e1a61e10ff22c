# The share of bench/one-share.journey, for awk: no dates, no periods, no checks.
BEGIN { FS = "\t" }
NR > 1 && $13 != "PHANTOM" && !($13 == "HANG" && $10 == "0:00:00" && $12 == 0) {
	offered++
	if ($13 == "AGENT" && $12 <= 20)
		good++
}
END { print good " of " offered }
