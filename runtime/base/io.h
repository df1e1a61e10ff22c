/*
 * Files. Reading is by `read` (never mapped, so a file that another process cuts short cannot kill
 * us), writing is all or nothing. A message for people (`why`) says what went wrong with which
 * path.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

/* An open file read in blocks; "-" is standard input. */
struct jb_input {
	int fd;
	bool owned;
	int fault; /* errno of the read that failed */
	struct jb_text path;
};

/* Refuses directories and everything else that is neither a regular file nor a pipe. To open a
 * named pipe waits for its writer. */
enum jb_status jb_input_open(struct jb_input *input, struct jb_arena *arena, struct jb_text path,
			     struct jb_text *why);
/* Up to `size` bytes into `into`; *got 0 is the end. Interrupted calls go on. */
enum jb_status jb_input_read(struct jb_input *input, void *into, size_t size, size_t *got);
/* After JB_CANNOT_READ: the sentence for people. */
struct jb_text jb_input_why(const struct jb_input *input, struct jb_arena *arena);
void jb_input_close(struct jb_input *input);
/* Whether the path is a regular file, which can be read a second time; "-" and pipes cannot. */
bool jb_io_is_file(struct jb_arena *arena, struct jb_text path);
/* Its bytes; false for what is no regular file, or is not there. */
bool jb_io_size(struct jb_arena *arena, struct jb_text path, uint64_t *size);

/* The whole of a file, at most `limit` bytes (JB_TOO_LARGE otherwise), with a NUL behind. */
enum jb_status jb_io_read_all(struct jb_arena *arena, struct jb_text path, size_t limit,
			      struct jb_text *out, struct jb_text *why);
/* Writes all or nothing: a temporary file beside `path`, fsync, rename. "-" writes to standard
 * output. A path that exists and is no regular file (/dev/full, a pipe) is written straight. */
enum jb_status jb_io_write_all(struct jb_arena *arena, struct jb_text path, struct jb_text content,
			       struct jb_text *why);
/* The same, but the disk has it only when the system gets round to that: for what can be made
 * again. No process ever sees less than the whole; after a power cut the old file may stand, or on
 * some file systems an empty one. */
enum jb_status jb_io_write_soon(struct jb_arena *arena, struct jb_text path, struct jb_text content,
				struct jb_text *why);

/* The same piece by piece, for what is too large to be held: an open file that takes its name at
 * the end. Where the system can, it has no name before, so that nothing is left behind by a process
 * that is killed. What is no regular file is opened when the first piece comes. */
struct jb_output {
	int fd;	       /* -1: not open yet */
	int fault;     /* of the first step that failed; everything after it does nothing */
	bool straight; /* no other name, no renaming */
	bool nameless;
	struct jb_text path;
	const char *target; /* the file that is replaced, links followed */
	char *name;	    /* of the temporary file; empty while it has none */
	bool soon;	    /* as jb_io_write_soon */
};

/* JB_CANNOT_WRITE with a sentence; else jb_output_finish or jb_output_drop is due. */
enum jb_status jb_output_open(struct jb_output *output, struct jb_arena *arena, struct jb_text path,
			      struct jb_text *why);
/* Appends; false once anything has failed. */
bool jb_output_write(struct jb_output *output, struct jb_text bytes);
/* The new content takes the name: JB_OK, or JB_CANNOT_WRITE with a sentence, and the old file
 * stands. */
enum jb_status jb_output_finish(struct jb_output *output, struct jb_arena *arena,
				struct jb_text *why);
/* The old file stands. */
void jb_output_drop(struct jb_output *output);

/* The part of a path before its last '/' ("/" for the root, "" where there is none); the part after
 * it; and both put together, where a name that begins with '/' stands alone. */
struct jb_text jb_path_folder(struct jb_text path);
struct jb_text jb_path_name(struct jb_text path);
struct jb_text jb_path_join(struct jb_arena *arena, struct jb_text folder, struct jb_text name);

#endif
