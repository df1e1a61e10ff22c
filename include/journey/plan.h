/*
 * A plan says what to count and what to decide: the lowered, checked form of a journey file,
 * without names to resolve and without a word of syntax. The compiler writes it; the runtime, a
 * generated program and a SQL emitter read it. It is plain data in one arena: indices refer to the
 * arrays of struct jrt_plan, JRT_NONE stands for "none", and nothing in it changes while it runs.
 *
 * Numbers are jb_fix (millionths of the unit, see base/number.h): a share 0.8 is 800_000, 20 s are
 * 20_000_000, an instant counts microseconds from 1970-01-01T00:00Z, a clock time microseconds from
 * midnight. A date counts whole days from 1970-01-01 (not millionths). A flag is 0 or 1. A text is
 * the number of its symbol (see struct jrt_constant_text).
 */
#ifndef JOURNEY_PLAN_H
#define JOURNEY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journey/flow.h"
#include "journey/plan_money.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- business time ---- */

/* Open on one weekday from `from` to `to` microseconds after midnight; 24 h is the day's end.
 * Several entries a weekday may stand; where they overlap the time counts once. Hours past
 * midnight are two entries. */
struct jrt_calendar_hours {
	uint8_t weekday; /* 1 Monday to 7 Sunday */
	jb_fix from, to; /* 0 <= from < to <= 24 h */
};

/* When a service is open, by the clock of its zone. It has hours. */
struct jrt_calendar_spec {
	struct jb_text name;
	uint32_t zone;
	const struct jrt_calendar_hours *hours;
	size_t hours_count;
	const int64_t *closed; /* whole days, in any order */
	size_t closed_count;
};

/* ---- sources: bytes to typed columns ---- */

enum jrt_format { JRT_CSV, JRT_NDJSON };
enum jrt_encoding { JRT_UTF_8, JRT_UTF_16, JRT_WINDOWS_1252 };

struct jrt_column {
	struct jb_text name;   /* as the journey file calls it */
	struct jb_text header; /* as the data file calls it; empty when `position` says */
	uint32_t position;     /* 1-based `from column 14`, 0: by header */
	enum jrt_type type;
	struct jb_text currency;      /* of money */
	struct jb_text format;	      /* `as "…"`; empty: the type's own plain form */
	int16_t years_from, years_to; /* `years 1950 to 2049`; 0, 0: no window */
	struct jb_text zone;	      /* of a timestamp without an offset of its own; empty: none */
	int64_t scale_num,
		scale_den; /* unit to plain: minutes 60/1, percent 1/100; 1/1 otherwise */
	enum jb_rounding
		rounding; /* `rounded to 1s half up`, `rounded down`; NONE: too fine is refused */
	jb_fix rounding_step;
	bool bounded; /* rating 1..5, number 0..2 */
	jb_fix low, high;
	jb_fix shift; /* `rating 0..10 from 1..11` subtracts one: added to what is read */
	const struct jb_text *missing, *yes, *no, *one_of;
	size_t missing_count, yes_count, no_count, one_of_count;
	bool needed; /* some step reads it; others are not decoded */
	bool key; /* its values are told apart (identify, again, distinct), not only compared with
		     constants */
	struct jrt_place place;
	/* of a schema that has no such column, or of the library and read by no step: always
	 * missing */
	bool absent;
};

/* One of several forms of a source's files. A file is of the first schema whose needed columns its
 * header has. Where several fit, the day of its first row decides, read as each schema reads it:
 * the first whose `until` is not passed. */
struct jrt_schema {
	struct jb_text name;
	int32_t until;			 /* day, in; INT32_MAX: no end */
	const struct jrt_column *column; /* as many as the source's, of the same names and types */
};

/* One step of a straight-line program over the columns of a row. Its result is the register of the
 * same number as the step; `a`, `b`, `c` are registers of earlier steps. Every register is a value
 * that may be missing. Logic is three-valued: `and` with a false side is false, `or` with a true
 * side is true. */
enum jrt_op {
	JRT_OP_COLUMN,	      /* column number a */
	JRT_OP_CONSTANT,      /* k; a text: constant text number k */
	JRT_OP_MISSING_VALUE, /* a value that is missing */
	JRT_OP_ALL,	      /* true */
	JRT_OP_AND,
	JRT_OP_OR,
	JRT_OP_NOT,
	JRT_OP_EQUAL, /* of values of one type, and of texts */
	JRT_OP_NOT_EQUAL,
	JRT_OP_LESS,
	JRT_OP_AT_MOST,
	JRT_OP_ABOVE,
	JRT_OP_AT_LEAST,
	JRT_OP_BETWEEN, /* a from b to c, both in */
	JRT_OP_KNOWN,	/* never missing itself */
	JRT_OP_MISSING,
	JRT_OP_ADD,
	JRT_OP_SUBTRACT,
	JRT_OP_MULTIPLY, /* of millionths: a*b/1_000_000, rounded half up */
	JRT_OP_DIVIDE,	 /* a*1_000_000/b, rounded half up; by zero: missing */
	JRT_OP_NEGATE,
	JRT_OP_SPAN, /* from a to b (clocks or instants), a duration; k 1: `past midnight`, 24 h are
			added to a negative one. Without it a negative span is the row's error */
	JRT_OP_AT,   /* date a at clock b in zone number k of the plan: an instant */
	JRT_OP_DATE, /* the date of instant a in zone number k */
	JRT_OP_TIME, /* the source's own time (an instant); only in `main` */
	JRT_OP_AGAIN, /* window number k of the source; only in `main` */
	/* open time of calendar number k of the plan from instant a to instant b, a duration; a
	 * negative span is the row's error */
	JRT_OP_OPEN_SPAN,
	JRT_OP_APPROXIMATE /* a to three digits (base/number.h); known where a is */
};

struct jrt_step {
	enum jrt_op op;
	enum jrt_type type; /* of the result */
	uint32_t a, b, c;
	int64_t k;
};

/* A register that has a name in the file: a `let`. Nothing is decided by it. */
struct jrt_let {
	uint32_t step;
	struct jb_text name;
};

struct jrt_compiled;

struct jrt_program {
	const struct jrt_step *step;
	size_t count;
	const struct jrt_let *let;
	size_t let_count;
	/* The same as C (journey/compiled.h); NULL: the steps are interpreted. */
	const struct jrt_compiled *compiled;
};

/* `again by KEYS among CONDITION within LENGTH`: true of a row that another row with the same keys
 * follows, the other fulfilling `among` (JRT_NONE: any row). A row with a missing key is unknown. A
 * row is due when its time plus the length lies within what the source covers; a row that is not
 * due is out of every metric that uses the window (S4 to S6 of the manual's rules on look-ahead).
 * Registers are of `main`. */
struct jrt_window {
	const uint32_t *key;
	size_t key_count;
	uint32_t among;
	bool calendar_days; /* `7 calendar days`: through the end of that day in the zone */
	int64_t days;
	jb_fix length; /* microseconds, both ends in, when not calendar days */
	uint32_t zone;
	struct jrt_place place;
};

/* What a column of a case holds. */
enum jrt_case_value {
	JRT_CASE_START, /* instants of the two marks; missing where there is no such event */
	JRT_CASE_END,
	JRT_CASE_AGE,	/* from start to end; while open, to the end of what the log covers */
	JRT_CASE_COUNT, /* events of `step` */
	/* whether an event (of `step`, or any) follows a mark; missing without it */
	JRT_CASE_AFTER,
	/* whether it deviates from flow `flow` in one of the ways of `deviations`; missing while it
	 * is open, and where a limit was passed (conform/explain.h) */
	JRT_CASE_DEVIATES,
	JRT_CASE_VALUE /* of register `value_of` at the first or last event (of `step`) */
};

struct jrt_case_column {
	enum jrt_case_value value;
	uint32_t step;	  /* constant text; JRT_NONE: any */
	bool after_start; /* of JRT_CASE_AFTER: the mark is the start */
	uint32_t flow;	  /* of JRT_CASE_DEVIATES */
	unsigned deviations;
	uint32_t value_of; /* of JRT_CASE_VALUE: of the log's `main` */
	bool last;
};

/* The first or last event of a case, of one step or any. An end is looked for from the start on. */
struct jrt_case_mark {
	bool given, last;
	uint32_t step; /* constant text; JRT_NONE: any */
};

#define JRT_UNSEEN (UINT32_MAX - 1)

/* A source whose rows are the cases of another, the log: the log's rows with one key, in the order
 * of their time, rows of one instant in the order of the log. Registers are of the log's `main`. A
 * case without the mark that is its time is no row. */
struct jrt_cases {
	uint32_t log;
	uint32_t key, step, time;
	struct jrt_case_mark start, end;
	const struct jrt_case_column *column; /* as the source's columns */
	uint32_t time_column;
	/* By which rows touchpoints are seen: registers of the log's `main`, JRT_NONE: all rows,
	 * JRT_UNSEEN: no row. */
	const uint32_t *sight;
	size_t sight_count;
};

enum jrt_fate { JRT_REJECT_ROW, JRT_MAKE_MISSING, JRT_WARN };

struct jrt_require {
	uint32_t condition; /* register of `check`; unknown fulfils it */
	enum jrt_fate fate;
	uint32_t column; /* of JRT_MAKE_MISSING */
	/* `warn, at most 1% of rows`, `make … missing, at most`; negative: none */
	jb_fix tolerated;
	struct jb_text text; /* the condition as written */
	struct jrt_place place;
};

enum jrt_covers { JRT_COVERS_ROWS, JRT_COVERS_GIVEN, JRT_COVERS_DATES, JRT_COVERS_FILE_NAME };

/* Rows above a volume that was agreed, the latest ones: of the rows in which `mask` is true, in
 * each period, those behind the first floor(share × forecast) by time, then by place in the files.
 * They leave the meters that name the surplus; without a forecast for the period none does. */
struct jrt_surplus {
	uint32_t mask;	     /* register of `main`; JRT_NONE: all rows */
	uint32_t periods;    /* of the plan */
	uint32_t meter;	     /* the forecast: a sum over other rows, by the same periods */
	jb_fix share;	     /* 110 % = 1_100_000 */
	struct jb_text text; /* the relief as written */
	struct jrt_place place;
};

struct jrt_source {
	struct jb_text name, title;
	enum jrt_format format;
	char separator; /* of JRT_CSV: ',', '\t', ';', '|' */
	char decimal_point;
	enum jrt_encoding encoding;
	uint32_t skip_lines;
	const struct jrt_column *column;
	size_t column_count;
	/* Each program starts afresh from the columns; `main` sees what `require … make missing`
	 * changed. */
	struct jrt_program filter; /* `ignore where`, `stop at a row where` */
	struct jrt_program keys;   /* identify by, keep latest by */
	struct jrt_program check;  /* require */
	struct jrt_program main;   /* time, lets, scopes, metrics */
	const uint32_t *ignore;	   /* registers of `filter` */
	size_t ignore_count;
	uint32_t stop;		  /* register of `filter`, or none */
	const uint32_t *identify; /* registers of `keys` */
	size_t identify_count;
	uint32_t latest; /* register of `keys`, or none */
	const struct jrt_require *require;
	size_t require_count;
	uint32_t owned; /* register of `main`: rows in which some partner, site or team appears */
	bool others_are_an_error; /* rows that are nobody's; else they are only counted */
	const struct jrt_window *window;
	size_t window_count;
	const struct jrt_surplus *surplus;
	size_t surplus_count;
	uint32_t time;	     /* register of `main`: an instant, or a date */
	bool row_covers;     /* `each row covers month of COLUMN`: a row is an interval */
	uint32_t row_period; /* the period of such a row (plan's periods) */
	uint32_t time_zone;  /* zone of a date-only time */
	enum jrt_covers covers;
	int32_t covers_from, covers_to; /* days, both in, of JRT_COVERS_DATES */
	struct jb_text covers_pattern;	/* of JRT_COVERS_FILE_NAME */
	uint32_t covers_zone;		/* of the dates */
	jb_fix tolerated;		/* share of rejected rows; negative: not declared */
	struct jrt_place place;
	const struct jrt_cases *cases;	 /* NULL: rows are read from files */
	const struct jrt_schema *schema; /* by `until`, ascending; none: `column` is the only one */
	size_t schema_count;
};

/* ---- what is measured ---- */

enum jrt_period_unit {
	JRT_DAY,
	JRT_WEEK,
	JRT_MONTH,
	JRT_QUARTER,
	JRT_YEAR,
	JRT_WHOLE /* all that the source covers, as one period */
};

struct jrt_period_spec {
	enum jrt_period_unit unit;
	uint16_t rolling;    /* of so many units; 0 and 1: not rolling */
	bool from_first;     /* rolling: also before so many units exist */
	uint8_t first_month; /* of quarter and year, 1 where not declared */
	uint8_t first_day;   /* of a fiscal month, 1 otherwise */
	uint32_t zone;
};

enum jrt_scope_kind {
	JRT_SCOPE_ALL, /* every row of the source */
	JRT_SCOPE_JOURNEY,
	JRT_SCOPE_STAGE,
	JRT_SCOPE_TOUCHPOINT,
	JRT_SCOPE_CHANNEL,
	JRT_SCOPE_PARTNER,
	JRT_SCOPE_SITE,
	JRT_SCOPE_TEAM,
	JRT_SCOPE_SLICE
};

struct jrt_scope {
	enum jrt_scope_kind kind;
	struct jb_text name;  /* "fault_repair.call", "all" */
	struct jb_text title; /* for people */
	struct jb_text
		partner;     /* name of the partner whose rows these are; empty: whoever served */
	struct jb_text site; /* or team */
};

enum jrt_part_kind {
	JRT_PART_COUNT,	    /* rows where among */
	JRT_PART_SUM,	    /* a among */
	JRT_PART_SHARE,	    /* rows where a, of those where among; a is looked at on those only */
	JRT_PART_SUM_SHARE, /* sum of a over sum of b among */
	JRT_PART_MEAN,	    /* of a among */
	JRT_PART_NET,	    /* rows where a against rows where b among, in points */
	JRT_PART_VALUES,    /* histogram of a among: percentile, median */
	JRT_PART_SPREAD,    /* n, sum and sum of squares of a: standard deviation (n - 1) */
	JRT_PART_MAX,
	JRT_PART_MIN,
	JRT_PART_LAST,	   /* a of the row with the latest time */
	JRT_PART_DISTINCT, /* different values of a */
	/* open time of `calendar` in which some row's interval from a to b (instants) lies, or, of
	 * `outside`, none does, of the period's open time; never in groups */
	JRT_PART_TIME,
	JRT_PART_STOCK /* sum of a at each moment of the rows' time: heads, open cases */
};

/* Registers are of the source's `main`. A row is usable for a part when `among` is true and what it
 * needs is known; rows where `among` is unknown, or is true and the value unknown, are out and
 * counted (S9). */
struct jrt_part {
	enum jrt_part_kind kind;
	uint32_t among; /* JRT_NONE: all rows of the scope */
	uint32_t a, b;
	enum jrt_type type; /* of a */
	uint32_t b_type_is; /* enum jrt_type of b, for SUM_SHARE */
	uint64_t windows;   /* bit w: uses window w, so rows not due there are out */
	uint32_t calendar;  /* of JRT_PART_TIME */
	bool outside;
	bool approximate; /* of JRT_PART_VALUES: `a` is of JRT_OP_APPROXIMATE */
	/* of JRT_PART_NET: each of the two shares is rounded first, millionths of a share; NONE:
	 * not */
	enum jb_rounding rounding;
	jb_fix rounding_step;
};

/* A metric's value as a postfix formula over its parts and over other metrics. */
enum jrt_formula_op {
	JRT_F_PART,	  /* value of part k */
	JRT_F_PERCENTILE, /* of part k (VALUES), `argument` in millionths (0.9 = 900_000) */
	JRT_F_METRIC,	  /* value of metric k, same scope and period */
	JRT_F_STOCK,	  /* of part k (STOCK), see enum jrt_stock_how */
	JRT_F_NUMBER,	  /* argument */
	JRT_F_ADD,
	JRT_F_SUBTRACT,
	JRT_F_MULTIPLY,
	JRT_F_DIVIDE,
	JRT_F_WEIGH,   /* index: pops weight (share) and value, adds to what lies below */
	JRT_F_COMPOUND /* the rate on top as that of a year: 1 - (1 - r)^periods of a year */
};

/* Moments without rows are no moments: the opening value is that of the period's first one. */
enum jrt_stock_how {
	JRT_STOCK_OPENING,
	JRT_STOCK_ENDS, /* mean of opening and closing */
	JRT_STOCK_MEAN, /* over the moments */
	/* over the units (days, months of the meter's zone) that have some, each by its own mean */
	JRT_STOCK_MEAN_OVER
};

struct jrt_formula_step {
	enum jrt_formula_op op;
	uint32_t k;
	jb_fix argument;
	bool interpolated; /* percentile type 7 instead of the nearest rank (type 1) */
	enum jrt_stock_how stock;
	enum jrt_period_unit unit; /* of JRT_STOCK_MEAN_OVER */
};

enum jrt_metric_kind {
	JRT_KIND_COUNT,
	JRT_KIND_SUM,
	JRT_KIND_RATIO,
	JRT_KIND_MEAN,
	JRT_KIND_NET,
	JRT_KIND_DISTRIBUTION,
	JRT_KIND_SNAPSHOT,
	JRT_KIND_RATE,
	JRT_KIND_INDEX,
	JRT_KIND_FORMULA /* arithmetic over parts of several kinds */
};

enum jrt_better { JRT_BETTER_UNSAID, JRT_BETTER_HIGHER, JRT_BETTER_LOWER };
enum jrt_no_rows { JRT_NO_ROWS_UNSAID, JRT_NO_ROWS_ZERO, JRT_NO_ROWS_NOT_MEASURED };

/* `worst of METRIC for each COLUMN` and `share of intervals of LENGTH meeting METRIC RANGE`: parts
 * and formula are those of METRIC; the parts are kept for each group of rows apart, and the formula
 * gives each group its value. Of a group's rows the key is known: rows without one are unusable. */
enum jrt_grouping_kind {
	JRT_GROUPS_NONE,
	JRT_GROUPS_WORST, /* the value of the worst group, against the direction of `better` */
	JRT_GROUPS_SHARE, /* groups whose value meets `meets`, of those that have a value */
	/* how many standard deviations (n - 1) the value of group `of` lies above the mean of all
	 * groups' values */
	JRT_GROUPS_STANDING
};

struct jrt_threshold;

struct jrt_grouping {
	enum jrt_grouping_kind kind;
	struct jb_text what; /* what one group is, for people: "agent", "interval of 30 min" */
	uint32_t key;	     /* register of `main`; JRT_NONE: stretches of time, see `length` */
	enum jrt_type type;  /* of the key */
	/* Stretches of time of so many microseconds, a divisor of a day, from each midnight of the
	 * meter's zone on. */
	jb_fix length;
	uint64_t counted_at_least;	   /* of a group that has a value; 0: not asked */
	jb_fix usable_at_least;		   /* the same; negative: not asked */
	const struct jrt_threshold *meets; /* of JRT_GROUPS_SHARE */
	struct jb_text of;		   /* of JRT_GROUPS_STANDING: a key, see struct jrt_group */
};

struct jrt_metric {
	struct jb_text name, title;
	struct jb_text definition; /* the formula as written, one line */
	enum jrt_metric_kind kind;
	enum jrt_type type; /* of the value: its unit */
	struct jb_text currency;
	enum jrt_better better;
	enum jrt_no_rows no_rows;
	uint32_t source; /* JRT_NONE where all parts come from other metrics */
	const struct jrt_part *part;
	size_t part_count;
	const struct jrt_formula_step *formula;
	size_t formula_count;
	struct jrt_place place;
	struct jrt_grouping grouping;
};

/* A half-open range of instants. */
struct jrt_range {
	int64_t from, to;
};

/* One table of cells, a cell a period: a metric over the rows of a scope, less the rows relief
 * takes out. */
struct jrt_meter {
	uint32_t metric, scope, periods;
	uint32_t mask; /* register of the source's `main`; JRT_NONE: all rows */
	const struct jrt_range *relief;
	size_t relief_count;
	const uint32_t *surplus; /* of the source's: their rows leave too */
	size_t surplus_count;
	bool asked; /* reported among the measurements (meters that only feed others are not) */
};

/* ---- what is decided ---- */

enum jrt_criterion_kind { JRT_SUCCESS, JRT_OUTCOME, JRT_EXPECTED, JRT_MINIMUM };
enum jrt_comparison {
	JRT_AT_LEAST,
	JRT_AT_MOST,
	JRT_ABOVE,
	JRT_BELOW,
	JRT_WITHIN /* low to high, both in */
};

/* A threshold in force from a day (in the period's zone) on; the first has from = INT32_MIN. The
 * value in force on a period's first day judges the whole period (S27). */
struct jrt_threshold {
	int32_t from;
	enum jrt_comparison comparison;
	jb_fix low, high; /* `low` alone but for JRT_WITHIN */
};

/* `relief for the period when …`: a period is excused when the figure of one meter is in a range,
 * or above so much of the figure of another. Both are of the criterion's periods. */
struct jrt_excuse {
	uint32_t meter;
	struct jrt_bounds range;
	uint32_t forecast; /* meter; JRT_NONE: `range` is asked */
	jb_fix share;
	struct jrt_place place;
};

struct jrt_criterion {
	enum jrt_criterion_kind kind;
	struct jb_text name;  /* "fault_repair.call/service_level", "acme_2026.answer/expected" */
	struct jb_text title; /* for people */
	struct jb_text agreement, guarantee; /* names, empty for success and outcome */
	uint32_t meter;			     /* what is judged */
	uint32_t meter_whole; /* the same without relief, shown beside it; JRT_NONE when there is no
				 relief */
	const struct jrt_threshold *threshold; /* ascending by `from`; empty where it compares */
	size_t threshold_count;
	uint64_t counted_at_least; /* rows; 0: not asked */
	jb_fix usable_at_least;	   /* share; negative: not asked */
	jb_fix confidence;	   /* 0.95 = 950_000; 0: not asked */
	enum jb_rounding rounding; /* before comparing; NONE: the exact fraction */
	jb_fix rounding_step;
	bool has_runs;
	struct jrt_days runs; /* of the agreement */
	enum jrt_part_periods part_periods;
	const struct jrt_days *during, *except; /* seasons */
	size_t during_count, except_count;
	const struct jrt_range
		*excused; /* `relief for the period`: a period that touches one is excused */
	size_t excused_count;
	const struct jrt_excuse *excuse;
	size_t excuse_count;
	struct jrt_place place;
	/* `on 2026-11-10`, `during SEASON` alone: judged once over each of these stretches of days,
	 * whatever the agreement's term; the meter is of single days. None: every period. */
	const struct jrt_days *over;
	size_t over_count;
	/* `worst site counts`: of each period the verdict is that of the worst of so many criteria
	 * from `worst_of` on, which stand before this one and are evidence. 0: it is judged
	 * itself. */
	uint32_t worst_of, worst_count;
	bool evidence; /* one of those: shown, and nothing follows from it */
	/* `mean of values over 2 periods`, `pooled over 2 periods`: what is judged is the mean of
	 * the unrounded values, or the value of the summed states, of so many periods up to this
	 * one (S29). 0 and 1: the period alone. Where one of the earlier is missing or excused:
	 * this period alone if first_alone, else not measured. */
	uint32_t average_over;
	bool average_of_values, first_alone;
	/* `fewer than 20 counted allows 1 failure`: with a smaller n, met when at most so many rows
	 * of a share's denominator are outside its numerator (inside, where less is asked for). 0:
	 * not said. */
	uint64_t few_below, few_failures;
	/* `missing data counts as missed after 10 days`: a period that the data does not cover is
	 * missed once some source covers so many days after its end; negative: never. */
	int32_t missing_after;
	/* `no worse than for team core by more than 5pp`: there is no threshold; the figure may lie
	 * behind that of the meter `against`, which has no row of its own meter's, by `margin` in
	 * the direction of the metric's `better`. */
	bool compares;
	uint32_t against;
	jb_fix margin;
};

/* `terminate when answer missed in any 3 of 6 periods running`; of = count: consecutive periods. */
struct jrt_trigger {
	enum jrt_remedy remedy;
	struct jb_text agreement, guarantee;
	uint32_t criterion;
	uint32_t count, of;
	struct jrt_place place;
};

/* A text that steps compare with. Readers give it the symbol `index + 1`; any other value of a
 * column that is no key may be symbol 0, and of a key column is another symbol, whose number says
 * nothing about the text's place in any order. */
struct jrt_constant_text {
	struct jb_text text; /* in NFC */
};

struct jrt_plan {
	struct jb_text title; /* of the journey, or the file's name */
	const struct jrt_source *source;
	size_t source_count;
	const struct jb_text *zone; /* IANA names */
	size_t zone_count;
	const struct jrt_calendar_spec *calendar;
	size_t calendar_count;
	const struct jrt_constant_text *text;
	size_t text_count;
	const struct jrt_period_spec *periods;
	size_t periods_count;
	const struct jrt_scope *scope;
	size_t scope_count;
	const struct jrt_metric *metric;
	size_t metric_count;
	const struct jrt_meter *meter;
	size_t meter_count;
	const struct jrt_criterion *criterion;
	size_t criterion_count;
	const struct jrt_trigger *trigger;
	size_t trigger_count;
	const struct jrt_flow *flow; /* that cases are compared with */
	size_t flow_count;
	const struct jrt_agreement *agreement; /* in the order of declaration */
	size_t agreement_count;
};

#ifdef __cplusplus
}
#endif
#endif
