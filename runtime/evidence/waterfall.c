/*
 * The waterfall: a line for every part of every cell, from the rows that were read to those that
 * are counted. Each number is the one before it less what was taken out between them.
 */
#include "evidence/record.h"
#include "report/words.h"

/* What only some kinds of parts have: rows of the numerator. */
static void add_numerator(struct jrt_json *json, const struct jrt_part_state *part)
{
	if (part->group_count)
		return;
	if (part->kind == JRT_PART_SHARE)
		jrt_json_integer(json, "in_numerator", part->num);
	if (part->kind == JRT_PART_NET) {
		jrt_json_integer(json, "for", (jb_i128)part->positive);
		jrt_json_integer(json, "against", (jb_i128)part->negative);
	}
}

static void add_source(struct jrt_json *json, const struct jrt_plan *plan,
		       const struct jrt_source_tally *source)
{
	jrt_json_string(json, "source", plan->source[source->source].name);
	jrt_json_integer(json, "read", (jb_i128)source->rows);
	jrt_json_integer(json, "ignored", (jb_i128)source->ignored);
	jrt_json_integer(json, "duplicates", (jb_i128)source->duplicates);
	jrt_json_integer(json, "rejected", (jb_i128)source->rejected);
	jrt_json_integer(json, "accepted", (jb_i128)source->accepted);
}

static void add_steps(struct jrt_json *json, const struct jrt_source_tally *source,
		      const struct jrt_steps *steps)
{
	jrt_json_integer(json, "other_periods", (jb_i128)source->accepted - steps->in_period);
	jrt_json_integer(json, "in_period", (jb_i128)steps->in_period);
	jrt_json_integer(json, "other_scopes", (jb_i128)steps->in_period - steps->in_scope);
	jrt_json_integer(json, "in_scope", (jb_i128)steps->in_scope);
	jrt_json_integer(json, "relieved", (jb_i128)steps->relieved);
}

static void add_part(struct jrt_json *json, const struct jrt_part_state *part)
{
	jrt_json_integer(json, "left_out", (jb_i128)part->left_out);
	jrt_json_integer(json, "not_due", (jb_i128)part->not_due);
	jrt_json_integer(json, "unusable", (jb_i128)part->unusable);
	if (part->beyond)
		jrt_json_integer(json, "beyond", (jb_i128)part->beyond);
	jrt_json_integer(json, "counted", (jb_i128)part->n);
	add_numerator(json, part);
}

static void add_subject(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_cell *cell)
{
	const struct jrt_meter *meter = &plan->meter[cell->meter];
	const struct jrt_scope *scope = &plan->scope[meter->scope];
	struct jb_buf every;

	jb_buf_init(&every, json->out->arena);
	jrt_word_add_periods(&every, plan, meter->periods);
	jrt_json_integer(json, "meter", cell->meter);
	jrt_json_string(json, "metric", plan->metric[meter->metric].name);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", scope->site);
	jrt_json_string(json, "every", jb_buf_text(&every));
	jrt_json_string(json, "period", cell->label);
}

static void add_cell(struct jrt_json *json, const struct jrt_record *record,
		     const struct jrt_cell *cell)
{
	const struct jrt_metric *metric =
		&record->plan->metric[record->plan->meter[cell->meter].metric];
	const struct jrt_source_tally *source;

	if (!cell->steps.counted || metric->source == JRT_NONE)
		return;
	source = &record->measured.source[metric->source];
	for (size_t p = 0; p < metric->part_count; p++) {
		jrt_json_item(json);
		add_subject(json, record->plan, cell);
		jrt_json_integer(json, "part", (jb_i128)p);
		add_source(json, record->plan, source);
		add_steps(json, source, &cell->steps);
		add_part(json, &cell->part[p]);
		jrt_json_end(json);
	}
}

void jrt_record_waterfall(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "waterfall");
	for (size_t i = 0; i < record->measured.cell_count; i++)
		add_cell(json, record, &record->measured.cell[i]);
	jrt_json_array_end(json);
}
