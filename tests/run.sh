#!/bin/sh
# Runs every test of a build and counts: run.sh [--accept] [WORD...]
#
# The folder of the build comes in $BUILD, as an absolute path. WORDs limit the run to tests with
# one of them in their name. As many tests run at a time as there are processors, or $JOBS. --accept
# writes what the program does now into the expectations instead of comparing, one after the other;
# read the diff before you commit it. SLOWEST=N names the N tests that took longest. What each kind of
# test looks like is told in tests/README.md. The last line is always `N passed, N failed, N skipped`; the exit status is 1 after a failure.
set -u

cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-$PWD/build/debug}
JOURNEY=$BUILD/journey

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# ---- lanes: the same script once a processor ----------------------------------------------

# All lanes go through all tests in the same order; each does those that it is the first to claim.
# What was counted lies in the folder $LANES, a line `WORD COUNT THINGS` each.
if test -z "${LANES:-}"; then
	lanes=${JOBS:-$(nproc 2>/dev/null || echo 2)}
	test "${1:-}" = --accept && lanes=1
	export LANES="$work"
	seq "$lanes" | xargs -I '{}' -P "$lanes" env LANE='{}' sh tests/run.sh "$@"
	awk -v lanes="$lanes" '
		{ word = $1; n = $2; sub(/^[^ ]+ [^ ]+ */, "") }
		word == "passed" { passed += n; ended++ }
		word == "failed" { failed += n }
		word == "skipped" { skipped += n }
		$0 != "" { if (!(word in count)) order[++words] = word; count[word] += n; of[word] = $0 }
		END {
			for (i = 1; i <= words; i++)
				print "ok   " order[i] ": " count[order[i]] " " of[order[i]]
			if (ended != lanes) {
				print "FAIL a run of the tests did not come to its end"
				failed += lanes - ended
			}
			print passed + 0 " passed, " failed + 0 " failed, " skipped + 0 " skipped"
			exit failed > 0
		}' /dev/null "$work"/counted-*
	status=$?
	test -z "${SLOWEST:-}" || awk -f tests/slowest.awk "$work"/clock-* | sort -rn | head -n "$SLOWEST" >&2
	exit $status
fi

counted=$LANES/counted-$LANE
accept=false
test "${1:-}" = --accept && accept=true && shift
words=$*
passed=0 failed=0 skipped=0 reached=0

# Tests say `journey` and get the build under test. An odd time zone, a narrow terminal and no
# colour variables show that the machine's settings do not reach the output.
mkdir "$work/bin" && ln -s "$JOURNEY" "$work/bin/journey"
# What cannot be linked statically makes no programs.
case $BUILD in *asan | *cov | *fuzz) ;; *)
	printf '#!/bin/sh\n' >"$work/bin/static-linking"
	chmod +x "$work/bin/static-linking"
	;;
esac
PATH=$work/bin:$PATH TZ=Pacific/Chatham COLUMNS=40 OUT=$work/folder
export PATH TZ COLUMNS OUT
unset NO_COLOR CLICOLOR_FORCE FORCE_COLOR

# With SLOWEST: what the clock and the processor show when a test begins, which is when the one before ends.
clock()
{
	test -z "${SLOWEST:-}" || { date "+at %s.%N $1" && times; } >>"$LANES/clock-$LANE"
}

# Is the next test, $1, this lane's? A file is made by one lane only.
claim()
{
	reached=$((reached + 1))
	set -C
	{ true >"$LANES/claim-$reached"; } 2>/dev/null
	claimed=$?
	set +C
	test $claimed = 0 && clock "$1"
	return $claimed
}

selected()
{
	test -z "$words" && { claim "$1"; return; }
	for word in $words; do
		case $1 in *"$word"*) claim "$1"; return ;; esac
	done
	false
}
pass() { passed=$((passed + ${1:-1})); }
skip() { skipped=$((skipped + ${1:-1})); }
# fail WHAT [LOG]: with the first lines of what the test said, all in one piece.
fail()
{
	failed=$((failed + 1))
	{
		echo "FAIL $1"
		sed -n -e '1,60s/^/     /p' -e '61s/.*/     .../p' "${2:-/dev/null}"
	} >"$work/said"
	cat "$work/said"
}
# since BEFORE KIND THINGS: how many passed since there were BEFORE.
since() { test $passed = "$1" || echo "$2 $((passed - $1)) $3" >>"$counted"; }

# ---- what is installed, used from outside: the longest goes first --------------------------

. tests/install.sh

# ---- unit tests: programs with cmocka that count for themselves ---------------------------

count_of() { awk -v w="$1" 'index($0, w) && match($0, /[0-9]+ test\(s\)/) {
	n += substr($0, RSTART) } END { print n + 0 }' "$work/log"; }

run_unit()
{
	timeout 300 "$BUILD/tests/unit/$1" >"$work/log" 2>&1 </dev/null
	status=$?
	good=$(count_of '[  PASSED  ]') bad=$(count_of '[  FAILED  ]')
	left=$(count_of '[  SKIPPED ]')
	pass "$good"
	skip "$left"
	if test $status = 0 && test "$bad" = 0; then
		echo "ok   unit $1: $good passed$(test "$left" = 0 || echo ", $left skipped")"
		return
	fi
	test "$bad" -gt 1 && failed=$((failed + bad - 1))
	grep -vE '^\[( RUN      |       OK )\]' "$work/log" >"$work/short"
	fail "unit $1: exit status $status" "$work/short"
}

for file in tests/unit/test_*.c; do
	name=$(basename "$file" .c)
	if test -e "$file" && ! $accept && selected "$name"; then run_unit "$name"; fi
done

# ---- what fuzzing has found once, and its seeds -------------------------------------------

for file in tests/fuzz/fuzz_*.c; do
	name=$(basename "$file" .c)
	name=${name#fuzz_}
	test -e "$file" && ! $accept && selected "fuzz_$name" || continue
	find "tests/fuzz/regress/$name" "tests/fuzz/seeds/$name" -type f 2>/dev/null |
		sort >"$work/inputs"
	# shellcheck disable=SC2046 # our own file names hold no blanks
	if timeout 300 "$BUILD/tests/fuzz/replay_$name" $(cat "$work/inputs") >"$work/log" 2>&1
	then
		pass
		echo "ok   fuzz $name: $(wc -l <"$work/inputs" | tr -d ' ') inputs replayed"
	else
		fail "fuzz $name: the replay of an input ended badly" "$work/log"
	fi
done

# The rest runs the program.
if ! test -x "$JOURNEY"; then
	if claim program; then
		echo "     no $JOURNEY: spec files, golden tests and samples are left out"
		skip
	fi
fi

# ---- spec files: a journey file and the diagnostics it must get ---------------------------

# `#! error[J0312] 61:36 text` and `path:61:36: error[J0312]: text` both become `61:36 ...`.
expected_of() { sed -n 's/^#! *\([a-z]*\[[^]]*\]\) \([0-9]*:[0-9]*\) *\(.*\)/\2 \1 \3/p' "$1"; }
actual_of()
{
	sed -n 's/^.*\.journey:\([0-9]*:[0-9]*\): \([a-z]*\[[^]]*\]\): \(.*\)/\1 \2 \3/p' "$1"
}
by_place() { sort -t: -k1,1n -k2,2n; }

# Line by line the actual text begins with the expected one, and none is left over.
agree()
{
	awk 'NR == FNR { want[FNR] = $0; n = FNR; next }
	     { if (FNR > n || index($0, want[FNR]) != 1) exit bad = 1; seen = FNR }
	     END { exit bad || seen != n }' "$work/want" "$work/got"
}

# A rule by itself, as loud as its row in the table says. Rules about allowances need a rule to be allowed.
rule_alone()
{
	echo --rule all=off --rule "$1=$(sed -n \
		"s/.*RULE([a-z_]*, \"$1\", \([A-Z]*\),.*/\1/p" compiler/lint/rules.def |
		tr '[:upper:]' '[:lower:]')"
	case $1 in debt.*) echo --rule scale.single-region=warning ;; esac
}

# tests/spec/lint/RULE.fires.journey and RULE.silent.journey are judged by that rule alone, all other
# files by none: rules are about what a file leaves out, and most tests leave out much.
rules_for()
{
	case $1 in
	tests/spec/lint/*)
		rule=$(basename "$1" .journey)
		rule_alone "${rule%.*}"
		;;
	*) echo --rule all=off ;;
	esac
}

run_spec()
{
	# shellcheck disable=SC2046 # options, a word each
	timeout 60 journey check $(rules_for "$1") --format short "$1" >"$work/log" 2>&1 </dev/null
	status=$?
	actual_of "$work/log" | by_place >"$work/got"
	if $accept && test $status -le 1; then
		awk '{ place = $1; code = $2; sub(/^[^ ]+ [^ ]+ /, "");
		       print "#! " code " " place " " $0 }' "$work/got" >"$work/lines"
		grep -v '^#! [a-z]*\[' "$1" | cat - "$work/lines" >"$work/new"
		cmp -s "$work/new" "$1" || { cp "$work/new" "$1" && echo "wrote $1"; }
	fi
	expected_of "$1" | by_place >"$work/want"
	wanted_status=0
	grep -q ' error\[' "$work/want" && wanted_status=1
	# awk needs a first line to tell its two inputs apart.
	if test -s "$work/want"; then agree; else ! test -s "$work/got"; fi && same=true || same=false
	if $same && test $status = $wanted_status; then
		pass
		return
	fi
	if ! $same; then diff -U 99 "$work/want" "$work/got" | sed 1,3d >"$work/diff"; else
		cp "$work/log" "$work/diff"; fi
	fail "spec $1: exit status $status, expected $wanted_status" "$work/diff"
}

find tests/spec -name '*.journey' 2>/dev/null | sort >"$work/specs"
before=$passed
test -x "$JOURNEY" || : >"$work/specs"
while read -r file; do
	if selected "$file"; then run_spec "$file"; fi
done <"$work/specs"
since "$before" spec 'files'

# ---- golden tests: a command and all it printed -------------------------------------------

# What is compared: standard output, standard error, exit status; a missing file means
# nothing printed, status 0. The temporary folder is called OUT in what was printed.
keep()
{
	if test -s "$work/$2"; then cp "$work/$2" "$1/$2"; else rm -f "$1/$2"; fi
}

run_golden()
{
	rm -rf "$OUT" && mkdir "$OUT"
	timeout 120 sh "$1/cmd" >"$work/out.raw" 2>"$work/err.raw" </dev/null
	status=$?
	: >"$work/status"
	test $status = 0 || echo $status >"$work/status"
	for part in out err; do
		sed "s|$OUT|OUT|g" "$work/$part.raw" >"$work/$part"
	done
	if $accept; then
		for part in out err status; do keep "$1" $part; done
	fi
	: >"$work/diff"
	for part in out err status; do
		if test -e "$1/$part"; then want=$1/$part; else want=/dev/null; fi
		diff -u "$want" "$work/$part" >>"$work/diff"
	done
	if test -s "$work/diff"; then
		fail "golden $1: $(head -1 "$1/cmd")" "$work/diff"
	else
		pass
	fi
}

# `# needs xmllint` in a cmd: without that program there is nothing to run it with.
has_tools()
{
	for tool in $(sed -n 's/^# needs //p' "$1"); do
		command -v "$tool" >/dev/null && continue
		echo "     skipped $(dirname "$1"): there is no $tool"
		return 1
	done
}

before=$passed
for file in tests/golden/*/cmd; do
	dir=$(dirname "$file")
	test -e "$file" && test -x "$JOURNEY" && selected "$dir" || continue
	if test -z "${JOURNEY_SHARED:-}" && grep -q JOURNEY_SHARED "$file"; then
		skip
	elif ! has_tools "$file"; then
		skip
	else
		run_golden "$dir"
	fi
done
since "$before" golden 'commands'

# ---- every sample in the documents compiles -----------------------------------------------

run_sample()
{
	wanted=0
	case $1 in *.wrong.journey) wanted=1 ;; esac
	timeout 60 journey check --rule all=off --format short "$1" >"$work/log" 2>&1 </dev/null
	status=$?
	if test $status = $wanted; then
		pass
	else
		fail "sample $(basename "$1" .journey): exit status $status, expected $wanted" "$work/log"
	fi
}

before=$passed
if ! $accept && test -x "$JOURNEY"; then
	if sh tools/samples.sh "$work/samples" 2>"$work/log"; then :; else
		fail 'samples' "$work/log"
	fi
	for file in "$work"/samples/*.journey; do
		if test -e "$file" && selected "sample $file"; then run_sample "$file"; fi
	done
fi
since "$before" samples 'blocks of the documents'

# ---- mistakes, and what is said to them ---------------------------------------------------

. tests/mistakes.sh

# ---- real journeys, checked, drawn and laid out --------------------------------------------

. tests/journeys.sh

# ---- the pages of `journey explain` -------------------------------------------------------

. tests/explain.sh

clock end
printf '%s\n' "passed $passed" "failed $failed" "skipped $skipped" >>"$counted"
