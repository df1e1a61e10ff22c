/*
 * From trees to a model: the one entry of this folder. Names, types and units are resolved over all
 * units of a program at once, so the order of files and declarations does not matter.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/buf.h"
#include "journey/model.h"
#include "syntax/parse.h"

/* One parsed file of a program. What a library module declares gives way to a declaration of the
 * same name in a file of the user's, and in a module that uses it: `rank` counts by how many
 * modules in a row it is used, and the lower one wins. */
struct jy_unit {
	const struct jy_file *file;
	struct jy_parsed parsed;
	bool library;
	uint32_t rank;
	struct jy_span used_at; /* of a module: the `use` of the user's that brought it in */
};

/* The model of a program; never NULL. Mistakes go to `diags`. */
struct jy_model *jy_model_make(struct jb_arena *arena, const struct jy_unit *unit,
			       size_t unit_count, struct jy_diags *diags);

/* The stable text of `journey dump --model`. */
void jy_model_dump(const struct jy_model *model, struct jb_buf *out);

#endif
