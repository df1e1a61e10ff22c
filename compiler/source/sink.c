/*
 * What all sinks share, and the sink of one line a record.
 */
#include "source/sink.h"

#include "source/file.h"

const char *jy_severity_name(enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return "error";
	case JY_WARNING: return "warning";
	default: return "info";
	}
}

void jy_sink_code(struct jb_buf *out, const struct jy_diag *diag)
{
	if (diag->rule.size)
		jb_buf_add_text(out, diag->rule);
	else
		jb_buf_printf(out, "J%04u", diag->code);
}

uint32_t *jy_sink_order(const struct jy_diags *diags, struct jb_arena *arena, size_t *count)
{
	uint32_t *order = JB_NEW_ARRAY(arena, uint32_t, diags->list.count);
	jy_diags_sort(diags, order);
	*count = 0;
	for (size_t i = 0; i < diags->list.count; i++)
		if (!diags->list.at[order[i]].dropped)
			order[(*count)++] = order[i];
	return order;
}

void jy_sink_lines(struct jb_buf *out, const struct jy_diags *diags)
{
	size_t count;
	uint32_t *order = jy_sink_order(diags, out->arena, &count);
	for (size_t i = 0; i < count; i++) {
		const struct jy_diag *diag = &diags->list.at[order[i]];
		const struct jy_file *file = jy_diags_file(diags, diag->span.file);
		if (file)
			jb_buf_printf(out, "%.*s:%u:%u: ", JB_ARG(file->path),
				      jy_file_line(file, diag->span.begin),
				      jy_file_column(file, diag->span.begin));
		jb_buf_printf(out, "%s[", jy_severity_name(diag->severity));
		jy_sink_code(out, diag);
		jb_buf_printf(out, "]: %.*s\n", JB_ARG(diag->message));
	}
}
