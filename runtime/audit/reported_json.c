/*
 * An audit for machines. Values are exact up to 15 digits, in plain units as in docs/json.md.
 */
#include "audit/reported_write.h"
#include "report/json_write.h"

static const char *kind_word(enum jrt_audit_kind kind)
{
	static const char *const words[] = {"agrees", "tolerated", "differs", "not_compared"};

	return words[kind];
}

static const char *cause_word(enum jrt_audit_cause cause)
{
	static const char *const words[] = {"none",	  "rounding", "reading",  "rest",
					    "complement", "day_mean", "neighbour"};

	return words[cause];
}

static void add_needed(struct jrt_json *json, const struct jrt_audit_line *line)
{
	if (!line->has_needed)
		return;
	jrt_json_sum(json, "num", line->num);
	jrt_json_sum(json, "den", line->den);
	jrt_json_sum(json, "needed_low", line->needed_low);
	jrt_json_sum(json, "needed_high", line->needed_high);
}

static void add_days(struct jrt_json *json, const struct jrt_audit_line *line)
{
	if (!line->days)
		return;
	jrt_json_integer(json, "days_that_differ", (jb_i128)line->days);
	jrt_json_name(json, "days");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < line->day_count; i++) {
		jb_buf_add_string(json->out, i ? ", {\"day\": " : "{\"day\": ");
		jb_buf_add_json_string(json->out, line->day[i].label);
		jb_buf_add_string(json->out, ", \"num\": ");
		jb_buf_add_ratio(json->out, line->day[i].num, 15);
		jb_buf_add_string(json->out, ", \"den\": ");
		jb_buf_add_ratio(json->out, line->day[i].den, 15);
		jb_buf_add_byte(json->out, '}');
	}
	jb_buf_add_byte(json->out, ']');
}

static void add_line(struct jrt_json *json, const struct jrt_audit_report *report,
		     const struct jrt_audit_line *line)
{
	const struct jrt_reported *reported = &report->reported[line->reported];
	const struct jrt_metric *metric =
		&report->plan->metric[report->plan->meter[reported->computed].metric];
	bool compared = line->kind != JRT_AUDIT_NOT_COMPARED;

	jrt_json_item(json);
	jrt_json_string(json, "column", reported->name);
	jrt_json_string(json, "metric", metric->name);
	jrt_json_maybe(json, "period", line->label);
	jrt_json_instant(json, "from", line->from);
	jrt_json_instant(json, "to", line->to);
	jrt_json_word(json, "audit", kind_word(line->kind));
	jrt_json_value(json, "reported", compared ? line->said : (struct jb_ratio){0, 0});
	jrt_json_value(json, "recomputed", compared ? line->computed : (struct jb_ratio){0, 0});
	jrt_json_value(json, "rounded", compared ? line->rounded : (struct jb_ratio){0, 0});
	jrt_json_value(json, "difference", compared ? line->difference : (struct jb_ratio){0, 0});
	jrt_json_word(json, "explained_by", cause_word(line->cause));
	jrt_json_maybe(json, "because", line->because);
	add_needed(json, line);
	add_days(json, line);
	jrt_json_end(json);
}

void jrt_audit_json(const struct jrt_audit_report *report, struct jb_buf *out)
{
	const struct jrt_audit *audit = report->audit;
	struct jrt_json json = {.out = out, .first = false};

	jb_buf_printf(
		out,
		"{\n  \"schema\": \"journey-audit\",\n  \"version\": 1,\n  \"figures\": %zu,\n"
		"  \"agree\": %zu,\n  \"tolerated\": %zu,\n  \"differ\": %zu,\n"
		"  \"explained\": %zu,\n  \"not_compared\": %zu",
		audit->line_count, audit->agree, audit->tolerated, audit->differ, audit->explained,
		audit->not_compared);
	jrt_json_array(&json, "lines");
	for (size_t i = 0; i < audit->line_count; i++)
		add_line(&json, report, &audit->line[i]);
	jrt_json_array_end(&json);
	jb_buf_add_string(out, "\n}\n");
}
