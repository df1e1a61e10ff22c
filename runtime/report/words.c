/*
 * Words for enumerations, in both directions, from one table each.
 */
#include "report/words.h"

static const char *const coverage_words[] = {
	[JRT_COVERED] = "whole",
	[JRT_COVERED_BY_ROWS] = "whole_by_rows",
	[JRT_COVERED_PART] = "part",
	[JRT_COVERED_NOT] = "none",
};

static const char *const severity_words[] = {
	[JRT_ERROR] = "error",
	[JRT_WARNING] = "warning",
	[JRT_INFO] = "info",
};

const char *jrt_word_metric_kind(enum jrt_metric_kind kind)
{
	static const char *const words[] = {
		[JRT_KIND_COUNT] = "count",	  [JRT_KIND_SUM] = "sum",
		[JRT_KIND_RATIO] = "ratio",	  [JRT_KIND_MEAN] = "mean",
		[JRT_KIND_NET] = "net",		  [JRT_KIND_DISTRIBUTION] = "distribution",
		[JRT_KIND_SNAPSHOT] = "snapshot", [JRT_KIND_RATE] = "rate",
		[JRT_KIND_INDEX] = "index",	  [JRT_KIND_FORMULA] = "formula",
	};
	return words[kind];
}

const char *jrt_word_part_kind(enum jrt_part_kind kind)
{
	static const char *const words[] = {
		[JRT_PART_COUNT] = "count",   [JRT_PART_SUM] = "sum",
		[JRT_PART_SHARE] = "share",   [JRT_PART_SUM_SHARE] = "sum_share",
		[JRT_PART_MEAN] = "mean",     [JRT_PART_NET] = "net",
		[JRT_PART_VALUES] = "values", [JRT_PART_SPREAD] = "spread",
		[JRT_PART_MAX] = "max",	      [JRT_PART_MIN] = "min",
		[JRT_PART_LAST] = "last",     [JRT_PART_DISTINCT] = "distinct",
		[JRT_PART_TIME] = "time",     [JRT_PART_STOCK] = "stock",
	};
	return words[kind];
}

const char *jrt_word_coverage(enum jrt_coverage coverage)
{
	return coverage_words[coverage];
}

const char *jrt_word_verdict(enum jrt_verdict_kind verdict)
{
	static const char *const words[] = {
		[JRT_MET] = "met",
		[JRT_MISSED] = "missed",
		[JRT_EXCUSED] = "excused",
		[JRT_NOT_MEASURED] = "not_measured",
	};
	return words[verdict];
}

const char *jrt_word_criterion(enum jrt_criterion_kind kind)
{
	static const char *const words[] = {
		[JRT_SUCCESS] = "success",
		[JRT_OUTCOME] = "outcome",
		[JRT_EXPECTED] = "expected",
		[JRT_MINIMUM] = "minimum",
	};
	return words[kind];
}

const char *jrt_word_comparison(enum jrt_comparison comparison)
{
	static const char *const words[] = {
		[JRT_AT_LEAST] = "at_least", [JRT_AT_MOST] = "at_most", [JRT_ABOVE] = "above",
		[JRT_BELOW] = "below",	     [JRT_WITHIN] = "within",
	};
	return words[comparison];
}

const char *jrt_word_method(enum jrt_interval_method method)
{
	static const char *const words[] = {
		[JRT_METHOD_NONE] = "",
		[JRT_METHOD_WILSON] = "wilson",
		[JRT_METHOD_NET] = "net_score",
		[JRT_METHOD_STUDENT] = "student_t",
		[JRT_METHOD_POISSON] = "poisson_exact",
		[JRT_METHOD_RANKS] = "order_statistics",
		[JRT_METHOD_NEWCOMBE] = "newcombe_10",
		[JRT_METHOD_NET_DIFFERENCE] = "net_score_difference",
		[JRT_METHOD_WELCH] = "welch_t",
	};
	return words[method];
}

const char *jrt_word_severity(enum jrt_severity severity)
{
	return severity_words[severity];
}

struct jb_text jrt_word_unit(const struct jrt_metric *metric)
{
	static const char *const words[] = {
		[JRT_TEXT] = "text",	 [JRT_FLAG] = "flag",	    [JRT_NUMBER] = "number",
		[JRT_COUNT] = "count",	 [JRT_SHARE] = "share",	    [JRT_DURATION] = "seconds",
		[JRT_MONEY] = "money",	 [JRT_RATING] = "rating",   [JRT_DATE] = "days",
		[JRT_CLOCK] = "seconds", [JRT_INSTANT] = "seconds", [JRT_POINTS] = "points",
	};
	if (metric->type == JRT_MONEY && metric->currency.size > 0)
		return metric->currency;
	return jb_text_of(words[metric->type]);
}

void jrt_word_add_periods(struct jb_buf *buf, const struct jrt_plan *plan, uint32_t periods)
{
	static const char *const units[] = {
		[JRT_DAY] = "day",	   [JRT_WEEK] = "week", [JRT_MONTH] = "month",
		[JRT_QUARTER] = "quarter", [JRT_YEAR] = "year", [JRT_WHOLE] = "whole",
	};
	const struct jrt_period_spec *spec = &plan->periods[periods];

	if (spec->rolling > 1)
		jb_buf_printf(buf, "rolling %u ", (unsigned)spec->rolling);
	jb_buf_add_string(buf, units[spec->unit]);
	if (spec->from_first)
		jb_buf_add_string(buf, " from the first");
	if (spec->first_month > 1)
		jb_buf_printf(buf, " from month %u", (unsigned)spec->first_month);
	if (spec->first_day > 1)
		jb_buf_printf(buf, " from day %u", (unsigned)spec->first_day);
	if (spec->unit != JRT_WHOLE && spec->zone < plan->zone_count)
		jb_buf_printf(buf, " in %.*s", JB_ARG(plan->zone[spec->zone]));
}

static bool find(struct jb_text word, const char *const *words, size_t count, size_t *index)
{
	for (*index = 0; *index < count; ++*index) {
		if (jb_text_is(word, words[*index]))
			return true;
	}
	return false;
}

bool jrt_word_read_coverage(struct jb_text word, enum jrt_coverage *out)
{
	size_t index;
	bool found = find(word, coverage_words, 4, &index);

	if (found)
		*out = (enum jrt_coverage)index;
	return found;
}

bool jrt_word_read_severity(struct jb_text word, enum jrt_severity *out)
{
	size_t index;
	bool found = find(word, severity_words, 3, &index);

	if (found)
		*out = (enum jrt_severity)index;
	return found;
}
