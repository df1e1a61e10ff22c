/*
 * Planned against actual as JSON: counts of cases and times in microseconds, whole numbers all of
 * them, and no share, so that nothing is rounded. One object a line; the language manual tells of
 * it under "Real paths".
 */
#include "report/conform.h"
#include "report/json_write.h"

struct writing {
	struct jrt_json json;
	const struct jrt_conformance *conformance;
};

static void add_count(struct writing *writing, const char *name, uint64_t count)
{
	jrt_json_integer(&writing->json, name, (jb_i128)count);
}

static void add_times(struct writing *writing, const struct jrt_times *times)
{
	add_count(writing, "count", times->count);
	if (times->count == 0) {
		jrt_json_null(&writing->json, "median_us");
		jrt_json_null(&writing->json, "p90_us");
		return;
	}
	jrt_json_integer(&writing->json, "median_us", times->median);
	jrt_json_integer(&writing->json, "p90_us", times->p90);
}

/* An object as a value or in an inline array. */
static void begin_object(struct jrt_json *json)
{
	jb_buf_add_byte(json->out, '{');
	json->first = true;
}

static void add_cases(struct writing *writing)
{
	const struct jrt_conformance *c = writing->conformance;

	jb_buf_add_string(writing->json.out, ",\n  \"cases\": ");
	begin_object(&writing->json);
	add_count(writing, "all", c->cases);
	add_count(writing, "ended", c->ended);
	add_count(writing, "open", c->open);
	add_count(writing, "open_deviating", c->open_deviating);
	add_count(writing, "too_long", c->too_long);
	add_count(writing, "too_tangled", c->too_tangled);
	add_count(writing, "compared", c->explained);
	add_count(writing, "conforming", c->conforming);
	for (size_t i = 0; i < JRT_DEVIATIONS; i++)
		add_count(writing, jrt_deviation_word(i), c->deviating[i]);
	add_count(writing, "events", c->events);
	add_count(writing, "differences", c->differences);
	add_count(writing, "paths", c->path_count);
	add_count(writing, "paths_not_told_apart", c->other_paths);
	jrt_json_end(&writing->json);
}

static void add_step(struct writing *writing, const struct jrt_flow_step *step,
		     const struct jrt_conform_step *counted)
{
	struct jrt_json *json = &writing->json;

	jrt_json_item(json);
	jrt_json_string(json, "name", step->name);
	jrt_json_string(json, "title", step->title);
	jrt_json_string(json, "stage", step->stage);
	jrt_json_maybe(json, "party", step->party);
	jrt_json_maybe(json, "channel", step->channel);
	jrt_json_flag(json, "seen", step->seen);
	add_count(writing, "reached", counted->reached);
	add_count(writing, "visits", counted->visits);
	add_count(writing, "missing", counted->missing);
	add_count(writing, "out_of_order", counted->out_of_order);
	add_count(writing, "repeated", counted->repeated);
	add_count(writing, "failed", counted->failed);
	add_count(writing, "came_again", counted->came_again);
	add_count(writing, "repeats", counted->repeats);
	add_count(writing, "most", counted->most);
	add_count(writing, "first", counted->first);
	add_count(writing, "last", counted->last);
	jrt_json_end(json);
}

static void add_steps(struct writing *writing)
{
	const struct jrt_conformance *c = writing->conformance;

	jrt_json_array(&writing->json, "touchpoints");
	for (size_t i = 0; i < c->flow->step_count; i++)
		add_step(writing, &c->flow->step[i], &c->step[i]);
	jrt_json_array_end(&writing->json);
	jrt_json_array(&writing->json, "ad_hoc_steps");
	for (size_t i = 0; i < c->stranger_count; i++) {
		if (c->stranger[i].reached == 0)
			continue;
		jrt_json_item(&writing->json);
		jrt_json_string(&writing->json, "name", c->stranger[i].name);
		add_count(writing, "reached", c->stranger[i].reached);
		add_count(writing, "visits", c->stranger[i].visits);
		add_count(writing, "came_again", c->stranger[i].came_again);
		add_count(writing, "first", c->stranger[i].first);
		add_count(writing, "last", c->stranger[i].last);
		jrt_json_end(&writing->json);
	}
	jrt_json_array_end(&writing->json);
}

/* {"touchpoint": "call"} or {"ad_hoc": "CALL"} */
static void add_place(struct writing *writing, const char *name, uint32_t place)
{
	const struct jrt_conformance *c = writing->conformance;
	struct jrt_json *json = &writing->json;

	jrt_json_name(json, name);
	begin_object(json);
	if (place < c->flow->step_count)
		jrt_json_string(json, "touchpoint", c->flow->step[place].name);
	else
		jrt_json_string(json, "ad_hoc", c->stranger[place - c->flow->step_count].name);
	jrt_json_end(json);
}

static void add_ways(struct writing *writing)
{
	const struct jrt_conformance *c = writing->conformance;
	struct jrt_json *json = &writing->json;

	jrt_json_array(json, "ways");
	for (size_t i = 0; i < c->way_count; i++) {
		const struct jrt_conform_way *way = &c->way[i];

		jrt_json_item(json);
		add_place(writing, "from", way->from);
		add_place(writing, "to", way->to);
		jrt_json_flag(json, "declared", way->declared != UINT32_MAX);
		add_count(writing, "planned", way->planned);
		add_times(writing, &way->times);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

static void add_handoffs(struct writing *writing, const char *name,
			 const struct jrt_handoff *handoff, size_t count)
{
	struct jrt_json *json = &writing->json;

	jrt_json_array(json, name);
	for (size_t i = 0; i < count; i++) {
		jrt_json_item(json);
		jrt_json_string(json, "from", handoff[i].from);
		jrt_json_string(json, "to", handoff[i].to);
		add_times(writing, &handoff[i].times);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

static void add_events(struct writing *writing, const struct jrt_explained *explained)
{
	static const char *const fate[] = {"planned", "ad_hoc", "out_of_order", "repeated"};
	const struct jrt_conformance *c = writing->conformance;
	struct jrt_json *json = &writing->json;

	jrt_json_name(json, "events");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < explained->count; i++) {
		const struct jrt_explained_event *event = &explained->event[i];
		bool stranger = event->fate == JRT_EVENT_AD_HOC;

		jb_buf_add_string(json->out, i ? ", " : "");
		begin_object(json);
		jrt_json_string(json, "step",
				stranger ? c->stranger[event->step].name
					 : c->flow->step[event->step].name);
		jrt_json_word(json, "as", fate[event->fate]);
		jrt_json_end(json);
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_names(struct writing *writing, const char *name, const uint32_t *step, size_t count)
{
	struct jb_buf *out = writing->json.out;

	jrt_json_name(&writing->json, name);
	jb_buf_add_byte(out, '[');
	for (size_t i = 0; i < count; i++) {
		jb_buf_add_string(out, i ? ", " : "");
		jb_buf_add_json_string(out, writing->conformance->flow->step[step[i]].name);
	}
	jb_buf_add_byte(out, ']');
}

static void add_paths(struct writing *writing, size_t top)
{
	const struct jrt_conformance *c = writing->conformance;
	struct jrt_json *json = &writing->json;

	jrt_json_array(json, "paths");
	for (size_t i = 0; i < c->path_count && i < top; i++) {
		const struct jrt_explained *explained = c->path[i].explained;

		jrt_json_item(json);
		add_count(writing, "cases", c->path[i].cases);
		add_names(writing, "missing", explained->missing, explained->missing_count);
		add_names(writing, "failed", explained->failed, explained->failed_count);
		add_events(writing, explained);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

void jrt_report_conform_json(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     const struct jrt_conformance *conformance, size_t top,
			     struct jb_buf *out)
{
	struct writing writing = {.json = {.out = out}, .conformance = conformance};
	struct jrt_json *json = &writing.json;

	jb_buf_printf(out, "{\n  \"schema\": \"%s\",\n  \"version\": %d,\n  \"journey\": ",
		      JRT_CONFORM_SCHEMA, JRT_CONFORM_VERSION);
	jb_buf_add_json_string(out, conformance->flow->name);
	jb_buf_add_string(out, ",\n  \"title\": ");
	jb_buf_add_json_string(out, conformance->flow->title);
	jb_buf_add_string(out, ",\n  \"of\": ");
	jb_buf_add_json_string(out, plan->source[conformance->flow->cases].name);
	add_cases(&writing);
	add_steps(&writing);
	add_ways(&writing);
	add_handoffs(&writing, "handoffs", conformance->party, conformance->party_count);
	add_handoffs(&writing, "channel_changes", conformance->channel, conformance->channel_count);
	add_paths(&writing, top);
	jrt_json_array(json, "diagnostics");
	for (size_t i = 0; i < measured->finding_count; i++) {
		const struct jrt_finding *finding = &measured->finding[i];

		jrt_json_item(json);
		jrt_json_string(json, "code", finding->code);
		jrt_json_maybe(json, "file", finding->file);
		jrt_json_integer(json, "line", (jb_i128)finding->line);
		jrt_json_string(json, "message", finding->message);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
	jb_buf_add_string(out, "\n}\n");
}
