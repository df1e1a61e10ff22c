/*
 * What tests ask of a scene: whether a text stands in it, how often a role occurs, and whether it
 * is tidy, every line inside its room and none upon another.
 */
#ifndef TESTS_SCENES_H
#define TESTS_SCENES_H

#include "diagram/monotone.h"
#include "diagram/scene.h"
#include "testing.h"

static inline size_t count_role(const struct jy_scene *scene, enum jy_role role)
{
	size_t count = 0;
	for (size_t i = 0; i < scene->shapes.count; i++)
		count += scene->shapes.at[i].role == role;
	return count;
}

static inline size_t count_text(const struct jy_scene *scene, const char *text)
{
	size_t count = 0;
	for (size_t i = 0; i < scene->shapes.count; i++)
		count += scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
			 jb_text_is(scene->shapes.at[i].text, text);
	return count;
}

static inline bool has_text(const struct jy_scene *scene, const char *text)
{
	return count_text(scene, text) > 0;
}

static inline bool inside(struct jy_rect a, struct jy_rect b)
{
	double slack = 0.02;
	return a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.w <= b.x + b.w + slack &&
	       a.y + a.h <= b.y + b.h + slack;
}

static inline bool overlap(struct jy_rect a, struct jy_rect b)
{
	double slack = 0.05;
	return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
	       b.y + slack < a.y + a.h;
}

/* Every line inside its card, its room and the picture; no two lines on one another. */
static inline void assert_tidy(const struct jy_scene *scene)
{
	struct jy_rect page = {0, 0, scene->width, scene->height};
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (shape->kind != JY_SHAPE_TEXT)
			continue;
		assert_true(inside(shape->rect, shape->room));
		assert_true(inside(shape->rect, page));
		if (shape->label_of != 0)
			assert_true(
				inside(shape->rect, scene->shapes.at[shape->label_of - 1].rect));
		for (size_t k = 0; k < i; k++)
			if (scene->shapes.at[k].kind == JY_SHAPE_TEXT)
				assert_false(overlap(shape->rect, scene->shapes.at[k].rect));
	}
}

static inline double top_of(const struct jy_scene *scene, const char *text)
{
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
		    jb_text_is(scene->shapes.at[i].text, text))
			return scene->shapes.at[i].rect.y;
	fail_msg("there is no text %s", text);
	return 0;
}

/* Labels of marks clear every curve and dot, whatever the delivered curve does. */
static inline void assert_labels_clear(const struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *label = &scene->shapes.at[i];
		if (label->role != JY_ROLE_T_MOMENT && label->role != JY_ROLE_T_TURN &&
		    label->role != JY_ROLE_T_ABOUT)
			continue;
		for (size_t k = 0; k < scene->shapes.count; k++) {
			const struct jy_shape *shape = &scene->shapes.at[k];
			double least, greatest;
			if (shape->kind == JY_SHAPE_CIRCLE)
				assert_false(overlap(label->rect, shape->rect));
			if (shape->kind == JY_SHAPE_CURVE && !shape->closed &&
			    jy_monotone_range(shape->point, shape->point_count, label->rect.x,
					      label->rect.x + label->rect.w, &least, &greatest))
				assert_true(greatest < label->rect.y ||
					    least > label->rect.y + label->rect.h);
		}
	}
}

#endif
