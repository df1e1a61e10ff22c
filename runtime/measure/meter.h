/*
 * Meters at work: for each meter and slot, the states of the metric's parts. Rows come in
 * batches with the registers of `main` computed; a row is taken when the scope's mask says so
 * and no relief takes it out (S19), and then counted by each part.
 */
#ifndef MEASURE_METER_H
#define MEASURE_METER_H

#include "journey/state.h"
#include "measure/histogram.h"
#include "measure/program.h"
#include "measure/slots.h"

/* A part of one period as it is summed up. */
struct jrt_account {
	struct jrt_part_state state;
	struct jrt_histogram histogram;
};

struct jrt_meter_run {
	uint32_t number; /* of the plan's meters */
	const struct jrt_meter *meter;
	const struct jrt_metric *metric;
	struct jrt_slots *slots;
	struct jrt_account *account; /* account[slot * part_count + part] */
	size_t account_slots;
};

/* What meters see of a batch. */
struct jrt_metered {
	const struct jrt_machine *main;
	struct jrt_times times;
	const uint8_t *const
		*due; /* by window: whether the row's look-ahead is over; NULL without windows */
	const uint8_t *take; /* rows that slots took */
	uint32_t rows;
};

void jrt_meter_init(struct jrt_meter_run *run, const struct jrt_plan *plan, uint32_t number,
		    struct jrt_slots *slots);
/* After jrt_slots_assign for the same rows. */
void jrt_meter_add(struct jrt_meter_run *run, const struct jrt_metered *rows,
		   struct jb_arena *arena);
/* Room for all slots that exist. */
void jrt_meter_reach(struct jrt_meter_run *run, struct jb_arena *arena);

/* The part states of a slot, finished and copied into `into`: histograms ascending, symbols as
 * texts. */
typedef struct jb_text jrt_symbol_text(void *user, int64_t symbol);
struct jrt_part_state *jrt_meter_states(struct jrt_meter_run *run, uint32_t slot,
					struct jb_arena *arena, struct jb_arena *into,
					jrt_symbol_text *text, void *user);

#endif
