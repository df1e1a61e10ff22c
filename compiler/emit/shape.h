/*
 * The shapes of what a plan is made of: every structure field by field, with how many elements a
 * pointer leads to. Written by tools/shapes.awk out of the headers of include/journey, so that who
 * walks a plan by them sees all that there is.
 */
#ifndef EMIT_SHAPE_H
#define EMIT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum jy_shape_kind {
	JY_SHAPE_BOOL,
	JY_SHAPE_CHAR,
	JY_SHAPE_SIGNED,
	JY_SHAPE_UNSIGNED,
	JY_SHAPE_ENUM,
	JY_SHAPE_TEXT,
	JY_SHAPE_STRUCT
};

enum jy_field_how {
	JY_FIELD_HERE,	     /* in the structure itself */
	JY_FIELD_ONE,	     /* pointer to one, or NULL */
	JY_FIELD_MANY,	     /* pointer to as many as the field at `count` says, a size_t */
	JY_FIELD_MANY_OUTER, /* to as many as a field of that name says, of a structure around it */
	JY_FIELD_SKIPPED     /* no part of the data */
};

/* A constant of an enumeration; the last has no name. */
struct jy_shape_word {
	int64_t value;
	const char *name;
};

struct jy_shape;

struct jy_field {
	const char *name;
	const char *type;    /* in C, of one element */
	size_t offset, size; /* `size`: of one element */
	enum jy_shape_kind kind;
	enum jy_field_how how;
	const struct jy_shape *shape;	  /* of JY_SHAPE_STRUCT */
	const struct jy_shape_word *word; /* of JY_SHAPE_ENUM */
	size_t count;
	const char *count_outer;
};

struct jy_shape {
	const char *type; /* in C: "struct jrt_step" */
	size_t size;
	const struct jy_field *field;
	size_t field_count;
};

extern const struct jy_shape jy_shape_jrt_plan;

#endif
