/*
 * Reasons become codes, which `journey explain` knows, and places of the plan statements of the
 * journey.
 */
#include "cli/unmerged.h"

#include "cli/refused.h"

/* The code of each reason, and what stands behind the marks where it has a place. */
static const struct {
	enum jy_code code;
	const char *mark;
} kinds[] = {
	[JRT_MERGE_TWICE] = {JY_D_SHARD_TWICE, ""},
	[JRT_MERGE_OTHER] = {JY_D_SHARD_OTHER, ""},
	[JRT_MERGE_NONE] = {JY_D_SHARD_NONE, ""},
	[JRT_MERGE_TOGETHER] = {JY_D_SHARD_TOGETHER, "asks for rows of other shards"},
	[JRT_MERGE_COVER] = {JY_D_SHARD_COVER, "hangs on what is covered"},
	[JRT_MERGE_LARGE] = {JY_D_SHARD_LARGE, ""},
};

static struct jb_text message_of(struct jb_arena *arena, const struct jrt_merge_refusal *refusal)
{
	if (!refusal->what.size)
		return refusal->why;
	return jb_text_printf(arena, "%.*s: %.*s", JB_ARG(refusal->what), JB_ARG(refusal->why));
}

static void add(struct jy_diags *diags, const struct jy_session *session,
		const struct jrt_merge_refusal *refusal)
{
	struct jy_span whose,
		span = jy_refused_span(session, &refusal->place, refusal->word, &whose);
	struct jb_text message = message_of(diags->arena, refusal);
	struct jy_diag *diag =
		jy_diag_error(diags, kinds[refusal->reason].code, span, "%.*s", JB_ARG(message));

	if (span.file)
		jy_diag_mark(diags, diag, "%s", kinds[refusal->reason].mark);
	if (whose.file)
		jy_diag_label(diags, diag, whose, "of this");
	if (refusal->instead.size)
		jy_diag_help(diags, diag, "%.*s", JB_ARG(refusal->instead));
}

static int end(struct jy_command *command, const struct jy_diags *diags)
{
	jy_refused_end(command, diags,
		       jy_format_of(jy_args_value(&command->args, "format", "text")), JY_EXIT_DATA,
		       JB_TEXT("these shards are not added up, and nothing is written"));
	return JY_EXIT_DATA;
}

int jy_unmerged_say(struct jy_command *command, const struct jrt_merge_refusals *refusals)
{
	struct jy_diags diags;

	jy_refused_begin(command, &diags);
	for (size_t i = 0; i < refusals->list.count; i++)
		add(&diags, command->session, &refusals->list.at[i]);
	return end(command, &diags);
}

int jy_unmerged_number(struct jy_command *command, size_t count, uint32_t wanted)
{
	struct jy_diags diags;
	struct jy_diag *diag;

	jy_refused_begin(command, &diags);
	diag = jy_diag_error(&diags, JY_D_SHARD_MISSING, (struct jy_span){0},
			     "%zu %s given, and there should be %u", count,
			     count == 1 ? "shard is" : "shards are", (unsigned)wanted);
	jy_diag_help(&diags, diag,
		     "`shards` in the report of each file tells which it has; a sum has those of "
		     "all its parts");
	return end(command, &diags);
}
