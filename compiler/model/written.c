/*
 * What somebody wrote, for reports: a piece of a file on one line.
 */
#include "model/build.h"

struct jb_text jy_builder_written(struct jy_builder *builder, struct jy_span span)
{
	const struct jy_file *file = jy_diags_file(builder->diags, span.file);
	struct jb_text written = file ? jy_file_slice(file, span) : JB_TEXT("");
	struct jb_buf line;
	bool blank = false;

	jb_buf_init(&line, builder->arena);
	for (size_t i = 0; i < written.size; i++) {
		char byte = written.at[i];

		if (byte == '#') {
			while (i < written.size && written.at[i] != '\n')
				i++;
			byte = '\n';
		}
		if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
			blank = line.size > 0;
			continue;
		}
		if (blank)
			jb_buf_add_byte(&line, ' ');
		blank = false;
		jb_buf_add_byte(&line, byte);
	}
	return jb_buf_text(&line);
}
