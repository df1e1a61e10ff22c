/*
 * Diagnostics as one JSON document, for programs: the shape is stable, fields are only ever added.
 */
#include "source/file.h"
#include "source/sink.h"

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

static void add_diag(struct jb_buf *out, const struct jy_diags *diags, const struct jy_diag *diag)
{
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
	jb_buf_add_byte(out, '}');
}

void jy_sink_json(struct jb_buf *out, const struct jy_diags *diags)
{
	size_t count;
	uint32_t *order = jy_sink_order(diags, out->arena, &count);
	jb_buf_add_string(out, "{\"diagnostics\":[");
	for (size_t i = 0; i < count; i++) {
		jb_buf_add_string(out, i ? ",\n" : "\n");
		add_diag(out, diags, &diags->list.at[order[i]]);
	}
	jb_buf_printf(out, "%s],\"errors\":%u,\"warnings\":%u,\"notices\":%u}\n", count ? "\n" : "",
		      diags->error_count, diags->warning_count, diags->info_count);
}
