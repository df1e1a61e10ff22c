/*
 * What the commands that draw share: options, theme, and putting a scene into a format.
 */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli/command.h"
#include "diagram/diagram.h"
#include "html/report.h"

#define JY_THEME_WORDS "light|dark|print|contrast"

/* clang-format off: rows of a table */
#define JY_OPTIONS_PICTURE                                                                      \
	{"theme", 0, "THEME", "colours (default light)", JY_THEME_WORDS, false},                \
		{"brand", 0,	"COLOUR", "tint the stage headers, such as --brand '#0a5c8c'",  \
		 NULL,	  false},                                                               \
		{"source-link",                                                                 \
		 0,                                                                             \
		 "ADDRESS",                                                                     \
		 "SVG, PDF: link touchpoints to their lines: 'https://host/{file}#L{line}'",    \
		 NULL,                                                                          \
		 false},                                                                        \
		{"id",	 0,                                                                     \
		 "WORD", "SVG: stands in every id (default: a fingerprint of the picture)",     \
		 NULL,	 false},                                                                \
		{"scale",	    0,	  "N", "PNG: pixels for each unit, 1 to 8 (default 2)", \
		 "1|2|3|4|5|6|7|8", false},                                                     \
		{"page",                                                                        \
		 0,                                                                             \
		 "PAPER",                                                                       \
		 "PDF: on pages of this size (default fit: one as large as the picture)",       \
		 "fit|a4|a3|a2|a1|letter|tabloid",                                              \
		 false},                                                                        \
		{"orientation",                                                                 \
		 0,                                                                             \
		 "WAY",                                                                         \
		 "PDF: how the pages lie (default: with the fewest pages)",                     \
		 "auto|portrait|landscape",                                                     \
		 false},                                                                        \
	{                                                                                       \
		"portable-text", 0, NULL,                                                       \
			"text widths from a built-in table, the same on every machine", NULL,   \
			false                                                                   \
	}

#define JY_OPTIONS_SELECTION                                                                       \
	{"stage", 0, "NAME,...", "only the touchpoints of these stages", NULL, true},              \
		{"channel", 0, "NAME,...", "only those of these channels", NULL, true},            \
		{"partner", 0,	 "NAME,...", "only those that these partners or brands deliver",   \
		 NULL,	    true},                                                                 \
		{"persona", 0, "NAME,...", "feelings and words of these alone", NULL, true},       \
	{                                                                                          \
		"lanes", 0, "NAME,...",                                                            \
			"only these rows of map, blueprint and emotion: channel, pain, success …", \
			NULL, true                                                                 \
	}
/* clang-format on */

/* What the options above select, of these journeys. JY_EXIT_OK, or JY_EXIT_USAGE (reported). */
int jy_picture_selection(struct jy_command *command, const struct jy_journey *const *journey,
			 size_t journey_count, struct jy_selection *selection);

enum jy_theme jy_picture_theme(const struct jy_command *command);
/* Theme and brand for a page of HTML; without --theme the reader's system chooses. */
struct jy_html_look jy_picture_look(const struct jy_command *command);
/* What is wrong with the value of --brand is said: JY_EXIT_OK or _USAGE. */
int jy_picture_check_brand(struct jy_command *command);
/* What is wrong with the values of these options is said, before any work: JY_EXIT_OK or _USAGE. */
int jy_picture_check(struct jy_command *command);
/* What the options change in a scene that is laid out: the colour of a brand, links, ids. */
void jy_picture_dress(const struct jy_command *command, struct jy_scene *scene);
/* The scene, dressed, as svg, png, pdf or dot (not as a page of HTML, which holds several); *why is
 * a sentence on failure. */
enum jb_status jy_picture_write(const struct jy_command *command, const struct jy_scene *scene,
				struct jb_text format, struct jb_buf *out, struct jb_text *why);
/* Says what a view notes about its picture, if anything. */
void jy_picture_note(struct jy_command *command, struct jb_text note);

#endif
