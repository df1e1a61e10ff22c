/*
 * Dates of the tree as days since 1970-01-01, and ranges of them.
 */
#include "model/build.h"
#include "time/civil.h"
#include "time/date_text.h"

int32_t jy_builder_day(const struct jy_node *date)
{
	return date ? (int32_t)jrt_civil_floor(date->value, JRT_DAY_US) : INT32_MIN;
}

struct jb_text jy_builder_date_text(struct jy_builder *builder, int32_t day)
{
	return jrt_date_text(builder->arena, day);
}

bool jy_builder_days(struct jy_builder *builder, const struct jy_node *from,
		     const struct jy_node *to, struct jrt_days *out)
{
	struct jrt_days days = {.from = jy_builder_day(from), .to = jy_builder_day(to)};

	if (!jy_is(from, JY_N_DATE) || !jy_is(to, JY_N_DATE) ||
	    (from->flags | to->flags) & JY_F_DAMAGED)
		return false;
	if (days.to < days.from) {
		struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_DATES_ORDER, to->span,
						     "the end %s lies before the beginning %s",
						     jy_builder_date_text(builder, days.to).at,
						     jy_builder_date_text(builder, days.from).at);

		jy_diag_label(builder->diags, diag, from->span, "begins here");
		jy_diag_help(builder->diags, diag, "both days are in: write the earlier one first");
		return false;
	}
	*out = days;
	return true;
}
