/*
 * Shards as JSON: whose rows the states are of, and what of each shard adding up needs besides its
 * cells. Written where a measuring was given a name.
 */
#include "report/json.h"
#include "report/words.h"

static void add_pair(struct jb_buf *out, bool first, int64_t from, int64_t to)
{
	jb_buf_add_string(out, first ? "[" : ", [");
	jrt_json_add_integer(out, from);
	jb_buf_add_string(out, ", ");
	jrt_json_add_integer(out, to);
	jb_buf_add_byte(out, ']');
}

static void add_cover(struct jrt_json *json, const struct jrt_holding *holding)
{
	jrt_json_name(json, "cover");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < holding->cover_count; i++)
		add_pair(json->out, i == 0, holding->cover[i].from, holding->cover[i].to);
	jb_buf_add_byte(json->out, ']');
}

static void add_split(struct jrt_json *json, const struct jrt_holding *holding)
{
	jrt_json_name(json, "split_by");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < holding->split_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "" : ", ");
		jb_buf_add_json_string(json->out, holding->split[i]);
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_unfulfilled(struct jrt_json *json, const struct jrt_holding *holding)
{
	jrt_json_name(json, "unfulfilled");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < holding->unfulfilled_count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "" : ", ");
		jrt_json_add_integer(json->out, (jb_i128)holding->unfulfilled[i]);
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_apart(struct jrt_json *json, const struct jrt_plan *plan,
		      const struct jrt_holding *holding)
{
	jrt_json_name(json, "apart");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < holding->apart_count; i++) {
		struct jb_buf every;

		jb_buf_init(&every, json->out->arena);
		jrt_word_add_periods(&every, plan, holding->apart[i].periods);
		jb_buf_add_string(json->out, i == 0 ? "{" : ", {");
		json->first = true;
		jrt_json_string(json, "every", jb_buf_text(&every));
		jrt_json_integer(json, "index", holding->apart[i].index);
		jrt_json_integer(json, "rejected", (jb_i128)holding->apart[i].rejected);
		jrt_json_end(json);
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_holding(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_holding *holding, bool first)
{
	jb_buf_add_string(json->out, first ? "{" : ", {");
	json->first = true;
	jrt_json_string(json, "source", plan->source[holding->source].name);
	jrt_json_integer(json, "rows", (jb_i128)holding->rows);
	jrt_json_flag(json, "by_rows", holding->by_rows);
	add_cover(json, holding);
	add_split(json, holding);
	add_unfulfilled(json, holding);
	add_apart(json, plan, holding);
	jrt_json_end(json);
}

void jrt_json_shards(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_measured *measured)
{
	if (measured->shard_count == 0)
		return;
	jrt_json_array(json, "shards");
	for (size_t i = 0; i < measured->shard_count; i++) {
		const struct jrt_shard *shard = &measured->shard[i];

		jrt_json_item(json);
		jrt_json_string(json, "shard", shard->id);
		jrt_json_string(json, "program", shard->program);
		jrt_json_name(json, "sources");
		jb_buf_add_byte(json->out, '[');
		for (size_t s = 0; s < shard->holding_count; s++)
			add_holding(json, plan, &shard->holding[s], s == 0);
		jb_buf_add_byte(json->out, ']');
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}
