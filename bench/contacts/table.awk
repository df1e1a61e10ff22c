# The report of `journey measure --format csv` as the table that all write: partner, month, channel,
# and the figures in the order of the program, sorted.
BEGIN { FS = ","; name["ns"] = "Northstar BPO"; name["mg"] = "Meridian Gig CX" }
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
$at["period"] < "2026" {
	split($at["scope"], part, " in ")
	split(part[2], slice, "_")
	row = name[slice[1]] "," $at["period"] "," slice[2]
	value = $at["value"] == "" ? 0 : $at["value"]
	figures[row] = figures[row] "," value
}
END { for (row in figures) print row figures[row] | "LC_ALL=C sort" }
