/*
 * Building the model, as its parts see it. Two passes over the trees of a program:
 *
 *   declare  every declaration gets its (empty) model thing and its name is registered, so
 *	      that order never matters and two things of one name are found;
 *   fill     statements are read, names looked up, types and units checked. What needs another
 *	      thing filled first asks for it; circles are found there.
 *
 * Files: declare*.c and names.c (the first pass and look-ups), make.c (the order of it all), one
 * file a kind of declaration for the second. Nothing here prints; every mistake is a diagnostic,
 * and building goes on behind it.
 */
#ifndef MODEL_BUILD_H
#define MODEL_BUILD_H

#include "base/map.h"
#include "base/vec.h"
#include "journey/diag.h"
#include "model/model.h"
#include "source/file.h"
#include "syntax/tree.h"
#include "time/zone.h"

/* One thing of a program by kind: each kind has its own names. */
enum jy_thing {
	JY_T_BRAND,
	JY_T_PERSONA,
	JY_T_CHANNEL,
	JY_T_CALENDAR,
	JY_T_PARTNER,
	JY_T_SEASON,
	JY_T_SOURCE,
	JY_T_SLICE, /* "slice" where declared at top level, and "source.slice" everywhere */
	JY_T_METRIC,
	JY_T_ATTRIBUTE,
	JY_T_JOURNEY,
	JY_T_AGREEMENT,
	JY_T_FRAMEWORK,
	JY_T_ASSESSMENT,
	JY_T_SYSTEM,
	JY_T_OBJECTIVE,
	JY_T_JURISDICTION,
	JY_T_INCIDENT_PLAN,
	JY_T_STAGE,	 /* "journey.stage" */
	JY_T_TOUCHPOINT, /* "journey.touchpoint" and "journey.stage.touchpoint" */
	JY_T_SITE,	 /* "partner.site"; also "site", which `several` may have */
	JY_T_TEAM,	 /* "partner.team"; also "team" */
	JY_T_GUARANTEE,	 /* "agreement.guarantee" */
	JY_T_COUNT
};

/* A declared thing and where its tree stands. */
struct jy_entry {
	struct jb_text name; /* with the dots of the table above */
	enum jy_thing thing;
	void *model; /* struct jy_brand *, … */
	const struct jy_unit *unit;
	const struct jy_node *node;
	uint8_t state; /* of make.c: 0 untouched, 1 being filled, 2 filled */
	bool broken;   /* of a journey: what it amends cannot be had, which is reported */
	bool several;  /* of a site or team: other partners have one of that name */
	bool wanted;   /* of a library's metric or source: something refers to it */
	struct jy_span wanted_at; /* the user's first reference */
};

/* A name that a metric of the library needs and its source does not have. */
struct jy_lacked {
	const struct jy_source *source;
	struct jb_text name;
	/* the column of the module's own form of the source, or NULL */
	const struct jy_node *described;
	/* Not NULL: the source has the name, as this, which is of another kind. */
	const struct jy_expr *other;
};

struct jy_lacks {
	struct jy_lacked *at;
	size_t count, room;
};

/* How many sources and metrics may be made from one another in a row. */
#define JY_NEED_DEPTH_MAX 200

struct jy_builder {
	struct jb_arena *arena;
	struct jy_diags *diags;
	struct jy_model *model;
	struct jb_map names[JY_T_COUNT]; /* name to index + 1 of `entries` */
	JB_VEC(struct jy_entry) entries; /* in order of declaration */
	struct jb_map lost;		 /* of lost.c: words in what could not be read */
	struct jb_map unknown;		 /* "what name" to index + 1 of its diagnostic */
	struct jb_map zones;		 /* name to index + 1 of `loaded`, 0 where it is unknown */
	JB_VEC(const struct jrt_zone *) loaded;
	uint32_t zone_guesses;		   /* how often an unknown zone's nearest was looked for */
	JB_VEC(struct jy_entry *) filling; /* what jy_builder_need is inside of, outermost first */
	struct jy_lacks lacked;		   /* of library.c: by what is filled now */
	bool filled[JY_T_COUNT];	   /* the kinds whose turn is over */
	struct {
		const struct jy_journey *journey;
		const struct jy_stage *stage;
		const struct jy_node *of_journey, *of_stage;
	} owned;	     /* of service.c: the owners that were looked for last */
	struct jb_map nexts; /* of touchpoints.c: a step that comes next to its place in the list */
	struct jb_map patterns; /* of column_texts.c: to index + 1 of `compiled` */
	JB_VEC(const struct jrt_pattern *) compiled;
	uint32_t contract_errors; /* of contract.c: errors that its own checks have found */
	/* before it looked at the agreement at hand, there were no others */
	bool contract_sound;
	struct jb_map criteria; /* of criterion_names.c: a name to how often it was given */
	JB_VEC(const struct jy_metric *) made; /* of made_metrics.c */
	struct jb_map rows; /* of rows.c: a source's address to its struct jy_rows */
};

/* declare.c: registers all declarations of all units. Every slice is declared here with its
 * `source` set (that of a top-level slice too) and listed in its source's `slices`; the data side
 * fills only `where`. Sites, teams, stages, touchpoints and guarantees have their decl and their
 * way up (partner, journey, stage). */
void jy_declare(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count);
/* amend.c: the tree of `journey x amends y`: y's statements with x's differences. NULL when y is
 * unknown or amends itself (reported). A journey that amends nothing is its own tree. */
const struct jy_node *jy_builder_amended(struct jy_builder *builder, struct jy_entry *journey);

/* The decl at the head of every model thing. */
static inline const struct jy_decl *jy_decl_of(const void *thing)
{
	return thing;
}

/* lost.c: the words of all that could not be read, and whether a NAME or one of a PATH is among
 * them. */
void jy_lost_collect(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count);
bool jy_lost_holds(struct jy_builder *builder, const struct jy_node *name);

/* names.c: the entry of that name, or NULL. */
struct jy_entry *jy_builder_entry(struct jy_builder *builder, enum jy_thing thing,
				  struct jb_text name);
/* The model thing that a NAME or PATH node refers to. An unknown name is reported once ("no metric
 * is called …", with the nearest) and gives NULL; so does a NULL node, in silence. */
void *jy_builder_find(struct jy_builder *builder, enum jy_thing thing, const struct jy_node *name);
/* "metric", "touchpoint", for messages. */
const char *jy_thing_word(enum jy_thing thing);
/* Reports an unknown name among `candidates`, with the nearest as help and fix. */
void jy_builder_unknown(struct jy_builder *builder, const struct jy_node *name, const char *what,
			const struct jb_text *candidates, size_t count);
/* The thing behind a name that may be qualified: `call` within "fault_repair" is
 * "fault_repair.call"; a name with dots is looked up as it stands when the short form is unknown.
 * NULL without a report. */
struct jy_entry *jy_builder_within(struct jy_builder *builder, enum jy_thing thing,
				   struct jb_text place, struct jb_text name);
/* Reports that no thing of the kinds (a list ended by JY_T_COUNT) is called so. */
void jy_builder_missing(struct jy_builder *builder, const struct jy_node *name,
			const enum jy_thing *things, struct jb_text place);
/* A second statement of a kind that may stand once: reports, with a label at the first. False
 * then. */
bool jy_builder_once(struct jy_builder *builder, const struct jy_node **seen,
		     const struct jy_node *now, const char *what);
/* Texts of a LIST of NAME, PATH or TEXT nodes. */
struct jy_texts jy_builder_texts(struct jy_builder *builder, const struct jy_node *list);
/* The place of a declaration's name, or of its title where it has no name. */
struct jy_span jy_builder_span(const struct jy_node *node);
/* written.c: a piece of a file on one line, without its comments. */
struct jb_text jy_builder_written(struct jy_builder *builder, struct jy_span span);
/* A whole number of at least `least`, from a NUMBER node; reports and gives false otherwise. */
bool jy_builder_whole(struct jy_builder *builder, const struct jy_node *number, const char *what,
		      uint64_t least, uint64_t *out);

/* Data side (sources.c, columns.c, expressions.c, types.c, metrics.c): fill one declaration. */
void jy_fill_source(struct jy_builder *builder, struct jy_source *source,
		    const struct jy_node *node);
void jy_fill_cases(struct jy_builder *builder, struct jy_source *source,
		   const struct jy_node *node);
/* A slice; `source` is the source it lies in or names. */
void jy_fill_slice(struct jy_builder *builder, struct jy_slice *slice, const struct jy_node *node);
void jy_fill_metric(struct jy_builder *builder, struct jy_metric *metric,
		    const struct jy_node *node);
/* Fills a metric or source out of turn (it is filled at most once; a circle is reported and
 * false). */
bool jy_builder_need(struct jy_builder *builder, enum jy_thing thing, const void *model);
/* Something of the library is referred to at `where`: it is part of the program. jy_builder_find
 * does it by itself. */
void jy_builder_use(struct jy_builder *builder, struct jy_entry *entry, struct jy_span where);
/* `appears in contacts.vendor as "A", "B"` */
bool jy_fill_appearance(struct jy_builder *builder, struct jy_appearance *appearance,
			const struct jy_node *node);
/* A metric whose value was wrong, which is reported: nothing more is said of its figures. */
static inline bool jy_metric_is_wrong(const struct jy_metric *metric)
{
	return !metric->can_measure && !metric->cannot.size;
}
/* A RANGE, NONE or EXPECTED target against a metric: checks type, unit, scale and direction, and
 * fills comparison and bounds. False when it is wrong (reported). */
bool jy_check_threshold(struct jy_builder *builder, const struct jy_metric *metric,
			const struct jy_node *target, struct jrt_threshold *out);
/* A RANGE of a metric's values in which something is owed: any ends, whatever is better. False when
 * it is wrong (reported). */
bool jy_check_range(struct jy_builder *builder, const struct jy_metric *metric,
		    const struct jy_node *range, struct jrt_bounds *out);
/* How far two figures of a metric may lie apart; `amount` NULL: not at all. False when it is wrong
 * (reported). */
bool jy_fill_margin(struct jy_builder *builder, const struct jy_metric *metric,
		    const struct jy_node *amount, jb_fix *out);

/* choices.c: the words that may stand in a place, and which of them a NAME is; -1 for another
 * (reported, with the nearest; as a warning where the list is only the field's custom). */
enum jy_choice {
	JY_CHOICE_CHANNEL_KIND,
	JY_CHOICE_DELIVERY,
	JY_CHOICE_DEVICES,
	JY_CHOICE_EMPLOYMENT,
	JY_CHOICE_SEVERITY,
	JY_CHOICE_KNOWN_FROM,
	JY_CHOICE_STATE,
	JY_CHOICE_ASPECT,
	JY_CHOICE_FUNDAMENTAL,
	JY_CHOICE_PURPOSE,
	JY_CHOICE_COMPLEXITY,
	JY_CHOICE_LEVEL, /* index: enum jy_level */
	JY_CHOICE_PROFILE,
	JY_CHOICE_PARTNER_KIND,
	JY_CHOICE_BY_WHOM,
	JY_CHOICE_PERMISSION,
	JY_CHOICE_BOND,
	JY_CHOICE_REASON,
	JY_CHOICE_BUDGET,
	JY_CHOICE_CONCERN,
	JY_CHOICE_DEVIATION, /* index: bit of enum jrt_deviation */
	JY_CHOICE_WEEKDAY,   /* index 0 Monday; long and short names */
	JY_CHOICE_MONTH,     /* index 0 January; long and short names */
	JY_CHOICE_COUNT
};
int jy_builder_choice(struct jy_builder *builder, enum jy_choice choice,
		      const struct jy_node *name);

/* calendars.c: a calendar by which time is measured; NULL, reported, for an unknown one and for one
 * without zone or hours. */
const struct jy_calendar *jy_open_calendar(struct jy_builder *builder, const struct jy_node *name);
/* dates.c: the day of a DATE node, INT32_MIN for NULL. */
int32_t jy_builder_day(const struct jy_node *date);
/* Both days of a range, in order; otherwise reported and false. */
bool jy_builder_days(struct jy_builder *builder, const struct jy_node *from,
		     const struct jy_node *to, struct jrt_days *out);
/* "2026-07-01" */
struct jb_text jy_builder_date_text(struct jy_builder *builder, int32_t day);

/* Story side (people.c, journeys.c, touchpoints.c, feelings.c, criteria.c, periods.c,
 * agreements.c). */
void jy_fill_people(
	struct jy_builder *builder,
	struct jy_entry *entry); /* brand, persona, channel, calendar, partner, season, … */
/* allowances.c: every `allow` and every `rules` of all units. */
void jy_fill_allowances(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count);
void jy_fill_attribute(struct jy_builder *builder, struct jy_attribute *attribute,
		       const struct jy_node *node);
void jy_fill_journey(struct jy_builder *builder, struct jy_journey *journey,
		     const struct jy_node *node);
void jy_fill_agreement(struct jy_builder *builder, struct jy_agreement *agreement,
		       const struct jy_node *node);
/* periods.c: a PERIOD node with an optional ZONE; `fallback` is the zone where none is written (may
 * be empty). `contract_start` (days) serves `from the start of the contract`; INT32_MIN where there
 * is none. */
bool jy_fill_period(struct jy_builder *builder, struct jy_period *period,
		    const struct jy_node *node, const struct jy_node *zone, struct jb_text fallback,
		    int32_t contract_start);
/* The day on which the first period begins that holds `day` or begins after it: `day` itself where
 * a period starts (S27). INT32_MIN for a period that is not known. */
int32_t jy_period_start_after(struct jy_builder *builder, const struct jy_period *period,
			      int32_t day);
/* The loaded zone of a name that was checked, or NULL for the empty name. */
const struct jrt_zone *jy_builder_zone_rules(struct jy_builder *builder, struct jb_text name);
/* A ZONE node's name, checked against the system's zones. An unknown one is reported and gives the
 * zone that was probably meant, or UTC, so that one mistake is one report; NULL gives the empty
 * text. */
struct jb_text jy_builder_zone(struct jy_builder *builder, const struct jy_node *zone);

#endif
