/*
 * Commas, names and line ends of JSON.
 */
#include "source/json.h"

#include <inttypes.h>

static void begin(struct jy_json *json, const char *name)
{
	if (json->more)
		jb_buf_add_byte(json->out, ',');
	if (name) {
		jb_buf_add_json_string(json->out, jb_text_of(name));
		jb_buf_add_byte(json->out, ':');
	}
	json->more = true;
}

void jy_json_open(struct jy_json *json, const char *name, char bracket)
{
	begin(json, name);
	jb_buf_add_byte(json->out, bracket);
	json->more = false;
}

void jy_json_close(struct jy_json *json, char bracket)
{
	jb_buf_add_byte(json->out, bracket);
	json->more = true;
}

void jy_json_text(struct jy_json *json, const char *name, struct jb_text text)
{
	begin(json, name);
	jb_buf_add_json_string(json->out, text);
}

void jy_json_word(struct jy_json *json, const char *name, const char *word)
{
	jy_json_text(json, name, jb_text_of(word));
}

void jy_json_number(struct jy_json *json, const char *name, int64_t number)
{
	begin(json, name);
	jb_buf_printf(json->out, "%" PRId64, number);
}

void jy_json_flag(struct jy_json *json, const char *name, bool flag)
{
	begin(json, name);
	jb_buf_add_string(json->out, flag ? "true" : "false");
}

void jy_json_line(struct jy_json *json)
{
	if (json->more)
		jb_buf_add_byte(json->out, ',');
	jb_buf_add_byte(json->out, '\n');
	json->more = false;
}
