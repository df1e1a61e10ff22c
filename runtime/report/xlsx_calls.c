/*
 * Loading libxlsxwriter, see xlsx_calls.h. The build names the version that the headers are of. A
 * library that has been loaded stays, so opening it again costs a look-up and leaks nothing.
 */
#include "report/xlsx_calls.h"

#include <dlfcn.h>

#ifndef JRT_XLSX_LIBRARY
#define JRT_XLSX_LIBRARY "libxlsxwriter.so"
#endif

enum jb_status jrt_xlsx_calls_open(struct jrt_xlsx_calls *calls, struct jb_arena *arena,
				   struct jb_text *why)
{
	bool complete = true;

	*calls = (struct jrt_xlsx_calls){.library = dlopen(JRT_XLSX_LIBRARY, RTLD_NOW)};
	if (!calls->library) {
		*why = jb_text_printf(arena, "a workbook cannot be written here: %s", dlerror());
		return JB_REFUSED;
	}
#define CALL(name)                                                      \
	calls->name = (__typeof__(name) *)dlsym(calls->library, #name); \
	complete &= calls->name != NULL;
#include "report/xlsx_calls.def"
#undef CALL
	if (complete)
		return JB_OK;
	*why = JB_TEXT("a workbook cannot be written here: " JRT_XLSX_LIBRARY
		       " is of another version");
	return JB_REFUSED;
}
