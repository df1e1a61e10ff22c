/*
 * Writing rules, see make_rule.h. GNU make has no general escape: a backslash counts only before
 * what it protects, and only there are backslashes doubled.
 */
#include "driver/make_rule.h"

#include <string.h>

static bool is_writable(struct jb_text name)
{
	return name.size > 0 && !memchr(name.at, '\n', name.size) &&
	       !memchr(name.at, '\0', name.size);
}

static void double_backslashes_before(struct jb_buf *out, struct jb_text name, size_t at)
{
	while (at-- > 0 && name.at[at] == '\\')
		jb_buf_add_byte(out, '\\');
}

static void add_name(struct jb_buf *out, struct jb_text name, const char *escaped)
{
	for (size_t i = 0; i < name.size; i++) {
		if (name.at[i] == '$')
			jb_buf_add_byte(out, '$');
		if (strchr(escaped, name.at[i])) {
			double_backslashes_before(out, name, i);
			jb_buf_add_byte(out, '\\');
		}
		jb_buf_add_byte(out, name.at[i]);
	}
	/* At the end of a name it would protect the blank behind it. */
	if (jb_text_ends(name, JB_TEXT("\\")))
		double_backslashes_before(out, name, name.size);
}

#define IN_TARGETS " \t#:%"
#define IN_INPUTS " \t#:"

enum jb_status jy_make_rule_add(struct jb_buf *out, const struct jy_make_rule *rule,
				struct jb_text *why)
{
	for (size_t i = 0; i < rule->targets.count + rule->inputs.count; i++) {
		struct jb_text name = i < rule->targets.count
					      ? rule->targets.at[i]
					      : rule->inputs.at[i - rule->targets.count];

		if (is_writable(name))
			continue;
		*why = jb_text_printf(out->arena,
				      "make cannot be told of the file \"%.*s\": its name is empty "
				      "or has a line end in it",
				      JB_ARG(name));
		return JB_REFUSED;
	}
	for (size_t i = 0; i < rule->targets.count; i++) {
		if (i > 0)
			jb_buf_add_byte(out, ' ');
		add_name(out, rule->targets.at[i], IN_TARGETS);
	}
	jb_buf_add_byte(out, ':');
	for (size_t i = 0; i < rule->inputs.count; i++) {
		jb_buf_add_string(out, " \\\n  ");
		add_name(out, rule->inputs.at[i], IN_INPUTS);
	}
	jb_buf_add_byte(out, '\n');
	for (size_t i = 0; rule->phony && i < rule->inputs.count; i++) {
		add_name(out, rule->inputs.at[i], IN_TARGETS);
		jb_buf_add_string(out, ":\n");
	}
	return JB_OK;
}
