/*
 * journey conform: the real paths of a log against the declared flow of a journey, as a report for
 * people, as JSON, or drawn.
 */
#include "cli/conform.h"

#include <unistd.h>

#include "run/data.h"
#include "cli/picture.h"
#include "report/conform.h"

static const struct jy_option options[] = {
	JY_OPTIONS_DATA,
	{"journey", 0, "NAME", "which journey, where the file has several", NULL, false},
	{"cases", 0, "NAME", "whose paths (default: the cases that the journey follows)", NULL,
	 false},
	{"format", 0, "FORMAT", "what to write (default: by the ending of the file, else text)",
	 "text|json|svg|png|pdf|dot", false},
	{"output", 'o', "FILE", "write it there; .svg, .png, .pdf and .dot draw the flow", NULL,
	 false},
	{"top", 0, "N", "how many paths and undeclared ways are listed (default 10)", NULL, false},
	{"fail-on", 0, "WHAT", "exit status 1 when too many cases leave the plan (default never)",
	 "never|deviations", false},
	{"at-most", 0, "PERCENT", "how many may, such as 12.5% (default 0%)", NULL, false},
	JY_OPTIONS_PICTURE,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

/* 12.5% or 12.5, from 0 to 100, in millionths of the whole. */
static bool read_percent(struct jb_text text, jb_fix *share)
{
	if (jb_text_ends(text, JB_TEXT("%")))
		text.size--;
	if (jb_number_parse(text, '.', 1, 100, JB_ROUND_NONE, 0, share) != JB_NUMBER_OK)
		return false;
	return *share >= 0 && *share <= JB_FIX_ONE;
}

struct wish {
	jb_fix at_most;
	uint32_t top;
	struct jb_text format, path;
};

static struct jb_text format_of(const struct jy_command *command, struct jb_text path)
{
	static const char *const ending[] = {".json", ".svg", ".png", ".pdf", ".dot"};
	struct jb_text format = jy_args_value(&command->args, "format", "");

	for (size_t i = 0; !format.size && i < sizeof ending / sizeof *ending; i++)
		if (jb_text_ends(path, jb_text_of(ending[i])))
			format = jb_text_of(ending[i] + 1);
	return format.size ? format : JB_TEXT("text");
}

static bool read_wish(struct jy_command *command, struct wish *wish)
{
	struct jb_text at_most = jy_args_value(&command->args, "at-most", "0");

	wish->top = JRT_CONFORM_TOP;
	wish->path = jy_args_value(&command->args, "output", "-");
	wish->format = format_of(command, wish->path);
	if (!read_percent(at_most, &wish->at_most)) {
		jy_command_misused(command, "--at-most takes a share such as 12.5%%, not \"%.*s\"",
				   JB_ARG(at_most));
		return false;
	}
	if (!jy_args_has(&command->args, "top"))
		return true;
	if (jy_args_number(&command->args, "top", &wish->top) && wish->top > 0 &&
	    wish->top <= JRT_CONFORM_TOP_MAX)
		return true;
	jy_command_misused(command, "--top takes a number from 1 to %d", JRT_CONFORM_TOP_MAX);
	return false;
}

/* Exact: the share of the compared cases that deviate, against a share. */
static bool too_many(const struct jrt_conformance *conformance, jb_fix at_most)
{
	uint64_t deviating = conformance->explained - conformance->conforming;

	return (jb_i128)deviating * JB_FIX_ONE > (jb_i128)conformance->explained * at_most;
}

static int status_of(struct jy_command *command, const struct wish *wish,
		     const struct jrt_measured *measured, const struct jrt_conformance *conformance)
{
	for (size_t i = 0; i < measured->finding_count; i++)
		if (measured->finding[i].severity == JRT_ERROR)
			return JY_EXIT_DATA;
	if (!jb_text_is(jy_args_value(&command->args, "fail-on", "never"), "deviations"))
		return JY_EXIT_OK;
	return too_many(conformance, wish->at_most) ? JY_EXIT_FINDINGS : JY_EXIT_OK;
}

static int write_report(struct jy_command *command, const struct wish *wish,
			const struct jrt_measured *measured,
			const struct jrt_conformance *conformance)
{
	const struct jrt_plan *plan = command->plan;
	int fd = jb_text_is(wish->path, "-") ? STDOUT_FILENO : JY_NO_TERMINAL, status;
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	if (jb_text_is(wish->format, "json"))
		jrt_report_conform_json(plan, measured, conformance, wish->top, &out);
	else if (jb_text_is(wish->format, "text"))
		jrt_report_conform_text(plan, measured, conformance, wish->top,
					jy_command_colour(command, fd), jy_command_width(fd), &out);
	else {
		status = jy_flow_picture(command, conformance->flow, conformance, wish->format,
					 &out);
		if (status != JY_EXIT_OK)
			return status;
	}
	return jy_command_write(command, wish->path, jb_buf_text(&out));
}

static int compare(struct jy_command *command, const struct wish *wish)
{
	struct jrt_conform *conform = jrt_conform_begin(command->arena, command->plan->flow);
	const struct jrt_conformance *conformance;
	struct jrt_measured measured;
	int status = jy_data_measure_cases(command, jrt_conform_take, conform, &measured);

	if (status == JY_EXIT_OK) {
		conformance = jrt_conform_finish(conform);
		status = write_report(command, wish, &measured, conformance);
		if (status == JY_EXIT_OK)
			status = status_of(command, wish, &measured, conformance);
	}
	jrt_conform_release(conform);
	return status;
}

/* Whether --cases names some; nothing given is for the journey to say. */
static bool knows_cases(struct jy_command *command, struct jb_text name)
{
	const struct jy_model *model = command->session->model;
	struct jb_text *known = JB_NEW_ARRAY(command->arena, struct jb_text, model->sources.count);
	size_t count = 0;
	int near;

	for (size_t i = 0; i < model->sources.count; i++)
		if (model->sources.at[i]->is_cases)
			known[count++] = model->sources.at[i]->decl.name;
	for (size_t i = 0; i < count; i++)
		if (jb_text_equal(known[i], name))
			return true;
	if (!name.size)
		return true;
	near = jb_text_nearest(name, known, count);
	if (near >= 0)
		jy_command_misused(command,
				   "--cases: there are no cases `%.*s`; did you mean `%.*s`?",
				   JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "--cases: there are no cases `%.*s`", JB_ARG(name));
	return false;
}

static int work(struct jy_command *command)
{
	struct jb_text cases = jy_args_value(&command->args, "cases", "");
	struct jy_session *session = command->session;
	const struct jy_journey *journey;
	struct wish wish;
	int status;

	if (!read_wish(command, &wish) || jy_picture_check(command) != JY_EXIT_OK)
		return JY_EXIT_USAGE;
	if (!jy_command_load(command, &status))
		return status;
	jy_session_model(session);
	if (session->diags.error_count && jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	journey = jy_pick_journey(command, &status);
	if (!journey)
		return status;
	if (!knows_cases(command, cases))
		return JY_EXIT_USAGE;
	command->plan = session->plan =
		jy_plan_make_flow(&session->arena, session->model, journey, cases, &session->diags);
	if (jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	return compare(command, &wish);
}

int jy_command_conform(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "conform",
		.usage = "[OPTION]... --data LOG=PATH FILE",
		.about = "Compares the paths that customers really took, read from an event log, "
			 "with the flow that a journey declares: what is missing, ad hoc, out of "
			 "order, repeated or failed, how long the ways take, and which paths are "
			 "taken most. For example: journey conform desk.journey --data "
			 "log=tickets.csv -o flow.svg",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
