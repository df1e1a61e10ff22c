/*
 * Writing CSV by RFC 4180: CR LF, a field in quotes where it needs them, a quote doubled. Knows
 * nothing of reports.
 *
 * A text never becomes a formula: one that a spreadsheet would compute (its first letter is one of
 * = + - @, also in their wide forms) gets an apostrophe before it. Control and bidi characters and
 * what a build server would obey are written as \u{1b}, line breaks as a blank, so that a record is
 * a line. Numbers are never quoted and never get an apostrophe.
 */
#ifndef REPORT_CSV_WRITE_H
#define REPORT_CSV_WRITE_H

#include "base/number.h"

struct jrt_csv {
	struct jb_buf *out;
	bool begun; /* the record has a field */
};

/* The names of the columns, separated by blanks. */
void jrt_csv_head(struct jrt_csv *csv, const char *names);
void jrt_csv_text(struct jrt_csv *csv, struct jb_text text);
/* A text whose being empty says something: then as "", where nothing would be no text. */
void jrt_csv_key(struct jrt_csv *csv, struct jb_text key);
void jrt_csv_word(struct jrt_csv *csv, const char *word);
void jrt_csv_empty(struct jrt_csv *csv);
void jrt_csv_flag(struct jrt_csv *csv, bool value); /* true, false */
void jrt_csv_count(struct jrt_csv *csv, uint64_t value);
void jrt_csv_fix(struct jrt_csv *csv, jb_fix value);
/* All digits of a fraction that ends within 38; 17 significant ones of any other. den 0: empty. */
void jrt_csv_ratio(struct jrt_csv *csv, struct jb_ratio value);
/* Empty where it is not finite. */
void jrt_csv_double(struct jrt_csv *csv, double value);
/* 2026-03-01T00:00:00Z; an open end is empty. */
void jrt_csv_instant(struct jrt_csv *csv, int64_t instant);
void jrt_csv_end(struct jrt_csv *csv);

/* Whether a spreadsheet that reads the text as it stands would compute it. */
bool jrt_csv_is_formula(struct jb_text text);

#endif
