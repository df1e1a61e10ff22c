/*
 * The machine's steps that can be a row's fault: exact arithmetic in millionths, spans of
 * time, and the way between dates, clock times and instants. Unknown operands give an unknown
 * result and no fault.
 */
#include <assert.h>
#include <string.h>

#include "measure/program_steps.h"
#include "time/civil.h"

/* One row's result; false: its fault. */
typedef bool compute(int64_t a, int64_t b, int64_t *out);

static bool add(int64_t a, int64_t b, int64_t *out)
{
	return !__builtin_add_overflow(a, b, out);
}

static bool subtract(int64_t a, int64_t b, int64_t *out)
{
	return !__builtin_sub_overflow(a, b, out);
}

static bool multiply(int64_t a, int64_t b, int64_t *out)
{
	return jb_fix_mul_div(a, b, JB_FIX_ONE, out);
}

/* A division by zero never comes here: its result is missing. */
static bool divide(int64_t a, int64_t b, int64_t *out)
{
	return jb_fix_mul_div(a, JB_FIX_ONE, b, out);
}

static bool span(int64_t from, int64_t to, int64_t *out)
{
	return !__builtin_sub_overflow(to, from, out) && *out >= 0;
}

/* A time of day before the other is on the next day. */
static bool span_past_midnight(int64_t from, int64_t to, int64_t *out)
{
	if (__builtin_sub_overflow(to, from, out))
		return false;
	if (*out < 0)
		*out += JRT_DAY_US;
	return *out >= 0;
}

static inline void each(const struct jrt_work *w, compute *one)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->known[i] = w->a.known[i] & w->b.known[i];
		w->value[i] = 0;
		if (w->known[i] && !one(w->a.value[i], w->b.value[i], &w->value[i]))
			jrt_work_fail(w, i);
	}
}

static void each_quotient(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->known[i] = w->a.known[i] & w->b.known[i] & (w->b.value[i] != 0);
		w->value[i] = 0;
		if (w->known[i] && !divide(w->a.value[i], w->b.value[i], &w->value[i]))
			jrt_work_fail(w, i);
	}
}

static void each_negative(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->known[i] = w->a.known[i];
		w->value[i] = 0;
		if (w->known[i] && __builtin_sub_overflow(INT64_C(0), w->a.value[i], &w->value[i]))
			jrt_work_fail(w, i);
	}
}

static void each_approximate(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->known[i] = w->a.known[i];
		w->value[i] = w->known[i] ? jb_fix_approximate(w->a.value[i]) : 0;
	}
}

/* Business time: the open time between two instants. */
static void each_open_span(const struct jrt_work *w)
{
	const struct jrt_calendar *calendar = w->machine->calendar[w->step->k];

	for (uint32_t i = 0; i < w->rows; i++) {
		int64_t from = w->a.value[i], to = w->b.value[i];

		w->known[i] = w->a.known[i] & w->b.known[i];
		w->value[i] = 0;
		if (w->known[i] && to < from)
			jrt_work_fail(w, i);
		else if (w->known[i])
			w->value[i] = jrt_calendar_elapsed(calendar, from, to);
	}
}

/* S3: a local time that falls twice is the earlier one and counted; one that does not exist is
 * a fault. */
static void each_at(const struct jrt_work *w)
{
	struct jrt_moments *moments = &w->machine->moments[w->step->k];

	for (uint32_t i = 0; i < w->rows; i++) {
		enum jrt_local how = JRT_LOCAL_ONCE;

		w->known[i] = w->a.known[i] & w->b.known[i];
		w->value[i] = 0;
		if (!w->known[i])
			continue;
		if (!jrt_moments_at(moments, w->a.value[i], w->b.value[i], &w->value[i], &how) ||
		    how == JRT_LOCAL_GAP)
			jrt_work_fail(w, i);
		else if (how == JRT_LOCAL_DOUBLED)
			w->machine->doubled[i]++;
	}
}

static void each_date(const struct jrt_work *w)
{
	struct jrt_moments *moments = &w->machine->moments[w->step->k];

	for (uint32_t i = 0; i < w->rows; i++) {
		w->known[i] = w->a.known[i];
		w->value[i] = 0;
		if (w->known[i] && !jrt_moments_date(moments, w->a.value[i], &w->value[i]))
			jrt_work_fail(w, i);
	}
}

/* Whether all known ones lie in the calendar; then they are copied. */
static bool all_are_instants(const struct jrt_work *w)
{
	const struct jrt_kernels *kernels = w->machine->kernels;
	uint64_t known[JRT_LANE_WORDS];
	int64_t least, greatest;

	if (!kernels)
		return false;
	kernels->bits_of_bytes(w->a.known, w->rows, known);
	kernels->bounds(w->a.value, known, w->rows, &least, &greatest);
	if (least < JRT_INSTANT_MIN || greatest > JRT_INSTANT_MAX)
		return false;
	memcpy(w->value, w->a.value, w->rows * sizeof *w->value);
	memcpy(w->known, w->a.known, w->rows);
	return true;
}

static void to_instants(const struct jrt_work *w, enum jrt_type type)
{
	struct jrt_moments *zone = &w->machine->moments[w->machine->time_zone];

	if (type != JRT_DATE && all_are_instants(w))
		return;
	for (uint32_t i = 0; i < w->rows; i++) {
		bool good;

		w->known[i] = w->a.known[i];
		w->value[i] = 0;
		if (!w->known[i])
			continue;
		if (type == JRT_DATE) {
			good = jrt_moments_day_start(zone, w->a.value[i], &w->value[i]);
		} else {
			w->value[i] = w->a.value[i];
			good = w->value[i] >= JRT_INSTANT_MIN && w->value[i] <= JRT_INSTANT_MAX;
		}
		if (!good)
			jrt_work_fail(w, i);
	}
}

void jrt_machine_instants(struct jrt_machine *machine, uint32_t rows, uint32_t step, int64_t *value,
			  uint8_t *known)
{
	const struct jrt_step *time = &machine->program->step[step];
	const struct jrt_work work = {.machine = machine,
				      .step = time,
				      .number = step,
				      .rows = rows,
				      .a = machine->lane[step],
				      .value = value,
				      .known = known};

	to_instants(&work, time->type);
}

static void each_time(const struct jrt_work *w)
{
	struct jrt_work own = *w;
	const struct jrt_source *source = w->machine->source;

	assert(source->time < w->number);
	own.a = w->machine->lane[source->time];
	to_instants(&own, w->machine->program->step[source->time].type);
}

/* All rows at once: false when some row may have a fault, and each must be looked at. */
static bool sum_of_lanes(const struct jrt_work *w, jrt_sum_lanes *sum, struct jrt_lane a,
			 struct jrt_lane b)
{
	if (sum(a.value, b.value, w->rows, w->value))
		return false;
	w->machine->kernels->and_bytes(a.known, b.known, w->rows, w->known);
	return true;
}

static bool span_of_lanes(const struct jrt_work *w)
{
	const struct jrt_kernels *kernels = w->machine->kernels;
	uint64_t negative[JRT_LANE_WORDS], known[JRT_LANE_WORDS], bad = 0;

	if (!sum_of_lanes(w, kernels->subtract, w->b, w->a))
		return false;
	kernels->below_constant(w->value, 0, w->rows, negative);
	kernels->bits_of_bytes(w->known, w->rows, known);
	for (uint32_t i = 0; i < JRT_WORDS_OF(w->rows); i++)
		bad |= negative[i] & known[i];
	return bad == 0;
}

static bool work_lanes(const struct jrt_work *w)
{
	if (!w->machine->kernels)
		return false;
	switch (w->step->op) {
	case JRT_OP_ADD: return sum_of_lanes(w, w->machine->kernels->add, w->a, w->b);
	case JRT_OP_SUBTRACT: return sum_of_lanes(w, w->machine->kernels->subtract, w->a, w->b);
	case JRT_OP_SPAN: return span_of_lanes(w);
	default: return false;
	}
}

bool jrt_work_arithmetic(const struct jrt_work *work)
{
	if (work_lanes(work))
		return true;
	switch (work->step->op) {
	case JRT_OP_ADD: each(work, add); return true;
	case JRT_OP_SUBTRACT: each(work, subtract); return true;
	case JRT_OP_MULTIPLY: each(work, multiply); return true;
	case JRT_OP_DIVIDE: each_quotient(work); return true;
	case JRT_OP_NEGATE: each_negative(work); return true;
	case JRT_OP_SPAN: each(work, work->step->k ? span_past_midnight : span); return true;
	case JRT_OP_OPEN_SPAN: each_open_span(work); return true;
	case JRT_OP_AT: each_at(work); return true;
	case JRT_OP_DATE: each_date(work); return true;
	case JRT_OP_TIME: each_time(work); return true;
	case JRT_OP_APPROXIMATE: each_approximate(work); return true;
	default: return false;
	}
}
