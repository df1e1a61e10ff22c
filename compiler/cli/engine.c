/*
 * From options to an engine and back. What a session with one may do is the runtime's matter
 * (engine/engine.h), what a statement says compiler/sql's.
 */
#include "cli/engine.h"

#include <signal.h>

#include "cli/answers.h"
#include "engine/engine.h"
#include "run/data.h"
#include "run/working.h"

/* A day; more is meant as no limit, and that is said by leaving the option out. */
#define SECONDS_MAX 86400

/* ---- ^C ---- */

static struct jrt_cancel cancel;

static void ask_to_stop(int signal_number)
{
	(void)signal_number;
	jrt_cancel_ask(&cancel);
}

/* The first asks the engine to stop; the second ends the program, as always. */
static void listen_for_stop(struct sigaction *before)
{
	struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, before);
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

static bool find_dialect(struct jy_command *command, struct jb_text url,
			 const struct jy_dialect **dialect)
{
	struct jb_text name, near, why;

	if (jrt_engine_dialect(command->arena, url, &name, &why) == JB_OK) {
		*dialect = jy_dialect_find(name, &near);
		return true;
	}
	jy_command_misused(command, "--engine: %.*s", JB_ARG(why));
	return false;
}

/* ---- asking ---- */

static void show_query(void *user, const struct jrt_query *query, size_t number, size_t count)
{
	(void)query;
	jy_working_at(user, "asking the engine: statement %zu of %zu", number + 1, count);
}

static int ask(struct jy_command *command, struct jrt_engine_asked *asked,
	       const struct jrt_queries *queries, struct jrt_answers *answers)
{
	struct jy_working *working = jy_working_begin(&command->args);
	struct sigaction before;
	struct jb_text why = {0};
	enum jb_status status;

	asked->cancel = &cancel;
	asked->progress = show_query;
	asked->progress_user = working;
	listen_for_stop(&before);
	status = jrt_engine_ask(asked, queries, answers, command->arena, &why);
	sigaction(SIGINT, &before, NULL);
	jy_working_end(working);
	if (status == JB_OK)
		return JY_EXIT_OK;
	jy_command_say(command, "%.*s",
		       JB_ARG(why.size ? why
				       : JB_TEXT("there is not enough "
						 "memory for the answer")));
	return JY_EXIT_DATA;
}

int jy_engine_eval(struct jy_command *command, bool verdicts)
{
	struct jrt_engine_asked asked = {.url = jy_args_value(&command->args, "engine", "")};
	const struct jy_dialect *dialect;
	const struct jrt_queries *queries;
	struct jrt_answers *answers;
	struct jrt_answers_with with;
	int status;

	if (!is_fit(command, verdicts) || !find_dialect(command, asked.url, &dialect) ||
	    !read_timeout(command, &asked.seconds))
		return JY_EXIT_USAGE;
	if (!jy_data_plan(command, &status))
		return status;
	if (!jy_answers_with(command, &with))
		return JY_EXIT_USAGE;
	if (!jy_queries_make(command, dialect, &queries, &status))
		return status;
	answers = jrt_answers_make(command->arena, command->plan, queries);
	status = ask(command, &asked, queries, answers);
	return status == JY_EXIT_OK ? jy_answers_report(command, answers, &with, verdicts) : status;
}
