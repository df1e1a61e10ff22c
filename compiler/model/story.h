/*
 * What the files of the story side share among themselves: partners.c, assessments.c, journeys.c,
 * touchpoints.c, feelings.c, lanes.c, criteria.c, scopes.c, agreements.c and their parts.
 */
#ifndef MODEL_STORY_H
#define MODEL_STORY_H

#include "model/build.h"

/* partners.c, assessments.c; `body` may be NULL */
void jy_fill_partner(struct jy_builder *builder, struct jy_partner *partner,
		     const struct jy_node *body);
void jy_fill_framework(struct jy_builder *builder, struct jy_framework *framework,
		       const struct jy_node *body);
void jy_fill_assessment(struct jy_builder *builder, struct jy_assessment *assessment,
			const struct jy_node *body);

/* brands.c, aims.c */
void jy_fill_brand(struct jy_builder *builder, struct jy_brand *brand, const struct jy_node *body);
void jy_fill_system(struct jy_builder *builder, struct jy_system *system,
		    const struct jy_node *body);
void jy_fill_objective(struct jy_builder *builder, struct jy_objective *objective,
		       const struct jy_node *body);
void jy_fill_jurisdiction(struct jy_builder *builder, struct jy_jurisdiction *jurisdiction,
			  const struct jy_node *body);
void jy_fill_incident_plan(struct jy_builder *builder, struct jy_incident_plan *plan,
			   const struct jy_node *body);
/* aims.c: a country's code is two capitals; another one is reported. */
void jy_check_country(struct jy_builder *builder, const struct jy_node *country);

/* staff.c: what partners, sites, teams and roles say about people and control. `partner` names the
 * partner, for `managed by`. */
void jy_fill_staff(struct jy_builder *builder, struct jy_staff *staff, struct jb_text partner,
		   const struct jy_node *body, bool *damaged);
void jy_fill_skills(struct jy_builder *builder, struct jy_skills *skills,
		    const struct jy_node *body);
/* roles.c: the roles declared in a body. */
const struct jy_staff_role *jy_fill_roles(struct jy_builder *builder, const struct jy_node *body,
					  size_t *count);
/* partner_terms.c: what only a partner says: control from outside, subcontracting, offers. */
void jy_fill_partner_terms(struct jy_builder *builder, struct jy_partner *partner,
			   const struct jy_node *body);

/* sights.c: the cases that follow a journey (a FOLLOWS node); by which events a touchpoint is seen,
 * and which orders of touchpoints follow the plan. */
void jy_fill_follows(struct jy_builder *builder, struct jy_journey *journey,
		     const struct jy_node *node);
void jy_fill_sights(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		    const struct jy_node *body);

/* service.c: what is said of a touchpoint's purpose, of who may decide and who answers; of its
 * risks and actions, and those of stages and journeys. */
void jy_fill_service(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		     const struct jy_node *body);
struct jy_prospects {
	JB_VEC(struct jy_risk) risks;
	JB_VEC(struct jy_improvement) improvements;
};
void jy_fill_prospects(struct jy_builder *builder, struct jy_prospects *prospects,
		       const struct jy_node *body);
/* agreement_terms.c: what an agreement says besides its guarantees. */
void jy_fill_agreement_terms(struct jy_builder *builder, struct jy_agreement *agreement,
			     const struct jy_node *body);
/* frameworks.c: the gate of a framework or an assessment; themes are looked up in `framework`. */
void jy_fill_gate(struct jy_builder *builder, const struct jy_framework *framework,
		  struct jy_gate *gate, const struct jy_node *node);
const struct jy_framework_theme *jy_framework_theme(struct jy_builder *builder,
						    const struct jy_framework *framework,
						    const struct jy_node *name);
void jy_check_rating(struct jy_builder *builder, const struct jy_node *node);

/* lanes.c: "research, 24 interviews"; a KNOWN_FROM node, its word checked. */
struct jb_text jy_story_known_from(struct jy_builder *builder, const struct jy_node *node);
/* Whether a NAME is one of the journey's variants; otherwise reported. */
bool jy_story_variant(struct jy_builder *builder, const struct jy_journey *journey,
		      const struct jy_node *name);
/* Adds what a statement says to a stage's or touchpoint's lanes; false when it is no statement of a
 * lane. */
struct jy_lanes {
	JB_VEC(struct jy_lane_entry) list;
	JB_VEC(struct jy_pain) pains;
	const struct jy_journey *journey;
};
bool jy_lanes_add(struct jy_builder *builder, struct jy_lanes *lanes, const struct jy_node *node);

/* A value of a scale as people write it: "+3", "0", "-1.5". */
struct jb_text jy_feeling_text(struct jy_builder *builder, jb_fix value);

/* feelings.c: collects what is felt at one touchpoint. */
struct jy_feelings {
	JB_VEC(struct jy_feeling) list;
	const struct jy_journey *journey;
};
/* False when the node is no statement of a feeling. */
bool jy_feelings_add(struct jy_builder *builder, struct jy_feelings *feelings,
		     const struct jy_node *node);

/* touchpoints.c; the stage's and journey's own statements are filled before */
void jy_fill_touchpoint(struct jy_builder *builder, struct jy_touchpoint *touchpoint);

/* The place of a criterion, before it says where itself. */
struct jy_place {
	const struct jy_journey *journey;
	const struct jy_stage *stage;
	const struct jy_touchpoint *touchpoint;
	const struct jy_agreement *agreement; /* its partner's sites and teams come first */
};

/* scopes.c: `in SLICE`, `for site X`, `of team Y`, `at JOURNEY.TOUCHPOINT`: where the criterion
 * looks. False when a name was wrong. */
bool jy_fill_scopes(struct jy_builder *builder, struct jy_criterion *criterion,
		    const struct jy_place *place, const struct jy_node *scopes);

/* The same of a SUBJECT or EACH alone. */
bool jy_fill_subject(struct jy_builder *builder, struct jy_criterion *criterion,
		     const struct jy_place *place, const struct jy_node *who);
/* against.c: a NO_WORSE test, when the criterion's own scope is filled. False when it is wrong
 * (reported). */
bool jy_fill_against(struct jy_builder *builder, struct jy_criterion *criterion,
		     const struct jy_place *place, const struct jy_node *test);
/* A site or team by its own name, where one partner alone has it or one of `partner` (may be empty)
 * has it, or as `partner.name`. NULL, reported, otherwise. */
void *jy_partner_part(struct jy_builder *builder, enum jy_thing thing, struct jb_text partner,
		      const struct jy_node *name);

/* criterion_names.c: names for reports, of a journey's criterion and of a guarantee's level */
void jy_criterion_name(struct jy_builder *builder, struct jy_criterion *criterion);
void jy_criterion_name_level(struct jy_builder *builder, struct jy_criterion *criterion,
			     const struct jy_agreement *agreement,
			     const struct jy_guarantee *guarantee);

/* criteria.c: a CRITERION node. */
void jy_fill_criterion(struct jy_builder *builder, struct jy_criterion *criterion,
		       enum jrt_criterion_kind kind, const struct jy_place *place,
		       const struct jy_node *node);
/* All `success` and `outcome` statements of a body, in order. */
const struct jy_criterion *jy_fill_criteria(struct jy_builder *builder,
					    const struct jy_place *place,
					    const struct jy_node *body, size_t *count);
/* A PERCENT above 0% and up to 100%; `help` says what to write. */
bool jy_criterion_share(struct jy_builder *builder, const struct jy_node *percent, const char *help,
			jb_fix *out);
/* The same below 100%. */
bool jy_criterion_confidence(struct jy_builder *builder, const struct jy_node *percent,
			     jb_fix *out);
/* What the metric's own declaration asks of every figure: rows counted, share usable. */
void jy_criterion_from_metric(struct jy_criterion *criterion, const struct jy_metric *metric);

/* criteria.c: single days in `zone`, else in the zone of the metric or of its rows; false, with a
 * report at `span`, where none is said. */
bool jy_criterion_by_day(struct jy_builder *builder, const struct jy_metric *metric,
			 struct jb_text zone, struct jy_span span, struct jy_period *out);

/* steps.c: thresholds that follow one another by date. */
struct jy_steps {
	JB_VEC(struct jrt_threshold) list;
	JB_VEC(struct jy_span) spans; /* of the dates, or of the ranges of first ones */
	bool broken;		      /* one was left out as wrong */
};
/* Checks `target` against the metric and adds it from `date` on (NULL: from the beginning); the
 * order of dates is checked. False when it is wrong. */
bool jy_steps_add(struct jy_builder *builder, struct jy_steps *steps,
		  const struct jy_metric *metric, const struct jy_node *target,
		  const struct jy_node *date);
/* One that holds on its day alone: `at least 45 on 2026-11-10`. Days ascend. */
bool jy_steps_add_on(struct jy_builder *builder, struct jy_steps *steps,
		     const struct jy_metric *metric, const struct jy_node *target,
		     const struct jy_node *date);
/* Every date must be the first day of a period (S27). */
void jy_steps_check(struct jy_builder *builder, const struct jy_steps *steps,
		    const struct jy_period *period);

/* guarantees.c, relief.c: the parts of an agreement, whose parties, term and period are
 * known. */
void jy_fill_guarantee(struct jy_builder *builder, const struct jy_agreement *agreement,
		       struct jy_guarantee *guarantee);
void jy_fill_reliefs(struct jy_builder *builder, struct jy_agreement *agreement,
		     const struct jy_node *body);
/* remedies.c */
void jy_fill_triggers(struct jy_builder *builder, struct jy_agreement *agreement,
		      const struct jy_node *body);
/* The agreement's guarantee of that name, or NULL (reported). */
const struct jy_guarantee *jy_agreement_guarantee(struct jy_builder *builder,
						  const struct jy_agreement *agreement,
						  const struct jy_node *name);
/* levels.c: the journey's criterion of the same metric and place, one that holds at all times
 * first; NULL, reported at `span`, where the journey expects nothing. */
const struct jy_criterion *jy_journey_level(struct jy_builder *builder,
					    const struct jy_criterion *measured,
					    struct jy_span span);
/* rounding.c: ROUND, NEVER_ROUNDED or NULL; then the warning where nothing is said. */
/* `half up`, `half even`, `down`, `always up` */
enum jb_rounding jy_rounding_of(const struct jy_node *rounding);
void jy_guarantee_round(struct jy_builder *builder, struct jy_guarantee *guarantee,
			const struct jy_metric *metric, const struct jy_node *rounding);
void jy_guarantee_check_rounding(struct jy_builder *builder, const struct jy_guarantee *guarantee,
				 const struct jy_metric *metric);
/* agreements.c: the fate of part periods that a PART_PERIODS node says. */
enum jrt_part_periods jy_agreement_part_periods(const struct jy_node *node);
/* The zone of the agreement's periods, for those that state none of their own. Where the agreement
 * has lost statements, a zone that keeps its other mistakes from being told twice. */
struct jb_text jy_agreement_zone(const struct jy_agreement *agreement);

/* ---- volumes.c: relief by figures ---- */

/* Of a path to rows and a VOLUME_ABOVE; false when it is wrong (reported). */
bool jy_fill_volume(struct jy_builder *builder, struct jy_volume *volume,
		    const struct jy_node *counted, const struct jy_node *above);
/* Of a RELIEF_ROWS whose volume is good: false when it does not say which rows are too many
 * (reported); *cannot says why the engine does not take them out, where that is so. */
bool jy_check_surplus(struct jy_builder *builder, const struct jy_volume *volume,
		      const struct jy_node *node, struct jb_text *cannot);
/* Of a metric's name and a RANGE; false when it is wrong (reported). */
bool jy_fill_excuse(struct jy_builder *builder, struct jy_excuse *excuse,
		    const struct jy_node *metric, const struct jy_node *range);

#endif
