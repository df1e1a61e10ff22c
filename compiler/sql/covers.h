/*
 * What sources cover as the line says it, in the plan that statements are written of.
 */
#ifndef SQL_COVERS_H
#define SQL_COVERS_H

#include "sql/work.h"

/* The work's plan with what `--covers` says of sources of which statements depend on it. Statements
 * of other covers are those of another plan: *mark, the plan's digest, becomes another. */
const struct jrt_plan *jy_sql_covered(struct jy_sql_work *work, struct jb_digest *mark);

#endif
