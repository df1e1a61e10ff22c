/*
 * Findings as a Code Quality report of GitLab: one array, whose fields are named in GitLab's manual
 * (doc/ci/testing/code_quality.md). GitLab takes entries with one fingerprint for one entry and
 * compares branches by them, so a line's number is no part of it (fingerprint.h).
 */
#include "source/file.h"
#include "source/json.h"
#include "source/sink_internal.h"

static const char *severity_of(enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return "major";
	case JY_WARNING: return "minor";
	default: return "info";
	}
}

static void add_code(struct jy_json *json, const char *name, const struct jy_diag *diag)
{
	struct jb_buf code;

	jb_buf_init(&code, json->out->arena);
	jy_sink_code(&code, diag);
	jy_json_text(json, name, jb_buf_text(&code));
}

static void add_place(struct jy_json *json, const struct jy_finding *finding)
{
	const struct jy_file *file = finding->file;
	struct jy_span span = finding->diag->span;

	jy_json_open(json, "location", '{');
	jy_json_text(json, "path", finding->path);
	jy_json_open(json, "lines", '{');
	jy_json_number(json, "begin", file ? jy_file_line(file, span.begin) : 1);
	jy_json_number(json, "end", file ? jy_file_line(file, span.end) : 1);
	jy_json_close(json, '}');
	jy_json_close(json, '}');
}

void jy_sink_write_gitlab(struct jb_buf *out, const struct jy_findings *findings,
			  const struct jy_sink_options *options)
{
	struct jy_json json = {.out = out};

	(void)options;
	jy_json_open(&json, NULL, '[');
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_finding *finding = &findings->at[i];

		if (!jy_finding_counts(finding))
			continue;
		jy_json_line(&json);
		jy_json_open(&json, NULL, '{');
		jy_json_text(&json, "description",
			     jy_sink_whole_message(out->arena, finding->diag));
		add_code(&json, "check_name", finding->diag);
		jy_json_text(&json, "fingerprint", finding->fingerprint);
		jy_json_word(&json, "severity", severity_of(finding->diag->severity));
		add_place(&json, finding);
		jy_json_close(&json, '}');
	}
	jb_buf_add_string(out, json.more ? "\n]\n" : "]\n");
}
