/*
 * Rows that contradict one another are found when all rows are together, and then only their
 * numbers are known: keeping every row's bytes would cost as much memory as the files are long.
 * So the files are read again, as far as the last such row, without decoding a column; a row's hash
 * says whether it is still the same.
 */
#include <stdlib.h>

#include "measure/feed.h"

/* ---- the second reading ---- */

struct second {
	struct jrt_feed *feed;
	const uint32_t *file; /* by file of this reading: its number among all that were given */
	struct jrt_pace pace;
	struct jrt_batch batch;
	uint32_t at;  /* row of the batch */
	bool nothing; /* is to be read, any more */
};

/* The plan with no column of the source needed: rows are split and nothing else. */
static const struct jrt_plan *bare_plan(const struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	const struct jrt_plan *plan = feed->measuring->plan;
	struct jrt_plan *bare = JB_NEW(arena, struct jrt_plan);
	struct jrt_source *source = JB_NEW_ARRAY(arena, struct jrt_source, plan->source_count);
	struct jrt_column *column =
		JB_NEW_ARRAY(arena, struct jrt_column, feed->source->column_count);

	for (size_t i = 0; i < plan->source_count; i++)
		source[i] = plan->source[i];
	for (size_t i = 0; i < feed->source->column_count; i++) {
		column[i] = feed->source->column[i];
		column[i].needed = false;
	}
	source[feed->number].column = column;
	*bare = *plan;
	bare->source = source;
	return bare;
}

/* Those of the files with clashes that can be read again, in order. */
static struct jrt_input files_to_read(const struct jrt_feed *feed, uint32_t *number)
{
	const struct jrt_input *given = feed->measuring->input;
	struct jb_arena *arena = &feed->measuring->scratch;
	struct jrt_data_file *file = JB_NEW_ARRAY(arena, struct jrt_data_file, given->file_count);
	struct jrt_input input = *given;
	uint32_t before = JRT_NONE;

	input.file = file;
	input.file_count = 0;
	input.hash = false;
	for (size_t i = 0; i < feed->clash.count; i++) {
		uint32_t at = jrt_store_file(&feed->store, feed->clash.at[i].row);
		if (at == before)
			continue;
		before = at;
		if (given->file[at].stream || !jb_io_is_file(arena, given->file[at].path))
			continue;
		number[input.file_count] = at;
		file[input.file_count++] = given->file[at];
	}
	return input;
}

static enum jb_status open_second(struct second *second)
{
	struct jrt_feed *feed = second->feed;
	struct jrt_measuring *m = feed->measuring;
	uint32_t *number = JB_NEW_ARRAY(&m->scratch, uint32_t, m->input->file_count);
	struct jrt_input *input = JB_NEW(&m->scratch, struct jrt_input);

	*input = files_to_read(feed, number);
	second->file = number;
	second->pace = jrt_pace_quiet(&m->pace);
	return jrt_reader_open(&m->scratch, bare_plan(feed), feed->number, input, &second->pace,
			       &m->again, &m->why);
}

/* Whether the row at hand comes before the one looked for. */
static bool is_before(const struct second *second, uint32_t file, uint64_t line)
{
	uint32_t here = second->file[second->batch.file];

	return here != file ? here < file : second->batch.line[second->at] < line;
}

/* Goes on to the row, and gives its bytes; an empty text where it is not there any more. */
static enum jb_status find_bytes(struct second *second, size_t row, struct jb_text *bytes)
{
	const struct jrt_store *store = &second->feed->store;
	uint32_t file = jrt_store_file(store, row);
	uint64_t line = jrt_store_line(store, row);
	struct jrt_measuring *m = second->feed->measuring;

	*bytes = JB_TEXT("");
	while (!second->nothing &&
	       (second->at == second->batch.rows || is_before(second, file, line))) {
		if (second->at < second->batch.rows && ++second->at < second->batch.rows)
			continue;
		enum jb_status status = jrt_reader_next(m->again, &second->batch, &m->why);
		if (status != JB_OK)
			return status;
		second->at = 0;
		second->nothing = second->batch.rows == 0;
	}
	if (!second->nothing && second->file[second->batch.file] == file &&
	    second->batch.line[second->at] == line &&
	    jrt_store_has_bytes(store, row, second->batch.raw[second->at]))
		*bytes = second->batch.raw[second->at];
	return JB_OK;
}

/* ---- rejects ---- */

static int by_row(const void *a, const void *b)
{
	const struct jrt_clash_row *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

static void explain(struct jrt_feed *feed, const struct jrt_clash_row *clash)
{
	struct jb_buf *why = &feed->measuring->notes.sentence;
	uint32_t file = jrt_store_file(&feed->store, clash->other);

	jb_buf_reset(why);
	jb_buf_printf(why, "the same identity as line %llu of %.*s, ",
		      (unsigned long long)jrt_store_line(&feed->store, clash->other),
		      JB_ARG(feed->measuring->input->file[file].path));
	if (clash->clash == JRT_CLASH_NO_STAMP)
		jb_buf_add_string(why, "and no value of `keep latest by` to tell which is later");
	else if (feed->dedupe.latest == SIZE_MAX)
		jb_buf_add_string(
			why, "with other content; `keep latest by` would say which one counts");
	else
		jb_buf_add_string(why, "the same stamp, and other content");
}

static void tell(struct jrt_feed *feed, const struct jrt_clash_row *clash, struct jb_text bytes)
{
	const struct jrt_reject reject = {
		.source = feed->number,
		.file = jrt_store_file(&feed->store, clash->row),
		.line = jrt_store_line(&feed->store, clash->row),
		.column = JRT_NONE,
		.code = clash->clash == JRT_CLASH_CONTENT ? JB_TEXT("R0327") : JB_TEXT("R0328"),
		.reason = jb_buf_text(&feed->measuring->notes.sentence),
		.bytes = bytes,
	};

	jrt_notes_reject(&feed->measuring->notes, &reject);
}

void jrt_clash_take(void *user, size_t row, size_t other, enum jrt_clash clash)
{
	struct jrt_feed *feed = user;

	feed->tally->rejected++;
	feed->measuring->file[jrt_store_file(&feed->store, row)].rejected++;
	*jb_push(&feed->measuring->scratch, &feed->clash) =
		(struct jrt_clash_row){row, other, clash};
}

enum jb_status jrt_clash_tell(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	struct second second = {.feed = feed};
	enum jb_status status = JB_OK;

	if (feed->clash.count == 0)
		return JB_OK;
	qsort(feed->clash.at, feed->clash.count, sizeof *feed->clash.at, by_row);
	if (jrt_notes_listens(&m->notes))
		status = open_second(&second);
	for (size_t i = 0; i < feed->clash.count && status == JB_OK; i++) {
		struct jb_text bytes;

		if (!jrt_notes_listens(&m->notes))
			break;
		status = find_bytes(&second, feed->clash.at[i].row, &bytes);
		explain(feed, &feed->clash.at[i]);
		if (status == JB_OK)
			tell(feed, &feed->clash.at[i], bytes);
	}
	jrt_reader_close(m->again);
	m->again = NULL;
	return status == JB_OK ? m->notes.status : status;
}
