/*
 * The tables of a plan that hold each thing once: zones, constant texts, periods, meters.
 */
#include <string.h>

#include "base/utf8.h"
#include "plan/lowering.h"

uint32_t jy_lowering_zone(struct jy_lowering *lowering, struct jb_text name)
{
	if (!name.size)
		return JRT_NONE;
	for (size_t i = 0; i < lowering->zones.count; i++)
		if (jb_text_equal(lowering->zones.at[i], name))
			return (uint32_t)i;
	*jb_push(lowering->arena, &lowering->zones) = name;
	return (uint32_t)(lowering->zones.count - 1);
}

uint32_t jy_lowering_text(struct jy_lowering *lowering, struct jb_text text)
{
	struct jb_text plain = jb_utf8_nfc(lowering->arena, text);
	bool fresh;
	uint64_t *at = jb_map_put(&lowering->text_index, plain, &fresh);

	if (fresh) {
		*at = lowering->texts.count;
		jb_push(lowering->arena, &lowering->texts)->text = plain;
	}
	return (uint32_t)*at;
}

static bool same_period(const struct jrt_period_spec *a, const struct jrt_period_spec *b)
{
	return a->unit == b->unit && a->rolling == b->rolling && a->from_first == b->from_first &&
	       a->first_month == b->first_month && a->first_day == b->first_day &&
	       a->zone == b->zone;
}

uint32_t jy_lowering_period(struct jy_lowering *lowering, const struct jy_period *period)
{
	struct jrt_period_spec spec = period->spec;

	spec.zone = jy_lowering_zone(lowering, period->zone);
	if (spec.first_month == 0)
		spec.first_month = 1;
	if (spec.first_day == 0)
		spec.first_day = 1;
	for (size_t i = 0; i < lowering->periods.count; i++)
		if (same_period(&lowering->periods.at[i], &spec))
			return (uint32_t)i;
	*jb_push(lowering->arena, &lowering->periods) = spec;
	return (uint32_t)(lowering->periods.count - 1);
}

static bool same_meter(const struct jrt_meter *a, const struct jrt_meter *b)
{
	return a->metric == b->metric && a->scope == b->scope && a->periods == b->periods &&
	       a->mask == b->mask && a->relief_count == b->relief_count &&
	       (a->relief_count == 0 ||
		memcmp(a->relief, b->relief, a->relief_count * sizeof *a->relief) == 0);
}

bool jy_lowering_meter_known(struct jy_lowering *lowering, const struct jrt_meter *meter,
			     uint32_t *number)
{
	for (size_t i = 0; i < lowering->meters.count; i++) {
		if (!same_meter(&lowering->meters.at[i], meter))
			continue;
		lowering->meters.at[i].asked |= meter->asked;
		*number = (uint32_t)i;
		return true;
	}
	return false;
}
