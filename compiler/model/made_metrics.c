/*
 * Metrics that no declaration makes, because a statement names rows or a column and means their
 * number or sum: what is charged, what was forecast, what is paid for by the row.
 */
#include "model/money.h"
#include "model/rows.h"

static struct jy_metric *made(struct jy_builder *builder, const struct jy_source *source,
			      struct jy_part from)
{
	struct jy_part *part = JB_NEW(builder->arena, struct jy_part);
	struct jy_formula *formula = JB_NEW(builder->arena, struct jy_formula);
	struct jy_metric *metric = JB_NEW(builder->arena, struct jy_metric);

	*part = from;
	*formula = (struct jy_formula){.op = JRT_F_PART};
	*metric = (struct jy_metric){
		.source = source,
		.part = part,
		.part_count = 1,
		.formula = formula,
		.formula_count = 1,
		.figures = 1,
		.usable_at_least = -1,
		.can_measure = true,
	};
	return metric;
}

/* Statements that mean the same figure share one metric, so that it is counted once. */
static const struct jy_metric *once(struct jy_builder *builder, struct jy_metric *metric)
{
	for (size_t i = 0; i < builder->made.count; i++)
		if (jb_text_equal(builder->made.at[i]->definition, metric->definition))
			return builder->made.at[i];
	*jb_push(builder->arena, &builder->made) = metric;
	return metric;
}

/* The source and column of a PATH; NULL where either is unknown (reported). */
static const struct jy_expr *column_of(struct jy_builder *builder, const struct jy_node *path,
				       const struct jy_source **source)
{
	struct jy_diag *diag;

	if (!jy_is(path, JY_N_PATH) || jy_count(path) != 2) {
		diag = jy_diag_error(builder->diags, JY_D_STATEMENT_MISSING, path->span,
				     "a column of a source is meant here");
		jy_diag_help(builder->diags, diag, "write `SOURCE.COLUMN`");
		return NULL;
	}
	*source = jy_builder_find(builder, JY_T_SOURCE, jy_kid(path, 0));
	return *source ? jy_rows_name(jy_rows_of(builder, *source), jy_kid(path, 1)) : NULL;
}

const struct jy_metric *jy_made_sum(struct jy_builder *builder, const struct jy_node *path)
{
	const struct jy_source *source = NULL;
	const struct jy_expr *column = path ? column_of(builder, path, &source) : NULL;
	struct jy_metric *metric;
	struct jy_diag *diag;

	if (!column)
		return NULL;
	if (column->type != JRT_MONEY && column->type != JRT_COUNT && column->type != JRT_NUMBER) {
		diag = jy_diag_error(builder->diags, JY_D_STATEMENT_MISSING, path->span,
				     "`%.*s` holds nothing that could be added up here",
				     JB_ARG(path->text));
		jy_diag_help(builder->diags, diag, "name a column of amounts, counts or numbers");
		return NULL;
	}
	metric = made(builder, source,
		      (struct jy_part){.kind = JRT_PART_SUM, .a = column, .span = path->span});
	metric->decl =
		(struct jy_decl){.name = path->text, .title = path->text, .span = path->span};
	metric->kind = JRT_KIND_SUM;
	metric->type = column->type;
	metric->currency = column->currency;
	metric->no_rows = JRT_NO_ROWS_NOT_MEASURED;
	metric->definition = jb_text_printf(builder->arena, "sum of %.*s", JB_ARG(path->text));
	return once(builder, metric);
}

const struct jy_metric *jy_made_count(struct jy_builder *builder, const struct jy_node *path,
				      const struct jy_slice **slice)
{
	static const enum jy_thing things[] = {JY_T_SLICE, JY_T_SOURCE, JY_T_COUNT};
	const struct jy_source *source = NULL;
	struct jy_metric *metric;

	*slice = NULL;
	if (!path)
		return NULL;
	if (jy_builder_entry(builder, JY_T_SLICE, path->text))
		*slice = jy_builder_find(builder, JY_T_SLICE, path);
	else if (jy_builder_entry(builder, JY_T_SOURCE, path->text))
		source = jy_builder_find(builder, JY_T_SOURCE, path);
	else
		jy_builder_missing(builder, path, things, JB_TEXT(""));
	source = *slice ? (*slice)->source : source;
	if (!source)
		return NULL;
	metric =
		made(builder, source, (struct jy_part){.kind = JRT_PART_COUNT, .span = path->span});
	metric->decl = (struct jy_decl){
		.name = jb_text_printf(builder->arena, "count of %.*s", JB_ARG(path->text)),
		.title = jb_text_printf(builder->arena, "Rows of %.*s", JB_ARG(path->text)),
		.span = path->span};
	metric->kind = JRT_KIND_COUNT;
	metric->type = JRT_COUNT;
	metric->no_rows = JRT_NO_ROWS_ZERO;
	metric->definition = jb_text_printf(builder->arena, "count of %.*s", JB_ARG(path->text));
	return once(builder, metric);
}
