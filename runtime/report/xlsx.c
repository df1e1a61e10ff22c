/*
 * A book of sheets as a workbook, Office Open XML. With xlsx_calls.h the only file that knows
 * libxlsxwriter. Equal books give equal bytes: the date of creation is fixed, and so are the dates
 * in the container.
 *
 * The library writes to a path; it is given an anonymous file in memory and what stands in it is
 * handed on. From the opening of the workbook to its closing nothing is taken from an arena, so no
 * jump out of here can leave it open.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "journey/report.h"
#include "report/sheets.h"
#include "report/xlsx_calls.h"

#define CREATED ((time_t)946684800) /* 2000-01-01: a date is asked for, and no clock is read */
#define FORMATS_MAX 128		    /* different number formats of a book; more look like General */
#define COLUMNS_MAX 32
#define WIDTH_LEAST 8
#define LINE_HEIGHT 15.0
#define LINES_MAX 12 /* of a row; a longer text is read in its cell */

struct writer {
	const struct jrt_xlsx_calls *call;
	lxw_workbook *workbook;
	lxw_format *title, *above, *head, *head_right, *text, *note;
	lxw_format *verdict[JRT_VERDICTS];
	struct {
		const char *name;
		lxw_format *format;
	} number[FORMATS_MAX];
	size_t numbers;
	size_t width[COLUMNS_MAX]; /* of the sheet that is being written */
	lxw_error error;	   /* the first one */
};

static void keep(struct writer *writer, lxw_error error)
{
	if (writer->error == LXW_NO_ERROR)
		writer->error = error;
}

static void make_formats(struct writer *writer)
{
	static const lxw_color_t ground[] = {
		[JRT_MET] = 0xdbe9f6,
		[JRT_MISSED] = 0x8b1a1a,
		[JRT_EXCUSED] = 0xfde3b8,
		[JRT_NOT_MEASURED] = 0xf0f0f0,
	};

	writer->title = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_bold(writer->title);
	writer->call->format_set_font_size(writer->title, 14);
	writer->above = writer->call->workbook_add_format(writer->workbook);
	writer->head = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_bold(writer->head);
	writer->call->format_set_bg_color(writer->head, 0xe4e4e4);
	writer->call->format_set_bottom(writer->head, LXW_BORDER_THIN);
	writer->call->format_set_text_wrap(writer->head);
	writer->call->format_set_align(writer->head, LXW_ALIGN_VERTICAL_TOP);
	writer->head_right = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_bold(writer->head_right);
	writer->call->format_set_bg_color(writer->head_right, 0xe4e4e4);
	writer->call->format_set_bottom(writer->head_right, LXW_BORDER_THIN);
	writer->call->format_set_align(writer->head_right, LXW_ALIGN_RIGHT);
	writer->call->format_set_align(writer->head_right, LXW_ALIGN_VERTICAL_TOP);
	writer->text = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_text_wrap(writer->text);
	writer->call->format_set_indent(writer->text, 1);
	writer->call->format_set_align(writer->text, LXW_ALIGN_VERTICAL_TOP);
	writer->note = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_italic(writer->note);
	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		writer->verdict[i] = writer->call->workbook_add_format(writer->workbook);
		writer->call->format_set_bg_color(writer->verdict[i], ground[i]);
		writer->call->format_set_font_color(writer->verdict[i],
						    i == JRT_MISSED ? LXW_COLOR_WHITE : 0x1a1a1a);
	}
}

static lxw_format *number_format(struct writer *writer, const char *name)
{
	lxw_format *format;

	for (size_t i = 0; i < writer->numbers; i++)
		if (strcmp(writer->number[i].name, name) == 0)
			return writer->number[i].format;
	if (writer->numbers == FORMATS_MAX)
		return NULL;
	format = writer->call->workbook_add_format(writer->workbook);
	writer->call->format_set_num_format(format, name);
	writer->call->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	writer->number[writer->numbers].name = name;
	writer->number[writer->numbers++].format = format;
	return format;
}

static void write_cell(struct writer *writer, lxw_worksheet *page, lxw_row_t row, lxw_col_t column,
		       const struct jrt_sheet_cell *cell)
{
	switch (cell->kind) {
	case JRT_CELL_EMPTY: return;
	case JRT_CELL_TEXT:
		keep(writer, writer->call->worksheet_write_string(page, row, column, cell->text,
								  writer->text));
		return;
	case JRT_CELL_NUMBER:
		keep(writer,
		     writer->call->worksheet_write_number(page, row, column, cell->number,
							  number_format(writer, cell->format)));
		return;
	}
}

static size_t width_of(const char *text)
{
	return jb_utf8_text_width(jb_text_of(text));
}

/* Wide enough for what stands in it, within its limit. */
static size_t width_for(const struct jrt_sheet *sheet, size_t column)
{
	size_t width = width_of(sheet->column[column].head) + 3; /* the arrow of the filter */

	for (size_t i = column; i < sheet->cell.count; i += sheet->columns) {
		const struct jrt_sheet_cell *cell = &sheet->cell.at[i];
		size_t needs = 0;

		if (cell->kind == JRT_CELL_TEXT)
			needs = width_of(cell->text) + 3;
		else if (cell->kind == JRT_CELL_NUMBER)
			needs = strlen(cell->format) + (cell->number >= 1e6 ? 8 : 3);
		width = needs > width ? needs : width;
	}
	width = width < WIDTH_LEAST ? WIDTH_LEAST : width;
	return width > sheet->column[column].most ? sheet->column[column].most : width;
}

/* Lines that the widest text of a row takes: not every reader makes room by itself. */
static size_t lines_of(const struct writer *writer, const struct jrt_sheet_cell *row, size_t cells)
{
	size_t most = 1;

	for (size_t i = 0; i < cells; i++) {
		size_t room = writer->width[i] > 4 ? writer->width[i] - 3 : 1, lines;

		if (row[i].kind != JRT_CELL_TEXT)
			continue;
		lines = (width_of(row[i].text) + room - 1) / room;
		most = lines > most ? lines : most;
	}
	return most < LINES_MAX ? most : LINES_MAX;
}

/* The colour of a verdict hangs on its word, so it follows when somebody corrects the word. */
static void colour_verdicts(struct writer *writer, lxw_worksheet *page, lxw_col_t column,
			    lxw_row_t first, lxw_row_t last)
{
	static const char *const words[] = {
		[JRT_MET] = "\"met\"",
		[JRT_MISSED] = "\"missed\"",
		[JRT_EXCUSED] = "\"excused\"",
		[JRT_NOT_MEASURED] = "\"not measured\"",
	};

	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		char word[16] = {0};
		lxw_conditional_format rule = {
			.type = LXW_CONDITIONAL_TYPE_CELL,
			.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
			.value_string = word,
			.format = writer->verdict[i],
		};

		memcpy(word, words[i], strlen(words[i]));
		keep(writer, writer->call->worksheet_conditional_format_range(page, first, column,
									      last, column, &rule));
	}
}

static void write_rows(struct writer *writer, lxw_worksheet *page, const struct jrt_sheet *sheet,
		       lxw_row_t first)
{
	for (size_t i = 0; i < sheet->cell.count; i++)
		write_cell(writer, page, first + (lxw_row_t)(i / sheet->columns),
			   (lxw_col_t)(i % sheet->columns), &sheet->cell.at[i]);
	for (size_t i = 0; i < sheet->cell.count; i += sheet->columns) {
		size_t lines = lines_of(writer, &sheet->cell.at[i], sheet->columns);

		if (lines > 1)
			keep(writer, writer->call->worksheet_set_row(
					     page, first + (lxw_row_t)(i / sheet->columns),
					     (double)lines * LINE_HEIGHT, NULL));
	}
	if (sheet->left_out > 0) {
		char note[96];
		struct jb_text rest = JB_TEXT(" more rows do not fit on a sheet; the CSV has all");
		size_t at = sizeof note, left = sheet->left_out / sheet->columns;

		note[--at] = '\0';
		at -= rest.size;
		memcpy(note + at, rest.at, rest.size);
		do
			note[--at] = (char)('0' + left % 10);
		while ((left /= 10) > 0);
		keep(writer, writer->call->worksheet_write_string(
				     page, first + (lxw_row_t)jrt_sheet_rows(sheet), 0, note + at,
				     writer->note));
	}
}

static bool has_numbers(const struct jrt_sheet *sheet, size_t column)
{
	for (size_t i = column; i < sheet->cell.count; i += sheet->columns)
		if (sheet->cell.at[i].kind == JRT_CELL_NUMBER)
			return true;
	return false;
}

static void write_sheet(struct writer *writer, const struct jrt_sheet *sheet)
{
	lxw_worksheet *page = writer->call->workbook_add_worksheet(writer->workbook, sheet->name);
	lxw_row_t head = (lxw_row_t)sheet->above.count + (sheet->above.count > 0);
	lxw_row_t last = head + (lxw_row_t)jrt_sheet_rows(sheet);

	assert(sheet->columns <= COLUMNS_MAX);
	if (page == NULL) {
		keep(writer, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	for (size_t i = 0; i < sheet->above.count; i++)
		keep(writer,
		     writer->call->worksheet_write_string(page, (lxw_row_t)i, 0, sheet->above.at[i],
							  i == 0 ? writer->title : writer->above));
	for (size_t i = 0; i < sheet->columns; i++) {
		keep(writer, writer->call->worksheet_write_string(
				     page, head, (lxw_col_t)i, sheet->column[i].head,
				     has_numbers(sheet, i) ? writer->head_right : writer->head));
		writer->width[i] = width_for(sheet, i);
		keep(writer, writer->call->worksheet_set_column(page, (lxw_col_t)i, (lxw_col_t)i,
								(double)writer->width[i], NULL));
		if (sheet->column[i].verdict && last > head)
			colour_verdicts(writer, page, (lxw_col_t)i, head + 1, last);
	}
	write_rows(writer, page, sheet, head + 1);
	writer->call->worksheet_freeze_panes(page, head + 1, 0);
	keep(writer, writer->call->worksheet_autofilter(page, head, 0, last,
							(lxw_col_t)(sheet->columns - 1)));
	writer->call->worksheet_set_landscape(page);
	writer->call->worksheet_set_paper(page, 9); /* A4 */
	writer->call->worksheet_fit_to_pages(page, 1, 0);
	keep(writer, writer->call->worksheet_repeat_rows(page, head, head));
}

/* Writes the workbook to the path; gives the library's first error. */
static lxw_error write_book(const struct jrt_xlsx_calls *call, const struct jrt_book *book,
			    const char *path)
{
	struct writer writer = {.call = call, .workbook = call->workbook_new(path)};
	lxw_doc_properties properties = {.created = CREATED};
	lxw_error closed;

	if (writer.workbook == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	keep(&writer, call->workbook_set_properties(writer.workbook, &properties));
	make_formats(&writer);
	for (size_t i = 0; i < book->sheet.count; i++)
		write_sheet(&writer, &book->sheet.at[i]);
	closed = call->workbook_close(writer.workbook);
	return writer.error != LXW_NO_ERROR ? writer.error : closed;
}

/* The whole of the file behind `fd` to `out`. */
static bool read_back(int fd, struct jb_buf *out)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char block[16384];

	for (off_t at = 0; at < size;) {
		ssize_t got = pread(fd, block, sizeof block, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		jb_buf_add(out, block, (size_t)got);
		at += got;
	}
	return size > 0;
}

static enum jb_status write_through_memory(const struct jrt_book *book, struct jb_buf *out,
					   struct jb_text *why)
{
	struct jb_buf path = jrt_card_new_text(&book->card);
	struct jrt_xlsx_calls xlsx;
	enum jb_status status = jrt_xlsx_calls_open(&xlsx, out->arena, why);
	lxw_error error;
	int fd;

	if (status != JB_OK)
		return status;
	fd = memfd_create("workbook", MFD_CLOEXEC);
	jb_buf_printf(&path, "/proc/self/fd/%d", fd);
	if (fd < 0) {
		*why = jb_text_printf(out->arena, "the workbook cannot be written: %s",
				      strerror(errno));
		return JB_CANNOT_WRITE;
	}
	error = write_book(&xlsx, book, path.data);
	if (error != LXW_NO_ERROR) {
		*why = jb_text_printf(out->arena, "the workbook cannot be written: %s",
				      xlsx.lxw_strerror(error));
		status = JB_CANNOT_WRITE;
	} else if (!read_back(fd, out)) {
		*why = JB_TEXT("the workbook cannot be read back from memory");
		status = JB_CANNOT_WRITE;
	}
	close(fd);
	return status;
}

enum jb_status jrt_report_xlsx(const struct jrt_plan *plan, const struct jrt_measured *measured,
			       const struct jrt_judged *judged, struct jb_buf *out,
			       struct jb_text *why)
{
	struct jrt_card card = {
		.plan = plan, .measured = measured, .judged = judged, .arena = out->arena};
	struct jrt_book book;

	jrt_book_init(&book, &card);
	jrt_sheet_scorecard(&book);
	jrt_sheet_verdicts(&book);
	jrt_sheet_measurements(&book);
	jrt_sheet_accounts(&book);
	jrt_sheet_lines(&book);
	jrt_sheet_data(&book);
	jrt_sheet_definitions(&book);
	return write_through_memory(&book, out, why);
}
