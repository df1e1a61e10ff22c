/*
 * Command lines. Each command describes its options in a table; one reader serves all, and help is
 * made from the same table. `--name value` and `--name=value` are the same; `--` ends the options;
 * "-" is a file name (standard input). A name in capitals goes by one dash and without '=', as C
 * compilers have it: `-MF FILE`.
 */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"

struct jy_option {
	const char *name;  /* without the dashes */
	char letter;	   /* -o; 0: none */
	const char *value; /* what stands for the value in help; NULL: a switch */
	const char *help;
	const char *choices; /* "text|json": the only values; NULL: any */
	bool many;	     /* may be given more than once */
};

#define JY_OPTIONS_MAX 32

/* What stands before the name: "--", or "-" before capitals. */
const char *jy_option_dashes(const struct jy_option *option);

/* Values as given, by the number of the option in the table. */
struct jy_args {
	const struct jy_option *option;
	size_t option_count;
	JB_VEC(struct jb_text) values[JY_OPTIONS_MAX];
	JB_VEC(struct jb_text) files;
	bool help;
};

/* False when the line is wrong: then `why` is a sentence, with a hint where one is known. */
bool jy_args_read(struct jy_args *args, struct jb_arena *arena, const struct jy_option *option,
		  size_t count, int argc, char *const *argv, struct jb_text *why);
/* The value of a named option, or `otherwise`; the last one where it was given often. */
struct jb_text jy_args_value(const struct jy_args *args, const char *name, const char *otherwise);
bool jy_args_has(const struct jy_args *args, const char *name);
/* Whether the value of a named option is a whole number up to 999,999,999; then *number is. */
bool jy_args_number(const struct jy_args *args, const char *name, uint32_t *number);
/* All values of a named option. */
const struct jb_text *jy_args_values(const struct jy_args *args, const char *name, size_t *count);
/* Lines of help are at most so long. */
#define JY_HELP_WIDTH ((size_t)80)
/* Text broken between words into such lines; `indent` blanks before each but the first. */
void jy_help_paragraph(struct jb_buf *out, const char *text, size_t indent);
/* The lines of help for the options. */
void jy_options_help(struct jb_buf *out, const struct jy_option *option, size_t count);

#endif
