/*
 * The program: finds the command that the first word names and hands it the rest of the line.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "report/table.h"

struct command {
	const char *name, *about;
	int (*run)(int argc, char *const *argv);
};

static const struct command commands[] = {
#define COMMAND(id, name, about) {name, about, jy_command_##id},
#include "cli/commands.def"
#undef COMMAND
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static int say(struct jb_arena *arena, struct jb_buf *buf, int fd, int status)
{
	bool printed = jy_command_print(fd, jb_buf_text(buf));

	jb_arena_release(arena);
	return printed ? status : JY_EXIT_DATA;
}

static int help(int fd, int status)
{
	struct jb_arena arena;
	struct jb_buf buf;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&buf, &arena);
	jb_buf_add_string(&buf, "journey: customer journeys as text - checked, drawn, and judged "
				"against data\n\nusage: journey COMMAND [OPTION]... FILE\n\n");
	for (int i = 0; i < COMMAND_COUNT; i++)
		jb_buf_printf(&buf, "  %-10s%s\n", commands[i].name, commands[i].about);
	jb_buf_add_string(
		&buf, "\n`journey help COMMAND` tells more; `journey --version` the version.\n\n"
		      "Exit status: 0 all well; 1 the file has mistakes, or criteria came out as\n"
		      "--fail-on names; 2 the command was used wrongly; 3 the data could not be\n"
		      "judged, or a result could not be written; 70 an internal error.\n");
	return say(&arena, &buf, fd, status);
}

static int version(void)
{
	return jy_command_print(STDOUT_FILENO, JB_TEXT("journey " JOURNEY_VERSION "\n"))
		       ? JY_EXIT_OK
		       : JY_EXIT_DATA;
}

static int unknown(struct jb_text word)
{
	struct jb_arena arena;
	struct jb_buf buf;
	struct jb_text known[COMMAND_COUNT];
	int near;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&buf, &arena);
	for (int i = 0; i < COMMAND_COUNT; i++)
		known[i] = jb_text_of(commands[i].name);
	near = jb_text_nearest(word, known, COMMAND_COUNT);
	jb_buf_printf(&buf, "journey: there is no %s \"", word.at[0] == '-' ? "option" : "command");
	jrt_plain_add(&buf, word);
	jb_buf_add_byte(&buf, '"');
	if (near >= 0)
		jb_buf_printf(&buf, "; did you mean `journey %s`?\n", commands[near].name);
	else
		jb_buf_add_string(&buf, "\n(`journey --help` lists them)\n");
	return say(&arena, &buf, STDERR_FILENO, JY_EXIT_USAGE);
}

static const struct command *find(struct jb_text word)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (jb_text_is(word, commands[i].name))
			return &commands[i];
	return NULL;
}

static bool asks_help(struct jb_text word)
{
	return jb_text_is(word, "--help") || jb_text_is(word, "-h") || jb_text_is(word, "help");
}

int main(int argc, char **argv)
{
	static char help_option[] = "--help";
	static char *const help_line[] = {help_option};
	bool helps = argc > 1 && asks_help(jb_text_of(argv[1]));
	const char *word = argc > 1 + helps ? argv[1 + helps] : "";
	const struct command *command = find(jb_text_of(word));

	/* A reader that closes early (`journey eval … | head`) is an error of write, not a
	 * signal. */
	signal(SIGPIPE, SIG_IGN);
	if (command)
		return helps ? command->run(1, help_line) : command->run(argc - 2, argv + 2);
	if (jb_text_is(jb_text_of(word), "--version"))
		return version();
	if (*word && !asks_help(jb_text_of(word)))
		return unknown(jb_text_of(word));
	return helps ? help(STDOUT_FILENO, JY_EXIT_OK) : help(STDERR_FILENO, JY_EXIT_USAGE);
}
