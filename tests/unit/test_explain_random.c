/*
 * Explanations of random small flows and paths against brute force: all planned paths up to a
 * length are written down as words, by the definition of conform/explain.h and not by its search,
 * and the nearest word by insertions and deletions is taken.
 */
#include "flows.h"

#define ROUNDS 1500
#define STEPS_MOST 4
#define EVENTS_MOST 5
#define WORD_MOST 9

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static bool chance(uint64_t *seed, unsigned percent)
{
	return next_random(seed) % 100 < percent;
}

static void draw_random(struct drawn *drawn, uint64_t *seed)
{
	struct jb_arena arena;
	struct jb_buf text;
	char steps = (char)(2 + next_random(seed) % (STEPS_MOST - 1));

	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	for (char a = 'A'; a < 'A' + steps; a++)
		for (char b = 'A'; b < 'A' + steps; b++)
			if (b == a + 1 ? chance(seed, 85) : chance(seed, 12))
				jb_buf_printf(&text, "%c>%c ", a, b);
	for (char a = 'A'; a < 'A' + steps; a++) {
		if (chance(seed, 20))
			jb_buf_printf(&text, "%c? ", a);
		if (chance(seed, 15))
			jb_buf_printf(&text, "%c* ", a);
		if (chance(seed, 10))
			jb_buf_printf(&text, "-%c ", a);
		for (char b = 'A'; b < a; b++)
			if (chance(seed, 25))
				jb_buf_printf(&text, "%c~%c ", a, b);
	}
	jb_buf_printf(&text, "-A"); /* so that it has a step, whatever was drawn */
	draw_flow(drawn, text.data);
	drawn->step[0].seen = chance(seed, 90);
	jb_arena_release(&arena);
}

/* ---- all words ---- */

struct words {
	const struct drawn *drawn;
	struct jb_arena *arena;
	struct jb_map walked, known;
	JB_VEC(struct jb_text) word;
};

static void add_word(struct words *words, const char *word, size_t size)
{
	struct jb_text text = {word, size};
	bool fresh;

	jb_map_intern(&words->known, &text, &fresh);
	if (fresh)
		*jb_push(words->arena, &words->word) = text;
}

static void walk(struct words *words, uint32_t step, const char *word, size_t size);

/* Arrives at a step, which stands in the word or does not. */
static void arrive(struct words *words, uint32_t step, const char *word, size_t size)
{
	const struct jrt_flow_step *at = &words->drawn->step[step];
	char longer[WORD_MOST + 1];

	if (!at->seen || at->may_be_left_out)
		walk(words, step, word, size);
	if (!at->seen)
		return;
	memcpy(longer, word, size);
	do {
		if (size == WORD_MOST)
			return;
		longer[size++] = (char)('A' + step);
		walk(words, step, longer, size);
	} while (at->may_repeat);
}

static void walk(struct words *words, uint32_t step, const char *word, size_t size)
{
	char key[WORD_MOST + 2];
	struct jb_text text = {key, size + 1};
	bool fresh;

	memcpy(key, word, size);
	key[size] = (char)step;
	jb_map_intern(&words->walked, &text, &fresh);
	if (!fresh)
		return;
	if (words->drawn->step[step].ends)
		add_word(words, word, size);
	for (size_t i = 0; i < words->drawn->flow.way_count; i++)
		if (words->drawn->way[i].from == step)
			arrive(words, words->drawn->way[i].to, word, size);
}

static bool may_swap(const struct drawn *drawn, char a, char b)
{
	const struct jrt_flow_step *step = &drawn->step[letter(a)];

	for (size_t i = 0; i < step->free_with_count; i++)
		if (step->free_with[i] == letter(b))
			return true;
	return false;
}

/* Each word that swaps of neighbours make of another; the list grows while it is gone through. */
static void add_swapped(struct words *words)
{
	for (size_t i = 0; i < words->word.count; i++) {
		struct jb_text word = words->word.at[i];
		char other[WORD_MOST];

		for (size_t k = 0; k + 1 < word.size; k++) {
			if (!may_swap(words->drawn, word.at[k], word.at[k + 1]))
				continue;
			memcpy(other, word.at, word.size);
			other[k] = word.at[k + 1];
			other[k + 1] = word.at[k];
			add_word(words, other, word.size);
		}
	}
}

static uint32_t distance(struct jb_text a, struct jb_text b)
{
	uint32_t row[WORD_MOST + 1], last, keep;

	for (size_t k = 0; k <= b.size; k++)
		row[k] = (uint32_t)k;
	for (size_t i = 1; i <= a.size; i++) {
		last = row[0]++;
		for (size_t k = 1; k <= b.size; k++) {
			keep = row[k];
			row[k] = a.at[i - 1] == b.at[k - 1]
					 ? last
					 : 1 + (row[k] < row[k - 1] ? row[k] : row[k - 1]);
			last = keep;
		}
	}
	return row[b.size];
}

/* UINT32_MAX where a longer word than was written down might be nearer. */
static uint32_t nearest(struct jb_arena *arena, const struct drawn *drawn, struct jb_text path)
{
	struct words words = {.drawn = drawn, .arena = arena};
	uint32_t best = UINT32_MAX;

	jb_map_init(&words.walked, arena);
	jb_map_init(&words.known, arena);
	arrive(&words, 0, "", 0);
	add_swapped(&words);
	for (size_t i = 0; i < words.word.count; i++) {
		uint32_t far = distance(words.word.at[i], path);

		if (far < best)
			best = far;
	}
	return best > WORD_MOST - path.size ? UINT32_MAX : best;
}

/* ---- the test ---- */

static bool try_one(uint64_t *seed)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	const struct jrt_explained *explained;
	uint32_t kind[EVENTS_MOST], best, named = 0;
	char path[EVENTS_MOST + 1] = "";
	size_t count = 1 + next_random(seed) % EVENTS_MOST;

	jb_arena_init(&arena, NULL);
	draw_random(&drawn, seed);
	for (size_t i = 0; i < count; i++)
		path[i] = (char)('A' + next_random(seed) % drawn.flow.step_count);
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	explained = jrt_explain(explainer, kind, kinds_of(explainer, path, kind), false);
	best = nearest(&arena, &drawn, (struct jb_text){path, count});
	if (best != UINT32_MAX) {
		assert_false(explained->unknown);
		assert_int_equal(explained->differences, best);
		for (size_t i = 0; i < count; i++)
			named += explained->event[i].fate != JRT_EVENT_PLANNED;
		/* each difference has a name; one out of order may be two */
		assert_true(named + explained->missing_count <= best);
		assert_int_equal(best == 0, explained->deviations == 0);
	}
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
	return best != UINT32_MAX;
}

static void test_the_nearest_planned_path(void **state)
{
	uint64_t seed = 20160201;
	unsigned compared = 0;

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++)
		compared += try_one(&seed);
	assert_true(compared > ROUNDS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_nearest_planned_path)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
