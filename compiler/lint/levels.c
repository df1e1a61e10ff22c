/*
 * How loud a rule is: the command line before the program, a rule's own name before its family
 * before `all`, and among equals the last one said.
 */
#include <string.h>

#include "lint/linter.h"

/* 3: the rule's own name; 2: its family; 1: `all`; 0: not meant. */
static int fit(struct jb_text said, const char *rule)
{
	if (jb_text_is(said, rule))
		return 3;
	if (jb_text_equal(said, (struct jb_text){rule, strcspn(rule, ".")}))
		return 2;
	return jb_text_is(said, "all");
}

static bool find(const struct jy_rule_level *list, size_t count, const char *rule,
		 enum jy_level *level)
{
	int best = 0;

	for (size_t i = 0; i < count; i++) {
		int fits = fit(list[i].rule, rule);

		if (fits && fits >= best) {
			best = fits;
			*level = list[i].level;
		}
	}
	return best > 0;
}

enum jy_level jy_level_of(const struct jy_rule *rule, const struct jy_model *model,
			  const struct jy_lint_options *options)
{
	enum jy_level level = rule->level;

	if (options && find(options->level, options->level_count, rule->name, &level))
		return level;
	find(model->rule_level, model->rule_level_count, rule->name, &level);
	return level;
}
