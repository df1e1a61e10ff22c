/*
 * Rules about standards: what may never be undercut is written down, however fast the service
 * grows. Whether a standard was lowered is seen where two versions of a program are compared.
 */
#include "lint/linter.h"

/* `at most` where what is expected has a ceiling. */
static const char *floor_of(const struct jy_criterion *expected)
{
	enum jrt_comparison comparison =
		expected->threshold_count ? expected->threshold[0].comparison : JRT_AT_LEAST;

	return comparison == JRT_AT_MOST || comparison == JRT_BELOW ? "at most" : "at least";
}

JY_RULE(standard_no_floor)
{
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			const struct jy_guarantee *guarantee = &agreement->guarantee[k];
			struct jy_diag *diag;

			if (!guarantee->expected || guarantee->minimum)
				continue;
			diag = jy_find(linter, guarantee->decl.span,
				       "the guarantee `%.*s` says what is expected, and not what "
				       "may never happen",
				       JB_ARG(guarantee->decl.name));
			jy_help(linter, diag, "add the floor: `minimum %s …`",
				floor_of(guarantee->expected));
		}
	}
}
