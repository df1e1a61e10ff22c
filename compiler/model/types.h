/*
 * The kinds of quantities and how they go together: one table for conditions over a row, for
 * arithmetic over aggregates and for thresholds. It knows words for people ("a duration"), which
 * written amounts fit which kind, and what to write instead of one that does not. It looks up no
 * names and reports nothing.
 */
#ifndef MODEL_TYPES_H
#define MODEL_TYPES_H

#include "base/arena.h"
#include "journey/model.h"
#include "syntax/tree.h"

/* A kind of quantity: the type, of money its currency, of a rating its scale. */
struct jy_typed {
	enum jrt_type type;
	struct jb_text currency;
	jb_fix low, high; /* equal: the scale is not known */
	/* One quantity over another of the same kind: a plain number that may also be given in
	 * percent. */
	bool quotient;
	/* A share less another: percentage points, which are no share of anything. */
	bool difference;
	/* The written 100%: what is left of it is a share again. */
	bool whole;
};

/* "a duration", "an amount in EUR": stands after "is". */
struct jb_text jy_type_phrase(struct jb_arena *arena, struct jy_typed typed);
/* The same where two ratings are told apart by their scales: "a rating 1..5". */
struct jb_text jy_type_phrase_beside(struct jb_arena *arena, struct jy_typed typed,
				     struct jy_typed other);
/* An amount of that kind as it is written: "20s", "80%". */
struct jb_text jy_type_example(struct jb_arena *arena, struct jy_typed typed);

bool jy_type_is_plain(enum jrt_type type);   /* a number without a unit: number, count, rating */
bool jy_type_is_amount(enum jrt_type type);  /* can be added up or averaged */
bool jy_type_is_ordered(enum jrt_type type); /* one can be more than another */

/* A number of things or of times, without a scale of its own. */
bool jy_typed_is_number(struct jy_typed typed);
bool jy_typed_is_share(struct jy_typed typed); /* and no difference of two */
/* What is measured in a unit, so that so many times as much of it means something. */
bool jy_typed_is_scalable(struct jy_typed typed);

/* One that is not known, because its column lacks it, goes with all: that was reported. */
bool jy_same_currency(struct jb_text a, struct jb_text b);
bool jy_types_compare(struct jy_typed a, struct jy_typed b);
/* What `a op b` is, for JRT_OP_ADD, SUBTRACT, MULTIPLY and DIVIDE; false where it means nothing.
 * Dates are not in this table, as their arithmetic is in days. */
bool jy_types_combine(enum jrt_op op, struct jy_typed a, struct jy_typed b, struct jy_typed *out);
/* What `-a` is; false for what has no negative. */
bool jy_type_negate(struct jy_typed a, struct jy_typed *out);
/* "added to", "used to divide": stands between the second operand and the first. */
const char *jy_op_phrase(enum jrt_op op);

/* advice.c: what can be written instead of `a op b`; and instead of comparing the two, NULL where
 * only another amount helps. */
const char *jy_types_advice(enum jrt_op op, struct jy_typed a, struct jy_typed b);
const char *jy_types_compare_advice(struct jy_typed a, struct jy_typed b);

struct jy_typed jy_expr_typed(const struct jy_expr *expr);
struct jy_typed jy_metric_typed(const struct jy_metric *metric);

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
