/* Widths without Pango: for every text that is measured so, Pango says the same. */
#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "diagram/draw.h"
#include "diagram/letters.h"
#include "testing.h"

enum { RANDOM_TEXTS = 20000, LETTERS_MAX = 12 };

struct pair {
	struct jb_arena arena;
	const struct jy_letters_table *table;
	struct jy_letters *letters;
	const struct jy_draw *draw;
	struct jy_pango *pango;
	uint32_t state;
};

static int set_up(void **state)
{
	static struct pair pair;
	struct jb_text why;

	pair = (struct pair){.state = 1};
	jb_arena_init(&pair.arena, NULL);
	pair.table = jy_letters(&pair.arena);
	pair.letters = pair.table->open();
	pair.draw = jy_draw(&pair.arena, &why);
	pair.pango = pair.draw->pango_new();
	*state = &pair;
	return !pair.letters || !pair.pango;
}

static int tear_down(void **state)
{
	struct pair *pair = *state;

	pair->table->close(pair->letters);
	pair->draw->pango_free(pair->pango);
	jb_arena_release(&pair->arena);
	return 0;
}

static double letters_width(struct pair *pair, const char *text, enum jy_role role)
{
	return pair->table->width(pair->letters, jb_text_of(text), role);
}

/* Whether it was measured without Pango. Pango rounds each glyph to 1/1024 of a pixel. */
static bool agree(struct pair *pair, const char *text, enum jy_role role)
{
	double ours = letters_width(pair, text, role);
	double pango = pair->draw->pango_width(pair->pango, jb_text_of(text), role);

	if (ours < 0)
		return false;
	if (fabs(ours - pango) > 0.05)
		fail_msg("\"%s\", role %d: %f, Pango says %f", text, (int)role, ours, pango);
	return true;
}

static void every_role(void **state)
{
	static const char *const text[] = {
		"AVATAR To Wave, Ty. fi ffl fj",
		"Call support",
		"“What the customer says”",
		"12:30–14:00 · 85 % ≥",
		"Übergrößenträger, œuvre, İstanbul, Łódź",
		"Жалоба клиента",
		"Ευχαριστώ",
		"·\u00a0medium",
		"100,000.50 €",
		"trough −5 at work",
		"−5",
		"peak‑end value −0.5",
		"≥80 ▲met ●1 ■2 ○3 ◆4 →x",
		"a→b ≤5 ≠6",
		" lead and trail ",
	};

	for (int role = 0; role < JY_ROLE_COUNT; role++)
		for (size_t i = 0; i < sizeof text / sizeof *text; i++)
			if (jy_role_look((enum jy_role)role)->font_size > 0)
				agree(*state, text[i], (enum jy_role)role);
}

/* Where no font were found, nothing would be compared. */
static void latin_is_measured(void **state)
{
	if (letters_width(*state, "Call", JY_ROLE_T_CARD) < 0)
		skip();
	assert_true(agree(*state, "Call support", JY_ROLE_T_CARD));
	assert_true(agree(*state, "Übersicht – “so”", JY_ROLE_T_CARD));
}

static void others_are_for_pango(void **state)
{
	static const char *const text[] = {"客服",	"مرحبا",    "שלום", "नमस्ते",
					   "e\u0301",	"a\u00adb", "🙂", "x\u200by",
					   "\u202eabc", "a\tb",	    "Жa",   "ﬁ"};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		assert_true(letters_width(*state, text[i], JY_ROLE_T_CARD) < 0);
}

static uint32_t next(struct pair *pair, uint32_t below)
{
	pair->state = pair->state * 1664525u + 1013904223u;
	return (pair->state >> 8) % below;
}

enum { BLOCKS = 10 };

static uint32_t letter(struct pair *pair, size_t b)
{
	static const struct {
		uint32_t from, count;
	} block[BLOCKS] = {{0x20, 0x5f},  {0x20, 0x5f},	  {0xa0, 0x1b0}, {0x391, 0x39},
			   {0x400, 0x60}, {0x2010, 0x2b}, {0x2190, 4},	 {0x2212, 1},
			   {0x2264, 2},	  {0x25a0, 0x30}};

	return block[b].from + next(pair, block[b].count);
}

/* Also letters with signs between them. */
static void random_texts(void **state)
{
	struct pair *pair = *state;

	for (int i = 0; i < RANDOM_TEXTS; i++) {
		size_t b = next(pair, BLOCKS);
		uint32_t count = 1 + next(pair, LETTERS_MAX);
		char text[LETTERS_MAX * 4 + 1];
		size_t size = 0;

		for (uint32_t c = 0; c < count; c++)
			size += jb_utf8_encode(letter(pair, c % 3 == 2 ? next(pair, BLOCKS) : b),
					       text + size);
		text[size] = '\0';
		agree(pair, text, i % 2 ? JY_ROLE_T_CARD : JY_ROLE_T_PAIN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_role, set_up, tear_down),
		cmocka_unit_test_setup_teardown(latin_is_measured, set_up, tear_down),
		cmocka_unit_test_setup_teardown(others_are_for_pango, set_up, tear_down),
		cmocka_unit_test_setup_teardown(random_texts, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
