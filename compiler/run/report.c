/*
 * The formats of reports, and where each goes. What a format holds is the runtime's business
 * (journey/report.h).
 */
#include "run/report.h"

#include <string.h>
#include <unistd.h>

#include "journey/report.h"

/* What is reported, and to what. */
struct results {
	struct jy_command *command;
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
	bool verdicts;
	int fd; /* of a terminal, or JY_NO_TERMINAL */
};

typedef enum jb_status write_report(const struct results *results, struct jb_buf *out,
				    struct jb_text *why);

struct format {
	const char *name;
	write_report *write;
	bool binary;
	bool verdicts; /* without any there is nothing to write */
};

static enum jb_status write_text(const struct results *results, struct jb_buf *out,
				 struct jb_text *why)
{
	(void)why;
	jrt_report_text(results->plan, results->measured, results->judged,
			jy_command_colour(results->command, results->fd),
			jy_command_width(results->fd), out);
	return JB_OK;
}

static enum jb_status write_json(const struct results *results, struct jb_buf *out,
				 struct jb_text *why)
{
	(void)why;
	jrt_report_json(results->plan, results->measured, results->judged, out);
	return JB_OK;
}

static enum jb_status write_junit(const struct results *results, struct jb_buf *out,
				  struct jb_text *why)
{
	(void)why;
	jrt_report_junit(results->plan, results->measured, results->judged, out);
	return JB_OK;
}

static enum jb_status write_markdown(const struct results *results, struct jb_buf *out,
				     struct jb_text *why)
{
	(void)why;
	jrt_report_markdown(results->plan, results->measured, results->judged, 0, out);
	return JB_OK;
}

static enum jb_status write_csv(const struct results *results, struct jb_buf *out,
				struct jb_text *why)
{
	(void)why;
	if (results->verdicts)
		jrt_report_csv_verdicts(results->plan, results->judged, out);
	else
		jrt_report_csv_measurements(results->plan, results->judged, out);
	return JB_OK;
}

static enum jb_status write_csv_money(const struct results *results, struct jb_buf *out,
				      struct jb_text *why)
{
	(void)why;
	jrt_report_csv_money(results->plan, results->judged, out);
	return JB_OK;
}

static enum jb_status write_xlsx(const struct results *results, struct jb_buf *out,
				 struct jb_text *why)
{
	return jrt_report_xlsx(results->plan, results->measured, results->judged, out, why);
}

static enum jb_status write_trend(const struct results *results, struct jb_buf *out,
				  struct jb_text *why)
{
	(void)why;
	jrt_report_trend(results->plan, results->measured, results->judged, out);
	return JB_OK;
}

static const struct format formats[] = {
	{"text", write_text, false, false},  {"json", write_json, false, false},
	{"junit", write_junit, false, true}, {"markdown", write_markdown, false, false},
	{"csv", write_csv, false, false},    {"csv-money", write_csv_money, false, true},
	{"xlsx", write_xlsx, true, false},   {"trend", write_trend, false, false},
};

#define FORMATS (sizeof formats / sizeof *formats)

static const struct format *format_of(struct jb_text name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (jb_text_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

/* One report that is asked for. */
struct target {
	const struct format *format;
	struct jb_text path;
};

/* "FORMAT=FILE". */
static bool read_target(struct jy_command *command, struct jb_text given, struct target *target)
{
	const char *sign = given.size > 0 ? memchr(given.at, '=', given.size) : NULL;
	size_t at = sign != NULL ? (size_t)(sign - given.at) : given.size;

	target->format = format_of(jb_text_slice(given, 0, at));
	target->path = jb_text_slice(given, at + 1, given.size);
	if (sign == NULL || target->path.size == 0)
		jy_command_misused(command, "--also takes FORMAT=FILE, not \"%.*s\"",
				   JB_ARG(given));
	else if (target->format == NULL)
		jy_command_misused(command, "--also: the format is one of %s, not \"%.*s\"",
				   JY_REPORT_FORMATS, (int)at, given.at);
	return sign != NULL && target->path.size > 0 && target->format != NULL;
}

/* The report of --format first, then the others. NULL (reported) where one cannot be read. */
static const struct target *targets(struct jy_command *command, size_t *count)
{
	size_t others;
	const struct jb_text *given = jy_args_values(&command->args, "also", &others);
	struct target *target = JB_NEW_ARRAY(command->arena, struct target, others + 1);

	target[0].format = format_of(jy_args_value(&command->args, "format", "text"));
	target[0].path = jy_args_value(&command->args, "output", "-");
	*count = others + 1;
	for (size_t i = 0; i < others; i++)
		if (!read_target(command, given[i], &target[i + 1]))
			return NULL;
	return target;
}

static int check_target(struct jy_command *command, const struct target *target, bool verdicts)
{
	if (target->format->verdicts && !verdicts)
		return jy_command_misused(command,
					  "there are no verdicts yet, which is all that the format "
					  "%s has; `journey eval` and `journey judge` give them",
					  target->format->name);
	if (target->format->binary && jb_text_is(target->path, "-") && isatty(STDOUT_FILENO))
		return jy_command_misused(command,
					  "a workbook is no text: write it to a file, -o FILE");
	return JY_EXIT_OK;
}

int jy_report_check(struct jy_command *command, bool verdicts)
{
	size_t count;
	const struct target *target = targets(command, &count);
	int status = target != NULL ? JY_EXIT_OK : JY_EXIT_USAGE;

	for (size_t i = 0; i < count && status == JY_EXIT_OK; i++) {
		status = check_target(command, &target[i], verdicts);
		for (size_t k = 0; k < i && status == JY_EXIT_OK; k++)
			if (jb_text_equal(target[i].path, target[k].path))
				status = jy_command_misused(command,
							    "two reports would be written to %.*s",
							    JB_ARG(target[i].path));
	}
	return status;
}

static int write_target(struct results *results, const struct target *target)
{
	struct jy_command *command = results->command;
	struct jb_text why = {0};
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	results->fd = jb_text_is(target->path, "-") ? STDOUT_FILENO : JY_NO_TERMINAL;
	if (target->format->write(results, &out, &why) == JB_OK)
		return jy_command_write(command, target->path, jb_buf_text(&out));
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

int jy_report_write(struct jy_command *command, const struct jrt_measured *measured,
		    const struct jrt_judged *judged, bool verdicts)
{
	struct results results = {.command = command,
				  .plan = command->plan,
				  .measured = measured,
				  .judged = judged,
				  .verdicts = verdicts};
	size_t count;
	const struct target *target = targets(command, &count);
	int status = target != NULL ? JY_EXIT_OK : JY_EXIT_USAGE;

	for (size_t i = 0; target != NULL && i < count; i++)
		if (write_target(&results, &target[i]) != JY_EXIT_OK)
			status = JY_EXIT_DATA;
	return status;
}
