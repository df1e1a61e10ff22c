/*
 * From options to an engine and back. What a session with one may do is the runtime's matter
 * (engine/engine.h), what a statement says compiler/sql's.
 */
#include "cli/engine.h"

#include <signal.h>
#include <string.h>

#include "base/io.h"
#include "cli/answers.h"
#include "engine/engine.h"
#include "run/data.h"
#include "run/working.h"

/* A day; more is meant as no limit, and that is said by leaving the option out. */
#define SECONDS_MAX 86400

#define NAME_SHOWN 40 /* of a statement, in the line of progress */

/* ---- ^C ---- */

static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
#define STOPS (sizeof stops / sizeof *stops)

static struct jrt_cancel cancel;
static volatile sig_atomic_t stopped_by;

static void ask_to_stop(int signal_number)
{
	stopped_by = signal_number;
	jrt_cancel_ask(&cancel);
}

/* The first asks the engine to stop; the second ends the program, as always. What is ignored, as
 * by nohup, stays so. */
static void listen_for_stop(struct sigaction before[STOPS])
{
	struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < STOPS; i++)
		if (sigaction(stops[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN)
			sigaction(stops[i], &action, NULL);
}

static void listen_no_more(const struct sigaction before[STOPS])
{
	for (size_t i = 0; i < STOPS; i++)
		sigaction(stops[i], &before[i], NULL);
}

/* ---- what the line says ---- */

static bool is_fit(struct jy_command *command, bool verdicts)
{
	static const struct {
		const char *option, *why;
	} strange[] = {
		{"data", "counts what its tables have: name files, or an engine"},
		{"rejects", "tells how many rows are rejected and why, not which"},
		/* of eval alone */
		{"evidence", "gives no record, as a record holds the digests of files"},
	};

	for (size_t i = 0; i < (verdicts ? 3 : 2); i++)
		if (jy_args_has(&command->args, strange[i].option)) {
			jy_command_misused(command, "--%s does not go with --engine: an engine %s",
					   strange[i].option, strange[i].why);
			return false;
		}
	return true;
}

static bool read_timeout(struct jy_command *command, uint32_t *seconds)
{
	*seconds = 0;
	if (!jy_args_has(&command->args, "timeout") ||
	    (jy_args_number(&command->args, "timeout", seconds) && *seconds > 0 &&
	     *seconds <= SECONDS_MAX))
		return true;
	jy_command_misused(command, "--timeout takes seconds, from 1 to %d", SECONDS_MAX);
	return false;
}

static bool is_dialect(struct jy_command *command, struct jb_text name)
{
	struct jb_text near;

	if (!name.size || jy_dialect_find(name, &near))
		return true;
	jy_command_misused(command, "--dialect: there is no SQL of %.*s; did you mean %.*s?",
			   JB_ARG(name), JB_ARG(near.size ? near : JB_TEXT("postgres")));
	return false;
}

/* What stands before the first colon. */
static struct jb_text scheme_of(struct jb_text url)
{
	const char *colon = memchr(url.at, ':', url.size);

	return colon ? jb_text_slice(url, 0, (size_t)(colon - url.at)) : url;
}

/* A file in the place of a URL; what it is its name tells. */
static void say_file(struct jy_command *command, struct jb_text path, struct jb_text why)
{
	if (jb_text_ends(path, JB_TEXT(".csv")))
		jy_command_misused(command,
				   "--engine: %.*s; rows of a file are given with --data "
				   "NAME=%.*s",
				   JB_ARG(why), JB_ARG(path));
	else
		jy_command_misused(command, "--engine: %.*s; did you mean %s:%.*s?", JB_ARG(why),
				   jb_text_ends(path, JB_TEXT(".duckdb")) ? "duckdb" : "sqlite",
				   JB_ARG(path));
}

/* Says why a URL is of no engine: one that only its own tools can ask, or a word like another. */
static void say_unknown(struct jy_command *command, struct jb_text url, struct jb_text why)
{
	static const struct jb_text asked[] = {JB_TEXT("sqlite"), JB_TEXT("postgres"),
					       JB_TEXT("duckdb"), JB_TEXT("odbc")};
	const struct jb_text scheme = scheme_of(url);
	struct jb_text near;
	const struct jy_dialect *dialect = jy_dialect_find(scheme, &near);
	const int nearest = jb_text_nearest(scheme, asked, sizeof asked / sizeof *asked);

	if (jb_io_is_file(command->arena, url))
		say_file(command, url, why);
	else if (nearest >= 0 && !jb_text_equal(scheme, asked[nearest]))
		jy_command_misused(command, "--engine: %.*s; did you mean %.*s:…?", JB_ARG(why),
				   JB_ARG(asked[nearest]));
	else if (dialect && nearest < 0)
		jy_command_misused(command,
				   "--engine: %s is asked with its own tools: `journey sql FILE "
				   "--engine %s` writes the statements, and `journey judge FILE "
				   "--answers FOLDER` judges what it answers (docs/sql.md)",
				   dialect->title, dialect->name);
	else if (near.size)
		jy_command_misused(command, "--engine: %.*s; did you mean %.*s?", JB_ARG(why),
				   JB_ARG(near));
	else
		jy_command_misused(command, "--engine: %.*s", JB_ARG(why));
}

/* Options that would be passed over, and what they are of. */
static const struct {
	const char *option;
	bool of_answers; /* as well */
} of_engine[] = {
	{"table", false},   {"column", false}, {"order", false}, {"dialect", false},
	{"timeout", false}, {"schema", true},  {"raw", true},	 {"rows", true},
};

/* Not every command has every option. */
static bool is_said(const struct jy_args *args, const char *name)
{
	for (size_t i = 0; i < args->option_count; i++)
		if (strcmp(args->option[i].name, name) == 0)
			return jy_args_has(args, name);
	return false;
}

bool jy_engine_unasked(struct jy_command *command, bool asks)
{
	const bool answers = is_said(&command->args, "answers");

	for (size_t i = 0; i < sizeof of_engine / sizeof *of_engine; i++) {
		const char *option = of_engine[i].option;

		if (!is_said(&command->args, option) || (answers && of_engine[i].of_answers))
			continue;
		if (asks && answers)
			jy_command_misused(
				command,
				"--%s is said where the statements are written, `journey "
				"sql`: --answers are counted already",
				option);
		else
			jy_command_misused(command, "--%s is said of %s; here is none", option,
					   asks ? "an engine, --engine URL"
						: "answers of an engine, --answers PATH");
		return false;
	}
	return true;
}

/* ---- asking ---- */

/* Names are of small letters, digits and blanks; a long one leaves room for what comes behind. */
static void show_query(void *user, const struct jrt_query *query, size_t number, size_t count,
		       int percent)
{
	const struct jb_text name = jb_text_slice(query->name, 0, NAME_SHOWN);

	if (percent < 0)
		jy_working_at(user, "asking: %.*s (%zu of %zu)", JB_ARG(name), number + 1, count);
	else
		jy_working_at(user, "asking: %.*s (%zu of %zu), %d %%", JB_ARG(name), number + 1,
			      count, percent);
}

static int not_answered(struct jy_command *command, enum jb_status status, struct jb_text why)
{
	jy_command_say(command, "%.*s",
		       JB_ARG(why.size ? why
				       : JB_TEXT("there is not enough "
						 "memory for the answer")));
	return status == JB_CANCELLED && stopped_by ? JY_EXIT_SIGNAL + stopped_by : JY_EXIT_DATA;
}

/* JY_EXIT_OK and the dialect, or the status to end with (reported). */
static int find_dialect(struct jy_command *command, struct jrt_engine_asked *asked,
			const struct jy_dialect **dialect)
{
	struct sigaction before[STOPS];
	struct jb_text near, why = {0};
	enum jb_status status;

	listen_for_stop(before);
	status = jrt_engine_dialect(asked, command->arena, &why);
	listen_no_more(before);
	if (status == JB_MALFORMED)
		say_unknown(command, asked->url, why);
	else if (status == JB_REFUSED)
		jy_command_misused(command, "--engine: %.*s", JB_ARG(why));
	else if (status != JB_OK)
		return not_answered(command, status, why);
	if (status != JB_OK)
		return JY_EXIT_USAGE;
	*dialect = jy_dialect_find(asked->dialect, &near);
	return JY_EXIT_OK;
}

static int ask(struct jy_command *command, struct jrt_engine_asked *asked,
	       const struct jrt_queries *queries, struct jrt_answers *answers)
{
	struct jy_working *working = jy_working_begin(&command->args);
	struct sigaction before[STOPS];
	struct jb_text why = {0};
	enum jb_status status;

	asked->progress = show_query;
	asked->progress_user = working;
	listen_for_stop(before);
	status = jrt_engine_ask(asked, queries, answers, command->arena, &why);
	listen_no_more(before);
	jy_working_end(working);
	return status == JB_OK ? JY_EXIT_OK : not_answered(command, status, why);
}

int jy_engine_eval(struct jy_command *command, bool verdicts)
{
	struct jrt_engine_asked asked = {.url = jy_args_value(&command->args, "engine", ""),
					 .dialect = jy_args_value(&command->args, "dialect", ""),
					 .cancel = &cancel};
	const struct jy_dialect *dialect = NULL;
	const struct jrt_queries *queries;
	struct jrt_answers *answers;
	struct jrt_answers_with with;
	int status;

	if (!is_fit(command, verdicts) || !is_dialect(command, asked.dialect) ||
	    !read_timeout(command, &asked.seconds))
		return JY_EXIT_USAGE;
	status = find_dialect(command, &asked, &dialect);
	if (status != JY_EXIT_OK || !jy_data_plan(command, &status))
		return status;
	if (!jy_answers_with(command, &with))
		return JY_EXIT_USAGE;
	if (!jy_queries_make(command, dialect, JY_FORMAT_text, &queries, &status))
		return status;
	answers = jrt_answers_make(command->arena, command->plan, queries);
	status = ask(command, &asked, queries, answers);
	return status == JY_EXIT_OK ? jy_answers_report(command, answers, &with, verdicts) : status;
}
