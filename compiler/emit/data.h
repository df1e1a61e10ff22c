/*
 * Plain data as C: constant arrays, made by walking shapes (emit/shape.h). An array that several
 * things point to is written once.
 */
#ifndef EMIT_DATA_H
#define EMIT_DATA_H

#include "emit/shape.h"
#include "base/vec.h"
#include "emit/writer.h"

struct jy_data {
	struct jy_writer *writer;
	struct jb_map made;	/* an array's address and type to its number in `names` */
	struct jb_map compiled; /* a program's address to the name of its struct jrt_compiled */
	JB_VEC(struct jb_text) names;
};

void jy_data_init(struct jy_data *data, struct jy_writer *writer);
/* Says that the program at `program` has been compiled as the variable `name`. */
void jy_data_compiled(struct jy_data *data, const void *program, struct jb_text name);
/* Writes all that the object points to, then itself as a constant of that name. */
void jy_data_write(struct jy_data *data, const struct jy_shape *shape, const void *object,
		   const char *name);
/* The same of an array, under that name or, where it was written before, another. */
struct jb_text jy_data_array(struct jy_data *data, const struct jy_shape *shape, const void *object,
			     size_t count, const char *name);

#endif
