/*
 * Findings as SARIF 2.1.0 (OASIS, with Errata 01), as GitHub's code scanning and other services
 * take it. Paths are relative to the folder of the run, so that a file is the same on every
 * machine; columns count units of UTF-16, as `columnKind` says. A marked piece of several lines is
 * cut to its first: a pull request shows a finding only where all of its lines were changed.
 * Silenced findings are in the log with their reason; what a baseline knows is not.
 */
#include "source/file.h"
#include "source/json.h"
#include "source/sarif_rules.h"
#include "source/sink_internal.h"

#define SCHEMA                                                                \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
	"sarif-schema-2.1.0.json"
/* Where the reader finds the sources: the root of the repository that was checked. */
#define BASE_ID "%SRCROOT%"

struct log {
	struct jy_json json;
	const struct jy_findings *findings;
	struct jy_sarif_rules rules;
};

static const char *level_of(enum jy_severity severity)
{
	return severity == JY_INFO ? "note" : jy_severity_name(severity);
}

/* Bytes that a URI cannot hold as %41 (RFC 3986). */
static struct jb_text uri_of(struct jb_arena *arena, struct jb_text path)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < path.size; i++) {
		unsigned char c = (unsigned char)path.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
		    c == '~' || c == '/')
			jb_buf_add_byte(&buf, (char)c);
		else
			jb_buf_printf(&buf, "%%%02X", c);
	}
	return jb_buf_text(&buf);
}

static void add_artifact(struct log *log, const struct jy_file *file)
{
	struct jb_text path = jy_findings_path(log->findings, file);

	jy_json_open(&log->json, "artifactLocation", '{');
	jy_json_text(&log->json, "uri", uri_of(log->json.out->arena, path));
	if (!jb_text_starts(path, JB_TEXT("/")))
		jy_json_word(&log->json, "uriBaseId", BASE_ID);
	jy_json_close(&log->json, '}');
}

static void add_message(struct log *log, const char *name, struct jb_text text)
{
	jy_json_open(&log->json, name, '{');
	jy_json_text(&log->json, "text", text);
	jy_json_close(&log->json, '}');
}

/* With `shown` the text of the piece stands beside its place. */
static void add_region(struct log *log, const char *name, const struct jy_file *file,
		       struct jy_span span, bool shown)
{
	jy_json_open(&log->json, name, '{');
	jy_json_number(&log->json, "startLine", jy_file_line(file, span.begin));
	jy_json_number(&log->json, "startColumn", jy_file_utf16_column(file, span.begin) + 1);
	jy_json_number(&log->json, "endLine", jy_file_line(file, span.end));
	jy_json_number(&log->json, "endColumn", jy_file_utf16_column(file, span.end) + 1);
	if (shown)
		add_message(log, "snippet", jy_file_slice(file, span));
	jy_json_close(&log->json, '}');
}

/* The line on which a piece begins. */
static struct jy_span line_of(const struct jy_file *file, struct jy_span span)
{
	struct jb_text line = jy_file_line_text(file, jy_file_line(file, span.begin));
	uint32_t begin = (uint32_t)(line.at - file->text.at);

	return (struct jy_span){begin, begin + (uint32_t)line.size, span.file};
}

static struct jy_span first_line_of(const struct jy_file *file, struct jy_span span)
{
	uint32_t end = line_of(file, span).end;

	if (span.end > end)
		span.end = end > span.begin ? end : span.begin;
	return span;
}

static void add_physical(struct log *log, const struct jy_file *file, struct jy_span span)
{
	jy_json_open(&log->json, "physicalLocation", '{');
	add_artifact(log, file);
	if (file->text.size) {
		add_region(log, "region", file, first_line_of(file, span), true);
		add_region(log, "contextRegion", file, line_of(file, span), true);
	}
	jy_json_close(&log->json, '}');
}

static void add_location(struct log *log, const struct jy_finding *finding)
{
	if (!finding->file)
		return;
	jy_json_open(&log->json, "locations", '[');
	jy_json_open(&log->json, NULL, '{');
	add_physical(log, finding->file, finding->diag->span);
	jy_json_close(&log->json, '}');
	jy_json_close(&log->json, ']');
}

static void add_related(struct log *log, const struct jy_finding *finding)
{
	const struct jy_diag *diag = finding->diag;

	if (diag->labels.count == 0)
		return;
	jy_json_open(&log->json, "relatedLocations", '[');
	for (size_t i = 0; i < diag->labels.count; i++) {
		const struct jy_label *label = &diag->labels.at[i];
		const struct jy_file *file = jy_diags_file(finding->diags, label->span.file);

		if (!file)
			continue;
		jy_json_open(&log->json, NULL, '{');
		jy_json_number(&log->json, "id", (int64_t)i + 1);
		add_physical(log, file, label->span);
		if (label->text.size)
			add_message(log, "message", label->text);
		jy_json_close(&log->json, '}');
	}
	jy_json_close(&log->json, ']');
}

/* The pieces of the fix that lie in one file. */
static void add_change(struct log *log, const struct jy_diag *diag, const struct jy_file *file)
{
	jy_json_open(&log->json, NULL, '{');
	add_artifact(log, file);
	jy_json_open(&log->json, "replacements", '[');
	for (size_t i = 0; i < diag->fixes.count; i++) {
		const struct jy_fix *fix = &diag->fixes.at[i];

		if (fix->span.file != file->number)
			continue;
		jy_json_open(&log->json, NULL, '{');
		add_region(log, "deletedRegion", file, fix->span, false);
		add_message(log, "insertedContent", fix->replacement);
		jy_json_close(&log->json, '}');
	}
	jy_json_close(&log->json, ']');
	jy_json_close(&log->json, '}');
}

static bool is_first_in_file(const struct jy_diag *diag, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (diag->fixes.at[i].span.file == diag->fixes.at[index].span.file)
			return false;
	return true;
}

static void add_fix(struct log *log, const struct jy_finding *finding)
{
	const struct jy_diag *diag = finding->diag;

	if (diag->fixes.count == 0)
		return;
	jy_json_open(&log->json, "fixes", '[');
	jy_json_open(&log->json, NULL, '{');
	add_message(log, "description",
		    diag->help.count ? diag->help.at[0] : JB_TEXT("Apply what is proposed."));
	jy_json_open(&log->json, "artifactChanges", '[');
	for (size_t i = 0; i < diag->fixes.count; i++) {
		const struct jy_file *file =
			jy_diags_file(finding->diags, diag->fixes.at[i].span.file);

		if (file && is_first_in_file(diag, i))
			add_change(log, diag, file);
	}
	jy_json_close(&log->json, ']');
	jy_json_close(&log->json, '}');
	jy_json_close(&log->json, ']');
}

static void add_suppression(struct log *log, const struct jy_diag *diag)
{
	if (diag->silence == JY_SPOKEN)
		return;
	jy_json_open(&log->json, "suppressions", '[');
	jy_json_open(&log->json, NULL, '{');
	jy_json_word(&log->json, "kind",
		     diag->silence == JY_SILENCED_IN_SOURCE ? "inSource" : "external");
	if (diag->because.size)
		jy_json_text(&log->json, "justification", diag->because);
	jy_json_close(&log->json, '}');
	jy_json_close(&log->json, ']');
}

static void add_result(struct log *log, const struct jy_finding *finding)
{
	const struct jy_diag *diag = finding->diag;
	size_t rule = jy_sarif_rules_find(&log->rules, diag);

	jy_json_line(&log->json);
	jy_json_open(&log->json, NULL, '{');
	jy_json_text(&log->json, "ruleId", log->rules.rule.at[rule].id);
	jy_json_number(&log->json, "ruleIndex", (int64_t)rule);
	jy_json_word(&log->json, "level", level_of(diag->severity));
	add_message(log, "message", jy_sarif_message(log->json.out->arena, diag));
	add_location(log, finding);
	add_related(log, finding);
	jy_json_open(&log->json, "partialFingerprints", '{');
	jy_json_text(&log->json, "primaryLocationLineHash", finding->line_hash);
	jy_json_text(&log->json, "journeyFinding/v1", finding->fingerprint);
	jy_json_close(&log->json, '}');
	add_fix(log, finding);
	add_suppression(log, diag);
	jy_json_close(&log->json, '}');
}

static void add_results(struct log *log)
{
	jy_json_open(&log->json, "results", '[');
	for (size_t i = 0; i < log->findings->count; i++)
		if (!log->findings->at[i].known)
			add_result(log, &log->findings->at[i]);
	jb_buf_add_byte(log->json.out, '\n');
	jy_json_close(&log->json, ']');
}

static void add_tool(struct log *log)
{
	jy_json_line(&log->json);
	jy_json_open(&log->json, "tool", '{');
	jy_json_open(&log->json, "driver", '{');
	jy_json_word(&log->json, "name", "journey");
	jy_json_word(&log->json, "fullName", "journey " JOURNEY_VERSION);
	jy_json_word(&log->json, "semanticVersion", JOURNEY_VERSION);
	jy_sarif_rules_write(&log->rules, &log->json);
	jy_json_close(&log->json, '}');
	jy_json_close(&log->json, '}');
}

static void add_run_facts(struct log *log, const struct jy_sink_options *options)
{
	struct jy_json *json = &log->json;

	jy_json_line(json);
	jy_json_word(json, "columnKind", "utf16CodeUnits");
	jy_json_open(json, "automationDetails", '{');
	jy_json_word(json, "id", "journey/check/");
	jy_json_close(json, '}');
	jy_json_open(json, "invocations", '[');
	jy_json_open(json, NULL, '{');
	jy_json_flag(json, "executionSuccessful", true);
	jy_json_number(json, "exitCode", options->exit_status);
	jy_json_close(json, '}');
	jy_json_close(json, ']');
	jy_json_open(json, "originalUriBaseIds", '{');
	jy_json_open(json, BASE_ID, '{');
	add_message(log, "description", JB_TEXT("The root of the repository that was checked."));
	jy_json_close(json, '}');
	jy_json_close(json, '}');
}

void jy_sink_write_sarif(struct jb_buf *out, const struct jy_findings *findings,
			 const struct jy_sink_options *options)
{
	struct log log = {.json = {.out = out}, .findings = findings};
	struct jy_json *json = &log.json;

	jy_sarif_rules_make(&log.rules, findings, options);
	jy_json_open(json, NULL, '{');
	jy_json_word(json, "$schema", SCHEMA);
	jy_json_word(json, "version", "2.1.0");
	jy_json_open(json, "runs", '[');
	jy_json_open(json, NULL, '{');
	add_run_facts(&log, options);
	add_tool(&log);
	jy_json_line(json);
	add_results(&log);
	jy_json_close(json, '}');
	jy_json_close(json, ']');
	jy_json_close(json, '}');
	jb_buf_add_byte(out, '\n');
}
