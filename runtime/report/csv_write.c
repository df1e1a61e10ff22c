/*
 * Fields and records of CSV. Commas, quotes and apostrophes are this file's only concern.
 */
#include "report/csv_write.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "judge/figure.h"
#include "report/table.h"

#define DIGITS_ENDLESS 17 /* of a fraction without an end: what a double holds */
#define DIGITS_ALL 38
#define NO_BREAK_SPACE 0xa0

static void next_field(struct jrt_csv *csv)
{
	if (csv->begun)
		jb_buf_add_byte(csv->out, ',');
	csv->begun = true;
}

bool jrt_csv_is_formula(struct jb_text text)
{
	uint32_t first = ' ';
	size_t at = 0;

	while (first <= ' ' || first == NO_BREAK_SPACE) {
		size_t size = jb_utf8_decode(text, at, &first);
		if (size == 0)
			return false;
		at += size;
	}
	switch (first) {
	case '=':
	case '+':
	case '-':
	case '@':
	case 0xff1d: /* the same, full width */
	case 0xff0b:
	case 0xff0d:
	case 0xff20:
	case 0x2212: return true; /* the minus sign */
	default: return false;
	}
}

static bool needs_quotes(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (strchr("\",;\t", text.at[i]))
			return true;
	return text.size > 0 && (text.at[0] == ' ' || text.at[text.size - 1] == ' ');
}

void jrt_csv_text(struct jrt_csv *csv, struct jb_text text)
{
	struct jb_buf plain;

	jb_buf_init(&plain, csv->out->arena);
	if (jrt_csv_is_formula(text))
		jb_buf_add_byte(&plain, '\'');
	jrt_plain_add(&plain, text);
	text = jb_buf_text(&plain);
	next_field(csv);
	if (!needs_quotes(text)) {
		jb_buf_add_text(csv->out, text);
		return;
	}
	jb_buf_add_byte(csv->out, '"');
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] == '"')
			jb_buf_add_byte(csv->out, '"');
		jb_buf_add_byte(csv->out, text.at[i]);
	}
	jb_buf_add_byte(csv->out, '"');
}

void jrt_csv_key(struct jrt_csv *csv, struct jb_text key)
{
	jrt_csv_text(csv, key);
	if (key.size == 0)
		jb_buf_add_string(csv->out, "\"\"");
}

void jrt_csv_word(struct jrt_csv *csv, const char *word)
{
	jrt_csv_text(csv, jb_text_of(word));
}

void jrt_csv_empty(struct jrt_csv *csv)
{
	next_field(csv);
}

void jrt_csv_flag(struct jrt_csv *csv, bool value)
{
	jrt_csv_word(csv, value ? "true" : "false");
}

void jrt_csv_count(struct jrt_csv *csv, uint64_t value)
{
	next_field(csv);
	jb_buf_add_i128(csv->out, (jb_i128)value);
}

void jrt_csv_fix(struct jrt_csv *csv, jb_fix value)
{
	next_field(csv);
	jb_buf_add_fix(csv->out, value);
}

/* Whether only twos and fives divide the denominator of the reduced fraction. */
static bool has_end(struct jb_ratio value)
{
	jb_i128 den = jb_ratio_reduce(value).den;

	while (den % 2 == 0)
		den /= 2;
	while (den % 5 == 0)
		den /= 5;
	return den == 1;
}

void jrt_csv_ratio(struct jrt_csv *csv, struct jb_ratio value)
{
	next_field(csv);
	if (value.den > 0)
		jb_buf_add_ratio(csv->out, value, has_end(value) ? DIGITS_ALL : DIGITS_ENDLESS);
}

void jrt_csv_double(struct jrt_csv *csv, double value)
{
	next_field(csv);
	if (isfinite(value))
		jb_buf_add_double(csv->out, value);
}

void jrt_csv_instant(struct jrt_csv *csv, int64_t instant)
{
	next_field(csv);
	if (instant != INT64_MIN && instant != INT64_MAX)
		jrt_figure_add_instant(csv->out, instant);
}

void jrt_csv_end(struct jrt_csv *csv)
{
	jb_buf_add_string(csv->out, "\r\n");
	csv->begun = false;
}

void jrt_csv_head(struct jrt_csv *csv, const char *names)
{
	for (size_t size; *names != '\0'; names += size + (names[size] == ' ')) {
		size = strcspn(names, " ");
		next_field(csv);
		jb_buf_add(csv->out, names, size);
	}
	jrt_csv_end(csv);
}
