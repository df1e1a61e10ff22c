/*
 * Periods as they are written: `month`, `month from day 22`, `quarter from April`, `year from the
 * start of the contract`, `rolling 12 months`, each with the zone in which its days begin. What a
 * period is stands in time/period.h.
 */
#include "model/build.h"
#include "time/civil.h"
#include "time/period.h"

static bool report_form(struct jy_builder *builder, const struct jy_node *node, const char *message,
			const char *help)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_PERIOD_FORM, node->span, "%s", message);

	jy_diag_help(builder->diags, diag, "%s", help);
	return false;
}

static bool unit_of(struct jy_builder *builder, const struct jy_node *node, enum jy_word word,
		    enum jrt_period_unit *unit)
{
	switch (word) {
	case JY_W_DAY:
	case JY_W_DAYS: *unit = JRT_DAY; return true;
	case JY_W_ONE: *unit = JRT_WHOLE; return true;
	case JY_W_WEEK:
	case JY_W_WEEKS: *unit = JRT_WEEK; return true;
	case JY_W_MONTH:
	case JY_W_MONTHS: *unit = JRT_MONTH; return true;
	case JY_W_QUARTER:
	case JY_W_QUARTERS: *unit = JRT_QUARTER; return true;
	case JY_W_YEAR:
	case JY_W_YEARS: *unit = JRT_YEAR; return true;
	default:
		return report_form(builder, node, "nothing is judged by less than a day",
				   "a period is a `day`, `week`, `month`, `quarter` or `year`");
	}
}

/* `month from day 22` */
static bool fill_day(struct jy_builder *builder, const struct jy_node *start,
		     struct jrt_period_spec *spec)
{
	uint64_t day;

	if (!jy_builder_whole(builder, start, "the day of a month", 1, &day))
		return false;
	if (day > 30)
		return report_form(builder, start, "not every month has that day",
				   "a month may start `from day` 1 to 30; the next month starts "
				   "where a day is missing");
	spec->first_day = (uint8_t)day;
	return true;
}

/* `year from April`, `quarter from the start of the contract` */
static bool fill_start(struct jy_builder *builder, const struct jy_node *start,
		       int32_t contract_start, struct jrt_period_spec *spec)
{
	struct jrt_date date;
	int month;

	if (jy_is(start, JY_N_NUMBER))
		return fill_day(builder, start, spec);
	if (jy_is(start, JY_N_NAME)) {
		month = jy_builder_choice(builder, JY_CHOICE_MONTH, start);
		spec->first_month = (uint8_t)(month < 0 ? 1 : month + 1);
		return month >= 0;
	}
	if (contract_start == INT32_MIN)
		return report_form(
			builder, start, "there is no contract here to start with",
			"say from which month: `from January`; in an agreement, say when "
			"it `runs`");
	date = jrt_civil_date(contract_start);
	spec->first_month = date.month;
	spec->first_day = date.day;
	if (date.day == 31)
		return report_form(builder, start,
				   "the contract starts on a day that not every month has",
				   "say from which month: `from January`");
	return true;
}

static bool fill_rolling(struct jy_builder *builder, const struct jy_node *span,
			 struct jrt_period_spec *spec)
{
	jb_fix count;

	if (jy_is(span, JY_N_DURATION)) {
		spec->unit = JRT_DAY;
		count = span->value % JRT_DAY_US ? 0 : span->value / JRT_DAY_US * JB_FIX_ONE;
	} else if (jy_is(span, JY_N_SPAN)) {
		if (!unit_of(builder, span, jy_word(span), &spec->unit))
			return false;
		count = span->value;
	} else {
		return false;
	}
	if (count % JB_FIX_ONE || count < 2 * JB_FIX_ONE || count > 1000 * JB_FIX_ONE)
		return report_form(builder, span,
				   "a rolling period is 2 to 1000 whole days, weeks, months, "
				   "quarters or years",
				   "write for example `rolling 12 months`");
	spec->rolling = (uint16_t)(count / JB_FIX_ONE);
	return true;
}

static bool fill_spec(struct jy_builder *builder, const struct jy_node *node,
		      int32_t contract_start, struct jrt_period_spec *spec)
{
	const struct jy_node *start = jy_kid(node, JY_PERIOD_START);
	const struct jy_node *span = jy_kid(node, JY_PERIOD_SPAN);

	*spec = (struct jrt_period_spec){.unit = JRT_MONTH, .first_month = 1, .first_day = 1};
	spec->from_first = (node->flags & JY_F_FROM_FIRST) != 0;
	if (span)
		return fill_rolling(builder, span, spec);
	if (!unit_of(builder, node, jy_word(jy_kid(node, JY_PERIOD_UNIT)), &spec->unit))
		return false;
	return !start || fill_start(builder, start, contract_start, spec);
}

static bool report_no_zone(struct jy_builder *builder, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_ZONE_MISSING, node->span,
			      "nothing says in which time zone this period begins and ends");

	jy_diag_note(builder->diags, diag,
		     "rows around midnight belong to one period or the next by the zone");
	jy_diag_help(builder->diags, diag,
		     "add a zone, such as `zone Europe/London`; a journey may say it once for "
		     "all, `periods zone Europe/London`");
	return false;
}

bool jy_fill_period(struct jy_builder *builder, struct jy_period *period,
		    const struct jy_node *node, const struct jy_node *zone, struct jb_text fallback,
		    int32_t contract_start)
{
	if (!jy_is(node, JY_N_PERIOD))
		return false;
	period->span = node->span;
	if (!fill_spec(builder, node, contract_start, &period->spec)) {
		if (zone)
			jy_builder_zone(builder, zone);
		return false;
	}
	period->zone = zone ? jy_builder_zone(builder, zone) : fallback;
	if (!period->zone.size)
		return report_no_zone(builder, node);
	period->given = true;
	return true;
}

int32_t jy_period_start_after(struct jy_builder *builder, const struct jy_period *period,
			      int32_t day)
{
	const struct jrt_zone *zone = jy_builder_zone_rules(builder, period->zone);
	struct jrt_periods periods;
	struct jb_text why;

	if (!period->given || !zone ||
	    jrt_period_init(&periods, &period->spec, zone, builder->arena, &why) != JB_OK)
		return INT32_MIN;
	if (jrt_period_starts_on(&periods, day))
		return day;
	return (int32_t)jrt_period_first_day(&periods, jrt_period_index_of_day(&periods, day) + 1);
}
