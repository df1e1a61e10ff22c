/*
 * Rules about channels: the more of them, the harder it is to be the same brand in each.
 */
#include "base/map.h"
#include "lint/linter.h"
#include "source/file.h"

#define CHANNELS_MAX 5

JY_RULE(channel_sprawl)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jy_diag *diag;

		if (touchpoint->channels.count <= CHANNELS_MAX)
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "`%.*s` is offered over %zu channels, more than %d",
			       JB_ARG(touchpoint->decl.name), touchpoint->channels.count,
			       CHANNELS_MAX);
		jy_help(linter, diag,
			"keep those that customers choose, or make touchpoints of their own of "
			"those that differ");
	}
}

/* A module of the library brings channels that a program need not use. */
static bool is_of_library(const struct jy_linter *linter, struct jy_span span)
{
	const struct jy_file *file = jy_diags_file(linter->diags, span.file);

	return !file || jb_text_starts(file->path, JB_TEXT("library."));
}

JY_RULE(channel_unused)
{
	struct jb_map used;

	jb_map_init(&used, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->channels.count; i++)
		jb_map_put(&used, at.touchpoint->channels.at[i]->decl.name, NULL);
	for (size_t i = 0; linter->model->journeys.count && i < linter->model->channels.count;
	     i++) {
		const struct jy_channel *channel = linter->model->channels.at[i];
		struct jy_diag *diag;

		if (jb_map_get(&used, channel->decl.name) ||
		    is_of_library(linter, channel->decl.span))
			continue;
		diag = jy_find(linter, channel->decl.span, "no touchpoint uses the channel `%.*s`",
			       JB_ARG(channel->decl.name));
		jy_help(linter, diag, "write `channel %.*s` in a touchpoint, or take it out",
			JB_ARG(channel->decl.name));
	}
}

JY_RULE(channel_before_start)
{
	if (!linter->has_as_of)
		return;
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->channels.count; i++) {
		const struct jy_channel *channel = at.touchpoint->channels.at[i];
		struct jy_diag *diag;

		if (!channel->has_since || linter->as_of >= channel->since ||
		    jb_text_is(at.journey->state, "target") ||
		    jb_text_is(at.journey->state, "planned"))
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "`%.*s` uses the channel `%.*s`, which opens on %.*s",
			       JB_ARG(at.touchpoint->decl.name), JB_ARG(channel->decl.name),
			       JB_ARG(jy_date_text(linter, channel->since)));
		jy_note(linter, diag, "it is judged as of %.*s",
			JB_ARG(jy_date_text(linter, linter->as_of)));
		jy_help(linter, diag, "say `state planned` in the journey, or mend the date");
	}
}
