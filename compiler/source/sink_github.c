/*
 * Findings as commands of a GitHub workflow, which puts them beside the lines of a pull request:
 * `::error file=…,line=…,title=…::message`. Escaping is that of the runner's own toolkit
 * (actions/toolkit, packages/core/src/command.ts). A step shows few annotations of a kind, so the
 * sink writes no more and says how many it left out.
 */
#include "source/file.h"
#include "source/sink_internal.h"

/* Of each severity. */
#define ANNOTATIONS_MAX 10

static const char *kind_of(enum jy_severity severity)
{
	return severity == JY_INFO ? "notice" : jy_severity_name(severity);
}

static void add_escaped(struct jb_buf *out, struct jb_text text, bool property)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.at[i];

		if (c == '%' || (unsigned char)c < ' ' || (property && (c == ':' || c == ',')))
			jb_buf_printf(out, "%%%02X", (unsigned char)c);
		else
			jb_buf_add_byte(out, c);
	}
}

static struct jb_text plain(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jy_sink_plain(&buf, text);
	return jb_buf_text(&buf);
}

static void add_remarks(struct jb_buf *out, const char *kind, const struct jb_text *text,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		jb_buf_printf(out, "%%0A%s: ", kind);
		add_escaped(out, plain(out->arena, text[i]), false);
	}
}

/* Columns are taken only where one line is marked. */
static void add_place(struct jb_buf *out, const struct jy_finding *finding)
{
	const struct jy_file *file = finding->file;
	struct jy_span span = finding->diag->span;
	uint32_t line, end_line;

	if (!file)
		return;
	line = jy_file_line(file, span.begin);
	end_line = jy_file_line(file, span.end);
	jb_buf_add_string(out, " file=");
	add_escaped(out, plain(out->arena, finding->path), true);
	jb_buf_printf(out, ",line=%u,endLine=%u", line, end_line);
	if (line == end_line)
		jb_buf_printf(out, ",col=%u,endColumn=%u",
			      jy_file_utf16_column(file, span.begin) + 1,
			      jy_file_utf16_column(file, span.end) + 1);
}

static void add_command(struct jb_buf *out, const struct jy_finding *finding)
{
	const struct jy_diag *diag = finding->diag;

	jb_buf_printf(out, "::%s", kind_of(diag->severity));
	add_place(out, finding);
	jb_buf_add_string(out, finding->file ? ",title=" : " title=");
	jy_sink_code(out, diag);
	jb_buf_add_string(out, "::");
	add_escaped(out, plain(out->arena, diag->message), false);
	add_remarks(out, "note", diag->notes.at, diag->notes.count);
	add_remarks(out, "help", diag->help.at, diag->help.count);
	jb_buf_add_byte(out, '\n');
}

void jy_sink_write_github(struct jb_buf *out, const struct jy_findings *findings,
			  const struct jy_sink_options *options)
{
	uint32_t shown[JY_INFO + 1] = {0};
	uint32_t errors, warnings, infos;

	(void)options;
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_finding *finding = &findings->at[i];
		enum jy_severity severity = finding->diag->severity;

		if (!jy_finding_counts(finding) || shown[severity] == ANNOTATIONS_MAX)
			continue;
		shown[severity]++;
		add_command(out, finding);
	}
	errors = findings->errors - shown[JY_ERROR];
	warnings = findings->warnings - shown[JY_WARNING];
	infos = findings->infos - shown[JY_INFO];
	if (errors + warnings + infos == 0)
		return;
	jb_buf_printf(out, "journey: GitHub shows %d of a kind; left out: ", ANNOTATIONS_MAX);
	jy_sink_counts(out, errors, warnings, infos);
	jb_buf_add_byte(out, '\n');
}
