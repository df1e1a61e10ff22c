/*
 * Rows of a delimited file as fields of an answer. What they mean is answer.c's matter.
 */
#include "engine/answer_file.h"

#include <string.h>

#include "base/io.h"
#include "base/vec.h"
#include "read/csv.h"

struct file {
	struct jb_arena *arena;
	struct jb_text path, bytes; /* bytes: with a line end behind them */
	size_t at;
	struct jrt_csv csv;
	struct jb_text *field; /* of the row at hand */
	size_t field_count;
};

/* The separator that the first line has most of. */
static char separator_of(struct jb_text bytes)
{
	static const char candidates[] = {',', ';', '\t', '|'};
	size_t count[sizeof candidates] = {0}, best = 0;

	for (size_t i = 0; i < bytes.size && bytes.at[i] != '\n'; i++)
		for (size_t c = 0; c < sizeof candidates; c++)
			count[c] += bytes.at[i] == candidates[c];
	for (size_t c = 1; c < sizeof candidates; c++)
		if (count[c] > count[best])
			best = c;
	return candidates[best];
}

static enum jb_status open_file(struct file *file, struct jb_text *why)
{
	const struct jb_text mark = JB_TEXT("\xef\xbb\xbf");
	struct jb_text bytes;
	char *copy;
	enum jb_status status =
		jb_io_read_all(file->arena, file->path, JRT_ANSWER_BYTES_MAX, &bytes, why);

	if (status != JB_OK)
		return status;
	if (jb_text_starts(bytes, mark))
		bytes = jb_text_slice(bytes, mark.size, bytes.size);
	copy = jb_copy(file->arena, bytes.at, bytes.size);
	copy[bytes.size] = '\n'; /* what the splitter wants behind the end */
	file->bytes = (struct jb_text){copy, bytes.size};
	file->field = JB_NEW_ARRAY(file->arena, struct jb_text, JRT_FIELDS_MAX);
	jrt_csv_init(&file->csv, file->arena, separator_of(bytes));
	jrt_csv_begin(&file->csv);
	return JB_OK;
}

/* Two quotes are one of the text. */
static struct jb_text undoubled(struct file *file, struct jb_text text)
{
	char *out = jb_alloc(file->arena, text.size);
	size_t size = 0;

	for (size_t i = 0; i < text.size; i++) {
		out[size++] = text.at[i];
		i += text.at[i] == '"';
	}
	return (struct jb_text){out, size};
}

static struct jb_text field_of(struct file *file, const char *row, const struct jrt_field *field)
{
	const struct jb_text text = {row + field->at, field->size};

	if (field->doubled)
		return undoubled(file, text);
	return jb_text_is(text, "\\N") ? (struct jb_text){NULL, 0} : text;
}

/* The next row, or none (*some false) at the end. */
static enum jb_status next_row(struct file *file, bool *some, struct jb_text *why)
{
	struct jrt_csv_row row;
	enum jrt_csv_found found;

	do {
		found = jrt_csv_next(&file->csv, file->bytes.at + file->at,
				     file->bytes.size - file->at, true, &row);
		if (found == JRT_CSV_BLANK)
			file->at += row.taken;
	} while (found == JRT_CSV_BLANK);
	*some = found == JRT_CSV_ROW;
	if (!*some)
		return JB_OK;
	if (row.fault != JRT_CSV_SOUND) {
		*why = jb_text_printf(file->arena,
				      "%.*s:%llu: this is no row of delimited text: a quote is not "
				      "closed, or a field is too long",
				      JB_ARG(file->path), (unsigned long long)row.fault_line);
		return JB_MALFORMED;
	}
	for (uint32_t i = 0; i < row.field_count; i++)
		file->field[i] = field_of(file, file->bytes.at + file->at, &row.field[i]);
	file->field_count = row.field_count;
	file->at += row.taken;
	return JB_OK;
}

static enum jb_status open_names(struct file *file, struct jb_text *why)
{
	bool some = false;
	enum jb_status status = open_file(file, why);

	if (status == JB_OK)
		status = next_row(file, &some, why);
	if (status != JB_OK || some)
		return status;
	*why = jb_text_printf(file->arena,
			      "%.*s is empty; its first line must be the names of the columns",
			      JB_ARG(file->path));
	return JB_MALFORMED;
}

static enum jb_status wrong_count(const struct file *file, size_t names, struct jb_text *why)
{
	*why = jb_text_printf(file->arena,
			      "%.*s:%llu: %zu %s, and the first line has %zu: an answer is saved "
			      "as CSV, without lines that a tool adds of its own",
			      JB_ARG(file->path), (unsigned long long)file->csv.line - 1,
			      file->field_count, file->field_count == 1 ? "field" : "fields",
			      names);
	return JB_MALFORMED;
}

enum jb_status jrt_answers_read(struct jrt_answers *answers, struct jb_text path,
				struct jb_arena *arena, struct jb_text *why)
{
	struct file file = {.arena = arena, .path = path};
	enum jb_status status = open_names(&file, why);
	const size_t names = file.field_count;
	bool some = true;

	if (status == JB_OK)
		status = jrt_answers_begin(answers, path, JRT_NONE, file.field, names, why);
	while (status == JB_OK && (status = next_row(&file, &some, why)) == JB_OK && some)
		status = file.field_count == names ? jrt_answers_row(answers, file.field, why)
						   : wrong_count(&file, names, why);
	return status == JB_OK ? jrt_answers_end(answers, why) : status;
}

enum jb_status jrt_answer_head(struct jb_arena *arena, struct jb_text path,
			       struct jrt_answer_head *head, struct jb_text *why)
{
	struct file file = {.arena = arena, .path = path};
	enum jb_status status = open_names(&file, why);

	*head = (struct jrt_answer_head){.name = file.field, .count = file.field_count};
	file.field = status == JB_OK ? JB_NEW_ARRAY(arena, struct jb_text, JRT_FIELDS_MAX) : NULL;
	return status == JB_OK ? next_row(&file, &head->rows, why) : status;
}
