/*
 * The name of a measuring, so that its states can be added to others (`journey merge`).
 */
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include "cli/command.h"

/* clang-format off: rows of a table */
#define JY_OPTIONS_SHARD                                                       \
	{"shard",                                                              \
	 0,                                                                    \
	 "NAME",                                                               \
	 "a name for these rows, such as north-2026-02, to add their states "  \
	 "to those of others with `journey merge`; goes into the JSON report", \
	 NULL,                                                                 \
	 false},                                                               \
	{                                                                      \
		"split-by", 0, "NAME=COLUMN",                                  \
			"no value of this column of a source is in another "   \
			"shard too; may be repeated",                          \
			NULL, true                                             \
	}
/* clang-format on */

/* Reads --shard and --split-by: what is then measured gets the name. JY_EXIT_OK, or the status to
 * end with (reported). */
int jy_shard_begin(struct jy_command *command);
/* A digest of what the plan counts, as hexadecimal digits: shards of one are of another plan's only
 * where it is the same. */
struct jb_text jy_shard_program(struct jb_arena *arena, const struct jrt_plan *plan);

#endif
