/*
 * Answers for tests: a plan of every kind of part over five rows, the two queries of it, and what
 * an engine would say to them, written by hand. A test gives them as they are or puts something
 * else in the place of one field.
 */
#ifndef TESTS_ANSWERING_H
#define TESTS_ANSWERING_H

#include "giving.h"

#define PARTS 14

enum { ABOVE_OF_B = 11, LESS_OUTAGE, LATEST, IS_B = 0, IN_OUTAGE };

/* 2 March 2026 */
static const struct jrt_range outage = {1772409600000000, 1772496000000000};

static const char data[] = "at,x,name\n"
			   "2026-03-01 00:00:00,1.5,b\n"
			   "2026-03-02 00:00:00,-7,a\n"
			   "2026-03-03 00:00:00,,a\n"
			   "2026-03-09 00:00:00,2,b\n"
			   "2026-04-09 06:00:00,2,\xc3\xa9\n";

/* The same, as an engine says it: a line for each period and class. */
static const struct given {
	const char *period, *class, *rows, *first, *last;
	const char *n, *unusable, *sum, *high, *above, *below, *max, *min;
} groups[] = {
	{"24314", "1", "2", "1772323200000000", "1773014400000000", "2", "0", "3500000", "0", "2",
	 "0", "2000000", "1500000"},
	{"24314", "2", "1", "1772409600000000", "1772409600000000", "1", "0", "4287967296", "-1",
	 "0", "1", "-7000000", "-7000000"},
	{"24314", "0", "1", "1772496000000000", "1772496000000000", "0", "1", NULL, NULL, "0", "0",
	 NULL, NULL},
	{"24315", "0", "1", "1775714400000000", "1775714400000000", "1", "0", "2000000", "0", "1",
	 "0", "2000000", "2000000"},
};

/* Values of parts 6 and 7 (of x) and 10 (of the name); é comes in two pieces once. Those of part 7
 * in class 1 are a run. */
static const char *const values[][6] = {
	{"24314", "1", "6", "1500000", "1"},
	{"24314", "1", "6", "2000000", "1"},
	{"24314", "2", "6", "-7000000", "1"},
	{"24315", "0", "6", "2000000", "1"},
	{"24314", "1", "7", "1500000", "2", "A500000.A"},
	{"24314", "2", "7", "-7000000", "1"},
	{"24315", "0", "7", "2000000", "1"},
	{"24314", "1", "10", "b", "2"},
	{"24314", "2", "10", "a", "1"},
	{"24314", "0", "10", "a", "1"},
	{"24315", "0", "10", "e\xcc\x81", "1"},
};

#define GROUPS (sizeof groups / sizeof *groups)
#define VALUES (sizeof values / sizeof *values)

static struct jrt_query_column said[2][COLUMNS];
static struct jrt_query_bit bit[2];
static struct jrt_query_part part[PARTS];
static struct jrt_query_meter query_meter[PARTS];
static uint32_t part_number[PARTS];

/* ---- the plan ---- */

static const struct jrt_formula_step alone = {.op = JRT_F_PART};
static const struct jrt_formula_step median = {.op = JRT_F_PERCENTILE, .argument = 500000};

static inline void meters(void)
{
	uint32_t time = time_column(&t, "at"), x = column(&t, "x", JRT_NUMBER),
		 name = column(&t, "name", JRT_TEXT), is_b, above, below, value;

	time_of(&t, time);
	is_b = is_text(&t, MAIN, name, "b");
	above = compare(&t, MAIN, x, JRT_OP_ABOVE, 0);
	below = op(&t, MAIN, JRT_OP_NOT, above, 0);
	value = of_column(&t, MAIN, x);
	name = of_column(&t, MAIN, name);
	for (uint32_t kind = JRT_PART_COUNT; kind <= JRT_PART_MIN; kind++) {
		bool flags = kind == JRT_PART_SHARE || kind == JRT_PART_NET;

		meter(&t, (struct jrt_part){.kind = (enum jrt_part_kind)kind,
					    .among = JRT_NONE,
					    .type = JRT_NUMBER,
					    .a = flags ? above : value,
					    .b = flags ? below : value});
	}
	meter(&t,
	      (struct jrt_part){
		      .kind = JRT_PART_DISTINCT, .among = JRT_NONE, .type = JRT_TEXT, .a = name});
	t.meter[meter(&t, count_among(above))].mask = is_b;
	meter(&t, count_among(JRT_NONE));
	t.meter[LESS_OUTAGE].relief = &outage;
	t.meter[LESS_OUTAGE].relief_count = 1;
	meter(&t,
	      (struct jrt_part){
		      .kind = JRT_PART_LAST, .among = JRT_NONE, .type = JRT_NUMBER, .a = value});
	for (uint32_t m = 0; m < t.plan.metric_count; m++) {
		t.metric[m].formula = m == JRT_PART_VALUES ? &median : &alone;
		t.metric[m].formula_count = 1;
	}
	bit[IS_B] = (struct jrt_query_bit){.mask = is_b};
	bit[IN_OUTAGE] =
		(struct jrt_query_bit){.mask = JRT_NONE, .range = &outage, .range_count = 1};
}

/* ---- the queries ---- */

static inline void says(unsigned q, enum jrt_query_what what, uint32_t index)
{
	struct jb_text name = jb_text_printf(&t.arena, "c%zu", query[q].column_count);

	said[q][query[q].column_count++] = (struct jrt_query_column){what, index, name};
}

static inline void columns(void)
{
	for (enum jrt_query_what what = JRT_QUERY_NAME; what <= JRT_QUERY_LAST; what++)
		says(0, what, 0);
	for (uint32_t p = 0; p < PARTS; p++) {
		says(0, JRT_QUERY_N, p);
		says(0, JRT_QUERY_UNUSABLE, p);
		if ((p > 0 && p < 6) || p == JRT_PART_MAX || p == JRT_PART_MIN || p == LATEST)
			says(0, JRT_QUERY_NUM, p);
		if (p == JRT_PART_SUM || p == JRT_PART_SUM_SHARE || p == JRT_PART_MEAN)
			says(0, JRT_QUERY_NUM_HIGH, p);
		if (p == JRT_PART_SUM_SHARE || p == JRT_PART_NET || p == LATEST)
			says(0, JRT_QUERY_DEN, p);
		if (p == JRT_PART_SUM_SHARE)
			says(0, JRT_QUERY_DEN_HIGH, p);
	}
	says(1, JRT_QUERY_NAME, 0);
	says(1, JRT_QUERY_PLAN, 0);
	says(1, JRT_QUERY_PERIOD, 0);
	says(1, JRT_QUERY_CLASS, 0);
	says(1, JRT_QUERY_PART, 0);
	says(1, JRT_QUERY_VALUE, 0);
	says(1, JRT_QUERY_COUNT, 0);
	says(1, JRT_QUERY_RUN, 0);
}

static inline void made_queries(void)
{
	for (unsigned q = 0; q < 2; q++)
		query[q] =
			(struct jrt_query){.name = q ? JB_TEXT("calls, values") : JB_TEXT("calls"),
					   .column = said[q],
					   .bit = bit,
					   .bit_count = 2,
					   .values = q == 1};
	columns();
	query[0].part = part;
	query[0].part_count = PARTS;
	query[0].meter = query_meter;
	query[0].meter_count = PARTS;
	for (uint32_t p = 0; p < PARTS; p++) {
		part_number[p] = p;
		part[p] = (struct jrt_query_part){.part = &t.metric[p].part[0],
						  .name = t.metric[p].name};
		query_meter[p] =
			(struct jrt_query_meter){.meter = p,
						 .mask = p == ABOVE_OF_B ? IS_B : JRT_NONE,
						 .relief = p == LESS_OUTAGE ? IN_OUTAGE : JRT_NONE,
						 .part = &part_number[p]};
	}
	queries = (struct jrt_queries){
		.plan = jb_hash_text(JB_TEXT("the plan")), .query = query, .count = 2};
}

/* ---- answers ---- */

/* Parts whose operand is x, and those that every row counts for. */
static inline bool is_of_x(uint32_t p)
{
	return (p >= JRT_PART_SUM && p <= JRT_PART_MIN) || p == ABOVE_OF_B || p == LATEST;
}

static inline const char *num_of(const struct given *g, uint32_t p)
{
	switch (p) {
	case JRT_PART_SHARE:
	case JRT_PART_NET: return g->above;
	case LATEST: /* of each line the largest, too */
	case JRT_PART_MAX: return g->max;
	case JRT_PART_MIN: return g->min;
	default: return g->sum;
	}
}

static inline const char *counted(const struct given *g, const struct jrt_query_column *column)
{
	const uint32_t p = column->index;

	switch (column->what) {
	case JRT_QUERY_FATE: return "accepted";
	case JRT_QUERY_PERIOD: return g->period;
	case JRT_QUERY_CLASS: return g->class;
	case JRT_QUERY_KEYED: return "0";
	case JRT_QUERY_ROWS: return g->rows;
	case JRT_QUERY_FIRST: return g->first;
	case JRT_QUERY_LAST: return g->last;
	case JRT_QUERY_N: return p == ABOVE_OF_B ? g->above : is_of_x(p) ? g->n : g->rows;
	case JRT_QUERY_UNUSABLE: return is_of_x(p) ? g->unusable : "0";
	case JRT_QUERY_NUM: return num_of(g, p);
	case JRT_QUERY_DEN:
		if (p == LATEST)
			return g->max ? g->last : NULL;
		return p == JRT_PART_NET ? g->below : g->sum;
	case JRT_QUERY_NUM_HIGH:
	case JRT_QUERY_DEN_HIGH: return g->high;
	default: return NULL;
	}
}

static inline const char *value_of(const char *const *line, const struct jrt_query_column *column)
{
	switch (column->what) {
	case JRT_QUERY_PERIOD: return line[0];
	case JRT_QUERY_CLASS: return line[1];
	case JRT_QUERY_PART: return line[2];
	case JRT_QUERY_VALUE: return line[3];
	case JRT_QUERY_RUN: return line[5];
	default: return line[4];
	}
}

/* What an engine says of rows that are not accepted, where a test says nothing else. */
static inline struct jb_text not_accepted(enum jrt_query_what what)
{
	return what == JRT_QUERY_KEYED || (what >= JRT_QUERY_BROKEN && what <= JRT_QUERY_NOT_DUE)
		       ? JB_TEXT("0")
		       : of(NULL);
}

static const char *field_of(unsigned q, unsigned line, size_t column)
{
	return q ? value_of(values[line], &said[1][column])
		 : counted(&groups[line], &said[0][column]);
}

static unsigned line_count(unsigned q)
{
	return q ? VALUES : GROUPS;
}

static inline void prepared(void)
{
	with = (struct jrt_answers_with){0};
	as_files = true;
	meters();
	file_of(&t, data);
	runs();
	made_queries();
}

#endif
