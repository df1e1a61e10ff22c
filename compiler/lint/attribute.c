/*
 * Rules about attributes of an experience: the field has usual words for them, and a word that is
 * nearly one of them is probably meant to be it.
 */
#include "lint/linter.h"

static const char *const usual[] = {
	"speed",	"effort",	   "ease",
	"empathy",	"clarity",	   "accuracy",
	"honesty",	"trust",	   "care",
	"choice",	"control",	   "consistency",
	"expertise",	"fairness",	   "privacy",
	"safety",	"reliability",	   "responsiveness",
	"respect",	"competence",	   "convenience",
	"transparency", "personalisation", "quality",
	"price",	"value",	   "comfort",
	"courtesy",	"recovery",	   "education",
};
#define USUAL (sizeof usual / sizeof *usual)

JY_RULE(attribute_unknown)
{
	struct jb_text word[USUAL];

	for (size_t i = 0; i < USUAL; i++)
		word[i] = jb_text_of(usual[i]);
	for (size_t i = 0; i < linter->model->attributes.count; i++) {
		const struct jy_attribute *attribute = linter->model->attributes.at[i];
		int near = jb_text_nearest(attribute->decl.name, word, USUAL);
		struct jy_diag *diag;

		if (near < 0 || jb_text_equal(word[near], attribute->decl.name))
			continue;
		diag = jy_find(linter, attribute->decl.span,
			       "the attribute `%.*s` is nearly the usual word `%s`",
			       JB_ARG(attribute->decl.name), usual[near]);
		jy_help(linter, diag, "write `%s`, if that is meant", usual[near]);
	}
}
