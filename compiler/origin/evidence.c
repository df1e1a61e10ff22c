/*
 * From sessions to records: the texts of a program into a record, which is written by the program
 * as it is compiled out of them, so what is written here is what everybody else will get.
 */
#include "journey/evidence.h"

#include "driver/described.h"
#include "journey/validator.h"
#include "origin/origin.h"
#include "run/data.h"
#include "run/settle.h"

static bool given_options(struct jy_command *command, struct jrt_evidence_options *options)
{
	struct jrt_input input = {0};
	struct jrt_settle_input charges = {0};

	if (!jy_charges_read(command, &charges))
		return false;
	options->charge = charges.charge;
	options->charge_count = charges.charge_count;
	options->as_of = jy_args_value(&command->args, "as-of", "");
	if (!command->hash_data) /* states were read: how they were measured stands in them */
		return true;
	if (!jy_data_covers(command, &input))
		return false;
	options->cover = input.cover;
	options->cover_count = input.cover_count;
	return true;
}

static int write_record(struct jy_command *command, struct jy_session *copy,
			const struct jrt_evidence *given, const struct jrt_measured *measured)
{
	struct jb_text text, why;
	const struct jrt_plan *plan = jy_session_plan(copy);
	const struct jb_digest digest = jy_described_plan(copy);

	if (!jb_digest_equal(&digest, &given->program.plan)) {
		jy_command_say(command, "the program cannot be recorded: it is another without its "
					"folders; use its files without symbolic links");
		return JY_EXIT_DATA;
	}
	if (jrt_evidence_make(plan, given, measured, &copy->arena, &text, &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	return jy_command_write(command, jy_args_value(&command->args, "evidence", ""), text);
}

/* The program as others will compile it, in a session that is given back in any case. */
static int write_with_copy(struct jy_command *command, struct jrt_evidence *given,
			   const struct jy_recorded *recorded, const struct jrt_measured *measured)
{
	struct jb_arena *arena = command->arena;
	struct jy_session *copy = JB_NEW(arena, struct jy_session);
	int status = JY_EXIT_DATA;

	jy_session_init(copy);
	if (JB_ARM(arena) != 0) {
		jy_session_release(copy);
		jb_arena_fail(arena);
	}
	if (JB_ARM(&copy->arena) != 0)
		jb_arena_fail(arena);
	if (jy_session_load_recorded(copy, recorded, given->program.text_count)) {
		jy_session_plan(copy);
		jy_described(copy, &given->program);
		status = write_record(command, copy, given, measured);
	}
	jb_arena_disarm(&copy->arena);
	jb_arena_disarm(arena);
	jy_session_release(copy);
	return status;
}

static bool holds(const struct jrt_measured *measured, const struct jrt_cell *cell)
{
	for (size_t i = 0; i < measured->cell_count; i++)
		if (measured->cell[i].meter == cell->meter &&
		    measured->cell[i].period == cell->period)
			return true;
	return false;
}

/* Of what comes from a ledger, the rows were counted in another run: their way is told in the
 * record of that. */
static struct jrt_measured own_ways(struct jy_command *command, const struct jrt_measured *measured,
				    const struct jrt_measured *own)
{
	struct jrt_measured out = *measured;

	if (measured->cell_count == own->cell_count)
		return out;
	out.cell = JB_NEW_ARRAY(command->arena, struct jrt_cell, measured->cell_count);
	for (size_t i = 0; i < measured->cell_count; i++) {
		out.cell[i] = measured->cell[i];
		if (!holds(own, &measured->cell[i]))
			out.cell[i].steps = (struct jrt_steps){0};
	}
	return out;
}

/* A program that was built in speaks of its files by the paths they had then. */
static void name_paths(struct jy_command *command, struct jrt_evidence_program *program)
{
	struct jrt_evidence_text *text =
		JB_NEW_ARRAY(command->arena, struct jrt_evidence_text, program->text_count);

	for (size_t i = 0; i < program->text_count; i++) {
		text[i] = program->text[i];
		text[i].path = jy_built_path(command->validator, text[i].name);
	}
	program->text = text;
}

int jy_evidence_write(struct jy_command *command, const struct jy_recording *recording)
{
	struct jy_session *session = command->session;
	const struct jy_recorded *recorded;
	struct jrt_evidence given = {.journey = JB_TEXT(JOURNEY_VERSION)};
	struct jrt_measured ways;

	if (!jy_args_has(&command->args, "evidence"))
		return JY_EXIT_OK;
	ways = own_ways(command, &recording->measured, recording->own);
	recorded = jy_session_record(session, &session->arena);
	jy_described_texts(session, recorded, &session->arena, &given.program);
	if (command->validator)
		name_paths(command, &given.program);
	given.program.plan = jy_described_plan(session);
	given.options.settled = recording->history.account;
	given.options.settled_count = recording->history.account_count;
	if (!given_options(command, &given.options))
		return JY_EXIT_USAGE;
	return write_with_copy(command, &given, recorded, &ways);
}
