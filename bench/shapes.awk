# One thing many times over, where a compiler that looks through a list for each of its items would
# take the square of the time:
#
#	awk -v shape=touchpoints -v count=100000 -f shapes.awk
#
# touchpoints: of one stage, each leading to the next; stages: of one journey; reliefs: of one
# agreement, each for one of as many guarantees; lets: of one source, each made from the one
# before; columns: of one source; metrics: of one source, each judged; unknown: names that nothing
# has; broken: statements that cannot be read.
function people()
{
	print "brand b \"Brand\"\nchannel web \"Web\" { kind self_service }"
}

function touchpoints(    i)
{
	people()
	print "journey wide \"Wide\" {\n  brand b\n  stage s \"Stage\" {"
	for (i = 1; i <= count; i++)
		printf "    touchpoint t%d \"Step %d\" {\n      channel web\n      delivered by b\n%s    }\n", \
			i, i, i < count ? "      then t" i + 1 "\n" : ""
	print "  }\n}"
}

function stages(    i)
{
	people()
	print "journey wide \"Wide\" {\n  brand b"
	for (i = 1; i <= count; i++)
		printf "  stage s%d \"Stage %d\" {\n    touchpoint t%d {\n      channel web\n      delivered by b\n    }\n  }\n", \
			i, i, i
	print "}"
}

function reliefs(    i)
{
	people()
	source_head()
	print "  column v text\n}\npartner p { appears in s.v as \"P\" }"
	print "metric m {\n  from s\n  value share of n > 5 among n > 0\n  better higher\n}"
	print "journey j {\n  brand b\n  stage q {\n    touchpoint t {\n      delivered by p\n      seen in s\n    }\n  }\n}"
	print "agreement a {\n  between b and p\n  runs 2026-01-01 to 2026-12-31\n  every month in UTC\n  part periods not judged"
	for (i = 1; i <= count; i++)
		printf "  guarantee g%d {\n    measure m at j.t\n    expected at least 80%%\n    never rounded\n  }\n", i
	for (i = 1; i <= count; i++)
		printf "  relief \"Storm %d\" 2026-02-12T08:00 to 2026-02-13T18:00 for g%d approved by \"B\"\n", i, i
	print "}"
}

function source_head()
{
	print "source s \"Rows\" {\n  format csv\n  time at\n  column at timestamp zone UTC\n  column n count"
}

function lets(    i)
{
	source_head()
	print "  let l0 = n > 0"
	for (i = 1; i <= count; i++)
		printf "  let l%d = n > %d and l%d\n", i, i, i - 1 - (i - 1) % 100
	print "}"
}

function columns(    i)
{
	source_head()
	for (i = 1; i <= count; i++)
		printf "  column c%d count\n", i
	print "}"
}

function metrics(    i)
{
	source_head()
	print "}"
	for (i = 1; i <= count; i++)
		printf "metric m%d \"Metric %d\" {\n  from s\n  value share of n > %d among n > 0\n  better higher\n  every month in UTC\n}\n", i, i, i
}

function unknown(    i)
{
	people()
	print "journey wide \"Wide\" {\n  brand b\n  stage s \"Stage\" {"
	for (i = 1; i <= count; i++)
		printf "    touchpoint t%d \"Step %d\" {\n      channel nobody_%d\n      delivered by b\n    }\n", i, i, i
	print "  }\n}"
}

function broken(    i)
{
	for (i = 1; i <= count; i++)
		printf "brand b%d \"Brand %d\" {\n  promise \"%d\" 17 }\n", i, i, i
}

BEGIN {
	if (shape == "touchpoints") touchpoints()
	if (shape == "stages") stages()
	if (shape == "reliefs") reliefs()
	if (shape == "lets") lets()
	if (shape == "columns") columns()
	if (shape == "metrics") metrics()
	if (shape == "unknown") unknown()
	if (shape == "broken") broken()
}
