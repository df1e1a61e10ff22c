/*
 * journey fmt: lays out files, in place unless asked otherwise. A file with mistakes is left alone
 * and its mistakes are shown; a file that is laid out already is not written.
 */
#include "fmt/fmt.h"

#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "fmt/unified.h"
#include "source/sink.h"

static const struct jy_option options[] = {
	{"check", 0, NULL, "write nothing; name the files that would change", NULL, false},
	{"diff", 0, NULL, "write nothing; show what would change", NULL, false},
	{"stdout", 0, NULL, "write the text to standard output, not to the file", NULL, false},
	JY_OPTION_COLOUR,
};

/* What becomes of each file. */
enum mode { IN_PLACE, CHECK, DIFF, STDOUT };

/* One file; its memory is given back when the next begins. */
struct job {
	struct jy_command *command;
	enum mode mode;
	struct jb_arena arena;
	struct jb_text path;
};

static int say(struct job *job, const char *message)
{
	jy_command_say(job->command, "%.*s: %s", JB_ARG(job->path), message);
	return JY_EXIT_INTERNAL;
}

static int put(struct job *job, struct jb_text path, struct jb_text text)
{
	struct jb_text why = {0};

	if (jb_io_write_all(&job->arena, path, text, &why) == JB_OK)
		return JY_EXIT_OK;
	jy_command_say(job->command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

static int worse(int a, int b)
{
	return a > b ? a : b;
}

/* Names the file on standard output. */
static int name_file(struct job *job)
{
	struct jb_buf line;

	jb_buf_init(&line, &job->arena);
	jy_sink_plain(&line, job->path);
	jb_buf_add_byte(&line, '\n');
	return put(job, JB_TEXT("-"), jb_buf_text(&line));
}

static int hand_out(struct job *job, struct jb_text before, struct jb_text after)
{
	bool same = jb_text_equal(before, after);
	struct jb_buf diff, guarded;
	int status;

	if (job->mode == STDOUT || (job->mode == IN_PLACE && jb_text_is(job->path, "-")))
		return put(job, JB_TEXT("-"), after);
	if (same)
		return JY_EXIT_OK;
	switch (job->mode) {
	case DIFF:
		jb_buf_init(&diff, &job->arena);
		jy_unified_diff(&diff, &job->arena, job->path, before, after);
		jb_buf_init(&guarded, &job->arena);
		jy_sink_guarded(&guarded, jb_buf_text(&diff));
		return worse(put(job, JB_TEXT("-"), jb_buf_text(&guarded)), JY_EXIT_FINDINGS);
	case CHECK: return worse(name_file(job), JY_EXIT_FINDINGS);
	default:
		status = put(job, job->path, after);
		return status == JY_EXIT_OK ? name_file(job) : status;
	}
}

static int show_mistakes(struct job *job, const struct jy_diags *diags)
{
	bool colour = jy_command_colour(job->command, STDERR_FILENO);
	struct jb_buf out;

	jb_buf_init(&out, &job->arena);
	jy_sink_text(&out, diags, (struct jy_sink_options){.colour = colour});
	jy_command_print(STDERR_FILENO, jb_buf_text(&out));
	return JY_EXIT_FINDINGS;
}

static int lay_out(struct job *job)
{
	struct jy_diags diags;
	struct jy_file file;
	struct jy_parsed parsed;
	struct jb_text text = {0};

	jy_diags_init(&diags, &job->arena);
	if (!jy_file_read(&file, &job->arena, job->path, &diags))
		return show_mistakes(job, &diags);
	parsed = jy_parse(&file, &job->arena, &diags);
	if (parsed.error_count)
		return show_mistakes(job, &diags);
	switch (jy_fmt(&file, &parsed, &job->arena, &text)) {
	case JY_FMT_DONE: return hand_out(job, file.text, text);
	case JY_FMT_TOO_LARGE:
		say(job, "laid out, the file would be larger than a journey file may be");
		return JY_EXIT_FINDINGS;
	case JY_FMT_FAULT: break;
	}
	return say(job, "internal error: the layout would change what the file says; it is left "
			"as it was");
}

static int lay_out_path(struct jy_command *command, enum mode mode, struct jb_text path)
{
	struct job job = {.command = command, .mode = mode, .path = path};
	int status;

	jb_arena_init(&job.arena, NULL);
	if (JB_ARM(&job.arena) != 0) {
		jb_arena_release(&job.arena);
		jb_arena_fail(command->arena);
	}
	status = lay_out(&job);
	jb_arena_disarm(&job.arena);
	jb_arena_release(&job.arena);
	return status;
}

static int work(struct jy_command *command)
{
	static const char *const name[] = {[CHECK] = "check", [DIFF] = "diff", [STDOUT] = "stdout"};
	struct jy_paths paths = {0};
	enum mode mode = IN_PLACE;
	int status;

	for (enum mode i = CHECK; i <= STDOUT; i++) {
		if (!jy_args_has(&command->args, name[i]))
			continue;
		if (mode != IN_PLACE)
			return jy_command_misused(command, "--%s and --%s exclude each other",
						  name[mode], name[i]);
		mode = i;
	}
	status = jy_command_files(command, &paths);
	if (status != JY_EXIT_OK)
		return status;
	for (size_t i = 0; i < paths.list.count; i++)
		status = worse(status, lay_out_path(command, mode, paths.list.at[i]));
	return status;
}

int jy_command_fmt(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "fmt",
		.usage = "[OPTION]... FILE...",
		.about = "Lays out journey files: indentation, blanks, columns, line ends. Names, "
			 "numbers, texts and comments stay as they are, and so does what the file "
			 "means. FILE is written in place and named when it changes; it may be a "
			 "folder, which stands for all .journey files below it, or - for standard "
			 "input, laid out to standard output. A file with mistakes is left alone. "
			 "With --check and --diff the exit status is 1 when a file would change.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
