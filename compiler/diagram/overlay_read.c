/*
 * The overlay from the JSON of `journey eval`: its "verdicts", and of its "measurements" those that
 * tell how a touchpoint was felt. The only file of this folder that knows jansson. Fields it does
 * not need are passed over, so reports of later versions can be read.
 */
#include "diagram/overlay.h"

#include <jansson.h>
#include <string.h>

struct reader {
	struct jb_arena *arena;
	JB_VEC(struct jy_overlay_verdict) verdicts;
	JB_VEC(struct jy_overlay_delivered) delivered;
	struct jb_map felt; /* touchpoint to 1 + index in `found` */
	JB_VEC(struct felt) found;
	struct jb_text fault;
};

/* What a touchpoint is felt by, and the latest that was measured of it. */
struct felt {
	const struct jy_touchpoint *touchpoint;
	struct jb_text scope, period;
	bool has_value;
	jb_fix value; /* of the metric */
};

static void fault(struct reader *reader, const char *list, size_t index, const char *what)
{
	if (reader->fault.size == 0)
		reader->fault = jb_text_printf(reader->arena, "%s[%zu]: %s", list, index, what);
}

static struct jb_text text_of(struct reader *reader, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	if (!json_is_string(value))
		return JB_TEXT("");
	return jb_text_copy(reader->arena,
			    (struct jb_text){json_string_value(value), json_string_length(value)});
}

/* A number as its decimal text, whether JSON has it as a number or, being long, as a text. */
static struct jb_text number_of(struct reader *reader, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	struct jb_buf digits;
	jb_buf_init(&digits, reader->arena);
	if (json_is_integer(value))
		jb_buf_printf(&digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_real(value))
		jb_buf_add_double(&digits, json_real_value(value));
	else
		return text_of(reader, object, name);
	return jb_buf_text(&digits);
}

static bool verdict_of(struct jb_text word, enum jrt_verdict_kind *verdict)
{
	static const char *const words[] = {"met", "missed", "excused", "not_measured"};
	for (int i = 0; i < 4; i++) {
		if (!jb_text_is(word, words[i]))
			continue;
		*verdict = (enum jrt_verdict_kind)i;
		return true;
	}
	return jb_text_is(word, "not measured") ? (*verdict = JRT_NOT_MEASURED, true) : false;
}

static void read_verdict(struct reader *reader, const json_t *item, size_t index)
{
	struct jy_overlay_verdict verdict = {
		.criterion = text_of(reader, item, "criterion"),
		.period = text_of(reader, item, "period"),
		.provisional = json_is_true(json_object_get(item, "provisional")),
		/* with `uncertain`: of a figure that was judged, not only measured */
		.approximate = json_object_get(item, "uncertain") != NULL,
		.uncertain = json_is_true(json_object_get(item, "uncertain")),
		.value = number_of(reader, item, "value"),
		.threshold = number_of(reader, item, "threshold"),
	};
	json_int_t counted = json_integer_value(json_object_get(item, "n"));
	verdict.counted = counted > 0 ? (uint64_t)counted : 0;
	if (verdict.criterion.size == 0)
		fault(reader, "verdicts", index, "\"criterion\" is missing");
	else if (!verdict_of(text_of(reader, item, "verdict"), &verdict.verdict))
		fault(reader, "verdicts", index,
		      "\"verdict\" must be met, missed, excused or not_measured");
	else
		*jb_push(reader->arena, &reader->verdicts) = verdict;
}

/* ---- how touchpoints were felt ---- */

static void expect_journey(struct reader *reader, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++) {
			const struct jy_touchpoint *touchpoint = &journey->stage[s].touchpoint[t];
			if (touchpoint->felt_by == NULL)
				continue;
			struct felt *felt = jb_push(reader->arena, &reader->found);
			felt->touchpoint = touchpoint;
			felt->scope = jb_text_printf(reader->arena, "%.*s.%.*s",
						     JB_ARG(journey->decl.name),
						     JB_ARG(touchpoint->decl.name));
			*jb_map_put(&reader->felt, felt->scope, NULL) = reader->found.count;
		}
}

static void read_measurement(struct reader *reader, const json_t *item)
{
	const uint64_t *at = jb_map_get(&reader->felt, text_of(reader, item, "scope"));
	if (at == NULL)
		return;
	struct felt *felt = &reader->found.at[*at - 1];
	struct jb_text period = text_of(reader, item, "period");
	jb_fix value;
	if (!jb_text_equal(text_of(reader, item, "metric"), felt->touchpoint->felt_by->decl.name) ||
	    text_of(reader, item, "partner").size > 0 || text_of(reader, item, "site").size > 0 ||
	    (felt->has_value && jb_text_compare(period, felt->period) < 0) ||
	    jb_number_parse(number_of(reader, item, "value"), '.', 1, 1, JB_ROUND_HALF_UP, 1,
			    &value) != JB_NUMBER_OK)
		return;
	felt->has_value = true;
	felt->value = value;
	felt->period = period;
}

/* The least and the greatest value the metric can have; false where that is not known. */
static bool bounds_of(const struct jy_metric *metric, jb_fix *low, jb_fix *high)
{
	*low = metric->type == JRT_POINTS ? -100 * JB_FIX_ONE : 0;
	*high = metric->type == JRT_POINTS ? 100 * JB_FIX_ONE : JB_FIX_ONE;
	if (metric->type == JRT_SHARE || metric->type == JRT_POINTS)
		return true;
	const struct jy_expr *a = metric->part_count == 1 ? metric->part[0].a : NULL;
	if (metric->type != JRT_RATING || a == NULL || a->op != JRT_OP_COLUMN ||
	    metric->source == NULL || a->k < 0 ||
	    (uint64_t)a->k >= metric->source->plain.column_count)
		return false;
	const struct jrt_column *column = &metric->source->column[a->k];
	*low = column->low;
	*high = column->high;
	return column->bounded && column->low < column->high;
}

/* In proportion: the metric's least value is the scale's low end. */
static bool to_scale(const struct jy_journey *journey, const struct felt *felt, jb_fix *out)
{
	jb_fix low, high, above;
	if (!bounds_of(felt->touchpoint->felt_by, &low, &high) ||
	    !jb_fix_mul_div(felt->value - low, journey->scale_high - journey->scale_low, high - low,
			    &above))
		return false;
	*out = journey->scale_low + above;
	return true;
}

/* "CSAT, top two, 2026-10" where one metric and one period tell it all. */
static struct jb_text caption(struct reader *reader, const struct felt *one, bool same_metric,
			      bool same_period)
{
	struct jb_text metric = same_metric ? one->touchpoint->felt_by->decl.title : JB_TEXT("");
	struct jb_text period = same_period ? one->period : JB_TEXT("");
	return jb_text_printf(reader->arena, "%.*s%s%.*s", JB_ARG(metric),
			      metric.size > 0 && period.size > 0 ? ", " : "", JB_ARG(period));
}

static void finish(struct reader *reader, struct jy_overlay *out)
{
	const struct felt *one = NULL;
	bool same_metric = true, same_period = true;
	for (size_t i = 0; i < reader->found.count; i++) {
		const struct felt *felt = &reader->found.at[i];
		jb_fix value;
		if (!felt->has_value || !to_scale(felt->touchpoint->journey, felt, &value))
			continue;
		*jb_push(reader->arena, &reader->delivered) =
			(struct jy_overlay_delivered){felt->scope, value};
		one = one ? one : felt;
		same_metric = same_metric && one->touchpoint->felt_by == felt->touchpoint->felt_by;
		same_period = same_period && jb_text_equal(one->period, felt->period);
	}
	memset(out, 0, sizeof *out);
	out->verdict = reader->verdicts.at;
	out->verdict_count = reader->verdicts.count;
	out->delivered = reader->delivered.at;
	out->delivered_count = reader->delivered.count;
	if (one != NULL)
		out->delivered_caption = caption(reader, one, same_metric, same_period);
}

static void read_lists(struct reader *reader, const json_t *root)
{
	const json_t *verdicts = json_object_get(root, "verdicts");
	const json_t *measurements = json_object_get(root, "measurements");
	if (!json_is_array(verdicts))
		reader->fault = JB_TEXT("it has no list of \"verdicts\"; write it with `journey "
					"eval --format json`");
	for (size_t i = 0; i < json_array_size(verdicts); i++)
		read_verdict(reader, json_array_get(verdicts, i), i);
	for (size_t i = 0; i < json_array_size(measurements); i++)
		read_measurement(reader, json_array_get(measurements, i));
}

enum jb_status jy_overlay_read(struct jb_arena *arena, struct jb_text json,
			       const struct jy_model *model, struct jy_overlay *out,
			       struct jb_text *why)
{
	json_error_t error;
	json_t *root = json_loadb(json.at, json.size, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL) {
		*why = jb_text_printf(arena, "line %d, column %d: %s", error.line, error.column,
				      error.text);
		return JB_MALFORMED;
	}
	/* Jansson's memory is not the arena's. */
	if (JB_ARM(arena) != 0) {
		json_decref(root);
		jb_arena_fail(arena);
	}
	struct reader *reader = JB_NEW(arena, struct reader);
	reader->arena = arena;
	jb_map_init(&reader->felt, arena);
	for (size_t i = 0; i < model->journeys.count; i++)
		expect_journey(reader, model->journeys.at[i]);
	read_lists(reader, root);
	finish(reader, out);
	*why = reader->fault;
	jb_arena_disarm(arena);
	json_decref(root);
	return reader->fault.size > 0 ? JB_MALFORMED : JB_OK;
}
