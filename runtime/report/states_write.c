/*
 * States as JSON: all that measuring left behind, without a customer's row. Metrics and meters
 * say what the states are of, so that a reader can refuse those of another journey.
 */
#include "report/json.h"
#include "report/words.h"

static void add_metric(struct jrt_json *json, const struct jrt_metric *metric)
{
	static const char *const better[] = {
		[JRT_BETTER_UNSAID] = "",
		[JRT_BETTER_HIGHER] = "higher",
		[JRT_BETTER_LOWER] = "lower",
	};
	bool approximate = false;

	jrt_json_item(json);
	jrt_json_string(json, "name", metric->name);
	jrt_json_word(json, "kind", jrt_word_metric_kind(metric->kind));
	jrt_json_string(json, "unit", jrt_word_unit(metric));
	jrt_json_string(json, "definition", metric->definition);
	jrt_json_maybe(json, "title", metric->title);
	jrt_json_maybe(json, "better", jb_text_of(better[metric->better]));
	for (size_t i = 0; i < metric->part_count; i++)
		approximate |= metric->part[i].approximate;
	if (approximate)
		jrt_json_flag(json, "approximate", true);
	jrt_json_name(json, "parts");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < metric->part_count; i++)
		jb_buf_printf(json->out, "%s\"%s\"", i == 0 ? "" : ", ",
			      jrt_word_part_kind(metric->part[i].kind));
	jb_buf_add_byte(json->out, ']');
	jrt_json_end(json);
}

/* The reliefs that take rows out by volume, as written. */
static void add_surplus(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_meter *meter)
{
	const struct jrt_source *source = &plan->source[plan->metric[meter->metric].source];

	jrt_json_name(json, "surplus");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < meter->surplus_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "" : ", ");
		jb_buf_add_json_string(json->out, source->surplus[meter->surplus[i]].text);
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_meter(struct jrt_json *json, const struct jrt_plan *plan, uint32_t number)
{
	const struct jrt_meter *meter = &plan->meter[number];
	const struct jrt_scope *scope = &plan->scope[meter->scope];
	struct jb_buf every;

	jb_buf_init(&every, json->out->arena);
	jrt_word_add_periods(&every, plan, meter->periods);
	jrt_json_item(json);
	jrt_json_integer(json, "meter", number);
	jrt_json_string(json, "metric", plan->metric[meter->metric].name);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", scope->site);
	jrt_json_string(json, "every", jb_buf_text(&every));
	jrt_json_name(json, "relief");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < meter->relief_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "[" : ", [");
		jrt_json_add_integer(json->out, meter->relief[i].from);
		jb_buf_add_string(json->out, ", ");
		jrt_json_add_integer(json->out, meter->relief[i].to);
		jb_buf_add_byte(json->out, ']');
	}
	jb_buf_add_byte(json->out, ']');
	if (meter->surplus_count)
		add_surplus(json, plan, meter);
	jrt_json_end(json);
}

static void add_source(struct jrt_json *json, const struct jrt_plan *plan,
		       const struct jrt_source_tally *tally)
{
	jrt_json_item(json);
	jrt_json_string(json, "source", plan->source[tally->source].name);
	jrt_json_integer(json, "rows", (jb_i128)tally->rows);
	jrt_json_integer(json, "accepted", (jb_i128)tally->accepted);
	jrt_json_integer(json, "rejected", (jb_i128)tally->rejected);
	jrt_json_integer(json, "duplicates", (jb_i128)tally->duplicates);
	jrt_json_integer(json, "ignored", (jb_i128)tally->ignored);
	jrt_json_integer(json, "made_missing", (jb_i128)tally->made_missing);
	jrt_json_integer(json, "warned", (jb_i128)tally->warned);
	jrt_json_integer(json, "doubled_times", (jb_i128)tally->doubled_times);
	jrt_json_integer(json, "gap_times", (jb_i128)tally->gap_times);
	jrt_json_flag(json, "over_tolerance", tally->over_tolerance);
	jrt_json_flag(json, "unread", tally->unread);
	jrt_json_flag(json, "covered", tally->has_cover);
	jrt_json_flag(json, "covered_by_rows", tally->cover_by_rows);
	jrt_json_flag(json, "covered_with_gaps", tally->cover_gaps);
	jrt_json_integer(json, "cover_from", tally->cover_from);
	jrt_json_integer(json, "cover_to", tally->cover_to);
	jrt_json_end(json);
}

static void add_values(struct jrt_json *json, const struct jrt_part_state *state)
{
	jrt_json_name(json, "values");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < state->value_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "[" : ", [");
		jrt_json_add_integer(json->out, state->value[i].value);
		jb_buf_add_string(json->out, ", ");
		jrt_json_add_integer(json->out, (jb_i128)state->value[i].count);
		jb_buf_add_byte(json->out, ']');
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_texts(struct jrt_json *json, const struct jrt_part_state *state)
{
	jrt_json_name(json, "texts");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < state->text_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "" : ", ");
		jb_buf_add_json_string(json->out, state->text[i]);
	}
	jb_buf_add_byte(json->out, ']');
}

/* Pairs of moment and sum. */
static void add_stock(struct jrt_json *json, const struct jrt_part_state *state)
{
	jrt_json_name(json, "stock");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < state->stock_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "[" : ", [");
		jrt_json_add_integer(json->out, state->stock[i].time);
		jb_buf_add_string(json->out, ", ");
		jrt_json_add_integer(json->out, state->stock[i].sum);
		jb_buf_add_byte(json->out, ']');
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_rows(struct jrt_json *json, const struct jrt_part_state *state)
{
	jrt_json_word(json, "kind", jrt_word_part_kind(state->kind));
	jrt_json_integer(json, "n", (jb_i128)state->n);
	jrt_json_integer(json, "unusable", (jb_i128)state->unusable);
	jrt_json_integer(json, "not_due", (jb_i128)state->not_due);
	jrt_json_integer(json, "left_out", (jb_i128)state->left_out);
}

static void add_part(struct jrt_json *json, const struct jrt_part_state *state)
{
	add_rows(json, state);
	jrt_json_integer(json, "num", state->num);
	jrt_json_integer(json, "den", state->den);
	switch (state->kind) {
	case JRT_PART_NET:
		jrt_json_integer(json, "positive", (jb_i128)state->positive);
		jrt_json_integer(json, "negative", (jb_i128)state->negative);
		break;
	case JRT_PART_SPREAD:
		jrt_json_name(json, "squares");
		jb_buf_add_byte(json->out, '"');
		jb_buf_add_wide(json->out, &state->squares);
		jb_buf_add_byte(json->out, '"');
		break;
	case JRT_PART_LAST: jrt_json_integer(json, "last_time", state->last_time); break;
	case JRT_PART_STOCK: add_stock(json, state); break;
	case JRT_PART_VALUES: add_values(json, state); break;
	case JRT_PART_DISTINCT:
		add_values(json, state);
		add_texts(json, state);
		break;
	default: break;
	}
}

/* `{"key": …}` and the group's own state. */
static void add_group(struct jrt_json *json, const struct jrt_group *group, bool first)
{
	jb_buf_add_string(json->out, first ? "{" : ", {");
	json->first = true;
	jrt_json_string(json, "key", group->key);
	add_part(json, &group->state);
	jrt_json_end(json);
}

static void add_grouped(struct jrt_json *json, const struct jrt_part_state *state)
{
	add_rows(json, state);
	jrt_json_integer(json, "beyond", (jb_i128)state->beyond);
	jrt_json_name(json, "groups");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < state->group_count; i++)
		add_group(json, &state->group[i], i == 0);
	jb_buf_add_byte(json->out, ']');
}

/* The way to the cell, where the states were counted with it. */
static void add_steps(struct jrt_json *json, const struct jrt_steps *steps)
{
	if (!steps->counted)
		return;
	jrt_json_name(json, "steps");
	jb_buf_add_byte(json->out, '{');
	json->first = true;
	jrt_json_integer(json, "rejected", (jb_i128)steps->rejected);
	jrt_json_integer(json, "in_period", (jb_i128)steps->in_period);
	jrt_json_integer(json, "in_scope", (jb_i128)steps->in_scope);
	jrt_json_integer(json, "relieved", (jb_i128)steps->relieved);
	jrt_json_end(json);
}

/* Of a cell out of a ledger: where it stands there. */
static void add_entry(struct jrt_json *json, const struct jrt_cell *cell)
{
	if (cell->entry == 0)
		return;
	jrt_json_integer(json, "entry", (jb_i128)cell->entry);
	jrt_json_integer(json, "entry_from", cell->entry_from);
	jrt_json_integer(json, "entry_to", cell->entry_to);
}

static void add_cell(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_cell *cell)
{
	const struct jrt_metric *metric = &plan->metric[plan->meter[cell->meter].metric];
	size_t parts = metric->part_count;

	jrt_json_item(json);
	jrt_json_integer(json, "meter", cell->meter);
	jrt_json_string(json, "period", cell->label);
	jrt_json_integer(json, "index", cell->period);
	jrt_json_integer(json, "from", cell->from);
	jrt_json_integer(json, "to", cell->to);
	jrt_json_word(json, "coverage", jrt_word_coverage(cell->coverage));
	jrt_json_flag(json, "provisional", cell->provisional);
	jrt_json_flag(json, "over_tolerance", cell->over_tolerance);
	add_entry(json, cell);
	add_steps(json, &cell->steps);
	jrt_json_name(json, "parts");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < parts; i++) {
		jb_buf_add_string(json->out, i == 0 ? "{" : ", {");
		json->first = true;
		if (metric->grouping.kind == JRT_GROUPS_NONE)
			add_part(json, &cell->part[i]);
		else
			add_grouped(json, &cell->part[i]);
		jrt_json_end(json);
	}
	jb_buf_add_byte(json->out, ']');
	jrt_json_end(json);
}

void jrt_json_states(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_measured *measured)
{
	jrt_json_array(json, "sources");
	for (size_t i = 0; i < measured->source_count; i++)
		add_source(json, plan, &measured->source[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "metrics");
	for (size_t i = 0; i < plan->metric_count; i++)
		add_metric(json, &plan->metric[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "meters");
	for (uint32_t i = 0; i < plan->meter_count; i++)
		add_meter(json, plan, i);
	jrt_json_array_end(json);
	jrt_json_array(json, "states");
	for (size_t i = 0; i < measured->cell_count; i++)
		add_cell(json, plan, &measured->cell[i]);
	jrt_json_array_end(json);
}
