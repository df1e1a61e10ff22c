/*
 * journey render --check: whether the pictures that are there are those which would be drawn now.
 * Text formats and PDF are compared byte by byte; of PNG the pixels count, which do not change with
 * the version of the library that packs them. Writes nothing.
 */
#include <string.h>

#include "base/io.h"
#include "cli/render.h"
#include "diagram/draw.h"

/* A picture is at most so large. */
#define BYTES_MAX ((size_t)1 << 30)

/* ---- the line that renews ---- */

static bool is_plain(struct jb_text word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "_-./=,:+@%";

	for (size_t i = 0; i < word.size; i++)
		if (!memchr(plain, word.at[i], sizeof plain - 1))
			return false;
	return word.size > 0;
}

/* A word as a shell takes it whole. */
static void add_word(struct jb_buf *out, struct jb_text word)
{
	if (is_plain(word)) {
		jb_buf_add_text(out, word);
		return;
	}
	jb_buf_add_byte(out, '\'');
	for (size_t i = 0; i < word.size; i++)
		if (word.at[i] == '\'')
			jb_buf_add_string(out, "'\\''");
		else
			jb_buf_add_byte(out, word.at[i]);
	jb_buf_add_byte(out, '\'');
}

static void add_option(struct jb_buf *out, const struct jy_option *option, struct jb_text value)
{
	if (option->letter)
		jb_buf_printf(out, " -%c", option->letter);
	else
		jb_buf_printf(out, " %s%s", jy_option_dashes(option), option->name);
	if (!option->value)
		return;
	jb_buf_add_byte(out, ' ');
	add_word(out, value);
}

static struct jb_text line_that_renews(const struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	jb_buf_printf(&out, "%s%s", command->family, command->name);
	for (size_t i = 0; i < args->files.count; i++) {
		jb_buf_add_byte(&out, ' ');
		add_word(&out, args->files.at[i]);
	}
	for (size_t o = 0; o < args->option_count; o++)
		for (size_t i = 0; i < args->values[o].count; i++)
			if (strcmp(args->option[o].name, "check") != 0)
				add_option(&out, &args->option[o], args->values[o].at[i]);
	return jb_buf_text(&out);
}

/* ---- comparing ---- */

/* Why a file is stale; NULL when it is not. */
static const char *fault_of(struct jy_render *render, const struct jy_render_file *file)
{
	struct jb_arena *arena = render->command->arena;
	struct jb_text there, why;

	if (!jb_io_is_file(arena, file->path))
		return "is not there";
	if (jb_io_read_all(arena, file->path, BYTES_MAX, &there, &why) != JB_OK)
		return "cannot be read";
	if (jb_text_equal(there, file->bytes) ||
	    (jb_text_is(file->format, "png") && jy_png_is_same(arena, there, file->bytes)))
		return NULL;
	return "is stale";
}

int jy_render_check(struct jy_render *render)
{
	struct jy_command *command = render->command;
	struct jb_text line;
	size_t faults = 0;

	for (size_t i = 0; i < render->files.count; i++) {
		const struct jy_render_file *file = &render->files.at[i];
		const char *fault = fault_of(render, file);

		if (!fault)
			continue;
		faults++;
		jy_command_say(command, "%.*s %s", JB_ARG(file->path), fault);
	}
	if (!faults)
		return JY_EXIT_OK;
	line = line_that_renews(command);
	jy_command_say(command, "to renew: %.*s", JB_ARG(line));
	return JY_EXIT_FINDINGS;
}
