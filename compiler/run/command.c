/*
 * Beginning and ending commands, and the two streams: results go to standard output, what there is
 * to say about them to standard error. Writes are checked, so a full disk is never a success.
 */
#include "run/command.h"
#include "run/overwrite.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "report/table.h"

bool jy_command_print(int fd, struct jb_text text)
{
	while (text.size) {
		ssize_t done = write(fd, text.at, text.size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		text = jb_text_slice(text, (size_t)done, text.size);
	}
	return true;
}

/* The name and the sentence: nothing in it can drive a terminal or speak to a log. */
static void vsay(struct jy_command *command, const char *behind, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));
static void vsay(struct jy_command *command, const char *behind, const char *format, va_list args)
{
	struct jb_buf buf, message;

	jb_buf_init(&message, command->arena);
	jb_buf_vprintf(&message, format, args);
	jb_buf_init(&buf, command->arena);
	jb_buf_printf(&buf, "%s%s: ", command->family, command->name);
	jrt_plain_add(&buf, jb_buf_text(&message));
	jb_buf_add_string(&buf, behind);
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
}

int jy_command_misused(struct jy_command *command, const char *format, ...)
{
	struct jb_text help =
		jb_text_printf(command->arena, "\n(`%s%s --help` shows how it is used)\n",
			       command->family, command->name);
	va_list args;

	va_start(args, format);
	vsay(command, help.at, format, args);
	va_end(args);
	return JY_EXIT_USAGE;
}

void jy_command_say(struct jy_command *command, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsay(command, "\n", format, args);
	va_end(args);
}

static int show_help(struct jy_command *command, const struct jy_command_kind *kind)
{
	struct jb_buf buf;

	jb_buf_init(&buf, command->arena);
	jb_buf_printf(&buf, "usage: %s%s %s\n\n", command->family, command->name, kind->usage);
	jy_help_paragraph(&buf, kind->about, 0);
	jb_buf_add_byte(&buf, '\n');
	jy_options_help(&buf, kind->option, kind->option_count);
	return jy_command_print(STDOUT_FILENO, jb_buf_text(&buf)) ? JY_EXIT_OK : JY_EXIT_DATA;
}

static int read_line_and_work(struct jy_command *command, const struct jy_command_kind *kind,
			      int argc, char *const *argv)
{
	struct jb_text why, both;

	if (!jy_args_read(&command->args, command->arena, kind->option, kind->option_count, argc,
			  argv, &why))
		return jy_command_misused(command, "%.*s", JB_ARG(why));
	if (command->args.help)
		return show_help(command, kind);
	both = jy_overwritten(&command->args, command->arena);
	if (both.size > 0)
		return jy_command_misused(
			command, "%.*s would be written over: it is a file to read", JB_ARG(both));
	return kind->work(command);
}

int jy_command_do(struct jy_command *command, const struct jy_command_kind *kind, int argc,
		  char *const *argv)
{
	volatile int status = JY_EXIT_INTERNAL;

	if (JB_ARM(command->arena) == 0) {
		status = read_line_and_work(command, kind, argc, argv);
		jb_arena_disarm(command->arena);
	} else {
		jy_command_print(STDERR_FILENO, JB_TEXT("journey: out of memory\n"));
	}
	return status;
}

bool jy_command_colour(const struct jy_command *command, int fd)
{
	struct jb_text when = jy_args_value(&command->args, "colour", "auto");
	const char *none = getenv("NO_COLOR");

	if (!jb_text_is(when, "auto"))
		return jb_text_is(when, "always");
	return !(none && *none) && isatty(fd);
}

int jy_command_write(struct jy_command *command, struct jb_text path, struct jb_text content)
{
	struct jb_arena *arena = command->arena;
	struct jb_text why = {0};

	if (!path.size)
		path = JB_TEXT("-");
	if (jb_io_write_all(arena, path, content, &why) == JB_OK)
		return JY_EXIT_OK;
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

unsigned jy_command_width(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
		return size.ws_col;
	return 100;
}
