/*
 * What the tests of the trace and the partners view share: journeys written in a line, and that
 * labels of any kind stay inside their cards.
 */
#ifndef TESTS_GRAPH_VIEWS_H
#define TESTS_GRAPH_VIEWS_H

#include "data_model.h"
#include "diagram/diagram.h"
#include "nasty.h"
#include "scenes.h"
#include "testing.h"

/* A bar stands for the end of a line; nothing may be reported. */
static inline void model_of_line(struct modelled *made, struct jb_buf *line)
{
	for (size_t i = 0; i < line->size; i++)
		if (line->data[i] == '|')
			line->data[i] = '\n';
	model_clean(made, line->data);
}

typedef void view_scene(struct jb_arena *arena, const struct jy_model *model,
			const struct jy_journey *journey, const struct jy_picture_options *options,
			struct jy_scene *scene);

static inline void assert_nasty_labels_stay_in(view_scene *view)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct broadband *b = nasty_new(&arena, i);
		struct jy_picture_options options = {.overlay = &b->overlay, .portable_text = true};
		struct jy_scene scene;
		struct jb_buf out;

		jb_buf_init(&out, &arena);
		view(&arena, &b->model, &b->journey, &options, &scene);
		assert_tidy(&scene);
		jy_scene_svg(&scene, &out);
		assert_null(strstr(out.data, "<script"));
		jb_arena_reset(&arena);
	}
	jb_arena_release(&arena);
}

#endif
