/*
 * Beginning and ending commands, and the two streams: results go to standard output, what there is
 * to say about them to standard error. Writes are checked, so a full disk is never a success.
 */
#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "report/table.h"
#include "source/sink.h"

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

int jy_command_misused(struct jy_command *command, const char *format, ...)
{
	struct jb_buf buf, message;
	va_list args;

	jb_buf_init(&message, &command->session.arena);
	va_start(args, format);
	jb_buf_vprintf(&message, format, args);
	va_end(args);
	jb_buf_init(&buf, &command->session.arena);
	jb_buf_printf(&buf, "journey %s: ", command->name);
	jrt_plain_add(&buf, jb_buf_text(&message));
	jb_buf_printf(&buf, "\n(`journey %s --help` shows how it is used)\n", command->name);
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
	return JY_EXIT_USAGE;
}

static int show_help(struct jy_command *command, const struct jy_command_kind *kind)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &command->session.arena);
	jb_buf_printf(&buf, "usage: journey %s %s\n\n", kind->name, kind->usage);
	jy_help_paragraph(&buf, kind->about, 0);
	jb_buf_add_byte(&buf, '\n');
	jy_options_help(&buf, kind->option, kind->option_count);
	return jy_command_print(STDOUT_FILENO, jb_buf_text(&buf)) ? JY_EXIT_OK : JY_EXIT_DATA;
}

static int read_line_and_work(struct jy_command *command, const struct jy_command_kind *kind,
			      int argc, char *const *argv)
{
	struct jb_text why;

	if (!jy_args_read(&command->args, &command->session.arena, kind->option, kind->option_count,
			  argc, argv, &why))
		return jy_command_misused(command, "%.*s", JB_ARG(why));
	if (command->args.help)
		return show_help(command, kind);
	return kind->work(command);
}

int jy_command_run(const struct jy_command_kind *kind, int argc, char *const *argv)
{
	struct jy_command command = {.name = kind->name};
	volatile int status = JY_EXIT_INTERNAL;

	jy_session_init(&command.session);
	if (JB_ARM(&command.session.arena) == 0) {
		status = read_line_and_work(&command, kind, argc, argv);
		jb_arena_disarm(&command.session.arena);
	} else {
		jy_command_print(STDERR_FILENO, JB_TEXT("journey: out of memory\n"));
	}
	jy_session_release(&command.session);
	return status;
}

bool jy_command_load(struct jy_command *command, int *status)
{
	const struct jy_args *args = &command->args;

	if (args->files.count != 1) {
		*status = args->files.count
				  ? jy_command_misused(command, "one FILE is read, not %zu",
						       args->files.count)
				  : jy_command_misused(command, "a journey FILE is missing");
		return false;
	}
	if (jy_session_load(&command->session, args->files.at[0], jy_args_value(args, "root", "")))
		return true;
	jy_command_findings(command);
	*status = JY_EXIT_FINDINGS;
	return false;
}

bool jy_command_colour(const struct jy_command *command, int fd)
{
	struct jb_text when = jy_args_value(&command->args, "colour", "auto");
	const char *none = getenv("NO_COLOR");

	if (!jb_text_is(when, "auto"))
		return jb_text_is(when, "always");
	return !(none && *none) && isatty(fd);
}

bool jy_command_findings(struct jy_command *command)
{
	const struct jy_diags *diags = &command->session.diags;
	struct jb_buf buf;

	jb_buf_init(&buf, &command->session.arena);
	jy_sink_text(&buf, diags,
		     (struct jy_sink_options){.colour = jy_command_colour(command, STDERR_FILENO)});
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
	return diags->error_count > 0;
}

int jy_command_write(struct jy_command *command, struct jb_text path, struct jb_text content)
{
	struct jb_arena *arena = &command->session.arena;
	struct jb_text why = {0}, line;

	if (!path.size)
		path = JB_TEXT("-");
	if (jb_io_write_all(arena, path, content, &why) == JB_OK)
		return JY_EXIT_OK;
	line = jb_text_printf(arena, "journey %s: %.*s\n", command->name, JB_ARG(why));
	jy_command_print(STDERR_FILENO, line);
	return JY_EXIT_DATA;
}

unsigned jy_command_width(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
		return size.ws_col;
	return 100;
}
