/*
 * One real path explained by a declared flow: which of its events are steps of the plan, which
 * steps are missing, what came besides.
 *
 * A *planned path* is a walk along the ways of the flow from a step that starts it to one that ends
 * it. Of a planned path, steps that are seen by no event are dropped; one that may be left out may
 * be dropped; one that may repeat may stand several times running; and two neighbours that may come
 * in any order may be swapped, again and again.
 *
 * The explanation of a real path is the planned path that is nearest to it: the one with the fewest
 * differences, where a difference is a step of the planned path without an event, or an event
 * without a step. This is an alignment of log and model with unit costs (Adriansyah 2014; van der
 * Aalst, Adriansyah, van Dongen 2012), found by a shortest-path search over (events explained, step
 * reached, steps still owed). A step is *owed* when the walk has passed it and its event comes
 * later, which swaps allow. Of several nearest paths the search takes the first it finds, in an
 * order that depends on the flow and the path alone.
 *
 * Differences are then named (Halvorsrud, Kvale, Folstad 2016, the four ways to leave a plan, with
 * unplanned repetition told apart):
 *
 *	missing       a step without an event
 *	ad hoc        an event that shows no step of this flow
 *	out of order  an event without a step, whose step is missing elsewhere in the path (then it
 *	              is not missing) or does not come on this path at all
 *	repeated      an event without a step, whose step the path has already
 *	failed        no difference: a step before one that `recovers from` it
 *
 * A path that has not ended yet is compared with the beginnings of planned paths: what has not come
 * is not missing.
 *
 * Equal paths are explained once. Memory and work are bounded by the limits below; a path past one
 * is `unknown`.
 */
#ifndef CONFORM_EXPLAIN_H
#define CONFORM_EXPLAIN_H

#include "base/arena.h"
#include "journey/flow.h"

/* Steps that may be owed at once. */
#define JRT_OWED_MAX 8
/* States of the search: of one path, and of all paths together. */
#define JRT_EXPLAIN_STATES_MAX 500000
#define JRT_EXPLAIN_WORK_MAX 200000000
/* Different paths that are remembered, and their events together; others are explained each time
 * anew. */
#define JRT_PATHS_MAX 100000
#define JRT_PATH_EVENTS_MAX 8000000
/* Steps that are not of the flow and are told apart by name; all others are one. */
#define JRT_STRANGERS_MAX 200

/* An event as the explainer sees it: its kind, or a stranger's number with this bit. */
#define JRT_STRANGER (UINT32_C(1) << 31)

enum jrt_event_fate {
	JRT_EVENT_PLANNED,
	JRT_EVENT_AD_HOC,
	JRT_EVENT_OUT_OF_ORDER,
	JRT_EVENT_REPEATED
};

struct jrt_explained_event {
	uint32_t step; /* of the flow; of an ad hoc event the stranger's number */
	enum jrt_event_fate fate;
	bool gap; /* planned, and a step is missing between it and the planned event before */
};

/* Steps that are missing or failed stand as often as they are. */
struct jrt_explained {
	const struct jrt_explained_event *event;
	size_t count;
	const uint32_t *missing;
	size_t missing_count;
	const uint32_t *failed; /* each once, ascending */
	size_t failed_count;
	uint32_t differences;
	unsigned deviations; /* set of enum jrt_deviation */
	bool open;	     /* had not ended */
	bool unknown;	     /* a limit was passed: nothing else holds */
	uint32_t path;	     /* its number among the remembered ones; UINT32_MAX: not remembered */
};

struct jrt_explainer;

/* The flow must live as long. */
struct jrt_explainer *jrt_explainer_make(struct jb_arena *arena, const struct jrt_flow *flow);
/* Gives back the memory of searches; the explainer may not be used again. Call it also after a jump
 * to the arena's trap. */
void jrt_explainer_release(struct jrt_explainer *explainer);

/* The kind of an event that shows these steps, one or more, ascending. */
uint32_t jrt_explainer_kind(struct jrt_explainer *explainer, const uint32_t *step, size_t count);
/* The kind of an event that shows no step of the flow, by its name (copied). */
uint32_t jrt_explainer_stranger(struct jrt_explainer *explainer, struct jb_text name);
/* The kind of an event of a log, whatever it shows. */
uint32_t jrt_explainer_event(struct jrt_explainer *explainer, const struct jrt_seen_case *one,
			     const struct jrt_seen_event *event);

/* Lives as long as the explainer where it is remembered, else until the next call. */
const struct jrt_explained *jrt_explain(struct jrt_explainer *explainer, const uint32_t *kind,
					size_t count, bool open);
/* A case of a log; `unknown` for one that has too many events. */
const struct jrt_explained *jrt_explain_case(struct jrt_explainer *explainer,
					     const struct jrt_seen_case *one);

/* The remembered paths, in the order of their first appearance. */
size_t jrt_explainer_paths(const struct jrt_explainer *explainer);
const struct jrt_explained *jrt_explainer_path(const struct jrt_explainer *explainer, size_t path);
/* Names of strangers, by number; the one at JRT_STRANGERS_MAX stands for all others. */
size_t jrt_explainer_strangers(const struct jrt_explainer *explainer);
struct jb_text jrt_explainer_stranger_name(const struct jrt_explainer *explainer, size_t stranger);

#endif
