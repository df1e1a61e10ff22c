# Fills the marks of grammar/journey.y from grammar/keywords.def:
#   awk -f tools/keywords.awk grammar/keywords.def grammar/journey.y > parse.y
# Each mark becomes one line, so that bison's messages keep the line numbers of journey.y.
BEGIN { print "#line 1 \"grammar/journey.y\"" }
FNR == NR {
	if (match($0, /^WORD\(/)) {
		split($0, part, /[(,) ]+/)
		tokens = tokens " K_" part[3] " " part[4]
		if (part[2] == "SOFT") soft = soft (soft ? " | " : "") part[4]
	}
	next
}
/^@TOKENS@$/ { print "%token" tokens; next }
/@SOFT@/ { sub(/@SOFT@/, soft) }
{ print }
