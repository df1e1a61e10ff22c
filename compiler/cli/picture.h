/*
 * What the commands that draw share: options, theme, and putting a scene into a format.
 */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli/command.h"
#include "diagram/diagram.h"

/* clang-format off: rows of a table */
#define JY_OPTIONS_PICTURE                                                                      \
	{"theme", 0, "THEME", "colours (default light)", "light|dark|print", false},            \
		{"scale",	    0,	  "N", "PNG: pixels for each unit, 1 to 8 (default 2)", \
		 "1|2|3|4|5|6|7|8", false},                                                     \
	{                                                                                       \
		"portable-text", 0, NULL,                                                       \
			"text widths from a built-in table, the same on every machine", NULL,   \
			false                                                                   \
	}
/* clang-format on */

enum jy_theme jy_picture_theme(const struct jy_command *command);
/* The scene as svg, png, pdf or dot; *why is a sentence on failure. */
enum jb_status jy_picture_write(const struct jy_command *command, const struct jy_scene *scene,
				struct jb_text format, struct jb_buf *out, struct jb_text *why);
/* Says what a view notes about its picture, if anything. */
void jy_picture_note(struct jy_command *command, struct jb_text note);

#endif
