/*
 * Straight-line programs (struct jrt_step) as expressions. Logic is the engine's own, which has
 * three values like ours; a comparison with what is unknown is unknown. Short conditions stand
 * where they are used, the rest is kept under the name of its `let` or its number.
 */
#include "journey/plan_op.h"
#include "sql/work.h"

#define SHORT ((size_t)60) /* bytes of an expression that may be written twice */

static struct jb_text name_of(struct jy_sql_work *work, const struct jy_sql_steps *steps,
			      uint32_t number)
{
	for (size_t i = 0; i < steps->program->let_count; i++)
		if (steps->program->let[i].step == number)
			return steps->program->let[i].name;
	return jb_text_printf(work->arena, "%s %u", steps->name, (unsigned)number);
}

static struct jy_sql_value missing(struct jy_sql_work *work, enum jrt_type type)
{
	struct jy_sql_value null = jy_sql_word("NULL");

	if (type == JRT_FLAG)
		return jy_sql_word("(1 = NULL)");
	return JY_SQL(&work->sheet, type == JRT_TEXT ? work->dialect->text : work->dialect->whole,
		      null);
}

static struct jy_sql_value constant(struct jy_sql_work *work, const struct jrt_step *step)
{
	if (step->type == JRT_TEXT)
		return jy_sql_text(&work->sheet, work->plan->text[step->k].text);
	if (step->type == JRT_FLAG)
		return jy_sql_word(step->k ? "TRUE" : "FALSE");
	return jy_sql_number(&work->sheet, step->k);
}

static const char *template_of(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_AND: return "$1 AND $2";
	case JRT_OP_OR: return "$1 OR $2";
	case JRT_OP_NOT: return "NOT $1";
	case JRT_OP_EQUAL: return "$1 = $2";
	case JRT_OP_NOT_EQUAL: return "$1 <> $2";
	case JRT_OP_LESS: return "$1 < $2";
	case JRT_OP_AT_MOST: return "$1 <= $2";
	case JRT_OP_ABOVE: return "$1 > $2";
	case JRT_OP_AT_LEAST: return "$1 >= $2";
	case JRT_OP_BETWEEN: return "$1 >= $2 AND $1 <= $3";
	case JRT_OP_KNOWN: return "$1 IS NOT NULL";
	case JRT_OP_MISSING: return "$1 IS NULL";
	default: return NULL;
	}
}

static struct jy_sql_value logic(struct jy_sql_work *work, const struct jy_sql_steps *steps,
				 const struct jrt_step *step)
{
	struct jy_sql_value operand[3] = {steps->value[step->a]};
	unsigned count = jrt_op_operands(step->op);

	if (count > 1)
		operand[1] = steps->value[step->b];
	if (count > 2)
		operand[2] = steps->value[step->c];
	return jy_sql_fill(&work->sheet, template_of(step->op), operand, count);
}

static void find_waits(struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	const uint32_t operand[] = {step->a, step->b, step->c};

	steps->waits[number] = step->op == JRT_OP_AGAIN;
	for (unsigned i = 0; i < jrt_op_operands(step->op); i++)
		steps->waits[number] |= steps->waits[operand[i]];
}

static void find_sure(struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];

	switch (step->op) {
	case JRT_OP_KNOWN:
	case JRT_OP_MISSING:
	case JRT_OP_ALL:
	case JRT_OP_CONSTANT: steps->sure[number] = true; break;
	case JRT_OP_NOT: steps->sure[number] = steps->sure[step->a]; break;
	case JRT_OP_AND:
	case JRT_OP_OR: steps->sure[number] = steps->sure[step->a] && steps->sure[step->b]; break;
	default: break;
	}
}

static void find_repeats(struct jy_sql_steps *steps, bool *used, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	const uint32_t operand[] = {step->a, step->b, step->c};

	for (unsigned i = 0; i < jrt_op_operands(step->op); i++) {
		steps->repeats[operand[i]] |= used[operand[i]];
		used[operand[i]] = true;
	}
	if (step->op == JRT_OP_BETWEEN || step->op == JRT_OP_APPROXIMATE)
		steps->repeats[step->a] = true;
}

struct jy_sql_steps *jy_sql_steps(struct jy_sql_work *work, const struct jrt_program *program,
				  const struct jy_sql_value *column, const char *name)
{
	struct jy_sql_steps *steps = JB_NEW(work->arena, struct jy_sql_steps);
	bool *used = JB_NEW_ARRAY(work->arena, bool, program->count);

	*steps = (struct jy_sql_steps){.program = program, .name = name, .column = column};
	steps->waits = JB_NEW_ARRAY(work->arena, bool, program->count);
	steps->repeats = JB_NEW_ARRAY(work->arena, bool, program->count);
	steps->sure = JB_NEW_ARRAY(work->arena, bool, program->count);
	steps->most = JB_NEW_ARRAY(work->arena, jb_i128, program->count);
	steps->value = JB_NEW_ARRAY(work->arena, struct jy_sql_value, program->count);
	for (uint32_t i = 0; i < program->count; i++) {
		find_waits(steps, i);
		find_sure(steps, i);
		find_repeats(steps, used, i);
	}
	return steps;
}

static void take_column(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	const struct jrt_column *column = &work->source->column[step->a];

	if (column->absent || jb_text_is(steps->column[step->a].text, "NULL"))
		steps->value[number] = missing(work, column->type);
	else
		steps->value[number] = steps->column[step->a];
	steps->most[number] = jy_sql_most(column);
	if (work->column_most && work->column_most[step->a])
		steps->most[number] = work->column_most[step->a];
}

/* Each row's time as an instant: of a date the first of the day (measure/program_arithmetic.c). */
static void take_time(struct jy_sql_work *work, const struct jy_sql_steps *steps)
{
	const struct jrt_source *source = work->source;
	struct jy_sql_value time = steps->value[source->time];
	const struct jrt_zone *zone = jrt_zone_utc();
	uint32_t number = source->time_zone;

	if (number == JRT_NONE && source->row_covers)
		number = work->plan->periods[source->row_period].zone;
	if (steps->program->step[source->time].type == JRT_DATE) {
		if (number != JRT_NONE)
			zone = jy_sql_zone(work, work->plan->zone[number]);
		if (zone)
			time = jy_sql_day_start(work, zone, time);
	}
	work->time = jy_sheet_keep(&work->sheet, JB_TEXT("time"), time);
}

static void run_step(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	struct jy_sql_value *value = &steps->value[number];
	bool keep = steps->repeats[number];

	steps->most[number] = 1;
	switch (step->op) {
	case JRT_OP_COLUMN: take_column(work, steps, number); return;
	case JRT_OP_CONSTANT:
		*value = constant(work, step);
		steps->most[number] = step->k < 0 ? -(jb_i128)step->k : step->k;
		return;
	case JRT_OP_MISSING_VALUE: *value = missing(work, step->type); return;
	case JRT_OP_ALL: *value = jy_sql_word("TRUE"); return;
	case JRT_OP_AGAIN: *value = work->again[step->k]; return;
	default: break;
	}
	if (jy_sql_arithmetic(work, steps, number))
		keep = true;
	else
		*value = logic(work, steps, step);
	if ((keep && !value->atom) || value->text.size > SHORT)
		*value = jy_sheet_keep(&work->sheet, name_of(work, steps, number), *value);
}

void jy_sql_run(struct jy_sql_work *work, struct jy_sql_steps *steps, enum jy_sql_which which)
{
	for (uint32_t i = 0; i < steps->program->count; i++)
		if (steps->waits[i] == (which == JY_SQL_WAITING)) {
			run_step(work, steps, i);
			if (steps == work->main && i == work->source->time)
				take_time(work, steps);
		}
}
