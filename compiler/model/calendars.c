/*
 * Calendars as a measure of time: `during care_hours` behind a span or a share of time. A calendar
 * that stands only in the story needs neither zone nor hours; one that measures needs both.
 */
#include "model/build.h"

static bool report(struct jy_builder *builder, const struct jy_calendar *calendar,
		   const struct jy_node *name, const char *lack, const char *help)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_CALENDAR_EMPTY, name->span,
					     "time is measured by `%.*s` here, and it has no %s",
					     JB_ARG(calendar->decl.name), lack);

	jy_diag_label(builder->diags, diag, calendar->decl.span, "declared here");
	jy_diag_help(builder->diags, diag, "%s", help);
	return false;
}

const struct jy_calendar *jy_open_calendar(struct jy_builder *builder, const struct jy_node *name)
{
	const struct jy_calendar *calendar = jy_builder_find(builder, JY_T_CALENDAR, name);
	bool good = calendar && !calendar->decl.damaged;

	if (good && !calendar->zone.size)
		good = report(builder, calendar, name, "zone",
			      "write in it by whose clock it is, such as `zone Europe/London`");
	else if (good && !calendar->open_count)
		good = report(builder, calendar, name, "hours",
			      "write in it when it is open, such as `open mon to fri 08:00 to "
			      "20:00`");
	return good ? calendar : NULL;
}
