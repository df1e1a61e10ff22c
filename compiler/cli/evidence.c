/*
 * Between sessions and records: the texts of a program into a record, and a program out of its
 * texts. A record is written by the program as it is compiled out of it, so what is written here is
 * what everybody else will get.
 */
#include "cli/evidence.h"

#include "doc/words.h"

/* ---- what the compiler knows ---- */

static struct jb_digest digest_of_plan(struct jy_session *session)
{
	struct jb_buf text;

	jb_buf_init(&text, &session->arena);
	jy_plan_dump(jy_session_plan(session), &text);
	return jb_hash_text(jb_buf_text(&text));
}

static const struct jy_metric *metric_named(const struct jy_model *model, struct jb_text name)
{
	for (size_t i = 0; i < model->metrics.count; i++)
		if (jb_text_equal(model->metrics.at[i]->decl.name, name))
			return model->metrics.at[i];
	return NULL;
}

/* Of a metric over groups, what each of them is given. */
static struct jb_text words_of(const struct jy_doc *doc, const struct jy_metric *metric)
{
	if (metric->grouping == JRT_GROUPS_NONE)
		return jy_doc_formula(doc, metric);
	return jb_text_printf(doc->arena, "%s for each %.*s: %.*s",
			      metric->grouping == JRT_GROUPS_WORST ? "the worst value"
								   : "the part that meets it,",
			      JB_ARG(metric->group_what),
			      JB_ARG(jy_doc_formula(doc, metric->grouped)));
}

static const struct jb_text *all_words(struct jy_session *session)
{
	const struct jrt_plan *plan = jy_session_plan(session);
	const struct jy_doc doc = {
		.arena = &session->arena, .model = session->model, .diags = &session->diags};
	struct jb_text *words = JB_NEW_ARRAY(&session->arena, struct jb_text, plan->metric_count);

	for (size_t i = 0; i < plan->metric_count; i++) {
		const struct jy_metric *metric = metric_named(session->model, plan->metric[i].name);

		if (metric)
			words[i] = words_of(&doc, metric);
	}
	return words;
}

static void add_reliefs(struct jy_session *session, struct jrt_evidence_program *program)
{
	const struct jy_model *model = session->model;
	JB_VEC(struct jrt_evidence_relief) list = {0};

	for (size_t a = 0; a < model->agreements.count; a++) {
		const struct jy_agreement *agreement = model->agreements.at[a];

		for (size_t i = 0; i < agreement->relief_count; i++) {
			const struct jy_relief *relief = &agreement->relief[i];

			if (relief->cannot.size)
				continue;
			*jb_push(&session->arena, &list) = (struct jrt_evidence_relief){
				.agreement = agreement->decl.name,
				.title = relief->title,
				.approved_by = relief->approved_by,
				.for_period = relief->whole_period,
				.has_range = relief->has_range,
				.range = relief->range,
				.guarantee = relief->guarantees.at,
				.guarantee_count = relief->guarantees.count,
			};
		}
	}
	program->relief = list.at;
	program->relief_count = list.count;
}

/* Meanings, for whoever writes or checks a record of this session's plan. */
static void describe(struct jy_session *session, struct jrt_evidence_program *program)
{
	program->words = all_words(session);
	add_reliefs(session, program);
}

/* ---- writing ---- */

static const struct jrt_evidence_text *texts_of(const struct jy_session *session,
						const struct jy_recorded *recorded,
						struct jb_arena *arena)
{
	const size_t count = session->units.count;
	struct jrt_evidence_text *text = JB_NEW_ARRAY(arena, struct jrt_evidence_text, count);

	for (size_t i = 0; i < count; i++)
		text[i] = (struct jrt_evidence_text){.name = recorded[i].name,
						     .text = recorded[i].text,
						     .path = session->units.at[i].file->path};
	return text;
}

static bool given_options(struct jy_command *command, struct jrt_evidence_options *options)
{
	struct jrt_input input = {0};

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
	const struct jb_digest digest = digest_of_plan(copy);

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
	struct jb_arena *arena = &command->session.arena;
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
		describe(copy, &given->program);
		status = write_record(command, copy, given, measured);
	}
	jb_arena_disarm(&copy->arena);
	jb_arena_disarm(arena);
	jy_session_release(copy);
	return status;
}

int jy_evidence_write(struct jy_command *command, const struct jrt_measured *measured)
{
	struct jy_session *session = &command->session;
	const struct jy_recorded *recorded;
	struct jrt_evidence given = {.journey = JB_TEXT(JOURNEY_VERSION)};

	if (!jy_args_has(&command->args, "evidence"))
		return JY_EXIT_OK;
	recorded = jy_session_record(session, &session->arena);
	given.program.text = texts_of(session, recorded, &session->arena);
	given.program.text_count = session->units.count;
	given.program.plan = digest_of_plan(session);
	if (!given_options(command, &given.options))
		return JY_EXIT_USAGE;
	return write_with_copy(command, &given, recorded, measured);
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
	struct jy_session *session = &command->session;
	const struct jrt_evidence_program *program = &record->program;
	struct jy_recorded *recorded =
		JB_NEW_ARRAY(&session->arena, struct jy_recorded, program->text_count);

	for (size_t i = 0; i < program->text_count; i++)
		recorded[i] = (struct jy_recorded){program->text[i].name, program->text[i].text};
	if (jy_session_load_recorded(session, recorded, program->text_count))
		jy_session_plan(session);
	return !jy_command_findings(command) && session->plan;
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
	struct jb_arena *arena = &command->session.arena;
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
	struct jy_session *session = &command->session;
	const struct jb_digest digest = digest_of_plan(session);
	struct jb_text why;

	describe(session, &record->program);
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
	struct jb_arena *arena = &command->session.arena;
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
