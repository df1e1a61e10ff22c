#!/bin/sh
# Turns the language's own modules into C: embed.sh OUT FILE.journey... writes OUT.c and OUT.h,
# a table of { name, text, size } in the order given. The name is the file's name without
# folder and ending, as it stands after `use library.`. Texts end with a NUL that size leaves out.
set -eu

out=$1
shift

cat >"$out.h" <<'END'
/* The modules of the language's library, embedded at build from grammar/library. */
#ifndef JY_GEN_LIBRARY_H
#define JY_GEN_LIBRARY_H

#include <stddef.h>

struct jy_library_module {
	const char *name; /* as in `use library.NAME` */
	const char *text; /* UTF-8, NUL after the last byte */
	size_t size;      /* bytes, without that NUL */
};

extern const struct jy_library_module jy_library_modules[];
extern const size_t jy_library_module_count;

#endif
END

{
	echo '#include "library.h"'
	number=0
	for file; do
		echo "static const unsigned char text_$number[] = {"
		od -An -v -tu1 "$file" | awk '{ gsub(/[ ]+/, ","); print substr($0, 2) "," }'
		echo '0};'
		number=$((number + 1))
	done
	echo 'const struct jy_library_module jy_library_modules[] = {'
	number=0
	for file; do
		name=$(basename "$file" .journey)
		echo "{\"$name\", (const char *)text_$number, sizeof text_$number - 1},"
		number=$((number + 1))
	done
	echo '};'
	echo "const size_t jy_library_module_count = $number;"
} >"$out.c"
