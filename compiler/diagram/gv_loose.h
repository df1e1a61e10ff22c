/*
 * For the files that call Graphviz: it takes char * everywhere, and changes none of it.
 */
#ifndef DIAGRAM_GV_LOOSE_H
#define DIAGRAM_GV_LOOSE_H

static inline char *jy_gv_loose(const char *constant)
{
	union {
		const char *constant;
		char *loose;
	} both = {constant};
	return both.loose;
}

#endif
