/*
 * Between the files that read states back. Whatever passes here is safe to judge: the file may come from
 * anybody.
 */
#ifndef REPORT_STATES_READ_H
#define REPORT_STATES_READ_H

#include "journey/runtime.h"
#include "report/json_read.h"

#define JRT_STATES_BYTES_MAX ((size_t)512 * 1024 * 1024)
#define JRT_STATES_ROWS_MAX ((uint64_t)1 << 48)
/* 2^63 millionths over 2^47 rows. */
#define JRT_STATES_SUM_MAX ((jb_i128)1 << 110)

void jrt_states_read_part(struct jrt_document *document, const struct jrt_place_in *in,
			  enum jrt_part_kind kind, struct jrt_part_state *state);

#endif
