/*
 * journey simulate --data: the agreement over a history, as if it had been in force all along.
 */
#include "run/data.h"
#include "cli/simulate.h"

/* The session's model is the command's own: nobody else reads it. */
void jy_simulate_backdate(struct jy_command *command)
{
	struct jy_model *model = jy_session_model(command->session);

	for (size_t i = 0; i < model->agreements.count; i++)
		((struct jy_agreement *)(uintptr_t)model->agreements.at[i])->has_runs = false;
}

static struct jrt_series_row row_of(const struct jrt_account *account)
{
	return (struct jrt_series_row){
		.label = account->label, .has_account = true, .account = *account};
}

static void fill(struct jy_command *command, uint32_t agreement,
		 const struct jrt_settlement *settlement, struct jrt_series *out)
{
	struct jb_arena *arena = command->arena;
	JB_VEC(struct jrt_series_row) rows = {0};

	for (size_t i = 0; i < settlement->account_count; i++)
		if (settlement->account[i].agreement == agreement)
			*jb_push(arena, &rows) = row_of(&settlement->account[i]);
	out->row = rows.at;
	out->count = rows.count;
	out->label_title = JB_TEXT("period");
	out->title = jb_text_printf(
		arena, "%.*s over the data given, as if it had been in force",
		JB_ARG(out->agreement->title.size ? out->agreement->title : out->agreement->name));
	out->note = JB_TEXT("A time without credits at the beginning is left out; terms that begin "
			    "on a date do so here too.");
}

int jy_simulate_history(struct jy_command *command, uint32_t agreement,
			const struct jrt_settle_input *input, struct jrt_series *out)
{
	struct jb_arena *arena = command->arena;
	const struct jrt_plan *plan = jrt_simulate_without_ramp(command->plan, arena);
	struct jrt_settlement settlement;
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why = {0};
	enum jb_status result;
	int status = jy_data_measure(command, &measured);

	if (status != JY_EXIT_OK)
		return status;
	result = jrt_judge(plan, &measured, arena, &judged, &why);
	if (result == JB_OK)
		result = jrt_settle(plan, &measured, &judged, input, arena, &settlement, &why);
	if (result != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	for (size_t i = 0; i < measured.finding_count; i++)
		jy_command_say(command, "%.*s", JB_ARG(measured.finding[i].message));
	out->agreement = &plan->agreement[agreement];
	fill(command, agreement, &settlement, out);
	if (out->count)
		return JY_EXIT_OK;
	jy_command_say(command, "the data has no period that the agreement could settle");
	return JY_EXIT_DATA;
}
