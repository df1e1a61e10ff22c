/*
 * The table of rules, and looking up their names.
 */
#include <string.h>

#include "lint/lint.h"

static const struct jy_rule rules[] = {
#define LEVEL(level) JY_LEVEL_##level
#define RULE(id, name, level, title, source) {name, LEVEL(level), title, source, false},
#define DATA_RULE(id, name, level, title, source) {name, LEVEL(level), title, source, true},
#include "lint/rules.def"
#undef RULE
#undef DATA_RULE
};
#define COUNT (sizeof rules / sizeof *rules)

const struct jy_rule *jy_rules(size_t *count)
{
	*count = COUNT;
	return rules;
}

const struct jy_rule *jy_rule_find(struct jb_text name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (jb_text_is(name, rules[i].name))
			return &rules[i];
	return NULL;
}

static struct jb_text family_of(const char *rule)
{
	return (struct jb_text){rule, strcspn(rule, ".")};
}

bool jy_rule_named(struct jb_text name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (jb_text_is(name, rules[i].name) ||
		    jb_text_equal(name, family_of(rules[i].name)))
			return true;
	return jb_text_is(name, "all");
}

const char *jy_rule_nearest(struct jb_arena *arena, struct jb_text name)
{
	struct jb_text *names = JB_NEW_ARRAY(arena, struct jb_text, COUNT);
	int near;

	for (size_t i = 0; i < COUNT; i++)
		names[i] = jb_text_of(rules[i].name);
	near = jb_text_nearest(name, names, COUNT);
	return near < 0 ? "" : rules[near].name;
}
