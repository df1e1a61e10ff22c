#!/bin/sh
# The part of run.sh that tests the pages of docs/explain; run.sh reads it in and lends it its functions.
#
# The wrong sample of a page gets exactly the messages that the page shows, the right one neither
# these nor any error; commands answer as shown. A rule's samples are checked with that rule alone, those
# of a code with none. Every code and every rule has its page, and every page its code or rule. What a
# page looks like is told in tests/README.md.

pages=$work/pages
explained_codes() { sed -n 's/^DIAG([A-Z0-9_]*, *\([0-9]*\), .*/J0\1/p' include/journey/diag.def; }
explained_rules()
{
	test -e compiler/lint/rules.def || return 0
	sed -n 's/^[A-Z_]*([^"]*"\([a-z0-9-]*\.[a-z0-9.-]*\)".*/\1/p' compiler/lint/rules.def
}

# The first line that a page must have: its title is that of the table.
explained_title()
{
	case $1 in
	J0*) sed -n "s/^DIAG([A-Z0-9_]*, *${1#J0}, \"\(.*\)\").*/# $1: \1/p" include/journey/diag.def ;;
	*) sed -n "s/^[A-Z_]*([^\"]*\"$1\", [A-Z]*, \"\([^\"]*\)\".*/# $1: \1/p" compiler/lint/rules.def ;;
	esac
}

# messages_of ID SAMPLE: as the page shows them. Lines count from the sample's first.
messages_of()
{
	read -r above options <"$pages/$1.$2.how"
	case $1 in
	J08*) options="sql --output /dev/null $options" ;;
	J0*) options="check --rule all=off $options" ;;
	*) options="check $(rule_alone "$1") $options" ;;
	esac
	# shellcheck disable=SC2086 # options are words
	timeout 60 journey $options --format short "$pages/$1.$2.journey" 2>&1 </dev/null |
		awk -v above="$above" -v own="$pages/$1.$2.journey:" -v dir="$pages/" -v id="$1" '
		index($0, own) == 1 {
			$0 = substr($0, length(own) + 1)
			line = $0 + 0
			sub(/^[0-9]+/, line - above)
		}
		{
			at = index($0, dir)
			print at ? substr($0, 1, at - 1) substr($0, at + length(dir)) : $0
		}'
}

# The files that stand in page ID above its console number LAST, the later ones in the place of earlier ones.
give_files()
{
	for number in $(seq "$2"); do
		for given in "$pages/$1.$number".*.given; do
			test -e "$given" || continue
			name=${given#"$pages/$1.$number."}
			cp "$given" "$pages/run/${name%.given}"
		done
	done
}

# Runs the lines of page ID's console NUMBER that begin with "$ " in a folder of their own and writes them down with the answers.
answers_of()
{
	rm -rf "$pages/run" && mkdir "$pages/run"
	cp tests/samples/common.journey "$pages/run/"
	give_files "$1" "$2"
	sed -n 's/^\$ //p' "$pages/$1.$2.console" | while read -r command; do
		printf '$ %s\n' "$command"
		(cd "$pages/run" && timeout 60 sh -c "$command" 2>&1 </dev/null)
	done
}

accept_page()
{
	says= consoles=
	test -e "$pages/$1.got" && says=$pages/$1.got
	test -e "$pages/$1.1.console" && consoles=$pages/$1
	awk -v title="$(explained_title "$1")" -v says="$says" -v consoles="$consoles" \
		-f tests/explain-accept.awk "docs/explain/$1.md" >"$work/new"
	cmp -s "$work/new" "docs/explain/$1.md" ||
		{ cp "$work/new" "docs/explain/$1.md" && echo "wrote docs/explain/$1.md"; }
}

# Writes down what the page's samples and commands say now.
gather_page()
{
	test -e "$pages/$1.wrong.how" && messages_of "$1" wrong >"$pages/$1.got"
	test -e "$pages/$1.right.how" && messages_of "$1" right >"$pages/$1.right.got"
	for console in "$pages/$1".*.console; do
		test -e "$console" || continue
		number=${console#"$pages/$1."}
		answers_of "$1" "${number%.console}" >"${console%.console}.got"
	done
}

# What is not as the page has it, into $work/diff.
compare_page()
{
	title=$(explained_title "$1")
	test -z "$title" || test "$title" = "$(head -1 "docs/explain/$1.md")" ||
		echo "the title in the table is: $title"
	if test -e "$pages/$1.got"; then
		test -e "$pages/$1.says" || : >"$pages/$1.says"
		diff -U 99 "$pages/$1.says" "$pages/$1.got" | sed 1,3d
		grep -q "\[$1\]" "$pages/$1.got" || echo "the wrong sample does not get $1"
		sed -n '/^\(-\|0:\)/s/^/stands outside of the sample: /p' "$pages/$1.got"
	fi
	test -e "$pages/$1.right.got" && grep -e ' error\[' -e "\[$1\]" "$pages/$1.right.got" |
		sed 's/^/the right sample gets /'
	for console in "$pages/$1".*.console; do
		test -e "$console" && diff -U 99 "$console" "${console%.console}.got" | sed 1,3d
	done
}

run_page()
{
	if ! awk -v dir="$pages" -v id="$1" -f tools/frame.awk -f tests/explain.awk \
		"docs/explain/$1.md" 2>"$work/diff"; then
		fail "explain $1" "$work/diff"
		return
	fi
	gather_page "$1"
	if $accept; then
		accept_page "$1"
		return
	fi
	compare_page "$1" >"$work/diff"
	if test -s "$work/diff"; then
		fail "explain $1" "$work/diff"
	else
		pass
	fi
}

# Codes and rules on the one side, pages on the other.
run_explained()
{
	{ explained_codes && explained_rules; } | sort >"$work/want"
	for page in docs/explain/*.md; do basename "$page" .md; done | sort >"$work/got"
	if cmp -s "$work/want" "$work/got"; then
		pass
		return
	fi
	comm -23 "$work/want" "$work/got" | sed 's/$/ has no page/' >"$work/diff"
	comm -13 "$work/want" "$work/got" | sed 's/^/nothing is called /' >>"$work/diff"
	fail 'explain: every code and rule has a page, every page a code or rule' "$work/diff"
}

before=$passed
if test -x "$JOURNEY"; then
	mkdir -p "$pages" && cp tests/samples/common.journey "$pages/"
	if ! $accept && selected 'explain every'; then run_explained; fi
	for page in docs/explain/*.md; do
		name=$(basename "$page" .md)
		if selected "explain $name"; then run_page "$name"; fi
	done
fi
since "$before" explain 'pages'
