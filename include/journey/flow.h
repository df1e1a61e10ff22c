/*
 * The declared flow of a journey as a plan: touchpoints, the ways between them, and by which events
 * of a log each touchpoint is known. Written by the compiler; runtime/conform compares customers'
 * real paths with it (see conform/explain.h for what is compared, and how), and the flow diagram
 * draws it. Plain data, like the rest of a plan.
 */
#ifndef JOURNEY_FLOW_H
#define JOURNEY_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A case with more events is not explained. */
#define JRT_CASE_EVENTS_MAX 10000
/* A flow that is compared has at most so many touchpoints and ways. */
#define JRT_FLOW_STEPS_MAX 500
#define JRT_FLOW_WAYS_MAX 5000

/* A touchpoint. */
struct jrt_flow_step {
	struct jb_text name, title, stage; /* `stage` is its title */
	struct jb_text party;		   /* who delivers it, "customer", or empty */
	struct jb_text channel;		   /* or empty */
	uint32_t stage_number;
	bool seen; /* some event shows it; the others are passed unseen */
	bool may_repeat, may_be_left_out;
	bool moment_of_truth; /* for the picture */
	bool starts, ends;    /* the flow may begin, end with it */
	/* Steps that may be swapped with this one where both stand side by side; told from both
	 * sides. */
	const uint32_t *free_with;
	size_t free_with_count;
	const uint32_t *recovers; /* steps that failed where this one comes after them */
	size_t recovers_count;
};

enum jrt_way_kind {
	JRT_WAY_THEN,	 /* `then X` */
	JRT_WAY_ORDER,	 /* the next touchpoint in the file, where there is no `then` */
	JRT_WAY_RECOVERY /* to a touchpoint that `recovers from`, or back from it */
};

struct jrt_flow_way {
	uint32_t from, to;
	enum jrt_way_kind kind;
	struct jb_text when; /* the condition in words, or empty */
};

/* Ways are unique by their ends, ascending by `from`, then in the order of the file. */
struct jrt_flow {
	struct jb_text name, title; /* of the journey */
	uint32_t cases;		    /* source of the plan whose cases follow it */
	uint32_t first_sight;	    /* of step 0 among the sights of the cases */
	const struct jrt_flow_step *step;
	size_t step_count;
	const struct jrt_flow_way *way;
	size_t way_count;
};

/* How a case can leave its flow; bits of a set. */
enum jrt_deviation {
	JRT_DEVIATES_MISSING = 1,      /* a step that had to come did not */
	JRT_DEVIATES_AD_HOC = 2,       /* an event that is no step of the flow */
	JRT_DEVIATES_OUT_OF_ORDER = 4, /* a step of the flow, in a place where it has none */
	JRT_DEVIATES_REPEATED = 8,     /* a step that came already and may not come again */
	JRT_DEVIATES_FAILED = 16,      /* a step that another one had to make good */
	JRT_DEVIATES_ANY = 31
};
#define JRT_DEVIATIONS 5

/* ---- what the runtime hands out about a log ---- */

/* Events that show the same touchpoints, of all flows that the cases follow. */
struct jrt_sights {
	const uint32_t *sight; /* ascending */
	size_t count;
};

struct jrt_seen_event {
	int64_t time;	 /* instant */
	uint32_t sights; /* which of jrt_seen_case.sights */
	int64_t step;	 /* symbol of its step, see step_text */
};

/* A case: its events in the order of time, those of one instant in the order of the log. */
struct jrt_seen_case {
	uint32_t source; /* the cases, in the plan */
	/* NULL where there are more than JRT_CASE_EVENTS_MAX */
	const struct jrt_seen_event *event;
	size_t count;
	bool ended; /* the mark of its end is there; else more may come */
	struct jb_text file;
	uint64_t line; /* of its first event */
	const struct jrt_sights *sights;
	/* The text of a step's symbol; empty where the reader did not keep it. Lives as long as the
	 * call. */
	struct jb_text (*step_text)(const void *reader, int64_t step);
	const void *reader;
};

/* Called for each case of the log that a flow is compared with. */
typedef void jrt_case_sink(void *user, const struct jrt_seen_case *one);

#ifdef __cplusplus
}
#endif
#endif
