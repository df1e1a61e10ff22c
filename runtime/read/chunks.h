/*
 * The bytes of a source's files in chunks that end with a line, for one reader or for several at
 * once, each in a thread of its own. Reading and cutting is done in turn, under a lock; what is in
 * a chunk is looked at by its reader alone.
 *
 * Where a chunk ends is a guess: the last line end in it may stand inside quotes. So chunks are
 * agreed on in their order. A reader looks through its chunk on the assumption that a row begins
 * with its first byte, waits for its turn, and learns then whether the chunk before left bytes over
 * that belong before its own; if so, it looks again. The rows are those of the file read from its
 * beginning, whatever the number of readers and the size of the chunks.
 */
#ifndef READ_CHUNKS_H
#define READ_CHUNKS_H

#include <pthread.h>

#include "read/reader_parts.h"

/* A file as its header describes it. */
struct jrt_chunk_file {
	uint32_t number;	  /* among the source's files */
	uint64_t line;		  /* of the first row */
	uint32_t width;		  /* fields of the header */
	const uint32_t *position; /* field by column */
};

struct jrt_chunk {
	uint64_t number; /* in the order of the bytes */
	const struct jrt_chunk_file *file;
	struct jrt_bytes_window window;
	uint64_t line;			 /* of its first byte; known once it is the chunk's turn */
	bool first;			 /* of its file */
	bool last;			 /* of its file: nothing follows */
	struct jrt_byte_trouble trouble; /* the file could not be read on */
	bool resumed;			 /* `csv` has begun with the first row, see jrt_csv_keep */
	struct jrt_csv csv;
};

/* What a reader found out about its chunk. */
struct jrt_chunk_end {
	size_t taken;	    /* bytes that rows took; the others go before the next chunk */
	size_t kept;	    /* of the others, those that are still needed */
	uint64_t line;	    /* of the first byte that was not taken */
	uint64_t last_line; /* of the row that the end of the file cut off, else as `line` */
	uint64_t rows;
	const struct jrt_csv *csv; /* the splitter in the middle of a row, or NULL */
};

struct jrt_chunks;

/* Over the files of a source; `files` is a reader that nobody else uses any more. Memory comes from
 * its arena. */
struct jrt_chunks *jrt_chunks_open(struct jrt_reader *files, size_t read_block);
void jrt_chunks_close(struct jrt_chunks *chunks);
/* The next chunk into `chunk`, whose memory is used again: the first time all zero. `file` NULL is
 * the end. *mine: it is already its turn. */
enum jb_status jrt_chunks_take(struct jrt_chunks *chunks, struct jrt_chunk *chunk, bool *mine);
/* Waits for the chunk's turn and completes it. *changed: bytes were put before the window, or the
 * splitter is in the middle of a row; what was found in the chunk so far is void. Calling it a
 * second time changes nothing. */
enum jb_status jrt_chunks_wait(struct jrt_chunks *chunks, struct jrt_chunk *chunk, bool *changed);
/* Ends the chunk's turn. */
void jrt_chunks_agree(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
		      const struct jrt_chunk_end *end);
/* Nobody gets another chunk, nobody waits any longer: all get this status. */
void jrt_chunks_fail(struct jrt_chunks *chunks, enum jb_status status);
/* The rest of that file is not rows. Only while there is one reader. */
void jrt_chunks_skip_file(struct jrt_chunks *chunks, uint32_t file);
/* The reader that was given; not while others take chunks. */
struct jrt_reader *jrt_chunks_files(const struct jrt_chunks *chunks);

#endif
