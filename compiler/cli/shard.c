/*
 * What the line says of a shard, put to what was measured. Whether shards add up is asked when they
 * are added (merge/merge.h); here a claim is only taken down.
 */
#include "cli/shard.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "journey/state.h"
#include "ledger/identity.h"

/* ---- the program ---- */

/* What every meter counts; and the days on which calendars are closed, which its identity leaves
 * out because each year has its own. */
struct jb_text jy_shard_program(struct jb_arena *arena, const struct jrt_plan *plan)
{
	struct jb_digest digest;
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add_text(&hash, jrt_identity_text(plan, arena));
	for (size_t c = 0; c < plan->calendar_count; c++) {
		const struct jrt_calendar_spec *calendar = &plan->calendar[c];

		jb_hash_add_text(&hash, calendar->name);
		jb_hash_add_number(&hash, calendar->closed_count);
		for (size_t i = 0; i < calendar->closed_count; i++)
			jb_hash_add_number(&hash, (uint64_t)calendar->closed[i]);
	}
	digest = jb_hash_end(&hash);
	return jb_digest_hex(arena, &digest);
}

/* ---- the line ---- */

static bool is_name(struct jb_text name)
{
	if (name.size == 0 || name.size > JRT_SHARD_ID_MAX || jb_utf8_check(name) != name.size)
		return false;
	for (size_t at = 0; at < name.size;) {
		uint32_t codepoint;

		at += jb_utf8_decode(name, at, &codepoint);
		if (jb_utf8_is_invisible(codepoint))
			return false;
	}
	return true;
}

/* Other formats do not have the states. */
static bool writes_states(const struct jy_command *command)
{
	size_t count;
	const struct jb_text *also = jy_args_values(&command->args, "also", &count);

	for (size_t i = 0; i < count; i++)
		if (jb_text_starts(also[i], JB_TEXT("json=")))
			return true;
	return jb_text_is(jy_args_value(&command->args, "format", "text"), "json");
}

static int nothing_called(struct jy_command *command, const char *what, struct jb_text name,
			  const struct jb_text *known, size_t count)
{
	int near = jb_text_nearest(name, known, count);

	if (near >= 0)
		return jy_command_misused(command,
					  "--split-by: there is no %s %.*s; did you mean %.*s?",
					  what, JB_ARG(name), JB_ARG(known[near]));
	return jy_command_misused(command, "--split-by: there is no %s %.*s", what, JB_ARG(name));
}

static int find_source(struct jy_command *command, struct jb_text name,
		       const struct jrt_source **source)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_text *known = JB_NEW_ARRAY(command->arena, struct jb_text, plan->source_count);

	for (size_t s = 0; s < plan->source_count; s++) {
		known[s] = plan->source[s].name;
		*source = &plan->source[s];
		if (jb_text_equal(known[s], name))
			return JY_EXIT_OK;
	}
	return nothing_called(command, "source", name, known, plan->source_count);
}

static int find_column(struct jy_command *command, const struct jrt_source *source,
		       struct jb_text name)
{
	struct jb_text *known = JB_NEW_ARRAY(command->arena, struct jb_text, source->column_count);

	for (size_t c = 0; c < source->column_count; c++) {
		known[c] = source->column[c].name;
		if (jb_text_equal(known[c], name))
			return JY_EXIT_OK;
	}
	return nothing_called(
		command,
		jb_text_printf(command->arena, "column of %.*s called", JB_ARG(source->name)).at,
		name, known, source->column_count);
}

/* "contacts=customer" */
static void cut(struct jb_text given, struct jb_text *source, struct jb_text *column)
{
	size_t at = 0;

	while (at < given.size && given.at[at] != '=')
		at++;
	*source = jb_text_slice(given, 0, at);
	*column = jb_text_slice(given, at + 1, given.size);
}

static int check_split(struct jy_command *command, struct jb_text given)
{
	const struct jrt_source *source = NULL;
	struct jb_text name, column;
	int status;

	cut(given, &name, &column);
	if (name.size == 0 || column.size == 0)
		return jy_command_misused(command,
					  "--split-by takes NAME=COLUMN, a source and its column, "
					  "not \"%.*s\"",
					  JB_ARG(given));
	status = find_source(command, name, &source);
	return status == JY_EXIT_OK ? find_column(command, source, column) : status;
}

/* ---- what was measured ---- */

static int by_text(const void *a, const void *b)
{
	return jb_text_compare(*(const struct jb_text *)a, *(const struct jb_text *)b);
}

static void take_split(struct jy_command *command, struct jrt_holding *holding)
{
	struct jb_text source = command->plan->source[holding->source].name, name, column;
	size_t count, kept = 0;
	const struct jb_text *given = jy_args_values(&command->args, "split-by", &count);
	struct jb_text *split = JB_NEW_ARRAY(command->arena, struct jb_text, count);

	for (size_t i = 0; i < count; i++) {
		cut(given[i], &name, &column);
		if (jb_text_equal(name, source))
			split[holding->split_count++] = column;
	}
	if (holding->split_count > 0)
		qsort(split, holding->split_count, sizeof *split, by_text);
	for (size_t i = 0; i < holding->split_count; i++)
		if (i == 0 || !jb_text_equal(split[i], split[i - 1]))
			split[kept++] = split[i];
	holding->split = split;
	holding->split_count = kept;
}

/* What is told of all rows of a source, and will be told of the sum. */
static bool is_of_sum(const struct jrt_finding *finding)
{
	return jb_text_is(finding->code, "R0305") || jb_text_is(finding->code, "R0306") ||
	       jb_text_is(finding->code, "R0307");
}

static void name_shard(struct jy_command *command, struct jrt_measured *measured)
{
	struct jrt_shard *shard = JB_NEW(command->arena, struct jrt_shard);

	*shard = (struct jrt_shard){
		.id = jy_args_value(&command->args, "shard", ""),
		.program = jy_shard_program(command->arena, command->plan),
		.holding = measured->holding,
		.holding_count = measured->holding_count,
	};
	for (size_t i = 0; i < shard->holding_count; i++)
		take_split(command, &shard->holding[i]);
	for (size_t i = 0; i < measured->file_count; i++)
		measured->file[i].shard = shard->id;
	for (size_t i = 0; i < measured->finding_count; i++)
		if (!is_of_sum(&measured->finding[i]))
			measured->finding[i].shard = shard->id;
	measured->shard = shard;
	measured->shard_count = 1;
}

int jy_shard_begin(struct jy_command *command)
{
	size_t count;
	int status;
	const struct jb_text *given = jy_args_values(&command->args, "split-by", &count);

	if (!jy_args_has(&command->args, "shard"))
		return count ? jy_command_misused(command,
						  "--split-by says how a shard was cut: give it "
						  "its name, --shard NAME")
			     : JY_EXIT_OK;
	if (!is_name(jy_args_value(&command->args, "shard", "")))
		return jy_command_misused(command,
					  "--shard takes a name of 1 to 200 bytes without control "
					  "characters");
	if (!writes_states(command))
		return jy_command_misused(command,
					  "--shard names states, which only the JSON report has: "
					  "--format json");
	if (!jy_data_plan(command, &status))
		return status;
	for (size_t i = 0; i < count; i++) {
		status = check_split(command, given[i]);
		if (status != JY_EXIT_OK)
			return status;
	}
	command->name_shard = name_shard;
	return JY_EXIT_OK;
}
