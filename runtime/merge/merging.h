/*
 * Between the files that add shards up.
 */
#ifndef MERGE_MERGING_H
#define MERGE_MERGING_H

#include "measure/cover.h"
#include "merge/merge.h"

/* A shard and the file it came in. */
struct jrt_merged_shard {
	const struct jrt_shard *shard;
	size_t given;
};

/* A source over all shards. */
struct jrt_merged_source {
	/* Of each shard that had data of it, ascending by the shard's name. */
	const struct jrt_holding **holding;
	const struct jb_text **id;
	size_t count;
	const struct jb_text *split; /* what all of them are cut by */
	size_t split_count;
	bool one_time;		/* all cover the same, and by declaration */
	struct jrt_cover cover; /* together */
};

struct jrt_merging {
	struct jb_arena *arena;
	const struct jrt_plan *plan;
	const struct jrt_merge_given *given;
	size_t given_count;
	struct jb_text program;		/* what every shard must have counted by */
	struct jrt_merged_shard *shard; /* ascending by name */
	size_t shard_count;
	struct jrt_merged_source *source; /* by source of the plan */
	const struct jrt_zone **zone;	  /* of the plan */
	struct jrt_periods *periods;	  /* of the plan, each without rolling */
	struct jrt_notes notes;
	struct jrt_measured *out;
	struct jrt_merge_refusals *refusals;
	struct jb_text *why;
};

/* A refusal without a place: JB_REFUSED. */
enum jb_status jrt_merging_wrong(struct jrt_merging *merging, enum jrt_merge_reason reason,
				 const char *instead, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* shards.c: all shards of all files, each once, of this program; and what each source is over
 * them. */
enum jb_status jrt_merging_shards(struct jrt_merging *merging);

/* covers.c: what each source covers. Refuses covers of which nobody can say what they are
 * together. */
void jrt_merging_covers(struct jrt_merging *merging);

/* adds_up.c: refuses what depends on rows of other shards. */
void jrt_merging_check(struct jrt_merging *merging);
void jrt_merging_refuse(struct jrt_merging *merging, const struct jrt_merge_refusal *refusal);
/* What tells which rows belong together: registers of a program of the source. */
struct jrt_together {
	uint32_t source;
	const struct jrt_program *program;
	const uint32_t *key;
	size_t count;
};

/* Whether rows with the same values of all keys are in one shard; and what to do where they may not
 * be. */
bool jrt_merging_is_together(const struct jrt_merging *merging, const struct jrt_together *keys);
struct jb_text jrt_merging_cut_by(struct jrt_merging *merging, const struct jrt_together *keys);

/* ahead.c: the same of look-ahead. */
void jrt_merging_check_ahead(struct jrt_merging *merging, uint32_t source);

/* Whether all shards of a source are cut by a column. */
bool jrt_merging_is_cut_by(const struct jrt_merged_source *source, struct jb_text column);

/* cells.c: the cells of one source, into `cells` by meter; and what is said of its periods. */
struct jrt_merged_cells {
	struct jrt_cell *cell;
	size_t count;
};
enum jb_status jrt_merging_cells(struct jrt_merging *merging, uint32_t source,
				 struct jrt_merged_cells *cells);

/* parts.c: adds one cell's parts, steps not included, to another's. */
enum jb_status jrt_merging_parts(struct jrt_merging *merging, const struct jrt_metric *metric,
				 struct jrt_cell *into, const struct jrt_cell *from);

#endif
