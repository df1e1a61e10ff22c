/*
 * Reading, applying and renewing a baseline. Whether an entry still occurs can only be told of
 * files that the run has looked at to the end; a partial run, and one with errors, leaves the
 * others alone.
 */
#include "driver/baseline.h"

#include <stdlib.h>

#include "base/io.h"
#include "report/json_read.h"
#include "source/json.h"
#include "source/sink.h"

#define FORMAT_VERSION "1.0"

void jy_baseline_init(struct jy_baseline *baseline, struct jb_arena *arena)
{
	*baseline = (struct jy_baseline){.arena = arena};
	jb_map_init(&baseline->index, arena);
}

static void add_entry(struct jy_baseline *baseline, struct jy_baseline_entry entry)
{
	bool fresh;
	uint64_t *index = jb_map_put(&baseline->index, entry.fingerprint, &fresh);

	if (!fresh)
		return;
	*index = baseline->entry.count;
	*jb_push(baseline->arena, &baseline->entry) = entry;
}

static void read_entries(struct jy_baseline *baseline, struct jrt_document *document)
{
	struct jrt_place_in root = {.node = jrt_document_root(document)};
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, &root, "findings", &count);

	for (size_t i = 0; i < count; i++) {
		struct jrt_place_in in = {&root, "findings", i, jrt_node_item(array, i)};
		struct jy_baseline_entry entry = {
			.path = jrt_node_text(document, &in, "path"),
			.rule = jrt_node_text(document, &in, "rule"),
			.fingerprint = jrt_node_text(document, &in, "fingerprint"),
			.message = jrt_node_text(document, &in, "message"),
		};

		if (!entry.fingerprint.size)
			jrt_document_fault(document, &in, "fingerprint", JB_TEXT("is missing"));
		add_entry(baseline, entry);
	}
}

enum jb_status jy_baseline_read(struct jy_baseline *baseline, struct jb_text path,
				struct jb_text *why)
{
	struct jrt_document document;
	struct jb_text json;
	enum jb_status status =
		jb_io_read_all(baseline->arena, path, JY_BASELINE_BYTES_MAX, &json, why);

	if (status == JB_TOO_LARGE)
		*why = jb_text_printf(baseline->arena, "`%.*s` is too large for a baseline",
				      JB_ARG(path));
	if (status != JB_OK)
		return status;
	status = jrt_document_parse(&document, baseline->arena, json, why);
	if (status == JB_OK) {
		read_entries(baseline, &document);
		if (!jrt_document_sound(&document)) {
			*why = document.fault;
			status = JB_MALFORMED;
		}
		jrt_document_release(&document);
	}
	if (status != JB_OK)
		*why = jb_text_printf(baseline->arena, "`%.*s` is no baseline: %.*s", JB_ARG(path),
				      JB_ARG(*why));
	return status;
}

static bool can_be_accepted(const struct jy_finding *finding)
{
	return finding->diag->severity != JY_ERROR || finding->diag->rule.size > 0;
}

void jy_baseline_apply(struct jy_baseline *baseline, struct jy_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct jy_finding *finding = &findings->at[i];
		const uint64_t *index = jb_map_get(&baseline->index, finding->fingerprint);

		if (!index || !can_be_accepted(finding) || !jy_finding_counts(finding))
			continue;
		baseline->entry.at[*index].occurs = true;
		jy_finding_know(findings, finding);
	}
}

/* Whether the run tells what has become of an entry. */
static bool is_decided(const struct jy_baseline_entry *entry, const struct jy_findings *findings)
{
	const uint64_t *whole = jb_map_get(&findings->read, entry->path);

	if (whole)
		return *whole;
	return !jb_io_is_file(findings->arena,
			      jb_path_join(findings->arena, findings->base, entry->path));
}

size_t jy_baseline_stale(const struct jy_baseline *baseline, const struct jy_findings *findings)
{
	size_t count = 0;

	for (size_t i = 0; i < baseline->entry.count; i++)
		count += !baseline->entry.at[i].occurs &&
			 is_decided(&baseline->entry.at[i], findings);
	return count;
}

static struct jy_baseline_entry entry_of(const struct jy_finding *finding, struct jb_arena *arena)
{
	struct jb_buf rule;

	jb_buf_init(&rule, arena);
	jy_sink_code(&rule, finding->diag);
	return (struct jy_baseline_entry){.path = finding->path,
					  .rule = jb_buf_text(&rule),
					  .fingerprint = finding->fingerprint,
					  .message = finding->diag->message};
}

static int compare(const void *left, const void *right)
{
	const struct jy_baseline_entry *a = left, *b = right;
	int order = jb_text_compare(a->path, b->path);

	if (order == 0)
		order = jb_text_compare(a->rule, b->rule);
	return order ? order : jb_text_compare(a->fingerprint, b->fingerprint);
}

static struct jb_text write_entries(const struct jy_baseline *baseline)
{
	struct jb_buf out;
	struct jy_json json = {.out = &out};

	jb_buf_init(&out, baseline->arena);
	jy_json_open(&json, NULL, '{');
	jy_json_word(&json, "format_version", FORMAT_VERSION);
	jy_json_open(&json, "findings", '[');
	for (size_t i = 0; i < baseline->entry.count; i++) {
		const struct jy_baseline_entry *entry = &baseline->entry.at[i];

		jy_json_line(&json);
		jy_json_open(&json, NULL, '{');
		jy_json_text(&json, "path", entry->path);
		jy_json_text(&json, "rule", entry->rule);
		jy_json_text(&json, "fingerprint", entry->fingerprint);
		jy_json_text(&json, "message", entry->message);
		jy_json_close(&json, '}');
	}
	jb_buf_add_string(&out, "\n]}\n");
	return jb_buf_text(&out);
}

struct jb_text jy_baseline_renewed(const struct jy_baseline *baseline,
				   const struct jy_findings *findings)
{
	struct jy_baseline renewed;

	jy_baseline_init(&renewed, baseline->arena);
	for (size_t i = 0; i < baseline->entry.count; i++)
		if (!is_decided(&baseline->entry.at[i], findings))
			add_entry(&renewed, baseline->entry.at[i]);
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_finding *finding = &findings->at[i];

		if (can_be_accepted(finding) && finding->diag->silence == JY_SPOKEN)
			add_entry(&renewed, entry_of(finding, baseline->arena));
	}
	if (renewed.entry.count)
		qsort(renewed.entry.at, renewed.entry.count, sizeof *renewed.entry.at, compare);
	return write_entries(&renewed);
}
