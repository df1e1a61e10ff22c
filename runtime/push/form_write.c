/*
 * Rows as CSV, see form.h. A field is quoted only where it must be, so that a rejected row looks as
 * it does in most files; headers always are, because what a file begins with also tells what it is.
 */
#include <string.h>

#include "push/form.h"
#include "push/form_parts.h"
#include "time/civil.h"

#define DAY INT64_C(86400000000)
#define YEAR_LAST 9999

static void add_quoted(struct jb_buf *out, struct jb_text field)
{
	jb_buf_add_byte(out, '"');
	for (size_t at = 0; at < field.size;) {
		const char *quote = memchr(field.at + at, '"', field.size - at);
		size_t end = quote ? (size_t)(quote - field.at) + 1 : field.size;

		jb_buf_add(out, field.at + at, end - at);
		if (quote)
			jb_buf_add_byte(out, '"');
		at = end;
	}
	jb_buf_add_byte(out, '"');
}

/* A field alone in its row must not look like a blank line. */
static bool must_be_quoted(const struct jrt_push_form *form, struct jb_text field)
{
	if (field.size == 0)
		return form->given->field_count == 1;
	for (size_t i = 0; i < field.size; i++)
		switch (field.at[i]) {
		case '"':
		case '\r':
		case '\n': return true;
		default:
			if (field.at[i] == form->source->separator)
				return true;
		}
	return false;
}

static void add_field(const struct jrt_push_form *form, size_t number, struct jb_text field,
		      struct jb_buf *out)
{
	if (number > 0)
		jb_buf_add_byte(out, form->source->separator);
	if (must_be_quoted(form, field))
		add_quoted(out, field);
	else
		jb_buf_add_text(out, field);
}

void jrt_push_write_header(const struct jrt_push_form *form, struct jb_buf *out)
{
	for (size_t i = 0; i < form->given->field_count; i++) {
		if (i > 0)
			jb_buf_add_byte(out, form->source->separator);
		add_quoted(out, form->given->field[i]);
	}
	jb_buf_add_byte(out, '\n');
}

void jrt_push_write_row(const struct jrt_push_form *form, const struct jb_text *field,
			struct jb_buf *out)
{
	for (size_t i = 0; i < form->given->field_count; i++)
		add_field(form, i, field[i], out);
	jb_buf_add_byte(out, '\n');
}

/* ---- values ---- */

/* `digits` of value, zeros before it. */
static void add_digits(struct jb_buf *out, int64_t value, int digits)
{
	char text[20];

	for (int i = digits; i-- > 0; value /= 10)
		text[i] = (char)('0' + value % 10);
	jb_buf_add(out, text, (size_t)digits);
}

/* Days that have no such date come out as their number, which is no date: the reader says so. */
static void add_date(struct jb_buf *out, int64_t days)
{
	const int64_t last = jrt_civil_days(YEAR_LAST, 12, 31), first = jrt_civil_days(1, 1, 1);

	if (days < first || days > last) {
		jb_buf_printf(out, "%lld", (long long)days);
		return;
	}
	const struct jrt_date date = jrt_civil_date(days);

	add_digits(out, date.year, 4);
	jb_buf_add_byte(out, '-');
	add_digits(out, date.month, 2);
	jb_buf_add_byte(out, '-');
	add_digits(out, date.day, 2);
}

static void add_clock(struct jb_buf *out, int64_t us)
{
	add_digits(out, us / INT64_C(3600000000), 2);
	jb_buf_add_byte(out, ':');
	add_digits(out, us / 60000000 % 60, 2);
	jb_buf_add_byte(out, ':');
	add_digits(out, us / 1000000 % 60, 2);
	jb_buf_add_byte(out, '.');
	add_digits(out, us % 1000000, 6);
}

static void add_instant(struct jb_buf *out, int64_t us)
{
	int64_t days = us / DAY - (us % DAY < 0);

	add_date(out, days);
	jb_buf_add_byte(out, 'T');
	add_clock(out, us - days * DAY);
	jb_buf_add_byte(out, 'Z');
}

static void add_value(struct jb_buf *out, enum jrt_type type, int64_t value)
{
	switch (type) {
	case JRT_FLAG: jb_buf_add_string(out, value ? "true" : "false"); break;
	case JRT_DATE: add_date(out, value); break;
	case JRT_CLOCK:
		if (value < 0 || value >= DAY)
			jb_buf_printf(out, "%lld", (long long)value);
		else
			add_clock(out, value);
		break;
	case JRT_INSTANT: add_instant(out, value); break;
	default: jb_buf_add_fix(out, value); break;
	}
}

void jrt_push_write_values(const struct jrt_push_form *form, const struct jrt_push_column *column,
			   size_t row, struct jb_buf *out)
{
	for (size_t i = 0; i < form->given->field_count; i++) {
		const bool known = !column[i].known || column[i].known[row];
		const enum jrt_type type = form->column[i]->type;

		if (known && type == JRT_TEXT) {
			add_field(form, i, column[i].text[row], out);
			continue;
		}
		if (i > 0)
			jb_buf_add_byte(out, ',');
		if (known)
			add_value(out, type, column[i].value[row]);
		else
			jb_buf_add_string(out, JRT_PUSH_MISSING);
	}
	jb_buf_add_byte(out, '\n');
}
