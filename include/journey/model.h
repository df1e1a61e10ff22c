/*
 * The model: a journey program with its names, types and units resolved. Made by compiler/model
 * from the trees of all files of a program; read by lints, pictures, plans, comparisons and
 * exports, which never look at a tree again. It is plain data in one arena and is never changed
 * after it is made.
 *
 * Lists are arrays in order of declaration. Every declared thing begins with a struct jy_decl.
 * Numbers are jb_fix (millionths); dates are days from 1970-01-01, both ends in; instants are local
 * microseconds until an agreement's zone is known, then instants. A text that was not given is
 * empty (size 0), a reference that was not given is NULL.
 *
 * A program with errors still has a model: what could not be resolved is NULL or left out, so that
 * lints and editors can go on. `complete` says that nothing was left out.
 */
#ifndef JOURNEY_MODEL_H
#define JOURNEY_MODEL_H

#include "journey/diag.h"
#include "journey/model_assess.h"
#include "journey/model_money.h"
#include "journey/model_parts.h"
#include "journey/model_people.h"
#include "journey/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_node; /* of syntax/tree.h */

struct jy_source;
struct jy_metric;
struct jy_attribute;
struct jy_partner;
struct jy_journey;
struct jy_stage;
struct jy_touchpoint;
struct jy_season;

/* ---- people and places ---- */

struct jy_persona {
	struct jy_decl decl;
	struct jy_texts goals, needs;
};

struct jy_channel {
	struct jy_decl decl;
	struct jb_text kind; /* voice, self_service, email, … ; see the manual's list */
	bool has_since;
	int32_t since;		  /* day from which customers can use it */
	struct jb_text disclosed; /* of a bot: how it says that it is one */
};

struct jy_open_hours {
	uint8_t first_day, last_day; /* 1 Monday … 7 Sunday; the range may wrap */
	int64_t from, to;	     /* microseconds of the day */
};

struct jy_calendar {
	struct jy_decl decl;
	struct jb_text zone;
	const struct jy_open_hours *open;
	size_t open_count;
	const int32_t *closed; /* days */
	size_t closed_count;
};

struct jy_season {
	struct jy_decl decl;
	bool has_runs;
	struct jrt_days runs;
	bool has_ramp;
	struct jrt_days ramp; /* without an end where only `from` was said: last = first */
	bool ramp_ends;
	struct jb_text ready_what; /* certified, … ; empty: no plan of heads */
	jb_fix ready;
	int32_t ready_by;
	jb_fix volume;		  /* times usual; 0: not said */
	struct jb_text volume_of; /* `usual`, or the name of a source */
};

/* Who delivers a touchpoint: one of the three, for a season only where `during` says so. */
struct jy_delivery {
	const struct jy_brand *brand;
	const struct jy_partner *partner;
	const struct jy_team *team; /* with its partner */
	const struct jy_season *during;
	struct jy_span span;
};

/* ---- data ---- */

/* A typed expression over one row. Operators are those of the plan (enum jrt_op); a `let` is shared
 * by reference, so an expression is a graph without cycles. */
struct jy_expr {
	enum jrt_op op;
	enum jrt_type type;
	struct jb_text currency; /* of money */
	struct jb_text zone;	 /* of JRT_OP_AT and JRT_OP_DATE */
	struct jy_span span;
	const struct jy_expr *a, *b, *c;
	const struct jy_let
		*let;	     /* the declared name this stands for, for messages; NULL otherwise */
	int64_t k;	     /* constant; column number; past midnight */
	struct jb_text text; /* constant text */
	const struct jy_again *again;
	const struct jy_calendar *calendar; /* of JRT_OP_OPEN_SPAN */
	uint16_t depth;			    /* of the expressions below it */
	bool quotient;			    /* of a number: one quantity over another of its kind */
	bool difference;		    /* of a share: percentage points */
	jb_fix low, high; /* of a rating: its scale; equal where it is not known */
	bool looks_ahead; /* an `again` lies in it: known only after the last row */
};

struct jy_again {
	const struct jy_expr *const *key;
	size_t key_count;
	const struct jy_expr *among; /* NULL: any row */
	bool calendar_days;
	int64_t days;
	jb_fix length; /* microseconds */
	struct jy_span span;
};

struct jy_let {
	struct jy_decl decl;
	const struct jy_expr *value;
};

struct jy_slice {
	struct jy_decl decl;
	const struct jy_source *source;
	const struct jy_expr *where;
};

struct jy_require {
	const struct jy_expr *condition;
	enum jrt_fate fate;
	uint32_t column;
	jb_fix tolerated; /* negative: no limit */
	struct jb_text text;
	struct jy_span span;
};

/* `shown to 0.1pp half up`; step 0: not said. */
struct jy_shown {
	jb_fix step;
	enum jb_rounding rounding;
};

struct jy_source {
	struct jy_decl decl;
	struct jrt_source
		plain; /* everything that needs no expression: format, columns, covers, tolerance */
	struct jrt_column *column; /* = plain.column */
	struct jy_decl *column_decl;
	const struct jy_metric *
		*reported;	      /* by column: what a `reported` column reports, else NULL */
	const struct jy_shown *shown; /* by column: how such a column is rounded */
	const struct jy_let *const *let;
	size_t let_count;
	JY_LIST(const struct jy_slice) slices;
	const struct jy_expr *const *ignore;
	size_t ignore_count;
	const struct jy_expr *stop, *latest, *time;
	const struct jy_expr *const *identify;
	size_t identify_count;
	const struct jy_require *require;
	size_t require_count;
	struct jb_text covers_zone, time_zone;
	struct jy_period row_period; /* each row covers month of COLUMN */
	struct jy_period
		every; /* its metrics are measured for this period even where no criterion asks */
	bool is_cases; /* made from an event log */
	bool has_incident;	/* `incident COLUMN`: which incident a row belongs to */
	uint32_t incident;	/* its column */
	struct jy_cases *cases; /* of those; NULL where something is wrong, and for all others */
};

/* Whether the library declared the column, and not the user: a source of the user's may add to the
 * library's, and one of the library's may serve as it is. */
static inline bool jy_column_of_library(const struct jy_source *source, size_t column)
{
	return source->decl.used_at.file ||
	       source->column_decl[column].span.file != source->decl.span.file;
}

/* `starts at first event`, `ends at last "6"`. */
struct jy_case_mark {
	bool given, last;
	struct jb_text step; /* empty: any event */
};

struct jy_case_column {
	enum jrt_case_value value;
	struct jb_text step; /* empty: any event */
	bool after_start;
	/* JRT_CASE_DEVIATES: from which, and how (set of enum jrt_deviation) */
	const struct jy_journey *journey;
	unsigned deviations;
	struct jy_span span;
	const struct jy_expr *of; /* of JRT_CASE_VALUE: of the log's rows */
	bool last;
};

/* See struct jrt_cases. Expressions are of the log's rows. */
struct jy_cases {
	const struct jy_source *log;
	const struct jy_expr *key, *step, *time;
	struct jy_case_mark start, end;
	struct jy_case_column *column; /* as the source's columns */
	bool by_end;		       /* the period of a case is that of its end */
};

/* One aggregate over many rows, as it stands after `value`. */
struct jy_part {
	enum jrt_part_kind kind;
	const struct jy_expr *among; /* NULL: all rows */
	const struct jy_expr *a, *b;
	/* of a share of time: the row's interval, its ends being a and b; see JRT_PART_TIME */
	const struct jy_expr *interval;
	const struct jy_calendar *calendar;
	bool outside;
	bool approximate;	   /* of JRT_PART_VALUES */
	enum jb_rounding rounding; /* of a net score's two shares */
	jb_fix rounding_step;
	struct jy_span span;
};

struct jy_formula {
	enum jrt_formula_op op;
	uint32_t part;			/* JRT_F_PART, JRT_F_PERCENTILE */
	const struct jy_metric *metric; /* JRT_F_METRIC */
	jb_fix argument;
	bool interpolated;
	enum jrt_stock_how stock; /* of JRT_F_STOCK */
	enum jrt_period_unit unit;
};

struct jy_metric {
	struct jy_decl decl;
	const struct jy_source *source;
	enum jrt_metric_kind kind;
	enum jrt_type type;
	struct jb_text currency;
	bool quotient, difference; /* as of an expression */
	jb_fix low, high;	   /* of a rating: its scale; equal where it is not known */
	enum jrt_better better;
	enum jrt_no_rows no_rows;
	const struct jy_metric *watch_with;
	const struct jy_part *part;
	size_t part_count;
	const struct jy_formula *formula; /* postfix */
	size_t formula_count;
	size_t figures;		   /* of the formula, with those of the metrics it is made from */
	size_t levels;		   /* of metrics made from metrics below this one */
	struct jb_text definition; /* as written, on one line */
	struct jy_period every;
	/* Terms that hold wherever it is judged, unless a criterion says otherwise: 0 and negative
	 * where not said. */
	uint64_t counted_at_least;
	jb_fix usable_at_least;
	struct jy_texts aspects;    /* speed, efficiency, quality, … */
	struct jb_text fundamental; /* brand, people, cx, or empty */
	struct jb_text literature;  /* `source "…"`: what the definition rests on */
	JY_LIST(const struct jy_objective) serves;
	bool library;	  /* declared in a module of the library */
	bool can_measure; /* false: understood, but not counted by the engine; `cannot` says why */
	struct jb_text cannot;
	/* `worst of`, `share of intervals`: parts and formula are those of `grouped`, whose terms
	 * (counted, usable) each group must fulfil; see struct jrt_grouping. */
	enum jrt_grouping_kind grouping;
	const struct jy_metric *grouped;
	const struct jy_expr *group_by; /* NULL: stretches of time of `group_length` */
	struct jb_text group_what;	/* "agent", "interval of 30min" */
	jb_fix group_length;
	uint64_t group_counted;
	const struct jrt_threshold *group_meets;
	struct jb_text group_of; /* of `standing of … for "…"` */
};

struct jy_attribute {
	struct jy_decl decl;
	JY_LIST(const struct jy_metric) measured_by; /* all of them */
};

/* ---- criteria ---- */

struct jy_criterion {
	enum jrt_criterion_kind kind;
	struct jb_text
		name; /* of reports, unique in the program: "fault_repair.call/service_level" */
	const struct jy_metric *metric;
	/* Where: the innermost that is not NULL. */
	const struct jy_journey *journey;
	const struct jy_stage *stage;
	const struct jy_touchpoint *touchpoint;
	const struct jy_slice *slice;
	const struct jy_partner *partner; /* only its rows: agreements, or `of PARTNER` */
	const struct jy_site *site;
	const struct jy_team *team;
	bool each_site, worst_site; /* one verdict a site */
	struct jy_period period;
	const struct jrt_threshold *threshold;
	size_t threshold_count;
	uint64_t counted_at_least;
	jb_fix usable_at_least, confidence; /* negative, 0: not asked */
	const struct jy_season *const *during;
	size_t during_count;
	const struct jy_season *const *except;
	size_t except_count;
	struct jb_text cannot; /* not empty: understood, but not judged, and why */
	struct jy_span span;
	/* Judged once over each of these stretches of days, as one figure (`on DATE`, `during
	 * SEASON` without a period); `period` is then a day. */
	const struct jrt_days *over;
	size_t over_count;
	/* `mean of values over 2 periods`, `fewer than 20 counted allows 1 failure`: see struct
	 * jrt_criterion. */
	uint32_t average_over;
	bool average_of_values, first_alone;
	uint64_t few_below, few_failures;
	bool evidence; /* judged for what rests on it alone: no verdict of the agreement's */
	/* `no worse than for team core by more than 5pp`, instead of thresholds: where the other
	 * group's rows are (its scope alone is filled), and a difference that is never negative. */
	const struct jy_criterion *against;
	jb_fix margin;
	bool each_team;				       /* one verdict a team of the partner */
	JY_LIST(const struct jy_partner) each_partner; /* one verdict each */
};

/* ---- the journey ---- */

enum jy_feeling_kind { JY_FEELS, JY_PEAK, JY_TROUGH };

struct jy_feeling {
	enum jy_feeling_kind kind;
	bool has_value;
	jb_fix value; /* in the journey's own scale */
	bool has_then;
	jb_fix then_value;		  /* `feels -3 then +1` */
	struct jb_text words;		  /* the customer's, in quotes */
	const struct jy_persona *persona; /* NULL: all */
	JY_LIST(const struct jy_attribute) about;
	struct jb_text named; /* "frustration 3, hope 1 of 5" or the spread "-3 to +1": no number
				 for a curve */
	struct jy_span span;
};

struct jy_pain {
	struct jb_text text;
	struct jb_text severity; /* low, medium, high or trivial, workaround, abandons */
	struct jy_span span;
};

enum jy_lane {
	JY_LANE_DOES,
	JY_LANE_THINKS,
	JY_LANE_QUOTE,
	JY_LANE_EVIDENCE,
	JY_LANE_FRONTSTAGE,
	JY_LANE_BACKSTAGE,
	JY_LANE_SUPPORT,
	JY_LANE_OPPORTUNITY,
	JY_LANE_EMPOWERED,
	JY_LANE_TAKES
};

struct jy_lane_entry {
	enum jy_lane lane;
	struct jb_text text;
	bool moment_of_truth;
	struct jb_text fails;		  /* a fail point on this act */
	struct jb_text variant;		  /* only in; empty: all */
	const struct jy_persona *persona; /* whose quote it is; NULL: not said */
	struct jy_span span;
};

struct jy_next {
	const struct jy_touchpoint *touchpoint;
	struct jb_text when;
	struct jb_text variant;
	bool by_agreement; /* two-way */
	bool by_hand;	   /* what it carries is copied by a person */
	jb_fix share;	   /* of those who are here: a fraction; negative: not said */
	struct jy_texts carrying;
	struct jy_span span;
};

/* Rows a touchpoint is seen in: a slice, or all of a source. */
struct jy_seen {
	const struct jy_source *source;
	const struct jy_slice *slice; /* NULL: all rows */
	struct jy_span span;
};

/* The events that show a touchpoint in a log: `seen as "CODE"`. */
struct jy_seen_as {
	const struct jy_source *source; /* NULL: the log of the cases that follow the journey */
	const struct jy_expr *column;	/* of that source; NULL: the step of those cases */
	struct jy_texts texts;
	struct jy_span span;
};

/* What the one who serves may decide there, and who answers for it. */
struct jy_empowerment {
	struct jb_text text;
	struct jb_text accountable; /* empty: not said */
	struct jy_party party;	    /* whose role that is */
	struct jb_text recognised;  /* how its use is recognised */
	struct jy_span span;
};

/* `budget at most 8 steps` */
struct jy_budget {
	struct jb_text what; /* steps, handoffs */
	jb_fix number;
	struct jy_span span;
};

struct jy_touchpoint {
	struct jy_decl decl;
	const struct jy_journey *journey;
	const struct jy_stage *stage;
	JY_LIST(const struct jy_channel) channels;
	const struct jy_delivery *delivery;
	size_t delivery_count;
	bool customer_acts;   /* nobody delivers it */
	struct jb_text owner; /* the nearest: its own, the stage's, the journey's */
	bool owner_inherited;
	bool moment_of_truth;
	const struct jy_feeling *feeling;
	size_t feeling_count;
	const struct jy_pain *pain;
	size_t pain_count;
	const struct jy_lane_entry *lane;
	size_t lane_count;
	struct jy_texts handles;
	const struct jy_seen *seen;
	size_t seen_count;
	const struct jy_seen_as *seen_as;
	size_t seen_as_count;
	bool may_repeat, may_be_left_out;
	JY_LIST(const struct jy_touchpoint) any_order; /* as this one says; holds both ways */
	const struct jy_metric *felt_by;
	const struct jy_next *next;
	size_t next_count;
	const struct jy_criterion *success;
	size_t success_count;
	struct jy_texts only_in; /* variants */
	struct jb_text known_from;
	struct jy_party owner_party; /* `owner "…" of acme`; neither: not said */
	struct jy_span owner_span;   /* of the statement, wherever it was inherited from */
	const struct jy_empowerment *empowered;
	size_t empowered_count;
	struct jy_texts purposes;  /* billing, complaint, … */
	struct jb_text complexity; /* simple, moderate, complex, or empty */
	bool primary, verifies_identity;
	const struct jy_party *consulted, *informed;
	size_t consulted_count, informed_count;
	JY_LIST(const struct jy_touchpoint) recovers;
	JY_LIST(const struct jy_system) systems;
	const struct jy_risk *risk;
	size_t risk_count;
	const struct jy_improvement *improvement;
	size_t improvement_count;
};

struct jy_stage {
	struct jy_decl decl;
	const struct jy_journey *journey;
	struct jy_touchpoint *touchpoint;
	size_t touchpoint_count;
	const struct jy_lane_entry *lane;
	size_t lane_count;
	const struct jy_pain *pain;
	size_t pain_count;
	struct jb_text owner;	 /* its own or the journey's */
	struct jy_texts only_in; /* variants; none: all */
	struct jb_text known_from;
	const struct jy_criterion *success;
	size_t success_count;
	const struct jy_risk *risk;
	size_t risk_count;
	const struct jy_improvement *improvement;
	size_t improvement_count;
};

struct jy_journey {
	struct jy_decl decl;
	const struct jy_journey *amends; /* `amends NAME`; NULL: it stands by itself */
	const struct jy_brand *brand;
	JY_LIST(const struct jy_persona) personas;
	bool scale_none;	      /* no curve is drawn */
	jb_fix scale_low, scale_high; /* -5, +5 where not declared */
	struct jy_span scale_span;    /* empty where not declared */
	struct jb_text zone;	      /* of its periods */
	struct jb_text owner, known_from, state;
	const struct jy_source *follows; /* the cases of those who walk it; NULL: not said */
	struct jy_stage *stage;
	size_t stage_count;
	const struct jy_criterion *outcome; /* outcome and success at the level of the journey */
	size_t outcome_count;
	struct jy_texts variants, variant_titles;
	const struct jy_budget *budget;
	size_t budget_count;
	const struct jy_incident_plan *incidents; /* NULL: none named */
	struct jy_review review;
	JY_LIST(const struct jy_objective) serves;
	const struct jy_risk *risk;
	size_t risk_count;
	const struct jy_improvement *improvement;
	size_t improvement_count;
};

/* ---- the agreement ---- */

/* `count of calls above 115% of forecast.calls` */
struct jy_volume {
	const struct jy_metric *counted;
	const struct jy_slice *slice; /* NULL: all rows of its source */
	const struct jy_metric *forecast;
	jb_fix share;
};

/* `when misdirected at least 3%` */
struct jy_excuse {
	const struct jy_metric *metric;
	struct jrt_bounds range;
};

struct jy_relief {
	struct jb_text title, approved_by;
	struct jy_texts evidence; /* where it can be seen: files, tickets */
	bool whole_period;	  /* `relief for the period` */
	/* By what: a range of time, a volume, another metric; none: it is wrong, or cannot be. */
	bool has_range, has_volume, has_excuse;
	struct jy_volume volume;
	struct jy_excuse excuse;
	struct jb_text text;	    /* of the two others: the statement as written */
	struct jrt_range range;	    /* instants, in the agreement's zone */
	struct jy_texts guarantees; /* names; none: all */
	struct jb_text cannot;	    /* not empty: understood, but not applied, and why */
	struct jy_span span;
};

struct jy_guarantee {
	struct jy_decl decl;
	const struct jy_criterion *expected, *minimum; /* NULL: none */
	enum jb_rounding rounding;
	jb_fix rounding_step;
	bool rounding_said;		    /* `round to …` or `never rounded` */
	enum jrt_part_periods part_periods; /* its own, or the agreement's */
	struct jy_period period;
	JY_LIST(const struct jy_objective) serves;
	int32_t begins; /* day, of one that an amendment brings; INT32_MIN: with the agreement */
	int32_t ends;	/* the first day without it; INT32_MAX: with the agreement */
	const struct jy_guarantee_terms *terms; /* ascending by `from`; at least one */
	size_t terms_count;
	const struct jy_amended *amended;
	size_t amended_count;
};

struct jy_agreement {
	struct jy_decl decl;
	const struct jy_brand *brand;
	const struct jy_partner *partner;
	bool has_runs;
	struct jrt_days runs;
	struct jy_period period;
	enum jrt_part_periods part_periods;
	struct jy_guarantee *guarantee;
	size_t guarantee_count;
	const struct jy_relief *relief;
	size_t relief_count;
	const struct jy_trigger *trigger;
	size_t trigger_count;
	struct jy_texts rationale; /* cost, scale, skills, technology, continuity, expertise */
	const struct jy_incident_plan *incidents;
	struct jy_review review;
	/* `audit differs by more than 0.2pp`: a difference of that type; negative: not said */
	jb_fix audit_differs;
	enum jrt_type audit_type;
	jb_fix volume_band; /* a fraction of the forecast; negative: not said */
	bool volume_relief; /* some relief depends on volume */
	const struct jy_obligation *obligation;
	size_t obligation_count;
	JY_LIST(const struct jy_touchpoint) empowers;
	jb_fix notice; /* days; negative: not said */
	struct jy_span notice_span;
	struct jb_text currency;		/* empty: no money is spoken of */
	const struct jy_agreement_terms *terms; /* ascending by `from`; at least one */
	size_t terms_count;
	const struct jy_amendment *amendment;
	size_t amendment_count;
	struct jy_period settled; /* `settled every quarter` */
	const struct jrt_index_step *index;
	size_t index_count;
	int32_t restate_days;  /* negative: not said */
	int32_t missing_after; /* days; negative: missing data is never missed */
};

/* `obliges northwind to "…"` */
struct jy_obligation {
	struct jy_party party;
	struct jb_text text;
	struct jy_span span;
};

struct jy_model {
	JY_LIST(const struct jy_brand) brands;
	JY_LIST(const struct jy_persona) personas;
	JY_LIST(const struct jy_channel) channels;
	JY_LIST(const struct jy_calendar) calendars;
	JY_LIST(const struct jy_partner) partners;
	JY_LIST(const struct jy_season) seasons;
	JY_LIST(const struct jy_source) sources;
	JY_LIST(const struct jy_slice) slices;
	JY_LIST(const struct jy_metric) metrics;
	JY_LIST(const struct jy_attribute) attributes;
	JY_LIST(const struct jy_journey) journeys;
	JY_LIST(const struct jy_agreement) agreements;
	JY_LIST(const struct jy_framework) frameworks;
	JY_LIST(const struct jy_assessment) assessments;
	JY_LIST(const struct jy_system) systems;
	JY_LIST(const struct jy_objective) objectives;
	JY_LIST(const struct jy_jurisdiction) jurisdictions;
	JY_LIST(const struct jy_incident_plan) incidents;
	const struct jy_allowance *allowance; /* `allow`, in order of place */
	size_t allowance_count;
	const struct jy_rule_level *rule_level; /* of all `rules`, in order of place */
	size_t rule_level_count;
	bool has_as_of; /* of `rules`; the last one said wins */
	int32_t as_of;
	bool complete;
};

#ifdef __cplusplus
}
#endif
#endif
