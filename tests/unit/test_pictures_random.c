/*
 * Random programs in every view: cards never overlap, no line leaves its card, its room or the
 * picture or lies on another, and the SVG stays within its closed set. Of some, the pixels: with
 * and without its texts a picture may only differ where the texts have their place.
 * JOURNEY_RANDOM_PICTURES sets how many programs (40); JOURNEY_RANDOM_PICTURE draws that one alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "diagram/blueprint.h"
#include "diagram/diagram.h"
#include "diagram/emotion.h"
#include "diagram/flow.h"
#include "diagram/partners.h"
#include "diagram/trace.h"
#include "plan/lower.h"
#include "png_pixels.h"
#include "random_journey.h"
#include "scenes.h"
#include "svg_set.h"
#include "testing.h"

#define PROGRAMS 40
#define SOME_PIXELS 50 /* of one program in so many the pixels are looked at */
#define PIXELS_SPARE 2 /* slanted letters and soft edges reach a little beyond their measure */
#define SIDE_MOST 6000.0

enum view { MAP, BLUEPRINT, EMOTION, FLOW, TRACE, PARTNERS, VIEWS };

/* What a failure must tell to be found again. */
static struct {
	uint64_t program;
	enum view view;
} now;

static void wrong(const struct jy_shape *shape, const struct jy_shape *other, const char *what)
{
	static const char *const name[] = {"map",  "blueprint", "emotion",
					   "flow", "trace",	"partners"};
	const struct jy_rect *a = &shape->rect, *b = other ? &other->rect : &shape->room;

	fail_msg("program %llu, %s: %s `%.*s` %g,%g %g x %g %s %s `%.*s` %g,%g %g x %g",
		 (unsigned long long)now.program, name[now.view], jy_role_look(shape->role)->name,
		 JB_ARG(shape->text), a->x, a->y, a->w, a->h, what,
		 other ? jy_role_look(other->role)->name : "room",
		 JB_ARG(other ? other->text : JB_TEXT("")), b->x, b->y, b->w, b->h);
}

static void lay(struct modelled *made, const struct jy_journey *journey, enum view view,
		const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jb_arena *arena = &made->arena;
	const struct jrt_flow *flow;
	struct jb_text why = {0};

	switch (view) {
	case MAP: jy_map_scene(arena, made->model, journey, how, scene); break;
	case BLUEPRINT: jy_blueprint_scene(arena, made->model, journey, how, scene, &why); break;
	case EMOTION: jy_emotion_scene(arena, made->model, journey, how, scene, &why); break;
	case FLOW:
		flow = jy_plan_ways(arena, made->model, journey, &made->diags);
		assert_non_null(flow);
		jy_flow_scene(arena, flow, NULL, how, JB_TEXT(""), scene, &why);
		break;
	case TRACE: jy_trace_scene(arena, made->model, journey, how, scene); break;
	default: jy_partners_scene(arena, made->model, journey, how, scene, &why); break;
	}
}

/* ---- boxes ------------------------------------------------------------------------------ */

/* Something with a text on it. What is left are grounds and frames around several. */
static bool is_card(const struct jy_shape *shape)
{
	switch (shape->role) {
	case JY_ROLE_PAGE:
	case JY_ROLE_BAND:
	case JY_ROLE_SPAN:
	case JY_ROLE_GAP:
	case JY_ROLE_STAGE_BOX: return false;
	default: return shape->kind == JY_SHAPE_BOX && shape->rect.w > 0 && shape->rect.h > 0;
	}
}

/* A pill may lie in a card, nothing across an edge. */
static void check_pair(const struct jy_shape *one, const struct jy_shape *two)
{
	bool texts = one->kind == JY_SHAPE_TEXT && two->kind == JY_SHAPE_TEXT;

	if (!overlap(one->rect, two->rect))
		return;
	if (texts || one->role == two->role)
		wrong(one, two, "overlaps");
	if (!inside(one->rect, two->rect) && !inside(two->rect, one->rect))
		wrong(one, two, "lies across the edge of");
	if (one->kind == JY_SHAPE_TEXT && !inside(one->rect, two->rect))
		wrong(one, two, "is larger than");
}

static void check_text(const struct jy_scene *scene, const struct jy_shape *shape)
{
	struct jy_rect page = {0, 0, scene->width, scene->height};

	if (!inside(shape->rect, shape->room))
		wrong(shape, NULL, "leaves its");
	if (!inside(shape->rect, page))
		wrong(shape, &scene->shapes.at[0], "leaves the picture");
	if (shape->label_of != 0 &&
	    !inside(shape->rect, scene->shapes.at[shape->label_of - 1].rect))
		wrong(shape, &scene->shapes.at[shape->label_of - 1], "leaves its card");
}

static int by_top(const void *a, const void *b)
{
	const struct jy_shape *const *one = a, *const *two = b;

	if ((*one)->rect.y != (*two)->rect.y)
		return (*one)->rect.y < (*two)->rect.y ? -1 : 1;
	return (*one > *two) - (*one < *two);
}

static void check_boxes(const struct jy_scene *scene)
{
	JB_VEC(const struct jy_shape *) list = {0};

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		if (shape->kind == JY_SHAPE_TEXT)
			check_text(scene, shape);
		if (shape->kind == JY_SHAPE_TEXT || is_card(shape))
			*jb_push(scene->arena, &list) = shape;
	}
	qsort(list.at, list.count, sizeof *list.at, by_top);
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = i + 1; k < list.count; k++) {
			if (list.at[k]->rect.y >= list.at[i]->rect.y + list.at[i]->rect.h)
				break;
			check_pair(list.at[i], list.at[k]);
		}
}

/* ---- pixels ----------------------------------------------------------------------------- */

static struct pixels drawn(const struct jy_scene *scene)
{
	struct jb_text why = {0};
	struct jb_buf png;

	jb_buf_init(&png, scene->arena);
	assert_int_equal(jy_scene_png(scene, 1, &png, &why), JB_OK);
	return png_pixels(scene->arena, &png);
}

/* Where a text may leave ink: on its card, or in its room. */
static void allow_ink(const struct jy_scene *scene, const struct jy_shape *shape,
		      struct pixels size, bool *allowed)
{
	struct jy_rect r =
		shape->label_of ? scene->shapes.at[shape->label_of - 1].rect : shape->room;
	double left = r.x - PIXELS_SPARE, right = r.x + r.w + PIXELS_SPARE;
	double top = r.y - PIXELS_SPARE, bottom = r.y + r.h + PIXELS_SPARE;

	for (uint32_t y = top > 0 ? (uint32_t)top : 0; y < size.height && y < bottom; y++)
		for (uint32_t x = left > 0 ? (uint32_t)left : 0; x < size.width && x < right; x++)
			allowed[(size_t)y * size.width + x] = true;
}

static void check_pixels(const struct jy_scene *scene)
{
	struct jy_scene bare = *scene;
	struct pixels with = drawn(scene), without;
	bool *allowed = JB_NEW_ARRAY(scene->arena, bool, (size_t)with.width *with.height);
	size_t ink = 0;

	bare.shapes.at = NULL;
	bare.shapes.count = bare.shapes.room = 0;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		*jb_push(scene->arena, &bare.shapes) = *shape;
		if (shape->kind != JY_SHAPE_TEXT)
			continue;
		bare.shapes.at[i].text = JB_TEXT("");
		allow_ink(scene, shape, with, allowed);
	}
	without = drawn(&bare);
	assert_true(with.width == without.width && with.height == without.height);
	for (size_t i = 0; i < (size_t)with.width * with.height; i++) {
		if (memcmp(with.at + i * with.bytes, without.at + i * with.bytes, with.bytes) == 0)
			continue;
		ink++;
		if (!allowed[i])
			fail_msg("program %llu, view %d: ink of a text at %zu,%zu, outside of all",
				 (unsigned long long)now.program, (int)now.view, i % with.width,
				 i / with.width);
	}
	assert_true(ink > 0);
}

/* ---- programs --------------------------------------------------------------------------- */

/* What no file may say, but a picture must bear. */
static void spoil(const struct jy_journey *journey)
{
	static const char *const label[] = {"\x1b[31mred\x1b]0;title\x07",
					    "\xe2\x80\xae"
					    "dlrow\xe2\x80\xac \xe2\x81\xa6x",
					    "\xff\xfe\xc3\x28", "\x01\x02 \t \r\n line"};

	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t i = 0; i < journey->stage[s].touchpoint_count; i++)
			journey->stage[s].touchpoint[i].decl.title =
				jb_text_of(label[i % (sizeof label / sizeof *label)]);
}

static void check_view(struct modelled *made, const struct jy_journey *journey)
{
	bool look = now.program % SOME_PIXELS == (uint64_t)now.view;
	const struct jy_picture_options how = {.portable_text = !look};
	struct jy_scene scene;
	struct jb_buf svg;

	lay(made, journey, now.view, &how, &scene);
	check_boxes(&scene);
	jb_buf_init(&svg, &made->arena);
	jy_scene_svg(&scene, &svg);
	assert_closed_set(&svg);
	if (look && scene.width < SIDE_MOST && scene.height < SIDE_MOST)
		check_pixels(&scene);
}

static void check_program(uint64_t program)
{
	struct modelled made;
	struct jb_arena own;
	struct jb_buf text;

	now.program = program;
	jb_arena_init(&own, NULL);
	jb_buf_init(&text, &own);
	random_journey(program, &text);
	model_text(&made, jb_buf_text(&text));
	if (made.diags.error_count > 0)
		fail_msg("program %llu: %s\n%s", (unsigned long long)program, made.lines.data,
			 text.data);
	for (size_t i = 0; i < made.model->journeys.count; i++) {
		if (program % 4 == 3)
			spoil(made.model->journeys.at[i]);
		for (now.view = MAP; now.view < VIEWS; now.view++)
			check_view(&made, made.model->journeys.at[i]);
	}
	model_release(&made);
	jb_arena_release(&own);
}

static void test_random_programs_in_every_view(void **state)
{
	const char *alone = getenv("JOURNEY_RANDOM_PICTURE"),
		   *many = getenv("JOURNEY_RANDOM_PICTURES");
	uint64_t count = many ? strtoull(many, NULL, 10) : PROGRAMS;

	(void)state;
	if (alone) {
		check_program(strtoull(alone, NULL, 10));
		return;
	}
	for (uint64_t program = 0; program < count; program++)
		check_program(program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_programs_in_every_view),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
