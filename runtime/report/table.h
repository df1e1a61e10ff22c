/*
 * Tables for a terminal: columns aligned by display width, text wrapped, nothing cut off. A
 * column without content is left out. Where the width does not do, columns with a `least` get
 * narrower, then columns marked `drop` go, the lowest first. The last column, the note, takes
 * what room is left, and stands below its row where it would need too many lines there.
 *
 * Text of a cell must be clean (jrt_plain_add): a table measures and colours, it does not escape.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "base/buf.h"

#define JRT_TABLE_COLUMNS 12

enum jrt_style {
	JRT_STYLE_PLAIN,
	JRT_STYLE_BOLD,
	JRT_STYLE_DIM,
	JRT_STYLE_MET,
	JRT_STYLE_MISSED,
	JRT_STYLE_EXCUSED,
	JRT_STYLE_NOT_MEASURED
};

struct jrt_table_column {
	const char *head; /* "" for none */
	bool right;
	unsigned least; /* may be wrapped to so many columns; 0: never */
	unsigned drop;	/* 0: never left out; else in this order */
};

struct jrt_table_cell {
	struct jb_text text;
	enum jrt_style style;
};

struct jrt_table {
	struct jb_arena *arena;
	const struct jrt_table_column *column;
	size_t columns;		     /* the last one is the note */
	struct jrt_table_cell *cell; /* row after row */
	size_t rows, room;
};

/* Where and how to write. */
struct jrt_page {
	struct jb_buf *out;
	size_t width;
	bool colour;
};

/* `column` must live as long as the table. */
void jrt_table_init(struct jrt_table *table, struct jb_arena *arena,
		    const struct jrt_table_column *column, size_t columns);
/* A new row of empty cells; the address dies with the next row. */
struct jrt_table_cell *jrt_table_row(struct jrt_table *table);
void jrt_table_write(const struct jrt_table *table, const struct jrt_page *page, size_t indent);

/* One piece of text in a style, and a paragraph whose further lines hang under `indent`. */
void jrt_page_add(const struct jrt_page *page, struct jb_text text, enum jrt_style style);
void jrt_page_paragraph(const struct jrt_page *page, struct jb_text text, size_t indent,
			enum jrt_style style);
/* Text from data made harmless for a terminal and for the log of a build server: control, bidi and
 * other invisible characters and what begins a command (base/log_line.h) as \u{1b}, bytes that are
 * no UTF-8 as \xff, a line break as a blank. */
void jrt_plain_add(struct jb_buf *buf, struct jb_text text);

#endif
