/*
 * Classes of rows. Meters ask of a row whether it is in their scope, whether it lies in a relief,
 * and whether it is above an agreed volume. Rows with the same answers to all of these are of one
 * class: what is summed up by class once serves every meter, however many scopes there are.
 *
 * Most scopes are conditions on a few texts and flags (a partner, a channel), each compared with
 * constants only. Those are not computed row by row: the few different combinations of what the
 * columns hold get a number each, a code, and the conditions are looked at once a code. What
 * depends on anything else is loose: one bit a row.
 */
#ifndef MEASURE_CLASSES_H
#define MEASURE_CLASSES_H

#include "base/map.h"
#include "base/vec.h"
#include "measure/meter.h"

/* With more different classes than this there is nothing to share. */
#define JRT_CLASSES_MOST 4096

/* A column that codes are made of: the digits of what it holds. */
struct jrt_code_column {
	uint32_t step;	 /* of `main`, JRT_OP_COLUMN */
	uint32_t radix;	 /* digits: 0 is unknown */
	uint64_t limit;	 /* values from here on have the last entry's digit */
	uint16_t *digit; /* by value, limit + 1 of them */
};

/* One of the questions; its number is that of its bit in a class's pattern. */
struct jrt_question {
	enum { JRT_ASK_MASK, JRT_ASK_RELIEF, JRT_ASK_SURPLUS } kind;
	uint32_t number; /* of a register of `main`, or of a surplus of the source */
	const struct jrt_range *relief;
	size_t relief_count;
	bool loose;
};

struct jrt_classes {
	struct jb_arena *arena;
	const struct jrt_kernels *kernels;
	const struct jrt_plan *plan;
	const struct jrt_program *program;
	JB_VEC(struct jrt_question) question;
	size_t words; /* of a pattern */
	/* classes */
	struct jb_map by_pattern;	/* to class number */
	JB_VEC(const uint64_t *) class; /* patterns */
	uint64_t *pattern;		/* the one being looked for */
	/* codes */
	JB_VEC(struct jrt_code_column) column;
	uint32_t codes;	 /* of all columns together */
	bool *coded;	 /* by step: a coded condition depends on it */
	uint8_t *answer; /* by step, of the row being looked at */
	uint32_t *loose; /* the loose questions */
	size_t loose_count;
	/* By code, and by code and loose bits where the table is small; JRT_CLASS_NEW. */
	uint16_t *table;
	bool wide; /* loose bits are too many for a table: keys are looked up */
	struct jb_map by_key;
	uint64_t *key; /* by row: its code and its loose bits, in key_words */
	size_t key_words;
	uint64_t *loose_bits; /* of the batch, by loose question */
	uint16_t *code;	      /* of the batch, by row */
	uint16_t *of;	      /* of the batch, by row: the class */
};

#define JRT_CLASS_NEW UINT16_MAX

void jrt_classes_init(struct jrt_classes *classes, struct jb_arena *arena,
		      const struct jrt_kernels *kernels, const struct jrt_plan *plan,
		      const struct jrt_program *program);
/* The bit of a question, asked before or not. */
uint32_t jrt_classes_ask(struct jrt_classes *classes, struct jrt_question question);
/* After the last question: what is coded and what is loose. Asks the machine for what it needs. */
void jrt_classes_ready(struct jrt_classes *classes, struct jrt_machine *main);
/* The classes of the rows of a batch, in classes->of. False when there are too many of them, or
 * too many keys: then they serve no more. */
bool jrt_classes_find(struct jrt_classes *classes, const struct jrt_metered *rows);

/* The class with a pattern, made where it is new; JRT_CLASS_NEW: there are too many. */
uint16_t jrt_classes_number(struct jrt_classes *classes, const uint64_t *pattern);

static inline bool jrt_class_says(const struct jrt_classes *classes, size_t number, uint32_t bit)
{
	return classes->class.at[number][bit / 64] >> bit % 64 & 1;
}

/* codes.c: which conditions can be coded, and the codes of a batch. */
void jrt_codes_ready(struct jrt_classes *classes, struct jrt_machine *main);
void jrt_codes_find(struct jrt_classes *classes, const struct jrt_metered *rows);
/* Of a row whose code is new: the answers of the coded conditions, into the pattern. */
void jrt_codes_look(struct jrt_classes *classes, const struct jrt_machine *main, uint32_t row);

#endif
