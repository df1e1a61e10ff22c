#!/bin/sh
# Turns files into C: embed.sh OUT FILE... writes OUT.c and OUT.h, a table of { name, text, size } in the order
# given. OUT ends with what they are: `library`, whose names are those that stand after `use library.`,
# `templates`, whose names are FOLDER/FILE, or `html_parts`, whose names are the files' own. Texts end with a NUL that size leaves out.
set -eu

out=$1
shift
case $out in
*library) item=jy_library_module comment="The modules of the language's library, from grammar/library" ;;
*html_parts) item=jy_html_part comment="Style and script of the report, from compiler/html" ;;
*) item=jy_template_file comment="The files that journey init writes, from grammar/templates" ;;
esac
guard=JY_GEN_$(basename "$out" | tr a-z A-Z)_H

cat >"$out.h" <<END
/* $comment, embedded at build. */
#ifndef $guard
#define $guard

#include <stddef.h>

struct $item {
	const char *name; /* a module's, FOLDER/FILE, or the file's */
	const char *text; /* UTF-8, NUL after the last byte */
	size_t size;      /* bytes, without that NUL */
};

extern const struct $item ${item}s[];
extern const size_t ${item}_count;

#endif
END

name_of()
{
	case $item in
	jy_library_module) basename "$1" .journey ;;
	jy_html_part) basename "$1" ;;
	*) echo "$(basename "$(dirname "$1")")/$(basename "$1")" ;;
	esac
}

{
	echo "#include \"$(basename "$out").h\""
	number=0
	for file; do
		echo "static const unsigned char text_$number[] = {"
		od -An -v -tu1 "$file" | awk '{ gsub(/[ ]+/, ","); print substr($0, 2) "," }'
		echo '0};'
		number=$((number + 1))
	done
	echo "const struct $item ${item}s[] = {"
	number=0
	for file; do
		echo "{\"$(name_of "$file")\", (const char *)text_$number, sizeof text_$number - 1},"
		number=$((number + 1))
	done
	echo '};'
	echo "const size_t ${item}_count = $number;"
} >"$out.c"
