/*
 * Writing JSON by hand. Every field is one call; commas and quotes are this file's only concern.
 */
#include <math.h>

#include "judge/figure.h"
#include "report/json_write.h"

static bool holds_exactly(jb_i128 value)
{
	return value <= JRT_JSON_EXACT && value >= -JRT_JSON_EXACT;
}

void jrt_json_array(struct jrt_json *json, const char *name)
{
	jb_buf_printf(json->out, ",\n  \"%s\": [", name);
	json->first = true;
}

void jrt_json_array_end(struct jrt_json *json)
{
	jb_buf_add_string(json->out, json->first ? "]" : "\n  ]");
	json->first = false;
}

void jrt_json_item(struct jrt_json *json)
{
	jb_buf_add_string(json->out, json->first ? "\n    {" : ",\n    {");
	json->first = true;
}

void jrt_json_end(struct jrt_json *json)
{
	jb_buf_add_byte(json->out, '}');
	json->first = false;
}

void jrt_json_name(struct jrt_json *json, const char *name)
{
	jb_buf_printf(json->out, "%s\"%s\": ", json->first ? "" : ", ", name);
	json->first = false;
}

void jrt_json_string(struct jrt_json *json, const char *name, struct jb_text text)
{
	jrt_json_name(json, name);
	jb_buf_add_json_string(json->out, text);
}

void jrt_json_word(struct jrt_json *json, const char *name, const char *word)
{
	jrt_json_string(json, name, jb_text_of(word));
}

void jrt_json_null(struct jrt_json *json, const char *name)
{
	jrt_json_name(json, name);
	jb_buf_add_string(json->out, "null");
}

void jrt_json_maybe(struct jrt_json *json, const char *name, struct jb_text text)
{
	if (text.size > 0)
		jrt_json_string(json, name, text);
	else
		jrt_json_null(json, name);
}

void jrt_json_add_integer(struct jb_buf *out, jb_i128 value)
{
	const char *quote = holds_exactly(value) ? "" : "\"";

	jb_buf_add_string(out, quote);
	jb_buf_add_i128(out, value);
	jb_buf_add_string(out, quote);
}

void jrt_json_integer(struct jrt_json *json, const char *name, jb_i128 value)
{
	jrt_json_name(json, name);
	jrt_json_add_integer(json->out, value);
}

void jrt_json_flag(struct jrt_json *json, const char *name, bool value)
{
	jrt_json_name(json, name);
	jb_buf_add_string(json->out, value ? "true" : "false");
}

void jrt_json_sum(struct jrt_json *json, const char *name, struct jb_ratio value)
{
	const jb_i128 room = ((jb_i128)1 << 126) / JB_FIX_ONE;

	if (value.den <= 0 || JB_FIX_ONE % value.den != 0 || value.num > room ||
	    value.num < -room) {
		jrt_json_null(json, name);
		return;
	}
	jb_i128 millionths = value.num * (JB_FIX_ONE / value.den);
	if (millionths % JB_FIX_ONE == 0) {
		jrt_json_integer(json, name, millionths / JB_FIX_ONE);
		return;
	}
	const char *quote = holds_exactly(millionths) ? "" : "\"";
	jrt_json_name(json, name);
	jb_buf_add_string(json->out, quote);
	jb_buf_add_fix(json->out, millionths);
	jb_buf_add_string(json->out, quote);
}

void jrt_json_value(struct jrt_json *json, const char *name, struct jb_ratio value)
{
	if (value.den <= 0) {
		jrt_json_null(json, name);
		return;
	}
	jrt_json_name(json, name);
	jb_buf_add_ratio(json->out, value, 15);
}

void jrt_json_double(struct jrt_json *json, const char *name, double value)
{
	if (!isfinite(value)) {
		jrt_json_null(json, name);
		return;
	}
	jrt_json_name(json, name);
	jb_buf_add_double(json->out, value);
}

void jrt_json_instant(struct jrt_json *json, const char *name, int64_t instant)
{
	if (instant == INT64_MIN || instant == INT64_MAX) {
		jrt_json_null(json, name);
		return;
	}
	jrt_json_name(json, name);
	jb_buf_add_byte(json->out, '"');
	jrt_figure_add_instant(json->out, instant);
	jb_buf_add_byte(json->out, '"');
}
