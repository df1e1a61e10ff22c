/*
 * The themes on real pictures: contrast of every text and mark against what it is really drawn on,
 * in every theme and with hostile brand colours; verdicts and curves that stay apart for every kind
 * of colour blindness, and in grey where a picture is for print.
 */
#include <stdio.h>
#include <string.h>

#include "conform/conform.h"
#include "diagram/blueprint.h"
#include "diagram/diagram.h"
#include "diagram/emotion.h"
#include "diagram/flow.h"
#include "diagram/partners.h"
#include "diagram/trace.h"
#include "grounds.h"
#include "nasty.h"
#include "sight.h"
#include "own_arena.h"

static const char *const theme_name[JY_THEMES] = {"light", "dark", "print", "contrast"};

static struct jy_colour colour_of(const char *text)
{
	struct jy_colour colour = JY_BLACK;

	assert_true(jy_colour_read(jb_text_of(text), &colour));
	return colour;
}

/* ---- pictures to look at ---- */

/* Plain, with verdicts, of two personas, an excerpt; the other views. */
enum { PLAIN, VERDICTS, TWO, EXCERPT, BLUEPRINT, EMOTION, FLOW, TRACE, PARTNERS, PICTURES };

static struct jy_scene map_scene(enum jy_theme theme, unsigned which)
{
	static const struct jb_text stage[] = {JB_TEXT("help")};
	struct broadband *b = broadband_new(&arena);
	struct jy_picture_options options = {.overlay = which == PLAIN ? NULL : &b->overlay,
					     .portable_text = true,
					     .theme = theme};
	struct jb_text why = {0};
	struct jy_scene scene;

	broadband_lanes(b, JB_TEXT("What is said in this lane"));
	if (which == TWO)
		broadband_two(b, JB_TEXT("Another one"));
	if (which == EXCERPT)
		options.selection.stages = (struct jy_texts){stage, 1};
	if (which == BLUEPRINT)
		jy_blueprint_scene(&arena, &b->model, &b->journey, &options, &scene, &why);
	else if (which == TRACE)
		jy_trace_scene(&arena, &b->model, &b->journey, &options, &scene);
	else if (which == PARTNERS)
		jy_partners_scene(&arena, &b->model, &b->journey, &options, &scene, &why);
	else if (which == EMOTION)
		jy_emotion_scene(&arena, &b->model, &b->journey, &options, &scene, &why);
	else
		jy_map_scene(&arena, &b->model, &b->journey, &options, &scene);
	return scene;
}

/* Ways taken, mostly taken, never taken and not planned; every deviation; a step ad hoc. */
static struct jy_scene flow_scene(enum jy_theme theme)
{
	static const struct jrt_flow_step step[] = {{.name = JB_TEXT("a"),
						     .title = JB_TEXT("Ask"),
						     .channel = JB_TEXT("web"),
						     .party = JB_TEXT("shop"),
						     .stage = JB_TEXT("One"),
						     .may_repeat = true,
						     .seen = true},
						    {.name = JB_TEXT("b"),
						     .title = JB_TEXT("Buy"),
						     .stage = JB_TEXT("One"),
						     .seen = true},
						    {.name = JB_TEXT("c"),
						     .title = JB_TEXT("Call"),
						     .stage = JB_TEXT("Two"),
						     .stage_number = 1,
						     .seen = true}};
	static const struct jrt_flow_way way[] = {{.from = 0, .to = 1, .when = JB_TEXT("it suits")},
						  {.from = 1, .to = 2},
						  {.from = 0, .to = 2}};
	static const struct jrt_flow flow = {.name = JB_TEXT("j"),
					     .title = JB_TEXT("Journey"),
					     .step = step,
					     .step_count = 3,
					     .way = way,
					     .way_count = 3};
	static const struct jrt_conform_step counted[] = {{.reached = 90,
							   .visits = 95,
							   .missing = 10,
							   .out_of_order = 5,
							   .repeated = 3,
							   .failed = 2},
							  {.reached = 80, .visits = 80},
							  {.reached = 70, .visits = 70}};
	static const struct jrt_conform_stranger stranger = {JB_TEXT("detour"), 20, 20, 0, 0, 0};
	static const struct jrt_conform_way real[] = {
		{0, 1, 0, 90, {90, 1000000, 2000000}},
		{1, 2, 1, 9, {9, 1000000, 2000000}},
		{1, 3, UINT32_MAX, 0, {20, 1000000, 2000000}}};
	static const struct jrt_conformance conformance = {.flow = &flow,
							   .cases = 100,
							   .ended = 100,
							   .explained = 100,
							   .step = counted,
							   .stranger = &stranger,
							   .stranger_count = 1,
							   .way = real,
							   .way_count = 3};
	const struct jy_picture_options options = {.portable_text = true, .theme = theme};
	struct jb_text note = {0};
	struct jy_scene scene;

	jy_flow_scene(&arena, &flow, &conformance, &options, JB_TEXT("Excerpt"), &scene, &note);
	return scene;
}

static struct jy_scene picture(enum jy_theme theme, unsigned which)
{
	return which == FLOW ? flow_scene(theme) : map_scene(theme, which);
}

/* ---- contrast ---- */

/* What only groups or decorates; it is told by place or by text too. In the theme of high contrast
 * the rims of boxes count as marks. */
static bool decorates(enum jy_role role, enum jy_theme theme)
{
	static const enum jy_role ground[] = {
		JY_ROLE_PAGE,	    JY_ROLE_BAND,    JY_ROLE_AREA_ABOVE,
		JY_ROLE_AREA_BELOW, JY_ROLE_STAGE_1, JY_ROLE_STAGE_2,
		JY_ROLE_STAGE_3,    JY_ROLE_STAGE_4, JY_ROLE_GAP};
	static const enum jy_role quiet[] = {
		JY_ROLE_RULE,	     JY_ROLE_SEPARATOR, JY_ROLE_CARD,	   JY_ROLE_CHANNEL,
		JY_ROLE_PAIN,	     JY_ROLE_EVIDENCE,	JY_ROLE_ACT,	   JY_ROLE_SPAN,
		JY_ROLE_TAG,	     JY_ROLE_NEUTRAL,	JY_ROLE_SCALE_END, JY_ROLE_STAGE_BOX,
		JY_ROLE_OPPORTUNITY, JY_ROLE_IN_HOUSE};

	for (size_t i = 0; i < sizeof ground / sizeof *ground; i++)
		if (role == ground[i])
			return true;
	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
		if (role == quiet[i])
			return theme != JY_THEME_CONTRAST;
	return false;
}

/* Of a mark its fill or its rim must stand out; of text there is the fill alone. */
static double contrast_of(struct jy_paint paint, struct jy_colour ground, bool text)
{
	double best = 1;

	if (paint.fill[0] == '#')
		best = jy_colour_contrast(colour_of(paint.fill), ground);
	if (!text && paint.stroke[0] == '#')
		best = fmax(best, jy_colour_contrast(colour_of(paint.stroke), ground));
	return best;
}

struct look {
	const struct jy_scene *scene;
	enum jy_theme theme;
	double worst_text, worst_mark;
	enum jy_role text[2], mark[2]; /* what, on what */
	bool met[JY_ROLE_COUNT];
	unsigned bad;
};

static void judge(struct look *look, enum jy_role role, enum jy_role ground)
{
	bool text = jy_role_look(role)->font_size > 0;
	struct jy_paint below = jy_scene_paint_in(look->scene, ground, look->theme);
	struct jy_paint paint = jy_scene_paint_in(look->scene, role, look->theme);
	double contrast = contrast_of(paint, colour_of(below.fill), text);
	double mark = look->theme == JY_THEME_CONTRAST ? 4.5 : 3;
	double least = text ? jy_theme_text_contrast(look->theme) : mark;
	double *worst = text ? &look->worst_text : &look->worst_mark;

	if (contrast < *worst) {
		*worst = contrast;
		(text ? look->text : look->mark)[0] = role;
		(text ? look->text : look->mark)[1] = ground;
	}
	if (contrast >= least)
		return;
	look->bad++;
	print_error("%s: %s on %s has %.2f:1\n", theme_name[look->theme], jy_role_look(role)->name,
		    jy_role_look(ground)->name, contrast);
}

/* A shape on a shape of its own role (a label's box over its neighbour) says nothing. */
static void see(void *user, const struct jy_shape *shape, enum jy_role ground)
{
	struct look *look = user;

	look->met[shape->role] = true;
	if (shape->role == JY_ROLE_PAGE || shape->role == ground ||
	    decorates(shape->role, look->theme))
		return;
	/* Signs, dots and tips lie on the lines they belong to. */
	if (ground != JY_ROLE_COUNT && jy_role_look(shape->role)->font_size == 0 &&
	    !decorates(ground, JY_THEME_LIGHT) && ground != JY_ROLE_CARD_MOMENT)
		return;
	assert_int_not_equal(ground, JY_ROLE_COUNT);
	judge(look, shape->role, ground);
}

static struct look look_at(struct jy_scene *scene, enum jy_theme theme)
{
	struct look look = {scene, theme, 21, 21, {0}, {0}, {0}, 0};

	ground_walk(scene, see, &look);
	return look;
}

static void test_contrast(void **state)
{
	(void)state;
	for (int theme = 0; theme < JY_THEMES; theme++) {
		unsigned bad = 0;

		for (unsigned i = 0; i < PICTURES; i++) {
			struct jy_scene scene = picture((enum jy_theme)theme, i);
			struct look look = look_at(&scene, (enum jy_theme)theme);

			bad += look.bad;
			print_message("%s, picture %u: text %.2f:1 (%s on %s), marks %.2f:1 (%s on "
				      "%s)\n",
				      theme_name[theme], i, look.worst_text,
				      jy_role_look(look.text[0])->name,
				      jy_role_look(look.text[1])->name, look.worst_mark,
				      jy_role_look(look.mark[0])->name,
				      jy_role_look(look.mark[1])->name);
		}
		assert_int_equal(bad, 0);
	}
}

/* Light pictures carry the dark palette: the same shapes, seen in the other theme. */
static void test_contrast_of_the_dark_palette(void **state)
{
	(void)state;
	for (unsigned i = 0; i < PICTURES; i++) {
		struct jy_scene scene = picture(JY_THEME_LIGHT, i);

		assert_int_equal(look_at(&scene, JY_THEME_DARK).bad, 0);
	}
}

/* Third curves, and whatever no picture above shows, on all that lies under curves. */
static void test_contrast_of_all_curves(void **state)
{
	static const enum jy_role ground[] = {JY_ROLE_PAGE, JY_ROLE_BAND, JY_ROLE_AREA_ABOVE,
					      JY_ROLE_AREA_BELOW, JY_ROLE_GAP};
	struct jy_scene scene = {0};

	(void)state;
	for (int theme = 0; theme < JY_THEMES; theme++) {
		struct look look = {&scene, (enum jy_theme)theme, 21, 21, {0}, {0}, {0}, 0};

		for (int role = JY_ROLE_CURVE; role <= JY_ROLE_TURN; role++)
			for (size_t i = 0; i < sizeof ground / sizeof *ground; i++)
				if (!decorates((enum jy_role)role, (enum jy_theme)theme))
					judge(&look, (enum jy_role)role, ground[i]);
		assert_int_equal(look.bad, 0);
	}
}

/* Roles that stand in none of the pictures above are looked at on plain grounds. */
static void test_contrast_of_the_rest(void **state)
{
	bool met[JY_ROLE_COUNT] = {false};
	struct jy_scene none = {0};

	(void)state;
	for (unsigned i = 0; i < PICTURES; i++) {
		struct jy_scene scene = picture(JY_THEME_LIGHT, i);
		struct look look = look_at(&scene, JY_THEME_LIGHT);

		for (int role = 0; role < JY_ROLE_COUNT; role++)
			met[role] = met[role] || look.met[role];
	}
	for (int theme = 0; theme < JY_THEMES; theme++) {
		struct look look = {&none, (enum jy_theme)theme, 21, 21, {0}, {0}, {0}, 0};

		for (int role = 0; role < JY_ROLE_COUNT; role++) {
			if (met[role] || decorates((enum jy_role)role, (enum jy_theme)theme))
				continue;
			judge(&look, (enum jy_role)role, JY_ROLE_PAGE);
			judge(&look, (enum jy_role)role, JY_ROLE_BAND);
		}
		assert_int_equal(look.bad, 0);
	}
}

/* ---- the brand's colour ---- */

static const char *const brands[] = {"#ffffff", "#000000", "#ffff00", "#00ff00", "#ff00ff",
				     "#777777", "#767676", "#0000ff", "#ff0000", "#00ffff",
				     "#7f7f7f", "#fffffe", "#12181f", "#f5f7fa", "#0a5c8c"};

static void test_contrast_with_hostile_brands(void **state)
{
	double worst[JY_THEMES] = {21, 21, 21, 21};

	(void)state;
	for (int theme = 0; theme < JY_THEMES; theme++) {
		struct jy_scene scene = map_scene((enum jy_theme)theme, VERDICTS);

		for (size_t i = 0; i < sizeof brands / sizeof *brands; i++) {
			struct look look;

			jy_scene_set_brand(&scene, colour_of(brands[i]));
			look = look_at(&scene, (enum jy_theme)theme);
			if (look.bad)
				print_error("with brand %s\n", brands[i]);
			assert_int_equal(look.bad, 0);
			worst[theme] = fmin(worst[theme], look.worst_text);
		}
		print_message("%s with brands: text %.2f:1\n", theme_name[theme], worst[theme]);
	}
}

/* All colours in steps, on the four headers: names are read, and a header is seen on its page. */
static void test_every_brand_is_readable(void **state)
{
	struct jy_scene scene;

	(void)state;
	jy_scene_init(&scene, &arena);
	for (int colour = 0; colour < 16 * 16 * 16; colour++) {
		struct jy_colour brand = {(uint8_t)(colour % 16 * 17),
					  (uint8_t)(colour / 16 % 16 * 17),
					  (uint8_t)(colour / 256 * 17)};

		jy_scene_set_brand(&scene, brand);
		for (int theme = 0; theme < JY_THEMES; theme++) {
			const struct jy_tint *tint = &scene.brand->tint[theme];
			struct jy_colour page =
				colour_of(jy_role_fill(JY_ROLE_PAGE, (enum jy_theme)theme));

			for (int i = 0; i < JY_STAGE_SHADES; i++) {
				struct jy_colour fill = colour_of(tint->fill[i]);
				struct jy_colour edge =
					tint->rim[i][0] == '#' ? colour_of(tint->rim[i]) : fill;

				assert_true(jy_colour_contrast(colour_of(tint->name), fill) >=
					    jy_theme_text_contrast((enum jy_theme)theme));
				assert_true(jy_colour_contrast(edge, page) >= 3);
			}
		}
	}
}

/* A colour that can be read is taken as it is, and nothing but headers and their names change. */
static void test_a_brand_tints_headers_only(void **state)
{
	struct jy_scene scene;

	(void)state;
	jy_scene_init(&scene, &arena);
	jy_scene_set_brand(&scene, colour_of("#0a5c8c"));
	assert_string_equal(scene.brand->tint[JY_THEME_LIGHT].fill[3], "#0a5c8c");
	assert_string_equal(scene.brand->tint[JY_THEME_LIGHT].name, "#ffffff");
	jy_scene_set_brand(&scene, colour_of("#ffd200"));
	assert_string_equal(scene.brand->tint[JY_THEME_LIGHT].fill[0], "#ffd200");
	assert_string_equal(scene.brand->tint[JY_THEME_LIGHT].name, "#000000");
	for (int role = 0; role < JY_ROLE_COUNT; role++) {
		bool header = role == JY_ROLE_T_STAGE ||
			      (role >= JY_ROLE_STAGE_1 && role <= JY_ROLE_STAGE_4);
		const char *fill = jy_scene_paint(&scene, (enum jy_role)role).fill;

		if (!header)
			assert_string_equal(fill, jy_role_fill((enum jy_role)role, scene.theme));
	}
}

static void test_what_is_a_colour(void **state)
{
	static const char *const bad[] = {"",	     "#",	"#12345",  "#1234567", "123456",
					  "#12345g", "#-12345", "# 12345", "red",      "#12345\""};
	struct jy_colour colour = {1, 2, 3};
	char text[JY_COLOUR_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(jy_colour_read(jb_text_of(bad[i]), &colour));
	assert_int_equal(colour.blue, 3);
	assert_true(jy_colour_read(JB_TEXT("#0aBcdE"), &colour));
	jy_colour_write(colour, text);
	assert_string_equal(text, "#0abcde");
}

/* ---- distances ---- */

/* Pairs of the paper's table 1, among them those where programs go wrong. */
static void test_the_distance_is_ciede2000(void **state)
{
	static const struct {
		struct lab a, b;
		double distance;
	} pair[] = {{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
		    {{50, 0, 0}, {50, -1, 2}, 2.3669},
		    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
		    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
		    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
		    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
		    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
		    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
		    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
		    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}};

	(void)state;
	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
		assert_true(fabs(sight_distance(pair[i].a, pair[i].b) - pair[i].distance) < 1e-4);
}

/* What a sign or a curve is known by: its fill, or its stroke where it has none. */
static struct jy_colour known_by(enum jy_role role, enum jy_theme theme)
{
	const char *fill = jy_role_fill(role, theme);

	return colour_of(fill[0] == '#' ? fill : jy_role_stroke(role, theme));
}

static bool same_dash(enum jy_role a, enum jy_role b, enum jy_theme theme)
{
	return jy_role_paint(a, theme).dash == jy_role_paint(b, theme).dash;
}

/* The least distance between any two of the roles as `sight` sees them. */
static double least_distance(const enum jy_role *role, size_t count, enum jy_theme theme,
			     enum sight sight)
{
	double least = 200;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			struct lab a = sight_lab(known_by(role[i], theme), sight);
			struct lab b = sight_lab(known_by(role[k], theme), sight);

			/* In print lines are told apart by their dashes. */
			if (sight != SIGHT_GREY || same_dash(role[i], role[k], theme))
				least = fmin(least, sight_distance(a, b));
		}
	return least;
}

static void assert_apart(const char *what, const enum jy_role *role, size_t count, double bound)
{
	for (int theme = 0; theme < JY_THEMES; theme++) {
		bool print = theme == JY_THEME_PRINT;

		for (int sight = print ? SIGHT_GREY : 0; sight < (print ? SIGHTS : SIGHT_GREY);
		     sight++) {
			double least = least_distance(role, count, (enum jy_theme)theme,
						      (enum sight)sight);

			print_message("%s, %s, %s: %.1f\n", what, theme_name[theme],
				      sight_name[sight], least);
			assert_true(least >= bound);
		}
	}
}

static void test_verdicts_stay_apart(void **state)
{
	static const enum jy_role verdict[] = {JY_ROLE_MET, JY_ROLE_EXCUSED, JY_ROLE_MISSED};
	static const enum jy_role text[] = {JY_ROLE_T_MET, JY_ROLE_T_EXCUSED, JY_ROLE_T_MISSED};

	(void)state;
	assert_apart("verdicts", verdict, 3, 25);
	/* Their words say the verdict; the colour only helps. */
	for (int theme = 0; theme < JY_THEMES; theme++)
		for (int sight = 0; sight < SIGHT_GREY && theme != JY_THEME_PRINT; sight++)
			assert_true(least_distance(text, 3, (enum jy_theme)theme,
						   (enum sight)sight) >= 10);
}

static void test_curves_stay_apart(void **state)
{
	static const enum jy_role curve[] = {JY_ROLE_CURVE,	JY_ROLE_CURVE_2, JY_ROLE_CURVE_3,
					     JY_ROLE_DELIVERED, JY_ROLE_CURVE_4, JY_ROLE_CURVE_5};

	(void)state;
	assert_apart("curves", curve, 4, 18);
	assert_apart("all curves", curve, 6, 15);
}

/* No colour is needed to tell personas apart: the dash or the width is another. */
static void test_personas_differ_without_colour(void **state)
{
	static const enum jy_role curve[] = {JY_ROLE_CURVE,   JY_ROLE_CURVE_2, JY_ROLE_CURVE_3,
					     JY_ROLE_CURVE_4, JY_ROLE_CURVE_5, JY_ROLE_DELIVERED};

	(void)state;
	for (int theme = 0; theme < JY_THEMES; theme++)
		for (size_t i = 0; i < sizeof curve / sizeof *curve; i++)
			for (size_t k = 0; k < i; k++) {
				struct jy_paint a = jy_role_paint(curve[i], (enum jy_theme)theme);
				struct jy_paint b = jy_role_paint(curve[k], (enum jy_theme)theme);

				assert_true(a.dash != b.dash ||
					    fabs(a.stroke_width - b.stroke_width) > 0.5);
			}
}

/* The hollow ring is told by its shape; it must still not pass for a verdict at a glance. */
static void test_not_measured_is_no_verdict(void **state)
{
	static const enum jy_role pair[][2] = {{JY_ROLE_NOT_MEASURED, JY_ROLE_MET},
					       {JY_ROLE_NOT_MEASURED, JY_ROLE_EXCUSED},
					       {JY_ROLE_NOT_MEASURED, JY_ROLE_MISSED}};

	(void)state;
	for (size_t i = 0; i < 3; i++)
		for (int theme = 0; theme < JY_THEMES; theme++) {
			assert_string_equal(
				jy_role_fill(JY_ROLE_NOT_MEASURED, (enum jy_theme)theme), "none");
			for (int sight = 0; sight < SIGHT_GREY && theme != JY_THEME_PRINT; sight++)
				assert_true(least_distance(pair[i], 2, (enum jy_theme)theme,
							   (enum sight)sight) >= 12);
		}
}

/* Nothing in print has a colour that a black and white printer would change. */
static void test_print_is_grey(void **state)
{
	(void)state;
	for (int role = 0; role < JY_ROLE_COUNT; role++) {
		struct jy_paint paint = jy_role_paint((enum jy_role)role, JY_THEME_PRINT);
		const char *part[2] = {paint.fill, paint.stroke};

		for (int i = 0; i < 2; i++) {
			struct jy_colour c = JY_BLACK;

			if (part[i][0] == '#')
				c = colour_of(part[i]);
			if (c.red != c.green || c.green != c.blue)
				print_error("%s\n", jy_role_look((enum jy_role)role)->name);
			assert_true(c.red == c.green && c.green == c.blue);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_contrast),
		TEST(test_contrast_of_the_dark_palette),
		TEST(test_contrast_of_all_curves),
		TEST(test_contrast_of_the_rest),
		TEST(test_contrast_with_hostile_brands),
		TEST(test_every_brand_is_readable),
		TEST(test_a_brand_tints_headers_only),
		TEST(test_what_is_a_colour),
		TEST(test_the_distance_is_ciede2000),
		TEST(test_verdicts_stay_apart),
		TEST(test_curves_stay_apart),
		TEST(test_personas_differ_without_colour),
		TEST(test_not_measured_is_no_verdict),
		TEST(test_print_is_grey),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
