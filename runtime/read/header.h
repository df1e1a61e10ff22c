/*
 * The header line: which field of a row is which column of the source. Names must be equal after
 * NFC, to the byte; a name that is only nearly there is reported with what differs. Further columns
 * of the file are nobody's business.
 */
#ifndef READ_HEADER_H
#define READ_HEADER_H

#include "journey/plan.h"
#include "read/wording.h"

struct jrt_header {
	struct jb_text file;
	uint64_t line;
	const struct jb_text *name; /* decoded and checked */
	size_t count;
};

/* Columns of one source that one header lacks: all needed or none, all by name or all by
 * position. */
struct jrt_missing {
	const struct jrt_source *source;
	const struct jrt_header *header;
	struct jrt_findings *findings;
	const struct jrt_column **column;
	size_t count;
};

/* header_missing.c: one finding for them all. */
void jrt_header_report_missing(const struct jrt_missing *missing);

/* header_read.c: the header line of a file by itself, read as the source says; its names are in the
 * arena. False, with why, where there is none to be read. */
bool jrt_header_read(struct jb_arena *arena, const struct jrt_source *source, struct jb_text path,
		     struct jrt_header *header, struct jb_text *why);
/* header_ndjson.c: the same where rows are JSON. The names are those of the source's columns that
 * some row has, and of other members that are remembered; the line is 0. */
bool jrt_header_read_members(struct jb_arena *arena, const struct jrt_source *source,
			     struct jb_text path, struct jrt_header *header, struct jb_text *why);

/* position[column] = index of its field, JRT_NONE where a column that nobody needs is not there.
 * False, with findings, when the file cannot be used. */
bool jrt_header_map(const struct jrt_source *source, const struct jrt_header *header,
		    uint32_t *position, struct jrt_findings *findings);

#endif
