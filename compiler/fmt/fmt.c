/*
 * The steps of the formatter in order. Nothing is given out that was not compared with the file.
 */
#include "fmt/fmt.h"

#include "fmt/layout.h"

enum jy_fmt_status jy_fmt(const struct jy_file *file, const struct jy_parsed *parsed,
			  struct jb_arena *arena, struct jb_text *out)
{
	struct jy_layout layout = {.arena = arena, .file = file, .parsed = parsed};
	struct jb_buf text;

	jb_buf_init(&text, arena);
	jy_layout_pieces(&layout);
	jy_layout_lines(&layout);
	jy_layout_tables(&layout);
	jy_layout_wrap(&layout);
	jy_layout_notes(&layout);
	if (!jy_layout_write(&layout, &text))
		return JY_FMT_TOO_LARGE;
	if (!jy_layout_same(&layout, jb_buf_text(&text)))
		return JY_FMT_FAULT;
	*out = jb_buf_text(&text);
	return JY_FMT_DONE;
}
