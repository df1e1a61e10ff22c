# Writes the grammar for the manual: awk -f tools/grammar-text.awk grammar/journey.y
#
# Of every rule the alternatives are shown, without actions and without those that only repair a
# mistake. `[ x ]` may be left out, `{ x }` may stand any number of times. A list of statements in
# braces reads `{ x END }`. It knows bison's notation as far as journey.y uses it: a rule is
# `name: a b | c ;`, an action is in braces, %empty is said.

# Takes one token off the front of `text`; actions come back as one token that begins with "{".
function next_token(    depth, i, c, quoted)
{
	sub(/^[ \t\n]+/, "", text)
	if (text == "") return ""
	if (match(text, /^\/\*/)) {
		i = index(text, "*/")
		if (substr(text, 1, 8) == "/* ---- ") heading = substr(text, 9, i - 9)
		text = substr(text, i + 2)
		return next_token()
	}
	if (match(text, /^"[^"]*"/) || match(text, /^[A-Za-z_%@][A-Za-z_0-9@]*/) || match(text, /^[:|;]/)) {
		c = substr(text, 1, RLENGTH)
		text = substr(text, RLENGTH + 1)
		return c
	}
	if (substr(text, 1, 1) != "{") { print "unread: " substr(text, 1, 40) > "/dev/stderr"; exit 1 }
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "{") depth++
		else if (c == "}" && --depth == 0) break
	}
	text = substr(text, i + 1)
	return "{action"
}

function word(token)
{
	if (token == "TERM") return "END"
	if (token ~ /^@/) return "any word of the language that is not reserved"
	gsub(/_/, "-", token)
	return token
}

# "a | a b" is "a [ b ]", from the last to the first so that options nest.
function merged(list, count,    i, n, out)
{
	n = 0
	for (i = count - 1; i >= 1; i--)
		if (index(list[i + 1], list[i] " ") == 1) {
			list[i] = list[i] " [ " substr(list[i + 1], length(list[i]) + 2) " ]"
			list[i + 1] = ""
		}
	for (i = 1; i <= count; i++) if (list[i] != "") out[++n] = list[i]
	for (i = 1; i <= n; i++) list[i] = out[i]
	return n
}

function joined(list, count, between,    i, out)
{
	for (i = 1; i <= count; i++) out = out (i > 1 ? between : "") list[i]
	return out
}

# The alternatives of one rule, turned into one line of the manual.
function show(name, alternative, count,    i, empty, kept, keep, head, self, base, bases, more, mores, body)
{
	self = word(name)
	for (i = 1; i <= count; i++) {
		if (alternative[i] ~ /(^| )error( |$)/) continue
		if (alternative[i] == "%empty") { empty = 1; continue }
		head = alternative[i]
		sub(/ .*/, "", head)
		if (head == self && alternative[i] != self) more[++mores] = substr(alternative[i], length(self) + 2)
		else base[++bases] = alternative[i]
	}
	if (heading) {
		sub(/ -+ *$/, "", heading)
		print "\n# " heading
		heading = ""
	}
	bases = merged(base, bases)
	body = joined(base, bases, " | ")
	if (mores) {
		keep = joined(more, mores, " | ")
		if (bases > 1) body = "( " body " )"
		body = (bases ? body " " : "") "{ " keep " }"
	} else if (empty) body = "[ " body " ]"
	lay_out(self " = ", body)
}

# Lines of 100 columns, broken before a bar that stands by itself at this depth.
function lay_out(head, body,    piece, n, i, line, indent)
{
	if (length(head body) <= 100) { print head body; return }
	n = split(body, piece, " ")
	line = head
	indent = "    "
	for (i = 1; i <= n; i++) {
		if (piece[i] == "|" && length(line " " piece[i] " " ahead(piece, i + 1, n)) > 100) {
			sub(/ +$/, "", line)
			print line
			line = indent
		}
		line = line (line ~ / $/ ? "" : " ") piece[i]
	}
	print line
}

# The pieces from `i` on, up to the next bar.
function ahead(piece, i, n,    out)
{
	for (; i <= n && piece[i] != "|"; i++) out = out " " piece[i]
	return out
}

/^%%/ { section++; next }
section == 1 { all = all $0 "\n" }
END {
	text = all
	while ((name = next_token()) != "") {
		if (next_token() != ":") { print "no rule at " name > "/dev/stderr"; exit 1 }
		count = 1
		split("", alternative)
		while ((token = next_token()) != ";" && token != "") {
			if (token == "|") count++
			else if (token != "{action")
				alternative[count] = alternative[count] (alternative[count] ? " " : "") \
					(token == "%empty" ? token : word(token))
		}
		show(name, alternative, count)
	}
}
