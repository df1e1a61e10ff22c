/*
 * Queries of the plan that a command has, by what its line says of tables.
 */
#include "cli/queries.h"

#include <unistd.h>

#include "driver/described.h"

static bool is_source(const struct jrt_plan *plan, struct jb_text name)
{
	for (size_t s = 0; s < plan->source_count; s++)
		if (jb_text_equal(plan->source[s].name, name))
			return true;
	return false;
}

static struct jb_text nearest_source(struct jy_command *command, struct jb_text name)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_text *names = JB_NEW_ARRAY(command->arena, struct jb_text, plan->source_count);
	int near;

	for (size_t s = 0; s < plan->source_count; s++)
		names[s] = plan->source[s].name;
	near = jb_text_nearest(name, names, plan->source_count);
	return near < 0 ? JB_TEXT("") : names[near];
}

static bool holds_nul(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] == '\0')
			return true;
	return false;
}

/* "contacts=schema.table"; false (reported). */
static bool read_table(struct jy_command *command, const char *option, struct jb_text given,
		       struct jy_sql_table *table)
{
	size_t at = 0;
	struct jb_text near;

	while (at < given.size && given.at[at] != '=')
		at++;
	*table = (struct jy_sql_table){jb_text_slice(given, 0, at),
				       jb_text_slice(given, at + 1, given.size)};
	if (at >= given.size || !table->source.size || !table->table.size || holds_nul(given)) {
		jy_command_misused(command, "--%s: expected SOURCE=NAME, found %.*s", option,
				   JB_ARG(given));
		return false;
	}
	if (is_source(command->plan, table->source))
		return true;
	near = nearest_source(command, table->source);
	if (near.size)
		jy_command_misused(command, "--%s: there is no source %.*s; did you mean %.*s?",
				   option, JB_ARG(table->source), JB_ARG(near));
	else
		jy_command_misused(command, "--%s: there is no source %.*s", option,
				   JB_ARG(table->source));
	return false;
}

static bool read_tables(struct jy_command *command, const char *option,
			const struct jy_sql_table **table, size_t *count)
{
	const struct jb_text *given = jy_args_values(&command->args, option, count);
	struct jy_sql_table *tables = JB_NEW_ARRAY(command->arena, struct jy_sql_table, *count);

	for (size_t i = 0; i < *count; i++)
		if (!read_table(command, option, given[i], &tables[i]))
			return false;
	*table = tables;
	return true;
}

static void say_refusals(struct jy_command *command, const struct jy_sql_refusals *refusals,
			 const struct jy_dialect *dialect)
{
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	for (size_t i = 0; i < refusals->list.count; i++) {
		const struct jy_sql_refusal *refusal = &refusals->list.at[i];

		if (refusal->place.line)
			jb_buf_printf(&out, "%.*s:%u: ", JB_ARG(refusal->place.file),
				      (unsigned)refusal->place.line);
		jb_buf_printf(&out, "refused: %.*s: %.*s\n", JB_ARG(refusal->what),
			      JB_ARG(refusal->why));
		jb_buf_printf(&out, "  instead: %.*s\n", JB_ARG(refusal->instead));
	}
	jb_buf_printf(&out, "%zu refused for %s; no statement is written\n", refusals->list.count,
		      dialect->title);
	jy_command_print(STDERR_FILENO, jb_buf_text(&out));
}

bool jy_queries_make(struct jy_command *command, const struct jy_dialect *dialect,
		     const struct jrt_queries **queries, int *status)
{
	struct jy_sql_how how = {.dialect = dialect, .raw = jy_args_has(&command->args, "raw")};
	struct jy_sql_refusals refusals = {0};

	*status = JY_EXIT_USAGE;
	if (!read_tables(command, "table", &how.table, &how.table_count) ||
	    !read_tables(command, "order", &how.order, &how.order_count))
		return false;
	how.plan = jy_described_plan(command->session);
	*queries = jy_sql(command->arena, command->plan, &how, &refusals);
	if (*queries)
		return true;
	say_refusals(command, &refusals, dialect);
	*status = JY_EXIT_FINDINGS;
	return false;
}
