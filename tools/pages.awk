# Turns the pages of docs/explain into C: awk -f tools/pages.awk PAGE.md... > pages.c
#
# Each page becomes one string and a row of struct jy_page (compiler/explain/explain.h), whose
# fields are pieces of that string. A page that lacks something gets an empty field here: what a
# page has to have is a test's business. Run it under LC_ALL=C, where a character is a byte.

function is_prose(name) { return name == "what" || name == "why" || name == "source" }

# A field reaches from its first line to its last that is not empty.
function take(name) {
	if (!(name in from))
		from[name] = size
	to[name] = size + length($0)
}

function piece(name) {
	return sprintf("{page_%d + %d, %d}", pages, from[name], to[name] - from[name])
}

function close_page() {
	if (!pages)
		return
	print ";"
	rows = rows "\t{\"" id "\", \"" title "\",\n\t " piece("what") ", " piece("why") ",\n\t " \
		piece("wrong") ", " piece("wrong_says") ",\n\t " piece("right") ", " piece("source") \
		",\n\t {page_" pages ", " size "}},\n"
}

function open_page() {
	close_page()
	pages++
	split("", from)
	split("", to)
	size = fenced = 0
	field = section = "what"
	title = quoted
	sub(/^#? *[^ ]+ */, "", title)
	id = FILENAME
	sub(/.*\//, "", id)
	sub(/[.]md$/, "", id)
	printf "static const char page_%d[] =", pages
}

# Of the samples of a section the first is the one that is taken.
function sample_field(language) {
	if (section == "wrong" && language == "text")
		return "wrong_says" in from ? "" : "wrong_says"
	if (language == "journey" || language == "console")
		return section in from ? "" : section
	return ""
}

function fence(    language) {
	fenced = !fenced
	if (is_prose(section)) {
		take(section)
		return
	}
	language = $1
	sub(/^```/, "", language)
	field = fenced ? sample_field(language) : ""
}

BEGIN { print "#include \"explain/pages.h\"\n" }
{
	quoted = $0
	gsub(/["\\?]/, "\\\\&", quoted)
}
FNR == 1 { open_page() }
{
	printf "\n\t\"%s\\n\"", quoted
	if (/^```/)
		fence()
	else if (!fenced && /^## /) {
		section = tolower($2)
		field = is_prose(section) ? section : ""
	} else if (FNR > 1 && field && (fenced || /[^ \t]/))
		take(field)
	size += length($0) + 1
}
END {
	close_page()
	printf "\nconst struct jy_page jy_pages[] = {\n%s\t{0}};\n", rows
	printf "const size_t jy_page_count = %d;\n", pages
}
