/*
 * The command `journey render`, part by part: which pictures go to which files (render_files.c),
 * pages of HTML (render_pages.c),
 * what was read for them (render_deps.c), whether they are as they should be (render_check.c),
 * drawing them with every change (render_watch.c).
 * render.c puts the parts in order and has the views.
 */
#ifndef CLI_RENDER_H
#define CLI_RENDER_H

#include "base/map.h"
#include "cli/picture.h"
#include "driver/make_rule.h"

/* Lays the scene out. An exit status; what is wrong has been said. */
typedef int jy_view_make(struct jy_command *command, const struct jy_journey *journey,
			 const struct jy_picture_options *how, struct jy_scene *scene);

struct jy_view {
	const char *name, *title; /* "map", "Journey map" */
	jy_view_make *make;
	bool stacks; /* draws several journeys in one picture, --all-journeys */
};

/* One view of one journey, and the files it goes to in one format each. */
struct jy_render_picture {
	const struct jy_view *view;
	const struct jy_journey *journey;
	JB_VEC(size_t) pages; /* the files of HTML in which it stands, by their number */
};

struct jy_render_file {
	struct jb_text path, format;
	size_t picture;	      /* its number, of a page of HTML the first; JY_RENDER_DEPS: the rule
				 for make */
	struct jb_text bytes; /* once it is drawn */
	JB_VEC(struct jy_html_picture) shown; /* of a page of HTML, as they are drawn */
};

#define JY_RENDER_DEPS SIZE_MAX

struct jy_render {
	struct jy_command *command;
	const struct jy_view *views;
	size_t view_count;
	bool for_page; /* every picture is drawn as SVG into a file without a name too */
	JB_VEC(struct jy_render_picture) pictures;
	JB_VEC(struct jy_render_file) files;
	struct jb_map page_of; /* the name of a page of HTML: its number among `files` */
};

/* ---- render.c ---- */

/* From the file to all that was asked for. The exit status; what is wrong has been said. */
int jy_render_all(struct jy_render *render);

/* ---- render_watch.c ---- */

/* Draws with every change until it is told to end; the exit status. */
int jy_render_watch(struct jy_render *render);

/* ---- render_files.c ---- */

/* Whether every --output has a format and a name that can be filled in. JY_EXIT_OK or
 * JY_EXIT_USAGE, reported; nothing is loaded for it. */
int jy_render_outputs(struct jy_command *command);
/* Whether some output has that format. */
bool jy_render_writes(const struct jy_command *command, const char *format);
/* Fills `pictures` and `files` for what is loaded, nothing drawn yet. JY_EXIT_OK, or the status to
 * end with (reported): two pictures in one file, a picture over a file that was read. */
int jy_render_files(struct jy_render *render);

/* ---- render_pages.c ---- */

bool jy_render_is_page(const struct jy_render_file *file);
/* The picture is drawn: it comes into the pages in which it stands. */
void jy_render_show(struct jy_render *render, size_t picture, const struct jy_scene *scene);
/* All pictures are drawn: the bytes of the pages. */
void jy_render_pages(struct jy_render *render);

/* ---- render_deps.c ---- */

/* The files that were read for the pictures become inputs of the rule. */
void jy_render_inputs(struct jy_render *render, struct jy_make_rule *rule);
/* Where a rule for make is asked for, adds its file. JY_EXIT_OK or JY_EXIT_USAGE (reported). */
int jy_render_deps_file(struct jy_render *render);
/* The rule's text; *why is a sentence on failure. */
enum jb_status jy_render_deps(struct jy_render *render, struct jb_buf *out, struct jb_text *why);

/* ---- render_check.c ---- */

/* Says which files are not what they would be, and how to renew them. JY_EXIT_OK when all are;
 * JY_EXIT_FINDINGS. */
int jy_render_check(struct jy_render *render);

#endif
