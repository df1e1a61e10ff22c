/*
 * One line a rejected row: source, file, line, column, code, reason, and the row's own bytes. Texts
 * are quoted, and one that a spreadsheet would take for a formula gets an apostrophe before it.
 */
#include "run/rejects.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Megabytes between two signs of life; less is over before anybody looks. */
#define PROGRESS_STEP 50

void jy_rejects_open(struct jy_rejects *rejects, const struct jrt_plan *plan,
		     const struct jrt_input *input, struct jb_arena *arena)
{
	rejects->plan = plan;
	rejects->input = input;
	jb_buf_init(&rejects->text, arena);
	jb_buf_add_string(&rejects->text, "source,file,line,column,code,reason,row\n");
}

static void add_field(struct jb_buf *out, struct jb_text field)
{
	jb_buf_add_byte(out, '"');
	if (field.size && strchr("=+-@\t\r", field.at[0]))
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

static bool show(void *user, const struct jrt_progress_at *at)
{
	char line[48];
	const uint64_t megabytes = at->bytes / 1000000;
	ssize_t done;
	uint64_t *shown = user;
	int size;

	if (megabytes < *shown + PROGRESS_STEP)
		return true;
	*shown = megabytes;
	size = snprintf(line, sizeof line, "\r%llu MB read", (unsigned long long)megabytes);
	done = write(STDERR_FILENO, line, (size_t)size);
	(void)done;
	return true;
}

void jy_progress_show(struct jrt_input *input, uint64_t *shown)
{
	*shown = 0;
	if (!isatty(STDERR_FILENO))
		return;
	input->progress = show;
	input->progress_user = shown;
}

void jy_progress_clear(uint64_t shown)
{
	ssize_t done;

	if (!shown)
		return;
	done = write(STDERR_FILENO, "\r\033[K", 4);
	(void)done;
}
