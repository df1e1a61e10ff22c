/*
 * One line a rejected row: source, file, line, column, code, reason, and the row's own bytes,
 * whatever they are. Texts are quoted, and one that a spreadsheet would take for a formula gets an
 * apostrophe before it. So does one that begins with an apostrophe: whoever takes one off the front
 * of each text has the bytes back.
 */
#include "run/rejects.h"

#include <string.h>

#include "report/csv_write.h"

void jy_rejects_open(struct jy_rejects *rejects, const struct jrt_plan *plan,
		     const struct jrt_input *input, struct jb_arena *arena)
{
	rejects->plan = plan;
	rejects->input = input;
	jb_buf_init(&rejects->text, arena);
	jb_buf_add_string(&rejects->text, "source,file,line,column,code,reason,row\n");
}

static bool needs_apostrophe(struct jb_text field)
{
	return field.size > 0 &&
	       (strchr("'\t\r\n", field.at[0]) != NULL || jrt_csv_is_formula(field));
}

static void add_field(struct jb_buf *out, struct jb_text field)
{
	jb_buf_add_byte(out, '"');
	if (needs_apostrophe(field))
		jb_buf_add_byte(out, '\'');
	for (size_t i = 0; i < field.size; i++) {
		if (field.at[i] == '"')
			jb_buf_add_byte(out, '"');
		jb_buf_add_byte(out, field.at[i]);
	}
	jb_buf_add_byte(out, '"');
}

enum jb_status jy_rejects_take(void *user, const struct jrt_reject *reject)
{
	struct jy_rejects *rejects = user;
	struct jb_buf *out = &rejects->text;
	const struct jrt_source *source = &rejects->plan->source[reject->source];

	add_field(out, source->name);
	jb_buf_add_byte(out, ',');
	add_field(out, rejects->input->file[reject->file].path);
	jb_buf_printf(out, ",%llu,", (unsigned long long)reject->line);
	add_field(out,
		  reject->column == JRT_NONE ? JB_TEXT("") : source->column[reject->column].name);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->code);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->reason);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->bytes);
	jb_buf_add_byte(out, '\n');
	return JB_OK;
}
