/*
 * Skills and roles: what people must be able to do, and how they are made ready and kept.
 */
#include "model/declare.h"
#include "model/said.h"
#include "model/story.h"

static void read_skill(struct jy_builder *builder, struct jy_skills *skills,
		       const struct jy_node *node, struct jy_said_texts *competencies,
		       struct jy_said_texts *bonds)
{
	switch (node->kind) {
	case JY_N_COMPETENCIES: jy_said_add(builder, competencies, jy_kid(node, 0)); return;
	case JY_N_BONDS:
		jy_said_choices(builder, JY_CHOICE_BOND, jy_kid(node, JY_BONDS_NAMES));
		jy_said_add(builder, bonds, jy_kid(node, JY_BONDS_NAMES));
		return;
	case JY_N_TRAINING:
		skills->training = jy_said_length(jy_kid(node, JY_TRAINING_LENGTH));
		skills->training_paid_by = jy_text(jy_kid(node, JY_TRAINING_PAID_BY));
		return;
	case JY_N_COACHING: skills->coaching = jy_said_days(jy_kid(node, 0)); return;
	case JY_N_CERTIFIED_FIRST: skills->certified_first = true; return;
	case JY_N_SCREENED_FIRST: skills->screened_first = true; return;
	default: return;
	}
}

void jy_fill_skills(struct jy_builder *builder, struct jy_skills *skills,
		    const struct jy_node *body)
{
	struct jy_said_texts competencies = {0}, bonds = {0};

	skills->training = skills->coaching = -1;
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_skill(builder, skills, jy_kid(body, i), &competencies, &bonds);
	skills->competencies = jy_said_texts(&competencies);
	skills->bonds = jy_said_texts(&bonds);
}

static struct jy_staff_role role_of(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY);
	struct jy_staff_role role = {.decl = jy_declare_head(node)};

	jy_fill_skills(builder, &role.skills, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_OWNER))
			role.owner = jy_text(jy_kid(jy_kid(body, i), JY_OWNER_TEXT));
	return role;
}

const struct jy_staff_role *jy_fill_roles(struct jy_builder *builder, const struct jy_node *body,
					  size_t *count)
{
	JB_VEC(struct jy_staff_role) roles = {0};
	const struct jy_node *node;

	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_ROLE, &i)) != NULL;)
		*jb_push(builder->arena, &roles) = role_of(builder, node);
	*count = roles.count;
	return roles.at;
}
