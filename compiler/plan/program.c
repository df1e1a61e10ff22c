/*
 * Programs: expressions of the model written as straight-line steps. Equal steps are written once,
 * so a condition that ten metrics share is computed once a row.
 */
#include <string.h>

#include "plan/lowering.h"

void jy_program_init(struct jy_program *program, struct jy_source_lowering *source)
{
	program->source = source;
	jb_map_init(&program->known, program->lowering->arena);
	jb_map_init(&program->shared, program->lowering->arena);
}

/* Steps come after what they use. */
static uint64_t windows_of(const struct jy_program *program, const struct jrt_step *step)
{
	const uint64_t *bits = program->windows.at;

	switch (step->op) {
	case JRT_OP_AGAIN: return UINT64_C(1) << step->k;
	case JRT_OP_COLUMN:
	case JRT_OP_CONSTANT:
	case JRT_OP_ALL: return 0;
	default: return program->steps.count ? bits[step->a] | bits[step->b] | bits[step->c] : 0;
	}
}

/* Two steps are equal when all their fields are; padding must not speak. */
uint32_t jy_program_step(struct jy_program *program, struct jrt_step step)
{
	struct jb_arena *arena = program->lowering->arena;
	const int64_t field[] = {
		(int64_t)step.op, (int64_t)step.type, step.a, step.b, step.c, step.k};
	struct jb_text key = {.at = (const char *)field, .size = sizeof field};
	bool fresh;
	uint64_t *at = jb_map_intern(&program->known, &key, &fresh);

	if (fresh) {
		*at = program->steps.count;
		*jb_push(arena, &program->windows) = windows_of(program, &step);
		*jb_push(arena, &program->steps) = step;
	}
	return (uint32_t)*at;
}

uint32_t jy_program_both(struct jy_program *program, uint32_t a, uint32_t b)
{
	if (a == JRT_NONE || b == JRT_NONE)
		return a == JRT_NONE ? b : a;
	return jy_program_step(
		program, (struct jrt_step){.op = JRT_OP_AND, .type = JRT_FLAG, .a = a, .b = b});
}

uint32_t jy_program_either(struct jy_program *program, uint32_t a, uint32_t b)
{
	if (a == JRT_NONE || b == JRT_NONE)
		return JRT_NONE;
	return jy_program_step(
		program, (struct jrt_step){.op = JRT_OP_OR, .type = JRT_FLAG, .a = a, .b = b});
}

static uint32_t text_step(struct jy_program *program, struct jb_text text)
{
	return jy_program_step(program,
			       (struct jrt_step){.op = JRT_OP_CONSTANT,
						 .type = JRT_TEXT,
						 .k = jy_lowering_text(program->lowering, text)});
}

static uint32_t column_step(struct jy_program *program, uint32_t column)
{
	struct jrt_column *read = &program->source->column[column];

	read->needed = true;
	return jy_program_step(
		program, (struct jrt_step){.op = JRT_OP_COLUMN, .type = read->type, .a = column});
}

uint32_t jy_program_one_of(struct jy_program *program, uint32_t column, struct jy_texts texts)
{
	uint32_t value = column_step(program, column), any = 0;

	for (size_t i = 0; i < texts.count; i++) {
		uint32_t same = jy_program_step(
			program, (struct jrt_step){.op = JRT_OP_EQUAL,
						   .type = JRT_FLAG,
						   .a = value,
						   .b = text_step(program, texts.at[i])});
		any = i == 0 ? same : jy_program_either(program, any, same);
	}
	return any;
}

/* The window of an `again`, made at its first use. Its keys and condition are steps of the same
 * program. */
static uint32_t window_of(struct jy_program *program, const struct jy_again *again)
{
	struct jy_source_lowering *source = program->source;
	struct jb_arena *arena = program->lowering->arena;
	struct jrt_window window = {
		.key_count = again->key_count,
		.among = JRT_NONE,
		.calendar_days = again->calendar_days,
		.days = again->days,
		.length = again->length,
		.zone = JRT_NONE,
		.place = jy_lowering_place(program->lowering, again->span),
	};
	uint32_t *key = JB_NEW_ARRAY(arena, uint32_t, again->key_count);

	for (size_t i = 0; i < source->window_of.count; i++)
		if (source->window_of.at[i] == again)
			return (uint32_t)i;
	for (size_t i = 0; i < again->key_count; i++) {
		key[i] = jy_program_expr(program, again->key[i]);
		if (again->key[i]->op == JRT_OP_COLUMN)
			source->column[again->key[i]->k].key = true;
	}
	window.key = key;
	if (again->among)
		window.among = jy_program_expr(program, again->among);
	if (again->calendar_days)
		window.zone = jy_lowering_zone(program->lowering, source->model->time_zone);
	*jb_push(arena, &source->windows) = window;
	*jb_push(arena, &source->window_of) = again;
	return (uint32_t)(source->windows.count - 1);
}

/* Texts that are compared with each other, not with constants, must be told apart by the reader. */
static void mark_keys(struct jy_program *program, const struct jy_expr *expr)
{
	bool equality = expr->op == JRT_OP_EQUAL || expr->op == JRT_OP_NOT_EQUAL;

	if (!equality || expr->a->type != JRT_TEXT || expr->a->op == JRT_OP_CONSTANT ||
	    expr->b->op == JRT_OP_CONSTANT)
		return;
	if (expr->a->op == JRT_OP_COLUMN)
		program->source->column[expr->a->k].key = true;
	if (expr->b->op == JRT_OP_COLUMN)
		program->source->column[expr->b->k].key = true;
}

static uint32_t operation(struct jy_program *program, const struct jy_expr *expr)
{
	struct jrt_step step = {.op = expr->op, .type = expr->type, .k = expr->k};

	if (expr->op == JRT_OP_AT || expr->op == JRT_OP_DATE)
		step.k = jy_lowering_zone(program->lowering, expr->zone);
	if (expr->calendar)
		step.k = jy_lowering_calendar(program->lowering, expr->calendar);
	if (expr->a)
		step.a = jy_program_expr(program, expr->a);
	if (expr->b)
		step.b = jy_program_expr(program, expr->b);
	if (expr->c)
		step.c = jy_program_expr(program, expr->c);
	mark_keys(program, expr);
	return jy_program_step(program, step);
}

static uint32_t fresh_expr(struct jy_program *program, const struct jy_expr *expr)
{
	switch (expr->op) {
	case JRT_OP_COLUMN: return column_step(program, (uint32_t)expr->k);
	case JRT_OP_CONSTANT:
		if (expr->type == JRT_TEXT)
			return text_step(program, expr->text);
		return operation(program, expr);
	case JRT_OP_TIME: return jy_program_expr(program, program->source->model->time);
	case JRT_OP_AGAIN:
		return jy_program_step(program,
				       (struct jrt_step){.op = JRT_OP_AGAIN,
							 .type = JRT_FLAG,
							 .k = window_of(program, expr->again)});
	default: return operation(program, expr);
	}
}

/* Expressions share their lets, so each is lowered once however often it is reached. */
uint32_t jy_program_expr(struct jy_program *program, const struct jy_expr *expr)
{
	struct jb_text key = JY_ADDRESS(expr);
	uint64_t *seen = jb_map_get(&program->shared, key);
	uint32_t at;

	if (seen)
		return (uint32_t)*seen;
	at = fresh_expr(program, expr);
	if (expr->let)
		*jb_push(program->lowering->arena, &program->lets) =
			(struct jrt_let){at, expr->let->decl.name};
	*jb_map_intern(&program->shared, &key, NULL) = at;
	return at;
}

struct jrt_program jy_program_finish(const struct jy_program *program)
{
	return (struct jrt_program){.step = program->steps.at,
				    .count = program->steps.count,
				    .let = program->lets.at,
				    .let_count = program->lets.count};
}

uint64_t jy_program_windows(struct jy_program *main, const struct jy_expr *expr)
{
	return expr ? main->windows.at[jy_program_expr(main, expr)] : 0;
}
