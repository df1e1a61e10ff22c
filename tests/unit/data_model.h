/*
 * A journey text made into a model, for the tests of compiler/model. A test calls
 * model_text(); what was reported is at hand as lines.
 */
#ifndef TESTS_DATA_MODEL_H
#define TESTS_DATA_MODEL_H

#include "model/model.h"
#include "source/sink.h"
#include "testing.h"

struct modelled {
	struct jb_arena arena;
	struct jy_diags diags;
	struct jy_file file;
	struct jy_unit unit;
	struct jy_model *model;
	struct jb_buf lines;
};

static void model_text(struct modelled *made, struct jb_text text)
{
	jb_arena_init(&made->arena, NULL);
	jy_diags_init(&made->diags, &made->arena);
	jb_buf_init(&made->lines, &made->arena);
	assert_true(
		jy_file_init(&made->file, &made->arena, JB_TEXT("t.journey"), text, &made->diags));
	made->unit = (struct jy_unit){.file = &made->file};
	made->unit.parsed = jy_parse(&made->file, &made->arena, &made->diags);
	made->model = jy_model_make(&made->arena, &made->unit, 1, &made->diags);
	jy_sink_lines(&made->lines, &made->diags);
}

/* The same, where nothing may be reported. */
static inline void model_clean(struct modelled *made, const char *text)
{
	model_text(made, jb_text_of(text));
	if (made->diags.list.count)
		fail_msg("%s\n%s", text, made->lines.data);
}

static inline void model_release(struct modelled *made)
{
	jb_arena_release(&made->arena);
}

#endif
