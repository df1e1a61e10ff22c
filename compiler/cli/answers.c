/*
 * Answers to the queries of a file: what the line says of them, answers as files, and the report.
 */
#include "cli/answers.h"

#include "cli/engine.h"
#include "cli/seems.h"
#include "driver/described.h"
#include "engine/answer_file.h"
#include "run/data.h"

/* ---- what the line says ---- */

static bool read_number(struct jb_text text, uint64_t *number)
{
	jb_i128 value;

	if (!jb_i128_parse(text, &value) || value < 0 || value > INT64_MAX)
		return false;
	*number = (uint64_t)value;
	return true;
}

/* "contacts=1200" */
static bool read_rows(struct jy_command *command, struct jb_text given,
		      struct jrt_rows_declared *rows)
{
	size_t at = 0;

	while (at < given.size && given.at[at] != '=')
		at++;
	rows->source = jb_text_slice(given, 0, at);
	if (!read_number(jb_text_slice(given, at + 1, given.size), &rows->rows))
		jy_command_misused(command,
				   "--rows takes NAME=N with a number of rows, not \"%.*s\"",
				   JB_ARG(given));
	else
		return jy_data_source(command, "rows", rows->source);
	return false;
}

bool jy_answers_with(struct jy_command *command, struct jrt_answers_with *with)
{
	struct jrt_input input = {0};
	size_t count;
	const struct jb_text *given = jy_args_values(&command->args, "rows", &count);
	struct jrt_rows_declared *rows =
		JB_NEW_ARRAY(command->arena, struct jrt_rows_declared, count);

	for (size_t i = 0; i < count; i++)
		if (!read_rows(command, given[i], &rows[i]))
			return false;
	if (!jy_data_covers(command, &input))
		return false;
	*with = (struct jrt_answers_with){.cover = input.cover,
					  .cover_count = input.cover_count,
					  .declared = rows,
					  .declared_count = count};
	return true;
}

int jy_answers_report(struct jy_command *command, struct jrt_answers *answers,
		      const struct jrt_answers_with *with, bool verdicts)
{
	struct jrt_measured measured;
	struct jb_text why = {0};

	if (jrt_answers_measure(answers, with, &measured, &why) == JB_OK)
		return jy_data_report(command, &measured, verdicts);
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

/* ---- files ---- */

/* A folder stands for the .csv files below it. JY_EXIT_OK, or the status to end with (reported). */
static int add_files(struct jy_command *command, struct jb_text path, struct jy_paths *files)
{
	const size_t before = files->list.count;
	struct jb_text why = {0};

	if (!jy_folder_is(command->arena, path)) {
		*jb_push(command->arena, &files->list) = path;
		return JY_EXIT_OK;
	}
	if (!jy_folder_files(command->arena, path, JB_TEXT(".csv"), files, &why)) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	if (files->list.count > before)
		return JY_EXIT_OK;
	jy_command_say(command,
		       "%.*s has no .csv files, as which answers of an engine are saved; states "
		       "are judged with --states, and those of shards added up by `journey merge`",
		       JB_ARG(path));
	return JY_EXIT_DATA;
}

/* ---- which dialect ---- */

/* Takes a query that has these names, one that is not taken yet where `once` is asked for. */
static bool take(const struct jrt_queries *queries, bool *taken, bool once,
		 const struct jrt_answer_head *head)
{
	for (uint32_t q = 0; q < queries->count; q++)
		if (!(once && taken[q]) &&
		    jrt_answer_has_names(queries, q, head->name, head->count))
			return taken[q] = true;
	return false;
}

/* How many of the files, in their order, answer a query each. */
static size_t count_answers(struct jb_arena *arena, const struct jrt_queries *queries, bool once,
			    const struct jrt_answer_head *head, size_t count)
{
	bool *taken = JB_NEW_ARRAY(arena, bool, queries->count);
	size_t i = 0;

	while (i < count && take(queries, taken, once, &head[i]))
		i++;
	return i;
}

/* The queries whose answers have these columns. Dialects differ in how sums are cut to pieces and
 * in whether values come with the counts, and the columns tell that: of dialects with the same
 * columns it does not matter which it was. Two answers in the place of one are as good. NULL: none
 * has all; *stranger is the first file that is not of the dialect which has most. */
static const struct jrt_queries *find_queries(struct jy_command *command, struct jy_sql_how how,
					      bool once, const struct jrt_answer_head *head,
					      size_t count, size_t *stranger)
{
	*stranger = 0;
	for (size_t d = 0; d < 2 * jy_dialect_count; d++) {
		struct jy_sql_refusals refusals = {0};
		const struct jrt_queries *queries;
		size_t answers;

		how.dialect = &jy_dialects[d / 2];
		how.apart = d % 2;
		queries = jy_sql(command->arena, command->plan, &how, &refusals);
		answers = queries ? count_answers(command->arena, queries, once, head, count) : 0;
		if (answers == count)
			return queries;
		if (answers > *stranger)
			*stranger = answers;
	}
	return NULL;
}

/* Those with rows first: they name their queries, and the others answer what is left. */
static int read_all(struct jy_command *command, const struct jy_paths *files,
		    const struct jrt_answer_head *head, struct jrt_answers *answers)
{
	const size_t count = files->list.count;
	struct jb_text why = {0};

	for (size_t i = 0; i < 2 * count; i++) {
		const size_t file = i % count;

		if (head[file].rows != (i < count) ||
		    jrt_answers_read(answers, files->list.at[file], command->arena, &why) == JB_OK)
			continue;
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	return JY_EXIT_OK;
}

static bool has_column(const struct jrt_answer_head *head, const char *name)
{
	for (size_t i = 0; i < head->count; i++)
		if (jb_text_is(head->name[i], name))
			return true;
	return false;
}

/* Of a file whose columns are those of no query. */
static int no_answer(struct jy_command *command, struct jb_text path,
		     const struct jrt_answer_head *head)
{
	struct jb_text seems = jy_seems_of(command->arena, path, JY_SEEMS_ANSWER);

	if (seems.size)
		jy_command_say(command, "%.*s", JB_ARG(seems));
	else if (!has_column(head, "query") || !has_column(head, "plan"))
		jy_command_say(command,
			       "%.*s: this is no answer to a statement of `journey sql`, for it "
			       "has no columns query and plan in its first line; rows are counted "
			       "with --data NAME=%.*s",
			       JB_ARG(path), JB_ARG(path));
	else
		jy_command_say(command,
			       "%.*s: the columns are those of no statement of the file: run those "
			       "that `journey sql` writes of it now; %s",
			       JB_ARG(path),
			       jy_args_has(&command->args, "raw")
				       ? "--raw is for answers to `journey sql --raw`"
				       : "answers to `journey sql --raw` want --raw here too");
	return JY_EXIT_DATA;
}

/* JY_EXIT_OK, *queries and the files' beginnings, or the status to end with (reported). */
static int queries_of(struct jy_command *command, const struct jy_paths *files,
		      const struct jrt_answers_with *with, struct jrt_answer_head *head,
		      const struct jrt_queries **queries)
{
	struct jy_sql_how how = {.raw = jy_args_has(&command->args, "raw"),
				 .cover = with->cover,
				 .cover_count = with->cover_count,
				 .plan = jy_described_plan(command->session)};
	const size_t count = files->list.count;
	struct jb_text why = {0};
	size_t stranger;

	if (!jy_queries_any(command, &how))
		return JY_EXIT_USAGE;
	for (size_t i = 0; i < count; i++)
		if (jrt_answer_head(command->arena, files->list.at[i], &head[i], &why) != JB_OK) {
			struct jb_text seems =
				jy_seems_of(command->arena, files->list.at[i], JY_SEEMS_ANSWER);

			jy_command_say(command, "%.*s", JB_ARG(seems.size ? seems : why));
			return JY_EXIT_DATA;
		}
	*queries = find_queries(command, how, true, head, count, &stranger);
	if (!*queries) /* a file that is given twice is told when it is read */
		*queries = find_queries(command, how, false, head, count, &stranger);
	if (*queries)
		return JY_EXIT_OK;
	return no_answer(command, files->list.at[stranger], &head[stranger]);
}

int jy_engine_answers(struct jy_command *command, bool verdicts)
{
	size_t count;
	const struct jb_text *path = jy_args_values(&command->args, "answers", &count);
	const struct jrt_queries *queries = NULL;
	struct jrt_answers_with with;
	struct jrt_answers *answers;
	struct jrt_answer_head *head;
	struct jy_paths files = {0};
	int status;

	if (!jy_data_plan(command, &status))
		return status;
	status = JY_EXIT_OK;
	if (!jy_answers_with(command, &with))
		return JY_EXIT_USAGE;
	for (size_t i = 0; i < count && status == JY_EXIT_OK; i++)
		status = add_files(command, path[i], &files);
	if (status != JY_EXIT_OK)
		return status;
	head = JB_NEW_ARRAY(command->arena, struct jrt_answer_head, files.list.count);
	status = queries_of(command, &files, &with, head, &queries);
	if (status != JY_EXIT_OK)
		return status;
	answers = jrt_answers_make(command->arena, command->plan, queries);
	status = read_all(command, &files, head, answers);
	return status == JY_EXIT_OK ? jy_answers_report(command, answers, &with, verdicts) : status;
}
