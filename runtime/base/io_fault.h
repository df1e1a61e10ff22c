/*
 * For those who ask the system for files: faults that are no errno, and the sentence for a fault.
 */
#ifndef BASE_IO_FAULT_H
#define BASE_IO_FAULT_H

#include "base/arena.h"
#include "base/text.h"

/* Beside errno's values, which are positive. */
enum { JB_FAULT_KIND = -1, JB_FAULT_NUL = -2 };

/* "cannot open calls.csv: no such file"; `verb` is open, read or write. */
struct jb_text jb_io_why(struct jb_arena *arena, const char *verb, struct jb_text path, int fault);

#endif
