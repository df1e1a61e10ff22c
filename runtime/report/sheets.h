/*
 * A workbook as data: sheets of typed cells under one header each. sheets_*.c fill it from results,
 * xlsx.c alone writes it, so that everything but the file format can be tested here.
 *
 * Texts are texts: nothing in a cell is ever computed. They come out clean (jrt_plain_add), and a
 * text that is longer than a cell may be is cut with a sentence that says so. A number is a
 * number where a spreadsheet holds it exactly enough, 15 digits; longer amounts of money stand as
 * text, with all their digits.
 */
#ifndef REPORT_SHEETS_H
#define REPORT_SHEETS_H

#include "base/vec.h"
#include "report/money.h"
#include "time/zone.h"

/* Limits of the format: characters of a cell, counted in UTF-16, and rows of a sheet. */
#define JRT_SHEET_TEXT_MAX 32767
#define JRT_SHEET_ROWS_MAX 1048576

enum jrt_cell_kind { JRT_CELL_EMPTY, JRT_CELL_TEXT, JRT_CELL_NUMBER };

struct jrt_sheet_cell {
	enum jrt_cell_kind kind;
	bool strong;
	const char *text; /* UTF-8 with a NUL behind */
	double number;
	const char *format; /* of a number: "0.0%", "[$EUR] #,##0.00" */
};

struct jrt_sheet_column {
	const char *head;
	unsigned most; /* columns of text that it may be wide; more are wrapped */
	bool verdict;  /* coloured by its word */
};

struct jrt_sheet {
	const char *name;
	const struct jrt_sheet_column *column;
	size_t columns;
	JB_VEC(const char *) above;	    /* lines over the header; the first is the title */
	JB_VEC(struct jrt_sheet_cell) cell; /* row after row */
	size_t rows_max;		    /* that fit under the header */
	size_t left_out;
};

struct jrt_book {
	struct jrt_card card;
	const struct jrt_zone **zone; /* of the plan */
	JB_VEC(struct jrt_sheet) sheet;
};

/* ---- sheets.c: filling a sheet ---- */

void jrt_book_init(struct jrt_book *book, const struct jrt_card *card);
struct jrt_sheet *jrt_book_sheet(struct jrt_book *book, const char *name,
				 const struct jrt_sheet_column *column, size_t columns);
/* A line over the header. */
void jrt_sheet_above(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_text text);
/* Cells come from left to right; the next row begins by itself. Where no row fits any more all of
 * them are counted and left out. */
void jrt_sheet_text(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_text text);
void jrt_sheet_word(struct jrt_book *book, struct jrt_sheet *sheet, const char *word);
void jrt_sheet_empty(struct jrt_book *book, struct jrt_sheet *sheet);
void jrt_sheet_count(struct jrt_book *book, struct jrt_sheet *sheet, uint64_t count);
/* A number in a format of spreadsheets, which must live as long as the book. */
void jrt_sheet_number(struct jrt_book *book, struct jrt_sheet *sheet, double number,
		      const char *format);
void jrt_sheet_money(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_agreement *agreement, jb_fix amount);
/* A figure in the metric's own format; `detail` as of jrt_figure_add. */
void jrt_sheet_figure(struct jrt_book *book, struct jrt_sheet *sheet,
		      const struct jrt_metric *metric, double value, unsigned detail);
void jrt_sheet_value(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_measurement *measured);
/* Empty where den is 0. */
void jrt_sheet_ratio(struct jrt_book *book, struct jrt_sheet *sheet, struct jb_ratio value);
/* First and last day of a period, in the zone of its rule; empty without a label. */
void jrt_sheet_days(struct jrt_book *book, struct jrt_sheet *sheet, uint32_t periods,
		    struct jb_text label, int64_t from, int64_t to);
size_t jrt_sheet_rows(const struct jrt_sheet *sheet);

/* ---- the sheets ---- */

void jrt_sheet_scorecard(struct jrt_book *book);
void jrt_sheet_verdicts(struct jrt_book *book);
void jrt_sheet_measurements(struct jrt_book *book);
void jrt_sheet_accounts(struct jrt_book *book);
void jrt_sheet_lines(struct jrt_book *book);
void jrt_sheet_data(struct jrt_book *book);
void jrt_sheet_definitions(struct jrt_book *book);

#endif
