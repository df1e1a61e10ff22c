/*
 * What `journey check` writes: the findings in the format asked for, a line for each program, the
 * sum; and with --fix what was changed.
 */
#include <unistd.h>

#include "cli/check.h"
#include "explain/explain.h"
#include "fmt/unified.h"
#include "syntax/tree.h"

static bool has(const struct jy_check *check, const char *option)
{
	return jy_args_has(&check->command->args, option);
}

static void add_number(struct jb_buf *out, const char **separator, size_t count, const char *one,
		       const char *many)
{
	if (count == 0)
		return;
	jb_buf_printf(out, "%s%zu %s", *separator, count, count == 1 ? one : many);
	*separator = ", ";
}

/* What a program that is well amounts to, so that silence cannot be taken for success. */
static void add_well(struct jb_buf *out, const struct jy_session *session)
{
	const struct jy_model *model = session->model;
	const char *separator = "; ";
	size_t touchpoints = 0;

	for (size_t i = 0; i < model->journeys.count; i++)
		for (size_t k = 0; k < model->journeys.at[i]->stage_count; k++)
			touchpoints += model->journeys.at[i]->stage[k].touchpoint_count;
	bool empty = jy_count(jy_kid(session->units.at[0].parsed.root, JY_FILE_DECLS)) == 0;

	jb_buf_add_string(out, empty ? "it declares nothing" : "well");
	add_number(out, &separator, touchpoints, "touchpoint", "touchpoints");
	add_number(out, &separator, model->metrics.count, "metric", "metrics");
	add_number(out, &separator, session->plan->criterion_count, "criterion", "criteria");
}

/* What counts of one program. */
struct sum {
	uint32_t of[JY_INFO + 1];
	uint32_t all;
};

static struct sum sum_of(const struct jy_check *check, const struct jy_session *program)
{
	struct sum sum = {{program->diags.error_count, program->diags.warning_count,
			   program->diags.info_count},
			  0};

	for (size_t i = 0; i < check->findings.count; i++) {
		const struct jy_finding *finding = &check->findings.at[i];

		if (finding->diags == &program->diags && finding->known)
			sum.of[finding->diag->severity]--;
	}
	sum.all = sum.of[JY_ERROR] + sum.of[JY_WARNING] + sum.of[JY_INFO];
	return sum;
}

static bool add_program(struct jb_buf *out, const struct jy_check *check, size_t number)
{
	struct sum sum = sum_of(check, check->program[number]);

	jy_sink_plain(out, check->paths.list.at[number]);
	jb_buf_add_string(out, ": ");
	if (sum.all == 0)
		add_well(out, check->program[number]);
	else
		jy_sink_counts(out, sum.of[JY_ERROR], sum.of[JY_WARNING], sum.of[JY_INFO]);
	jb_buf_add_byte(out, '\n');
	return sum.all == 0;
}

/* One program that has findings speaks for itself. Of many the list would be longer than a screen:
 * then their number alone is told. */
static void add_programs(struct jb_buf *out, const struct jy_check *check)
{
	struct jb_buf list;
	size_t well = 0;

	jb_buf_init(&list, out->arena);
	for (size_t i = 0; i < check->count; i++)
		well += add_program(&list, check, i);
	if (check->findings.known)
		jb_buf_printf(out, "%u known finding%s not shown\n", check->findings.known,
			      check->findings.known == 1 ? "" : "s");
	if (check->count == 1 ? well == 1 : check->count <= JY_DIAGS_SHOWN)
		jb_buf_add_text(out, jb_buf_text(&list));
	if (check->count > 1)
		jb_buf_printf(out, "%zu programs, %zu well\n", check->count, well);
}

/* The page without its title and its source, whose links lead nowhere outside the manual. */
bool jy_check_describe(struct jb_text id, struct jb_arena *arena, struct jy_rule_words *words)
{
	const struct jy_page *page = jy_explain_find(id);
	struct jb_buf help;

	if (!page)
		return false;
	jb_buf_init(&help, arena);
	jb_buf_printf(&help, "%.*s\n\n## Why\n\n%.*s\n", JB_ARG(page->what), JB_ARG(page->why));
	if (page->right.size)
		jb_buf_printf(&help, "\n## Wrong\n\n```\n%.*s\n```\n\n## Right\n\n```\n%.*s\n```\n",
			      JB_ARG(jb_text_trim(page->wrong)), JB_ARG(jb_text_trim(page->right)));
	*words = (struct jy_rule_words){jb_text_of(page->title), page->what, jb_buf_text(&help)};
	return true;
}

int jy_check_report(struct jy_check *check)
{
	struct jb_text name = jy_args_value(&check->command->args, "format", "text");
	enum jy_format format = jy_format_of(name);
	int status = jy_check_status(check), written;
	struct jy_sink_options how = {
		.colour = jy_command_colour(check->command, STDOUT_FILENO),
		.shown = check->shown,
		.exit_status = status,
		.describe = jy_check_describe,
	};
	struct jb_buf out;

	jb_buf_init(&out, &check->command->session->arena);
	jy_sink_write(&out, format, &check->findings, &how);
	if (format == JY_FORMAT_text && !has(check, "quiet"))
		add_programs(&out, check);
	written = jy_command_write(check->command, JB_TEXT("-"), jb_buf_text(&out));
	return written == JY_EXIT_OK ? status : written;
}

/* ---- fixes ---- */

int jy_check_show_fixes(struct jy_check *check)
{
	const struct jy_fixing *fixing = &check->fixing;
	struct jb_buf diff, out;
	int written;

	jb_buf_init(&diff, fixing->arena);
	jb_buf_init(&out, fixing->arena);
	for (size_t i = 0; i < fixing->file.count; i++)
		jy_unified_diff(&diff, fixing->arena, fixing->file.at[i].path,
				fixing->file.at[i].before, fixing->stand_in.at[i].text);
	jy_sink_guarded(&out, jb_buf_text(&diff));
	written = jy_command_write(check->command, JB_TEXT("-"), jb_buf_text(&out));
	return written != JY_EXIT_OK ? written : diff.size ? JY_EXIT_FINDINGS : JY_EXIT_OK;
}

static void say_fixes(struct jy_check *check, size_t files)
{
	const struct jy_fixing *fixing = &check->fixing;
	size_t shown = check->shown ? check->shown : JY_DIAGS_SHOWN, count = fixing->said.count;

	for (size_t i = 0; i < count && i < shown; i++)
		jy_command_say(check->command, "fixed %.*s", JB_ARG(fixing->said.at[i]));
	if (count > shown)
		jy_command_say(check->command, "… and %zu more (--show all)", count - shown);
	if (fixing->refused)
		jy_command_say(check->command,
			       "%zu fix%s taken back, because mistakes would have come of it",
			       fixing->refused, fixing->refused == 1 ? " was" : "es were");
	jy_command_say(check->command, "%zu fix%s in %zu file%s", count, count == 1 ? "" : "es",
		       files, files == 1 ? "" : "s");
}

int jy_check_write_fixes(struct jy_check *check)
{
	const struct jy_fixing *fixing = &check->fixing;
	size_t files = 0;

	for (size_t i = 0; i < fixing->file.count; i++) {
		if (jb_text_equal(fixing->file.at[i].before, fixing->stand_in.at[i].text))
			continue;
		int status = jy_command_write(check->command, fixing->file.at[i].path,
					      fixing->stand_in.at[i].text);
		if (status != JY_EXIT_OK)
			return status;
		files++;
	}
	say_fixes(check, files);
	return JY_EXIT_OK;
}
