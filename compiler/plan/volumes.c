/*
 * Relief by figures as the plan has it: meters of what is counted, forecast or looked at, and rules
 * for rows that are too many. Whose rows they are: the partner's where partners appear in the
 * source, else all of it, because a forecast is often about one partner alone and names nobody.
 */
#include "plan/lowering.h"

uint32_t jy_lowering_of_agreement(struct jy_lowering *lowering,
				  const struct jy_agreement *agreement,
				  const struct jy_metric *metric, const struct jy_slice *slice,
				  uint32_t periods, struct jy_span span)
{
	struct jy_scope_rows rows = {.slice = slice};
	uint32_t meter;

	if (metric->source && jy_lowering_source(lowering, metric->source)->partners.count)
		rows.partner = agreement->partner;
	return jy_lowering_measure(lowering, metric, &rows, periods, true, NULL, 0, span, &meter)
		       ? meter
		       : JRT_NONE;
}

static bool lower_excuse(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			 const struct jy_relief *relief, uint32_t periods, struct jrt_excuse *out)
{
	const struct jy_volume *volume = &relief->volume;

	*out = (struct jrt_excuse){
		.forecast = JRT_NONE,
		.place = jy_lowering_place(lowering, relief->span),
	};
	if (relief->has_excuse) {
		out->range = relief->excuse.range;
		out->meter = jy_lowering_of_agreement(lowering, agreement, relief->excuse.metric,
						      NULL, periods, relief->span);
		return out->meter != JRT_NONE;
	}
	out->share = volume->share;
	out->meter = jy_lowering_of_agreement(lowering, agreement, volume->counted, volume->slice,
					      periods, relief->span);
	out->forecast = jy_lowering_of_agreement(lowering, agreement, volume->forecast, NULL,
						 periods, relief->span);
	return out->meter != JRT_NONE && out->forecast != JRT_NONE;
}

void jy_lowering_excuses(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			 const struct jy_reliefs *reliefs, uint32_t periods,
			 struct jrt_criterion *out)
{
	struct jrt_excuse *excuse =
		JB_NEW_ARRAY(lowering->arena, struct jrt_excuse, reliefs->list.count);

	out->excuse = excuse;
	for (size_t i = 0; i < reliefs->list.count; i++) {
		const struct jy_relief *relief = reliefs->list.at[i];

		if (relief->whole_period && !relief->has_range &&
		    lower_excuse(lowering, agreement, relief, periods, &excuse[out->excuse_count]))
			out->excuse_count++;
	}
}

/* ---- rows that are too many ---- */

static bool same_surplus(const struct jrt_surplus *a, const struct jrt_surplus *b)
{
	return a->mask == b->mask && a->periods == b->periods && a->meter == b->meter &&
	       a->share == b->share;
}

static bool lower_surplus(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			  const struct jy_relief *relief, uint32_t periods, uint32_t *number)
{
	const struct jy_volume *volume = &relief->volume;
	struct jy_source_lowering *source = jy_lowering_source(lowering, volume->counted->source);
	struct jy_scope_rows rows = {.slice = volume->slice};
	struct jrt_surplus out = {
		.periods = periods,
		.share = volume->share,
		.text = relief->text,
		.place = jy_lowering_place(lowering, relief->span),
	};

	if (source->partners.count)
		rows.partner = agreement->partner;
	out.meter = jy_lowering_of_agreement(lowering, agreement, volume->forecast, NULL, periods,
					     relief->span);
	if (out.meter == JRT_NONE ||
	    !jy_lowering_mask(lowering, &rows, volume->counted->source, relief->span, &out.mask))
		return false;
	for (size_t i = 0; i < source->surplus.count; i++) {
		*number = (uint32_t)i;
		if (same_surplus(&source->surplus.at[i], &out))
			return true;
	}
	*number = (uint32_t)source->surplus.count;
	*jb_push(lowering->arena, &source->surplus) = out;
	return true;
}

/* A relief that names a guarantee of other rows would do nothing, silently. */
static void report_other_rows(struct jy_lowering *lowering, const struct jy_relief *relief,
			      const struct jy_source *source)
{
	struct jy_diag *diag;

	if (!relief->guarantees.count || !source)
		return;
	diag = jy_diag_warn(lowering->diags, JY_D_RELIEF_NOT_APPLIED, relief->span,
			    "this relief is understood, but not applied");
	jy_diag_note(lowering->diags, diag,
		     "it takes rows of `%.*s` out, and a guarantee it names is measured on `%.*s`",
		     JB_ARG(relief->volume.counted->source->decl.name), JB_ARG(source->decl.name));
}

size_t jy_lowering_surpluses(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			     const struct jy_reliefs *reliefs, const struct jy_source *source,
			     uint32_t periods, const uint32_t **numbers)
{
	JB_VEC(uint32_t) list = {0};

	for (size_t i = 0; i < reliefs->list.count; i++) {
		const struct jy_relief *relief = reliefs->list.at[i];
		uint32_t number;

		if (!relief->has_volume || relief->whole_period)
			continue;
		if (relief->volume.counted->source != source)
			report_other_rows(lowering, relief, source);
		else if (lower_surplus(lowering, agreement, relief, periods, &number))
			*jb_push(lowering->arena, &list) = number;
	}
	*numbers = list.at;
	return list.count;
}
