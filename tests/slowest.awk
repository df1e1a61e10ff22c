# What each test took, from what run.sh wrote down with SLOWEST: three lines whenever a test began, the time
# and its name, and what the shell and what its children have used of a processor. Prints a line a test,
# seconds that passed, seconds of a processor, name, in no order.

function seconds(word,    part)
{
	split(word, part, "m")
	return part[1] * 60 + part[2]
}

FNR == 1 { name = "" }
$1 == "at" {
	at = $2
	next_name = $0
	sub(/^at [^ ]+ /, "", next_name)
	used = lines = 0
	next
}
{ used += seconds($1) + seconds($2) }
++lines == 2 {
	if (name != "")
		printf "%7.1f s %7.1f s of a processor  %s\n", at - began, used - had, name
	name = next_name
	began = at
	had = used
}
