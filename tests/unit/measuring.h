/*
 * Measuring for tests: a plan written step by step in C over files written as strings, and the
 * way from a meter and a label to its state. One source named "calls", zone 0 UTC, periods 0
 * every month; a test adds what it is about. Registers are built by small functions that give
 * the register's number.
 */
#ifndef TESTS_MEASURING_H
#define TESTS_MEASURING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "journey/runtime.h"
#include "time/civil.h"

#define MEASURING_MANY 24
#define MEASURING_STEPS 256

enum which { FILTER, KEYS, CHECK, MAIN };

struct measuring {
	struct jb_arena arena;
	struct jrt_plan plan;
	struct jrt_source source;
	struct jrt_column column[MEASURING_MANY];
	struct jrt_step step[4][MEASURING_STEPS];
	size_t steps[4];
	struct jrt_constant_text text[MEASURING_MANY];
	struct jb_text zone[4];
	struct jrt_period_spec periods[4];
	struct jrt_scope scope[1];
	struct jrt_metric metric[MEASURING_MANY];
	struct jrt_part part[MEASURING_MANY][2];
	struct jrt_meter meter[MEASURING_MANY];
	struct jrt_window window[4];
	uint32_t window_key[4];
	struct jrt_require require[4];
	uint32_t ignore[4], identify[4];
	struct jrt_data_file file[8];
	char path[8][128];
	struct jrt_cover_given cover[4];
	struct jrt_input input;
	struct jrt_measured out;
	enum jb_status status;
	struct jb_text why;
};

static inline void measuring_init(struct measuring *t)
{
	memset(t, 0, sizeof *t);
	jb_arena_init(&t->arena, NULL);
	t->zone[0] = JB_TEXT("UTC");
	t->periods[0] =
		(struct jrt_period_spec){.unit = JRT_MONTH, .first_month = 1, .first_day = 1};
	t->scope[0].name = JB_TEXT("all");
	t->source = (struct jrt_source){.name = JB_TEXT("calls"),
					.separator = ',',
					.decimal_point = '.',
					.column = t->column,
					.stop = JRT_NONE,
					.owned = JRT_NONE,
					.latest = JRT_NONE,
					.tolerated = -1,
					.ignore = t->ignore,
					.identify = t->identify,
					.require = t->require,
					.window = t->window};
	t->plan = (struct jrt_plan){.source = &t->source,
				    .source_count = 1,
				    .zone = t->zone,
				    .zone_count = 1,
				    .text = t->text,
				    .periods = t->periods,
				    .periods_count = 1,
				    .scope = t->scope,
				    .scope_count = 1,
				    .metric = t->metric,
				    .meter = t->meter};
	t->input.file = t->file;
	t->input.cover = t->cover;
}

static inline void measuring_release(struct measuring *t)
{
	for (size_t i = 0; i < t->input.file_count; i++)
		if (t->path[i][0])
			unlink(t->path[i]);
	jb_arena_release(&t->arena);
}

/* ---- the source ---- */

static inline uint32_t column(struct measuring *t, const char *name, enum jrt_type type)
{
	uint32_t number = (uint32_t)t->source.column_count++;

	t->column[number] = (struct jrt_column){.name = jb_text_of(name),
						.header = jb_text_of(name),
						.type = type,
						.scale_num = 1,
						.scale_den = 1,
						.needed = true,
						.key = type == JRT_TEXT};
	return number;
}

/* `missing "…"` */
static inline void missing(struct measuring *t, uint32_t col, const char *value)
{
	struct jb_text *list = JB_NEW(&t->arena, struct jb_text);

	*list = jb_text_of(value);
	t->column[col].missing = list;
	t->column[col].missing_count = 1;
}

/* `at`: a timestamp in zone 0, "2026-03-05 09:12:58". */
static inline uint32_t time_column(struct measuring *t, const char *name)
{
	uint32_t number = column(t, name, JRT_INSTANT);

	t->column[number].format = JB_TEXT("%Y-%m-%d %H:%M:%S");
	t->column[number].zone = t->zone[0];
	return number;
}

static inline uint32_t step(struct measuring *t, enum which which, struct jrt_step new_step)
{
	t->step[which][t->steps[which]] = new_step;
	return (uint32_t)t->steps[which]++;
}

static inline uint32_t of_column(struct measuring *t, enum which which, uint32_t number)
{
	return step(t, which,
		    (struct jrt_step){
			    .op = JRT_OP_COLUMN, .type = t->column[number].type, .a = number});
}

static inline uint32_t number(struct measuring *t, enum which which, double value)
{
	return step(t, which,
		    (struct jrt_step){.op = JRT_OP_CONSTANT,
				      .type = JRT_NUMBER,
				      .k = (int64_t)(value * 1e6)});
}

static inline uint32_t text(struct measuring *t, enum which which, const char *value)
{
	size_t k = 0;

	while (k < t->plan.text_count && !jb_text_is(t->text[k].text, value))
		k++;
	if (k == t->plan.text_count)
		t->text[t->plan.text_count++].text = jb_text_of(value);
	return step(t, which,
		    (struct jrt_step){.op = JRT_OP_CONSTANT, .type = JRT_TEXT, .k = (int64_t)k});
}

/* A step of a flag or number over registers. */
static inline uint32_t op(struct measuring *t, enum which which, enum jrt_op what, uint32_t a,
			  uint32_t b)
{
	enum jrt_type type = what >= JRT_OP_ADD && what <= JRT_OP_NEGATE ? JRT_NUMBER
			     : what == JRT_OP_SPAN			 ? JRT_DURATION
									 : JRT_FLAG;

	return step(t, which, (struct jrt_step){.op = what, .type = type, .a = a, .b = b});
}

/* COLUMN is "VALUE" */
static inline uint32_t is_text(struct measuring *t, enum which which, uint32_t col,
			       const char *value)
{
	uint32_t a = of_column(t, which, col);

	return op(t, which, JRT_OP_EQUAL, a, text(t, which, value));
}

/* COLUMN compared with a number */
static inline uint32_t compare(struct measuring *t, enum which which, uint32_t col,
			       enum jrt_op what, double value)
{
	uint32_t a = of_column(t, which, col);

	return op(t, which, what, a, number(t, which, value));
}

static inline void ignore_where(struct measuring *t, uint32_t condition)
{
	t->ignore[t->source.ignore_count++] = condition;
}

static inline struct jrt_require *require(struct measuring *t, uint32_t condition,
					  enum jrt_fate fate)
{
	struct jrt_require *new_require = &t->require[t->source.require_count++];

	*new_require = (struct jrt_require){.condition = condition,
					    .fate = fate,
					    .tolerated = -1,
					    .text = JB_TEXT("wait >= 0s"),
					    .place = {JB_TEXT("story.journey"), 7}};
	return new_require;
}

static inline void time_of(struct measuring *t, uint32_t col)
{
	t->source.time = of_column(t, MAIN, col);
}

static inline void identify_by(struct measuring *t, uint32_t col)
{
	t->identify[t->source.identify_count++] = of_column(t, KEYS, col);
}

/* `again by KEY among AMONG within DAYS`; gives the register. */
static inline uint32_t again(struct measuring *t, uint32_t key, uint32_t among, int64_t days)
{
	uint32_t w = (uint32_t)t->source.window_count++;

	t->window_key[w] = key;
	t->window[w] = (struct jrt_window){.key = &t->window_key[w],
					   .key_count = 1,
					   .among = among,
					   .length = days * JRT_DAY_US};
	return step(t, MAIN, (struct jrt_step){.op = JRT_OP_AGAIN, .type = JRT_FLAG, .k = w});
}

static inline void covers(struct measuring *t, int year, unsigned month, int day, unsigned to_month,
			  int to_day)
{
	t->source.covers = JRT_COVERS_DATES;
	t->source.covers_from = (int32_t)jrt_civil_days(year, month, day);
	t->source.covers_to = (int32_t)jrt_civil_days(year, to_month, to_day);
}

/* ---- what is measured ---- */

/* A metric of one part, with a meter for every month; gives the meter's number. */
static inline uint32_t meter(struct measuring *t, struct jrt_part part)
{
	uint32_t number_of = (uint32_t)t->plan.meter_count++;

	t->plan.metric_count++;
	t->part[number_of][0] = part;
	t->metric[number_of] = (struct jrt_metric){
		.name = JB_TEXT("m"), .source = 0, .part = t->part[number_of], .part_count = 1};
	t->meter[number_of] =
		(struct jrt_meter){.metric = number_of, .mask = JRT_NONE, .asked = true};
	return number_of;
}

static inline struct jrt_part count_among(uint32_t among)
{
	return (struct jrt_part){.kind = JRT_PART_COUNT, .among = among};
}

static inline struct jrt_part share(uint32_t a, uint32_t among)
{
	return (struct jrt_part){.kind = JRT_PART_SHARE, .a = a, .among = among};
}

/* ---- files, running, results ---- */

static inline void file_at(struct measuring *t, const char *path)
{
	t->file[t->input.file_count++] =
		(struct jrt_data_file){.source = JB_TEXT("calls"), .path = jb_text_of(path)};
}

static inline void file_of(struct measuring *t, const char *bytes)
{
	char *path = t->path[t->input.file_count];
	FILE *file;
	int fd;

	snprintf(path, sizeof t->path[0], "/tmp/measuring-");
	memset(path + strlen(path), 'X', 6); /* what mkstemp fills in */
	fd = mkstemp(path);
	file = fdopen(fd, "wb");
	fputs(bytes, file);
	fclose(file);
	file_at(t, path);
}

/* The steps so far become the programs of the source. */
static inline void programs(struct measuring *t)
{
	t->source.filter = (struct jrt_program){.step = t->step[FILTER], .count = t->steps[FILTER]};
	t->source.keys = (struct jrt_program){.step = t->step[KEYS], .count = t->steps[KEYS]};
	t->source.check = (struct jrt_program){.step = t->step[CHECK], .count = t->steps[CHECK]};
	t->source.main = (struct jrt_program){.step = t->step[MAIN], .count = t->steps[MAIN]};
}

static inline void run(struct measuring *t)
{
	programs(t);
	t->why = JB_TEXT("");
	t->status = jrt_measure(&t->plan, &t->input, &t->arena, &t->out, &t->why);
}

static inline const struct jrt_cell *cell(const struct measuring *t, uint32_t meter_number,
					  const char *label)
{
	for (size_t i = 0; i < t->out.cell_count; i++)
		if (t->out.cell[i].meter == meter_number && jb_text_is(t->out.cell[i].label, label))
			return &t->out.cell[i];
	return NULL;
}

static inline const struct jrt_part_state *state_of(const struct measuring *t,
						    uint32_t meter_number, const char *label)
{
	const struct jrt_cell *found = cell(t, meter_number, label);
	static const struct jrt_part_state none = {.n = UINT64_MAX};

	return found ? found->part : &none;
}

static inline bool has_finding(const struct measuring *t, const char *code)
{
	for (size_t i = 0; i < t->out.finding_count; i++)
		if (jb_text_is(t->out.finding[i].code, code))
			return true;
	return false;
}

static inline bool has_reject(const struct measuring *t, uint64_t line, const char *code)
{
	for (size_t i = 0; i < t->out.reject_count; i++)
		if (t->out.reject[i].line == line && jb_text_is(t->out.reject[i].code, code))
			return true;
	return false;
}

#endif
