/*
 * A source of the user's that says no `format` adds to the library's source of the same name: the
 * module knows the headers of an export, the user what they mean in the house. The tree of such a
 * source is the user's statements and those of the module that they do not replace, so that
 * everything behind the first pass sees an ordinary source. A source with a `format` stands by
 * itself.
 */
#include "model/declare.h"

/* Statements of one group are said once: the user's replaces the module's. 0: said as often as one
 * likes. */
static int group_of(const struct jy_node *node)
{
	switch (node ? node->kind : JY_N_ERROR) {
	case JY_N_COVERS:
	case JY_N_COVERS_DATES:
	case JY_N_COVERS_NAME: return JY_N_COVERS;
	case JY_N_TIME_OF:
	case JY_N_ROW_COVERS: return JY_N_TIME_OF;
	case JY_N_IDENTIFY:
	case JY_N_EVERY:
	case JY_N_SKIP_LINES:
	case JY_N_STOP_AT:
	case JY_N_TOLERATE:
	case JY_N_DELIVERED_EVERY:
	case JY_N_INCIDENT: return (int)node->kind;
	default: return 0;
	}
}

/* Columns and lets share their names. */
static struct jb_text name_of(const struct jy_node *node)
{
	if (jy_is(node, JY_N_COLUMN))
		return jy_text(jy_kid(node, JY_COLUMN_NAME));
	if (jy_is(node, JY_N_LET))
		return jy_text(jy_kid(node, JY_LET_NAME));
	return JB_TEXT("");
}

static void collect(struct jy_builder *builder, const struct jy_node *body, struct jb_map *names,
		    bool *groups)
{
	jb_map_init(names, builder->arena);
	for (uint32_t i = 0; i < jy_count(body); i++) {
		struct jb_text name = name_of(jy_kid(body, i));

		if (name.size)
			*jb_map_put(names, name, NULL) = 1;
		groups[group_of(jy_kid(body, i))] = true;
	}
}

/* The user's statements first, then those of the module that stay. */
static struct jy_node *merged_body(struct jy_builder *builder, const struct jy_node *own,
				   const struct jy_node *module)
{
	struct jy_node *body = JB_NEW(builder->arena, struct jy_node);
	bool groups[JY_N_COUNT_OF_KINDS] = {false};
	struct jb_map names;

	collect(builder, own, &names, groups);
	*body = *(own ? own : module);
	body->room = jy_count(own) + jy_count(module);
	body->kid = JB_NEW_ARRAY(builder->arena, struct jy_node *, body->room);
	body->count = 0;
	for (uint32_t i = 0; i < jy_count(own); i++)
		body->kid[body->count++] = own->kid[i];
	for (uint32_t i = 0; i < jy_count(module); i++) {
		struct jy_node *node = module->kid[i];
		int group = group_of(node);

		if ((group == 0 || !groups[group]) && !jb_map_get(&names, name_of(node)))
			body->kid[body->count++] = node;
	}
	return body;
}

static bool says_format(const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_FORMAT))
			return true;
	return false;
}

void jy_declare_extended(struct jy_builder *builder, struct jy_entry *own,
			 const struct jy_declared *module)
{
	const struct jy_node *body = jy_kid(own->node, JY_SOURCE_BODY);
	struct jy_decl *decl = own->model;
	struct jy_node *copy;

	if (!jy_is(own->node, JY_N_SOURCE) || !jy_is(module->node, JY_N_SOURCE) ||
	    says_format(body) || !jy_kid(module->node, JY_SOURCE_BODY))
		return;
	copy = JB_NEW(builder->arena, struct jy_node);
	*copy = *own->node;
	copy->room = own->node->count;
	copy->kid = JB_NEW_ARRAY(builder->arena, struct jy_node *, own->node->count);
	for (uint32_t i = 0; i < own->node->count; i++)
		copy->kid[i] = own->node->kid[i];
	copy->kid[JY_SOURCE_BODY] =
		merged_body(builder, body, jy_kid(module->node, JY_SOURCE_BODY));
	own->node = decl->node = copy;
}
