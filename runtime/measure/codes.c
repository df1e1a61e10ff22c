/*
 * Codes: conditions that depend on texts and flags alone, each text compared with constants only,
 * are functions of a few digits a row. Three-valued logic (S9) is done here for one row at a time,
 * once for each code that comes up.
 */
#include "journey/plan_op.h"
#include "measure/classes.h"
#include "measure/program_steps.h"

#include <string.h>

#define CODES_MOST 32768

enum answer { NO, YES, UNKNOWN };

/* ---- what can be coded ---- */

static bool is_flag_column(const struct jrt_step *step)
{
	return step->op == JRT_OP_COLUMN && step->type == JRT_FLAG;
}

static bool is_text_column(const struct jrt_step *step)
{
	return step->op == JRT_OP_COLUMN && step->type == JRT_TEXT;
}

static bool is_text_constant(const struct jrt_step *step)
{
	return step->op == JRT_OP_CONSTANT && step->type == JRT_TEXT;
}

/* A text column against a constant, on whichever side; gives the column's step. */
static bool is_text_comparison(const struct jrt_program *program, const struct jrt_step *step,
			       uint32_t *column, uint32_t *constant)
{
	const struct jrt_step *a, *b;

	if (step->op != JRT_OP_EQUAL && step->op != JRT_OP_NOT_EQUAL)
		return false;
	a = &program->step[step->a];
	b = &program->step[step->b];
	*column = is_text_column(a) ? step->a : step->b;
	*constant = is_text_column(a) ? step->b : step->a;
	return (is_text_column(a) && is_text_constant(b)) ||
	       (is_text_column(b) && is_text_constant(a));
}

/* Operands of logic that are not texts. */
static bool is_condition(const struct jrt_step *step)
{
	return is_flag_column(step) || (step->op >= JRT_OP_AND && step->op <= JRT_OP_MISSING) ||
	       (jrt_op_is_constant(step->op) && step->type != JRT_TEXT);
}

/* Given that its operands can be. */
static bool can_be_coded(const struct jrt_program *program, const struct jrt_step *step)
{
	uint32_t column, constant;

	switch (step->op) {
	case JRT_OP_COLUMN: return is_flag_column(step) || is_text_column(step);
	case JRT_OP_CONSTANT:
	case JRT_OP_MISSING_VALUE:
	case JRT_OP_ALL: return true;
	case JRT_OP_AND:
	case JRT_OP_OR:
		return is_condition(&program->step[step->a]) &&
		       is_condition(&program->step[step->b]);
	case JRT_OP_NOT: return is_condition(&program->step[step->a]);
	case JRT_OP_EQUAL:
	case JRT_OP_NOT_EQUAL: return is_text_comparison(program, step, &column, &constant);
	case JRT_OP_KNOWN:
	case JRT_OP_MISSING:
		return is_condition(&program->step[step->a]) ||
		       is_text_column(&program->step[step->a]);
	default: return false;
	}
}

static bool *find_codable(const struct jrt_classes *classes)
{
	const struct jrt_program *program = classes->program;
	bool *codable = JB_NEW_ARRAY(classes->arena, bool, program->count);

	for (size_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		codable[i] = true;
		for (unsigned k = 0; k < jrt_op_operands(step->op); k++)
			codable[i] &= codable[operand[k]];
		codable[i] = codable[i] && can_be_coded(program, step);
	}
	return codable;
}

/* ---- columns and their digits ---- */

static struct jrt_code_column *column_of(struct jrt_classes *classes, uint32_t step)
{
	for (size_t c = 0; c < classes->column.count; c++)
		if (classes->column.at[c].step == step)
			return &classes->column.at[c];
	return NULL;
}

/* Digit 0 unknown, 1 any other text (or no), then the constants that it is compared with (or
 * yes). */
static struct jrt_code_column make_column(const struct jrt_classes *classes, uint32_t number)
{
	const struct jrt_program *program = classes->program;
	const bool is_text = is_text_column(&program->step[number]);
	struct jrt_code_column column = {.step = number, .radix = 2};

	column.limit = is_text ? classes->plan->text_count + 1 : 1;
	column.digit = JB_NEW_ARRAY(classes->arena, uint16_t, column.limit + 1);
	for (size_t v = 0; v <= column.limit; v++)
		column.digit[v] = 1;
	if (!is_text)
		column.digit[1] = (uint16_t)column.radix++;
	for (size_t i = 0; is_text && i < program->count; i++) {
		uint32_t of, constant;
		int64_t symbol;

		if (!is_text_comparison(program, &program->step[i], &of, &constant) || of != number)
			continue;
		symbol = jrt_step_constant(&program->step[constant]);
		if (column.digit[symbol] == 1 && column.radix < CODES_MOST)
			column.digit[symbol] = (uint16_t)column.radix++;
	}
	return column;
}

/* Marks the steps that the condition depends on. */
static void mark(const struct jrt_program *program, uint32_t number, bool *marked)
{
	marked[number] = true;
	for (uint32_t i = number + 1; i-- > 0;) {
		const struct jrt_step *step = &program->step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		for (unsigned k = 0; marked[i] && k < jrt_op_operands(step->op); k++)
			marked[operand[k]] = true;
	}
}

/* Takes in the columns of a condition as long as all codes fit; false where they do not. */
static bool take_columns(struct jrt_classes *classes, const bool *marked)
{
	const size_t before = classes->column.count;
	uint64_t codes = classes->codes;

	for (uint32_t i = 0; i < classes->program->count; i++) {
		if (!marked[i] || classes->program->step[i].op != JRT_OP_COLUMN ||
		    column_of(classes, i))
			continue;
		*jb_push(classes->arena, &classes->column) = make_column(classes, i);
		codes *= classes->column.at[classes->column.count - 1].radix;
		if (codes > CODES_MOST) {
			classes->column.count = before;
			return false;
		}
	}
	classes->codes = (uint32_t)codes;
	return true;
}

void jrt_codes_ready(struct jrt_classes *classes, struct jrt_machine *main)
{
	const size_t steps = classes->program->count;
	const bool *codable = find_codable(classes);
	bool *marked = JB_NEW_ARRAY(classes->arena, bool, steps);

	classes->codes = 1;
	classes->coded = JB_NEW_ARRAY(classes->arena, bool, steps);
	classes->answer = JB_NEW_ARRAY(classes->arena, uint8_t, steps);
	for (size_t q = 0; q < classes->question.count; q++) {
		struct jrt_question *question = &classes->question.at[q];

		if (question->kind != JRT_ASK_MASK || !codable[question->number])
			continue;
		memset(marked, 0, steps * sizeof *marked);
		mark(classes->program, question->number, marked);
		question->loose = !take_columns(classes, marked);
		for (size_t i = 0; !question->loose && i < steps; i++)
			classes->coded[i] |= marked[i];
	}
	for (size_t c = 0; c < classes->column.count; c++)
		jrt_machine_ask(main, classes->column.at[c].step, JRT_AS_LANE);
}

/* ---- codes of a batch ---- */

static void add_digits(const struct jrt_code_column *column, struct jrt_lane lane, uint32_t rows,
		       uint16_t *code)
{
	const uint16_t radix = (uint16_t)column->radix;
	const uint64_t limit = column->limit;
	const uint16_t *digit = column->digit;

	for (uint32_t row = 0; row < rows; row++) {
		uint64_t value = (uint64_t)lane.value[row];
		unsigned next = digit[value < limit ? value : limit] & -(unsigned)lane.known[row];

		code[row] = (uint16_t)(code[row] * radix + next);
	}
}

void jrt_codes_find(struct jrt_classes *classes, const struct jrt_metered *rows)
{
	memset(classes->code, 0, rows->rows * sizeof *classes->code);
	for (size_t c = 0; c < classes->column.count; c++)
		add_digits(&classes->column.at[c], rows->main->lane[classes->column.at[c].step],
			   rows->rows, classes->code);
}

/* ---- a code's answers ---- */

static enum answer both(enum answer a, enum answer b)
{
	if (a == NO || b == NO)
		return NO;
	return a == YES && b == YES ? YES : UNKNOWN;
}

static enum answer contrary(enum answer a)
{
	return a == UNKNOWN ? UNKNOWN : a == YES ? NO : YES;
}

static enum answer answer_of(const struct jrt_classes *classes, const struct jrt_machine *main,
			     uint32_t number, uint32_t row)
{
	const struct jrt_step *step = &classes->program->step[number];
	const struct jrt_lane lane = main->lane[number];
	const uint8_t *answer = classes->answer;
	uint32_t column, constant;
	enum answer is;

	switch (step->op) {
	case JRT_OP_COLUMN:
		if (!lane.known[row])
			return UNKNOWN;
		return step->type == JRT_TEXT || lane.value[row] ? YES : NO;
	case JRT_OP_MISSING_VALUE: return UNKNOWN;
	case JRT_OP_CONSTANT:
	case JRT_OP_ALL: return jrt_step_constant(step) ? YES : NO;
	case JRT_OP_AND: return both(answer[step->a], answer[step->b]);
	case JRT_OP_OR: return contrary(both(contrary(answer[step->a]), contrary(answer[step->b])));
	case JRT_OP_NOT: return contrary(answer[step->a]);
	case JRT_OP_KNOWN: return answer[step->a] == UNKNOWN ? NO : YES;
	case JRT_OP_MISSING: return answer[step->a] == UNKNOWN ? YES : NO;
	default: break;
	}
	if (!is_text_comparison(classes->program, step, &column, &constant) ||
	    answer[column] == UNKNOWN)
		return UNKNOWN; /* nothing else is coded */
	is = main->lane[column].value[row] == jrt_step_constant(&classes->program->step[constant])
		     ? YES
		     : NO;
	return step->op == JRT_OP_EQUAL ? is : contrary(is);
}

void jrt_codes_look(struct jrt_classes *classes, const struct jrt_machine *main, uint32_t row)
{
	for (uint32_t i = 0; i < classes->program->count; i++)
		if (classes->coded[i])
			classes->answer[i] = (uint8_t)answer_of(classes, main, i, row);
	for (uint32_t q = 0; q < classes->question.count; q++) {
		const struct jrt_question *question = &classes->question.at[q];

		if (!question->loose && classes->answer[question->number] == YES)
			classes->pattern[q / 64] |= UINT64_C(1) << q % 64;
	}
}
