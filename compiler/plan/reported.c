/*
 * What a report says of itself: a `reported` column of a source whose rows cover a period each is
 * measured as it stands, and the metric it reports is measured anew over the same periods, so that
 * the two can be held against each other.
 */
#include "plan/lowering.h"

struct jb_text jy_plan_reported_name(struct jb_arena *arena, const struct jy_source *source,
				     size_t column)
{
	return jb_text_printf(arena, "%.*s.%.*s", JB_ARG(source->decl.name),
			      JB_ARG(source->plain.column[column].name));
}

/* The column's value as a metric: the last row of a period, which has only one. */
const struct jy_metric *jy_lowering_as_reported(struct jy_lowering *lowering,
						const struct jy_source *source, size_t column)
{
	const struct jrt_column *read = &source->plain.column[column];
	const struct jy_metric *like = source->reported[column];
	struct jy_expr *value = JB_NEW(lowering->arena, struct jy_expr);
	struct jy_part *part = JB_NEW(lowering->arena, struct jy_part);
	struct jy_formula *formula = JB_NEW(lowering->arena, struct jy_formula);
	struct jy_metric *metric = JB_NEW(lowering->arena, struct jy_metric);

	*value = (struct jy_expr){.op = JRT_OP_COLUMN,
				  .type = read->type,
				  .currency = read->currency,
				  .k = (int64_t)column};
	*part = (struct jy_part){.kind = JRT_PART_LAST, .a = value};
	*formula = (struct jy_formula){.op = JRT_F_PART};
	*metric = (struct jy_metric){
		.decl = like->decl,
		.source = source,
		.kind = JRT_KIND_SNAPSHOT,
		.type = read->type,
		.currency = read->currency,
		.better = like->better,
		.part = part,
		.part_count = 1,
		.formula = formula,
		.formula_count = 1,
		.definition = jb_text_printf(lowering->arena, "last of %.*s", JB_ARG(read->name)),
		.can_measure = true,
	};
	metric->decl.name = jy_plan_reported_name(lowering->arena, source, column);
	metric->decl.title =
		jb_text_printf(lowering->arena, "%.*s, as reported", JB_ARG(like->decl.title));
	metric->decl.span = source->column_decl[column].span;
	return metric;
}

static void lower_column(struct jy_lowering *lowering, const struct jy_source *source,
			 size_t column)
{
	const struct jy_metric *reported = source->reported[column];
	const struct jy_scope_rows all = {0};
	struct jy_span span = source->column_decl[column].span;
	uint32_t periods, ignored;

	if (!reported || !reported->can_measure || lowering->full)
		return;
	periods = jy_lowering_period(lowering, &source->row_period);
	if (jy_lowering_measure(lowering, reported, &all, periods, true, NULL, 0, span, &ignored))
		jy_lowering_measure(lowering, jy_lowering_as_reported(lowering, source, column),
				    &all, periods, true, NULL, 0, span, &ignored);
}

void jy_lower_reported(struct jy_lowering *lowering)
{
	for (size_t i = 0; i < lowering->model->sources.count; i++) {
		const struct jy_source *source = lowering->model->sources.at[i];

		if (!source->plain.row_covers || !source->row_period.zone.size)
			continue;
		for (size_t k = 0; k < source->plain.column_count; k++)
			lower_column(lowering, source, k);
	}
}
