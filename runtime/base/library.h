/*
 * Libraries that are loaded when they are needed and not before: each brings others along, which
 * would cost every start of a program something, and where one is not installed everything else
 * works. A library that has been loaded stays, so to open it again costs a look-up and leaks
 * nothing. For POSIX, where a call's address fits a `void *`.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

/* A call that the library must have, and where its address goes in the structure of all calls. */
struct jb_call {
	const char *name;
	size_t offset;
};

struct jb_library {
	const char *file; /* a name that the system looks up, as "libsqlite3.so.0", or a path */
	struct jb_text cannot; /* how `why` begins, as "a workbook cannot be written here" */
	const struct jb_call *call;
	size_t count;
};

/* Finds all calls; each address is written into `calls`, at its offset. JB_REFUSED where the
 * library or one of them is missing: then `why` is a sentence in the arena, and nothing may be
 * called. */
enum jb_status jb_library_open(const struct jb_library *library, void *calls,
			       struct jb_arena *arena, struct jb_text *why);

#endif
