/*
 * Reading: the files of one source as batches of typed columns. The reader knows bytes, packings,
 * encodings, CSV, rows of JSON and column formats; it knows no condition and no metric. It never
 * drops a row: a row whose fields cannot be read comes along marked bad, with the reason, and
 * whoever measures decides its fate (an `ignore` may want it first).
 *
 * A file is a header line and rows; a line without a byte is no row and no header. A row whose
 * number of fields is not the header's is bad. csv.h says what rows and quotes are, ndjson.h what
 * rows of JSON are, column.h what each type accepts, and these are the codes of bad rows:
 *
 *   R0201 too few fields       R0204 text after a quote    R0207 bytes of another encoding
 *   R0202 too many fields      R0205 past a limit          R0210 to R0217: see column.h
 *   R0203 a quote not closed   R0206 a NUL byte            R0220 no JSON object
 *                                                          R0221 a member twice
 *
 * and of files:
 *
 *   R0101 cannot be opened     R0105 empty                 R0109 a header that cannot be read
 *   R0102 cannot be read on    R0106 a header is missing   R0110 another separator
 *   R0103 another encoding     R0107 a header is doubled   R0111 of two schemas alike
 *   R0104 no text at all       R0108 no rows (info)        R0112 cannot be unpacked on
 *
 * Memory: one batch of at most 1 MiB of rows, a row of at most 1 MiB, a block, the texts of key
 * columns. Nothing else grows with the file.
 */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/io.h"
#include "journey/runtime.h"
#include "read/pace.h"

#define JRT_BATCH_ROWS 1024

struct jrt_reader;

/* Rows in file order. Batches are the same whatever the blocks on the plain way; on the fast way
 * only the rows are. Arrays live until the next call. A column that is not needed has NULL arrays.
 * A bad row has those of its fields that could be read. */
struct jrt_batch {
	uint64_t number; /* batches of all readers of the files, ascending in the order of rows */
	uint32_t rows;
	uint32_t file;	       /* index among the source's files; a batch never spans two */
	const uint64_t *line;  /* of each row's first byte, 1-based, in its file */
	int64_t *const *value; /* value[column][row] */
	uint8_t *const *known; /* known[column][row]: 0 where missing */
	/* NULL, or why the row cannot be read (its first fault); its `file` is the batch's. */
	const struct jrt_reject *const *bad;
	const struct jb_text *raw; /* the row's bytes as they stood, cut at JRT_REJECT_BYTES */
	/* Per row: JRT_TIME_DOUBLED | JRT_TIME_GAP of its local times (S3). */
	const uint8_t *time_notes;
	/* text[column][row], in NFC, of columns that are wanted as text; NULL otherwise. */
	struct jb_text *const *text;
};
#define JRT_TIME_DOUBLED 1
#define JRT_TIME_GAP 2

/* Opens the source's files, in order, as they come up. Constant text k of the plan is symbol
 * k + 1 throughout; other key texts have other numbers (symbols.h). What is wrong with a whole
 * file (it cannot be opened, is in another encoding, is empty, lacks a header) is a finding, and
 * reading goes on with the next; JB_OK with no rows is possible. Anything else than JB_OK is the
 * plan's fault: a format or a zone that is none.
 *
 * `pace` counts what is read and may cancel; NULL: nobody asks.
 *
 * Memory comes from the arena and from one more with the same allocator, within the same limit. A
 * failure jumps to the arena's trap, also from jrt_reader_next; whoever armed it closes the
 * reader. */
enum jb_status jrt_reader_open(struct jb_arena *arena, const struct jrt_plan *plan, uint32_t source,
			       const struct jrt_input *input, struct jrt_pace *pace,
			       struct jrt_reader **out, struct jb_text *why);
/* Another reader of the same files, for another thread: every row comes to one of the readers, in
 * batches that each of them gets in the order of the files; `number` of a batch tells the order
 * over all. False where the rows can only be read by one: then there is no other reader. Memory
 * comes from `arena`. The readers that joined are closed before the first. Texts told apart (key
 * columns) have other symbols in each reader, unless they are short (short_text.h). */
bool jrt_reader_join(struct jrt_reader *first, struct jb_arena *arena, struct jrt_reader **out);
/* Ends the reading of all readers that share the files: the others get this status, and none waits
 * for rows of this one. */
void jrt_reader_fail(struct jrt_reader *reader, enum jb_status status);
/* Whether jrt_reader_join can succeed. */
bool jrt_reader_can_share(const struct jrt_reader *reader);
/* Before the first batch: gives the texts of a column of type text themselves, and keeps none: the
 * values of the column tell constants of the plan from other texts, and no more. */
void jrt_reader_want_text(struct jrt_reader *reader, uint32_t column);
/* The next batch; rows 0 is the end of all files. JB_CANCELLED when the pace says so. */
enum jb_status jrt_reader_next(struct jrt_reader *reader, struct jrt_batch *batch,
			       struct jb_text *why);
/* `stop at a row where …` came true: the rest of the current file is not rows. */
void jrt_reader_skip_file(struct jrt_reader *reader);
/* NULL will do. Findings and symbols stay in the arena. */
void jrt_reader_close(struct jrt_reader *reader);

/* Findings so far (a growing array in the arena) and the names of the files read. */
const struct jrt_finding *jrt_reader_findings(const struct jrt_reader *reader, size_t *count);
/* Text of a symbol that a key or constant column holds; empty for 0. */
struct jb_text jrt_reader_symbol(const struct jrt_reader *reader, int64_t symbol);
struct jb_text jrt_reader_file(const struct jrt_reader *reader, uint32_t file);
/* Whether rows of the file may be missing: it could not be read so far, or not to its end. Each
 * such file has a finding (severity error). */
bool jrt_reader_is_unread(const struct jrt_reader *reader, uint32_t file);

/* What a file held, byte by byte. */
struct jrt_read_bytes {
	bool hashed;
	uint64_t size;
	struct jb_digest digest;
};
/* Of a file that has been left, where the input asked for it; NULL otherwise. Not `hashed` where it
 * could not be opened, or not be read to its end. */
const struct jrt_read_bytes *jrt_reader_bytes(const struct jrt_reader *reader, uint32_t file);

#endif
