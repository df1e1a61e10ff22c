/*
 * journey report: one HTML file for people out of a journey file and its data, or out of what
 * `journey eval --format json` wrote before; without either, of the design alone.
 */
#include <unistd.h>

#include "base/io.h"
#include "cli/picture.h"
#include "cli/seems.h"
#include "diagram/draw.h"
#include "diagram/letters.h"
#include "origin/rules_options.h"
#include "run/data.h"
#include "run/eval.h"

/* Results of an earlier run are at most so large. */
#define RESULTS_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option options[] = {
	{"output", 'o', "FILE", "where the report goes, such as report.html", NULL, false},
	{"results", 0, "FILE", "results of an earlier run: the JSON of `journey eval`", NULL,
	 false},
	{"journey", 0, "NAME", "show the map and trace of this journey only", NULL, false},
	JY_OPTIONS_DATA,
	JY_OPTION_CHARGES,
	JY_OPTION_EVIDENCE,
	JY_OPTION_LEDGER,
	JY_OPTION_FAIL_ON,
	JY_OPTION_RULE,
	JY_OPTION_AS_OF,
	{"theme", 0, "THEME", "colours (default light, and dark where the reader's system is)",
	 JY_THEME_WORDS, false},
	{"brand", 0, "COLOUR", "of the header and the stages, such as --brand '#0a5c8c'", NULL,
	 false},
	{"portable-text", 0, NULL, "text widths from a built-in table, the same on every machine",
	 NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

/* ---- the page ---- */

static bool pick(struct jy_command *command, struct jy_html_report *report)
{
	const struct jy_model *model = report->model;
	struct jb_text name = jy_args_value(&command->args, "journey", "");
	const struct jy_journey **journey =
		JB_NEW_ARRAY(command->arena, const struct jy_journey *, model->journeys.count);

	for (size_t i = 0; i < model->journeys.count; i++)
		if (!name.size || jb_text_equal(model->journeys.at[i]->decl.name, name))
			journey[report->journey_count++] = model->journeys.at[i];
	report->journey = journey;
	if (name.size && !report->journey_count)
		jy_command_misused(command, "there is no journey `%.*s`", JB_ARG(name));
	return !name.size || report->journey_count > 0;
}

/* The title of the only journey, or the file's name. */
static struct jb_text title_of(const struct jy_command *command, const struct jy_model *model)
{
	if (model->journeys.count == 1)
		return model->journeys.at[0]->decl.title;
	return jb_path_name(command->args.files.at[0]);
}

static int write_page(struct jy_command *command, const struct jrt_measured *measured,
		      const struct jrt_judged *judged)
{
	struct jy_session *session = command->session;
	struct jy_html_report report = {
		.arena = command->arena,
		.look = jy_picture_look(command),
		.model = jy_session_model(session),
		.diags = &session->diags,
		.unit = session->units.at,
		.unit_count = session->units.count,
		.portable_text = jy_args_has(&command->args, "portable-text"),
		.plan = judged ? command->plan : NULL,
		.measured = measured,
		.judged = judged,
	};
	struct jb_text why = {0};
	struct jb_buf out;

	if (!pick(command, &report))
		return JY_EXIT_USAGE;
	report.title = title_of(command, report.model);
	jb_buf_init(&out, command->arena);
	if ((report.portable_text || jy_letters(command->arena) || jy_draw(command->arena, &why)) &&
	    jy_html_report(&report, &out, &why) == JB_OK)
		return jy_command_write(command, jy_args_value(&command->args, "output", "-"),
					jb_buf_text(&out));
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

/* ---- where the figures come from ---- */

static int from_data(struct jy_command *command)
{
	int status;

	if (!jy_data_plan(command, &status))
		return status;
	return jy_eval(command, true);
}

static int from_results(struct jy_command *command, struct jb_text path)
{
	struct jrt_measured measured;
	struct jb_text json, why = {0};
	int status;

	if (!jy_data_plan(command, &status))
		return status;
	if (jb_io_read_all(command->arena, path, RESULTS_BYTES_MAX, &json, &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	if (jrt_states_read(command->plan, json, command->arena, &measured, &why) != JB_OK) {
		struct jb_text seems = jy_seems_of(command->arena, path, JY_SEEMS_STATES);

		if (!seems.size)
			seems = jb_text_printf(command->arena, "%.*s: %.*s", JB_ARG(path),
					       JB_ARG(why));
		jy_command_say(command, "%.*s", JB_ARG(seems));
		return JY_EXIT_DATA;
	}
	return jy_data_report(command, &measured, true);
}

static int from_design(struct jy_command *command)
{
	int status;

	if (!jy_command_model(command, &status))
		return status;
	return write_page(command, NULL, NULL);
}

static int work(struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	bool data = jy_args_has(args, "data"), results = jy_args_has(args, "results");

	if (data && results)
		return jy_command_misused(command, "either --data or --results: the results hold "
						   "what the data came to");
	if (!jy_args_has(args, "output") && isatty(STDOUT_FILENO))
		return jy_command_misused(command, "where to? a report is for a browser: -o "
						   "report.html");
	if (jy_picture_check_brand(command) != JY_EXIT_OK)
		return JY_EXIT_USAGE;
	command->report = write_page;
	if (data)
		return from_data(command);
	return results ? from_results(command, jy_args_value(args, "results", ""))
		       : from_design(command);
}

int jy_command_report(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "report",
		.usage = "[OPTION]... [--data NAME=PATH... | --results FILE] FILE",
		.about = "Writes one HTML file that opens in any browser and loads nothing: what "
			 "it comes to, the journey map with its verdicts, the scorecard, trends "
			 "with their limits, the trace from feeling to verdict, money, what the "
			 "data were worth, and every metric as its formula. With --results it "
			 "shows what `journey eval --format json` wrote; without data, the design "
			 "alone.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
