/*
 * journey build: a program of its own that judges data by one file. The file becomes C, the
 * system's compiler makes a program of it, with the runtime inside.
 */
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/compile.h"
#include "origin/origin.h"
#include "driver/described.h"
#include "emit/emit.h"
#include "report/table.h"
#include "time/zone.h"

static const struct jy_option options[] = {
	{"output", 'o', "FILE", "the program (default: FILE without its ending)", NULL, false},
	{"emit-c", 0, "FILE", "write the C, - for standard output; compiled only where -o is given",
	 NULL, false},
	{"cc", 0, "COMMAND", "compiler (default: what $CC says, else cc)", NULL, false},
	{"keep", 0, NULL, "keep the C beside the program", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static int say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

/* The files of the zones that the program will carry. */
static enum jb_status read_zones(struct jy_command *command, struct jy_emitted *emitted,
				 struct jb_text *why)
{
	size_t count;
	const struct jb_text *zone = jy_emit_zones(emitted->plan, command->arena, &count);
	struct jb_text *bytes = JB_NEW_ARRAY(command->arena, struct jb_text, count);
	enum jb_status status = JB_OK;

	for (size_t i = 0; i < count && status == JB_OK; i++)
		status = jb_io_read_all(
			command->arena,
			jb_path_join(command->arena, JB_TEXT(JRT_ZONE_FOLDER), zone[i]),
			JRT_ZONE_FILE_MAX, &bytes[i], why);
	emitted->zone_bytes = bytes;
	return status;
}

static int emit(struct jy_command *command, struct jb_buf *out)
{
	struct jy_emitted emitted = {.plan = command->plan, .file = command->args.files.at[0]};
	struct jrt_evidence_program program = {0};
	struct jb_text why = {0};

	emitted.plan_digest = jy_described_plan(command->session);
	jy_described_texts(command->session, jy_session_record(command->session, command->arena),
			   command->arena, &program);
	emitted.text = program.text;
	emitted.text_count = program.text_count;
	if (read_zones(command, &emitted, &why) != JB_OK)
		return say(command, why);
	jb_buf_init(out, command->arena);
	jy_emit(&emitted, command->arena, out);
	return JY_EXIT_OK;
}

/* "journeys/care.journey" becomes "care". */
static struct jb_text program_name(struct jy_command *command)
{
	struct jb_text name = jb_path_name(command->args.files.at[0]);
	const size_t ending = sizeof ".journey" - 1;

	if (jb_text_ends(name, JB_TEXT(".journey")) && name.size > ending)
		name.size -= ending;
	else
		name = JB_TEXT("validator");
	return jy_args_value(&command->args, "output", jb_text_cstring(command->arena, name));
}

/* What a compiler has said, line by line: it cannot drive a terminal. */
static void show(struct jy_command *command, struct jb_text said)
{
	struct jb_buf out;
	size_t from = 0;

	jb_buf_init(&out, command->arena);
	for (size_t i = 0; i < said.size; i++) {
		if (said.at[i] != '\n')
			continue;
		jrt_plain_add(&out, jb_text_slice(said, from, i));
		jb_buf_add_byte(&out, '\n');
		from = i + 1;
	}
	jy_command_print(STDERR_FILENO, jb_buf_text(&out));
}

/* The sign stands behind the journey file's title, which may be long. */
#define OPENING_BYTES ((size_t)64 * 1024)

static bool opens_as_ours(struct jb_text opening)
{
	const struct jb_text sign = JB_TEXT("\n" JY_EMIT_SIGN);
	const char *end = memmem(opening.at, opening.size, "*/", 2);
	const char *found = memmem(opening.at, opening.size, sign.at, sign.size);

	return jb_text_starts(opening, JB_TEXT("/*\n")) && found && (!end || found < end);
}

/* Whether the file may be written over: nothing is there that another hand has made. */
static bool is_free(struct jy_command *command, struct jb_text path)
{
	char *opening = jb_alloc(command->arena, OPENING_BYTES);
	struct jb_input input;
	struct jb_text why;
	size_t size = 0, got = 1;
	enum jb_status status;

	if (jb_text_is(path, "-") || !jb_io_is_file(command->arena, path))
		return true;
	if (jb_input_open(&input, command->arena, path, &why) != JB_OK)
		return false;
	do {
		status = jb_input_read(&input, opening + size, OPENING_BYTES - size, &got);
		size += got;
	} while (status == JB_OK && got > 0 && size < OPENING_BYTES);
	jb_input_close(&input);
	return status == JB_OK && (size == 0 || opens_as_ours((struct jb_text){opening, size}));
}

/* False (reported). */
static bool may_write(struct jy_command *command, struct jb_text path)
{
	if (is_free(command, path))
		return true;
	jy_command_misused(command,
			   "%.*s is there already and was not written by `journey build`: name "
			   "another file, or take it away",
			   JB_ARG(path));
	return false;
}

static int compile(struct jy_command *command, struct jb_text c)
{
	struct jb_text program = program_name(command);
	struct jy_compiling compiling = {
		.c = c,
		.program = program,
		.compiler = jy_args_value(&command->args, "cc", ""),
	};
	struct jb_text why = {0};

	if (jb_text_is(program, "-"))
		return jy_command_misused(command, "a program is not written to standard output: "
						   "name a file, -o FILE; --emit-c - writes the C");
	if (jy_args_has(&command->args, "keep")) {
		compiling.keep = jb_text_printf(command->arena, "%.*s.c", JB_ARG(program));
		if (!may_write(command, compiling.keep))
			return JY_EXIT_USAGE;
	}
	if (jy_compile(command->arena, &compiling, &why) == JB_OK)
		return JY_EXIT_OK;
	say(command, why);
	show(command, compiling.said);
	return JY_EXIT_DATA;
}

static int work(struct jy_command *command)
{
	struct jb_buf c;
	int status;

	if (!jy_data_plan(command, &status))
		return status;
	if (!may_write(command, jy_args_value(&command->args, "emit-c", "-")))
		return JY_EXIT_USAGE;
	status = emit(command, &c);
	if (status == JY_EXIT_OK && jy_args_has(&command->args, "emit-c"))
		status = jy_command_write(command, jy_args_value(&command->args, "emit-c", ""),
					  jb_buf_text(&c));
	if (status != JY_EXIT_OK ||
	    (jy_args_has(&command->args, "emit-c") && !jy_args_has(&command->args, "output")))
		return status;
	return compile(command, jb_buf_text(&c));
}

int jy_command_build(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "build",
		.usage = "[OPTION]... FILE",
		.about = "Makes a program that judges data by FILE: the options and reports of "
			 "`journey eval`, with everything it needs inside. FILE becomes C that can "
			 "be read; the system's C compiler makes the program.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
