/*
 * What a program says about the rules themselves: `allow` where a rule may be broken for a time,
 * and `rules` with the levels of rules for the whole program. Read off the trees of all files, so
 * that it stands in any declaration. Whether a rule of that name exists is not known here.
 */
#include "model/said.h"

struct reading {
	struct jy_builder *builder;
	JB_VEC(struct jy_allowance) allowances;
	JB_VEC(struct jy_rule_level) levels;
};

static void add_allowance(struct reading *reading, const struct jy_node *place,
			  const struct jy_node *node)
{
	const struct jy_node *rule = jy_kid(node, JY_ALLOW_RULE);
	struct jy_allowance *fresh = jb_push(reading->builder->arena, &reading->allowances);

	fresh->rule = jy_text(rule);
	fresh->because = jy_text(jy_kid(node, JY_ALLOW_BECAUSE));
	fresh->has_until = jy_said_until(jy_kid(node, JY_ALLOW_UNTIL), &fresh->until);
	fresh->span = node->span;
	fresh->rule_span = rule ? rule->span : node->span;
	fresh->place = place->span;
}

static void add_level(struct reading *reading, const struct jy_node *node)
{
	struct jy_builder *builder = reading->builder;
	const struct jy_node *rule = jy_kid(node, JY_RULE_LEVEL_RULE);
	int level = jy_builder_choice(builder, JY_CHOICE_LEVEL, jy_kid(node, JY_RULE_LEVEL_LEVEL));

	if (level >= 0 && rule)
		*jb_push(builder->arena, &reading->levels) = (struct jy_rule_level){
			.rule = rule->text,
			.level = (enum jy_level)level,
			.span = rule->span,
		};
}

static void read_rules(struct reading *reading, const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY);
	struct jy_model *model = reading->builder->model;

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_RULE_LEVEL))
			add_level(reading, jy_kid(body, i));
		else if (jy_is(jy_kid(body, i), JY_N_AS_OF))
			model->has_as_of = jy_said_until(jy_kid(jy_kid(body, i), 0), &model->as_of);
}

/* `place` is a declaration; stages, touchpoints, guarantees and the like lie in its body. */
static void read_place(struct reading *reading, const struct jy_node *place)
{
	const struct jy_node *body = jy_kid(place, JY_DECL_BODY);

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		switch (node ? node->kind : JY_N_ERROR) {
		case JY_N_ALLOW: add_allowance(reading, place, node); break;
		case JY_N_SITE:
		case JY_N_TEAM:
		case JY_N_ROLE:
		case JY_N_STAGE:
		case JY_N_TOUCHPOINT:
		case JY_N_AMENDMENT:
		case JY_N_GUARANTEE: read_place(reading, node); break;
		default: break;
		}
	}
}

void jy_fill_allowances(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count)
{
	struct reading reading = {.builder = builder};

	for (size_t i = 0; i < unit_count; i++) {
		const struct jy_node *decls = jy_kid(unit[i].parsed.root, JY_FILE_DECLS);

		for (uint32_t k = 0; k < jy_count(decls); k++)
			if (jy_is(jy_kid(decls, k), JY_N_RULES))
				read_rules(&reading, jy_kid(decls, k));
			else if (jy_kid(decls, k) && !unit[i].library)
				read_place(&reading, jy_kid(decls, k));
	}
	builder->model->allowance = reading.allowances.at;
	builder->model->allowance_count = reading.allowances.count;
	builder->model->rule_level = reading.levels.at;
	builder->model->rule_level_count = reading.levels.count;
}
