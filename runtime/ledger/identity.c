/*
 * A step's digest is made of those of the steps it looks at, so registers may be renumbered and
 * other steps come and go without its being another. One pass a program: operands stand before.
 */
#include "journey/plan_op.h"
#include "ledger/identity.h"

#include "base/buf.h"

/* The digests of a program's registers. */
struct steps {
	const struct jb_digest *at;
	size_t count;
};

/* Those of a source, program by program. */
struct registers {
	struct steps filter, keys, check, main;
	struct jb_digest rows; /* which rows the source has, and when */
};

struct identity {
	const struct jrt_plan *plan;
	struct jb_arena *arena;
	struct registers *source;
};

static void add_digest(struct jb_hash *hash, const struct jb_digest *digest)
{
	jb_hash_add(hash, digest->byte, JB_DIGEST_SIZE);
}

static void add_flag(struct jb_hash *hash, bool flag)
{
	jb_hash_add_number(hash, flag);
}

static void add_signed(struct jb_hash *hash, int64_t number)
{
	jb_hash_add_number(hash, (uint64_t)number);
}

/* A register of a program; JRT_NONE is something of its own. */
static void add_register(struct jb_hash *hash, struct steps of, uint32_t number)
{
	add_flag(hash, number < of.count);
	if (number < of.count)
		add_digest(hash, &of.at[number]);
}

static void add_registers(struct jb_hash *hash, struct steps of, const uint32_t *number,
			  size_t count)
{
	jb_hash_add_number(hash, count);
	for (size_t i = 0; i < count; i++)
		add_register(hash, of, number[i]);
}

static void add_zone(struct jb_hash *hash, const struct jrt_plan *plan, uint32_t zone)
{
	jb_hash_add_text(hash, zone < plan->zone_count ? plan->zone[zone] : JB_TEXT(""));
}

static void add_constant(struct jb_hash *hash, const struct jrt_plan *plan, uint32_t text)
{
	jb_hash_add_text(hash, text < plan->text_count ? plan->text[text].text : JB_TEXT(""));
}

static void add_numbers(struct jb_hash *hash, const uint32_t *number, size_t count)
{
	jb_hash_add_number(hash, count);
	for (size_t i = 0; i < count; i++)
		jb_hash_add_number(hash, number[i]);
}

/* What a case is compared with. */
static void add_flow(struct jb_hash *hash, const struct jrt_flow *flow)
{
	jb_hash_add_number(hash, flow->step_count);
	for (size_t i = 0; i < flow->step_count; i++) {
		const struct jrt_flow_step *step = &flow->step[i];

		jb_hash_add_text(hash, step->name);
		add_flag(hash, step->seen);
		add_flag(hash, step->may_repeat);
		add_flag(hash, step->may_be_left_out);
		add_flag(hash, step->starts);
		add_flag(hash, step->ends);
		add_numbers(hash, step->free_with, step->free_with_count);
		add_numbers(hash, step->recovers, step->recovers_count);
	}
	jb_hash_add_number(hash, flow->way_count);
	for (size_t i = 0; i < flow->way_count; i++) {
		jb_hash_add_number(hash, flow->way[i].from);
		jb_hash_add_number(hash, flow->way[i].to);
		jb_hash_add_number(hash, flow->way[i].kind);
	}
}

static void add_column(struct jb_hash *hash, const struct identity *at,
		       const struct jrt_source *source, uint32_t number)
{
	const struct jrt_column *column = &source->column[number];

	jb_hash_add_text(hash, column->name);
	jb_hash_add_number(hash, column->type);
	jb_hash_add_text(hash, column->currency);
	jb_hash_add_number(hash, column->rounding);
	add_signed(hash, column->rounding_step);
	add_signed(hash, column->shift);
	add_flag(hash, column->bounded);
	if (column->bounded) {
		add_signed(hash, column->low);
		add_signed(hash, column->high);
	}
	if (source->cases == NULL)
		return;
	const struct jrt_case_column *value = &source->cases->column[number];

	jb_hash_add_number(hash, value->value);
	add_flag(hash, value->after_start);
	add_constant(hash, at->plan, value->step);
	if (value->value == JRT_CASE_VALUE) {
		add_flag(hash, value->last);
		add_register(hash, at->source[source->cases->log].main, value->value_of);
	} else if (value->value == JRT_CASE_DEVIATES) {
		jb_hash_add_number(hash, value->deviations);
		add_flow(hash, &at->plan->flow[value->flow]);
	}
}

static void add_window(struct jb_hash *hash, const struct identity *at,
		       const struct jrt_window *window, struct steps of)
{
	add_registers(hash, of, window->key, window->key_count);
	add_register(hash, of, window->among);
	add_flag(hash, window->calendar_days);
	add_signed(hash, window->calendar_days ? window->days : window->length);
	if (window->calendar_days)
		add_zone(hash, at->plan, window->zone);
}

static void add_calendar(struct jb_hash *hash, const struct jrt_plan *plan, int64_t number)
{
	if (number < 0 || (uint64_t)number >= plan->calendar_count)
		return;
	const struct jrt_calendar_spec *calendar = &plan->calendar[number];

	add_zone(hash, plan, calendar->zone);
	jb_hash_add_number(hash, calendar->hours_count);
	for (size_t i = 0; i < calendar->hours_count; i++) {
		jb_hash_add_number(hash, calendar->hours[i].weekday);
		add_signed(hash, calendar->hours[i].from);
		add_signed(hash, calendar->hours[i].to);
	}
}

static void add_step(struct jb_hash *hash, const struct identity *at,
		     const struct jrt_source *source, const struct jrt_step *step, struct steps of)
{
	const uint32_t operand[] = {step->a, step->b, step->c};

	jb_hash_add_number(hash, step->op);
	jb_hash_add_number(hash, step->type);
	add_registers(hash, of, operand, jrt_op_operands(step->op));
	switch (step->op) {
	case JRT_OP_COLUMN: add_column(hash, at, source, step->a); break;
	case JRT_OP_AGAIN: add_window(hash, at, &source->window[step->k], of); break;
	case JRT_OP_OPEN_SPAN: add_calendar(hash, at->plan, step->k); break;
	case JRT_OP_AT:
	case JRT_OP_DATE: add_zone(hash, at->plan, (uint32_t)step->k); break;
	case JRT_OP_CONSTANT:
		if (step->type == JRT_TEXT)
			add_constant(hash, at->plan, (uint32_t)step->k);
		else
			add_signed(hash, step->k);
		break;
	default: add_signed(hash, step->k); break;
	}
}

static struct steps registers_of(const struct identity *at, const struct jrt_source *source,
				 const struct jrt_program *program)
{
	struct jb_digest *of = JB_NEW_ARRAY(at->arena, struct jb_digest, program->count);

	for (size_t i = 0; i < program->count; i++) {
		struct jb_hash hash;

		jb_hash_init(&hash);
		add_step(&hash, at, source, &program->step[i], (struct steps){of, i});
		of[i] = jb_hash_end(&hash);
	}
	return (struct steps){of, program->count};
}

static void add_mark(struct jb_hash *hash, const struct identity *at,
		     const struct jrt_case_mark *mark)
{
	add_flag(hash, mark->given);
	add_flag(hash, mark->last);
	add_constant(hash, at->plan, mark->step);
}

/* Cases have the rows of their log, which stands before them. */
static void add_cases(struct jb_hash *hash, const struct identity *at,
		      const struct jrt_source *source)
{
	const struct jrt_cases *cases = source->cases;
	const struct registers *log = &at->source[cases->log];

	add_digest(hash, &log->rows);
	add_register(hash, log->main, cases->key);
	add_register(hash, log->main, cases->step);
	add_register(hash, log->main, cases->time);
	add_mark(hash, at, &cases->start);
	add_mark(hash, at, &cases->end);
	add_column(hash, at, source, cases->time_column);
	add_registers(hash, log->main, cases->sight, cases->sight_count);
}

/* When a period of this kind begins and ends. */
static void add_periods(struct jb_hash *hash, const struct jrt_plan *plan, uint32_t number)
{
	const struct jrt_period_spec *periods = &plan->periods[number];

	jb_hash_add_number(hash, periods->unit);
	jb_hash_add_number(hash, periods->first_month);
	jb_hash_add_number(hash, periods->first_day);
	add_zone(hash, plan, periods->zone);
}

static struct jb_digest rows_of(const struct identity *at, const struct jrt_source *source,
				const struct registers *of)
{
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add_text(&hash, source->name);
	add_registers(&hash, of->filter, source->ignore, source->ignore_count);
	add_register(&hash, of->filter, source->stop);
	add_registers(&hash, of->keys, source->identify, source->identify_count);
	add_register(&hash, of->keys, source->latest);
	for (size_t i = 0; i < source->require_count; i++) {
		const struct jrt_require *require = &source->require[i];

		if (require->fate == JRT_WARN)
			continue;
		jb_hash_add_number(&hash, require->fate);
		add_register(&hash, of->check, require->condition);
		if (require->fate == JRT_MAKE_MISSING)
			jb_hash_add_text(&hash, source->column[require->column].name);
	}
	add_register(&hash, of->main, source->time);
	add_zone(&hash, at->plan, source->time_zone);
	add_flag(&hash, source->row_covers);
	if (source->row_covers)
		add_periods(&hash, at->plan, source->row_period);
	add_flag(&hash, source->others_are_an_error);
	if (source->others_are_an_error)
		add_register(&hash, of->main, source->owned);
	add_flag(&hash, source->cases != NULL);
	if (source->cases != NULL)
		add_cases(&hash, at, source);
	return jb_hash_end(&hash);
}

static void look_at_source(struct identity *at, uint32_t number)
{
	const struct jrt_source *source = &at->plan->source[number];
	struct registers *of = &at->source[number];

	of->filter = registers_of(at, source, &source->filter);
	of->keys = registers_of(at, source, &source->keys);
	of->check = registers_of(at, source, &source->check);
	of->main = registers_of(at, source, &source->main);
}

/* ---- meters ---- */

static bool looks_at_b(enum jrt_part_kind kind)
{
	return kind == JRT_PART_SUM_SHARE || kind == JRT_PART_NET || kind == JRT_PART_TIME;
}

static void add_part(struct jb_hash *hash, const struct identity *at,
		     const struct jrt_source *source, const struct jrt_part *part, struct steps of)
{
	jb_hash_add_number(hash, part->kind);
	jb_hash_add_number(hash, part->type);
	add_register(hash, of, part->among);
	add_register(hash, of, part->kind == JRT_PART_COUNT ? JRT_NONE : part->a);
	add_register(hash, of, looks_at_b(part->kind) ? part->b : JRT_NONE);
	if (part->kind == JRT_PART_TIME) {
		add_calendar(hash, at->plan, part->calendar);
		add_flag(hash, part->outside);
	}
	jb_hash_add_number(hash, part->rounding);
	add_signed(hash, part->rounding_step);
	for (size_t w = 0; w < source->window_count && w < 64; w++)
		if (part->windows >> w & 1)
			add_window(hash, at, &source->window[w], of);
}

/* The parts of a metric, and which rows of its source they look at. */
static void add_counts(struct jb_hash *hash, const struct identity *at,
		       const struct jrt_meter *meter)
{
	const struct jrt_metric *metric = &at->plan->metric[meter->metric];
	const struct jrt_source *source = &at->plan->source[metric->source];
	const struct registers *of = &at->source[metric->source];

	add_digest(hash, &of->rows);
	add_register(hash, of->main, meter->mask);
	for (size_t i = 0; i < metric->part_count; i++)
		add_part(hash, at, source, &metric->part[i], of->main);
}

/* Relief that takes the rows above a forecast out. The forecast is a plain sum. */
static void add_surplus(struct jb_hash *hash, const struct identity *at,
			const struct jrt_surplus *surplus, struct steps of)
{
	const struct jrt_meter *forecast = &at->plan->meter[surplus->meter];

	add_register(hash, of, surplus->mask);
	add_signed(hash, surplus->share);
	jb_hash_add_text(hash, surplus->text);
	add_periods(hash, at->plan, surplus->periods);
	add_flag(hash, at->plan->metric[forecast->metric].source != JRT_NONE);
	if (at->plan->metric[forecast->metric].source != JRT_NONE)
		add_counts(hash, at, forecast);
}

/* All groups are kept: which one is asked for is for the judge to look at. */
static void add_grouping(struct jb_hash *hash, const struct jrt_grouping *grouping, struct steps of)
{
	jb_hash_add_number(hash, grouping->kind);
	if (grouping->kind == JRT_GROUPS_NONE)
		return;
	add_register(hash, of, grouping->key);
	add_signed(hash, grouping->length);
}

static struct jb_digest meter_of(const struct identity *at, const struct jrt_meter *meter)
{
	const struct jrt_metric *metric = &at->plan->metric[meter->metric];
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add_text(&hash, metric->name);
	jb_hash_add_number(&hash, metric->part_count);
	if (metric->source == JRT_NONE)
		return jb_hash_end(&hash);
	const struct jrt_source *source = &at->plan->source[metric->source];
	const struct steps main = at->source[metric->source].main;

	add_periods(&hash, at->plan, meter->periods);
	add_counts(&hash, at, meter);
	jb_hash_add_number(&hash, meter->surplus_count);
	for (size_t i = 0; i < meter->surplus_count; i++)
		add_surplus(&hash, at, &source->surplus[meter->surplus[i]], main);
	add_grouping(&hash, &metric->grouping, main);
	return jb_hash_end(&hash);
}

const struct jb_digest *jrt_identity_meters(const struct jrt_plan *plan, struct jb_arena *arena)
{
	struct identity at = {.plan = plan, .arena = arena};
	struct jb_digest *out = JB_NEW_ARRAY(arena, struct jb_digest, plan->meter_count);

	at.source = JB_NEW_ARRAY(arena, struct registers, plan->source_count);
	for (uint32_t s = 0; s < plan->source_count; s++)
		look_at_source(&at, s);
	for (uint32_t s = 0; s < plan->source_count; s++)
		if (plan->source[s].cases == NULL)
			at.source[s].rows = rows_of(&at, &plan->source[s], &at.source[s]);
	for (uint32_t s = 0; s < plan->source_count; s++)
		if (plan->source[s].cases != NULL)
			at.source[s].rows = rows_of(&at, &plan->source[s], &at.source[s]);
	for (uint32_t m = 0; m < plan->meter_count; m++)
		out[m] = meter_of(&at, &plan->meter[m]);
	return out;
}

struct jb_text jrt_identity_text(const struct jrt_plan *plan, struct jb_arena *arena)
{
	const struct jb_digest *meter = jrt_identity_meters(plan, arena);
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (uint32_t m = 0; m < plan->meter_count; m++) {
		jb_buf_add_text(&buf, jb_digest_hex(arena, &meter[m]));
		jb_buf_add_byte(&buf, '\n');
	}
	return jb_buf_text(&buf);
}

const struct jb_digest *jrt_identity_read(struct jb_text text, struct jb_arena *arena,
					  size_t *count)
{
	const size_t line = JB_DIGEST_HEX + 1;
	struct jb_digest *out;

	if (text.size % line != 0)
		return NULL;
	*count = text.size / line;
	out = JB_NEW_ARRAY(arena, struct jb_digest, *count);
	for (size_t i = 0; i < *count; i++)
		if (!jb_digest_parse(jb_text_slice(text, i * line, i * line + JB_DIGEST_HEX),
				     &out[i]) ||
		    text.at[i * line + JB_DIGEST_HEX] != '\n')
			return NULL;
	return out;
}
