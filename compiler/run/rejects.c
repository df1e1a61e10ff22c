/*
 * One line a rejected row: source, file, line, column, code, reason, and the row's own bytes,
 * whatever they are. Texts are quoted, and one that a spreadsheet would take for a formula gets an
 * apostrophe before it. So does one that begins with an apostrophe: whoever takes one off the front
 * of each text has the bytes back.
 */
#include "run/rejects.h"

#include <string.h>

#include "base/number.h"
#include "report/csv_write.h"

/* So much is gathered before it is written. */
#define PIECE_BYTES ((size_t)256 * 1024)

enum jb_status jy_rejects_open(struct jy_rejects *rejects, struct jb_text path, struct jb_text *why)
{
	jb_buf_init(&rejects->text, rejects->arena);
	jb_buf_add_string(&rejects->text, "source,file,line,column,code,reason,row\n");
	return jb_output_open(&rejects->file, rejects->arena, path, why);
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
	for (size_t at = 0, end; at < field.size; at = end) {
		const char *quote = memchr(field.at + at, '"', field.size - at);

		end = quote ? (size_t)(quote - field.at) + 1 : field.size;
		jb_buf_add(out, field.at + at, end - at);
		if (quote)
			jb_buf_add_byte(out, '"');
	}
	jb_buf_add_byte(out, '"');
}

static bool write_out(struct jy_rejects *rejects)
{
	bool done = jb_output_write(&rejects->file, jb_buf_text(&rejects->text));

	jb_buf_reset(&rejects->text);
	return done;
}

enum jb_status jy_rejects_take(void *user, const struct jrt_reject *reject)
{
	struct jy_rejects *rejects = user;
	struct jb_buf *out = &rejects->text;
	const struct jrt_source *source = &rejects->plan->source[reject->source];

	add_field(out, source->name);
	jb_buf_add_byte(out, ',');
	add_field(out, rejects->input->file[reject->file].path);
	jb_buf_add_byte(out, ',');
	jb_buf_add_count(out, reject->line);
	jb_buf_add_byte(out, ',');
	add_field(out,
		  reject->column == JRT_NONE ? JB_TEXT("") : source->column[reject->column].name);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->code);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->reason);
	jb_buf_add_byte(out, ',');
	add_field(out, reject->bytes);
	jb_buf_add_byte(out, '\n');
	return out->size < PIECE_BYTES || write_out(rejects) ? JB_OK : JB_CANNOT_WRITE;
}

enum jb_status jy_rejects_finish(struct jy_rejects *rejects, struct jb_text *why)
{
	write_out(rejects);
	return jb_output_finish(&rejects->file, rejects->arena, why);
}

void jy_rejects_drop(struct jy_rejects *rejects)
{
	jb_output_drop(&rejects->file);
}
