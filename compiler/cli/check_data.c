/*
 * journey check --data NAME=PATH: the columns that a source declares against the header of a file
 * of it. What the header lacks is a finding that shows both places: the column in the journey file,
 * and the header with the name that is nearest. No row is read.
 */
#include "cli/check.h"
#include "read/header.h"

/* One file beside the source it stands for. */
struct data {
	struct jy_session *program;
	const struct jy_source *source;
	struct jb_text path;
	struct jrt_header header;
	struct jy_file *file; /* the header line as a file, so that places in it can be shown */
};

static bool split(struct jb_text text, struct jb_text *name, struct jb_text *path)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] != '=')
			continue;
		*name = jb_text_slice(text, 0, i);
		*path = jb_text_slice(text, i + 1, text.size);
		return name->size && path->size;
	}
	return false;
}

/* ---- names that are near ---- */

/* Small letters and digits alone: how `Queue Time`, `queue_time` and `QueueTime` are one. */
static struct jb_text folded(struct jb_arena *arena, struct jb_text name)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.at[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if (byte != ' ' && byte != '_' && byte != '-' && byte != '.')
			jb_buf_add_byte(&buf, byte);
	}
	return jb_buf_text(&buf);
}

/* The field of the header that is nearest to a wanted name; -1 where none is near. */
static int nearest(struct jb_arena *arena, const struct jrt_header *header, struct jb_text wanted)
{
	struct jb_text *name = JB_NEW_ARRAY(arena, struct jb_text, header->count);
	struct jb_text looked_for = folded(arena, wanted);

	for (size_t i = 0; i < header->count; i++) {
		name[i] = folded(arena, header->name[i]);
		if (jb_text_equal(name[i], looked_for))
			return (int)i;
	}
	return jb_text_nearest(looked_for, name, header->count);
}

/* ---- places ---- */

/* The header as a line of its own file, at its own line number. */
static void show_header(struct data *data)
{
	struct jb_arena *arena = &data->program->arena;
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_repeat(&buf, '\n', (size_t)(data->header.line ? data->header.line - 1 : 0));
	for (size_t i = 0; i < data->header.count; i++) {
		if (i)
			jb_buf_add_byte(&buf, data->source->plain.separator);
		jb_buf_add_text(&buf, data->header.name[i]);
	}
	jb_buf_add_byte(&buf, '\n');
	data->file = JB_NEW(arena, struct jy_file);
	jy_file_init(data->file, arena, data->path, jb_buf_text(&buf), &data->program->diags);
}

static struct jy_span field_span(const struct data *data, size_t field)
{
	size_t at = (size_t)(data->header.line ? data->header.line - 1 : 0);

	for (size_t i = 0; i < field; i++)
		at += data->header.name[i].size + 1;
	return (struct jy_span){(uint32_t)at, (uint32_t)(at + data->header.name[field].size),
				data->file->number};
}

/* The text behind `from`, NULL where the column has none. */
static const struct jy_node *from_text(const struct jy_node *column)
{
	const struct jy_node *tails = jy_kid(column, JY_COLUMN_TAILS);

	for (uint32_t i = 0; i < jy_count(tails); i++)
		if (jy_is(jy_kid(tails, i), JY_N_COL_FROM))
			return jy_kid(jy_kid(tails, i), JY_COL_FROM_TEXT);
	return NULL;
}

/* Rows of JSON have none, and no place in the file stands for what they lack. */
static bool has_header(const struct data *data)
{
	return data->source->plain.format == JRT_CSV;
}

/* ---- findings ---- */

static void help_names(struct data *data, struct jy_diag *diag)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &data->program->arena);
	for (size_t i = 0; i < data->header.count && i < 12; i++)
		jb_buf_printf(&buf, "%s\"%.*s\"", i ? ", " : "", JB_ARG(data->header.name[i]));
	if (data->header.count > 12)
		jb_buf_add_string(&buf, ", …");
	jy_diag_note(&data->program->diags, diag, "%s %.*s",
		     has_header(data) ? "the header has" : "rows have", JB_ARG(jb_buf_text(&buf)));
}

static void report_column(struct data *data, const struct jrt_column *column,
			  const struct jy_decl *decl)
{
	struct jy_diags *diags = &data->program->diags;
	struct jb_arena *arena = &data->program->arena;
	const struct jy_node *from = from_text(decl->node);
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_HEADER_LACKS, from ? from->span : decl->span,
			      has_header(data) ? "the header of %.*s has no \"%.*s\""
					       : "no row of %.*s has a member \"%.*s\"",
			      JB_ARG(data->path), JB_ARG(column->header));
	int near = nearest(arena, &data->header, column->header);

	if (near < 0) {
		if (has_header(data))
			jy_diag_label(diags, diag, field_span(data, 0), "the header begins here");
		help_names(data, diag);
		jy_diag_help(diags, diag, "say which of them it is: `from \"…\"`");
		return;
	}
	struct jb_text written = jb_text_printf(arena, "\"%.*s\"", JB_ARG(data->header.name[near]));
	if (has_header(data))
		jy_diag_label(diags, diag, field_span(data, (size_t)near), "this one is near");
	jy_diag_help(diags, diag, from ? "write %.*s" : "add `from %.*s` to the column",
		     JB_ARG(written));
	if (from)
		jy_diag_fix(diags, diag, from->span, written);
}

static void report_position(struct data *data, const struct jrt_column *column,
			    const struct jy_decl *decl)
{
	struct jy_diags *diags = &data->program->diags;
	struct jy_diag *diag = jy_diag_error(
		diags, JY_D_HEADER_LACKS, decl->span, "%.*s has %zu columns, and this is number %u",
		JB_ARG(data->path), data->header.count, column->position);

	jy_diag_label(diags, diag, field_span(data, data->header.count - 1), "the last column");
	jy_diag_help(diags, diag, "columns are counted from 1, the leftmost");
}

static bool has_name(const struct jrt_header *header, struct jb_text name)
{
	for (size_t i = 0; i < header->count; i++)
		if (jb_text_equal(header->name[i], name))
			return true;
	return false;
}

/* The source as the plan has it, which knows what is read; NULL where there is none. */
static const struct jrt_source *planned_source(struct data *data)
{
	const struct jrt_plan *plan = jy_session_plan(data->program);

	for (size_t i = 0; plan && i < plan->source_count; i++)
		if (jb_text_equal(plan->source[i].name, data->source->decl.name))
			return &plan->source[i];
	return NULL;
}

static void compare(struct data *data)
{
	const struct jrt_source *planned = planned_source(data);
	const struct jrt_source *plain = planned ? planned : &data->source->plain;

	for (size_t i = 0; i < plain->column_count; i++) {
		const struct jrt_column *column = &plain->column[i];
		/* A column of the library is the program's to name otherwise, in its own source. */
		const struct jy_decl *decl = jy_column_of_library(data->source, i)
						     ? &data->source->decl
						     : &data->source->column_decl[i];

		if (column->absent)
			continue;
		if (column->position > data->header.count)
			report_position(data, column, decl);
		else if (!column->position && column->header.size &&
			 !has_name(&data->header, column->header))
			report_column(data, column, decl);
	}
}

static void look_at(struct data *data)
{
	struct jy_diags *diags = &data->program->diags;
	struct jb_text why = {0};
	struct jy_diag *diag;

	if (jrt_header_read(&data->program->arena, &data->source->plain, data->path, &data->header,
			    &why)) {
		if (has_header(data))
			show_header(data);
		compare(data);
		return;
	}
	diag = jy_diag_error(diags, JY_D_HEADER_UNREADABLE, data->source->decl.span,
			     has_header(data) ? "the header of %.*s cannot be read: %.*s"
					      : "the rows of %.*s cannot be read: %.*s",
			     JB_ARG(data->path), JB_ARG(why));
	jy_diag_help(diags, diag, "look at the `format` of the source, and at the path");
}

/* ---- the command line ---- */

static const struct jy_source *source_named(const struct jy_session *program, struct jb_text name)
{
	for (size_t i = 0; program->model && i < program->model->sources.count; i++)
		if (jb_text_equal(program->model->sources.at[i]->decl.name, name))
			return program->model->sources.at[i];
	return NULL;
}

static int unknown_source(struct jy_check *check, struct jb_text name)
{
	struct jb_arena *arena = &check->command->session->arena;
	JB_VEC(struct jb_text) known = {0};
	int near;

	for (size_t i = 0; i < check->count; i++) {
		const struct jy_model *model = check->program[i]->model;

		for (size_t k = 0; model && k < model->sources.count; k++)
			*jb_push(arena, &known) = model->sources.at[k]->decl.name;
	}
	near = jb_text_nearest(name, known.at, known.count);
	if (near < 0)
		return jy_command_misused(
			check->command, "--data: no file declares the source `%.*s`", JB_ARG(name));
	return jy_command_misused(
		check->command, "--data: no file declares the source `%.*s`; did you mean `%.*s`?",
		JB_ARG(name), JB_ARG(known.at[near]));
}

static int check_one(struct jy_check *check, struct jb_text given)
{
	struct jb_text name, path;
	bool found = false;

	if (!split(given, &name, &path))
		return jy_command_misused(check->command,
					  "--data takes NAME=PATH, a source and a file of it, not "
					  "\"%.*s\"",
					  JB_ARG(given));
	for (size_t i = 0; i < check->count; i++) {
		struct data data = {.program = check->program[i], .path = path};

		data.source = source_named(data.program, name);
		found |= data.source != NULL;
		if (data.source)
			look_at(&data);
	}
	return found || check->unread ? JY_EXIT_OK : unknown_source(check, name);
}

int jy_check_data(struct jy_check *check)
{
	size_t count;
	const struct jb_text *given = jy_args_values(&check->command->args, "data", &count);
	int status = JY_EXIT_OK;

	for (size_t i = 0; i < count && status == JY_EXIT_OK; i++)
		status = check_one(check, given[i]);
	return status;
}
