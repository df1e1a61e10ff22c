/*
 * Numbers of all kinds to millionths of their unit. Most fields of real files are a few digits and
 * are read here in one loop; everything else goes through base/number.h. A number that is refused
 * is looked at once more to say why.
 */
#include "read/column.h"

#include <string.h>

#include "base/number.h"
#include "read/wording.h"

#define PLAIN_DIGITS 12

/* [-]digits, at most PLAIN_DIGITS bytes. */
static bool read_plain(const struct jrt_decoder *decoder, struct jb_text text, int64_t *out)
{
	size_t at = text.at[0] == '-';
	int64_t value = 0;

	if (decoder->plain_factor == 0 || text.size > PLAIN_DIGITS || at == text.size)
		return false;
	for (; at < text.size; at++) {
		unsigned digit = (unsigned)(unsigned char)text.at[at] - '0';
		if (digit > 9)
			return false;
		value = value * 10 + digit;
	}
	if (text.at[0] == '-')
		value = -value;
	return !__builtin_mul_overflow(value, decoder->plain_factor, out);
}

bool jrt_round_fix(jb_fix value, enum jb_rounding rounding, jb_fix step, jb_fix *out)
{
	jb_fix down = value / step, rest = value % step, away = value < 0 ? -1 : 1;
	jb_u128 twice = 2 * (jb_u128)(rest < 0 ? -rest : rest);
	bool half = twice == (jb_u128)step, more = twice > (jb_u128)step;

	if (rounding == JB_ROUND_NONE || rest == 0) {
		*out = value;
		return true;
	}
	if ((rounding == JB_ROUND_HALF_UP && (half || more)) ||
	    (rounding == JB_ROUND_HALF_EVEN && (more || (half && down % 2 != 0))) ||
	    rounding == JB_ROUND_UP)
		down += away;
	return !__builtin_mul_overflow(down, step, out);
}

/* ---- what was expected ---- */

static const char *duration_unit(const struct jrt_decoder *decoder)
{
	static const struct {
		int64_t num, den;
		const char *unit;
	} units[] = {{1, 1, "seconds"},	 {60, 1, "minutes"},   {3600, 1, "hours"},
		     {86400, 1, "days"}, {604800, 1, "weeks"}, {1, 1000, "milliseconds"}};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (decoder->scale_num * units[i].den == units[i].num * decoder->scale_den)
			return units[i].unit;
	return "its unit";
}

static bool is_percent(const struct jrt_decoder *decoder)
{
	return decoder->scale_num * 100 == decoder->scale_den;
}

static void add_expected(struct jb_buf *buf, const struct jrt_decoder *decoder)
{
	const struct jrt_column *column = decoder->column;

	switch (column->type) {
	case JRT_COUNT: jb_buf_add_string(buf, "a whole number, 0 or more"); break;
	case JRT_SHARE:
		jb_buf_add_string(buf, is_percent(decoder) ? "a share in percent"
							   : "a share, a part of 1");
		break;
	case JRT_DURATION:
		jb_buf_add_string(buf, "a number of ");
		jb_buf_add_string(buf, duration_unit(decoder));
		break;
	case JRT_MONEY:
		jb_buf_printf(buf, "an amount in %.*s without its sign", JB_ARG(column->currency));
		break;
	case JRT_RATING: jb_buf_add_string(buf, "a rating"); break;
	default: jb_buf_add_string(buf, "a number"); break;
	}
	if (!column->bounded)
		return;
	jb_buf_add_string(buf, " from ");
	jb_buf_add_fix(buf, (jb_i128)column->low - column->shift);
	jb_buf_add_string(buf, " to ");
	jb_buf_add_fix(buf, (jb_i128)column->high - column->shift);
}

static bool has(struct jb_text text, char byte)
{
	return memchr(text.at, byte, text.size) != NULL;
}

/* A decimal mark at an end of the digits. */
static const char *bare_point(struct jb_text text, char point)
{
	size_t first = text.at[0] == '+' || text.at[0] == '-';

	if (first < text.size && text.at[first] == point)
		return point == ',' ? "; digits stand before a decimal comma too, as in 0,5"
				    : "; digits stand before a decimal point too, as in 0.5";
	if (text.at[text.size - 1] == point)
		return point == ',' ? "; digits stand behind a decimal comma too, as in 5,0"
				    : "; digits stand behind a decimal point too, as in 5.0";
	return NULL;
}

/* Why a text that is nearly a number is none; NULL when it is not even near. */
static const char *slip(const struct jrt_decoder *decoder, struct jb_text text)
{
	bool comma = decoder->decimal_point == ',';

	if (text.at[0] == '\0' || strchr("+-0123456789.,", text.at[0]) == NULL)
		return NULL;
	if (text.at[text.size - 1] == '%')
		return "; a percent sign needs `in percent`";
	if (!comma && has(text, ','))
		return has(text, '.')
			       ? "; thousands separators are not read"
			       : "; a comma is read as decimal point only with `decimal comma`, "
				 "and never as thousands separator";
	if (comma && has(text, '.'))
		return "; the source declares `decimal comma`, and thousands separators are not "
		       "read";
	if (has(text, ':'))
		return "; a written time needs a format, as in `as \"h:mm:ss\"`";
	return bare_point(text, comma ? ',' : '.');
}

static void refuse(const struct jrt_decoder *decoder, struct jb_text text, const char *code,
		   const char *more, struct jb_arena *scratch, struct jrt_decoded *out)
{
	struct jb_buf tail;

	jb_buf_init(&tail, scratch);
	jb_buf_add_string(&tail, ", expected ");
	add_expected(&tail, decoder);
	if (more != NULL)
		jb_buf_add_string(&tail, more);
	jrt_decode_fault(decoder, text, code, jb_buf_text(&tail), scratch, out);
}

/* ---- decoding ---- */

static struct jb_text without_blanks(struct jb_text text)
{
	while (text.size > 0 && text.at[0] == ' ') {
		text.at++;
		text.size--;
	}
	while (text.size > 0 && text.at[text.size - 1] == ' ')
		text.size--;
	return text;
}

static enum jb_number_fault read_general(const struct jrt_decoder *decoder, struct jb_text text,
					 int64_t *value)
{
	const struct jrt_column *column = decoder->column;
	struct jb_text number = without_blanks(text);

	if (is_percent(decoder) && number.size > 0 && number.at[number.size - 1] == '%')
		number = without_blanks(jb_text_slice(number, 0, number.size - 1));
	return jb_number_parse(number, decoder->decimal_point, decoder->scale_num,
			       decoder->scale_den,
			       column->rounding_step > 0 ? column->rounding : JB_ROUND_NONE,
			       column->rounding_step > 0 ? column->rounding_step : 1, value);
}

static bool in_bounds(const struct jrt_column *column, int64_t value)
{
	if (column->type == JRT_COUNT && (value < 0 || value % JB_FIX_ONE != 0))
		return false;
	return !column->bounded || (value >= column->low && value <= column->high);
}

void jrt_decode_number(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
		       struct jrt_decoded *out)
{
	const struct jrt_column *column = decoder->column;
	enum jb_number_fault fault = JB_NUMBER_OK;
	int64_t value = 0;

	if (!read_plain(decoder, text, &value))
		fault = read_general(decoder, text, &value);
	if (fault == JB_NUMBER_OK && __builtin_add_overflow(value, column->shift, &value))
		fault = JB_NUMBER_TOO_LARGE;
	if (fault == JB_NUMBER_OK && in_bounds(column, value)) {
		out->known = true;
		out->value = value;
	} else if (fault == JB_NUMBER_OK) {
		refuse(decoder, text, "R0211", NULL, scratch, out);
	} else if (fault == JB_NUMBER_TOO_FINE) {
		refuse(decoder, text, "R0213",
		       ", not finer than a millionth; say how to round, as in `rounded to 1s half "
		       "up`",
		       scratch, out);
	} else if (fault == JB_NUMBER_TOO_LARGE) {
		refuse(decoder, text, "R0214", " of at most 9,223,372,036,854", scratch, out);
	} else {
		refuse(decoder, text, "R0210", slip(decoder, text), scratch, out);
	}
}
