/*
 * One column of many rows, see lanes.h: which decoder a column has, and the runs of ordinary rows
 * between odd ones that it is given.
 */
#include "read/lanes_parts.h"

/* ---- making ---- */

static bool holds_quote(const struct jrt_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->word[i].size > 0 &&
		    memchr(words->word[i].at, '"', words->word[i].size) != NULL)
			return true;
	return false;
}

/* Fields are compared with words as they stand, so that in a word a quote would be taken for one
 * around the field. */
static bool quotes_mislead(const struct jrt_decoder *decoder)
{
	return decoder->lanes->quotes && (holds_quote(&decoder->missing) ||
					  holds_quote(&decoder->yes) || holds_quote(&decoder->no));
}

void jrt_lanes_init(struct jrt_decoder *decoder, struct jb_arena *arena,
		    const struct jrt_source *source)
{
	struct jrt_lanes *lanes = JB_NEW(arena, struct jrt_lanes);

	decoder->lanes = lanes;
	lanes->quotes = source->separator != '\t';
	lanes->avx2 = lane_has_avx2();
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || quotes_mislead(decoder))
		return;
	if (decoder->column->type == JRT_TEXT) {
		lane_text_init(decoder, arena);
		return;
	}
	if (!lane_words_init(decoder, arena))
		return;
	switch (decoder->column->type) {
	case JRT_TEXT: break;
	case JRT_FLAG:
		lanes->yes = lanes->no = UINT64_MAX; /* no text */
		lanes->parser = LANE_FLAGS;
		break;
	case JRT_DATE:
	case JRT_CLOCK: lane_format_init(decoder, arena); break;
	case JRT_INSTANT:
		if (decoder->pattern != NULL)
			lane_format_init(decoder, arena);
		else
			lane_time_init(decoder, arena);
		break;
	case JRT_DURATION:
		if (decoder->pattern != NULL)
			lane_format_init(decoder, arena);
		else
			lane_number_init(decoder);
		break;
	default: lane_number_init(decoder); break;
	}
}

void jrt_lanes_use(struct jrt_decoder *decoder, enum jrt_simd simd)
{
	if (decoder->lanes != NULL)
		decoder->lanes->avx2 =
			lane_has_avx2() && simd != JRT_SIMD_PORTABLE && simd != JRT_SIMD_NEON;
}

/* ---- decoding ---- */

static void gather_one(const struct lane_run *run, struct lane_gathered *gathered, uint32_t row)
{
	struct jb_text text = lane_field(run, row);

	gathered->word[row] = lane_load(text.at);
	gathered->size[row] = (uint32_t)text.size;
}

void lane_gather(const struct lane_run *run, struct lane_gathered *gathered)
{
	const uint32_t *first = run->first, *end = run->end + run->field;
	const char *data = run->data;

	if (run->strip || run->field == 0) {
		for (uint32_t row = run->from; row < run->to; row++)
			gather_one(run, gathered, row);
		return;
	}
	for (uint32_t row = run->from; row < run->to; row++) {
		const uint32_t *field = end + first[row];
		uint32_t at = field[-1] + 1;
		gathered->word[row] = lane_load(data + at);
		gathered->size[row] = field[0] - at;
	}
}

/* What is empty is missing, whatever the type; so it is even where nothing else is read here. */
static uint32_t leave_all(const struct lane_run *run, uint32_t *left)
{
	uint32_t count = 0;

	for (uint32_t row = run->from; row < run->to; row++) {
		lane_put(run, row, 0, false);
		left[count] = row;
		count += lane_field(run, row).size != 0;
	}
	return count;
}

static uint32_t decode_run(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	switch (decoder->lanes->parser) {
	case LANE_NONE: break;
	case LANE_NUMBERS: return lane_numbers(decoder, run, left);
	case LANE_FLAGS: return lane_flags(decoder, run, left);
	case LANE_TEXTS_KNOWN: return lane_texts(decoder, run, left);
	case LANE_ISO: return lane_times(decoder, run, left);
	case LANE_FORMAT: return lane_formats(decoder, run, left);
	}
	return leave_all(run, left);
}

static uint32_t run_end(const struct jrt_scan_rows *rows, uint32_t from)
{
	uint32_t to = from;

	if (rows->odd_count == 0)
		return rows->count;
	while (to + 8 <= rows->count && lane_load((const char *)rows->odd + to) == 0)
		to += 8;
	while (to < rows->count && rows->odd[to] == 0)
		to++;
	return to;
}

/* Writers that put quotes around a column's fields put them around all; where only some have them,
 * those are left, but for texts. */
static bool strips(const struct jrt_decoder *decoder, const struct lane_run *run)
{
	return decoder->lanes->quotes && *lane_field(run, run->from).at == '"';
}

static uint32_t decode_ordinary(struct jrt_decoder *decoder, const struct jrt_lane_fields *fields,
				struct lane_run *run, uint32_t *left)
{
	if (fields->field < fields->rows->width[run->from]) {
		run->strip = strips(decoder, run);
		return decode_run(decoder, run, left);
	}
	for (uint32_t row = run->from; row < run->to; row++)
		lane_put(run, row, 0, false);
	return 0;
}

uint32_t jrt_lanes_decode(struct jrt_decoder *decoder, const struct jrt_lane_fields *fields,
			  int64_t *value, uint8_t *known, uint8_t *notes, uint32_t *left)
{
	const struct jrt_scan_rows *rows = fields->rows;
	struct lane_run run = {
		.data = fields->data,
		.begin = rows->begin,
		.first = rows->first,
		.end = rows->end,
		.field = fields->field,
		.value = value,
		.known = known,
	};
	uint32_t count = 0;

	(void)notes; /* times that have one are left */
	for (uint32_t from = 0; from < rows->count; from = run.to + 1) {
		run.from = from;
		run.to = run_end(rows, from);
		run.strip = false;
		if (run.from < run.to)
			count += decode_ordinary(decoder, fields, &run, left + count);
		if (run.to < rows->count)
			left[count++] = run.to;
	}
	return count;
}
