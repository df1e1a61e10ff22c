/*
 * From records to sessions: the program in a record is compiled, its states are judged again.
 */
#include "cli/evidence.h"

#include "cli/command.h"
#include "driver/described.h"
#include "journey/evidence.h"
#include "run/data.h"

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
