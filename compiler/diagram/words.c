/*
 * Values, thresholds, periods and verdicts in words. Writes text only; knows nothing of pictures.
 */
#include "diagram/words.h"

#include <stdlib.h>

#define SECOND JB_FIX_ONE
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* The smallest step that shows is 10^-decimals; halves away from zero. */
static jb_fix rounded_to(jb_fix value, unsigned decimals)
{
	jb_fix step = JB_FIX_ONE;
	for (unsigned i = 0; i < decimals && step > 1; i++)
		step /= 10;
	jb_fix rest = value % step, half = step / 2;
	value -= rest;
	if (step > 1 && (rest >= half || rest <= -half))
		value += rest < 0 ? -step : step;
	return value;
}

static void add_number(struct jb_buf *out, jb_fix value)
{
	if (value < 0)
		jb_buf_add_string(out, JY_MINUS);
	jb_buf_add_fix(out, value < 0 ? -(jb_i128)value : value);
}

/* The two largest units that are not zero: "2 h 30 min". */
static void add_duration(struct jb_buf *out, jb_fix value)
{
	static const struct {
		jb_fix size;
		const char *name;
	} unit[] = {{DAY, "days"}, {HOUR, "h"}, {MINUTE, "min"}, {SECOND, "s"}};
	if (value < 0)
		jb_buf_add_string(out, JY_MINUS);
	value = value < 0 ? -value : value;
	bool begun = false;
	for (size_t i = 0; i < 4; i++) {
		bool last = i == 3;
		/* Up to two minutes are told in seconds, up to two days in hours. */
		if (!last && value < (unit[i].size == HOUR ? HOUR : 2 * unit[i].size) && !begun)
			continue;
		jb_fix whole = last ? value : value / unit[i].size * JB_FIX_ONE;
		if (whole == 0 && (begun || !last))
			continue;
		if (begun)
			jb_buf_add_string(out, JY_NBSP);
		jb_buf_add_fix(out, whole);
		jb_buf_printf(out, JY_NBSP "%s", unit[i].name);
		value -= last ? value : value / unit[i].size * unit[i].size;
		begun = true;
	}
	if (!begun)
		jb_buf_add_string(out, "0" JY_NBSP "s");
}

void jy_words_value(struct jb_buf *out, jb_fix value, enum jrt_type type, struct jb_text currency)
{
	switch (type) {
	case JRT_SHARE:
		if (value < 0)
			jb_buf_add_string(out, JY_MINUS);
		jb_buf_add_fix(out, (value < 0 ? -(jb_i128)value : (jb_i128)value) * 100);
		jb_buf_add_string(out, JY_NBSP "%");
		break;
	case JRT_DURATION: add_duration(out, value); break;
	case JRT_MONEY:
		jb_buf_add_text(out, currency);
		jb_buf_add_string(out, JY_NBSP);
		add_number(out, value);
		break;
	case JRT_POINTS:
		add_number(out, value);
		jb_buf_add_string(out, JY_NBSP "points");
		break;
	default: add_number(out, value);
	}
}

void jy_words_measured(struct jb_buf *out, jb_fix value, enum jrt_type type,
		       struct jb_text currency, unsigned decimals)
{
	/* A share shows as percent: two places finer. */
	jb_fix shown = rounded_to(value, type == JRT_SHARE ? decimals + 2 : decimals);
	jy_words_value(out, shown, type, currency);
}

void jy_words_feeling(struct jb_buf *out, const struct jy_journey *journey, jb_fix value)
{
	if (value > 0 && journey->scale_low < 0)
		jb_buf_add_byte(out, '+');
	add_number(out, value);
}

static const char *comparison_word(enum jrt_comparison comparison)
{
	switch (comparison) {
	case JRT_AT_LEAST: return "at least ";
	case JRT_AT_MOST: return "at most ";
	case JRT_ABOVE: return "above ";
	case JRT_BELOW: return "below ";
	case JRT_WITHIN: return "";
	}
	return "";
}

static void add_threshold(struct jb_buf *out, const struct jy_criterion *criterion,
			  const struct jrt_threshold *threshold)
{
	const struct jy_metric *metric = criterion->metric;
	enum jrt_type type = metric ? metric->type : JRT_NUMBER;
	struct jb_text currency = metric ? metric->currency : JB_TEXT("");
	jb_buf_add_string(out, comparison_word(threshold->comparison));
	jy_words_value(out, threshold->low, type, currency);
	if (threshold->comparison == JRT_WITHIN) {
		jb_buf_add_string(out, " to ");
		jy_words_value(out, threshold->high, type, currency);
	}
}

static void add_period(struct jb_buf *out, const struct jy_period *period)
{
	static const char *const unit[] = {"day", "week", "month", "quarter", "year"};
	if (!period->given || period->spec.unit == JRT_WHOLE)
		return;
	const char *name = unit[period->spec.unit];
	if (period->spec.rolling > 1)
		jb_buf_printf(out, " every rolling %u" JY_NBSP "%ss", period->spec.rolling, name);
	else
		jb_buf_printf(out, " every %s", name);
}

/* The Gregorian date of a day from 1970-01-01, as in "Calendrical Calculations": years from
 * March. */
static void add_date(struct jb_buf *out, int32_t day)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;
	int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
	jb_buf_printf(out, "%04d-%02d-%02d", (int)(year + era * 400 + (month <= 2)), (int)month,
		      (int)(day_of_year - (153 * march_month + 2) / 5 + 1));
}

struct jb_text jy_words_criterion(struct jb_arena *arena, const struct jy_criterion *criterion)
{
	struct jb_buf out;
	jb_buf_init(&out, arena);
	for (size_t i = 0; i < criterion->threshold_count; i++) {
		if (i > 0) {
			jb_buf_add_string(&out, ", from ");
			add_date(&out, criterion->threshold[i].from);
			jb_buf_add_byte(&out, ' ');
		}
		add_threshold(&out, criterion, &criterion->threshold[i]);
		if (i == 0)
			add_period(&out, &criterion->period);
	}
	return jb_buf_text(&out);
}

const char *jy_words_sign(enum jrt_verdict_kind verdict)
{
	switch (verdict) {
	case JRT_MET: return "met";
	case JRT_MISSED: return "missed";
	case JRT_EXCUSED: return "excused";
	case JRT_NOT_MEASURED: return "not measured";
	}
	return "";
}

/* A number told in JSON as a decimal text of any length. */
static bool number_of(struct jb_text text, jb_fix *value)
{
	return jb_number_parse(text, '.', 1, 1, JB_ROUND_HALF_UP, 1, value) == JB_NUMBER_OK;
}

static const char *relation(jb_fix value, const struct jrt_threshold *threshold, jb_fix limit)
{
	if (value > limit)
		return threshold->comparison == JRT_AT_LEAST ? " \xe2\x89\xa5 " : " > ";
	if (value < limit)
		return threshold->comparison == JRT_AT_MOST ? " \xe2\x89\xa4 " : " < ";
	return threshold->comparison == JRT_AT_LEAST  ? " \xe2\x89\xa5 "
	       : threshold->comparison == JRT_AT_MOST ? " \xe2\x89\xa4 "
						      : " = ";
}

/* As few decimals as keep the value from looking equal to a limit it differs from. */
static unsigned decimals_for(jb_fix value, jb_fix limit, enum jrt_type type)
{
	unsigned extra = type == JRT_SHARE ? 2 : 0, decimals = 1;
	while (decimals + extra < 6 && value != limit &&
	       rounded_to(value, decimals + extra) == limit)
		decimals++;
	return decimals;
}

static void add_comparison(struct jb_buf *out, const struct jy_criterion *criterion, jb_fix value,
			   struct jb_text given)
{
	const struct jrt_threshold *threshold =
		&criterion->threshold[criterion->threshold_count - 1];
	enum jrt_type type = criterion->metric->type;
	struct jb_text currency = criterion->metric->currency;
	jb_fix limit = threshold->low;
	bool told = given.size > 0 && number_of(given, &limit);
	jy_words_measured(out, value, type, currency, decimals_for(value, limit, type));
	if (threshold->comparison == JRT_WITHIN || (given.size > 0 && !told)) {
		jb_buf_add_string(out, ", ");
		if (given.size > 0 && !told)
			jb_buf_add_text(out, given);
		else
			add_threshold(out, criterion, threshold);
		return;
	}
	jb_buf_add_string(out, relation(value, threshold, limit));
	jy_words_value(out, limit, type, currency);
}

struct jb_text jy_words_verdict(struct jb_arena *arena, const struct jy_criterion *criterion,
				const struct jy_overlay_verdict *verdict)
{
	struct jb_buf out;
	jb_fix value;
	jb_buf_init(&out, arena);
	if (jb_text_trim(verdict->value).size == 0)
		jb_buf_add_string(&out, jy_words_sign(verdict->verdict));
	else if (number_of(verdict->value, &value) && criterion->metric &&
		 criterion->threshold_count > 0)
		add_comparison(&out, criterion, value, verdict->threshold);
	else
		jb_buf_add_text(&out, verdict->value);
	return jb_buf_text(&out);
}
