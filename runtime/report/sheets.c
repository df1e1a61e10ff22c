/*
 * Cells of a workbook: what is a number, in which format, and what is too long. See sheets.h.
 */
#include "report/sheets.h"

#include <math.h>

#include "base/utf8.h"
#include "judge/figure.h"
#include "time/civil.h"

#define DIGITS_EXACT ((int64_t)1000000000000000) /* 10^15 */
#define DAY_ZERO 25569	   /* the number that 1970-01-01 has in a spreadsheet */
#define DAY_FIRST (-25508) /* 1900-03-01: before it spreadsheets do not agree */
#define DAY_LAST 2932896   /* 9999-12-31 */

void jrt_book_init(struct jrt_book *book, const struct jrt_card *card)
{
	struct jb_text why;

	*book = (struct jrt_book){.card = *card};
	book->zone = JB_NEW_ARRAY(card->arena, const struct jrt_zone *, card->plan->zone_count);
	for (size_t i = 0; i < card->plan->zone_count; i++)
		if (jrt_zone_load(card->arena, card->plan->zone[i], &book->zone[i], &why) != JB_OK)
			book->zone[i] = jrt_zone_utc();
}

struct jrt_sheet *jrt_book_sheet(struct jrt_book *book, const char *name,
				 const struct jrt_sheet_column *column, size_t columns)
{
	struct jrt_sheet *sheet = jb_push(book->card.arena, &book->sheet);

	*sheet = (struct jrt_sheet){.name = name, .column = column, .columns = columns};
	/* The header and the sentence about what is left out take a row each. */
	sheet->rows_max = JRT_SHEET_ROWS_MAX - 2;
	return sheet;
}

size_t jrt_sheet_rows(const struct jrt_sheet *sheet)
{
	return (sheet->cell.count + sheet->columns - 1) / sheet->columns;
}

/* "_x000A_" would be read as a line break: the sign is said to stand for itself. */
static bool is_escape(struct jb_text text, size_t at)
{
	if (at + 7 > text.size || text.at[at] != '_' || text.at[at + 1] != 'x' ||
	    text.at[at + 6] != '_')
		return false;
	for (size_t i = at + 2; i < at + 6; i++) {
		char c = text.at[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
			return false;
	}
	return true;
}

/* As many characters as a cell holds, counted as a spreadsheet does. */
static size_t fitting(struct jb_text text, size_t room)
{
	size_t at = 0, units = 0, size;
	uint32_t codepoint;

	while ((size = jb_utf8_decode(text, at, &codepoint)) > 0) {
		units += codepoint > 0xffff ? 2 : 1;
		if (units > room)
			return at;
		at += size;
	}
	return at;
}

static const char *cell_text(const struct jrt_book *book, struct jb_text text)
{
	static const char note[] = " … (cut: a cell holds no more)";
	struct jb_buf plain = jrt_card_new_text(&book->card);
	struct jb_buf out = jrt_card_new_text(&book->card);
	struct jb_text clean;
	size_t size;

	jrt_plain_add(&plain, text);
	clean = jb_buf_text(&plain);
	for (size_t i = 0; i < clean.size; i++) {
		if (is_escape(clean, i))
			jb_buf_add_string(&out, "_x005F");
		jb_buf_add_byte(&out, clean.at[i]);
	}
	size = fitting(jb_buf_text(&out), JRT_SHEET_TEXT_MAX);
	if (size == out.size)
		return jb_text_cstring(book->card.arena, jb_buf_text(&out));
	out.size = fitting(jb_buf_text(&out), JRT_SHEET_TEXT_MAX - sizeof note);
	jb_buf_add_string(&out, note);
	return jb_text_cstring(book->card.arena, jb_buf_text(&out));
}

void jrt_sheet_above(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_text text)
{
	*jb_push(book->card.arena, &sheet->above) = cell_text(book, text);
	sheet->rows_max--;
}

static void add_cell(struct jrt_book *book, struct jrt_sheet *sheet, struct jrt_sheet_cell cell)
{
	if (sheet->cell.count == sheet->rows_max * sheet->columns)
		sheet->left_out++;
	else
		*jb_push(book->card.arena, &sheet->cell) = cell;
}

void jrt_sheet_text(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_text text)
{
	if (text.size == 0)
		jrt_sheet_empty(book, sheet);
	else
		add_cell(book, sheet,
			 (struct jrt_sheet_cell){.kind = JRT_CELL_TEXT,
						 .text = cell_text(book, text)});
}

void jrt_sheet_word(struct jrt_book *book, struct jrt_sheet *sheet, const char *word)
{
	jrt_sheet_text(book, sheet, jb_text_of(word));
}

void jrt_sheet_empty(struct jrt_book *book, struct jrt_sheet *sheet)
{
	add_cell(book, sheet, (struct jrt_sheet_cell){.kind = JRT_CELL_EMPTY});
}

void jrt_sheet_number(struct jrt_book *book, struct jrt_sheet *sheet, double number,
		      const char *format)
{
	if (!isfinite(number))
		jrt_sheet_empty(book, sheet);
	else
		add_cell(book, sheet,
			 (struct jrt_sheet_cell){
				 .kind = JRT_CELL_NUMBER, .number = number, .format = format});
}

void jrt_sheet_count(struct jrt_book *book, struct jrt_sheet *sheet, uint64_t count)
{
	if (count < (uint64_t)DIGITS_EXACT)
		jrt_sheet_number(book, sheet, (double)count, "#,##0");
	else
		jrt_sheet_text(book, sheet,
			       jb_text_printf(book->card.arena, "%llu", (unsigned long long)count));
}

static const char *format_of(const struct jrt_book *book, const char *before, unsigned decimals,
			     const char *behind)
{
	struct jb_buf buf = jrt_card_new_text(&book->card);

	jb_buf_add_string(&buf, before);
	jb_buf_add_string(&buf, decimals > 0 ? "." : "");
	jb_buf_add_repeat(&buf, '0', decimals);
	jb_buf_add_string(&buf, behind);
	return jb_text_cstring(book->card.arena, jb_buf_text(&buf));
}

/* "[$EUR] #,##0.00". A currency of other letters could break the format: then none is shown. */
static const char *money_format(const struct jrt_book *book, struct jb_text currency,
				unsigned decimals)
{
	bool plain = currency.size == 3;

	for (size_t i = 0; i < currency.size; i++)
		plain &= currency.at[i] >= 'A' && currency.at[i] <= 'Z';
	return format_of(book,
			 plain ? jb_text_cstring(book->card.arena,
						 jb_text_printf(book->card.arena, "[$%.*s] #,##0",
								JB_ARG(currency)))
			       : "#,##0",
			 decimals, "");
}

void jrt_sheet_money(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_agreement *agreement, jb_fix amount)
{
	int64_t digits = amount;

	while (digits != 0 && digits % 10 == 0)
		digits /= 10;
	if (digits > DIGITS_EXACT || digits < -DIGITS_EXACT) {
		jrt_sheet_text(book, sheet, jrt_money_text(&book->card, agreement, amount));
		return;
	}
	jrt_sheet_number(book, sheet, jb_ratio_double(jb_ratio_of_fix(amount)),
			 money_format(book, agreement->currency, agreement->decimals));
}

static void add_day(struct jrt_book *book, struct jrt_sheet *sheet, int64_t day)
{
	struct jb_buf buf = jrt_card_new_text(&book->card);

	if (day >= DAY_FIRST && day <= DAY_LAST) {
		jrt_sheet_number(book, sheet, (double)(day + DAY_ZERO), "yyyy\\-mm\\-dd");
		return;
	}
	jrt_figure_add_date(&buf, day);
	jrt_sheet_text(book, sheet, jb_buf_text(&buf));
}

void jrt_sheet_figure(struct jrt_book *book, struct jrt_sheet *sheet,
		      const struct jrt_metric *metric, double value, unsigned detail)
{
	bool small = value > -0.1 && value < 0.1;

	switch (metric->type) {
	case JRT_SHARE:
		jrt_sheet_number(book, sheet, value,
				 format_of(book, "0", (small ? 2 : 1) + detail, "%"));
		return;
	case JRT_DURATION:
	case JRT_CLOCK:
	case JRT_INSTANT:
		jrt_sheet_number(book, sheet, value,
				 format_of(book, "#,##0", 1 + detail, "\" s\""));
		return;
	case JRT_MONEY:
		jrt_sheet_number(book, sheet, value,
				 money_format(book, metric->currency, 2 + detail));
		return;
	case JRT_COUNT:
		jrt_sheet_number(book, sheet, value, format_of(book, "#,##0", detail, ""));
		return;
	case JRT_POINTS:
		jrt_sheet_number(book, sheet, value,
				 format_of(book, "0", 1 + detail, "\" points\""));
		return;
	case JRT_DATE:
		if (value >= DAY_FIRST && value <= DAY_LAST)
			add_day(book, sheet, (int64_t)value);
		else
			jrt_sheet_number(book, sheet, value, "General");
		return;
	case JRT_RATING:
		jrt_sheet_number(book, sheet, value, format_of(book, "0", 2 + detail, ""));
		return;
	case JRT_TEXT:
	case JRT_FLAG:
	case JRT_NUMBER: jrt_sheet_number(book, sheet, value, "General"); return;
	}
}

void jrt_sheet_value(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_measurement *measured)
{
	if (measured->measured)
		jrt_sheet_figure(
			book, sheet, jrt_card_metric_of(&book->card, measured->meter),
			measured->exact ? jb_ratio_double(measured->value) : measured->real, 0);
	else
		jrt_sheet_empty(book, sheet);
}

void jrt_sheet_ratio(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_ratio value)
{
	double number = value.den > 0 ? jb_ratio_double(value) : 0;
	struct jb_buf buf = jrt_card_new_text(&book->card);

	if (value.den <= 0) {
		jrt_sheet_empty(book, sheet);
		return;
	}
	if (number < (double)DIGITS_EXACT && number > -(double)DIGITS_EXACT) {
		jrt_sheet_number(book, sheet, number,
				 number == floor(number) ? "#,##0" : "#,##0.00####");
		return;
	}
	jb_buf_add_ratio(&buf, value, 38);
	jrt_sheet_text(book, sheet, jb_buf_text(&buf));
}

void jrt_sheet_days(struct jrt_book *book, struct jrt_sheet *sheet, uint32_t periods,
		    struct jb_text label, int64_t from, int64_t to)
{
	const struct jrt_plan *plan = book->card.plan;
	uint32_t number = periods < plan->periods_count ? plan->periods[periods].zone : JRT_NONE;
	const struct jrt_zone *zone =
		number < plan->zone_count ? book->zone[number] : jrt_zone_utc();

	if (label.size == 0 || from < JRT_INSTANT_MIN || to > JRT_INSTANT_MAX) {
		jrt_sheet_empty(book, sheet);
		jrt_sheet_empty(book, sheet);
		return;
	}
	add_day(book, sheet, jrt_civil_floor(jrt_zone_to_local(zone, from), JRT_DAY_US));
	add_day(book, sheet, jrt_civil_floor(jrt_zone_to_local(zone, to - 1), JRT_DAY_US));
}
