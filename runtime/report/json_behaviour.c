/*
 * The behaviour of criteria as JSON, with every point and its limits, so that whoever reads the
 * report can draw the chart.
 */
#include "report/json.h"

/* Part of the documented format: never rename one. "" is null. */
static const char *const causes[] = {
	[JRT_CAUSE_NONE] = "",
	[JRT_CAUSE_OUTSIDE] = "outside",
	[JRT_CAUSE_TREND] = "trend",
	[JRT_CAUSE_NEAR_LIMIT] = "near_limit",
	[JRT_CAUSE_ONE_SIDE] = "one_side",
};
static const char *const senses[] = {
	[JRT_SENSE_NONE] = "",
	[JRT_SENSE_IMPROVEMENT] = "improvement",
	[JRT_SENSE_CONCERN] = "concern",
};
static const char *const directions[] = {"down", "", "up"};
static const char *const charts[] = {[JRT_CHART_XMR] = "xmr", [JRT_CHART_P] = "p"};
static const char *const capabilities[] = {
	[JRT_CONSISTENTLY_MET] = "consistently_met",
	[JRT_CONSISTENTLY_MISSED] = "consistently_missed",
	[JRT_HIT_AND_MISS] = "hit_and_miss",
};

static void add_point(struct jrt_json *json, const struct jrt_judged *judged,
		      const struct jrt_behaviour_point *point)
{
	jb_buf_add_string(json->out, json->first ? "{" : ", {");
	json->first = true;
	jrt_json_maybe(json, "period", judged->verdict[point->verdict].label);
	jrt_json_double(json, "value", point->value);
	jrt_json_double(json, "low", point->low);
	jrt_json_double(json, "high", point->high);
	jrt_json_maybe(json, "cause", jb_text_of(causes[point->cause]));
	jrt_json_maybe(json, "direction", jb_text_of(directions[point->direction + 1]));
	jrt_json_maybe(json, "sense", jb_text_of(senses[point->sense]));
	jrt_json_end(json);
}

static void add_behaviour(struct jrt_json *json, const struct jrt_plan *plan,
			  const struct jrt_judged *judged, const struct jrt_behaviour *behaviour)
{
	jrt_json_item(json);
	jrt_json_string(json, "criterion", plan->criterion[behaviour->criterion].name);
	jrt_json_word(json, "chart", charts[behaviour->chart]);
	jrt_json_integer(json, "periods", (jb_i128)behaviour->point_count);
	jrt_json_double(json, "centre", behaviour->centre);
	if (behaviour->chart == JRT_CHART_XMR) {
		jrt_json_double(json, "mean_range", behaviour->range);
		jrt_json_integer(json, "ranges_beyond", (jb_i128)behaviour->beyond);
	}
	if (behaviour->has_dispersion)
		jrt_json_double(json, "dispersion", behaviour->dispersion);
	jrt_json_word(json, "capability", capabilities[behaviour->capability]);
	jrt_json_integer(json, "special_causes", (jb_i128)behaviour->cause_count);
	jrt_json_name(json, "points");
	jb_buf_add_byte(json->out, '[');
	json->first = true;
	for (size_t i = 0; i < behaviour->point_count; i++)
		add_point(json, judged, &behaviour->point[i]);
	jb_buf_add_byte(json->out, ']');
	jrt_json_end(json);
}

void jrt_json_behaviour(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_judged *judged)
{
	if (judged->behaviour_count == 0)
		return;
	jrt_json_array(json, "behaviour");
	for (size_t i = 0; i < judged->behaviour_count; i++)
		add_behaviour(json, plan, judged, &judged->behaviour[i]);
	jrt_json_array_end(json);
}
