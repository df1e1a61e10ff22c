/*
 * Relief that depends on figures: a volume against its forecast, or another metric in a range.
 * Names, units and forms are checked here; whose rows they are is the lowering's matter.
 */
#include "model/money.h"
#include "model/rows.h"
#include "model/story.h"

static bool report_forecast(struct jy_builder *builder, const struct jy_node *path,
			    const char *message, const char *help)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_FORECAST_FORM, path->span, "%s", message);

	jy_diag_help(builder->diags, diag, "%s", help);
	return false;
}

static bool check_forecast(struct jy_builder *builder, const struct jy_volume *volume,
			   const struct jy_node *path)
{
	if (volume->forecast->type == JRT_MONEY)
		return report_forecast(builder, path, "a forecast of a volume is a number of rows",
				       "name a column of the type `count`");
	if (volume->forecast->source == volume->counted->source)
		return report_forecast(builder, path, "a volume is not its own forecast",
				       "name a column of the source that holds the forecast");
	return true;
}

bool jy_fill_volume(struct jy_builder *builder, struct jy_volume *volume,
		    const struct jy_node *counted, const struct jy_node *above)
{
	const struct jy_node *percent = jy_kid(above, JY_VOLUME_ABOVE_PERCENT);
	const struct jy_node *path = jy_kid(above, JY_VOLUME_ABOVE_FORECAST);

	volume->counted = jy_made_count(builder, counted, &volume->slice);
	volume->forecast = jy_made_sum(builder, path);
	volume->share = percent ? percent->value : 0;
	return volume->counted && volume->forecast && percent &&
	       check_forecast(builder, volume, path);
}

/* ---- which rows are too many ---- */

bool jy_check_surplus(struct jy_builder *builder, const struct jy_volume *volume,
		      const struct jy_node *node, struct jb_text *cannot)
{
	const struct jy_expr *where = volume->slice ? volume->slice->where : NULL;
	struct jy_diag *diag;

	if (!jy_kid(node, JY_RELIEF_ROWS_LAST_FIRST)) {
		diag = jy_diag_error(builder->diags, JY_D_SURPLUS_ORDER, node->span,
				     "nothing says which of the rows are too many");
		jy_diag_note(builder->diags, diag,
			     "the last ones of the period, or every so many: the rest has "
			     "another figure");
		jy_diag_help(builder->diags, diag,
			     "write `, last ones first` behind the volume: the rows of the latest "
			     "times leave, down to what was agreed");
		return false;
	}
	if (volume->counted->source->is_cases)
		*cannot = JB_TEXT("the surplus of cases is not taken out: name the log's rows");
	else if (volume->forecast->source->is_cases)
		*cannot = JB_TEXT("a forecast made of cases is not read before what it limits");
	else if (where && where->looks_ahead)
		*cannot = JB_TEXT("whether a row is of this slice depends on what happens later");
	return true;
}

/* ---- another figure ---- */

bool jy_fill_excuse(struct jy_builder *builder, struct jy_excuse *excuse,
		    const struct jy_node *metric, const struct jy_node *range)
{
	excuse->metric = jy_builder_find(builder, JY_T_METRIC, metric);
	return excuse->metric && jy_builder_need(builder, JY_T_METRIC, excuse->metric) &&
	       jy_check_range(builder, excuse->metric, range, &excuse->range);
}
