/*
 * Rules about artificial intelligence at touchpoints.
 */
#include "lint/linter.h"

JY_RULE(ai_undisclosed)
{
	for (size_t i = 0; i < linter->model->channels.count; i++) {
		const struct jy_channel *channel = linter->model->channels.at[i];
		struct jy_diag *diag;

		if (!jb_text_is(channel->kind, "bot") || channel->disclosed.size)
			continue;
		diag = jy_find(linter, channel->decl.span,
			       "customers are not told that `%.*s` is a machine",
			       JB_ARG(channel->decl.name));
		jy_help(linter, diag,
			"say how it is told: `disclosed as \"I am a virtual assistant\"`");
	}
}
