/*
 * What the parts of lowering share: the plan under construction, its tables, and one program
 * builder for each program of each source. Read in this order: program.c, sources.c, scopes.c,
 * metrics.c, criteria.c, lower.c.
 */
#ifndef PLAN_LOWERING_H
#define PLAN_LOWERING_H

#include "base/map.h"
#include "base/vec.h"
#include "plan/lower.h"

struct jy_lowering;
struct jy_source_lowering;

/* A straight-line program being written. Equal steps are written once. */
struct jy_program {
	struct jy_lowering *lowering;
	struct jy_source_lowering *source;
	JB_VEC(struct jrt_step) steps;
	JB_VEC(uint64_t) windows; /* of each step: bits of the windows that it looks through */
	JB_VEC(struct jrt_let) lets;
	struct jb_map known;  /* a step's bytes to its register */
	struct jb_map shared; /* an expression's address to its register */
};

struct jy_source_lowering {
	const struct jy_source *model;
	struct jrt_source plan;
	struct jrt_column *column; /* = plan.column, being marked as needed */
	struct jy_program filter, keys, check, main;
	bool asked_whose;			    /* some scope keeps only a partner's rows */
	JB_VEC(const struct jy_partner *) partners; /* that appear in it, or their sites or teams */
	struct jrt_cases *cases;		    /* = plan.cases, being filled */
	JB_VEC(uint32_t) sights;		    /* of the cases */
	JB_VEC(struct jrt_surplus) surplus;
	JB_VEC(struct jrt_window) windows;
	JB_VEC(const struct jy_again *) window_of;
};

/* What stands behind a plan's scope: enough to make its mask over any source. */
struct jy_scope_rows {
	const struct jy_journey *journey;
	const struct jy_stage *stage;
	const struct jy_touchpoint *touchpoint;
	const struct jy_slice *slice;
	const struct jy_partner *partner;
	const struct jy_site *site;
	const struct jy_team *team;
};

/* Figures that are counted in one run: metrics, over a place each, by a period each. */
#define JY_METERS_MAX 100000

/* Reliefs of all guarantees; one that names none counts once for each guarantee. */
#define JY_RELIEFS_MAX 1000000

/* Remedies of all guarantees; `any guarantee` counts once for each. */
#define JY_TRIGGERS_MAX 1000000

struct jy_lowering {
	struct jb_arena *arena;
	const struct jy_model *model;
	struct jy_diags *diags;
	struct jy_source_lowering *source; /* as the model's */
	size_t source_count;
	uint64_t triggers_given;
	JB_VEC(struct jrt_agreement) agreements; /* as the model's */
	JB_VEC(struct jb_text) zones;
	JB_VEC(struct jrt_calendar_spec) calendars;
	JB_VEC(const struct jy_calendar *) calendar_of;
	JB_VEC(struct jrt_constant_text) texts;
	JB_VEC(struct jrt_period_spec) periods;
	JB_VEC(struct jrt_scope) scopes;
	JB_VEC(struct jrt_metric) metrics; /* as the model's measurable ones */
	JB_VEC(bool) metered;		   /* of each of these: some meter counts it */
	JB_VEC(struct jrt_meter) meters;
	JB_VEC(struct jrt_criterion) criteria;
	JB_VEC(const struct jy_criterion *) criterion_of;
	JB_VEC(struct jrt_trigger) triggers;
	JB_VEC(struct jrt_flow) flows;
	/* What is there already, to its number: texts and meters by their bytes, scopes by what
	 * stands behind them and by their names, the others by the address of the model's thing. */
	struct jb_map text_index, period_index, scope_index, scope_name_index, meter_index;
	struct jb_map source_index, metric_index, criterion_index, unmeasured, spread;
	struct jb_map flow_index; /* by the addresses of journey and cases: 1 + number */
	struct jb_text only_zone; /* of all journeys and agreements, or empty */
	bool full;		  /* JY_METERS_MAX was reported */
	uint64_t reliefs_given;
};

/* flow.c: the flow of a journey as these cases are compared with it; its number in the plan, or
 * JRT_NONE, reported at `span`, where nothing can be compared. */
uint32_t jy_lowering_flow(struct jy_lowering *lowering, const struct jy_journey *journey,
			  struct jy_source_lowering *cases, struct jy_span span);
/* flow.c: the flow that customers are to be compared with, of the cases of that name, or of those
 * that follow the journey; JRT_NONE, reported, where there is none. */
uint32_t jy_lowering_flow_of(struct jy_lowering *lowering, const struct jy_journey *journey,
			     struct jb_text name);
/* flow_ways.c: touchpoints and ways, without sights; false, reported, where there are more than
 * `most` ways. Cost: what is said of touchpoints, and the ways. */
bool jy_lowering_ways(struct jy_lowering *lowering, const struct jy_journey *journey,
		      struct jrt_flow *flow, size_t most, struct jy_span span);
/* "`all` has more than 500 touchpoints, too many for a flow": `what` there are more than `most` of.
 * Gives false. */
bool jy_lowering_report_large(struct jy_lowering *lowering, const struct jy_journey *journey,
			      const char *what, size_t most, struct jy_span span);

/* program.c */
void jy_program_init(struct jy_program *program, struct jy_source_lowering *source);
uint32_t jy_program_step(struct jy_program *program, struct jrt_step step);
uint32_t jy_program_expr(struct jy_program *program, const struct jy_expr *expr);
/* `a op b` where either may be JRT_NONE, which stands for "all rows": none and x = x, none or x =
 * none. */
uint32_t jy_program_both(struct jy_program *program, uint32_t a, uint32_t b);
uint32_t jy_program_either(struct jy_program *program, uint32_t a, uint32_t b);
/* True where a text column holds one of the texts. */
uint32_t jy_program_one_of(struct jy_program *program, uint32_t column, struct jy_texts texts);
struct jrt_program jy_program_finish(const struct jy_program *program);
/* Bits of the windows that an expression looks through. */
uint64_t jy_program_windows(struct jy_program *main, const struct jy_expr *expr);

/* sources.c */
void jy_lower_sources(struct jy_lowering *lowering);
void jy_finish_sources(struct jy_lowering *lowering, struct jrt_plan *plan);
struct jy_source_lowering *jy_lowering_source(struct jy_lowering *lowering,
					      const struct jy_source *source);

/* tables.c: a map's key for a thing by its address */
#define JY_ADDRESS(pointer) \
	((struct jb_text){.at = (const char *)&(pointer), .size = sizeof(pointer)})
/* Each of these but the last gives the number of an equal row, made where it is new */
uint32_t jy_lowering_zone(struct jy_lowering *lowering, struct jb_text name);
uint32_t jy_lowering_text(struct jy_lowering *lowering, struct jb_text text);
uint32_t jy_lowering_period(struct jy_lowering *lowering, const struct jy_period *period);
/* Where the number of an equal meter is kept, 1 for the first; 0 where there is none yet. Dies with
 * the next meter. */
uint64_t *jy_lowering_meter_number(struct jy_lowering *lowering, const struct jrt_meter *meter);
struct jrt_place jy_lowering_place(const struct jy_lowering *lowering, struct jy_span span);

/* calendars.c: the number of a calendar that has a zone and hours */
uint32_t jy_lowering_calendar(struct jy_lowering *lowering, const struct jy_calendar *calendar);

/* scopes.c */
uint32_t jy_lowering_scope(struct jy_lowering *lowering, const struct jy_scope_rows *rows);
/* The mask of a scope over a source (JRT_NONE: all rows); false, with a report at `span`, when the
 * scope has no rows there (S11, S12). */
bool jy_lowering_mask(struct jy_lowering *lowering, const struct jy_scope_rows *rows,
		      const struct jy_source *source, struct jy_span span, uint32_t *mask);

/* The rows of a source in which any partner, site or team appears; JRT_NONE where no scope asks. */
uint32_t jy_lowering_owned(struct jy_source_lowering *source);

/* days.c: false, with a report, where the source's rows are mere days, and of another zone than the
 * period's (S2). The source may be NULL. */
bool jy_lowering_days(struct jy_lowering *lowering, const struct jy_source *source,
		      const struct jy_period *period);

/* metrics.c */
uint32_t jy_lowering_metric(struct jy_lowering *lowering, const struct jy_metric *metric);
/* The meter of a metric over a scope, and the meters it is computed from. False when it cannot be
 * made. */
bool jy_lowering_measure(struct jy_lowering *lowering, const struct jy_metric *metric,
			 const struct jy_scope_rows *rows, uint32_t periods, bool asked,
			 const struct jrt_range *relief, size_t relief_count, struct jy_span span,
			 uint32_t *meter);
/* The meter of a metric of the same source over the rows, periods and reliefs of another meter,
 * not asked for. */
bool jy_lowering_like(struct jy_lowering *lowering, const struct jy_metric *metric,
		      const struct jrt_meter *like, struct jy_span span, uint32_t *meter);
void jy_lower_metrics(struct jy_lowering *lowering);

struct jy_reliefs;

/* A meter as it is wanted: over what time, less what. */
struct jy_meter_want {
	uint32_t periods;
	bool asked;
	const struct jrt_range *relief;
	size_t relief_count;
	const uint32_t *surplus;
	size_t surplus_count;
};
bool jy_lowering_measure_less(struct jy_lowering *lowering, const struct jy_metric *metric,
			      const struct jy_scope_rows *rows, const struct jy_meter_want *want,
			      struct jy_span span, uint32_t *meter);

/* volumes.c: meters of what a volume or an excuse speaks of, over the partner's rows. */
/* JRT_NONE where it cannot be measured (reported, or warned of with the metric). */
uint32_t jy_lowering_of_agreement(struct jy_lowering *lowering,
				  const struct jy_agreement *agreement,
				  const struct jy_metric *metric, const struct jy_slice *slice,
				  uint32_t periods, struct jy_span span);
/* The excuses of a guarantee's reliefs, for criteria of those periods. */
void jy_lowering_excuses(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			 const struct jy_reliefs *reliefs, uint32_t periods,
			 struct jrt_criterion *out);
/* The numbers of the surpluses that leave the rows of a guarantee whose metric is of `source`;
 * gives how many. */
size_t jy_lowering_surpluses(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			     const struct jy_reliefs *reliefs, const struct jy_source *source,
			     uint32_t periods, const uint32_t **numbers);

/* spreads.c: which means are judged with a confidence; and the part that such a one gets behind its
 * own (there is room for it): how many were added. */
void jy_lower_spreads(struct jy_lowering *lowering);
size_t jy_lowering_add_spread(struct jy_lowering *lowering, const struct jy_metric *metric,
			      struct jrt_part *part);

/* reliefs.c: of each guarantee of an agreement, in its order, the reliefs it has, in theirs */
struct jy_reliefs {
	JB_VEC(const struct jy_relief *) list;
};
struct jy_reliefs *jy_lowering_reliefs(struct jy_lowering *lowering,
				       const struct jy_agreement *agreement);

/* criteria.c with agreements.c, felt.c, reported.c */
void jy_lower_criteria(struct jy_lowering *lowering);
void jy_lower_agreements(struct jy_lowering *lowering);
void jy_lower_felt(struct jy_lowering *lowering);
void jy_lower_reported(struct jy_lowering *lowering);
/* What a `reported` column says, as a metric. */
const struct jy_metric *jy_lowering_as_reported(struct jy_lowering *lowering,
						const struct jy_source *source, size_t column);
/* audits.c: the meters of an audit, a row a reported column */
const struct jrt_reported *jy_lower_audits(struct jy_lowering *lowering, size_t *count);

#endif
