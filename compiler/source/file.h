/*
 * A source file in memory: its path as the user gave it, its bytes as they came, and where its
 * lines begin. Offsets count bytes of `text`. A byte order mark stays in `text` and is skipped
 * by `start`.
 */
#ifndef SOURCE_FILE_H
#define SOURCE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "journey/diag.h"

/* Larger files are refused: no journey is, and the scanner counts in int. */
#define JY_FILE_BYTES_MAX (16u * 1024 * 1024)
/* A tab moves to the next multiple of this many columns. */
#define JY_TAB_WIDTH 8

struct jy_file {
	uint32_t number; /* in jy_diags.files, from 1: the `file` of its spans */
	struct jb_text path;
	struct jb_text text;
	uint32_t start; /* behind a byte order mark */
	uint32_t *line; /* offset of the first byte of each line */
	uint32_t line_count;
};

/* The file is given a number in `diags`, so it must live as long as they do. Takes over a text
 * already in memory (not copied). Checks its size, its encoding, NUL bytes; what is wrong is
 * reported and the answer false: then there is nothing to scan, but places can be shown. */
bool jy_file_init(struct jy_file *file, struct jb_arena *arena, struct jb_text path,
		  struct jb_text text, struct jy_diags *diags);
/* Reads the file at `path` ("-" is standard input) and takes it over. */
bool jy_file_read(struct jy_file *file, struct jb_arena *arena, struct jb_text path,
		  struct jy_diags *diags);

/* 1-based line of an offset; the end of the text belongs to the last line. */
uint32_t jy_file_line(const struct jy_file *file, uint32_t offset);
/* 1-based column in characters: combining marks count nothing. */
uint32_t jy_file_column(const struct jy_file *file, uint32_t offset);
/* Columns of a character as sinks show it; what is invisible is shown as U+FFFD. */
uint32_t jy_shown_width(uint32_t codepoint);
/* 0-based column as sinks show it: tabs widened, wide characters two. */
uint32_t jy_file_screen_column(const struct jy_file *file, uint32_t offset);
/* 0-based column in UTF-16 units, as editors count. */
uint32_t jy_file_utf16_column(const struct jy_file *file, uint32_t offset);
/* The text of a 1-based line without its line end. */
struct jb_text jy_file_line_text(const struct jy_file *file, uint32_t line);
/* The bytes of a span. */
struct jb_text jy_file_slice(const struct jy_file *file, struct jy_span span);

#endif
