/*
 * The form of what is handed in, see form.h: which plan reads it. How a value is spelt is in
 * form_write.c; both must agree on JRT_PUSH_MISSING and the formats.
 */
#include "push/form.h"

#include "push/form_parts.h"

static const struct jb_text missing_word = {JRT_PUSH_MISSING, sizeof JRT_PUSH_MISSING - 1};

/* What is said of bounds and lists stays: a value that was computed elsewhere is no better than one
 * that was read. */
static void make_neutral(struct jrt_column *column)
{
	column->header = column->name;
	column->position = 0;
	column->format = column->type == JRT_CLOCK ? JB_TEXT(JRT_PUSH_CLOCK) : JB_TEXT("");
	column->zone = JB_TEXT("");
	column->scale_num = column->scale_den = 1;
	column->shift = 0;
	column->missing = &missing_word;
	column->missing_count = 1;
	column->yes_count = column->no_count = 0;
}

static void make_columns_neutral(struct jrt_source *source, struct jb_arena *arena)
{
	struct jrt_column *column = JB_NEW_ARRAY(arena, struct jrt_column, source->column_count);

	for (size_t i = 0; i < source->column_count; i++) {
		column[i] = source->column[i];
		make_neutral(&column[i]);
	}
	source->column = column;
	source->schema_count = 0;
	source->separator = ',';
	source->decimal_point = '.';
}

const struct jrt_plan *jrt_push_plan(const struct jrt_plan *plan,
				     const struct jrt_push_source *given, size_t count,
				     struct jb_arena *arena)
{
	struct jrt_plan *copy = JB_NEW(arena, struct jrt_plan);
	struct jrt_source *source = JB_NEW_ARRAY(arena, struct jrt_source, plan->source_count);

	for (size_t s = 0; s < plan->source_count; s++) {
		source[s] = plan->source[s];
		for (size_t i = 0; i < count; i++) {
			if (given[i].kind == JRT_PUSH_BYTES ||
			    !jb_text_equal(given[i].source, source[s].name))
				continue;
			source[s].format = JRT_CSV;
			source[s].encoding = JRT_UTF_8;
			source[s].skip_lines = 0;
			if (given[i].kind == JRT_PUSH_COLUMNS)
				make_columns_neutral(&source[s], arena);
			break;
		}
	}
	*copy = *plan;
	copy->source = source;
	return copy;
}

/* ---- which columns ---- */

static const struct jrt_column *column_named(const struct jrt_source *source, struct jb_text name)
{
	for (size_t i = 0; i < source->column_count; i++)
		if (jb_text_equal(source->column[i].name, name))
			return &source->column[i];
	return NULL;
}

enum jb_status jrt_push_form_init(struct jrt_push_form *form, const struct jrt_source *source,
				  const struct jrt_push_source *given, struct jb_arena *arena,
				  struct jb_text *why)
{
	*form = (struct jrt_push_form){.given = given, .source = source};
	if (given->kind != JRT_PUSH_COLUMNS)
		return JB_OK;
	form->column = JB_NEW_ARRAY(arena, const struct jrt_column *, given->field_count);
	for (size_t i = 0; i < given->field_count; i++) {
		form->column[i] = column_named(source, given->field[i]);
		if (form->column[i])
			continue;
		*why = jb_text_printf(arena, "source %.*s has no column %.*s", JB_ARG(source->name),
				      JB_ARG(given->field[i]));
		return JB_REFUSED;
	}
	return JB_OK;
}
