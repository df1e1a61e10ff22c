/*
 * Rows that have a date and no time of day. Such a day is one of the zone in which it was written,
 * and a period of another zone would cut it in two; nobody can say to which part the row belongs
 * (S2). Nothing else is checked here.
 */
#include "plan/lowering.h"
#include "time/zone.h"

static bool same_days(struct jy_lowering *lowering, struct jb_text one, struct jb_text other)
{
	const struct jrt_zone *a, *b;
	struct jb_text why;

	if (jb_text_equal(one, other))
		return true;
	return jrt_zone_load(lowering->arena, one, &a, &why) == JB_OK &&
	       jrt_zone_load(lowering->arena, other, &b, &why) == JB_OK && jrt_zone_same(a, b);
}

/* A name that is no zone's was reported, and another stands in for it. */
static bool zones_are_known(const struct jy_diags *diags)
{
	for (size_t i = 0; i < diags->list.count; i++)
		if (diags->list.at[i].code == JY_D_ZONE_UNKNOWN ||
		    diags->list.at[i].code == JY_D_ZONE_UNCLEAR)
			return false;
	return true;
}

bool jy_lowering_days(struct jy_lowering *lowering, const struct jy_source *source,
		      const struct jy_period *period)
{
	struct jy_diag *diag;

	if (!source || !source->time || source->time->type != JRT_DATE ||
	    source->row_period.given || same_days(lowering, source->time_zone, period->zone))
		return true;
	if (!zones_are_known(lowering->diags))
		return false;
	diag = jy_diag_error(lowering->diags, JY_D_DAYS_OF_ANOTHER_ZONE, period->span,
			     "this period is one of %.*s, and the rows of `%.*s` are days of %.*s",
			     JB_ARG(period->zone), JB_ARG(source->decl.name),
			     JB_ARG(source->time_zone));
	jy_diag_label(lowering->diags, diag, source->decl.span,
		      "its rows have a date and no time of day");
	jy_diag_help(lowering->diags, diag,
		     "judge by periods of `zone %.*s`, or read the time of day with the date",
		     JB_ARG(source->time_zone));
	return false;
}
