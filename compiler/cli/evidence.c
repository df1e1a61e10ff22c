/*
 * Between sessions and records: the texts of a program into a record, and a program out of its
 * texts. A record is written by the program as it is compiled out of it, so what is written here is
 * what everybody else will get.
 */
#include "cli/evidence.h"

#include "cli/command.h"

#include "run/settle.h"
#include "driver/described.h"

/* ---- writing ---- */

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
	given.program.plan = jy_described_plan(session);
	given.options.settled = recording->history.account;
	given.options.settled_count = recording->history.account_count;
	if (!given_options(command, &given.options))
		return JY_EXIT_USAGE;
	return write_with_copy(command, &given, recorded, &ways);
}

/* ---- judging ---- */

static int say_of(struct jy_command *command, struct jb_text path, struct jb_text why)
{
	jy_command_say(command, "%.*s: %.*s", JB_ARG(path), JB_ARG(why));
	return JY_EXIT_DATA;
}

/* The program in the record, with all that it uses, into the command's session. */
static bool compile(struct jy_command *command, const struct jrt_evidence *record)
{
	const bool compiled = jy_described_compile(command->session, &record->program);

	command->plan = command->session->plan;
	return !jy_command_findings(command) && compiled;
}

static const struct jrt_evidence_text *text_named(const struct jrt_evidence_program *program,
						  struct jb_text name)
{
	for (size_t i = 0; i < program->text_count; i++)
		if (jb_text_equal(program->text[i].name, name))
			return &program->text[i];
	return NULL;
}

static bool compare_program(struct jy_command *command, const struct jrt_evidence_program *program,
			    const struct jy_recorded *own, size_t count)
{
	bool same = true;

	for (size_t i = 0; i < count; i++) {
		const struct jrt_evidence_text *text =
			i == 0 ? &program->text[0] : text_named(program, own[i].name);

		if (text && jb_text_equal(text->text, own[i].text))
			continue;
		jy_command_say(command, "%.*s: %s", JB_ARG(own[i].name),
			       text ? "the record holds another text of it"
				    : "the record does not hold it");
		same = false;
	}
	for (size_t i = 1; i < program->text_count; i++) {
		bool found = false;

		for (size_t k = 1; k < count && !found; k++)
			found = jb_text_equal(program->text[i].name, own[k].name);
		if (!found)
			jy_command_say(command,
				       "%.*s: the record holds it, your program does not "
				       "use it",
				       JB_ARG(program->text[i].name));
		same &= found;
	}
	return same;
}

/* Whether a program of ours is the one in the record, word by word. */
static bool is_program(struct jy_command *command, const struct jrt_evidence_program *program,
		       struct jb_text path)
{
	struct jb_arena *arena = command->arena;
	struct jy_session *own = JB_NEW(arena, struct jy_session);
	const struct jy_session_how how = {.root = jy_args_value(&command->args, "root", "")};
	bool same = false;

	if (jy_session_begin(own, arena, path, &how))
		same = compare_program(command, program, jy_session_record(own, arena),
				       own->units.count);
	else
		jy_command_say(command, "%.*s cannot be read", JB_ARG(path));
	jy_session_release(own);
	return same;
}

static int check(struct jy_command *command, struct jb_text path, struct jrt_evidence *record,
		 struct jrt_evidence_checked *checked)
{
	struct jy_session *session = command->session;
	const struct jb_digest digest = jy_described_plan(session);
	struct jb_text why;

	jy_described(session, &record->program);
	if (jrt_evidence_check(session->plan, &digest, record, &session->arena, checked, &why) !=
	    JB_OK)
		return say_of(command, path, why);
	for (size_t i = 0; i < checked->fault_count; i++)
		say_of(command, path, checked->fault[i]);
	if (checked->fault_count)
		return JY_EXIT_DATA;
	if (checked->other_version)
		jy_command_say(
			command,
			"%.*s: written by journey %.*s; its verdicts follow from its states, "
			"the rest was not compared",
			JB_ARG(path), JB_ARG(record->journey));
	else
		jy_command_say(command,
			       "%.*s: whole, and all of it follows from the program and the states "
			       "in it; SHA-256 %.*s",
			       JB_ARG(path), JB_ARG(record->digest));
	return JY_EXIT_OK;
}

int jy_evidence_judge(struct jy_command *command, struct jb_text path, struct jb_text text,
		      struct jb_text journey)
{
	struct jb_arena *arena = command->arena;
	struct jrt_evidence *record = JB_NEW(arena, struct jrt_evidence);
	struct jrt_evidence_checked checked;
	struct jb_text why;
	int status;

	if (jrt_evidence_open(text, arena, record, &why) != JB_OK)
		return say_of(command, path, why);
	if (!compile(command, record))
		return say_of(command, path,
			      JB_TEXT("the program in the record cannot be compiled"));
	status = check(command, path, record, &checked);
	if (status == JY_EXIT_OK && journey.size && !is_program(command, &record->program, journey))
		status = JY_EXIT_DATA;
	if (status != JY_EXIT_OK)
		return status;
	command->evidence = record;
	return jy_data_report(command, &checked.measured, true);
}
