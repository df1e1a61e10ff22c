/*
 * What was found out about a journey, to be laid over its picture: the verdict on each criterion
 * and the delivered emotion of each touchpoint. Made by hand from results, or read from the JSON
 * that `journey eval --format json` writes.
 */
#ifndef DIAGRAM_OVERLAY_H
#define DIAGRAM_OVERLAY_H

#include "base/map.h"
#include "base/status.h"
#include "journey/model.h"
#include "journey/result.h"

/* A verdict on one criterion in one period. */
struct jy_overlay_verdict {
	struct jb_text criterion; /* its name (struct jy_criterion), or with "/SITE" behind */
	struct jb_text period;	  /* "2026-03" */
	enum jrt_verdict_kind verdict;
	bool provisional;
	bool approximate, uncertain; /* struct jrt_verdict */
	struct jb_text
		/* a decimal number in the metric's plain unit (0.831, 71), or words; empty: none */
		value;
	struct jb_text threshold; /* likewise; empty: as declared */
	uint64_t counted;	  /* rows it rests on; 0: not told */
};

/* The delivered emotion at a touchpoint, on the journey's own scale. */
struct jy_overlay_delivered {
	struct jb_text touchpoint; /* "fault_repair.call" */
	jb_fix value;
};

struct jy_overlay {
	struct jy_overlay_verdict *verdict;
	size_t verdict_count;
	struct jy_overlay_delivered *delivered;
	size_t delivered_count;
	struct jb_text delivered_caption; /* "CSAT, March 2026"; may be empty */
};

/* Reads the JSON. Touchpoints that are `felt by` a metric get their delivered value from its latest
 * measurement: a share (0 to 1), points (-100 to 100) or a rating (on the bounds of its column) is
 * carried over to the journey's scale in proportion. *why is a sentence when the status is not
 * JB_OK. */
enum jb_status jy_overlay_read(struct jb_arena *arena, struct jb_text json,
			       const struct jy_model *model, struct jy_overlay *out,
			       struct jb_text *why);

/* For looking things up. The overlay must outlive it and stay as it is. */
struct jy_overlay_index {
	const struct jy_overlay *overlay; /* may be NULL: nothing is found */
	struct jb_map verdict, delivered;
	struct jb_map chain; /* of a name: 1 + its last node of `before` */
	size_t *before;	     /* two a verdict, for the names it goes by; 0: no other */
};
void jy_overlay_index_init(struct jy_overlay_index *index, struct jb_arena *arena,
			   const struct jy_overlay *overlay);
/* The verdict on the criterion, or NULL. Of several (one a site, one a period) the latest stands,
 * then the worst. */
const struct jy_overlay_verdict *jy_overlay_verdict(const struct jy_overlay_index *index,
						    const struct jy_criterion *criterion);
/* Those on the criterion, one a period, from the earliest to the latest; of several in a period the
 * worst. */
struct jy_overlay_history {
	const struct jy_overlay_verdict **at;
	size_t count;
};
struct jy_overlay_history jy_overlay_history(const struct jy_overlay_index *index,
					     struct jb_arena *arena,
					     const struct jy_criterion *criterion);
/* Whether there is a verdict on any criterion of the journey. */
bool jy_overlay_judges(const struct jy_overlay_index *index, const struct jy_journey *journey);
/* The delivered value at a touchpoint; false when there is none. */
bool jy_overlay_delivered(const struct jy_overlay_index *index, struct jb_text touchpoint,
			  jb_fix *value);

#endif
