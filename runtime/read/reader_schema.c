/*
 * Which form a file has, where a source has several schemas: by its header, and where that fits
 * more than one, by the day of its first row that can be read. A source without schemas has one
 * form, which every file has.
 */
#include "read/reader_parts.h"
#include "time/civil.h"

/* ---- forms ---- */

/* The column that holds the day of a row, where the row's time is one or is made from one. */
static uint32_t time_column(const struct jrt_source *source)
{
	const struct jrt_step *step;

	if (source->time >= source->main.count)
		return JRT_NONE;
	step = &source->main.step[source->time];
	if (step->op == JRT_OP_AT)
		step = &source->main.step[step->a];
	return step->op == JRT_OP_COLUMN ? step->a : JRT_NONE;
}

static enum jb_status init_form(struct jrt_reader *reader, struct jrt_form *form,
				struct jb_text *why)
{
	const struct jrt_source *source = &form->source;
	struct jb_text reason = {0};

	form->decoder = JB_NEW_ARRAY(reader->arena, struct jrt_decoder, source->column_count);
	form->position = JB_NEW_ARRAY(reader->arena, uint32_t, source->column_count);
	for (size_t i = 0; i < source->column_count; i++) {
		enum jb_status status;

		if (!source->column[i].needed)
			continue;
		status = jrt_decoder_init(&form->decoder[i], reader->arena, source,
					  &source->column[i], &reader->texts, &reason);
		if (status == JB_OK)
			continue;
		*why = jb_text_printf(reader->arena, "source %.*s, column %.*s: %.*s",
				      JB_ARG(source->name), JB_ARG(source->column[i].name),
				      JB_ARG(reason));
		return status;
	}
	return JB_OK;
}

static void use(struct jrt_reader *reader, const struct jrt_form *form)
{
	reader->decoder = form->decoder;
	reader->position = form->position;
}

enum jb_status jrt_reader_init_forms(struct jrt_reader *reader, struct jb_text *why)
{
	const struct jrt_source *source = reader->source;

	reader->form_count = source->schema_count ? (uint32_t)source->schema_count : 1;
	reader->form = JB_NEW_ARRAY(reader->arena, struct jrt_form, reader->form_count);
	reader->time_column = time_column(source);
	for (uint32_t f = 0; f < reader->form_count; f++) {
		struct jrt_form *form = &reader->form[f];
		enum jb_status status;

		form->source = *source;
		form->until = INT32_MAX;
		if (source->schema_count) {
			form->source.column = source->schema[f].column;
			form->until = source->schema[f].until;
		}
		status = init_form(reader, form, why);
		if (status != JB_OK)
			return status;
	}
	use(reader, &reader->form[0]);
	return JB_OK;
}

/* ---- by the header ---- */

/* Whether the file has what the form needs; what is wrong is not said. */
static bool fits(struct jrt_reader *reader, struct jrt_form *form, const struct jrt_header *header)
{
	struct jrt_findings unsaid = {.arena = &reader->scratch};

	return jrt_header_map(&form->source, header, form->position, &unsaid);
}

static bool report_alike(struct jrt_reader *reader, const struct jrt_header *header)
{
	struct jb_buf buf;
	const char *between = "has the columns of ";

	jb_buf_init(&buf, reader->arena);
	for (uint32_t f = 0; f < reader->form_count; f++) {
		if (!reader->form[f].fits)
			continue;
		jb_buf_add_string(&buf, between);
		jb_buf_add_text(&buf, reader->source->schema[f].name);
		between = " and of ";
	}
	jb_buf_add_string(&buf, ", and no column says on which day its rows happened");
	jrt_reader_add_finding(
		reader, JRT_ERROR, "R0111", header->line, jb_buf_text(&buf),
		JB_TEXT("name the column of a schema by a header that the others have not"));
	return false;
}

bool jrt_reader_find_form(struct jrt_reader *reader, const struct jrt_header *header)
{
	struct jrt_form *first = NULL, *last = &reader->form[reader->form_count - 1];
	uint32_t count = 0;

	reader->form_open = false;
	for (uint32_t f = 0; reader->form_count > 1 && f < reader->form_count; f++) {
		reader->form[f].fits = fits(reader, &reader->form[f], header);
		if (reader->form[f].fits && count++ == 0)
			first = &reader->form[f];
	}
	if (count <= 1) {
		first = first ? first : last;
		use(reader, first);
		return jrt_header_map(&first->source, header, first->position, &reader->findings);
	}
	if (reader->time_column == JRT_NONE)
		return report_alike(reader, header);
	reader->form_open = true;
	return true;
}

/* ---- by a row ---- */

/* The day of the row as a form reads it; false where it cannot be read so. */
static bool day_of(struct jrt_reader *reader, const struct jrt_form *form,
		   const struct jrt_row *row, int64_t *day)
{
	uint32_t field = form->position[reader->time_column];
	struct jrt_decoder *decoder = &form->decoder[reader->time_column];
	struct jrt_decoded decoded = {0};
	struct jb_text text;
	bool ascii;

	if (field >= row->csv.field_count ||
	    !jrt_row_field(row, field, &reader->scratch, &text, &ascii))
		return false;
	jrt_decode(decoder, text, ascii, &reader->scratch, &decoded);
	if (!decoded.known)
		return false;
	*day = decoded.value;
	if (decoder->column->type == JRT_INSTANT)
		*day = jrt_civil_floor(decoder->zone
					       ? jrt_zone_to_local(decoder->zone, decoded.value)
					       : decoded.value,
				       JRT_DAY_US);
	return true;
}

void jrt_reader_settle_form(struct jrt_reader *reader, const struct jrt_row *row)
{
	for (uint32_t f = 0; f < reader->form_count; f++) {
		const struct jrt_form *form = &reader->form[f];
		int64_t day;

		if (!form->fits)
			continue;
		use(reader, form); /* until a row tells, the last one that fits reads */
		if (!day_of(reader, form, row, &day) || day > form->until)
			continue;
		reader->form_open = false;
		return;
	}
}
