/*
 * Steps that can be a row's fault: exact arithmetic in millionths, spans, dates at a time. From the
 * bounds of the columns follows how large a result can become. Where a sum could pass 64 bits it is
 * refused; a product or quotient that needs more on the way is computed in the engine's wider
 * numbers, or refused where there are none.
 */
#include "sql/work.h"
#include "time/civil.h"

#define MOST_64 ((jb_i128)INT64_MAX)

static void add_fault(struct jy_sql_work *work, struct jy_sql_value when, const char *code)
{
	struct jy_sql_value fault = JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", when,
					   jy_sql_text(&work->sheet, jb_text_of(code)));

	fault = JY_SQL_KEEP(work, "step fault", fault);
	for (size_t i = 0; i < work->faults.count; i++)
		if (jb_text_equal(work->faults.at[i].code.text, fault.text))
			return;
	*jb_push(work->arena, &work->faults) = (struct jy_sql_fault){.code = fault};
}

static void bound(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number,
		  jb_i128 most)
{
	steps->most[number] = most;
	if (most > MOST_64)
		jy_sql_refuse_step(work, JY_SQL_BOUND, steps->program, number);
}

/* An operand as an exact number of enough bits. */
static struct jy_sql_value widened(struct jy_sql_work *work, struct jy_sql_value value, bool wide)
{
	return wide ? JY_SQL(&work->sheet, work->dialect->wide, value) : value;
}

/* Two times a*b/c and one more c, cut to twice c, with the sign of a*b/c: halves away from zero.
 * ABS() may give a type of numbers without a sign, which the size is not to have. */
static void scale(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number,
		  struct jy_sql_value times, struct jy_sql_value by, jb_i128 on_the_way,
		  jb_i128 most)
{
	struct jy_sheet *sheet = &work->sheet;
	bool wide = on_the_way > MOST_64;
	struct jy_sql_value size, value;

	if (wide && (!work->dialect->wide || on_the_way > ((jb_i128)1 << 125))) {
		jy_sql_refuse_step(work, JY_SQL_WIDE, steps->program, number);
		times = by = jy_sql_number(sheet, 1);
	}
	times = JY_SQL_KEEP(work, "product", times);
	by = JY_SQL_KEEP(work, "divisor", by);
	size = JY_SQL(sheet, work->dialect->divide,
		      JY_SQL(sheet, "2 * ABS($1) + ABS($2)", times, by),
		      JY_SQL(sheet, "2 * ABS($1)", by));
	size = JY_SQL(sheet, wide ? work->dialect->wide : work->dialect->whole, size);
	value = JY_SQL_KEEP(work, "size", JY_SQL(sheet, "CASE WHEN $1 <> 0 THEN $2 END", by, size));
	value = JY_SQL(sheet, "CASE WHEN ($1 < 0) = ($2 < 0) THEN $3 ELSE -($3) END", times, by,
		       value);
	if (most > MOST_64) {
		value = JY_SQL_KEEP(work, "result", value);
		struct jy_sql_value most_64 = jy_sql_number(sheet, INT64_MAX);

		add_fault(work, JY_SQL(sheet, "$1 > $2 OR $1 < -$2 - 1", value, most_64), "R0324");
		value = JY_SQL(sheet, "CASE WHEN $1 <= $2 AND $1 >= -$2 - 1 THEN $1 END", value,
			       most_64);
		most = MOST_64;
	}
	steps->most[number] = most;
	steps->value[number] = wide ? JY_SQL(sheet, work->dialect->whole, value) : value;
}

static void multiply(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	jb_i128 most = steps->most[step->a] * steps->most[step->b];
	bool wide = 2 * most + JB_FIX_ONE > MOST_64;

	wide &= work->dialect->wide != NULL;
	scale(work, steps, number,
	      JY_SQL(&work->sheet, "$1 * $2", widened(work, steps->value[step->a], wide),
		     widened(work, steps->value[step->b], wide)),
	      jy_sql_number(&work->sheet, JB_FIX_ONE), 2 * most + JB_FIX_ONE,
	      most / JB_FIX_ONE + 1);
}

static void divide(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	jb_i128 most = steps->most[step->a] * JB_FIX_ONE;
	bool wide = 2 * (most + steps->most[step->b]) > MOST_64 && work->dialect->wide;

	scale(work, steps, number,
	      JY_SQL(&work->sheet, "$1 * 1000000", widened(work, steps->value[step->a], wide)),
	      widened(work, steps->value[step->b], wide), 2 * (most + steps->most[step->b]), most);
}

static void span(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value value =
		JY_SQL_KEEP(work, "span",
			    JY_SQL(sheet, "$2 - $1", steps->value[step->a], steps->value[step->b]));

	if (step->k)
		value = JY_SQL_KEEP(
			work, "span past midnight",
			JY_SQL(sheet, "CASE WHEN $1 < 0 THEN $1 + 86400000000 ELSE $1 END", value));
	add_fault(work, JY_SQL(sheet, "$1 < 0", value), "R0325");
	steps->value[number] = JY_SQL(sheet, "CASE WHEN $1 >= 0 THEN $1 END", value);
	bound(work, steps, number,
	      steps->most[step->a] + steps->most[step->b] + (step->k ? JRT_DAY_US : 0));
}

static void open_span(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value from = steps->value[step->a], to = steps->value[step->b], open;

	open = JY_SQL(sheet, "$1 - $2", jy_sql_open_until(work, (uint32_t)step->k, to),
		      jy_sql_open_until(work, (uint32_t)step->k, from));
	add_fault(work, JY_SQL(sheet, "$1 < $2", to, from), "R0325");
	steps->value[number] = JY_SQL(sheet, "CASE WHEN $1 >= $2 THEN $3 END", to, from, open);
	bound(work, steps, number, steps->most[step->a] + steps->most[step->b]);
}

static void date_at(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	struct jy_sheet *sheet = &work->sheet;
	const struct jrt_zone *zone = jy_sql_zone(work, work->plan->zone[step->k]);
	struct jy_sql_value local, gap, doubled;

	steps->most[number] = JRT_INSTANT_MAX;
	steps->value[number] = steps->value[step->a];
	if (!zone)
		return;
	local = JY_SQL_KEEP(work, "local",
			    JY_SQL(sheet, "$1 * 86400000000 + $2", steps->value[step->a],
				   steps->value[step->b]));
	jy_sql_doubt_beyond(work, zone, local);
	steps->value[number] = jy_sql_instant(work, zone, local, &gap, &doubled);
	if (jy_sql_never(gap))
		return;
	add_fault(work, gap, "R0326");
	work->step_gaps = true;
	if (steps == work->main)
		*jb_push(work->arena, &work->main_doubled) = doubled;
}

static void date_of(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];
	const struct jrt_zone *zone = jy_sql_zone(work, work->plan->zone[step->k]);
	struct jy_sql_value instant = JY_SQL_KEEP(work, "instant", steps->value[step->a]);

	steps->most[number] = JRT_INSTANT_MAX / JRT_DAY_US;
	steps->value[number] = instant;
	if (!zone)
		return;
	jy_sql_doubt_beyond(work, zone, instant);
	steps->value[number] = jy_sql_day_of(work, jy_sql_local(work, zone, instant));
}

static void sum(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number,
		const char *template)
{
	const struct jrt_step *step = &steps->program->step[number];

	steps->value[number] =
		JY_SQL(&work->sheet, template, steps->value[step->a], steps->value[step->b]);
	bound(work, steps, number, steps->most[step->a] + steps->most[step->b]);
}

bool jy_sql_arithmetic(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number)
{
	const struct jrt_step *step = &steps->program->step[number];

	switch (step->op) {
	case JRT_OP_ADD: sum(work, steps, number, "$1 + $2"); return true;
	case JRT_OP_SUBTRACT: sum(work, steps, number, "$1 - $2"); return true;
	case JRT_OP_MULTIPLY: multiply(work, steps, number); return true;
	case JRT_OP_DIVIDE: divide(work, steps, number); return true;
	case JRT_OP_NEGATE:
		steps->value[number] = JY_SQL(&work->sheet, "0 - $1", steps->value[step->a]);
		steps->most[number] = steps->most[step->a];
		return true;
	case JRT_OP_APPROXIMATE:
		steps->value[number] = jy_sql_approximate(work, steps->value[step->a]);
		steps->most[number] = steps->most[step->a];
		return true;
	case JRT_OP_SPAN: span(work, steps, number); return true;
	case JRT_OP_AT: date_at(work, steps, number); return true;
	case JRT_OP_DATE: date_of(work, steps, number); return true;
	case JRT_OP_TIME:
		steps->value[number] = work->time;
		steps->most[number] = JRT_INSTANT_MAX;
		return true;
	case JRT_OP_OPEN_SPAN: open_span(work, steps, number); return true;
	default: return false;
	}
}
