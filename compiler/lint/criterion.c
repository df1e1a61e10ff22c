/*
 * Rules about criteria: what is agreed can be judged by a stranger with the data in hand.
 */
#include "lint/linter.h"

/* ---- incomplete ---- */

JY_RULE(criterion_incomplete)
{
	JY_EACH_CRITERION(linter, at)
	{
		const struct jy_criterion *criterion = at.criterion;
		struct jy_diag *diag;

		if (!criterion->metric || criterion->metric->better != JRT_BETTER_UNSAID)
			continue;
		diag = jy_find(linter, criterion->span,
			       "nothing says which direction of `%.*s` is better",
			       JB_ARG(criterion->metric->decl.name));
		jy_label(linter, diag, criterion->metric->decl.span, "declared here");
		jy_help(linter, diag, "write `better higher` or `better lower` in the metric");
	}
}

/* ---- subjective ---- */

static const char *const subjective[] = {
	"good",	    "great",  "fast",	"quick",      "quickly",     "friendly",    "excellent",
	"better",   "best",   "easy",	"seamless",   "delight",     "delightful",  "happy",
	"promptly", "prompt", "timely", "reasonable", "appropriate", "world-class", NULL};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word(struct jb_text word, const char *wanted)
{
	size_t i = 0;

	for (; i < word.size && wanted[i]; i++)
		if (small(word.at[i]) != wanted[i])
			return false;
	return i == word.size && !wanted[i];
}

/* The first subjective word of a text; empty where there is none. */
static struct jb_text subjective_in(struct jb_text text)
{
	size_t at = 0;

	while (at < text.size) {
		size_t end = at;

		while (end < text.size && is_letter(text.at[end]))
			end++;
		for (size_t i = 0; end > at && subjective[i]; i++)
			if (is_word((struct jb_text){text.at + at, end - at}, subjective[i]))
				return (struct jb_text){text.at + at, end - at};
		at = end + 1;
	}
	return JB_TEXT("");
}

JY_RULE(criterion_subjective)
{
	for (size_t i = 0; i < linter->model->objectives.count; i++) {
		const struct jy_objective *objective = linter->model->objectives.at[i];
		struct jb_text word = subjective_in(objective->decl.title);
		struct jy_diag *diag;

		if (!word.size || objective->measured_by.count)
			continue;
		diag = jy_find(linter, objective->decl.span,
			       "\"%.*s\" cannot be judged: no two people mean the same by it",
			       JB_ARG(word));
		jy_help(linter, diag, "name what shows it: `measured by METRIC`");
	}
}

/* ---- quantity alone ---- */

/* Whether all its criteria measure volume; a metric without aspects may measure anything. */
static bool is_volume_only(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint)
{
	const struct jy_criterion *const *list;
	size_t count = jy_judged(linter, touchpoint, &list);

	for (size_t i = 0; i < count; i++) {
		const struct jy_metric *metric = list[i]->metric;

		if (!metric || metric->aspects.count != 1 || !jy_has_aspect(metric, "volume"))
			return false;
	}
	return count > 0;
}

JY_RULE(criterion_volume_only)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct jy_diag *diag;

		if (!is_volume_only(linter, at.touchpoint))
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "`%.*s` is judged by how much, never by how well",
			       JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"add a criterion of quality, satisfaction or outcome: `success fcr at "
			"least "
			"70%% every month`");
	}
}
