/*
 * Findings in reviewdog's format (reviewdog/reviewdog, proto/rdf), which becomes review comments on
 * GitHub, GitLab, Bitbucket and Gerrit. Its columns count bytes of UTF-8 from 1. A fix becomes a
 * suggestion that a click applies; because several suggestions are taken for alternatives, the
 * pieces of one fix are joined, with the text between them as it is.
 */
#include "source/file.h"
#include "source/fix.h"
#include "source/json.h"
#include "source/sink_internal.h"

static void add_position(struct jy_json *json, const char *name, const struct jy_file *file,
			 uint32_t offset)
{
	uint32_t line = jy_file_line(file, offset);
	uint32_t start = file->line[line - 1] < file->start ? file->start : file->line[line - 1];

	jy_json_open(json, name, '{');
	jy_json_number(json, "line", line);
	jy_json_number(json, "column", offset > start ? offset - start + 1 : 1);
	jy_json_close(json, '}');
}

static void add_range(struct jy_json *json, const struct jy_file *file, struct jy_span span)
{
	jy_json_open(json, "range", '{');
	add_position(json, "start", file, span.begin);
	add_position(json, "end", file, span.end);
	jy_json_close(json, '}');
}

static void add_suggestion(struct jy_json *json, const struct jy_finding *finding)
{
	struct jy_fix joined;

	if (!finding->file || !jy_fix_join(&joined, json->out->arena, finding->diag, finding->file))
		return;
	jy_json_open(json, "suggestions", '[');
	jy_json_open(json, NULL, '{');
	add_range(json, finding->file, joined.span);
	jy_json_text(json, "text", joined.replacement);
	jy_json_close(json, '}');
	jy_json_close(json, ']');
}

static const char *severity_of(enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return "ERROR";
	case JY_WARNING: return "WARNING";
	default: return "INFO";
	}
}

static void add_finding(struct jy_json *json, const struct jy_finding *finding)
{
	const struct jy_diag *diag = finding->diag;
	struct jb_buf code;

	jb_buf_init(&code, json->out->arena);
	jy_sink_code(&code, diag);
	jy_json_open(json, NULL, '{');
	jy_json_text(json, "message", jy_sink_whole_message(json->out->arena, diag));
	jy_json_open(json, "location", '{');
	jy_json_text(json, "path", finding->path);
	if (finding->file)
		add_range(json, finding->file, diag->span);
	jy_json_close(json, '}');
	jy_json_word(json, "severity", severity_of(diag->severity));
	jy_json_open(json, "code", '{');
	jy_json_text(json, "value", jb_buf_text(&code));
	jy_json_close(json, '}');
	add_suggestion(json, finding);
	jy_json_close(json, '}');
}

void jy_sink_write_rdjson(struct jb_buf *out, const struct jy_findings *findings,
			  const struct jy_sink_options *options)
{
	struct jy_json json = {.out = out};

	(void)options;
	jy_json_open(&json, NULL, '{');
	jy_json_open(&json, "source", '{');
	jy_json_word(&json, "name", "journey");
	jy_json_close(&json, '}');
	jy_json_open(&json, "diagnostics", '[');
	for (size_t i = 0; i < findings->count; i++) {
		if (!jy_finding_counts(&findings->at[i]))
			continue;
		jy_json_line(&json);
		add_finding(&json, &findings->at[i]);
	}
	jb_buf_add_string(out, json.more ? "\n]}\n" : "]}\n");
}
