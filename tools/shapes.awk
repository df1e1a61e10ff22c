# Writes the shapes of a plan's structures, field by field, out of the headers that declare them:
#
#   awk -v roots="jrt_plan" -f tools/shapes.awk include/journey/plan_place.h … > gen/shapes.c
#
# compiler/emit walks plans by them, so that a new field can be neither forgotten nor misread. Of a
# pointer NAME the number of elements is NAME_count of the same structure, unless a rule below says
# otherwise; what cannot be understood ends the build.

BEGIN {
	# Pointers to a single thing.
	split("jrt_source.cases jrt_grouping.meets", list)
	for (i in list) single[list[i]] = 1
	# As many elements as a field of the structure around it says.
	outer["jrt_schema.column"] = outer["jrt_cases.column"] = "column_count"
	own["jrt_program.step"] = "count"
	skipped["jrt_program.compiled"] = 1
	split("int8_t int16_t int32_t int64_t jb_fix", list)
	for (i in list) kind[list[i]] = "JY_SHAPE_SIGNED"
	split("uint8_t uint16_t uint32_t uint64_t size_t unsigned", list)
	for (i in list) kind[list[i]] = "JY_SHAPE_UNSIGNED"
	kind["bool"] = "JY_SHAPE_BOOL"
	kind["char"] = "JY_SHAPE_CHAR"
	kind["struct jb_text"] = "JY_SHAPE_TEXT"
	print "/* Made by tools/shapes.awk. */"
	print "#include \"emit/shape.h\"\n"
}

function fail(text) {
	printf "shapes.awk: %s: %s\n", FILENAME, text >"/dev/stderr"
	failed = 1
	exit 1
}

FNR == 1 {
	included = FILENAME
	sub(/^.*(include|runtime)\//, "", included)
	print "#include \"" included "\""
	comment = 0
}

# Comments and what the preprocessor says are no declarations.
{
	line = $0
	out = ""
	while (line != "") {
		if (comment) {
			at = index(line, "*/")
			if (!at) { line = ""; break }
			comment = 0
			line = substr(line, at + 2)
		} else {
			at = index(line, "/*")
			if (!at) { out = out line; line = ""; break }
			out = out substr(line, 1, at - 1)
			comment = 1
			line = substr(line, at + 2)
		}
	}
	# Neither functions nor macros are looked at.
	if (out ~ /^static inline/) body = 1
	if (body) { body = out !~ /^}/; next }
	if (macro || out ~ /^#/) { macro = out ~ /\\$/; next }
	text = text " " out
	while (statement()) ;
}

# Takes one whole declaration off the front of the text.
function statement(    open, close_, semi, body, name) {
	sub(/^[ \t]+/, "", text)
	if (match(text, /^extern "C" \{/) || match(text, /^\}/)) {
		text = substr(text, RSTART + RLENGTH)
		return 1
	}
	if (match(text, /^(struct|enum) [a-z_]+ \{/)) {
		close_ = index(text, "};")
		if (!close_) return 0
		open = index(text, "{")
		name = substr(text, 1, open - 2)
		body = substr(text, open + 1, close_ - open - 1)
		text = substr(text, close_ + 2)
		if (name ~ /^enum/) an_enum(substr(name, 6), body)
		else a_struct(substr(name, 8), body)
		return 1
	}
	semi = index(text, ";")
	if (!semi) return 0
	text = substr(text, semi + 1)
	return 1
}

function an_enum(name, body) {
	words_of[name] = body
}

function write_enum(name,    n, i, part, word) {
	if (name in written) return
	written[name] = 1
	n = split(words_of[name], part, ",")
	printf "\nstatic const struct jy_shape_word words_of_%s[] = {\n", name
	for (i = 1; i <= n; i++) {
		word = part[i]
		sub(/=.*/, "", word)
		gsub(/[ \t]/, "", word)
		if (word != "") printf "\t{%s, \"%s\"},\n", word, word
	}
	print "\t{0, NULL},\n};"
}

function a_struct(name, body) {
	body_of[name] = body
}

# The fields of a structure, then those of what it is made of, then its shape.
function write_struct(name,    n, i, part, m, k, one, type, declared, rows, uses, used) {
	if (name in written) return
	if (!(name in body_of)) fail("struct " name " is not declared in these headers")
	written[name] = 1
	fields = 0
	delete seen
	n = split(body_of[name], part, ";")
	shape = name
	for (i = 1; i <= n; i++) {
		one = part[i]
		gsub(/[ \t]+/, " ", one)
		sub(/^ /, "", one)
		if (one == "") continue
		# The type is all before the last word of the first declarator.
		m = split(one, declared, ",")
		if (!match(declared[1], /[*]?[a-z_0-9]+ ?$/)) fail("what is `" one "`?")
		type = substr(declared[1], 1, RSTART - 1)
		field_of(type, substr(declared[1], RSTART))
		for (k = 2; k <= m; k++)
			field_of(type, declared[k])
	}
	uses = ""
	rows = ""
	for (i = 1; i <= fields; i++) {
		rows = rows describe(i)
		if (inner_name != "") uses = uses " " inner_name
	}
	n = fields
	m = split(uses, used, " ")
	for (i = 1; i <= m; i++)
		if (used[i] ~ /^enum:/) write_enum(substr(used[i], 6))
		else {
			if (!(used[i] in written)) printf "\nextern const struct jy_shape jy_shape_%s;\n", used[i]
			write_struct(used[i])
		}
	printf "\nstatic const struct jy_field fields_of_%s[] = {\n%s};\n", name, rows
	printf "const struct jy_shape jy_shape_%s = {\"struct %s\", sizeof(struct %s), fields_of_%s, %d};\n", \
		name, name, name, name, n
}

function field_of(type, declarator) {
	gsub(/ /, "", declarator)
	sub(/^ /, "", type)
	sub(/ $/, "", type)
	fields++
	points[fields] = declarator ~ /^[*]/
	sub(/^[*]/, "", declarator)
	if (declarator !~ /^[a-z_0-9]+$/) fail("what is `" declarator "` of " shape "?")
	field[fields] = declarator
	if (points[fields] && type !~ /^const /) fail(shape "." declarator " does not point to const")
	sub(/^const /, "", type)
	types[fields] = type
	seen[declarator] = 1
}

function describe(i,    name, type, what, how, count, inner, words) {
	name = field[i]
	type = types[i]
	inner_name = ""
	if (skipped[shape "." name]) return skip_(i)
	inner = words = "NULL"
	if (type in kind) what = kind[type]
	else if (type ~ /^enum /) {
		if (!(substr(type, 6) in words_of)) fail("no " type " is declared for " shape "." name)
		what = "JY_SHAPE_ENUM"
		words = "words_of_" substr(type, 6)
		inner_name = "enum:" substr(type, 6)
	} else if (type ~ /^struct /) {
		what = "JY_SHAPE_STRUCT"
		inner = "&jy_shape_" substr(type, 8)
		inner_name = substr(type, 8)
	} else fail("what is a " type "? (" shape "." name ")")
	how = "JY_FIELD_HERE"
	count = "0, NULL"
	if (points[i]) {
		if (single[shape "." name]) how = "JY_FIELD_ONE"
		else if ((shape "." name) in outer) {
			how = "JY_FIELD_MANY_OUTER"
			count = "0, \"" outer[shape "." name] "\""
		} else {
			how = "JY_FIELD_MANY"
			count = (shape "." name) in own ? own[shape "." name] : name "_count"
			if (!(count in seen)) fail("how many are " shape "." name "?")
			count = "offsetof(struct " shape ", " count "), NULL"
		}
	}
	return sprintf("\t{\"%s\", \"%s\", offsetof(struct %s, %s), sizeof(%s), %s, %s,\n\t %s, %s, %s},\n", \
		name, type, shape, name, type, what, how, inner, words, count)
}

function skip_(i) {
	return sprintf("\t{\"%s\", \"\", offsetof(struct %s, %s), 0, JY_SHAPE_BOOL, JY_FIELD_SKIPPED, NULL, NULL, 0, NULL},\n", \
		field[i], shape, field[i])
}

END {
	if (failed) exit 1
	n = split(roots, root, " ")
	for (r = 1; r <= n; r++)
		write_struct(root[r])
}
