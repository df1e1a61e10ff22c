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

uint32_t jy_lowering_period(struct jy_lowering *lowering, const struct jy_period *period)
{
	struct jrt_period_spec spec = period->spec;
	bool fresh;

	spec.zone = jy_lowering_zone(lowering, period->zone);
	if (spec.first_month == 0)
		spec.first_month = 1;
	if (spec.first_day == 0)
		spec.first_day = 1;

	const int64_t field[] = {(int64_t)spec.unit, spec.rolling,   spec.from_first,
				 spec.first_month,   spec.first_day, spec.zone};
	struct jb_text key = {.at = (const char *)field, .size = sizeof field};
	uint64_t *at = jb_map_intern(&lowering->period_index, &key, &fresh);

	if (fresh) {
		*at = lowering->periods.count;
		*jb_push(lowering->arena, &lowering->periods) = spec;
	}
	return (uint32_t)*at;
}

uint64_t *jy_lowering_meter_number(struct jy_lowering *lowering, const struct jrt_meter *meter)
{
	const uint32_t field[] = {meter->metric, meter->scope, meter->periods, meter->mask};
	const size_t relief = meter->relief_count * sizeof *meter->relief;
	const size_t surplus = meter->surplus_count * sizeof *meter->surplus;
	struct jb_text key = {.at = (const char *)field, .size = sizeof field};

	if (relief || surplus) {
		char *bytes = jb_alloc(lowering->arena, sizeof field + relief + surplus);

		memcpy(bytes, field, sizeof field);
		if (relief)
			memcpy(bytes + sizeof field, meter->relief, relief);
		if (surplus)
			memcpy(bytes + sizeof field + relief, meter->surplus, surplus);
		key = (struct jb_text){.at = bytes, .size = sizeof field + relief + surplus};
	}
	return jb_map_intern(&lowering->meter_index, &key, NULL);
}
