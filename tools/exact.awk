# Money never meets binary floating point: holds the files that it is given to that, line by line. What has no place in
# them: the types, constants with a point or an exponent, the functions of <math.h>, our own functions that give or take
# a double, and the members of a measurement that are doubles. Exceptions are functions, named below, each with its
# reason; one that no file has any more is a finding too. Each finding is `file:line: text`.

function finding(text) { print FILENAME ":" FNR ": " text; bad = 1 }

function except(where, reason) { allowed[where] = reason }

function ban(list, table,    part, n) {
	for (n = split(list, part); n > 0; n--)
		table[part[n]] = 1
}

BEGIN {
	except("runtime/base/ratio.c:jb_ratio_double", "for statistics and drawing: out of the exact world, never back")
	except("runtime/base/number.h:jb_ratio_double", "its declaration")
	except("runtime/base/number.h:jb_buf_add_double", "the declaration of a function of number_double.c")
	except("runtime/base/number.h:jb_wide_spread", "its declaration")
	except("runtime/base/wide.c:jb_wide_spread", "the spread of values, a statistic; an exact sum of squares feeds it")
	except("runtime/base/big.c:jb_big_to_double", "the rounding for the two above")
	except("runtime/base/big.h:jb_big_to_double", "its declaration")
	except("runtime/judge/verdict.c:jrt_verdict_value", \
		"a root (a standard deviation, a compounded rate) has no exact value: its double becomes a fraction, bit by bit")
	except("runtime/judge/verdict.c:jrt_verdict_estimate", "the interval of a statistic, for people to read")

	except("runtime/judge/verdict.c:compare_with_confidence", \
		"`with 95% confidence` asks an interval, which is no exact number; it decides a word and no amount")

	ban("float double _Float16 _Float32 _Float64 _Float128 real interval_low interval_high exact_low exact_high " \
		"interval_coverage NAN INFINITY HUGE_VAL DBL_EPSILON DBL_MAX", words)
	ban("frexp ldexp modf pow exp log log10 sqrt cbrt floor ceil round roundf trunc rint nearbyint lround llround " \
		"lrint llrint fabs fmod fmin fmax fma isnan isinf isfinite signbit", calls)
}

function exempt(    where) {
	where = FILENAME ":" within
	if (!(where in allowed))
		return 0
	used[where] = 1
	return 1
}

function look(code,    rest, word, called) {
	if (code ~ /(^|[^A-Za-z0-9_])([0-9]+[.][0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[fFlL]?([^A-Za-z0-9_.]|$)/ || \
	    code ~ /(^|[^A-Za-z0-9_.])[0-9]+[eE][-+]?[0-9]+/)
		if (!exempt())
			finding("money is exact: no constant with a point or an exponent on its way")
	rest = code
	while (match(rest, /[A-Za-z_][A-Za-z_0-9]*/)) {
		word = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		called = rest ~ /^[ \t]*[(]/
		if ((word in words || called && (word in calls || word ~ /_(double|real|spread)$/)) && !exempt())
			finding("money is exact: no `" word "` on its way")
	}
}

FNR == 1 {
	in_comment = 0
	within = ""
	files++
	read_file[FILENAME] = 1
}

# A function begins at the first column, and so does a declaration.
/^[A-Za-z_].*[(]/ && !/^(#|typedef|enum [a-z_]+ [{]|struct [a-z_]+ [{])/ {
	within = $0
	sub(/[ \t]*[(].*/, "", within)
	sub(/.*[ *]/, "", within)
}

/^[ \t]*#[ \t]*include/ {
	if (/<(math|float|tgmath|complex)[.]h>/ && FILENAME !~ /^runtime\/base\/(ratio|big|wide)[.]c$/)
		finding("money is exact: no mathematics of doubles on its way")
	next
}

{ look(code_of($0)) }

/^}/ { within = "" }
/^[A-Za-z_].*;$/ { within = "" }

END {
	for (where in allowed) {
		file = where
		sub(/:.*/, "", file)
		if ((file in read_file) && !(where in used))
			print file ":1: the exception for " substr(where, length(file) + 2) " is needed no more"
	}
	if (!bad)
		print "exact: " files " files on the way of money"
}
