# Writes a page of docs/explain with what the program says now:
#	awk -v title="# J0312: TITLE" -v says=FILE -v consoles=START -f tests/explain-accept.awk PAGE
#
# FILE holds the messages of the wrong sample, START.1.got, START.2.got … commands and their answers.
# What is given empty stays as it is in the page.

function copy(from,    line) {
	while ((getline line <from) > 0)
		print line
	close(from)
}

function open_fence() {
	fenced = 1
	print
	if ($1 == "```journey" && section == "Wrong")
		sample = 1
	if ($1 == "```text" && section == "Wrong" && says != "") {
		said = skip = 1
		copy(says)
	} else if ($1 == "```console" && consoles != "") {
		skip = 1
		copy(consoles "." ++console ".got")
	}
}

function open_section() {
	if (section == "Wrong" && sample && !said && says != "") {
		print "```text"
		copy(says)
		print "```\n"
	}
	section = substr($0, 4)
	print
}

FNR == 1 { print title == "" ? $0 : title; next }
/^```/ && !fenced { open_fence(); next }
/^```/ { fenced = skip = 0 }
/^## / && !fenced { open_section(); next }
!skip { print }
