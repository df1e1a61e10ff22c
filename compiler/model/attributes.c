/*
 * Attributes of an experience, and the metrics that measure them.
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
