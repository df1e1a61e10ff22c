/*
 * Attributes, and the light reading of frameworks and assessments: they are declared, their
 * references must exist, and their tree is kept for the stages that draw and weigh them.
 */
#include "model/story.h"

void jy_fill_attribute(struct jy_builder *builder, struct jy_attribute *attribute,
		       const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY);
	JB_VEC(const struct jy_metric *) metrics = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *names = jy_kid(jy_kid(body, i), JY_MEASURED_BY_NAMES);

		if (!jy_is(jy_kid(body, i), JY_N_MEASURED_BY))
			continue;
		for (uint32_t k = 0; k < jy_count(names); k++) {
			const struct jy_metric *metric =
				jy_builder_find(builder, JY_T_METRIC, jy_kid(names, k));

			if (metric)
				*jb_push(builder->arena, &metrics) = metric;
		}
	}
	attribute->measured_by.at = metrics.at;
	attribute->measured_by.count = metrics.count;
}

static void check_rating(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *low = jy_kid(node, JY_RATING_LOW),
			     *high = jy_kid(node, JY_RATING_HIGH);

	if (jy_is(low, JY_N_NUMBER) && jy_is(high, JY_N_NUMBER) && low->value >= high->value)
		jy_diag_error(builder->diags, JY_D_SCALE_ORDER, high->span,
			      "the rating ends at %.*s, which is not above its beginning %.*s",
			      JB_ARG(high->text), JB_ARG(low->text));
}

void jy_fill_framework(struct jy_builder *builder, const struct jy_node *body)
{
	struct jb_map themes;

	jb_map_init(&themes, builder->arena);
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i), *name = jy_kid(node, JY_DECL_NAME);
		bool fresh;
		uint64_t *at;

		if (jy_is(node, JY_N_RATING))
			check_rating(builder, node);
		if (!jy_is(node, JY_N_THEME) || !name)
			continue;
		at = jb_map_put(&themes, name->text, &fresh);
		if (!fresh) {
			struct jy_diag *diag =
				jy_diag_error(builder->diags, JY_D_NAME_TWICE, name->span,
					      "two themes are called `%.*s`", JB_ARG(name->text));

			jy_diag_label(builder->diags, diag,
				      jy_kid(body, (uint32_t)*at)->kid[0]->span,
				      "the first is here");
			continue;
		}
		*at = i;
	}
}

/* `of acme against library.ten_themes`; a framework of the library may be named with or without its
 * module. */
static void check_subject(struct jy_builder *builder, const struct jy_node *node)
{
	static const enum jy_thing frameworks[] = {JY_T_FRAMEWORK, JY_T_COUNT};
	static const enum jy_thing assessed[] = {JY_T_PARTNER, JY_T_SITE, JY_T_TEAM, JY_T_COUNT};
	const struct jy_node *whom = jy_kid(node, JY_ASSESSES_PARTNER);
	const struct jy_node *path = jy_kid(node, JY_ASSESSES_FRAMEWORK);
	const struct jy_node *last = jy_is(path, JY_N_PATH) ? jy_kid(path, path->count - 1) : path;

	if (!jy_builder_entry(builder, JY_T_PARTNER, jy_text(whom)) &&
	    !jy_builder_entry(builder, JY_T_SITE, jy_text(whom)) &&
	    !jy_builder_entry(builder, JY_T_TEAM, jy_text(whom)))
		jy_builder_missing(builder, whom, assessed, JB_TEXT(""));
	if (!jy_builder_entry(builder, JY_T_FRAMEWORK, jy_text(last)))
		jy_builder_missing(builder, path, frameworks, JB_TEXT(""));
}

static void check_marks(struct jy_builder *builder, const struct jy_node *marks)
{
	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *names = jy_kid(jy_kid(marks, i), JY_MEASURED_BY_NAMES);

		if (!jy_is(jy_kid(marks, i), JY_N_MEASURED_BY))
			continue;
		for (uint32_t k = 0; k < jy_count(names); k++)
			jy_builder_find(builder, JY_T_METRIC, jy_kid(names, k));
	}
}

void jy_fill_assessment(struct jy_builder *builder, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_ASSESSES))
			check_subject(builder, node);
		else if (jy_is(node, JY_N_RATING))
			check_rating(builder, node);
		else if (jy_is(node, JY_N_THEME_RATED))
			check_marks(builder, jy_kid(node, JY_THEME_RATED_MARKS));
	}
}
