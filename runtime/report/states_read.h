/*
 * Between the files that read states back. Whatever passes here is safe to judge: the file may
 * come from anybody.
 */
#ifndef REPORT_STATES_READ_H
#define REPORT_STATES_READ_H

#include "journey/runtime.h"
#include "report/json_read.h"
#include "time/period.h"

#define JRT_STATES_BYTES_MAX ((size_t)512 * 1024 * 1024)

/* States of an earlier run, of which only those are wanted that are still of the plan: metrics,
 * meters and sources that the plan does not have are passed over, those that count otherwise are
 * passed over and named. */
struct jrt_states_history {
	const struct jb_digest *wanted; /* what each of the plan's meters counts */
	const struct jb_digest *found;	/* what each of the report's meters counted */
	size_t found_count;
	/* Of each metric of the plan: how it was defined, where it counted otherwise; else at is
	 * NULL. */
	struct jb_text *was;
	/* Of each metric: the first period whose relief was another then, and that is therefore
	 * passed over; else empty. */
	struct jb_text *relieved;
};

/* A meter of an earlier run: the plan's meters that count the same but for relief, and the relief
 * that it had. Relief that does not touch a period does not matter to it. */
struct jrt_past_meter {
	uint32_t *meter;
	size_t count;
	struct jrt_range *relief;
	size_t relief_count;
};

/* A report that is being read back into states of a plan. */
struct jrt_reading {
	struct jrt_document document;
	const struct jrt_plan *plan;
	struct jb_arena *arena;
	struct jrt_periods *periods;
	uint32_t *meter; /* of the file's meters: the plan's */
	size_t meter_count;
	struct jrt_states_history *history; /* NULL: a report that is to be judged as it stands */
	bool stranger;			    /* its fault is to be of another plan */
	struct jrt_past_meter *past;	    /* of the file's meters, of a history */
};

/* As jrt_states_read, of an earlier run: gives the sources' tallies and the states alone. */
enum jb_status jrt_states_read_history(const struct jrt_plan *plan, struct jb_text json,
				       struct jrt_states_history *history, struct jb_arena *arena,
				       struct jrt_measured *out, struct jb_text *why);

static inline struct jrt_place_in jrt_reading_place(const char *name, size_t index,
						    const struct jrt_node *array)
{
	return (struct jrt_place_in){NULL, name, index, jrt_node_item(array, index)};
}

static inline struct jrt_place_in jrt_reading_root(const struct jrt_reading *reading)
{
	return (struct jrt_place_in){NULL, NULL, 0, jrt_document_root(&reading->document)};
}

static inline bool jrt_reading_sound(const struct jrt_reading *reading)
{
	return jrt_document_sound(&reading->document);
}

static inline void jrt_reading_fault(struct jrt_reading *reading, const struct jrt_place_in *in,
				     struct jb_text message)
{
	jrt_document_fault(&reading->document, in, NULL, message);
}

/* The same fault, where what is wrong is that the report is of another plan. */
static inline void jrt_reading_stranger(struct jrt_reading *reading, const struct jrt_place_in *in,
					struct jb_text message)
{
	reading->stranger |= jrt_reading_sound(reading);
	jrt_reading_fault(reading, in, message);
}

/* states_match.c: whether the report is of this format and this journey, and which of the plan's
 * meters its meters are. Faults are kept in the document. */
void jrt_states_match(struct jrt_reading *reading);

/* states_read.c: the source that an item names; a fault where the plan has none. */
uint32_t jrt_reading_source(struct jrt_reading *reading, const struct jrt_place_in *in);

/* shards_read.c: after the sources. */
void jrt_states_read_shards(struct jrt_reading *reading, struct jrt_measured *out);
/* The shard that a file or a finding is of; empty where it says none. */
struct jb_text jrt_states_read_owner(struct jrt_reading *reading, const struct jrt_place_in *in,
				     const struct jrt_measured *out);

/* states_part.c: one part's state, with everything checked that the judge takes for granted. */
void jrt_states_read_part(struct jrt_document *document, const struct jrt_place_in *in,
			  enum jrt_part_kind kind, struct jrt_part_state *state);
/* Whether no value of it, or of its groups, has more digits than those of an approximate one. */
bool jrt_states_approximate(const struct jrt_part_state *state);
/* states_groups.c: the same of a metric over groups: a state a group. */
void jrt_states_read_groups(struct jrt_document *document, const struct jrt_place_in *in,
			    enum jrt_part_kind kind, struct jrt_part_state *state);
/* Whether two parts of a cell have the same groups. */
bool jrt_states_same_groups(const struct jrt_part_state *a, const struct jrt_part_state *b);

#endif
