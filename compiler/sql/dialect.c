/*
 * The table of dialects, and the way from a name to one. Nothing is written here.
 */
#include "sql/dialect.h"

/* The names of PostgreSQL are cut at 63 bytes by itself; ours are shorter. */
const struct jy_dialect jy_dialects[] = {
#define DIALECT(...) {__VA_ARGS__},
#include "sql/dialects.def"
#undef DIALECT
};
const size_t jy_dialect_count = sizeof jy_dialects / sizeof *jy_dialects;

const struct jy_dialect *jy_dialect_find(struct jb_text name, struct jb_text *near)
{
	struct jb_text names[sizeof jy_dialects / sizeof *jy_dialects];
	int nearest;

	*near = JB_TEXT("");
	for (size_t i = 0; i < jy_dialect_count; i++) {
		names[i] = jb_text_of(jy_dialects[i].name);
		if (jb_text_equal(name, names[i]))
			return &jy_dialects[i];
	}
	nearest = jb_text_nearest(name, names, jy_dialect_count);
	if (nearest >= 0)
		*near = names[nearest];
	return NULL;
}
