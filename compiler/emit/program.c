/*
 * Functions over the registers of a batch, see journey/compiled.h. Comparisons and arithmetic are
 * calls with their operands; what joins conditions is one expression a register.
 */
#include "emit/program.h"

#include <string.h>

#include "emit/registers.h"
#include "journey/plan_op.h"

/* One program at work. */
struct emitting {
	const struct jrt_plan *plan;
	const struct jrt_source *source;
	uint32_t number; /* of the source */
	enum jy_program_kind kind;
	const struct jrt_program *program;
	const struct jy_register *reg;
	const struct jb_text *text;
	struct jy_writer *writer;
	/* In the function at hand, by step: its variables, or empty. */
	struct jb_text *lane, *bits;
};

static const char *const words[] = {
	[JRT_OP_AND] = "and",
	[JRT_OP_OR] = "or",
	[JRT_OP_NOT] = "not",
	[JRT_OP_EQUAL] = "equal",
	[JRT_OP_NOT_EQUAL] = "not_equal",
	[JRT_OP_LESS] = "less",
	[JRT_OP_AT_MOST] = "at_most",
	[JRT_OP_ABOVE] = "above",
	[JRT_OP_AT_LEAST] = "at_least",
	[JRT_OP_BETWEEN] = "between",
	[JRT_OP_KNOWN] = "known",
	[JRT_OP_MISSING] = "missing",
	[JRT_OP_ADD] = "add",
	[JRT_OP_SUBTRACT] = "subtract",
	[JRT_OP_MULTIPLY] = "multiply",
	[JRT_OP_DIVIDE] = "divide",
	[JRT_OP_NEGATE] = "negate",
	[JRT_OP_SPAN] = "span",
	[JRT_OP_AT] = "at",
	[JRT_OP_DATE] = "date",
	[JRT_OP_TIME] = "time",
	[JRT_OP_OPEN_SPAN] = "open_span",
	[JRT_OP_APPROXIMATE] = "approximate",
};

const struct jb_text *jy_emit_texts(const struct jrt_plan *plan, struct jy_writer *writer)
{
	struct jb_text *name = JB_NEW_ARRAY(writer->arena, struct jb_text, plan->text_count);

	if (!plan->text_count)
		return name;
	jy_line(writer, 0);
	jy_put(writer, "/* Texts that rows are compared with, by the numbers that the reader gives "
		       "them. */");
	jy_line(writer, 0);
	jy_put(writer, "enum {");
	for (size_t i = 0; i < plan->text_count; i++) {
		name[i] = jy_c_name(writer, "text_", plan->text[i].text);
		jy_line(writer, 1);
		jy_put(writer, "%.*s = %zu, /* ", JB_ARG(name[i]), i + 1);
		jy_put_words(writer, plan->text[i].text, "");
		jy_put(writer, " */");
	}
	jy_line(writer, 0);
	jy_put(writer, "};");
	jy_line(writer, 0);
	return name;
}

/* ---- what a step is called ---- */

static struct jb_text let_of(const struct emitting *e, uint32_t number)
{
	for (size_t i = 0; i < e->program->let_count; i++)
		if (e->program->let[i].step == number)
			return e->program->let[i].name;
	return JB_TEXT("");
}

/* The first scope whose rows the step tells; an empty name where it is no scope's. */
static struct jb_text scope_of(const struct emitting *e, uint32_t number)
{
	for (size_t i = 0; i < e->plan->meter_count && e->kind == JY_OF_MAIN; i++) {
		const struct jrt_meter *meter = &e->plan->meter[i];

		if (meter->mask == number && e->plan->metric[meter->metric].source == e->number)
			return e->plan->scope[meter->scope].name;
	}
	return JB_TEXT("");
}

/* What a step is called in the file; empty: nothing. */
static struct jb_text name_of(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];

	return step->op == JRT_OP_COLUMN ? e->source->column[step->a].name : let_of(e, number);
}

/* A variable for a step's register, declared in the function at hand. */
static struct jb_text variable(const struct emitting *e, uint32_t number, bool bits)
{
	const struct jrt_step *step = &e->program->step[number];
	struct jb_text name = name_of(e, number);

	if (name.size)
		return jy_c_name(e->writer,
				 bits			     ? "where_"
				 : step->op == JRT_OP_COLUMN ? "column_"
							     : "let_",
				 name);
	return jb_text_printf(e->writer->arena, bits ? "where_step_%u" : "step_%u",
			      (unsigned)number);
}

/* ---- operands ---- */

static void put_constant(const struct emitting *e, const struct jrt_step *step)
{
	struct jy_writer *writer = e->writer;
	struct jb_buf plain;

	if (step->op == JRT_OP_MISSING_VALUE || step->op == JRT_OP_ALL) {
		jy_put(writer, step->op == JRT_OP_ALL ? "jrt_is(1)" : "jrt_nothing()");
		return;
	}
	if (step->type == JRT_TEXT) {
		jy_put(writer, "jrt_is(%.*s)", JB_ARG(e->text[step->k]));
		return;
	}
	jb_buf_init(&plain, writer->arena);
	jb_buf_add_fix(&plain, step->k);
	if (step->type == JRT_FLAG || step->type == JRT_DATE)
		jy_put(writer, "jrt_is(%lld)", (long long)step->k);
	else if (step->k == INT64_MIN)
		jy_put(writer, "jrt_is(INT64_MIN)");
	else
		jy_put(writer, "jrt_is(INT64_C(%lld) /* %.*s%s */)", (long long)step->k,
		       JB_ARG(jb_buf_text(&plain)), step->type == JRT_DURATION ? " s" : "");
}

/* A lane; constants and conditions have no variable for theirs. */
static void put_lane(const struct emitting *e, uint32_t number)
{
	const enum jrt_op op = e->program->step[number].op;

	if (jy_is_condition(op))
		jy_put(e->writer, "jrt_lane_of(frame, %u)", (unsigned)number);
	else if (jy_is_constant(op))
		jy_put(e->writer, "frame->lane[%u]", (unsigned)number);
	else
		jy_put(e->writer, "%.*s", JB_ARG(e->lane[number]));
}

static void put_side(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];

	if (jy_is_constant(step->op)) {
		put_constant(e, step);
		return;
	}
	jy_put(e->writer, "jrt_of(");
	put_lane(e, number);
	jy_put(e->writer, ")");
}

/* A condition in the word at hand. */
static void put_truth(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];

	if (jy_is_leaf(step->op) || e->reg[number].kept) {
		jy_put(e->writer, "jrt_get(%.*s, word)", JB_ARG(e->bits[number]));
		return;
	}
	jy_put(e->writer, "jrt_%s(", words[step->op]);
	put_truth(e, step->a);
	if (step->op != JRT_OP_NOT) {
		jy_put(e->writer, ", ");
		put_truth(e, step->b);
	}
	jy_put(e->writer, ")");
}

/* ---- steps ---- */

/* What a step is, above it. */
static void put_about(const struct emitting *e, uint32_t number)
{
	struct jb_text let = let_of(e, number), scope = scope_of(e, number);
	struct jy_writer *writer = e->writer;

	jy_line(writer, 1);
	if (!let.size && !scope.size)
		return;
	jy_put(writer, "/* ");
	jy_put_words(writer, let.size ? JB_TEXT("let ") : JB_TEXT("rows of "), "\t * ");
	jy_put_words(writer, let.size ? let : scope, "\t * ");
	jy_put(writer, " */");
	jy_line(writer, 1);
}

static void put_joined(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];

	jy_put(e->writer, "JRT_EACH_WORD(word, frame)");
	jy_line(e->writer, 2);
	jy_put(e->writer, "jrt_put(frame, %u, word, jrt_%s(", (unsigned)number, words[step->op]);
	put_truth(e, step->a);
	if (step->op != JRT_OP_NOT) {
		jy_put(e->writer, ", ");
		put_truth(e, step->b);
	}
	jy_put(e->writer, "));");
}

static bool knows_bits(const struct emitting *e, const struct jrt_step *step)
{
	return (step->op == JRT_OP_KNOWN || step->op == JRT_OP_MISSING) &&
	       jy_is_condition(e->program->step[step->a].op);
}

static void put_call(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];
	const bool condition = jy_is_condition(step->op), bits = knows_bits(e, step);

	jy_put(e->writer, "jrt_%s%s%s(frame, %u", words[step->op],
	       step->op == JRT_OP_SPAN && step->k ? "_past_midnight" : "", bits ? "_bits" : "",
	       (unsigned)number);
	for (unsigned k = 0; k < jrt_op_operands(step->op); k++) {
		jy_put(e->writer, ", ");
		if (bits)
			jy_put(e->writer, "%.*s", JB_ARG(e->bits[step->a]));
		else
			(condition ? put_side : put_lane)(e, jy_operand(step, k));
	}
	if (step->op == JRT_OP_AT || step->op == JRT_OP_DATE || step->op == JRT_OP_OPEN_SPAN)
		jy_put(e->writer, ", %lld", (long long)step->k);
	jy_put(e->writer, ");");
}

static void put_step(const struct emitting *e, uint32_t number)
{
	put_about(e, number);
	if (jy_joins(e->program->step[number].op))
		put_joined(e, number);
	else
		put_call(e, number);
}

/* ---- functions ---- */

static bool is_of(const struct emitting *e, uint32_t number, uint32_t owner)
{
	return e->reg[number].kept && e->reg[number].alive && e->reg[number].owner == owner;
}

static void declare_one(const struct emitting *e, uint32_t number, bool bits)
{
	struct jb_text *name = bits ? &e->bits[number] : &e->lane[number];

	if (name->size)
		return;
	*name = variable(e, number, bits);
	jy_line(e->writer, 1);
	jy_put(e->writer, "const struct %s %.*s = frame->%s[%u];", bits ? "jrt_bits" : "jrt_lane",
	       JB_ARG(*name), bits ? "bits" : "lane", (unsigned)number);
}

/* Declares the registers that a step reads, as the form it reads them in. */
static void declare_read(const struct emitting *e, uint32_t number)
{
	const struct jrt_step *step = &e->program->step[number];
	const bool bits = jy_joins(step->op) || knows_bits(e, step);

	for (unsigned k = 0; k < jrt_op_operands(step->op); k++) {
		uint32_t from = jy_operand(step, k);
		enum jrt_op op = e->program->step[from].op;

		if (bits && jy_joins(op) && !e->reg[from].kept)
			declare_read(e, from);
		else if (bits || (!jy_is_constant(op) && !jy_is_condition(op)))
			declare_one(e, from, bits);
	}
}

static void declare(const struct emitting *e, uint32_t owner)
{
	memset(e->lane, 0, e->program->count * sizeof *e->lane);
	memset(e->bits, 0, e->program->count * sizeof *e->bits);
	for (uint32_t i = 0; i < e->program->count; i++)
		if (is_of(e, i, owner))
			declare_read(e, i);
}

static bool any_of(const struct emitting *e, uint32_t owner)
{
	for (uint32_t i = 0; i < e->program->count; i++)
		if (is_of(e, i, owner))
			return true;
	return false;
}

static void put_function(const struct emitting *e, uint32_t owner, struct jb_text name)
{
	/* Names of this function's variables are free again in the next one. */
	const struct jb_map outside = e->writer->taken;

	jb_map_init(&e->writer->taken, e->writer->arena);
	jy_line(e->writer, 0);
	jy_put(e->writer, "static void %.*s(const struct jrt_frame *frame)", JB_ARG(name));
	jy_line(e->writer, 0);
	jy_put(e->writer, "{");
	declare(e, owner);
	jb_buf_add_byte(e->writer->out, '\n');
	for (uint32_t i = 0; i < e->program->count; i++)
		if (is_of(e, i, owner))
			put_step(e, i);
	jy_line(e->writer, 0);
	jy_put(e->writer, "}");
	jy_line(e->writer, 0);
	e->writer->taken = outside;
}

/* ---- metrics ---- */

static const char *const parts[] = {
	[JRT_PART_COUNT] = "counts rows",
	[JRT_PART_SUM] = "sums",
	[JRT_PART_SHARE] = "counts rows, and those where",
	[JRT_PART_SUM_SHARE] = "sums two",
	[JRT_PART_MEAN] = "sums and counts",
	[JRT_PART_NET] = "counts rows, for and against",
	[JRT_PART_VALUES] = "counts each value of",
	[JRT_PART_SPREAD] = "sums, with squares,",
	[JRT_PART_MAX] = "takes the largest",
	[JRT_PART_MIN] = "takes the least",
	[JRT_PART_LAST] = "takes the latest",
	[JRT_PART_DISTINCT] = "tells apart the values of",
	[JRT_PART_TIME] = "adds up the times from and to",
	[JRT_PART_STOCK] = "sums at each moment",
};

/* A formula has its own line above; what is deeper in one another is left to it. */
#define WORDS_DEPTH 3

static bool put_in_words(const struct emitting *e, uint32_t number, unsigned depth);

static void put_operand(const struct emitting *e, uint32_t number, unsigned depth)
{
	const struct jrt_step *step = &e->program->step[number];
	struct jb_buf plain;

	if (step->op == JRT_OP_CONSTANT && step->type != JRT_TEXT && step->type != JRT_FLAG &&
	    step->type != JRT_DATE) {
		jb_buf_init(&plain, e->writer->arena);
		jb_buf_add_fix(&plain, step->k);
		jy_put(e->writer, "%.*s%s", JB_ARG(jb_buf_text(&plain)),
		       step->type == JRT_DURATION ? " s" : "");
	} else if (!put_in_words(e, number, depth + 1)) {
		jy_put(e->writer, "step %u", (unsigned)number);
	}
}

/* What a register holds, as people say it; false, and nothing written, where only the steps say. */
static bool put_in_words(const struct emitting *e, uint32_t number, unsigned depth)
{
	static const char *const between[] = {
		[JRT_OP_AND] = " and ", [JRT_OP_OR] = " or ",	    [JRT_OP_EQUAL] = " is ",
		[JRT_OP_LESS] = " < ",	[JRT_OP_AT_MOST] = " <= ",  [JRT_OP_NOT_EQUAL] = " is not ",
		[JRT_OP_ABOVE] = " > ", [JRT_OP_AT_LEAST] = " >= ",
	};
	const struct jrt_step *step = &e->program->step[number];
	const struct jb_text name = name_of(e, number);
	const bool joins = (size_t)step->op < sizeof between / sizeof *between && between[step->op];

	if (name.size) {
		jy_put_words(e->writer, name, " * ");
	} else if (depth >= WORDS_DEPTH) {
		return false;
	} else if (step->op == JRT_OP_KNOWN || step->op == JRT_OP_MISSING) {
		put_operand(e, step->a, depth);
		jy_put(e->writer, step->op == JRT_OP_KNOWN ? " is known" : " is missing");
	} else if (step->op == JRT_OP_NOT) {
		jy_put(e->writer, "not ");
		put_operand(e, step->a, depth);
	} else if (joins) {
		jy_put(e->writer, depth ? "(" : "");
		put_operand(e, step->a, depth);
		jy_put(e->writer, "%s", between[step->op]);
		put_operand(e, step->b, depth);
		jy_put(e->writer, depth ? ")" : "");
	} else {
		return false;
	}
	return true;
}

static void put_register(const struct emitting *e, const char *before, uint32_t number)
{
	if (number >= e->program->count)
		return;
	jy_put(e->writer, "%s ", before);
	if (put_in_words(e, number, 0))
		jy_put(e->writer, " (step %u)", (unsigned)number);
	else
		jy_put(e->writer, "step %u", (unsigned)number);
}

static void put_part(const struct emitting *e, const struct jrt_part *part)
{
	jy_line(e->writer, 0);
	jy_put(e->writer, " *   %s", parts[part->kind]);
	if (part->kind != JRT_PART_COUNT)
		put_register(e, "", part->a);
	if (part->kind == JRT_PART_SUM_SHARE || part->kind == JRT_PART_NET ||
	    part->kind == JRT_PART_TIME)
		put_register(e, " and", part->b);
	if (part->among >= e->program->count)
		return;
	jy_line(e->writer, 0);
	put_register(e, " *   among those where", part->among);
}

static void put_about_metric(const struct emitting *e, const struct jrt_metric *metric,
			     bool computes)
{
	struct jy_writer *writer = e->writer;

	jy_line(writer, 0);
	jy_put(writer, "/*");
	jy_line(writer, 0);
	jy_put(writer, " * ");
	jy_put_words(writer, metric->name, " * ");
	jy_put(writer, ": ");
	jy_put_words(writer, metric->definition, " *   ");
	if (metric->place.line) {
		jy_line(writer, 0);
		jy_put(writer, " * ");
		jy_put_words(writer, metric->place.file, " * ");
		jy_put(writer, ":%u", (unsigned)metric->place.line);
	}
	for (size_t p = 0; p < metric->part_count; p++)
		put_part(e, &metric->part[p]);
	if (!computes) {
		jy_line(writer, 0);
		jy_put(writer, " * It reads columns, and steps that others have computed.");
	}
	jy_line(writer, 0);
	jy_put(writer, " */");
}

/* ---- programs ---- */

static const char *const kinds[] = {
	[JY_OF_FILTER] = "filter",
	[JY_OF_KEYS] = "keys",
	[JY_OF_CHECK] = "check",
	[JY_OF_MAIN] = "main",
};

static const char *const about[] = {
	[JY_OF_FILTER] = "which rows are ignored, and where reading stops",
	[JY_OF_KEYS] = "by which rows are told apart",
	[JY_OF_CHECK] = "what rows have to fulfil",
	[JY_OF_MAIN] = "the time of rows, lets, places, and what several metrics share",
};

static void put_heading(const struct emitting *e)
{
	struct jy_writer *writer = e->writer;

	jy_line(writer, 0);
	jy_put(writer, "/* Source ");
	jy_put_words(writer, e->source->name, " * ");
	jy_put(writer, ": %s. */", about[e->kind]);
}

/* Gives how many functions there are. */
static size_t put_functions(const struct emitting *e, struct jb_text *name)
{
	size_t count = 0;

	if (any_of(e, JY_FOR_ALL)) {
		put_heading(e);
		name[count] = jb_text_printf(e->writer->arena, "%s_",
					     e->kind == JY_OF_MAIN ? "shared" : kinds[e->kind]);
		name[count] = jy_c_name(e->writer, name[count].at, e->source->name);
		put_function(e, JY_FOR_ALL, name[count++]);
	}
	for (uint32_t m = 0; m < e->plan->metric_count && e->kind == JY_OF_MAIN; m++) {
		const bool computes = any_of(e, m);

		if (e->plan->metric[m].source != e->number)
			continue;
		put_about_metric(e, &e->plan->metric[m], computes);
		if (!computes) {
			jy_line(e->writer, 0);
			continue;
		}
		name[count] = jy_c_name(e->writer, "metric_", e->plan->metric[m].name);
		put_function(e, m, name[count++]);
	}
	return count;
}

/* Numbers of steps; `flags`: of the leaves that some expression reads as bits, else of what is
 * filled. */
static size_t put_numbers(const struct emitting *e, struct jb_text name, bool flags)
{
	bool *read = JB_NEW_ARRAY(e->writer->arena, bool, e->program->count);
	size_t count = 0;

	for (uint32_t i = 0; i < e->program->count; i++) {
		const struct jrt_step *step = &e->program->step[i];

		if (!flags)
			read[i] = e->reg[i].kept && e->reg[i].alive;
		for (unsigned k = 0; flags && k < jrt_op_operands(step->op); k++)
			if (e->reg[i].alive && jy_joins(step->op) &&
			    jy_is_leaf(e->program->step[jy_operand(step, k)].op))
				read[jy_operand(step, k)] = true;
	}
	jy_line(e->writer, 0);
	jy_put(e->writer, "static const uint32_t %.*s[] = {", JB_ARG(name));
	for (uint32_t i = 0; i < e->program->count; i++)
		if (read[i]) {
			jy_put(e->writer, count ? ", " : "");
			jy_put(e->writer, "%u", (unsigned)i);
			count++;
		}
	jy_put(e->writer, count ? "};" : "JRT_NONE};");
	return count;
}

static void put_program(const struct emitting *e, struct jy_data *data)
{
	struct jy_writer *writer = e->writer;
	struct jb_text *function =
		JB_NEW_ARRAY(writer->arena, struct jb_text, e->plan->metric_count + 1);
	size_t count = put_functions(e, function), written_count, flag_count;
	struct jb_text all, written, flags, compiled;

	if (!count) /* columns and constants alone: there is nothing to run */
		return;
	all = jy_c_name(writer, kinds[e->kind],
			jb_text_printf(writer->arena, "_of_%.*s", JB_ARG(e->source->name)));
	written = jb_text_printf(writer->arena, "written_%.*s", JB_ARG(all));
	flags = jb_text_printf(writer->arena, "flags_%.*s", JB_ARG(all));
	compiled = jb_text_printf(writer->arena, "compiled_%.*s", JB_ARG(all));
	jy_line(writer, 0);
	jy_put(writer, "static void %.*s(const struct jrt_frame *frame)", JB_ARG(all));
	jy_line(writer, 0);
	jy_put(writer, "{");
	for (size_t i = 0; i < count; i++) {
		jy_line(writer, 1);
		jy_put(writer, "%.*s(frame);", JB_ARG(function[i]));
	}
	jy_line(writer, 0);
	jy_put(writer, "}");
	jy_line(writer, 0);
	written_count = put_numbers(e, written, false);
	flag_count = put_numbers(e, flags, true);
	jy_line(writer, 0);
	jy_put(writer, "static const struct jrt_compiled %.*s = {", JB_ARG(compiled));
	jy_line(writer, 1);
	jy_put(writer, "%.*s, ", JB_ARG(all));
	jy_put(writer, "%.*s, ", JB_ARG(written));
	jy_put(writer, "%zu, ", written_count);
	jy_put(writer, "%.*s, ", JB_ARG(flags));
	jy_put(writer, "%zu};", flag_count);
	jy_line(writer, 0);
	jy_data_compiled(data, e->program, compiled);
}

void jy_emit_programs(const struct jrt_plan *plan, uint32_t source, const struct jb_text *text,
		      struct jy_writer *writer, struct jy_data *data)
{
	for (enum jy_program_kind kind = JY_OF_FILTER; kind <= JY_OF_MAIN; kind++) {
		struct emitting e = {
			.plan = plan,
			.source = &plan->source[source],
			.number = source,
			.kind = kind,
			.program = jy_program_of(&plan->source[source], kind),
			.reg = jy_registers(plan, source, kind, writer->arena),
			.text = text,
			.writer = writer,
		};

		if (!e.program->count)
			continue;
		e.lane = JB_NEW_ARRAY(writer->arena, struct jb_text, e.program->count);
		e.bits = JB_NEW_ARRAY(writer->arena, struct jb_text, e.program->count);
		put_program(&e, data);
	}
}
