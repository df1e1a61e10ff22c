/*
 * The table that the build makes of docs/explain with tools/pages.awk. Nobody but explain.c reads
 * it.
 */
#ifndef EXPLAIN_PAGES_H
#define EXPLAIN_PAGES_H

#include "explain/explain.h"

extern const struct jy_page jy_pages[];
extern const size_t jy_page_count;

#endif
