/*
 * Reading: the files of one source as batches of typed columns. The reader knows bytes, encodings, CSV and
 * column formats; it knows no condition and no metric. It never drops a row: a row whose fields cannot be
 * read comes along marked bad, with the reason, and whoever measures decides its fate (an `ignore` may
 * want it first).
 *
 * Memory: two read blocks, one batch, the symbols of key columns. Nothing else grows with the file.
 */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/io.h"
#include "journey/runtime.h"

#define JRT_BATCH_ROWS 4096

struct jrt_reader;

/* Rows in file order. Arrays live until the next call. A column that is not needed has NULL arrays. */
struct jrt_batch {
	uint32_t rows;
	uint32_t file;	      /* index among the files given; a batch never spans two */
	const uint64_t *line; /* of each row's first byte, 1-based, in its file */
	int64_t *const *value;	     /* value[column][row] */
	uint8_t *const *known;	     /* known[column][row]: 0 where missing */
	const struct jrt_reject *const *bad; /* bad[row]: NULL, or why the row cannot be read (its first fault) */
	const struct jb_text *raw;   /* the row's bytes as they stood, cut at JRT_REJECT_BYTES */
	const uint8_t *time_notes;   /* per row: JRT_TIME_DOUBLED | JRT_TIME_GAP of its local times (S3) */
};
#define JRT_TIME_DOUBLED 1
#define JRT_TIME_GAP 2

/* Opens a source's files (in order). `symbols` turn key texts into numbers above the plan's constants:
 * constant text k of the plan is symbol k + 1 throughout. Findings about whole files (cannot open, wrong
 * encoding, missing or doubled header, empty file) go to *finding; JB_OK with no rows is possible. */
enum jb_status jrt_reader_open(struct jb_arena *arena, const struct jrt_plan *plan, uint32_t source,
			       const struct jrt_input *input, struct jrt_reader **out, struct jb_text *why);
/* The next batch; rows 0 is the end of all files. */
enum jb_status jrt_reader_next(struct jrt_reader *reader, struct jrt_batch *batch, struct jb_text *why);
/* `stop at a row where …` came true: the rest of the current file is not rows. */
void jrt_reader_skip_file(struct jrt_reader *reader);
void jrt_reader_close(struct jrt_reader *reader);

/* Findings so far (a growing array in the arena) and the names of the files read. */
const struct jrt_finding *jrt_reader_findings(const struct jrt_reader *reader, size_t *count);
/* Text of a symbol that a key or constant column holds; empty for 0. */
struct jb_text jrt_reader_symbol(const struct jrt_reader *reader, int64_t symbol);
struct jb_text jrt_reader_file(const struct jrt_reader *reader, uint32_t file);

#endif
