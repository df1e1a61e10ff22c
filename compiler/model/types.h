/*
 * The kinds of quantities and how they go together: one table for conditions over a row, for
 * arithmetic over aggregates and for thresholds. It knows words for people ("a duration"), which
 * written amounts fit which kind, and what to write instead of one that does not. It looks up no
 * names and reports nothing.
 */
#ifndef MODEL_TYPES_H
#define MODEL_TYPES_H

#include "base/arena.h"
#include "journey/plan.h"
#include "syntax/tree.h"

/* A kind of quantity: the type, and of money its currency. */
struct jy_typed {
	enum jrt_type type;
	struct jb_text currency;
	/* One quantity over another of the same kind: a plain number that may also be given in
	 * percent. */
	bool quotient;
};

/* "a duration", "an amount in EUR": stands after "is". */
struct jb_text jy_type_phrase(struct jb_arena *arena, struct jy_typed typed);
/* An amount of that kind as it is written: "20s", "80%". */
struct jb_text jy_type_example(struct jb_arena *arena, struct jy_typed typed);

bool jy_type_is_plain(enum jrt_type type);   /* a number without a unit: number, count, rating */
bool jy_type_is_amount(enum jrt_type type);  /* can be added up or averaged */
bool jy_type_is_ordered(enum jrt_type type); /* one can be more than another */

/* One that is not known, because its column lacks it, goes with all: that was reported. */
bool jy_same_currency(struct jb_text a, struct jb_text b);
bool jy_types_compare(struct jy_typed a, struct jy_typed b);
/* What `a op b` is, for JRT_OP_ADD, SUBTRACT, MULTIPLY and DIVIDE; false where it means nothing.
 * Dates are not in this table, as their arithmetic is in days. */
bool jy_types_combine(enum jrt_op op, struct jy_typed a, struct jy_typed b, struct jy_typed *out);

/* Whether a node is a written amount, text, date or time, perhaps with a minus before it. */
bool jy_is_literal(const struct jy_node *node);
/* What a literal is by itself; false for `6 months`, which has no fixed length, and for what is no
 * literal. */
bool jy_literal_typed(const struct jy_node *literal, struct jy_typed *typed);
/* "a number without a unit", "a share": stands after "is". */
struct jb_text jy_literal_phrase(struct jb_arena *arena, const struct jy_node *literal);
/* The value of a literal where a quantity of kind `want` stands; false where it does not fit. A
 * text has the value 0, a date whole days, an instant without an offset its clock reading. */
bool jy_literal_value(const struct jy_node *literal, struct jy_typed want, jb_fix *value);
/* What was probably meant by a literal that does not fit: "20s" for 20, "80%" for 0.8. Empty when
 * unknown. */
struct jb_text jy_literal_meant(struct jb_arena *arena, const struct jy_node *literal,
				struct jy_typed want);

#endif
