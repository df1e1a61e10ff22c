/*
 * What all sinks share, the table of them, and the sink of one line a finding.
 */
#include "source/sink_internal.h"

#include "base/log_line.h"
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

void jy_sink_plain(struct jb_buf *out, struct jb_text text)
{
	uint32_t codepoint;
	for (size_t at = 0, step; (step = jb_utf8_decode(text, at, &codepoint)) > 0; at += step) {
		if (jb_utf8_is_invisible(codepoint) || jb_log_command_at(text, at))
			jb_buf_printf(out, "\\u{%x}", (unsigned)codepoint);
		else
			jb_buf_add_codepoint(out, codepoint);
	}
}

void jy_sink_guarded(struct jb_buf *out, struct jb_text lines)
{
	for (size_t at = 0, end; at < lines.size; at = end + 1) {
		struct jb_text line;

		for (end = at; end < lines.size && lines.at[end] != '\n';)
			end++;
		line = jb_text_slice(lines, at, end);
		for (size_t i = 0; i < line.size; i++) {
			if (jb_log_line_command_at(line, i))
				jb_buf_printf(out, "\\u{%x}", (unsigned)(unsigned char)line.at[i]);
			else
				jb_buf_add_byte(out, line.at[i]);
		}
		if (end < lines.size)
			jb_buf_add_byte(out, '\n');
	}
}

struct jb_text jy_sink_whole_message(struct jb_arena *arena, const struct jy_diag *diag)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_text(&buf, diag->message);
	for (size_t i = 0; i < diag->notes.count; i++)
		jb_buf_printf(&buf, "\nnote: %.*s", JB_ARG(diag->notes.at[i]));
	for (size_t i = 0; i < diag->help.count; i++)
		jb_buf_printf(&buf, "\nhelp: %.*s", JB_ARG(diag->help.at[i]));
	return jb_buf_text(&buf);
}

enum jy_format jy_format_of(struct jb_text name)
{
#define SINK(id, its_name)              \
	if (jb_text_is(name, its_name)) \
		return JY_FORMAT_##id;
#include "source/sink.def"
#undef SINK
	return JY_FORMATS;
}

void jy_sink_write(struct jb_buf *out, enum jy_format format, const struct jy_findings *findings,
		   const struct jy_sink_options *options)
{
	switch (format) {
#define SINK(id, name)                                      \
	case JY_FORMAT_##id:                                \
		jy_sink_write_##id(out, findings, options); \
		break;
#include "source/sink.def"
#undef SINK
	case JY_FORMATS: break;
	}
}

void jy_sink_write_short(struct jb_buf *out, const struct jy_findings *findings,
			 const struct jy_sink_options *options)
{
	(void)options;
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_diag *diag = findings->at[i].diag;
		const struct jy_file *file = findings->at[i].file;

		if (!jy_finding_counts(&findings->at[i]))
			continue;
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

static struct jy_findings of_one(struct jb_buf *out, const struct jy_diags *diags)
{
	struct jy_findings findings;

	jy_findings_make(&findings, out->arena, JB_TEXT(""), &diags, 1);
	return findings;
}

void jy_sink_text(struct jb_buf *out, const struct jy_diags *diags, struct jy_sink_options options)
{
	struct jy_findings findings = of_one(out, diags);

	jy_sink_write_text(out, &findings, &options);
}

void jy_sink_lines(struct jb_buf *out, const struct jy_diags *diags)
{
	struct jy_findings findings = of_one(out, diags);

	jy_sink_write_short(out, &findings, &(struct jy_sink_options){0});
}

void jy_sink_json(struct jb_buf *out, const struct jy_diags *diags)
{
	struct jy_findings findings = of_one(out, diags);

	jy_sink_write_json(out, &findings, &(struct jy_sink_options){0});
}
