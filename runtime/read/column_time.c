/*
 * Dates, clock times, timestamps and written durations. The spelling is time/pattern.h's business,
 * the zone time/zone.h's; here is which pattern is meant where none is declared, and a memory of
 * the last day, because the rows of a file mostly stay on one.
 */
#include "read/column.h"

#include <string.h>

#include "read/read.h"
#include "read/wording.h"
#include "time/civil.h"

/* ---- patterns ---- */

static enum jrt_pattern_kind kind_of(enum jrt_type type)
{
	switch (type) {
	case JRT_DATE: return JRT_PATTERN_DATE;
	case JRT_CLOCK: return JRT_PATTERN_CLOCK;
	case JRT_DURATION: return JRT_PATTERN_DURATION;
	default: return JRT_PATTERN_TIMESTAMP;
	}
}

/* Form number: 6 for a blank instead of T, plus 2 with seconds or 4 with a fraction, plus 1 with an
 * offset. */
static const char *const iso_forms[JRT_ISO_FORMS] = {
	"%FT%R", "%FT%R%z", "%FT%T", "%FT%T%z", "%FT%T.%f", "%FT%T.%f%z",
	"%F %R", "%F %R%z", "%F %T", "%F %T%z", "%F %T.%f", "%F %T.%f%z",
};
static const char *const date_forms[] = {"%F"};
static const char *const clock_forms[] = {"h:mm", "h:mm:ss"};

#define DATE_AT 0
#define ISO_DATE_BYTES 10 /* 2026-03-05 */
#define ISO_MINUTE_BYTES 16

static size_t iso_form(struct jb_text text)
{
	size_t form = 0;

	if (text.size > ISO_DATE_BYTES && text.at[ISO_DATE_BYTES] == ' ')
		form += 6;
	if (text.size > ISO_MINUTE_BYTES && text.at[ISO_MINUTE_BYTES] == ':')
		form += memchr(text.at, '.', text.size) != NULL ? 4 : 2;
	for (size_t i = ISO_MINUTE_BYTES; i < text.size; i++)
		if (text.at[i] == 'Z' || text.at[i] == '+' || text.at[i] == '-')
			return form + 1;
	return form;
}

static const struct jrt_pattern *pattern_for(const struct jrt_decoder *decoder, struct jb_text text)
{
	if (decoder->pattern != NULL)
		return decoder->pattern;
	switch (decoder->column->type) {
	case JRT_DATE: return decoder->plain[DATE_AT];
	case JRT_CLOCK: {
		const char *colon = memchr(text.at, ':', text.size);
		size_t behind = colon != NULL ? text.size - (size_t)(colon - text.at) - 1 : 0;
		return decoder->plain[colon != NULL && memchr(colon + 1, ':', behind) != NULL];
	}
	default: return decoder->plain[iso_form(text)];
	}
}

static enum jb_status compile_forms(struct jrt_decoder *decoder, struct jb_arena *arena,
				    const char *const *form, size_t count, struct jb_text *why)
{
	enum jb_status status = JB_OK;

	for (size_t i = 0; i < count && status == JB_OK; i++)
		status = jrt_pattern_compile(arena, jb_text_of(form[i]),
					     kind_of(decoder->column->type), 0, 0,
					     &decoder->plain[i], why);
	return status;
}

enum jb_status jrt_decoder_init_time(struct jrt_decoder *decoder, struct jb_arena *arena,
				     struct jb_text *why)
{
	const struct jrt_column *column = decoder->column;
	enum jb_status status = JB_OK;

	if (column->zone.size > 0)
		status = jrt_zone_load(arena, column->zone, &decoder->zone, why);
	if (status != JB_OK)
		return status;
	if (column->format.size > 0)
		return jrt_pattern_compile(arena, column->format, kind_of(column->type),
					   column->years_from, column->years_to, &decoder->pattern,
					   why);
	if (column->type == JRT_DATE)
		return compile_forms(decoder, arena, date_forms, 1, why);
	if (column->type == JRT_CLOCK)
		return compile_forms(decoder, arena, clock_forms, 2, why);
	return compile_forms(decoder, arena, iso_forms, JRT_ISO_FORMS, why);
}

/* ---- faults ---- */

static const char *type_name(enum jrt_type type)
{
	switch (type) {
	case JRT_DATE: return "a date";
	case JRT_CLOCK: return "a clock time";
	case JRT_DURATION: return "a duration";
	default: return "a timestamp";
	}
}

static void refuse(const struct jrt_decoder *decoder, struct jb_text text,
		   enum jrt_pattern_fault fault, const struct jrt_pattern *pattern,
		   struct jb_arena *scratch, struct jrt_decoded *out)
{
	struct jb_buf tail;

	jb_buf_init(&tail, scratch);
	jb_buf_add_string(&tail, ", which ");
	jb_buf_add_text(&tail, jrt_pattern_fault_text(fault));
	jb_buf_add_string(&tail, "; expected ");
	jb_buf_add_string(&tail, type_name(decoder->column->type));
	jb_buf_add_string(&tail, " like ");
	jrt_say(&tail, jrt_pattern_example(scratch, pattern));
	if (decoder->column->format.size > 0) {
		jb_buf_add_string(&tail, ", by the format ");
		jrt_say(&tail, decoder->column->format);
	}
	jrt_decode_fault(decoder, text, "R0215", jb_buf_text(&tail), scratch, out);
}

/* ---- instants ---- */

/* Remembers the day of `local` when every clock reading on it stands for exactly one instant at one
 * offset: then its first and last instant lie 24 hours apart and the clocks do not change between
 * them. */
static void remember_day(struct jrt_decoder *decoder, jb_fix local)
{
	enum jrt_local from_how = JRT_LOCAL_ONCE, to_how = JRT_LOCAL_ONCE;
	jb_fix from = jrt_civil_floor(local, JRT_DAY_US) * JRT_DAY_US, to = from + JRT_DAY_US;
	jb_fix first = jrt_zone_to_instant(decoder->zone, from, &from_how);
	jb_fix last = jrt_zone_to_instant(decoder->zone, to, &to_how);

	decoder->day = (struct jrt_plain_day){0};
	if (from_how != JRT_LOCAL_ONCE || to_how != JRT_LOCAL_ONCE || last - first != JRT_DAY_US ||
	    jrt_zone_next_change(decoder->zone, first) <= last)
		return;
	decoder->day = (struct jrt_plain_day){.from = from, .to = to, .offset = from - first};
}

bool jrt_decoder_enter_day(struct jrt_decoder *decoder, jb_fix local)
{
	const struct jrt_plain_day *day = &decoder->day;

	if (local < day->from || local >= day->to)
		remember_day(decoder, local);
	return local >= day->from && local < day->to;
}

static jb_fix instant_of(struct jrt_decoder *decoder, const struct jrt_fields *fields,
			 enum jrt_local *how)
{
	if (fields->has_offset)
		return jrt_pattern_instant(fields, decoder->zone, how);
	jb_fix local = jrt_pattern_local(fields);
	if (jrt_decoder_enter_day(decoder, local))
		return local - decoder->day.offset;
	return jrt_zone_to_instant(decoder->zone, local, how);
}

static void decode_instant(struct jrt_decoder *decoder, struct jb_text text,
			   const struct jrt_fields *fields, struct jb_arena *scratch,
			   struct jrt_decoded *out)
{
	enum jrt_local how = JRT_LOCAL_ONCE;

	if (!fields->has_offset && decoder->zone == NULL) {
		jrt_decode_fault(
			decoder, text, "R0217",
			JB_TEXT(", which has no offset from UTC, and the column declares no zone"),
			scratch, out);
		return;
	}
	out->value = instant_of(decoder, fields, &how);
	out->known = how != JRT_LOCAL_GAP;
	if (how == JRT_LOCAL_DOUBLED)
		out->time_notes = JRT_TIME_DOUBLED;
	if (how == JRT_LOCAL_GAP) {
		struct jb_text zone = jrt_zone_name(decoder->zone);
		out->time_notes = JRT_TIME_GAP;
		jrt_decode_fault(
			decoder, text, "R0216",
			jb_text_printf(scratch,
				       ", a time that did not exist in %.*s: the clocks went "
				       "forward over it",
				       JB_ARG(zone)),
			scratch, out);
	}
}

static void decode_span(struct jrt_decoder *decoder, struct jb_text text,
			const struct jrt_fields *fields, struct jb_arena *scratch,
			struct jrt_decoded *out)
{
	const struct jrt_column *column = decoder->column;

	out->value = fields->us;
	out->known =
		column->rounding_step <= 0 ||
		jrt_round_fix(fields->us, column->rounding, column->rounding_step, &out->value);
	if (out->known && column->bounded &&
	    (out->value < column->low || out->value > column->high))
		out->known = false;
	if (out->known)
		return;
	struct jb_buf tail;
	jb_buf_init(&tail, scratch);
	jb_buf_add_string(&tail, ", expected a duration from ");
	jb_buf_add_fix(&tail, column->low);
	jb_buf_add_string(&tail, " s to ");
	jb_buf_add_fix(&tail, column->high);
	jb_buf_add_string(&tail, " s");
	jrt_decode_fault(decoder, text, "R0211", jb_buf_text(&tail), scratch, out);
}

void jrt_decode_time(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
		     struct jrt_decoded *out)
{
	const struct jrt_pattern *pattern = pattern_for(decoder, text);
	struct jrt_fields fields = {0};
	enum jrt_pattern_fault fault = jrt_pattern_read(pattern, text, &fields);

	if (fault != JRT_PATTERN_OK) {
		refuse(decoder, text, fault, pattern, scratch, out);
		return;
	}
	switch (decoder->column->type) {
	case JRT_DATE:
		out->value = fields.days;
		out->known = true;
		break;
	case JRT_CLOCK:
		out->value = fields.us;
		out->known = true;
		break;
	case JRT_DURATION: decode_span(decoder, text, &fields, scratch, out); break;
	default: decode_instant(decoder, text, &fields, scratch, out); break;
	}
}
