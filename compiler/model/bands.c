/*
 * Stretches between cuts: from ranges and thresholds, with and without rounding.
 */
#include "model/bands.h"

#include <stdlib.h>

#include "model/reach.h"

static jb_i128 floor_div(jb_i128 a, jb_i128 b)
{
	return a / b - (a % b != 0 && a < 0);
}

/* The cut before the first step that lies behind a cut. */
static jy_cut snap(const struct jy_lattice *lattice, jy_cut cut)
{
	jb_i128 value;

	if (!lattice->step || cut <= JY_CUT_FIRST || cut >= JY_CUT_LAST)
		return cut;
	/* The first whole step at or behind the value, or behind it alone. */
	value = floor_div(cut, 2);
	if (cut % 2 == 0)
		return 2 * -floor_div(-value, lattice->step) * lattice->step;
	return 2 * (floor_div(value, lattice->step) + 1) * lattice->step;
}

static jy_cut before(jb_fix value)
{
	return 2 * (jy_cut)value;
}

static jy_cut after(jb_fix value)
{
	return 2 * (jy_cut)value + 1;
}

static struct jy_band stretch(const struct jy_lattice *lattice, jy_cut from, jy_cut to)
{
	return (struct jy_band){
		.from = snap(lattice, from > lattice->from ? from : lattice->from),
		.to = snap(lattice, to < lattice->to ? to : lattice->to),
	};
}

struct jy_lattice jy_lattice_of(const struct jy_guarantee *guarantee,
				const struct jy_metric *metric)
{
	struct jy_reach reach = jy_metric_reach(metric);

	return (struct jy_lattice){
		.step = guarantee->rounding == JB_ROUND_NONE ? 0 : guarantee->rounding_step,
		.unit = metric->type == JRT_SHARE ? JB_FIX_ONE / 100 : JB_FIX_ONE,
		.from = reach.has_low ? before(reach.low) : JY_CUT_FIRST,
		.to = reach.has_high ? after(reach.high) : JY_CUT_LAST,
	};
}

struct jy_band jy_band_of_bounds(const struct jy_lattice *lattice, const struct jrt_bounds *bounds)
{
	jy_cut from = bounds->low_in ? before(bounds->low) : after(bounds->low);
	jy_cut to = bounds->high_in ? after(bounds->high) : before(bounds->high);

	return stretch(lattice, bounds->has_low ? from : JY_CUT_FIRST,
		       bounds->has_high ? to : JY_CUT_LAST);
}

struct jy_band jy_band_of_met(const struct jy_lattice *lattice,
			      const struct jrt_threshold *threshold)
{
	switch (threshold->comparison) {
	case JRT_AT_LEAST: return stretch(lattice, before(threshold->low), JY_CUT_LAST);
	case JRT_ABOVE: return stretch(lattice, after(threshold->low), JY_CUT_LAST);
	case JRT_AT_MOST: return stretch(lattice, JY_CUT_FIRST, after(threshold->low));
	case JRT_BELOW: return stretch(lattice, JY_CUT_FIRST, before(threshold->low));
	case JRT_WITHIN: break;
	}
	return stretch(lattice, before(threshold->low), after(threshold->high));
}

size_t jy_bands_of_missed(const struct jy_lattice *lattice, const struct jrt_threshold *threshold,
			  struct jy_band out[2])
{
	struct jy_band met = jy_band_of_met(lattice, threshold);
	size_t count = 0;

	out[count] = stretch(lattice, JY_CUT_FIRST, met.from);
	count += out[count].from < out[count].to;
	out[count] = stretch(lattice, met.to, JY_CUT_LAST);
	count += out[count].from < out[count].to;
	return count;
}

jb_fix jy_band_first(const struct jy_lattice *lattice, const struct jy_band *band)
{
	jb_i128 value = floor_div(band->from, 2), width = floor_div(band->to, 2) - value;
	jb_i128 part = lattice->unit;

	if (lattice->step || band->from % 2 == 0)
		return (jb_fix)value;
	/* Just behind an end: as coarse as still lies inside. */
	while (part > 1 && part * 2 > width)
		part /= 10;
	return (jb_fix)(value + part);
}

static int by_place(const void *a, const void *b)
{
	const struct jy_band *one = a, *other = b;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	if (one->to != other->to)
		return one->to > other->to ? -1 : 1;
	return (one->payment->span.begin > other->payment->span.begin) -
	       (one->payment->span.begin < other->payment->span.begin);
}

void jy_bands_sort(struct jy_bands *bands)
{
	if (bands->list.count)
		qsort(bands->list.at, bands->list.count, sizeof *bands->list.at, by_place);
}

const struct jrt_threshold *jy_threshold_on(const struct jy_criterion *level, int32_t day)
{
	const struct jrt_threshold *found = NULL;

	for (size_t i = 0; level && i < level->threshold_count; i++)
		if (level->threshold[i].from == INT32_MIN || level->threshold[i].from <= day)
			found = &level->threshold[i];
	return found;
}
