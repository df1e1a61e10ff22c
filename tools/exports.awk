# The functions that public headers declare, as a version script for the linker: what stands there,
# and nothing else, can be called from outside of the shared library.
#
#	awk -v node=JOURNEY_RT_0 -f tools/exports.awk HEADER...
#
# A declaration begins in the first column and names its function right before the first
# parenthesis; typedefs, macros, inline functions and comments are none.

BEGIN { print node " {\n\tglobal:" }
FNR == 1 { inside = 0; macro = 0 }
{
	was_macro = macro
	macro = /\\$/ && (macro || /^#/)
	if (was_macro || /^#/)
		next
	if (inside) {
		at = index($0, "*/")
		if (at == 0)
			next
		$0 = substr($0, at + 2)
		inside = 0
	}
	while ((at = index($0, "/*")) > 0) {
		end = index(substr($0, at + 2), "*/")
		inside = end == 0
		$0 = substr($0, 1, at - 1) (inside ? "" : substr($0, at + end + 3))
	}
	if (/^(typedef|static|__extension__)/ || !/^[a-z]/)
		next
	if (match($0, /[ *]j(b|rt)_[a-z0-9_]+\(/))
		print "\t\t" substr($0, RSTART + 1, RLENGTH - 2) ";"
}
END { print "\tlocal:\n\t\t*;\n};" }
