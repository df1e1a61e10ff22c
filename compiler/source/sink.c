/*
 * What all sinks share, and the sink of one line a record.
 */
#include "source/sink.h"

#include "base/utf8.h"
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

void jy_sink_plain(struct jb_buf *out, struct jb_text text)
{
	uint32_t codepoint;
	for (size_t at = 0, step; (step = jb_utf8_decode(text, at, &codepoint)) > 0; at += step) {
		if (jb_utf8_is_invisible(codepoint))
			jb_buf_printf(out, "\\u{%x}", (unsigned)codepoint);
		else
			jb_buf_add_codepoint(out, codepoint);
	}
}

void jy_sink_lines(struct jb_buf *out, const struct jy_diags *diags)
{
	size_t count;
	uint32_t *order = jy_sink_order(diags, out->arena, &count);
	for (size_t i = 0; i < count; i++) {
		const struct jy_diag *diag = &diags->list.at[order[i]];
		const struct jy_file *file = jy_diags_file(diags, diag->span.file);
		if (file) {
			jy_sink_plain(out, file->path);
			jb_buf_printf(out, ":%u:%u: ", jy_file_line(file, diag->span.begin),
				      jy_file_column(file, diag->span.begin));
		}
		jb_buf_printf(out, "%s[", jy_severity_name(diag->severity));
		jy_sink_code(out, diag);
		jb_buf_add_string(out, "]: ");
		jy_sink_plain(out, diag->message);
		jb_buf_add_byte(out, '\n');
	}
}
