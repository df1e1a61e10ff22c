/*
 * Loading libxlsxwriter, see xlsx_calls.h. The build names the version that the headers are of.
 */
#include "report/xlsx_calls.h"

#include "base/library.h"

#ifndef JRT_XLSX_LIBRARY
#define JRT_XLSX_LIBRARY "libxlsxwriter.so"
#endif

enum jb_status jrt_xlsx_calls_open(struct jrt_xlsx_calls *calls, struct jb_arena *arena,
				   struct jb_text *why)
{
	static const struct jb_call call[] = {
#define CALL(name) {#name, offsetof(struct jrt_xlsx_calls, name)},
#include "report/xlsx_calls.def"
#undef CALL
	};
	const struct jb_library library = {
		.file = JRT_XLSX_LIBRARY,
		.cannot = JB_TEXT("a workbook cannot be written here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jb_library_open(&library, calls, arena, why);
}
