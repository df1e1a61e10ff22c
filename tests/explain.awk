# Takes a page of docs/explain apart for its test and says what it lacks:
#	awk -v dir=DIR -v id=J0312 -f tools/frame.awk -f tests/explain.awk docs/explain/J0312.md
#
#	DIR/ID.wrong.journey, DIR/ID.right.journey   the samples, in their frames
#	DIR/ID.wrong.how, DIR/ID.right.how           lines of the frame above; options for `journey check`, of codes J08xx for `journey sql`
#	DIR/ID.says                                  the messages that the page shows
#	DIR/ID.N.console                             commands and their answers, in their order
#	DIR/ID.N.NAME.given                          files that such commands, from the Nth on, find

function open_sample(    place, options, i) {
	for (i = 2; i <= NF; i++)
		if ($i ~ /^(in:|frame-)/) { place = $i; sub(/^(in:|frame-)/, "", place) }
		else if ($i ~ /^--/) options = options " " $i
		else fault("a sample is journey, frame-PLACE or an option of `journey check`, not " $i)
	if (section == "Right" && "Right" in sampled)
		fault("a page has one right sample")
	file = dir "/" id "." tolower(section) ".journey"
	rest = ""
	print (place ? open_frame(place, file) : 0) options >(dir "/" id "." tolower(section) ".how")
	sampled[section] = 1
}

# The name after file=, which is of the folder that the commands run in.
function given_name(    i) {
	for (i = 2; i <= NF; i++)
		if ($i ~ /^file=/)
			return substr($i, 6)
	return ""
}

function open_fence(    name) {
	fenced = 1
	file = rest = ""
	if (section != "Wrong" && section != "Right")
		return
	name = given_name()
	if (name != "") {
		if (name !~ /^[a-z0-9-]+[.][a-z]+$/)
			fault("a file has a name of small letters, digits and -, with an end, not " name)
		file = dir "/" id "." (consoles + 1) "." name ".given"
	} else if ($1 == "```journey")
		open_sample()
	else if ($1 == "```console") {
		file = dir "/" id "." ++consoles ".console"
		sampled[section] = 1
	} else if ($1 == "```text" && section == "Wrong")
		file = dir "/" id ".says"
}

function close_fence() {
	fenced = 0
	if (file != "") { printf "%s", rest >file; close(file) }
}

BEGIN { sections = split("Why Wrong Right Source", wanted); section = "what" }
FNR == 1 {
	if (index($0, "# " id ": ") != 1)
		fault("the first line is `# " id ": TITLE`")
	next
}
/^```/ { if (fenced) close_fence(); else open_fence(); filled[section] = 1; next }
fenced { if (file != "") print >file; next }
/^## / {
	section = substr($0, 4)
	if (section != wanted[++reached])
		fault("the sections are Why, Wrong, Right, Source, in this order")
	next
}
/[^ \t]/ { filled[section] = 1 }
END {
	if (fenced) fault("a block is not closed")
	if (reached != sections) fault("a section is missing: Why, Wrong, Right, Source")
	if (!("what" in filled)) fault("nothing says what it means")
	for (i = 1; i <= sections; i++)
		if (!(wanted[i] in filled)) fault("nothing stands under " wanted[i])
	if (!("Wrong" in sampled)) fault("no sample under Wrong")
	exit bad
}
