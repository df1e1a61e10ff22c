/*
 * Relief for the period by figures: a volume above its forecast, or another metric in a range. The
 * figures are exact and unrounded; one that is not measured excuses nothing.
 */
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static bool in_bounds(const struct jrt_bounds *bounds, struct jb_ratio value)
{
	int low = jb_ratio_compare(value, jb_ratio_of_fix(bounds->low));
	int high = jb_ratio_compare(value, jb_ratio_of_fix(bounds->high));

	if (bounds->has_low && (bounds->low_in ? low < 0 : low <= 0))
		return false;
	return !bounds->has_high || (bounds->high_in ? high <= 0 : high < 0);
}

static const struct jrt_metric *metric_of(const struct jrt_judge *judge, uint32_t meter)
{
	return &judge->plan->metric[judge->plan->meter[meter].metric];
}

static void add_value(struct jrt_judge *judge, struct jb_buf *buf, uint32_t meter,
		      struct jb_ratio value)
{
	jb_buf_add_text(buf, metric_of(judge, meter)->title);
	jb_buf_add_byte(buf, ' ');
	jrt_figure_add(buf, metric_of(judge, meter), value, 0);
}

static bool by_range(struct jrt_judge *judge, const struct jrt_excuse *excuse,
		     struct jb_ratio value, struct jb_buf *why)
{
	if (!in_bounds(&excuse->range, value))
		return false;
	jb_buf_add_string(why, "relief for the period: ");
	add_value(judge, why, excuse->meter, value);
	return true;
}

static bool by_volume(struct jrt_judge *judge, const struct jrt_case *at,
		      const struct jrt_excuse *excuse, struct jb_ratio value, struct jb_buf *why)
{
	struct jrt_measurement forecast = jrt_case_measure(judge, at, excuse->forecast);
	struct jb_ratio most;

	if (!forecast.measured || !forecast.exact ||
	    !jb_ratio_mul(forecast.value, jb_ratio_of_fix(excuse->share), &most) ||
	    jb_ratio_compare(value, most) <= 0)
		return false;
	jb_buf_add_string(why, "relief for the period: ");
	add_value(judge, why, excuse->meter, value);
	jb_buf_add_string(why, " is above ");
	jrt_figure_add_percent(why, jb_ratio_of_fix(excuse->share), 0);
	jb_buf_add_string(why, " of ");
	add_value(judge, why, excuse->forecast, forecast.value);
	return true;
}

bool jrt_case_excused(struct jrt_judge *judge, const struct jrt_case *at, struct jb_text *reason)
{
	for (size_t i = 0; i < at->criterion->excuse_count; i++) {
		const struct jrt_excuse *excuse = &at->criterion->excuse[i];
		struct jrt_measurement measured = jrt_case_measure(judge, at, excuse->meter);
		struct jb_ratio value = measured.value;
		struct jb_buf why;

		if (!measured.measured ||
		    (!measured.exact && !jrt_ratio_of_double(measured.real, &value)))
			continue;
		jb_buf_init(&why, judge->arena);
		if (excuse->forecast == JRT_NONE ? by_range(judge, excuse, value, &why)
						 : by_volume(judge, at, excuse, value, &why)) {
			*reason = jb_buf_text(&why);
			return true;
		}
	}
	return false;
}
