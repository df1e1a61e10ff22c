/*
 * Classes: patterns of answers, numbered in the order of their first row. A batch whose rows have
 * no loose bit goes from code to class by one table; few loose bits make the table larger; many
 * are looked up by a key.
 */
#include "measure/classes.h"

#include <string.h>

#define TABLE_MOST 65536
#define LOOSE_MOST 16	  /* in the table */
#define KEYS_MOST 1000000 /* different ones that are looked up */

void jrt_classes_init(struct jrt_classes *classes, struct jb_arena *arena,
		      const struct jrt_kernels *kernels, const struct jrt_plan *plan,
		      const struct jrt_program *program)
{
	*classes = (struct jrt_classes){
		.arena = arena, .kernels = kernels, .plan = plan, .program = program};
	jb_map_init(&classes->by_pattern, arena);
	jb_map_init(&classes->by_key, arena);
}

static bool is_same(const struct jrt_question *a, const struct jrt_question *b)
{
	if (a->kind != b->kind || a->number != b->number || a->relief_count != b->relief_count)
		return false;
	for (size_t i = 0; i < a->relief_count; i++)
		if (a->relief[i].from != b->relief[i].from || a->relief[i].to != b->relief[i].to)
			return false;
	return true;
}

uint32_t jrt_classes_ask(struct jrt_classes *classes, struct jrt_question question)
{
	for (size_t i = 0; i < classes->question.count; i++)
		if (is_same(&classes->question.at[i], &question))
			return (uint32_t)i;
	question.loose = true;
	*jb_push(classes->arena, &classes->question) = question;
	return (uint32_t)(classes->question.count - 1);
}

static void find_loose(struct jrt_classes *classes, struct jrt_machine *main)
{
	classes->loose = JB_NEW_ARRAY(classes->arena, uint32_t, classes->question.count);
	for (uint32_t i = 0; i < classes->question.count; i++) {
		const struct jrt_question *question = &classes->question.at[i];

		if (!question->loose)
			continue;
		classes->loose[classes->loose_count++] = i;
		if (question->kind == JRT_ASK_MASK)
			jrt_machine_ask(main, question->number, JRT_AS_BITS);
	}
	classes->loose_bits =
		JB_NEW_ARRAY(classes->arena, uint64_t, classes->loose_count * JRT_LANE_WORDS);
}

void jrt_classes_ready(struct jrt_classes *classes, struct jrt_machine *main)
{
	struct jb_arena *arena = classes->arena;
	size_t entries;

	classes->words = classes->question.count / 64 + 1;
	classes->pattern = JB_NEW_ARRAY(arena, uint64_t, classes->words);
	jrt_codes_ready(classes, main);
	find_loose(classes, main);
	classes->wide = classes->loose_count > LOOSE_MOST ||
			(size_t)classes->codes << classes->loose_count > TABLE_MOST;
	entries = classes->wide ? classes->codes : (size_t)classes->codes << classes->loose_count;
	classes->table = JB_NEW_ARRAY(arena, uint16_t, entries);
	memset(classes->table, 0xff, entries * sizeof *classes->table);
	classes->code = JB_NEW_ARRAY(arena, uint16_t, JRT_LANE_ROWS);
	classes->of = JB_NEW_ARRAY(arena, uint16_t, JRT_LANE_ROWS);
	classes->key_words = 1 + (classes->loose_count + 63) / 64;
	if (classes->wide)
		classes->key = JB_NEW_ARRAY(arena, uint64_t, classes->key_words * JRT_LANE_ROWS);
}

/* ---- loose bits of a batch ---- */

static void bits_of_relief(const struct jrt_classes *classes, const struct jrt_question *question,
			   const struct jrt_metered *rows, uint64_t *bits)
{
	const struct jrt_kernels *kernels = classes->kernels;
	uint64_t before[JRT_LANE_WORDS], inside[JRT_LANE_WORDS];

	memset(bits, 0, JRT_LANE_WORDS * sizeof *bits);
	for (size_t r = 0; r < question->relief_count; r++) {
		struct jrt_range relief = question->relief[r];

		kernels->below_constant(rows->times.time, relief.to, rows->rows, inside);
		if (!jrt_any_bit(inside, rows->rows))
			continue;
		kernels->below_constant(rows->times.time, relief.from, rows->rows, before);
		for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
			bits[w] |= inside[w] & ~before[w];
	}
}

static void find_bits(const struct jrt_classes *classes, const struct jrt_question *question,
		      const struct jrt_metered *rows, uint64_t *bits)
{
	const size_t size = JRT_WORDS_OF(rows->rows) * sizeof *bits;

	switch (question->kind) {
	case JRT_ASK_MASK: memcpy(bits, rows->main->bits[question->number].yes, size); break;
	case JRT_ASK_SURPLUS:
		classes->kernels->bits_of_bytes(rows->surplus[question->number], rows->rows, bits);
		break;
	case JRT_ASK_RELIEF: bits_of_relief(classes, question, rows, bits); break;
	}
}

/* Whether any row has one. */
static bool find_loose_bits(struct jrt_classes *classes, const struct jrt_metered *rows)
{
	bool any = false;

	for (size_t i = 0; i < classes->loose_count; i++) {
		uint64_t *bits = classes->loose_bits + i * JRT_LANE_WORDS;

		find_bits(classes, &classes->question.at[classes->loose[i]], rows, bits);
		any |= jrt_any_bit(bits, rows->rows);
	}
	return any;
}

/* ---- from rows to classes ---- */

uint16_t jrt_classes_number(struct jrt_classes *classes, const uint64_t *pattern)
{
	struct jb_text key = {.at = (const char *)pattern,
			      .size = classes->words * sizeof *pattern};
	bool fresh;
	uint64_t *number = jb_map_intern(&classes->by_pattern, &key, &fresh);

	if (fresh) {
		if (classes->class.count == JRT_CLASSES_MOST)
			return JRT_CLASS_NEW;
		*number = classes->class.count;
		*jb_push(classes->arena, &classes->class) =
			(const uint64_t *)(const void *)jb_copy(classes->arena, key.at, key.size);
	}
	return (uint16_t)*number;
}

/* The class of the row, whose place in a table was empty; JRT_CLASS_NEW: there are too many. */
static uint16_t class_of(struct jrt_classes *classes, const struct jrt_metered *rows, uint32_t row)
{
	memset(classes->pattern, 0, classes->words * sizeof *classes->pattern);
	jrt_codes_look(classes, rows->main, row);
	for (size_t i = 0; i < classes->loose_count; i++)
		if (jrt_bit(classes->loose_bits + i * JRT_LANE_WORDS, row))
			classes->pattern[classes->loose[i] / 64] |= UINT64_C(1)
								    << classes->loose[i] % 64;
	return jrt_classes_number(classes, classes->pattern);
}

static bool find_by_table(struct jrt_classes *classes, const struct jrt_metered *rows)
{
	const uint16_t *place = classes->code;
	uint16_t *table = classes->table, *of = classes->of;
	uint16_t all = 0;

	for (uint32_t row = 0; row < rows->rows; row++) {
		of[row] = table[place[row]];
		all |= (uint16_t)(of[row] == JRT_CLASS_NEW);
	}
	for (uint32_t row = 0; all && row < rows->rows; row++) {
		if (table[place[row]] == JRT_CLASS_NEW)
			table[place[row]] = class_of(classes, rows, row);
		if (table[place[row]] == JRT_CLASS_NEW)
			return false;
		of[row] = table[place[row]];
	}
	return true;
}

/* Codes without loose bits come first in the table, then those with the first bit, and so on. */
static void add_loose_to_codes(struct jrt_classes *classes, uint32_t rows)
{
	for (size_t i = 0; i < classes->loose_count; i++) {
		const uint16_t step = (uint16_t)(classes->codes << i);
		uint8_t byte[JRT_LANE_ROWS];

		if (!jrt_any_bit(classes->loose_bits + i * JRT_LANE_WORDS, rows))
			continue;
		classes->kernels->bytes_of_bits(classes->loose_bits + i * JRT_LANE_WORDS, rows,
						byte);
		for (uint32_t row = 0; row < rows; row++)
			classes->code[row] = (uint16_t)(classes->code[row] + byte[row] * step);
	}
}

/* Sixty-four questions of sixty-four rows at a time. */
static void make_keys(struct jrt_classes *classes, uint32_t rows)
{
	const size_t words = classes->key_words;
	uint64_t square[JRT_WORD_ROWS];

	for (uint32_t row = 0; row < rows; row++)
		classes->key[row * words] = classes->code[row];
	for (size_t w = 1; w < words; w++)
		for (uint32_t first = 0; first < rows; first += JRT_WORD_ROWS) {
			for (size_t i = 0; i < JRT_WORD_ROWS; i++) {
				size_t loose = (w - 1) * 64 + i;

				square[i] = loose < classes->loose_count
						    ? classes->loose_bits[loose * JRT_LANE_WORDS +
									  first / JRT_WORD_ROWS]
						    : 0;
			}
			classes->kernels->transpose(square);
			for (uint32_t i = 0; i < JRT_WORD_ROWS && first + i < rows; i++)
				classes->key[(first + i) * words + w] = square[i];
		}
}

static bool find_by_key(struct jrt_classes *classes, const struct jrt_metered *rows)
{
	const size_t size = classes->key_words * sizeof *classes->key;

	make_keys(classes, rows->rows);
	for (uint32_t row = 0; row < rows->rows; row++) {
		const uint64_t *at = classes->key + row * classes->key_words;
		struct jb_text key = {.at = (const char *)at, .size = size};
		uint64_t *number;
		bool fresh;

		if (row > 0 && memcmp(at, at - classes->key_words, size) == 0) {
			classes->of[row] = classes->of[row - 1];
			continue;
		}
		number = jb_map_intern(&classes->by_key, &key, &fresh);
		if (fresh)
			*number = class_of(classes, rows, row);
		if (*number == JRT_CLASS_NEW || classes->by_key.count > KEYS_MOST)
			return false;
		classes->of[row] = (uint16_t)*number;
	}
	return true;
}

bool jrt_classes_find(struct jrt_classes *classes, const struct jrt_metered *rows)
{
	jrt_codes_find(classes, rows);
	if (!find_loose_bits(classes, rows))
		return find_by_table(classes, rows);
	if (classes->wide)
		return find_by_key(classes, rows);
	add_loose_to_codes(classes, rows->rows);
	return find_by_table(classes, rows);
}
