/*
 * Asking the rules of data, and turning what they find into records for the report.
 */
#include "findings/figures.h"
#include "source/file.h"

static void (*const rules[])(struct jy_figures *figures) = {
	jy_find_always_met,	jy_find_pressure_signal, jy_find_short_contacts, jy_find_infeasible,
	jy_find_report_differs, jy_find_worst_hidden,	 jy_find_watermelon,	 jy_find_capability,
};

static enum jrt_severity severity_of(enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return JRT_ERROR;
	case JY_WARNING: return JRT_WARNING;
	default: return JRT_INFO;
	}
}

static void add_sentence(struct jb_buf *buf, struct jb_text text)
{
	jb_buf_add_string(buf, buf->size ? "; " : "");
	jb_buf_add_text(buf, text);
}

/* Notes say what decided, help what to do: a report has one line for both. */
static struct jb_text help_of(const struct jy_figures *figures, const struct jy_diag *diag)
{
	struct jb_buf buf;

	jb_buf_init(&buf, figures->arena);
	for (size_t i = 0; i < diag->notes.count; i++)
		add_sentence(&buf, diag->notes.at[i]);
	for (size_t i = 0; i < diag->help.count; i++)
		add_sentence(&buf, diag->help.at[i]);
	return jb_buf_text(&buf);
}

static struct jrt_finding record_of(const struct jy_figures *figures, const struct jy_diag *diag)
{
	const struct jy_file *file = jy_diags_file(figures->diags, diag->span.file);
	struct jrt_finding record = {
		.severity = severity_of(diag->severity),
		.code = diag->rule,
		.message = diag->message,
		.help = help_of(figures, diag),
	};

	if (file) {
		record.file = file->path;
		record.line = jy_file_line(file, diag->span.begin);
		record.column = jy_file_column(file, diag->span.begin);
	}
	return record;
}

const struct jrt_finding *jy_findings_of_data(struct jb_arena *arena, const struct jy_model *model,
					      const struct jrt_plan *plan,
					      const struct jrt_measured *measured,
					      const struct jrt_judged *judged,
					      struct jy_diags *diags,
					      const struct jy_lint_options *options, size_t *count)
{
	const size_t before = diags->list.count;
	struct jy_figures figures = {
		.arena = arena,
		.model = model,
		.plan = plan,
		.measured = measured,
		.judged = judged,
		.diags = diags,
		.options = options,
	};
	struct jrt_finding *record;

	jy_figures_init(&figures);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		rules[i](&figures);
	record = JB_NEW_ARRAY(arena, struct jrt_finding, diags->list.count - before);
	*count = 0;
	for (size_t i = before; i < diags->list.count; i++)
		if (!diags->list.at[i].dropped)
			record[(*count)++] = record_of(&figures, &diags->list.at[i]);
	return record;
}
