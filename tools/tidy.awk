# What one C, flex or bison file may look like and include; tools/tidy.sh runs this over all of
# them at once. A finding is one line, `file:line: text`.

function finding(text) { printf "%s:%d: %s\n", FILENAME, FNR, text }

BEGIN {
	# The floors of the runtime: a file includes its own folder and those further left.
	floors = split("base time stats conform read measure merge engine push judge settle report evidence ledger audit simulate", floor)
	for (i = 1; i <= floors; i++)
		runtime_rank[floor[i]] = i

	# What each folder of the compiler may include besides itself and the runtime's base and time.
	may["explain"] = ""
	may["source"] = "explain"
	may["syntax"] = "source"
	may["fmt"] = "source syntax"
	may["model"] = "source syntax"
	may["plan"] = "source syntax model"
	consumer = "source syntax model plan"
	may["lint"] = may["doc"] = may["diagram"] = may["emit"] = consumer
	may["sql"] = ""
	may["diagram"] = consumer " conform judge"
	may["draw"] = may["letters"] = may["diagram"] " diagram"
	may["assess"] = consumer " report"
	may["html"] = consumer " diagram doc judge settle report"
	may["findings"] = consumer " lint stats judge"
	all = consumer " html assess findings explain fmt lint doc diagram emit sql read conform measure merge engine stats judge settle report evidence ledger audit simulate"
	may["run"] = "read conform measure judge settle report ledger audit evidence"
	may["driver"] = all
	may["origin"] = all " driver run"
	may["watch"] = ""
	may["cli"] = all " driver run origin watch"

	# Headers of other people, and the only files that know them.
	foreign["^(graphviz/)?(gvc|cgraph|cdt|gvplugin)[.]h$"] = "compiler/draw/gv.c compiler/draw/gv_layout.c"
	foreign["^utf8proc[.]h$"] = "runtime/base/utf8.c"
	foreign["^sha2[.]h$"] = "runtime/base/hash.c"
	foreign["^sqlite3[.]h$"] = "runtime/ledger/store.c runtime/engine/sqlite.c"
	foreign["^xlsxwriter[.]h$"] = "runtime/report/xlsx_calls.h"
	foreign["^microhttpd[.]h$"] = "compiler/watch/http_calls.h"
	foreign["^zlib[.]h$"] = "runtime/base/unpack_gzip.c"
	foreign["^zstd(_errors)?[.]h$"] = "runtime/base/unpack_zstd.c"
	foreign["^jansson[.]h$"] = "runtime/report/json_read.c compiler/diagram/overlay_read.c"
	foreign["^librsvg/"] = "compiler/draw/raster.c"
	foreign["^cairo"] = "compiler/draw/raster.c compiler/draw/pango.c compiler/draw/emoji.c compiler/draw/same.c"
	foreign["^fontconfig/"] = "compiler/letters/match.c"
	foreign["^hb"] = "compiler/letters/letters.c"
	foreign["^pango/"] = "compiler/draw/pango.c compiler/draw/emoji.c"

	everywhere = "strtod strtof strtold atoi atol atoll atof strcpy strcat strncpy strncat sprintf " \
		"vsprintf strtok gets setlocale localtime localtime_r gmtime mktime system popen " \
		"alloca tmpnam rand"
	in_runtime = "printf fprintf vprintf vfprintf puts fputs putchar putc fputc perror exit _exit " \
		"quick_exit abort stdout stderr errx warnx err warn"
	ban(everywhere, banned)
	ban(in_runtime, banned_in_runtime)
	longest = 70
	widest = 100
}

function ban(words, table,    list, n, i) {
	n = split(words, list)
	for (i = 1; i <= n; i++)
		table[list[i]] = 1
}

function has_word(list, word) { return index(" " list " ", " " word " ") }

# Columns as an editor with tabs of 8 shows them; bytes that go on a UTF-8 letter take none.
function columns(line,    i, n, c) {
	gsub(/[\200-\277]/, "", line)
	if (index(line, "\t") == 0)
		return length(line)
	for (i = 1; i <= length(line); i++)
		n = substr(line, i, 1) == "\t" ? n - n % 8 + 8 : n + 1
	return n
}

function layer(target,    dir) {
	dir = target
	sub("/.*", "", dir)
	if (index(target, "/") == 0) {
		if (target ~ /^(parse|scan)[.]h$/ && top != "grammar" && room != "syntax")
			finding("only compiler/syntax knows the generated parser: \"" target "\"")
		else if (target !~ /^(parse|scan|library|templates|html_parts)[.]h$/ && top != "tests")
			finding("name the folder of the header: \"" target "\"")
		return
	}
	if (top == "tests" || dir == "journey" || target ~ /^[.][.]\/[.][.]\/grammar\/[a-z]+[.]def$/)
		return
	if (top == "grammar") {
		if (dir != "syntax" && dir != "source" && dir != "base")
			finding("the grammar builds a tree and knows no more: \"" target "\"")
	} else if (top == "include") {
		if (dir != "base")
			finding("a public header includes only journey/ and base/: \"" target "\"")
	} else if (top == "runtime") {
		if (!(dir in runtime_rank))
			finding("the runtime knows nothing of the compiler: \"" target "\"")
		else if (runtime_rank[dir] > runtime_rank[room])
			finding("an include points down; " room " stands below " dir ": \"" target "\"")
	} else if (top == "compiler" && dir != room && dir != "base" && dir != "time") {
		if (!(room in may))
			finding("tools/tidy.awk does not know the folder compiler/" room)
		else if (!has_word(may[room], dir))
			finding(room " may not include " dir ": \"" target "\"")
	}
}

function stranger(target,    pattern) {
	if (top == "tests")
		return
	for (pattern in foreign)
		if (target ~ pattern && !has_word(foreign[pattern], FILENAME))
			finding("only " foreign[pattern] " may include <" target ">")
}

function calls(code,    word, rest) {
	rest = code
	while (match(rest, /[A-Za-z_][A-Za-z_0-9]*/)) {
		word = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		if ((word in banned) && rest ~ /^[ \t]*\(/)
			finding(word "() is banned here; see CONTRIBUTING.md")
		if (top == "runtime" && (word in banned_in_runtime) && \
		    (rest ~ /^[ \t]*\(/ || word ~ /^std/) && \
		    !(FILENAME == "runtime/base/arena.c" && word == "abort"))
			finding("the runtime neither prints nor exits: " word)
	}
}

FNR == 1 {
	split(FILENAME, part, "/")
	top = part[1]
	room = part[2]
	in_comment = 0
	body = 0
	grammar = FILENAME ~ /[.][ly]$/
	if ($0 !~ /^(\/[*]|\/\/|#)/ && !(grammar && $0 ~ /^%/))
		finding("a file opens with a comment that says what it is for")
}

columns($0) > widest { finding("the line is " columns($0) " columns wide, the limit is " widest) }
/[ \t]+$/ { finding("the line ends with a blank") }
/(TODO|FIXME|XXX)/ { finding("finish it, or say in docs what is not there: TODO, FIXME, XXX") }

/^[ \t]*#[ \t]*include[ \t]*"/ { split($0, part, "\""); layer(part[2]) }
/^[ \t]*#[ \t]*include[ \t]*</ { split($0, part, /[<>]/); stranger(part[2]) }

{
	if (top != "tests" && $0 !~ /^[ \t]*#[ \t]*include/) {
		code = code_of($0)
		calls(code)
	}
	if (!grammar && $0 == "{")
		body = FNR
	else if (!grammar && /^}/ && body) {
		if (FNR - body + 1 > longest)
			printf "%s:%d: the function is %d lines long, the wall is %d\n",
				FILENAME, body, FNR - body + 1, longest
		body = 0
	}
}
