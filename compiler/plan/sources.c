/*
 * Sources: what is the same for every metric of a source. Columns and reading rules are taken over
 * as the model has them; `ignore`, `identify`, `require` and the row's time become programs.
 */
#include "plan/lowering.h"

struct jy_source_lowering *jy_lowering_source(struct jy_lowering *lowering,
					      const struct jy_source *source)
{
	const uint64_t *at = jb_map_get(&lowering->source_index, JY_ADDRESS(source));

	return at ? &lowering->source[*at] : NULL;
}

static const uint32_t *registers(struct jy_program *program, const struct jy_expr *const *expr,
				 size_t count)
{
	uint32_t *reg = JB_NEW_ARRAY(program->lowering->arena, uint32_t, count);

	for (size_t i = 0; i < count; i++)
		reg[i] = jy_program_expr(program, expr[i]);
	return reg;
}

static void copy_columns(struct jy_source_lowering *source, struct jb_arena *arena)
{
	const struct jrt_source *plain = &source->model->plain;

	source->column = JB_NEW_ARRAY(arena, struct jrt_column, plain->column_count);
	for (size_t i = 0; i < plain->column_count; i++) {
		source->column[i] = plain->column[i];
		source->column[i].needed = false;
		source->column[i].key = false;
	}
	source->plan.column = source->column;
}

/* The library knows more columns of an export than a program reads: files may lack the others. */
static void forget_unread(struct jy_source_lowering *source)
{
	for (size_t i = 0; i < source->plan.column_count; i++)
		if (!source->column[i].needed && jy_column_of_library(source->model, i))
			source->column[i].absent = true;
}

/* What steps need, each schema gives as it can; known when all steps are written. */
static void finish_schemas(struct jy_source_lowering *source, struct jb_arena *arena)
{
	const size_t schemas = source->plan.schema_count, columns = source->plan.column_count;
	struct jrt_schema *out = JB_NEW_ARRAY(arena, struct jrt_schema, schemas);

	for (size_t s = 0; s < schemas; s++) {
		struct jrt_column *column = JB_NEW_ARRAY(arena, struct jrt_column, columns);

		out[s] = source->plan.schema[s];
		for (size_t c = 0; c < columns; c++) {
			column[c] = out[s].column[c];
			column[c].needed = source->column[c].needed && !column[c].absent;
			column[c].key = source->column[c].key;
		}
		out[s].column = column;
	}
	source->plan.schema = out;
}

static void lower_identity(struct jy_source_lowering *source)
{
	const struct jy_source *model = source->model;

	source->plan.identify = registers(&source->keys, model->identify, model->identify_count);
	source->plan.identify_count = model->identify_count;
	for (size_t i = 0; i < model->identify_count; i++)
		if (model->identify[i]->op == JRT_OP_COLUMN)
			source->column[model->identify[i]->k].key = true;
	source->plan.latest =
		model->latest ? jy_program_expr(&source->keys, model->latest) : JRT_NONE;
}

static void lower_requirements(struct jy_source_lowering *source, struct jb_arena *arena)
{
	const struct jy_source *model = source->model;
	struct jrt_require *require = JB_NEW_ARRAY(arena, struct jrt_require, model->require_count);

	for (size_t i = 0; i < model->require_count; i++) {
		const struct jy_require *from = &model->require[i];

		require[i] = (struct jrt_require){
			.condition = jy_program_expr(&source->check, from->condition),
			.fate = from->fate,
			.column = from->column,
			.tolerated = from->tolerated,
			.text = from->text,
			.place = jy_lowering_place(source->main.lowering, from->span),
		};
	}
	source->plan.require = require;
	source->plan.require_count = model->require_count;
}

static void lower_time(struct jy_source_lowering *source)
{
	struct jy_lowering *lowering = source->main.lowering;
	const struct jy_source *model = source->model;

	source->plan.time = model->time ? jy_program_expr(&source->main, model->time) : JRT_NONE;
	source->plan.time_zone = jy_lowering_zone(lowering, model->time_zone);
	source->plan.covers_zone = jy_lowering_zone(lowering, model->covers_zone);
	source->plan.row_period = JRT_NONE;
	if (source->plan.row_covers)
		source->plan.row_period = jy_lowering_period(lowering, &model->row_period);
}

static void lower_source(struct jy_lowering *lowering, uint32_t index)
{
	struct jy_source_lowering *source = &lowering->source[index];
	struct jy_program *program[] = {&source->filter, &source->keys, &source->check,
					&source->main};
	const struct jy_source *model = lowering->model->sources.at[index];

	source->model = model;
	source->plan = model->plain;
	*jb_map_intern(&lowering->source_index, &JY_ADDRESS(model), NULL) = index;
	for (size_t i = 0; i < sizeof program / sizeof *program; i++) {
		program[i]->lowering = lowering;
		jy_program_init(program[i], source);
	}
	copy_columns(source, lowering->arena);
	source->plan.ignore = registers(&source->filter, model->ignore, model->ignore_count);
	source->plan.ignore_count = model->ignore_count;
	source->plan.stop = model->stop ? jy_program_expr(&source->filter, model->stop) : JRT_NONE;
	lower_identity(source);
	lower_requirements(source, lowering->arena);
	lower_time(source);
}

static struct jrt_case_mark lower_mark(struct jy_lowering *lowering,
				       const struct jy_case_mark *mark)
{
	return (struct jrt_case_mark){
		.given = mark->given,
		.last = mark->last,
		.step = mark->step.size ? jy_lowering_text(lowering, mark->step) : JRT_NONE,
	};
}

/* Texts of a case are told apart like those of a row. */
static uint32_t value_register(struct jy_source_lowering *log, const struct jy_expr *expr)
{
	if (expr->op == JRT_OP_COLUMN && expr->type == JRT_TEXT)
		log->column[expr->k].key = true;
	return jy_program_expr(&log->main, expr);
}

/* What is asked of the log's rows are steps of the log's own program. */
static void lower_cases(struct jy_lowering *lowering, struct jy_source_lowering *source)
{
	const struct jy_cases *model = source->model->cases;
	struct jy_source_lowering *log = model ? jy_lowering_source(lowering, model->log) : NULL;
	const size_t columns = source->plan.column_count;
	struct jrt_case_column *column;
	struct jrt_cases *out;

	if (!log)
		return;
	out = JB_NEW(lowering->arena, struct jrt_cases);
	column = JB_NEW_ARRAY(lowering->arena, struct jrt_case_column, columns);
	for (size_t i = 0; i < columns; i++) {
		const struct jy_case_column *from = &model->column[i];

		column[i] = (struct jrt_case_column){
			.value = from->value,
			.step = from->step.size ? jy_lowering_text(lowering, from->step) : JRT_NONE,
			.after_start = from->after_start,
			.deviations = from->deviations,
			.value_of = from->of ? value_register(log, from->of) : JRT_NONE,
			.last = from->last,
		};
		if (from->journey)
			column[i].flow =
				jy_lowering_flow(lowering, from->journey, source, from->span);
	}
	*out = (struct jrt_cases){
		.log = (uint32_t)(log - lowering->source),
		.key = jy_program_expr(&log->main, model->key),
		.step = jy_program_expr(&log->main, model->step),
		.time = jy_program_expr(&log->main, model->time),
		.start = lower_mark(lowering, &model->start),
		.end = lower_mark(lowering, &model->end),
		.column = column,
		.time_column = (uint32_t)source->model->time->k,
	};
	if (model->key->op == JRT_OP_COLUMN)
		log->column[model->key->k].key = true;
	source->cases = out;
	source->plan.cases = out;
}

static void note_partner(struct jy_lowering *lowering, const struct jy_partner *partner,
			 const struct jy_appearance *appears, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct jy_source_lowering *source =
			appears[i].source ? jy_lowering_source(lowering, appears[i].source) : NULL;
		size_t noted = source ? source->partners.count : 0;

		if (source && (!noted || source->partners.at[noted - 1] != partner))
			*jb_push(lowering->arena, &source->partners) = partner;
	}
}

static void note_partners(struct jy_lowering *lowering)
{
	for (size_t i = 0; i < lowering->model->partners.count; i++) {
		const struct jy_partner *partner = lowering->model->partners.at[i];

		note_partner(lowering, partner, partner->appears, partner->appears_count);
		for (size_t k = 0; k < partner->site_count; k++)
			note_partner(lowering, partner, partner->site[k].appears,
				     partner->site[k].appears_count);
		for (size_t k = 0; k < partner->team_count; k++)
			note_partner(lowering, partner, partner->team[k].appears,
				     partner->team[k].appears_count);
	}
}

void jy_lower_sources(struct jy_lowering *lowering)
{
	lowering->source_count = lowering->model->sources.count;
	lowering->source =
		JB_NEW_ARRAY(lowering->arena, struct jy_source_lowering, lowering->source_count);
	for (uint32_t i = 0; i < lowering->source_count; i++)
		lower_source(lowering, i);
	for (size_t i = 0; i < lowering->source_count; i++)
		lower_cases(lowering, &lowering->source[i]);
	note_partners(lowering);
}

void jy_finish_sources(struct jy_lowering *lowering, struct jrt_plan *plan)
{
	struct jrt_source *out =
		JB_NEW_ARRAY(lowering->arena, struct jrt_source, lowering->source_count);

	for (size_t i = 0; i < lowering->source_count; i++) {
		struct jy_source_lowering *source = &lowering->source[i];

		source->plan.owned = jy_lowering_owned(source);
		if (source->cases) {
			source->cases->sight = source->sights.at;
			source->cases->sight_count = source->sights.count;
		}
		forget_unread(source);
		finish_schemas(source, lowering->arena);
		source->plan.filter = jy_program_finish(&source->filter);
		source->plan.keys = jy_program_finish(&source->keys);
		source->plan.check = jy_program_finish(&source->check);
		source->plan.main = jy_program_finish(&source->main);
		source->plan.window = source->windows.at;
		source->plan.window_count = source->windows.count;
		source->plan.surplus = source->surplus.at;
		source->plan.surplus_count = source->surplus.count;
		out[i] = source->plan;
	}
	plan->source = out;
	plan->source_count = lowering->source_count;
}
