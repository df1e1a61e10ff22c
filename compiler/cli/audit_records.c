/*
 * journey audit A B: two parties' records side by side.
 */
#include <unistd.h>

#include "audit/records.h"
#include "base/io.h"
#include "cli/audit.h"

static bool read_record(struct jy_command *command, size_t number, struct jb_text *text)
{
	struct jb_text why;

	if (jb_io_read_all(command->arena, command->args.files.at[number], JRT_EVIDENCE_BYTES_MAX,
			   text, &why) == JB_OK)
		return true;
	jy_command_say(command, "%.*s", JB_ARG(why));
	return false;
}

static int write_report(struct jy_command *command, const struct jrt_records *records)
{
	struct jb_text path = jy_args_value(&command->args, "output", "-");
	const int fd = jb_text_is(path, "-") ? STDOUT_FILENO : JY_NO_TERMINAL;
	struct jb_buf out;
	int status;

	jb_buf_init(&out, command->arena);
	if (jb_text_is(jy_args_value(&command->args, "format", "text"), "json"))
		jrt_records_json(records, &out);
	else
		jrt_records_text(records, jy_command_colour(command, fd), jy_command_width(fd),
				 &out);
	status = jy_command_write(command, path, jb_buf_text(&out));
	if (status != JY_EXIT_OK)
		return status;
	return jrt_records_equal(records) ? JY_EXIT_OK : JY_EXIT_FINDINGS;
}

int jy_audit_records(struct jy_command *command)
{
	const struct jb_text *file = command->args.files.at;
	struct jrt_records records;
	struct jb_text a, b, why;

	if (jb_text_is(file[0], "-") && jb_text_is(file[1], "-"))
		return jy_command_misused(command, "standard input (-) can be read once only");
	if (!read_record(command, 0, &a) || !read_record(command, 1, &b))
		return JY_EXIT_DATA;
	if (jrt_records_compare(file[0], a, file[1], b, command->arena, &records, &why) == JB_OK)
		return write_report(command, &records);
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}
