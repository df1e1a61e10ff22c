/*
 * Fixes that a tool can apply: the pieces of one are applied together or not at all. Of two fixes
 * that touch the same bytes the first one wins and the other waits until the file has been looked
 * at again.
 */
#ifndef SOURCE_FIX_H
#define SOURCE_FIX_H

#include <stdbool.h>

#include "source/findings.h"

/* The fix of a record as one piece of `file`, from the first byte touched to the last. False where
 * it has none, where one lies in another file, or where they overlap. */
bool jy_fix_join(struct jy_fix *joined, struct jb_arena *arena, const struct jy_diag *diag,
		 const struct jy_file *file);

/* One file as the fixes leave it. */
struct jy_fixed {
	const struct jy_file *file;
	struct jb_text text; /* what the file now holds */
	bool changed;
};

/* Applies what can be applied at once of the findings of one program that count. `fixed` has a
 * place for each of its files, by number less 1, with `file` set where the file may be changed.
 * Marks in applied[i] whether that of finding i was; gives how many were. */
size_t jy_fixes_apply(const struct jy_findings *findings, struct jy_fixed *fixed, bool *applied);

#endif
