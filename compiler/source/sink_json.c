/*
 * Findings as one JSON document, for programs: the shape is stable, fields are only ever added.
 */
#include "source/file.h"
#include "source/sink_internal.h"

/* A minor version adds fields, a major one may change what there is. */
#define FORMAT_VERSION "1.0"

static void add_position(struct jb_buf *out, const char *name, const struct jy_file *file,
			 uint32_t offset)
{
	jb_buf_printf(out, "\"%s\":{\"offset\":%u,\"line\":%u,\"column\":%u,\"utf16\":%u}", name,
		      offset, jy_file_line(file, offset), jy_file_column(file, offset),
		      jy_file_utf16_column(file, offset));
}

static void add_span(struct jb_buf *out, const struct jy_diags *diags, struct jy_span span)
{
	const struct jy_file *file = jy_diags_file(diags, span.file);
	if (!file) {
		jb_buf_add_string(out, "null");
		return;
	}
	jb_buf_add_string(out, "{\"file\":");
	jb_buf_add_json_string(out, file->path);
	jb_buf_add_byte(out, ',');
	add_position(out, "begin", file, span.begin);
	jb_buf_add_byte(out, ',');
	add_position(out, "end", file, span.end);
	jb_buf_add_byte(out, '}');
}

static void add_texts(struct jb_buf *out, const char *name, const struct jb_text *text,
		      size_t count)
{
	jb_buf_printf(out, ",\"%s\":[", name);
	for (size_t i = 0; i < count; i++) {
		if (i)
			jb_buf_add_byte(out, ',');
		jb_buf_add_json_string(out, text[i]);
	}
	jb_buf_add_byte(out, ']');
}

static void add_spans(struct jb_buf *out, const struct jy_diags *diags, const struct jy_diag *diag)
{
	jb_buf_add_string(out, ",\"labels\":[");
	for (size_t i = 0; i < diag->labels.count; i++) {
		jb_buf_add_string(out, i ? ",{\"place\":" : "{\"place\":");
		add_span(out, diags, diag->labels.at[i].span);
		jb_buf_add_string(out, ",\"text\":");
		jb_buf_add_json_string(out, diag->labels.at[i].text);
		jb_buf_add_byte(out, '}');
	}
	jb_buf_add_string(out, "],\"fixes\":[");
	for (size_t i = 0; i < diag->fixes.count; i++) {
		jb_buf_add_string(out, i ? ",{\"place\":" : "{\"place\":");
		add_span(out, diags, diag->fixes.at[i].span);
		jb_buf_add_string(out, ",\"replacement\":");
		jb_buf_add_json_string(out, diag->fixes.at[i].replacement);
		jb_buf_add_byte(out, '}');
	}
	jb_buf_add_byte(out, ']');
}

static void add_finding(struct jb_buf *out, const struct jy_finding *finding)
{
	const struct jy_diags *diags = finding->diags;
	const struct jy_diag *diag = finding->diag;

	jb_buf_printf(out, "{\"severity\":\"%s\",\"code\":\"", jy_severity_name(diag->severity));
	jy_sink_code(out, diag);
	jb_buf_add_string(out, "\",\"message\":");
	jb_buf_add_json_string(out, diag->message);
	jb_buf_add_string(out, ",\"place\":");
	add_span(out, diags, diag->span);
	jb_buf_add_string(out, ",\"label\":");
	jb_buf_add_json_string(out, diag->label);
	add_texts(out, "notes", diag->notes.at, diag->notes.count);
	add_texts(out, "help", diag->help.at, diag->help.count);
	add_spans(out, diags, diag);
	jb_buf_add_string(out, ",\"rule\":");
	if (diag->rule.size)
		jb_buf_add_json_string(out, diag->rule);
	else
		jb_buf_add_string(out, "null");
	jb_buf_add_string(out, ",\"path\":");
	jb_buf_add_json_string(out, finding->path);
	jb_buf_printf(out, ",\"fingerprint\":\"%.*s\"}", JB_ARG(finding->fingerprint));
}

void jy_sink_write_json(struct jb_buf *out, const struct jy_findings *findings,
			const struct jy_sink_options *options)
{
	bool some = false;

	(void)options;
	jb_buf_add_string(out, "{\"format_version\":\"" FORMAT_VERSION "\",\"diagnostics\":[");
	for (size_t i = 0; i < findings->count; i++) {
		if (!jy_finding_counts(&findings->at[i]))
			continue;
		jb_buf_add_string(out, some ? ",\n" : "\n");
		add_finding(out, &findings->at[i]);
		some = true;
	}
	jb_buf_printf(out, "%s],\"errors\":%u,\"warnings\":%u,\"notices\":%u,\"known\":%u}\n",
		      some ? "\n" : "", findings->errors, findings->warnings, findings->infos,
		      findings->known);
}
