/*
 * Why a row has a fault, in a sentence for whoever sent the file: which values, what was
 * expected of them.
 */
#include "measure/program.h"
#include "time/civil.h"

static void add_clock(struct jb_buf *buf, int64_t us)
{
	int64_t second = us / JRT_SECOND_US;

	jb_buf_printf(buf, "%02d:%02d:%02d", (int)(second / 3600), (int)(second / 60 % 60),
		      (int)(second % 60));
}

static void add_date(struct jb_buf *buf, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);

	jb_buf_printf(buf, "%04d-%02d-%02d", (int)date.year, date.month, date.day);
}

static bool is_calendar_day(int64_t days)
{
	return days >= jrt_civil_days(JRT_YEAR_MIN, 1, 1) &&
	       days <= jrt_civil_days(JRT_YEAR_MAX, 12, 31);
}

static void add_instant(struct jb_buf *buf, int64_t instant)
{
	int64_t day = jrt_civil_floor(instant, JRT_DAY_US);

	add_date(buf, day);
	jb_buf_add_byte(buf, ' ');
	add_clock(buf, instant - day * JRT_DAY_US);
	jb_buf_add_string(buf, " UTC");
}

static void add_value(struct jb_buf *buf, enum jrt_type type, int64_t value)
{
	if (type == JRT_CLOCK && value >= 0 && value <= 2 * JRT_DAY_US)
		add_clock(buf, value);
	else if (type == JRT_INSTANT && is_calendar_day(jrt_civil_floor(value, JRT_DAY_US)))
		add_instant(buf, value);
	else if (type == JRT_DATE && is_calendar_day(value))
		add_date(buf, value);
	else if (type == JRT_DATE)
		jb_buf_printf(buf, "day %lld", (long long)value);
	else
		jb_buf_add_fix(buf, value);
}

/* "vru_entry 09:12:58": the operand's column where it is one, and its value. */
static void add_operand(const struct jrt_machine *machine, uint32_t number, uint32_t row,
			struct jb_buf *buf)
{
	const struct jrt_step *step = &machine->program->step[number];

	if (step->op == JRT_OP_COLUMN) {
		jb_buf_add_text(buf, machine->source->column[step->a].name);
		jb_buf_add_byte(buf, ' ');
	}
	add_value(buf, step->type, machine->lane[number].value[row]);
}

static void explain_span(const struct jrt_machine *machine, const struct jrt_step *step,
			 uint32_t row, struct jb_buf *why)
{
	jb_buf_add_string(why, "the time from ");
	add_operand(machine, step->a, row, why);
	jb_buf_add_string(why, " to ");
	add_operand(machine, step->b, row, why);
	jb_buf_add_string(why, " is negative");
	if (step->op == JRT_OP_SPAN && !step->k)
		jb_buf_add_string(
			why, "; where the later one may be on the next day, say `past midnight`");
}

static void explain_at(const struct jrt_machine *machine, const struct jrt_step *step, uint32_t row,
		       struct jb_buf *why)
{
	add_operand(machine, step->a, row, why);
	jb_buf_add_string(why, " at ");
	add_operand(machine, step->b, row, why);
	jb_buf_add_string(why, " does not exist in ");
	jb_buf_add_text(why, machine->plan->zone[step->k]);
}

struct jb_text jrt_machine_explain(const struct jrt_machine *machine, uint32_t row,
				   struct jb_buf *why)
{
	const struct jrt_step *step = &machine->program->step[machine->fault[row] - 1];

	switch (step->op) {
	case JRT_OP_SPAN:
	case JRT_OP_OPEN_SPAN: explain_span(machine, step, row, why); return JB_TEXT("R0325");
	case JRT_OP_AT: explain_at(machine, step, row, why); return JB_TEXT("R0326");
	case JRT_OP_ADD:
	case JRT_OP_SUBTRACT:
	case JRT_OP_MULTIPLY:
	case JRT_OP_DIVIDE:
	case JRT_OP_NEGATE:
		jb_buf_add_string(why, "a result from ");
		add_operand(machine, step->a, row, why);
		if (step->op != JRT_OP_NEGATE) {
			jb_buf_add_string(why, " and ");
			add_operand(machine, step->b, row, why);
		}
		jb_buf_add_string(why, " is larger than the largest number, 9223372036854.775807");
		return JB_TEXT("R0324");
	default:
		jb_buf_add_string(why, "the row's time lies outside the years 1 to 9999");
		return JB_TEXT("R0329");
	}
}
