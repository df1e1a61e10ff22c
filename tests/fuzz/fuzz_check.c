/*
 * Any bytes as a program: parsed, resolved into a model, lowered to a plan, drawn. Whatever the
 * text says, every stage ends in good order with what the stages before it left over, every dump
 * and every picture can be written, all memory comes back, and doing it again gives the same bytes.
 * Library modules are taken in when the text speaks of them; other files are not.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_line.h"
#include "diagram/diagram.h"
#include "library.h"
#include "model/model.h"
#include "plan/lower.h"
#include "source/sink.h"
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_LIMIT ((size_t)512 << 20)
#define UNITS_MAX 16

static void *resize(void *user, void *old, size_t size)
{
	size_t *blocks = user;

	*blocks += old == NULL;
	return realloc(old, size);
}

static void release(void *user, void *old)
{
	size_t *blocks = user;

	CHECK((*blocks)-- > 0);
	free(old);
}

struct program {
	struct jb_arena *arena;
	struct jy_diags diags;
	struct jy_unit unit[UNITS_MAX];
	size_t units;
};

static void add_unit(struct program *program, struct jb_text name, struct jb_text text,
		     bool library)
{
	struct jy_file *file = JB_NEW(program->arena, struct jy_file);

	if (program->units < UNITS_MAX &&
	    jy_file_init(file, program->arena, name, text, &program->diags))
		program->unit[program->units++] =
			(struct jy_unit){.file = file,
					 .parsed = jy_parse(file, program->arena, &program->diags),
					 .library = library};
}

static void read_units(struct program *program, struct jb_text text)
{
	add_unit(program, JB_TEXT("fuzz.journey"), text, false);
	if (memmem(text.at, text.size, "library.", 8) == NULL)
		return;
	for (size_t i = 0; i < jy_library_module_count; i++)
		add_unit(program, jb_text_of(jy_library_modules[i].name),
			 (struct jb_text){jy_library_modules[i].text, jy_library_modules[i].size},
			 true);
}

/* What a program without errors may be relied upon for. */
static void check_plan(const struct jrt_plan *plan)
{
	for (size_t i = 0; i < plan->criterion_count; i++)
		CHECK(plan->criterion[i].meter < plan->meter_count);
	for (size_t i = 0; i < plan->meter_count; i++)
		CHECK(plan->meter[i].metric < plan->metric_count &&
		      plan->meter[i].periods < plan->periods_count);
}

static void draw(struct program *program, const struct jy_model *model, struct jb_buf *out)
{
	const struct jy_picture_options how = {.portable_text = true, .diags = &program->diags};

	for (size_t i = 0; i < model->journeys.count; i++) {
		struct jy_scene scene;

		jy_map_scene(program->arena, model, model->journeys.at[i], &how, &scene);
		jy_scene_dump(&scene, out);
		jy_scene_svg(&scene, out);
	}
}

/* No line of a format for people or programs may be taken for a command by a build server. */
static void check_lines(struct jb_text text)
{
	for (size_t at = 0, end; at < text.size; at = end + 1) {
		for (end = at; end < text.size && text.at[end] != '\n';)
			end++;
		for (size_t i = at; i < end; i++)
			CHECK(!jb_log_line_command_at(jb_text_slice(text, at, end), i - at));
	}
}

static void write_findings(const struct jy_diags *diags, struct jb_buf *out)
{
	struct jy_findings findings;

	jy_findings_make(&findings, out->arena, JB_TEXT(""), &diags, 1);
	for (enum jy_format format = JY_FORMAT_text; format < JY_FORMATS; format++) {
		size_t from = out->size;

		jy_sink_write(out, format, &findings, &(struct jy_sink_options){0});
		if (format != JY_FORMAT_github)
			check_lines(jb_text_slice(jb_buf_text(out), from, out->size));
	}
}

static void compile(struct jb_arena *arena, struct jb_text text, struct jb_buf *out)
{
	struct program program = {.arena = arena};

	jy_diags_init(&program.diags, arena);
	read_units(&program, text);
	if (program.units > 0) {
		struct jy_model *model =
			jy_model_make(arena, program.unit, program.units, &program.diags);
		const struct jrt_plan *plan =
			jy_plan_make(arena, model, JB_TEXT("Fuzz"), &program.diags);

		if (program.diags.error_count == 0)
			check_plan(plan);
		jy_model_dump(model, out);
		jy_plan_dump(plan, out);
		draw(&program, model, out);
	}
	write_findings(&program.diags, out);
}

/* Leaves *out as it is when memory runs out. */
static void say(struct jb_text text, struct jb_arena *work, struct jb_arena *arena,
		struct jb_text *out)
{
	struct jb_buf buf;

	if (JB_ARM(work) != 0)
		return;
	jb_buf_init(&buf, work);
	compile(work, text, &buf);
	jb_arena_disarm(work);
	*out = jb_text_copy(arena, jb_buf_text(&buf));
}

/* The bytes of everything that could be said, in memory of their own; empty: too little memory. */
static struct jb_text said(struct jb_text text, struct jb_arena *arena)
{
	size_t blocks = 0;
	struct jb_allocator counted = {resize, release, &blocks};
	struct jb_arena work;
	struct jb_text copy = {0};

	jb_arena_init(&work, &counted);
	work.limit = ARENA_LIMIT;
	say(text, &work, arena, &copy);
	jb_arena_release(&work);
	CHECK(blocks == 0);
	return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jb_text text = {(const char *)data, size};
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	struct jb_text first = said(text, &arena), second = said(text, &arena);
	CHECK(jb_text_equal(first, second));
	jb_arena_release(&arena);
	return 0;
}
