/*
 * Parts that depend on what is told afterwards. Each such column is false, true or missing of a
 * row; for each way in which those of a part can be, the part stands in the query once, computed by
 * a program of its own in which the columns are so.
 */
#include "sql/told.h"

#include <string.h>

#include "journey/plan_op.h"

enum { IS_FALSE, IS_TRUE, IS_MISSING, WAYS };

/* ---- what depends on it ---- */

/* Which of the columns a register depends on, as bits by their order; 63 and more are one. */
static uint64_t *dependence(const struct jy_sql_work *work, const struct jrt_program *program)
{
	uint64_t *on = JB_NEW_ARRAY(work->arena, uint64_t, program->count + 1);

	for (uint32_t i = 0; work->told && i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		if (step->op == JRT_OP_COLUMN && work->told->column[step->a])
			on[i] = UINT64_C(1) << (step->a < 63 ? step->a : 63);
		for (unsigned o = 0; o < jrt_op_operands(step->op); o++)
			on[i] |= step->op == JRT_OP_COLUMN ? 0 : on[operand[o]];
	}
	return on;
}

static uint64_t of(const uint64_t *on, uint32_t number)
{
	return number == JRT_NONE ? 0 : on[number];
}

static bool any_column(const struct jy_sql_work *work, const struct jrt_program *program)
{
	const uint64_t *on = dependence(work, program);

	for (uint32_t i = 0; i < program->count; i++)
		if (on[i])
			return true;
	return false;
}

void jy_sql_told_check(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	const struct jrt_source *source = work->source;
	uint64_t *on, any;

	if (!work->told)
		return;
	on = dependence(work, &source->main);
	any = of(on, source->owned);
	for (size_t i = 0; i < query->bit.count; i++)
		any |= of(on, query->bit.at[i].mask);
	for (size_t w = 0; w < source->window_count; w++) {
		any |= of(on, source->window[w].among);
		for (size_t k = 0; k < source->window[w].key_count; k++)
			any |= of(on, source->window[w].key[k]);
	}
	if (any || any_column(work, &source->filter) || any_column(work, &source->check))
		jy_sql_refuse_source(work, JY_SQL_DEVIATES);
}

/* ---- parts ---- */

static struct jb_text name_of(const struct jy_sql_work *work, struct jb_text name, size_t columns,
			      uint32_t way)
{
	static const char *const word[WAYS] = {"if planned", "if deviating", "if unknown"};

	for (size_t i = 0; i < columns; i++, way /= WAYS)
		name = jb_text_printf(work->arena, "%.*s %s", JB_ARG(name), word[way % WAYS]);
	return name;
}

static uint64_t of_part(const struct jy_sql_work *work, const struct jrt_part *part)
{
	const uint64_t *on = dependence(work, &work->source->main);
	const bool has_a = part->kind != JRT_PART_COUNT;
	const bool has_b = part->kind == JRT_PART_SUM_SHARE || part->kind == JRT_PART_NET;

	return of(on, part->among) | (has_a ? of(on, part->a) : 0) | (has_b ? of(on, part->b) : 0);
}

/* Whether a part is figures alone: what else it has stands in statements that know no paths. */
static bool is_figures(enum jrt_part_kind kind)
{
	switch (kind) {
	case JRT_PART_COUNT:
	case JRT_PART_SHARE:
	case JRT_PART_NET:
	case JRT_PART_SUM:
	case JRT_PART_MEAN:
	case JRT_PART_SUM_SHARE:
	case JRT_PART_MAX:
	case JRT_PART_MIN:
	case JRT_PART_LAST: return true;
	default: return false;
	}
}

uint32_t jy_sql_told_part(struct jy_sql_query *query, const struct jrt_metric *metric,
			  const struct jrt_part *part)
{
	struct jy_sql_work *work = query->work;
	const uint32_t first = (uint32_t)query->part.count;
	const uint64_t on = of_part(work, part);
	uint32_t *column = JB_NEW_ARRAY(work->arena, uint32_t, JY_SQL_TOLD_MOST), ways = 1;
	size_t count = 0;

	if (on && (!is_figures(part->kind) || jy_sql_is_grouped(query)))
		jy_sql_refuse_metric(work, JY_SQL_DEVIATES, metric);
	else if (on >> 63 || __builtin_popcountll(on) > JY_SQL_TOLD_MOST)
		jy_sql_refuse_metric(work, JY_SQL_DEVIATES_MANY, metric);
	else
		for (uint32_t c = 0; c < 63; c++)
			if (on >> c & 1) {
				column[count++] = c;
				ways *= WAYS;
			}
	for (uint32_t way = 0; way < ways; way++)
		*jb_push(work->arena, &query->part) =
			(struct jrt_query_part){.part = part,
						.name = name_of(work, metric->name, count, way),
						.told = column,
						.told_count = count};
	return first;
}

/* ---- their registers ---- */

/* `main` with the columns as one way has them. Nothing of it can be a row's fault: columns that are
 * told are conditions, and of those no arithmetic is made. */
static struct jy_sql_steps *steps_of(struct jy_sql_work *work, const struct jrt_query_part *part,
				     uint32_t way)
{
	static const char *const value[WAYS] = {"FALSE", "TRUE", "(1 = NULL)"};
	const size_t columns = work->source->column_count, faults = work->faults.count,
		     doubts = work->doubts.count;
	struct jy_sql_value *column = JB_NEW_ARRAY(work->arena, struct jy_sql_value, columns);
	struct jy_sql_steps *steps;

	memcpy(column, work->main->column, columns * sizeof *column);
	for (size_t i = 0; i < part->told_count; i++, way /= WAYS)
		column[part->told[i]] = jy_sql_word(value[way % WAYS]);
	steps = jy_sql_steps(work, &work->source->main, column, "step");
	jy_sql_run(work, steps, JY_SQL_AT_ONCE);
	jy_sql_run(work, steps, JY_SQL_WAITING);
	work->faults.count = faults;
	work->doubts.count = doubts;
	return steps;
}

static bool take_steps(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	uint32_t way = 0;
	bool told = false;

	query->steps = JB_NEW_ARRAY(work->arena, struct jy_sql_steps *, query->part.count + 1);
	for (size_t p = 0; p < query->part.count; p++) {
		const struct jrt_query_part *part = &query->part.at[p];

		query->steps[p] = work->main;
		if (p && part->told != part[-1].told)
			way = 0;
		if (part->told_count)
			query->steps[p] = steps_of(work, part, way++);
		told |= part->told_count > 0;
	}
	return told;
}

void jy_sql_told_keep(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;

	if (!take_steps(query) || !work->told->path.text.size)
		return;
	query->path = JY_SQL_KEEP(work, "path",
				  JY_SQL(&work->sheet, "CASE WHEN $1 = 'accepted' THEN $2 END",
					 work->fate, work->told->path));
}
