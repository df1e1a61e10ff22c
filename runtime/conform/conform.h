/*
 * Planned against actual: what the cases of a log, each explained by the flow (explain.h), add up
 * to. Counts are of cases that have ended, unless said otherwise: of an open one nobody knows what
 * is missing yet, so it is out of every figure, as rows are that are not due (rule S6); open cases
 * are counted apart.
 *
 * Times are exact: all of them are kept until the end, sixteen bytes each, and a percentile is the
 * smallest observed value with at least so many at or below it (rule S30).
 */
#ifndef CONFORM_CONFORM_H
#define CONFORM_CONFORM_H

#include "base/arena.h"
#include "conform/explain.h"

/* Of a set of times, in microseconds. */
struct jrt_times {
	uint64_t count;
	int64_t median, p90;
};

/* A touchpoint in real paths. All are counts of cases but `visits`, `repeats`. */
struct jrt_conform_step {
	uint64_t reached, visits;
	uint64_t missing, out_of_order, repeated, failed;
	uint64_t came_again;  /* more than once, whether it may or not */
	uint64_t repeats;     /* visits after the first of their case */
	uint64_t most;	      /* visits in one case */
	uint64_t first, last; /* paths that begin, end with it */
};

/* An ad hoc step. */
struct jrt_conform_stranger {
	struct jb_text name;
	uint64_t reached, visits, came_again, first, last;
};

/* From one event to the next. Places count the steps of the flow, then the strangers. */
struct jrt_conform_way {
	uint32_t from, to;
	uint32_t declared; /* number of the flow's way; UINT32_MAX: none */
	uint64_t planned;  /* times where both events stand as planned, with nothing missing */
	struct jrt_times times;
};

/* From one party, or channel, to another. */
struct jrt_handoff {
	struct jb_text from, to;
	struct jrt_times times;
};

/* A real path and the cases that took it. */
struct jrt_conform_path {
	const struct jrt_explained *explained;
	uint64_t cases;
};

struct jrt_conformance {
	const struct jrt_flow *flow;
	uint64_t cases, ended, open;
	uint64_t open_deviating;	     /* open ones that have left the flow already */
	uint64_t too_long, too_tangled;	     /* ended ones past a limit: in no other figure */
	uint64_t explained;		     /* ended ones that are in the figures */
	uint64_t conforming;		     /* without any deviation */
	uint64_t deviating[JRT_DEVIATIONS];  /* by the bit of enum jrt_deviation */
	uint64_t events;		     /* of explained cases */
	uint64_t differences;		     /* between their paths and the nearest planned ones */
	const struct jrt_conform_step *step; /* as the flow's */
	const struct jrt_conform_stranger *stranger;
	size_t stranger_count;
	const struct jrt_conform_way *way; /* by place of `from`, then of `to` */
	size_t way_count;
	const struct jrt_handoff *party, *channel; /* the most frequent first, then by name */
	size_t party_count, channel_count;
	/* The most frequent first, then in order of appearance; those past the limits of explain.h
	 * are in `other_paths` together. */
	const struct jrt_conform_path *path;
	size_t path_count;
	uint64_t other_paths;	  /* cases */
	struct jb_text long_file; /* of the first case that is too long */
	uint64_t long_line;
};

struct jrt_conform;

/* The flow must live as long as the result. */
struct jrt_conform *jrt_conform_begin(struct jb_arena *arena, const struct jrt_flow *flow);
/* A jrt_case_sink; `user` is the struct jrt_conform. Cases of other sources are passed over. */
void jrt_conform_take(void *user, const struct jrt_seen_case *one);
/* What was taken; nothing can be taken afterwards. Lives in the arena. */
const struct jrt_conformance *jrt_conform_finish(struct jrt_conform *conform);
/* Gives back what is not the arena's; call it whatever happened. */
void jrt_conform_release(struct jrt_conform *conform);

/* ranks.c: numbers of ways that the flow does not declare, and of events reached that none of its
 * steps shows; the most frequent first. */
const uint32_t *jrt_conform_undeclared(struct jb_arena *arena,
				       const struct jrt_conformance *conformance, size_t *count);
const uint32_t *jrt_conform_strangers(struct jb_arena *arena,
				      const struct jrt_conformance *conformance, size_t *count);

/* "missing", "ad_hoc", … of the bit's number, for reports and for the language. */
const char *jrt_deviation_word(size_t number);

#endif
