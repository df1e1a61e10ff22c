# A program of as many lines in another language, for a reader to be held against: C or awk, plain
# functions of plain statements, with lines as long as those of programmes.awk. The same numbers
# give the same bytes.
#
#	awk -v lines=100000 -v language=c -f program-in.awk > big.c
#	awk -v lines=100000 -v language=awk -f program-in.awk > big.awk
function out(text)
{
	print text
	written++
}

function in_c(n)
{
	out("/* How many of the calls of programme " n " were answered in time, by the month. */")
	out("struct calls_of_programme_" n " {")
	out("\tlong offered_calls, answered_calls, waited;")
	out("\tdouble share_of_month[" n % 12 + 12 "];")
	out("\tconst char *partner, *site, *channel;")
	out("};")
	out("static long counted_in_time_" n "(const struct calls_of_programme_" n " *calls, long limit)")
	out("{")
	out("\tlong good_calls = 0, seconds = limit * " n % 60 ";")
	out("\tfor (int month = 0; month < 12; month++) {")
	out("\t\tif (calls->share_of_month[month] > 0." n % 90 + 10 ")")
	out("\t\t\tgood_calls += calls->answered_calls;")
	out("\t\telse if (calls->waited <= seconds)")
	out("\t\t\tgood_calls += calls->offered_calls - calls->answered_calls;")
	out("\t}")
	out("\treturn good_calls < limit ? good_calls : limit;")
	out("}")
	out("")
	out("long judged_by_contract_" n "(const struct calls_of_programme_" n " *calls)")
	out("{")
	out("\tconst char *name = \"Partner number " n ", schedule " n % 9 "\";")
	out("\tlong least_calls = " n * 7 % 1000 ";")
	out("\tif (calls->partner != name)")
	out("\t\tleast_calls += counted_in_time_" n "(calls, least_calls);")
	out("\treturn least_calls;")
	out("}")
}

function in_awk(n)
{
	out("# How many of the calls of programme " n " were answered in time, by the month.")
	out("function counted_in_time_" n "(limit,    good_calls, seconds, month)")
	out("{")
	out("\tgood_calls = 0; seconds = limit * " n % 60)
	out("\tfor (month = 0; month < " n % 12 + 12 "; month++) {")
	out("\t\tif (share_of_month[\"programme " n "\", month] > 0." n % 90 + 10 ")")
	out("\t\t\tgood_calls += answered_calls[" n "]")
	out("\t\telse if (waited_for[" n ", month] <= seconds)")
	out("\t\t\tgood_calls += offered_calls[" n "] - answered_calls[" n "]")
	out("\t}")
	out("\treturn good_calls < limit ? good_calls : limit")
	out("}")
	out("")
	out("function judged_by_contract_" n "(partner,    name, least_calls)")
	out("{")
	out("\tname = \"Partner number " n ", schedule " n % 9 "\"")
	out("\tleast_calls = " n * 7 % 1000)
	out("\tif (partner != name && partner !~ /^none$/)")
	out("\t\tleast_calls += counted_in_time_" n "(least_calls)")
	out("\treturn least_calls")
	out("}")
}

BEGIN {
	if (language == "awk")
		out("BEGIN { exit }")
	for (n = 1; written < lines; n++)
		if (language == "awk")
			in_awk(n)
		else
			in_c(n)
}
