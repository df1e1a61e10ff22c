/*
 * The calls of libxlsxwriter, found when a workbook is written and not before: the library brings
 * a cryptographic one along, and to load both costs every program that links the runtime a
 * millisecond. Where it is not installed everything but workbooks works.
 */
#ifndef REPORT_XLSX_CALLS_H
#define REPORT_XLSX_CALLS_H

#include <xlsxwriter.h>

#include "base/status.h"
#include "base/text.h"

struct jrt_xlsx_calls {
#define CALL(name) __typeof__(name) *name;
#include "report/xlsx_calls.def"
#undef CALL
};

/* JB_REFUSED, with a sentence in the arena, where the library or one of its calls is missing. */
enum jb_status jrt_xlsx_calls_open(struct jrt_xlsx_calls *calls, struct jb_arena *arena,
				   struct jb_text *why);

#endif
