/*
 * Rules about pressure: what a brand asks of a partner becomes what the partner asks of each
 * person. What only data can show (targets that no staffing meets) is asked in `eval`.
 */
#include <string.h>

#include "lint/linter.h"

/* How columns name a person who serves; parts of words, as in `agent_id`. */
static const char *const persons[] = {"agent",	    "adviser",	"advisor",    "representative",
				      "employee",   "worker",	"operator",   "consultant",
				      "person",	    "engineer", "technician", "freelancer",
				      "contractor", NULL};

static bool holds_word(struct jb_text text, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= text.size; i++)
		if (memcmp(text.at + i, word, length) == 0)
			return true;
	return false;
}

/* "agent" of "contacts.agent" */
static struct jb_text column_of(const struct jy_metric *metric)
{
	struct jb_text path = metric->group_what;

	for (size_t i = path.size; i-- > 0;)
		if (path.at[i] == '.')
			return (struct jb_text){path.at + i + 1, path.size - i - 1};
	return path;
}

static bool is_person(struct jb_text column)
{
	for (size_t i = 0; persons[i]; i++)
		if (holds_word(column, persons[i]))
			return true;
	return false;
}

static bool has_ceiling(const struct jy_criterion *criterion)
{
	for (size_t i = 0; i < criterion->threshold_count; i++)
		if (criterion->threshold[i].comparison == JRT_AT_MOST ||
		    criterion->threshold[i].comparison == JRT_BELOW ||
		    criterion->threshold[i].comparison == JRT_WITHIN)
			return true;
	return false;
}

/* The worst person's time at work: how long customers waited is nobody's own time. */
static bool is_time_of_each(const struct jy_metric *metric)
{
	if (metric->grouping != JRT_GROUPS_WORST || !metric->grouped ||
	    metric->grouped->type != JRT_DURATION || !is_person(column_of(metric)))
		return false;
	return jy_has_aspect(metric, "efficiency") ||
	       jy_has_aspect(metric->grouped, "efficiency") ||
	       (!metric->aspects.count && !metric->grouped->aspects.count);
}

JY_RULE(pressure_individual_aht)
{
	JY_EACH_CRITERION(linter, at)
	{
		const struct jy_metric *metric = at.criterion->metric;
		struct jy_diag *diag;

		if (!metric || !is_time_of_each(metric) || !has_ceiling(at.criterion))
			continue;
		diag = jy_find(linter, at.criterion->span,
			       "the slowest %.*s decides over `%.*s`: each of them has a ceiling "
			       "on their time",
			       JB_ARG(column_of(metric)), JB_ARG(metric->decl.name));
		jy_label(linter, diag, metric->decl.span, "made for each %.*s",
			 JB_ARG(column_of(metric)));
		jy_note(linter, diag,
			"who has a ceiling on every contact ends contacts, also unsolved ones");
		jy_help(linter, diag, "judge `%.*s` for all together, beside a metric of quality",
			JB_ARG(metric->grouped->decl.name));
	}
}
