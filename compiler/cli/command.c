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

/* "journey NAME: " and the sentence: nothing in it can drive a terminal or speak to a log. */
static void vsay(struct jy_command *command, const char *behind, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));
static void vsay(struct jy_command *command, const char *behind, const char *format, va_list args)
{
	struct jb_buf buf, message;

	jb_buf_init(&message, &command->session.arena);
	jb_buf_vprintf(&message, format, args);
	jb_buf_init(&buf, &command->session.arena);
	jb_buf_printf(&buf, "journey %s: ", command->name);
	jrt_plain_add(&buf, jb_buf_text(&message));
	jb_buf_add_string(&buf, behind);
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
}

int jy_command_misused(struct jy_command *command, const char *format, ...)
{
	struct jb_text help =
		jb_text_printf(&command->session.arena,
			       "\n(`journey %s --help` shows how it is used)\n", command->name);
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

static int add_files(struct jy_command *command, struct jb_text path, struct jy_paths *paths)
{
	struct jb_arena *arena = &command->session.arena;
	size_t before = paths->list.count;
	struct jb_text why = {0};

	if (!jy_folder_is(arena, path)) {
		*jb_push(arena, &paths->list) = path;
		return JY_EXIT_OK;
	}
	if (!jy_folder_files(arena, path, JB_TEXT(".journey"), paths, &why))
		return jy_command_misused(command, "%.*s", JB_ARG(why));
	if (paths->list.count > before)
		return JY_EXIT_OK;
	return jy_command_misused(command, "there is no .journey file in %.*s", JB_ARG(path));
}

int jy_command_files(struct jy_command *command, struct jy_paths *paths)
{
	size_t inputs = 0;

	for (size_t i = 0; i < command->args.files.count; i++) {
		int status = add_files(command, command->args.files.at[i], paths);

		if (status != JY_EXIT_OK)
			return status;
		inputs += jb_text_is(command->args.files.at[i], "-");
	}
	if (inputs > 1)
		return jy_command_misused(command, "standard input (-) can be read once only");
	return paths->list.count ? JY_EXIT_OK
				 : jy_command_misused(command, "a journey FILE is missing");
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

	if (!diags->error_count && !diags->warning_count)
		return false; /* remarks alone are for `journey check` */
	jb_buf_init(&buf, &command->session.arena);
	jy_sink_text(&buf, diags,
		     (struct jy_sink_options){.colour = jy_command_colour(command, STDERR_FILENO)});
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
	return diags->error_count > 0;
}

int jy_command_write(struct jy_command *command, struct jb_text path, struct jb_text content)
{
	struct jb_arena *arena = &command->session.arena;
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
